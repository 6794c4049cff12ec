"""Example questions of pages: learnt, so that a question finds the statement that answers others like it.

A question is nearer to another question than to its answer: questions that a statement answers, as in doc2query
(Nogueira et al. 2019) but kept in a file to be read and corrected, say more about it than its own words do. A linear
classifier learns them, with the statements as labels and one label for each municipality for what its pages leave
open. Versions of a page that match block by block share their statements, so that an example in one language helps in
all.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.centring import LanguageMeans, Vectors
from index.classifying import learn_weights
from index.records import Records
from index.schema import LIKELY, Chunk, PlacedQuestion, Unit
from knowledge.masking import bare_question
from knowledge.schema import Document

_CACHED_PASSAGES = 8192
# Inverse strength of the L2 penalty; 20 to 120 do equally well on evals/sets/dev.jsonl.
_INVERSE_PENALTY = 60.0
# What the cosine with a statement's nearest example adds to what the classifier makes of it.
_NEAREST_WEIGHT = 12.0
# A question that is no nearer to any example (a cosine) is about something that examples do not know.
_LEAST_RESEMBLANCE = 0.5
# Labels are statements: a page and a place in it. What a municipality leaves open has no place.
_Label = tuple[str, int, int]
_OPEN = -1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ExampleReading:
    """What example questions make of a question.

    ``shares`` says how probable each statement is to answer it, shape (labels,), among the pages that count; where
    these are several municipalities', among each one's own. ``left_open`` is the highest probability that a
    municipality's pages leave it open, 0 to 1. Both are 0 for a question unlike any example. ``nearest`` is its cosine
    with the nearest example question of any page, None where the pages that count have none.
    """

    shares: NDArray[np.float32]
    left_open: float
    nearest: float | None


def place_questions(documents: Sequence[Document], chunks: Sequence[Chunk]) -> tuple[PlacedQuestion, ...]:
    """The example questions of all documents, each with the unit that answers it; in the documents' order.

    A question whose statement is in no passage (a heading, a link stub) is left out.
    """
    rows = defaultdict(list)
    for row, chunk in enumerate(chunks):
        rows[chunk.document_id].append(row)
    placed = []
    for document in documents:
        for question in document.example_questions:
            at = _find_unit(question.start_char, chunks, rows[document.document_id])
            if question.start_char is None or at is not None:
                placed.append(
                    PlacedQuestion(
                        text=bare_question(question.text),
                        language=document.language,
                        municipality=document.municipality,
                        row=at[0] if at else None,
                        unit=at[1] if at else None,
                    )
                )
    return tuple(placed)


def _find_unit(char: int | None, chunks: Sequence[Chunk], rows: Sequence[int]) -> tuple[int, int] | None:
    """The row and the number of the unit that holds a character."""
    if char is None:
        return None
    for row in rows:
        for number, unit in enumerate(chunks[row].units):
            if unit.start_char <= char < unit.end_char:
                return row, number
    return None


class ExampleQuestions:
    """The example questions of an open index.

    Args:
        records: The passages they belong to.
        vectors: One vector for each question, shape (questions, dimension), in the records' order.
        means: For comparing questions in different languages.
        cache_folder: Where what was learnt is kept.
    """

    def __init__(self, records: Records, vectors: Vectors, means: LanguageMeans, cache_folder: Path) -> None:
        self._records = records
        questions = records.example_questions()
        centred = [means.centre(v, "question", q.language) for v, q in zip(vectors, questions, strict=True)]
        self._vectors = np.array(centred, dtype=np.float32).reshape(len(questions), vectors.shape[-1])
        labels = [self._label(question) for question in questions]
        places = dict(zip(labels, (question.municipality for question in questions), strict=True))
        self._labels = {label: number for number, label in enumerate(sorted(places))}
        self._rows: dict[int, list[int]] = defaultdict(list)
        for label, question in zip(labels, questions, strict=True):
            if question.row is not None:
                self._rows[self._labels[label]].append(question.row)
        self._places = [places[label] for label in self._labels]
        self._is_open = np.array([label[1] == _OPEN for label in self._labels], dtype=bool)
        self._numbers = np.array([self._labels[label] for label in labels], dtype=np.int64)
        self._weights = learn_weights(self._vectors, self._numbers, _INVERSE_PENALTY, cache_folder)
        self._labels_of = lru_cache(maxsize=_CACHED_PASSAGES)(self._find_labels)

    def read(self, centred: Vectors, municipalities: Sequence[str]) -> ExampleReading:
        """What the examples make of a question.

        Args:
            centred: The vector of the question without its places, centred by its language, shape (dimension,).
            municipalities: Whose pages count; () for all.
        """
        cosines = self._vectors @ centred
        nearest = np.full(len(self._places), -1.0, dtype=np.float32)
        np.maximum.at(nearest, self._numbers, cosines)
        logits = self._weights[:, :-1] @ centred + self._weights[:, -1] + _NEAREST_WEIGHT * nearest
        shares = np.zeros(len(self._places), dtype=np.float32)
        resemblance = float(cosines.max(initial=0.0))
        # Of several municipalities each answers for itself.
        groups: list[set[str | None]] = [{place} for place in municipalities] or [set(self._places)]
        for group in groups:
            counts = np.array([place in group for place in self._places], dtype=bool)
            # A short list must not answer all that is asked of its page.
            if nearest[counts].max(initial=-1.0) < _LEAST_RESEMBLANCE:
                continue
            powers = np.exp(logits[counts] - logits[counts].max(initial=-np.inf))
            shares[counts] = powers / powers.sum()
        return ExampleReading(
            shares=shares,
            left_open=float(shares[self._is_open].max(initial=0.0)),
            nearest=resemblance if any(place in group for place in self._places for group in groups) else None,
        )

    def unit_shares(self, row: int, reading: ExampleReading) -> tuple[float, ...]:
        """For each unit of a passage how probable it is to answer, by example; 0 for a unit without examples."""
        return tuple(0.0 if label is None else float(reading.shares[label]) for label in self._labels_of(row))

    def likely_rows(self, reading: ExampleReading) -> tuple[int, ...]:
        """The passages with a statement that is likely to answer, of all versions that have examples."""
        likely = np.flatnonzero(reading.shares >= LIKELY)
        return tuple(dict.fromkeys(row for label in likely for row in self._rows[int(label)]))

    def _find_labels(self, row: int) -> tuple[int | None, ...]:
        chunk = self._records.chunk(row)
        return tuple(self._labels.get(_statement(chunk, unit)) for unit in chunk.units)

    def _label(self, question: PlacedQuestion) -> _Label:
        if question.row is None or question.unit is None:
            return (question.municipality or "", _OPEN, _OPEN)
        chunk = self._records.chunk(question.row)
        return _statement(chunk, chunk.units[question.unit])


def _statement(chunk: Chunk, unit: Unit) -> _Label:
    """What the versions of a page that match block by block share of a statement."""
    return (chunk.alignment_id, unit.block, unit.sentence)
