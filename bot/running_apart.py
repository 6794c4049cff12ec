"""Work in a process of its own: what takes long or may break does not disturb the process that answers questions."""

import logging
import os
import pickle
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Event
from typing import TypeVar, cast

from knowledge.errors import LykbotError

_log = logging.getLogger(__name__)

Result = TypeVar("Result")
Report = Callable[[object], None]

# Work apart gives way to answers: the share of the processor that is left over is enough for it.
_NICENESS = 10
# How often it is looked whether the work is to be given up.
_LOOK_SECONDS = 0.2
# How long a process may take to end when its work is done.
_END_SECONDS = 5.0


class ApartError(LykbotError):
    """Work in another process that came to no end of its own."""


class TooLongError(ApartError):
    """It took longer than it may."""


class StoppedError(ApartError):
    """It was given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What the work reports on its way."""

    message: object


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finished:
    """What it gave."""

    result: object


@dataclass(frozen=True, slots=True, kw_only=True)
class _Broken:
    """Why it gave nothing: an error of ours, or None for any other, which the process has logged."""

    error: LykbotError | None


def run_apart(
    work: Callable[..., Result],
    *arguments: object,
    report: Report = lambda message: None,
    limit_seconds: float | None = None,
    stop: Event | None = None,
) -> Result:
    """What some work gives that is done in a process of its own, at a lower priority.

    Args:
        work: Called there with something to report through and the arguments: a function of a module, by its name.
        arguments: What else it takes; like the result, anything that can be pickled.
        report: Told here what the work reports there.
        limit_seconds: How long it may take; None for as long as it likes.
        stop: Ends the work when it is set.

    Raises:
        LykbotError: The work raised it.
        TooLongError: It took longer than it may.
        StoppedError: It was stopped.
        ApartError: It broke off in any other way.
    """
    context = get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(work, arguments, sending), daemon=True)
    process.start()
    # Held here too, it would stay open when the process is gone.
    sending.close()
    ends_at = None if limit_seconds is None else time.monotonic() + limit_seconds
    try:
        while True:
            _check(stop, ends_at, limit_seconds)
            if not receiving.poll(_LOOK_SECONDS):
                continue
            said = receiving.recv()
            if isinstance(said, _Told):
                report(said.message)
                continue
            # What it holds is let go of in order; a process that is killed leaves traces.
            process.join(_END_SECONDS)
            if isinstance(said, _Finished):
                return cast(Result, said.result)
            raise said.error or ApartError("the work broke off; see the log of lykbot")
    except EOFError as error:
        process.join()
        raise ApartError(f"the process that did the work ended with {process.exitcode}; see the log") from error
    finally:
        receiving.close()
        process.kill()
        process.join()


def _check(stop: Event | None, ends_at: float | None, limit_seconds: float | None) -> None:
    if stop is not None and stop.is_set():
        raise StoppedError("the work was stopped because lykbot was; start it again")
    if ends_at is not None and time.monotonic() > ends_at:
        raise TooLongError(f"the work took longer than {limit_seconds:.0f} s; give it less to do")


def _work(work: Callable[..., object], arguments: tuple[object, ...], sending: Connection) -> None:
    # Ctrl-C reaches every process of a terminal; the one that started this one decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(_NICENESS)
    try:
        said: _Finished | _Broken = _Finished(
            result=work(lambda message: sending.send(_Told(message=message)), *arguments)
        )
    except BrokenPipeError:
        # Nobody waits any more.
        return
    except LykbotError as error:
        said = _Broken(error=error)
    except Exception:
        _log.exception("work in a process of its own broke off")
        said = _Broken(error=None)
    try:
        sending.send(said)
    except (pickle.PicklingError, TypeError, AttributeError):
        _log.exception("%r cannot be sent to the process that waits for it", said)
        sending.send(_Broken(error=None))
