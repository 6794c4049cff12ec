"""What the pages work with; built once, in `bot.web.app`, and found at ``request.app.state.parts``."""

from dataclasses import dataclass
from typing import cast

from fastapi import Request

from bot.evaluating_apart import Evaluations
from bot.keeping.accounts import Accounts
from bot.keeping.audit import AuditLog
from bot.keeping.database import Database
from bot.keeping.feedback import FeedbackLog
from bot.live import LiveBot
from bot.page_shelf import PageShelf
from bot.rebuilding import Rebuilder
from bot.settings import Settings
from bot.web.chat import Chat
from bot.web.metrics import Metrics
from bot.web.rate_limits import RateLimits
from bot.web.staff.page_drafts import PageDrafts
from bot.web.staff.sessions import Sessions
from bot.web.templating import Pages


@dataclass(frozen=True, slots=True, kw_only=True)
class WebParts:
    """The parts that routes share."""

    settings: Settings
    database: Database
    live: LiveBot
    chat: Chat
    pages: Pages
    metrics: Metrics
    limits: RateLimits
    accounts: Accounts
    sessions: Sessions
    audit: AuditLog
    feedback: FeedbackLog
    shelf: PageShelf
    drafts: PageDrafts
    rebuilder: Rebuilder
    evaluations: Evaluations


def parts_of(request: Request) -> WebParts:
    """The parts of the app that a request came to."""
    return cast(WebParts, request.app.state.parts)
