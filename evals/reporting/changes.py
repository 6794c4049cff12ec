"""What changed since an earlier report, in the words of a reader."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.comparing import badness
from evals.figures import FIGURES
from evals.reporting.shares import percent_of
from evals.reporting.wording import OUTCOME_NAMES, scope_name
from evals.schema import CaseChange, Comparison, FigureChange, Outcome

# McNemar's p below which a change is called more than chance.
_SIGNIFICANT = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedCases:
    """Cases that changed in the same way: "right → partial", and their ids."""

    change: str
    case_ids: tuple[str, ...]


def describe_test(comparison: Comparison) -> str:
    """What the paired test says of the cases that became right and of those that are right no longer."""
    gained = sum(change.now is Outcome.RIGHT for change in comparison.better)
    lost = sum(change.before is Outcome.RIGHT for change in comparison.worse)
    if not gained + lost:
        return "None became right, and none is right no longer."
    p = f"p = {comparison.p_value:.3f}" if comparison.p_value >= 0.001 else "p < 0.001"
    verdict = "more than chance" if comparison.p_value < _SIGNIFICANT else "may well be chance"
    return f"{gained} became right, {lost} are right no longer: {verdict} (McNemar's exact test, {p})."


def describe_change(change: FigureChange) -> str:
    """A figure with its share before and now: "Right answers (Swedish) 90.0 → 80.0"."""
    now = change.now
    scope = "" if now.scope_kind == "all" else f" ({scope_name(now.scope_kind, now.scope)})"
    return f"{FIGURES[now.name].label}{scope} {percent_of(change.before)} → {percent_of(now)}"


def is_for_the_worse(change: FigureChange) -> bool:
    """Whether a figure is worse than before by so much that it shows, a tenth of a point."""
    difference = round(100 * (change.now.estimate.value - change.before.estimate.value), 1)
    return change.drop or (difference < 0 if FIGURES[change.now.name].higher_is_better else difference > 0)


def group_cases(changes: Sequence[CaseChange]) -> tuple[ChangedCases, ...]:
    """The cases that changed by how they did: the longest way first, from good to bad or from bad to good."""
    groups: dict[tuple[Outcome, Outcome], list[str]] = {}
    for change in changes:
        groups.setdefault((change.before, change.now), []).append(change.case_id)
    ways = sorted(groups, key=lambda way: -abs(badness(way[1]) - badness(way[0])))
    return tuple(
        ChangedCases(
            change=f"{OUTCOME_NAMES[before].lower()} → {OUTCOME_NAMES[now].lower()}",
            case_ids=tuple(groups[before, now]),
        )
        for before, now in ways
    )
