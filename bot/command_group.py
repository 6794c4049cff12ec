"""How our commands behave, whichever module they live in: errors as sentences, exit codes, UTF-8, commands of others.

A package to the right of the bot adds a command to `lykbot` by an entry point of the group "lykbot.commands".
"""

import os
import sys
import traceback
from importlib import metadata
from typing import Any, NoReturn

import click

from bot.progress import describe_error, show_log
from bot.settings import DEBUG_VARIABLE, is_debugging
from knowledge.errors import LykbotError

_ENTRY_POINTS = "lykbot.commands"
_INTERRUPTED = 130  # 128 and the number of SIGINT, as shells have it


class CommandGroup(click.Group):
    """A group of commands; an error of ours becomes a sentence, and so does one that nobody foresaw."""

    def invoke(self, ctx: click.Context) -> Any:
        """What the command gives back."""
        try:
            return super().invoke(ctx)
        except LykbotError as error:
            fail(str(error))
        except KeyboardInterrupt:
            raise click.exceptions.Exit(_INTERRUPTED) from None
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            if is_debugging():
                traceback.print_exc()
            fail(
                f"something unforeseen went wrong ({describe_error(error)}); please report it, with what the same "
                f"command prints when {DEBUG_VARIABLE}=1 is set"
            )


class OpenCommandGroup(CommandGroup):
    """A group to which installed packages add commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of its own commands and of the added ones."""
        return sorted({*super().list_commands(ctx), *metadata.entry_points(group=_ENTRY_POINTS).names})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name; None when there is none."""
        own = super().get_command(ctx, cmd_name)
        if own is not None:
            return own
        for entry_point in metadata.entry_points(group=_ENTRY_POINTS, name=cmd_name):
            command: click.Command = entry_point.load()
            return command
        return None


def notify(message: str) -> None:
    """Prints a notice to standard error."""
    from bot.rendering import strip_controls

    click.echo(f"lykbot: {strip_controls(message)}", err=True)


def fail(message: str) -> NoReturn:
    """Prints why a command cannot go on, and ends it with exit code 1."""
    notify(message)
    raise click.exceptions.Exit(1)


def run(commands: click.Group, name: str) -> None:
    """Runs what was typed after the name of a program."""
    _speak_utf8()
    show_log(with_tracebacks=is_debugging())
    try:
        commands.main(prog_name=name)
    finally:
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            # The reader has gone; without this Python would say so on its way out.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_utf8() -> None:
    """Whatever the locale says: answers hold å, ä, ö and dashes, and other programs read them."""
    for stream, errors in ((sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace"), (sys.stdin, "replace")):
        if stream is not None and hasattr(stream, "reconfigure") and not (stream is sys.stdin and stream.isatty()):
            stream.reconfigure(encoding="utf-8", errors=errors)
