"""Runs of `lykbot eval` beside the web pages: each in a process of its own, one at a time, with the lowest priority.

Measuring loads the model again and answers hundreds of questions; in this process the visitors would wait for it.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from importlib import metadata
from importlib.resources import as_file, files
from pathlib import Path

from bot.errors import KeepingError
from bot.eval_reports import PAGE_FILE, REPORT_FILE, EvalReport, ReportFolder, list_reports
from bot.keeping.cases import CASES_FILE
from bot.settings import Settings

REPORTS_FOLDER = "reports"
_COMMANDS, _EVAL = "lykbot.commands", "eval"
_JOURNAL, _LOG = "answers.jsonl", "run.log"
_LOWEST_PRIORITY = 19
_TERM_SECONDS = 5.0
_SPEAKER = "lykbot: "
_MAX_REASON_CHARS = 500


class RunState(StrEnum):
    """How far a run has come."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedSet:
    """A set that can be asked; ``is_own`` says that staff have made its cases."""

    name: str
    path: Path
    cases: int
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EvalRun:
    """A run, the one under way or the last: ``done`` of ``total`` questions are answered.

    ``reason`` is what the command said when it failed. ``report`` is the name of its report.
    """

    state: RunState
    set_name: str
    account: str
    started_at: datetime
    done: int
    total: int
    report: str
    reason: str = ""


class BusyError(KeepingError):
    """An evaluation is under way already."""


class OtherSetError(KeepingError):
    """The report to compare with is about other questions."""


@dataclass(slots=True)
class _Process:
    """A started command, and how much of its journal has been counted."""

    process: "subprocess.Popen[bytes]"
    chosen: OfferedSet
    account: str
    folder: Path
    started_at: datetime
    counted_bytes: int = 0
    lines: int = 0


def _command(arguments: Sequence[str]) -> tuple[str, ...]:
    return (sys.executable, "-m", "bot.cli", *arguments)


def _now() -> datetime:
    return datetime.now(UTC)


class Evaluations:
    """Starts runs and finds their reports.

    Args:
        settings: Where the index is that is asked, and where staff's cases and the reports are.
        command: The command line of lykbot with some arguments.
        now: The time.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        command: Callable[[Sequence[str]], Sequence[str]] = _command,
        now: Callable[[], datetime] = _now,
    ) -> None:
        self._settings = settings
        self._command = command
        self._now = now
        self._lock = threading.Lock()
        self._current: _Process | None = None

    @property
    def reports_dir(self) -> Path:
        """The folder of the reports."""
        return self._settings.data_dir / REPORTS_FOLDER

    def sets(self) -> tuple[OfferedSet, ...]:
        """The sets that ship, by name, then the cases that staff have made."""
        shipped = [_offer(path, is_own=False) for path in _find_shipped()]
        own = self._settings.data_dir / CASES_FILE
        return (*shipped, _offer(own, is_own=True)) if own.is_file() else tuple(shipped)

    def reports(self) -> tuple[ReportFolder, ...]:
        """The finished reports, newest first.

        Raises:
            KeepingError: Their folder cannot be listed.
        """
        return list_reports(self.reports_dir)

    def report(self, name: str) -> EvalReport | None:
        """The report of a name; None when there is none that can be read. No path is ever made of the name."""
        return next((folder.report for folder in self.reports() if folder.name == name), None)

    def page(self, name: str) -> Path | None:
        """The file of a report that browsers show; None when there is none."""
        known = next((folder.name for folder in self.reports() if folder.name == name), None)
        path = self.reports_dir / known / PAGE_FILE if known else None
        return path if path and path.is_file() else None

    def start(self, set_name: str, account: str, compare_with: str | None = None) -> str:
        """Starts to ask the cases of a set; gives the name of the report there will be.

        Args:
            set_name: One of `sets`, by its name.
            account: Who starts it.
            compare_with: The name of an earlier report, which the new one then compares itself with.

        Raises:
            BusyError: One is under way.
            OtherSetError: The report is about other questions.
            KeepingError: There is no such set or report, or the command cannot be started.
        """
        chosen = next((offered for offered in self.sets() if offered.name == set_name), None)
        if chosen is None:
            raise KeepingError(f"there is no set {set_name!r}; choose one of those listed")
        earlier = self.report(compare_with) if compare_with else None
        if compare_with and earlier is None:
            raise KeepingError(f"there is no report {compare_with!r} that can be read; choose one of those listed")
        if earlier and set_name not in {asked.name for asked in earlier.sets}:
            # The command would find no case in common, after all has been asked.
            raise OtherSetError(f"the report {earlier.name} is not about {set_name!r}; choose one that is, or none")
        with self._lock:
            if self._current is not None and self._current.process.poll() is None:
                raise BusyError("an evaluation is under way; wait until it has ended")
            started_at = self._now().astimezone(UTC)
            folder = self.reports_dir / started_at.strftime("%Y-%m-%dT%H-%M-%SZ")
            options = ["--index", str(self._settings.index_dir), "--output", str(folder)]
            if earlier:
                options += ["--compare", str(self.reports_dir / earlier.name / REPORT_FILE)]
            process = _start(self._command([_EVAL, *options, "--", str(chosen.path)]), folder)
            self._current = _Process(
                process=process, chosen=chosen, account=account, folder=folder, started_at=started_at
            )
        return folder.name

    def state(self) -> EvalRun | None:
        """The run under way, or the last one since lykbot was started; None when there was none."""
        with self._lock:
            current = self._current
            if current is None:
                return None
            code = current.process.poll()
            _count_lines(current)
        has_report = (current.folder / REPORT_FILE).is_file()
        state = RunState.RUNNING if code is None else RunState.DONE if code == 0 and has_report else RunState.FAILED
        return EvalRun(
            state=state,
            set_name=current.chosen.name,
            account=current.account,
            started_at=current.started_at,
            # The journal's first line says what the answers were made with.
            done=min(max(current.lines - 1, 0), current.chosen.cases),
            total=current.chosen.cases,
            report=current.folder.name,
            reason=_read_reason(current.folder, code) if state is RunState.FAILED else "",
        )

    def close(self) -> None:
        """Ends a run that is under way."""
        with self._lock:
            if self._current is not None:
                _end(self._current.process)


def _find_shipped() -> tuple[Path, ...]:
    """The sets of the package that measures, which is found by the command it adds, for it stands to our right."""
    (command, *_) = metadata.entry_points(group=_COMMANDS, name=_EVAL) or (None,)
    if command is None:
        return ()
    package = command.module.partition(".")[0]
    with suppress(ModuleNotFoundError), as_file(files(package) / "sets") as folder:
        return tuple(sorted(folder.glob("*.jsonl")))
    return ()


def _offer(path: Path, *, is_own: bool) -> OfferedSet:
    with path.open("rb") as file:
        cases = sum(1 for line in file if line.strip())
    return OfferedSet(name=path.stem, path=path, cases=cases, is_own=is_own)


def _start(command: Sequence[str], folder: Path) -> "subprocess.Popen[bytes]":
    try:
        folder.mkdir(parents=True, mode=0o700)
        with (folder / _LOG).open("wb") as log:
            # A session of its own, so that all it starts can be ended with it. The environment, and with it lykbot's
            # settings, is passed on.
            process = subprocess.Popen(
                list(command),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,
            )
    except OSError as error:
        raise KeepingError(f"the evaluation in {folder} cannot be started ({error.strerror or error})") from error
    with suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, process.pid, _LOWEST_PRIORITY)
    return process


def _count_lines(current: _Process) -> None:
    """Counts the answers that have been written down since the last time."""
    with suppress(FileNotFoundError), (current.folder / _JOURNAL).open("rb") as journal:
        journal.seek(current.counted_bytes)
        new = journal.read()
        current.counted_bytes += len(new)
        current.lines += new.count(b"\n")


def _read_reason(folder: Path, code: int | None) -> str:
    """The last that a command said, without the name it says it under."""
    text = ""
    with suppress(OSError):
        text = (folder / _LOG).read_text(encoding="utf-8", errors="replace")
    said = [line.removeprefix(_SPEAKER).strip() for line in text.splitlines() if line.startswith(_SPEAKER)]
    return said[-1][:_MAX_REASON_CHARS] if said else f"exit code {code}"


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is not None:
        return
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(_TERM_SECONDS)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
