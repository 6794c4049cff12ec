### The staff area: measuring the answers.

staff_evaluation-title = Utvärdering
staff_evaluation-introduction = I en utvärdering får lykbot en mängd frågor vars rätta svar är kända, och svaren granskas. Frågorna ställs till det index som är i bruk. Besökarna får svar som vanligt under tiden.
staff_evaluation-run_running = En utvärdering pågår
staff_evaluation-run_done = Utvärderingen är klar
staff_evaluation-run_failed = Utvärderingen misslyckades
staff_evaluation-started = Uppsättningen { $set }, startad av { $name },
staff_evaluation-progress = { $done } av { $total } frågor ställda
staff_evaluation-progress_judging = Alla frågor är ställda, svaren granskas …
staff_evaluation-open_report = Öppna rapporten (på engelska)
staff_evaluation-failed = Orsak:
staff_evaluation-trouble_busy = En utvärdering pågår redan. Vänta tills den är klar.
staff_evaluation-trouble_other_set = Rapporten att jämföra med gäller andra frågor. Välj en rapport om samma frågeuppsättning, eller lämna bort jämförelsen.
staff_evaluation-trouble_not_started = Utvärderingen kunde inte startas.
staff_evaluation-start_title = Starta en utvärdering
staff_evaluation-set = Frågeuppsättning
staff_evaluation-cases =
    { $count ->
        [one] 1 fall
       *[other] { $count } fall
    }
staff_evaluation-own = gjorda av respons
staff_evaluation-only_counted = räknas bara, visas inte
staff_evaluation-compare_with = Jämför med en tidigare rapport
staff_evaluation-nothing = Ingen jämförelse
staff_evaluation-start = Starta
staff_evaluation-one_at_a_time = En ny kan startas när den här är klar.
staff_evaluation-no_sets = Det finns inga frågor: lykbots utvärderingsdel är inte installerad.

## Reports

staff_evaluation-reports = Rapporter
staff_evaluation-no_reports = Det finns inga rapporter än.
staff_evaluation-column_report = Rapport (UTC)
staff_evaluation-column_sets = Frågor
staff_evaluation-column_minutes = Minuter
staff_evaluation-unreadable = Rapporten kan inte läsas:
staff_evaluation-figure_right = Rätta svar
staff_evaluation-figure_flawless = Felfria svar
staff_evaluation-figure_wrong = Felaktiga svar
staff_evaluation-figure_refused_wrongly = Felaktigt avvisade
staff_evaluation-figure_answered_wrongly = Felaktigt besvarade
staff_evaluation-figure_facts_stated = Angivna fakta
staff_evaluation-figure_citation_precision = Rätta källor
staff_evaluation-figure_language = Rätt språk

## Two reports side by side

staff_evaluation-compare_title = Jämför rapporter
staff_evaluation-compare_before = Tidigare
staff_evaluation-compare_now = Senare
staff_evaluation-compare = Jämför
staff_evaluation-comparison = Två rapporter sida vid sida
staff_evaluation-back = Utvärdering
staff_evaluation-other_cases = Rapporterna gäller olika frågor, så siffrorna kan inte jämföras direkt.
staff_evaluation-other_pages = Sidorna har ändrats mellan rapporterna.
staff_evaluation-figures = Siffror
staff_evaluation-column_figure = Siffra
staff_evaluation-column_change = Ändring, procentenheter
staff_evaluation-column_meaning = Vad det betyder
staff_evaluation-better = bättre
staff_evaluation-worse = sämre
staff_evaluation-within = kan vara en slump
staff_evaluation-same = samma
staff_evaluation-interval_hint = Under den tidigare siffran står dess 95-procentiga konfidensintervall. En ändring inom det kan vara en slump.
staff_evaluation-changed_cases = Fall som fick ett annat resultat
staff_evaluation-no_changes = Inget av de fall som visas fick ett annat resultat.
staff_evaluation-counted_changes =
    { $count ->
        [one] Dessutom ändrades 1 fall som bara räknas.
       *[other] Dessutom ändrades { $count } fall som bara räknas.
    }
staff_evaluation-column_case = Fall
staff_evaluation-outcome_right = rätt
staff_evaluation-outcome_partial = delvis rätt
staff_evaluation-outcome_wrong = fel
staff_evaluation-outcome_refused_wrongly = felaktigt avvisad
staff_evaluation-outcome_answered_wrongly = felaktigt besvarad
staff_evaluation-outcome_failed = avbröts
