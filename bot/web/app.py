"""The web app: its parts, its routes, and what stands around them."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.resources import as_file, files

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from bot.answering import Bot
from bot.assembly import BotOpener
from bot.evaluating_apart import Evaluations
from bot.keeping.accounts import Accounts
from bot.keeping.audit import AuditLog
from bot.keeping.database import Database
from bot.keeping.feedback import FeedbackLog
from bot.keeping.secret import load_secret
from bot.live import LiveBot
from bot.page_shelf import PageShelf
from bot.rebuilding import Rebuilder
from bot.settings import Settings
from bot.web import api, api_docs, chat_in_frame, health, metrics, visitor
from bot.web.chat import Chat
from bot.web.error_replies import add_error_replies
from bot.web.gradio_queue import QueueFence, mount_queue
from bot.web.guarding import guard
from bot.web.parts import WebParts
from bot.web.rate_limits import RateLimits
from bot.web.staff import documents, evaluation, feedback, login, searching
from bot.web.staff.page_drafts import PageDrafts
from bot.web.staff.sessions import RefusedRequest, Sessions, answer_refused
from bot.web.templating import Pages


def make_parts(settings: Settings, open_bot: Callable[[Settings], Bot] | None = None) -> WebParts:
    """The parts, none of them started.

    Args:
        settings: Where things are, and how lykbot is served.
        open_bot: Opens the index in force; by default as everywhere.

    Raises:
        KeepingError: What staff keep cannot be opened.
    """
    database = Database(settings.data_dir / "lykbot.sqlite")
    accounts = Accounts(database)
    live = LiveBot(settings, open_bot or BotOpener())
    pages = Pages(settings.default_language, settings.web.root_path)
    counted = metrics.Metrics(is_ready=live.is_ready)
    return WebParts(
        settings=settings,
        database=database,
        live=live,
        chat=Chat(live, pages, counted),
        pages=pages,
        metrics=counted,
        limits=RateLimits(settings.web),
        accounts=accounts,
        sessions=Sessions(accounts, load_secret(settings.data_dir)),
        audit=AuditLog(database),
        feedback=FeedbackLog(database),
        shelf=PageShelf(settings.pages_dir),
        drafts=PageDrafts(),
        rebuilder=Rebuilder(settings, live),
        evaluations=Evaluations(settings),
    )


def create_app(parts: WebParts) -> FastAPI:
    """The app that shows these parts; it starts them when it is served and stops them afterwards."""
    app = FastAPI(
        title="lykbot",
        summary="Questions about Finnish child-friendly municipalities, answered with citations",
        # bot.web.api_docs has pages of its own for these.
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        lifespan=_run,
    )
    app.state.parts = parts
    for part in (api, api_docs, chat_in_frame, health, metrics, visitor):
        app.include_router(part.router)
    for area in (login, documents, feedback, searching, evaluation):
        app.include_router(area.router)
    with as_file(files("bot.web") / "static") as folder:
        app.mount("/static", StaticFiles(directory=folder), name="static")
    leftovers = mount_queue(app, parts.chat, parts.settings.default_language)
    add_error_replies(app)
    app.add_exception_handler(RefusedRequest, answer_refused)
    # The last one added is the first that a request comes to: what guards all routes stands before the queue's fence.
    app.add_middleware(QueueFence, leftovers=leftovers, limits=parts.limits, metrics=parts.metrics)
    guard(app, parts.settings.web, parts.metrics)
    return app


@asynccontextmanager
async def _run(app: FastAPI) -> AsyncIterator[None]:
    parts: WebParts = app.state.parts
    parts.live.start()
    yield
    parts.rebuilder.close()
    parts.evaluations.close()
    parts.live.close()
    parts.database.close()
