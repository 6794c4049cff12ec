"""Dates told from another one: from the day of writing ("last year", "i går") or the date before ("the same year").

``relative_dates.csv`` has the words: what date they mean and a regular expression for each language, in which MONTH
stands for the name of a month and NUMBER for a number from 2 on. A unit with a figure is so far from the day of
writing: the year, season, month, day or week before (-1), the current (+0) or the coming one (+1). "same_year" and the
like are told from the date before.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import get_args

from knowledge.expressions import MONTHS, NUMBER_WORDS
from knowledge.facts.dates import PartialDate, Season
from knowledge.facts.written_dates import date_words
from knowledge.schema import Language
from knowledge.tables import read_table

_PUBLISHED = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
# First and last month of a season; winter, which belongs to two years, is not resolved.
_SEASON_MONTHS: dict[Season, tuple[int, int]] = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
_DAYS_OF_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeDate:
    """Words such as "last year", and the date they mean."""

    date: PartialDate
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SameTime:
    """Words such as "the same year" or "samma höst"; ``season`` is None for the year itself."""

    season: Season | None
    start_char: int
    end_char: int


def find_relative_dates(text: str, language: Language, published: str | None) -> tuple[RelativeDate, ...]:
    """The dates of a text told from the day of writing, in order; none when that is unknown or too rough to tell.

    Args:
        text: The text.
        language: Its language.
        published: Its date ("2023", "2023-08", "2023-08-15"), None when unknown.
    """
    match = _PUBLISHED.fullmatch(published or "")
    if match is None:
        return ()
    year, month, day = (int(match[part]) if match[part] else None for part in ("year", "month", "day"))
    found = []
    for what, pattern in _patterns(language):
        for words in pattern.finditer(text):
            told = _resolve(what, words, language, PartialDate(year=year, month=month, day=day))
            if told is not None:
                found.append(RelativeDate(date=told, start_char=words.start(), end_char=words.end()))
    return tuple(sorted(found, key=lambda relative: relative.start_char))


def find_same_times(text: str, language: Language) -> tuple[SameTime, ...]:
    """Where a text says "the same year" or the same season, in order."""
    found = [
        SameTime(
            season=next((season for season in get_args(Season) if what == f"same_{season}"), None),
            start_char=words.start(),
            end_char=words.end(),
        )
        for what, pattern in _patterns(language)
        if what.startswith("same_")
        for words in pattern.finditer(text)
    ]
    return tuple(sorted(found, key=lambda same: same.start_char))


def is_in_season(month: int, season: Season) -> bool:
    """Whether a month is one of a season; none is one of winter, which belongs to two years."""
    first, last = _SEASON_MONTHS.get(season, (0, 0))
    return first <= month <= last


def _resolve(what: str, words: re.Match[str], language: Language, seen_from: PartialDate) -> PartialDate | None:
    """The date that words of the table mean; "last spring" as seen from an unknown month is none."""
    year, month = seen_from.year, seen_from.month
    if year is None or what.startswith("same_"):
        return None
    if what == "years_ago":
        is_rough = re.search(rf"{date_words('approximate', language)}\s$", words.string[: words.start()], re.IGNORECASE)
        return None if is_rough else PartialDate(year=year - _number(words, language))
    unit, step = what[:-2], int(what[-2:])
    if unit == "year":
        return PartialDate(year=year + step)
    if unit in {"day", "week"}:
        return _from_day(unit, step, seen_from)
    if unit == "month":
        named = next(n for n in range(1, 13) if words[f"month{n}"])
        resolved = _nearest_year(step, year, month, named, named)
        return None if resolved is None else PartialDate(year=resolved, month=named)
    season, (first, last) = next(item for item in _SEASON_MONTHS.items() if item[0] == unit)
    resolved = _nearest_year(step, year, month, first, last)
    return None if resolved is None else PartialDate(year=resolved, season=season)


def _nearest_year(step: int, year: int, month: int | None, first: int, last: int) -> int | None:
    """The year of the last, the current or the next time that some months come; None where the month is needed."""
    if step == 0:
        return year
    if month is None:
        return None
    if step < 0:
        return year if month > last else year - 1
    return year if month < first else year + 1


def _from_day(unit: str, step: int, seen_from: PartialDate) -> PartialDate | None:
    """A day so many days away; of a week the month it lies in, None where it lies in two."""
    if seen_from.year is None or seen_from.month is None or seen_from.day is None:
        return None
    try:
        day = date(seen_from.year, seen_from.month, seen_from.day)
    except ValueError:
        return None
    if unit == "day":
        told = day + timedelta(days=step)
        return PartialDate(year=told.year, month=told.month, day=told.day)
    monday = day + timedelta(days=_DAYS_OF_WEEK * step - day.weekday())
    sunday = monday + timedelta(days=_DAYS_OF_WEEK - 1)
    return PartialDate(year=monday.year, month=monday.month) if monday.month == sunday.month else None


def _number(words: re.Match[str], language: Language) -> int:
    written = words["number"]
    if written.isdigit():
        return int(written)
    values = enumerate(NUMBER_WORDS[language].split(), start=1)
    return next(value for value, word in values if re.match(rf"(?:{word})\w*$", written, re.IGNORECASE))


@cache
def _patterns(language: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    months = "|".join(f"(?P<month{number}>{name})" for number, name in enumerate(MONTHS[language].split("|"), start=1))
    ending = r"\w*" if language == "fi" else ""
    plural = "|".join(NUMBER_WORDS[language].split()[1:])
    number = rf"(?P<number>\d{{1,2}}|(?:{plural}){ending})"
    return tuple(
        (
            row["date"],
            re.compile(
                rf"\b(?:{row[language].replace('MONTH', f'(?:{months})').replace('NUMBER', number)})\b", re.IGNORECASE
            ),
        )
        for row in read_table("knowledge.facts", "relative_dates.csv")
    )
