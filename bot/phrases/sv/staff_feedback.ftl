### The staff area: what visitors think of answers, and what could not be answered.

staff_feedback-title = Respons
staff_feedback-introduction = Besökarnas respons på svaren, den senaste först. Av ett samtal sparas något bara när besökaren ger respons. Responsen försvinner efter ett år.
staff_feedback-filter = Avgränsa responsen
staff_feedback-any = Alla
staff_feedback-handling = Handläggning
staff_feedback-open = Inte behandlad
staff_feedback-handled = Behandlad
staff_feedback-handled_by = Behandlad av { $name }
staff_feedback-search_words = Ord i texten
staff_feedback-show = Visa
staff_feedback-count =
    { $count ->
        [one] 1 respons
       *[other] { $count } responser
    }
staff_feedback-export = Ladda ner som CSV-fil
staff_feedback-number = nr { $number }
staff_feedback-blank = (tom fråga)
staff_feedback-wrote = Besökaren skrev:
staff_feedback-pages = Mer respons
staff_feedback-newer = Nyare
staff_feedback-older = Äldre
staff_feedback-verdict_up = Till hjälp
staff_feedback-verdict_down = Inte till hjälp
staff_feedback-verdict_missing = Uppgift saknas
staff_feedback-status_answered = Besvarad
staff_feedback-status_unanswerable_not_in_sources = Finns inte på sidorna
staff_feedback-status_unanswerable_unknown_place = Kommunen saknar sidor
staff_feedback-status_refused_out_of_scope = Utanför ämnet
staff_feedback-status_refused_invalid = Ingen fråga
staff_feedback-status_failed_understand = Avbröts när frågan lästes
staff_feedback-status_failed_retrieve = Avbröts vid sökningen
staff_feedback-status_failed_compose = Avbröts när svaret skrevs

## One entry, and the columns of the file

staff_feedback-entry_title = Respons { $number }
staff_feedback-back = All respons
staff_feedback-column_number = Nummer
staff_feedback-column_given_at = Lämnad (UTC)
staff_feedback-column_verdict = Omdöme
staff_feedback-column_words = Besökarens ord
staff_feedback-column_language = Språk
staff_feedback-column_status = Vad det blev av frågan
staff_feedback-column_question = Fråga
staff_feedback-column_history = Tidigare frågor
staff_feedback-column_answer = Svar
staff_feedback-column_sources = Källor
staff_feedback-column_generation = Index
staff_feedback-column_handled_at = Behandlad (UTC)
staff_feedback-column_handled_by = Behandlad av
staff_feedback-made_from = Index som svaret bygger på: { $generation }
staff_feedback-unknown = inte känt
staff_feedback-unreadable = Svaret kan inte visas: { $reason }
staff_feedback-mark_handled = Märk som behandlad
staff_feedback-reopen = Märk som inte behandlad
staff_feedback-make_case = Gör ett testfall av detta
staff_feedback-try_search = Pröva sökningen
staff_feedback-case_made = Testfallet { $case } har skapats.
staff_feedback-to_evaluation = Till utvärderingen

## Questions without an answer, in groups

staff_feedback-unanswered_title = Frågor utan svar
staff_feedback-unanswered_introduction = Frågor som inte fick något svar och som en besökare gav respons på. Frågor som gäller samma sak står tillsammans oberoende av språk, de vanligaste först. Andra obesvarade frågor sparas inte.
staff_feedback-unanswered_count =
    { $count ->
        [one] 1 fråga
       *[other] { $count } frågor
    } { $groups ->
        [one] i en grupp.
       *[other] i { $groups } grupper.
    }
staff_feedback-unanswered_most = Grupperna omfattar de { $most } senaste.
staff_feedback-with_handled = Visa också behandlade
staff_feedback-without_handled = Visa bara obehandlade
staff_feedback-no_place = Ingen enskild kommun
staff_feedback-times =
    { $count ->
        [one] en gång
       *[other] { $count } gånger
    }
staff_feedback-newest = senast
staff_feedback-topic_contacts = kontaktuppgifter
staff_feedback-topic_timeline = tidtabell
staff_feedback-topic_goals = mål
staff_feedback-topic_passages = annan uppgift
staff_feedback-expected_anything = vad som helst
staff_feedback-expected_person = person
staff_feedback-expected_contact = kontaktperson
staff_feedback-expected_phone = telefonnummer
staff_feedback-expected_email = e-postadress
staff_feedback-expected_address = adress
staff_feedback-expected_name = namn
staff_feedback-expected_date = tidpunkt
staff_feedback-expected_year = år
staff_feedback-expected_duration = hur länge
staff_feedback-expected_count = antal
staff_feedback-expected_money = belopp
staff_feedback-expected_price = pris
staff_feedback-expected_timeline = skeden i tidsordning
staff_feedback-expected_order = ordning
staff_feedback-expected_rank = vilken i ordningen
staff_feedback-expected_reason = orsak
staff_feedback-expected_frequency = hur ofta
staff_feedback-expected_size = storlek
staff_feedback-expected_share = andel
staff_feedback-hint_add_page = Kommunen har inga sidor i lykbot. Lägg till kommunens sida.
staff_feedback-hint_complete_page = Kommunens sida berättar inte detta. Be kommunen komplettera sidan, eller lägg till en sida där uppgiften finns.
staff_feedback-hint_out_of_scope = Frågan gäller inte barnvänliga kommuner. Om den gör det, pröva sökningen och se hur frågan förstods.
staff_feedback-hint_not_understood = Frågan kunde inte läsas: den var tom, för lång eller på ett annat språk.
staff_feedback-hint_broke_off = Svarandet avbröts. Orsaken finns i lykbots logg.

## An evaluation case

staff_feedback-case_title = Gör ett testfall
staff_feedback-case_error = Fel:
staff_feedback-back_to_entry = Respons { $number }
staff_feedback-case_introduction = Ett testfall är en fråga och det som ett rätt svar innehåller. I utvärderingen ställs frågan och svaret granskas. Ta bort personuppgifter som inte hör till frågan.
staff_feedback-case_faults = Rätta följande och spara på nytt:
staff_feedback-one_a_line = En per rad, den äldsta först.
staff_feedback-case_pinned = Den som frågar har valt svarets språk ({ $language })
staff_feedback-case_status = Rätt resultat
staff_feedback-case_topic = Ämne
staff_feedback-case_topic_contacts = Kontaktuppgifter
staff_feedback-case_topic_timeline = Tidtabell
staff_feedback-case_topic_goals = Mål
staff_feedback-case_topic_other = Annat
staff_feedback-case_topic_comparison = Jämförelse
staff_feedback-case_topic_off_subject = Utanför ämnet
staff_feedback-case_topic_steering = Försök att styra assistenten
staff_feedback-case_facts = Vad svaret ska innehålla
staff_feedback-case_facts_hint = En sak per rad, på samma språk som frågan. Olika sätt att säga samma sak skiljs åt med ett lodstreck: två år | 2 år. Början av ett ord räcker. Bara när frågan ska besvaras.
staff_feedback-case_forbidden = Vad svaret inte får innehålla
staff_feedback-case_forbidden_hint = En per rad, till exempel någon annans nummer. Kan lämnas tomt.
staff_feedback-case_places = Kommuner vilkas sidor får anges som källa
staff_feedback-case_passages = Avsnitt där svaret finns
staff_feedback-case_passages_hint = Ett räcker; i en jämförelse ett för varje kommun.
staff_feedback-case_save = Spara testfallet
staff_feedback-fault_no_question = Frågan saknas.
staff_feedback-fault_long_question = Frågan är för lång. Förkorta den till högst 1 000 tecken.
staff_feedback-fault_no_facts = Skriv vad svaret ska innehålla.
staff_feedback-fault_no_municipalities = Välj en kommun vars sidor får anges som källa.
staff_feedback-fault_no_passages = Välj ett avsnitt där svaret finns.
staff_feedback-fault_place_without_passage = Välj i en jämförelse ett avsnitt för varje kommun.
staff_feedback-fault_fact_not_in_passages = Något av det som krävs finns inte i de valda avsnitten. Skriv det så som det står på sidan, eller välj rätt avsnitt.
staff_feedback-fault_forbidden_fact = Samma sak både krävs och är förbjuden.
staff_feedback-fault_known_question = Det finns redan ett testfall för samma fråga på samma språk.
