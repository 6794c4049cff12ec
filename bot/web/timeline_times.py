"""When the events of an answer were, as stretches of a time axis no narrower than the pages tell."""

import re
from calendar import isleap
from dataclasses import dataclass, replace
from datetime import date as day_of
from typing import get_args

from bot.phrasing import phrase
from bot.schema import Answer, AnswerEvent
from bot.wording import write_date, write_date_range, write_since
from knowledge.display import display_text
from knowledge.facts.dates import PartialDate, Season
from knowledge.facts.reading_dates import read_dates
from knowledge.facts.schema import EventKind
from knowledge.facts.written_dates import is_possible
from knowledge.schema import Language

_ISO = re.compile(rf"([\dX]{{4}})(?:-({'|'.join(get_args(Season))}))?(?:-(\d\d))?(?:-(\d\d))?")
# The month a season begins with; winter goes on into the next year, as timelines are sorted.
_FIRST_MONTHS: dict[Season, int] = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of time in years: 2018.5 is the middle of 2018. It goes on where ``is_open``.

    ``is_day`` is true for a single day, whose ends are its beginning and its end.
    """

    start: float
    end: float
    is_open: bool
    is_day: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedEvent:
    """An event with its time.

    ``time`` and ``kind`` are in the answer's language, ``kind`` "" for one without a name; ``text`` is the page's
    sentence, in ``language``. ``stretch`` is None when the page does not give the whole year.
    """

    event: AnswerEvent
    time: str
    kind: str
    text: str
    language: Language
    stretch: Stretch | None


def time_events(answer: Answer) -> tuple[TimedEvent, ...]:
    """The events of an answer that have a date, in its order; a length of time is none."""
    languages = {citation.number: citation.language for citation in answer.citations}
    return tuple(
        _time(event, answer.language, languages.get(event.citation, answer.language))
        for event in answer.events
        if event.date is not None
    )


def read_iso(text: str | None) -> PartialDate | None:
    """The date that `PartialDate.iso` wrote; None for anything else, or a day that the calendar does not have."""
    found = _ISO.fullmatch(text or "")
    if found is None:
        return None
    year, season, month, day = found.groups()
    date = PartialDate(
        year=int(year) if year.isdecimal() else None,
        season=next((known for known in get_args(Season) if known == season), None),
        month=int(month) if month else None,
        day=int(day) if day else None,
        legible_year="" if year.isdecimal() else year.rstrip("X"),
    )
    is_told = date.year or date.legible_year or date.season or date.month
    return date if is_told and is_possible(date) else None


def stretch_of(date: PartialDate, end_date: PartialDate | None, *, is_open: bool) -> Stretch | None:
    """The stretch from the beginning of a date to its end, or to that of the last date; None without whole years."""
    start, end = _bounds(date), _bounds(end_date or date)
    if start is None or end is None or end[1] <= start[0]:
        return None
    return Stretch(
        start=start[0],
        end=end[1],
        is_open=is_open,
        is_day=date.precision == "day" and end_date in (None, date) and not is_open,
    )


def _time(event: AnswerEvent, language: Language, page_language: Language) -> TimedEvent:
    date, end_date = read_iso(event.date), read_iso(event.end_date)
    is_open = end_date is None and _is_open(event.date_text, page_language)
    written, stretch = display_text(event.date_text), None
    if date is not None:
        stretch = stretch_of(date, end_date, is_open=is_open)
        if end_date is not None:
            written = write_date_range(language, date, end_date)
        else:
            written = write_since(language, date) if is_open else write_date(language, date)
    return TimedEvent(
        event=event,
        time=written,
        kind="" if event.kind == EventKind.OTHER else phrase(language, f"event.{event.kind}"),
        text=display_text(event.text),
        language=page_language,
        stretch=stretch,
    )


def _is_open(date_text: str, language: Language) -> bool:
    """Whether the page's words for a time say that something goes on since then; the answer's record does not."""
    return any(mention.is_open for mention in read_dates(date_text, language))


def _bounds(date: PartialDate) -> tuple[float, float] | None:
    """Where a date begins and ends, in years."""
    if date.year is None or not 1 <= date.year <= 9998:
        return None
    if date.day is not None and date.month is not None:
        first = day_of(date.year, date.month, date.day).timetuple().tm_yday - 1
        days = 366 if isleap(date.year) else 365
        return (date.year + first / days, date.year + (first + 1) / days)
    if date.month is not None:
        return (date.year + (date.month - 1) / 12, date.year + date.month / 12)
    if date.season is not None:
        first_month = _FIRST_MONTHS[date.season]
        start = _bounds(replace(date, season=None, month=first_month))
        return None if start is None else (start[0], start[0] + 3 / 12)
    return (float(date.year), date.year + 1.0)
