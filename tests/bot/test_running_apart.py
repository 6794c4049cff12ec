"""Work in another process: what it gives, tells and raises comes here, and it can be ended."""

import os
import threading
import time

import pytest

from bot.running_apart import ApartError, Report, StoppedError, TooLongError, run_apart
from index.errors import IndexLockedError


def double(report: Report, number: int) -> int:
    report(f"doubling {number}")
    report("done")
    return 2 * number


def tell_process(report: Report) -> tuple[int, int]:
    return os.getpid(), os.nice(0)


def refuse(report: Report) -> None:
    raise IndexLockedError("somebody else is at it")


def break_off(report: Report) -> None:
    raise ZeroDivisionError


def die(report: Report) -> None:
    os._exit(7)


def linger(report: Report) -> None:
    report("begun")
    time.sleep(600)


def give_what_cannot_travel(report: Report) -> object:
    return threading.Lock()


def test_result_and_reports() -> None:
    told: list[object] = []
    assert run_apart(double, 21, report=told.append) == 42
    assert told == ["doubling 21", "done"]


def test_it_is_another_process_of_lower_priority() -> None:
    process, niceness = run_apart(tell_process)
    assert process != os.getpid()
    assert niceness > os.nice(0) or niceness == 19


def test_our_errors_come_here() -> None:
    with pytest.raises(IndexLockedError, match=r"^somebody else is at it$"):
        run_apart(refuse)


def test_other_errors_are_told_without_their_inside(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ApartError, match="broke off"):
        run_apart(break_off)
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_process_that_dies() -> None:
    with pytest.raises(ApartError, match="ended with 7"):
        run_apart(die)


def test_result_that_cannot_travel() -> None:
    with pytest.raises(ApartError, match="broke off"):
        run_apart(give_what_cannot_travel)


def test_limit() -> None:
    with pytest.raises(TooLongError, match="longer than 0 s"):
        run_apart(linger, limit_seconds=0.1)


def test_stop() -> None:
    stop = threading.Event()
    with pytest.raises(StoppedError):
        run_apart(linger, report=lambda message: stop.set(), stop=stop)
