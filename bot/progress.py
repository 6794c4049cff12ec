"""What is told on standard error while work goes on: how far it has come, and what the log has to say.

Progress is a bar in a terminal and a line now and then elsewhere.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TextIO

# Between two lines where there is no terminal; the first comes after as long, so that short work stays quiet.
LINE_EVERY_SECONDS = 5.0

Report = Callable[[str, int, int], None]
"""Told a stage ("embed"), how many are done and how many there are; 0 means that they cannot be counted."""


@contextmanager
def show_progress(unit: str, stream: TextIO, *, clock: Callable[[], float] = time.monotonic) -> Iterator[Report]:
    """Gives the function to report to while the work goes on.

    Args:
        unit: What is counted, in the plural ("texts").
        stream: Where it is shown.
        clock: Seconds from any fixed moment.
    """
    if stream.isatty():
        with _show_bar(unit, stream) as report:
            yield report
    else:
        yield _Lines(unit=unit, stream=stream, clock=clock, last_line=clock()).report


def describe_pace(unit: str, done: int, total: int, seconds: float) -> str:
    """The rate and the time left in words ("12.5 texts/s, 0:40 left"); "" when there is nothing to tell yet."""
    if done <= 0 or seconds <= 0:
        return ""
    rate = done / seconds
    pace = f"{rate:.1f} {unit}/s"
    if total <= done:
        return pace
    minutes, left = divmod(round((total - done) / rate), 60)
    return f"{pace}, {minutes}:{left:02d} left"


@dataclass(slots=True, kw_only=True)
class _Lines:
    """Plain lines: at most one every few seconds, and one when a stage that had such a line ends."""

    unit: str
    stream: TextIO
    clock: Callable[[], float]
    last_line: float
    stage: str = ""
    stage_start: float = 0.0
    is_shown: bool = field(default=False)

    def report(self, stage: str, done: int, total: int) -> None:
        now = self.clock()
        if stage != self.stage:
            self.stage, self.stage_start, self.is_shown = stage, now, False
        is_due = now - self.last_line >= LINE_EVERY_SECONDS
        if is_due or (self.is_shown and 0 < total <= done):
            counted = f" {done}/{total}" if total else f" {done}" if done else ""
            pace = describe_pace(self.unit, done, total, now - self.stage_start)
            self.stream.write(f"{stage}{counted}{f' ({pace})' if pace else ''}\n")
            self.stream.flush()
            self.last_line, self.is_shown = now, total > done


@contextmanager
def _show_bar(unit: str, stream: TextIO) -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[counted]}", markup=False),
        TextColumn("{task.fields[pace]}", markup=False),
    )
    started: dict[str, float] = {}
    with Progress(*columns, console=Console(file=stream), transient=True) as bar:
        task = bar.add_task("", total=None, counted="", pace="")

        def report(stage: str, done: int, total: int) -> None:
            start = started.setdefault(stage, time.monotonic())
            bar.update(
                task,
                description=stage,
                completed=done,
                total=total or None,
                counted=f"{done}/{total}" if total else str(done or ""),
                pace=describe_pace(unit, done, total, time.monotonic() - start),
            )

        yield report


def describe_error(error: BaseException) -> str:
    """An error in a few words: its type and the first line of its message."""
    return f"{type(error).__name__}: {(str(error).strip().splitlines() or ['no message'])[0]}"


def show_log(*, with_tracebacks: bool) -> None:
    """Shows warnings and errors of the log as notices, one line each unless tracebacks are wanted."""
    handler = logging.StreamHandler()
    handler.setFormatter(_NoticeFormatter(with_tracebacks))
    handler.setLevel(logging.WARNING)  # some libraries turn their own loggers up
    logging.basicConfig(handlers=[handler])


class _NoticeFormatter(logging.Formatter):
    def __init__(self, with_tracebacks: bool) -> None:
        super().__init__("lykbot: %(message)s")
        self._with_tracebacks = with_tracebacks

    def format(self, record: logging.LogRecord) -> str:
        if self._with_tracebacks:
            return super().format(record)
        error = record.exc_info[1] if record.exc_info else None
        message = f"{record.getMessage()} ({describe_error(error)})" if error else record.getMessage()
        return f"lykbot: {' '.join(message.splitlines())}"
