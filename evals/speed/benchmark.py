"""Command: how fast lykbot is and how much memory it takes, as ratios measured in one run.

`python -m evals.speed.benchmark` asks the fact sheets that ship; `--passages DIR` builds from a collection's passages
instead of made-up text.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from evals.errors import EvaluationError
from evals.reporting.lines import describe_benchmark, write_json
from evals.retrieval.command import positive, work_folder
from evals.schema import Measurement
from evals.speed.child import ChildRun, run_child
from evals.speed.schema import BenchmarkReport
from knowledge.errors import LykbotError

if TYPE_CHECKING:
    from bot.settings import Settings

MEMORY_TARGET_GIB = 1.5
_SEED = 20250101
_GIB = 1 << 30
# What `lykbot ask` is asked in a process of its own, in each language.
_QUESTIONS = ("Mitkä ovat Imatran tavoitteet?", "Vem är kontaktperson i Lojo?", "What are the goals of Helsinki?")
# The command's entry point, by the Python that runs this.
_LYKBOT = (sys.executable, "-c", "import sys; from bot.cli import main; sys.exit(main())")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Effort:
    """How much is measured: the full measurement, and the quick one that shows that everything works."""

    passages_per_language: int | None
    build_rounds: int
    warm_up: int
    chunks: int
    search_questions: int


_FULL = _Effort(passages_per_language=None, build_rounds=1, warm_up=4, chunks=100_000, search_questions=600)
_QUICK = _Effort(passages_per_language=10, build_rounds=3, warm_up=4, chunks=9_999, search_questions=150)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints; the exit code is 0 whether targets are met or not, 1 for an error, 2 for wrong usage."""
    options = _parser().parse_args(arguments)
    effort = _QUICK if options.quick else _FULL
    if options.limit is not None:
        effort = replace(effort, passages_per_language=options.limit)
    try:
        with work_folder(None) as work:
            report = _measure(effort, options.passages, work)
        print("\n".join(describe_benchmark(report)))
        if options.json is not None:
            write_json(options.json, report)
    except LykbotError as error:
        print(f"evals.speed.benchmark: {error}", file=sys.stderr)
        return 1
    return 0


def describe_machine() -> str:
    """Cores, memory and load of this machine, for reading the figures: a busy machine makes them worse."""
    load = ", ".join(f"{value:.1f}" for value in psutil.getloadavg())
    memory = psutil.virtual_memory()
    return f"{psutil.cpu_count()} cores, {memory.total / _GIB:.0f} GiB of memory, load before measuring {load}"


def measure_asking(ask: Callable[[str], ChildRun]) -> tuple[Measurement, ...]:
    """Peak memory and cold start of the command, the worst and the median of a question in each language.

    Raises:
        EvaluationError: The command failed.
    """
    runs = []
    for question in _QUESTIONS:
        run = ask(question)
        if run.exit_code != 0:
            lines = run.output.strip().splitlines() or ["it said nothing"]
            raise EvaluationError(f"`lykbot ask {question!r}` exits {run.exit_code}: {lines[-1]}")
        runs.append(run)
    peak = max(run.peak_bytes for run in runs) / _GIB
    seconds = sorted(run.seconds for run in runs)[len(runs) // 2]
    return (
        Measurement(
            name=f"`lykbot ask`: peak memory, worst of {len(runs)}", value=peak, unit="GiB", target=MEMORY_TARGET_GIB
        ),
        Measurement(name=f"`lykbot ask`: cold start to answer, median of {len(runs)}", value=seconds, unit="s"),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.speed.benchmark", description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="less of everything: a minute or two, and rough")
    parser.add_argument("--passages", type=Path, metavar="DIR", help="build from this collection's passages")
    parser.add_argument("--limit", type=positive, metavar="N", help="build from N passages of each language")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    return parser


def _measure(effort: _Effort, collection: Path | None, work: Path) -> BenchmarkReport:
    # Heavy only from here on: help and usage errors come at once.
    from bot.answering import Bot
    from bot.assembly import build, make_embedder
    from bot.settings import load_settings
    from evals.loading import load_cases
    from evals.speed.searching import SearchLoad, measure_search
    from evals.speed.timing import collect_passages, measure_build, measure_questions, write_pages
    from index.retrieval import open_index

    started = time.monotonic()
    machine = describe_machine()
    settings = load_settings(work / "sheets")
    if settings.index.store_url is not None:
        raise EvaluationError(f"unset LYKBOT_CHROMA_URL: what is measured would stay on {settings.index.store_url}")
    passages = collect_passages(collection, effort.passages_per_language, _SEED)
    _notice("building the fact sheets' index")
    build(settings)
    measurements: list[Measurement] = []
    _notice("asking on the command line")
    measurements += measure_asking(lambda question: _ask(question, settings))
    _notice("asking in this process")
    embedder = make_embedder(settings)
    # The bot and the bare encode share one loaded model, which open_bot would keep to itself.
    index = open_index(settings.index_dir, settings.index, embedder, settings.cache_dir)
    cases = [case for case in load_cases() if case.status == "answered"]
    measurements += measure_questions(Bot(index=index), embedder, cases, effort.warm_up)
    index.close()
    _notice(f"building from {len(passages)} pages")
    write_pages(passages, work / "pages")
    measurements += measure_build(work / "pages", work / "built", settings.index, embedder, effort.build_rounds)
    load = SearchLoad(chunks=effort.chunks, questions=effort.search_questions, dimension=embedder.dimension, seed=_SEED)
    measurements += measure_search(load, work / "search", _notice)
    return BenchmarkReport(machine=machine, measurements=tuple(measurements), seconds=time.monotonic() - started)


def _ask(question: str, settings: "Settings") -> ChildRun:
    return run_child([*_LYKBOT, "ask", question, "--index", str(settings.index_dir)])


def _notice(text: str) -> None:
    print(f"{text} ...", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
