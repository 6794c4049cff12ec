import os
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import DocumentError
from knowledge.loading import LoadResult, load_documents, load_shipped_documents
from knowledge.schema import LANGUAGES, Document, ExampleQuestion, Language

PLACES = {"pori": "Pori", "porissa": "Pori", "lohja": "Lohja", "lojo": "Lohja", "imatra": "Imatra", "oulu": "Oulu"}


def find(text: str) -> tuple[str, ...]:
    words = "".join(char if char.isalpha() else " " for char in text.lower()).split()
    return tuple(PLACES[word] for word in words if word in PLACES)


def detect(text: str) -> Language | None:
    return "sv" if " och " in text else "fi" if any(char.isalpha() for char in text) else None


def load(path: Path) -> LoadResult:
    return load_documents(path, find_municipality=find, detect=detect)


def put(folder: Path, name: str, text: str = "Otsikko\n\nPorissa kuullaan lapsia.\n") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def load_one(folder: Path, name: str, text: str) -> Document:
    put(folder, name, text)
    result = load(folder)
    assert result.problems == ()
    (document,) = result.documents
    return document


def test_a_folder_is_loaded_in_order_with_its_subfolders(tmp_path: Path) -> None:
    put(tmp_path, "pori/sivu.fi.md", "# Pori\n\nTeksti.\n")
    put(tmp_path, "b.sv.markdown")
    put(tmp_path, "A.FI.txt")
    put(tmp_path, "imatra.txt")
    skipped = [put(tmp_path, ".piilo.md"), put(tmp_path, "README.md"), put(tmp_path, "kuva.png")]
    put(tmp_path, ".git/sivu.md")
    result = load(tmp_path)
    assert [document.document_id for document in result.documents] == ["A.fi", "b.sv", "imatra.fi", "pori/sivu.fi"]
    assert [document.page_id for document in result.documents] == ["A", "b", "imatra", "pori/sivu"]
    assert [file.document_id for file in result.files] == [document.document_id for document in result.documents]
    assert result.skipped == tuple(sorted(skipped))
    assert result.problems == ()


def test_a_file_named_alone_has_its_name_as_id(tmp_path: Path) -> None:
    (document,) = load(put(tmp_path, "syvä/kansio/pori.fi.txt")).documents
    assert (document.document_id, document.page_id) == ("pori.fi", "pori")


@pytest.mark.parametrize("name", ["sivu.pdf", ".sivu.md", "sivu"])
def test_other_files_are_refused_when_named(tmp_path: Path, name: str) -> None:
    result = load(put(tmp_path, name))
    assert result.documents == ()
    assert [problem.path.name for problem in result.problems] == [name]


def test_what_the_text_says_is_inferred_and_said_so(tmp_path: Path) -> None:
    document = load_one(tmp_path, "sivu.txt", "Pori kuulee lapsia\n\nOulu vieraili. Oulu lauloi. Työ jatkuu.\n")
    assert (document.title, document.municipality, document.language) == ("Pori kuulee lapsia", "Pori", "fi")
    assert document.inferred == ("municipality", "language", "title")
    assert (document.kind, document.translation_of, document.machine_translated) == ("original", None, False)


@pytest.mark.parametrize(
    ("name", "text", "municipality"),
    [
        ("sivu.fi.txt", "Otsikko\n\nOulu ja Oulu ja Imatra tekevät työtä.\n", "Oulu"),
        ("lohja/sivu.fi.txt", "Otsikko\n\nTyötä tehdään.\n", "Lohja"),
        ("imatra.fi.txt", "Otsikko\n\nOulu ja Imatra tekevät työtä.\n", "Imatra"),
        ("lohja/sivu.fi.txt", "Otsikko\n\nOulu ja Oulu tekevät työtä.\n", "Oulu"),
        ("sivu.fi.txt", "Otsikko\n\nTyötä tehdään.\n", None),
        ("pori/sivu.fi.md", "---\nmunicipality: null\n---\nTyötä tehdään.\n", None),
    ],
)
def test_municipality(tmp_path: Path, name: str, text: str, municipality: str | None) -> None:
    assert load_one(tmp_path, name, text).municipality == municipality


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Otsikko *yksi*\n\nTeksti.\n", "Otsikko yksi"),
        ("Teksti ilman otsikkoa.\nToinen rivi.\n", "Teksti ilman otsikkoa."),
        ("---\ntitle: Oma\n---\n# Otsikko\n\nTeksti.\n", "Oma"),
        ("[linkki](#)\n\nTeksti.\n", "Teksti."),
    ],
)
def test_title(tmp_path: Path, text: str, title: str) -> None:
    assert load_one(tmp_path, "sivu.fi.md", text).title == title


def test_a_long_first_line_is_cut_for_a_title(tmp_path: Path) -> None:
    title = load_one(tmp_path, "sivu.fi.txt", "Kaupunki kuulee lapsia, " * 20 + "aina.").title
    assert len(title) <= 121
    assert title.endswith("…")


def test_front_matter_and_its_lines(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Oma\nmunicipality: Lohja\nlanguage: sv\nkind: translation\noriginal_language: fi\n"
        "machine_translated: true\nsource:\n  published: 2023-08-15\n---\n# Oma\n\nLojo och barnen.\n"
    )
    put(tmp_path, "lohja/sivu.sv.md", text)
    result = load(tmp_path)
    (document,), (file,) = result.documents, result.files
    assert (document.municipality, document.language, document.inferred) == ("Lohja", "sv", ())
    assert (document.kind, document.translation_of) == ("translation", "lohja/sivu.fi")
    assert (document.machine_translated, document.source.published) == (True, "2023-08-15")
    assert document.text == "# Oma\n\nLojo och barnen.\n"
    assert text.split("\n")[file.body_line - 1] == "# Oma"


@pytest.mark.parametrize(
    ("name", "text", "line", "reason"),
    [
        ("sivu.fi.md", "", None, "Empty"),
        ("sivu.fi.md", " \n\u200b\n", None, "Empty"),
        ("sivu.fi.md", "---\ntitle: x\n---\n\n", None, "Empty"),
        ("sivu.fi.txt", "#tägi\n\n[linkki](#)\n", None, "nothing to answer from"),
        ("sivu.fi.md", "---\ntitle: x\n", 1, "never closed"),
        ("sivu.fi.md", "---\nlanguage: sv\n---\nTeksti.\n", 1, "says language: sv, the file name says fi"),
        ("sivu.md", "---\nmunicipality: Atlantis\n---\nTeksti.\n", 1, "Atlantis is not in the table"),
        ("sivu.md", "---\nmunicipality: Lojo\n---\nTeksti.\n", 1, "Did you mean Lohja?"),
        ("sivu.sv.md", "---\nkind: translation\noriginal_language: sv\n---\nTeksti.\n", None, "Correct it"),
        ("sivu.txt", "2018 2019 2020.\n", None, "language cannot be told"),
    ],
)
def test_bad_files_are_reported_and_the_rest_is_loaded(
    tmp_path: Path, name: str, text: str, line: int | None, reason: str
) -> None:
    path = put(tmp_path, name, text)
    put(tmp_path, "hyvä.fi.txt")
    result = load(tmp_path)
    assert [document.page_id for document in result.documents] == ["hyvä"]
    (problem,) = result.problems
    assert (problem.path, problem.line) == (path, line)
    assert reason in problem.reason


def test_two_files_with_one_id(tmp_path: Path) -> None:
    put(tmp_path, "pori.fi.md", "# Pori\n")
    second = put(tmp_path, "pori.fi.txt")
    result = load(tmp_path)
    assert [document.text for document in result.documents] == ["# Pori\n"]
    assert [problem.path for problem in result.problems] == [second]
    assert "pori.fi.md" in result.problems[0].reason


def test_links_that_loop_or_lead_nowhere(tmp_path: Path) -> None:
    put(tmp_path, "a/sivu.fi.txt")
    os.symlink(tmp_path, tmp_path / "a" / "silmukka")
    os.symlink(tmp_path / "puuttuu.txt", tmp_path / "rikki.txt")
    result = load(tmp_path)
    assert [document.document_id for document in result.documents] == ["a/sivu.fi"]
    assert [problem.path.name for problem in result.problems] == ["rikki.txt"]


def test_missing_and_unlistable_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DocumentError, match="cannot be found"):
        load(tmp_path / "puuttuu")
    assert load(tmp_path).documents == ()

    def refuse(path: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(DocumentError, match="cannot be listed"):
        load(tmp_path)


def test_names_and_texts_are_nfc(tmp_path: Path) -> None:
    name, text = "sa\u0308hko\u0308.fi.txt", "A\u0308a\u0308ni\n\nA\u0308a\u0308ni kuuluu.\n"
    document = load_one(tmp_path, name, text)
    assert document.page_id == "sähkö"
    assert document.text == unicodedata.normalize("NFC", text)


@given(text=st.text())
def test_any_text_becomes_a_document_or_a_problem(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("t")
    (folder / "sivu.fi.md").write_bytes(text.encode("utf-8", "surrogatepass"))
    result = load(folder)
    assert len(result.documents) + len(result.problems) == 1
    for document in result.documents:
        spans = [document.text[section.start_char : section.end_char] for section in document.sections]
        assert "".join(spans) == document.text
        assert document.title


def test_digest_follows_every_field(tmp_path: Path) -> None:
    body = "# Otsikko\n\nPorissa kuullaan lapsia.\n"
    texts = [
        body,
        body + "\n",
        "---\nmunicipality: Pori\n---\n" + body,
        "---\nsource:\n  published: 2023\n---\n" + body,
        "---\nkind: translation\noriginal_language: sv\n---\n" + body,
        "---\nkind: translation\noriginal_language: sv\nmachine_translated: true\n---\n" + body,
    ]
    documents = [load_one(tmp_path / str(number), "sivu.fi.md", text) for number, text in enumerate(texts)]
    assert len({document.digest for document in documents}) == len(texts)
    again = load_one(tmp_path / "again", "sivu.fi.md", body)
    assert again == replace(documents[0])


# --- Lists of example questions ---


def test_a_list_goes_with_its_page(tmp_path: Path) -> None:
    put(tmp_path, "pori/sivu.fi.md", "---\ntitle: Oma\n---\n# Otsikko\n\nPorissa kuullaan lapsia.\n")
    put(tmp_path, "pori/sivu.fi.questions.txt", "Porissa kuullaan lapsia.\n? Ketä?\n! not on the page\n? Miksi?\n")
    result = load(tmp_path)
    (document,) = result.documents
    # Where it stands in the text, not in the file.
    assert document.example_questions == (
        ExampleQuestion(text="Ketä?", start_char=document.text.index("Porissa")),
        ExampleQuestion(text="Miksi?", start_char=None),
    )
    assert (result.problems, result.skipped) == ((), ())
    assert load(tmp_path / "pori/sivu.fi.md").documents[0].example_questions == document.example_questions


def test_a_list_is_one_page_and_languages_own(tmp_path: Path) -> None:
    put(tmp_path, "sivu.fi.txt")
    put(tmp_path, "sivu.fi.questions.txt", "! not on the page\n? Miksi?\n")
    put(tmp_path, "sivu.sv.txt", "Rubrik\n\nBarn och unga.\n")
    put(tmp_path, "muu/sivu.fi.txt")
    asked = {document.document_id: len(document.example_questions) for document in load(tmp_path).documents}
    assert asked == {"muu/sivu.fi": 0, "sivu.fi": 1, "sivu.sv": 0}


def test_digest_follows_the_list(tmp_path: Path) -> None:
    body = "Otsikko\n\nPorissa kuullaan lapsia.\n\nLapset päättävät.\n"
    lists = [
        "",
        "Lapset päättävät.\n? Kuka?\n",
        "Lapset päättävät.\n? Kuka siis?\n",
        "Porissa kuullaan lapsia.\n? Kuka?\n",
        "! not on the page\n? Kuka?\n",
    ]
    digests = []
    for text in lists:
        put(tmp_path, "sivu.fi.questions.txt", text)
        digests.append(load_one(tmp_path, "sivu.fi.txt", body).digest)
    assert len(set(digests)) == len(lists)
    # Remarks and empty lists say nothing.
    put(tmp_path, "sivu.fi.questions.txt", "# Muistiinpano\n")
    assert load_one(tmp_path, "sivu.fi.txt", body).digest == digests[0]
    (tmp_path / "sivu.fi.questions.txt").unlink()
    assert load_one(tmp_path, "sivu.fi.txt", body).digest == digests[0]


def test_a_stale_list_costs_its_questions_and_no_page(tmp_path: Path) -> None:
    page = put(tmp_path, "sivu.fi.txt")
    beside = put(
        tmp_path,
        "sivu.fi.questions.txt",
        "Oulussa kuullaan.\n? Missä?\nPorissa kuullaan lapsia.\n? Ketä?\n! x\n? Ei?\n",
    )
    result = load(page)
    (document,) = result.documents
    assert [question.text for question in document.example_questions] == ["Ketä?"]
    assert [(problem.path, problem.line) for problem in result.problems] == [(beside, 1), (beside, 5)]
    assert "Copy it from the page" in result.problems[0].reason


def test_an_unreadable_list_costs_no_page(tmp_path: Path) -> None:
    put(tmp_path, "sivu.fi.txt")
    before = load(tmp_path).documents
    beside = tmp_path / "sivu.fi.questions.txt"
    beside.write_bytes("Porissa kuullaan lapsia.\n? Ketä? Häntä?\n".encode("latin-1"))
    result = load(tmp_path)
    assert result.documents == before
    (problem,) = result.problems
    assert (problem.path, problem.line) == (beside, 2)
    assert "Save it as UTF-8" in problem.reason


def test_a_list_named_alone_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "sivu.fi.txt")
    result = load(put(tmp_path, "sivu.fi.questions.txt", "Porissa kuullaan lapsia.\n? Ketä?\n"))
    assert result.documents == ()
    (problem,) = result.problems
    assert "Name the page" in problem.reason


@pytest.mark.parametrize(
    "name", ["sivut.fi.questions.txt", "README.questions.txt", "kuva.questions.txt", "a/sivu.fi.questions.txt"]
)
def test_a_list_without_a_page_is_passed_by_and_no_page(tmp_path: Path, name: str) -> None:
    put(tmp_path, "sivu.fi.txt")
    others = [put(tmp_path, "README.md"), put(tmp_path, "kuva.png")]
    beside = put(tmp_path, name, "Porissa kuullaan lapsia.\n? Ketä?\n")
    result = load(tmp_path)
    assert [document.document_id for document in result.documents] == ["sivu.fi"]
    assert result.skipped == tuple(sorted([*others, beside]))
    assert result.problems == ()


def test_a_page_with_a_very_long_name_is_loaded(tmp_path: Path) -> None:
    # The name of its list would be too long for a file.
    put(tmp_path, f"{'s' * 245}.fi.txt")
    assert len(load(tmp_path).documents) == 1


# --- The real thing ---


def test_the_real_finder_and_detector(tmp_path: Path) -> None:
    put(tmp_path, "sivu.txt", "Barnens kommun\n\nI Borgå arbetar man för barnen och deras familjer. Borgå lär sig.\n")
    (document,) = load_documents(tmp_path).documents
    assert (document.municipality, document.language) == ("Porvoo", "sv")


def test_shipped_documents_load() -> None:
    documents = load_shipped_documents()
    assert [document.document_id for document in documents] == sorted(document.document_id for document in documents)
    assert {document.language for document in documents} <= set(LANGUAGES)
    assert all(document.inferred == () for document in documents)
