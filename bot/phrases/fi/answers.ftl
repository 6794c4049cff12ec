### What lykbot says in Finnish, in the language of Project Fluent (https://projectfluent.org/fluent/guide).
###
### The three files hold the same phrases in the same order and with the same values. The phrase "refusal.nearby" of the
### code is called refusal-nearby here. A whole number is written with its thousands parted; a year comes as text.

## The conversation in the terminal

terminal-greeting = Hei! Vastaan kysymyksiin siitä, miten Lapsiystävällinen kunta -mallia toteutetaan { $places_in }. Kysy tavoitteista, aikatauluista ja yhteyshenkilöistä suomeksi, ruotsiksi tai englanniksi.
terminal-greeting_many = Hei! Vastaan kysymyksiin siitä, miten { $count } kuntaa toteuttaa Lapsiystävällinen kunta -mallia. Kysy tavoitteista, aikatauluista ja yhteyshenkilöistä suomeksi, ruotsiksi tai englanniksi.
terminal-greeting_no_places = Hei! Vastaan kysymyksiin tietokantani sivuista. Kysy suomeksi, ruotsiksi tai englanniksi.
terminal-examples = Esimerkiksi:
terminal-example_goals = Mitkä ovat { $genitive } tavoitteet?
terminal-example_timeline = Milloin { $place } sai tunnustuksen?
terminal-example_contact = Kehen otan yhteyttä { $place_in }?
terminal-hint = Komennot saat näkyviin kirjoittamalla /help, ja /quit lopettaa.
terminal-loading = Ladataan, hetkinen …
terminal-help =
    /help               tämä ohje
    /new                uusi keskustelu: aiemmat kysymykset unohdetaan
    /language fi|sv|en  vastaukset aina tällä kielellä
    /language auto      vastaukset kysymyksen kielellä
    /quit               lopetus (myös Ctrl-D)
terminal-new_conversation = Aloitetaan alusta. Mitä haluat tietää?
terminal-language_pinned = Vastaan tästä lähtien { $in_language }.
terminal-language_auto = Vastaan kysymyksen kielellä.
terminal-language_usage = Kirjoita /language ja sen perään fi, sv, en tai auto.
terminal-unknown_command = Komentoa { $command } ei ole. Komennot saat näkyviin kirjoittamalla /help.
terminal-goodbye = Kiitos ja näkemiin!

## Sources under an answer in the terminal

terminal-source_page_language = sivun kieli: { $language }
terminal-source_date = päiväys { $date }
terminal-source_date_unknown = päiväys ei tiedossa
terminal-original_label = alkuperäinen ({ $language })
terminal-translation_label = käännös
terminal-quote = ”{ $text }”

## Lines of a batch that are no questions

terminal-batch_too_long = Rivi on liian pitkä: se saa olla enintään { $limit } tavua.
terminal-batch_not_utf8 = Rivillä on tavuja, jotka eivät ole UTF-8-merkistöä.
terminal-batch_not_json = Rivi ei ole JSON-muodossa.
terminal-batch_no_object = Rivin pitää olla JSON-olio, jossa on kenttä question.
terminal-batch_bad_id = Kentän id pitää olla tekstiä tai luku.
terminal-batch_bad_language = Kentän language pitää olla jokin näistä: { $languages }.
terminal-batch_no_question = Kenttä question puuttuu, on tyhjä tai ei ole tekstiä.
terminal-batch_bad_history = Kentän history pitää olla luettelo aiemmista kysymyksistä tekstinä.

## Why there is no answer. { $pages } is refusal-pages or refusal-pages_of

refusal-missing_anything = { $pages } ei löydy vastausta tähän.
refusal-missing_person = { $pages } ei löydy vastausta siihen, kuka tai ketkä.
refusal-missing_name = { $pages } ei löydy nimeä, jota kysyt.
refusal-missing_contact = { $pages } ei löydy yhteyshenkilöä.
refusal-missing_phone = { $pages } ei löydy puhelinnumeroa, jota kysyt.
refusal-missing_email = { $pages } ei löydy sähköpostiosoitetta, jota kysyt.
refusal-missing_address = { $pages } ei löydy osoitetta, jota kysyt.
refusal-missing_date = { $pages } ei löydy ajankohtaa, jota kysyt.
refusal-missing_timeline = { $pages } ei löydy ajankohtia, joita kysyt.
refusal-missing_rank = { $pages } ei löydy järjestysnumeroa, jota kysyt.
refusal-missing_frequency = { $pages } ei löydy tietoa siitä, kuinka usein.
refusal-missing_size = { $pages } ei löydy kokoa, jota kysyt.
refusal-missing_share = { $pages } ei löydy osuutta, jota kysyt.
refusal-cut_off = Vuosi ei näy sivulla kokonaan: { $date }
refusal-missing_order = { $pages } ei löydy järjestystä, jota kysyt.
refusal-missing_reason = { $pages } ei löydy perustelua, jota kysyt.
refusal-missing_year = { $pages } ei löydy vuotta, jota kysyt.
refusal-missing_duration = { $pages } ei löydy tietoa siitä, kuinka kauan.
refusal-missing_count = { $pages } ei löydy lukumäärää, jota kysyt.
refusal-missing_money = { $pages } ei löydy rahasummaa, jota kysyt.
refusal-missing_price = { $pages } ei löydy hintaa, jota kysyt.
refusal-pages = Sivuilta
refusal-pages_of = { $genitive } sivuilta
refusal-nearby = { $count ->
    [one] Sivuilla kerrotaan tästä: { $topics }.
   *[other] Sivuilla kerrotaan esimerkiksi näistä: { $topics }.
}
refusal-no_pages = { $count ->
    [one] Minulla ei ole sivuja tästä kunnasta: { $places }.
   *[other] Minulla ei ole sivuja näistä kunnista: { $places }.
}
refusal-known_places = { $count ->
    [one] Voit kysyä tästä: { $places }.
   *[other] Voit kysyä näistä: { $places }.
}
refusal-out_of_scope = Vastaan kysymyksiin siitä, miten Suomen kunnat toimivat UNICEFin Lapsiystävällinen kunta -mallissa. Voit kysyä esimerkiksi: { $examples }.
refusal-example_goals = ”Mitkä ovat { $genitive } tavoitteet?”
refusal-example_contact = ”Kuka on yhteyshenkilö { $place }?”
refusal-example_validity = ”Kuinka kauan tunnustus on voimassa?”

## Questions that cannot be read

invalid-blank = Kysymys puuttuu. Kirjoita kysymys sanoin, esimerkiksi { $example }
invalid-too_long = Kysymyksessä on { $chars } merkkiä, ja enintään { $most } voidaan käsitellä. Lyhennä kysymystä.
invalid-foreign = Puhun suomea, ruotsia ja englantia. Jag talar finska, svenska och engelska. I speak Finnish, Swedish and English.

## When something broke

failed-any = Vastaaminen ei onnistunut. Yritä uudelleen; jos sama toistuu, rakenna hakemisto uudelleen komennolla lykbot build.

## What stands around the answer

frame-original_only = Sivuilla kerrotaan tästä vain { $in_languages }. Kohdat ovat alkuperäiskielellä.
frame-quoted = ”{ $text }” ({ $language })
frame-model = UNICEFin malli

## Languages: what they are called, and what something is written in

language_name-fi = suomi
language_name-sv = ruotsi
language_name-en = englanti
in_language-fi = suomeksi
in_language-sv = ruotsiksi
in_language-en = englanniksi

## Dates. { $form } is plain, when (it happened), from or until; { $year } may be ""
## The name of every month ends in -kuu, so its endings can stand here

season-spring = { $form ->
    [when] keväällä
    [from] keväästä
    [until] kevääseen
   *[plain] kevät
}
season-summer = { $form ->
    [when] kesällä
    [from] kesästä
    [until] kesään
   *[plain] kesä
}
season-autumn = { $form ->
    [when] syksyllä
    [from] syksystä
    [until] syksyyn
   *[plain] syksy
}
season-winter = { $form ->
    [when] talvella
    [from] talvesta
    [until] talveen
   *[plain] talvi
}
date-day = { $form ->
    [from] { $day }.{ $month }.{ $year } lähtien
    [until] { $day }.{ $month }.{ $year } asti
   *[plain] { $day }.{ $month }.{ $year }
}
date-month = { $form ->
    [when] { $month }ssa { $year }
    [from] { $month }sta { $year }
    [until] { $month }hun { $year }
   *[plain] { $month } { $year }
}
date-season = { $season } { $year }
date-year = { $form ->
    [when] vuonna { $year }
    [from] vuodesta { $year }
    [until] vuoteen { $year }
   *[plain] { $year }
}
date-since = { $date }

## Stretches of time; in running text (when) from day to day, from year to year, and all others (mixed)

stretch-first_day = { $day }.
stretch-plain = { $start }–{ $end }
stretch-plain_words = { $start } – { $end }
stretch-when_day = { $start }–{ $end }
stretch-when_year = vuosina { $start }–{ $end }
stretch-when_mixed = { $start } { $end }

## Numbers and durations

number-word = { $count ->
    [1] yksi
    [2] kaksi
    [3] kolme
    [4] neljä
    [5] viisi
    [6] kuusi
    [7] seitsemän
    [8] kahdeksan
    [9] yhdeksän
    [10] kymmenen
   *[other] { $count }
}
duration-years = { $count ->
    [one] yksi vuosi
   *[other] { number-word } vuotta
}
duration-months = { $count ->
    [one] yksi kuukausi
   *[other] { number-word } kuukautta
}
duration-weeks = { $count ->
    [one] yksi viikko
   *[other] { number-word } viikkoa
}
duration-days = { $count ->
    [one] yksi päivä
   *[other] { number-word } päivää
}

## Tosiseikat: yhteystiedot, tapahtumat ja tavoitteet

contact-as_written = sivulla: { $phone }
event-joined = mukaan malliin
event-goals_set = tavoitteista päätettiin
event-plan_approved = toimintasuunnitelma hyväksyttiin
event-recognised = tunnustus saatiin
event-recognition_possible = tunnustus mahdollinen
event-visit = vierailu
event-monitoring = seuranta
event-validity = voimassaolo
event-plan = suunnitelman mukaan
goals-count_municipality = { $count ->
    [one] Sivulla on yksi tavoite.
   *[other] Sivulla on { number-word } tavoitetta.
}
goals-count_model = { $count ->
    [one] Sivulla on yksi mallin oma tavoite.
   *[other] Sivulla on { number-word } mallin omaa tavoitetta.
}
goals-count_emphasis = { $count ->
    [one] Sivulla on yksi painopiste.
   *[other] Sivulla on { number-word } painopistettä.
}
goals-shared = Kaikkien tavoitteissa on mukana { $themes }.
theme-rights = lapsen oikeudet
theme-impact_assessment = lapsivaikutusten arviointi
theme-participation = osallisuus
theme-safety = turvallisuus
theme-community = kiusaaminen ja yhteisöllisyys
theme-feedback = palaute
theme-information = tiedon käyttö
theme-vulnerable = haavoittuvassa asemassa olevat lapset
theme-hobbies = harrastukset
theme-well_being = hyvinvointi
note-old_plan = Huomaa: sivu kertoo tästä suunnitelmana ajalle, joka on jo mennyt. Siitä ei tässä selviä, miten kävi.
