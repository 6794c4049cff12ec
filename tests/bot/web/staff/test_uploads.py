"""From an uploaded text to a page that answers rest on: the look at it, faults, and adding it."""

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from bot import assembly
from bot.phrasing import phrase_keys
from bot.preparing_page import PageFault
from bot.running_apart import ApartError, TooLongError
from bot.web.staff import uploads
from tests.bot.web.staff.document_app import SHEET, DocumentApp, make_document_app
from tests.bot.web.staff.staff_app import read_token
from tests.bot.web.staff.test_documents import text_of

TEXT = """# Lapsiystävällinen Kuopio

Kuopio lähti mukaan malliin 12.3.2021.

<script>alert("x")</script> <img src=x onerror=alert(1)>

Maija Mallikas
koordinaattori
puh. 017 123 4567

#lapset #kuopio
"""


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DocumentApp:
    return make_document_app(tmp_path, monkeypatch)


@pytest.fixture
def browser(app: DocumentApp) -> TestClient:
    return app.log_in()


def send(browser: TestClient, name: str | None = None, data: bytes = b"", **fields: str) -> Any:
    token = read_token(browser.get("/staff/documents").text)
    files = {"file": (name, data)} if name is not None else None
    return browser.post("/staff/documents/preview", data=fields | {"csrf_token": token}, files=files)


def preview(browser: TestClient, name: str | None = None, data: bytes = b"", **fields: str) -> str:
    answer = send(browser, name, data, **fields)
    assert answer.status_code == 303, text_of(answer.text)
    page: str = browser.get(answer.headers["location"]).text
    return page


def key_of(page: str) -> str:
    return page.partition('name="draft" value="')[2].partition('"')[0]


def add(browser: TestClient, page: str) -> Any:
    return browser.post("/staff/documents/add", data={"draft": key_of(page), "csrf_token": read_token(page)})


def test_preview(app: DocumentApp, browser: TestClient) -> None:
    page = preview(browser, "../../kuopio.md", TEXT.encode())
    shown = text_of(page)
    assert "Title Lapsiystävällinen Kuopio read from the text" in shown
    assert "Municipality Kuopio read from the text" in shown
    assert "Maija Mallikas, koordinaattori 017 123 4567" in shown
    assert "12.3.2021 12 March 2021 joined the model" in shown
    assert "Left out #lapset #kuopio" in shown
    assert "No publication date No example questions" in shown
    assert "Adding it replaces" not in shown
    assert "&lt;script&gt;alert(" in page
    assert "<script>" not in page
    assert "<img" not in page
    # Nothing of it is on the disk, and no answer rests on it.
    assert len(app.shelf.pages()) == 2
    assert app.rebuilder.last.started_by == ""
    assert app.audit()[0][0] == "page_previewed"


def test_added_and_replaced(app: DocumentApp, browser: TestClient) -> None:
    page = preview(browser, text=TEXT, publisher="Kuopion kaupunki", published="2024-05-31")
    answer = add(browser, page)
    assert (answer.status_code, answer.headers["location"]) == (303, "/staff/rebuild")
    app.rebuilder.wait()
    (document,) = [
        document for document in assembly.read_facts(app.settings).documents if document.municipality == "Kuopio"
    ]
    assert (document.source.publisher, document.source.published) == ("Kuopion kaupunki", "2024-05-31")
    assert app.audit()[0] == ("page_added", document.document_id)
    assert app.live.reloads == 1
    # The draft is used up.
    assert add(browser, page).status_code == 422
    again = preview(browser, "kuopio.txt", TEXT.encode())
    assert "Adding it replaces this page: Lapsiystävällinen Kuopio" in text_of(again)
    add(browser, again)
    app.rebuilder.wait()
    assert len(app.shelf.pages()) == 3


def test_a_build_from_the_command_line_keeps_it(app: DocumentApp, browser: TestClient) -> None:
    add(browser, preview(browser, text=TEXT))
    app.rebuilder.wait()
    assert assembly.build(app.settings).report.documents_unchanged == 3


def test_details_are_corrected_without_giving_the_text_again(browser: TestClient) -> None:
    key = key_of(preview(browser, "kuopio.md", TEXT.encode()))
    page = preview(browser, draft=key, municipality="Oulu", title="Toinen <otsikko>", language="sv")
    shown = text_of(page)
    assert "Title Toinen <otsikko> Municipality Oulu Language Swedish" in shown
    assert 'value="Toinen &lt;otsikko&gt;"' in page
    assert '<option value="Oulu" selected>' in page
    # The draft before it is dropped.
    assert browser.get(f"/staff/documents/preview?draft={key}").status_code == 422


@pytest.mark.parametrize(
    ("name", "data", "fields", "sentence"),
    [
        (None, b"", {}, "There is no text."),
        ("a.md", b"", {}, "There is no text."),
        ("a.pdf", b"%PDF", {}, "The file is of another kind."),
        ("a.md", b"\xe4\xe5", {}, "not plain text in the UTF-8 encoding"),
        ("a.md", b"a" * 10_000_001, {}, "larger than 10 MB"),
        ("a.md", b"Kemi", {"text": "Oulu"}, "There is both a file and a pasted text."),
        (None, b"", {"text": "12 34"}, "The language cannot be told"),
        (None, b"", {"text": TEXT, "published": "eilen"}, "The date cannot be read."),
        (None, b"", {"text": TEXT, "url": "kuopio.fi"}, "has to begin with http"),
        (None, b"", {"text": "---\ncolour: red\n---\nKuopio"}, "line 2: Unknown key colour"),
    ],
)
def test_faults(
    app: DocumentApp, browser: TestClient, name: str | None, data: bytes, fields: dict[str, str], sentence: str
) -> None:
    answer = send(browser, name, data, **fields, publisher="Kuopion <kaupunki>")
    assert answer.status_code == 422
    assert sentence in text_of(answer.text)
    assert 'value="Kuopion &lt;kaupunki&gt;"' in answer.text
    assert fields.get("text", "") in text_of(answer.text) or "\n" in fields["text"]
    assert app.audit()[0][0] == "logged_in"


def test_text_of_a_file_is_kept_when_a_detail_will_not_do(browser: TestClient) -> None:
    answer = send(browser, "kuopio.md", TEXT.encode(), published="eilen")
    assert "The text you gave is kept." in text_of(answer.text)
    page = preview(browser, draft=key_of(answer.text), published="2024")
    assert "published 2024" in text_of(page)


def test_drafts_are_one_s_own(app: DocumentApp, browser: TestClient) -> None:
    page = preview(browser, text=TEXT)
    app.staff.accounts.add("bertil", "kolme sanaa riittää")
    other = app.staff.browser()
    token = read_token(other.get("/staff/login").text)
    other.post("/staff/login", data={"name": "bertil", "password": "kolme sanaa riittää", "csrf_token": token})
    assert other.get(f"/staff/documents/preview?draft={key_of(page)}").status_code == 422
    token = read_token(other.get("/staff/documents").text)
    answer = other.post("/staff/documents/add", data={"draft": key_of(page), "csrf_token": token})
    assert answer.status_code == 422
    assert "no longer kept" in text_of(answer.text)
    assert len(app.shelf.pages()) == 2


def test_unread_draft_cannot_be_added(app: DocumentApp, browser: TestClient) -> None:
    answer = send(browser, "kuopio.md", TEXT.encode(), published="eilen")
    assert add(browser, answer.text).status_code == 422
    assert len(app.shelf.pages()) == 2


@pytest.mark.parametrize(
    ("error", "sentence"),
    [(TooLongError("30 s"), "took too long"), (ApartError("it died"), "No page can be made of this text. it died")],
)
def test_reading_is_bounded(
    browser: TestClient, monkeypatch: pytest.MonkeyPatch, error: ApartError, sentence: str
) -> None:
    def fail(*arguments: object, limit_seconds: float) -> None:
        assert limit_seconds == uploads.READING_SECONDS
        raise error

    monkeypatch.setattr(uploads, "run_apart", fail)
    answer = send(browser, text=TEXT)
    assert answer.status_code == 422
    assert sentence in text_of(answer.text)
    # The next one is not kept waiting.
    assert send(browser, text=TEXT).status_code == 422


def test_further_language_version(app: DocumentApp, browser: TestClient) -> None:
    (kemi,) = [page for page in app.shelf.pages() if page.municipality == "Kemi"]
    text = "# Barnvänliga Kemi\n\nKemi gick med i modellen år 2021 och hör barn och unga.\n"
    page = preview(browser, text=text, version_of=kemi.document_id, version="machine_translation")
    assert "The text is a machine translation" in text_of(page)
    add(browser, page)
    app.rebuilder.wait()
    found = {document.document_id: document for document in assembly.read_facts(app.settings).documents}
    assert found[f"{kemi.page_id}.sv"].translation_of == kemi.document_id
    shown = text_of(browser.get(f"/staff/documents/show?id={kemi.document_id}").text)
    assert "Other language versions" in shown


def test_long_text_is_shown_in_part(browser: TestClient) -> None:
    text = SHEET + "\n\n".join(f"Kappale {number} kertoo Kemistä." for number in range(uploads.MAX_BLOCKS + 20))
    shown = text_of(preview(browser, "kemi.md", text.encode()))
    assert f"Kappale {uploads.MAX_BLOCKS + 10} " not in shown
    assert "more are not shown here" in shown


@pytest.mark.parametrize("fault", PageFault)
def test_every_fault_is_told(fault: PageFault) -> None:
    assert f"staff_documents.fault_{fault}" in phrase_keys("en")
