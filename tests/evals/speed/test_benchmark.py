import json
from pathlib import Path

import pytest

from evals.errors import EvaluationError
from evals.schema import Measurement
from evals.speed import benchmark
from evals.speed.benchmark import describe_machine, run_benchmark
from evals.speed.schema import BenchmarkReport


def test_describe_machine() -> None:
    assert "cores" in describe_machine()


def test_run_benchmark_prints_and_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    report = BenchmarkReport(
        machine="a machine", measurements=(Measurement(name="speed", value=2.0, unit="x", target=1.0),), seconds=1.0
    )
    efforts = []

    def measure(effort: benchmark._Effort, collection: Path | None, work: Path) -> BenchmarkReport:
        efforts.append((effort.passages_per_language, effort.chunks, collection))
        return report

    monkeypatch.setattr(benchmark, "_measure", measure)
    run_benchmark(quick=False, passages=None, limit=None, json_file=tmp_path / "out.json")
    assert "NOT met" in capsys.readouterr().out
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["measurements"][0]["value"] == 2.0
    run_benchmark(quick=True, passages=tmp_path, limit=7, json_file=None)
    assert efforts == [(None, 100_000, None), (7, 9_999, tmp_path)]


def test_run_benchmark_of_a_collection_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"corpus\.jsonl cannot be read"):
        run_benchmark(quick=True, passages=tmp_path, limit=None, json_file=None)


def test_run_benchmark_leaves_a_chroma_server_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LYKBOT_CHROMA_URL", "http://127.0.0.1:1")
    with pytest.raises(EvaluationError, match="unset LYKBOT_CHROMA_URL"):
        run_benchmark(quick=True, passages=None, limit=None, json_file=None)
