"""Which sessions of the staff area are open: logging out ends one here, so that its cookie is good for nothing."""

from bot.keeping.database import Database

_TABLES = """
CREATE TABLE IF NOT EXISTS open_sessions (
    session_id TEXT PRIMARY KEY,
    used_at INTEGER NOT NULL
);
"""


class OpenSessions:
    """The sessions that have begun and not ended, each with the second (since 1970) it was last used.

    Raises:
        KeepingError: From any method, when the database cannot be used.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        database.prepare(_TABLES)

    def begin(self, session_id: str, now: int, *, forget_before: int) -> None:
        """Adds a session, and forgets those last used before a second."""
        with self._database.write() as cursor:
            cursor.execute("DELETE FROM open_sessions WHERE used_at < ?", (forget_before,))
            cursor.execute("INSERT INTO open_sessions VALUES (?, ?)", (session_id, now))

    def used_at(self, session_id: str) -> int | None:
        """The second when a session was last used; None when it is not open."""
        rows = self._database.read("SELECT used_at FROM open_sessions WHERE session_id = ?", session_id)
        return int(rows[0][0]) if rows else None

    def use(self, session_id: str, now: int) -> None:
        """Notes that a session is used; one that has ended meanwhile stays ended."""
        with self._database.write() as cursor:
            cursor.execute("UPDATE open_sessions SET used_at = ? WHERE session_id = ?", (now, session_id))

    def end(self, session_id: str) -> None:
        """Ends a session, whatever cookie is kept of it; nothing when it is not open."""
        with self._database.write() as cursor:
            cursor.execute("DELETE FROM open_sessions WHERE session_id = ?", (session_id,))
