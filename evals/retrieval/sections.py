"""Measures search over the sections of an index: is the section that answers among the first found?

Each language's passages are ranked for themselves, so that a pair of languages says how well questions in one find
pages in the other. A passage counts as the section it stands in. Five systems are asked the same: lykbot's search as it
is, its legs alone, and plain search, which embeds each section as it stands, heading included, and orders by cosine.
Nothing is narrowed to a municipality.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.schema import AnswerStatus
from evals.errors import EvaluationError
from evals.retrieval.pair_figures import pair_figures
from evals.retrieval.passages import Measured, open_for_search
from evals.retrieval.plain_vectors import Vectors, embed_plain
from evals.retrieval.schema import PairRanking, Ranked
from evals.schema import LYKBOT, Case, Figure
from evals.sections import PlacedSection, VersionedPages
from index.schema import Chunk, SearchRequest
from knowledge.schema import LANGUAGES, Document, Language

if TYPE_CHECKING:
    from index.retrieval import LegSettings, SearchIndex

DENSE_ALONE, WORDS_ALONE, NAMES_ALONE, PLAIN_DENSE = "dense alone", "words alone", "names alone", "plain dense"


@dataclass(frozen=True, slots=True, kw_only=True)
class _System:
    """A way to search, and between which languages it is in use; ``legs`` None is plain search."""

    name: str
    legs: "LegSettings | None" = None
    within: bool = True
    across: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A case, its question's vector of shape (dimension,), and what answers it in each of LANGUAGES, () for nothing."""

    case: Case
    question: Vectors
    relevant: tuple[tuple[str, ...], ...]


# The ids of the sections found for a case in one language, best first.
_Find = Callable[[_Asked, Language], Sequence[str]]


class _Sections:
    """The sections of some pages that say something, by id."""

    def __init__(self, pages: VersionedPages) -> None:
        self._pages = pages
        self._positions = {document.document_id: _positions(document) for document in pages.documents}
        self.by_id = {
            _section_id(document.document_id, position): PlacedSection(document=document, position=position)
            for document in pages.documents
            for position, section in enumerate(document.sections)
            if any(block.kind not in ("heading", "noise") for block in section.blocks)
        }

    def id_of(self, chunk: Chunk) -> str:
        """The id of the section that a passage stands in."""
        return _section_id(chunk.document_id, self._positions[chunk.document_id][chunk.units[0].block])

    def relevant(self, case: Case, language: Language) -> tuple[str, ...]:
        """The ids of the sections in a language that answer; () where it does not hold them.

        One of the sections that a case names is enough to ask about; for a comparison the language must hold all.

        Raises:
            EvaluationError: No version of its page has a section that the case names, or it says nothing.
        """
        relevant: list[str] = []
        for reference in case.passages:
            placed = self._pages.find(reference, case.language)
            ids = [_section_id(one.document.document_id, one.position) for one in placed]
            known = [one for one in ids if one in self.by_id]
            if not known:
                raise EvaluationError(
                    f"case {case.case_id}: no version of {reference.page} in the index has a section "
                    f"{reference.section!r} with text; correct the case's passages, or measure the index of the pages "
                    "it is about"
                )
            held = [one for one in known if self.by_id[one].document.language == language]
            if not held and _needs_all(case):
                return ()
            relevant += held
        return tuple(dict.fromkeys(relevant))


def measure_sections(
    cases: Sequence[Case], pages: VersionedPages, index_folder: Path, measured: Measured
) -> tuple[Figure, ...]:
    """The figures of search over an index, system by system: for each pair of languages, and on average over pairs.

    Asked are the cases that have an answer, name the passages that hold it, depend on no earlier question and are to be
    answered in the language they are asked in. A pair leaves out the cases whose passages its language does not hold.
    Words match within a language and names across languages, so each has figures there only. With nothing to ask there
    are no figures.

    Args:
        cases: What may be asked.
        pages: The documents of the index.
        index_folder: The index.
        measured: What to measure with.

    Raises:
        EvaluationError: A case names a section that no version of its page has.
        IndexMissingError: There is no index.
        IndexMismatchError: It was built with another model or other settings.
        IndexCorruptError: It is damaged.
    """
    chosen = [case for case in cases if _is_asked(case)]
    if not chosen:
        return ()
    sections = _Sections(pages)
    relevant = [tuple(sections.relevant(case, language) for language in LANGUAGES) for case in chosen]
    measured.notice(f"{len(sections.by_id)} sections, {len(chosen)} questions; embedding")
    texts = [_text(section) for section in sections.by_id.values()]
    vectors = embed_plain(texts, [case.question for case in chosen], measured.embedder, measured.work_folder)
    asked = [
        _Asked(case=case, question=question, relevant=ids)
        for case, question, ids in zip(chosen, vectors.questions, relevant, strict=True)
    ]
    figures: list[Figure] = []
    for system in _systems():
        measured.notice(f"ranking with {system.name}")
        with open_for_search(index_folder, measured, system.legs) as index:
            figures += pair_figures(_rank(system, asked, _search(index, sections)))
    plain = _System(name=PLAIN_DENSE)
    return (*figures, *pair_figures(_rank(plain, asked, _search_plain(sections, vectors.passages))))


def _systems() -> tuple[_System, ...]:
    from index.retrieval import LegSettings

    return (
        _System(name=LYKBOT, legs=LegSettings()),
        _System(name=DENSE_ALONE, legs=LegSettings(words=False, names=False)),
        _System(name=WORDS_ALONE, legs=LegSettings(dense=False, names=False), across=False),
        _System(name=NAMES_ALONE, legs=LegSettings(dense=False, words=False), within=False),
    )


def _rank(system: _System, asked: Sequence[_Asked], find: _Find) -> tuple[PairRanking, ...]:
    """What a system finds, for each pair of languages that it is in use between and that has cases."""
    pairs = []
    for asked_in in LANGUAGES:
        for column, language in enumerate(LANGUAGES):
            members = [one for one in asked if one.case.language == asked_in and one.relevant[column]]
            if members and (system.within if asked_in == language else system.across):
                ranked = tuple(
                    Ranked(
                        group=one.case.case_id,
                        found=tuple(dict.fromkeys(find(one, language))),
                        relevant=one.relevant[column],
                        all_needed=_needs_all(one.case),
                    )
                    for one in members
                )
                pairs.append(PairRanking(system=system.name, asked_in=asked_in, language=language, ranked=ranked))
    return tuple(pairs)


def _search(index: "SearchIndex", sections: _Sections) -> _Find:
    def find(asked: _Asked, language: Language) -> list[str]:
        request = SearchRequest(text=asked.case.question, language=asked.case.language)
        rows = index.rank(request, asked.question, language)
        return [sections.id_of(index.records.chunk(scored.row)) for scored in rows]

    return find


def _search_plain(sections: _Sections, vectors: Vectors) -> _Find:
    ids = list(sections.by_id)
    rows = {
        language: [i for i, one in enumerate(sections.by_id.values()) if one.document.language == language]
        for language in LANGUAGES
    }

    def find(asked: _Asked, language: Language) -> list[str]:
        order = np.argsort(-(vectors[rows[language]] @ asked.question), kind="stable")
        return [ids[rows[language][i]] for i in order]

    return find


def _is_asked(case: Case) -> bool:
    is_answered = case.status is AnswerStatus.ANSWERED and bool(case.passages)
    return is_answered and not case.history and "language_switch" not in case.traits


def _needs_all(case: Case) -> bool:
    return case.topic == "comparison"


def _positions(document: Document) -> tuple[int, ...]:
    """For each block of a document the position of its section."""
    return tuple(position for position, section in enumerate(document.sections) for _ in section.blocks)


def _section_id(document_id: str, position: int) -> str:
    return f"{document_id}#{position}"


def _text(section: PlacedSection) -> str:
    return section.document.text[section.section.start_char : section.section.end_char].strip()
