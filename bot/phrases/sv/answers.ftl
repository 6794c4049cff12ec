### What lykbot says in Swedish, in the language of Project Fluent (https://projectfluent.org/fluent/guide).
###
### The three files hold the same phrases in the same order and with the same values. The phrase "refusal.nearby" of the
### code is called refusal-nearby here. A whole number is written with its thousands parted; a year comes as text.

## The conversation in the terminal

terminal-greeting = Hej! Jag svarar på frågor om arbetet med modellen Barnvänlig kommun { $places_in }. Fråga om mål, tidtabeller och kontaktpersoner på finska, svenska eller engelska.
terminal-greeting_many = Hej! Jag svarar på frågor om arbetet med modellen Barnvänlig kommun i { $count } kommuner. Fråga om mål, tidtabeller och kontaktpersoner på finska, svenska eller engelska.
terminal-greeting_no_places = Hej! Jag svarar på frågor om sidorna i min databas. Fråga på finska, svenska eller engelska.
terminal-examples = Till exempel:
terminal-example_goals = Vilka är { $genitive } mål?
terminal-example_timeline = När fick { $place } sin utmärkelse?
terminal-example_contact = Vem kan jag kontakta { $place_in }?
terminal-hint = Skriv /help för att se kommandona och /quit för att sluta.
terminal-loading = Laddar, ett ögonblick …
terminal-help =
    /help               den här hjälpen
    /new                ett nytt samtal: tidigare frågor glöms bort
    /language fi|sv|en  svar alltid på det språket
    /language auto      svar på frågans språk
    /quit               sluta (också Ctrl-D)
terminal-new_conversation = Vi börjar om från början. Vad vill du veta?
terminal-language_pinned = Jag svarar hädanefter { $in_language }.
terminal-language_auto = Jag svarar på frågans språk.
terminal-language_usage = Skriv /language och efter det fi, sv, en eller auto.
terminal-unknown_command = Kommandot { $command } finns inte. Skriv /help för att se kommandona.
terminal-goodbye = Tack och hej då!

## Sources under an answer in the terminal

terminal-source_page_language = sidans språk: { $language }
terminal-source_date = daterad { $date }
terminal-source_date_unknown = datum okänt
terminal-original_label = original ({ $language })
terminal-translation_label = översättning
terminal-quote = ”{ $text }”

## Lines of a batch that are no questions

terminal-batch_too_long = Raden är för lång: den får ha högst { $limit } byte.
terminal-batch_not_utf8 = Raden innehåller byte som inte är UTF-8.
terminal-batch_not_json = Raden är inte JSON.
terminal-batch_no_object = Raden ska vara ett JSON-objekt med fältet question.
terminal-batch_bad_id = Fältet id ska vara text eller ett tal.
terminal-batch_bad_language = Fältet language ska vara något av följande: { $languages }.
terminal-batch_no_question = Fältet question saknas, är tomt eller är inte text.
terminal-batch_bad_history = Fältet history ska vara en lista med tidigare frågor som text.

## Why there is no answer. { $pages } is refusal-pages or refusal-pages_of

refusal-missing_anything = { $pages } finns inget svar på det här.
refusal-missing_person = { $pages } finns inget svar på vem det gäller.
refusal-missing_name = { $pages } finns inte namnet som du frågar efter.
refusal-missing_contact = { $pages } nämns ingen kontaktperson.
refusal-missing_phone = { $pages } finns inte telefonnumret som du frågar efter.
refusal-missing_email = { $pages } finns inte e-postadressen som du frågar efter.
refusal-missing_address = { $pages } finns inte adressen som du frågar efter.
refusal-missing_date = { $pages } finns inte tidpunkten som du frågar efter.
refusal-missing_timeline = { $pages } finns inte tidpunkterna som du frågar efter.
refusal-missing_rank = { $pages } finns inte ordningsnumret som du frågar efter.
refusal-missing_frequency = { $pages } finns ingen uppgift om hur ofta.
refusal-missing_size = { $pages } finns inte storleken som du frågar efter.
refusal-missing_share = { $pages } finns inte andelen som du frågar efter.
refusal-cut_off = Årtalet syns inte i sin helhet på sidan: { $date }
refusal-missing_order = { $pages } finns inte ordningsföljden som du frågar efter.
refusal-missing_reason = { $pages } finns inte skälet som du frågar efter.
refusal-missing_year = { $pages } finns inte årtalet som du frågar efter.
refusal-missing_duration = { $pages } finns ingen uppgift om hur länge.
refusal-missing_count = { $pages } finns inte antalet som du frågar efter.
refusal-missing_money = { $pages } finns inte beloppet som du frågar efter.
refusal-missing_price = { $pages } finns inte priset som du frågar efter.
refusal-pages = På sidorna
refusal-pages_of = På { $genitive } sidor
refusal-nearby = { $count ->
    [one] Sidorna berättar om det här: { $topics }.
   *[other] Sidorna berättar till exempel om följande: { $topics }.
}
refusal-no_pages = { $count ->
    [one] Jag har inga sidor om den här kommunen: { $places }.
   *[other] Jag har inga sidor om de här kommunerna: { $places }.
}
refusal-known_places = { $count ->
    [one] Du kan fråga om den här: { $places }.
   *[other] Du kan fråga om de här: { $places }.
}
refusal-out_of_scope = Jag svarar på frågor om hur kommunerna i Finland arbetar enligt UNICEFs modell Barnvänlig kommun. Du kan till exempel fråga: { $examples }.
refusal-example_goals = ”Vilka är { $genitive } mål?”
refusal-example_contact = ”Vem är kontaktperson { $place }?”
refusal-example_validity = ”Hur länge gäller utmärkelsen?”

## Questions that cannot be read

invalid-blank = Frågan saknas. Skriv en fråga med ord, till exempel { $example }
invalid-too_long = Frågan har { $chars } tecken, och högst { $most } kan behandlas. Förkorta frågan.
invalid-foreign = Jag talar finska, svenska och engelska. Puhun suomea, ruotsia ja englantia. I speak Finnish, Swedish and English.

## When something broke

failed-any = Det gick inte att svara. Försök på nytt; om samma sak händer igen, bygg om indexet med kommandot lykbot build.

## What stands around the answer

frame-original_only = Sidorna berättar om det här bara { $in_languages }. Ställena återges på originalspråket.
frame-quoted = ”{ $text }” ({ $language })
frame-model = UNICEFs modell

## Languages: what they are called, and what something is written in

language_name-fi = finska
language_name-sv = svenska
language_name-en = engelska
in_language-fi = på finska
in_language-sv = på svenska
in_language-en = på engelska

## Dates. { $form } is plain, when (it happened), from or until; { $year } may be ""

season-spring = våren
season-summer = sommaren
season-autumn = hösten
season-winter = vintern
date-day = { $form ->
    [plain] { $day } { $month } { $year }
   *[when] den { $day } { $month } { $year }
}
date-month = { $form ->
    [when] i { $month } { $year }
   *[plain] { $month } { $year }
}
date-season = { $season } { $year }
date-year = { $year }
date-since = sedan { $date }

## Stretches of time; in running text (when) from day to day, from year to year, and all others (mixed)

stretch-first_day = { $day }
stretch-plain = { $start }–{ $end }
stretch-plain_words = { $start }–{ $end }
stretch-when_day = den { $start }–{ $end }
stretch-when_year = { $start }–{ $end }
stretch-when_mixed = från { $start } till { $end }

## Numbers and durations

number-word = { $count ->
    [1] ett
    [2] två
    [3] tre
    [4] fyra
    [5] fem
    [6] sex
    [7] sju
    [8] åtta
    [9] nio
    [10] tio
   *[other] { $count }
}
duration-years = { $count ->
    [one] ett år
   *[other] { number-word } år
}
duration-months = { $count ->
    [one] en månad
   *[other] { number-word } månader
}
duration-weeks = { $count ->
    [one] en vecka
   *[other] { number-word } veckor
}
duration-days = { $count ->
    [one] en dag
   *[other] { number-word } dagar
}

## Fakta: kontakter, händelser och mål

contact-as_written = på sidan: { $phone }
event-joined = med i modellen
event-goals_set = målen fastställda
event-plan_approved = handlingsplanen godkänd
event-recognised = utmärkelsen mottagen
event-recognition_possible = utmärkelse möjlig
event-visit = besök
event-monitoring = uppföljning
event-validity = giltighet
event-plan = enligt planen
goals-count_municipality = { $count ->
    [one] Sidan har ett mål.
   *[other] Sidan har { number-word } mål.
}
goals-count_model = { $count ->
    [one] Sidan har ett mål som är modellens eget.
   *[other] Sidan har { number-word } mål som är modellens egna.
}
goals-count_emphasis = { $count ->
    [one] Sidan har en tyngdpunkt.
   *[other] Sidan har { number-word } tyngdpunkter.
}
goals-shared = Alla har mål om { $themes }.
theme-rights = barnets rättigheter
theme-impact_assessment = barnkonsekvensbedömning
theme-participation = delaktighet
theme-safety = trygghet
theme-community = mobbning och gemenskap
theme-feedback = respons
theme-information = användning av information
theme-vulnerable = barn i utsatt ställning
theme-hobbies = hobbyer
theme-well_being = välbefinnande
note-old_plan = Obs! Sidan talar om detta som en plan för en tid som redan har gått. Här framgår inte hur det gick.
