"""The whole app over a small index with a model by hand, for tests of its routes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.answering import Bot
from bot.settings import Settings, WebSettings
from bot.web.app import create_app, make_parts
from bot.web.parts import WebParts
from index.folder import make_current
from tests.bot.sheets import all_sheets, open_sheets

# What a browser sends with a form of one of our pages.
FROM_OUR_PAGE = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "en"}


@contextmanager
def open_small_bot(folder: Path) -> Iterator[Bot]:
    """A bot over the pages of Kuopio, Vaasa, Salo and the model."""
    with open_sheets(all_sheets(), folder) as index:
        yield Bot(index)


def make_settings(folder: Path, web: WebSettings | None = None) -> Settings:
    """Settings of an app whose files are in a folder of the test's, with an index that is said to be there."""
    settings = Settings(
        index_dir=folder / "index",
        cache_dir=folder / "cache",
        data_dir=folder / "data",
        web=web or WebSettings(visitor_limit=1000),
    )
    settings.index_dir.mkdir(parents=True, exist_ok=True)
    make_current(settings.index_dir, "made-by-hand")
    return settings


def make_app(bot: Bot, settings: Settings) -> FastAPI:
    """The app with this bot, ready to answer."""
    parts = make_parts(settings, lambda settings: bot)
    parts.live.reload()
    return create_app(parts)


def visit(app: FastAPI, prefix: str = "") -> TestClient:
    """A visitor's client."""
    return TestClient(app, base_url=f"http://lykbot.test{prefix}", client=("192.0.2.1", 5000), follow_redirects=False)


def parts_in(app: FastAPI) -> WebParts:
    """The parts of an app."""
    parts = app.state.parts
    assert isinstance(parts, WebParts)
    return parts
