import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from index.alignment import align_versions
from index.chunking import split_document
from index.errors import IndexCorruptError
from index.records import DocumentSummary, Records
from index.schema import Chunk, PlacedQuestion
from index.writing_records import StoredChunk, write_records
from knowledge.facts.merging import FactCollection
from knowledge.facts.schema import EventKind
from knowledge.schema import Document, Language
from tests.fakes import count_words, make_document

_FI = "Yksi on.\n\nKaksi on.\n\nKolme on."
_SV = "Ett är det.\n\nTvå är det här.\n\nTre är det."
_EN = "One is it.\n\nTwo is it.\n\nThree is it."
_QUESTION = PlacedQuestion(text="Mikä on kaksi?", language="fi", municipality="Imatra", row=0, unit=1)


def chunks_of(documents: Sequence[Document], max_tokens: int) -> list[Chunk]:
    alignment = align_versions(documents)
    chunks = [
        chunk
        for document in documents
        for chunk in split_document(document, count_words, max_tokens, alignment_id=alignment[document.document_id])
    ]
    return sorted(chunks, key=lambda chunk: (chunk.language, chunk.document_id, chunk.start_char))


def write(
    path: Path, documents: Sequence[Document], max_tokens: int = 200, questions: Sequence[PlacedQuestion] = ()
) -> list[Chunk]:
    chunks = chunks_of(documents, max_tokens)
    stored = [StoredChunk(chunk=chunk, text_digest=f"d{chunk.digest}") for chunk in chunks]
    write_records(path, documents, stored, questions)
    return chunks


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records #1.sqlite"


def page(page_id: str = "imatra/sivu", municipality: str | None = "Imatra") -> list[Document]:
    return [
        make_document(_FI, f"{page_id}.fi", municipality=municipality),
        make_document(_SV, f"{page_id}.sv", municipality=municipality, translation_of=f"{page_id}.fi"),
        make_document(_EN, f"{page_id}.en", municipality=municipality, translation_of=f"{page_id}.fi"),
    ]


def test_round_trip(path: Path) -> None:
    documents = [
        *page(),
        make_document("# Å ä\u0323 🎈\n\n**Puh.** 040\u00a0123.\n\n- a", "x.en", municipality=None),
    ]
    chunks = write(path, documents)
    records = Records(path)
    assert [records.chunk(row) for row in range(len(chunks))] == chunks
    assert [records.document(document.document_id) for document in documents] == documents
    assert records.text_digests() == tuple(f"d{chunk.digest}" for chunk in chunks)
    assert records.documents() == tuple(
        DocumentSummary(document_id=d.document_id, municipality=d.municipality, language=d.language, digest=d.digest)
        for d in sorted(documents, key=lambda d: d.document_id)
    )
    records.close()


def test_rows_by_language_and_municipality(path: Path) -> None:
    documents = [*page(), *page("pori/sivu", "Pori")[:1], make_document(_FI, "yleinen.fi", municipality=None)]
    chunks = write(path, documents, max_tokens=3)
    records = Records(path)
    for language in ("fi", "sv", "en"):
        expected = [row for row, chunk in enumerate(chunks) if chunk.language == language]
        assert records.rows(language, None).tolist() == expected
        for place in ("Imatra", "Pori", "Kemi"):
            expected = [r for r, c in enumerate(chunks) if (c.language, c.municipality) == (language, place)]
            assert records.rows(language, place).tolist() == expected
    assert records.rows("sv", "Pori").shape == (0,)
    assert records.languages() == ("en", "fi", "sv")
    assert records.municipalities() == ("Imatra", "Pori")


def test_page_versions(path: Path) -> None:
    documents = page()
    write(path, [*documents, *page("imatra/sivu-2")])
    records = Records(path)
    assert records.page_versions("imatra/sivu") == (documents[2], documents[0], documents[1])
    assert records.page_versions("imatra/muu") == ()


@pytest.mark.parametrize(("language", "text"), [("fi", "Kaksi on."), ("sv", "Två är det här."), ("en", "Two is it.")])
def test_shown_rows_are_in_the_askers_language(path: Path, language: Language, text: str) -> None:
    write(path, page(), max_tokens=3 if language != "sv" else 4)
    records = Records(path)
    assert [records.chunk(row).text for row in records.shown_rows("imatra/sivu", 1, language)] == [text]


def test_shown_rows_are_the_originals_otherwise(path: Path) -> None:
    swedish = make_document(_SV, "imatra/sivu.sv")
    english = make_document(_EN, "imatra/sivu.en", translation_of="imatra/sivu.sv")
    write(path, [swedish, english], max_tokens=4)
    records = Records(path)
    assert [records.chunk(row).text for row in records.shown_rows("imatra/sivu", 2, "fi")] == ["Tre är det."]


def test_shown_rows_of_a_block_cut_in_two_and_of_none(path: Path) -> None:
    write(path, [make_document("Yksi on nyt. Kaksi on nyt.\n\nKolme."), *page()[1:]], max_tokens=3)
    records = Records(path)
    shown = [records.chunk(row).text for row in records.shown_rows("imatra/sivu.fi", 0, "fi")]
    assert shown == ["Yksi on nyt.", "Kaksi on nyt."]
    assert records.shown_rows("imatra/sivu.fi", 9, "fi") == ()


def test_several_threads(path: Path) -> None:
    chunks = write(path, page(), max_tokens=3)
    records = Records(path)

    def read(row: int) -> Chunk:
        try:
            return records.chunk(row)
        finally:
            records.close()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(read, range(len(chunks)))) == chunks


def test_closing_lets_go_of_the_file_for_every_thread(path: Path) -> None:
    write(path, page(), max_tokens=3)
    records = Records(path)
    with ThreadPoolExecutor(1) as pool:
        chunk = pool.submit(records.chunk, 0).result()
        records.close()
        assert str(path.resolve()) not in {file.path for file in psutil.Process().open_files()}
        records.chunk.cache_clear()
        assert pool.submit(records.chunk, 0).result() == chunk
    records.close()


@pytest.mark.parametrize("kept", [0, 50, 5000, -1])
def test_a_truncated_file(path: Path, kept: int) -> None:
    write(path, page(), max_tokens=3)
    data = path.read_bytes()
    path.write_bytes(b"no database, " * 400 if kept == -1 else data[:kept])
    records = Records(path)
    for read in (
        records.documents,
        records.text_digests,
        records.languages,
        records.facts,
        records.example_questions,
        lambda: records.chunk(0),
    ):
        with pytest.raises(IndexCorruptError, match="lykbot build"):
            read()
    records.close()


def test_a_missing_file_is_not_made(path: Path) -> None:
    with pytest.raises(IndexCorruptError, match="lykbot build"):
        Records(path).languages()
    assert not path.exists()


# --- Facts ---

_STATED = "Kunta liittyi malliin vuonna 2018.\n\nLisätietoja: Aino Aalto, suunnittelija, puh. 040 123 4567"
_TOLD = "Kommunen gick med i modellen år 2018.\n\nMer information: Aino Aalto, planerare, tfn 040 123 4567"


def test_facts_of_all_documents_each_once(path: Path) -> None:
    swedish = make_document(_TOLD, "imatra/sivu.sv", translation_of="imatra/sivu.fi")
    other = make_document(_STATED, "pori/sivu.fi", municipality="Pori")
    write(path, [swedish, make_document(_STATED), other])
    records = Records(path)
    contacts, events = records.facts().contacts, records.facts().events
    ids = [[fact.document_id for fact in stated.statements] for stated in contacts]
    assert ids == [["imatra/sivu.fi", "imatra/sivu.sv"], ["pori/sivu.fi"]]
    assert contacts[0].in_language("sv").role == "planerare"
    assert [(stated.page_municipality, stated.original.kind) for stated in events] == [
        ("Imatra", EventKind.JOINED),
        ("Pori", EventKind.JOINED),
    ]
    for stated in contacts:
        for fact in stated.statements:
            assert records.document(fact.document_id).text[fact.start_char : fact.end_char] == fact.text
    records.close()


def test_documents_that_state_nothing_have_no_facts(path: Path) -> None:
    write(path, page())
    records = Records(path)
    assert records.facts() == FactCollection()
    records.close()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE facts SET record = '{\"contacts\": [{}]}'",
        "UPDATE facts SET record = ''",
        "UPDATE facts SET record = NULL",
        "DELETE FROM facts WHERE document_id LIKE '%.sv'",
        "DROP TABLE facts",
    ],
)
def test_damaged_or_missing_facts_are_damage(path: Path, damage: str) -> None:
    write(path, page())
    with sqlite3.connect(path) as connection:
        connection.execute(damage)
    connection.close()
    records = Records(path)
    with pytest.raises(IndexCorruptError, match="lykbot build"):
        records.facts()
    records.close()


# --- Example questions ---


def test_example_questions_in_the_order_of_their_vectors(path: Path) -> None:
    asked = [f"Kysymys {number}?" for number in range(12)]
    questions = [
        PlacedQuestion(text=text, language="fi", municipality="Imatra", row=None, unit=None) for text in asked
    ] + [PlacedQuestion(text="Vad är två?", language="sv", municipality=None, row=1, unit=0)]
    write(path, page(), questions=questions)
    records = Records(path)
    assert records.example_questions() == tuple(questions)
    records.close()


def test_texts_are_the_passages_and_the_example_questions(path: Path) -> None:
    chunks = write(path, page(), max_tokens=4, questions=[_QUESTION])
    records = Records(path)
    assert sorted(records.texts()) == sorted([*(chunk.text for chunk in chunks), _QUESTION.text])
    records.close()


def test_an_index_without_example_questions(path: Path) -> None:
    write(path, page())
    records = Records(path)
    assert records.example_questions() == ()
    records.close()


@pytest.mark.parametrize("damage", ["UPDATE example_questions SET record = '{}'", "DROP TABLE example_questions"])
def test_damaged_example_questions_are_damage(path: Path, damage: str) -> None:
    write(path, page(), questions=[_QUESTION])
    with sqlite3.connect(path) as connection:
        connection.execute(damage)
    connection.close()
    records = Records(path)
    with pytest.raises(IndexCorruptError, match="lykbot build"):
        records.example_questions()
    records.close()


# --- Damage ---


def test_an_unknown_record_is_damage(path: Path) -> None:
    write(path, page())
    records = Records(path)
    with pytest.raises(IndexCorruptError, match="lykbot build"):
        records.chunk(99)
    with pytest.raises(IndexCorruptError, match="lykbot build"):
        records.document("imatra/muu.fi")


def test_a_damaged_record_is_damage(path: Path) -> None:
    write(path, page())
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE chunks SET record = '{}'")
    connection.close()
    with pytest.raises(IndexCorruptError, match="lykbot build"):
        Records(path).chunk(0)


def test_reading_leaves_no_files(path: Path) -> None:
    write(path, page())
    before = path.stat()
    records = Records(path)
    records.documents()
    assert [entry.name for entry in path.parent.iterdir() if entry.is_file()] == [path.name]
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    records.close()
