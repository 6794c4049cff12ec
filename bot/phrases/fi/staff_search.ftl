### The staff area: trying a search: what is understood, what is found, what becomes of it.

staff_search-title = Kokeile hakua
staff_search-introduction = Katso, miten kysymys ymmärretään, mitä sivuilta löytyy ja miksi vastaus on sellainen kuin on. Mitään ei tallenneta.
staff_search-question = Kysymys
staff_search-before = Aiemmat kysymykset
staff_search-before_hint = Jatkokysymystä varten: yksi rivillä, vanhin ensin. Voi jättää tyhjäksi.
staff_search-answer_in = Vastauksen kieli
staff_search-by_question = Kysymyksen mukaan
staff_search-search = Hae
staff_search-answer = Vastaus
staff_search-sources = Lähteet
staff_search-seconds_understand = Kysymyksen lukeminen
staff_search-seconds_retrieve = Haku
staff_search-seconds_compose = Vastauksen laatiminen
staff_search-not_looked_for = Kysymys hylättiin jo ennen hakua.
staff_search-part = Kysymyksen osa { $number }

## What was understood

staff_search-understood = Miten kysymys ymmärrettiin
staff_search-words_language = Kysymyksen kieli
staff_search-answer_language = Vastauksen kieli
staff_search-places = Kunnat
staff_search-none = ei mitään
staff_search-inherited = aiemmasta kysymyksestä
staff_search-everywhere = kysytään kaikista kunnista
staff_search-without_pages = Kunnat, joilla ei ole sivuja
staff_search-topic = Mistä vastaus kootaan
staff_search-expected = Mitä kysytään
staff_search-ordinal = Monesko luettelossa
staff_search-last = viimeinen
staff_search-terms = Avainsanat ja niiden paino
staff_search-searched = Hakuteksti
staff_search-from_before = Täydennetty aiemmista kysymyksistä
staff_search-yes = kyllä
staff_search-no = ei
staff_search-counted = Kenen sivuilta haettiin
staff_search-all_pages = kaikki sivut
staff_search-outside = Esimerkkien mukaan aiheen ulkopuolella
staff_search-left_open = Esimerkkikysymysten mukaan sivut eivät kerro
staff_search-resemblance = Samankaltaisuus lähimmän esimerkkikysymyksen kanssa (−1…1)

## What was found

staff_search-found = Löydetyt kohdat järjestyksessä
staff_search-found_hint = Kaikki hakutavat yhdessä. Kustakin kohdasta näkyy lause, joka sopii kysymykseen parhaiten; näyttö kertoo, miten hyvin se sopii (noin 0–2), ja kattavuus, miten suuri osa kysymyksestä siinä mainitaan.
staff_search-nothing_looked_for = Mitään ei haettu, koska esimerkkien mukaan kysymys ei kuulu aiheeseen.
staff_search-column_rank = Sija
staff_search-column_passage = Kohta
staff_search-column_outcome = Mitä sille tapahtui
staff_search-column_score = Pisteet
staff_search-column_legs = Hakutavat
staff_search-column_evidence = Näyttö
staff_search-column_coverage = Kattavuus
staff_search-leg_dense = merkitys
staff_search-leg_words = sanat
staff_search-leg_names = nimet ja numerot
staff_search-leg_examples = esimerkkikysymykset
staff_search-outcome_cited = lähteenä
staff_search-outcome_facts_answered = ei tarvittu
staff_search-outcome_left_open = jätetään avoimeksi
staff_search-outcome_not_expected = kysyttyä ei ole
staff_search-outcome_name_missing = nimi puuttuu
staff_search-outcome_weaker = sopii heikommin
staff_search-meaning_cited = Vastaus viittaa tähän kohtaan.
staff_search-meaning_facts_answered = Vastaus koottiin sivuilta luetuista tiedoista, eikä tätä kohtaa tarvittu.
staff_search-meaning_left_open = Esimerkkikysymysten mukaan sivut eivät vastaa tähän.
staff_search-meaning_not_expected = Missään kohdan lauseessa ei ole sitä, mitä kysytään (esimerkiksi päivämäärää tai numeroa).
staff_search-meaning_name_missing = Kohdassa ei mainita nimeä tai kuntaa, josta kysytään.
staff_search-meaning_weaker = Kohta sopii kysymykseen heikommin kuin ne, joihin viitataan, tai liian heikosti vastaukseksi.
staff_search-drafted = Luonnos ja viimeinen tarkistus
staff_search-stands = vastauksessa
staff_search-taken_out = poistettu
staff_search-nothing_drafted = Löydetyistä kohdista ei saatu vastausta.
staff_search-legs = Hakutavat erikseen
staff_search-legs_hint = Merkityksen pisteet ovat kosineja (−1…1), sanojen ja nimien osuus parhaasta osumasta (0–1) ja esimerkkikysymysten todennäköisyyksiä (0–1).
