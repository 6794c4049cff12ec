"""Timelines: when what happened, as exactly as the pages say, plans told from events."""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.composing.facts import extracts_in, originals_in
from bot.composing.statements import Draft, Statement
from bot.expected import Expected
from bot.key_terms import KeyTerm
from bot.patterns import find_pattern
from bot.phrasing import phrase
from bot.schema import AnswerEvent
from bot.sought import Sought, kind_concepts
from bot.understanding import Understanding
from bot.vocabulary import read_vocabulary
from bot.wording import write_date, write_date_range, write_duration, write_since
from knowledge.display import display_text
from knowledge.facts.dates import PartialDate, Season
from knowledge.facts.event_telling import what_happened
from knowledge.facts.merging import FactCollection, Stated
from knowledge.facts.schema import Event, EventKind
from knowledge.schema import Language

# Where in a year a season lies, as a month, so that dates of different precision can be put in order.
_SEASON_MONTHS: dict[Season, int] = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_NO_YEAR = 9999
# What every question about events may mention.
_GENERAL_CONCEPTS = frozenset(
    {"unicef", "child_friendly", "model", "granting", "recognition", "membership", "measures", "conditions", "renewal"}
)


def compose_timeline(
    understanding: Understanding, sought: Sought, facts: FactCollection, places: Sequence[str | None]
) -> Draft:
    """The events asked for, municipality by municipality, each in order of time.

    Args:
        understanding: The question.
        sought: Of which kinds.
        facts: All facts.
        places: Whose pages: those asked about, or all.
    """
    language = understanding.language
    statements: list[Statement] = []
    without: list[str] = []
    is_list = not sought.event_kinds
    if not sought.is_sure:
        # Where somebody's page has the very words, the others' events of the likely kind are not meant.
        mentioning = [
            place for place in places if _most_mentioned(_of_place(facts.events, place), understanding.key_terms)
        ]
        places = mentioning or places
    if understanding.expected is Expected.ORDER:
        places = sorted(places, key=lambda place: _first_time(understanding, sought, facts, place))
    for place in places:
        chosen = choose_events(understanding, sought, facts.events, place)
        statements += [
            _state(event, language, dated=is_list or len(chosen) > 1) for event in without_repetition(chosen, language)
        ]
        if not chosen and place is not None:
            without.append(place)
    if not statements and understanding.expected is Expected.YEAR:
        return Draft(statements=(), remark=_tell_cut_off(sought, facts.events, places, language))
    is_told = bool(statements and understanding.places)
    return Draft(statements=tuple(statements), places_without=tuple(without) if is_told else ())


def choose_events(
    understanding: Understanding, sought: Sought, events: Iterable[Stated[Event]], place: str | None
) -> list[Stated[Event]]:
    """The events of a municipality's own pages that a question asks for, in order of time."""
    here = _of_place(events, place)
    if sought.event_kinds:
        of_kind = [event for event in here if event.original.kind in sought.event_kinds]
        here = of_kind if sought.is_sure else _most_mentioned(here, understanding.key_terms) or of_kind
    else:
        here = [event for event in here if event.original.date is not None]
    if sought.event_kinds:
        here = [event for event in here if _mentions_asked(event, understanding, sought)]
    if sought.is_renewal:
        # "Did it get a second one?" is not answered by the first.
        here = [event for event in here if event.original.kind is not EventKind.RECOGNISED or _is_renewal(event)]
    return sorted((event for event in here if _tells(event.original, understanding)), key=time_order)


def _first_time(
    understanding: Understanding, sought: Sought, facts: FactCollection, place: str | None
) -> tuple[int, int, int, int]:
    chosen = choose_events(understanding, sought, facts.events, place)
    return time_order(chosen[0]) if chosen else (_NO_YEAR, 0, 0, 0)


def _tell_cut_off(
    sought: Sought, events: Iterable[Stated[Event]], places: Sequence[str | None], language: Language
) -> str:
    """That a page gives the time asked for, but not its whole year; "" where that is not so."""
    events = tuple(events)
    for event in (event for place in places for event in _of_place(events, place)):
        fact = event.original
        if fact.kind in sought.event_kinds and fact.date is not None and fact.date.legible_year:
            return phrase(language, "refusal.cut_off", date=write_date(language, fact.date))
    return ""


def _of_place(events: Iterable[Stated[Event]], place: str | None) -> list[Stated[Event]]:
    """The events of a municipality that its own pages tell."""
    return [event for event in events if event.page_municipality == place and event.municipality in (place, None)]


def _most_mentioned(events: Sequence[Stated[Event]], terms: Sequence[KeyTerm]) -> list[Stated[Event]]:
    """The events that mention most of the words that some events mention and others do not; [] when none does."""
    mentions = [[_is_mentioned(term, event) for event in events] for term in terms]
    telling = [found for found in mentions if any(found) and not all(found)]
    counts = [sum(found[i] for found in telling) for i in range(len(events))]
    most = max(counts, default=0)
    return [event for event, count in zip(events, counts, strict=True) if count == most and most > 0]


def _is_mentioned(term: KeyTerm, event: Stated[Event]) -> bool:
    return any(
        read_vocabulary(fact.text, fact.language).mentions(term.lemma, term.concepts) > 0 for fact in event.statements
    )


def _mentions_asked(event: Stated[Event], understanding: Understanding, sought: Sought) -> bool:
    """Whether an event is about all that a question names besides such events: a name, a term of another kind."""
    general = kind_concepts(sought.event_kinds) | _GENERAL_CONCEPTS
    asked = [
        term
        for term in understanding.key_terms
        if term.is_name or (term.concepts and not term.concepts & general and term.weight >= 1)
    ]
    return all(_is_mentioned(term, event) for term in asked)


def _is_renewal(event: Stated[Event]) -> bool:
    """Whether the clause with the date speaks of a further recognition, and not only its sentence."""
    return any(
        "renewal" in read_vocabulary(clause, fact.language).concepts
        for fact in event.statements
        for clause in find_pattern("clause_end", fact.language).split(fact.text)
        if fact.date_text in clause and not fact.is_plan
    )


def time_order(event: Stated[Event]) -> tuple[int, int, int, int]:
    """The key that puts events in order of time; a year before its seasons and months, no year last."""
    when = event.original.date
    if when is None:
        return (_NO_YEAR, 0, 0, event.original.start_char)
    month = when.month or (_SEASON_MONTHS[when.season] if when.season else 0)
    return (_year(when), month, when.day or 0, event.original.start_char)


def _year(when: PartialDate) -> int:
    if when.year is not None:
        return when.year
    # A year that is cut off is somewhere in its decade or century: at its end.
    return int(when.legible_year.ljust(4, "9")) if when.legible_year else _NO_YEAR


def _tells(event: Event, understanding: Understanding) -> bool:
    """Whether an event gives the kind of time that is asked for."""
    if understanding.expected is Expected.YEAR:
        return event.date is not None and event.date.year is not None
    if understanding.expected is Expected.DATE:
        return event.date is not None or event.duration is not None
    if understanding.expected is Expected.DURATION:
        return event.duration is not None or event.is_open or event.kind is EventKind.VALIDITY
    return True


def without_repetition(events: Sequence[Stated[Event]], language: Language) -> list[Stated[Event]]:
    """The events without those whose sentence has been shown already."""
    seen: set[tuple[str, int]] = set()
    kept = []
    for event in events:
        shown = event.in_language(language)
        if (shown.document_id, shown.start_char) not in seen:
            seen.add((shown.document_id, shown.start_char))
            kept.append(event)
    return kept


def _state(event: Stated[Event], language: Language, *, dated: bool) -> Statement:
    shown = event.in_language(language)
    is_quoted = shown.language != language
    told = what_happened(shown)
    return Statement(
        text=display_text(told),
        lead=_lead(event, language) if dated or is_quoted or told != shown.text else "",
        extracts=extracts_in(event, language),
        originals=originals_in(event, language),
        is_item=dated,
        is_quoted=is_quoted,
        group=event.page_municipality,
        facts=(_answer_event(shown),),
    )


def _lead(event: Stated[Event], language: Language) -> str:
    """When, and for a sentence in another language what: "**6 March 2018**, recognised:"."""
    fact = event.original
    parts = [f"**{write_time(fact, language)}**"]
    if event.in_language(language).language != language and fact.kind is not EventKind.OTHER:
        parts.append(phrase(language, f"event.{fact.kind.value}"))
    if fact.is_plan:
        parts.append(phrase(language, "event.plan"))
    return ", ".join(parts) + ":"


def write_time(event: Event, language: Language) -> str:
    """The time of an event as people write it: "6.3.2018", "since 2016", "2016–2018", "two years"."""
    if event.date is None:
        return write_duration(language, event.duration) if event.duration is not None else event.date_text
    if event.end_date is not None:
        return write_date_range(language, event.date, event.end_date)
    return write_since(language, event.date) if event.is_open else write_date(language, event.date)


def _answer_event(event: Event) -> AnswerEvent:
    return AnswerEvent(
        date=event.date.iso if event.date else None,
        end_date=event.end_date.iso if event.end_date else None,
        precision=event.date.precision if event.date else None,
        kind=event.kind.value,
        is_plan=event.is_plan,
        date_text=event.date_text,
        text=event.text,
        municipality=event.municipality,
    )


def is_past(event: Event, today: date) -> bool:
    """Whether the year of an event has gone by."""
    last = event.end_date or event.date
    return last is not None and last.year is not None and last.year < today.year
