"""A question into hits, best first.

Every language is searched. A passage's score mixes its own cosine with that of its best unit, vectors centred by
language; shared words add to it within the asker's language, shared names and numbers in every language. A passage
that exists in several languages counts once. DECISIONS.md has the measurements behind each part.
"""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.centring import LanguageMeans, Vectors
from index.classifying import EmbeddedQuestion, Example, QuestionClassifier, train_classifier
from index.embedding import Embedder
from index.example_questions import ExampleQuestions, ExampleReading
from index.lexical import WordIndex, WordMatch
from index.records import PlacedUnit, Records
from index.schema import Hit, Leg, Manifest, SearchRequest
from index.store import VectorStore
from index.vectors import PassageVectors
from knowledge.masking import bare_question
from knowledge.schema import Language

# Passages of a language that are scored exactly when no municipality narrows them down.
_CANDIDATES = 100
_CACHED_PASSAGES = 8192
# How much of a score is the best unit's.
_UNIT_SHARE = 0.6
# What the best match by words adds to its cosine; the others add their part of it.
_WORDS_SHARE = 0.2
_NAMES_SHARE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class LegSettings:
    """Which parts of retrieval are in use; all of them, except when their worth is measured.

    Without ``dense`` only passages that match by words or names are found, and the strength of the match orders them.
    """

    dense: bool = True
    units: bool = True
    centred: bool = True
    words: bool = True
    names: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredRow:
    """A passage's row number, its score in [-1, 1] and the legs that found it."""

    row: int
    score: float
    legs: tuple[Leg, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _UnitVersion:
    """Units of a passage that a version in another language has too: their places, and the rows of their vectors."""

    language: Language
    units: tuple[int, ...]
    rows: tuple[int, ...]


class SearchIndex:
    """An index that is open for searching."""

    def __init__(
        self,
        *,
        manifest: Manifest,
        records: Records,
        vectors: PassageVectors,
        store: VectorStore,
        words: dict[Language, WordIndex],
        means: LanguageMeans,
        embedder: Embedder,
        cache_folder: Path,
        legs: LegSettings | None = None,
    ) -> None:
        self.manifest = manifest
        self.records = records
        self._vectors = vectors
        self._store = store
        self._words = words
        self._means = means
        self._embedder = embedder
        self._legs = legs or LegSettings()
        self._examples = ExampleQuestions(records, vectors.questions, means, cache_folder)
        self._versions_of_units = lru_cache(maxsize=_CACHED_PASSAGES)(self._find_versions_of_units)

    def with_legs(self, legs: LegSettings) -> "SearchIndex":
        """The same index searched by some legs only, to see what each finds; close one of the two."""
        other = copy(self)
        other._legs = legs
        return other

    def embed(self, texts: Sequence[str]) -> tuple[EmbeddedQuestion, ...]:
        """Questions with their vectors, for `retrieve` and for a classifier."""
        bare = {text: bare_question(text) for text in texts}
        known = list(dict.fromkeys((*texts, *bare.values())))
        vectors = dict(zip(known, self._embedder.embed_queries(known), strict=True)) if known else {}
        return tuple(EmbeddedQuestion(text=text, vector=vectors[text], bare=vectors[bare[text]]) for text in texts)

    def classifier(self, examples: Sequence[Example], cache_folder: Path) -> QuestionClassifier:
        """A classifier of questions over this index's vectors; training takes seconds and is kept in the folder."""
        return train_classifier(self._embedder, examples, self._means, cache_folder)

    def retrieve(self, request: SearchRequest, embedded: EmbeddedQuestion | None = None) -> tuple[Hit, ...]:
        """The best passages for a question, best first, at most ``request.top_k``; () when nothing can match.

        A passage is shown in the asker's language where its page has such a version, else in the original's. The
        request's text is embedded here where it has not been already.
        """
        (known,) = self.embed([request.text]) if embedded is None else (embedded,)
        question = known.vector
        reading = self.read_examples(request, known)
        best: dict[int, ScoredRow] = {}
        for language in self.records.languages():
            ranked = self.rank(request, question, language)[: 3 * request.top_k]
            for scored in (*ranked, *self._find_by_example(reading, language)):
                for row in self._shown_rows(scored.row, question, request.language):
                    found = best.get(row)
                    legs = tuple(sorted({*scored.legs, *(found.legs if found else ())}))
                    score = max(scored.score, found.score if found else -1.0)
                    best[row] = ScoredRow(row=row, score=score, legs=legs)
        ordered = sorted(best.values(), key=lambda scored: (-scored.score, scored.row))[: request.top_k]
        return tuple(
            Hit(
                chunk=self.records.chunk(scored.row),
                score=scored.score,
                rank=rank,
                legs=scored.legs,
                unit_scores=self._unit_scores(scored.row, question, request.language),
                example_shares=self._examples.unit_shares(scored.row, reading),
            )
            for rank, scored in enumerate(ordered, start=1)
        )

    def read_examples(self, request: SearchRequest, embedded: EmbeddedQuestion) -> ExampleReading:
        """What the example questions of the pages that count make of a question."""
        centred = self._means.centre(embedded.bare, "question", request.language)
        return self._examples.read(centred, request.municipalities)

    def rank(self, request: SearchRequest, question: Vectors, language: Language) -> tuple[ScoredRow, ...]:
        """The passages of one language, best first, for a question vector of shape (dimension,).

        Scores are centred cosines and so comparable between languages; words change the order only: the first passage
        gets the highest of the cosines, the second the next, and so on. Without the dense leg a score is the part of
        the best match, in (0, 1].
        """
        own = language == request.language
        matches = self._match_words(request, language)
        rows = self._candidates(request, question, language, list(matches))
        if not len(rows):
            return ()
        lexical = np.array([matches.get(int(row), 0.0) for row in rows], dtype=np.float32)
        strongest = max(float(lexical.max()), 1e-9)
        dense = self._legs.dense
        scores = self._cosines(rows, question, language, request.language) if dense else lexical / strongest
        share = _WORDS_SHARE if own else _NAMES_SHARE
        order = np.argsort(-(scores + share * lexical / strongest), kind="stable")
        always: tuple[Leg, ...] = (Leg.DENSE,) if dense else ()
        with_words = (*always, Leg.WORDS if own else Leg.NAMES)
        return tuple(
            ScoredRow(row=int(rows[i]), score=float(score), legs=with_words if lexical[i] else always)
            for i, score in zip(order, np.sort(scores)[::-1], strict=True)
        )

    def _find_by_example(self, reading: ExampleReading, language: Language) -> list[ScoredRow]:
        """The passages of a language that are likely to answer by example."""
        rows = self._examples.likely_rows(reading)
        return [
            ScoredRow(row=row, score=max(self._examples.unit_shares(row, reading)), legs=(Leg.EXAMPLES,))
            for row in rows
            if self.records.chunk(row).language == language
        ]

    def close(self) -> None:
        """Lets go of the files."""
        self._store.close()
        self.records.close()

    def _match_words(self, request: SearchRequest, language: Language) -> dict[int, float]:
        """BM25 scores by row: of shared words in the asker's language, of shared names and numbers in another."""
        rows = self.records.rows(language, None)
        top_k = len(rows) if request.municipalities else _CANDIDATES
        matches: tuple[WordMatch, ...] = ()
        if language == request.language:
            if self._legs.words:
                matches = self._words[language].search(request.text, top_k)
        elif self._legs.names:
            matches = self._words[language].search_names(request.text, top_k)
        return {int(rows[match.position]): match.score for match in matches}

    def _candidates(
        self, request: SearchRequest, question: Vectors, language: Language, matches: Sequence[int]
    ) -> NDArray[np.int64]:
        # The few passages of the places asked about are scored one and all: exact, and quicker than a filter in
        # Chroma.
        if request.municipalities:
            rows = np.concatenate([self.records.rows(language, place) for place in request.municipalities])
            return rows if self._legs.dense else rows[np.isin(rows, matches)]
        near = self._store.search(language, question, _CANDIDATES) if self._legs.dense else ()
        return np.array(list(dict.fromkeys((*(neighbour.row for neighbour in near), *matches))), dtype=np.int64)

    def _cosines(
        self, rows: NDArray[np.int64], question: Vectors, language: Language, asked_in: Language
    ) -> NDArray[np.float32]:
        """How near passages of one language are to a question, shape (rows,)."""
        passages = self._vectors.passages[rows]
        starts, ends = self._vectors.unit_starts[rows], self._vectors.unit_starts[rows + 1]
        units = self._vectors.units[np.concatenate([np.arange(a, b) for a, b in zip(starts, ends, strict=True)])]
        if self._legs.centred:
            question = self._means.centre(question, "question", asked_in)
            passages = self._means.centre(passages, "passage", language)
            units = self._means.centre(units, "unit", language)
        cosines = passages @ question
        if self._legs.units:
            first_units = np.concatenate([[0], np.cumsum(ends - starts)[:-1]])
            best_unit = np.maximum.reduceat(units @ question, first_units)
            cosines = (1 - _UNIT_SHARE) * cosines + _UNIT_SHARE * best_unit
        return np.asarray(cosines, dtype=np.float32)

    def _unit_scores(self, row: int, question: Vectors, asked_in: Language) -> tuple[float, ...]:
        """How near each unit of a passage is to a question: the mean of its versions in all languages.

        What several versions say is found more surely than by the words of one of them.
        """
        centred = self._means.centre(question, "question", asked_in)
        sums = self._means.centre(self._vectors.units_of(row), "unit", self.records.chunk(row).language) @ centred
        counts = np.ones(len(sums))
        for version in self._versions_of_units(row):
            vectors = self._means.centre(self._vectors.units[list(version.rows)], "unit", version.language)
            sums[list(version.units)] += vectors @ centred
            counts[list(version.units)] += 1
        return tuple(float(score) for score in sums / counts)

    def _find_versions_of_units(self, row: int) -> tuple[_UnitVersion, ...]:
        chunk = self.records.chunk(row)
        versions = []
        for language in self.records.languages():
            placed = [(i, self.records.aligned_unit(chunk, unit, language)) for i, unit in enumerate(chunk.units)]
            found = [(i, self._unit_row(other)) for i, other in placed if other is not None]
            if found:
                units, rows = zip(*found, strict=True)
                versions.append(_UnitVersion(language=language, units=units, rows=rows))
        return tuple(versions)

    def _unit_row(self, placed: PlacedUnit) -> int:
        rows = self.records.document_rows(placed.chunk.document_id)
        row = next(row for row in rows if self.records.chunk(row).start_char == placed.chunk.start_char)
        return int(self._vectors.unit_starts[row]) + placed.chunk.units.index(placed.unit)

    def _shown_rows(self, row: int, question: Vectors, asked_in: Language) -> tuple[int, ...]:
        """The rows that show a passage: of one version of its page only, or none when that version parts from this."""
        chunk = self.records.chunk(row)
        shown = self.records.shown_language(chunk.page_id, asked_in)
        if chunk.language == shown:
            return (row,)
        scores = self._unit_scores(row, question, asked_in)
        block = chunk.units[int(np.argmax(scores))].block
        rows = self.records.shown_rows(chunk.alignment_id, block, asked_in)
        return tuple(other for other in rows if self.records.chunk(other).language == shown)
