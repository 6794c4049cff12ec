### What the web pages write around an answer, its sources and a document.

## An answer

answer-sources = Lähteet
answer-all_sources = Näytä kaikki { $count } lähdettä
answer-marker = Lähde { $number }: { $page }
answer-theme = Teema
answer-note_not_in_sources = Sivuilla ei kerrota tätä
answer-note_unknown_place = Tästä kunnasta ei ole sivuja
answer-note_out_of_scope = En osaa vastata tähän
answer-note_invalid = En saanut kysymyksestä selvää
answer-note_failed = Vastaus jäi nyt saamatta

## A source; { $in_language } is "in Finnish"

source-published = julkaistu { $date }
source-date_unknown = päiväys ei tiedossa
source-retrieved = luettu { $date }
source-page_language = sivu { $in_language }
source-original = Alkuperäinen { $in_language }
source-translation = Käännös { $in_language }
source-machine_translation = Konekäännös { $in_language }
source-read_page = Lue sivu
source-original_page = Alkuperäinen sivu
source-back = Takaisin vastaukseen

## A contact

contact_card-phone = Puhelin
contact_card-email = Sähköposti
contact_card-copy = Kopioi
contact_card-copied = Kopioitu
contact_card-copy_phone = Kopioi puhelinnumero { $phone }
contact_card-copy_email = Kopioi sähköpostiosoite { $email }

## The picture of a timeline

picture-heading = Aikajana
picture-region = Aikajana, jota voi vierittää sivusuunnassa
picture-hint = Vieritä kuvaa sivusuunnassa, niin näet sen kokonaan.
picture-name = Aikajana vuosilta { $start }–{ $end }: { $places }. Sama seuraa taulukkona.
picture-mark = [{ $number }] { $place }, { $time }: { $text }
picture-shape_point = Piste on yksittäinen päivä.
picture-shape_bar = Palkki on kuukausi, vuodenaika, vuosi tai pidempi aika niin tarkasti kuin sivu sen kertoo.
picture-shape_arrow = Nuoli jatkuu siitä eteenpäin.
picture-plan = Raidoitettu on sivun mukaan suunniteltua tai mahdollista.
picture-unplaced = Ei mukana kuvassa, koska sivu ei kerro koko vuotta:
picture-source = Lähde { $number }
picture-table = Aikajana taulukkona
picture-place = Missä
picture-time = Milloin
picture-event = Mitä

## A document

document-place = Kunta
document-publisher = Julkaisija
document-date = Sivu
document-language = Tämän tekstin kieli
document-address = Alkuperäinen sivu
document-own_words = Teksti kertoo sivun sisällön omin sanoin. Sivu:
document-translated = Käännetty { $from_language }.
document-machine_translated = Käännetty koneellisesti { $from_language }, joten tekstissä voi olla virheitä.
document-from_fi = suomesta
document-from_sv = ruotsista
document-from_en = englannista
document-versions = Sama sivu
document-table = Taulukko
