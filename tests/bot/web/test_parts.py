"""Routes find the parts of the app that they belong to."""

from types import SimpleNamespace

from fastapi import Request

from bot.web.parts import parts_of


def test_parts_of() -> None:
    app = SimpleNamespace(state=SimpleNamespace(parts="the parts"))
    assert parts_of(Request({"type": "http", "app": app})) == "the parts"  # type: ignore[comparison-overlap]  # a stand-in
