### The staff area: measuring the answers.

staff_evaluation-title = Arviointi
staff_evaluation-introduction = Arvioinnissa lykbotilta kysytään joukko kysymyksiä, joiden oikea vastaus tiedetään, ja vastaukset tarkistetaan. Kysymykset esitetään käytössä olevalle hakemistolle. Kävijöille vastataan sillä välin niin kuin aina.
staff_evaluation-run_running = Arviointi on käynnissä
staff_evaluation-run_done = Arviointi on valmis
staff_evaluation-run_failed = Arviointi epäonnistui
staff_evaluation-started = Joukko { $set }, käynnistäjä { $name },
staff_evaluation-progress = Kysytty { $done }/{ $total }
staff_evaluation-progress_judging = Kaikki on kysytty, vastauksia tarkistetaan …
staff_evaluation-open_report = Avaa raportti (englanniksi)
staff_evaluation-failed = Syy:
staff_evaluation-trouble_busy = Arviointi on jo käynnissä. Odota, että se päättyy.
staff_evaluation-trouble_other_set = Verrattavassa raportissa on kysytty eri kysymyksiä. Valitse raportti samasta kysymysjoukosta tai jätä vertailu pois.
staff_evaluation-trouble_not_started = Arviointia ei voitu käynnistää.
staff_evaluation-start_title = Käynnistä arviointi
staff_evaluation-set = Kysymysjoukko
staff_evaluation-cases =
    { $count ->
        [one] 1 tapaus
       *[other] { $count } tapausta
    }
staff_evaluation-own = palautteista tehdyt
staff_evaluation-only_counted = vain lasketaan, ei näytetä
staff_evaluation-compare_with = Vertaa aiempaan raporttiin
staff_evaluation-nothing = Ei vertailua
staff_evaluation-start = Käynnistä
staff_evaluation-one_at_a_time = Uuden voi käynnistää, kun tämä on päättynyt.
staff_evaluation-no_sets = Kysymysjoukkoja ei ole: lykbotin arviointiosaa ei ole asennettu.

## Reports

staff_evaluation-reports = Raportit
staff_evaluation-no_reports = Raportteja ei ole vielä.
staff_evaluation-column_report = Raportti (UTC)
staff_evaluation-column_sets = Kysymykset
staff_evaluation-column_minutes = Minuuttia
staff_evaluation-unreadable = Raporttia ei voi lukea:
staff_evaluation-figure_right = Oikeat vastaukset
staff_evaluation-figure_flawless = Virheettömät vastaukset
staff_evaluation-figure_wrong = Väärät vastaukset
staff_evaluation-figure_refused_wrongly = Aiheetta torjutut
staff_evaluation-figure_answered_wrongly = Aiheetta vastatut
staff_evaluation-figure_facts_stated = Kerrotut tiedot
staff_evaluation-figure_citation_precision = Oikeat lähteet
staff_evaluation-figure_language = Oikea kieli

## Two reports side by side

staff_evaluation-compare_title = Vertaa raportteja
staff_evaluation-compare_before = Aiempi
staff_evaluation-compare_now = Uudempi
staff_evaluation-compare = Vertaa
staff_evaluation-comparison = Kaksi raporttia rinnakkain
staff_evaluation-back = Arviointi
staff_evaluation-other_cases = Raporteissa on kysytty eri kysymyksiä, joten luvut eivät ole suoraan verrattavissa.
staff_evaluation-other_pages = Sivut ovat muuttuneet raporttien välillä.
staff_evaluation-figures = Luvut
staff_evaluation-column_figure = Luku
staff_evaluation-column_change = Muutos, prosenttiyksikköä
staff_evaluation-column_meaning = Mitä se merkitsee
staff_evaluation-better = parempi
staff_evaluation-worse = huonompi
staff_evaluation-within = voi olla sattumaa
staff_evaluation-same = sama
staff_evaluation-interval_hint = Aiemman luvun alla on sen 95 prosentin luottamusväli. Muutos, joka pysyy sen sisällä, voi olla sattumaa.
staff_evaluation-changed_cases = Tapaukset, joiden tulos muuttui
staff_evaluation-no_changes = Näytettävissä tapauksissa tulos ei muuttunut.
staff_evaluation-counted_changes =
    { $count ->
        [one] Lisäksi muuttui 1 tapaus, joka vain lasketaan.
       *[other] Lisäksi muuttui { $count } tapausta, jotka vain lasketaan.
    }
staff_evaluation-column_case = Tapaus
staff_evaluation-outcome_right = oikein
staff_evaluation-outcome_partial = osittain oikein
staff_evaluation-outcome_wrong = väärin
staff_evaluation-outcome_refused_wrongly = aiheetta torjuttu
staff_evaluation-outcome_answered_wrongly = aiheetta vastattu
staff_evaluation-outcome_failed = keskeytyi
