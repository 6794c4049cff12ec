import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.load.replies import (
    find_documents,
    find_page_language,
    find_static_files,
    read_api_reply,
    read_chat_reply,
    read_event_id,
)

_STAGE = {"kind": "stage", "text": "Söker", "html": "", "language": None, "status": None}
_ANSWER = {"kind": "answer", "text": "Målen", "html": '<a href="/d">1</a>', "language": "sv", "status": "answered"}
_END = 'event: complete\ndata: [{"kind": "end"}]\n\n'


def _event(piece: object) -> str:
    return f"event: generating\ndata: {json.dumps([piece])}\n\n"


def test_an_answer_that_is_complete() -> None:
    reply = read_chat_reply(_event(_STAGE) + _event(_ANSWER) + _END)
    assert reply.error is None
    assert reply.html == '<a href="/d">1</a>'


def test_a_refusal_is_an_answer() -> None:
    assert read_chat_reply(_event(_ANSWER | {"status": "refused_out_of_scope"}) + _END).error is None


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        ("", "the stream ended without `complete`, after `nothing`"),
        (_event(_STAGE) + _event(_ANSWER), "the stream ended without `complete`, after `generating`"),
        (_event(_ANSWER) + "event: error\ndata: null\n\n", "the stream ended without `complete`, after `error`"),
        (_event(_STAGE) + _END, "the stream holds no answer"),
        (_event({"kind": "failed", "text": "Starting"}) + _END, "no answer: Starting"),
        (_event(_ANSWER | {"status": "failed_compose"}) + _END, "the answer's status is failed_compose"),
        (_event(_ANSWER | {"status": "of a kind unknown"}) + _END, "the answer's status is 'of a kind unknown'"),
        (_event({"kind": "answer"}) + _END, "the answer's status is None"),
        ("event: generating\ndata: no JSON\n\n" + _END, "the stream holds no answer"),
    ],
)
def test_what_is_wrong_with_a_stream(stream: str, expected: str) -> None:
    assert read_chat_reply(stream).error == expected


@given(st.text())
def test_words_of_an_answer_never_end_its_events(text: str) -> None:
    # Some readers of lines cut at these, which may stand inside a JSON string.
    piece = json.dumps([_ANSWER | {"html": text + "\x85\u2028"}], ensure_ascii=False)
    for line_end in ("\n", "\r\n"):
        stream = f"event: generating\ndata: {piece}\n\n{_END}".replace("\n", line_end)
        assert read_chat_reply(stream).html == text + "\x85\u2028"


@given(st.text())
def test_any_text_is_read_as_something(text: str) -> None:
    assert read_chat_reply(text).error is not None
    read_api_reply(text)
    read_event_id(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [('{"event_id": "0a"}', "0a"), ('{"event_id": 7}', None), ('{"detail": "full"}', None), ("[]", None), ("", None)],
)
def test_event_id(text: str, expected: str | None) -> None:
    assert read_event_id(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"status": "answered"}', None),
        ('{"status": "unanswerable_not_in_sources"}', None),
        ('{"status": "failed_retrieve"}', "the answer's status is failed_retrieve"),
        ("{}", "the answer's status is None"),
        ("<html>", "the reply is no JSON object"),
    ],
)
def test_api_reply(text: str, expected: str | None) -> None:
    assert read_api_reply(text).error == expected


def test_addresses_of_a_page() -> None:
    page = (
        '<!doctype html>\n<html class="x" lang="sv"><link href="/p/static/a.css?v=1&amp;w=2">'
        '<script src="/p/static/b.js" defer></script><link href="/p/static/b.js"><a href="/static">x</a>'
    )
    assert find_static_files(page) == ("/p/static/a.css?v=1&w=2", "/p/static/b.js")
    assert find_page_language(page) == "sv"
    assert find_page_language("<p>") is None


def test_documents_of_an_answer() -> None:
    answer = (
        '<a href="/documents/imatra/sivu.fi?from=1&amp;to=2#c1">Sivu</a><a href="/documents/lohja/sivu.fi">Toinen</a>'
        '<a href="/documents/imatra/sivu.fi?from=1&amp;to=2#c9">Sama</a><a href="/">Alku</a>'
    )
    assert find_documents(answer) == ("/documents/imatra/sivu.fi?from=1&to=2", "/documents/lohja/sivu.fi")
