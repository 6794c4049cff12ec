"""Passage vectors in Chroma: one collection a language, cosine by name.

Chroma is a cache that can be rebuilt: a build fills new collections and never changes old ones.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from index.errors import StoreError
from knowledge.schema import Language

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

_BATCH_ROWS = 1000
# Wide enough that the best hundred of a language are found reliably (hnswlib's default is 100).
_SEARCH_WIDTH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A passage near a question: its row number and their cosine, in [-1, 1]."""

    row: int
    cosine: float


class VectorStore:
    """The collections of one index generation, in a folder or on a Chroma server.

    Args:
        folder: Where the embedded store keeps its files; unused when ``url`` is given.
        generation: Names the collections, so that generations can stand side by side on one server.
        url: A Chroma server ("http://host:8000"), or None for the embedded store.

    Raises:
        StoreError: The store cannot be opened or the server not reached.
    """

    def __init__(self, folder: Path, generation: str, url: str | None) -> None:
        self._generation = generation
        self._url = url
        with self._translate_errors():
            self._client = _connect(folder, url)
            self._collections = {
                language: self._client.get_collection(collection.name, embedding_function=None)
                for collection in self._client.list_collections()
                if (language := self._language_of(collection.name))
            }

    def add(self, language: Language, rows: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        """Adds passages.

        Args:
            language: Whose collection they go to.
            rows: Row numbers, shape (n,).
            vectors: Their vectors, shape (n, dimension), float32, of length 1.

        Raises:
            StoreError: The store refuses or cannot be reached, or its disk is full.
        """
        with self._translate_errors():
            if language not in self._collections:
                self._collections[language] = self._client.create_collection(
                    self._collection_name(language),
                    configuration={"hnsw": {"space": "cosine", "ef_search": _SEARCH_WIDTH}},
                    embedding_function=None,
                )
            for start in range(0, len(rows), _BATCH_ROWS):
                self._collections[language].upsert(
                    ids=[str(row) for row in rows[start : start + _BATCH_ROWS]],
                    embeddings=vectors[start : start + _BATCH_ROWS],
                )

    def search(self, language: Language, vector: NDArray[np.float32], top_k: int) -> tuple[Neighbour, ...]:
        """The passages of a language nearest to a vector of shape (dimension,), best first; () without any.

        Raises:
            StoreError: The store fails or cannot be reached.
        """
        collection = self._collections.get(language)
        if collection is None or top_k < 1:
            return ()
        with self._translate_errors():
            found = collection.query(query_embeddings=vector[np.newaxis, :], n_results=top_k, include=["distances"])
        distances = (found["distances"] or [[]])[0]
        # Chroma's cosine distance is 1 - cosine, from 0 (same direction) over 1 to 2 (opposite), give or take a
        # rounding error.
        return tuple(
            Neighbour(row=int(row), cosine=min(1.0, max(-1.0, 1.0 - float(distance))))
            for row, distance in zip(found["ids"][0], distances, strict=True)
        )

    def languages(self) -> tuple[Language, ...]:
        """The languages that have passages."""
        return tuple(sorted(self._collections))

    def drop(self) -> None:
        """Deletes this generation's collections."""
        with self._translate_errors():
            for language in self._collections:
                self._client.delete_collection(self._collection_name(language))
        self._collections = {}

    def close(self) -> None:
        """Lets go of files and connections; afterwards the store must not be used."""
        # Both kinds of client can be closed; the interface they share does not say so.
        self._client.close()  # type: ignore[attr-defined]
        # Chroma 1.5 leaves the connections of its HTTP client, and of the one that checks names for it, open.
        for client in (self._client, getattr(self._client, "_admin_client", None)):
            session = getattr(getattr(client, "_server", None), "_session", None)
            if session is not None:
                session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _collection_name(self, language: Language) -> str:
        return f"lykbot-{self._generation}-{language}"

    def _language_of(self, collection_name: str) -> Language | None:
        for language in ("fi", "sv", "en"):
            if collection_name == self._collection_name(language):
                return language
        return None

    @contextmanager
    def _translate_errors(self) -> Iterator[None]:
        import chromadb.errors
        import httpx

        try:
            yield
        except (chromadb.errors.ChromaError, httpx.HTTPError, ValueError, OSError) as error:
            reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
            if self._url is not None:
                raise StoreError(
                    f"the Chroma server at {self._url} does not answer as it should ({reason}); start it with "
                    "`chroma run`, or unset LYKBOT_CHROMA_URL to use the embedded store"
                ) from error
            raise StoreError(f"the vector store fails ({reason}); rebuild the index with `lykbot build`") from error


def _connect(folder: Path, url: str | None) -> "ClientAPI":
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if url is None:
        return chromadb.PersistentClient(str(folder), settings=settings)
    address = urlsplit(url)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise ValueError(f"{url!r} is not an address like http://127.0.0.1:8000")
    tls = address.scheme == "https"
    return chromadb.HttpClient(
        host=address.hostname, port=address.port or (443 if tls else 8000), ssl=tls, settings=settings
    )
