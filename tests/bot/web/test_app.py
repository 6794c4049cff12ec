"""The app as a whole: what each area answers, what stands around it, and that it starts and stops its parts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from bot.answering import Bot
from bot.settings import WebSettings
from tests.bot.web.served_app import make_app, make_settings, open_small_bot, parts_in, visit


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with open_small_bot(tmp_path_factory.mktemp("sheets")) as bot:
        yield bot


@pytest.fixture(scope="module")
def app(bot: Bot, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    return make_app(bot, make_settings(tmp_path_factory.mktemp("app")))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/healthz", 200),
        ("/readyz", 200),
        ("/docs", 200),
        ("/openapi.json", 200),
        ("/demo", 200),
        ("/embed.js", 200),
        ("/static/chat.js", 200),
        ("/api/v1/documents", 200),
        ("/api/v1/facts", 200),
        # Closed as long as there is no account.
        ("/staff", 403),
        ("/staff/documents", 403),
        ("/staff/search", 403),
        ("/staff/feedback", 403),
        ("/staff/unanswered", 403),
        ("/staff/evaluation", 403),
        ("/staff/audit", 403),
        ("/queue/config", 404),
        ("/static/../app.py", 404),
        ("/nothing", 404),
    ],
)
def test_what_is_where(app: FastAPI, path: str, status: int) -> None:
    response = visit(app).get(path)
    assert response.status_code == status
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/", "/lykbot/"])
def test_behind_a_prefix_stripped_or_not(bot: Bot, tmp_path: Path, path: str) -> None:
    client = visit(make_app(bot, make_settings(tmp_path, WebSettings(root_path="/lykbot"))))
    assert 'href="/lykbot/static/base.css' in client.get(path).text
    assert client.get(f"{path}healthz").text == "ok\n"


def test_serving_starts_and_stops_the_parts(bot: Bot, tmp_path: Path) -> None:
    app = make_app(bot, make_settings(tmp_path))
    with visit(app) as client:
        assert client.get("/readyz").status_code == 200
    with pytest.raises(RuntimeError, match="shutdown"):
        parts_in(app).live._threads.submit(print)
