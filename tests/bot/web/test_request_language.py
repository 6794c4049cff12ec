"""Which language a page opens in."""

import pytest
from fastapi import Request
from hypothesis import given
from hypothesis import strategies as st

from bot.web.request_language import find_language, prefer_language, read_language
from knowledge.schema import LANGUAGES


def request(*, query: str = "", accept: str = "", cookie: str = "") -> Request:
    headers = [(b"accept-language", accept.encode("latin-1", "replace")), (b"cookie", cookie.encode())]
    return Request({"type": "http", "headers": headers, "query_string": query.encode(), "path": "/"})


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("sv-FI,sv;q=0.9,fi;q=0.8,en;q=0.7", "sv"),
        ("de-DE, en;q=0.3, fi;q=0.4", "fi"),
        ("fi;q=0, en;q=0.1", "en"),
        ("SV", "sv"),
        ("en;q=0.5, sv;q=0.5", "en"),
        ("*", None),
        ("", None),
        ("de", None),
        ("swe, finnish", None),
        ("sv;q=2, fi;q=0.2", "fi"),
    ],
)
def test_prefer_language(header: str, language: str | None) -> None:
    assert prefer_language(header) == language


@given(st.text())
def test_any_header_names_one_of_ours_or_none(header: str) -> None:
    assert prefer_language(header) in (None, *LANGUAGES)


@pytest.mark.parametrize(("text", "language"), [("fi", "fi"), ("FI", None), ("", None), (None, None), ("../en", None)])
def test_read_language(text: str | None, language: str | None) -> None:
    assert read_language(text) == language


def test_the_address_goes_before_the_choice_and_the_choice_before_the_browser() -> None:
    cookie = "lykbot_language=fi"
    assert find_language(request(query="lang=en", cookie=cookie, accept="sv"), "sv") == "en"
    assert find_language(request(query="lang=xx", cookie=cookie, accept="sv"), "sv") == "fi"
    assert find_language(request(accept="sv"), "fi") == "sv"
    assert find_language(request(accept="de", cookie="lykbot_language=de"), "fi") == "fi"
