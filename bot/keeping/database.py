"""The one SQLite file that holds what staff keep."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from bot.errors import KeepingError

Row = tuple[Any, ...]


class Database:
    """A SQLite file, made when it is not there; safe to use from several threads and processes.

    Raises:
        KeepingError: From any method, when the file cannot be opened, read or written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = RLock()
        with self._report():
            # Only the user lykbot runs as may read what visitors wrote and the accounts' hashes.
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.touch(mode=0o600, exist_ok=True)
            self._connection = sqlite3.connect(path, check_same_thread=False, timeout=10, isolation_level=None)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA foreign_keys = ON")

    def prepare(self, tables: str) -> None:
        """Makes the tables of a script of ``CREATE ... IF NOT EXISTS`` statements."""
        with self._report():
            self._connection.executescript(tables)

    def read(self, query: str, *values: object) -> tuple[Row, ...]:
        """The rows that a query finds, in its order."""
        with self._report():
            return tuple(self._connection.execute(query, values).fetchall())

    @contextmanager
    def write(self) -> Iterator[sqlite3.Cursor]:
        """A transaction: all that is executed in it takes effect at its end, or nothing if it raises."""
        with self._report():
            cursor = self._connection.cursor()
            cursor.execute("BEGIN IMMEDIATE")
            try:
                yield cursor
            except BaseException:
                cursor.execute("ROLLBACK")
                raise
            cursor.execute("COMMIT")

    def close(self) -> None:
        """Closes the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def _report(self) -> Iterator[None]:
        with self._lock:
            try:
                yield
            except (sqlite3.Error, OSError) as error:
                raise KeepingError(
                    f"{self._path} cannot be used ({error}); see that its folder can be written, or name another one "
                    "with LYKBOT_DATA_DIR"
                ) from error
