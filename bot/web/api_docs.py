"""The description of the HTTP API for programs (OpenAPI), and as a page that loads nothing from elsewhere."""

from functools import cache
from importlib import metadata
from importlib.resources import files
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse, Response

from bot.web import api, health
from bot.web.guarding import content_policy
from bot.web.parts import parts_of

# The package that brings the files of Swagger UI 5, which are all that is used of it.
_SWAGGER_PACKAGE = "fastapi_offline"
_MEDIA_TYPES = {"swagger-ui-bundle.js": "text/javascript", "swagger-ui.css": "text/css"}
# Swagger UI writes style attributes, as no other page of ours does.
_POLICY = content_policy("'none'", style_src="'self' 'unsafe-inline'")

router = APIRouter(include_in_schema=False)


@router.get("/openapi.json")
def describe_api(request: Request) -> JSONResponse:
    """The HTTP API and the health routes as OpenAPI."""
    return JSONResponse({**_describe(), "servers": [{"url": parts_of(request).pages.url("") or "/"}]})


@router.get("/docs")
def show_docs(request: Request) -> Response:
    """The same as a page to read and try."""
    page = parts_of(request).pages.render("api_docs.html", request)
    page.headers["Content-Security-Policy"] = _POLICY
    return page


@router.get("/docs/{file}")
def send_swagger_file(file: str) -> Response:
    """A file of Swagger UI."""
    if file not in _MEDIA_TYPES:
        raise HTTPException(404)
    # It changes with an upgrade only.
    headers = {"Cache-Control": "public, max-age=86400"}
    return Response(_read_swagger_file(file), media_type=_MEDIA_TYPES[file], headers=headers)


@cache
def _describe() -> dict[str, Any]:
    try:
        version = metadata.version("lykbot")
    except metadata.PackageNotFoundError:
        version = "0"
    return get_openapi(
        title="lykbot",
        version=version,
        summary="Answers about Finnish municipalities in UNICEF's Child-Friendly Municipality model, with citations",
        description="Questions in Finnish, Swedish or English are answered from the municipalities' own pages.",
        routes=[*api.router.routes, *health.router.routes],
    )


@cache
def _read_swagger_file(file: str) -> bytes:
    return (files(_SWAGGER_PACKAGE) / "static" / file).read_bytes()
