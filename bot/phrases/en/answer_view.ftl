### What the web pages write around an answer, its sources and a document.

## An answer

answer-sources = Sources
answer-all_sources = Show all { $count } sources
answer-marker = Source { $number }: { $page }
answer-theme = Theme
answer-note_not_in_sources = The pages do not say this
answer-note_unknown_place = No pages about this municipality
answer-note_out_of_scope = I cannot answer this
answer-note_invalid = I could not read the question
answer-note_failed = No answer this time

## A source; { $in_language } is "in Finnish"

source-published = published { $date }
source-date_unknown = date unknown
source-retrieved = read { $date }
source-page_language = page { $in_language }
source-original = Original { $in_language }
source-translation = Translation { $in_language }
source-machine_translation = Machine translation { $in_language }
source-read_page = Read the page
source-original_page = The original page
source-back = Back to the answer

## A contact

contact_card-phone = Phone
contact_card-email = E-mail
contact_card-copy = Copy
contact_card-copied = Copied
contact_card-copy_phone = Copy the phone number { $phone }
contact_card-copy_email = Copy the e-mail address { $email }

## The picture of a timeline

picture-heading = Timeline
picture-region = Timeline, can be scrolled sideways
picture-hint = Scroll the picture sideways to see all of it.
picture-name = Timeline of { $start }–{ $end }: { $places }. The same follows as a table.
picture-mark = [{ $number }] { $place }, { $time }: { $text }
picture-shape_point = A point is a single day.
picture-shape_bar = A bar is a month, a season, a year or longer, as exactly as the page tells.
picture-shape_arrow = An arrow goes on from then.
picture-plan = Striped is what the page speaks of as planned or possible.
picture-unplaced = Not in the picture, because the page does not give the whole year:
picture-source = Source { $number }
picture-table = The timeline as a table
picture-place = Where
picture-time = When
picture-event = What

## A document

document-place = Municipality
document-publisher = Publisher
document-date = Page
document-language = Language of this text
document-address = Original page
document-own_words = This text retells a page in our own words. The page:
document-translated = Translated { $from_language }.
document-machine_translated = Translated { $from_language } by machine, so there may be mistakes.
document-from_fi = from Finnish
document-from_sv = from Swedish
document-from_en = from English
document-versions = The same page
document-table = Table
