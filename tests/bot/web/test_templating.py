"""Pages are escaped, in the reader's language, and their addresses hold behind a path prefix."""

from collections.abc import Mapping

import pytest
from fastapi import Request
from jinja2 import UndefinedError
from markupsafe import Markup

from bot.web.templating import Pages, static_version
from knowledge.schema import LANGUAGES, Language


def request(path: str = "/", query: str = "", accept: str = "en", method: str = "GET") -> Request:
    return Request(
        {
            "type": "http",
            "method": method,
            "path": path,
            "root_path": "",
            "query_string": query.encode(),
            "headers": [(b"accept-language", accept.encode()), (b"host", b"lykbot.fi")],
        }
    )


def text_of(response_body: bytes | memoryview) -> str:
    return bytes(response_body).decode("utf-8")


def show(pages: Pages, request: Request, title: str = "T", text: str = "x") -> str:
    return text_of(pages.render("message.html", request, title=title, text=text).body)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_in_the_readers_language(language: Language) -> None:
    html = show(Pages("fi"), request(accept=language))
    words: Mapping[Language, str] = {"fi": "Etusivulle", "sv": "Till startsidan", "en": "To the front page"}
    assert f'<html lang="{language}">' in html and words[language] in html


def test_what_comes_from_outside_is_text() -> None:
    html = show(Pages("fi"), request(), title='<img src=x onerror="alert(1)">', text="</p><script>")
    assert "<img" not in html and "<script>" not in html
    assert "&lt;img src=x onerror=&#34;alert(1)&#34;&gt;" in html


def test_what_a_template_wrote_is_not_escaped_again() -> None:
    part = Pages("fi").write("message.html", "en", title="<b>", text="", language_links=())
    shown: object = part
    assert isinstance(shown, Markup)
    assert "&lt;b&gt;" in part


def test_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="title"):
        Pages("fi").render("message.html", request(), text="x")


def test_addresses_stand_behind_the_prefix() -> None:
    html = show(Pages("fi", "/lykbot"), request(path="/lykbot/staff"))
    assert 'href="/lykbot/"' in html
    assert f'href="/lykbot/static/base.css?v={static_version("base.css")}"' in html
    assert 'href="/lykbot/language/sv?next=%2Fstaff"' in html


def test_a_language_link_leads_back_to_the_page() -> None:
    html = show(Pages("fi"), request(path="/documents/a.fi", query="from=1&to=2&lang=en"))
    assert 'href="/language/fi?next=%2Fdocuments%2Fa.fi%3Ffrom%3D1%26to%3D2"' in html


@pytest.mark.parametrize(("query", "method"), [("frame=1", "GET"), ("x=1", "POST")])
def test_where_no_cookie_helps_the_address_carries_the_language(query: str, method: str) -> None:
    assert f'href="/?{query}&amp;lang=sv"' in show(Pages("fi"), request(query=query, method=method))


def test_the_version_of_a_static_file_is_its_own() -> None:
    assert static_version("base.css") != static_version("chat.css")
