"""Alive is not ready: ready means that questions are answered."""

import pytest

from bot.live import LiveState
from bot.web import health
from tests.bot.web.small_app import FakeLive, make_app, make_client


@pytest.mark.parametrize("state", LiveState)
def test_alive_whatever_the_state(state: LiveState) -> None:
    reply = make_client(make_app(health.router, live=FakeLive(state))).get("/healthz")
    assert (reply.status_code, reply.text) == (200, "ok\n")


def test_ready() -> None:
    reply = make_client(make_app(health.router)).get("/readyz")
    assert (reply.status_code, reply.json()) == (200, {"state": "ready"})


@pytest.mark.parametrize("state", [LiveState.STARTING, LiveState.NO_INDEX, LiveState.FAILED])
def test_not_ready_says_why(state: LiveState) -> None:
    reply = make_client(make_app(health.router, live=FakeLive(state))).get("/readyz")
    assert reply.status_code == 503
    assert reply.json()["state"] == state.value
    assert "lykbot build" in reply.json()["reason"]
    assert int(reply.headers["retry-after"]) > 0


def test_heads() -> None:
    client = make_client(make_app(health.router, live=FakeLive(LiveState.NO_INDEX)))
    assert (client.head("/healthz").status_code, client.head("/readyz").status_code) == (200, 503)
