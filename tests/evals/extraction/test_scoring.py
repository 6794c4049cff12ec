from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.extraction.schema import (
    LabelledContact,
    LabelledEvent,
    LabelledGoal,
    LabelledPage,
    Match,
    Matches,
    PageScore,
)
from evals.extraction.scoring import (
    has_right_kind,
    has_right_plan,
    has_right_role,
    has_right_theme,
    match_facts,
    score_page,
)
from knowledge.facts.dates import Duration, PartialDate
from knowledge.facts.schema import DocumentFacts, EventKind, GoalOwner, GoalTheme, Phone
from tests.evals.extraction.samples import CONTACT, EVENT, FACTS, GOAL
from tests.fakes import make_document

_DOCUMENT = make_document("Tervetuloa", "porvoo-1.fi", municipality="Porvoo")


def _score(
    contacts: tuple[LabelledContact, ...] = (),
    events: tuple[LabelledEvent, ...] = (),
    goals: tuple[LabelledGoal, ...] = (),
    facts: DocumentFacts = FACTS,
) -> PageScore:
    labels = LabelledPage(
        page="porvoo-1.fi.md", split="dev", municipality="Porvoo", contacts=contacts, events=events, goals=goals
    )
    return score_page(_DOCUMENT, labels, facts)


def test_everything_right() -> None:
    score = _score((CONTACT,), (EVENT,), (GOAL,))
    assert score.municipality_is_right
    assert (score.page, score.language) == ("porvoo-1.fi.md", "fi")
    assert score.contacts == Matches(matched=(Match(expected=CONTACT, found=CONTACT),), missed=(), extra=())
    (match,) = score.events.matched
    assert match.expected == EVENT
    assert match.found == replace(EVENT, near="Porvoo liittyi malliin 6.3.2018.")
    assert score.goals.matched == (Match(expected=GOAL, found=GOAL),)


def test_everything_missed_and_everything_extra() -> None:
    assert _score((CONTACT,), (EVENT,), (GOAL,), DocumentFacts()).contacts.missed == (CONTACT,)
    assert _score().contacts == Matches(matched=(), missed=(), extra=(CONTACT,))
    assert _score().goals.extra == (GOAL,)


def test_the_municipality_of_a_page() -> None:
    labels = LabelledPage(page="porvoo-1.fi.md", split="dev", municipality="Sipoo", contacts=(), events=(), goals=())
    assert not score_page(_DOCUMENT, labels, FACTS).municipality_is_right


@pytest.mark.parametrize(
    ("change", "is_right"),
    [
        ({"name": "åsa  öhman"}, True),
        ({"name": "Åsa"}, False),
        ({"name": None}, False),
        ({"emails": ("Asa.Ohman@porvoo.example",)}, True),
        ({"emails": ()}, False),
        ({"phones": ("+358195202001",)}, False),
        ({"phones": ("+358195202000", "+358195202001")}, False),
        ({"role": None}, True),
    ],
)
def test_a_contact_is_right_by_name_numbers_and_addresses(change: dict[str, Any], is_right: bool) -> None:
    assert bool(_score(contacts=(replace(CONTACT, **change),)).contacts.matched) is is_right


def test_the_order_of_numbers_says_nothing() -> None:
    phones = (Phone(number="+358401", as_written=""), Phone(number="+358402", as_written=""))
    facts = replace(FACTS, contacts=(replace(FACTS.contacts[0], phones=phones),))
    expected = replace(CONTACT, phones=("+358402", "+358401"))
    assert _score(contacts=(expected,), facts=facts).contacts.matched


@pytest.mark.parametrize(("role", "is_right"), [("Sihteeri ", True), ("kunnan sihteeri", False), (None, False)])
def test_the_role_of_a_contact(role: str | None, is_right: bool) -> None:
    (match,) = _score(contacts=(replace(CONTACT, role=role),)).contacts.matched
    assert has_right_role(match) is is_right


@pytest.mark.parametrize(
    ("change", "is_right"),
    [
        ({"kind": EventKind.OTHER, "is_plan": True, "near": "muuta"}, True),
        ({"date": "2018-03"}, False),
        ({"date": "2017-03-06"}, False),
        ({"end_date": "2018-03-07"}, False),
        ({"is_open": True}, False),
        ({"duration": "2 years"}, False),
        # An end alone is the same in either field.
        ({"date": None, "end_date": "2018-03-06"}, True),
    ],
)
def test_an_event_is_found_by_its_time(change: dict[str, Any], is_right: bool) -> None:
    assert bool(_score(events=(replace(EVENT, **change),)).events.matched) is is_right


def test_kind_and_plan_of_an_event() -> None:
    (match,) = _score(events=(replace(EVENT, kind=EventKind.VISIT),)).events.matched
    assert (has_right_kind(match), has_right_plan(match)) == (False, True)
    (match,) = _score(events=(replace(EVENT, is_plan=True),)).events.matched
    assert (has_right_kind(match), has_right_plan(match)) == (True, False)


def test_a_duration_and_the_end_of_a_range() -> None:
    lasting = replace(FACTS.events[0], date=None, duration=Duration(amount=2, unit="years"))
    until = replace(FACTS.events[0], date=None, end_date=PartialDate(year=2026, month=12, day=31))
    facts = replace(FACTS, events=(lasting, until))
    expected = (replace(EVENT, date="2026-12-31"), replace(EVENT, date=None, duration="2 years"))
    score = _score(events=expected, facts=facts)
    assert [match.found.duration for match in score.events.matched] == [None, "2 years"]


def test_of_events_at_the_same_time_those_of_the_same_kind_belong_together() -> None:
    visit = replace(FACTS.events[0], kind=EventKind.VISIT)
    facts = replace(FACTS, events=(visit, FACTS.events[0]))
    expected = (EVENT, replace(EVENT, kind=EventKind.VISIT))
    score = _score(events=expected, facts=facts)
    assert [match.found.kind for match in score.events.matched] == [EventKind.JOINED, EventKind.VISIT]


def test_an_event_read_twice_is_extra_once() -> None:
    score = _score(events=(EVENT,), facts=replace(FACTS, events=FACTS.events * 2))
    assert (len(score.events.matched), len(score.events.extra)) == (1, 1)


@pytest.mark.parametrize(
    ("change", "is_right"),
    [
        ({"text": "Jokaista  lasta\nkuullaan."}, True),
        ({"text": "**jokaista** lasta kuullaan"}, True),
        # 23 of 26 characters, and of 30: more and less than four fifths.
        ({"text": "jokaista lasta kuullaan nyt"}, True),
        ({"text": "jokaista lasta kuullaan aina nyt"}, False),
        ({"text": "jokaista lasta kuullaa"}, True),
        ({"text": "jokainen lasta kuullaan"}, False),
        ({"number": 2}, False),
        ({"owner": GoalOwner.MODEL}, False),
        ({"theme": None}, True),
    ],
)
def test_a_goal_is_right_by_owner_number_and_words(change: dict[str, Any], is_right: bool) -> None:
    assert bool(_score(goals=(replace(GOAL, **change),)).goals.matched) is is_right


def test_the_theme_of_a_goal() -> None:
    (match,) = _score(goals=(replace(GOAL, theme=GoalTheme.SAFETY),)).goals.matched
    assert not has_right_theme(match)
    (match,) = _score(goals=(GOAL,)).goals.matched
    assert has_right_theme(match)


@given(expected=st.lists(st.integers(1, 3), max_size=6), found=st.lists(st.integers(1, 3), max_size=6))
def test_every_fact_is_counted_once(expected: list[int], found: list[int]) -> None:
    ours = [replace(GOAL, number=number) for number in expected]
    theirs = [replace(GOAL, number=number) for number in found]
    matches = match_facts(ours, theirs, lambda one, other: int(one.number == other.number))
    assert len(matches.matched) == sum(min(expected.count(n), found.count(n)) for n in (1, 2, 3))
    assert len(matches.matched) + len(matches.missed) == len(ours)
    assert len(matches.matched) + len(matches.extra) == len(theirs)
