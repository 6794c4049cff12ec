"""One writer at a time: the lock of an index folder."""

import contextlib
import os
import socket
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import IndexLockedError

_LOCK = "lock"
_HOLDER = "lock-holder.txt"


@contextlib.contextmanager
def hold_lock(index_folder: Path) -> Iterator[None]:
    """Holds an index's lock and says who holds it; the lock of a process that was killed is free.

    Raises:
        IndexLockedError: Another process holds it; the message says which, and since when.
    """
    lock = FileLock(index_folder / _LOCK)
    holder = index_folder / _HOLDER
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        with contextlib.suppress(OSError):
            who = holder.read_text(encoding="utf-8").strip()
            raise IndexLockedError(
                f"the index in {index_folder} is being built by {who}: wait for it to finish, or stop it"
            ) from error
        raise IndexLockedError(f"the index in {index_folder} is being built by another process") from error
    try:
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        holder.write_text(f"process {os.getpid()} on {socket.gethostname()} since {now}\n", encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()
