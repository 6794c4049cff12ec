"""What `python -m evals retrieval` does: how well lykbot finds in a collection, against plain search with its model."""

import sys
from dataclasses import replace
from pathlib import Path

from bot.assembly import make_embedder
from bot.settings import load_settings
from evals.loading import load_collection
from evals.reporting.lines import describe_retrieval
from evals.retrieval.passages import Measured, measure_collection
from evals.work_folder import work_folder
from evals.writing import write_json


def measure_retrieval(
    collection: Path, *, limit: int | None = None, json_file: Path | None = None, work: Path | None = None
) -> None:
    """Measures search over a collection and prints the report; says on standard error how far it is.

    Args:
        collection: The folder with corpus.jsonl, queries.jsonl and qrels.tsv.
        limit: How many passages of each language to take; all when None.
        json_file: Where to write the report as well.
        work: The folder that keeps indexes and vectors for the next time; none are kept when None.

    Raises:
        EvaluationError: The collection cannot be used, or the report not be written.
    """
    passages = load_collection(collection, limit)
    settings = load_settings()
    with work_folder(work) as folder:
        measured = Measured(
            embedder=make_embedder(settings),
            # Measuring never fills anybody's Chroma server.
            settings=replace(settings.index, store_url=None),
            cache_folder=settings.cache_dir,
            work_folder=folder,
            notice=lambda text: print(f"{text} ...", file=sys.stderr, flush=True),
        )
        report = measure_collection(passages, measured)
    print("\n".join(describe_retrieval(report)))
    if json_file is not None:
        write_json(json_file, report)
