"""The commands that measure, through their real entry points; a run itself is tested in test_evaluating."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli import commands as lykbot
from evals.cli import commands as evals
from evals.comparing import load_report
from evals.evaluating import Evaluation
from evals.schema import Report
from evals.writing import write_json
from tests.evals.samples import sample_report


def _eval(*arguments: str) -> Result:
    return CliRunner().invoke(lykbot, ["eval", *arguments])


@pytest.fixture
def evaluations(monkeypatch: pytest.MonkeyPatch) -> list[Evaluation]:
    """What was asked for; every run ends in the sample report."""
    asked: list[Evaluation] = []

    def evaluate(evaluation: Evaluation, *rest: Any) -> Report:
        asked.append(evaluation)
        return sample_report()

    monkeypatch.setattr("evals.evaluating.evaluate", evaluate)
    return asked


def test_lykbot_knows_the_command() -> None:
    shown = CliRunner().invoke(lykbot, ["--help"])
    assert "eval " in shown.stdout and "ask " in shown.stdout
    assert "--split [dev|test]" in _eval("--help").stdout


def test_what_is_asked_for(evaluations: list[Evaluation], tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = _eval("a.jsonl", "b.jsonl", "--index", "i", "--split", "dev", "--output", str(out), "--baseline", "plain")
    assert done.exit_code == 0, done.output
    assert evaluations == [
        Evaluation(
            sets=(Path("a.jsonl"), Path("b.jsonl")), index_dir=Path("i"), split="dev", output=out, with_plain=True
        )
    ]
    assert load_report(out / "report.json") == sample_report()
    assert (out / "report.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "Right answers" in done.stdout
    assert str(out / "report.html") in done.stderr


def test_a_comparison(evaluations: list[Evaluation], tmp_path: Path) -> None:
    write_json(tmp_path / "before.json", sample_report())
    arguments = ("--compare", str(tmp_path / "before.json"), "--fail-under", "baseline", "--output", str(tmp_path))
    assert _eval(*arguments).exit_code == 0


def test_a_drop_fails(evaluations: list[Evaluation], tmp_path: Path) -> None:
    report = sample_report()
    figures = tuple(
        replace(f, estimate=replace(f.estimate, value=0.99, low=0.98, high=1.0)) if f.name == "right" else f
        for f in report.answers
    )
    write_json(tmp_path / "before.json", replace(report, answers=figures))
    done = _eval("--compare", str(tmp_path / "before.json"), "--fail-under", "baseline", "--output", str(tmp_path))
    assert done.exit_code == 1
    assert "right" in done.stderr.lower()
    # The report is there all the same.
    assert (tmp_path / "report.html").is_file()


@pytest.mark.parametrize(("floor", "exit_code"), [("0.8", 0), ("0.9", 1), ("language=0.99", 1)])
def test_a_floor(evaluations: list[Evaluation], tmp_path: Path, floor: str, exit_code: int) -> None:
    assert _eval("--fail-under", floor, "--output", str(tmp_path)).exit_code == exit_code


@pytest.mark.parametrize(
    ("arguments", "exit_code", "message"),
    [
        (("--fail-under", "baseline"), 2, "--compare"),
        (("--split", "train"), 2, "'train'"),
        (("--fail-under", "beauty=1"), 1, "beauty"),
        (("--compare", "nowhere.json"), 1, "nowhere.json"),
        (("nowhere.jsonl",), 1, "nowhere.jsonl cannot be read"),
    ],
)
def test_what_cannot_be_used(tmp_path: Path, arguments: tuple[str, ...], exit_code: int, message: str) -> None:
    done = _eval(*arguments, "--output", str(tmp_path / "out"))
    assert (done.exit_code, message in done.stderr) == (exit_code, True), done.stderr
    assert not (tmp_path / "out").exists()


def test_no_index(tmp_path: Path) -> None:
    case = {
        "case_id": "a",
        "question": "b?",
        "language": "en",
        "status": "refused_out_of_scope",
        "topic": "off_subject",
        "facts": [],
        "municipalities": [],
        "passages": [],
    }
    path = tmp_path / "own.jsonl"
    path.write_text(json.dumps(case), encoding="utf-8")
    done = _eval(str(path), "--index", str(tmp_path / "none"), "--output", str(tmp_path / "out"))
    assert done.exit_code == 1
    assert "lykbot build" in done.stderr


def test_an_interrupt_says_how_to_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def evaluate(*arguments: Any) -> Report:
        raise KeyboardInterrupt

    monkeypatch.setattr("evals.evaluating.evaluate", evaluate)
    done = _eval("--output", str(tmp_path))
    assert done.exit_code == 130
    assert "--resume" in done.stderr and str(tmp_path) in done.stderr


def test_check_of_a_sound_set(tmp_path: Path) -> None:
    done = CliRunner().invoke(evals, ["check"])
    assert (done.exit_code, "0 findings" in done.stderr) == (0, True), done.output


def test_check_names_the_line(tmp_path: Path) -> None:
    case = {
        "case_id": "a",
        "question": "Vem?",
        "language": "sv",
        "status": "answered",
        "topic": "contacts",
        "facts": [["Ingen Alls"]],
        "municipalities": ["Imatra"],
        "passages": [{"page": "imatra/lapsiystavallinen-kunta", "section": "Kontaktuppgifter"}],
    }
    path = tmp_path / "own.jsonl"
    path.write_text(f"\n{json.dumps(case)}\n", encoding="utf-8")
    done = CliRunner().invoke(evals, ["check", str(path)])
    assert done.exit_code == 1
    assert f"{path}:2: a: " in done.stdout


@pytest.mark.parametrize("command", [["retrieval"], ["benchmark", "--limit", "0"], ["measure"]])
def test_wrong_usage(command: list[str]) -> None:
    assert CliRunner().invoke(evals, command).exit_code == 2


def test_retrieval_of_a_folder_that_is_none(tmp_path: Path) -> None:
    done = CliRunner().invoke(evals, ["retrieval", str(tmp_path / "nowhere")])
    assert done.exit_code == 1
    assert "corpus.jsonl cannot be read" in done.stderr


def test_accept(tmp_path: Path) -> None:
    done = CliRunner().invoke(evals, ["accept", str(tmp_path / "nowhere.json")])
    assert done.exit_code == 1
    assert "nowhere.json" in done.stderr


def test_the_module_runs() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "evals", "--help"], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert all(name in done.stdout for name in ("check", "retrieval", "benchmark", "accept"))


@pytest.mark.parametrize(("command", "library"), [("eval", "jinja2"), ("retrieval", "ir_measures")])
def test_a_missing_library_is_named_before_anything_is_asked(command: str, library: str, tmp_path: Path) -> None:
    script = (
        f"import sys; sys.modules[{library!r}] = None\n"
        "from evals.cli import commands, eval_command\n"
        f"commands.add_command(eval_command); commands(['{command}', {str(tmp_path / 'x')!r}])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert f"measuring needs {library}" in done.stderr and "lykbot[evals]" in done.stderr
