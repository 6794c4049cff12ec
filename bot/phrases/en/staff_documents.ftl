### What the staff pages on documents say.

## The list of pages

staff_documents-title = Documents
staff_documents-no_index = There is no index to answer from. Rebuild the index.
staff_documents-rebuild = Rebuild the index
staff_documents-last_rebuild = How the last rebuild went
staff_documents-add = Add a page
staff_documents-all = All
staff_documents-only_warnings = Only pages with something to check
staff_documents-show = Show
staff_documents-no_pages = There is no such page.
staff_documents-general = No single municipality
staff_documents-page = Page
staff_documents-language = Language
staff_documents-date = Date
staff_documents-facts = Facts found
staff_documents-to_check = To check
staff_documents-nothing_to_check = Nothing to check
staff_documents-count_contacts = Contacts { $count }
staff_documents-count_events = Times { $count }
staff_documents-count_goals = Goals { $count }
staff_documents-origin = Where it comes from
staff_documents-origin_shipped = Came with lykbot
staff_documents-origin_added = Added here
staff_documents-origin_named = Added on the command line
staff_documents-standing_waiting = In use after the next rebuild
staff_documents-standing_leaving = Out of use after the next rebuild
staff_documents-warning_no_date = No publication date
staff_documents-warning_no_contact = No contact on any page of the municipality
staff_documents-warning_no_contact_here = No contact found
staff_documents-warning_language_missing = Not available { $in_language }
staff_documents-warning_machine_translated = Machine translation
staff_documents-warning_no_questions = No example questions
staff_documents-removed_title = Taken out
staff_documents-restore = Put back

## One page

staff_documents-back = Back to the list of documents
staff_documents-other_versions = Other language versions
staff_documents-read_page = Read the page
staff_documents-facts_title = Facts found on the page
staff_documents-facts_contacts = Contacts
staff_documents-facts_events = Times and events
staff_documents-facts_goals = Goals
staff_documents-understood = Understood as
staff_documents-sentence = Stands on the page like this
staff_documents-none_found = None found.
staff_documents-more = { $count ->
    [one] One more is not shown here.
   *[other] { $count } more are not shown here.
}
staff_documents-goal_number = Goal { $number }
staff_documents-goal_model = Goal of the model
staff_documents-goal_emphasis = Area of emphasis
staff_documents-take_out = Take this page out
staff_documents-take_out_hint = Answers no longer rest on the page after the index has been rebuilt. The page is not deleted: you can put it back from the list of documents.
staff_documents-take_out_versions = Take out the other language versions too
staff_documents-confirm = I want to take this page out
staff_documents-unconfirmed = Tick the box to confirm that you want to take the page out.
staff_documents-cannot_named = This page was added on the command line, so it cannot be taken out here. It is left out when the index is rebuilt.
staff_documents-cannot_leaving = This page has been taken out already. You can put it back from the list of documents.

## Adding a page

staff_documents-text_legend = The text
staff_documents-text_kept = The text you gave is kept. Give another one only if you want to replace it.
staff_documents-file = A file
staff_documents-file_hint = Markdown or plain text (.md, .markdown or .txt), 10 MB at most
staff_documents-text = or paste the text here
staff_documents-about_legend = About the page
staff_documents-about_hint = Everything here may be left empty. The municipality, language and title are then read from the text.
staff_documents-municipality = Municipality
staff_documents-from_text = As the text tells
staff_documents-page_title = Title
staff_documents-publisher = Publisher
staff_documents-published = Published
staff_documents-published_hint = Year, month or day: 2024, 2024-05 or 2024-05-31
staff_documents-address = Web address
staff_documents-version_of = Another language version of this page
staff_documents-version_of_none = None, it is a page of its own
staff_documents-version = The text is
staff_documents-version_original = original text
staff_documents-version_translation = a translation
staff_documents-version_machine_translation = a machine translation
staff_documents-preview = Show what is read from it
staff_documents-preview_hint = Nothing is published yet.

## Why a text cannot become a page

staff_documents-fault_empty = There is no text. Choose a file or paste the text.
staff_documents-fault_two_texts = There is both a file and a pasted text. Give one of them.
staff_documents-fault_wrong_kind = The file is of another kind. Save it as Markdown (.md) or plain text (.txt).
staff_documents-fault_too_large = The text is larger than 10 MB. Split it into several pages.
staff_documents-fault_not_text = The file is not plain text in the UTF-8 encoding. Save it as text and choose UTF-8.
staff_documents-fault_no_language = The language cannot be told from the text. Choose the language.
staff_documents-fault_bad_date = The date cannot be read. Write it as 2024, 2024-05 or 2024-05-31.
staff_documents-fault_bad_address = The web address has to begin with http:// or https://.
staff_documents-fault_front_matter = The lines between --- at the top of the text cannot be read. Correct them or remove them.
staff_documents-fault_same_language = The page that you chose is in the same language. Choose another language or make it a page of its own.
staff_documents-fault_unreadable = No page can be made of this text.
staff_documents-fault_too_long = Reading the text took too long. Split it into several pages.
staff_documents-fault_busy = Another text is being read at the moment. Try again in a moment.
staff_documents-fault_forgotten = The text is no longer kept. Give it again.

## The look at it before it is published

staff_documents-preview_title = Is this right?
staff_documents-not_yet = This is what lykbot reads from the text. The page is not in use yet.
staff_documents-replaces = Adding it replaces this page:
staff_documents-inferred = read from the text
staff_documents-not_given = Not given
staff_documents-make_live = Add the page
staff_documents-cancel = Do not add
staff_documents-correct = Correct the details
staff_documents-read_as = The text as it was read
staff_documents-read_as_hint = What is struck through is left out of answers: links, hashtags and picture credits.
staff_documents-block_heading = Heading
staff_documents-block_paragraph = Text
staff_documents-block_list_item = List item
staff_documents-block_table_row = Table row
staff_documents-block_contact = Contact
staff_documents-block_noise = Left out

## Rebuilding the index

staff_documents-rebuild_title = Rebuilding the index
staff_documents-meanwhile = Questions are answered from the present index meanwhile. You may leave this page.
staff_documents-again = Something has changed since this rebuild began, so another one follows.
staff_documents-started = Started by { $who } at { $time }. Time: { $seconds } s.
staff_documents-left_out = { $count ->
    [one] One page could not be read and was left out:
   *[other] { $count } pages could not be read and were left out:
}
staff_documents-stage_start = Starting
staff_documents-stage_load = Loading the language model
staff_documents-stage_measure = Preparing the languages
staff_documents-stage_split = Splitting the pages into passages
staff_documents-stage_embed = Reading the passages
staff_documents-stage_store = Storing the passages
staff_documents-stage_open = Opening the new index
staff_documents-rebuild_never = The index has not been rebuilt since lykbot was started.
staff_documents-rebuild_done = The index is ready. Documents { $documents }, of which new { $added } and changed { $replaced }; taken out { $removed }.
staff_documents-rebuild_locked = The index is being built elsewhere at the moment. Wait for that to finish and rebuild again.
staff_documents-rebuild_stopped = The rebuild was stopped. The index from before it is in use.
staff_documents-rebuild_broken = The rebuild broke off. The index from before it is in use. Rebuild again, and look at the log of lykbot if it happens again.
staff_documents-rebuild_failed = The rebuild failed. The index from before it is in use.
