"""Mean vectors of each language, for comparing a question in one language with passages in another.

A multilingual model puts every language a little to one side of the others. Subtracting each language's mean takes
that away. The means come from general text in the three languages (general_text.tsv), not from the indexed pages: a
handful of pages about one subject would take the subject away as well.
"""

import hashlib
import logging
import os
import tempfile
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from index.embedding import Embedder
from knowledge.schema import LANGUAGES, Language
from knowledge.tables import read_table

_log = logging.getLogger(__name__)

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


def measure_means(embedder: Embedder, cache_folder: Path) -> LanguageMeans:
    """The model's means, from ``cache_folder`` when it has been measured before."""
    data = resources.files("index").joinpath("general_text.tsv").read_bytes()
    identity = "\n".join((embedder.model_id, embedder.query_prompt, embedder.passage_prompt))
    key = hashlib.sha256(identity.encode() + data).hexdigest()[:16]
    path = cache_folder / f"language-means-{key}.npy"
    if path.is_file():
        try:
            cached = np.load(path)
            if cached.shape == (len(_KINDS), len(LANGUAGES), embedder.dimension):
                return LanguageMeans(means=cached)
        except (OSError, ValueError, EOFError):
            pass  # a damaged cache file is measured anew and replaced
    rows = read_table("index", "general_text.tsv", delimiter="\t")
    means = np.zeros((len(_KINDS), len(LANGUAGES), embedder.dimension), dtype=np.float32)
    for i, kind in enumerate(_KINDS):
        for j, language in enumerate(LANGUAGES):
            texts = [row[language] for row in rows if row["kind"] in _ROWS[kind]]
            embed = embedder.embed_queries if kind == "question" else embedder.embed_passages
            means[i, j] = embed(texts).mean(axis=0)
    try:
        _write_atomically(path, means)
    except OSError as error:
        _log.warning("the language means are not kept, %s cannot be written: %s", cache_folder, error.strerror)
    return LanguageMeans(means=means)


def _write_atomically(path: Path, means: Vectors) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, partial = tempfile.mkstemp(suffix=".npy", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            np.save(file, means)
        os.replace(partial, path)
    except OSError:
        Path(partial).unlink(missing_ok=True)
        raise
