"""The facts of many pages as one collection, in which a fact that several pages state stands once."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from knowledge.facts.schema import Contact, DocumentFacts, Event, EventKind, Goal, GoalOwner
from knowledge.schema import LANGUAGES, Language

FactT = TypeVar("FactT", Contact, Event, Goal)

# Two pages list the same goals when so many of the themes agree, place by place.
_SAME_THEMES_SHARE = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What one language version of a page states, and which page that is."""

    document_id: str
    page_id: str
    municipality: str | None
    language: Language
    is_original: bool
    facts: DocumentFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated(Generic[FactT]):
    """One fact and every statement of it, those of originals first; never empty.

    ``page_municipality`` is whose pages state it, which for an event need not be whom it is about.
    """

    page_municipality: str | None
    statements: tuple[FactT, ...]

    @property
    def municipality(self) -> str | None:
        """Whom the fact is about."""
        return self.statements[0].municipality

    @property
    def original(self) -> FactT:
        """The first statement, in the language of the page."""
        return self.statements[0]

    def in_language(self, language: Language) -> FactT:
        """The statement to show an asker: in their language where there is one, else the original's."""
        return next((fact for fact in self.statements if fact.language == language), self.statements[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalList:
    """The goals of one list, in its order."""

    municipality: str | None
    owner: GoalOwner
    goals: tuple[Stated[Goal], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactCollection:
    """All facts by the municipality whose pages state them, in the order of the pages and their texts."""

    contacts: tuple[Stated[Contact], ...] = ()
    events: tuple[Stated[Event], ...] = ()
    goal_lists: tuple[GoalList, ...] = ()


@dataclass(slots=True)
class _StatedList:
    """A list of goals as each of ``versions`` gives it; ``page`` states the first one."""

    page: PageFacts
    versions: list[tuple[Goal, ...]]


def merge_facts(pages: Iterable[PageFacts]) -> FactCollection:
    """The facts of pages, each once; every statement is kept, in one place.

    - A contact is one when nothing that the pages say of it differs, and one of them has it all.
    - An event is one when it is of the same kind at the same time. Of a kind that its own words do not give away, it
      takes the kind that another language version of the page tells.
    - A goal is one when it has the same place in lists of the same owner, length and themes.

    What differs stays apart, so that an answer can tell both.
    """
    # Originals first, so that the first statement of a fact is the page's own; pages about no municipality last.
    ordered = sorted(
        pages,
        key=lambda page: (page.municipality is None, page.municipality or "", not page.is_original, page.document_id),
    )
    return FactCollection(
        contacts=_merge_contacts(ordered), events=_merge_events(ordered), goal_lists=_merge_goal_lists(ordered)
    )


def _merge_contacts(pages: Sequence[PageFacts]) -> tuple[Stated[Contact], ...]:
    originals = {page.document_id for page in pages if page.is_original}
    groups: list[tuple[str | None, list[Contact]]] = []
    for page in pages:
        for contact in page.facts.contacts:
            for municipality, group in groups:
                if municipality == page.municipality and all(_is_same_contact(contact, other) for other in group):
                    group.append(contact)
                    break
            else:
                groups.append((page.municipality, [contact]))
    return tuple(
        Stated(
            page_municipality=municipality,
            # The fullest first: a page may name somebody whom another page gives with a number.
            statements=tuple(sorted(group, key=lambda fact: (fact.document_id not in originals, -_details(fact)))),
        )
        for municipality, group in groups
    )


def _details(contact: Contact) -> int:
    return len(_channels(contact)) + (contact.role is not None)


def _is_same_contact(one: Contact, other: Contact) -> bool:
    """Whether two records are of the same somebody and do not contradict each other."""
    channels, others = _channels(one), _channels(other)
    if one.name is not None and other.name is not None:
        return one.name.casefold() == other.name.casefold() and (channels <= others or others <= channels)
    if one.name is not None or other.name is not None:
        return False
    # A page that gives one number to two services, such as a switchboard, means both.
    is_another = one.document_id == other.document_id and _folded(one.role) != _folded(other.role)
    return bool(channels & others) and not is_another


def _channels(contact: Contact) -> frozenset[str]:
    """The numbers and addresses of a contact, written in one way."""
    return frozenset((*(phone.number for phone in contact.phones), *map(_folded, contact.emails)))


def _folded(text: str | None) -> str:
    return (text or "").casefold()


def _merge_events(pages: Sequence[PageFacts]) -> tuple[Stated[Event], ...]:
    kinds = _kinds_by_version(pages)
    groups: dict[Hashable, list[Event]] = defaultdict(list)
    page_municipalities: dict[Hashable, str | None] = {}
    for page in pages:
        others: Counter[Hashable] = Counter()
        for event in page.facts.events:
            kind = _told_elsewhere(event, page, kinds)
            key: Hashable = (page.municipality, event.municipality, kind, event.is_plan, _time(event))
            if kind is EventKind.OTHER:
                # Two things of one year are not the same thing; the same place among them makes them the same.
                others[key] += 1
                key = (key, page.page_id, others[key])
            groups[key].append(replace(event, kind=kind))
            page_municipalities[key] = page.municipality
    return tuple(
        Stated(page_municipality=page_municipalities[key], statements=tuple(group)) for key, group in groups.items()
    )


def _kinds_by_version(pages: Sequence[PageFacts]) -> dict[Hashable, Counter[EventKind]]:
    """How many events of each kind a language version of a page has at one time."""
    kinds: dict[Hashable, Counter[EventKind]] = defaultdict(Counter)
    for page in pages:
        for event in page.facts.events:
            kinds[page.page_id, page.language, _time(event)][event.kind] += 1
    return kinds


def _told_elsewhere(event: Event, page: PageFacts, kinds: Mapping[Hashable, Counter[EventKind]]) -> EventKind:
    """The kind of an event, from another language version where this one's words do not give it away.

    Where it is not clear which event or which kind is meant, the kind stays OTHER.
    """
    if event.kind is not EventKind.OTHER:
        return event.kind
    own = kinds[page.page_id, page.language, _time(event)]
    versions = [kinds.get((page.page_id, language, _time(event)), Counter[EventKind]()) for language in LANGUAGES]
    telling = {
        kind
        for version in versions
        if own[EventKind.OTHER] == 1 or EventKind.OTHER not in version
        for kind in version.keys() - own.keys()
    }
    return telling.pop() if len(telling) == 1 else EventKind.OTHER


def _time(event: Event) -> Hashable:
    return event.date, event.end_date, event.duration


def _merge_goal_lists(pages: Sequence[PageFacts]) -> tuple[GoalList, ...]:
    merged: list[_StatedList] = []
    for page in pages:
        for goals in _lists(page.facts.goals):
            known = next((one for one in merged if _states(one, page, goals)), None)
            if known is not None:
                known.versions.append(goals)
            else:
                merged.append(_StatedList(page=page, versions=[goals]))
    return tuple(
        GoalList(
            municipality=stated.page.municipality,
            owner=stated.versions[0][0].owner,
            goals=tuple(
                Stated(page_municipality=stated.page.municipality, statements=statements)
                for statements in zip(*stated.versions, strict=True)
            ),
        )
        for stated in merged
    )


def _lists(goals: Sequence[Goal]) -> tuple[tuple[Goal, ...], ...]:
    lists: dict[tuple[int, GoalOwner], list[Goal]] = defaultdict(list)
    for goal in goals:
        lists[goal.list_start_char, goal.owner].append(goal)
    return tuple(tuple(goals) for goals in lists.values())


def _states(known: _StatedList, page: PageFacts, goals: Sequence[Goal]) -> bool:
    """Whether a page's list is one that is known from another page or language version."""
    first = known.versions[0]
    if known.page.municipality != page.municipality or first[0].owner is not goals[0].owner:
        return False
    # Two lists of one page are two lists, however alike.
    if len(first) != len(goals) or any(version[0].document_id == page.document_id for version in known.versions):
        return False
    is_translated = known.page.page_id == page.page_id
    agreeing = sum(
        # Of another page's goal, no theme says nothing.
        a.theme is b.theme and (is_translated or a.theme is not None)
        for a, b in zip(first, goals, strict=True)
    )
    return agreeing >= _SAME_THEMES_SHARE * len(first)
