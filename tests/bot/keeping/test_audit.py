"""The audit log: lines in their order, in UTC, of any text."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import KeepingError
from bot.keeping.accounts import check_name
from bot.keeping.audit import COMMAND_LINE, MAX_CHARS, AuditAction, AuditLog
from bot.keeping.database import Database

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(tmp_path / "lykbot.sqlite")


def log_of(database: Database, *, zone: timezone = UTC) -> AuditLog:
    """A log whose lines are a minute apart."""
    minutes = iter(range(1000))
    return AuditLog(database, now=lambda: (START + timedelta(minutes=next(minutes))).astimezone(zone))


def test_a_line_holds_who_did_what_and_when(database: Database) -> None:
    log_of(database).record("Åsa", AuditAction.PAGE_ADDED, "lohja/uusi.fi", "3 facts")
    (line,) = log_of(database).lines(10, 0)
    assert (line.at, line.account, line.action, line.subject, line.detail) == (
        START,
        "Åsa",
        AuditAction.PAGE_ADDED,
        "lohja/uusi.fi",
        "3 facts",
    )


def test_times_are_in_utc_whatever_the_clock_shows(database: Database) -> None:
    log_of(database, zone=timezone(timedelta(hours=2))).record("anna", AuditAction.LOGGED_IN, "")
    (line,) = log_of(database).lines(10, 0)
    assert line.at.isoformat() == "2026-03-01T12:00:00+00:00"


def test_the_newest_come_first_and_can_be_paged_through(database: Database) -> None:
    log = log_of(database)
    for number in range(5):
        log.record("anna", AuditAction.PAGE_ADDED, str(number))
    assert [line.subject for line in log.lines(2, 0)] == ["4", "3"]
    assert [line.subject for line in log.lines(2, 2)] == ["2", "1"]
    assert [line.subject for line in log.lines(2, 4)] == ["0"]
    assert log.lines(2, 5) == ()
    assert log.lines(0, 0) == ()
    assert log.lines(-1, -1) == ()


def test_those_of_one_account(database: Database) -> None:
    log = log_of(database)
    for name in ("anna", "", "Anna", "anna"):
        log.record(name, AuditAction.LOGGED_IN, name)
    assert [line.account for line in log.lines(10, 0, "anna")] == ["anna", "anna"]
    assert [line.account for line in log.lines(10, 0, "")] == [""]
    assert log.lines(10, 0, "maija") == ()


def test_no_account_can_pass_for_the_command_line() -> None:
    with pytest.raises(KeepingError):
        check_name(COMMAND_LINE)


def test_every_action_is_read_as_it_was_written(database: Database) -> None:
    log = log_of(database)
    for action in AuditAction:
        log.record("anna", action, "")
    assert [line.action for line in log.lines(100, 0)] == list(reversed(AuditAction))


def test_an_action_of_another_version(database: Database) -> None:
    log = log_of(database)
    log.record("anna", AuditAction.LOGGED_IN, "")
    with database.write() as cursor:
        cursor.execute("UPDATE audit SET action = 'moon_landed'")
    with pytest.raises(KeepingError, match=r"'moon_landed'.*newer"):
        log.lines(10, 0)


def test_a_long_text_is_cut_and_the_line_kept(database: Database) -> None:
    log = log_of(database)
    log.record("anna", AuditAction.PAGE_ADDED, "x" * MAX_CHARS, "y" * (MAX_CHARS + 1))
    (line,) = log.lines(10, 0)
    assert line.subject == "x" * MAX_CHARS
    assert line.detail == "y" * (MAX_CHARS - 1) + "…"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(text=st.text(alphabet=st.characters(), max_size=20))
def test_any_text_can_be_recorded(database: Database, text: str) -> None:
    log = log_of(database)
    log.record(text, AuditAction.PAGE_ADDED, text, text)
    (line,) = log.lines(1, 0)
    assert line.subject == line.detail == text.encode("utf-8", errors="replace").decode("utf-8")
