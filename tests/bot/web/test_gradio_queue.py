"""The chat's way through Gradio's queue, and the fence before everything else that Gradio brings."""

import json
from collections.abc import AsyncIterator, Iterator
from typing import cast

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.settings import WebSettings
from bot.web.chat import Chat, Shown, Turn
from bot.web.gradio_queue import ASK_PATH, Leftovers, QueueFence, mount_queue
from bot.web.metrics import Metrics
from bot.web.rate_limits import RateLimits


class FakeChat:
    """Shows a stage, then the question as the answer; keeps the turns."""

    def __init__(self) -> None:
        self.turns: list[Turn] = []

    async def take(self, turn: Turn) -> AsyncIterator[Shown]:
        self.turns.append(turn)
        yield Shown(kind="stage", text="Reading")
        yield Shown(kind="answer", text=turn.question.text, language="sv", status="answered")


@pytest.fixture
def chat() -> FakeChat:
    return FakeChat()


def make_client(chat: FakeChat, visitor_limit: int = 100) -> TestClient:
    app = FastAPI()
    leftovers = app.state.leftovers = mount_queue(app, cast(Chat, chat), "fi")
    limits = RateLimits(WebSettings(visitor_limit=visitor_limit))
    app.add_middleware(QueueFence, leftovers=leftovers, limits=limits, metrics=Metrics())
    return TestClient(app, client=("192.0.2.1", 5000))


@pytest.fixture
def client(chat: FakeChat) -> Iterator[TestClient]:
    with make_client(chat) as client:
        yield client


def ask(client: TestClient, turn: object) -> list[tuple[str, object]]:
    """The events of a turn, each with its data."""
    event_id = client.post(ASK_PATH, json={"data": [turn]}).json()["event_id"]
    body = client.get(f"{ASK_PATH}/{event_id}").text
    events = [block.split("\n") for block in body.strip().split("\n\n")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in events]


def test_what_a_turn_shows_is_streamed(client: TestClient, chat: FakeChat) -> None:
    events = ask(client, {"question": "Vilka är målen i Åbo?", "page_language": "sv", "turn": 3})
    assert [name for name, _ in events] == ["generating", "generating", "generating", "complete"]
    shown = [data[0] for _, data in events]  # type: ignore[index]  # lists of one
    assert [one["kind"] for one in shown] == ["stage", "answer", "end", "end"]
    assert shown[1]["text"] == "Vilka är målen i Åbo?"
    assert (chat.turns[0].number, chat.turns[0].page_language) == (3, "sv")


def test_several_turns_at_once_keep_apart(client: TestClient) -> None:
    ids = [
        client.post(ASK_PATH, json={"data": [{"question": f"question {number}"}]}).json()["event_id"]
        for number in range(5)
    ]
    for number, event_id in enumerate(ids):
        assert f'"question {number}"' in client.get(f"{ASK_PATH}/{event_id}").text


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/queue"),
        ("GET", "/queue/"),
        ("GET", "/queue/config"),
        ("GET", "/queue/gradio_api/info"),
        ("GET", "/queue/gradio_api/file=/etc/passwd"),
        ("GET", "/queue/gradio_api/file/etc/passwd"),
        ("GET", "/queue/file=/etc/passwd"),
        ("GET", "/queue/gradio_api/proxy=http://127.0.0.1/"),
        ("POST", "/queue/gradio_api/upload"),
        ("POST", "/queue/gradio_api/queue/join"),
        ("POST", "/queue/gradio_api/run/ask"),
        ("POST", "/queue/gradio_api/vibe-edit"),
        ("GET", "/queue/gradio_api/queue/data"),
        ("GET", "/queue/gradio_api/startup-events"),
        ("GET", "/queue/monitoring"),
        ("GET", "/queue/gradio_api/call/ask/../../file=/etc/passwd"),
        ("GET", f"{ASK_PATH}/not-an-id"),
        ("GET", ASK_PATH),
        ("PUT", ASK_PATH),
        ("POST", f"{ASK_PATH}/"),
    ],
)
def test_everything_else_of_gradio_is_not_there(client: TestClient, method: str, path: str) -> None:
    assert client.request(method, path).status_code == 404


def test_what_is_no_call_is_refused(client: TestClient, chat: FakeChat) -> None:
    bodies: tuple[object, ...] = ({}, {"data": []}, [], "x", {"data": [1]}, {"data": [["a"]]})
    for body in bodies:
        response = client.post(ASK_PATH, json=body)
        if response.status_code == 200:
            text = client.get(f"{ASK_PATH}/{response.json()['event_id']}").text
            assert "Traceback" not in text and "site-packages" not in text
    assert all(isinstance(turn.question.text, str) for turn in chat.turns)


def test_too_many_questions_have_to_wait(chat: FakeChat) -> None:
    with make_client(chat, visitor_limit=2) as client:
        statuses = [client.post(ASK_PATH, json={"data": [{"question": "x"}]}).status_code for _ in range(3)]
        refused = client.post(ASK_PATH, json={"data": [{"question": "x"}]})
    assert statuses == [200, 200, 429]
    assert 0 < int(refused.headers["Retry-After"]) <= 60


# --- What is left of turns ---


class Clock:
    """Seconds that a test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def swept(chat: FakeChat) -> Iterator[tuple[TestClient, Leftovers, Clock]]:
    with make_client(chat) as client:
        leftovers, clock = cast(FastAPI, client.app).state.leftovers, Clock()
        leftovers._clock, leftovers._swept_at = clock, 0.0
        yield client, leftovers, clock


def test_a_turn_that_is_over_leaves_nothing(swept: tuple[TestClient, Leftovers, Clock]) -> None:
    client, leftovers, clock = swept
    for number in range(3):
        ask(client, {"question": str(number)})
    assert len(leftovers) == 3
    for seconds in (6, 12):
        clock.now = seconds
        leftovers.sweep()
    assert len(leftovers) == 0
    engine = leftovers._engine
    assert len(engine.state_holder.session_data) == len(engine.state_holder.time_last_used) == 0
    assert len(leftovers._queue.pending_messages_per_session) == len(engine.iterators_to_reset) == 0
    assert len(leftovers._queue.event_analytics) <= 1


def test_a_turn_that_nobody_listens_to_is_kept_for_minutes_only(swept: tuple[TestClient, Leftovers, Clock]) -> None:
    client, leftovers, clock = swept
    client.post(ASK_PATH, json={"data": [{"question": "x"}]})
    for seconds in (6, 12, 100):
        clock.now = seconds
        leftovers.sweep()
    assert len(leftovers) == 1
    clock.now = 200
    leftovers.sweep()
    assert len(leftovers) == 0


def test_a_turn_is_answered_in_spite_of_sweeping(swept: tuple[TestClient, Leftovers, Clock]) -> None:
    client, leftovers, clock = swept
    event_id = client.post(ASK_PATH, json={"data": [{"question": "still here"}]}).json()["event_id"]
    for seconds in (6, 12):
        clock.now = seconds
        leftovers.sweep()
    assert "still here" in client.get(f"{ASK_PATH}/{event_id}").text


def test_sweeping_is_not_done_at_every_question(swept: tuple[TestClient, Leftovers, Clock]) -> None:
    client, leftovers, clock = swept
    ask(client, {"question": "x"})
    for seconds in (1, 2, 3):
        clock.now = seconds
        leftovers.sweep()
    assert len(leftovers) == 1
