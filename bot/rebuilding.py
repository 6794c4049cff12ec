"""Rebuilding the index while questions go on being answered: in a process of its own, one build at a time."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol

from bot import assembly
from bot.running_apart import ApartError, Report, StoppedError, run_apart
from bot.settings import Settings
from index.errors import IndexLockedError
from index.preparing import Progress
from knowledge.errors import LykbotError

_log = logging.getLogger(__name__)

# The last stage, in this process: the new index takes the place of the old one.
OPEN_STAGE = "open"


class RebuildState(StrEnum):
    """How far the last rebuild is."""

    NEVER = "never"
    RUNNING = "running"
    DONE = "done"
    LOCKED = "locked"
    STOPPED = "stopped"
    BROKEN = "broken"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuild:
    """The last rebuild.

    ``total`` 0 means that the stage cannot be counted. ``message`` says why it failed, and what was left out. ``again``
    says that something changed meanwhile, so that another one follows.
    """

    state: RebuildState = RebuildState.NEVER
    stage: str = ""
    done: int = 0
    total: int = 0
    message: str = ""
    started_by: str = ""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    documents: int = 0
    added: int = 0
    replaced: int = 0
    removed: int = 0
    left_out: int = 0
    again: bool = False

    @property
    def seconds(self) -> int:
        """How long it took, or has taken so far."""
        if self.started_at is None:
            return 0
        return int(((self.ended_at or datetime.now(UTC)) - self.started_at).total_seconds())


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build made of the pages; ``left_out`` has a line for each that could not be read."""

    documents: int
    added: int
    replaced: int
    removed: int
    left_out: tuple[str, ...]


class Reloading(Protocol):
    """What answers questions, as far as a rebuild has to do with it."""

    @property
    def reason(self) -> str:
        """Why it cannot answer from the index in force; "" when it can."""
        ...

    def reload(self) -> None:
        """Opens the index in force."""
        ...


BuildApart = Callable[[Settings, Report, threading.Event], Built]


def build_here(report: Report, settings: Settings) -> Built:
    """What a build made, told step by step; the work of the other process."""
    from bot.rendering import render_problem

    outcome = assembly.build(settings, report_progress=report)
    return Built(
        documents=outcome.report.documents,
        added=outcome.report.documents_added,
        replaced=outcome.report.documents_replaced,
        removed=outcome.report.documents_removed,
        left_out=tuple(render_problem(problem) for problem in outcome.problems),
    )


def build_apart(settings: Settings, report: Report, stop: threading.Event) -> Built:
    """What a build in a process of its own made.

    Raises:
        LykbotError: It failed, broke off or was stopped; the index in force stays.
    """
    return run_apart(build_here, settings, report=report, stop=stop)


class Rebuilder:
    """Rebuilds in the background and tells how far it is; safe to use from several threads.

    Args:
        settings: Where the index and the pages are.
        live: What answers questions; it is told when there is another index.
        build: Builds; in another process unless a test says otherwise.
    """

    def __init__(self, settings: Settings, live: Reloading, build: BuildApart = build_apart) -> None:
        self._settings = settings
        self._live = live
        self._build = build
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._last = Rebuild()

    @property
    def last(self) -> Rebuild:
        """The last rebuild, or the one under way."""
        with self._lock:
            return self._last

    def start(self, started_by: str) -> None:
        """Begins a rebuild; while one is under way, sees that another follows, which has what changed meanwhile."""
        with self._lock:
            if self._stop.is_set():
                return
            if self._last.state is RebuildState.RUNNING:
                self._last = replace(self._last, again=True)
                return
            self._last = _begin(started_by)
            self._thread = threading.Thread(target=self._run, name="rebuild", daemon=True)
            self._thread.start()

    def wait(self) -> None:
        """Comes back when no rebuild is under way."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def close(self) -> None:
        """Gives up what is under way, and begins nothing more; the index in force stays."""
        with self._lock:
            self._stop.set()
        self.wait()

    def _run(self) -> None:
        while True:
            ended = self._rebuild()
            with self._lock:
                again = self._last.again and not self._stop.is_set()
                self._last = _begin(self._last.started_by) if again else ended
            if not again:
                return

    def _rebuild(self) -> Rebuild:
        """One rebuild from its beginning to its end, which it gives back."""
        try:
            built = self._build(self._settings, self._report, self._stop)
            self._report(Progress(stage=OPEN_STAGE, done=0, total=0))
            self._live.reload()
        except StoppedError as error:
            return self._end(RebuildState.STOPPED, str(error))
        except IndexLockedError as error:
            return self._end(RebuildState.LOCKED, str(error))
        except ApartError as error:
            return self._end(RebuildState.BROKEN, str(error))
        except LykbotError as error:
            return self._end(RebuildState.FAILED, str(error))
        except Exception:
            # In a thread nobody would hear of it, and the page would show a rebuild that never ends.
            _log.exception("the rebuild broke off")
            return self._end(RebuildState.BROKEN, "")
        if self._live.reason:
            return self._end(RebuildState.FAILED, self._live.reason)
        return replace(
            self._end(RebuildState.DONE, "\n".join(built.left_out)),
            documents=built.documents,
            added=built.added,
            replaced=built.replaced,
            removed=built.removed,
            left_out=len(built.left_out),
        )

    def _report(self, message: object) -> None:
        if isinstance(message, Progress):
            with self._lock:
                # "store fi", "store sv": the same to who waits.
                stage = message.stage.partition(" ")[0]
                self._last = replace(self._last, stage=stage, done=message.done, total=message.total)

    def _end(self, state: RebuildState, message: str) -> Rebuild:
        return replace(self.last, state=state, message=message, ended_at=datetime.now(UTC))


def _begin(started_by: str) -> Rebuild:
    return Rebuild(state=RebuildState.RUNNING, started_by=started_by, started_at=datetime.now(UTC))
