"""A report as the page shows it: which figures stand side by side, and what belongs to a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import get_args

from evals.figures import ANSWER_FIGURES, FIGURES, REFUSAL_FIGURES, RETRIEVAL_FIGURES, FigureKind
from evals.reporting.page_cases import CaseView, SystemOutcomes, arrange_case, count_outcomes
from evals.reporting.shares import FigureLookup
from evals.reporting.wording import scope_name
from evals.schema import (
    LYKBOT,
    PLAIN,
    Comparison,
    Figure,
    FigureChange,
    Report,
    ScopeKind,
    Split,
    Topic,
    Trait,
)
from knowledge.schema import LANGUAGES

# What a reader looks at first; the other figures have their table.
_HEADLINES = ("right", "flawless", "facts_stated", "citation_precision", "citation_recall", "language")
_OF_PAIRS = ("right", "citation_precision", "language")
_ORDER: dict[str, tuple[str, ...]] = {
    "language": tuple(LANGUAGES),
    "topic": get_args(Topic),
    "trait": get_args(Trait),
    "split": get_args(Split),
    "pair": ("within", "across", *(f"{asked}-{page}" for asked in LANGUAGES for page in LANGUAGES)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A figure of lykbot's and the plain pipeline's beside it; None where it was not measured."""

    kind: FigureKind
    lykbot: Figure | None
    plain: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The figures about one scope, one for each column of its table."""

    scope: str
    name: str
    cells: tuple[Beside, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Figures by scope: a row a scope, a column a kind."""

    kinds: tuple[FigureKind, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairGrid:
    """One kind of figure per pair of languages: a row per language asked in, a column per language of the pages."""

    kind: FigureKind
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRow:
    """What a way of searching reached, one figure for each kind; ``best`` are the kinds that none does better."""

    system: str
    figures: tuple[Figure | None, ...]
    best: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchGroup:
    """The ways of searching over the same questions; ``is_pair``: those of one pair of languages."""

    name: str
    is_pair: bool
    rows: tuple[SearchRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonView:
    """A comparison: the overall figures that changed and those that dropped, and all others."""

    comparison: Comparison
    shown: tuple[FigureChange, ...]
    folded: tuple[FigureChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContent:
    """All that the page shows, in its order."""

    headlines: tuple[Beside, ...]
    outcomes: tuple[SystemOutcomes, ...]
    languages: Table
    topics: Table
    traits: Table
    splits: Table
    pairs: tuple[PairGrid, ...]
    refusals: tuple[Beside, ...]
    overall: tuple[Beside, ...]
    search: tuple[SearchGroup, ...]
    search_kinds: tuple[FigureKind, ...]
    cases: tuple[CaseView, ...]
    comparison: ComparisonView | None


def arrange(report: Report, comparison: Comparison | None) -> PageContent:
    """A report and its comparison, arranged for the page."""
    figures = _Figures(report.answers)
    return PageContent(
        headlines=figures.beside(_HEADLINES),
        outcomes=count_outcomes(report.cases),
        languages=figures.table("language"),
        topics=figures.table("topic"),
        traits=figures.table("trait"),
        splits=figures.table("split"),
        pairs=figures.pair_grids(),
        refusals=figures.beside(REFUSAL_FIGURES),
        overall=figures.beside([kind.name for kind in ANSWER_FIGURES]),
        search=_search(report.retrieval),
        search_kinds=RETRIEVAL_FIGURES,
        cases=tuple(arrange_case(case) for case in report.cases),
        comparison=None if comparison is None else _comparison(comparison),
    )


def gain(change: FigureChange) -> float:
    """By how much a share is higher than before, -1 to 1; 0 where a decimal of a point does not show it."""
    difference = change.now.estimate.value - change.before.estimate.value
    return difference if abs(difference) >= 0.0005 else 0.0


class _Figures:
    """The figures of answers, lykbot's and the plain pipeline's side by side."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._figures = FigureLookup(figures)

    def _cell(self, kind: str, scope_kind: ScopeKind, scope: str) -> Beside:
        return Beside(
            kind=FIGURES[kind],
            lykbot=self._figures.find(LYKBOT, kind, scope_kind, scope),
            plain=self._figures.find(PLAIN, kind, scope_kind, scope),
        )

    def beside(self, kinds: Sequence[str]) -> tuple[Beside, ...]:
        """Those of all cases that were measured."""
        return tuple(cell for kind in kinds if (cell := self._cell(kind, "all", "all")).lykbot or cell.plain)

    def table(self, scope_kind: ScopeKind) -> Table:
        """The headline figures by scope, without the kinds and scopes of which none was measured."""
        scopes = sorted(self._figures.scopes(scope_kind), key=lambda scope: _rank(scope_kind, scope))
        measured = self._figures.names(scope_kind)
        kinds = [name for name in _HEADLINES if name in measured]
        rows = (
            Row(
                scope=scope,
                name=scope_name(scope_kind, scope),
                cells=tuple(self._cell(kind, scope_kind, scope) for kind in kinds),
            )
            for scope in scopes
        )
        return Table(kinds=tuple(FIGURES[kind] for kind in kinds), rows=tuple(rows))

    def pair_grids(self) -> tuple[PairGrid, ...]:
        """A grid for each kind that was measured per pair."""
        measured = self._figures.names("pair")
        return tuple(
            PairGrid(
                kind=FIGURES[kind],
                rows=tuple(
                    Row(
                        scope=asked,
                        name=scope_name("language", asked),
                        cells=tuple(self._cell(kind, "pair", f"{asked}-{page}") for page in LANGUAGES),
                    )
                    for asked in LANGUAGES
                ),
            )
            for kind in _OF_PAIRS
            if kind in measured
        )


def _rank(scope_kind: ScopeKind, scope: str) -> tuple[int, str]:
    order = _ORDER.get(scope_kind, ())
    return (order.index(scope) if scope in order else len(order), scope)


def _search(figures: Sequence[Figure]) -> tuple[SearchGroup, ...]:
    def key(figure: Figure) -> tuple[bool, int, str]:
        return (figure.scope_kind != "all", *_rank(figure.scope_kind, figure.scope))

    groups = []
    for _, run in groupby(sorted(figures, key=key), key=key):
        members = tuple(run)
        first = members[0]
        found = {(f.system, f.name): f for f in members}
        highest = {
            kind.name: max((f.estimate.value for f in members if f.name == kind.name), default=0.0)
            for kind in RETRIEVAL_FIGURES
        }
        rows = []
        for system in dict.fromkeys(f.system for f in members):
            own = tuple(found.get((system, kind.name)) for kind in RETRIEVAL_FIGURES)
            best = frozenset(f.name for f in own if f is not None and f.estimate.value == highest[f.name])
            rows.append(SearchRow(system=system, figures=own, best=best))
        name = "All questions" if first.scope_kind == "all" else scope_name(first.scope_kind, first.scope)
        groups.append(SearchGroup(name=name, is_pair="-" in first.scope, rows=tuple(rows)))
    return tuple(groups)


def _comparison(comparison: Comparison) -> ComparisonView:
    shown = [c for c in comparison.figures if gain(c) and (c.drop or c.now.scope_kind == "all")]
    folded = [c for c in comparison.figures if c not in shown]
    return ComparisonView(comparison=comparison, shown=tuple(shown), folded=tuple(folded))
