"""The command line: answers on standard output, notices on standard error.

Exit status 0, 1 for an error (one sentence on standard error), 2 for a command that was not understood. What takes
long to import is imported where it is needed: help, usage errors and `status` answer at once.
"""

import json
import sys
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.command_group import OpenCommandGroup, fail, notify, run
from bot.progress import show_progress
from bot.schema import Answer, AnswerStatus, Question
from bot.serve_command import serve
from bot.settings import Settings, load_settings
from bot.users_command import users
from knowledge.errors import DocumentError
from knowledge.schema import LANGUAGES, Language

if TYPE_CHECKING:
    from bot.listing_facts import Topic

# Nowhere is click asked whether a path can be read: that is no usage error, and our own messages say what to do.
with_index = click.option(
    "--index",
    "index_dir",
    metavar="DIR",
    type=click.Path(file_okay=False, readable=False, path_type=Path),
    help="The folder of the index, instead of the one in the settings.",
)
_with_language = click.option(
    "--language", type=click.Choice(LANGUAGES), help="Answer in this language, whatever the question's."
)


def _print_version(ctx: click.Context, _: click.Parameter, is_wanted: bool) -> None:
    if is_wanted and not ctx.resilient_parsing:
        try:
            click.echo(f"lykbot {metadata.version('lykbot')}")
        except metadata.PackageNotFoundError:
            click.echo("lykbot (not installed; `make setup` does)")
        ctx.exit()


@click.group(cls=OpenCommandGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="The version."
)
def commands() -> None:
    """Answers questions about Finnish child-friendly municipalities, in Finnish, Swedish or English, with citations."""


@commands.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(readable=False, path_type=Path))
@click.option("--only", is_flag=True, help="Leave the shipped sheets out.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@with_index
def build(paths: tuple[Path, ...], only: bool, as_json: bool, index_dir: Path | None) -> None:
    """Bring the index up to date: the shipped sheets, and the pages in every PATH (.md, .txt or a folder)."""
    if only and not paths:
        raise click.UsageError("--only leaves the shipped sheets out: name at least one PATH.")
    settings = load_settings(index_dir)
    from bot import assembly, rendering

    with show_progress("texts", sys.stderr) as report:
        outcome = assembly.build(
            settings,
            paths,
            only,
            lambda progress: report(progress.stage, progress.done, progress.total),
            lambda problem: notify(rendering.render_problem(problem)),
        )
    if outcome.skipped:
        names = ", ".join(path.name for path in outcome.skipped[:5])
        more = ", …" if len(outcome.skipped) > 5 else ""
        notify(f"passed by, being no pages: {len(outcome.skipped)} ({names}{more})")
    if as_json:
        _print_json({"index": settings.index_dir, **asdict(outcome)})
    else:
        click.echo(rendering.render_build(outcome, settings.index_dir))
    if outcome.problems:
        fail(f"not everything could be read: {len(outcome.problems)} left out, the rest is in the index")


@commands.command()
@click.argument("question", required=False)
@click.option(
    "--batch", metavar="FILE", help="Answer a file of questions, one JSON object a line; - is standard input."
)
@click.option(
    "--output", metavar="FILE", type=click.Path(readable=False, path_type=Path), help="Where the answers of a batch go."
)
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@_with_language
@with_index
def ask(
    question: str | None,
    batch: str | None,
    output: Path | None,
    as_json: bool,
    language: Language | None,
    index_dir: Path | None,
) -> None:
    """Answer one QUESTION, or a file of them."""
    if (question is None) == (batch is None):
        raise click.UsageError("Give either a QUESTION or --batch FILE.")
    if output is not None and batch is None:
        raise click.UsageError("--output goes with --batch; a single answer goes to standard output.")
    settings = load_settings(index_dir)
    if batch is not None:
        _ask_batch(settings, batch, output, language)
        return
    from bot import assembly
    from bot.json_form import answer_to_json

    answer = assembly.open_bot(settings).answer(Question(text=_recover_utf8(question or ""), language=language))
    if as_json:
        click.echo(answer_to_json(answer))
    else:
        _print_answer(answer)
    if answer.status.is_failure or answer.status is AnswerStatus.INVALID:
        raise click.exceptions.Exit(1)


def _recover_utf8(argument: str) -> str:
    """An argument as it was typed, where the locale is not UTF-8 but the terminal is; anything else as it is."""
    try:
        return argument.encode("utf-8", errors="surrogateescape").decode("utf-8")
    except UnicodeError:
        return argument


def _ask_batch(settings: Settings, source: str, output: Path | None, language: Language | None) -> None:
    from bot import assembly
    from bot.batch import run_batch

    with show_progress("questions", sys.stderr) as report:
        result = run_batch(
            source,
            output,
            lambda: assembly.open_bot(settings).answer,
            language=language,
            stdin=sys.stdin.buffer,
            write=lambda line: click.echo(line, nl=False),
            notify=notify,
            report_progress=lambda done, total: report("answer", done, total),
        )
    invalid = f", {result.invalid} of them to lines that are no questions" if result.invalid else ""
    notify(f"{result.answers} answers{invalid}{f', in {output}' if output else ''}")


@commands.command()
@_with_language
@with_index
def chat(language: Language | None, index_dir: Path | None) -> None:
    """Hold a conversation: follow-up questions work ("And in Lohja?")."""
    settings = load_settings(index_dir)
    from bot import assembly
    from bot.conversation import hold_conversation, read_line

    hold_conversation(
        read_line=read_line,
        places=assembly.read_status(settings).municipalities,
        open_bot=lambda: assembly.open_bot(settings).answer,
        show=_print_answer,
        notify=lambda text: click.echo(text, err=True),
        language=language,
        default_language=settings.default_language,
    )


@commands.command()
@click.argument("path", required=False, type=click.Path(readable=False, path_type=Path))
@with_index
def check(path: Path | None, index_dir: Path | None) -> None:
    """Look through the shipped sheets, or those in PATH: what cannot be read, and where language versions part.

    With --index, also say how many of them that index does not hold as they are.
    """
    from bot import assembly, rendering
    from knowledge.checking import check_documents

    loaded = assembly.load_sheets(path)
    if not loaded.documents and not loaded.problems:
        raise DocumentError(f"there is nothing to check: {path} holds no .md, .markdown or .txt file")
    findings = check_documents(loaded)
    for finding in findings:
        click.echo(rendering.strip_controls(str(finding)))
    errors = sum(finding.severity == "error" for finding in findings)
    notify(f"{len(loaded.documents)} sheets, {errors} errors, {len(findings) - errors} warnings")
    if index_dir is not None:
        outdated = assembly.count_outdated(load_settings(index_dir), loaded.documents)
        advice = ": run `lykbot build`" if outdated else ""
        notify(f"{outdated} of them are not in the index in {index_dir} as they are{advice}")
    if errors:
        raise click.exceptions.Exit(1)


@commands.command()
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@with_index
def status(as_json: bool, index_dir: Path | None) -> None:
    """Say what the index holds and whether it fits the settings."""
    from bot import assembly, rendering

    found = assembly.read_status(load_settings(index_dir))
    if as_json:
        _print_json(asdict(found) | {"matches_settings": found.mismatch is None})
    else:
        click.echo(rendering.render_status(found))


@commands.command()
@click.option("--municipality", metavar="NAME", help="Only the facts about this municipality.")
@click.option("--topic", type=click.Choice(["contacts", "timeline", "goals"]), help="Only the facts of this kind.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Quote this version of a page, where there is one.")
@click.option("--json", "as_json", is_flag=True, help="List as JSON.")
@with_index
def facts(
    municipality: str | None,
    topic: "Topic | None",
    language: Language | None,
    as_json: bool,
    index_dir: Path | None,
) -> None:
    """List the facts that answers are made of, each with its sources, for checking."""
    settings = load_settings(index_dir)
    from bot import assembly, rendering_facts
    from bot.listing_facts import list_facts

    indexed = assembly.read_facts(settings)
    listing = list_facts(indexed, municipality=municipality and _recover_utf8(municipality), topic=topic)
    if as_json:
        _print_json(rendering_facts.facts_to_fields(listing, language))
    else:
        click.echo(rendering_facts.render_facts(listing, indexed.documents, language))


def _print_json(fields: dict[str, Any]) -> None:
    text = json.dumps(fields, ensure_ascii=False, indent=2, default=str)
    click.echo(text.encode("utf-8", errors="backslashreplace").decode("utf-8"))


def _print_answer(answer: Answer) -> None:
    from bot import rendering

    sources = rendering.render_sources(answer)
    if not sys.stdout.isatty():
        click.echo(rendering.render_plain(answer))
        if sources:
            click.echo(f"\n{sources}")
        return
    from rich.console import Console
    from rich.markdown import Markdown
    from rich.text import Text

    console = Console(file=sys.stdout)
    console.print(Markdown(rendering.render_markdown(answer)))
    if sources:
        console.print(Text(f"\n{sources}", style="dim"))


commands.add_command(serve)
commands.add_command(users)


def main() -> None:
    """What the command `lykbot` runs."""
    run(commands, "lykbot")


if __name__ == "__main__":
    main()
