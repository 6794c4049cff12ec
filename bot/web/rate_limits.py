"""How often one visitor, and all of them together, may ask in a minute."""

import ipaddress
import math
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from starlette.requests import HTTPConnection

from bot.phrasing import phrase
from bot.settings import WebSettings
from knowledge.schema import Language

WINDOW_SECONDS = 60.0
# Nobody gives feedback, or reads the lists of the HTTP API, oftener than this by hand or by a sensible program.
_FEEDBACK_A_MINUTE, _ALL_FEEDBACK_A_MINUTE = 20, 300
_LISTS_A_MINUTE, _ALL_LISTS_A_MINUTE = 60, 1200
_EVERYBODY = ""


class LimitedAction(StrEnum):
    """What is counted by itself."""

    QUESTION = "question"
    FEEDBACK = "feedback"
    LIST = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class TooMany:
    """That there has been too much of something; ``is_overall`` says that it was not this visitor alone."""

    action: LimitedAction
    retry_after_seconds: int
    is_overall: bool

    def sentence(self, language: Language) -> str:
        """What the visitor is told."""
        key = "api.too_many_from_all" if self.is_overall else "api.too_many_from_you"
        return phrase(language, key, seconds=self.retry_after_seconds)


class MovingWindow:
    """Counts, by key, what happened in the last minute.

    What is older is forgotten, and a key with it, so that many visitors in a day take no more memory than those of a
    minute. (The in-memory store of the package limits keeps every key for good.)

    Args:
        limit: How often each key may occur in a minute.
        clock: Seconds that only go forward.
    """

    def __init__(self, limit: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = limit
        self._clock = clock
        # By the latest occurrence, oldest first.
        self._times: OrderedDict[str, deque[float]] = OrderedDict()

    def __len__(self) -> int:
        """How many keys it holds."""
        return len(self._times)

    def wait_seconds(self, key: str) -> float:
        """How long until a key may occur again; 0 when it may now."""
        now = self._clock()
        self._forget(now)
        times = self._times.get(key)
        if times is None or len(times) < self._limit:
            return 0.0
        return max(times[0] + WINDOW_SECONDS - now, 0.0)

    def count(self, key: str) -> None:
        """Counts one occurrence, now."""
        # Only the latest ones decide, so that no more than these are kept.
        self._times.setdefault(key, deque(maxlen=self._limit)).append(self._clock())
        self._times.move_to_end(key)

    def _forget(self, now: float) -> None:
        while self._times:
            key, times = next(iter(self._times.items()))
            if times[-1] + WINDOW_SECONDS > now:
                return
            del self._times[key]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Limits:
    visitors: MovingWindow
    everybody: MovingWindow


class RateLimits:
    """The limits in force, and who has used how much of them; safe to use from several threads.

    Args:
        settings: The limits on questions.
        clock: Seconds that only go forward.
    """

    def __init__(self, settings: WebSettings, clock: Callable[[], float] = time.monotonic) -> None:
        allowed = {
            LimitedAction.QUESTION: (settings.visitor_limit, settings.overall_limit),
            LimitedAction.FEEDBACK: (_FEEDBACK_A_MINUTE, _ALL_FEEDBACK_A_MINUTE),
            LimitedAction.LIST: (_LISTS_A_MINUTE, _ALL_LISTS_A_MINUTE),
        }
        self._limits = {
            action: _Limits(visitors=MovingWindow(one, clock), everybody=MovingWindow(everybody, clock))
            for action, (one, everybody) in allowed.items()
        }
        self._lock = threading.Lock()

    def take(self, request: HTTPConnection, action: LimitedAction = LimitedAction.QUESTION) -> TooMany | None:
        """Counts an action of a visitor; None when it is allowed, else why not, and then it is not counted."""
        limits, visitor = self._limits[action], name_visitor(request)
        with self._lock:
            for window, key in ((limits.visitors, visitor), (limits.everybody, _EVERYBODY)):
                wait_seconds = window.wait_seconds(key)
                if wait_seconds > 0:
                    return TooMany(
                        action=action,
                        retry_after_seconds=math.ceil(wait_seconds),
                        is_overall=window is limits.everybody,
                    )
            limits.visitors.count(visitor)
            limits.everybody.count(_EVERYBODY)
        return None


def name_visitor(request: HTTPConnection) -> str:
    """Whom a request counts for: its address, of which IPv6 gives one household 2^64; "unknown" without any."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(address), 64), strict=False))
