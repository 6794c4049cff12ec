"""A report beside an accepted one, and figures beside the floors they are held to. Pure but for reading the file."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from evals.errors import EvaluationError
from evals.figures import FIGURES
from evals.metrics import mcnemar
from evals.schema import (
    FORMAT_VERSION,
    LYKBOT,
    CaseChange,
    Comparison,
    Figure,
    FigureChange,
    Outcome,
    Report,
    ScopeKind,
    Split,
)
from index.json_form import JsonFormError, from_json

# From good to bad: to say less than asked is better than to say nothing, and that is better than to say what is not so.
_FROM_GOOD_TO_BAD = (
    Outcome.RIGHT,
    Outcome.PARTIAL,
    Outcome.REFUSED_WRONGLY,
    Outcome.WRONG,
    Outcome.ANSWERED_WRONGLY,
    Outcome.FAILED,
)
# Format 2 added what is left out of an answer that states no facts, so a report of format 1 reads the same.
_READABLE_VERSIONS = frozenset({1, FORMAT_VERSION})
_SCOPE_KINDS: dict[str, ScopeKind] = {kind: kind for kind in get_args(ScopeKind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """What a figure of lykbot is to reach: at least ``bound``, or at most where less is better."""

    name: str
    scope_kind: ScopeKind
    scope: str
    bound: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """A figure that does not reach its floor; as text a sentence."""

    floor: Floor
    figure: Figure

    def __str__(self) -> str:
        figure, share = self.figure, self.figure.estimate.value
        bound = "at least" if FIGURES[figure.name].higher_is_better else "at most"
        return (
            f"{_path(figure)} is {_percent(share)} ({figure.count:g} of {figure.total}), and is to be "
            f"{bound} {_percent(self.floor.bound)}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """The cases of a set that are in one split."""

    set_name: str
    split: Split


@dataclass(frozen=True, slots=True, kw_only=True)
class _FormatVersion:
    format_version: int


def load_report(path: Path) -> Report:
    """The report of a JSON file.

    Raises:
        EvaluationError: The file cannot be read, is no report, or is one of another format.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise EvaluationError(
            f"{path} cannot be read ({error.strerror}); name the JSON report of a run of `lykbot eval`"
        ) from error
    try:
        # First, for a report of another format need not be one of ours in anything else.
        version = from_json(_FormatVersion, data).format_version
        if version in _READABLE_VERSIONS:
            return from_json(Report, data)
    except JsonFormError as error:
        raise EvaluationError(f"{path} is no report ({error}); make one with `lykbot eval`") from error
    raise EvaluationError(
        f"{path} is a report of format {version}, and this lykbot reads format {FORMAT_VERSION}; measure again with "
        "`lykbot eval`"
    )


def compare(report: Report, baseline: Report) -> Comparison:
    """A report beside an earlier one: the figures and cases that both have, in the report's order.

    Figures compare where the cases behind them come from the same sets and splits, whatever has been added to a set
    or taken out since; `find_differences` says what else is not the same.

    Raises:
        EvaluationError: No case is in both.
    """
    outcomes, earlier = _outcomes(report), _outcomes(baseline)
    common = [case_id for case_id in outcomes if case_id in earlier]
    if not common:
        raise EvaluationError(
            f"the reports have no case in common: one is over {_set_names(report)}, the earlier one over "
            f"{_set_names(baseline)}; compare reports over the same sets"
        )
    changes = [
        CaseChange(case_id=case_id, before=earlier[case_id], now=outcomes[case_id])
        for case_id in common
        if outcomes[case_id] is not earlier[case_id]
    ]
    return Comparison(
        cases=len(common),
        figures=_compare_figures(report, baseline),
        better=tuple(change for change in changes if badness(change.now) < badness(change.before)),
        worse=tuple(change for change in changes if badness(change.now) > badness(change.before)),
        p_value=mcnemar(
            sum(change.now is Outcome.RIGHT for change in changes),
            sum(change.before is Outcome.RIGHT for change in changes),
        ),
    )


def badness(outcome: Outcome) -> int:
    """How bad an outcome is: 0 for right, the more the worse."""
    return _FROM_GOOD_TO_BAD.index(outcome)


def drops(comparison: Comparison) -> tuple[FigureChange, ...]:
    """The figures that are worse than before by more than the interval they had."""
    return tuple(change for change in comparison.figures if change.drop)


def find_differences(report: Report, baseline: Report) -> tuple[str, ...]:
    """What keeps two reports from being about the same, a sentence each; () when only the code differs."""
    now, before = report.versions, baseline.versions
    found = []
    if now.model != before.model:
        found.append(f"the model is {now.model}; it was {before.model}")
    if now.corpus != before.corpus:
        found.append("the documents are others")
    digests = {version.name: version.digest for version in before.sets}
    changed = [version.name for version in now.sets if digests.get(version.name, version.digest) != version.digest]
    found += [f"the set {name} has changed" for name in changed]
    outcomes, earlier = _outcomes(report).keys(), _outcomes(baseline).keys()
    if outcomes != earlier:
        found.append(
            f"cases in both: {len(outcomes & earlier)}, only in this report: {len(outcomes - earlier)}, "
            f"only in the earlier one: {len(earlier - outcomes)}"
        )
    common = len(_compare_figures(report, baseline))
    ours, theirs = len(_figures(report)) - common, len(_figures(baseline)) - common
    if ours or theirs:
        found.append(f"figures that compare: {common}, only in this report: {ours}, only in the earlier one: {theirs}")
    return tuple(found)


def describe_drop(change: FigureChange) -> str:
    """A drop in one sentence."""
    before = change.before.estimate
    return (
        f"{_path(change.now)} is {_percent(change.now.estimate.value)}; it was {_percent(before.value)}, "
        f"95 % interval {_percent(before.low)} to {_percent(before.high)}"
    )


def parse_floor(text: str) -> Floor:
    """The floor that "0.9" (right answers), "citation_precision=0.98" or "language:fi/right=0.9" names.

    Raises:
        EvaluationError: The text is none of these, names no figure or scope there is, or no share from 0 to 1.
    """
    path, _, number = (text if "=" in text else f"right={text}").rpartition("=")
    scope_text, _, name = path.rpartition("/")
    scope_kind, _, scope = (scope_text or "all:all").partition(":")
    if name not in FIGURES:
        raise EvaluationError(f"--fail-under {text}: no figure is called {name!r}; there are {', '.join(FIGURES)}")
    if scope_kind not in _SCOPE_KINDS or not scope:
        raise EvaluationError(
            f"--fail-under {text}: {scope_text!r} is no part of the cases; write language:fi, topic:contacts or "
            f"pair:sv-fi, for instance ({', '.join(_SCOPE_KINDS)})"
        )
    try:
        bound = float(number)
    except ValueError:
        bound = math.nan
    if not 0 <= bound <= 1:
        raise EvaluationError(f"--fail-under {text}: {number!r} is no share from 0 to 1; write 0.9 for 90 %")
    return Floor(name=name, scope_kind=_SCOPE_KINDS[scope_kind], scope=scope, bound=bound)


def find_shortfalls(report: Report, floors: Sequence[Floor]) -> tuple[Shortfall, ...]:
    """The figures that do not reach their floors, in the order of the floors.

    Raises:
        EvaluationError: The report does not have a figure that is held to a floor.
    """
    figures = {_key(figure): figure for figure in _figures(report)}
    found = []
    for floor in floors:
        figure = figures.get((floor.name, floor.scope_kind, floor.scope))
        if figure is None:
            scopes = dict.fromkeys(f"{kind}:{scope}" for name, kind, scope in figures if name == floor.name)
            raise EvaluationError(
                f"the report has no figure {floor.scope_kind}:{floor.scope}/{floor.name} to hold to {floor.bound:g}; "
                f"it has {floor.name} of {', '.join(scopes) or 'nothing'}"
            )
        if _is_worse(floor.name, figure.estimate.value, floor.bound):
            found.append(Shortfall(floor=floor, figure=figure))
    return tuple(found)


def _outcomes(report: Report) -> dict[str, Outcome]:
    """What became of each case when lykbot answered it from all pages, by case_id."""
    return {case.case_id: result.judgement.outcome for case in report.cases if (result := case.result_of(LYKBOT))}


def _compare_figures(report: Report, baseline: Report) -> tuple[FigureChange, ...]:
    before = {_key(figure): figure for figure in _figures(baseline)}
    parts, earlier_parts = _parts(report), _parts(baseline)
    changes = []
    for figure in _figures(report):
        earlier = before.get(_key(figure))
        # A share of other cases would pass for a change. What is about a split is about that split only.
        splits = {figure.scope} if figure.scope_kind == "split" else set(get_args(Split))
        is_same = not any(part.split in splits for part in parts ^ earlier_parts)
        if earlier is not None and is_same:
            changes.append(FigureChange(now=figure, before=earlier, drop=_is_drop(figure, earlier)))
    return tuple(changes)


def _figures(report: Report) -> tuple[Figure, ...]:
    return tuple(figure for figure in (*report.answers, *report.retrieval) if figure.system == LYKBOT)


def _key(figure: Figure) -> tuple[str, ScopeKind, str]:
    return figure.name, figure.scope_kind, figure.scope


def _parts(report: Report) -> frozenset[_Part]:
    return frozenset(_Part(set_name=case.set_name, split=case.split) for case in report.cases)


def _is_drop(now: Figure, before: Figure) -> bool:
    edge = before.estimate.low if FIGURES[now.name].higher_is_better else before.estimate.high
    return _is_worse(now.name, now.estimate.value, edge)


def _is_worse(name: str, value: float, than: float) -> bool:
    return value < than if FIGURES[name].higher_is_better else value > than


def _set_names(report: Report) -> str:
    return ", ".join(version.name for version in report.versions.sets) or "no set"


def _path(figure: Figure) -> str:
    """A figure as --fail-under names it."""
    return figure.name if figure.scope_kind == "all" else f"{figure.scope_kind}:{figure.scope}/{figure.name}"


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"
