"""Text -> the lengths of time it gives ("two years", "neljäksi vuodeksi", "tvåårig")."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import get_args

from knowledge.expressions import NUMBER_WORDS, SPANS_OF_TIME
from knowledge.facts.dates import Duration, DurationUnit
from knowledge.schema import Language
from knowledge.tables import read_table

# "kolmetoista" and "kolmekymmentä" begin like three.
_OTHER_NUMBER = r"(?!\w*toista|(?!kymmene)\w*kymmen)\w*"
_DIGITS = r"(?<![\d.,])\d{1,3}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DurationMention:
    """A length of time in a text: ``text[start_char:end_char]`` is the words that give it."""

    duration: Duration
    start_char: int
    end_char: int


def read_durations(text: str, language: Language) -> tuple[DurationMention, ...]:
    """The lengths of time of a text, in order, never overlapping; none in an empty text.

    An age ("two years old"), a time that has passed ("två år sedan") and a rough one ("2–4 vuotta") are none.
    """
    found: list[DurationMention] = []
    matches = sorted(
        ((match, unit, value) for pattern, unit, value in _patterns(language) for match in pattern.finditer(text)),
        key=lambda item: (item[0].start(), -item[0].end()),
    )
    for match, unit, value in matches:
        amount = value or int(match["digits"])
        if found and match.start() < found[-1].end_char:
            continue
        if amount < 1 or _no_length(language).match(text, match.end()):
            continue
        if _between(language).search(text, max(match.start() - 40, 0), match.start()):
            continue
        found.append(
            DurationMention(duration=Duration(amount=amount, unit=unit), start_char=match.start(), end_char=match.end())
        )
    return tuple(found)


@cache
def _words(role: str, language: Language) -> str:
    cells = {row["role"]: row[language] for row in read_table("knowledge.facts", "duration_words.csv")}
    return cells[role] or "(?!)"


@cache
def _patterns(language: Language) -> tuple[tuple[re.Pattern[str], DurationUnit, int], ...]:
    """Patterns with the unit and the number they stand for; 0 where the number is in figures."""
    return tuple(
        (re.compile(rf"(?<!\w){pattern}", re.IGNORECASE), unit, value)
        for pattern, unit, value in (*_counted(language), *_compounds(language), *_fixed(language))
    )


def _counted(language: Language) -> Iterator[tuple[str, DurationUnit, int]]:
    for unit, word in zip(get_args(DurationUnit), SPANS_OF_TIME[language].split(), strict=True):
        for value, number in _numbers(language):
            yield rf"{number}[\s-]{{1,2}}(?:{word})\b", unit, value


def _numbers(language: Language) -> Iterator[tuple[int, str]]:
    yield 0, rf"(?P<digits>{_DIGITS})"
    for value, words in enumerate(NUMBER_WORDS[language].split(), start=1):
        if language != "fi":
            yield value, f"(?:{words})"
        elif value > 10:
            yield value, rf"(?:{words})\w*"
        else:
            # "kahdeksi" is into two, "kahdeksan" eight.
            yield value, rf"(?:{words})" + ("(?!ksa)" if value == 2 else "") + _OTHER_NUMBER


def _compounds(language: Language) -> Iterator[tuple[str, DurationUnit, int]]:
    units: tuple[tuple[DurationUnit, str], ...] = (("years", "compound_years"), ("months", "compound_months"))
    for unit, role in units:
        ending = f"(?:{_words(role, language)})"
        yield rf"(?P<digits>{_DIGITS})-{ending}", unit, 0
        for value, number in enumerate(_words("compound_number", language).split(), start=1):
            yield rf"{number}{ending}", unit, value


def _fixed(language: Language) -> Iterator[tuple[str, DurationUnit, int]]:
    yield rf"(?:{_words('year_and_half', language)})\b", "months", 18
    yield rf"(?:{_words('half_year', language)})\b", "months", 6
    yield rf"(?:{_words('year', language)})\b", "years", 1


@cache
def _no_length(language: Language) -> re.Pattern[str]:
    return re.compile(_words("no_length", language), re.IGNORECASE)


@cache
def _between(language: Language) -> re.Pattern[str]:
    """A number and "to" before a length of time: it is the longest of several."""
    words = "|".join(NUMBER_WORDS[language].split())
    ending = r"\w*" if language == "fi" else ""
    return re.compile(rf"(?<!\w)(?:\d+|(?:{words}){ending})\s?(?:{_words('between', language)})\s?$", re.IGNORECASE)
