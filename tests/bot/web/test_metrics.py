"""What is counted, under which bounded labels, and who may see it."""

import asyncio
from typing import Any

import pytest

from bot.schema import Answer, AnswerContact, AnswerEvent, AnswerGoal, AnswerStatus, Question, StageSeconds
from bot.web import metrics as metrics_module
from bot.web.metrics import CountRequests, Metrics, name_topic
from bot.web.rate_limits import LimitedAction
from tests.bot.web.small_app import FakeLive, call, make_answer, make_app, make_client

CONTACT = AnswerContact(
    name="A", role=None, role_original=None, phone=None, phone_as_written=None, email=None, municipality=None
)
EVENT = AnswerEvent(
    date=None, end_date=None, precision=None, kind="visit", is_plan=False, date_text="", text="", municipality=None
)
GOAL = AnswerGoal(number=1, text="", text_original=None, theme=None, owner="municipality", municipality=None)


def answered(**facts: Any) -> Answer:
    return Answer(question="?", language="sv", status=AnswerStatus.ANSWERED, text="", **facts)


def lines(metrics: Metrics) -> list[str]:
    return metrics.write().decode().splitlines()


@pytest.mark.parametrize(
    ("answer", "topic"),
    [
        (answered(contacts=(CONTACT,)), "contacts"),
        (answered(events=(EVENT,)), "timeline"),
        (answered(goals=(GOAL, GOAL)), "goals"),
        (answered(goals=(GOAL,), contacts=(CONTACT,)), "several"),
        (answered(), "other"),
        (make_answer(Question(text="?")), "none"),
    ],
)
def test_name_topic(answer: Answer, topic: str) -> None:
    assert name_topic(answer) == topic


def test_answers_are_counted_without_what_was_asked() -> None:
    metrics = Metrics()
    answer = answered(contacts=(CONTACT,), seconds=StageSeconds(understand=0.02, retrieve=0.3))
    metrics.observe(answer)
    metrics.observe(answer)
    metrics.observe(make_answer(Question(text='Salaisuus" 1\n')))
    written = lines(metrics)
    assert 'lykbot_questions_total{language="sv",status="answered",topic="contacts"} 2.0' in written
    assert 'lykbot_questions_total{language="fi",status="unanswerable_not_in_sources",topic="none"} 1.0' in written
    assert 'lykbot_answer_stage_seconds_sum{stage="understand"} 0.29' in written
    assert 'lykbot_answer_stage_seconds_count{stage="retrieve"} 3.0' in written
    assert not any("compose" in line or "Salaisuus" in line for line in written)


def test_other_counts() -> None:
    is_ready = False
    metrics = Metrics(is_ready=lambda: is_ready)
    metrics.count_feedback("down")
    metrics.count_refusal(LimitedAction.QUESTION)
    assert 'lykbot_feedback_total{verdict="down"} 1.0' in lines(metrics)
    assert 'lykbot_rate_limited_total{action="question"} 1.0' in lines(metrics)
    assert "lykbot_ready 0.0" in lines(metrics)
    is_ready = True
    assert "lykbot_ready 1.0" in lines(metrics)


def test_two_apps_count_apart() -> None:
    one, other = Metrics(), Metrics()
    one.count_feedback("up")
    assert not any("verdict" in line for line in lines(other))


def test_requests_under_way() -> None:
    metrics = Metrics()
    seen: list[str] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        seen.extend(line for line in lines(metrics) if line.startswith("lykbot_requests_in_flight"))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        asyncio.run(CountRequests(app, metrics)({"type": "http"}, None, None))  # type: ignore[arg-type]  # unused
    assert seen == ["lykbot_requests_in_flight 1.0"]
    assert "lykbot_requests_in_flight 0.0" in lines(metrics)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_shown_on_this_machine(host: str) -> None:
    reply = make_client(make_app(metrics_module.router), host).get("/metrics")
    assert reply.status_code == 200
    assert reply.headers["content-type"].startswith("text/plain; version=")
    assert "lykbot_ready 1.0" in reply.text


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "unknown"])
def test_not_shown_elsewhere(host: str) -> None:
    reply = make_client(make_app(metrics_module.router), host).get("/metrics")
    assert reply.status_code == 403
    assert "lykbot_" not in reply.text


@pytest.mark.parametrize("name", ["X-Forwarded-For", "Forwarded", "X-Real-IP"])
def test_not_shown_through_a_proxy_on_this_machine(name: str) -> None:
    app = make_app(metrics_module.router, live=FakeLive())
    assert call(app, "/metrics", headers=[(name, "for=192.0.2.1")]).status == 403
