"""An answer as server-sent events, while it is being made.

Format: https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

from bot.errors import NotReadyError
from bot.json_form import answer_to_json
from bot.schema import Answer, Question, Stage

MEDIA_TYPE = "text/event-stream"
# Proxies give up on a connection that says nothing for a minute or so.
PING_SECONDS = 10.0
_PING = b": still here\n\n"
# A block of Markdown with the empty lines behind it.
_BLOCK = re.compile(r".+?(?:\n{2,}|\Z)", re.DOTALL)
# Not the ends of lines that the format knows, but of those that some readers do.
_LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})

Ask = Callable[[Question, Callable[[Stage], None]], Awaitable[Answer]]


async def stream_answer(
    ask: Ask,
    question: Question,
    *,
    observe: Callable[[Answer], None],
    busy: str,
    ping_seconds: float = PING_SECONDS,
) -> AsyncIterator[bytes]:
    """The events of an answer: ``stage`` as each begins, ``text`` block by block, ``answer``; or ``error``.

    Args:
        ask: Answers a question and reports its stages, those from any thread.
        question: What is asked.
        observe: Told about the answer.
        busy: What is said when there is no answer in time.
        ping_seconds: After how long a silence the connection is kept awake.
    """
    loop = asyncio.get_running_loop()
    stages: asyncio.Queue[Stage | None] = asyncio.Queue()

    def report(stage: Stage) -> None:
        # The loop may have ended before the answer was given up.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(stages.put_nowait, stage)

    answering = asyncio.ensure_future(ask(question, report))
    answering.add_done_callback(lambda _: stages.put_nowait(None))
    try:
        yield write_event("stage", {"stage": "understand"})
        while True:
            try:
                stage = await asyncio.wait_for(stages.get(), ping_seconds)
            except TimeoutError:
                yield _PING
                continue
            if stage is None:
                break
            yield write_event("stage", {"stage": stage})
        try:
            answer = answering.result()
        except NotReadyError:
            yield write_event("error", {"error": {"code": "not_ready", "message": busy}})
            return
        observe(answer)
        for block in split_blocks(answer.text):
            yield write_event("text", {"text": block})
        yield _write_event("answer", answer_to_json(answer))
    finally:
        # Whoever asked may have gone.
        answering.cancel()


def split_blocks(text: str) -> tuple[str, ...]:
    """The blocks of a Markdown text, which joined are the text; none of an empty one."""
    return tuple(_BLOCK.findall(text))


def write_event(name: str, fields: object) -> bytes:
    """An event whose data is JSON on one line."""
    return _write_event(name, json.dumps(fields, ensure_ascii=False).translate(_LINE_ENDS))


def _write_event(name: str, json_text: str) -> bytes:
    # A line end inside of JSON stands between its parts, never in a text.
    data = "".join(line.lstrip(" ") for line in json_text.split("\n"))
    return f"event: {name}\ndata: {data}\n\n".encode("utf-8", errors="backslashreplace")
