"""The HTTP API's description, and the page that shows it without loading anything from elsewhere."""

import re
from typing import Any

import pytest

from bot.settings import WebSettings
from bot.web import api_docs
from tests.bot.web.small_app import make_app, make_client


def describe(**web: Any) -> dict[str, Any]:
    description: dict[str, Any] = (
        make_client(make_app(api_docs.router, web=WebSettings(**web))).get("/openapi.json").json()
    )
    return description


def test_describes_the_api_and_nothing_else() -> None:
    description = describe()
    assert set(description["paths"]) == {
        "/api/v1/ask",
        "/api/v1/documents",
        "/api/v1/facts",
        "/healthz",
        "/readyz",
    }
    assert description["openapi"].startswith("3.1")
    assert description["servers"] == [{"url": "/"}]
    assert describe(root_path="/lykbot")["servers"] == [{"url": "/lykbot"}]


def test_questions_and_answers_are_described() -> None:
    description = describe()
    replies = description["paths"]["/api/v1/ask"]["post"]["responses"]
    assert set(replies) == {"200", "413", "422", "429", "503"}
    assert set(replies["200"]["content"]) == {"application/json", "text/event-stream"}
    schemas = description["components"]["schemas"]
    assert set(schemas["AskRequest"]["properties"]) == {"question", "language", "page_language", "history"}
    assert {"status", "text", "citations", "contacts", "events", "goals", "seconds"} < set(
        schemas["Answer"]["properties"]
    )
    assert all("description" in field for field in schemas["AskRequest"]["properties"].values())
    assert "HTTPValidationError" not in schemas


@pytest.mark.parametrize("root_path", ["", "/lykbot"])
def test_page_loads_only_from_here(root_path: str) -> None:
    client = make_client(make_app(api_docs.router, web=WebSettings(root_path=root_path)))
    page = client.get("/docs").text
    addresses = re.findall(r'(?:src|href|data-description)="([^"]+)"', page)
    assert len(addresses) >= 5
    assert all(address.startswith(f"{root_path}/") and not address.startswith("//") for address in addresses)
    assert not re.search(r"<script(?![^>]* src=)", page)


def test_only_styles_are_allowed_more() -> None:
    policy = make_client(make_app(api_docs.router)).get("/docs").headers["content-security-policy"]
    assert "script-src 'self'; style-src 'self' 'unsafe-inline'; " in policy
    assert policy.endswith("frame-ancestors 'none'")


@pytest.mark.parametrize(
    ("file", "media_type"), [("swagger-ui-bundle.js", "text/javascript"), ("swagger-ui.css", "text/css")]
)
def test_swagger_files(file: str, media_type: str) -> None:
    reply = make_client(make_app(api_docs.router)).get(f"/docs/{file}")
    assert reply.headers["content-type"].startswith(media_type)
    assert len(reply.content) > 100_000


@pytest.mark.parametrize("file", ["redoc.standalone.js", "..%2f__init__.py", "%2e%2e/core.py", "x"])
def test_no_other_file(file: str) -> None:
    assert make_client(make_app(api_docs.router)).get(f"/docs/{file}").status_code == 404
