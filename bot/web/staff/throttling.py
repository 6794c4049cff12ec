"""How fast one may try to log in: after a few failures one waits, and with each further one twice as long."""

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from bot.keeping.accounts import MAX_NAME_CHARS, fold_name

FREE_FAILURES = 5
FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 30, 900
# Of failures so long ago no account is taken; longer than the longest wait.
FORGET_AFTER_SECONDS = 3600
MAX_KEPT = 10_000


@dataclass(slots=True, kw_only=True)
class _Failures:
    """How often it failed in a row, when last, and until when no attempt is let through, by the throttle's clock."""

    count: int = 0
    last_at: float = 0.0
    wait_until: float = 0.0


class LoginThrottle:
    """Counts failures by client address and by account name, in memory; safe to use from several threads.

    Args:
        clock: Seconds from any fixed moment.
        max_kept: Addresses, and names, that are remembered; beyond them those go that tried longest ago.
    """

    def __init__(self, *, clock: Callable[[], float] = time.monotonic, max_kept: int = MAX_KEPT) -> None:
        self._clock = clock
        self._max_kept = max_kept
        self._lock = Lock()
        # Apart, so that trying many names does not push out an address.
        self._addresses: OrderedDict[str, _Failures] = OrderedDict()
        self._names: OrderedDict[str, _Failures] = OrderedDict()

    def begin(self, address: str, name: str) -> int:
        """The whole seconds to wait before another attempt; 0 when this one may go on.

        An attempt that goes on counts as a failure until `succeed`: many at once do not slip through together.
        """
        with self._lock:
            now = self._clock()
            found = (self._recall(self._addresses, _network(address)), self._recall(self._names, _name_key(name)))
            wait = max(failures.wait_until for failures in found) - now
            if wait > 0:
                return math.ceil(wait)
            for failures in found:
                _count(failures, now)
            return 0

    def succeed(self, address: str, name: str) -> None:
        """Forgets the failures of an address and a name, for which the password was right."""
        with self._lock:
            self._addresses.pop(_network(address), None)
            self._names.pop(_name_key(name), None)

    def _recall(self, kept: OrderedDict[str, _Failures], key: str) -> _Failures:
        failures = kept.setdefault(key, _Failures())
        kept.move_to_end(key)
        while len(kept) > self._max_kept:
            kept.popitem(last=False)
        return failures


def _count(failures: _Failures, now: float) -> None:
    if now - failures.last_at > FORGET_AFTER_SECONDS:
        failures.count = 0
    failures.count += 1
    failures.last_at = now
    if failures.count >= FREE_FAILURES:
        # Bounded before it is raised: a number of a thousand digits takes its time too.
        doublings = min(failures.count - FREE_FAILURES, 20)
        failures.wait_until = now + min(FIRST_WAIT_SECONDS * 2**doublings, LONGEST_WAIT_SECONDS)


def _network(address: str) -> str:
    """The network that one client has to itself: an IPv6 address is one of very many that a client may choose from."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(parsed), 64), strict=False))


def _name_key(name: str) -> str:
    return fold_name(name[: MAX_NAME_CHARS + 1])
