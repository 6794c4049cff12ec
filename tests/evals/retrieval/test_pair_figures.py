import pytest

from evals.figures import RETRIEVAL_FIGURES
from evals.metrics import wilson_interval
from evals.retrieval.pair_figures import pair_figures
from evals.retrieval.schema import PairRanking, Ranked
from evals.schema import Figure
from knowledge.schema import Language


def pair(asked_in: Language, language: Language, *found: str, all_needed: bool = False) -> PairRanking:
    """Questions 0, 1 ..., each answered by "a" (and "b" where all are needed), with what was found for them."""
    relevant = ("a", "b") if all_needed else ("a",)
    return PairRanking(
        system="toy",
        asked_in=asked_in,
        language=language,
        ranked=tuple(
            Ranked(group=str(number), found=tuple(ids), relevant=relevant, all_needed=all_needed)
            for number, ids in enumerate(found)
        ),
    )


def one(figures: tuple[Figure, ...], scope: str, name: str) -> Figure:
    (found,) = [figure for figure in figures if (figure.scope, figure.name) == (scope, name)]
    return found


def test_a_share_of_one_pair_has_wilsons_interval() -> None:
    figure = one(pair_figures([pair("sv", "fi", "a", "xa", "x", "a")]), "sv-fi", "recall@1")
    assert (figure.system, figure.scope_kind, figure.count, figure.total) == ("toy", "pair", 2, 4)
    assert figure.estimate == wilson_interval(2, 4)


def test_an_average_of_one_pair_has_a_bootstrap_interval() -> None:
    figure = one(pair_figures([pair("sv", "fi", "a", "xa", "xa", "a")]), "sv-fi", "mrr")
    assert (figure.estimate.value, figure.count) == (0.75, 3)
    # No draw can leave what was measured, as Wilson's interval does.
    assert 0.5 <= figure.estimate.low < 0.75 < figure.estimate.high <= 1


def test_shares_that_are_not_whole_have_a_bootstrap_interval() -> None:
    figure = one(pair_figures([pair("fi", "fi", "ab", "xa", all_needed=True)]), "fi-fi", "recall@1")
    assert (figure.estimate.value, figure.count) == (0.25, 0.5)
    assert (figure.estimate.low, figure.estimate.high) == (0, 0.5)


@pytest.mark.parametrize(("found", "value"), [("a", 1.0), ("xa", 0.5), ("x", 0.0)])
def test_equal_values_have_an_interval_with_width(found: str, value: float) -> None:
    figures = pair_figures([pair("fi", "fi", *[found] * 8), pair("fi", "sv", *[found] * 8)])
    for scope, total in (("fi-fi", 8), ("within", 8), ("all", 16)):
        figure = one(figures, scope, "mrr")
        assert (figure.estimate.value, figure.count, figure.total) == (value, value * total, total)
        # Over eight questions each time: those of two pairs are the same.
        assert figure.estimate == wilson_interval(round(value * 8), 8)


def test_averages_weigh_every_pair_alike() -> None:
    figures = pair_figures([pair("fi", "fi", "a", "a", "a"), pair("sv", "sv", "x"), pair("fi", "sv", "a", "x")])
    within, across, everything = (one(figures, scope, "recall@1") for scope in ("within", "across", "all"))
    assert (within.scope_kind, across.scope_kind, everything.scope_kind) == ("pair", "pair", "all")
    assert within.estimate.value == pytest.approx((1 + 0) / 2)
    assert across.estimate.value == pytest.approx(1 / 2)
    assert everything.estimate.value == pytest.approx((1 + 0 + 1 / 2) / 3)
    assert (within.total, across.total, everything.total) == (4, 2, 6)
    assert everything.count == pytest.approx(3)


@pytest.mark.parametrize(
    ("pairs", "scopes"),
    [
        ([], []),
        ([pair("fi", "fi", "a")], ["fi-fi", "within"]),
        ([pair("fi", "sv", "a")], ["fi-sv", "across"]),
        ([pair("fi", "sv", "a"), pair("sv", "sv", "a")], ["fi-sv", "sv-sv", "within", "across", "all"]),
    ],
)
def test_scopes(pairs: list[PairRanking], scopes: list[str]) -> None:
    figures = pair_figures(pairs)
    assert list(dict.fromkeys(figure.scope for figure in figures)) == scopes
    assert len(figures) == len(scopes) * len(RETRIEVAL_FIGURES)


@pytest.mark.parametrize("twice", [True, False])
def test_refused_pairs(twice: bool) -> None:
    question = Ranked(group="1", found=(), relevant=("a",))
    ranked = (question, question) if twice else ()
    with pytest.raises(ValueError, match=r"no question, or one twice, in fi-sv of toy"):
        pair_figures([PairRanking(system="toy", asked_in="fi", language="sv", ranked=ranked)])
