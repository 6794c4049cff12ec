"""Measures search over the fact sheets: is the section that answers among the first found?

Plain search embeds each section of the sheets as it stands, heading included, and orders those in the question's
language by cosine. lykbot searches all languages and shows what it finds in the asker's; a hit counts by its page and
its last heading.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evals.errors import EvaluationError
from evals.metrics import first_rank, score
from evals.retrieval.passages import FULL, PLAIN, Measured, Vectors, open_for_search
from evals.retrieval.schema import Ranks, RetrievalReport, Score
from evals.schema import Case
from index.building import build_index
from index.schema import SearchRequest
from knowledge.schema import LANGUAGES, Document, Language

ALL = "all languages"
_NARROWED = ", narrowed"
# Enough hits for five different sections.
_HITS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    key: str
    language: Language
    municipality: str | None
    text: str


def measure_sheets(cases: Sequence[Case], documents: Sequence[Document], measured: Measured) -> RetrievalReport:
    """Recall of the right section a language, with all pages and narrowed to the municipalities of the case.

    Asked are the cases that have an answer and do not depend on an earlier question.

    Raises:
        EvaluationError: A case names a section that no sheet has, or no case can be asked.
    """
    started = time.monotonic()
    sections = _sections(documents)
    asked = [case for case in cases if case.status == "answered" and not case.history]
    if not asked:
        raise EvaluationError(f"none of {len(cases)} cases has an answer and stands alone; there is nothing to ask")
    _check_references(asked, sections)
    measured.notice(f"{len(sections)} sections, {len(asked)} questions; embedding")
    index_folder = measured.work_folder / "index-sheets"
    build_index(documents, index_folder, measured.settings, lambda: measured.embedder)
    vectors = measured.embedder.embed_passages([section.text for section in sections])
    questions = measured.embedder.embed_queries([case.question for case in asked])
    scores: list[Score] = []
    with open_for_search(index_folder, measured) as index:
        for narrowed in (False, True):
            plain, full = [], []
            for case, question in zip(asked, questions, strict=True):
                places = _places(case) if narrowed else ()
                plain.append(_plain_rank(case, places, question, sections, vectors))
                request = SearchRequest(text=case.question, language=case.language, municipalities=places, top_k=_HITS)
                found = [_key(hit.chunk.page_id, hit.chunk.heading_path) for hit in index.retrieve(request)]
                full.append(first_rank(found, _keys(case)))
            scores += _scores(asked, plain, full, _NARROWED if narrowed else "")
    return RetrievalReport(
        subject="sections of the fact sheets",
        model_id=measured.embedder.model_id,
        passages=len(sections),
        questions=len(asked),
        left_out=len(cases) - len(asked),
        scores=tuple(scores),
        pool=(),
        seconds=time.monotonic() - started,
    )


def _sections(documents: Sequence[Document]) -> tuple[_Section, ...]:
    """Sections that say something, as they stand in their documents."""
    return tuple(
        _Section(
            key=_key(document.page_id, section.heading_path),
            language=document.language,
            municipality=document.municipality,
            text=document.text[section.start_char : section.end_char].strip(),
        )
        for document in documents
        for section in document.sections
        if any(block.kind not in ("heading", "noise") for block in section.blocks)
    )


def _key(page_id: str, heading_path: Sequence[str]) -> str:
    return f"{page_id}#{heading_path[-1] if heading_path else ''}"


def _keys(case: Case) -> tuple[str, ...]:
    return tuple(_key(reference.page, [reference.section]) for reference in case.passages)


def _places(case: Case) -> tuple[str, ...]:
    """What a case is narrowed to: its municipalities, or nothing when it is about the model itself too."""
    named = tuple(place for place in case.municipalities if place is not None)
    return named if len(named) == len(case.municipalities) else ()


def _check_references(cases: Sequence[Case], sections: Sequence[_Section]) -> None:
    known = {(section.language, section.key) for section in sections}
    for case in cases:
        if not case.passages:
            raise EvaluationError(f"case {case.case_id} is to be answered, but names no passage")
        for key in _keys(case):
            if (case.language, key) not in known:
                page, _, heading = key.partition("#")
                raise EvaluationError(f"case {case.case_id}: {page}.{case.language} has no section {heading!r}")


def _plain_rank(
    case: Case, places: Sequence[str], question: Vectors, sections: Sequence[_Section], vectors: Vectors
) -> int:
    rows = [
        i
        for i, section in enumerate(sections)
        if section.language == case.language and (not places or section.municipality in places)
    ]
    order = np.argsort(-(vectors[rows] @ question), kind="stable")
    return first_rank([sections[rows[i]].key for i in order], _keys(case))


def _scores(cases: Sequence[Case], plain: Sequence[int], full: Sequence[int], suffix: str) -> list[Score]:
    """Scores language by language and then on average, plain search first in each."""
    scores: list[Score] = []
    plain_ranks, full_ranks = [], []
    for language in LANGUAGES:
        members = [i for i, case in enumerate(cases) if case.language == language]
        if members:
            groups = tuple(cases[i].case_id for i in members)
            theirs = Ranks(system=PLAIN + suffix, scope=language, groups=groups, ranks=tuple(plain[i] for i in members))
            ours = Ranks(system=FULL + suffix, scope=language, groups=groups, ranks=tuple(full[i] for i in members))
            plain_ranks.append(theirs)
            full_ranks.append(ours)
            scores += [score(language, [theirs], None), score(language, [ours], [theirs])]
    return [*scores, score(ALL, plain_ranks, None), score(ALL, full_ranks, plain_ranks)]
