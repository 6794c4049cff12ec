"""What is answered when something cannot be: JSON under /api, elsewhere a page, both in the asker's language."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.errors import NotReadyError
from bot.live import LiveState
from bot.phrasing import phrase
from bot.web.parts import parts_of
from bot.web.path_prefix import path_within
from bot.web.request_language import read_language
from knowledge.errors import LykbotError
from knowledge.schema import Language

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What is said of a status: to programs, and the phrases for people."""

    code: str
    title: str
    sentence: str


_INVALID = _Words(code="invalid_request", title="api.invalid_title", sentence="api.invalid")
_WORDS: Mapping[int, _Words] = {
    400: _INVALID,
    403: _Words(code="forbidden", title="page.forbidden_title", sentence="page.forbidden"),
    404: _Words(code="not_found", title="page.not_found_title", sentence="page.not_found"),
    405: _Words(code="method_not_allowed", title="api.wrong_method_title", sentence="api.wrong_method"),
    413: _Words(code="too_large", title="api.too_large_title", sentence="api.too_large"),
    422: _INVALID,
    429: _Words(code="too_many_requests", title="page.too_many_title", sentence="api.too_many"),
    503: _Words(code="not_ready", title="api.not_ready_title", sentence="api.busy"),
}
_NOT_READY: Mapping[LiveState, str] = {
    LiveState.STARTING: "api.starting",
    LiveState.NO_INDEX: "api.no_index",
    LiveState.FAILED: "api.not_opened",
}
# An index is opened in a few seconds.
RETRY_SECONDS = 5
_FAILED = _Words(code="failed", title="page.error_title", sentence="page.error")


class RefusedError(LykbotError):
    """A request that is turned down, with the sentence that tells its sender why.

    Args:
        status: The HTTP status.
        sentence: What the sender reads, in their language.
        language: That language, where it is known from more than the request's headers.
        code: What programs go by; by default that of the status.
        retry_after_seconds: When it is worth trying again, where that is known.
    """

    def __init__(
        self,
        status: int,
        sentence: str,
        *,
        language: Language | None = None,
        code: str | None = None,
        retry_after_seconds: int | None = None,
    ) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.language = language
        self.code = code
        self.headers = None if retry_after_seconds is None else {"Retry-After": str(retry_after_seconds)}


def add_error_replies(app: FastAPI) -> None:
    """Makes an app answer errors in our words; `CatchFailures` does so for faults of its code."""
    app.add_exception_handler(RefusedError, _reply_to_refusal)
    app.add_exception_handler(NotReadyError, _reply_to_not_ready)
    app.add_exception_handler(RequestValidationError, _reply_to_invalid)
    app.add_exception_handler(HTTPException, _reply_to_http_error)


def refuse_not_ready(state: LiveState, language: Language) -> RefusedError:
    """What to raise when questions cannot be answered, or when there is too much to do."""
    sentence = phrase(language, _NOT_READY.get(state, "api.busy"))
    return RefusedError(503, sentence, language=language, retry_after_seconds=RETRY_SECONDS)


def is_for_programs(scope: Scope) -> bool:
    """Whether whoever sent a request expects JSON."""
    path = path_within(scope)
    return path == "/api" or path.startswith("/api/")


def reply(
    request: Request,
    status: int,
    *,
    sentence: str | None = None,
    code: str | None = None,
    language: Language | None = None,
    headers: Mapping[str, str] | None = None,
    details: tuple[dict[str, str], ...] = (),
) -> Response:
    """The reply to a request that is turned down or that failed.

    Args:
        request: What was asked.
        status: The HTTP status.
        sentence: What to say instead of what is said of this status.
        code: What programs are told instead of the code of this status.
        language: The asker's, where it is known from more than the request's headers.
        headers: To be added.
        details: For programs: which field was wrong, and why.
    """
    pages = parts_of(request).pages
    # A page is in one language from its header to its foot; JSON has only the sentence.
    page_language = pages.language(request)
    language = language if language and is_for_programs(request.scope) else page_language
    words = _WORDS.get(status, _FAILED)
    sentence = sentence or phrase(language, words.sentence)
    response: Response
    if is_for_programs(request.scope):
        error: dict[str, object] = {"code": code or words.code, "message": sentence}
        if details:
            error["details"] = details
        response = JSONResponse({"error": error}, status_code=status)
    else:
        title = phrase(page_language, words.title)
        response = pages.render("message.html", request, status, title=title, text=sentence)
    response.headers.update(headers or {})
    return response


async def _reply_to_refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)
    return reply(
        request,
        error.status,
        sentence=error.sentence,
        code=error.code,
        language=error.language,
        headers=error.headers,
    )


async def _reply_to_not_ready(request: Request, error: Exception) -> Response:
    _log.warning("%s %s was not answered: %s", request.method, path_within(request.scope), error)
    refusal = refuse_not_ready(parts_of(request).live.state, parts_of(request).pages.language(request))
    return await _reply_to_refusal(request, refusal)


async def _reply_to_http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code < 400:
        return Response(status_code=error.status_code, headers=error.headers)
    return reply(request, error.status_code, headers=error.headers)


async def _reply_to_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    # The reasons are the library's, in English and without the value, which anybody may have written.
    details = tuple(
        {"field": ".".join(str(part) for part in problem["loc"]), "problem": str(problem["msg"])}
        for problem in error.errors()
    )
    return reply(request, 422, language=_asked_language(error.body), details=details)


def _asked_language(body: Any) -> Language | None:
    """The language that a request's JSON asks for, whatever else is wrong with it."""
    language = body.get("language") if isinstance(body, dict) else None
    return read_language(language) if isinstance(language, str) else None


class CatchFailures:
    """Middleware that answers with a sentence where our code broke; the reason goes to the log only.

    (The framework's own stands outside of all others, whose headers its reply would lack.)

    Args:
        app: What answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, and answers it when that fails."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_started = False

        async def send_on(message: Message) -> None:
            nonlocal is_started
            is_started = is_started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, send_on)
        except ClientDisconnect:
            return
        except Exception:
            # The address may hold a question, which is nobody's to read in a log.
            _log.exception("%s %s failed", scope["method"], path_within(scope))
            if is_started:
                raise
            await reply(Request(scope, receive), 500)(scope, receive, send)
