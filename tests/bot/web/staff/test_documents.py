"""The list of documents, one document, taking out and putting back."""

import re
from html import unescape
from pathlib import Path

import pytest

from bot import assembly
from tests.bot.web.staff.document_app import KEMI, OULU, DocumentApp, make_document_app, without_index
from tests.bot.web.staff.staff_app import read_token


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DocumentApp:
    return make_document_app(tmp_path, monkeypatch)


def text_of(page: str) -> str:
    """What a page shows below its header."""
    shown = re.sub(r"<[^>]*>", " ", page.partition("<main")[2].partition("</main>")[0])
    return " ".join(unescape(shown).split())


ADDRESSES = [
    "/staff/documents",
    f"/staff/documents/show?id={KEMI}",
    "/staff/rebuild",
    "/staff/documents/preview?draft=x",
]
CHANGES = ["/staff/documents/remove", "/staff/documents/restore", "/staff/rebuild", "/staff/documents/add"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_for_staff_only(app: DocumentApp, address: str) -> None:
    answer = app.staff.browser().get(address)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/staff/login?next=")


@pytest.mark.parametrize("address", [*CHANGES, "/staff/documents/preview"])
def test_changes_need_an_account_and_a_token(app: DocumentApp, address: str) -> None:
    fields = {"id": KEMI, "confirmed": "1", "text": "Kemi"}
    assert app.staff.browser().post(address, data=fields).status_code in (401, 403)
    assert app.log_in().post(address, data=fields).status_code == 403
    assert len(app.shelf.pages()) == 2
    assert app.rebuilder.last.started_by == ""
    assert [action for action, _ in app.audit()] == ["logged_in"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", ["Sivut", "Lisätty täällä", "päiväys ei tiedossa", "Ajankohtia 1", "Ei saatavilla ruotsiksi"]),
        ("sv", ["Sidor", "Tillagd här", "okänt", "Tidpunkter 1", "Finns inte på finska"]),
        ("en", ["Documents", "Added here", "date unknown", "Times 1", "Not available in Finnish"]),
    ],
)
def test_list(app: DocumentApp, language: str, words: list[str]) -> None:
    page = app.log_in(**{"Accept-Language": language}).get("/staff/documents")
    assert page.status_code == 200
    assert [word for word in words if word not in text_of(page.text)] == []
    assert page.text.count("<h1") == 1
    assert "<b>" not in page.text
    assert "Lapsiystävällinen Kemi &lt;b&gt;" in page.text
    assert 'lang="sv">Oulu</a>' in page.text


def test_filters(app: DocumentApp) -> None:
    browser = app.log_in()
    chosen = browser.get("/staff/documents?municipality=Oulu").text
    assert "id=" + OULU in chosen
    assert "id=" + KEMI not in chosen
    assert "id=" + KEMI in browser.get("/staff/documents?warnings=1").text
    assert "id=" + KEMI in browser.get("/staff/documents?municipality=Nowhere").text
    assert "There is no such page." not in browser.get("/staff/documents?municipality=Kemi&warnings=1").text


def test_no_index(app: DocumentApp, tmp_path: Path) -> None:
    parts = app.staff.app.state.parts
    parts.settings = without_index(parts.settings, tmp_path)
    page = app.log_in().get("/staff/documents")
    assert page.status_code == 200
    assert "There is no index to answer from." in text_of(page.text)
    assert "In use after the next rebuild" in text_of(page.text)


def test_one_document(app: DocumentApp) -> None:
    page = app.log_in().get(f"/staff/documents/show?id={KEMI}")
    shown = text_of(page.text)
    assert "Liisa Esimerkki, koordinaattori 016 123 4567" in shown
    assert "vuonna 2021" in shown
    assert "Kemi lähti mukaan malliin vuonna 2021." in shown
    assert "No publication date" in shown
    assert f'href="/documents/{KEMI}"' in page.text


@pytest.mark.parametrize("document_id", ["", "x", "../../etc/passwd", "00000000000000cc.fi"])
def test_unknown_document(app: DocumentApp, document_id: str) -> None:
    browser = app.log_in()
    assert browser.get("/staff/documents/show", params={"id": document_id}).status_code == 404
    token = read_token(browser.get("/staff/documents").text)
    fields = {"id": document_id, "confirmed": "1", "csrf_token": token}
    assert browser.post("/staff/documents/remove", data=fields).status_code == 404
    assert browser.post("/staff/documents/restore", data=fields).status_code == 404


def test_taking_out_has_to_be_confirmed(app: DocumentApp) -> None:
    browser = app.log_in()
    token = read_token(browser.get("/staff/documents").text)
    answer = browser.post("/staff/documents/remove", data={"id": KEMI, "csrf_token": token})
    assert answer.status_code == 422
    assert "Tick the box" in text_of(answer.text)
    assert len(app.shelf.pages()) == 2


def test_out_and_back(app: DocumentApp) -> None:
    browser = app.log_in()
    token = read_token(browser.get("/staff/documents").text)
    answer = browser.post("/staff/documents/remove", data={"id": KEMI, "confirmed": "1", "csrf_token": token})
    assert (answer.status_code, answer.headers["location"]) == (303, "/staff/rebuild")
    app.rebuilder.wait()
    assert [document.document_id for document in assembly.read_facts(app.settings).documents] == [OULU]
    assert app.live.reloads == 1
    assert f'value="{KEMI}"' in browser.get("/staff/documents").text
    answer = browser.post("/staff/documents/restore", data={"id": KEMI, "csrf_token": token})
    assert answer.status_code == 303
    app.rebuilder.wait()
    assert len(assembly.read_facts(app.settings).documents) == 2
    assert app.audit()[:2] == [("page_restored", KEMI), ("page_removed", KEMI)]


def test_other_versions_go_too_when_wanted(app: DocumentApp) -> None:
    sister = KEMI.replace(".fi", ".en")
    app.shelf.add(sister, ".md", "---\ntitle: Kemi\nmunicipality: Kemi\nlanguage: en\n---\nKemi listens.\n")
    assembly.build(app.settings)
    browser = app.log_in()
    assert "Take out the other language versions too" in browser.get(f"/staff/documents/show?id={KEMI}").text
    token = read_token(browser.get("/staff/documents").text)
    browser.post("/staff/documents/remove", data={"id": KEMI, "confirmed": "1", "versions": "1", "csrf_token": token})
    app.rebuilder.wait()
    assert [page.document_id for page in app.shelf.pages()] == [OULU]


def test_page_of_the_command_line_is_not_taken_out(app: DocumentApp, tmp_path: Path) -> None:
    (tmp_path / "pori.fi.md").write_text("# Pori\n\nPori kuulee lapsia.\n", encoding="utf-8")
    assembly.build(app.settings, [tmp_path / "pori.fi.md"])
    browser = app.log_in()
    page = browser.get("/staff/documents/show?id=pori.fi").text
    assert "it cannot be taken out here" in text_of(page)
    fields = {"id": "pori.fi", "confirmed": "1", "csrf_token": read_token(page)}
    assert browser.post("/staff/documents/remove", data=fields).status_code == 404


def test_behind_a_path_prefix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = make_document_app(tmp_path, monkeypatch, root_path="/lykbot")
    browser = app.log_in()
    page = browser.get("/lykbot/staff/documents").text
    addresses = re.findall(r'(?:href|action|src)="([^"#?]+)', page)
    assert addresses
    assert [address for address in addresses if not address.startswith("/lykbot/")] == []
    answer = browser.post("/lykbot/staff/rebuild", data={"csrf_token": read_token(page)})
    assert answer.headers["location"] == "/lykbot/staff/rebuild"
    app.rebuilder.wait()
