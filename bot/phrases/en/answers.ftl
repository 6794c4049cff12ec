### What lykbot says in English, in the language of Project Fluent (https://projectfluent.org/fluent/guide).
###
### The three files hold the same phrases in the same order and with the same values. The phrase "refusal.nearby" of the
### code is called refusal-nearby here. A whole number is written with its thousands parted; a year comes as text.

## The conversation in the terminal

terminal-greeting = Hello! I answer questions about how the Child-Friendly Municipality model is put into practice { $places_in }. Ask about goals, timelines and contacts in Finnish, Swedish or English.
terminal-greeting_many = Hello! I answer questions about how { $count } municipalities work with the Child-Friendly Municipality model. Ask about goals, timelines and contacts in Finnish, Swedish or English.
terminal-greeting_no_places = Hello! I answer questions about the pages in my index. Ask in Finnish, Swedish or English.
terminal-examples = For example:
terminal-example_goals = What are { $genitive } goals?
terminal-example_timeline = When was { $place } recognised?
terminal-example_contact = Who do I contact { $place_in }?
terminal-hint = Type /help to see the commands and /quit to leave.
terminal-loading = Loading, one moment …
terminal-help =
    /help               this help
    /new                a new conversation: earlier questions are forgotten
    /language fi|sv|en  answers always in that language
    /language auto      answers in the language of the question
    /quit               leave (Ctrl-D does too)
terminal-new_conversation = Starting afresh. What would you like to know?
terminal-language_pinned = From now on I answer { $in_language }.
terminal-language_auto = I answer in the language of the question.
terminal-language_usage = Type /language followed by fi, sv, en or auto.
terminal-unknown_command = There is no command { $command }. Type /help to see the commands.
terminal-goodbye = Thank you, and goodbye!

## Sources under an answer in the terminal

terminal-source_page_language = page language: { $language }
terminal-source_date = dated { $date }
terminal-source_date_unknown = date not known
terminal-original_label = original ({ $language })
terminal-translation_label = translation
terminal-quote = “{ $text }”

## Lines of a batch that are no questions

terminal-batch_too_long = The line is too long: it may have at most { $limit } bytes.
terminal-batch_not_utf8 = The line holds bytes that are not UTF-8.
terminal-batch_not_json = The line is not JSON.
terminal-batch_no_object = The line must be a JSON object with the field question.
terminal-batch_bad_id = The field id must be text or a number.
terminal-batch_bad_language = The field language must be one of { $languages }.
terminal-batch_no_question = The field question is missing, blank or not text.
terminal-batch_bad_history = The field history must be a list of earlier questions as text.

## Why there is no answer. { $pages } is refusal-pages or refusal-pages_of

refusal-missing_anything = { $pages } do not answer this.
refusal-missing_person = { $pages } do not say who.
refusal-missing_name = { $pages } do not give the name you ask for.
refusal-missing_contact = { $pages } name no contact person.
refusal-missing_phone = { $pages } do not give the phone number you ask for.
refusal-missing_email = { $pages } do not give the e-mail address you ask for.
refusal-missing_address = { $pages } do not give the address you ask for.
refusal-missing_date = { $pages } do not give the time you ask for.
refusal-missing_timeline = { $pages } do not give the dates you ask for.
refusal-missing_rank = { $pages } do not give the position you ask for.
refusal-missing_frequency = { $pages } do not say how often.
refusal-missing_size = { $pages } do not give the size you ask for.
refusal-missing_share = { $pages } do not give the share you ask for.
refusal-cut_off = The year is not fully legible on the page: { $date }
refusal-missing_order = { $pages } do not give the order you ask for.
refusal-missing_reason = { $pages } do not give the reason you ask for.
refusal-missing_year = { $pages } do not give the year you ask for.
refusal-missing_duration = { $pages } do not say how long.
refusal-missing_count = { $pages } do not give the number you ask for.
refusal-missing_money = { $pages } do not give the amount you ask for.
refusal-missing_price = { $pages } do not give the price you ask for.
refusal-pages = The pages
refusal-pages_of = { $genitive } pages
refusal-nearby = { $count ->
    [one] The pages do tell about this: { $topics }.
   *[other] The pages do tell about these, for example: { $topics }.
}
refusal-no_pages = { $count ->
    [one] I have no pages about this municipality: { $places }.
   *[other] I have no pages about these municipalities: { $places }.
}
refusal-known_places = { $count ->
    [one] You can ask about this one: { $places }.
   *[other] You can ask about these: { $places }.
}
refusal-out_of_scope = I answer questions about how Finnish municipalities work in UNICEF's Child-Friendly Municipality model. You can ask, for example: { $examples }.
refusal-example_goals = “What are { $genitive } goals?”
refusal-example_contact = “Who is the contact person { $place }?”
refusal-example_validity = “How long is the recognition valid?”

## Questions that cannot be read

invalid-blank = The question is missing. Write a question in words, for example { $example }
invalid-too_long = The question has { $chars } characters, and at most { $most } can be handled. Please shorten it.
invalid-foreign = I speak Finnish, Swedish and English. Puhun suomea, ruotsia ja englantia. Jag talar finska, svenska och engelska.

## When something broke

failed-any = The question could not be answered. Please try again; if it happens again, rebuild the index with the command lykbot build.

## What stands around the answer

frame-original_only = The pages tell about this { $in_languages } only. The passages are quoted in the original.
frame-quoted = “{ $text }” ({ $language })
frame-model = UNICEF's model

## Languages: what they are called, and what something is written in

language_name-fi = Finnish
language_name-sv = Swedish
language_name-en = English
in_language-fi = in Finnish
in_language-sv = in Swedish
in_language-en = in English

## Dates. { $form } is plain, when (it happened), from or until; { $year } may be ""

season-spring = spring
season-summer = summer
season-autumn = autumn
season-winter = winter
date-day = { $form ->
    [when] on { $day } { $month } { $year }
   *[plain] { $day } { $month } { $year }
}
date-month = { $form ->
    [when] in { $month } { $year }
   *[plain] { $month } { $year }
}
date-season = { $form ->
    [when] in { $season } { $year }
   *[plain] { $season } { $year }
}
date-year = { $form ->
    [when] in { $year }
   *[plain] { $year }
}
date-since = since { $date }

## Stretches of time; in running text (when) from day to day, from year to year, and all others (mixed)

stretch-first_day = { $day }
stretch-plain = { $start }–{ $end }
stretch-plain_words = { $start } – { $end }
stretch-when_day = from { $start } to { $end }
stretch-when_year = from { $start } to { $end }
stretch-when_mixed = from { $start } to { $end }

## Numbers and durations

number-word = { $count ->
    [1] one
    [2] two
    [3] three
    [4] four
    [5] five
    [6] six
    [7] seven
    [8] eight
    [9] nine
    [10] ten
   *[other] { $count }
}
duration-years = { $count ->
    [one] one year
   *[other] { number-word } years
}
duration-months = { $count ->
    [one] one month
   *[other] { number-word } months
}
duration-weeks = { $count ->
    [one] one week
   *[other] { number-word } weeks
}
duration-days = { $count ->
    [one] one day
   *[other] { number-word } days
}

## Facts: contacts, events and goals

contact-as_written = on the page: { $phone }
event-joined = joined the model
event-goals_set = goals decided
event-plan_approved = action plan approved
event-recognised = recognition received
event-recognition_possible = recognition possible
event-visit = visit
event-monitoring = follow-up
event-validity = validity
event-plan = as planned
goals-count_municipality = { $count ->
    [one] The page has one goal.
   *[other] The page has { number-word } goals.
}
goals-count_model = { $count ->
    [one] The page has one goal of the model itself.
   *[other] The page has { number-word } goals of the model itself.
}
goals-count_emphasis = { $count ->
    [one] The page has one area of emphasis.
   *[other] The page has { number-word } areas of emphasis.
}
goals-shared = All of them have goals about { $themes }.
theme-rights = the rights of the child
theme-impact_assessment = child impact assessment
theme-participation = participation
theme-safety = safety
theme-community = bullying and sense of community
theme-feedback = feedback
theme-information = the use of information
theme-vulnerable = children in a vulnerable position
theme-hobbies = hobbies
theme-well_being = well-being
note-old_plan = Note: the page speaks of this as a plan for a time that has gone by. It does not say here what came of it.
