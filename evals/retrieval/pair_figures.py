"""The figures of search: for each pair of languages, and on average over pairs."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from evals.figures import RETRIEVAL_FIGURES
from evals.metrics import bootstrap_interval, share_interval
from evals.retrieval.measures import measure_questions
from evals.retrieval.schema import PairRanking
from evals.schema import Estimate, Figure, ScopeKind

# Pairs of a language with itself, and pairs of two.
WITHIN, ACROSS = "within", "across"
ALL = "all"

Values = NDArray[np.float64]


def pair_figures(pairs: Sequence[PairRanking]) -> tuple[Figure, ...]:
    """The figures of one system: pair by pair, within a language, across languages, and over all pairs.

    An average weighs every pair alike; its total counts a question once a pair, its count is value times total. It is
    left out where a system was measured in none of its pairs, and the one over all pairs also where the system was
    measured only within languages or only across them. Shares of a single pair have Wilson's interval, and so has what
    is the same for every question; everything else a bootstrap one over questions, translations of one kept together.

    Raises:
        ValueError: A pair is empty, or a question occurs twice in one.
    """
    measured = [(pair, _by_group(pair, pairs)) for pair in pairs]
    within = [values for pair, values in measured if pair.asked_in == pair.language]
    across = [values for pair, values in measured if pair.asked_in != pair.language]
    figures: list[Figure] = []
    for pair, values in measured:
        figures += _figures(pair.system, "pair", pair.scope, [values])
    if within:
        figures += _figures(pairs[0].system, "pair", WITHIN, within)
    if across:
        figures += _figures(pairs[0].system, "pair", ACROSS, across)
    if within and across:
        figures += _figures(pairs[0].system, "all", ALL, [*within, *across])
    return tuple(figures)


def _by_group(pair: PairRanking, pairs: Sequence[PairRanking]) -> Values:
    """Shape (groups of all pairs, measures), NaN for groups that were not asked in this pair."""
    asked = [ranked.group for ranked in pair.ranked]
    if not asked or len(set(asked)) < len(asked):
        raise ValueError(f"no question, or one twice, in {pair.scope} of {pair.system}")
    groups = {group: row for row, group in enumerate(sorted({r.group for other in pairs for r in other.ranked}))}
    values = np.full((len(groups), len(RETRIEVAL_FIGURES)), np.nan)
    values[[groups[group] for group in asked]] = measure_questions(pair.ranked)
    return values


def _figures(system: str, scope_kind: ScopeKind, scope: str, pairs: Sequence[Values]) -> list[Figure]:
    figures = []
    for column, kind in enumerate(RETRIEVAL_FIGURES):
        values = np.stack([pair[:, column] for pair in pairs], axis=1)
        values = values[~np.isnan(values).all(axis=1)]
        estimate = _estimate(values)
        total = int(np.count_nonzero(~np.isnan(values)))
        figures.append(
            Figure(
                system=system,
                name=kind.name,
                scope_kind=scope_kind,
                scope=scope,
                count=round(estimate.value * total, 6),
                total=total,
                estimate=estimate,
            )
        )
    return figures


def _estimate(values: Values) -> Estimate:
    """The average over pairs of each one's mean, with its interval.

    Args:
        values: Shape (groups, pairs), NaN where a group was not asked in a pair; no row or column of NaN alone.
    """
    measured = values[~np.isnan(values)]
    groups, pairs = values.shape
    single_shares = pairs == 1 and bool(np.isin(measured, (0.0, 1.0)).all())
    # Equal values are equal however they are drawn, and no interval means no doubt; Wilson's is never without width.
    if single_shares or bool((measured == measured[0]).all()):
        return share_interval(min(float(measured.mean()) * groups, groups), groups, groups)
    return bootstrap_interval(values)
