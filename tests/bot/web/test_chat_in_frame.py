"""The script for other sites' pages and the page that shows it; how both work in a browser is tested end to end."""

import json
import re

import pytest

from bot.phrasing import phrase
from bot.settings import WebSettings
from bot.web import chat_in_frame
from knowledge.schema import LANGUAGES
from tests.bot.web.small_app import make_app, make_client


def test_script() -> None:
    reply = make_client(make_app(chat_in_frame.router)).get("/embed.js")
    assert reply.headers["content-type"] == "text/javascript; charset=utf-8"
    assert reply.headers["cross-origin-resource-policy"] == "cross-origin"
    assert reply.headers["cache-control"] == "public, max-age=3600"
    found = re.search(r"^putChat\((.+)\);$", reply.text, re.MULTILINE)
    assert found is not None
    labels = json.loads(found[1])
    assert set(labels) == set(LANGUAGES)
    assert labels["sv"]["open"] == phrase("sv", "frame_button.open")


def test_script_keeps_to_itself() -> None:
    script = make_client(make_app(chat_in_frame.router)).get("/embed.js").text
    assert script.startswith('(() => {\n"use strict";\n')
    assert script.endswith("})();\n")
    for word in ("cookie", "localStorage", "innerHTML", 'setAttribute("style"', "eval"):
        assert word not in re.sub(r"(?m)^\s*//.*$", "", script)


@pytest.mark.parametrize(
    ("web", "address", "line"),
    [
        (WebSettings(), "http://127.0.0.1:7860", "http://127.0.0.1:7860/embed.js"),
        (WebSettings(root_path="/lykbot"), "https://kunta.example", "https://kunta.example/lykbot/embed.js"),
    ],
)
def test_line_to_copy(web: WebSettings, address: str, line: str) -> None:
    reply = make_client(make_app(chat_in_frame.router, web=web), address=address).get("/demo?lang=sv")
    assert f"&lt;script src=&#34;{line}&#34; data-language=&#34;sv&#34; async&gt;&lt;/script&gt;" in reply.text
    assert f'<script src="{web.root_path}/embed.js" data-language="sv" async></script>' in reply.text


def test_an_address_made_up_by_a_visitor_stays_text() -> None:
    client = make_client(make_app(chat_in_frame.router))
    reply = client.get("/demo", headers={"Host": 'x"><img src=y>'})
    assert "<img" not in reply.text


def test_demo_may_show_the_chat_and_may_not_be_shown_itself() -> None:
    policy = make_client(make_app(chat_in_frame.router)).get("/demo").headers["content-security-policy"]
    assert "; frame-src 'self'; frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_demo_says_who_may_show_the_chat() -> None:
    client = make_client(make_app(chat_in_frame.router))
    assert "LYKBOT_EMBED_ORIGINS" in client.get("/demo").text
    web = WebSettings(embed_origins=("https://kunta.example",))
    page = make_client(make_app(chat_in_frame.router, web=web)).get("/demo").text
    assert "<li>https://kunta.example</li>" in page
    assert "LYKBOT_EMBED_ORIGINS" not in page
