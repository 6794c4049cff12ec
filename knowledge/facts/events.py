"""A document -> what it says with a time: when the municipality joined, when it got its recognition, for how long."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.facts.event_kinds import Saying, clause_of, is_announced, kind_of, kind_of_duration, says
from knowledge.facts.reading_dates import DateMention, read_dates
from knowledge.facts.reading_durations import DurationMention, read_durations
from knowledge.facts.schema import Event, EventKind
from knowledge.languages import find_words
from knowledge.places import find_places
from knowledge.schema import Document, Located, Section, overlap
from knowledge.sentences import units

_PAGE_DATE_MAX_WORDS = 12  # a longer line tells more than when the page was changed
_FIRST_YEAR = 2000  # what is older is the Convention, a law or a history, and none of this work
_KINDS_OF_A_DAY = frozenset({EventKind.JOINED, EventKind.GOALS_SET, EventKind.PLAN_APPROVED, EventKind.RECOGNISED})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    """A sentence or the like of a document, its quote from ``start_char`` to ``end_char``.

    ``text`` is what is read: the quote, or a date that stands on a line of its own above and the sentence it is for.
    """

    text: str
    context: str
    is_heading: bool
    start_char: int
    end_char: int


def extract_events(document: Document) -> tuple[Event, ...]:
    """What a document says with a time, in order of the text: an event a date, and one a length of validity.

    A heading counts where no sentence says the same. The date of the page itself, opening hours, years of birth and
    what the page is said not to tell are no events.
    """
    telling = [
        unit
        for section in document.sections
        for unit in _units(document, section)
        if not _tells_nothing(unit, document)
    ]
    told_until = _told_until(telling, document)
    found = [(unit, event) for unit in telling for event in _events(unit, document, told_until)]
    told = {_what(event) for unit, event in found if not unit.is_heading}
    return tuple(
        event
        for unit, event in found
        if not unit.is_heading or (event.kind is not EventKind.OTHER and _what(event) not in told)
    )


def _units(document: Document, section: Section) -> Iterator[_Unit]:
    """The sentences of a section; a line that is only a date goes with what stands under it.

    Under such a heading that is the beginning of every block, under another such line the next sentence.
    """
    date_above: tuple[int, str] | None = None
    is_for_section = False
    for block in section.blocks:
        if block.kind == "contact":
            continue
        is_heading = block.kind == "heading"
        headings = " ".join(section.heading_path[: -1 if is_heading else None])
        before = ""
        for position, span in enumerate(units(document, block)):
            text = document.text[span.start_char : span.end_char]
            dates = read_dates(text, document.language, document.source.published)
            if len(dates) == 1 and not _words_beside(text, dates[0]):
                if not is_heading and dates[0].date.precision == "day":
                    continue  # when the page was written
                date_above, is_for_section = (span.start_char, text), is_heading
                continue
            start = span.start_char
            read = text
            if date_above is not None and not dates and (position == 0 or not is_for_section):
                start = date_above[0]
                read = f"{date_above[1]} {text}"
            if not is_for_section:
                date_above = None
            yield _Unit(
                text=read,
                context=f"{headings}\n{before}",
                is_heading=is_heading,
                start_char=start,
                end_char=span.end_char,
            )
            before = text


def _words_beside(text: str, time: Located) -> bool:
    return bool(find_words(text[: time.start_char]) or find_words(text[time.end_char :]))


def _tells_nothing(unit: _Unit, document: Document) -> bool:
    """Whether a sentence is about the page itself, or opening hours."""
    language = document.language
    if says("page_date", unit.text, language) and len(find_words(unit.text)) <= _PAGE_DATE_MAX_WORDS:
        return True
    return any(says(name, unit.text, language) for name in ("absence", "copyright", "opening"))


def _told_until(telling: Iterable[_Unit], document: Document) -> int:
    """The last year of which a document tells what has happened, or in which it was published; 0 when it tells none."""
    published = document.source.published
    years = (
        date.date.year
        for unit in telling
        if says("happened", unit.text, document.language) and not says("announced", unit.text, document.language)
        for date in read_dates(unit.text, document.language, published)
        if date.date.year is not None
    )
    return max(years, default=0) if published is None else int(published[:4])


def _events(unit: _Unit, document: Document, told_until: int) -> Iterator[Event]:
    """The events of one sentence, in order."""
    language = document.language
    dates = read_dates(unit.text, language, document.source.published)
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
        if _comes_round(saying, date):
            if not says("monitoring", f"{unit.text}\n{unit.context}", language):
                continue
            kind = EventKind.MONITORING
        if date.end_date is not None and kind in _KINDS_OF_A_DAY and _has_other_date(saying, date):
            kind = EventKind.OTHER  # "the plan for 2023–2025 was approved in June"
        # In the present tense a timeline tells what is past, too.
        lasts = date.is_open or date.end_date is not None or (date.date.year or told_until) < told_until
        is_plan = not _comes_round(saying, date) and is_announced(saying, date, kind, lasts=lasts)
        is_plan = is_plan or (kind is not EventKind.VALIDITY and _is_ahead(date, document))
        found.append((date.start_char, _event(unit, document, kind, date, date, None, is_plan=is_plan)))
    for duration in durations:
        length = Saying(text=unit.text, language=language, times=(duration,), context=unit.context)
        length_kind = kind_of_duration(length, duration)
        if length_kind is not None:
            is_plan = is_announced(length, duration, length_kind)
            event = _event(unit, document, length_kind, duration, None, duration, is_plan=is_plan)
            found.append((duration.start_char, event))
    yield from (event for _, event in sorted(found, key=lambda item: item[0]))


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
    unit: _Unit,
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


def _is_ahead(date: DateMention, document: Document) -> bool:
    """Whether a date begins after the page was published, as far as both are known."""
    published = document.source.published
    if date.date.year is None or published is None:
        return False
    length = min(len(published), len(date.date.iso)) if date.date.season is None else 4
    return date.date.iso[:length] > published[:length]


def _municipality(text: str, document: Document) -> str | None:
    """The one municipality that a sentence names, else that of the document."""
    named = {place.municipality for place in find_places(text) if place.exact}
    return named.pop() if len(named) == 1 else document.municipality


def _what(event: Event) -> tuple[object, ...]:
    return (event.kind, event.date, event.end_date, event.duration, event.is_plan)
