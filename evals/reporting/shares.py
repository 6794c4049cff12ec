"""Figures as cells of a table: found by what they are about, and written in percent with one decimal."""

from collections.abc import Sequence

from evals.schema import Estimate, Figure, ScopeKind

# Stands where there is nothing to say: no refusal was given, or no such case was asked.
NOTHING = "–"


class FigureLookup:
    """Figures by system, name and scope; a name is unique in it."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._figures = {(f.system, f.name, f.scope_kind, f.scope): f for f in figures}

    def find(self, system: str, name: str, scope_kind: ScopeKind = "all", scope: str = "all") -> Figure | None:
        """The figure, None where it was not measured."""
        return self._figures.get((system, name, scope_kind, scope))

    def systems(self) -> tuple[str, ...]:
        """Those that were measured, in the report's order."""
        return tuple(dict.fromkeys(figure.system for figure in self._figures.values()))

    def scopes(self, scope_kind: ScopeKind) -> tuple[str, ...]:
        """What figures of a kind are about, in the report's order."""
        return tuple(dict.fromkeys(f.scope for f in self._figures.values() if f.scope_kind == scope_kind))

    def names(self, scope_kind: ScopeKind) -> tuple[str, ...]:
        """Which figures there are about scopes of a kind, in the report's order."""
        return tuple(dict.fromkeys(f.name for f in self._figures.values() if f.scope_kind == scope_kind))


def percent(share: float) -> str:
    """A share in percent without the sign: "92.4"."""
    return f"{100 * share:.1f}"


def percent_of(figure: Figure | None) -> str:
    """A figure's share in percent, or the sign for nothing."""
    return NOTHING if figure is None else percent(figure.estimate.value)


def interval(estimate: Estimate) -> str:
    """The ends of an interval in percent: "89.1–94.6"."""
    return f"{percent(estimate.low)}–{percent(estimate.high)}"


def points(difference: float) -> str:
    """A difference of shares in points, with its sign: "+1.2", "−3.4", "0.0"."""
    rounded = round(100 * difference, 1)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return f"{sign}{abs(rounded):.1f}"
