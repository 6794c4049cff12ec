"""Lists, names of places, dates and durations as people write them in a language.

Babel (https://babel.pocoo.org) knows how a list is joined and what the months are called; importing it takes a
twentieth of a second, so that is left to the first use. What is said around them stands with the phrases.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from bot.phrasing import phrase
from knowledge.errors import LykbotError
from knowledge.facts.dates import Duration, PartialDate
from knowledge.places import place_in, place_name
from knowledge.schema import Language

_Form = Literal["plain", "when", "from", "until"]
_PLAIN: tuple[_Form, _Form] = ("plain", "plain")
_FROM_UNTIL: tuple[_Form, _Form] = ("from", "until")

# British English, which has no comma before the last "and" and writes the day before the month.
_LOCALES: Mapping[Language, str] = {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}
# CLDR's patterns: the month's name, and the month after a day, in Finnish as a number (6.3.2018, 6 mars 2018).
_MONTH_ALONE = "LLLL"
_MONTH_AFTER_DAY: Mapping[Language, str] = {"fi": "L", "sv": "MMMM", "en": "MMMM"}


def join_words(language: Language, words: Sequence[str]) -> str:
    """Words as a list in running text: "a, b and c"; "" when there are none."""
    from babel.lists import format_list

    return format_list(words, locale=_LOCALES[language])


def name_places(language: Language, places: Sequence[str]) -> str:
    """Municipalities by their names in a language: "Helsingfors, Imatra och Björneborg".

    Args:
        language: What to write in.
        places: Their official names.
    """
    return join_words(language, [place_name(place, language) for place in places])


def name_places_in(language: Language, places: Sequence[str]) -> str:
    """The words for "in" all of the municipalities: "Helsingissä ja Imatralla", "i Helsingfors och Imatra".

    Args:
        language: What to write in.
        places: Their official names.
    """
    located = [place_in(place, language) for place in places]
    if language == "fi":
        return join_words(language, located)
    # "i Vasa och Nykarleby", but "i Vasa och på Kökar".
    first, *others = located or [""]
    preposition = first.partition(" ")[0] + " "
    if all(words.startswith(preposition) for words in others):
        others = [words.removeprefix(preposition) for words in others]
    return join_words(language, [word for word in (first, *others) if word])


def write_date(language: Language, date: PartialDate, *, in_sentence: bool = False) -> str:
    """A date as exactly as it is known: "6 March 2018", "August 2023", "summer 2021", "2016", "December 202…".

    Args:
        language: What to write in.
        date: The date.
        in_sentence: Says when something happened: "on 6 March 2018", "elokuussa 2023", "i augusti 2023".

    Raises:
        LykbotError: The date has no part, a day without its month, or a month or day that does not exist.
    """
    return _write(language, date, "when" if in_sentence else "plain")


def write_since(language: Language, date: PartialDate) -> str:
    """That something began then and goes on: "since 2016", "sedan augusti 2023", "vuodesta 2016".

    Raises:
        LykbotError: As for ``write_date``.
    """
    return phrase(language, "date.since", date=_write(language, date, "from"))


def write_date_range(language: Language, start: PartialDate, end: PartialDate, *, in_sentence: bool = False) -> str:
    """A stretch of time by its first and last date: "1–15 May 2024", "2016–2018", "våren 2022–hösten 2023".

    A year, or a year and month, that both dates have is written once.

    Args:
        language: What to write in.
        start: The first date.
        end: The last date.
        in_sentence: Says when something was so: "from 1 to 15 May 2024", "vuosina 2016–2018".

    Raises:
        LykbotError: As for ``write_date``.
    """
    if start == end:
        return write_date(language, start, in_sentence=in_sentence)
    precisions = {start.precision, end.precision}
    kind = start.precision if precisions in ({"day"}, {"year"}) else "mixed"
    form, last_form = _FROM_UNTIL if in_sentence and kind == "mixed" else _PLAIN
    shares_year = start.year == end.year and start.legible_year == end.legible_year == "" and "year" not in precisions
    if shares_year and kind == "day" and start.month == end.month:
        first = phrase(language, "stretch.first_day", day=str(start.day))
    else:
        first = _write(language, replace(start, year=None) if shares_year else start, form)
    last = _write(language, end, last_form)
    key = f"stretch.when_{kind}" if in_sentence else "stretch.plain_words" if " " in first else "stretch.plain"
    return phrase(language, key, start=first, end=last)


def write_duration(language: Language, duration: Duration) -> str:
    """A length of time, up to ten in words: "two years", "en månad", "12 viikkoa"."""
    return phrase(language, f"duration.{duration.unit}", count=duration.amount)


def _write(language: Language, date: PartialDate, form: _Form) -> str:
    year = str(date.year) if date.year is not None else f"{date.legible_year}…" if date.legible_year else ""
    if not (year or date.month or date.season) or (date.day is not None and date.month is None):
        raise LykbotError(f"{date!r} cannot be written; give it a year, a season or a month, and a month to a day")
    values = {"form": form, "year": year}
    if date.month is not None:
        values["month"] = _name_month(language, date.month, after_day=date.day is not None)
    if date.day is not None:
        values["day"] = str(date.day)
    if date.season is not None:
        values["season"] = phrase(language, f"season.{date.season}", form=form)
    # Without a year the space before it is left over.
    return phrase(language, f"date.{date.precision}", **values).rstrip()


@cache
def _name_month(language: Language, month: int, *, after_day: bool) -> str:
    """A month by its name, or after a day as the language writes it there.

    Raises:
        LykbotError: There is no such month.
    """
    import datetime

    from babel.dates import format_date

    if not 1 <= month <= 12:
        raise LykbotError(f"there is no month {month}; months go from 1 to 12")
    pattern = _MONTH_AFTER_DAY[language] if after_day else _MONTH_ALONE
    return format_date(datetime.date(2000, month, 1), pattern, locale=_LOCALES[language])
