import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from evals.answering.command import measure_answering
from evals.cli import commands
from evals.errors import EvaluationError
from index.classifying import Example
from tests.evals.answering.samples import write_collection
from tests.evals.toys import ToyEmbedder


@pytest.fixture(autouse=True)
def _toy_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    examples = (Example(text="cat", language="en", label="model"), Example(text="dog", language="en", label="done"))
    monkeypatch.setattr("evals.answering.command.make_embedder", lambda settings: ToyEmbedder())
    monkeypatch.setattr("bot.intents.load_examples", lambda: examples)
    # The means of the toy model must not be taken for those of the real one.
    monkeypatch.setenv("LYKBOT_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def collection_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "toy"
    folder.mkdir()
    return write_collection(folder)


def test_a_collection(collection_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    work, figures = tmp_path / "work", tmp_path / "figures.json"
    measure_answering(collection_dir, sample=0, work=work, json_file=figures)
    output = capsys.readouterr()
    assert output.out.startswith("4 passages, 5 questions, 2 left out; ")
    assert "answers in fi are the sentences" in output.out
    assert "fi: 2 passages, 2 questions" in output.err
    written = json.loads(figures.read_text(encoding="utf-8"))
    assert {(f["system"], f["scope"]) for f in written["figures"]} == {
        ("composer", "fi"),
        ("composer", "en"),
        ("lykbot", "fi"),
        ("lykbot", "en"),
    }
    assert len(written["outcomes"]) == 5
    assert len(list(work.iterdir())) == 2


def test_through_the_command_line(collection_dir: Path) -> None:
    done = CliRunner().invoke(commands, ["answering", str(collection_dir), "--language", "en", "--sample", "1"])
    assert done.exit_code == 0, done.output
    assert "2 passages, 2 questions, 2 left out" in done.stdout


def test_what_is_no_collection_is_an_error_before_anything_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evals.answering.command.make_embedder", lambda settings: pytest.fail("loaded a model"))
    with pytest.raises(EvaluationError, match=r"corpus\.jsonl cannot be read"):
        measure_answering(tmp_path, sample=0)
