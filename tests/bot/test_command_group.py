import subprocess
import sys
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from bot.command_group import CommandGroup, OpenCommandGroup, notify
from knowledge.errors import LykbotError


@click.group(cls=CommandGroup)
def _commands() -> None:
    """Commands that go wrong."""


@_commands.command()
@click.argument("kind")
def go_wrong(kind: str) -> None:
    """Go wrong in a way."""
    if kind == "ours":
        raise LykbotError("the page is empty; fill it")
    if kind == "interrupt":
        raise KeyboardInterrupt
    if kind == "unforeseen":
        raise RuntimeError("first line\nsecond line")
    raise click.UsageError("no such kind")


@pytest.mark.parametrize(
    ("kind", "exit_code", "message"),
    [
        ("ours", 1, "lykbot: the page is empty; fill it\n"),
        ("interrupt", 130, ""),
        ("unforeseen", 1, "RuntimeError: first line"),
        ("other", 2, "no such kind"),
    ],
)
def test_how_a_command_ends(kind: str, exit_code: int, message: str) -> None:
    done = CliRunner().invoke(_commands, ["go-wrong", kind])
    assert done.exit_code == exit_code
    assert message in done.stderr
    assert "second line" not in done.stderr


def _hello() -> click.Command:
    @click.command("hello")
    def hello() -> None:
        """Say hello."""
        click.echo("hello")

    return hello


HELLO = _hello()


@pytest.fixture
def open_group(monkeypatch: pytest.MonkeyPatch) -> click.Group:
    added = EntryPoint(name="hello", value=f"{__name__}:HELLO", group="lykbot.commands")
    monkeypatch.setattr("importlib.metadata.entry_points", lambda **by: EntryPoints([added]).select(**by))
    return OpenCommandGroup(name="lykbot")


def test_a_package_may_add_a_command(open_group: click.Group, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EntryPoint, "load", lambda self: HELLO)
    done = CliRunner().invoke(open_group, ["hello"])
    assert (done.exit_code, done.stdout) == (0, "hello\n")
    assert "Say hello." in CliRunner().invoke(open_group, ["--help"]).stdout


def test_other_names_are_no_commands(open_group: click.Group) -> None:
    assert CliRunner().invoke(open_group, ["goodbye"]).exit_code == 2


def test_notices_are_cleaned(capsys: pytest.CaptureFixture[str]) -> None:
    notify("a\x1b[31mb")
    assert "\x1b" not in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    script = (
        "import click\nfrom bot.command_group import CommandGroup, run\n"
        "group = CommandGroup(name='x')\n"
        "@group.command()\ndef much():\n    for _ in range(100000): click.echo('å' * 100)\n"
        "run(group, 'x')\n"
    )
    command = f"'{sys.executable}' -c \"$0\" much | head -1"
    done = subprocess.run(["bash", "-c", command, script], capture_output=True, check=False)
    assert done.stdout == ("å" * 100 + "\n").encode()
    assert b"Traceback" not in done.stderr and b"BrokenPipe" not in done.stderr
