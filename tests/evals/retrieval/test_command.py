import json
from pathlib import Path

import pytest

from evals.errors import EvaluationError
from evals.retrieval.command import measure_retrieval
from tests.evals.toys import ToyEmbedder, toy_collection


@pytest.fixture
def collection_dir(tmp_path: Path) -> Path:
    """The toy collection as files."""
    folder = tmp_path / "toy"
    folder.mkdir()
    collection = toy_collection()
    rows = [{"id": p.passage_id, "lang": p.language, "title": p.title, "text": p.text} for p in collection.passages]
    (folder / "corpus.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    rows = [{"id": q.question_id, "lang": q.language, "text": q.text} for q in collection.questions]
    (folder / "queries.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    pairs = [(q.question_id, passage_id) for q in collection.questions for passage_id in q.relevant]
    lines = ["query_id\tcorpus_id\trelevance", *(f"{question}\t{passage}\t1" for question, passage in pairs)]
    (folder / "qrels.tsv").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def _toy_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("evals.retrieval.command.make_embedder", lambda settings: ToyEmbedder())
    # The means of the toy model must not be taken for those of the real one.
    monkeypatch.setenv("LYKBOT_CACHE_DIR", str(tmp_path / "cache"))


def test_a_collection(collection_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    work, figures = tmp_path / "work", tmp_path / "figures.json"
    measure_retrieval(collection_dir, work=work, json_file=figures)
    output = capsys.readouterr()
    assert "4 passages, 4 questions, 0 left out" in output.out
    assert "target within, recall@1: +6.0, measured +50.0: met" in output.out
    assert "ranking with + units" in output.err
    written = json.loads(figures.read_text(encoding="utf-8"))
    assert written["passages"] == 4
    assert {"recall@10", "mrr", "ndcg@10"} < {figure["name"] for figure in written["figures"]}
    assert list(work.iterdir())


def test_a_part_of_a_collection(collection_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    measure_retrieval(collection_dir, limit=1)
    assert "2 passages, 2 questions, 2 left out" in capsys.readouterr().out


def test_what_is_no_collection_is_an_error_before_anything_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evals.retrieval.command.make_embedder", lambda settings: pytest.fail("loaded a model"))
    with pytest.raises(EvaluationError, match=r"corpus\.jsonl cannot be read"):
        measure_retrieval(tmp_path)
