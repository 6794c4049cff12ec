"""Scores of pages -> figures: precision, recall and F1 of each kind of fact, and what else is right of those found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evals.extraction.schema import Fact, Matches, PageScore
from evals.extraction.scoring import has_right_kind, has_right_plan, has_right_role, has_right_theme
from evals.metrics import share_interval
from evals.schema import LYKBOT, Figure, ScopeKind
from knowledge.schema import LANGUAGES

FIGURE_LABELS = {
    "contact_precision": "contacts: precision",
    "contact_recall": "contacts: recall",
    "contact_f1": "contacts: F1",
    "contact_role": "  right role, of those",
    "event_precision": "events: precision",
    "event_recall": "events: recall",
    "event_f1": "events: F1",
    "event_time_precision": "  time alone: precision",
    "event_time_recall": "  time alone: recall",
    "event_time_f1": "  time alone: F1",
    "event_kind": "  right kind, of right times",
    "event_plan": "  plan or not, of right times",
    "goal_precision": "goals: precision",
    "goal_recall": "goals: recall",
    "goal_f1": "goals: F1",
    "goal_theme": "  right theme, of those",
    "municipality": "municipality of the page",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tally:
    """How many of the things of one page that a figure is about are right."""

    name: str
    count: int
    total: int


def measure_scores(scores: Sequence[PageScore]) -> tuple[Figure, ...]:
    """The figures of each language and of all pages; none of what there is nothing of.

    F1 is a share, too: the facts that match, counted on both sides, of all that are labelled or found. The intervals
    take the facts of a page to be right or wrong together.
    """
    figures: list[Figure] = []
    for language in LANGUAGES:
        of_language = [score for score in scores if score.language == language]
        figures += _figures("language", language, of_language)
    return (*figures, *_figures("all", "all", scores))


def _figures(scope_kind: ScopeKind, scope: str, scores: Sequence[PageScore]) -> Iterator[Figure]:
    tallies = [tally for score in scores for tally in _tallies(score) if tally.total]
    for name in FIGURE_LABELS:
        of_pages = [tally for tally in tallies if tally.name == name]
        if not of_pages:
            continue
        count, total = sum(tally.count for tally in of_pages), sum(tally.total for tally in of_pages)
        yield Figure(
            system=LYKBOT,
            name=name,
            scope_kind=scope_kind,
            scope=scope,
            count=count,
            total=total,
            estimate=share_interval(count, total, groups=len(of_pages)),
        )


def _tallies(score: PageScore) -> Iterator[_Tally]:
    contacts, events, goals = score.contacts, score.events, score.goals
    yield from _agreement("contact", contacts, len(contacts.matched))
    yield _Tally(name="contact_role", count=sum(map(has_right_role, contacts.matched)), total=len(contacts.matched))
    right = sum(has_right_kind(match) and has_right_plan(match) for match in events.matched)
    yield from _agreement("event", events, right)
    yield from _agreement("event_time", events, len(events.matched))
    yield _Tally(name="event_kind", count=sum(map(has_right_kind, events.matched)), total=len(events.matched))
    yield _Tally(name="event_plan", count=sum(map(has_right_plan, events.matched)), total=len(events.matched))
    yield from _agreement("goal", goals, len(goals.matched))
    yield _Tally(name="goal_theme", count=sum(map(has_right_theme, goals.matched)), total=len(goals.matched))
    yield _Tally(name="municipality", count=int(score.municipality_is_right), total=1)


def _agreement(name: str, matches: Matches[Fact], right: int) -> Iterator[_Tally]:
    found, expected = len(matches.matched) + len(matches.extra), len(matches.matched) + len(matches.missed)
    yield _Tally(name=f"{name}_precision", count=right, total=found)
    yield _Tally(name=f"{name}_recall", count=right, total=expected)
    yield _Tally(name=f"{name}_f1", count=2 * right, total=found + expected)
