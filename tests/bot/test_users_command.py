"""`lykbot users`, with click's runner over a database in an empty folder."""

import pytest
from click.testing import CliRunner, Result

from bot.keeping.accounts import Accounts
from bot.keeping.audit import COMMAND_LINE, AuditAction, AuditLog
from bot.keeping.database import Database
from bot.settings import load_settings
from bot.users_command import users

PASSWORD = "kolme sanaa riittää"


def run(*arguments: str, input: str | bytes | None = None) -> Result:
    return CliRunner().invoke(users, arguments, input=input, prog_name="lykbot users")


def open_database() -> Database:
    return Database(load_settings().data_dir / "lykbot.sqlite")


def accounts() -> Accounts:
    return Accounts(open_database())


def actions() -> list[tuple[str, AuditAction, str]]:
    return [(line.account, line.action, line.subject) for line in AuditLog(open_database()).lines(100, 0)]


@pytest.fixture
def anna() -> None:
    assert run("add", "anna", "--password-stdin", input=f"{PASSWORD}\n").exit_code == 0


def test_adding_asks_twice_without_echo() -> None:
    done = run("add", "anna", input=f"{PASSWORD}\n{PASSWORD}\n")
    assert done.exit_code == 0
    assert done.stdout == "added anna\n"
    assert "Password:" in done.stderr
    assert "http://127.0.0.1:7860/staff" in done.stderr
    assert PASSWORD not in done.output
    assert accounts().verify("anna", PASSWORD) is not None
    assert actions() == [(COMMAND_LINE, AuditAction.USER_ADDED, "anna")]


def test_two_that_differ_are_asked_again() -> None:
    done = run("add", "anna", input=f"{PASSWORD}\nsomething else\n{PASSWORD}\n{PASSWORD}\n")
    assert done.exit_code == 0
    assert accounts().verify("anna", PASSWORD) is not None


def test_giving_up_adds_nothing() -> None:
    assert run("add", "anna", input=f"{PASSWORD}\n").exit_code == 1
    assert accounts().is_empty()
    assert actions() == []


@pytest.mark.parametrize("ending", ["", "\n", "\r\n", "\nnext line\n"])
def test_the_password_can_be_piped_in(ending: str) -> None:
    done = run("add", "anna", "--password-stdin", input=PASSWORD + ending)
    assert done.exit_code == 0
    assert accounts().verify("anna", PASSWORD) is not None


def test_spaces_belong_to_the_password() -> None:
    run("add", "anna", "--password-stdin", input=f"  {PASSWORD} \n")
    assert accounts().verify("anna", PASSWORD) is None
    assert accounts().verify("anna", f"  {PASSWORD} ") is not None


@pytest.mark.parametrize(
    ("name", "password", "message"),
    [
        ("anna", b"short\n", "5 characters; choose one of 12 at least"),
        ("anna", b"", "0 characters"),
        ("anna", "salasana jää".encode("latin-1"), "not UTF-8"),
        ("a b", PASSWORD.encode(), "'a b' cannot be the name of an account"),
    ],
)
def test_what_will_not_do(name: str, password: bytes, message: str) -> None:
    done = run("add", name, "--password-stdin", input=password)
    assert done.exit_code == 1
    assert done.stderr.startswith("lykbot: ")
    assert message in done.stderr
    assert done.stdout == ""
    assert accounts().is_empty()
    assert actions() == []


def test_a_name_that_is_taken_is_told_before_a_password_is_asked_for(anna: None) -> None:
    done = run("add", "ANNA", input=f"{PASSWORD}\n{PASSWORD}\n")
    assert done.exit_code == 1
    assert "already" in done.stderr
    assert "Password:" not in done.stderr


def test_listing(anna: None) -> None:
    run("add", "Åsa", "--password-stdin", input=PASSWORD)
    done = run("list")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert [line.split() for line in lines] == [
        [f"{account.created_at:%Y-%m-%d}", account.name] for account in accounts().list()
    ]
    assert [line.split()[1] for line in lines] == ["anna", "Åsa"]
    assert done.stderr == ""


def test_listing_none_says_what_to_do() -> None:
    done = run("list")
    assert done.exit_code == 0
    assert done.stdout == ""
    assert "the staff area is closed; `lykbot users add NAME`" in done.stderr


def test_removing(anna: None) -> None:
    run("add", "maija", "--password-stdin", input=PASSWORD)
    done = run("remove", "Maija")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "removed maija\n", "")
    assert [account.name for account in accounts().list()] == ["anna"]
    assert actions()[0] == (COMMAND_LINE, AuditAction.USER_REMOVED, "maija")
    assert "staff area is closed" in run("remove", "anna").stderr


def test_another_password(anna: None) -> None:
    before = accounts().need("anna")
    done = run("password", "Anna", "--password-stdin", input="aivan toinen lause")
    assert (done.exit_code, done.stdout) == (0, "changed the password of anna\n")
    after = accounts().verify("anna", "aivan toinen lause")
    assert after is not None
    assert after.session_version > before.session_version
    assert actions()[0] == (COMMAND_LINE, AuditAction.PASSWORD_CHANGED, "anna")


@pytest.mark.parametrize("command", ["remove", "password"])
def test_an_account_that_is_not_there(anna: None, command: str) -> None:
    done = run(command, "maija")
    assert done.exit_code == 1
    assert "there is no account 'maija'; `lykbot users list` names those there are" in done.stderr
    assert "Password" not in done.stderr
    assert len(actions()) == 1


def test_a_folder_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LYKBOT_DATA_DIR", "/dev/null/data")
    done = run("list")
    assert done.exit_code == 1
    assert "LYKBOT_DATA_DIR" in done.stderr
