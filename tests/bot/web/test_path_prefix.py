"""Every page is found under the prefix, whichever way a proxy passes requests on."""

import pytest
from fastapi import APIRouter, Request

from bot.settings import WebSettings
from bot.web.path_prefix import PathPrefix, path_within
from tests.bot.web.small_app import call, make_app

router = APIRouter()


@router.get("/{path:path}")
def echo(request: Request) -> dict[str, str]:
    return {"url": str(request.url.path), "within": path_within(request.scope), "prefix": request.scope["root_path"]}


@pytest.mark.parametrize("path", ["/lykbot/staff/login", "/staff/login"])
def test_both_kinds_of_proxy(path: str) -> None:
    reply = call(make_app(router, web=WebSettings(root_path="/lykbot")), path)
    assert reply.status == 200
    assert reply.body == b'{"url":"/lykbot/staff/login","within":"/staff/login","prefix":"/lykbot"}'


@pytest.mark.parametrize("path", ["/", "/lykbot/"])
def test_front_page(path: str) -> None:
    reply = call(make_app(router, web=WebSettings(root_path="/lykbot")), path)
    assert reply.body == b'{"url":"/lykbot/","within":"/","prefix":"/lykbot"}'


def test_a_path_that_only_begins_like_the_prefix_is_another_one() -> None:
    reply = call(make_app(router, web=WebSettings(root_path="/lykbot")), "/lykbots")
    assert reply.body == b'{"url":"/lykbot/lykbots","within":"/lykbots","prefix":"/lykbot"}'


@pytest.mark.parametrize(("query", "location"), [("", "/lykbot/"), ("q=a%26b&lang=sv", "/lykbot/?q=a%26b&lang=sv")])
def test_prefix_without_a_slash_leads_to_the_front_page(query: str, location: str) -> None:
    reply = call(make_app(router, web=WebSettings(root_path="/lykbot")), "/lykbot", query=query)
    assert (reply.status, reply.headers["location"]) == (308, location)


def test_without_a_prefix_nothing_changes() -> None:
    reply = call(make_app(router), "/lykbot/x")
    assert reply.body == b'{"url":"/lykbot/x","within":"/lykbot/x","prefix":""}'


def test_raw_path_has_the_prefix_too() -> None:
    seen = {}

    async def app(scope, receive, send) -> None:  # type: ignore[no-untyped-def]  # an ASGI app
        seen.update(scope)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body"})

    call(PathPrefix(app, "/lykbot"), "/documents/a.fi")
    assert (seen["raw_path"], seen["root_path"]) == (b"/lykbot/documents/a.fi", "/lykbot")
