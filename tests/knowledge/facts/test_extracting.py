"""All facts of a document, and the digest that says when they are out of date."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.facts import extracting
from knowledge.facts.extracting import extract_facts, extractors_digest
from knowledge.facts.schema import Contact, DocumentFacts, Event, Goal
from tests.fakes import make_document

_TEXT = (
    "# Kuvala\n\nKunta liittyi malliin vuonna 2018.\n\n## Kuvalan tavoitteet\n\n- Lapset osallistuvat päätöksiin\n"
    "- Aikuiset tuntevat lapsen oikeudet\n\n## Yhteystiedot\n\nAino Aalto, suunnittelija, puh. 040 123 4567\n"
)


def test_every_kind_of_fact() -> None:
    facts = extract_facts(make_document(_TEXT, municipality="Kuvala"))
    assert [contact.name for contact in facts.contacts] == ["Aino Aalto"]
    assert [event.date_text for event in facts.events] == ["vuonna 2018"]
    assert [goal.text for goal in facts.goals] == [
        "Lapset osallistuvat päätöksiin",
        "Aikuiset tuntevat lapsen oikeudet",
    ]


@pytest.mark.parametrize("text", ["", "# Vain otsikko\n", "Nyt sataa lunta."])
def test_a_document_may_state_nothing(text: str) -> None:
    assert extract_facts(make_document(text)) == DocumentFacts()


_ODD = ("a\u0308iti\u00a0202…", "1.", "Puh. 040\u00a0123\u00a04567", "| a | b |", "Mål: 1) å 2) ö")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*_TEXT.split("\n\n"), *_ODD]), max_size=8), st.sampled_from(["fi", "sv", "en"]))
def test_every_fact_is_found_in_the_document_by_its_offsets(pieces: list[str], language: str) -> None:
    document = make_document("\n\n".join(pieces), f"kuvala/sivu.{language}")
    facts = extract_facts(document)
    stated: list[Contact | Event | Goal] = [*facts.contacts, *facts.events, *facts.goals]
    for fact in stated:
        assert fact.text
        assert fact.text == document.text[fact.start_char : fact.end_char]
        assert (fact.document_id, fact.language) == (document.document_id, language)


# --- The digest ---


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in the place of the package, with code, a table and a text."""
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "reading.py").write_bytes(b"x = 1\n")
    (tmp_path / "words.csv").write_bytes(b"a,b\n")
    (tmp_path / "sheet.md").write_bytes(b"# Kuvala\n")
    monkeypatch.setattr(extracting, "files", lambda package: tmp_path)
    return tmp_path


def digest() -> str:
    extractors_digest.cache_clear()
    try:
        return extractors_digest()
    finally:
        extractors_digest.cache_clear()


@pytest.mark.parametrize("name", ["facts/reading.py", "words.csv"])
def test_other_code_and_other_tables_have_another_digest(package: Path, name: str) -> None:
    before = digest()
    assert digest() == before
    (package / name).write_bytes(b"x,2\n")
    changed = digest()
    assert changed != before
    (package / name).rename(package / f"new_{Path(name).name}")
    assert digest() not in (before, changed)


def test_texts_and_compiled_code_do_not_count(package: Path) -> None:
    before = digest()
    (package / "sheet.md").write_bytes(b"# Muu\n")
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "reading.pyc").write_bytes(b"\0")
    assert digest() == before


def test_the_packages_own_digest_is_read_once() -> None:
    assert extractors_digest() == digest()
    assert len(extractors_digest()) == 64
    assert extractors_digest.cache_info().misses == 1
