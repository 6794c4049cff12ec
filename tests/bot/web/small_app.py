"""An app with some of the real routes and stand-ins behind them, and a way to call it byte by byte."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient
from starlette.types import ASGIApp, Message

from bot.errors import NotReadyError
from bot.live import LiveState
from bot.schema import Answer, AnswerStatus, Question, Stage, StageSeconds
from bot.settings import WebSettings
from bot.web.error_replies import add_error_replies
from bot.web.guarding import guard
from bot.web.metrics import Metrics
from bot.web.rate_limits import RateLimits
from bot.web.templating import Pages


def make_answer(question: Question, text: str = "Kyllä. [1]\n\nJa ei.") -> Answer:
    return Answer(
        question=question.text,
        language=question.language or "fi",
        status=AnswerStatus.NOT_IN_SOURCES,
        text=text,
        seconds=StageSeconds(understand=0.25, retrieve=0.5),
    )


class FakeLive:
    """Answers at once, or says that it cannot; keeps what it was asked."""

    def __init__(
        self,
        state: LiveState = LiveState.READY,
        *,
        records: object = None,
        answer: Callable[[Question], Answer] = make_answer,
        is_busy: bool = False,
    ) -> None:
        self.state = state
        self.reason = "" if state is LiveState.READY else "there is no index in /some/folder: run `lykbot build` first"
        self.asked: list[Question] = []
        self._records = records
        self._answer = answer
        self._is_busy = is_busy

    def is_ready(self) -> bool:
        return self.state is LiveState.READY

    @property
    def bot(self) -> SimpleNamespace:
        if not self.is_ready():
            raise NotReadyError(self.reason)
        return SimpleNamespace(records=self._records)

    async def ask(self, question: Question, report_stage: Callable[[Stage], None] = lambda stage: None) -> Answer:
        self.asked.append(question)
        if self._is_busy:
            raise NotReadyError("lykbot has too much to do at the moment")
        return await asyncio.to_thread(self._answer_aloud, question, report_stage)

    async def run(self, compute: Callable[..., Any], *args: object) -> Any:
        return await asyncio.to_thread(compute, *args)

    def _answer_aloud(self, question: Question, report_stage: Callable[[Stage], None]) -> Answer:
        report_stage("retrieve")
        report_stage("compose")
        return self._answer(question)


def make_app(*routers: APIRouter, live: FakeLive | None = None, web: WebSettings | None = None) -> FastAPI:
    """An app of some routers, guarded as the real one is."""
    web = web or WebSettings()
    live = live or FakeLive()
    metrics = Metrics(is_ready=live.is_ready)
    app = FastAPI(openapi_url=None)
    app.state.parts = SimpleNamespace(
        live=live,
        metrics=metrics,
        limits=RateLimits(web),
        pages=Pages("fi", web.root_path),
        settings=SimpleNamespace(web=web),
    )
    for router in routers:
        app.include_router(router)
    add_error_replies(app)
    guard(app, web, metrics)
    return app


def make_client(app: ASGIApp, host: str = "127.0.0.1", address: str = "http://127.0.0.1") -> TestClient:
    """A client at an address."""
    return TestClient(app, base_url=address, client=(host, 50000), follow_redirects=False)


@dataclass
class RawReply:
    """What an app sent."""

    messages: list[Message] = field(default_factory=list)

    @property
    def status(self) -> int:
        return int(self.messages[0]["status"])

    @property
    def headers(self) -> dict[str, str]:
        return {name.decode(): value.decode() for name, value in self.messages[0]["headers"]}

    @property
    def body(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.messages[1:])


def call(
    app: ASGIApp,
    path: str,
    *,
    method: str = "GET",
    headers: Sequence[tuple[str, str]] = (),
    chunks: Iterable[bytes] = (),
    scheme: str = "http",
    query: str = "",
) -> RawReply:
    """What an app sends for a request whose body comes in chunks."""
    reply = RawReply()
    waiting = [*chunks] or [b""]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": scheme,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 80),
    }

    async def receive() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(0), "more_body": bool(waiting)}
        # Whoever asked waits for the reply.
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        reply.messages.append(message)

    async def answer() -> None:
        await app(scope, receive, send)

    asyncio.run(answer())
    return reply
