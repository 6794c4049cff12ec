"""The visitors, for locust, which reads this file: `python -m locust -f visitors.py Visitor`. Its only user.

https://docs.locust.io/en/stable/writing-a-locustfile.html
"""

import itertools
import threading
import time
from argparse import ArgumentParser
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urljoin

# Before all that opens a connection: it puts its own way of waiting in the place of threads.
from locust import FastHttpUser, events, task
from locust.env import Environment
from locust.exception import StopUser

from evals.load.conversations import Conversation, load_conversations
from evals.load.replies import (
    find_documents,
    find_page_language,
    find_static_files,
    read_api_reply,
    read_chat_reply,
    read_event_id,
)
from evals.load.schema import (
    API_ANSWER,
    CHAT_ANSWER,
    DOCUMENT_PAGE,
    QUEUED,
    START_PAGE,
    STATIC_FILE,
    STREAM,
    TimedRequest,
)
from index.json_form import to_json
from knowledge.schema import LANGUAGES, Language

_ASK = "/queue/gradio_api/call/ask"
_API = "/api/v1/ask"
# People read a page or an answer before they go on.
_READING_SECONDS = (3.0, 10.0)
_READS_A_DOCUMENT = 0.3
_MOST_CONVERSATIONS = 3
# Of ten who come, one is a program that calls the API.
_PEOPLE, _PROGRAMS = 9, 1
_TIMEOUT_SECONDS = 60.0

_numbers = itertools.count()


class _Person(FastHttpUser):
    """Somebody with a browser, who asks in one language."""

    abstract = True
    network_timeout = connection_timeout = _TIMEOUT_SECONDS

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        # The same visitors in every run, and no two alike.
        self._random = Random(next(_numbers))
        self._conversations = _load_conversations()
        self._pace = float(_option(environment, "pace"))

    def wait_time(self) -> float:
        """Seconds of reading before the next request."""
        return self._pace * self._random.uniform(*_READING_SECONDS)

    def _at(self, link: str) -> str:
        return urljoin(f"{self.host}/", link)

    def _read(self) -> None:
        self.wait()  # type: ignore[no-untyped-call]

    def _open(self, language: Language) -> None:
        """Opens the start page in a browser that has not been here before."""
        self.client.cookiejar.clear()
        with self.client.get("/", name=START_PAGE, headers=_headers(language), catch_response=True) as response:
            page = response.text or ""
            if response.status_code == 200 and find_page_language(page) != language:
                response.failure(f"a page in {find_page_language(page)!r} for somebody who reads another language")
        for address in find_static_files(page):
            self.client.get(self._at(address), name=STATIC_FILE, headers=_headers(language))

    def _ask(self, question: str, history: Conversation, language: Language) -> tuple[str, ...]:
        """Asks in the chat; the addresses of the documents that the answer links to."""
        started_at, start = time.time(), time.perf_counter()
        turn = {
            "question": question,
            "history": list(history),
            "page_language": language,
            "turn": len(history) + 1,
        }
        error: str | None = "the question was not taken"
        found: tuple[str, ...] = ()
        response = self.client.post(_ASK, json={"data": [turn]}, name=QUEUED, headers=_headers(language))
        event_id = read_event_id(response.text or "") if response.status_code == 200 else None
        if event_id is not None:
            stream = self.client.get(f"{_ASK}/{event_id}", name=STREAM, headers=_headers(language))
            reply = read_chat_reply(stream.text or "")
            error, found = reply.error, find_documents(reply.html)
        self.environment.events.request.fire(
            request_type="chat",
            name=CHAT_ANSWER,
            start_time=started_at,
            response_time=1000 * (time.perf_counter() - start),
            response_length=0,
            exception=RuntimeError(error) if error else None,
            context={},
        )
        return found


class Visitor(_Person):
    """One visitor after the other: a visit, a pause, somebody else's visit."""

    @task(_PEOPLE)
    def visit(self) -> None:
        """Opens the page, reads, asks, reads on; at times follows up, or looks at a page that is cited."""
        language = self._random.choice(LANGUAGES)
        self._open(language)
        for conversation in self._choose(language):
            for number, question in enumerate(conversation):
                self._read()
                documents = self._ask(question, conversation[:number], language)
                if documents and self._random.random() < _READS_A_DOCUMENT:
                    self._read()
                    address = self._random.choice(documents)
                    self.client.get(self._at(address), name=DOCUMENT_PAGE, headers=_headers(language))

    @task(_PROGRAMS)
    def call_api(self) -> None:
        """Asks through the HTTP API, one question after the other."""
        for conversation in self._choose(self._random.choice(LANGUAGES)):
            for number, question in enumerate(conversation):
                asked = {"question": question, "history": list(conversation[:number])}
                with self.client.post(_API, json=asked, name=API_ANSWER, catch_response=True) as response:
                    if response.status_code == 200 and (error := read_api_reply(response.text or "").error):
                        response.failure(error)
                self._read()

    def _choose(self, language: Language) -> list[Conversation]:
        return self._random.sample(self._conversations[language], self._random.randint(1, _MOST_CONVERSATIONS))


class Crowd(_Person):
    """Many who open the page, wait until all of them have, and ask at the same moment; then locust ends."""

    @task
    def ask_together(self) -> None:
        """Asks once, with all the others."""
        language = self._random.choice(LANGUAGES)
        self._open(language)
        together = _gather(int(_option(self.environment, "num_users")))
        together.wait(_TIMEOUT_SECONDS)
        self._ask(self._random.choice(self._conversations[language])[0], (), language)
        if together.wait(_TIMEOUT_SECONDS) == 0 and self.environment.runner is not None:
            # From outside of the visitors, whose end it waits for.
            threading.Thread(target=self.environment.runner.quit).start()
        raise StopUser


@events.init_command_line_parser.add_listener  # type: ignore[untyped-decorator]
def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--results", metavar="FILE", required=True)
    parser.add_argument("--pace", type=float, default=1.0)


@events.init.add_listener  # type: ignore[untyped-decorator]
def _record_requests(environment: Environment, **_: Any) -> None:
    """Writes every request to the file of results, one a line."""
    results = Path(_option(environment, "results")).open("wb")  # noqa: SIM115  # open as long as locust runs

    def record(name: str, start_time: float, response_time: float, exception: BaseException | None, **_: Any) -> None:
        error = None if exception is None else str(exception) or type(exception).__name__
        request = TimedRequest(kind=name, started_at=start_time, seconds=response_time / 1000, error=error)
        results.write(to_json(request) + b"\n")

    environment.events.request.add_listener(record)  # type: ignore[no-untyped-call]
    environment.events.quit.add_listener(lambda **_: results.close())  # type: ignore[no-untyped-call]


@cache
def _load_conversations() -> Mapping[Language, tuple[Conversation, ...]]:
    return load_conversations()


@cache
def _gather(visitors: int) -> threading.Barrier:
    return threading.Barrier(visitors)


def _headers(language: Language) -> dict[str, str]:
    return {"Accept-Language": language}


def _option(environment: Environment, name: str) -> str:
    return str(getattr(environment.parsed_options, name))
