"""The chat in other sites' pages: the script that puts it there, and a page that shows how."""

import json
from functools import cache
from importlib.resources import files

from fastapi import APIRouter, Request
from fastapi.responses import Response

from bot.phrasing import phrase
from bot.web.guarding import content_policy
from bot.web.parts import parts_of
from knowledge.schema import LANGUAGES

_LABELS = ("open", "close", "title")

router = APIRouter(include_in_schema=False)


@router.get("/embed.js")
def send_script() -> Response:
    """The script that other sites' pages load."""
    # Long enough for a visit, short enough for a change to arrive the same day.
    return Response(
        _write_script(), media_type="text/javascript; charset=utf-8", headers={"Cache-Control": "public, max-age=3600"}
    )


@router.get("/demo")
def show_demo(request: Request) -> Response:
    """A made-up municipality's page with the chat in it, and the line to copy."""
    parts = parts_of(request)
    base = f"{request.url.scheme}://{request.url.netloc}{parts.pages.url('')}"
    snippet = f'<script src="{base}/embed.js" data-language="{parts.pages.language(request)}" async></script>'
    page = parts.pages.render(
        "embed_demo.html", request, snippet=snippet, embed_origins=parts.settings.web.embed_origins
    )
    page.headers["Content-Security-Policy"] = content_policy("'none'", frame_src="'self'")
    return page


@cache
def _write_script() -> str:
    """The script with its phrases, in a scope of its own so that it meets no name of the page's."""
    labels = {language: {name: phrase(language, f"frame_button.{name}") for name in _LABELS} for language in LANGUAGES}
    source = (files("bot.web") / "static" / "embed.js").read_text(encoding="utf-8")
    return f'(() => {{\n"use strict";\n{source}\nputChat({json.dumps(labels)});\n}})();\n'
