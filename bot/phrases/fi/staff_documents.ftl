### What the staff pages on documents say.

## The list of pages

staff_documents-title = Sivut
staff_documents-no_index = Hakemistoa, jonka perusteella vastataan, ei ole. Rakenna hakemisto uudelleen.
staff_documents-rebuild = Rakenna hakemisto uudelleen
staff_documents-last_rebuild = Miten viime rakentaminen meni
staff_documents-add = Lisää sivu
staff_documents-all = Kaikki
staff_documents-only_warnings = Vain sivut, joissa on tarkistettavaa
staff_documents-show = Näytä
staff_documents-no_pages = Tällaisia sivuja ei ole.
staff_documents-general = Ei mikään yksittäinen kunta
staff_documents-page = Sivu
staff_documents-language = Kieli
staff_documents-date = Päiväys
staff_documents-facts = Löydetyt tiedot
staff_documents-to_check = Tarkistettavaa
staff_documents-nothing_to_check = Ei tarkistettavaa
staff_documents-count_contacts = Yhteystietoja { $count }
staff_documents-count_events = Ajankohtia { $count }
staff_documents-count_goals = Tavoitteita { $count }
staff_documents-origin = Mistä sivu on
staff_documents-origin_shipped = Tuli lykbotin mukana
staff_documents-origin_added = Lisätty täällä
staff_documents-origin_named = Lisätty komentorivillä
staff_documents-standing_waiting = Käytössä seuraavan rakentamisen jälkeen
staff_documents-standing_leaving = Poistuu seuraavassa rakentamisessa
staff_documents-warning_no_date = Julkaisupäivä puuttuu
staff_documents-warning_no_contact = Kunnan sivuilla ei ole yhteystietoja
staff_documents-warning_no_contact_here = Yhteystietoja ei löytynyt
staff_documents-warning_language_missing = Ei saatavilla { $in_language }
staff_documents-warning_machine_translated = Konekäännös
staff_documents-warning_no_questions = Ei esimerkkikysymyksiä
staff_documents-removed_title = Käytöstä poistetut
staff_documents-restore = Palauta

## One page

staff_documents-back = Takaisin sivujen luetteloon
staff_documents-other_versions = Muut kieliversiot
staff_documents-read_page = Lue sivu
staff_documents-facts_title = Sivulta löydetyt tiedot
staff_documents-facts_contacts = Yhteystiedot
staff_documents-facts_events = Ajankohdat ja tapahtumat
staff_documents-facts_goals = Tavoitteet
staff_documents-understood = Ymmärretty näin
staff_documents-sentence = Sivulla lukee
staff_documents-none_found = Ei löytynyt.
staff_documents-more = { $count ->
    [one] Tästä jäi yksi näyttämättä.
   *[other] Tästä jäi { $count } näyttämättä.
}
staff_documents-goal_number = Tavoite { $number }
staff_documents-goal_model = Mallin oma tavoite
staff_documents-goal_emphasis = Painopiste
staff_documents-take_out = Poista sivu käytöstä
staff_documents-take_out_hint = Vastaukset eivät enää perustu sivuun, kun hakemisto on rakennettu uudelleen. Sivua ei hävitetä: voit palauttaa sen sivujen luettelosta.
staff_documents-take_out_versions = Poista käytöstä myös muut kieliversiot
staff_documents-confirm = Haluan poistaa tämän sivun käytöstä
staff_documents-unconfirmed = Vahvista rastilla, että haluat poistaa sivun käytöstä.
staff_documents-cannot_named = Sivu on lisätty komentorivillä, joten sitä ei voi poistaa täällä. Se jää pois, kun hakemisto rakennetaan uudelleen.
staff_documents-cannot_leaving = Sivu on jo poistettu käytöstä. Voit palauttaa sen sivujen luettelosta.

## Adding a page

staff_documents-text_legend = Teksti
staff_documents-text_kept = Antamasi teksti on tallessa. Anna uusi vain, jos haluat korvata sen.
staff_documents-file = Tiedosto
staff_documents-file_hint = Markdown tai pelkkä teksti (.md, .markdown tai .txt), enintään 10 Mt
staff_documents-text = tai liitä teksti tähän
staff_documents-about_legend = Sivun tiedot
staff_documents-about_hint = Kaikki kohdat voi jättää tyhjiksi. Silloin kunta, kieli ja otsikko luetaan tekstistä.
staff_documents-municipality = Kunta
staff_documents-from_text = Tekstin mukaan
staff_documents-page_title = Otsikko
staff_documents-publisher = Julkaisija
staff_documents-published = Julkaistu
staff_documents-published_hint = Vuosi, kuukausi tai päivä: 2024, 2024-05 tai 2024-05-31
staff_documents-address = Verkko-osoite
staff_documents-version_of = Tämän sivun toinen kieliversio
staff_documents-version_of_none = Ei minkään, se on oma sivunsa
staff_documents-version = Teksti on
staff_documents-version_original = alkuperäinen
staff_documents-version_translation = käännös
staff_documents-version_machine_translation = konekäännös
staff_documents-preview = Näytä, mitä siitä luetaan
staff_documents-preview_hint = Mitään ei vielä julkaista.

## Why a text cannot become a page

staff_documents-fault_empty = Teksti puuttuu. Valitse tiedosto tai liitä teksti.
staff_documents-fault_two_texts = Annoit sekä tiedoston että liitetyn tekstin. Anna vain toinen.
staff_documents-fault_wrong_kind = Tiedosto on väärää muotoa. Tallenna se Markdownina (.md) tai pelkkänä tekstinä (.txt).
staff_documents-fault_too_large = Teksti on yli 10 Mt. Jaa se useaksi sivuksi.
staff_documents-fault_not_text = Tiedosto ei ole pelkkää tekstiä UTF-8-merkistössä. Tallenna se tekstinä ja valitse merkistöksi UTF-8.
staff_documents-fault_no_language = Tekstin kieltä ei voi päätellä. Valitse kieli.
staff_documents-fault_bad_date = Päiväystä ei voi lukea. Kirjoita se näin: 2024, 2024-05 tai 2024-05-31.
staff_documents-fault_bad_address = Verkko-osoitteen alussa pitää olla http:// tai https://.
staff_documents-fault_front_matter = Tekstin alussa olevia rivejä merkkien --- välissä ei voi lukea. Korjaa ne tai poista ne.
staff_documents-fault_same_language = Valitsemasi sivu on samalla kielellä. Valitse toinen kieli tai lisää teksti omana sivunaan.
staff_documents-fault_unreadable = Tästä tekstistä ei voi tehdä sivua.
staff_documents-fault_too_long = Tekstin lukeminen kesti liian kauan. Jaa teksti useaksi sivuksi.
staff_documents-fault_busy = Toista tekstiä luetaan parhaillaan. Yritä hetken kuluttua uudelleen.
staff_documents-fault_forgotten = Teksti ei ole enää tallessa. Anna se uudelleen.

## The look at it before it is published

staff_documents-preview_title = Onko tämä oikein?
staff_documents-not_yet = Näin lykbot lukee tekstin. Sivu ei ole vielä käytössä.
staff_documents-replaces = Lisääminen korvaa tämän sivun:
staff_documents-inferred = luettu tekstistä
staff_documents-not_given = Ei annettu
staff_documents-make_live = Lisää sivu
staff_documents-cancel = Älä lisää
staff_documents-correct = Korjaa tietoja
staff_documents-read_as = Teksti sellaisena kuin se luettiin
staff_documents-read_as_hint = Yliviivatut kohdat jäävät pois vastauksista: linkit, aihetunnisteet ja kuvien tekijätiedot.
staff_documents-block_heading = Otsikko
staff_documents-block_paragraph = Teksti
staff_documents-block_list_item = Luettelon kohta
staff_documents-block_table_row = Taulukon rivi
staff_documents-block_contact = Yhteystieto
staff_documents-block_noise = Jää pois

## Rebuilding the index

staff_documents-rebuild_title = Hakemiston rakentaminen
staff_documents-meanwhile = Kysymyksiin vastataan sillä välin nykyisen hakemiston perusteella. Voit poistua tältä sivulta.
staff_documents-again = Jotain on muuttunut rakentamisen alettua, joten hakemisto rakennetaan vielä kerran.
staff_documents-started = Aloittaja: { $who }, kello { $time }. Aika: { $seconds } s.
staff_documents-left_out = { $count ->
    [one] Yhtä sivua ei voitu lukea, ja se jäi pois:
   *[other] { $count } sivua ei voitu lukea, ja ne jäivät pois:
}
staff_documents-stage_start = Aloitetaan
staff_documents-stage_load = Ladataan kielimallia
staff_documents-stage_measure = Valmistellaan kieliä
staff_documents-stage_split = Jaetaan sivuja kappaleiksi
staff_documents-stage_embed = Luetaan kappaleita
staff_documents-stage_store = Tallennetaan kappaleita
staff_documents-stage_open = Avataan uutta hakemistoa
staff_documents-rebuild_never = Hakemistoa ei ole rakennettu uudelleen lykbotin käynnistyksen jälkeen.
staff_documents-rebuild_done = Hakemisto on valmis. Sivuja { $documents }, joista uusia { $added } ja muuttuneita { $replaced }; poistettuja { $removed }.
staff_documents-rebuild_locked = Hakemistoa rakennetaan parhaillaan muualla. Odota, että se valmistuu, ja rakenna sitten uudelleen.
staff_documents-rebuild_stopped = Rakentaminen keskeytettiin. Käytössä on aiempi hakemisto.
staff_documents-rebuild_broken = Rakentaminen katkesi. Käytössä on aiempi hakemisto. Rakenna uudelleen, ja jos sama toistuu, katso lykbotin lokia.
staff_documents-rebuild_failed = Rakentaminen ei onnistunut. Käytössä on aiempi hakemisto.
