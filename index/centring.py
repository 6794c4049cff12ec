"""Mean vectors of each language, for comparing a question in one language with passages in another.

A multilingual model puts every language a little to one side of the others. Subtracting each language's mean takes
that away. The means come from general text in the three languages (general_text.tsv), not from the indexed pages: a
handful of pages about one subject would take the subject away as well.
"""

import hashlib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from index.array_cache import cached_array
from knowledge.schema import LANGUAGES, Language
from knowledge.tables import read_table

if TYPE_CHECKING:
    from index.embedding import Embedder

Vectors = NDArray[np.float32]
TextKind = Literal["question", "passage", "unit"]
_KINDS: tuple[TextKind, ...] = ("question", "passage", "unit")
# Which rows of the general text stand for which kind of text.
_ROWS: dict[TextKind, tuple[str, ...]] = {
    "question": ("question",),
    "passage": ("passage",),
    "unit": ("sentence",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageMeans:
    """Means by kind of text and language, shape (3, 3, dimension), float32."""

    means: Vectors

    def centre(self, vectors: Vectors, kind: TextKind, language: Language) -> Vectors:
        """The vectors less their language's mean, of length 1 again; shape as given."""
        moved = vectors - self.means[_KINDS.index(kind), LANGUAGES.index(language)]
        length = np.linalg.norm(moved, axis=-1, keepdims=True)
        return np.asarray(moved / np.maximum(length, 1e-12), dtype=np.float32)


def measure_means(embedder: "Embedder", cache_folder: Path) -> LanguageMeans:
    """The model's means, from ``cache_folder`` when it has been measured before."""
    data = resources.files("index").joinpath("general_text.tsv").read_bytes()
    identity = "\n".join((embedder.model_id, embedder.query_prompt, embedder.passage_prompt))
    key = hashlib.sha256(identity.encode() + data).hexdigest()[:16]
    shape = (len(_KINDS), len(LANGUAGES), embedder.dimension)
    means = cached_array(cache_folder / f"language-means-{key}.float32", shape, lambda: _measure(embedder, shape))
    return LanguageMeans(means=means)


def _measure(embedder: "Embedder", shape: tuple[int, ...]) -> Vectors:
    rows = read_table("index", "general_text.tsv", delimiter="\t")
    means = np.zeros(shape, dtype=np.float32)
    for i, kind in enumerate(_KINDS):
        for j, language in enumerate(LANGUAGES):
            texts = [row[language] for row in rows if row["kind"] in _ROWS[kind]]
            embed = embedder.embed_queries if kind == "question" else embedder.embed_passages
            means[i, j] = embed(texts).mean(axis=0)
    return means
