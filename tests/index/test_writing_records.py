"""How records are stored; test_records.py reads them back."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from index.chunking import split_document
from index.json_form import from_json
from index.schema import Chunk, PlacedQuestion
from index.writing_records import StoredChunk, write_records
from knowledge.facts.extracting import extract_facts
from knowledge.facts.schema import DocumentFacts
from knowledge.schema import Document
from tests.fakes import count_words, make_document

_PAGE = make_document("# Kuvala\n\nKunta liittyi malliin vuonna 2018.\n\nLapset ovat mukana.")


_QUESTIONS = (
    PlacedQuestion(text="Milloin liityttiin?", language="fi", municipality="Imatra", row=0, unit=0),
    PlacedQuestion(text="Vem betalar?", language="sv", municipality=None, row=None, unit=None),
)


def write(path: Path, documents: Sequence[Document], questions: Sequence[PlacedQuestion] = ()) -> list[Chunk]:
    chunks = [chunk for document in documents for chunk in split_document(document, count_words, 5)]
    stored = [StoredChunk(chunk=chunk, text_digest=f"d{chunk.digest}") for chunk in chunks]
    write_records(path, documents, stored, questions)
    return chunks


def select(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_a_chunks_row_is_its_position(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    first, second = write(path, [_PAGE])
    rows = select(path, "SELECT row, record, text_digest FROM chunks ORDER BY row")
    assert [(row, from_json(Chunk, record), digest) for row, record, digest in rows] == [
        (0, first, f"d{first.digest}"),
        (1, second, f"d{second.digest}"),
    ]


def test_blocks_of_a_chunk_are_the_first_and_last_of_its_units(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    write(path, [_PAGE])
    # Block 0 is the heading.
    assert select(path, "SELECT first_block, last_block FROM chunks ORDER BY row") == [(1, 1), (2, 2)]


def test_every_document_has_its_facts(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    without = make_document("Lapset ovat mukana.", "pori/sivu.fi", municipality="Pori")
    write(path, [_PAGE, without])
    found = {key: from_json(DocumentFacts, record) for key, record in select(path, "SELECT * FROM facts")}
    assert found == {_PAGE.document_id: extract_facts(_PAGE), without.document_id: DocumentFacts()}
    assert len(found[_PAGE.document_id].events) == 1


def test_a_questions_number_is_its_position(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    write(path, [_PAGE], _QUESTIONS)
    rows = select(path, "SELECT number, record FROM example_questions ORDER BY number")
    assert [(number, from_json(PlacedQuestion, record)) for number, record in rows] == list(enumerate(_QUESTIONS))


def test_without_questions_their_table_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    write(path, [_PAGE])
    assert select(path, "SELECT count(*) FROM example_questions") == [(0,)]


def test_what_cannot_be_written_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"records\.sqlite: "):
        write(tmp_path / "missing" / "records.sqlite", [_PAGE])
    with pytest.raises(OSError, match="UNIQUE"):
        write(tmp_path / "records.sqlite", [_PAGE, _PAGE])


def test_a_write_that_fails_leaves_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    with pytest.raises(OSError, match="UNIQUE"):
        write(path, [_PAGE, _PAGE], _QUESTIONS)
    assert select(path, "SELECT count(*) FROM documents") == [(0,)]
    assert select(path, "SELECT count(*) FROM example_questions") == [(0,)]
