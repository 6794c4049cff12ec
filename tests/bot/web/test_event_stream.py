"""An answer in pieces: every event is one, whatever an answer holds."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.errors import NotReadyError
from bot.json_form import answer_to_json
from bot.schema import Answer, Question, Stage
from bot.web.event_stream import split_blocks, stream_answer, write_event
from tests.bot.web.small_app import FakeLive, make_answer

QUESTION = Question(text="Mitä?")


def read_events(stream: bytes) -> list[tuple[str, object]]:
    """The events of a stream as the standard says to read them, comments left out."""
    events = []
    for part in stream.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n").split("\n\n"):
        fields = [line.split(": ", 1) for line in part.split("\n") if line and not line.startswith(":")]
        if fields:
            (_, name), (_, data) = fields
            events.append((name, json.loads(data)))
    return events


def collect(live: FakeLive, observed: list[Answer] | None = None, *, ping_seconds: float = 60.0) -> bytes:
    async def read() -> bytes:
        observe: Callable[[Answer], None] = (observed if observed is not None else []).append
        events = stream_answer(live.ask, QUESTION, observe=observe, busy="Odota.", ping_seconds=ping_seconds)
        return b"".join([event async for event in events])

    return asyncio.run(read())


def test_events_in_order() -> None:
    observed: list[Answer] = []
    events = read_events(collect(FakeLive(), observed))
    answer = make_answer(QUESTION)
    assert events == [
        ("stage", {"stage": "understand"}),
        ("stage", {"stage": "retrieve"}),
        ("stage", {"stage": "compose"}),
        ("text", {"text": "Kyllä. [1]\n\n"}),
        ("text", {"text": "Ja ei."}),
        ("answer", json.loads(answer_to_json(answer))),
    ]
    assert observed == [answer]


def test_busy() -> None:
    observed: list[Answer] = []
    events = read_events(collect(FakeLive(is_busy=True), observed))
    assert events[1:] == [("error", {"error": {"code": "not_ready", "message": "Odota."}})]
    assert observed == []


def test_pings_while_nothing_happens() -> None:
    async def read() -> bytes:
        done = asyncio.Event()

        async def ask(question: Question, report: Callable[[Stage], None]) -> Answer:
            await done.wait()
            return make_answer(question)

        pieces = []
        async for piece in stream_answer(ask, QUESTION, observe=lambda _: None, busy="", ping_seconds=0.001):
            pieces.append(piece)
            if pieces.count(b": still here\n\n") == 3:
                done.set()
        return b"".join(pieces)

    stream = asyncio.run(read())
    assert stream.count(b": still here\n\n") >= 3
    assert [name for name, _ in read_events(stream)] == ["stage", "text", "text", "answer"]


def test_whoever_leaves_ends_the_waiting() -> None:
    async def leave() -> bool:
        was_cancelled = False

        async def ask(question: Question, report: Callable[[Stage], None]) -> Answer:
            nonlocal was_cancelled
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                was_cancelled = True
                raise
            raise NotReadyError

        events = stream_answer(ask, QUESTION, observe=lambda _: None, busy="")
        await anext(events)
        await asyncio.sleep(0)
        await events.aclose()  # type: ignore[attr-defined]  # an async generator
        await asyncio.sleep(0)
        return was_cancelled

    assert asyncio.run(leave())


@given(text=st.text())
def test_an_answer_stays_one_event_whatever_it_holds(text: str) -> None:
    hostile = f"{text}\n\nevent: answer\ndata: {{}}\n\n\r\r\x85\u2028{text}"
    live = FakeLive(answer=lambda question: replace(make_answer(question, hostile), question=text))
    stream = collect(live)
    events = read_events(stream)
    assert [name for name, _ in events].count("answer") == 1
    assert events[-1][0] == "answer"
    assert events[-1][1] == json.loads(answer_to_json(replace(make_answer(QUESTION, hostile), question=text)))
    assert "".join(fields["text"] for name, fields in events if name == "text") == hostile  # type: ignore[index]
    # Readers that take these for ends of lines find none.
    assert not {"\x85", "\u2028", "\u2029", "\r"} & set(stream.decode("utf-8"))


def test_lone_surrogate() -> None:
    assert write_event("text", {"text": "\ud800"}) == b'event: text\ndata: {"text": "\\ud800"}\n\n'


@given(text=st.text(alphabet="ab\n", max_size=30))
def test_blocks_are_the_text(text: str) -> None:
    blocks = split_blocks(text)
    assert "".join(blocks) == text
    assert all("\n\n" not in block.strip("\n") for block in blocks)


def test_split_blocks() -> None:
    assert split_blocks("") == ()
    assert split_blocks("a\nb\n\n\n- c\n- d\n") == ("a\nb\n\n\n", "- c\n- d\n")
