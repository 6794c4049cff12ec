"""A member of staff in an app with the pages of feedback, searching and evaluation, for their tests."""

import html
import re
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from starlette.testclient import TestClient

from bot.answering import Bot
from bot.evaluating_apart import Evaluations
from bot.keeping.audit import AuditAction
from bot.keeping.database import Database
from bot.keeping.feedback import FeedbackLog
from bot.settings import Settings
from bot.web.staff import evaluation, feedback, searching
from tests.bot.eval_files import fake_command
from tests.bot.web.staff.staff_app import PASSWORD, StaffApp, make_app, read_token

NAME = "anna"


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """The app, what its pages work with, and the browser of somebody who is logged in."""

    app: StaffApp
    settings: Settings
    database: Database
    feedback: FeedbackLog
    evaluations: Evaluations
    browser: TestClient

    def stranger(self) -> TestClient:
        """The browser of somebody who is not logged in."""
        return self.app.browser()

    def token(self) -> str:
        """The token for forms."""
        return read_token(self.browser.get("/staff/audit").text)

    def send(self, path: str, **fields: object) -> Any:
        """What a form of ours is answered."""
        return self.browser.post(path, data={"csrf_token": self.token(), **fields})

    def audited(self) -> list[tuple[str, AuditAction, str, str]]:
        """What was written down since the login, oldest first."""
        lines = reversed(self.app.audit.lines(100, 0))
        found = [(line.account, line.action, line.subject, line.detail) for line in lines]
        return [line for line in found if line[1] is not AuditAction.LOGGED_IN]


def log_in(bot: Bot, folder: Path, *, language: str = "en", ending: str = "wait", root_path: str = "") -> Staff:
    """Somebody logged in to a new app.

    Args:
        bot: What answers.
        folder: Where everything is kept.
        language: What their browser asks for.
        ending: How an evaluation ends that they start: see `tests.bot.eval_files.fake_command`.
        root_path: The path prefix.
    """
    settings = Settings(index_dir=folder / "index", cache_dir=folder / "cache", data_dir=folder)
    app = make_app(folder, root_path=root_path)
    database = Database(folder / "lykbot.sqlite")
    parts: SimpleNamespace = app.app.state.parts
    parts.settings, parts.live = settings, SimpleNamespace(bot=bot)
    parts.feedback = FeedbackLog(database)
    parts.evaluations = Evaluations(settings, command=fake_command(2, ending))
    for area in (feedback, searching, evaluation):
        app.app.include_router(area.router)
    app.accounts.add(NAME, PASSWORD)
    browser = app.browser(**{"Accept-Language": language})
    token = read_token(browser.get(f"{root_path}/staff/login").text)
    fields = {"name": NAME, "password": PASSWORD, "csrf_token": token}
    assert browser.post(f"{root_path}/staff/login", data=fields).status_code == 303
    return Staff(
        app=app,
        settings=settings,
        database=database,
        feedback=parts.feedback,
        evaluations=parts.evaluations,
        browser=browser,
    )


def text_of(page: str) -> str:
    """What a page shows below its header."""
    shown = re.sub(r"<[^>]*>", " ", page.partition("<main")[2].partition("</main>")[0])
    return " ".join(html.unescape(shown).split())
