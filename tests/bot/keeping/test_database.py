"""The file that staff's records are in: what is written stays, all of it or nothing, and faults say what to do."""

import sqlite3
import stat
from pathlib import Path
from threading import Thread

import pytest

from bot.errors import KeepingError
from bot.keeping.database import Database

_TABLE = "CREATE TABLE IF NOT EXISTS notes (text TEXT NOT NULL UNIQUE)"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "lykbot.sqlite"


def _open(path: Path) -> Database:
    database = Database(path)
    database.prepare(_TABLE)
    return database


def test_what_is_written_is_there_after_opening_again(path: Path) -> None:
    database = _open(path)
    with database.write() as cursor:
        cursor.execute("INSERT INTO notes VALUES (?)", ("åäö",))
    database.close()
    assert _open(path).read("SELECT text FROM notes WHERE text = ?", "åäö") == (("åäö",),)


def test_only_the_owner_may_read_it(path: Path) -> None:
    _open(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_transaction_that_breaks_off_leaves_nothing(path: Path) -> None:
    database = _open(path)
    with pytest.raises(ValueError, match="no"), database.write() as cursor:
        cursor.execute("INSERT INTO notes VALUES ('a')")
        raise ValueError("no")
    assert database.read("SELECT text FROM notes") == ()
    with database.write() as cursor:
        cursor.execute("INSERT INTO notes VALUES ('b')")
    assert database.read("SELECT text FROM notes") == (("b",),)


def test_several_threads_write(path: Path) -> None:
    database = _open(path)

    def write(name: str) -> None:
        for number in range(20):
            with database.write() as cursor:
                cursor.execute("INSERT INTO notes VALUES (?)", (f"{name}{number}",))

    threads = [Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert database.read("SELECT count(*) FROM notes") == ((80,),)


def test_a_bad_query_is_an_error_of_ours(path: Path) -> None:
    with pytest.raises(KeepingError, match="LYKBOT_DATA_DIR"):
        _open(path).read("SELECT nothing FROM nowhere")


def test_a_file_that_is_no_database(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("no database at all, but long enough to look at " * 50)
    with pytest.raises(KeepingError, match="cannot be used") as raised:
        _open(path)
    assert isinstance(raised.value.__cause__, sqlite3.Error)
