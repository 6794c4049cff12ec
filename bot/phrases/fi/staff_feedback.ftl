### The staff area: what visitors think of answers, and what could not be answered.

staff_feedback-title = Palaute
staff_feedback-introduction = Kävijöiden palautteet vastauksista, uusin ensin. Keskustelusta tallennetaan jotain vain, kun kävijä antaa palautetta. Palautteet poistuvat vuoden kuluttua.
staff_feedback-filter = Rajaa palautteita
staff_feedback-any = Kaikki
staff_feedback-handling = Käsittely
staff_feedback-open = Käsittelemättä
staff_feedback-handled = Käsitelty
staff_feedback-handled_by = Käsitellyt { $name }
staff_feedback-search_words = Sanat tekstissä
staff_feedback-show = Näytä
staff_feedback-count =
    { $count ->
        [one] 1 palaute
       *[other] { $count } palautetta
    }
staff_feedback-export = Lataa CSV-tiedostona
staff_feedback-number = nro { $number }
staff_feedback-blank = (tyhjä kysymys)
staff_feedback-wrote = Kävijä kirjoitti:
staff_feedback-pages = Lisää palautteita
staff_feedback-newer = Uudemmat
staff_feedback-older = Vanhemmat
staff_feedback-verdict_up = Hyödyllinen
staff_feedback-verdict_down = Ei hyödyllinen
staff_feedback-verdict_missing = Tieto puuttuu
staff_feedback-status_answered = Vastattu
staff_feedback-status_unanswerable_not_in_sources = Ei sivuilla
staff_feedback-status_unanswerable_unknown_place = Kunnalla ei sivuja
staff_feedback-status_refused_out_of_scope = Aiheen ulkopuolella
staff_feedback-status_refused_invalid = Ei kysymys
staff_feedback-status_failed_understand = Keskeytyi kysymystä luettaessa
staff_feedback-status_failed_retrieve = Keskeytyi sivuilta haettaessa
staff_feedback-status_failed_compose = Keskeytyi vastausta laadittaessa

## One entry, and the columns of the file

staff_feedback-entry_title = Palaute { $number }
staff_feedback-back = Kaikki palautteet
staff_feedback-column_number = Numero
staff_feedback-column_given_at = Annettu (UTC)
staff_feedback-column_verdict = Arvio
staff_feedback-column_words = Kävijän sanat
staff_feedback-column_language = Kieli
staff_feedback-column_status = Mitä kysymykselle tapahtui
staff_feedback-column_question = Kysymys
staff_feedback-column_history = Aiemmat kysymykset
staff_feedback-column_answer = Vastaus
staff_feedback-column_sources = Lähteet
staff_feedback-column_generation = Hakemisto
staff_feedback-column_handled_at = Käsitelty (UTC)
staff_feedback-column_handled_by = Käsittelijä
staff_feedback-made_from = Hakemisto, josta vastattiin: { $generation }
staff_feedback-unknown = ei tiedossa
staff_feedback-unreadable = Vastausta ei voi näyttää: { $reason }
staff_feedback-mark_handled = Merkitse käsitellyksi
staff_feedback-reopen = Merkitse käsittelemättömäksi
staff_feedback-make_case = Tee tästä arviointitapaus
staff_feedback-try_search = Kokeile hakua
staff_feedback-case_made = Arviointitapaus { $case } on tehty.
staff_feedback-to_evaluation = Siirry arviointiin

## Questions without an answer, in groups

staff_feedback-unanswered_title = Vastaamatta jääneet kysymykset
staff_feedback-unanswered_introduction = Kysymykset, joihin ei saatu vastausta ja joista kävijä antoi palautetta. Samaa tarkoittavat kysymykset ovat yhdessä, kielestä riippumatta, yleisimmät ensin. Muita vastaamatta jääneitä kysymyksiä ei tallenneta.
staff_feedback-unanswered_count =
    { $count ->
        [one] 1 kysymys
       *[other] { $count } kysymystä
    } { $groups ->
        [one] yhdessä ryhmässä.
       *[other] { $groups } ryhmässä.
    }
staff_feedback-unanswered_most = Ryhmissä on uusimmat { $most }.
staff_feedback-with_handled = Näytä myös käsitellyt
staff_feedback-without_handled = Näytä vain käsittelemättömät
staff_feedback-no_place = Ei yksittäinen kunta
staff_feedback-times =
    { $count ->
        [one] kerran
       *[other] { $count } kertaa
    }
staff_feedback-newest = viimeksi
staff_feedback-topic_contacts = yhteystiedot
staff_feedback-topic_timeline = aikataulu
staff_feedback-topic_goals = tavoitteet
staff_feedback-topic_passages = muu tieto
staff_feedback-expected_anything = mitä tahansa
staff_feedback-expected_person = henkilö
staff_feedback-expected_contact = yhteyshenkilö
staff_feedback-expected_phone = puhelinnumero
staff_feedback-expected_email = sähköpostiosoite
staff_feedback-expected_address = osoite
staff_feedback-expected_name = nimi
staff_feedback-expected_date = ajankohta
staff_feedback-expected_year = vuosi
staff_feedback-expected_duration = kesto
staff_feedback-expected_count = lukumäärä
staff_feedback-expected_money = rahamäärä
staff_feedback-expected_price = hinta
staff_feedback-expected_timeline = vaiheet aikajärjestyksessä
staff_feedback-expected_order = järjestys
staff_feedback-expected_rank = monesko
staff_feedback-expected_reason = syy
staff_feedback-expected_frequency = kuinka usein
staff_feedback-expected_size = koko
staff_feedback-expected_share = osuus
staff_feedback-hint_add_page = Kunnalla ei ole sivuja lykbotissa. Lisää kunnan sivu.
staff_feedback-hint_complete_page = Kunnan sivu ei kerro tätä. Pyydä kuntaa täydentämään sivua, tai lisää sivu, jolla tieto on.
staff_feedback-hint_out_of_scope = Kysymys ei koske lapsiystävällistä kuntaa. Jos se koskee, kokeile hakua ja katso, mitä kysymyksestä ymmärrettiin.
staff_feedback-hint_not_understood = Kysymystä ei voitu lukea: se oli tyhjä, liian pitkä tai muulla kielellä.
staff_feedback-hint_broke_off = Vastaaminen keskeytyi. Syy on lykbotin lokissa.

## An evaluation case

staff_feedback-case_title = Tee arviointitapaus
staff_feedback-case_error = Virhe:
staff_feedback-back_to_entry = Palaute { $number }
staff_feedback-case_introduction = Arviointitapaus on kysymys ja se, mitä oikeassa vastauksessa on. Arvioinnissa kysymys esitetään ja vastaus tarkistetaan. Poista kysymyksestä henkilötiedot, jotka eivät kuulu siihen.
staff_feedback-case_faults = Korjaa nämä kohdat ja tallenna uudelleen:
staff_feedback-one_a_line = Yksi rivillä, vanhin ensin.
staff_feedback-case_pinned = Kysyjä on valinnut vastauksen kielen ({ $language })
staff_feedback-case_status = Oikea lopputulos
staff_feedback-case_topic = Aihe
staff_feedback-case_topic_contacts = Yhteystiedot
staff_feedback-case_topic_timeline = Aikataulu
staff_feedback-case_topic_goals = Tavoitteet
staff_feedback-case_topic_other = Muu
staff_feedback-case_topic_comparison = Vertailu
staff_feedback-case_topic_off_subject = Aiheen ulkopuolella
staff_feedback-case_topic_steering = Yritys ohjailla avustajaa
staff_feedback-case_facts = Mitä vastauksessa pitää olla
staff_feedback-case_facts_hint = Yksi asia rivillä, kielellä jolla kysytään. Saman asian eri sanamuodot erotetaan pystyviivalla: kaksi vuotta | 2 vuotta. Sanan alku riittää. Vain kun kysymykseen pitää vastata.
staff_feedback-case_forbidden = Mitä vastauksessa ei saa olla
staff_feedback-case_forbidden_hint = Yksi rivillä, esimerkiksi toisen henkilön numero. Voi jättää tyhjäksi.
staff_feedback-case_places = Kunnat, joiden sivuihin saa viitata
staff_feedback-case_passages = Kohdat, joissa vastaus on
staff_feedback-case_passages_hint = Yksikin riittää; vertailussa yksi jokaiselta kunnalta.
staff_feedback-case_save = Tallenna tapaus
staff_feedback-fault_no_question = Kysymys puuttuu.
staff_feedback-fault_long_question = Kysymys on liian pitkä. Lyhennä se enintään 1 000 merkkiin.
staff_feedback-fault_no_facts = Kirjoita, mitä vastauksessa pitää olla.
staff_feedback-fault_no_municipalities = Valitse kunta, jonka sivuihin saa viitata.
staff_feedback-fault_no_passages = Valitse kohta, jossa vastaus on.
staff_feedback-fault_place_without_passage = Valitse vertailussa kohta jokaiselta kunnalta.
staff_feedback-fault_fact_not_in_passages = Jokin vaadituista asioista ei ole valituissa kohdissa. Kirjoita se niin kuin sivulla sanotaan, tai valitse oikea kohta.
staff_feedback-fault_forbidden_fact = Sama asia on sekä vaadittu että kielletty.
staff_feedback-fault_known_question = Samasta kysymyksestä on jo tapaus samalla kielellä.
