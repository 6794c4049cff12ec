"""Stand-ins for slow parts, small enough to compute by hand."""

import hashlib
import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.model_identity import BUNDLED_MODEL
from knowledge.parsing import parse_markdown
from knowledge.schema import LANGUAGES, Document, Language, Source

# The type checker holds the fake to the real signatures; running it must not take the seconds torch takes to import.
if TYPE_CHECKING:
    from index.embedding import Embedder as _Embedder
else:
    _Embedder = object

Vectors = NDArray[np.float32]
_WORD = re.compile(r"\w+")


class FakeEmbedder(_Embedder):
    """Bags of words: a text's vector is the sum of its words' vectors, of length 1.

    With a ``table``, only its words (casefolded) count, and a text with none of them lies on the last axis. Without
    one, every word has an axis of its own, as far as the dimension goes. A token is a word.
    """

    def __init__(
        self,
        table: Mapping[str, Sequence[float]] | None = None,
        *,
        dimension: int = 16,
        model_id: str = BUNDLED_MODEL,
    ) -> None:
        self.model_id = model_id
        self.query_prompt = "query: "
        self.passage_prompt = "passage: "
        self.dimension = dimension
        self.questions: list[str] = []
        self.passages: list[str] = []
        self._table = table

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        self.questions.extend(texts)
        return self._vectors(texts)

    def embed_passages(self, texts: Sequence[str], advance: Callable[[int], None] | None = None) -> Vectors:
        self.passages.extend(texts)
        if advance is not None:
            advance(len(texts))
        return self._vectors(texts)

    def count_tokens(self, text: str) -> int:
        return count_words(text)

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for vector, text in zip(vectors, texts, strict=True):
            for word in _WORD.findall(text.casefold()):
                if self._table is None:
                    vector[zlib.crc32(word.encode()) % self.dimension] += 1
                elif word in self._table:
                    vector[: len(self._table[word])] += np.asarray(self._table[word], dtype=np.float32)
            if not vector.any():
                vector[-1] = 1
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def count_words(text: str) -> int:
    """Tokens as the fake model counts them."""
    return len(text.split())


def make_document(
    text: str,
    document_id: str = "imatra/sivu.fi",
    *,
    municipality: str | None = "Imatra",
    title: str = "Sivu",
    translation_of: str | None = None,
    page_id: str | None = None,
) -> Document:
    """A document of a Markdown text; its id says the page and the language ("imatra/sivu.fi")."""
    page, _, suffix = document_id.rpartition(".")
    fields = (text, document_id, municipality, title, translation_of)
    return Document(
        document_id=document_id,
        page_id=page_id or page,
        title=title,
        municipality=municipality,
        language=_language(suffix),
        kind="translation" if translation_of else "original",
        translation_of=translation_of,
        machine_translated=False,
        source=Source(publisher="Kunta", url="https://kunta.example/sivu"),
        text=text,
        sections=parse_markdown(text),
        digest=hashlib.sha256(repr(fields).encode("utf-8")).hexdigest(),
    )


def _language(suffix: str) -> Language:
    for language in LANGUAGES:
        if suffix == language:
            return language
    raise ValueError(f"{suffix!r} is none of {', '.join(LANGUAGES)}")
