"""The pages of visitors: the chat, the documents it cites, feedback, and the choice of language."""

import json
from dataclasses import replace
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from bot.answering import Bot
from bot.keeping.feedback import MAX_WORDS_CHARS, Verdict
from bot.live import LiveState
from bot.phrasing import phrase
from bot.schema import MAX_QUESTION_CHARS
from bot.web.chat import Turn, read_turn
from bot.web.document_view import view_document
from bot.web.origins import is_same_origin
from bot.web.parts import parts_of
from bot.web.rate_limits import LimitedAction, TooMany
from bot.web.request_language import LANGUAGE_COOKIE, read_language
from bot.wording import name_places
from knowledge.schema import Document, Language, Span

router = APIRouter()

_COOKIE_SECONDS = 365 * 24 * 3600
_NAMED_PLACES = 12


@router.get("/", response_class=HTMLResponse, include_in_schema=False)
async def show_chat(request: Request, q: str = "") -> Response:
    """The chat; with ``?q=`` the question is asked at once, also where no script runs."""
    parts = parts_of(request)
    language = parts.pages.language(request)
    turn, shown = None, None
    if q.strip() and parts.live.state is LiveState.READY:
        refusal = parts.limits.take(request)
        if refusal is not None:
            return _refuse(request, refusal, language)
        turn = _read_asked(request, q, language)
        shown = await parts.chat.answer(turn)
    places = parts.live.bot.municipalities if parts.live.is_ready() else ()
    page = parts.pages.render(
        "chat.html",
        request,
        question=q if shown is None else "",
        turn=turn,
        shown=shown,
        examples=parts.live.examples(language) if parts.live.is_ready() else (),
        introduction=_introduce(places, language),
        trouble=_say_trouble(parts.live.state, language),
        is_framed=request.query_params.get("frame") == "1",
        max_chars=MAX_QUESTION_CHARS,
    )
    if (chosen := read_language(request.query_params.get("lang"))) and request.query_params.get("frame") != "1":
        _keep_language(request, page, chosen)
    return page


@router.get("/language/{language}", include_in_schema=False)
def choose_language(request: Request, language: Language, next: str = "/") -> Response:
    """Keeps the language chosen, and goes back to the page it was chosen on."""
    target = next if _is_local(next) else "/"
    response = RedirectResponse(parts_of(request).pages.url(target), status_code=303)
    _keep_language(request, response, language)
    return response


@router.get("/documents/{document_id:path}", response_class=HTMLResponse, include_in_schema=False)
def show_document(request: Request, document_id: str) -> Response:
    """A page as it was read, with the words between ``?from=`` and ``&to=`` marked."""
    parts = parts_of(request)
    records = parts.live.bot.records
    document = _find_document(parts.live.bot, document_id)
    if document is None:
        raise HTTPException(404)
    start, end = (request.query_params.get(name, "") for name in ("from", "to"))
    marked = Span(start_char=int(start), end_char=int(end)) if _is_offset(start) and _is_offset(end) else None
    view = view_document(document, records.page_versions(document.page_id), marked, parts.pages.language(request))
    return parts.pages.render("document.html", request, document=view)


@router.post("/feedback", include_in_schema=False)
async def give_feedback(
    request: Request,
    question: Annotated[str, Form(max_length=MAX_QUESTION_CHARS + 1)],
    verdict: Annotated[Verdict, Form()],
    history: Annotated[str, Form()] = "[]",
    language: Annotated[str, Form()] = "",
    page_language: Annotated[str, Form()] = "",
    words: Annotated[str, Form()] = "",
) -> Response:
    """Stores what a visitor thinks of an answer, which is made again: what a browser says it was counts for nothing."""
    parts = parts_of(request)
    if not is_same_origin(request):
        raise HTTPException(403)
    refusal = parts.limits.take(request, LimitedAction.FEEDBACK)
    if refusal is not None:
        return _refuse(request, refusal, parts.pages.language(request))
    turn = read_turn(
        {
            "question": question,
            "history": _read_history(history),
            "language": language,
            "page_language": page_language,
        },
        parts.pages.language(request),
    )
    answer = await parts.live.ask(turn.question)
    parts.feedback.add(
        answer=answer,
        history=turn.question.history,
        verdict=verdict,
        words=words.strip()[:MAX_WORDS_CHARS] or None,
        generation=parts.live.generation,
    )
    parts.metrics.count_feedback(verdict.value)
    text = phrase(turn.page_language, "visitor.thanks")
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"text": text}, status_code=201)
    title = phrase(turn.page_language, "visitor.feedback_title")
    return parts.pages.render("message.html", request, status=201, title=title, text=text)


def _read_asked(request: Request, text: str, language: Language) -> Turn:
    turn = read_turn({"question": text, "page_language": language}, language)
    pinned = read_language(request.query_params.get("lang"))
    return replace(turn, question=replace(turn.question, language=pinned))


def _introduce(places: tuple[str, ...], language: Language) -> str:
    if not places:
        return phrase(language, "visitor.intro_none")
    if len(places) > _NAMED_PLACES:
        return phrase(language, "visitor.intro_many", count=len(places))
    return phrase(language, "visitor.intro", places=name_places(language, places))


def _say_trouble(state: LiveState, language: Language) -> str:
    """Why nothing can be asked now; "" when it can."""
    keys = {
        LiveState.STARTING: "visitor.starting",
        LiveState.NO_INDEX: "visitor.no_index",
        LiveState.FAILED: "visitor.failed",
    }
    return phrase(language, keys[state]) if state in keys else ""


def _find_document(bot: Bot, document_id: str) -> Document | None:
    known = {summary.document_id for summary in bot.records.documents()}
    return bot.records.document(document_id) if document_id in known else None


def _is_offset(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 9


def _refuse(request: Request, refusal: TooMany, language: Language) -> Response:
    title, text = phrase(language, "page.too_many_title"), refusal.sentence(language)
    page = parts_of(request).pages.render("message.html", request, status=429, title=title, text=text)
    page.headers["Retry-After"] = str(refusal.retry_after_seconds)
    return page


def _read_history(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return []


def _is_local(address: str) -> bool:
    """Whether an address is a path of ours: no other site, in none of the ways browsers understand one."""
    parts = urlsplit(address)
    plain = address.isprintable() and "\\" not in address
    return plain and address.startswith("/") and not address.startswith("//") and not parts.scheme and not parts.netloc


def _keep_language(request: Request, response: Response, language: Language) -> None:
    response.set_cookie(
        LANGUAGE_COOKIE,
        language,
        max_age=_COOKIE_SECONDS,
        path=parts_of(request).pages.url("/"),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
