### What the web pages write around an answer, its sources and a document.

## An answer

answer-sources = Källor
answer-all_sources = Visa alla { $count } källor
answer-marker = Källa { $number }: { $page }
answer-theme = Tema
answer-note_not_in_sources = Sidorna berättar inte det här
answer-note_unknown_place = Det finns inga sidor om kommunen
answer-note_out_of_scope = Det här kan jag inte svara på
answer-note_invalid = Jag kunde inte läsa frågan
answer-note_failed = Den här gången kom inget svar

## A source; { $in_language } is "in Finnish"

source-published = publicerad { $date }
source-date_unknown = datum okänt
source-retrieved = läst { $date }
source-page_language = sidan { $in_language }
source-original = Original { $in_language }
source-translation = Översättning { $in_language }
source-machine_translation = Maskinöversättning { $in_language }
source-read_page = Läs sidan
source-original_page = Ursprungliga sidan
source-back = Tillbaka till svaret

## A contact

contact_card-phone = Telefon
contact_card-email = E-post
contact_card-copy = Kopiera
contact_card-copied = Kopierat
contact_card-copy_phone = Kopiera telefonnumret { $phone }
contact_card-copy_email = Kopiera e-postadressen { $email }

## The picture of a timeline

picture-heading = Tidslinje
picture-region = Tidslinje som kan rullas i sidled
picture-hint = Rulla bilden i sidled för att se hela.
picture-name = Tidslinje för { $start }–{ $end }: { $places }. Samma sak följer som tabell.
picture-mark = [{ $number }] { $place }, { $time }: { $text }
picture-shape_point = En punkt är en enskild dag.
picture-shape_bar = En stapel är en månad, en årstid, ett år eller längre, så exakt som sidan anger tiden.
picture-shape_arrow = En pil fortsätter därifrån.
picture-plan = Randigt är det som sidan beskriver som planerat eller möjligt.
picture-unplaced = Saknas i bilden, eftersom sidan inte anger hela årtalet:
picture-source = Källa { $number }
picture-table = Tidslinjen som tabell
picture-place = Var
picture-time = När
picture-event = Vad

## A document

document-place = Kommun
document-publisher = Utgivare
document-date = Sidan
document-language = Textens språk
document-address = Ursprunglig sida
document-own_words = Texten återger en sida med våra egna ord. Sidan:
document-translated = Översatt { $from_language }.
document-machine_translated = Maskinöversatt { $from_language }, så det kan finnas fel i texten.
document-from_fi = från finska
document-from_sv = från svenska
document-from_en = från engelska
document-versions = Samma sida
document-table = Tabell
