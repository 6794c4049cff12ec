from pathlib import Path

import pytest

from evals.retrieval.passages import measure_collection, to_document
from evals.retrieval.schema import Passage, RetrievalReport, Score
from tests.evals.toys import ToyEmbedder, measured, toy_collection


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> RetrievalReport:
    return measure_collection(toy_collection(), measured(tmp_path_factory.mktemp("toy")))


def _score(report: RetrievalReport, scope: str, system: str) -> Score:
    (found,) = [score for score in report.scores if (score.scope, score.system) == (scope, system)]
    return found


def test_to_document_is_parsed_as_a_page() -> None:
    passage = Passage(passage_id="fi:00-01", language="fi", title="Pori", text="Karhu asuu metsässä. Se nukkuu talven.")
    document = to_document(passage)
    assert (document.document_id, document.page_id, document.title) == ("fi:00-01.fi", "fi:00-01", "Pori")
    assert [block.kind for section in document.sections for block in section.blocks] == ["paragraph"]
    assert document.digest == to_document(passage).digest
    assert document.digest != to_document(Passage(passage_id="fi:00-01", language="fi", title="", text="x")).digest


def test_counts(report: RetrievalReport) -> None:
    assert (report.passages, report.questions, report.left_out) == (4, 4, 3)


@pytest.mark.parametrize("scope", ["fi-fi", "fi-en", "en-fi", "en-en"])
def test_plain_search_takes_the_cat_for_the_dog(report: RetrievalReport, scope: str) -> None:
    plain = _score(report, scope, "plain")
    assert plain.questions == 2
    assert (plain.recall_at_1.value, plain.recall_at_5.value) == (0.5, 1.0)


def test_languages_without_passages_have_no_score(report: RetrievalReport) -> None:
    assert not [score for score in report.scores if "sv" in score.scope]


@pytest.mark.parametrize(
    ("system", "within", "across"),
    [
        ("dense with title", 0.5, 0.5),
        ("+ units", 0.5, 0.5),
        ("+ centred", 0.5, 0.5),
        ("+ words", 1.0, 0.5),
        ("lykbot", 1.0, 1.0),
    ],
)
def test_each_leg_adds_what_it_is_for(report: RetrievalReport, system: str, within: float, across: float) -> None:
    inside, between = (_score(report, scope, system) for scope in ("within", "across"))
    assert (inside.recall_at_1.value, between.recall_at_1.value) == (within, across)
    assert inside.gain_at_1 is not None and inside.gain_at_1.value == within - 0.5
    assert between.gain_at_1 is not None and between.gain_at_1.value == across - 0.5
    assert between.gain_at_5 is not None and between.gain_at_5.value == 0.0


@pytest.mark.parametrize(
    ("system", "mrr"),
    # Plain search has the dog of the second question behind the cat, at rank 2.
    [("plain", (1 + 1 / 2) / 2), ("lykbot", 1.0)],
)
def test_further_figures_of_plain_search_and_of_lykbot(report: RetrievalReport, system: str, mrr: float) -> None:
    figures = {
        (figure.scope, figure.name): figure.estimate.value for figure in report.figures if figure.system == system
    }
    for scope in ("fi-fi", "en-fi", "within", "across", "all"):
        assert figures[scope, "recall@10"] == 1.0
        assert figures[scope, "mrr"] == pytest.approx(mrr)
    assert {figure.system for figure in report.figures} == {"plain", "lykbot"}


def test_both_ways_to_count_recall_agree(report: RetrievalReport) -> None:
    figures = {(figure.scope, figure.system, figure.name): figure.estimate.value for figure in report.figures}
    for score in report.scores:
        if score.system in ("plain", "lykbot"):
            assert score.recall_at_1.value == figures[score.scope, score.system, "recall@1"]
            assert score.recall_at_5.value == figures[score.scope, score.system, "recall@5"]


def test_pool_of_all_languages(report: RetrievalReport) -> None:
    # Four passages in all, so that the first five are all of them.
    assert [(row.system, row.language, row.questions) for row in report.pool] == [
        ("plain", "fi", 2),
        ("plain", "en", 2),
        ("lykbot", "fi", 2),
        ("lykbot", "en", 2),
    ]
    assert {(row.same_language_share, row.recall_at_5.value) for row in report.pool} == {(0.5, 1.0)}


def test_nothing_is_embedded_twice(tmp_path: Path) -> None:
    first = measure_collection(toy_collection(), measured(tmp_path))
    again = measured(tmp_path)
    second = measure_collection(toy_collection(), again)
    assert second.scores == first.scores
    assert isinstance(again.embedder, ToyEmbedder)
    assert again.embedder.passages == []
