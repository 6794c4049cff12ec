"""What is embedded of passages and example questions, into vectors; those of known texts are taken over."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.reuse import OldIndex
from index.schema import Chunk
from index.vectors import PassageVectors
from knowledge.places import place_name

if TYPE_CHECKING:
    from index.embedding import Embedder

# Example questions that one step of progress covers.
_SLAB_QUESTIONS = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a stage of a build is; ``total`` 0 means that it cannot be counted."""

    stage: str
    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedTexts:
    """What is embedded of a chunk; ``digest`` covers all of it."""

    passage: str
    units: tuple[str, ...]
    digest: str


def prepare_texts(chunk: Chunk) -> PreparedTexts:
    """What is embedded of a chunk."""
    from index.chunking import text_to_embed, unit_text_to_embed

    place = place_name(chunk.municipality, chunk.language) if chunk.municipality else None
    passage = text_to_embed(chunk, place)
    units = tuple(unit_text_to_embed(chunk, unit) for unit in chunk.units)
    digest = hashlib.sha256("\0".join((passage, *units)).encode("utf-8", errors="surrogatepass")).hexdigest()
    return PreparedTexts(passage=passage, units=units, digest=digest)


def embed_texts(
    prepared: Sequence[PreparedTexts],
    questions: Sequence[str],
    embedder: "Embedder",
    old: OldIndex,
    report_progress: Callable[[Progress], None],
) -> tuple[PassageVectors, int]:
    """The vectors of all texts, those of known texts taken over; and how many texts were embedded."""
    new = [i for i, texts in enumerate(prepared) if texts.digest not in old.rows_by_text]
    to_embed = list(dict.fromkeys(text for i in new for text in (prepared[i].passage, *prepared[i].units)))
    # Those of like length are embedded together.
    new_questions = sorted({text for text in questions if text not in old.questions_by_text}, key=lambda q: (len(q), q))
    done, total = 0, len(to_embed) + len(new_questions)

    def advance(count: int) -> None:
        nonlocal done
        done += count
        report_progress(Progress(stage="embed", done=done, total=total))

    advance(0)
    embedded = embedder.embed_passages(to_embed, advance)
    asked = _embed_questions(questions, new_questions, embedder, old, advance)
    position = {text: i for i, text in enumerate(to_embed)}
    unit_starts = np.zeros(len(prepared) + 1, dtype=np.int64)
    unit_starts[1:] = np.cumsum([len(texts.units) for texts in prepared])
    passages = np.zeros((len(prepared), embedder.dimension), dtype=np.float32)
    units = np.zeros((int(unit_starts[-1]), embedder.dimension), dtype=np.float32)
    for i, texts in enumerate(prepared):
        span = slice(unit_starts[i], unit_starts[i + 1])
        row = old.rows_by_text.get(texts.digest)
        if row is not None and old.vectors is not None:
            passages[i], units[span] = old.vectors.passages[row], old.vectors.units_of(row)
        else:
            passages[i] = embedded[position[texts.passage]]
            units[span] = embedded[[position[text] for text in texts.units]]
    vectors = PassageVectors(passages=passages, units=units, unit_starts=unit_starts, questions=asked)
    return vectors, total


def _embed_questions(
    questions: Sequence[str],
    new: Sequence[str],
    embedder: "Embedder",
    old: OldIndex,
    advance: Callable[[int], None],
) -> NDArray[np.float32]:
    """The vectors of example questions, shape (questions, dimension), those of known ones taken over."""
    embedded: dict[str, NDArray[np.float32]] = {}
    for start in range(0, len(new), _SLAB_QUESTIONS):
        slab = new[start : start + _SLAB_QUESTIONS]
        embedded.update(zip(slab, embedder.embed_queries(slab), strict=True))
        advance(len(slab))
    vectors = np.zeros((len(questions), embedder.dimension), dtype=np.float32)
    for i, text in enumerate(questions):
        if text in embedded:
            vectors[i] = embedded[text]
        elif old.vectors is not None:
            vectors[i] = old.vectors.questions[old.questions_by_text[text]]
    return vectors
