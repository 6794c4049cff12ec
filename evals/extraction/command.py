"""What `python -m evals extraction` does: how well facts are read out of pages whose facts are labelled."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import get_args

from evals.errors import EvaluationError
from evals.extraction.figures import measure_scores
from evals.extraction.lines import describe_extraction, list_faults
from evals.extraction.loading import load_labelled_pages, shipped_pages
from evals.extraction.schema import ExtractionFigures, ExtractionReport, LabelledDocument
from evals.extraction.scoring import score_page
from evals.schema import Split
from evals.writing import write_json
from knowledge.facts.extracting import extract_facts
from knowledge.facts.schema import DocumentFacts
from knowledge.schema import Document, Language


def measure_extraction(
    folder: Path | None = None,
    *,
    language: Language | None = None,
    json_file: Path | None = None,
    show_test: bool = False,
) -> None:
    """Measures extraction over labelled pages and prints figures and faults.

    Args:
        folder: Holds pages/ and labels/; the folder that ships when None.
        language: The language of the pages to take; all when None.
        json_file: Where to write the report as well.
        show_test: Whether to list the faults of the test pages, too.

    Raises:
        EvaluationError: The pages or their labels cannot be used, or the report not be written.
    """
    folder = folder or shipped_pages()
    pages = load_labelled_pages(folder)
    taken = [page for page in pages if language in (None, page.document.language)]
    if not taken:
        raise EvaluationError(f"{folder} holds no page in {language}; leave out --language, or take another")
    report = report_extraction(taken, extract_facts, show_test=show_test)
    print("\n".join(describe_extraction(report)))
    if json_file is not None:
        write_json(json_file, report)


def report_extraction(
    pages: Sequence[LabelledDocument], extract: Callable[[Document], DocumentFacts], *, show_test: bool = False
) -> ExtractionReport:
    """How well a way to extract facts does on labelled pages; faults of test pages only where asked."""
    scores = [score_page(page.document, page.labels, extract(page.document)) for page in pages]
    splits: tuple[Split | None, ...] = (*get_args(Split), None)
    parts = ((split, [score for score in scores if split in (None, score.split)]) for split in splits)
    return ExtractionReport(
        parts=tuple(
            ExtractionFigures(split=split, pages=len(part), figures=measure_scores(part))
            for split, part in parts
            if part
        ),
        faults=tuple(list_faults(score) for score in scores if show_test or score.split == "dev"),
    )
