"""Who may log in to the staff area."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError
from argon2.profiles import RFC_9106_LOW_MEMORY

from bot.errors import KeepingError
from bot.keeping.database import Database, Row
from bot.keeping.open_sessions import OpenSessions

MAX_NAME_CHARS = 64
# NIST SP 800-63B, 3.1.1.2: length counts, and rules about which characters to use do not help.
MIN_PASSWORD_CHARS, MAX_PASSWORD_CHARS = 12, 1000
# A check takes 64 MiB and a tenth of a second: many at once would take the memory from the answers.
_CHECKS_AT_ONCE = 2

_TABLES = """
CREATE TABLE IF NOT EXISTS accounts (
    key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    hash TEXT NOT NULL,
    created_at TEXT NOT NULL,
    session_version INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS last_session_version (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    version INTEGER NOT NULL
);
INSERT OR IGNORE INTO last_session_version VALUES (1, 0);
"""
# One row of numbers for all accounts: a name that is removed and added again does not meet its old sessions.
_NEXT_VERSION = "UPDATE last_session_version SET version = version + 1 RETURNING version"
_FIND = "SELECT name, created_at, session_version FROM accounts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person who may log in. A session is good for the ``session_version`` it began with, and for no other."""

    name: str
    created_at: datetime
    session_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HashingCost:
    """What a check of a password costs; the defaults are argon2-cffi's, for argon2id."""

    rounds: int = RFC_9106_LOW_MEMORY.time_cost
    memory_kib: int = RFC_9106_LOW_MEMORY.memory_cost
    lanes: int = RFC_9106_LOW_MEMORY.parallelism


def _now() -> datetime:
    return datetime.now(UTC)


class Accounts:
    """The accounts in a database; ``open_sessions`` has their sessions.

    Raises:
        KeepingError: From any method, when the database cannot be used.
    """

    def __init__(
        self,
        database: Database,
        *,
        cost: HashingCost | None = None,
        now: Callable[[], datetime] = _now,
    ) -> None:
        cost = cost or HashingCost()
        self._database = database
        self._hasher = PasswordHasher(cost.rounds, cost.memory_kib, cost.lanes)
        self._now = now
        self._checking = BoundedSemaphore(_CHECKS_AT_ONCE)
        database.prepare(_TABLES)
        self.open_sessions = OpenSessions(database)

    def add(self, name: str, password: str) -> Account:
        """A new account.

        Raises:
            KeepingError: The name is taken, or name or password will not do.
        """
        name = self.check_new_name(name)
        key = fold_name(name)
        password_hash = self._hasher.hash(_encode(check_password(password, name)))
        with self._database.write() as cursor:
            version = cursor.execute(_NEXT_VERSION).fetchone()[0]
            created_at = self._now().astimezone(UTC).isoformat(timespec="seconds")
            cursor.execute(
                "INSERT OR IGNORE INTO accounts VALUES (?, ?, ?, ?, ?)",
                (key, name, password_hash, created_at, version),
            )
            if not cursor.rowcount:
                raise _taken(name)
        return Account(name=name, created_at=datetime.fromisoformat(created_at), session_version=version)

    def check_new_name(self, name: str) -> str:
        """The name in NFC, for an account that can be added.

        Raises:
            KeepingError: It is taken, or will not do.
        """
        name = check_name(name)
        if self.find(name) is not None:
            raise _taken(name)
        return name

    def verify(self, name: str, password: str) -> Account | None:
        """The account that a name and a password belong to; None for a wrong password and for an unknown name.

        Both take about the same time, so that nobody learns which names there are.

        Raises:
            KeepingError: What is kept of the password is damaged.
        """
        key = fold_name(name)
        rows = self._database.read("SELECT hash FROM accounts WHERE key = ?", key)
        with self._checking:
            # Made for known names too: the first unknown one would take longer otherwise.
            password_hash, is_known = self._nobodys_hash, bool(rows)
            if rows:
                password_hash = rows[0][0]
            is_right = self._is_right(name, password_hash, password)
        if not is_known or not is_right:
            return None
        if self._hasher.check_needs_rehash(password_hash):
            renewed = self._hasher.hash(_encode(password))
            with self._database.write() as cursor:
                cursor.execute(
                    "UPDATE accounts SET hash = ? WHERE key = ? AND hash = ?",
                    (renewed, key, password_hash),
                )
        return self.find(name)

    def change_password(self, name: str, password: str) -> None:
        """Gives an account another password, and ends its sessions.

        Raises:
            KeepingError: There is no such account, or the password will not do.
        """
        account = self.need(name)
        password_hash = self._hasher.hash(_encode(check_password(password, account.name)))
        with self._database.write() as cursor:
            version = cursor.execute(_NEXT_VERSION).fetchone()[0]
            cursor.execute(
                "UPDATE accounts SET hash = ?, session_version = ? WHERE key = ?",
                (password_hash, version, fold_name(name)),
            )
            if not cursor.rowcount:
                raise _unknown(name)

    def remove(self, name: str) -> Account:
        """The account, which is there no longer; nor are its sessions.

        Raises:
            KeepingError: There is no such account.
        """
        account = self.need(name)
        with self._database.write() as cursor:
            cursor.execute("DELETE FROM accounts WHERE key = ?", (fold_name(name),))
        return account

    def find(self, name: str) -> Account | None:
        """The account of a name, in whatever case it is written; None when there is none."""
        rows = self._database.read(f"{_FIND} WHERE key = ?", fold_name(name))
        return _read_account(rows[0]) if rows else None

    def need(self, name: str) -> Account:
        """The account of a name.

        Raises:
            KeepingError: There is none.
        """
        account = self.find(name)
        if account is None:
            raise _unknown(name)
        return account

    def list(self) -> tuple[Account, ...]:
        """All accounts, by name."""
        return tuple(_read_account(row) for row in self._database.read(f"{_FIND} ORDER BY key"))

    def is_empty(self) -> bool:
        """Whether there is no account at all."""
        return not self._database.read("SELECT 1 FROM accounts LIMIT 1")

    @cached_property
    def _nobodys_hash(self) -> str:
        return self._hasher.hash(b"")

    def _is_right(self, name: str, password_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash, _encode(password))
        except VerifyMismatchError:
            return False
        except (InvalidHashError, VerificationError) as error:
            raise KeepingError(
                f"what is kept of the password of {name!r} is damaged; set it again with `lykbot users password NAME`"
            ) from error


def fold_name(name: str) -> str:
    """What two names have in common that are the same but for case and Unicode form."""
    name = unicodedata.normalize("NFC", name).encode("utf-8", errors="replace").decode("utf-8")
    return unicodedata.normalize("NFC", name.casefold())


def check_name(name: str) -> str:
    """The name in NFC.

    Raises:
        KeepingError: An account cannot be called so.
    """
    found = unicodedata.normalize("NFC", name)
    if not 1 <= len(found) <= MAX_NAME_CHARS or not all(_may_be_in_name(character) for character in found):
        shown = found if len(found) <= MAX_NAME_CHARS else f"{found[:MAX_NAME_CHARS]}…"
        raise KeepingError(
            f"{shown!r} cannot be the name of an account; use 1 to {MAX_NAME_CHARS} letters, digits, full stops, "
            "underscores and hyphens"
        )
    return found


def check_password(password: str, name: str) -> str:
    """The password in NFC.

    Raises:
        KeepingError: It is too short, too long, the account's name, or one character again and again. It is not in
            the message.
    """
    found = unicodedata.normalize("NFC", password)
    if len(found) < MIN_PASSWORD_CHARS:
        raise KeepingError(
            f"the password has {len(found)} characters; choose one of {MIN_PASSWORD_CHARS} at least, a few words in a "
            "row for example"
        )
    if len(found) > MAX_PASSWORD_CHARS:
        raise KeepingError(f"the password has {len(found)} characters; choose one of {MAX_PASSWORD_CHARS} at most")
    if fold_name(found) == fold_name(name):
        raise KeepingError("the password is the name of the account; choose another one")
    if len(set(found)) == 1:
        raise KeepingError("the password is one character again and again; choose another one")
    return found


def _may_be_in_name(character: str) -> bool:
    return character in "._-" or unicodedata.category(character)[0] == "L" or unicodedata.category(character) == "Nd"


def _encode(password: str) -> bytes:
    # One that is too long is nobody's: its beginning is as wrong, and is hashed in no time.
    password = unicodedata.normalize("NFC", password)[: MAX_PASSWORD_CHARS + 1]
    # What a terminal could not read has halves of surrogate pairs, which UTF-8 has not.
    return password.encode("utf-8", errors="surrogatepass")


def _read_account(row: Row) -> Account:
    name, created_at, session_version = row
    return Account(name=name, created_at=datetime.fromisoformat(created_at), session_version=session_version)


def _taken(name: str) -> KeepingError:
    return KeepingError(f"there is an account {name!r} already; `lykbot users password {name}` changes its password")


def _unknown(name: str) -> KeepingError:
    return KeepingError(f"there is no account {name!r}; `lykbot users list` names those there are")
