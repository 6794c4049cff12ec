"""How fast lykbot is and how much memory it takes, as ratios measured in one run: `python -m evals benchmark`."""

import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

import psutil

from evals.errors import EvaluationError
from evals.reporting.lines import describe_benchmark
from evals.schema import Measurement
from evals.speed.schema import BenchmarkReport
from evals.work_folder import work_folder
from evals.writing import write_json

_SEED = 20250101
_GIB = 1 << 30


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


def run_benchmark(*, quick: bool, passages: Path | None, limit: int | None, json_file: Path | None) -> None:
    """Measures over the fact sheets that ship and over other pages, and prints the figures.

    Args:
        quick: Measures less of everything, in a minute or two, roughly.
        passages: A collection whose passages builds are measured with; made-up text when None.
        limit: How many passages of each language to build from.
        json_file: Where the figures are written as well.

    Raises:
        EvaluationError: The collection cannot be used, a command fails, or the file cannot be written.
    """
    effort = _QUICK if quick else _FULL
    if limit is not None:
        effort = replace(effort, passages_per_language=limit)
    with work_folder(None) as work:
        report = _measure(effort, passages, work)
    print("\n".join(describe_benchmark(report)))
    if json_file is not None:
        write_json(json_file, report)


def describe_machine() -> str:
    """Cores, memory and load of this machine, for reading the figures: a busy machine makes them worse."""
    memory = psutil.virtual_memory()
    return f"{psutil.cpu_count()} cores, {memory.total / _GIB:.0f} GiB of memory, load {psutil.getloadavg()[0]:.1f}"


def _measure(effort: _Effort, collection: Path | None, work: Path) -> BenchmarkReport:
    # Heavy only from here on: help and usage errors come at once.
    from bot.answering import Bot
    from bot.assembly import build, make_embedder
    from bot.intents import learn_intents
    from bot.settings import load_settings
    from evals.loading import load_cases
    from evals.speed.cold_start import measure_cold_start
    from evals.speed.searching import SearchLoad, measure_search
    from evals.speed.timing import collect_passages, measure_build, measure_questions, write_pages
    from index.opening import open_index

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
    measurements += measure_cold_start(settings.index_dir)
    _notice("asking in this process")
    embedder = make_embedder(settings)
    # The bot and the bare encode share one loaded model, which open_bot would keep to itself.
    index = open_index(settings.index_dir, settings.index, embedder, settings.cache_dir)
    cases = [case for case in load_cases() if case.status == "answered"]
    measurements += measure_questions(
        Bot(index, classifier=learn_intents(index, settings.cache_dir)), embedder, cases, effort.warm_up
    )
    index.close()
    _notice(f"building from {len(passages)} pages")
    write_pages(passages, work / "pages")
    measurements += measure_build(work / "pages", work / "built", settings.index, embedder, effort.build_rounds)
    load = SearchLoad(chunks=effort.chunks, questions=effort.search_questions, dimension=embedder.dimension, seed=_SEED)
    measurements += measure_search(load, work / "search", _notice)
    return BenchmarkReport(machine=machine, measurements=tuple(measurements), seconds=time.monotonic() - started)


def _notice(text: str) -> None:
    print(f"{text} ...", file=sys.stderr, flush=True)
