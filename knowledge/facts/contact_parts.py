"""A short text about people, cut into its parts: names, ways to reach somebody, and the words beside them.

contact_labels.csv has the words that tell the parts: terms parted by ``|``, where ``*`` stands for any letters.
"""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from knowledge.display import LINK
from knowledge.glossary import is_function_word
from knowledge.languages import is_known_in
from knowledge.layout import CHANNEL_LABEL, is_name, is_title
from knowledge.places import find_places, place_name
from knowledge.schema import LANGUAGES, Language, Span
from knowledge.tables import read_table

# contact: says that contacts follow; person: those of them that are about people. lead and front: lead from such a
# label to a person ("ges av vår"), the former from anywhere in a stretch of words, the latter from its beginning. name,
# role, channel: head a column or a line. unit: a part of an organisation. pronoun: stands for somebody named before.
# or asks to leave word for them. pattern: stands for a name in the pattern of an address. both: says that an address is
# everybody's named before. exchange: stands before the number of a switchboard. answering: follows what a service is
# called.
LabelKind = Literal[
    "contact",
    "person",
    "lead",
    "front",
    "name",
    "role",
    "channel",
    "unit",
    "pronoun",
    "pattern",
    "both",
    "exchange",
    "answering",
]

_CHANNEL = "\x00"
_SEPARATOR = re.compile(rf"[{_CHANNEL}\n\t|;,:()]+|\s[–—-]\s|\s/\s|\s{{3,}}|(?<=\w\w\w)\.\s+(?=[A-ZÅÄÖ])")
_BARE_SLASH = re.compile(r"(?<=\w)/(?=\w)")
_MARKS = re.compile(r"[*`\\<>\[\]]|(?<!\w)_+|_+(?!\w)|&nbsp;|[\u00a0\u2009\u202f]")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,80}>")
_URL = re.compile(r"(?:https?://|www\.|mailto:|tel:)\S+", re.IGNORECASE)
_EDGES = ' .–—•·-/"“”'
# What somebody does, in Finnish and in Swedish, and no given name: "kirjoittaja", "skribenten", "författaren".
_AGENT = re.compile(r"\w{4,}(?:[aä]j[aä]|ij[aä]t?|[aä]j[aä]t|enten|[aäö]ren|isten|orit)")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_OWNED_MAX_WORDS = 3  # behind a name, of whom or what is somebody's
_SERVICE_LINE = re.compile(r"(?:vaihde|växel|(?<=n )puhelin)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of a text between two separators; offsets count from the start of the text.

    ``line`` counts from 0. ``mark`` is the separator before the part, "" for the first of the text and " " for
    what stands in one field with the part before it.
    """

    kind: Literal["words", "name", "channel"]
    text: str
    start_char: int
    end_char: int
    line: int
    mark: str = ""


def cut_parts(text: str, channels: tuple[Span, ...], language: Language) -> tuple[Part, ...]:
    """The parts of a text in order; labels of channels and columns are left out.

    Args:
        text: A card over one line or several, a row, a list item or a sentence.
        channels: Where its phone numbers and e-mail addresses stand, in order.
        language: The language of the text.
    """
    masked = _mask(text, channels)
    parts = [
        Part(
            kind="channel",
            text=text[span.start_char : span.end_char],
            start_char=span.start_char,
            end_char=span.end_char,
            line=text.count("\n", 0, span.start_char),
        )
        for span in channels
    ]
    for field in _fields(masked):
        parts.extend(_cut_field(field, language))
    return tuple(sorted(parts, key=lambda part: part.start_char))


def find_labels(text: str, kind: LabelKind, language: Language | None = None) -> tuple[Span, ...]:
    """Where labels of a kind stand in a text, in order; of one language or of all three."""
    return tuple(Span(start_char=m.start(), end_char=m.end()) for m in _labels(kind, language).finditer(text))


def skip_leads(text: str, language: Language) -> int:
    """Where a person or a title begins in a stretch of words: after "ges av vår", "please contact our"."""
    labels = (*find_labels(text, "contact"), *find_labels(text, "lead", language))
    start = max((label.end_char for label in labels), default=0)
    while front := re.match(rf"[\s:]*(?:{_labels('front', language).pattern})", text[start:], re.IGNORECASE):
        start += front.end()
    return start


def is_label(text: str, kind: LabelKind) -> bool:
    """Whether a text is one label of a kind and nothing else."""
    return _labels(kind, None).fullmatch(text.strip(" .:*")) is not None


def _mask(text: str, channels: tuple[Span, ...]) -> str:
    """The text, as long as before: marks and link targets blank, channels and their labels separators."""
    masked = LINK.sub(lambda m: " " * (m.start(1) - m.start()) + m[1] + " " * (m.end() - m.end(1)), text)
    for span in channels:
        masked = _blank(masked, span.start_char, span.end_char, _CHANNEL)
    masked = _TAG.sub(lambda m: "|" * len(m[0]), masked)
    for pattern in (_URL, _MARKS):
        masked = pattern.sub(lambda m: " " * len(m[0]), masked)
    for match in CHANNEL_LABEL.finditer(masked):
        # "Kommunens växel" and "Lasten ja nuorten puhelin" are what services are called.
        follows_words = masked[: match.start()].rstrip(" ")[-1:].isalnum()
        names_service = follows_words and _SERVICE_LINE.match(masked, match.start())
        if masked[match.end() :].lstrip(" .:|(\t\n").startswith(_CHANNEL) and not names_service:
            masked = _blank(masked, match.start(), match.end(), "|")
    return masked


def _blank(text: str, start_char: int, end_char: int, mark: str) -> str:
    return text[:start_char] + mark * (end_char - start_char) + text[end_char:]


def _fields(masked: str) -> tuple[Part, ...]:
    """What stands between separators, without white space and marks around it; column labels are left out."""
    cuts = [(m.start(), m.end()) for m in _SEPARATOR.finditer(masked)]
    bounds = [0, *(place for cut in cuts for place in cut), len(masked)]
    for slash in _BARE_SLASH.finditer(masked):
        left = max(place for place in bounds if place <= slash.start())
        right = min(place for place in bounds if place >= slash.end())
        if is_name(masked[left : slash.start()]) or is_name(masked[slash.end() : right]):
            cuts.append((slash.start(), slash.end()))
    cuts.sort()
    starts, ends = (0, *(end for _, end in cuts)), (*(start for start, _ in cuts), len(masked))
    fields: list[Part] = []
    for start, end, before in zip(starts, ends, (0, *(start for start, _ in cuts)), strict=True):
        words = masked[start:end].strip(_EDGES)
        if not any(char.isalnum() for char in words) or any(is_label(words, kind) for kind in _COLUMN_LABELS):
            continue
        at = masked.find(words, start)
        fields.append(
            Part(
                kind="words",
                text=words,
                start_char=at,
                end_char=at + len(words),
                line=masked.count("\n", 0, at),
                mark=masked[before:start].strip(),
            )
        )
    return tuple(fields)


_COLUMN_LABELS: tuple[LabelKind, ...] = ("name", "role", "channel")


def _cut_field(field: Part, language: Language) -> tuple[Part, ...]:
    """One field cut at the names in it: what stands before, between and after them, and they."""
    found: list[Part] = []
    start = 0
    while start < len(field.text):
        name = _find_name(field.text[start:], language)
        first, last = (start + name.start_char, start + name.end_char) if name else (len(field.text),) * 2
        for kind, begin, end in (("words", start, first), ("name", first, last)):
            raw = field.text[begin:end]
            words = raw.strip(_EDGES if kind == "words" else " ")
            if not words or is_label(words, "channel"):
                continue
            at = field.start_char + begin + raw.find(words)
            found.append(
                replace(
                    field,
                    kind="name" if kind == "name" else "words",
                    text=words,
                    start_char=at,
                    end_char=at + len(words),
                    mark=" " if found else field.mark,
                )
            )
        start = last
    return tuple(found)


def _find_name(field: str, language: Language) -> Span | None:
    """The first person's name in a field, the longest that begins there; None without one."""
    words = [*re.finditer(r"\S+", field)]
    for first in range(len(words)):
        for last in range(min(first + 4, len(words)), first + 1, -1):
            end = words[last - 1].end()
            owner = _POSSESSIVE.search(field, words[last - 1].start(), end) if language == "en" else None
            span = Span(start_char=words[first].start(), end_char=owner.start() if owner else end)
            if _is_persons_name(field[span.start_char : span.end_char], field[end:], language):
                is_anothers = owner and is_title(" ".join(field[end:].split()[:_OWNED_MAX_WORDS]))
                return None if is_anothers else span  # "Maija Mäki's assistant"
    return None


def _is_persons_name(text: str, after: str, language: Language) -> bool:
    words = text.split()
    if not is_name(text) or any(is_label(word, "unit") for word in words):
        return False
    if is_label(words[0], "lead") or is_function_word(words[0], language) or find_labels(text, "contact"):
        return False
    if any(place.start_char == 0 and words[0] not in _place_names(place.municipality) for place in find_places(text)):
        return False  # "Porin Lyseo": a place in the genitive; "Salo Anna" is a name
    if _AGENT.fullmatch(words[0]):
        return False  # "Kirjoittaja Maija Mäki"
    # "Youth Participation" of "Youth Participation Coordinator": English titles are capitalised as names are.
    is_ordinary = language == "en" and all(is_known_in(word.casefold(), "en") for word in words)
    return not (is_ordinary and is_title(" ".join(after.split()[:1])))


def _place_names(municipality: str) -> tuple[str, ...]:
    return tuple(place_name(municipality, language) for language in LANGUAGES)


@cache
def _labels(kind: LabelKind, language: Language | None) -> re.Pattern[str]:
    rows = [row for row in read_table("knowledge.facts", "contact_labels.csv") if row["kind"] == kind]
    terms = {term for row in rows for each in LANGUAGES if language in {None, each} for term in row[each].split("|")}
    # The longest first: "yhteyshenkilö" before what it begins with.
    alternatives = "|".join(r"\w*".join(map(re.escape, term.split("*"))) for term in sorted(terms, key=len)[::-1])
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)
