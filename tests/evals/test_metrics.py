import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics import (
    bootstrap_interval,
    first_rank,
    found_within,
    mcnemar,
    mean_interval,
    score,
    share_interval,
    wilson_interval,
)
from evals.retrieval.schema import Ranks
from evals.schema import Estimate


@pytest.mark.parametrize(
    ("found", "relevant", "rank"),
    [
        (["a", "b"], ["a"], 1),
        (["a", "b"], ["b", "c"], 2),
        (["a", "a", "a", "b"], ["b"], 2),
        (["a"], ["b"], 0),
        ([], ["b"], 0),
    ],
)
def test_first_rank(found: list[str], relevant: list[str], rank: int) -> None:
    assert first_rank(found, relevant) == rank


def test_found_within_takes_0_for_not_found() -> None:
    assert found_within([1, 5, 6, 0], 5).tolist() == [1.0, 1.0, 0.0, 0.0]


def test_wilson_interval_of_a_worked_example() -> None:
    # 81 of 263, Newcombe (1998), table I, method 3.
    estimate = wilson_interval(81, 263)
    assert estimate.value == pytest.approx(81 / 263)
    assert [estimate.low, estimate.high] == pytest.approx([0.2553, 0.3662], abs=5e-5)


@pytest.mark.parametrize(
    ("found", "total", "expected"),
    [
        (0, 0, Estimate(value=0.0, low=0.0, high=1.0)),
        # At the ends the formula is z² / (n + z²).
        (0, 10, Estimate(value=0.0, low=0.0, high=3.841459 / 13.841459)),
        (10, 10, Estimate(value=1.0, low=10 / 13.841459, high=1.0)),
    ],
)
def test_wilson_interval_at_its_ends(found: int, total: int, expected: Estimate) -> None:
    estimate = wilson_interval(found, total)
    assert [estimate.value, estimate.low, estimate.high] == pytest.approx(
        [expected.value, expected.low, expected.high], abs=1e-6
    )
    assert 0.0 <= estimate.low <= estimate.high <= 1.0


def test_wilson_interval_refuses_more_found_than_asked() -> None:
    with pytest.raises(ValueError, match="11 found of 10"):
        wilson_interval(11, 10)


def test_share_interval_is_as_wide_as_one_thing_a_case_would_make_it() -> None:
    # 90 of 120 citations from 40 cases: the share of 30 of 40.
    assert share_interval(90, 120, 40) == wilson_interval(30, 40)
    assert share_interval(90, 120, 120) == wilson_interval(90, 120)


def test_share_interval_of_a_sum_of_shares() -> None:
    # By hand: a share of 0.625 and z²/n = 0.4801824, so the middle is 0.8650912 / 1.4801824
    # and the half width 1.959964 * sqrt(0.234375 / 8 + 0.4801824 / 32) / 1.4801824.
    estimate = share_interval(5.0, 8, 8)
    assert [estimate.value, estimate.low, estimate.high] == pytest.approx([0.625, 0.305742, 0.863156], abs=1e-6)


def test_share_interval_of_nothing() -> None:
    assert share_interval(0, 0, 0) == Estimate(value=0.0, low=0.0, high=1.0)


@pytest.mark.parametrize(("count", "total", "groups"), [(5, 4, 4), (-1, 4, 4), (1, 4, 0), (1, 4, 5), (0, 0, 1)])
def test_share_interval_refuses_what_does_not_fit(count: int, total: int, groups: int) -> None:
    with pytest.raises(ValueError, match=f"{count} of {total} in {groups} groups"):
        share_interval(count, total, groups)


@given(
    st.integers(1, 500).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total), st.integers(1, total)))
)
def test_share_interval_holds_its_share_and_is_never_the_narrower_one(numbers: tuple[int, int, int]) -> None:
    count, total, groups = numbers
    estimate, apart = share_interval(count, total, groups), wilson_interval(count, total)
    assert 0.0 <= estimate.low <= apart.low + 1e-12 <= estimate.value + 2e-12
    assert estimate.value - 1e-12 <= apart.high <= estimate.high + 1e-12 <= 1.0 + 1e-12


def test_mean_interval_is_the_bootstrap_over_cases() -> None:
    # A standard deviation of 0.25 over 400 cases: a standard error of 0.0125.
    estimate = mean_interval([0.25, 0.75] * 200)
    assert [estimate.value, estimate.low, estimate.high] == pytest.approx([0.5, 0.4755, 0.5245], abs=0.003)


@pytest.mark.parametrize("value", [0.0, 0.5, 1.0])
def test_mean_interval_of_equal_values_has_a_width(value: float) -> None:
    assert mean_interval([value] * 10) == wilson_interval(int(10 * value), 10)


def test_mean_interval_of_no_values_says_nothing() -> None:
    assert mean_interval([]) == Estimate(value=0.0, low=0.0, high=1.0)


@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan")])
def test_mean_interval_refuses_what_is_no_share(value: float) -> None:
    with pytest.raises(ValueError, match="is not from 0 to 1"):
        mean_interval([0.5, value])


@pytest.mark.parametrize(
    ("better", "worse", "p_value"),
    [
        (0, 0, 1.0),
        (3, 3, 1.0),
        # Twice the chance of six heads in a row.
        (6, 0, 2 / 64),
        (0, 6, 2 / 64),
        # Twice the chance of one or none in nine: 2 * (1 + 9) / 512.
        (1, 8, 20 / 512),
    ],
)
def test_mcnemar(better: int, worse: int, p_value: float) -> None:
    assert mcnemar(better, worse) == pytest.approx(p_value)


def test_mcnemar_refuses_negative_counts() -> None:
    with pytest.raises(ValueError, match="-1 better"):
        mcnemar(-1, 2)


def test_bootstrap_interval_averages_columns_of_unequal_length() -> None:
    # Means of 0.5 (two values) and 1.0 (one value): each column counts the same.
    estimate = bootstrap_interval(np.array([[0.0, 1.0], [1.0, np.nan]]))
    assert estimate.value == pytest.approx(0.75)


def test_bootstrap_interval_of_values_that_agree_has_no_width() -> None:
    assert bootstrap_interval(np.ones((20, 3))) == Estimate(value=1.0, low=1.0, high=1.0)


def test_bootstrap_interval_is_near_that_of_the_normal_distribution() -> None:
    # 200 of 400: a standard error of 0.025.
    values = np.array([[0.0], [1.0]] * 200)
    estimate = bootstrap_interval(values)
    assert [estimate.low, estimate.high] == pytest.approx([0.451, 0.549], abs=0.005)
    assert bootstrap_interval(values) == estimate


def test_bootstrap_interval_draws_translations_together() -> None:
    # Four columns that always agree say no more than one; four that do not say more.
    half = np.array([[0.0], [1.0]] * 20)
    together = bootstrap_interval(np.repeat(half, 4, axis=1))
    apart = bootstrap_interval(np.hstack([half, 1 - half, half, 1 - half]))
    alone = bootstrap_interval(half)
    assert (together.low, together.high) == (alone.low, alone.high)
    assert (apart.low, apart.high) == (0.5, 0.5)


def test_bootstrap_interval_refuses_a_column_without_values() -> None:
    with pytest.raises(ValueError, match="column"):
        bootstrap_interval(np.array([[1.0, np.nan]]))


def _ranks(system: str, scope: str, ranks: tuple[int, ...], groups: tuple[str, ...] = ("a", "b", "c", "d")) -> Ranks:
    return Ranks(system=system, scope=scope, groups=groups, ranks=ranks)


def test_score_of_one_pair() -> None:
    ours = score("fi-fi", [_ranks("lykbot", "fi-fi", (1, 1, 2, 0))], [_ranks("plain", "fi-fi", (1, 3, 0, 6))])
    assert (ours.system, ours.scope, ours.questions) == ("lykbot", "fi-fi", 4)
    assert ours.recall_at_1 == wilson_interval(2, 4)
    assert ours.recall_at_5 == wilson_interval(3, 4)
    assert ours.gain_at_1 is not None and ours.gain_at_1.value == pytest.approx(0.25)
    assert ours.gain_at_5 is not None and ours.gain_at_5.value == pytest.approx(0.25)


def test_score_of_plain_has_no_gain() -> None:
    plain = score("fi-fi", [_ranks("plain", "fi-fi", (1, 3, 0, 6))], None)
    assert plain.gain_at_1 is None and plain.gain_at_5 is None


def test_score_averages_pairs_of_unequal_size() -> None:
    pairs = [_ranks("plain", "fi-fi", (1, 0, 0, 0)), _ranks("plain", "sv-sv", (1, 1), ("a", "e"))]
    average = score("within", pairs, None)
    assert average.questions == 6
    assert average.recall_at_1.value == pytest.approx((0.25 + 1.0) / 2)


def test_score_refuses_different_questions() -> None:
    other = _ranks("plain", "fi-fi", (1, 0), ("a", "b"))
    with pytest.raises(ValueError, match="lykbot and plain were asked different questions in fi-fi"):
        score("fi-fi", [_ranks("lykbot", "fi-fi", (1, 1, 2, 0))], [other])


def test_score_refuses_a_question_twice() -> None:
    ranks = _ranks("plain", "fi-fi", (1, 0), ("a", "a"))
    with pytest.raises(ValueError, match="twice in fi-fi"):
        score("average", [ranks, ranks], None)


@pytest.mark.parametrize(("count", "ends"), [(0, "low"), (24, "high")])
def test_a_share_at_an_end_is_inside_its_interval(count: int, ends: str) -> None:
    # In floating point the formula itself gives 2.8e-17 here.
    estimate = share_interval(count, 24, 12)
    assert getattr(estimate, ends) == estimate.value
