"""From a text and what staff say of it to a page: what is read, what is written, and what is refused."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.page_shelf import PageShelf, ShelfPage, is_added
from bot.preparing_page import (
    PageFault,
    PageFaultError,
    PageFields,
    PreparedPage,
    VersionKind,
    decode_upload,
    prepare_page,
)
from bot.running_apart import run_apart
from knowledge.loading import load_documents
from knowledge.schema import Document

TEXT = (
    "# Lapsiystävällinen Kemi\n\nKemi lähti mukaan malliin vuonna 2021.\n\n"
    "## Yhteyshenkilö\n\nLiisa Esimerkki\nkoordinaattori\npuh. 016 123 4567\n"
)
BASE = ShelfPage(
    document_id="00112233445566ff.fi", page_id="00112233445566ff", title="Kemi", municipality="Kemi", language="fi"
)


def prepare(text: str = TEXT, suffix: str = ".md", fields: PageFields | None = None) -> PreparedPage:
    return prepare_page(None, text, suffix, fields or PageFields())


def load_as_added(page: PreparedPage, folder: Path) -> Document:
    shelf = PageShelf(folder)
    shelf.add(page.document.document_id, page.suffix, page.text)
    loaded = load_documents(shelf.paths()[0])
    assert loaded.problems == ()
    return loaded.documents[0]


def fault_of(text: str = TEXT, suffix: str = ".md", fields: PageFields | None = None) -> PageFault:
    with pytest.raises(PageFaultError) as raised:
        prepare(text, suffix, fields)
    return raised.value.fault


def test_what_the_text_tells() -> None:
    page = prepare()
    document = page.document
    assert (document.title, document.municipality, document.language) == ("Lapsiystävällinen Kemi", "Kemi", "fi")
    assert page.inferred == ("municipality", "language", "title")
    assert is_added(document.document_id)
    assert document.document_id == f"{document.page_id}.fi"
    assert [contact.name for contact in page.facts.contacts] == ["Liisa Esimerkki"]
    assert [event.date_text for event in page.facts.events] == ["vuonna 2021"]


def test_it_is_indexed_as_it_was_shown(tmp_path: Path) -> None:
    page = prepare(
        fields=PageFields(publisher='Kemin "kaupunki": #1', published="2024-05", url="https://kemi.example/a")
    )
    document = load_as_added(page, tmp_path)
    assert document.document_id == page.document.document_id
    assert (document.text, document.source, document.sections) == (
        page.document.text,
        page.document.source,
        page.document.sections,
    )
    assert document.source.publisher == 'Kemin "kaupunki": #1'
    assert document.source.published == "2024-05"
    assert document.inferred == ()


def test_what_staff_say_goes_first(tmp_path: Path) -> None:
    text = "---\ntitle: Tiedoston otsikko\nmunicipality: Kemi\nsource:\n  publisher: Kemi\n---\n" + TEXT
    page = prepare(text, fields=PageFields(title="Toinen", municipality="Oulu", language="sv", publisher="Oulu"))
    document = load_as_added(page, tmp_path)
    assert (document.title, document.municipality, document.language) == ("Toinen", "Oulu", "sv")
    assert document.source.publisher == "Oulu"
    assert page.inferred == ()


def test_what_the_file_says_stays(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Kemi\nmunicipality: null\nlanguage: fi\nkind: translation\noriginal_language: sv\n"
        "machine_translated: true\nsource:\n  retrieved: 2024-01-02\n---\n" + TEXT
    )
    page = prepare(text)
    document = load_as_added(page, tmp_path)
    assert (document.title, document.municipality, document.machine_translated) == ("Kemi", None, True)
    assert document.translation_of == page.document.translation_of == f"{document.page_id}.sv"
    assert document.source.retrieved == "2024-01-02"
    assert page.inferred == ()


def test_page_about_no_single_municipality(tmp_path: Path) -> None:
    page = prepare(fields=PageFields(is_general=True))
    assert load_as_added(page, tmp_path).municipality is None
    assert "municipality" not in page.inferred


def test_text_that_names_no_place(tmp_path: Path) -> None:
    page = prepare("# Otsikko\n\nLapset ovat mukana.\n", fields=PageFields(language="fi"))
    assert load_as_added(page, tmp_path).municipality is None
    assert "municipality" in page.inferred


def test_id_is_that_of_municipality_title_and_language() -> None:
    first = prepare().document.document_id
    assert prepare(TEXT + "\nLisää.\n").document.document_id == first
    assert prepare(fields=PageFields(title="Toinen")).document.document_id != first
    assert prepare(fields=PageFields(municipality="Oulu")).document.document_id != first


@pytest.mark.parametrize(
    ("version", "translation_of", "is_machine"),
    [
        (VersionKind.ORIGINAL, None, False),
        (VersionKind.TRANSLATION, BASE.document_id, False),
        (VersionKind.MACHINE_TRANSLATION, BASE.document_id, True),
    ],
)
def test_further_language_version(
    version: VersionKind, translation_of: str | None, is_machine: bool, tmp_path: Path
) -> None:
    page = prepare(
        "# Barn\n\nKommunen hör barn och unga varje år.\n", fields=PageFields(version_of=BASE, version=version)
    )
    document = load_as_added(page, tmp_path)
    assert document.document_id == page.document.document_id == f"{BASE.page_id}.sv"
    assert (document.municipality, document.page_id) == ("Kemi", BASE.page_id)
    assert (document.translation_of, document.machine_translated) == (translation_of, is_machine)


def test_plain_text() -> None:
    page = prepare("Lapset Kemissä\n\nKemi kuulee lapsia joka vuosi.\n", ".txt")
    assert (page.suffix, page.document.title) == (".txt", "Lapset Kemissä")


@pytest.mark.parametrize(
    ("text", "fields", "fault"),
    [
        ("", PageFields(), PageFault.EMPTY),
        ("---\ntitle: x\n---\n \n", PageFields(), PageFault.EMPTY),
        ("a\x00b", PageFields(), PageFault.NOT_TEXT),
        ("x" * 10_000_001, PageFields(), PageFault.TOO_LARGE),
        ("12 34", PageFields(), PageFault.NO_LANGUAGE),
        (TEXT, PageFields(published="31.5.2024"), PageFault.BAD_DATE),
        (TEXT, PageFields(published="2024-13"), PageFault.BAD_DATE),
        (TEXT, PageFields(url="javascript:alert(1)"), PageFault.BAD_ADDRESS),
        ("---\ncolour: red\n---\n" + TEXT, PageFields(), PageFault.FRONT_MATTER),
        ("---\n" + TEXT, PageFields(), PageFault.FRONT_MATTER),
        (TEXT, PageFields(version_of=BASE), PageFault.SAME_LANGUAGE),
        ("#lapset #kunta\n", PageFields(language="fi"), PageFault.UNREADABLE),
        ("---\nmunicipality: Nowhere\n---\n" + TEXT, PageFields(), PageFault.UNREADABLE),
    ],
)
def test_what_cannot_become_a_page(text: str, fields: PageFields, fault: PageFault) -> None:
    assert fault_of(text, fields=fields) is fault


@settings(max_examples=40)
@given(title=st.text(max_size=60), publisher=st.text(max_size=60))
def test_whatever_is_typed_is_taken_as_text(
    title: str, publisher: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    fields = PageFields(title=title, publisher=publisher, language="fi", municipality="Kemi")
    try:
        page = prepare("Kemi kuulee lapsia.", fields=fields)
    except PageFaultError as error:
        # Characters that no file of ours may hold.
        assert error.fault in {PageFault.FRONT_MATTER, PageFault.UNREADABLE}
        return
    document = load_as_added(page, tmp_path_factory.mktemp("shelf"))
    assert (document.title, document.municipality, document.source) == (
        page.document.title,
        "Kemi",
        page.document.source,
    )
    assert document.document_id == page.document.document_id


@pytest.mark.parametrize(
    "data", ["Lapsiä".encode(), "Lapsiä".encode("utf-8-sig"), "Lapsiä".encode("utf-16"), "Lapsiä".encode("utf-16-be")]
)
def test_decode(data: bytes) -> None:
    if data.startswith(b"\x00"):
        data = b"\xfe\xff" + data
    assert decode_upload(data) == "Lapsiä"


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ("ä".encode("latin-1"), PageFault.NOT_TEXT),
        (b"\xff\xfe\x00", PageFault.NOT_TEXT),
        (b"a" * 10_000_001, "too_large"),
    ],
)
def test_decode_what_is_no_text(data: bytes, fault: PageFault) -> None:
    with pytest.raises(PageFaultError) as raised:
        decode_upload(data)
    assert raised.value.fault == fault


def test_faults_and_pages_travel_between_processes() -> None:
    page = run_apart(prepare_page, TEXT, ".md", PageFields())
    assert page == prepare()
    with pytest.raises(PageFaultError) as raised:
        run_apart(prepare_page, "", ".md", PageFields())
    assert (raised.value.fault, str(raised.value)) == (PageFault.EMPTY, "there is no text in it")
