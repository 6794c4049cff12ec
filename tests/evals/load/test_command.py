import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.settings import Settings
from evals.cli import commands
from evals.errors import EvaluationError
from evals.load import command
from evals.load.command import LoadPlan, measure_load
from evals.load.schema import CHAT_ANSWER, START_PAGE, TimedRequest, Visit
from evals.load.server import Server

_ANSWER = TimedRequest(kind=CHAT_ANSWER, started_at=10.0, seconds=0.5, error=None)
_PAGE = TimedRequest(kind=START_PAGE, started_at=9.0, seconds=0.1, error=None)


def _plan(folder: Path) -> LoadPlan:
    return LoadPlan(visitors=2, minutes=0.5, url="http://127.0.0.1:1", output=folder, with_burst=False, pace=1.0)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Visit, str]]:
    """The visitors sent, to a server that is ready and whose process cannot be seen."""
    visits: list[tuple[Visit, str]] = []

    def send(visit: Visit, url: str, folder: Path) -> tuple[TimedRequest, ...]:
        visits.append((visit, url))
        return (_PAGE, _ANSWER) if visit.company == "Visitor" else (replace(_ANSWER, seconds=1.5),) * visit.visitors

    monkeypatch.setattr(command, "send_visitors", send)
    monkeypatch.setattr(command, "check_ready", lambda url: None)
    monkeypatch.setattr(command, "find_server_process", lambda url: None)
    return visits


def test_a_run_leaves_a_report_and_a_table(
    sent: list[tuple[Visit, str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "new" / "report"
    assert measure_load(replace(_plan(folder), pace=0.5)) == ()
    assert sent == [(Visit(company="Visitor", visitors=2, seconds=30.0, pace=0.5), "http://127.0.0.1:1")]
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert [(row["kind"], row["requests"]) for row in report["kinds"]] == [(START_PAGE, 1), (CHAT_ANSWER, 1)]
    assert (report["burst"], report["process"], report["errors"], report["samples"]) == (None, None, [], [])
    assert "| answer in the chat | 1 |" in (folder / "table.md").read_text(encoding="utf-8")
    assert "answer in the chat" in capsys.readouterr().out


def test_a_burst_follows(sent: list[tuple[Visit, str]], tmp_path: Path) -> None:
    assert measure_load(replace(_plan(tmp_path), with_burst=True)) == ()
    assert [visit.company for visit, _ in sent] == ["Visitor", "Crowd"]
    burst = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["burst"]
    assert burst == {"visitors": 2, "answers": 2, "failures": 0, "p95_seconds": 1.5, "max_seconds": 1.5}


def test_errors_of_a_burst_count(
    monkeypatch: pytest.MonkeyPatch, sent: list[tuple[Visit, str]], tmp_path: Path
) -> None:
    def send(visit: Visit, url: str, folder: Path) -> tuple[TimedRequest, ...]:
        return (_ANSWER, replace(_ANSWER, error="full" if visit.company == "Crowd" else None))

    monkeypatch.setattr(command, "send_visitors", send)
    assert measure_load(replace(_plan(tmp_path), with_burst=True)) == ("answer in the chat: 1 times full",)


def test_a_server_of_its_own_is_watched(
    monkeypatch: pytest.MonkeyPatch, sent: list[tuple[Visit, str]], tmp_path: Path
) -> None:
    indexes: list[Path] = []

    @contextmanager
    def run(settings: Settings, data_dir: Path, log: Path) -> Iterator[Server]:
        indexes.append(settings.index_dir)
        yield Server(url="http://127.0.0.1:2", pid=os.getpid())

    monkeypatch.setattr(command, "run_server", run)
    measure_load(replace(_plan(tmp_path), url=None, index_dir=tmp_path / "index"))
    assert indexes == [tmp_path / "index"]
    assert [url for _, url in sent] == ["http://127.0.0.1:2"]
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["process"]["warm_mib"] > 1
    assert len(report["samples"]) >= 2


def test_a_server_that_is_not_ready_is_not_measured(
    monkeypatch: pytest.MonkeyPatch, sent: list[tuple[Visit, str]], tmp_path: Path
) -> None:
    monkeypatch.setattr(command, "check_ready", lambda url: "lykbot is starting")
    with pytest.raises(EvaluationError, match=r"not ready for questions \(lykbot is starting\)"):
        measure_load(_plan(tmp_path))
    assert sent == []


def test_an_output_that_cannot_be_made(sent: list[tuple[Visit, str]], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(EvaluationError, match="cannot be made"):
        measure_load(_plan(tmp_path / "file" / "folder"))


def test_the_command_exits_with_1_and_says_why(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    plans: list[LoadPlan] = []

    def measure(plan: LoadPlan) -> tuple[str, ...]:
        plans.append(plan)
        return ("slow", "growing") if plan.visitors == 3 else ()

    monkeypatch.setattr(command, "measure_load", measure)
    bad = CliRunner().invoke(commands, ["load", "--visitors", "3", "--output", str(tmp_path)])
    assert (bad.exit_code, bad.stderr) == (1, "lykbot: slow; growing\n")
    good = CliRunner().invoke(commands, ["load", "--burst", "--url", "http://127.0.0.1:1"])
    assert good.exit_code == 0
    assert plans[1] == LoadPlan(
        visitors=50, minutes=10.0, url="http://127.0.0.1:1", output=Path("load-report"), with_burst=True, pace=1.0
    )


@pytest.mark.parametrize("arguments", [["--visitors", "0"], ["--minutes", "0"], ["--pace", "0"]])
def test_impossible_loads_are_usage_errors(arguments: list[str]) -> None:
    assert CliRunner().invoke(commands, ["load", *arguments]).exit_code == 2
