"""`lykbot users`: the accounts of the staff area."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from bot.command_group import CommandGroup, notify
from bot.errors import KeepingError
from bot.settings import load_settings

if TYPE_CHECKING:
    from bot.keeping.accounts import Accounts
    from bot.keeping.audit import AuditAction, AuditLog

_name = click.argument("name")
_password_stdin = click.option(
    "--password-stdin", is_flag=True, help="Read the password from the first line of standard input."
)


@click.group(cls=CommandGroup)
def users() -> None:
    """Look after the accounts of the staff area (/staff on the web page)."""


@users.command()
@_name
@_password_stdin
def add(name: str, password_stdin: bool) -> None:
    """Add an account called NAME; its password is asked for."""
    from bot.keeping.audit import AuditAction

    with _open() as (accounts, audit):
        # Before anybody types a password twice.
        accounts.check_new_name(name)
        account = accounts.add(name, _read_password(password_stdin))
        _record(audit, AuditAction.USER_ADDED, account.name)
    click.echo(f"added {account.name}")
    web = load_settings().web
    notify(f"to log in, open /staff on the web page: http://{web.host}:{web.port}{web.root_path}/staff")


@users.command("list")
def list_accounts() -> None:
    """List the accounts, each with the day it was added."""
    with _open() as (accounts, _):
        found = accounts.list()
    for account in found:
        click.echo(f"{account.created_at:%Y-%m-%d}  {account.name}")
    if not found:
        _say_closed()


@users.command()
@_name
def remove(name: str) -> None:
    """Remove the account NAME; whoever is logged in with it is logged out."""
    from bot.keeping.audit import AuditAction

    with _open() as (accounts, audit):
        account = accounts.remove(name)
        _record(audit, AuditAction.USER_REMOVED, account.name)
        is_empty = accounts.is_empty()
    click.echo(f"removed {account.name}")
    if is_empty:
        _say_closed()


@users.command()
@_name
@_password_stdin
def password(name: str, password_stdin: bool) -> None:
    """Give the account NAME another password; whoever is logged in with it is logged out."""
    from bot.keeping.audit import AuditAction

    with _open() as (accounts, audit):
        account = accounts.need(name)
        accounts.change_password(name, _read_password(password_stdin))
        _record(audit, AuditAction.PASSWORD_CHANGED, account.name)
    click.echo(f"changed the password of {account.name}")


@contextmanager
def _open() -> Iterator[tuple["Accounts", "AuditLog"]]:
    from bot.keeping.accounts import Accounts
    from bot.keeping.audit import AuditLog
    from bot.keeping.database import Database

    database = Database(load_settings().data_dir / "lykbot.sqlite")
    try:
        yield Accounts(database), AuditLog(database)
    finally:
        database.close()


def _read_password(from_stdin: bool) -> str:
    """What is typed, twice and unseen, or piped in.

    Raises:
        KeepingError: What is piped in is not UTF-8.
    """
    if not from_stdin:
        typed: str = click.prompt("Password", hide_input=True, confirmation_prompt="The same again", err=True)
        return typed
    line = sys.stdin.buffer.readline()
    try:
        return line.decode("utf-8").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError as error:
        raise KeepingError("the password on standard input is not UTF-8; give it in UTF-8") from error


def _record(audit: "AuditLog", action: "AuditAction", name: str) -> None:
    from bot.keeping.audit import COMMAND_LINE

    audit.record(COMMAND_LINE, action, name)


def _say_closed() -> None:
    notify("there is no account, so that the staff area is closed; `lykbot users add NAME` adds one")
