"""Accounts: names and passwords that will do, checks that tell nothing, sessions that end with their password."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import KeepingError
from bot.keeping.accounts import (
    MAX_NAME_CHARS,
    MAX_PASSWORD_CHARS,
    Account,
    Accounts,
    HashingCost,
    check_name,
    check_password,
    fold_name,
)
from bot.keeping.database import Database

PASSWORD = "kolme sanaa riittää"
CHEAP = HashingCost(rounds=1, memory_kib=8, lanes=1)
DAY = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "lykbot.sqlite")
    yield database
    database.close()


@pytest.fixture
def accounts(database: Database) -> Accounts:
    return Accounts(database, cost=CHEAP, now=lambda: DAY)


def hash_of(database: Database, name: str) -> str:
    ((found,),) = database.read("SELECT hash FROM accounts WHERE name = ?", name)
    return str(found)


# --- Adding and listing ---


def test_an_account_is_added(accounts: Accounts) -> None:
    assert accounts.is_empty()
    account = accounts.add("Åsa", PASSWORD)
    assert account == Account(name="Åsa", created_at=DAY, session_version=account.session_version)
    assert not accounts.is_empty()
    assert accounts.find("Åsa") == accounts.need("Åsa") == account


def test_they_are_listed_by_name(accounts: Accounts) -> None:
    assert accounts.list() == ()
    added = [accounts.add(name, PASSWORD) for name in ("maija", "Bo", "anna")]
    assert accounts.list() == (added[2], added[1], added[0])


def test_a_name_is_the_same_in_any_case_and_unicode_form(accounts: Accounts) -> None:
    account = accounts.add(unicodedata.normalize("NFD", "Åsa.Öberg"), PASSWORD)
    assert account.name == "Åsa.Öberg"
    for name in ("åsa.öberg", unicodedata.normalize("NFD", "ÅSA.ÖBERG")):
        assert accounts.find(name) == account
        assert accounts.verify(name, PASSWORD) == account
        with pytest.raises(KeepingError, match="already"):
            accounts.add(name, PASSWORD)
        with pytest.raises(KeepingError, match="already"):
            accounts.check_new_name(name)
    assert accounts.list() == (account,)


def test_a_name_that_is_free_is_given_back_in_nfc(accounts: Accounts) -> None:
    assert accounts.check_new_name(unicodedata.normalize("NFD", "Åsa")) == "Åsa"


def test_the_password_is_nowhere_in_the_file(accounts: Accounts, database: Database, tmp_path: Path) -> None:
    accounts.add("anna", PASSWORD)
    accounts.change_password("anna", f"{PASSWORD} taas")
    database.close()
    assert all(PASSWORD.encode() not in path.read_bytes() for path in tmp_path.iterdir())


def test_the_hash_is_argon2id_with_the_library_s_cost(database: Database) -> None:
    Accounts(database).add("anna", PASSWORD)
    usual = PasswordHasher()
    assert hash_of(database, "anna").startswith(
        f"$argon2id$v=19$m={usual.memory_cost},t={usual.time_cost},p={usual.parallelism}$"
    )


def test_two_with_the_same_password_have_different_hashes(accounts: Accounts, database: Database) -> None:
    accounts.add("anna", PASSWORD)
    accounts.add("maija", PASSWORD)
    assert hash_of(database, "anna") != hash_of(database, "maija")


# --- Checking a password ---


def test_the_right_password_gives_the_account(accounts: Accounts) -> None:
    account = accounts.add("anna", PASSWORD)
    assert accounts.verify("anna", PASSWORD) == account


@pytest.mark.parametrize(
    "password", ["", "väärä salasana", PASSWORD.upper(), f"{PASSWORD} ", "\ud800" * 12, "å" * 5000]
)
def test_any_other_does_not(accounts: Accounts, password: str) -> None:
    accounts.add("anna", PASSWORD)
    assert accounts.verify("anna", password) is None


@pytest.mark.parametrize("name", ["maija", "", "anna ", "x" * 5000, "\ud800", "'; DROP TABLE accounts; --"])
def test_an_unknown_name_does_not(accounts: Accounts, name: str) -> None:
    accounts.add("anna", PASSWORD)
    assert accounts.verify(name, PASSWORD) is None
    assert accounts.verify(name, "") is None


def test_a_password_is_the_same_in_any_unicode_form(accounts: Accounts) -> None:
    account = accounts.add("anna", unicodedata.normalize("NFD", PASSWORD))
    assert accounts.verify("anna", unicodedata.normalize("NFC", PASSWORD)) == account
    assert accounts.verify("anna", unicodedata.normalize("NFD", PASSWORD)) == account


def test_the_longest_password_counts_to_its_end(accounts: Accounts) -> None:
    longest = "ab" * (MAX_PASSWORD_CHARS // 2)
    account = accounts.add("anna", longest)
    assert accounts.verify("anna", longest) == account
    assert accounts.verify("anna", longest + "a") is None
    assert accounts.verify("anna", longest[:-1] + "c") is None


def test_an_unknown_name_takes_the_same_work(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    accounts.add("anna", PASSWORD)
    accounts.verify("anna", PASSWORD)  # makes the hash that unknown names are checked against
    done: list[tuple[str, int]] = []
    verify, hash_password = PasswordHasher.verify, PasswordHasher.hash

    def count_verify(self: PasswordHasher, hash: str, password: bytes) -> bool:
        done.append(("verify " + hash.rpartition("$")[0].rpartition("$")[0], len(password)))
        return verify(self, hash, password)

    def count_hash(self: PasswordHasher, password: bytes) -> str:
        done.append(("hash", len(password)))
        return hash_password(self, password)

    monkeypatch.setattr(PasswordHasher, "verify", count_verify)
    monkeypatch.setattr(PasswordHasher, "hash", count_hash)
    work = []
    for name in ("anna", "maija"):
        done.clear()
        assert accounts.verify(name, "väärä salasana") is None
        work.append(list(done))
    assert work[0] == work[1] == [("verify $argon2id$v=19$m=8,t=1,p=1", len("väärä salasana".encode()))]


def test_a_hash_of_another_cost_is_renewed(accounts: Accounts, database: Database) -> None:
    account = accounts.add("anna", PASSWORD)
    dearer = Accounts(database, cost=HashingCost(rounds=2, memory_kib=16, lanes=1))
    assert dearer.verify("anna", "väärä salasana") is None
    assert "m=8,t=1,p=1" in hash_of(database, "anna")
    assert dearer.verify("anna", PASSWORD) == account
    renewed = hash_of(database, "anna")
    assert "m=16,t=2,p=1" in renewed
    assert dearer.verify("anna", PASSWORD) == account
    assert hash_of(database, "anna") == renewed


def test_a_damaged_hash_says_what_to_do(accounts: Accounts, database: Database) -> None:
    accounts.add("anna", PASSWORD)
    with database.write() as cursor:
        cursor.execute("UPDATE accounts SET hash = 'no hash'")
    with pytest.raises(KeepingError, match=r"'anna' is damaged.*lykbot users password") as raised:
        accounts.verify("anna", PASSWORD)
    assert PASSWORD not in str(raised.value)


# --- Changing and removing ---


def test_another_password_replaces_the_old_one_and_its_sessions(accounts: Accounts) -> None:
    old = accounts.add("anna", PASSWORD)
    accounts.change_password("ANNA", "aivan toinen lause")
    new = accounts.verify("anna", "aivan toinen lause")
    assert new is not None
    assert new.session_version > old.session_version
    assert (new.name, new.created_at) == (old.name, old.created_at)
    assert accounts.verify("anna", PASSWORD) is None


def test_a_password_that_will_not_do_changes_nothing(accounts: Accounts) -> None:
    account = accounts.add("Annamari.Lund", PASSWORD)
    with pytest.raises(KeepingError, match="name of the account"):
        accounts.change_password("annamari.lund", "annamari.lund")
    assert accounts.verify("annamari.lund", PASSWORD) == account


def test_removing_takes_one_away(accounts: Accounts) -> None:
    anna = accounts.add("anna", PASSWORD)
    maija = accounts.add("maija", PASSWORD)
    assert accounts.remove("Anna") == anna
    assert accounts.list() == (maija,)
    assert accounts.verify("anna", PASSWORD) is None


def test_a_name_that_comes_again_does_not_meet_its_old_sessions(accounts: Accounts) -> None:
    old = accounts.add("anna", PASSWORD)
    accounts.remove("anna")
    assert accounts.add("anna", PASSWORD).session_version > old.session_version


def test_what_is_not_there_cannot_be_changed(accounts: Accounts) -> None:
    accounts.add("anna", PASSWORD)
    with pytest.raises(KeepingError, match="no account 'maija'; `lykbot users list`"):
        accounts.remove("maija")
    with pytest.raises(KeepingError, match="no account 'maija'"):
        accounts.change_password("maija", PASSWORD)
    with pytest.raises(KeepingError, match="no account 'maija'"):
        accounts.need("maija")
    assert accounts.find("maija") is None


# --- Names and passwords ---


@pytest.mark.parametrize("name", ["a", "anna", "Åsa.Öberg", "a_b-c.9", "Þór", "имя", "x" * MAX_NAME_CHARS])
def test_names_that_will_do(name: str) -> None:
    assert check_name(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "a b",
        "a\u00a0b",
        "a\n",
        "a/b",
        "a@b",
        "<b>",
        "x" * (MAX_NAME_CHARS + 1),
        "a\u200b",
        "\ud800",
        "½",
        "q\u0308",
    ],
)
def test_names_that_will_not(name: str) -> None:
    with pytest.raises(KeepingError, match=re.escape(repr(name[:MAX_NAME_CHARS])[1:-1]) + ".*letters, digits"):
        check_name(name)


@pytest.mark.parametrize(
    "password", ["kaksitoista!", "å" * 11 + "b", "            .", "ab" * (MAX_PASSWORD_CHARS // 2)]
)
def test_passwords_that_will_do(password: str) -> None:
    assert check_password(password, "anna") == password


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("", "0 characters"),
        ("yksitoista.", "11 characters; choose one of 12"),
        # Twelve code points, but eleven letters.
        (unicodedata.normalize("NFD", "yksitoistaä"), "11 characters"),
        ("ab" * (MAX_PASSWORD_CHARS // 2) + "c", "1001 characters; choose one of 1000 at most"),
        ("a" * 12, "again and again"),
        ("ANNAMARI.LUND", "name of the account"),
    ],
)
def test_passwords_that_will_not(password: str, message: str) -> None:
    with pytest.raises(KeepingError, match=message) as raised:
        check_password(password, "annamari.lund")
    assert not password or password not in str(raised.value)


@given(name=st.text(alphabet=st.characters(categories=["L", "M", "Nd", "Pd"]), max_size=12))
def test_a_name_that_will_do_is_nfc_and_folds_like_its_other_forms(name: str) -> None:
    try:
        found = check_name(name)
    except KeepingError:
        return
    assert unicodedata.is_normalized("NFC", found)
    assert fold_name(name) == fold_name(found) == fold_name(unicodedata.normalize("NFD", name))
    assert fold_name(fold_name(name)) == fold_name(name)


@given(password=st.text(min_size=MAX_PASSWORD_CHARS // 100, max_size=30))
def test_a_password_that_will_do_is_nfc_and_long_enough(password: str) -> None:
    try:
        found = check_password(password, "anna")
    except KeepingError:
        return
    assert unicodedata.is_normalized("NFC", found)
    assert len(found) >= 12
