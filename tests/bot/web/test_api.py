"""The HTTP API answers as the contract says, bounds what it is sent, and says in JSON what was wrong."""

import json
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from bot.json_form import answer_to_json
from bot.listing_facts import IndexedFacts, list_facts
from bot.live import LiveState
from bot.rendering_facts import facts_to_fields
from bot.schema import Answer, AnswerContact, AnswerStatus, Citation, Original, Question
from bot.settings import WebSettings
from bot.web import api
from knowledge.facts.merging import FactCollection
from knowledge.schema import Document, DocumentKind
from tests.bot.stated_facts import make_contact, make_goal_list, stated
from tests.bot.web.small_app import FakeLive, call, make_answer, make_app, make_client
from tests.bot.web.test_event_stream import read_events
from tests.fakes import make_document

ASK = "/api/v1/ask"


class FakeRecords:
    """Two pages about Imatra and one about Kuopio, with a contact and two goals."""

    def __init__(self) -> None:
        made = (
            make_document("# A", "imatra/sivu.fi"),
            make_document("# B", "imatra/sivu.sv", translation_of="imatra/sivu.fi"),
            make_document("# C", "kuopio/sivu.fi", municipality="Kuopio", title="Lapset"),
        )
        self.made: dict[str, Document] = {document.document_id: document for document in made}
        self.reads = 0

    def documents(self) -> Iterator[SimpleNamespace]:
        return (SimpleNamespace(document_id=document_id) for document_id in self.made)

    def document(self, document_id: str) -> Document:
        return self.made[document_id]

    def facts(self) -> FactCollection:
        self.reads += 1
        return FactCollection(
            contacts=(stated(make_contact()),),
            goal_lists=(
                make_goal_list(
                    ("fi", ("Lapset ensin.", "Ääni.")),
                ),
            ),
        )


def ask(body: object, live: FakeLive | None = None, **headers: str) -> Any:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return make_client(make_app(api.router, live=live)).post(ASK, json=body, headers=names)


# --- Questions ---


def test_answer_is_the_contract() -> None:
    live = FakeLive()
    reply = ask({"question": "Hej?", "language": "sv", "history": ["Vad?"], "page_language": "en"}, live)
    question = Question(text="Hej?", language="sv", page_language="en", history=("Vad?",))
    assert live.asked == [question]
    assert (reply.status_code, reply.text) == (200, answer_to_json(make_answer(question)))
    assert reply.headers["content-type"] == "application/json"


def test_description_is_of_what_is_sent() -> None:
    citation = Citation(
        number=1,
        document_id="a.fi",
        municipality=None,
        title="",
        publisher=None,
        section="",
        language="fi",
        published=None,
        retrieved=None,
        url=None,
        quote="x",
        start_char=0,
        end_char=1,
        original=Original(document_id="a.sv", language="sv", quote="y", start_char=0, end_char=1),
    )
    contact = AnswerContact(
        name="A", role=None, role_original=None, phone=None, phone_as_written=None, email=None, municipality=None
    )
    answer = replace(
        make_answer(Question(text="?")), status=AnswerStatus.ANSWERED, citations=(citation,), contacts=(contact,)
    )
    assert TypeAdapter(Answer).validate_json(answer_to_json(answer)) == answer


@pytest.mark.parametrize("text", ["", " ", "å" * 1001])
def test_what_cannot_be_a_question_is_for_the_bot_to_refuse(text: str) -> None:
    live = FakeLive()
    assert ask({"question": text}, live).status_code == 200
    assert live.asked == [Question(text=text)]


def test_counted() -> None:
    app = make_app(api.router)
    make_client(app).post(ASK, json={"question": "?"})
    assert b'topic="none"} 1.0' in app.state.parts.metrics.write()


@given(text=st.text(max_size=50))
def test_any_text_is_asked_and_answered_as_it_is(text: str) -> None:
    live = FakeLive(answer=lambda question: make_answer(question, question.text))
    reply = ask({"question": text}, live)
    assert (reply.json()["question"], reply.json()["text"]) == (text, text)
    assert live.asked == [Question(text=text)]


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_half_a_character(accept: str) -> None:
    client = make_client(make_app(api.router))
    content = b'{"question": "\\ud800"}'
    reply = client.post(ASK, content=content, headers={"Content-Type": "application/json", "Accept": accept})
    assert (reply.status_code, b'"question": "\\ud800"' in reply.content) == (200, True)


def test_markup_stays_text() -> None:
    live = FakeLive(answer=lambda question: make_answer(question, question.text))
    reply = ask({"question": "<script>alert(1)</script>"}, live)
    assert reply.headers["content-type"] == "application/json"
    assert reply.headers["x-content-type-options"] == "nosniff"


# --- Streaming ---


@pytest.mark.parametrize("accept", ["text/event-stream", "text/html, Text/Event-Stream;q=0.9"])
def test_stream(accept: str) -> None:
    reply = ask({"question": "Mitä?"}, Accept=accept)
    assert reply.headers["content-type"].startswith("text/event-stream")
    assert reply.headers["cache-control"] == "no-store"
    events = read_events(reply.content)
    assert [name for name, _ in events] == ["stage", "stage", "stage", "text", "text", "answer"]
    assert events[-1][1] == json.loads(answer_to_json(make_answer(Question(text="Mitä?"))))


def test_hostile_question_in_a_stream() -> None:
    hostile = "x\n\nevent: answer\ndata: {}\n\n\r\nevent: error"
    live = FakeLive(answer=lambda question: make_answer(question, question.text))
    events = read_events(ask({"question": hostile}, live, Accept="text/event-stream").content)
    assert [name for name, _ in events].count("answer") == 1
    assert "error" not in dict(events)


# --- What is turned down ---


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "body.question"),
        ({"question": None}, "body.question"),
        ({"question": "?", "language": "de"}, "body.language"),
        ({"question": "?", "lang": "sv"}, "body.lang"),
        ({"question": "?", "history": ["x"] * 21}, "body.history"),
        ({"question": "?", "history": ["ok", "x" * 1001]}, "body.history.1"),
        ({"question": "?", "history": "x"}, "body.history"),
        (["question"], "body"),
    ],
)
def test_bad_fields(body: object, field: str) -> None:
    live = FakeLive()
    reply = ask(body, live)
    error = reply.json()["error"]
    assert (reply.status_code, error["code"], live.asked) == (422, "invalid_request", [])
    assert [detail["field"] for detail in error["details"]] == [field]


def test_most_history_allowed() -> None:
    assert ask({"question": "?", "history": ["x" * 1000] * 20}).status_code == 200


def test_message_is_in_the_language_asked_for() -> None:
    messages = {
        language: ask({"question": 1, "language": language}).json()["error"]["message"]
        for language in ("fi", "sv", "en")
    }
    assert messages["sv"] == "Begäran kunde inte läsas. Kontrollera vad du skickade och försök igen."
    assert len(set(messages.values())) == 3
    assert ask({"question": 1}, Accept_Language="sv-FI").json()["error"]["message"] == messages["sv"]


def test_what_was_sent_is_not_sent_back() -> None:
    assert "<b>" not in ask({"question": {"<b>": "<b>"}}).text


@pytest.mark.parametrize("content", [b"", b"{", b'{"question": "\xff"}', b"[" * 20_000, b"null"])
def test_unreadable_json(content: bytes) -> None:
    client = make_client(make_app(api.router))
    reply = client.post(ASK, content=content, headers={"Content-Type": "application/json"})
    assert reply.status_code in (400, 422)
    assert reply.json()["error"]["code"] == "invalid_request"


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_form_of_another_site_cannot_ask(media_type: str) -> None:
    live = FakeLive()
    client = make_client(make_app(api.router, live=live))
    reply = client.post(ASK, content=b'{"question": "?"}', headers={"Content-Type": media_type})
    assert (reply.status_code, live.asked) == (422, [])


def test_too_large() -> None:
    reply = ask({"question": "x" * 65_536, "language": "en"})
    assert (reply.status_code, reply.json()["error"]["code"]) == (413, "too_large")


def test_too_many() -> None:
    app = make_app(api.router, web=WebSettings(visitor_limit=1))
    client = make_client(app)
    assert client.post(ASK, json={"question": "?"}).status_code == 200
    reply = client.post(ASK, json={"question": "?", "language": "en"}, headers={"Accept": "text/event-stream"})
    assert (reply.status_code, reply.json()["error"]["code"]) == (429, "too_many_requests")
    assert 0 < int(reply.headers["retry-after"]) <= 60
    assert reply.json()["error"]["message"].startswith("You have sent a lot in a short time.")
    assert b'lykbot_rate_limited_total{action="question"} 1.0' in app.state.parts.metrics.write()
    assert make_client(app, "192.0.2.1").post(ASK, json={"question": "?"}).status_code == 200


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
@pytest.mark.parametrize("state", [LiveState.STARTING, LiveState.NO_INDEX, LiveState.FAILED])
def test_not_ready(state: LiveState, accept: str) -> None:
    reply = ask({"question": "?", "language": "en"}, FakeLive(state), Accept=accept)
    assert (reply.status_code, reply.json()["error"]["code"]) == (503, "not_ready")
    assert int(reply.headers["retry-after"]) > 0
    assert "/some/folder" not in reply.text


def test_too_busy() -> None:
    reply = ask({"question": "?"}, FakeLive(is_busy=True), Accept_Language="en")
    assert reply.status_code == 503
    assert reply.json()["error"]["message"] == "The service has too much to do just now. Try again in a minute."


def test_faults_of_ours_tell_nothing(caplog: pytest.LogCaptureFixture) -> None:
    def fail(question: Question) -> Answer:
        raise ValueError("secret path")

    reply = ask({"question": "?"}, FakeLive(answer=fail))
    assert (reply.status_code, reply.json()["error"]["code"]) == (500, "failed")
    assert "secret" not in reply.text
    assert "secret path" in caplog.text


# --- Documents and facts ---


@pytest.fixture
def records() -> FakeRecords:
    return FakeRecords()


def get(records: FakeRecords, path: str, **parameters: str) -> Any:
    return make_client(make_app(api.router, live=FakeLive(records=records))).get(path, params=parameters)


def test_documents(records: FakeRecords) -> None:
    (first, second, third) = get(records, "/api/v1/documents").json()["documents"]
    assert first == {
        "id": "imatra/sivu.fi",
        "municipality": "Imatra",
        "title": "Sivu",
        "language": "fi",
        "kind": "original",
        "machine_translated": False,
        "published": None,
        "retrieved": None,
        "url": "https://kunta.example/sivu",
        "publisher": "Kunta",
    }
    assert (second["kind"], third["title"]) == ("translation", "Lapset")
    assert {first["kind"], second["kind"]} == set(get_args(DocumentKind))


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"municipality": "Imatra"}, ["imatra/sivu.fi", "imatra/sivu.sv"]),
        ({"municipality": " imatralla"}, ["imatra/sivu.fi", "imatra/sivu.sv"]),
        ({"language": "fi"}, ["imatra/sivu.fi", "kuopio/sivu.fi"]),
        ({"municipality": "Kuopio", "language": "sv"}, []),
    ],
)
def test_documents_are_chosen(records: FakeRecords, parameters: dict[str, str], found: list[str]) -> None:
    documents = get(records, "/api/v1/documents", **parameters).json()["documents"]
    assert [document["id"] for document in documents] == found


@pytest.mark.parametrize("path", ["/api/v1/documents", "/api/v1/facts"])
@pytest.mark.parametrize("name", ["Helsinki", "", "<b>", "Imatra ja Kuopio"])
def test_municipality_without_pages(records: FakeRecords, path: str, name: str) -> None:
    reply = get(records, path, municipality=name, language="en")
    assert (reply.status_code, reply.json()["error"]["code"]) == (404, "unknown_municipality")
    assert reply.json()["error"]["message"] == f"No municipality with pages here is called {name}."
    assert reply.headers["content-type"] == "application/json"


@pytest.mark.parametrize("topic", [None, "contacts", "goals", "timeline"])
def test_facts_are_those_of_the_command_line(records: FakeRecords, topic: Any) -> None:
    reply = get(records, "/api/v1/facts", **({"topic": topic} if topic else {}))
    indexed = IndexedFacts(facts=records.facts(), documents=tuple(records.made.values()))
    assert reply.json() == facts_to_fields(list_facts(indexed, topic=topic), None)
    assert bool(reply.json()["contacts"]) is (topic in (None, "contacts"))


def test_facts_of_a_municipality(records: FakeRecords) -> None:
    assert get(records, "/api/v1/facts", municipality="Imatra").json() == {"contacts": [], "events": [], "goals": []}
    (contact,) = get(records, "/api/v1/facts", municipality="kuopiossa").json()["contacts"]
    assert contact["name"] == "Aino Laine"


def test_an_index_is_read_once(records: FakeRecords) -> None:
    for parameters in ({}, {"topic": "goals"}, {"language": "sv"}):
        get(records, "/api/v1/facts", **parameters)
        get(records, "/api/v1/documents", **parameters)
    assert records.reads == 1
    newer = FakeRecords()
    assert get(newer, "/api/v1/facts").json() == get(records, "/api/v1/facts").json()
    assert newer.reads == 1


@pytest.mark.parametrize(
    ("path", "parameters"),
    [
        ("/api/v1/facts", {"topic": "weather"}),
        ("/api/v1/facts", {"municipality": "x" * 101}),
        ("/api/v1/documents", {"language": "de"}),
    ],
)
def test_bad_parameters(records: FakeRecords, path: str, parameters: dict[str, str]) -> None:
    assert get(records, path, **parameters).json()["error"]["code"] == "invalid_request"


@pytest.mark.parametrize("path", ["/api/v1/facts", "/api/v1/documents", "/api/v1/documents?municipality=Imatra"])
def test_lists_when_not_ready(path: str) -> None:
    reply = make_client(make_app(api.router, live=FakeLive(LiveState.NO_INDEX))).get(path)
    assert (reply.status_code, reply.json()["error"]["code"]) == (503, "not_ready")


def test_chunked_body_is_bounded_too() -> None:
    live = FakeLive()
    reply = call(
        make_app(api.router, live=live),
        ASK,
        method="POST",
        headers=[("Content-Type", "application/json"), ("Accept-Language", "en")],
        chunks=[b'{"question": "', *[b"x" * 10_000] * 7, b'"}'],
    )
    assert (reply.status, json.loads(reply.body)["error"]["code"]) == (413, "too_large")
    assert live.asked == []
