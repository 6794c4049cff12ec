import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from evals.errors import EvaluationError
from evals.speed import cold_start
from evals.speed.child import ChildRun, run_child
from evals.speed.cold_start import LYKBOT, measure_cold_start

_GIB = 1 << 30


def _run(seconds: float, gib: float, exit_code: int = 0, output: str = "") -> ChildRun:
    return ChildRun(exit_code=exit_code, seconds=seconds, peak_bytes=int(gib * _GIB), output=output)


def test_measure_cold_start_takes_the_worst_peak_and_the_middle_start(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = iter([_run(9.0, 1.0), _run(3.0, 1.75), _run(5.0, 1.25)])
    commands: list[Sequence[str]] = []

    def run(command: Sequence[str]) -> ChildRun:
        commands.append(command)
        return next(runs)

    monkeypatch.setattr(cold_start, "run_child", run)
    memory, start = measure_cold_start(Path("an index"))
    assert (memory.value, memory.target, memory.met) == (1.75, 1.5, False)
    assert (start.value, start.unit) == (5.0, "s")
    assert len({command[-3] for command in commands}) == 3
    assert {tuple(command[-2:]) for command in commands} == {("--index", "an index")}


def test_measure_cold_start_with_fewer_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = iter([_run(2.0, 0.5)])
    monkeypatch.setattr(cold_start, "run_child", lambda command: next(runs))
    assert [one.value for one in measure_cold_start(Path("an index"), ["Vem?"])] == [0.5, 2.0]


def test_measure_cold_start_says_why_the_command_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cold_start, "run_child", lambda command: _run(1.0, 0.1, 1, "a notice\nthere is no index\n"))
    with pytest.raises(EvaluationError, match=r"`lykbot ask 'Vem\?'` exits 1: there is no index"):
        measure_cold_start(Path("an index"), ["Vem?"])


def test_the_command_is_the_one_people_type() -> None:
    run = run_child([*LYKBOT, "--help"])
    assert (run.exit_code, run.output) == (0, "")
    assert LYKBOT[0] == sys.executable
