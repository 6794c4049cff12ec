"""Single dates as a text writes them, before they are put together with their neighbours.

``date_words.csv`` has the words around dates, each cell a regular expression, by what they do and by language.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import get_args

from knowledge.display import LINK
from knowledge.expressions import MONTHS, SEASONS, YEAR
from knowledge.facts.dates import PartialDate, Season
from knowledge.layout import find_phones
from knowledge.schema import Language, Span, overlap
from knowledge.tables import read_table

# "202…": the digits that can be read.
_CUT_END = r"(?:…|\.\.\.|[xX]{1,2}(?!\w))"
_CUT_YEAR = rf"(?P<cut>20\d?){_CUT_END}"
_START = r"(?<![\w/+])(?<!\d[.,])"
# A year is no file ("2023.pdf"), share ("2018 %"), amount ("2 018", "2018 €"), decade ("2010-luku") or decimal.
_YEAR_START = r"(?<![\w/€$+§.])(?<!\d[ \u00a0,])(?:(?<![^\W\d_]-)|(?<=\bmid-))"
_YEAR_END = r"(?![\w/%€])(?!\s?[%€])(?!\.\w|[,:]\d|-\w)"
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)\S*@\S*", re.IGNORECASE)
_LEAP_YEAR = 2024


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """One date as written: ``end_date`` is set where it is the first of two in one expression ("2016–18").

    ``needs_more`` marks what is a date only together with the date after it: "1." of "1.–15.5.2024".
    """

    date: PartialDate
    end_date: PartialDate | None
    needs_more: bool
    start_char: int
    end_char: int


def find_written_dates(text: str, language: Language) -> tuple[WrittenDate, ...]:
    """The single dates of a text, in order, never overlapping; a day that the calendar does not have is none."""
    matches = sorted(
        (match for pattern in _patterns(language) for match in pattern.finditer(text)),
        key=lambda match: (_span(match).start_char, -match.end()),
    )
    taken = _taken(text, language) if matches else ()
    found = []
    position = 0
    for match in matches:
        span = _span(match)
        if span.start_char < position or any(overlap(span, other) for other in taken):
            continue
        # What is no day of the calendar is passed over whole: there is no year in "31.2.2018" either.
        position = span.end_char
        written = _read(match, language)
        if is_possible(written.date) and (written.end_date is None or is_possible(written.end_date)):
            found.append(written)
    return tuple(found)


def is_possible(date: PartialDate) -> bool:
    """Whether the calendar has such a date."""
    if date.month is not None and not 1 <= date.month <= 12:
        return False
    if date.day is None:
        return True
    days = 31 if date.month is None else monthrange(date.year or _LEAP_YEAR, date.month)[1]
    return 1 <= date.day <= days


@cache
def date_words(role: str, language: Language) -> str:
    """The pattern of the words that do something around dates, to be set in another one.

    Raises:
        KeyError: when the table has no such role.
    """
    cells = {row["role"]: row[language] for row in read_table("knowledge.facts", "date_words.csv")}
    # "(?!)" never matches: this language has no such words.
    return f"(?:{cells[role] or '(?!)'})"


@cache
def joint_pattern(language: Language) -> str:
    """The pattern of what stands between two dates that belong together: a dash, a comma, "and", "to"."""
    words = f"{date_words('and', language)}|{date_words('to', language)}"
    leading = date_words("leading", language)
    return rf"(?:\s?[–—-]\s?|,\s|\s?/\s?|(?:,|-)?\s(?:{words})\s(?:{leading}\s?)?)"


def _taken(text: str, language: Language) -> tuple[Span, ...]:
    """Where figures are no dates: phone numbers, addresses, sections, pages, laws, times of the day, amounts."""
    links = (Span(start_char=m.start(2), end_char=m.end(2)) for m in LINK.finditer(text) if m[2])
    others = (
        Span(start_char=match.start(), end_char=match.end())
        for pattern in (_ADDRESS, _other_figures(language))
        for match in pattern.finditer(text)
    )
    return (*find_phones(text), *links, *others)


@cache
def _other_figures(language: Language) -> re.Pattern[str]:
    reference, clock = date_words("reference", language), date_words("clock", language)
    approximate, counted = date_words("approximate", language), date_words("counted", language)
    figures = r"\d[\d./:–-]*"
    return re.compile(
        rf"(?:§\s?|(?<![\w’'])(?:{reference}|{clock}\.?)\s\(?){figures}|{figures}\s?§"
        rf"|\b{approximate}\s{YEAR}(?=\s[a-zåäö])|(?<![\w.–-]){YEAR}\s{counted}"
        rf"|(?<!\w){figures}\s?{date_words('class', language)}",
        re.IGNORECASE,
    )


def _span(match: re.Match[str]) -> Span:
    """The date without the preposition that makes a month's name one ("in May")."""
    before = match.groupdict().get("before") or ""
    return Span(start_char=match.start() + len(before), end_char=match.end())


def _read(match: re.Match[str], language: Language) -> WrittenDate:
    parts = {name: value for name, value in match.groupdict().items() if value is not None}
    year = int(parts["year"]) if "year" in parts else 2000 + int(parts["short"]) if "short" in parts else None
    month = int(parts["month"]) if "month" in parts else None
    if "name" in parts:
        month = next(
            number
            for number, beginning in enumerate(_month_beginnings(language), start=1)
            if parts["name"].casefold().startswith(beginning)
        )
    season = _season(match, language) if "season" in parts else None
    date = PartialDate(
        year=year,
        season=season,
        month=month,
        day=int(parts["day"]) if "day" in parts else None,
        legible_year=parts.get("cut", ""),
    )
    end_date = None
    if "end_year" in parts and year is not None:
        end_date = replace(date, year=int(str(year)[: -len(parts["end_year"])] + parts["end_year"]))
        if end_date.year is not None and end_date.year <= year:
            end_date = None
    elif "end_day" in parts:
        end_date = replace(date, day=int(parts["end_day"]))
    return WrittenDate(
        date=date,
        end_date=end_date,
        needs_more="part" in parts,
        start_char=_span(match).start_char,
        end_char=match.end(),
    )


def _season(match: re.Match[str], language: Language) -> Season:
    return next(
        season
        for season, stem in zip(get_args(Season), SEASONS[language].split(), strict=True)
        if re.compile(stem, re.IGNORECASE).match(match.string, match.start("season"))
    )


@cache
def _month_beginnings(language: Language) -> tuple[str, ...]:
    """What the month names begin with, and are shortened to: "tammi", "jan"."""
    names = re.sub(r"\(\?-i:|\)", "", MONTHS[language]).casefold().split("|")
    return tuple(name.removesuffix("kuu") if language == "fi" else name[:3] for name in names)


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in (*_in_figures(language), *_in_words(language)))


def _in_figures(language: Language) -> Iterator[str]:
    year = rf"(?P<year>{YEAR})"
    day, month = r"(?P<day>\d{1,2})", r"(?P<month>\d{1,2})"
    yield rf"{_START}{day}\.\s?{month}\.\s?{year}(?!\d)"
    yield rf"{_START}{day}\.{month}\.(?P<short>\d\d)?(?!\d|\.\d)"
    yield rf"{_START}{year}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d|-\d)"
    yield rf"{_START}{year}-(?P<month>0[1-9]|1[0-2])(?!\d|-\d)"
    yield rf"(?<![\w/.,])(?P<month>0?[1-9]|1[0-2])/{year}(?![\d/])"
    yield rf"(?<![\w/.,])(?P<part>(?P<month>0?[1-9]|1[0-2]))(?=\s?[–-]\s?\d{{1,2}}/{YEAR}(?![\d/]))"
    # The first day of several; what follows has the month.
    yield rf"{_START}(?P<part>(?P<day>\d{{1,2}}))\.?(?={joint_pattern(language)}\d{{1,2}}[.:\s])"
    spelt = rf"(?:{date_words('year', language)}\s)?"
    yield rf"{spelt}{_YEAR_START}{year}\s?[–—-]\s?(?P<end_year>{YEAR}|\d\d){_YEAR_END}"
    yield rf"{spelt}{_YEAR_START}{year}/(?P<end_year>\d\d(?:\d\d)?){_YEAR_END}"
    yield rf"{spelt}{_YEAR_START}{year}{_YEAR_END}"
    yield rf"{spelt}{_YEAR_START}(?P<cut>20\d){_CUT_END}"


def _in_words(language: Language) -> Iterator[str]:
    spelt = rf"(?:{date_words('year', language)}\s)?"
    year = rf"(?:{_CUT_YEAR}|(?P<year>{YEAR})(?!\w))"
    name = rf"\b(?P<name>{MONTHS[language]})" + (r"\w*" if language == "fi" else r"\b")
    ordinal = r"(?P<day>\d{1,2})(?:\.|:[ae]|st|nd|rd|th)?"
    alone = date_words("month_alone", language)
    joint = joint_pattern(language)
    beginnings = "|".join(_month_beginnings(language))
    yield rf"{_START}{ordinal}\s(?:of\s)?{name}(?:,?\s{spelt}{year})?"
    yield rf"{name}\s(?:of\s)?{spelt}{year}"
    if language == "fi":
        yield rf"\b(?P<name>{MONTHS['fi']})n\s(?P<day>\d{{1,2}})\.\späivä\w*(?:\s{year})?"
        yield rf"\b(?P<name>{beginnings})(?={alone})\w+(?:\s(?:al[ku]u?|lopu|loppu|aika)\w+)?"
        yield rf"\b(?P<part>(?P<name>{beginnings}))(?:kuu\w*)?(?={joint}\w+kuu)"
    else:
        short = rf"\b(?P<name>{beginnings})t?\.?"
        yield rf"{_START}{ordinal}\s{short}\s{year}"
        # "Jul" is Christmas in Swedish.
        yield (r"\b(?!jul\s)" if language == "sv" else "") + rf"{short}\s{year}"
        yield rf"(?<!\w)(?P<before>{alone}\s){name}(?!\s\d)"
        yield rf"(?P<part>{name})(?={joint}(?:{MONTHS[language]}))"
    if language == "en":
        yield rf"{name}\s{ordinal}(?:[–-](?P<end_day>\d{{1,2}}))?(?![\d:.]\d|\d)(?:,?\s{year})?"
    season = rf"\b(?P<season>{SEASONS[language].replace(' ', '|')})"
    endings = date_words("season_ending", language)
    yield rf"{season}{endings}?\s(?:of\s)?{spelt}{year}(?:\s?[–—/-]\s?(?P<end_year>{YEAR}|\d\d)(?!\w))?"
    yield rf"(?<!\w)(?P<before>{date_words('recurring', language)}\s){season}(?:{endings}|\w*sin\b)?(?!\s?\d)(?!\w)"
    other = rf"(?:{SEASONS[language].replace(' ', '|')})"
    yield rf"(?P<part>{season}){endings}?(?={joint}{other})"
