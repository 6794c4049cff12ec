import json
from pathlib import Path

import pytest

from evals.retrieval.command import main, work_folder
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
    monkeypatch.setattr("bot.assembly.make_embedder", lambda settings: ToyEmbedder())
    # The means of the toy model must not be taken for those of the real one.
    monkeypatch.setenv("LYKBOT_CACHE_DIR", str(tmp_path / "cache"))


def test_a_collection(collection_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    work, figures = tmp_path / "work", tmp_path / "figures.json"
    assert main([str(collection_dir), "--work", str(work), "--json", str(figures)]) == 0
    output = capsys.readouterr()
    assert "4 passages, 4 questions, 0 left out" in output.out
    assert "target within a language, recall@1: +6.0, measured +50.0: met" in output.out
    assert "ranking with + units" in output.err
    assert json.loads(figures.read_text(encoding="utf-8"))["passages"] == 4
    assert list(work.iterdir())


def test_a_part_of_a_collection(collection_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(collection_dir), "--limit", "1"]) == 0
    assert "2 passages, 2 questions, 2 left out" in capsys.readouterr().out


def test_the_sheets(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    output = capsys.readouterr().out
    assert "sections of the fact sheets" in output
    assert "lykbot, narrowed" in output


def test_an_error_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.startswith("evals.retrieval: ") and "corpus.jsonl cannot be read" in output.err


@pytest.mark.parametrize("arguments", [["--limit", "3"], ["folder", "--limit", "0"], ["a", "b"]])
def test_usage_errors(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as exited:
        main(arguments)
    assert exited.value.code == 2


def test_work_folder_is_removed_unless_it_was_chosen(tmp_path: Path) -> None:
    with work_folder(None) as made:
        assert made.is_dir()
    assert not made.exists()
    with work_folder(tmp_path) as chosen:
        assert chosen == tmp_path
    assert tmp_path.is_dir()
