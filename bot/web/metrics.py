"""What is counted while lykbot is served, for Prometheus. No label holds anything a visitor wrote."""

import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Literal, cast

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.process_collector import ProcessCollector
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.schema import Answer, AnswerStatus
from bot.web.rate_limits import LimitedAction

Verdict = Literal["up", "down", "missing"]

_STAGE_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
# With one of these a proxy passes on a visitor's request.
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")


class Metrics:
    """The figures of one app.

    Args:
        is_ready: Whether questions can be answered now.
    """

    def __init__(self, is_ready: Callable[[], bool] = lambda: True) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._questions = Counter(
            "lykbot_questions", "Questions", ("language", "topic", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "lykbot_answer_stage_seconds",
            "Seconds that the stages of an answer took",
            ("stage",),
            buckets=_STAGE_SECONDS,
            registry=self._registry,
        )
        self._feedback = Counter("lykbot_feedback", "Verdicts on answers", ("verdict",), registry=self._registry)
        self._refused = Counter(
            "lykbot_rate_limited", "What was refused as too much in a minute", ("action",), registry=self._registry
        )
        self._in_flight = Gauge("lykbot_requests_in_flight", "Requests under way", registry=self._registry)
        ready = Gauge("lykbot_ready", "1 when questions can be answered", registry=self._registry)
        ready.set_function(lambda: float(is_ready()))

    def observe(self, answer: Answer) -> None:
        """Counts an answer, and the seconds of the stages it came to."""
        self._questions.labels(answer.language, name_topic(answer), answer.status.value).inc()
        for stage, seconds in asdict(answer.seconds).items():
            if seconds > 0:
                self._seconds.labels(stage).observe(seconds)

    def count_feedback(self, verdict: Verdict) -> None:
        """Counts a verdict on an answer."""
        self._feedback.labels(verdict).inc()

    def count_refusal(self, action: LimitedAction) -> None:
        """Counts something that was refused because there was too much of it."""
        self._refused.labels(action.value).inc()

    def begin_request(self) -> None:
        """Counts a request as under way."""
        self._in_flight.inc()

    def end_request(self) -> None:
        """Counts a request as done."""
        self._in_flight.dec()

    def write(self) -> bytes:
        """All figures, as Prometheus reads them."""
        return generate_latest(self._registry)


def name_topic(answer: Answer) -> str:
    """What an answer is about: contacts, timeline, goals, several of them, other; none where nothing is answered."""
    if answer.status is not AnswerStatus.ANSWERED:
        return "none"
    lists: Mapping[str, object] = {"contacts": answer.contacts, "timeline": answer.events, "goals": answer.goals}
    topics = [topic for topic, facts in lists.items() if facts]
    return topics[0] if len(topics) == 1 else "several" if topics else "other"


class CountRequests:
    """Middleware that counts the requests under way.

    Args:
        app: What answers.
        metrics: Where they are counted.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        self._metrics.begin_request()
        try:
            await self._app(scope, receive, send)
        finally:
            self._metrics.end_request()


router = APIRouter(include_in_schema=False)


@router.get("/metrics")
async def show_metrics(request: Request) -> Response:
    """The figures, for programs on this machine."""
    if not _comes_from_this_machine(request):
        return PlainTextResponse("The figures are shown on this machine only: ask 127.0.0.1 directly.\n", 403)
    figures = cast(Metrics, request.app.state.parts.metrics)
    return Response(figures.write(), headers={"content-type": CONTENT_TYPE_LATEST})


def _comes_from_this_machine(request: Request) -> bool:
    """Whether a request was sent here, and not to a proxy here by somebody elsewhere."""
    if request.client is None or any(name in request.headers for name in _FORWARDED):
        return False
    try:
        address = ipaddress.ip_address(request.client.host)
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_loopback
