import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from evals.cli import commands
from evals.errors import EvaluationError
from evals.extraction.command import measure_extraction
from knowledge.facts.schema import DocumentFacts
from tests.evals.extraction.samples import FACTS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two labelled pages, of which the first says what the sample facts say."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "labels").mkdir()
    texts = {
        "porvoo-1.fi.txt": "Porvoo liittyi malliin 6.3.2018.\n\nKysy: Åsa Öhman, sihteeri\n",
        "sipoo-1.sv.txt": "Sibbo\n\nVi är med sedan 2016.\n",
    }
    for name, text in texts.items():
        (tmp_path / "pages" / name).write_text(text, encoding="utf-8")
    event = {
        "kind": "joined",
        "date": "2018-03-06",
        "end_date": None,
        "is_open": False,
        "duration": None,
        "is_plan": False,
        "near": "liittyi malliin",
    }
    first = {
        "page": "porvoo-1.fi.txt",
        "split": "test",
        "municipality": "Porvoo",
        "contacts": [],
        "events": [event],
        "goals": [],
    }
    second = {
        "page": "sipoo-1.sv.txt",
        "split": "dev",
        "municipality": "Sipoo",
        "contacts": [],
        "events": [event | {"date": "2016", "is_open": True, "near": "sedan 2016"}],
        "goals": [],
    }
    (tmp_path / "labels" / "fi.jsonl").write_text(json.dumps(first), encoding="utf-8")
    (tmp_path / "labels" / "sv.jsonl").write_text(json.dumps(second), encoding="utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def _fake_extractors(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = replace(FACTS, contacts=(), goals=())
    monkeypatch.setattr(
        "evals.extraction.command.extract_facts",
        lambda document: facts if document.municipality == "Porvoo" else DocumentFacts(),
    )


def test_figures_and_faults(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures = tmp_path / "figures.json"
    measure_extraction(folder, json_file=figures)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[0] for line in lines if " pages " in line] == [
        "dev: 1 pages",
        "test: 1 pages",
        "all: 2 pages",
    ]
    assert "events: recall                  100.0    0.0   50.0     9.5–90.5        1/2" in lines
    assert lines[-2:] == ["sipoo-1.sv.txt", "  - event 2016–, joined: sedan 2016"]
    assert "porvoo-1.fi.txt" not in lines
    written = json.loads(figures.read_text(encoding="utf-8"))
    assert [part["pages"] for part in written["parts"]] == [1, 1, 2]
    assert {"event_recall", "municipality"} <= {figure["name"] for figure in written["parts"][0]["figures"]}


def test_faults_of_test_pages_are_listed_only_where_asked(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evals.extraction.command.extract_facts", lambda document: DocumentFacts())
    hidden = tmp_path / "hidden.json"
    measure_extraction(folder, json_file=hidden)
    assert "porvoo-1.fi.txt" not in capsys.readouterr().out + hidden.read_text(encoding="utf-8")
    measure_extraction(folder, show_test=True)
    assert "porvoo-1.fi.txt\n  - event 2018-03-06, joined" in capsys.readouterr().out


def test_one_language(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    measure_extraction(folder, language="fi")
    assert "all: 1 pages" in capsys.readouterr().out
    with pytest.raises(EvaluationError, match="holds no page in en"):
        measure_extraction(folder, language="en")


def test_through_the_command_line(folder: Path) -> None:
    done = CliRunner().invoke(commands, ["extraction", str(folder), "--language", "sv"])
    assert done.exit_code == 0, done.output
    assert "- event 2016–, joined: sedan 2016" in done.stdout


def test_the_pages_that_ship_are_taken_without_a_folder() -> None:
    done = CliRunner().invoke(commands, ["extraction"])
    assert done.exit_code == 0, done.output
    assert "contacts: recall" in done.stdout
