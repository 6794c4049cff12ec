"""Documents, their facts and chunks of an index generation, read from its one SQLite file."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexCorruptError
from index.json_form import from_json
from index.schema import Chunk, PlacedQuestion, Unit
from knowledge.facts.merging import FactCollection, PageFacts, merge_facts
from knowledge.facts.schema import DocumentFacts
from knowledge.schema import Document, Language

_CACHED_RECORDS = 8192
_Record = TypeVar("_Record", Document, Chunk, DocumentFacts, PlacedQuestion)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedUnit:
    """A unit with the chunk it stands in."""

    chunk: Chunk
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSummary:
    """What a listing needs of a document."""

    document_id: str
    municipality: str | None
    language: Language
    digest: str


class Records:
    """The records of one index generation, read only; safe to use from several threads.

    Raises:
        IndexCorruptError: From any method, when the file is not what it should be.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._lock = Lock()
        self.document = lru_cache(maxsize=_CACHED_RECORDS)(self._read_document)
        self.chunk = lru_cache(maxsize=_CACHED_RECORDS)(self._read_chunk)
        self.document_rows = lru_cache(maxsize=_CACHED_RECORDS)(self._read_document_rows)
        self.rows = lru_cache(maxsize=_CACHED_RECORDS)(self._read_rows)
        self.shown_language = lru_cache(maxsize=_CACHED_RECORDS)(self._read_shown_language)
        self.shown_rows = lru_cache(maxsize=_CACHED_RECORDS)(self._read_shown_rows)
        self.municipalities = lru_cache(maxsize=1)(self._read_municipalities)

    def documents(self) -> tuple[DocumentSummary, ...]:
        """All documents in short, by document_id."""
        found = self._select("SELECT document_id, municipality, language, digest FROM documents ORDER BY 1")
        return tuple(
            DocumentSummary(document_id=i, municipality=m, language=language, digest=d) for i, m, language, d in found
        )

    def facts(self) -> FactCollection:
        """The facts of all documents, each once."""
        found = self._select(
            "SELECT document_id, page_id, municipality, language, kind, facts.record "
            # A document without facts has a record that says so; one without a record is damage.
            "FROM documents LEFT JOIN facts USING (document_id) ORDER BY 1"
        )
        return merge_facts(
            PageFacts(
                document_id=document_id,
                page_id=page_id,
                municipality=municipality,
                language=language,
                is_original=kind == "original",
                facts=self._parse(DocumentFacts, document_id, record or ""),
            )
            for document_id, page_id, municipality, language, kind, record in found
        )

    def example_questions(self) -> tuple[PlacedQuestion, ...]:
        """The example questions of all documents, in the order of their vectors."""
        found = self._select("SELECT number, record FROM example_questions ORDER BY number")
        return tuple(self._parse(PlacedQuestion, number, record) for number, record in found)

    def texts(self) -> Iterator[str]:
        """Everything that is searched: the passages of all documents and their example questions."""
        for language in self.languages():
            for row in self.rows(language, None):
                yield self.chunk(int(row)).text
        for question in self.example_questions():
            yield question.text

    def page_versions(self, page_id: str) -> tuple[Document, ...]:
        """The language versions of a page, by document_id; () for an unknown page."""
        found = self._select("SELECT document_id FROM documents WHERE page_id = ? ORDER BY 1", page_id)
        return tuple(self.document(document_id) for (document_id,) in found)

    def _read_shown_language(self, page_id: str, language: Language) -> Language:
        """In which language a page is shown: the asker's where there is such a version, else its original's."""
        versions = self._select(
            # "original" sorts before "translation".
            "SELECT language FROM documents WHERE page_id = ? ORDER BY language != ?, kind, language",
            page_id,
            language,
        )
        shown: Language = versions[0][0]
        return shown

    def _read_shown_rows(self, alignment_id: str, block: int, language: Language) -> tuple[int, ...]:
        """The rows of a page's version in a language that hold a block, else those of its original; ascending."""
        versions = self._select(
            "SELECT DISTINCT d.language, d.kind FROM chunks c JOIN documents d USING (document_id) "
            "WHERE c.alignment_id = ? ORDER BY d.kind, d.language",
            alignment_id,
        )
        known = [found for found, _ in versions]
        # "original" sorts before "translation".
        shown = language if language in known else known[0]
        found = self._select(
            "SELECT row FROM chunks WHERE alignment_id = ? AND language = ? AND first_block <= ? AND last_block >= ? "
            "ORDER BY row",
            alignment_id,
            shown,
            block,
            block,
        )
        return tuple(int(row) for (row,) in found)

    def aligned_unit(self, chunk: Chunk, unit: Unit, language: Language) -> PlacedUnit | None:
        """The unit that says the same in a page's version in another language; None where the versions part."""
        if chunk.language == language or chunk.alignment_id == chunk.document_id:
            return None
        for row in self.shown_rows(chunk.alignment_id, unit.block, language):
            other = self.chunk(row)
            for candidate in other.units:
                if other.language == language and (candidate.block, candidate.sentence) == (unit.block, unit.sentence):
                    return PlacedUnit(chunk=other, unit=candidate)
        return None

    def unit_at(self, document_id: str, char: int) -> PlacedUnit | None:
        """The unit that holds a character of a document; None where none does."""
        for row in self.document_rows(document_id):
            chunk = self.chunk(row)
            for unit in chunk.units:
                if unit.start_char <= char < unit.end_char:
                    return PlacedUnit(chunk=chunk, unit=unit)
        return None

    def original_unit(self, placed: PlacedUnit) -> PlacedUnit | None:
        """The unit that a translated one was made from; None for an original, or where there is none."""
        document = self.document(placed.chunk.document_id)
        if document.translation_of is None:
            return None
        languages = {version.document_id: version.language for version in self.page_versions(placed.chunk.page_id)}
        # A translation may be in the index without what it was made from.
        if document.translation_of not in languages:
            return None
        return self.aligned_unit(placed.chunk, placed.unit, languages[document.translation_of])

    def section(self, chunk: Chunk) -> tuple[Chunk, ...]:
        """All chunks of the section a chunk stands in, in order."""
        chunks = (self.chunk(row) for row in self.document_rows(chunk.document_id))
        return tuple(other for other in chunks if other.heading_path == chunk.heading_path)

    def text_digests(self) -> tuple[str, ...]:
        """The text digests of all chunks, in row order."""
        return tuple(digest for (digest,) in self._select("SELECT text_digest FROM chunks ORDER BY row"))

    def languages(self) -> tuple[Language, ...]:
        """The languages that have chunks."""
        return tuple(language for (language,) in self._select("SELECT DISTINCT language FROM chunks ORDER BY 1"))

    def close(self) -> None:
        """Lets go of the file, whichever threads have read from it; reading again opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _read_document(self, document_id: str) -> Document:
        """The document with this id."""
        return self._read_record(Document, "SELECT record FROM documents WHERE document_id = ?", document_id)

    def _read_chunk(self, row: int) -> Chunk:
        """The chunk with this row number."""
        return self._read_record(Chunk, "SELECT record FROM chunks WHERE row = ?", row)

    def _read_record(self, record_type: type[_Record], query: str, key: str | int) -> _Record:
        try:
            ((record,),) = self._select(query, key)
        except ValueError:
            record = ""
        return self._parse(record_type, key, record)

    def _parse(self, record_type: type[_Record], key: str | int, record: str) -> _Record:
        try:
            return from_json(record_type, record)
        except ValueError as error:
            raise IndexCorruptError(
                f"the records in {self._path} hold no readable {record_type.__name__} {key!r}; "
                "rebuild with `lykbot build`"
            ) from error

    def _read_document_rows(self, document_id: str) -> tuple[int, ...]:
        """The row numbers of a document's chunks, in order."""
        found = self._select("SELECT row FROM chunks WHERE document_id = ? ORDER BY row", document_id)
        return tuple(int(row) for (row,) in found)

    def _read_rows(self, language: Language, municipality: str | None) -> NDArray[np.int64]:
        """The row numbers of a language, shape (n,), ascending; with a municipality only that one's."""
        if municipality is None:
            found = self._select("SELECT row FROM chunks WHERE language = ? ORDER BY row", language)
        else:
            found = self._select(
                "SELECT row FROM chunks WHERE municipality = ? AND language = ? ORDER BY row", municipality, language
            )
        return np.fromiter((row for (row,) in found), dtype=np.int64)

    def _read_municipalities(self) -> tuple[str, ...]:
        """The municipalities that have documents, in alphabetical order."""
        found = self._select("SELECT DISTINCT municipality FROM documents WHERE municipality IS NOT NULL ORDER BY 1")
        return tuple(name for (name,) in found)

    def _select(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            # One connection for all threads: those of a thread each could only be closed by that thread.
            with self._lock:
                if self._connection is None:
                    # immutable: a generation never changes once it is in force, so no lock files are needed.
                    address = f"{self._path.absolute().as_uri()}?mode=ro&immutable=1"
                    self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
                return self._connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise IndexCorruptError(
                f"the records in {self._path} cannot be read ({error}); rebuild with `lykbot build`"
            ) from error
