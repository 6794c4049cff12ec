"""Dates told from the day of writing ("last year"), resolved against the date of the page.

``relative_dates.csv`` has the words: what date they mean (the past, the current or the coming year or season) and a
regular expression for each language.
"""

import re
from dataclasses import dataclass
from functools import cache

from knowledge.facts.dates import PartialDate, Season
from knowledge.schema import Language
from knowledge.tables import read_table

_PUBLISHED = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d))?(?:-\d\d)?")
# First and last month of a season; winter, which belongs to two years, is not resolved.
_SEASON_MONTHS: dict[Season, tuple[int, int]] = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeDate:
    """Words such as "last year", and the date they mean."""

    date: PartialDate
    start_char: int
    end_char: int


def find_relative_dates(text: str, language: Language, published: str | None) -> tuple[RelativeDate, ...]:
    """The relative dates of a text, in order; none when its own date is unknown or too rough to tell.

    Args:
        text: The text.
        language: Its language.
        published: Its date ("2023", "2023-08", "2023-08-15"), None when unknown.
    """
    match = _PUBLISHED.fullmatch(published or "")
    if match is None:
        return ()
    year = int(match["year"])
    month = int(match["month"]) if match["month"] else None
    found = []
    for what, pattern in _patterns(language):
        date = _resolve(what, year, month)
        if date is not None:
            found += [
                RelativeDate(date=date, start_char=words.start(), end_char=words.end())
                for words in pattern.finditer(text)
            ]
    return tuple(sorted(found, key=lambda relative: relative.start_char))


def _resolve(what: str, year: int, month: int | None) -> PartialDate | None:
    """The date that a name of the table means, as seen from a month; "last spring" of an unknown month is none."""
    name, step = what[:-2], int(what[-2:])
    if name == "year":
        return PartialDate(year=year + step)
    season, (first, last) = next(item for item in _SEASON_MONTHS.items() if item[0] == name)
    if step == 0:
        return PartialDate(year=year, season=season)
    if month is None:
        return None
    if step < 0:
        return PartialDate(year=year if month > last else year - 1, season=season)
    return PartialDate(year=year if month < first else year + 1, season=season)


@cache
def _patterns(language: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row["date"], re.compile(rf"\b(?:{row[language]})\b", re.IGNORECASE))
        for row in read_table("knowledge.facts", "relative_dates.csv")
    )
