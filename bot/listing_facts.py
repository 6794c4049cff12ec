"""The facts of an index as staff check them: by municipality, what contradicts what, and what seems to be missing."""

import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from bot.composing.timeline import time_order, write_time
from index.alignment import align_versions
from knowledge.errors import LykbotError
from knowledge.facts.dates import PartialDate
from knowledge.facts.merging import FactCollection, FactT, GoalList, Stated
from knowledge.facts.schema import Contact, Event, EventKind, Goal, GoalOwner
from knowledge.places import find_places
from knowledge.schema import Document, Language

Topic = Literal["contacts", "timeline", "goals"]

_Placed = TypeVar("_Placed", Stated[Contact], Stated[Event], GoalList)
# Of these a municipality may have several: two of them at different times are no contradiction.
_REPEATED = frozenset({EventKind.VISIT, EventKind.MONITORING, EventKind.OTHER})


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedFacts:
    """What an index states, and the documents that state it."""

    facts: FactCollection
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed(Generic[FactT]):
    """A fact, and those that say something else of the same person or the same step."""

    stated: Stated[FactT]
    contradicted_by: tuple[Stated[FactT], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedGoals:
    """A list of goals, and those of other documents that list others."""

    goals: GoalList
    contradicted_by: tuple[GoalList, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceListing:
    """The facts about a municipality (None: about no single one), events in order of time."""

    municipality: str | None
    contacts: tuple[Listed[Contact], ...]
    events: tuple[Listed[Event], ...]
    goal_lists: tuple[ListedGoals, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Facts by municipality, those about no single one last, and what is worth a look at the pages."""

    places: tuple[PlaceListing, ...]
    warnings: tuple[str, ...]


def list_facts(indexed: IndexedFacts, *, municipality: str | None = None, topic: Topic | None = None) -> Listing:
    """The facts of an index; a municipality about which none are stated has only warnings.

    Args:
        indexed: The facts and their documents.
        municipality: Only those about this one: a Finnish or Swedish name, inflected or slightly misspelt.
        topic: Only those of this kind.

    Raises:
        LykbotError: That municipality has no documents, or there is none of that name.
    """
    with_pages = sorted({document.municipality for document in indexed.documents if document.municipality is not None})
    chosen = None if municipality is None else _find_municipality(municipality, with_pages)
    facts = FactCollection(
        contacts=_about(chosen, indexed.facts.contacts) if topic in {None, "contacts"} else (),
        events=_about(chosen, _across_pages(indexed.facts.events)) if topic in {None, "timeline"} else (),
        goal_lists=_about(chosen, indexed.facts.goal_lists) if topic in {None, "goals"} else (),
    )
    about: set[str | None] = {contact.municipality for contact in facts.contacts}
    about |= {event.municipality for event in facts.events} | {goals.municipality for goals in facts.goal_lists}
    places = sorted(about, key=lambda place: (place is None, place or ""))
    warnings = [
        warning for place in (with_pages if chosen is None else [chosen]) for warning in _missing(place, facts, topic)
    ]
    return Listing(
        places=tuple(_list_place(place, facts) for place in places),
        warnings=(*warnings, *_version_gaps(facts, indexed.documents)),
    )


def telling_kind(event: Stated[Event]) -> EventKind:
    """What happened: the kind that one of the statements gives away."""
    kinds = (statement.kind for statement in event.statements)
    return next((kind for kind in kinds if kind is not EventKind.OTHER), EventKind.OTHER)


def name_kind(kind: EventKind | GoalOwner) -> str:
    """A kind in words: "recognition possible"."""
    return kind.value.replace("_", " ")


def _find_municipality(name: str, with_pages: Sequence[str]) -> str:
    written = unicodedata.normalize("NFC", name.strip())
    # A name is expected here, so that it may be typed in lower case and none of it is an ordinary word.
    found = find_places(written[:1].upper() + written[1:], is_known_word=lambda word: False)
    if len({mention.municipality for mention in found}) == 1 and found[0].municipality in with_pages:
        return found[0].municipality
    names = ", ".join(with_pages) or "none"
    raise LykbotError(f"{name!r} is no municipality with pages in this index; those that have pages: {names}")


def _about(place: str | None, facts: Iterable[_Placed]) -> tuple[_Placed, ...]:
    return tuple(fact for fact in facts if place is None or fact.municipality == place)


def _across_pages(events: Iterable[Stated[Event]]) -> tuple[Stated[Event], ...]:
    """Each event once, whoever's pages state it; a municipality's own statements first."""
    groups: dict[Hashable, list[Stated[Event]]] = defaultdict(list)
    for event in sorted(events, key=lambda event: event.page_municipality != event.municipality):
        fact = event.original
        what = (event.municipality, telling_kind(event), fact.is_plan)
        groups[what, fact.date, fact.end_date, fact.duration].append(event)
    return tuple(
        Stated(
            page_municipality=group[0].page_municipality,
            statements=tuple(statement for event in group for statement in event.statements),
        )
        for group in groups.values()
    )


def _list_place(place: str | None, facts: FactCollection) -> PlaceListing:
    contacts = [contact for contact in facts.contacts if contact.municipality == place]
    events = sorted((event for event in facts.events if event.municipality == place), key=time_order)
    return PlaceListing(
        municipality=place,
        contacts=tuple(
            Listed(
                stated=contact,
                contradicted_by=tuple(
                    other for other in contacts if other is not contact and _have_same_name(contact, other)
                ),
            )
            for contact in contacts
        ),
        events=tuple(
            Listed(stated=event, contradicted_by=tuple(other for other in events if _contradict(event, other)))
            for event in events
        ),
        goal_lists=tuple(
            ListedGoals(
                goals=goals, contradicted_by=tuple(other for other in facts.goal_lists if _lists_differ(goals, other))
            )
            for goals in facts.goal_lists
            if goals.municipality == place
        ),
    )


def _have_same_name(one: Stated[Contact], other: Stated[Contact]) -> bool:
    """Whether two contacts have one name; that they are two says that numbers or addresses differ."""
    name, other_name = one.original.name, other.original.name
    return name is not None and other_name is not None and name.casefold() == other_name.casefold()


def _contradict(one: Stated[Event], other: Stated[Event]) -> bool:
    """Whether two events are the same step of a municipality, at different times or once as a plan and once not."""
    kind = telling_kind(one)
    if one is other or kind in _REPEATED or kind is not telling_kind(other):
        return False
    durations = {one.original.duration, other.original.duration} - {None}
    differ = len(durations) > 1 or _dates_differ(one.original.date, other.original.date)
    if one.original.is_plan == other.original.is_plan:
        return differ
    # A plan and what came of it may be at different times.
    return not differ


def _dates_differ(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether a part that both dates give differs: 2018 and 6 March 2018 do not."""
    if one is None or other is None:
        return False
    year, other_year = (date.legible_year or str(date.year or "") for date in (one, other))
    parts = ((one.season, other.season), (one.month, other.month), (one.day, other.day))
    years_agree = year.startswith(other_year) or other_year.startswith(year)
    return not years_agree or any(None not in pair and pair[0] != pair[1] for pair in parts)


def _lists_differ(one: GoalList, other: GoalList) -> bool:
    """Whether two documents list the goals of one owner differently; the model is one owner on all pages."""
    if one.owner is not other.owner or _documents(one) & _documents(other):
        return False
    if one.owner is not GoalOwner.MODEL and one.municipality != other.municipality:
        return False
    themes = ((a.original.theme, b.original.theme) for a, b in zip(one.goals, other.goals, strict=False))
    return len(one.goals) != len(other.goals) or any(None not in pair and pair[0] is not pair[1] for pair in themes)


def _documents(goals: GoalList) -> set[str]:
    return {statement.document_id for statement in goals.goals[0].statements}


def _missing(place: str, facts: FactCollection, topic: Topic | None) -> Iterator[str]:
    """What the pages of a municipality do not give at all."""
    if topic in {None, "contacts"} and not any(contact.municipality == place for contact in facts.contacts):
        yield f"{place}: no contact"
    events = [event for event in facts.events if event.municipality == place]
    if topic in {None, "timeline"} and not any(event.original.date for event in events):
        yield f"{place}: no date"
    for event in events:
        if event.original.date is not None and event.original.date.year is None:
            yield f"{place}: no full year for {_name_event(event)}"
    owners = {goals.owner for goals in facts.goal_lists if goals.municipality == place}
    if topic in {None, "goals"} and GoalOwner.MUNICIPALITY not in owners:
        yield f"{place}: no goals of its own" + (", only areas of emphasis" if GoalOwner.EMPHASIS in owners else "")


def _version_gaps(facts: FactCollection, documents: Sequence[Document]) -> Iterator[str]:
    """What one language version of a page states and another one, aligned with it, does not."""
    alignment = align_versions(documents)
    versions: dict[str, set[Language]] = defaultdict(set)
    for document in documents:
        versions[alignment[document.document_id]].add(document.language)
    for what, statements in _checked_statements(facts):
        stating: dict[str, set[Language]] = defaultdict(set)
        for statement in statements:
            stating[alignment[statement.document_id]].add(statement.language)
        for page, languages in stating.items():
            if lacking := versions[page] - languages:
                yield f"{page}: {what} is in {', '.join(sorted(languages))}, not in {', '.join(sorted(lacking))}"


def _checked_statements(facts: FactCollection) -> Iterator[tuple[str, Sequence[Contact | Event | Goal]]]:
    """What each language version should state, in words, and the statements of it."""
    for contact in facts.contacts:
        who = contact.original.name or contact.original.role or "a contact"
        yield who, contact.statements
        channels: dict[str, list[Contact]] = defaultdict(list)
        for statement in contact.statements:
            for channel in (*(phone.number for phone in statement.phones), *statement.emails):
                channels[channel.casefold()].append(statement)
        for channel, statements in channels.items():
            yield f"{channel} of {who}", statements
    for event in facts.events:
        yield _name_event(event), event.statements
    for goals in facts.goal_lists:
        yield f"the list of {len(goals.goals)} goals ({name_kind(goals.owner)})", goals.goals[0].statements


def _name_event(event: Stated[Event]) -> str:
    plan = ", planned or possible" if event.original.is_plan else ""
    return f"“{name_kind(telling_kind(event))}, {write_time(event.original, 'en')}{plan}”"
