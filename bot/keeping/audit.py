"""Who changed what in the staff area, and when. Lines are added and never changed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from bot.errors import KeepingError
from bot.keeping.database import Database

COMMAND_LINE = "command line"
"""The account of what is done in a terminal; no account can be called so, for it has a space."""
MAX_CHARS = 500

_TABLES = """
CREATE TABLE IF NOT EXISTS audit (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    account TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS audit_account ON audit (account);
"""


class AuditAction(StrEnum):
    """What was done."""

    LOGGED_IN = "logged_in"
    LOGIN_FAILED = "login_failed"
    LOGGED_OUT = "logged_out"
    PAGE_PREVIEWED = "page_previewed"
    PAGE_ADDED = "page_added"
    PAGE_REMOVED = "page_removed"
    PAGE_RESTORED = "page_restored"
    INDEX_REBUILT = "index_rebuilt"
    FEEDBACK_HANDLED = "feedback_handled"
    FEEDBACK_REOPENED = "feedback_reopened"
    FEEDBACK_EXPORTED = "feedback_exported"
    CASE_MADE = "case_made"
    EVALUATION_STARTED = "evaluation_started"
    USER_ADDED = "user_added"
    USER_REMOVED = "user_removed"
    PASSWORD_CHANGED = "password_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """One thing done: ``at`` in UTC, ``account`` "" when nobody's, ``subject`` and ``detail`` "" when there is none."""

    at: datetime
    account: str
    action: AuditAction
    subject: str
    detail: str


def _now() -> datetime:
    return datetime.now(UTC)


class AuditLog:
    """The lines in a database.

    Raises:
        KeepingError: From any method, when the database cannot be used.
    """

    def __init__(self, database: Database, *, now: Callable[[], datetime] = _now) -> None:
        self._database = database
        self._now = now
        database.prepare(_TABLES)

    def record(self, account: str, action: AuditAction, subject: str, detail: str = "") -> None:
        """Adds a line; what is longer than `MAX_CHARS` is cut, so that a log can always be written.

        Args:
            account: Who did it: an account's name, `COMMAND_LINE`, or "" for nobody's.
            action: What was done.
            subject: What it was done to, by its name or number. Never a password, nor what a visitor wrote.
            detail: What else tells the line from others, under the same rule.
        """
        at = self._now().astimezone(UTC).isoformat(timespec="seconds")
        values = (at, _cut(account), action.value, _cut(subject), _cut(detail))
        with self._database.write() as cursor:
            cursor.execute(
                "INSERT INTO audit (at, account, action, subject, detail) VALUES (?, ?, ?, ?, ?)",
                values,
            )

    def lines(self, limit: int, offset: int, account: str | None = None) -> tuple[AuditLine, ...]:
        """The newest lines first, those of one account when it is named.

        Args:
            limit: How many at most.
            offset: How many of the newest are passed over.
            account: Whose.

        Raises:
            KeepingError: A line holds an action that is not known here.
        """
        rows = self._database.read(
            "SELECT at, account, action, subject, detail FROM audit WHERE ?1 IS NULL OR account = ?1 "
            "ORDER BY number DESC LIMIT ?2 OFFSET ?3",
            account,
            max(limit, 0),
            max(offset, 0),
        )
        return tuple(
            AuditLine(
                at=datetime.fromisoformat(at),
                account=name,
                action=_read_action(action),
                subject=subject,
                detail=detail,
            )
            for at, name, action, subject, detail in rows
        )


def _cut(text: str) -> str:
    # What has no UTF-8 (half a surrogate pair) cannot be stored.
    text = text.encode("utf-8", errors="replace").decode("utf-8")
    return text if len(text) <= MAX_CHARS else f"{text[: MAX_CHARS - 1]}…"


def _read_action(text: str) -> AuditAction:
    try:
        return AuditAction(text)
    except ValueError as error:
        raise KeepingError(
            f"the audit log holds the action {text!r}, which this version of lykbot does not know; install the version "
            "that wrote it, or a newer one"
        ) from error
