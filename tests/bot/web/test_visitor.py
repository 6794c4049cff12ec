"""Visitors' pages without a browser: what they hold, what they keep, and what they refuse."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.answering import Bot
from bot.keeping.feedback import Verdict
from bot.live import LiveState
from bot.settings import WebSettings
from knowledge.schema import LANGUAGES, Language
from tests.bot.web.served_app import FROM_OUR_PAGE, make_app, make_settings, open_small_bot, parts_in, visit

_QUESTION = "Who do I contact in Kuopio?"


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with open_small_bot(tmp_path_factory.mktemp("sheets")) as bot:
        yield bot


# One for all tests: an app takes half a second to make, and what it keeps is counted from where a test begins.
@pytest.fixture(scope="module")
def app(bot: Bot, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    return make_app(bot, make_settings(tmp_path_factory.mktemp("app")))


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """A visitor without cookies; the feedback of tests before is gone."""
    with parts_in(app).database.write() as cursor:
        cursor.execute("DELETE FROM feedback")
    yield visit(app)


def opened(client: TestClient, address: str, language: str = "en") -> str:
    response = client.get(address, headers={"Accept-Language": language})
    assert response.status_code == 200, response.text
    return response.text


# --- The chat ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_in_the_browsers_language_and_names_whose_pages_it_knows(
    client: TestClient, language: Language
) -> None:
    html = opened(client, "/", f"{language};q=0.9, de")
    assert f'<html lang="{language}">' in html
    assert all(name in html for name in ("Kuopio", "Salo"))
    assert {"fi": "Vaasa", "sv": "Vasa", "en": "Vaasa"}[language] in html


def test_examples_are_links_that_ask(client: TestClient) -> None:
    html = opened(client, "/")
    start = html.index('class="example" href="') + len('class="example" href="')
    address = html[start : html.index('"', start)].replace("&amp;", "&")
    assert 'class="turn"' in opened(client, address)


def test_a_question_in_the_address_is_answered_without_any_script(client: TestClient) -> None:
    html = opened(client, f"/?q={_QUESTION}&lang=en", "fi")
    assert '<html lang="en">' in html and "tel:+358" in html
    assert "Sources" in html


def test_the_language_of_the_address_is_that_of_the_answer(client: TestClient) -> None:
    html = opened(client, f"/?q={_QUESTION}&lang=sv")
    assert '<html lang="sv">' in html and '<article lang="sv"' in html


def test_the_language_of_the_browser_is_not(client: TestClient) -> None:
    assert '<article lang="en"' in opened(client, f"/?q={_QUESTION}", "sv")


def test_the_language_in_the_address_stays(client: TestClient) -> None:
    opened(client, "/?lang=sv", "fi")
    assert '<html lang="sv">' in opened(client, "/", "fi")


def test_in_a_frame_no_cookie_is_set(client: TestClient) -> None:
    response = client.get("/?lang=sv&frame=1")
    assert "set-cookie" not in response.headers
    assert '<input type="hidden" name="frame" value="1">' in response.text


def test_too_many_questions_in_addresses_have_to_wait(bot: Bot, tmp_path: Path) -> None:
    client = visit(make_app(bot, make_settings(tmp_path, WebSettings(visitor_limit=1))))
    opened(client, f"/?q={_QUESTION}")
    refused = client.get(f"/?q={_QUESTION}", headers={"Accept-Language": "sv"})
    assert refused.status_code == 429 and int(refused.headers["Retry-After"]) > 0
    assert "För många förfrågningar" in refused.text


@pytest.mark.parametrize(
    ("state", "words"),
    [(LiveState.STARTING, "is starting"), (LiveState.NO_INDEX, "lykbot build"), (LiveState.FAILED, "log")],
)
def test_when_nothing_can_be_answered_the_page_says_why(
    app: FastAPI, client: TestClient, monkeypatch: pytest.MonkeyPatch, state: LiveState, words: str
) -> None:
    monkeypatch.setattr(parts_in(app).live, "_state", state)
    html = opened(client, f"/?q={_QUESTION}")
    assert words in html[html.index('role="alert"') :][:300]
    assert _QUESTION in html[html.index("<textarea") :], "what was asked is not lost"


# --- The language switch ---


def test_choosing_a_language_leads_back(client: TestClient) -> None:
    response = client.get("/language/sv?next=/documents/a.fi?from=1")
    assert (response.status_code, response.headers["Location"]) == (303, "/documents/a.fi?from=1")
    cookie = response.headers["Set-Cookie"]
    assert "lykbot_language=sv" in cookie and "HttpOnly" in cookie and "SameSite=lax" in cookie


@pytest.mark.parametrize(
    "address",
    ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "", "/\tevil", "javascript:alert(1)"],
)
def test_nowhere_else_is_led_to(client: TestClient, address: str) -> None:
    assert client.get("/language/sv", params={"next": address}).headers["Location"] == "/"


def test_a_language_that_is_none_of_ours(client: TestClient) -> None:
    assert client.get("/language/de").status_code in (404, 422)


# --- Documents ---


def test_a_document_is_shown_with_the_words_marked(client: TestClient, bot: Bot) -> None:
    text = bot.records.document("salo/sivu.fi").text
    start = text.index("\n\n") + 2
    html = opened(client, f"/documents/salo/sivu.fi?from={start}&to={start + 5}")
    assert f'<mark id="quote">{text[start : start + 5]}</mark>' in html


@pytest.mark.parametrize(
    "query", ["from=-1&to=5", "from=5&to=1", "from=a&to=b", "from=0&to=99999999", "from=²&to=3", "from=1"]
)
def test_offsets_that_are_none_mark_nothing(client: TestClient, query: str) -> None:
    assert "<mark" not in opened(client, f"/documents/salo/sivu.fi?{query}")


@pytest.mark.parametrize("document_id", ["nothing.fi", "../../etc/passwd", "salo/sivu", "%00", "salo%2Fsivu.fi.md"])
def test_a_document_that_is_not_there(client: TestClient, document_id: str) -> None:
    assert client.get(f"/documents/{document_id}").status_code == 404


# --- Feedback ---


def give(client: TestClient, headers: Mapping[str, str] = FROM_OUR_PAGE, /, **fields: str) -> int:
    data = {"question": _QUESTION, "verdict": "up"} | fields
    return client.post("/feedback", data=data, headers=headers).status_code


def test_feedback_is_stored_with_the_answer_made_again(app: FastAPI, client: TestClient) -> None:
    history = json.dumps(["Mitkä ovat Salon tavoitteet?"])
    assert give(client, verdict="down", words=" wrong number ", history=history, page_language="sv") == 201
    (entry,) = parts_in(app).feedback.entries()
    assert (entry.question, entry.verdict, entry.words) == (_QUESTION, Verdict.DOWN, "wrong number")
    assert entry.history == ("Mitkä ovat Salon tavoitteet?",)
    assert entry.answer.contacts
    assert b'lykbot_feedback_total{verdict="down"}' in parts_in(app).metrics.write()


def test_without_feedback_nothing_is_stored(app: FastAPI, client: TestClient) -> None:
    opened(client, f"/?q={_QUESTION} zyzzyva")
    folder = parts_in(app).settings.data_dir
    assert not any(b"zyzzyva" in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_feedback_without_a_script_ends_at_a_page(client: TestClient) -> None:
    response = client.post("/feedback", data={"question": _QUESTION, "verdict": "up"}, headers=FROM_OUR_PAGE)
    assert "Thank you" in response.text and "<html" in response.text


def test_a_script_gets_json(client: TestClient) -> None:
    headers = FROM_OUR_PAGE | {"Accept": "application/json"}
    response = client.post("/feedback", data={"question": _QUESTION, "verdict": "up"}, headers=headers)
    assert response.json() == {"text": "Thank you. Your feedback was stored."}


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://evil.example"}, {}])
def test_feedback_from_elsewhere_is_refused(app: FastAPI, client: TestClient, headers: dict[str, str]) -> None:
    assert give(client, headers) == 403
    assert parts_in(app).feedback.entries() == ()


@pytest.mark.parametrize(("verdict", "question"), [("maybe", _QUESTION), ("up", "x" * 1002)])
def test_feedback_that_is_none(app: FastAPI, client: TestClient, verdict: str, question: str) -> None:
    assert give(client, verdict=verdict, question=question) == 422
    assert parts_in(app).feedback.entries() == ()


@pytest.mark.parametrize("history", ["not json", "{}", "[1, null]", "[" * 5000])
def test_a_history_that_is_none_is_left_out(app: FastAPI, client: TestClient, history: str) -> None:
    assert give(client, history=history) == 201
    assert parts_in(app).feedback.entries()[0].history == ()
