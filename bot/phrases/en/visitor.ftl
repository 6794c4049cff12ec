### The chat page, for visitors.

visitor-title = Ask about child-friendly municipalities
visitor-intro = lykbot answers questions about how Finnish municipalities work in UNICEF's Child-Friendly Municipality model: their goals, timelines and contacts. It knows the pages of { $places } and shows where each answer stands.
visitor-intro_many = lykbot answers questions about how Finnish municipalities work in UNICEF's Child-Friendly Municipality model: their goals, timelines and contacts. It knows the pages of { $count } municipalities and shows where each answer stands.
visitor-intro_none = lykbot answers questions from the pages it knows and shows where each answer stands.
visitor-languages = Ask in English, Finnish or Swedish; follow-up questions work too.
visitor-examples = Questions to begin with
visitor-examples_goals = Goals
visitor-examples_timeline = Timelines
visitor-examples_contacts = Contacts
visitor-privacy = Your conversation stays on this page. Nothing of it is stored, unless you give feedback on an answer: then the question, the answer and your words are.
visitor-box = Your question
visitor-placeholder = Ask about goals, timelines or contacts
visitor-send = Ask
visitor-new = New conversation
visitor-left = { $count ->
    [one] one character left
   *[other] { $count } characters left
}
visitor-conversation = Conversation
visitor-you = You asked
visitor-answer = Answer
visitor-stage_understand = Reading the question …
visitor-stage_retrieve = Searching the pages …
visitor-stage_compose = Writing the answer …
visitor-not_ready = lykbot cannot answer at the moment. Try again in a minute.
visitor-starting = lykbot is starting. You can ask in a moment.
visitor-no_index = lykbot has no pages to answer from yet. Whoever looks after it has to build the index: lykbot build
visitor-failed = lykbot cannot answer now. Whoever looks after it finds the reason in its log.
visitor-lost = The connection to lykbot broke. Trying again …
visitor-back = Connected again.
visitor-gone = lykbot cannot be reached. Check your connection and ask again.
visitor-too_many = You have asked many questions in a short time. Wait { $seconds } seconds, please, and ask again.
visitor-copy = Copy
visitor-copied = Copied
visitor-copy_failed = Could not be copied; select the text and copy it
visitor-copy_answer = Copy the answer
visitor-copy_link = Copy a link to the question
visitor-print = Print
visitor-retry = Ask again
visitor-helpful = Was this answer helpful?
visitor-yes = Yes
visitor-no = No
visitor-why = Why? (you may leave this empty)
visitor-why_hint = At most 1,000 characters. Leave out names and other personal details. With your words the question, the questions before it and the answer are stored.
visitor-send_feedback = Send feedback
visitor-missing = Tell the staff that this is missing
visitor-thanks = Thank you. Your feedback was stored.
visitor-feedback_failed = Your feedback could not be stored. Try again in a moment.
visitor-feedback_title = Feedback
visitor-document_back = Back to the questions
