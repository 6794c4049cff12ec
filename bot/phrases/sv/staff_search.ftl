### The staff area: trying a search: what is understood, what is found, what becomes of it.

staff_search-title = Pröva en sökning
staff_search-introduction = Se hur en fråga förstås, vad som hittas på sidorna och varför svaret blir som det blir. Inget sparas.
staff_search-question = Fråga
staff_search-before = Tidigare frågor
staff_search-before_hint = För en följdfråga: en per rad, den äldsta först. Kan lämnas tomt.
staff_search-answer_in = Svarets språk
staff_search-by_question = Enligt frågan
staff_search-search = Sök
staff_search-answer = Svar
staff_search-sources = Källor
staff_search-seconds_understand = Att läsa frågan
staff_search-seconds_retrieve = Sökning
staff_search-seconds_compose = Att skriva svaret
staff_search-not_looked_for = Frågan avvisades redan före sökningen.
staff_search-part = Del { $number } av frågan

## What was understood

staff_search-understood = Hur frågan förstods
staff_search-words_language = Frågans språk
staff_search-answer_language = Svarets språk
staff_search-places = Kommuner
staff_search-none = inget
staff_search-inherited = från en tidigare fråga
staff_search-everywhere = frågan gäller alla kommuner
staff_search-without_pages = Kommuner utan sidor
staff_search-topic = Vad svaret byggs av
staff_search-expected = Vad som efterfrågas
staff_search-ordinal = Vilken i en lista
staff_search-last = den sista
staff_search-terms = Nyckelord och deras vikt
staff_search-searched = Söktext
staff_search-from_before = Kompletterad med tidigare frågor
staff_search-yes = ja
staff_search-no = nej
staff_search-counted = Vems sidor som genomsöktes
staff_search-all_pages = alla sidor
staff_search-outside = Enligt exemplen utanför ämnet
staff_search-left_open = Enligt exempelfrågorna berättar sidorna inte detta
staff_search-resemblance = Likhet med närmaste exempelfråga (−1…1)

## What was found

staff_search-found = Hittade avsnitt i ordning
staff_search-found_hint = Alla söksätt tillsammans. Av varje avsnitt visas den mening som bäst passar frågan; belägget säger hur väl den passar (ungefär 0–2) och täckningen hur stor del av frågan som nämns där.
staff_search-nothing_looked_for = Inget söktes, eftersom frågan enligt exemplen ligger utanför ämnet.
staff_search-column_rank = Plats
staff_search-column_passage = Avsnitt
staff_search-column_outcome = Vad det blev av det
staff_search-column_score = Poäng
staff_search-column_legs = Söksätt
staff_search-column_evidence = Belägg
staff_search-column_coverage = Täckning
staff_search-leg_dense = betydelse
staff_search-leg_words = ord
staff_search-leg_names = namn och siffror
staff_search-leg_examples = exempelfrågor
staff_search-outcome_cited = källa
staff_search-outcome_facts_answered = behövdes inte
staff_search-outcome_left_open = lämnas öppet
staff_search-outcome_not_expected = saknar det som söks
staff_search-outcome_name_missing = namnet saknas
staff_search-outcome_weaker = passar sämre
staff_search-meaning_cited = Svaret hänvisar till detta avsnitt.
staff_search-meaning_facts_answered = Svaret byggdes av fakta som lästs på sidorna, och avsnittet behövdes inte.
staff_search-meaning_left_open = Enligt exempelfrågorna ger sidorna inget svar på detta.
staff_search-meaning_not_expected = Ingen mening i avsnittet innehåller det som efterfrågas (till exempel ett datum eller nummer).
staff_search-meaning_name_missing = Avsnittet nämner inte det namn eller den kommun som frågan gäller.
staff_search-meaning_weaker = Avsnittet passar frågan sämre än de som anges som källor, eller för dåligt för att vara ett svar.
staff_search-drafted = Utkast och sista granskning
staff_search-stands = i svaret
staff_search-taken_out = borttagen
staff_search-nothing_drafted = De hittade avsnitten gav inget svar.
staff_search-legs = Söksätten var för sig
staff_search-legs_hint = Betydelsens poäng är cosinusvärden (−1…1), ordens och namnens andelar av den bästa träffen (0–1) och exempelfrågornas sannolikheter (0–1).
