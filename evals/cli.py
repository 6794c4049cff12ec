"""The commands that measure: `lykbot eval`, and `python -m evals` with check, retrieval, answering and others.

What takes long to import is imported where it is needed, so that help and usage errors come at once.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from bot.cli import with_index
from bot.command_group import CommandGroup, fail, notify, run
from bot.progress import show_progress
from bot.settings import load_settings
from evals.errors import EvaluationError
from evals.schema import Split
from knowledge.schema import LANGUAGES, Language

if TYPE_CHECKING:
    from evals.schema import Comparison, Report

_AGAINST_BASELINE = "baseline"
_MOST_FAULTS = 5
_REPORT, _PAGE = "report.json", "report.html"
_path = click.Path(readable=False, path_type=Path)


@click.command("eval")
@click.argument("sets", metavar="[SET]...", nargs=-1, type=_path)
@with_index
@click.option("--split", type=click.Choice(["dev", "test"]), help="Only the cases of this split, told by their id.")
@click.option(
    "--output",
    metavar="DIR",
    type=_path,
    default=Path("eval-report"),
    show_default=True,
    help=f"Where answers.jsonl, {_REPORT} and {_PAGE} go.",
)
@click.option("--baseline", type=click.Choice(["plain"]), help="Ask the plain llama-index pipeline the same cases.")
@click.option("--pairs", is_flag=True, help="Ask again with the pages in one other language only, for every pair.")
@click.option("--speed", is_flag=True, help="Also measure many asking at once, cold start and memory.")
@click.option("--compare", metavar="FILE", type=_path, help="An earlier report.json to compare with, case by case.")
@click.option(
    "--fail-under",
    "floors",
    metavar="FLOOR",
    multiple=True,
    help="Exit with 1 when right answers are under a share (0.9), another figure is (citation_precision=0.98), or any "
    f"is under its interval in the report compared with ({_AGAINST_BASELINE}). May be given several times.",
)
@click.option("--resume", is_flag=True, help="Go on with the run in --output that was interrupted.")
@click.option("--show-test", is_flag=True, help="Show the cases of the test split too, which are only counted.")
def eval_command(
    sets: tuple[Path, ...],
    index_dir: Path | None,
    split: Split | None,
    output: Path,
    baseline: Literal["plain"] | None,
    pairs: bool,
    speed: bool,
    compare: Path | None,
    floors: tuple[str, ...],
    resume: bool,
    show_test: bool,
) -> None:
    """Ask every case of every SET, judge the answers, and report.

    SET is a file of cases, one JSON object a line; without one the shipped sets are asked, over the shipped sheets.
    """
    if _AGAINST_BASELINE in floors and compare is None:
        raise click.UsageError(f"--fail-under {_AGAINST_BASELINE} goes with --compare FILE.")
    with _what_measuring_needs():
        import evals.reporting.page  # noqa: F401  # it draws the end of a run of minutes
        from evals.comparing import describe_drop, drops, find_shortfalls, load_report, parse_floor
        from evals.evaluating import Evaluation, evaluate

    own_floors = tuple(parse_floor(text) for text in floors if text != _AGAINST_BASELINE)
    before = load_report(compare) if compare is not None else None
    evaluation = Evaluation(
        sets=sets,
        index_dir=index_dir,
        split=split,
        output=output,
        with_plain=baseline == "plain",
        per_pair=pairs,
        with_speed=speed,
        resume=resume,
        show_test=show_test,
    )
    try:
        with show_progress("questions", sys.stderr) as report_progress:
            report = evaluate(evaluation, load_settings(index_dir), notify, report_progress)
    except KeyboardInterrupt:
        notify(f"interrupted; what was answered is kept in {output}, and --resume goes on from there")
        raise
    comparison = _publish(report, before, output)
    faults = [str(shortfall) for shortfall in find_shortfalls(report, own_floors)]
    if comparison is not None and _AGAINST_BASELINE in floors:
        faults += [describe_drop(drop) for drop in drops(comparison)]
    if faults:
        more = f"; and {len(faults) - _MOST_FAULTS} more, in the report" if len(faults) > _MOST_FAULTS else ""
        fail(f"figures that are not good enough: {len(faults)}: {'; '.join(faults[:_MOST_FAULTS])}{more}")


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def commands() -> None:
    """Measures lykbot's parts, and looks after the sets. Whole answers are measured by `lykbot eval`."""


@commands.command()
@click.argument("sets", metavar="[SET]...", nargs=-1, type=_path)
@click.option(
    "--pages", metavar="PATH", type=_path, help="The pages the cases are about, instead of the shipped sheets."
)
def check(sets: tuple[Path, ...], pages: Path | None) -> None:
    """Look through the shipped sets, or every SET: what contradicts itself or is not on the pages."""
    from bot.assembly import load_sheets
    from evals.linting import describe_coverage, lint
    from evals.loading import load_sets, shipped_sets

    cases = [placed for case_set in load_sets(sets or shipped_sets()) for placed in case_set.cases]
    findings = lint(cases, load_sheets(pages).documents)
    for finding in findings:
        click.echo(str(finding))
    for line in describe_coverage([placed.case for placed in cases]):
        click.echo(line)
    notify(f"{len(cases)} cases, {len(findings)} findings")
    if findings:
        raise click.exceptions.Exit(1)


@commands.command()
@click.argument("collection", metavar="COLLECTION_DIR", type=_path)
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Only the first N passages of each language.")
@click.option("--work", metavar="DIR", type=_path, help="Keep indexes and vectors there for the next time.")
@click.option("--json", "json_file", metavar="FILE", type=_path, help="Write the figures there as well.")
def retrieval(collection: Path, limit: int | None, work: Path | None, json_file: Path | None) -> None:
    """Measure search over a folder with corpus.jsonl, queries.jsonl and qrels.tsv, beside plain dense search."""
    with _what_measuring_needs():
        from evals.retrieval.command import measure_retrieval

    measure_retrieval(collection, limit=limit, work=work, json_file=json_file)


@commands.command()
@click.argument("folder", metavar="[FOLDER]", required=False, type=_path)
@click.option("--language", type=click.Choice(LANGUAGES), help="Only the pages in this language.")
@click.option("--json", "json_file", metavar="FILE", type=_path, help="Write figures and faults there as well.")
@click.option("--show-test", is_flag=True, help="List the faults of the test pages too, which are only counted.")
def extraction(folder: Path | None, language: Language | None, json_file: Path | None, show_test: bool) -> None:
    """Measure how well facts are read out of pages: of those that ship, or FOLDER with pages/ and labels/."""
    with _what_measuring_needs():
        from evals.extraction.command import measure_extraction

    measure_extraction(folder, language=language, json_file=json_file, show_test=show_test)


@commands.command()
@click.argument("collection", metavar="COLLECTION_DIR", type=_path)
@click.option("--language", type=click.Choice(LANGUAGES), help="Only the questions in this language.")
@click.option(
    "--sample",
    metavar="N",
    type=click.IntRange(min=0),
    default=300,
    show_default=True,
    help="Ask N questions of each language with an answer and N without; 0 asks all.",
)
@click.option("--work", metavar="DIR", type=_path, help="Keep indexes there for the next time.")
@click.option("--json", "json_file", metavar="FILE", type=_path, help="Write figures and answers there as well.")
def answering(
    collection: Path, language: Language | None, sample: int, work: Path | None, json_file: Path | None
) -> None:
    """Measure the answers made of passages: whether they hold what was asked for, and what is refused.

    The queries.jsonl of the collection says which questions are answerable, and their answers.
    """
    with _what_measuring_needs():
        from evals.answering.command import measure_answering

    measure_answering(collection, language=language, sample=sample, work=work, json_file=json_file)


@commands.command()
@click.option("--quick", is_flag=True, help="Less of everything: a minute or two, and rough.")
@click.option("--passages", metavar="DIR", type=_path, help="Build from this collection's passages, not made-up text.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Build from N passages of each language.")
@click.option("--json", "json_file", metavar="FILE", type=_path, help="Write the figures there as well.")
def benchmark(quick: bool, passages: Path | None, limit: int | None, json_file: Path | None) -> None:
    """Measure how fast lykbot is and how much memory it takes, as ratios measured in one run."""
    with _what_measuring_needs():
        from evals.speed.benchmark import run_benchmark

    run_benchmark(quick=quick, passages=passages, limit=limit, json_file=json_file)


@commands.command()
@click.option("--visitors", metavar="N", type=click.IntRange(min=1), default=50, show_default=True)
@click.option("--minutes", metavar="N", type=click.FloatRange(min=0, min_open=True), default=10.0, show_default=True)
@click.option("--burst", is_flag=True, help="Then let all visitors ask at the very same moment, once.")
@click.option(
    "--pace",
    metavar="FACTOR",
    type=click.FloatRange(min=0, min_open=True),
    default=1.0,
    show_default=True,
    help="How long visitors read, as a multiple of what people take; less is more load.",
)
@click.option("--url", help="A server that runs, without rate limits; otherwise one is started for this.")
@with_index
@click.option("--output", metavar="DIR", type=_path, default=Path("load-report"), show_default=True)
def load(
    visitors: int, minutes: float, burst: bool, pace: float, url: str | None, index_dir: Path | None, output: Path
) -> None:
    """Measure the web chat with many visitors at once, who open pages, read, ask and follow up.

    Exits with 1 when an answer takes too long, anything fails, or memory grows.
    """
    with _what_measuring_needs():
        from evals.load.command import LoadPlan, measure_load

    plan = LoadPlan(
        visitors=visitors,
        minutes=minutes,
        url=url,
        output=output,
        with_burst=burst,
        pace=pace,
        index_dir=index_dir,
    )
    faults = measure_load(plan)
    if faults:
        fail("; ".join(faults[:_MOST_FAULTS]))


@commands.command()
@click.argument("report", metavar="[REPORT]", type=_path, default=Path("eval-report") / _REPORT)
@click.option(
    "--baseline-file", metavar="FILE", type=_path, default=Path("evals/baselines/main.json"), show_default=True
)
@click.option("--readme", metavar="FILE", type=_path, default=Path("README.md"), show_default=True)
def accept(report: Path, baseline_file: Path, readme: Path) -> None:
    """Make a REPORT of all shipped sets the accepted baseline, and put its figures into the README."""
    from evals.accepting import accept as accept_report

    accept_report(report, baseline_file, readme)
    click.echo(f"{report} is the baseline now: {baseline_file} and {readme} are rewritten")


def main() -> None:
    """What `python -m evals` runs."""
    run(commands, "python -m evals")


@contextmanager
def _what_measuring_needs() -> Iterator[None]:
    """Says what to install when a library is missing that only measuring needs."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise EvaluationError(
            f"measuring needs {error.name}, which is not installed; `pip install 'lykbot[evals]'` installs all it needs"
        ) from error


def _publish(report: "Report", before: "Report | None", output: Path) -> "Comparison | None":
    """Writes the report and the page, and prints it; what it compares like, where there is something before it."""
    from evals.comparing import compare, find_differences
    from evals.reporting.page import render_page
    from evals.reporting.terminal import open_console, print_report
    from evals.writing import write_json, write_text

    comparison = compare(report, before) if before is not None else None
    for difference in find_differences(report, before) if before is not None else ():
        notify(difference)
    write_json(output / _REPORT, report)
    write_text(output / _PAGE, render_page(report, comparison))
    print_report(report, comparison, open_console())
    notify(f"all cases, answers and citations: {output / _PAGE}")
    return comparison
