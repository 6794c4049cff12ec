"""Visitors and all of them together may ask so often in a minute, and forgetting them takes no help."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import HTTPConnection

from bot.settings import WebSettings
from bot.web.rate_limits import LimitedAction, MovingWindow, RateLimits, name_visitor


class Clock:
    """Time that stands still unless it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def connect(host: str | None) -> HTTPConnection:
    return HTTPConnection({"type": "http", "headers": [], "client": None if host is None else (host, 1)})


def make_limits(visitor: int, overall: int) -> tuple[RateLimits, Clock]:
    clock = Clock()
    return RateLimits(WebSettings(visitor_limit=visitor, overall_limit=overall), clock), clock


def test_a_visitor_waits_until_the_oldest_question_is_a_minute_old() -> None:
    limits, clock = make_limits(visitor=2, overall=100)
    assert limits.take(connect("192.0.2.1")) is None
    clock.now += 20
    assert limits.take(connect("192.0.2.1")) is None
    clock.now += 10.5
    refusal = limits.take(connect("192.0.2.1"))
    assert refusal is not None
    assert (refusal.retry_after_seconds, refusal.is_overall) == (30, False)
    assert limits.take(connect("192.0.2.2")) is None
    clock.now += 29.5
    assert limits.take(connect("192.0.2.1")) is None


def test_refused_questions_do_not_count() -> None:
    limits, clock = make_limits(visitor=1, overall=100)
    assert limits.take(connect("192.0.2.1")) is None
    for _ in range(5):
        clock.now += 11
        assert limits.take(connect("192.0.2.1")) is not None
    clock.now += 5
    assert limits.take(connect("192.0.2.1")) is None


def test_all_together() -> None:
    limits, _ = make_limits(visitor=2, overall=3)
    assert [limits.take(connect(f"192.0.2.{i}")) for i in range(3)] == [None, None, None]
    refusal = limits.take(connect("192.0.2.9"))
    assert refusal is not None
    assert (refusal.retry_after_seconds, refusal.is_overall) == (60, True)


def test_feedback_and_lists_are_counted_by_themselves() -> None:
    limits, _ = make_limits(visitor=1, overall=1)
    for action in LimitedAction:
        assert limits.take(connect("192.0.2.1"), action) is None
    refusal = limits.take(connect("192.0.2.1"))
    assert refusal is not None and refusal.action is LimitedAction.QUESTION
    assert limits.take(connect("192.0.2.1"), LimitedAction.FEEDBACK) is None


def test_visitors_of_long_ago_are_forgotten() -> None:
    clock = Clock()
    window = MovingWindow(30, clock)
    for i in range(10_000):
        window.count(f"192.0.{i}")
        clock.now += 1
        window.wait_seconds("")
    assert len(window) == 59


@given(gaps=st.lists(st.floats(0, 90), max_size=60), limit=st.integers(1, 5))
def test_never_more_than_the_limit_in_any_minute(gaps: list[float], limit: int) -> None:
    clock = Clock()
    taken: list[float] = []
    window = MovingWindow(limit, clock)
    for gap in gaps:
        clock.now += gap
        wait_seconds = window.wait_seconds("a")
        recent = [time for time in taken if time + 60 > clock.now]
        assert (wait_seconds > 0) is (len(recent) >= limit)
        if wait_seconds == 0:
            window.count("a")
            taken.append(clock.now)


@pytest.mark.parametrize(
    ("host", "visitor"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
        ("testclient", "unknown"),
        (None, "unknown"),
    ],
)
def test_name_visitor(host: str | None, visitor: str) -> None:
    assert name_visitor(connect(host)) == visitor


def test_sentence() -> None:
    limits, clock = make_limits(visitor=1, overall=1)
    limits.take(connect("192.0.2.1"))
    refusal = limits.take(connect("192.0.2.1"))
    clock.now += 58.5
    from_all = limits.take(connect("192.0.2.2"))
    assert refusal is not None and from_all is not None
    assert refusal.sentence("sv") == "Du har skickat mycket på kort tid. Vänta 60 sekunder och försök igen."
    assert from_all.sentence("en") == "Many people are asking just now. Please wait 2 seconds and try again."
