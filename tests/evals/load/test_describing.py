from dataclasses import replace

from evals.load.describing import describe_load, write_markdown
from evals.load.schema import (
    CHAT_ANSWER,
    KINDS,
    BurstFigures,
    KindFigures,
    LoadReport,
    ProcessFigures,
)

_FIGURES = KindFigures(
    kind=CHAT_ANSWER,
    requests=2160,
    failures=0,
    per_second=3.6,
    median_seconds=0.1234,
    p95_seconds=0.4,
    p99_seconds=0.9994,
    max_seconds=1.25,
)
_REPORT = LoadReport(
    format_version=1,
    made_at="2025-01-02T03:04:05+00:00",
    machine="2 cores",
    visitors=50,
    seconds=600.0,
    pace=1.0,
    kinds=(_FIGURES,),
    errors=(),
    process=ProcessFigures(
        warm_mib=1300.0,
        end_mib=1302.4,
        private_end_mib=1050.0,
        slope_mib_per_minute=0.125,
        flat=True,
        cores_used=0.4,
    ),
    burst=BurstFigures(visitors=50, answers=50, failures=1, p95_seconds=2.5, max_seconds=2.75),
    samples=(),
)


def test_lines() -> None:
    assert describe_load(_REPORT) == (
        "50 visitors at once for 10 min, 2025-01-02; 2 cores",
        "",
        "                              requests  a second    failed    median       p95       p99   slowest",
        "answer in the chat               2,160      3.60         0    123 ms    400 ms    999 ms    1.25 s",
        "",
        "Memory of the server: 1,300 MiB when warm, 1,302 (1,050 of its own) at the end",
        "Over the second half it changes by +0.12 MiB a minute: flat",
        "The server used 0.40 cores on average",
        "50 asking at the very same moment: p95 2.50 s, slowest 2.75 s, 1 failed",
    )


def test_lines_fit_a_terminal() -> None:
    report = replace(_REPORT, kinds=tuple(replace(_FIGURES, kind=kind) for kind in KINDS))
    assert max(map(len, describe_load(report))) <= 100


def test_what_was_not_measured_is_said() -> None:
    lines = describe_load(replace(_REPORT, process=None, burst=None, pace=0.5))
    assert lines[0] == "50 visitors at once for 10 min, who read 0.5 times as long as people do, 2025-01-02; 2 cores"
    assert lines[-1] == "Memory of the server was not measured: its process cannot be seen from here"


def test_verdicts_on_memory() -> None:
    assert _REPORT.process is not None
    for flat, words in ((False, "NOT flat"), (None, "too short a run to tell")):
        report = replace(_REPORT, process=replace(_REPORT.process, flat=flat, private_end_mib=None))
        assert any(line.endswith(f": {words}") for line in describe_load(report))
        assert "of its own" not in "".join(describe_load(report))


def test_markdown() -> None:
    assert write_markdown(_REPORT) == (
        "50 visitors at once for 10 min, 2025-01-02; 2 cores.\n\n"
        "| | requests | a second | failed | median | p95 | p99 | slowest |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n"
        "| answer in the chat | 2,160 | 3.60 | 0 | 123 ms | 400 ms | 999 ms | 1.25 s |\n\n"
        "Memory of the server: 1,300 MiB when warm, 1,302 (1,050 of its own) at the end.\n"
        "Over the second half it changes by +0.12 MiB a minute: flat.\n"
        "The server used 0.40 cores on average.\n"
        "50 asking at the very same moment: p95 2.50 s, slowest 2.75 s, 1 failed.\n"
    )
