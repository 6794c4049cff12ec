"""The vectors of plain dense search: a passage's text as it is, a question's as it is, nothing else."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from index.embedding import Embedder

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainVectors:
    """Shape (passages, dimension) and (questions, dimension), in the order of the texts."""

    passages: Vectors
    questions: Vectors


def embed_plain(
    passages: Sequence[str], questions: Sequence[str], embedder: "Embedder", work_folder: Path
) -> PlainVectors:
    """Plain search's vectors, from the work folder when they have been made before."""
    identity = (embedder.model_id, embedder.query_prompt, embedder.passage_prompt, passages, questions)
    key = hashlib.sha256(json.dumps(identity).encode()).hexdigest()[:16]
    path = work_folder / f"plain-{key}.npz"
    if path.is_file():
        with np.load(path) as kept:
            return PlainVectors(passages=kept["passages"], questions=kept["questions"])
    vectors = PlainVectors(
        passages=embedder.embed_passages(passages), questions=_embed_sorted(embedder.embed_queries, questions)
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(path, passages=vectors.passages, questions=vectors.questions)
    return vectors


def _embed_sorted(embed: Callable[[Sequence[str]], Vectors], texts: Sequence[str]) -> Vectors:
    """Vectors in the order of the texts, texts of like length embedded together, which is quicker."""
    order = np.argsort([len(text) for text in texts], kind="stable")
    vectors = embed([texts[i] for i in order])
    return vectors[np.argsort(order)]
