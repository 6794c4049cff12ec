### The staff area: what visitors think of answers, and what could not be answered.

staff_feedback-title = Feedback
staff_feedback-introduction = What visitors say of the answers, newest first. Something of a conversation is stored only when a visitor gives feedback. Feedback is removed after a year.
staff_feedback-filter = Choose which feedback is shown
staff_feedback-any = All
staff_feedback-handling = Handling
staff_feedback-open = Not handled
staff_feedback-handled = Handled
staff_feedback-handled_by = Handled by { $name }
staff_feedback-search_words = Words in the text
staff_feedback-show = Show
staff_feedback-count =
    { $count ->
        [one] 1 entry
       *[other] { $count } entries
    }
staff_feedback-export = Download as a CSV file
staff_feedback-number = no. { $number }
staff_feedback-blank = (blank question)
staff_feedback-wrote = The visitor wrote:
staff_feedback-pages = More feedback
staff_feedback-newer = Newer
staff_feedback-older = Older
staff_feedback-verdict_up = Helpful
staff_feedback-verdict_down = Not helpful
staff_feedback-verdict_missing = Something is missing
staff_feedback-status_answered = Answered
staff_feedback-status_unanswerable_not_in_sources = Not on the pages
staff_feedback-status_unanswerable_unknown_place = No pages about the municipality
staff_feedback-status_refused_out_of_scope = Off the subject
staff_feedback-status_refused_invalid = Not a question
staff_feedback-status_failed_understand = Broke off while reading the question
staff_feedback-status_failed_retrieve = Broke off while searching
staff_feedback-status_failed_compose = Broke off while writing the answer

## One entry, and the columns of the file

staff_feedback-entry_title = Feedback { $number }
staff_feedback-back = All feedback
staff_feedback-column_number = Number
staff_feedback-column_given_at = Given (UTC)
staff_feedback-column_verdict = Verdict
staff_feedback-column_words = The visitor's words
staff_feedback-column_language = Language
staff_feedback-column_status = What became of the question
staff_feedback-column_question = Question
staff_feedback-column_history = Questions before
staff_feedback-column_answer = Answer
staff_feedback-column_sources = Sources
staff_feedback-column_generation = Index
staff_feedback-column_handled_at = Handled (UTC)
staff_feedback-column_handled_by = Handled by
staff_feedback-made_from = The index it was answered from: { $generation }
staff_feedback-unknown = not known
staff_feedback-unreadable = The answer cannot be shown: { $reason }
staff_feedback-mark_handled = Mark as handled
staff_feedback-reopen = Mark as not handled
staff_feedback-make_case = Make an evaluation case of this
staff_feedback-try_search = Try the search
staff_feedback-case_made = The evaluation case { $case } has been made.
staff_feedback-to_evaluation = Go to the evaluation

## Questions without an answer, in groups

staff_feedback-unanswered_title = Unanswered questions
staff_feedback-unanswered_introduction = Questions that got no answer and that a visitor gave feedback on. Questions that ask the same stand together, whatever their language, the most frequent first. Other unanswered questions are not stored.
staff_feedback-unanswered_count =
    { $count ->
        [one] 1 question
       *[other] { $count } questions
    } { $groups ->
        [one] in one group.
       *[other] in { $groups } groups.
    }
staff_feedback-unanswered_most = The groups hold the newest { $most }.
staff_feedback-with_handled = Show handled ones too
staff_feedback-without_handled = Show only those not handled
staff_feedback-no_place = No single municipality
staff_feedback-times =
    { $count ->
        [one] once
       *[other] { $count } times
    }
staff_feedback-newest = last
staff_feedback-topic_contacts = contacts
staff_feedback-topic_timeline = timeline
staff_feedback-topic_goals = goals
staff_feedback-topic_passages = other information
staff_feedback-expected_anything = anything
staff_feedback-expected_person = a person
staff_feedback-expected_contact = a contact person
staff_feedback-expected_phone = a phone number
staff_feedback-expected_email = an e-mail address
staff_feedback-expected_address = an address
staff_feedback-expected_name = a name
staff_feedback-expected_date = a date
staff_feedback-expected_year = a year
staff_feedback-expected_duration = a duration
staff_feedback-expected_count = a number of things
staff_feedback-expected_money = an amount of money
staff_feedback-expected_price = a price
staff_feedback-expected_timeline = a timeline
staff_feedback-expected_order = an order
staff_feedback-expected_rank = a place in an order
staff_feedback-expected_reason = a reason
staff_feedback-expected_frequency = how often
staff_feedback-expected_size = a size
staff_feedback-expected_share = a share
staff_feedback-hint_add_page = lykbot has no pages of this municipality. Add its page.
staff_feedback-hint_complete_page = The municipality's page does not say this. Ask the municipality to add it, or add a page that says it.
staff_feedback-hint_out_of_scope = The question is not about child-friendly municipalities. If it is, try the search and see how it was understood.
staff_feedback-hint_not_understood = The question could not be read: it was blank, too long or in another language.
staff_feedback-hint_broke_off = Answering broke off. The reason is in lykbot's log.

## An evaluation case

staff_feedback-case_title = Make an evaluation case
staff_feedback-case_error = Error:
staff_feedback-back_to_entry = Feedback { $number }
staff_feedback-case_introduction = An evaluation case is a question and what a right answer holds. In an evaluation the question is asked and the answer is checked. Take out personal details that do not belong in the question.
staff_feedback-case_faults = Correct this and save again:
staff_feedback-one_a_line = One a line, oldest first.
staff_feedback-case_pinned = The asker has chosen the language of the answer ({ $language })
staff_feedback-case_status = What should become of the question
staff_feedback-case_topic = Topic
staff_feedback-case_topic_contacts = Contacts
staff_feedback-case_topic_timeline = Timeline
staff_feedback-case_topic_goals = Goals
staff_feedback-case_topic_other = Other
staff_feedback-case_topic_comparison = Comparison
staff_feedback-case_topic_off_subject = Off the subject
staff_feedback-case_topic_steering = An attempt to steer the assistant
staff_feedback-case_facts = What the answer has to say
staff_feedback-case_facts_hint = One thing a line, in the language of the question. Part different ways to say the same with a bar: two years | 2 years. The beginning of a word is enough. Only where the question is to be answered.
staff_feedback-case_forbidden = What the answer must not say
staff_feedback-case_forbidden_hint = One a line, another person's number for example. May be left empty.
staff_feedback-case_places = Municipalities whose pages may be cited
staff_feedback-case_passages = Sections that hold the answer
staff_feedback-case_passages_hint = One is enough; for a comparison one of each municipality.
staff_feedback-case_save = Save the case
staff_feedback-fault_no_question = The question is missing.
staff_feedback-fault_long_question = The question is too long. Shorten it to at most 1,000 characters.
staff_feedback-fault_no_facts = Write what the answer has to say.
staff_feedback-fault_no_municipalities = Choose a municipality whose pages may be cited.
staff_feedback-fault_no_passages = Choose a section that holds the answer.
staff_feedback-fault_place_without_passage = For a comparison choose a section of each municipality.
staff_feedback-fault_fact_not_in_passages = Something that the answer has to say is not in the chosen sections. Write it as the page does, or choose the right section.
staff_feedback-fault_forbidden_fact = The same thing is both required and forbidden.
staff_feedback-fault_known_question = There is a case of the same question in the same language already.
