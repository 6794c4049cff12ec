from dataclasses import replace

import pytest

from evals.extraction.figures import FIGURE_LABELS, measure_scores
from evals.extraction.schema import Match, Matches, PageScore
from evals.metrics import wilson_interval
from evals.reporting.shares import FigureLookup
from evals.schema import LYKBOT, Figure
from knowledge.facts.schema import EventKind, GoalTheme
from tests.evals.extraction.samples import CONTACT, EVENT, GOAL

_EMPTY = PageScore(
    page="porvoo-1.fi.md",
    split="dev",
    language="fi",
    municipality_is_right=True,
    contacts=Matches(matched=(), missed=(), extra=()),
    events=Matches(matched=(), missed=(), extra=()),
    goals=Matches(matched=(), missed=(), extra=()),
)


def _figure(scores: list[PageScore], name: str, language: str | None = None) -> Figure:
    figures = FigureLookup(measure_scores(scores))
    found = figures.find(LYKBOT, name, "language", language) if language else figures.find(LYKBOT, name)
    assert found is not None
    return found


def test_precision_recall_and_f1() -> None:
    contacts = Matches(matched=(Match(expected=CONTACT, found=CONTACT),), missed=(CONTACT, CONTACT), extra=(CONTACT,))
    scores = [replace(_EMPTY, contacts=contacts)]
    for name, count, total in (("precision", 1, 2), ("recall", 1, 3), ("f1", 2, 5)):
        figure = _figure(scores, f"contact_{name}")
        assert (figure.count, figure.total) == (count, total)
        assert figure.estimate.value == pytest.approx(count / total)


def test_role_and_theme_are_of_those_that_match() -> None:
    contacts = Matches(matched=(Match(expected=CONTACT, found=replace(CONTACT, role=None)),), missed=(), extra=())
    right, wrong = Match(expected=GOAL, found=GOAL), Match(expected=GOAL, found=replace(GOAL, theme=GoalTheme.SAFETY))
    scores = [replace(_EMPTY, contacts=contacts, goals=Matches(matched=(right, wrong), missed=(GOAL,), extra=()))]
    assert (_figure(scores, "contact_role").count, _figure(scores, "contact_role").total) == (0, 1)
    assert (_figure(scores, "goal_theme").count, _figure(scores, "goal_theme").total) == (1, 2)
    assert _figure(scores, "goal_recall").count == 2


def test_a_right_event_has_the_right_time_kind_and_plan() -> None:
    found = (EVENT, replace(EVENT, kind=EventKind.OTHER), replace(EVENT, is_plan=True))
    matched = tuple(Match(expected=EVENT, found=event) for event in found)
    scores = [replace(_EMPTY, events=Matches(matched=matched, missed=(EVENT,), extra=()))]
    assert (_figure(scores, "event_recall").count, _figure(scores, "event_recall").total) == (1, 4)
    assert (_figure(scores, "event_time_recall").count, _figure(scores, "event_time_recall").total) == (3, 4)
    assert _figure(scores, "event_kind").estimate.value == pytest.approx(2 / 3)
    assert _figure(scores, "event_plan").estimate.value == pytest.approx(2 / 3)


def test_languages_and_all() -> None:
    good = replace(_EMPTY, goals=Matches(matched=(Match(expected=GOAL, found=GOAL),), missed=(), extra=()))
    bad = replace(_EMPTY, language="sv", goals=Matches(matched=(), missed=(GOAL,), extra=()))
    assert _figure([good, bad], "goal_recall", "fi").estimate.value == 1
    assert _figure([good, bad], "goal_recall", "sv").estimate.value == 0
    assert _figure([good, bad], "goal_recall").estimate == wilson_interval(1, 2)


def test_the_interval_counts_pages() -> None:
    both = (Match(expected=GOAL, found=GOAL),) * 2
    one_page = replace(_EMPTY, goals=Matches(matched=both, missed=(), extra=()))
    assert _figure([one_page], "goal_recall").estimate == wilson_interval(1, 1)


def test_of_nothing_there_is_no_figure() -> None:
    assert {figure.name for figure in measure_scores([_EMPTY])} == {"municipality"}
    assert measure_scores([]) == ()


def test_every_figure_has_a_label() -> None:
    matches = Matches(matched=(Match(expected=CONTACT, found=CONTACT),), missed=(), extra=())
    full = replace(
        _EMPTY,
        contacts=matches,
        events=Matches(matched=(Match(expected=EVENT, found=EVENT),), missed=(), extra=()),
        goals=Matches(matched=(Match(expected=GOAL, found=GOAL),), missed=(), extra=()),
    )
    names = [figure.name for figure in measure_scores([full]) if figure.scope_kind == "all"]
    assert names == list(FIGURE_LABELS)
