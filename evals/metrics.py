"""Numbers from ranks and counts: recall, averages, and how far to trust them. Pure."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from evals.retrieval.schema import Ranks, Score
from evals.schema import Estimate

# The 97.5 % point of the normal distribution.
_Z = 1.959963984540054
_RESAMPLES = 2000
_SEED = 20250101


def first_rank(found: Sequence[str], relevant: Sequence[str]) -> int:
    """The rank from 1 of the first id that is relevant, 0 without one; an id found twice counts where it came first."""
    distinct = list(dict.fromkeys(found))
    return next((rank for rank, found_id in enumerate(distinct, start=1) if found_id in relevant), 0)


def found_within(ranks: Sequence[int], k: int) -> NDArray[np.float64]:
    """1.0 for each rank from 1 to k, else 0.0; shape (ranks,)."""
    array = np.asarray(ranks, dtype=np.int64)
    return np.asarray((array >= 1) & (array <= k), dtype=np.float64)


def wilson_interval(found: int, total: int) -> Estimate:
    """The share found with Wilson's 95 % score interval (Wilson 1927), which holds near 0 and 1 too; 0 of 0 is 0."""
    if not 0 <= found <= total:
        raise ValueError(f"{found} found of {total}")
    return _wilson(found / total if total else 0.0, total)


def share_interval(count: float, total: int, groups: int) -> Estimate:
    """A share with Wilson's 95 % interval for things that come in groups: the citations or facts of some cases.

    What comes from one case is right or wrong together, so the interval is as wide as if each case had given one thing:
    the number of things over the design effect of groups that agree in themselves (Kish 1965, Survey Sampling).
    That is the widest it can be for groups of one size. With one thing a case it is `wilson_interval`; 0 of 0 is 0.

    Args:
        count: How many of the things were so, 0 to total; the sum of the shares where each is one.
        total: How many things there are.
        groups: How many cases they come from, at most total.

    Raises:
        ValueError: The numbers do not fit each other.
    """
    if not 0 <= count <= total or not min(total, 1) <= groups <= total:
        raise ValueError(f"{count} of {total} in {groups} groups")
    return _wilson(count / total if total else 0.0, groups)


def mean_interval(values: Sequence[float]) -> Estimate:
    """The average of values from 0 to 1, one a case, with a percentile bootstrap 95 % interval over cases.

    Values that are all equal have Wilson's interval for as many trials: drawn again they are equal again, and an
    interval without width would say that the next case cannot differ. It is wide enough, for no values from 0 to 1
    spread more about their average than zeros and ones do. No values give 0 and the interval from 0 to 1.

    Raises:
        ValueError: A value is no number from 0 to 1.
    """
    if outside := [value for value in values if not 0 <= value <= 1]:
        raise ValueError(f"{outside[0]} is not from 0 to 1")
    if len(set(values)) <= 1:
        return _wilson(values[0] if values else 0.0, len(values))
    return bootstrap_interval(np.asarray(values, dtype=np.float64)[:, np.newaxis])


def mcnemar(better: int, worse: int) -> float:
    """The two-sided p-value, 0 to 1, of McNemar's exact test on pairs (McNemar 1947; exact by the binomial).

    Under chance alone a case that changed got better or worse as a coin falls; cases that did not change say nothing.

    Args:
        better: Cases that were not right before and are now.
        worse: Cases that were right before and are not now. Without either the p-value is 1.

    Raises:
        ValueError: A number is negative.
    """
    if better < 0 or worse < 0:
        raise ValueError(f"{better} better and {worse} worse")
    if better + worse == 0:
        return 1.0
    # Here and not above: importing it takes most of a second.
    from scipy.stats import binomtest  # type: ignore[import-untyped]  # has no types

    return float(binomtest(better, better + worse).pvalue)


def _wilson(share: float, trials: int) -> Estimate:
    if trials == 0:
        return Estimate(value=share, low=0.0, high=1.0)
    spread = _Z**2 / trials
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * np.sqrt(share * (1 - share) / trials + spread / (4 * trials)) / (1 + spread)
    # At the ends the formula gives 0 and 1 but for rounding, which would put the share outside its own interval.
    low = 0.0 if share == 0 else float(middle - half)
    high = 1.0 if share == 1 else float(middle + half)
    return Estimate(value=share, low=low, high=high)


def bootstrap_interval(values: NDArray[np.float64]) -> Estimate:
    """The average over columns of each column's mean, with a percentile bootstrap 95 % interval over rows.

    Args:
        values: Shape (groups, columns): what was measured for a group of questions in one pair of languages; NaN where
            nothing was. Rows are drawn whole, because translations of a question succeed and fail together.
    """
    asked = ~np.isnan(values)
    if not asked.any(axis=0).all():
        raise ValueError(f"a column of {values.shape} values holds none")
    sums, counts = np.nan_to_num(values), asked.astype(np.float64)
    value = float((sums.sum(axis=0) / counts.sum(axis=0)).mean())
    rows = len(values)
    weights = np.random.default_rng(_SEED).multinomial(rows, np.full(rows, 1 / rows), size=_RESAMPLES)
    drawn = weights @ counts
    # A column of few values can be missed altogether by a draw, which then says nothing about it.
    means = np.divide(weights @ sums, drawn, out=np.full(drawn.shape, np.nan), where=drawn > 0)
    low, high = np.nanquantile(means.mean(axis=1), [0.025, 0.975])
    return Estimate(value=value, low=float(low), high=float(high))


def score(scope: str, system: Sequence[Ranks], plain: Sequence[Ranks] | None) -> Score:
    """Recall at 1 and 5 averaged over pairs of languages, and the gains over plain search.

    The recall of one pair has Wilson's interval; averages and gains have a bootstrap one, gains paired by question.

    Args:
        scope: What the score is about.
        system: Ranks for each pair of languages, at least one; none of them empty.
        plain: Plain search's ranks for the same pairs and questions; None when the system is plain search.
    """
    return Score(
        system=system[0].system,
        scope=scope,
        questions=sum(len(ranks.ranks) for ranks in system),
        recall_at_1=_recall(system, 1),
        recall_at_5=_recall(system, 5),
        gain_at_1=None if plain is None else _gain(system, plain, 1),
        gain_at_5=None if plain is None else _gain(system, plain, 5),
    )


def _recall(system: Sequence[Ranks], k: int) -> Estimate:
    hits = [found_within(ranks.ranks, k) for ranks in system]
    if len(hits) == 1:
        return wilson_interval(int(hits[0].sum()), len(hits[0]))
    return bootstrap_interval(_by_group(system, hits))


def _gain(system: Sequence[Ranks], plain: Sequence[Ranks], k: int) -> Estimate:
    differences = []
    for ours, theirs in zip(system, plain, strict=True):
        if ours.groups != theirs.groups:
            raise ValueError(f"{ours.system} and {theirs.system} were asked different questions in {ours.scope}")
        differences.append(found_within(ours.ranks, k) - found_within(theirs.ranks, k))
    return bootstrap_interval(_by_group(system, differences))


def _by_group(system: Sequence[Ranks], values: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Values in a row a group of questions and a column a pair of languages, NaN where there is none."""
    groups = {group: row for row, group in enumerate(sorted({group for ranks in system for group in ranks.groups}))}
    table = np.full((len(groups), len(system)), np.nan)
    for column, (ranks, found) in enumerate(zip(system, values, strict=True)):
        if len(set(ranks.groups)) < len(ranks.groups):
            raise ValueError(f"a question occurs twice in {ranks.scope}")
        table[[groups[group] for group in ranks.groups], column] = found
    return table
