"""Errors are JSON for programs and pages for people, in the reader's language; nobody sees a traceback."""

import json
from collections.abc import Iterator

import pytest
from fastapi import APIRouter, HTTPException
from fastapi.responses import StreamingResponse

from bot.errors import NotReadyError
from bot.live import LiveState
from bot.web.error_replies import RefusedError
from tests.bot.web.small_app import FakeLive, call, make_app, make_client

router = APIRouter()


@router.get("/status/{status}")
@router.get("/api/status/{status}")
def turn_down(status: int) -> None:
    raise HTTPException(status, "<b>detail</b>", headers={"Retry-After": "7"})


@router.get("/number/{number}")
@router.get("/api/number/{number}")
def read_number(number: int) -> int:
    return number


@router.get("/fault")
@router.get("/api/fault")
def fail() -> None:
    raise RuntimeError("secret")


@router.get("/not-ready")
def not_ready() -> None:
    raise NotReadyError("there is no index in /some/folder")


@router.get("/api/refused")
@router.get("/refused")
def refuse() -> None:
    raise RefusedError(429, "Vänta.", language="sv", code="slow_down", retry_after_seconds=9)


@router.get("/api/breaks-off")
def break_off() -> StreamingResponse:
    def pieces() -> Iterator[bytes]:
        yield b"one"
        raise RuntimeError("secret")

    return StreamingResponse(pieces())


@pytest.mark.parametrize(
    ("status", "title"),
    [
        (400, "The request could not be read"),
        (403, "Not allowed"),
        (404, "Page not found"),
        (405, "Not possible at this address"),
        (413, "Too large"),
        (418, "Something went wrong"),
        (422, "The request could not be read"),
        (429, "Too many requests"),
        (500, "Something went wrong"),
        (503, "Not available just now"),
    ],
)
def test_page(status: int, title: str) -> None:
    reply = make_client(make_app(router)).get(f"/status/{status}", headers={"Accept-Language": "en"})
    assert reply.status_code == status
    assert f"<h1>{title}</h1>" in reply.text
    assert "detail" not in reply.text
    assert reply.headers["retry-after"] == "7"
    assert "frame-ancestors" in reply.headers["content-security-policy"]


@pytest.mark.parametrize("status", [400, 403, 404, 405, 413, 422, 429, 503, 500, 418])
def test_json(status: int) -> None:
    reply = make_client(make_app(router)).get(f"/api/status/{status}", headers={"Accept-Language": "sv"})
    assert (reply.status_code, reply.headers["content-type"]) == (status, "application/json")
    assert set(reply.json()["error"]) == {"code", "message"}
    assert "detail" not in reply.text


def test_addresses_that_are_not_there() -> None:
    client = make_client(make_app(router))
    assert "<h1>Sivua ei löydy</h1>" in client.get("/nothing").text
    assert client.get("/api").json()["error"]["code"] == "not_found"
    assert client.get("/api/nothing").json()["error"]["code"] == "not_found"
    assert "<h1>" in client.get("/apis").text
    reply = client.post("/api/fault")
    assert (reply.status_code, reply.headers["allow"]) == (405, "GET")
    assert reply.json()["error"]["code"] == "method_not_allowed"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_pages_are_in_one_language(language: str) -> None:
    reply = make_client(make_app(router)).get("/refused", headers={"Accept-Language": language})
    assert f'<html lang="{language}">' in reply.text


def test_invalid_parameters() -> None:
    client = make_client(make_app(router))
    assert client.get("/number/x", headers={"Accept-Language": "sv"}).text.count("kunde inte läsas") >= 2
    reply = client.get("/api/number/<b>")
    assert reply.status_code == 422
    assert [detail["field"] for detail in reply.json()["error"]["details"]] == ["path.number"]
    assert "<b>" not in reply.text


@pytest.mark.parametrize("path", ["/fault", "/api/fault"])
def test_faults_of_ours(path: str, caplog: pytest.LogCaptureFixture) -> None:
    reply = make_client(make_app(router)).get(path, params={"q": "private"})
    assert reply.status_code == 500
    assert "secret" not in reply.text
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert "RuntimeError: secret" in caplog.text
    assert "private" not in caplog.text


def test_a_fault_in_the_middle_of_a_reply_breaks_it_off() -> None:
    with pytest.raises(RuntimeError, match="secret"):
        call(make_app(router), "/api/breaks-off")


def test_refusal() -> None:
    reply = make_client(make_app(router)).get("/api/refused", headers={"Accept-Language": "en"})
    assert (reply.status_code, reply.headers["retry-after"]) == (429, "9")
    assert reply.json() == {"error": {"code": "slow_down", "message": "Vänta."}}


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (LiveState.STARTING, "The service is starting."),
        (LiveState.NO_INDEX, "lykbot build"),
        (LiveState.FAILED, "in the log"),
        (LiveState.READY, "too much to do"),
    ],
)
def test_not_ready(state: LiveState, words: str) -> None:
    reply = make_client(make_app(router, live=FakeLive(state))).get("/not-ready", headers={"Accept-Language": "en"})
    assert reply.status_code == 503
    assert words in reply.text
    assert "/some/folder" not in reply.text
    assert int(reply.headers["retry-after"]) > 0


def test_letters_are_written_as_json() -> None:
    reply = call(make_app(router), "/api/nothing", headers=[("Accept-Language", "fi")])
    assert json.loads(reply.body)["error"]["message"] == "Tässä osoitteessa ei ole sivua."
