"""What a visitor reads out of replies: answers, and the addresses of what a browser or a reader fetches next.

Chat answers are server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.schema import AnswerStatus

_STATUSES = frozenset(status.value for status in AnswerStatus)
# Of a page: what a browser fetches with it. An answer's links to the pages it cites, whatever the path before them.
_STATIC_FILE = re.compile(r'(?:href|src)="([^"]*/static/[^"]+)"')
_DOCUMENT = re.compile(r'href="([^"]*/documents/[^"#]+)')
_LANGUAGE = re.compile(r'<html[^>]* lang="([^"]*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer as the chat or the API gives it: its HTML, "" where it has none, and what is wrong with it."""

    html: str
    error: str | None


def read_event_id(text: str) -> str | None:
    """The id of a question put into the queue; None where the reply has none."""
    reply = _read_json(text)
    event_id = reply.get("event_id") if isinstance(reply, dict) else None
    return event_id if isinstance(event_id, str) else None


def read_chat_reply(stream: str) -> Reply:
    """The answer of a stream that has ended; one without an answer or without `complete` is wrong."""
    events = list(_read_events(stream))
    if not any(name == "complete" for name, _ in events):
        last = events[-1][0] if events else "nothing"
        return Reply(html="", error=f"the stream ended without `complete`, after `{last}`")
    pieces = [
        piece for _, data in events for piece in (data if isinstance(data, list) else []) if isinstance(piece, dict)
    ]
    shown = next((piece for piece in pieces if piece.get("kind") in ("answer", "failed")), None)
    if shown is None:
        return Reply(html="", error="the stream holds no answer")
    if shown.get("kind") == "failed":
        return Reply(html="", error=f"no answer: {shown.get('text')}")
    return Reply(html=str(shown.get("html", "")), error=_find_fault(shown.get("status")))


def read_api_reply(text: str) -> Reply:
    """The answer that the HTTP API gives."""
    reply = _read_json(text)
    if not isinstance(reply, dict):
        return Reply(html="", error="the reply is no JSON object")
    return Reply(html="", error=_find_fault(reply.get("status")))


def find_static_files(page: str) -> tuple[str, ...]:
    """The addresses of the files a browser fetches with a page, each once, in the page's order."""
    return _find(_STATIC_FILE, page)


def find_documents(answer_html: str) -> tuple[str, ...]:
    """The addresses of the documents an answer links to, each once, in its order."""
    return _find(_DOCUMENT, answer_html)


def find_page_language(page: str) -> str | None:
    """The language a page says it is in; None where it says nothing."""
    found = _LANGUAGE.search(page)
    return found[1] if found else None


def _find(pattern: re.Pattern[str], page: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(html.unescape(address) for address in pattern.findall(page)))


def _find_fault(status: object) -> str | None:
    if not isinstance(status, str) or status not in _STATUSES:
        return f"the answer's status is {status!r}"
    return f"the answer's status is {status}" if AnswerStatus(status).is_failure else None


def _read_events(stream: str) -> Iterator[tuple[str, object]]:
    """Name and data of each event, data that is no JSON as None."""
    # Only these three end a line of the format; splitlines knows more.
    for block in re.sub(r"\r\n?", "\n", stream).split("\n\n"):
        fields = [line.partition(":") for line in block.split("\n")]
        name = next((value.strip() for field, _, value in fields if field == "event"), "")
        if name:
            yield name, _read_json("\n".join(value.removeprefix(" ") for field, _, value in fields if field == "data"))


def _read_json(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return None
