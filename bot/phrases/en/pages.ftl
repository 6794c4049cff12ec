### What every page of the web chat says.

page-name = lykbot
page-own_name = English
page-skip = Skip to the content
page-languages = Language of the page
page-footer = lykbot answers from the pages it knows and shows where each answer stands. It is not affiliated with UNICEF or with any municipality.
page-not_found_title = Page not found
page-not_found = There is no page at this address.
page-error_title = Something went wrong
page-error = The page could not be shown. Try again in a moment.
page-forbidden_title = Not allowed
page-forbidden = This page cannot be shown to you.
page-too_many_title = Too many requests
page-back = To the front page

staff-navigation = Staff area
staff-nav_documents = Documents
staff-nav_search = Try a search
staff-nav_feedback = Feedback
staff-nav_unanswered = Unanswered
staff-nav_evaluation = Evaluation
staff-nav_audit = Changes
staff-log_out = Log out
