from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.figures import RETRIEVAL_FIGURES
from evals.metrics import first_rank
from evals.retrieval.measures import measure_questions
from evals.retrieval.schema import Ranked


def ranked(found: str, relevant: str, *, all_needed: bool = False) -> Ranked:
    """One letter a passage."""
    return Ranked(group=found, found=tuple(found), relevant=tuple(relevant), all_needed=all_needed)


def test_columns_are_those_of_the_figures() -> None:
    assert [kind.name for kind in RETRIEVAL_FIGURES] == ["recall@1", "recall@5", "recall@10", "mrr", "ndcg@10"]


@pytest.mark.parametrize(
    ("found", "relevant", "expected"),
    [
        ("abc", "a", (1, 1, 1, 1, 1)),
        ("abc", "b", (0, 1, 1, 1 / 2, 1 / log2(3))),
        ("abcdef", "f", (0, 0, 1, 1 / 6, 1 / log2(7))),
        # Behind the tenth only the reciprocal rank sees it.
        ("abcdefghijk", "k", (0, 0, 0, 1 / 11, 0)),
        ("abc", "x", (0, 0, 0, 0, 0)),
        ("", "x", (0, 0, 0, 0, 0)),
        # Two that answer alone: one is enough for recall; nDCG wants the other near the top as well.
        ("axb", "ab", (1, 1, 1, 1, (1 + 1 / log2(4)) / (1 + 1 / log2(3)))),
        ("xa", "ab", (0, 1, 1, 1 / 2, (1 / log2(3)) / (1 + 1 / log2(3)))),
    ],
)
def test_any_passage_is_enough(found: str, relevant: str, expected: tuple[float, ...]) -> None:
    assert measure_questions([ranked(found, relevant)])[0] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("found", "relevant", "expected"),
    [
        ("ab", "ab", (1 / 2, 1, 1, 1, 1)),
        ("axb", "ab", (1 / 2, 1, 1, 1, (1 + 1 / log2(4)) / (1 + 1 / log2(3)))),
        ("axyzwb", "ab", (1 / 2, 1 / 2, 1, 1, (1 + 1 / log2(7)) / (1 + 1 / log2(3)))),
        ("xa", "abc", (0, 1 / 3, 1 / 3, 1 / 2, (1 / log2(3)) / (1 + 1 / log2(3) + 1 / log2(4)))),
        ("b", "b", (1, 1, 1, 1, 1)),
        ("", "ab", (0, 0, 0, 0, 0)),
    ],
)
def test_all_passages_are_needed(found: str, relevant: str, expected: tuple[float, ...]) -> None:
    assert measure_questions([ranked(found, relevant, all_needed=True)])[0] == pytest.approx(expected)


def test_questions_keep_their_order_and_do_not_mix() -> None:
    questions = [ranked("ab", "b"), ranked("", "b"), ranked("ab", "ab", all_needed=True), *([ranked("ab", "a")] * 9)]
    assert measure_questions(questions)[:, 0].tolist() == [0, 0, 0.5, *([1] * 9)]
    assert measure_questions([]).shape == (0, 5)


@pytest.mark.parametrize(("found", "message"), [("aba", "found twice for question aba"), ("ab", "nothing answers")])
def test_what_cannot_be_measured(found: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        measure_questions([ranked(found, "" if message == "nothing answers" else "a")])


_IDS = st.text(alphabet="aåä\u0308 #\u2028.1", min_size=1, max_size=4)


@given(st.lists(_IDS, unique=True, max_size=20), st.sets(_IDS, min_size=1, max_size=4))
def test_recall_and_reciprocal_rank_follow_from_the_first_rank(found: list[str], relevant: set[str]) -> None:
    # Whatever the ids look like: the library's own order of equal scores, by id, never shows.
    question = Ranked(group="1", found=tuple(found), relevant=tuple(relevant))
    rank = first_rank(found, [*relevant])
    values = measure_questions([question])[0]
    assert values[:3].tolist() == [float(1 <= rank <= k) for k in (1, 5, 10)]
    assert values[3] == pytest.approx(1 / rank if rank else 0)
    assert 0 <= values[4] <= 1
    assert (values[4] > 0) == (1 <= rank <= 10)
