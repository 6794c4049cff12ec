"""Command: how well lykbot finds, against plain dense search with the same model.

`python -m evals.retrieval` measures over the fact sheets that ship, `python -m evals.retrieval COLLECTION_DIR` over a
folder with corpus.jsonl, queries.jsonl and qrels.tsv.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from evals.reporting.lines import describe_retrieval, write_json
from knowledge.errors import LykbotError


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints; the exit code is 0, 1 for an error or 2 for wrong usage."""
    options = _parser().parse_args(arguments)
    if options.limit is not None and options.collection is None:
        _parser().error("--limit needs COLLECTION_DIR")
    try:
        with work_folder(options.work) as work:
            _measure(options.collection, options.limit, options.json, work)
    except LykbotError as error:
        print(f"evals.retrieval: {error}", file=sys.stderr)
        return 1
    return 0


def positive(text: str) -> int:
    """A whole number from 1, for argparse."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not 1 or more")
    return number


@contextmanager
def work_folder(chosen: Path | None) -> Iterator[Path]:
    """The folder chosen for indexes and vectors, which keeps them, or one that is removed afterwards."""
    if chosen is not None:
        yield chosen
        return
    with tempfile.TemporaryDirectory(prefix="lykbot-evals-", ignore_cleanup_errors=True) as made:
        yield Path(made)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.retrieval", description=__doc__.splitlines()[0])
    parser.add_argument("collection", metavar="COLLECTION_DIR", type=Path, nargs="?", help="default: the fact sheets")
    parser.add_argument("--limit", type=positive, metavar="N", help="only the first N passages of each language")
    parser.add_argument("--work", type=Path, metavar="DIR", help="keep indexes and vectors there for the next time")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    return parser


def _measure(collection: Path | None, limit: int | None, json_file: Path | None, work: Path) -> None:
    # Heavy only from here on: help and usage errors come at once.
    from bot.assembly import make_embedder
    from bot.settings import load_settings
    from evals.loading import load_cases, load_collection
    from evals.retrieval.passages import Measured, measure_collection
    from evals.retrieval.sections import measure_sheets
    from knowledge.loading import load_shipped_documents

    passages = load_collection(collection, limit) if collection is not None else None
    cases = load_cases() if passages is None else ()
    settings = load_settings()
    measured = Measured(
        embedder=make_embedder(settings),
        # Measuring never fills anybody's Chroma server.
        settings=replace(settings.index, store_url=None),
        cache_folder=settings.cache_dir,
        work_folder=work,
        notice=lambda text: print(f"{text} ...", file=sys.stderr, flush=True),
    )
    if passages is not None:
        report = measure_collection(passages, measured)
    else:
        report = measure_sheets(cases, load_shipped_documents(), measured)
    print("\n".join(describe_retrieval(report)))
    if json_file is not None:
        write_json(json_file, report)


if __name__ == "__main__":
    sys.exit(main())
