"""Which facts of a page were read right. Pure.

Facts are matched one to one: a contact with the same name, numbers and addresses, an event at the same time, a goal of
the same owner, number and words. What else a fact says (a role, a kind, a theme) is judged among those that match.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evals.extraction.schema import (
    Fact,
    LabelledContact,
    LabelledEvent,
    LabelledGoal,
    LabelledPage,
    Match,
    Matches,
    PageScore,
)
from knowledge.display import display_text
from knowledge.facts.dates import Duration, PartialDate
from knowledge.facts.schema import Contact, DocumentFacts, Event, Goal
from knowledge.schema import Document

# Of two texts of a goal, one inside the other, the shorter has at least this share of the longer one's characters.
_ENOUGH_OF_A_GOAL = 0.8
_OUTER_MARKS = " .,:;!?()[]\"'”“’‘»«-–—•*"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Time:
    first: str | None
    last: str | None
    is_open: bool
    duration: str | None


def score_page(document: Document, labels: LabelledPage, facts: DocumentFacts) -> PageScore:
    """How the facts that were read out of a page agree with its labels."""
    return PageScore(
        page=labels.page,
        split=labels.split,
        language=document.language,
        municipality_is_right=document.municipality == labels.municipality,
        contacts=match_facts(labels.contacts, [_contact(contact) for contact in facts.contacts], _contact_likeness),
        events=match_facts(labels.events, [_event(event) for event in facts.events], _event_likeness),
        goals=match_facts(labels.goals, [_goal(goal) for goal in facts.goals], _goal_likeness),
    )


def match_facts(
    expected: Sequence[Fact], found: Sequence[Fact], likeness: Callable[[Fact, Fact], int]
) -> Matches[Fact]:
    """The pairs that are alike, the most alike first chosen, in the order of the labels; each fact in one at most.

    Args:
        expected: What is labelled.
        found: What was read.
        likeness: How alike a labelled fact and one that was read are; 0 when they are not the same.
    """
    pairs = [(likeness(one, other), i, k) for i, one in enumerate(expected) for k, other in enumerate(found)]
    partner: dict[int, int] = {}
    for alike, i, k in sorted(pairs, key=lambda pair: (-pair[0], pair[1:])):
        if alike and i not in partner and k not in partner.values():
            partner[i] = k
    return Matches(
        matched=tuple(Match(expected=expected[i], found=found[k]) for i, k in sorted(partner.items())),
        missed=tuple(fact for i, fact in enumerate(expected) if i not in partner),
        extra=tuple(fact for k, fact in enumerate(found) if k not in partner.values()),
    )


def has_right_role(match: Match[LabelledContact]) -> bool:
    """Whether the role is the same, case and spaces aside."""
    return _folded(match.expected.role) == _folded(match.found.role)


def has_right_kind(match: Match[LabelledEvent]) -> bool:
    """Whether it is known what happened."""
    return match.expected.kind is match.found.kind


def has_right_plan(match: Match[LabelledEvent]) -> bool:
    """Whether it is known that it has happened, or only may."""
    return match.expected.is_plan == match.found.is_plan


def has_right_theme(match: Match[LabelledGoal]) -> bool:
    """Whether it is known what the goal is about."""
    return match.expected.theme is match.found.theme


def _contact_likeness(expected: LabelledContact, found: LabelledContact) -> int:
    if (
        _folded(expected.name) != _folded(found.name)
        or set(expected.phones) != set(found.phones)
        or {_folded(email) for email in expected.emails} != {_folded(email) for email in found.emails}
    ):
        return 0
    return 1 + has_right_role(Match(expected=expected, found=found))


def _event_likeness(expected: LabelledEvent, found: LabelledEvent) -> int:
    if _time(expected) != _time(found):
        return 0
    match = Match(expected=expected, found=found)
    return 1 + 2 * has_right_kind(match) + has_right_plan(match)


def _goal_likeness(expected: LabelledGoal, found: LabelledGoal) -> int:
    if (expected.owner, expected.number) != (found.owner, found.number):
        return 0
    one, other = _goal_words(expected.text), _goal_words(found.text)
    shorter, longer = sorted((one, other), key=len)
    if shorter not in longer or len(shorter) < _ENOUGH_OF_A_GOAL * len(longer):
        return 0
    return 1 + 2 * (one == other) + has_right_theme(Match(expected=expected, found=found))


def _time(event: LabelledEvent) -> _Time:
    """When an event is. An end alone ("until 2026") may stand in either field."""
    first, last = (event.date, event.end_date) if event.date is not None else (event.end_date, None)
    return _Time(first=first, last=last, is_open=event.is_open, duration=event.duration)


def _folded(text: str | None) -> str | None:
    return None if text is None else " ".join(text.casefold().split())


def _goal_words(text: str) -> str:
    return display_text(text).casefold().strip(_OUTER_MARKS)


def _contact(contact: Contact) -> LabelledContact:
    return LabelledContact(
        name=contact.name,
        role=contact.role,
        phones=tuple(phone.number for phone in contact.phones),
        emails=contact.emails,
    )


def _event(event: Event) -> LabelledEvent:
    return LabelledEvent(
        kind=event.kind,
        date=_iso(event.date),
        end_date=_iso(event.end_date),
        is_open=event.is_open,
        duration=_in_words(event.duration),
        is_plan=event.is_plan,
        near=event.text,
    )


def _goal(goal: Goal) -> LabelledGoal:
    return LabelledGoal(owner=goal.owner, number=goal.number, theme=goal.theme, text=goal.text)


def _iso(date: PartialDate | None) -> str | None:
    return None if date is None else date.iso


def _in_words(duration: Duration | None) -> str | None:
    return None if duration is None else f"{duration.amount} {duration.unit}"
