"""Evaluations run in a process of their own: one at a time, told as they go, ended with lykbot."""

import json
import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.errors import KeepingError
from bot.evaluating_apart import BusyError, EvalRun, Evaluations, OtherSetError, RunState
from bot.settings import Settings
from tests.bot.eval_files import fake_command, make_report, write_report

NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
NAME = "2026-03-01T12-00-00Z"
Open = Callable[..., Evaluations]


@pytest.fixture
def open_with(tmp_path: Path) -> Iterator[Open]:
    opened = []

    def open_one(answers: int = 0, ending: str = "done", **others: Any) -> Evaluations:
        settings = Settings(index_dir=tmp_path / "index", cache_dir=tmp_path / "cache", data_dir=tmp_path / "data")
        opened.append(Evaluations(settings, command=fake_command(answers, ending), now=lambda: NOW, **others))
        return opened[-1]

    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "cases.jsonl").write_text("{}\n{}\n\n{}\n", encoding="utf-8")
    yield open_one
    for evaluations in opened:
        evaluations.close()


def wait_for(evaluations: Evaluations, is_there: Callable[[EvalRun], bool]) -> EvalRun:
    ends_at = time.monotonic() + 30
    while time.monotonic() < ends_at:
        run = evaluations.state()
        assert run is not None
        if is_there(run):
            return run
        time.sleep(0.02)
    raise AssertionError(f"it never came to that: {evaluations.state()}")


def has_ended(run: EvalRun) -> bool:
    return run.state is not RunState.RUNNING


def test_sets_are_those_that_ship_and_those_of_staff(open_with: Open, tmp_path: Path) -> None:
    shipped = Path(__file__).resolve().parents[2] / "evals" / "sets"
    sets = {offered.name: offered for offered in open_with().sets()}
    assert list(sets) == ["dev", "test", "cases"]
    assert sets["dev"].path.resolve() == (shipped / "dev.jsonl").resolve()
    assert sets["dev"].cases > 100
    assert not sets["dev"].is_own
    assert (sets["cases"].cases, sets["cases"].is_own) == (3, True)
    (tmp_path / "data" / "cases.jsonl").unlink()
    assert [offered.name for offered in open_with().sets()] == ["dev", "test"]


def test_a_run_from_start_to_report(open_with: Open, tmp_path: Path) -> None:
    evaluations = open_with(3, "done")
    assert evaluations.state() is None
    assert evaluations.start("cases", "anna") == NAME
    run = wait_for(evaluations, has_ended)
    assert (run.state, run.set_name, run.account, run.started_at) == (RunState.DONE, "cases", "anna", NOW)
    # The first line of the journal is no answer, and the last is not whole.
    assert (run.done, run.total, run.report, run.reason) == (3, 3, NAME, "")
    data = tmp_path / "data"
    folder = data / "reports" / NAME
    arguments = json.loads((folder / "arguments.json").read_text(encoding="utf-8"))
    options = ["--index", str(tmp_path / "index"), "--output", str(folder)]
    assert arguments == ["eval", *options, "--", str(data / "cases.jsonl")]


def test_answers_are_counted_while_it_runs(open_with: Open) -> None:
    evaluations = open_with(2, "wait")
    evaluations.start("cases", "anna")
    run = wait_for(evaluations, lambda run: run.done == 2)
    assert (run.state, run.total) == (RunState.RUNNING, 3)


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="a system without priorities")
def test_it_gives_way_to_answers(open_with: Open) -> None:
    evaluations = open_with(2, "wait")
    evaluations.start("cases", "anna")
    wait_for(evaluations, lambda run: run.done == 2)
    assert evaluations._current is not None
    assert os.getpriority(os.PRIO_PROCESS, evaluations._current.process.pid) == 19


def test_one_at_a_time(open_with: Open) -> None:
    evaluations = open_with(0, "wait")
    evaluations.start("cases", "anna")
    with pytest.raises(BusyError, match="an evaluation is under way"):
        evaluations.start("dev", "maija")
    run = evaluations.state()
    assert run is not None
    assert (run.set_name, run.account) == ("cases", "anna")


def test_why_it_failed(open_with: Open) -> None:
    evaluations = open_with(1, "fail")
    evaluations.start("cases", "anna")
    run = wait_for(evaluations, has_ended)
    assert (run.state, run.done) == (RunState.FAILED, 1)
    assert run.reason == "the set is no good; correct line 3"
    assert evaluations.reports() == ()


def test_an_end_without_a_report_is_a_failure(open_with: Open) -> None:
    evaluations = open_with(1, "vanish")
    evaluations.start("cases", "anna")
    assert wait_for(evaluations, has_ended).state is RunState.FAILED


def test_closing_ends_it(open_with: Open) -> None:
    evaluations = open_with(2, "wait")
    evaluations.start("cases", "anna")
    wait_for(evaluations, lambda run: run.done == 2)
    evaluations.close()
    run = evaluations.state()
    assert run is not None
    assert run.state is RunState.FAILED
    evaluations.close()


@pytest.mark.parametrize("name", ["", "nope", "../cases", "/etc/passwd", "dev.jsonl"])
def test_only_sets_that_are_listed(open_with: Open, name: str) -> None:
    evaluations = open_with()
    with pytest.raises(KeepingError, match="there is no set"):
        evaluations.start(name, "anna")
    assert evaluations.state() is None


def test_comparing_with_an_earlier_report(open_with: Open, tmp_path: Path) -> None:
    reports = tmp_path / "data" / "reports"
    write_report(reports / "earlier", make_report(name="cases"))
    write_report(reports / "other", make_report(name="dev"))
    evaluations = open_with(3, "done")
    for name in ("nope", "../earlier"):
        with pytest.raises(KeepingError, match="there is no report"):
            evaluations.start("cases", "anna", name)
    with pytest.raises(OtherSetError, match="is not about 'cases'"):
        evaluations.start("cases", "anna", "other")
    evaluations.start("cases", "anna", "earlier")
    wait_for(evaluations, has_ended)
    arguments = json.loads((reports / NAME / "arguments.json").read_text(encoding="utf-8"))
    assert arguments[arguments.index("--compare") + 1] == str(reports / "earlier" / "report.json")


def test_reports_are_found_by_listed_names_only(open_with: Open, tmp_path: Path) -> None:
    reports = tmp_path / "data" / "reports"
    write_report(reports / "one")
    write_report(tmp_path / "data" / "outside")
    evaluations = open_with()
    assert evaluations.page("one") == reports / "one" / "report.html"
    report = evaluations.report("one")
    assert report is not None
    assert report.name == "one"
    for name in ("", ".", "..", "../outside", "one/", "nope", str(reports / "one")):
        assert evaluations.page(name) is None
        assert evaluations.report(name) is None
    (reports / "one" / "report.html").unlink()
    assert evaluations.page("one") is None


def test_a_command_that_is_not_there(open_with: Open, tmp_path: Path) -> None:
    settings = Settings(index_dir=tmp_path, cache_dir=tmp_path, data_dir=tmp_path / "data")
    evaluations = Evaluations(settings, command=lambda arguments: (str(tmp_path / "none"), *arguments))
    with pytest.raises(KeepingError, match="cannot be started"):
        evaluations.start("cases", "anna")
    assert evaluations.state() is None


def test_the_real_command_is_understood() -> None:
    from click.testing import CliRunner

    from bot.cli import commands

    options = ["eval", "--index", "none", "--output", "none", "--compare", "none.json", "--", "none.jsonl"]
    result = CliRunner().invoke(commands, options)
    # No usage error: the options are the command's own.
    assert result.exit_code == 1
    assert "none.json cannot be read" in result.output
