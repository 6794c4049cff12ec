"""Open sessions: begun, used, ended, forgotten."""

from pathlib import Path

import pytest

from bot.keeping.database import Database
from bot.keeping.open_sessions import OpenSessions


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lykbot.sqlite"


def test_a_session_is_open_until_it_ends(path: Path) -> None:
    sessions = OpenSessions(Database(path))
    assert sessions.used_at("a") is None
    sessions.begin("a", 100, forget_before=0)
    sessions.begin("b", 101, forget_before=0)
    assert sessions.used_at("a") == 100
    sessions.end("a")
    assert sessions.used_at("a") is None
    assert sessions.used_at("b") == 101
    sessions.end("a")


def test_use_is_noted(path: Path) -> None:
    sessions = OpenSessions(Database(path))
    sessions.begin("a", 100, forget_before=0)
    sessions.begin("b", 100, forget_before=0)
    sessions.use("a", 160)
    assert (sessions.used_at("a"), sessions.used_at("b")) == (160, 100)


def test_use_does_not_open_what_has_ended(path: Path) -> None:
    sessions = OpenSessions(Database(path))
    sessions.use("a", 160)
    assert sessions.used_at("a") is None


def test_old_ones_are_forgotten_when_another_begins(path: Path) -> None:
    sessions = OpenSessions(Database(path))
    sessions.begin("old", 100, forget_before=0)
    sessions.begin("young", 200, forget_before=0)
    sessions.begin("new", 300, forget_before=200)
    assert [sessions.used_at(name) for name in ("old", "young", "new")] == [None, 200, 300]


def test_they_are_open_after_a_restart(path: Path) -> None:
    database = Database(path)
    OpenSessions(database).begin("a", 100, forget_before=0)
    database.close()
    assert OpenSessions(Database(path)).used_at("a") == 100
