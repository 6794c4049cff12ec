"""What is brought by the form, and what it says."""

from io import BytesIO

import pytest
from fastapi import UploadFile

from bot.page_shelf import ShelfPage
from bot.preparing_page import PageFault, PageFaultError, PageFields, VersionKind
from bot.web.staff.page_form import GENERAL, PageForm, form_choices, name_place, read_brought

PAGE = ShelfPage(
    document_id="0123456789abcdef.fi", page_id="0123456789abcdef", title="K", municipality=None, language="fi"
)


def upload(name: str, data: bytes = "Lapsiä".encode()) -> UploadFile:
    return UploadFile(BytesIO(data), filename=name)


def test_empty_form_says_nothing() -> None:
    fields = PageForm().fields([PAGE])
    assert fields == PageFields(title="", publisher="", published="", url="")


def test_choices_are_read() -> None:
    form = PageForm(
        municipality="Pori", language="sv", title="T", version_of=PAGE.document_id, version="machine_translation"
    )
    fields = form.fields([PAGE])
    assert (fields.municipality, fields.is_general, fields.language, fields.title) == ("Pori", False, "sv", "T")
    assert (fields.version_of, fields.version) == (PAGE, VersionKind.MACHINE_TRANSLATION)
    assert PageForm(municipality=GENERAL).fields([]).is_general


def test_choices_that_are_none() -> None:
    form = PageForm(municipality="../etc", language="de", version_of="x", version="y")
    fields = form.fields([PAGE])
    assert (fields.municipality, fields.language, fields.version_of) == (None, None, None)
    assert fields.version is VersionKind.ORIGINAL


def test_municipalities_are_named_in_the_language() -> None:
    choices = form_choices("sv", [PAGE])
    assert ("Pori", "Björneborg") in choices["municipality_choices"]
    names = [name for _, name in choices["municipality_choices"]]
    assert names == sorted(names)
    assert name_place("sv", "Pori") == "Björneborg"
    assert name_place("sv", None) == "Ingen enskild kommun"


@pytest.mark.parametrize(("name", "suffix"), [("a.md", ".md"), ("A.MARKDOWN", ".md"), ("../../b.txt", ".txt")])
def test_upload(name: str, suffix: str) -> None:
    brought = read_brought(PageForm(), upload(name))
    assert brought is not None
    assert (brought.text, brought.suffix) == ("Lapsiä", suffix)


@pytest.mark.parametrize(
    ("text", "suffix"),
    [("# Otsikko\n\nTeksti", ".md"), ("---\ntitle: x\n---\nTeksti", ".md"), ("Otsikko\n\nTeksti #1", ".txt")],
)
@pytest.mark.parametrize("file", [None, upload("", b"")])
def test_pasted(text: str, suffix: str, file: UploadFile | None) -> None:
    brought = read_brought(PageForm(text=text), file)
    assert brought is not None
    assert (brought.text, brought.suffix) == (text, suffix)


def test_nothing_brought() -> None:
    assert read_brought(PageForm(text=" \n"), None) is None


@pytest.mark.parametrize(
    ("text", "file", "fault"),
    [
        ("Teksti", upload("a.md"), PageFault.TWO_TEXTS),
        ("", upload("a.pdf"), PageFault.WRONG_KIND),
        ("", upload("md"), PageFault.WRONG_KIND),
        ("", upload("a.txt", b"\xff\x00"), PageFault.NOT_TEXT),
        ("", upload("a.txt", b"a" * 10_000_001), PageFault.TOO_LARGE),
    ],
)
def test_what_will_not_do(text: str, file: UploadFile, fault: PageFault) -> None:
    with pytest.raises(PageFaultError) as raised:
        read_brought(PageForm(text=text), file)
    assert raised.value.fault is fault
