"""Gradio's engine for the chat: a queue that takes questions in turn and streams what there is to show.

Gradio runs in its server mode, without a page of its own (https://gradio.app/guides/server-mode). Of the many routes it
brings, the two that the chat uses can be reached; the rest is behind a fence.

    POST /queue/gradio_api/call/ask             {"data": [turn]} -> {"event_id": "..."}
    GET  /queue/gradio_api/call/ask/<event_id>  server-sent events: "generating" with one `Shown` each, "complete"
"""

import asyncio
import re
import sys
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, cast

import gradio
import gradio.events
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from starlette.requests import HTTPConnection
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.web.chat import Chat, read_turn
from bot.web.metrics import Metrics
from bot.web.rate_limits import RateLimits
from knowledge.schema import Language

if TYPE_CHECKING:
    from gradio.queueing import Queue
    from gradio.routes import App

QUEUE_PATH = "/queue"
ASK_PATH = f"{QUEUE_PATH}/gradio_api/call/ask"

# As many turns as are worth waiting for: at thirty answers a second the last of them waits for ten seconds.
_MAX_WAITING = 300
# Turns that may be in the making; how many are computed at a time is for `LiveBot` to say.
_AT_ONCE = 64
_IDLE_SECONDS = 0.01
_RESULT = re.compile(rf"{ASK_PATH}/[0-9a-f]{{32}}")


# Longer than any turn takes, and than a page waits before it listens.
_KEPT_SECONDS = 120.0
_SWEEP_SECONDS = 5.0


class Leftovers:
    """What Gradio keeps of turns that are over, and would keep for good: each call is a session of its own to it.

    Args:
        queue: Gradio's queue.
        engine: Gradio's app.
        clock: Seconds that only go forward.
    """

    def __init__(self, queue: "Queue", engine: "App", clock: Callable[[], float] = time.monotonic) -> None:
        self._queue = queue
        self._engine = engine
        self._clock = clock
        self._swept_at = clock()
        self._seen_at: dict[str, float] = {}
        self._over: frozenset[str] = frozenset()
        # A record of every call, of which a table is made after each.
        queue.ANALYTICS_MAX_EVENTS = 1
        queue.ANAYLTICS_CACHE_FREQUENCY = sys.maxsize

    def __len__(self) -> int:
        """How many turns Gradio keeps something of."""
        return len(self._queue.pending_event_ids_session)

    def sweep(self) -> None:
        """Forgets turns that were over at the sweep before, and those that nobody has listened to for minutes."""
        now = self._clock()
        if now - self._swept_at < _SWEEP_SECONDS:
            return
        self._swept_at = now
        kept = self._queue.pending_event_ids_session
        over = frozenset(session for session, events in kept.items() if not events)
        self._seen_at = {session: self._seen_at.get(session, now) for session in kept}
        for session, seen_at in tuple(self._seen_at.items()):
            if (session in over and session in self._over) or now - seen_at > _KEPT_SECONDS:
                self._forget(session)
        self._over = over

    def _forget(self, session: str) -> None:
        states = self._engine.state_holder
        for events in self._queue.pending_event_ids_session.pop(session, ()):
            self._engine.iterators_to_reset.discard(events)
        for held in (self._queue.pending_messages_per_session, states.session_data, states.time_last_used):
            if session in held:
                del held[session]
        self._engine.iterators_to_reset.discard(session)
        del self._seen_at[session]


def mount_queue(app: FastAPI, chat: Chat, default_language: Language) -> Leftovers:
    """Puts the chat's queue into an app, at `QUEUE_PATH`; not to be called where a loop runs."""
    # Where no loop runs, Gradio makes one of its own and never closes it.
    return asyncio.run(_mount(app, chat, default_language))


async def _mount(app: FastAPI, chat: Chat, default_language: Language) -> Leftovers:
    # Gradio reads the annotations to know what goes in and out: JSON.
    async def ask(turn: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
        async for shown in chat.take(read_turn(turn, default_language)):
            yield asdict(shown)
        # Gradio sends the last piece twice, as a piece and as the result: a small one, then.
        yield {"kind": "end"}

    with gradio.Blocks(mode="server", analytics_enabled=False) as blocks:
        gradio.events.api(ask, api_name="ask", concurrency_limit=_AT_ONCE)
    blocks.queue(max_size=_MAX_WAITING, api_open=False)
    gradio.mount_gradio_app(
        app,
        blocks,
        path=QUEUE_PATH,
        footer_links=[],
        run_history=False,
        show_error=False,
        enable_monitoring=False,
        max_file_size=0,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
    )
    # It looks for work this often, all day.
    blocks._queue.sleep_when_free = _IDLE_SECONDS
    (engine,) = (route.app for route in app.routes if isinstance(route, Mount) and route.path == QUEUE_PATH)
    return Leftovers(blocks._queue, cast("App", engine))


class QueueFence:
    """Middleware that lets through to Gradio's routes only those that the chat uses, and questions within the limits.

    Args:
        app: What is behind.
        leftovers: What Gradio keeps of turns that are over; swept when others begin.
        limits: How many questions are taken.
        metrics: Where refused ones are counted.
    """

    def __init__(self, app: ASGIApp, leftovers: Leftovers, limits: RateLimits, metrics: Metrics) -> None:
        self._app = app
        self._leftovers = leftovers
        self._limits = limits
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or refuses it."""
        if scope["type"] == "lifespan" or not _is_gradios(scope):
            await self._app(scope, receive, send)
        elif not _is_allowed(scope):
            await JSONResponse({"detail": "Not Found"}, status_code=404)(scope, receive, send)
        elif scope["method"] == "POST" and (refusal := self._limits.take(HTTPConnection(scope))) is not None:
            self._metrics.count_refusal(refusal.action)
            headers = {"Retry-After": str(refusal.retry_after_seconds)}
            await JSONResponse({"detail": "Too Many Requests"}, 429, headers)(scope, receive, send)
        else:
            self._leftovers.sweep()
            await self._app(scope, receive, send)


def _path(scope: Scope) -> str:
    return str(scope["path"]).removeprefix(str(scope.get("root_path", "")))


def _is_gradios(scope: Scope) -> bool:
    path = _path(scope)
    return path == QUEUE_PATH or path.startswith(f"{QUEUE_PATH}/")


def _is_allowed(scope: Scope) -> bool:
    if scope["type"] != "http":
        return False
    path = _path(scope)
    return (scope["method"] == "POST" and path == ASK_PATH) or (
        scope["method"] == "GET" and _RESULT.fullmatch(path) is not None
    )
