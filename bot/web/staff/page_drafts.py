"""Texts that staff look at before they become pages: held in memory, a few of them, for a while, by whom they are."""

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.preparing_page import PreparedPage
from bot.web.staff.page_form import PageForm

MAX_DRAFTS = 20
KEPT_SECONDS = 30 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDraft:
    """A text as it was brought, and the page it becomes; None when it cannot become one as it is.

    ``suffix`` says how it is written, ".md" or ".txt"; ``form`` what was said of it.
    """

    account: str
    text: str
    suffix: str
    form: PageForm
    page: PreparedPage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    draft: PageDraft
    until: float


class PageDrafts:
    """The drafts, each under a key that nobody can guess; what is too old or too many is forgotten, the oldest first.

    Args:
        clock: Seconds that only go forward.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._held: dict[str, _Held] = {}
        self._lock = threading.Lock()

    def keep(self, draft: PageDraft) -> str:
        """The key under which a draft is found again."""
        key = secrets.token_urlsafe(16)
        with self._lock:
            self._forget_old()
            # In the order in which they came.
            for oldest in list(self._held)[: max(0, len(self._held) - MAX_DRAFTS + 1)]:
                del self._held[oldest]
            self._held[key] = _Held(draft=draft, until=self._clock() + KEPT_SECONDS)
        return key

    def find(self, account: str, key: str) -> PageDraft | None:
        """The draft of an account under a key; None when there is none, or not any more."""
        with self._lock:
            self._forget_old()
            held = self._held.get(key)
        return held.draft if held is not None and held.draft.account == account else None

    def drop(self, key: str) -> None:
        """Forgets a draft."""
        with self._lock:
            self._held.pop(key, None)

    def _forget_old(self) -> None:
        now = self._clock()
        self._held = {key: held for key, held in self._held.items() if held.until > now}
