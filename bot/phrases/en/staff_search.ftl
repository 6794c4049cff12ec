### The staff area: trying a search: what is understood, what is found, what becomes of it.

staff_search-title = Try a search
staff_search-introduction = See how a question is understood, what is found on the pages and why the answer is what it is. Nothing is stored.
staff_search-question = Question
staff_search-before = Questions before
staff_search-before_hint = For a follow-up question: one a line, oldest first. May be left empty.
staff_search-answer_in = Language of the answer
staff_search-by_question = As the question tells
staff_search-search = Search
staff_search-answer = Answer
staff_search-sources = Sources
staff_search-seconds_understand = Reading the question
staff_search-seconds_retrieve = Searching
staff_search-seconds_compose = Writing the answer
staff_search-not_looked_for = The question was declined before anything was searched for.
staff_search-part = Part { $number } of the question

## What was understood

staff_search-understood = How the question was understood
staff_search-words_language = Language of the question
staff_search-answer_language = Language of the answer
staff_search-places = Municipalities
staff_search-none = none
staff_search-inherited = from a question before
staff_search-everywhere = asked about all municipalities
staff_search-without_pages = Municipalities without pages
staff_search-topic = What the answer is made of
staff_search-expected = What is asked for
staff_search-ordinal = Which one of a list
staff_search-last = the last
staff_search-terms = Key terms and their weight
staff_search-searched = What is searched for
staff_search-from_before = Completed from questions before
staff_search-yes = yes
staff_search-no = no
staff_search-counted = Whose pages were searched
staff_search-all_pages = all pages
staff_search-outside = Off the subject, by examples
staff_search-left_open = Left open by the pages, by example questions
staff_search-resemblance = Resemblance to the nearest example question (−1 to 1)

## What was found

staff_search-found = Passages found, in order
staff_search-found_hint = All ways of searching together. Of each passage the sentence is shown that fits the question best; the evidence says how well it fits (about 0 to 2), the coverage how much of the question it mentions.
staff_search-nothing_looked_for = Nothing was searched for, because the question is off the subject by examples.
staff_search-column_rank = Rank
staff_search-column_passage = Passage
staff_search-column_outcome = What became of it
staff_search-column_score = Score
staff_search-column_legs = Found by
staff_search-column_evidence = Evidence
staff_search-column_coverage = Coverage
staff_search-leg_dense = meaning
staff_search-leg_words = words
staff_search-leg_names = names and numbers
staff_search-leg_examples = example questions
staff_search-outcome_cited = cited
staff_search-outcome_facts_answered = not needed
staff_search-outcome_left_open = left open
staff_search-outcome_not_expected = lacks what is asked for
staff_search-outcome_name_missing = name is missing
staff_search-outcome_weaker = fits less well
staff_search-meaning_cited = The answer cites this passage.
staff_search-meaning_facts_answered = The answer was made of facts read from the pages, and this passage was not needed.
staff_search-meaning_left_open = By example questions the pages do not answer this.
staff_search-meaning_not_expected = No sentence of the passage holds what is asked for (a date or a number, for example).
staff_search-meaning_name_missing = The passage does not mention the name or municipality that is asked about.
staff_search-meaning_weaker = The passage fits the question less well than those that are cited, or too little to be an answer.
staff_search-drafted = The draft and the last check
staff_search-stands = in the answer
staff_search-taken_out = taken out
staff_search-nothing_drafted = What was found gave no answer.
staff_search-legs = Each way of searching by itself
staff_search-legs_hint = Scores of meaning are cosines (−1 to 1), of words and names shares of the best match (0 to 1), of example questions probabilities (0 to 1).
