import json
import sys
from pathlib import Path

import pytest

from evals.errors import EvaluationError
from evals.schema import Measurement
from evals.speed import benchmark
from evals.speed.benchmark import describe_machine, main, measure_asking
from evals.speed.child import ChildRun, run_child
from evals.speed.schema import BenchmarkReport

_GIB = 1 << 30


def _run(seconds: float, gib: float, exit_code: int = 0, output: str = "") -> ChildRun:
    return ChildRun(exit_code=exit_code, seconds=seconds, peak_bytes=int(gib * _GIB), output=output)


def test_measure_asking_takes_the_worst_peak_and_the_middle_start() -> None:
    runs = iter([_run(9.0, 1.0), _run(3.0, 1.75), _run(5.0, 1.25)])
    memory, start = measure_asking(lambda question: next(runs))
    assert (memory.value, memory.target, memory.met) == (1.75, 1.5, False)
    assert start.value == 5.0


def test_measure_asking_says_why_the_command_failed() -> None:
    with pytest.raises(EvaluationError, match="exits 1: there is no index"):
        measure_asking(lambda question: _run(1.0, 0.1, 1, "a notice\nthere is no index\n"))


def test_describe_machine() -> None:
    assert "cores" in describe_machine()


@pytest.mark.parametrize("arguments", [["--limit", "0"], ["--limit", "some"], ["--fast"]])
def test_usage_errors(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exited:
        main(arguments)
    assert exited.value.code == 2
    assert "usage: python -m evals.speed.benchmark" in capsys.readouterr().err


def test_main_prints_and_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    report = BenchmarkReport(
        machine="a machine", measurements=(Measurement(name="speed", value=2.0, unit="x", target=1.0),), seconds=1.0
    )
    monkeypatch.setattr(benchmark, "_measure", lambda effort, collection, work: report)
    assert main(["--json", str(tmp_path / "out.json")]) == 0
    assert "NOT met" in capsys.readouterr().out
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["measurements"][0]["value"] == 2.0


def test_main_says_an_error_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--passages", str(tmp_path)]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.startswith("evals.speed.benchmark: ") and "corpus.jsonl cannot be read" in output.err


def test_a_chroma_server_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("LYKBOT_CHROMA_URL", "http://127.0.0.1:1")
    assert main(["--quick"]) == 1
    assert "unset LYKBOT_CHROMA_URL" in capsys.readouterr().err


def test_the_command_is_the_one_people_type() -> None:
    run = run_child([*benchmark._LYKBOT, "--help"])
    assert (run.exit_code, run.output) == (0, "")
    assert benchmark._LYKBOT[0] == sys.executable
