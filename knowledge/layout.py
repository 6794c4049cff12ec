"""What one line of a page looks like: noise, a list item, a way to reach somebody, a name, a heading.

Pure questions about short texts, answered by rules and small tables that hold for any page, in three
languages. ``knowledge.cards``, ``knowledge.plain_text`` and ``knowledge.parsing`` put the answers together.
"""

import re
from itertools import pairwise

from knowledge.display import AUTOLINK, LINK, display_text
from knowledge.schema import Span, overlap

HEADING_MAX_CHARS = 90
TITLE_MAX_CHARS = 120
CARD_LINE_MAX_CHARS = 90
CARD_LINE_MAX_WORDS = 12
CONTACT_MAX_WORDS = 14
NAMED_CONTACT_MAX_WORDS = 40  # when the line begins with the name
LINE_MAX_CHARS = 600  # a longer line is running text; also keeps the patterns below from crawling over it
PHONE_DIGITS = range(6, 16)

_SHARE_PHRASES = """
share this|share this page|jaa tämä|jaa sivu|jaa tämä sivu|jaa somessa|dela sidan|dela detta|dela den här
sidan kopioi linkki|kopiera länk|kopiera länken|copy link|lue lisää|läs mer|read more|siirry
sisältöön|takaisin ylös hoppa till innehåll|gå till innehållet|till toppen|skip to content|back to top|skriv
ut|oliko sivusta hyötyä
"""
_SHARE_WORDS = """
share jaa dela facebook facebookissa twitter twitterissä x linkedin linkedinissä whatsapp instagram youtube
tiktok threads bluesky messenger tweet twiittaa tulosta print tulostus på on via
"""
_SHARES = frozenset(re.split(r"[|\n]", _SHARE_PHRASES.strip())) | frozenset(_SHARE_WORDS.split())
_CREDIT_LABEL = r"(?:photo(?:s|grapher| credit)?|picture|image|kuvat?|valokuvat?|kuvaaja|bild(?:er)?|foto(?:graf)?|©)"
_CREDIT = re.compile(rf"{_CREDIT_LABEL}(?:\s*[:/©]\s*|\s+by\s+)\S.{{0,80}}|©\s*\S.{{0,80}}", re.IGNORECASE)
_CREDIT_TAIL = re.compile(rf"(?<=[.!?…”\"])\s+(?=\(?{_CREDIT_LABEL}\s*[:/]\s*\S[^.!?]{{0,60}}$)", re.IGNORECASE)
_HASHTAG = re.compile(r"#\w[\w-]*")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)

_MONTH = (
    r"(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu\w*|janua\w*|februa\w*|mars|march"
    r"|april|maj|may|ju[nl]i|june|july|august\w*|september|o[kc]tober|november|december"
)
MONTH = re.compile(rf"(?:{_MONTH})\b", re.IGNORECASE)
LIST_MARKER = re.compile(r"(?:(?P<bullet>[-*•·‣▪◦●○–—])|(?P<number>\d{1,2})[.)]|[a-zåäö]\))[ \t\u00a0]+(?=\S)")
FULL_DATE = re.compile(r"\b\d{1,2}\.\s?\d{1,2}\.\s?\d{4}\b")

_EMAIL = re.compile(
    r"(?<![\w.+%-])(?:[\w.+%-]{1,64} ?(?:@|[(\[] ?(?:at|ät|a|@) ?[)\]]) ?"
    # "anna.ek at kuvala.fi": a word that merely stands before "at" has no dot.
    r"|[\w-]{1,30}\.[\w.-]{1,30}(?<!\.) at )[\w-]{1,63}(?:(?:\.| ?[(\[](?:dot|piste|punkt)[)\]] ?)[\w-]{1,63}){1,5}"
)
_GAP = r"[ \u00a0\u2009\u202f]"
_PHONE = re.compile(
    # Brackets stand around a code, "(0)" or nothing: "040 123 4567 (9–15)" ends before the hours.
    rf"(?<![\w,+-])(?:\(\+\d{{1,3}}\)|\+{_GAP}?\d{{1,3}}(?:(?:{_GAP}|-)?\(\d{{1,3}}\))?|\(0\d{{0,3}}\)"
    rf"|0\d{{1,3}}{_GAP}[–-](?={_GAP})|0\d\d/(?=\d{{3}}[ \d])|0\d)(?:(?:{_GAP}{{0,2}}|[–-])\d){{4,14}}(?!\w)"
    # With dots as in no date: "040.123.4567".
    r"|(?<![\w,+.-])0\d\d\.\d{3}\.\d{3,4}(?!\w)"
)
_NO_PHONE = re.compile(r"\d\d-\d\d-\d{4}|\d{7}-\d")  # a date, a business id
_LABEL_WORDS = (
    r"puhelin(?:numero)?|puh|matkapuhelin|gsm|vaihde|tel(?:efon(?:nummer)?)?|tfn|mobil(?:telefon)?|växel"
    r"|(?:tele|mobile )?phone(?: number)?|mobile"
    r"|sähköposti(?:osoite)?|s-posti|sposti|e-?post(?:adress)?|e-?mail|mail"
)
CHANNEL_LABEL = re.compile(rf"(?<![\w@])(?:{_LABEL_WORDS}|[pte](?=[.:]))(?![\w@])\.?\s*:?", re.IGNORECASE)
_LABELLED_PHONE = re.compile(rf"(?<=\b)(?:{_LABEL_WORDS})\.?\s*:?\s*(\d[\d \u00a0-]{{1,14}}\d)(?!\w)", re.IGNORECASE)
_JOINING = re.compile(r"\b(?:tai|eller|or|ja|och|and)\b|[\W_]", re.IGNORECASE)

_TITLE_ENDINGS = """
johtaja päällikkö koordinaattori suunnittelija asiantuntija sihteeri ohjaaja opettaja rehtori esihenkilö
esimies vastaava puheenjohtaja neuvoja tarkastaja lääkäri hoitaja psykologi kuraattori pormestari chef chefen
direktör direktören koordinator koordinatorn samordnare planerare sakkunnig sekreterare ledare rektor
ordförande handledare lärare ombud rådgivare borgmästare director manager coordinator co-ordinator planner
expert specialist secretary leader head principal chair chairperson officer adviser advisor mayor teacher
valtuutettu työntekijä assistentti kehittäjä tuottaja pedagogi avustaja työnjohtaja konsultti esittelijä arbetare
assistent utvecklare producent ombudsman pedagog konsult inspektör psykolog kurator worker assistant developer
consultant inspector psychologist ombudsperson ombudswoman
"""
_TITLES = tuple(_TITLE_ENDINGS.split())
_NOT_IN_A_NAME = re.compile(
    r"kaupun|kunna|kunta|maakun|\bstad(?:s|en|ens)?\b|kommun|\bcity\b|municipal|\btown\b|virasto|keskus|keskuk|hallin[nt]"
    r"|unicef|palvelu|tjänst|service|yhtey|kontakt|contact|lisätie|information|tavoit|\bmål|goal|\bchild|lapsi|laste"
    r"|\bbarn(?:en|ens|s|vän\w*)?\b|\b(?:young|people|youth|famil(?:y|ies|j\w*)|unga|ungdom\w*|nuorten|nuoriso\w*|perhe\w*)\b|\brights?\b|oikeu|rättigh|\b(?:further|more|our|about|next)\b"
)
_INITIALS = r"[A-ZÅÄÖ](?:\.|-[A-ZÅÄÖ]\b)(?:-?[A-ZÅÄÖ]\.)*"
_NAME_WORD = re.compile(
    rf"{_INITIALS}|[^\W\d_a-zåäö](?:[^\W\d_A-ZÅÄÖ]+(?:[-'’][^\W\d_]+)*|['’][^\W\d_]+)|Ma?c[A-Z][a-z]+"
)
_PARTICLES = frozenset({"von", "af", "de", "van", "der", "da"})
_SEPARATORS = " \t\n\u00a0,;|/.)–-•"
_AND = r"(?:ja|sekä|och|samt|and)"
_SEPARATED = re.compile(rf"[{re.escape(_SEPARATORS)}]*(?:{_AND}\s+)?")
_LEFT_OVER = re.compile(rf",?\s{_AND}$")
_FINAL_MARKS = ".!?…"
_CELL_GAP = re.compile(r"\t+|\s*\|\s*| {3,}")


def ends_sentence(text: str) -> bool:
    """Whether the text ends in a sentence-final mark, closing quotes and brackets aside."""
    return text.rstrip("\"'”’»)]* ").endswith(tuple(_FINAL_MARKS))


def starts_lower(text: str) -> bool:
    """Whether the first letter or digit of the text is a lower-case letter."""
    first = next((char for char in text if char.isalnum()), "")
    return first.islower()


def is_credit(text: str) -> bool:
    """Whether a line names who took a picture ("Kuva: X", "Bild: X", "Photo: X") and says nothing else."""
    shown = display_text(text).strip("()")
    return bool(_CREDIT.fullmatch(shown)) and not shown.endswith(".") and len(shown.split()) <= 8


def credit_start(text: str) -> int | None:
    """Where a picture credit at the end of a line of text begins, None when there is none."""
    match = _CREDIT_TAIL.search(text, max(len(text) - 120, 0))
    return match.end() if match else None


def is_noise(text: str) -> bool:
    """Whether a line holds nothing to answer from.

    That is a line of link stubs or addresses, hashtags, a picture credit, share buttons, or no letters and
    digits.
    """
    if not any(char.isalnum() for char in text):
        return True
    if len(text) > LINE_MAX_CHARS:
        return False
    if find_phones(text) or email_spans(text):
        return False
    left = _URL.sub("", AUTOLINK.sub("", LINK.sub("", text)))
    if not any(char.isalnum() for char in _HASHTAG.sub("", left)):
        return True
    words = re.sub(r"[^\w\s]", " ", display_text(text)).casefold().split()
    if " ".join(words) in _SHARES or all(word in _SHARES for word in words):
        return True
    return is_credit(text)


def find_emails(text: str) -> tuple[str, ...]:
    """The e-mail addresses in a text, in order, as written."""
    return tuple(text[span.start_char : span.end_char] for span in email_spans(text))


def email_spans(text: str) -> tuple[Span, ...]:
    """Where e-mail addresses stand in a text, in order."""
    return tuple(Span(start_char=m.start(), end_char=m.end()) for m in _EMAIL.finditer(text))


def find_phones(text: str) -> tuple[Span, ...]:
    """Where phone numbers stand in a text, in order."""
    found = []
    for match in _PHONE.finditer(text):
        digits = sum(char.isdigit() for char in match[0])
        if digits in PHONE_DIGITS and not _NO_PHONE.fullmatch(match[0]):
            found.append(Span(start_char=match.start(), end_char=match.end()))
    labelled = (Span(start_char=m.start(1), end_char=m.end(1)) for m in _LABELLED_PHONE.finditer(text))
    found += [span for span in labelled if not any(overlap(span, other) for other in found)]
    return tuple(sorted(found, key=lambda span: span.start_char))


def _channels(text: str) -> tuple[Span, ...]:
    """Phone numbers and e-mail addresses in a text, in order."""
    return tuple(sorted(email_spans(text) + find_phones(text), key=lambda span: span.start_char))


def _says_nothing_more(text: str) -> bool:
    """Whether a text is made of labels ("puh.", "e-post:"), joining words and marks only."""
    return not _JOINING.sub("", CHANNEL_LABEL.sub("", text))


def is_channel_line(text: str) -> bool:
    """Whether a line is only phone numbers and e-mail (and web) addresses, or only a label for one ("Puhelin:")."""
    if len(text) > LINE_MAX_CHARS:
        return False
    shown = display_text(text)
    if CHANNEL_LABEL.fullmatch(shown):
        return True
    left, channels = shown, _channels(shown)
    for span in reversed(channels):
        left = left[: span.start_char] + " " + left[span.end_char :]
    return bool(channels) and _says_nothing_more(_URL.sub("", left))


def is_address_line(text: str) -> bool:
    """Whether a line is one web address or one link and nothing else."""
    return not any(char.isalnum() for char in _URL.sub("", LINK.sub("", text)))


def split_people(text: str) -> tuple[Span, ...]:
    """The people reached through one line: a span for each with the phone numbers and e-mail addresses.

    Empty when the line is not a contact line: no number or address, a sentence, or too many other words.
    Offsets count from the start of ``text``.
    """
    if len(text) > LINE_MAX_CHARS or ends_sentence(text):
        return ()
    channels = _channels(text)
    if not channels:
        return ()
    starts = [0]
    for before, after in pairwise(channels):
        between = text[before.end_char : after.start_char]
        lead = _SEPARATED.match(between)
        rest = between[lead.end() :] if lead else between
        if is_person_line(rest) or is_title(rest) or (";" in between and not _says_nothing_more(between)):
            starts.append(after.start_char - len(rest))
    spans = []
    for start, end in zip(starts, (*starts[1:], len(text)), strict=True):
        part = _LEFT_OVER.sub("", text[start:end].rstrip(_SEPARATORS.replace(")", "").replace(".", "")))
        limit = NAMED_CONTACT_MAX_WORDS if is_name(part.split(",")[0]) else CONTACT_MAX_WORDS
        if len(part.split()) - len(channels) > limit:
            return ()
        spans.append(Span(start_char=start, end_char=start + len(part)))
    return tuple(spans)


def is_title(text: str) -> bool:
    """Whether a line names a position ("Palvelujohtaja", "chef för ...", "Coordinator")."""
    words = re.findall(r"[\w-]+", text.casefold())
    # A Finnish plural, too: "koordinaattorit".
    return any(word.removesuffix("t").endswith(_TITLES) or word.endswith(_TITLES) for word in words)


def is_name(text: str) -> bool:
    """Whether a text looks like a person's name: two to four capitalised words, no title, no organisation."""
    words = text.strip(" *_").split()
    if not 2 <= len(words) <= 4 or is_title(text) or _NOT_IN_A_NAME.search(text.casefold()):
        return False
    return all(word in _PARTICLES or _NAME_WORD.fullmatch(word) for word in words)


def is_person_line(text: str) -> bool:
    """Whether a line names a person, perhaps with a label or a title before or after the name."""
    if len(text) > LINE_MAX_CHARS:
        return False
    for part in re.split(r"[,:;|(\t]| [–-] | {3,}", text):
        words = part.split()
        while len(words) > 2 and words[0].casefold().endswith(_TITLES):
            words = words[1:]
        if is_name(" ".join(words)):
            return True
    return False


def is_card_line(text: str) -> bool:
    """Whether a line may stand in a person's card: short, with letters, no sentence and no lead-in."""
    return (
        len(text) <= CARD_LINE_MAX_CHARS
        and len(text.split()) <= CARD_LINE_MAX_WORDS
        and any(char.isalpha() for char in text)
        and not text.endswith((":", ";", *_FINAL_MARKS))
    )


def is_table_row(text: str) -> bool:
    """Whether a line is three or more short cells, parted by tabs, bars or wide gaps."""
    if len(text) > LINE_MAX_CHARS:
        return False
    cells = _CELL_GAP.split(text.strip("|"))
    return len(cells) >= 3 and all(len(cell) <= 80 for cell in cells) and not ends_sentence(text)


def is_heading(text: str, max_chars: int = HEADING_MAX_CHARS) -> bool:
    """Whether a lone line may be a heading; what follows it decides.

    At most ``max_chars`` characters; no sentence-final mark but "?" (":" after a short label); not a date, a
    number, an address or a quotation dash.
    """
    if len(text) > LINE_MAX_CHARS:
        return False
    shown = display_text(text)
    if not shown or len(shown) > max_chars or shown.endswith((".", "!", "…", ",", ";")) or starts_lower(shown):
        return False
    if shown.endswith(":") and len(shown) > 60:
        return False
    if sum(char.isalpha() for char in shown) < 3 or shown.startswith(("–", "—", "”", '"')):
        return False
    if len(shown) > max_chars - 30 and any(char.isdigit() for char in shown):
        return False  # a long line with a figure states a fact
    return not (FULL_DATE.search(shown) or CHANNEL_LABEL.fullmatch(shown) or _channels(shown) or _URL.search(shown))
