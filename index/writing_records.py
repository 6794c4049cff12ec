"""Documents, their facts and chunks of an index generation, written into one SQLite file."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.json_form import to_json
from index.schema import Chunk, PlacedQuestion
from knowledge.facts.extracting import extract_facts
from knowledge.schema import Document

_SCHEMA = """
CREATE TABLE documents (
    document_id TEXT PRIMARY KEY, page_id TEXT, municipality TEXT, language TEXT, kind TEXT, digest TEXT, record TEXT
);
CREATE TABLE chunks (
    row INTEGER PRIMARY KEY, document_id TEXT, municipality TEXT, language TEXT, alignment_id TEXT,
    first_block INTEGER, last_block INTEGER, text_digest TEXT, record TEXT
);
CREATE TABLE facts (document_id TEXT PRIMARY KEY, record TEXT);
CREATE TABLE example_questions (number INTEGER PRIMARY KEY, record TEXT);
CREATE INDEX chunks_by_place ON chunks (municipality, language, row);
CREATE INDEX chunks_by_page ON chunks (alignment_id, language, first_block);
CREATE INDEX documents_by_page ON documents (page_id);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredChunk:
    """A chunk with the digest of the texts its vectors were made from."""

    chunk: Chunk
    text_digest: str


def write_records(
    path: Path, documents: Sequence[Document], chunks: Sequence[StoredChunk], questions: Sequence[PlacedQuestion] = ()
) -> None:
    """Writes documents, their facts, chunks and example questions.

    A chunk's row number is its position in ``chunks``, from 0; so is a question's number.

    Raises:
        OSError: The file cannot be written, a full disk included.
    """
    try:
        with _closing(sqlite3.connect(path)) as connection, connection:
            connection.executescript(_SCHEMA)
            connection.executemany(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)",
                (_document_row(d) for d in documents),
            )
            connection.executemany(
                "INSERT INTO facts VALUES (?, ?)",
                ((d.document_id, to_json(extract_facts(d)).decode()) for d in documents),
            )
            connection.executemany(
                "INSERT INTO example_questions VALUES (?, ?)",
                ((number, to_json(question).decode()) for number, question in enumerate(questions)),
            )
            connection.executemany(
                "INSERT INTO chunks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (
                        row,
                        stored.chunk.document_id,
                        stored.chunk.municipality,
                        stored.chunk.language,
                        stored.chunk.alignment_id,
                        stored.chunk.units[0].block,
                        stored.chunk.units[-1].block,
                        stored.text_digest,
                        to_json(stored.chunk).decode(),
                    )
                    for row, stored in enumerate(chunks)
                ),
            )
    except sqlite3.Error as error:
        raise OSError(f"{path.name}: {error}") from error


def _document_row(document: Document) -> tuple[str | None, ...]:
    return (
        document.document_id,
        document.page_id,
        document.municipality,
        document.language,
        document.kind,
        document.digest,
        to_json(document).decode(),
    )


@contextmanager
def _closing(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    try:
        yield connection
    finally:
        connection.close()
