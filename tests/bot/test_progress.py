"""Progress: plain lines now and then, a bar in a terminal, and rates that can be computed by hand."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.progress import describe_error, describe_pace, show_progress

ROOT = Path(__file__).resolve().parents[2]


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("done", "total", "seconds", "expected"),
    [
        (0, 100, 5.0, ""),
        (5, 100, 0.0, ""),
        (50, 100, 25.0, "2.0 texts/s, 0:25 left"),
        (10, 1000, 20.0, "0.5 texts/s, 33:00 left"),
        (100, 100, 50.0, "2.0 texts/s"),
        (30, 0, 10.0, "3.0 texts/s"),
    ],
)
def test_describe_pace(done: int, total: int, seconds: float, expected: str) -> None:
    assert describe_pace("texts", done, total, seconds) == expected


def test_lines_every_few_seconds() -> None:
    stream, clock = io.StringIO(), Clock()
    with show_progress("texts", stream, clock=clock) as report:
        for done in range(0, 41):
            report("embed", done, 40)
            clock.now += 0.5
    assert stream.getvalue().splitlines() == [
        "embed 10/40 (2.0 texts/s, 0:15 left)",
        "embed 20/40 (2.0 texts/s, 0:10 left)",
        "embed 30/40 (2.0 texts/s, 0:05 left)",
        "embed 40/40 (2.0 texts/s)",
    ]


def test_short_work_is_quiet() -> None:
    stream, clock = io.StringIO(), Clock()
    with show_progress("texts", stream, clock=clock) as report:
        report("embed", 0, 2)
        clock.now += 1
        report("embed", 2, 2)
    assert stream.getvalue() == ""


def test_stage_that_cannot_be_counted() -> None:
    stream, clock = io.StringIO(), Clock()
    with show_progress("texts", stream, clock=clock) as report:
        clock.now += 6
        report("load the model", 0, 0)
        clock.now += 6
        report("answer", 0, 0)
        clock.now += 6
        report("answer", 12, 0)
    assert stream.getvalue().splitlines() == ["load the model", "answer", "answer 12 (2.0 texts/s)"]


def test_bar_in_a_terminal() -> None:
    stream = Terminal()
    with show_progress("texts", stream) as report:
        report("embed [bold]", 0, 10)
        report("embed [bold]", 10, 10)
    assert "embed [bold]" in stream.getvalue()
    assert "10/10" in stream.getvalue()


def test_bar_is_closed_when_the_work_fails() -> None:
    stream = Terminal()
    with pytest.raises(KeyboardInterrupt), show_progress("texts", stream) as report:
        report("embed", 1, 10)
        raise KeyboardInterrupt
    assert stream.getvalue().count("\x1b[?25h") == stream.getvalue().count("\x1b[?25l")


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (ValueError("one\ntwo"), "ValueError: one"),
        (KeyError("a"), "KeyError: 'a'"),
        (OSError(), "OSError: no message"),
    ],
)
def test_describe_error(error: Exception, expected: str) -> None:
    assert describe_error(error) == expected


def show_log_in_a_process(with_tracebacks: bool) -> str:
    script = (
        "import logging\n"
        "from bot.progress import show_log\n"
        f"show_log(with_tracebacks={with_tracebacks})\n"
        "log = logging.getLogger('index.building')\n"
        "log.setLevel(logging.DEBUG)\n"
        "log.debug('unheard')\n"
        "log.warning('from %s', 'scratch')\n"
        "try:\n    1 / 0\nexcept ZeroDivisionError:\n    log.exception('failed')\n"
    )
    variables = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=variables, check=True)
    assert done.stdout == ""
    return done.stderr


def test_log_is_shown_as_notices() -> None:
    assert show_log_in_a_process(with_tracebacks=False).splitlines() == [
        "lykbot: from scratch",
        "lykbot: failed (ZeroDivisionError: division by zero)",
    ]


def test_log_with_tracebacks() -> None:
    assert "Traceback" in show_log_in_a_process(with_tracebacks=True)
