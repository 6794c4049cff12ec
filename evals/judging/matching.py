"""Whether a text states a fact: numbers as numbers, dates as dates, phone numbers as digits, words by beginnings.

A way to say a fact is read from left to right into parts, each of the kind that it looks like:

- an e-mail address is found as a whole, case aside;
- a date ("6.3.2018", "augusti 2023", "summer 2021", "2018") where the text holds a date that agrees in every part
  that the way gives: "2018" is stated by "6.3.2018", but not the other way round;
- a phone number where its digits stand, however they are spaced, with a Finnish number's 0 and +358 being the same;
  a run of six or seven digits ("617 2227") also inside a longer number;
- another number where a number of the text is equal;
- words where the text has them in this order, case aside, from the beginning of a word, but not to its end, which
  Finnish and Swedish inflect. A way that ends in a space ends a word, too.

A way of several parts ("40 hengen ryhm", "augusti 2023 godk") is stated where they follow one another with nothing but
spaces and marks between them, and the rest of the word that an unfinished part begins. No fact reaches over a line's
end.
"""

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from evals.judging.dates import DateMention, DateParts, find_contact_details, read_dates
from knowledge.layout import find_emails, find_phones
from knowledge.schema import Located, Span, overlap

_SPACES = re.compile(r"[^\S\n]+")
# Soft hyphen, zero-width characters: they show nothing.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_TYPOGRAPHIC = str.maketrans(
    dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("’‘‚‛´`", "'") | dict.fromkeys("“”„‟«»″", '"') | {"…": "..."}
)
_AT = re.compile(r" ?(?:@|[(\[] ?(?:at|ät|a|@) ?[)\]]) ?")
# "5", "10 000", "10.000", "5,3"; neither a part of "A5" nor of "1.2.3".
_NUMBER = re.compile(r"(?<![\w.,])(\d{1,3}(?:[ .,']\d{3})+(?!\d)|\d+)(?:[.,](\d{1,2})(?!\d))?")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?: \d{3})+")
_DIGIT_RUN = re.compile(r"(?<![\w.,])\d[\d ()-]*\d(?!\w)")
_FEWEST_PHONE_DIGITS, _MOST_PARTIAL_DIGITS = 6, 7
_LIST_NUMBER = re.compile(r"^\d+[.)] ")
_BETWEEN_DIGITS = "[ ().-]*"
_FINLAND = "358"
# What may stand between two parts: marks and spaces, after words also the ending of the last one.
_GAP, _GAP_AFTER_WORDS = re.compile(r"[^\w\n]*"), re.compile(r"[^\W_]*[^\w\n]*")
_OUTER_MARKS = " .,:;!?()[]\"'-/"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A part of a way to say a fact; ``ends`` are those of a date."""

    kind: Literal["email", "date", "phone", "number", "words"]
    text: str
    ends: tuple[DateParts, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    parts: tuple[_Part, ...]
    ends_word: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """A text with its dates, and where its numbers are that are no date, phone number or part of an address."""

    text: str
    dates: tuple[DateMention, ...]
    numbers: tuple[Span, ...]


def states(text: str, ways: Sequence[str]) -> bool:
    """Whether a text, free of markup, states a fact in any of the ways to say it."""
    reading = _read(text)
    return any(_is_stated(_read_way(way), reading) for way in ways)


def holds_figures(text: str, evidence: str) -> bool:
    """Whether a text's dates, numbers, phone numbers and e-mail addresses all stand in the evidence."""
    reading = _read(evidence)
    parts = _read_way(_LIST_NUMBER.sub("", text)).parts
    return all(_find(part, reading) for part in parts if part.kind != "words")


def _is_stated(way: _Way, reading: _Reading) -> bool:
    """Whether the parts of the way follow one another somewhere in the text."""
    reached: set[int] = set()
    for number, part in enumerate(way.parts):
        found = _find(part, reading)
        if number:
            gap = _GAP_AFTER_WORDS if way.parts[number - 1].kind == "words" else _GAP
            found = [span for span in found if _is_reached(span, reached, gap, reading.text)]
        reached = {span.end_char for span in found}
    return any(not (way.ends_word and reading.text[end : end + 1].isalnum()) for end in reached)


def _is_reached(span: Located, reached: Collection[int], gap: re.Pattern[str], text: str) -> bool:
    return any(gap.fullmatch(text, end, span.start_char) is not None for end in reached)


def _find(part: _Part, reading: _Reading) -> Sequence[Located]:
    """Where a text states a part."""
    text = reading.text
    match part.kind:
        case "date":
            return [mention for mention in reading.dates if _agree(part.ends, mention.ends)]
        case "number":
            return [span for span in reading.numbers if _value(_cut(text, span)) == _value(part.text)]
        case "email":
            return [span for span in _find_emails(text) if _address(_cut(text, span)) == _address(part.text)]
        case "phone":
            return _spans(_phone_pattern(part.text), text)
        case "words":
            return _spans(_words_pattern(part.text), text)


def _agree(ends: Sequence[DateParts], others: Sequence[DateParts]) -> bool:
    return all(any(end.agrees_with(other) for other in others) for end in ends)


@lru_cache(maxsize=4096)
def _read(text: str) -> _Reading:
    prepared = _prepare(text)
    dates = read_dates(prepared)
    taken: tuple[Located, ...] = (*dates, *find_contact_details(prepared))
    numbers = (span for span in _spans(_NUMBER, prepared) if not any(overlap(span, other) for other in taken))
    return _Reading(text=prepared, dates=dates, numbers=tuple(numbers))


@lru_cache(maxsize=4096)
def _read_way(way: str) -> _Way:
    """The parts of a way, in order; what stands between dates, numbers and addresses are words."""
    reading = _read(way.strip())
    text = reading.text
    found: list[tuple[Located, _Part]] = []
    found += [(span, _Part(kind="email", text=_cut(text, span))) for span in _find_emails(text)]
    found += [(date, _Part(kind="date", text=_cut(text, date), ends=date.ends)) for date in reading.dates]
    found += [(span, _Part(kind="phone", text=_cut(text, span))) for span in _find_phone_runs(reading)]
    found += [(span, _Part(kind="number", text=_cut(text, span))) for span in reading.numbers]
    parts: list[_Part] = []
    position = 0
    for span, part in _longest_apart(found):
        parts += (*_words(text[position : span.start_char]), part)
        position = span.end_char
    if parts:
        parts += _words(text[position:])
    elif text:
        parts = [_Part(kind="words", text=text)]
    return _Way(parts=tuple(parts), ends_word=way[-1:].isspace())


def _longest_apart(found: Sequence[tuple[Located, _Part]]) -> list[tuple[Located, _Part]]:
    """Those that overlap no longer one, in the order of the text; of equally long ones the first."""
    kept: list[tuple[Located, _Part]] = []
    for span, part in sorted(found, key=lambda pair: pair[0].start_char - pair[0].end_char):
        if not any(overlap(span, other) for other, _ in kept):
            kept.append((span, part))
    return sorted(kept, key=lambda pair: pair[0].start_char)


def _words(text: str) -> tuple[_Part, ...]:
    """Words beside a number or date; marks alone say nothing there, other signs do ("5 €")."""
    bare = text.strip(_OUTER_MARKS)
    return (_Part(kind="words", text=bare),) if bare else ()


def _find_phone_runs(reading: _Reading) -> tuple[Span, ...]:
    """Phone numbers of a way, and runs of digits that are part of one, as "617 2227" and "020 617" are."""
    text = reading.text
    runs = []
    for span in _spans(_DIGIT_RUN, text):
        run = _cut(text, span)
        in_date = any(overlap(span, date) for date in reading.dates) and run != text
        if not in_date and not _THOUSANDS.fullmatch(run) and len(_digits(run)) >= _FEWEST_PHONE_DIGITS:
            runs.append(span)
    return (*find_phones(text), *runs)


def _phone_pattern(phone: str) -> re.Pattern[str]:
    """The digits of a phone number with anything between them; a short run of digits may stand in a longer number."""
    digits = _digits(phone)
    is_international = phone.lstrip(" (").startswith("+") or digits.startswith("00")
    subscriber = digits.removeprefix("00") if is_international else digits
    if is_international and not subscriber.startswith(_FINLAND):
        start = rf"(?:\+|(?<!\d)00){_BETWEEN_DIGITS}"
    elif is_international or digits.startswith("0"):
        subscriber = subscriber.removeprefix(_FINLAND).removeprefix("0") if is_international else digits[1:]
        country = _BETWEEN_DIGITS.join(_FINLAND)
        start = rf"(?:(?:\+|(?<!\d)00){_BETWEEN_DIGITS}{country}{_BETWEEN_DIGITS}0?|(?<!\d)0){_BETWEEN_DIGITS}"
    else:
        start = ""
    is_partial = len(digits) <= _MOST_PARTIAL_DIGITS
    bounds = ("", "") if is_partial else (r"(?<!\d)", r"(?!\d)")
    return re.compile(f"{start or bounds[0]}{_BETWEEN_DIGITS.join(subscriber)}{bounds[1]}")


def _words_pattern(words: str) -> re.Pattern[str]:
    start = r"(?<![^\W_])" if words[0].isalnum() else ""
    return re.compile(start + re.escape(words), re.IGNORECASE)


def _prepare(text: str) -> str:
    """The text in one spelling: NFC, plain quotes and dashes, single spaces; lines stay."""
    visible = _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).translate(_TYPOGRAPHIC)
    return "\n".join(_SPACES.sub(" ", line).strip() for line in visible.splitlines())


def _find_emails(text: str) -> tuple[Span, ...]:
    spans = []
    position = 0
    for email in find_emails(text):
        start = text.index(email, position)
        position = start + len(email)
        spans.append(Span(start_char=start, end_char=position))
    return tuple(spans)


def _address(email: str) -> str:
    """An e-mail address as one compares it: "M.Salo (at) pori.fi" is m.salo@pori.fi."""
    return _AT.sub("@", email).casefold()


def _value(number: str) -> Decimal:
    match = _NUMBER.fullmatch(number)
    if match is None:
        raise ValueError(f"{number!r} is no number")
    return Decimal(f"{_digits(match[1])}.{match[2] or 0}")


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdecimal())


def _spans(pattern: re.Pattern[str], text: str) -> tuple[Span, ...]:
    return tuple(Span(start_char=match.start(), end_char=match.end()) for match in pattern.finditer(text))


def _cut(text: str, span: Located) -> str:
    return text[span.start_char : span.end_char]
