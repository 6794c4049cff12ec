"""A document -> what it says with a time: when the municipality joined, when it got its recognition, for how long."""

from collections.abc import Iterable, Iterator, Set

from knowledge.facts.dates import PartialDate
from knowledge.facts.event_kinds import Saying, clause_of, is_announced, kind_of, kind_of_duration, says
from knowledge.facts.event_units import Unit, find_units
from knowledge.facts.reading_dates import DateMention
from knowledge.facts.reading_durations import DurationMention, read_durations
from knowledge.facts.schema import Event, EventKind
from knowledge.languages import find_words
from knowledge.layout import find_emails, find_phones
from knowledge.places import find_places
from knowledge.schema import Document, Located, overlap

_PAGE_DATE_MAX_WORDS = 12  # a longer line tells more than when the page was changed
_FIRST_YEAR = 2000  # what is older is the Convention, a law or a history, and none of this work
_KINDS_OF_A_DAY = frozenset({EventKind.JOINED, EventKind.GOALS_SET, EventKind.PLAN_APPROVED, EventKind.RECOGNISED})


def extract_events(document: Document) -> tuple[Event, ...]:
    """What a document says with a time, in order of the text: an event a date, and one a length of validity.

    A heading counts where no sentence says the same, a headline of news where none under it tells more. The date of the
    page itself, opening hours, years of birth, captions and what the page is said not to tell are no events.
    """
    telling = [unit for unit in find_units(document) if not _tells_nothing(unit, document)]
    told_until = _told_until(telling, document)
    found = [(unit, event) for unit in telling for event in _events(unit, document, told_until)]
    told = {_what(event) for unit, event in found if unit.rank == "sentence"}
    told_of = {event.date for unit, event in found if unit.above == "headline" and event.kind is not EventKind.OTHER}
    return tuple(event for unit, event in found if _counts(unit, event, told, told_of))


def _counts(unit: Unit, event: Event, told: Set[tuple[object, ...]], told_of: Set[PartialDate | None]) -> bool:
    """Whether an event is told where it stands, and not better by a sentence under it or by the headline above it."""
    is_other = event.kind is EventKind.OTHER
    if unit.rank == "sentence":
        return not (is_other and unit.above == "headline" and event.date == unit.dates[0].date)
    tells_nothing = unit.rank == "heading" or unit.text.rstrip("*_ ").endswith("?") or event.date in told_of
    return _what(event) not in told and not (is_other and tells_nothing)


def _tells_nothing(unit: Unit, document: Document) -> bool:
    """Whether a sentence is about the page itself, or opening hours."""
    language = document.language
    if says("page_date", unit.text, language) and len(find_words(unit.text)) <= _PAGE_DATE_MAX_WORDS:
        return True
    return any(says(name, unit.text, language) for name in ("absence", "copyright", "caption", "opening"))


def _told_until(telling: Iterable[Unit], document: Document) -> int:
    """The last year of which a document tells what has happened, or in which it was published; 0 when it tells none."""
    published = document.source.published
    years = (
        date.date.year
        for unit in telling
        if says("happened", unit.text, document.language) and not says("announced", unit.text, document.language)
        for date in unit.dates
        if date.date.year is not None
    )
    return max(years, default=0) if published is None else int(published[:4])


def _events(unit: Unit, document: Document, told_until: int) -> Iterator[Event]:
    """The events of one sentence, in order."""
    language, dates = document.language, unit.dates
    durations = tuple(
        duration
        for duration in read_durations(unit.text, language)
        if not any(overlap(duration, date) for date in dates)
    )
    saying = Saying(text=unit.text, language=language, times=dates, context=unit.context)
    found: list[tuple[int, Event]] = []
    for date in dates:
        clause = clause_of(saying, date)
        if says("birth", clause.text, language) or (date.date.year or _FIRST_YEAR) < _FIRST_YEAR:
            continue
        has_duration = any(overlap(clause, duration) for duration in durations)
        kind = kind_of(saying, date, is_open=date.is_open, has_duration=has_duration)
        if kind is EventKind.OTHER and found and says("likewise", clause.text, language):
            kind = found[-1][1].kind  # "UNICEF did so in September"
        if _comes_round(saying, date):
            if not says("monitoring", f"{unit.text}\n{unit.context}", language):
                continue
            kind = EventKind.MONITORING
        if date.end_date is not None and kind in _KINDS_OF_A_DAY and _has_other_date(saying, date):
            kind = EventKind.OTHER  # "the plan for 2023–2025 was approved in June"
        # In the present tense a timeline tells what is past, too.
        goes_on = date.end_date is not None and not _is_ahead(date.end_date, document)
        lasts = date.is_open or goes_on or (date.date.year or told_until) < told_until
        is_plan = not _comes_round(saying, date) and is_announced(saying, date, kind, lasts=lasts)
        is_plan = is_plan or (kind is not EventKind.VALIDITY and _is_ahead(date.date, document))
        if kind is not EventKind.OTHER or not _tells_how_to_reach(unit.text):
            found.append((date.start_char, _event(unit, document, kind, date, date, None, is_plan=is_plan)))
    if unit.completes_year and any(event.kind is found[0][1].kind for _, event in found[1:]):
        del found[0]  # the year of a day that is told, too
    for duration in durations:
        length = Saying(text=unit.text, language=language, times=(duration,), context=unit.context)
        length_kind = kind_of_duration(length, duration)
        if length_kind is not None:
            is_plan = is_announced(length, duration, length_kind)
            event = _event(unit, document, length_kind, duration, None, duration, is_plan=is_plan)
            found.append((duration.start_char, event))
    yield from (event for _, event in sorted(found, key=lambda item: item[0]))


def _tells_how_to_reach(text: str) -> bool:
    return bool(find_phones(text) or find_emails(text))


def _comes_round(saying: Saying, date: DateMention) -> bool:
    """Whether a date is one of every year."""
    is_yearless = date.date.year is None and not date.date.legible_year
    clause = clause_of(saying, date)
    return is_yearless and says("yearly", saying.text[clause.start_char : clause.end_char], saying.language)


def _has_other_date(saying: Saying, date: DateMention) -> bool:
    """Whether another date stands in the clause of a date."""
    clause = clause_of(saying, date)
    return any(other != date and overlap(clause, other) for other in saying.times)


def _event(
    unit: Unit,
    document: Document,
    kind: EventKind,
    time: Located,
    date: DateMention | None,
    duration: DurationMention | None,
    *,
    is_plan: bool,
) -> Event:
    """The event of a sentence; ``time`` is the date, or the length of time where there is no date."""
    text = document.text[unit.start_char : unit.end_char]
    if is_plan and kind is EventKind.RECOGNISED:
        kind = EventKind.RECOGNITION_POSSIBLE
    return Event(
        document_id=document.document_id,
        municipality=_municipality(unit.text, document),
        language=document.language,
        kind=kind,
        date=date.date if date else None,
        end_date=date.end_date if date else None,
        is_open=date is not None and date.is_open,
        duration=duration.duration if duration else None,
        is_plan=is_plan,
        date_text=unit.text[time.start_char : time.end_char],
        text=text,
        start_char=unit.start_char,
        end_char=unit.end_char,
    )


def _is_ahead(date: PartialDate, document: Document) -> bool:
    """Whether a date lies after the day on which the page was published, as far as both are known."""
    published = document.source.published
    if date.year is None or published is None:
        return False
    length = min(len(published), len(date.iso)) if date.season is None else 4
    return date.iso[:length] > published[:length]


def _municipality(text: str, document: Document) -> str | None:
    """The one municipality that a sentence names, else that of the document."""
    named = {place.municipality for place in find_places(text) if place.exact}
    return named.pop() if len(named) == 1 else document.municipality


def _what(event: Event) -> tuple[object, ...]:
    return (event.kind, event.date, event.end_date, event.duration, event.is_plan)
