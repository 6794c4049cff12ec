"""Trying a search: how a question is understood, what is found for it, and what becomes of that."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from bot.keeping.accounts import Account
from bot.rendering import render_plain, render_sources
from bot.schema import MAX_QUESTION_CHARS, Question
from bot.search_tracing import HitOutcome, SearchTrace, trace_search
from bot.web.parts import parts_of
from bot.web.source_cards import document_path
from bot.web.staff.figures import write_number, write_percent
from bot.web.staff.sessions import require_account, staff_page
from bot.wording import name_places
from index.schema import Chunk
from knowledge.schema import LANGUAGES

_MAX_TURNS = 20

router = APIRouter(prefix="/staff", include_in_schema=False)


@router.get("/search")
def show_search(
    request: Request,
    _: Annotated[Account, Depends(require_account)],
    q: str = "",
    answer_in: str = "",
    before: str = "",
) -> Response:
    """The form, and for a question what becomes of it.

    Args:
        request: Whose language the page is in.
        q: The question.
        answer_in: The language to answer in; "" lets the question decide, then the page.
        before: The questions before, one a line.
    """
    parts = parts_of(request)
    language = parts.pages.language(request)
    text = q.strip()[: MAX_QUESTION_CHARS + 1]
    turns = tuple(turn[:MAX_QUESTION_CHARS] for line in before.splitlines() if (turn := line.strip()))[-_MAX_TURNS:]
    pinned = next((known for known in LANGUAGES if known == answer_in), None)
    trace: SearchTrace | None = None
    records = None
    if text:
        # A thread of FastAPI's runs this function, so that nobody waits for it but who asked.
        bot = parts.live.bot
        records = bot.records
        trace = trace_search(bot, Question(text=text, language=pinned, page_language=language, history=turns))

    def find_path(chunk: Chunk, start_char: int, end_char: int) -> str:
        return document_path(records.document(chunk.document_id), start_char, end_char) if records else ""

    return staff_page(
        request,
        "staff/search.html",
        question=text,
        chosen_language=pinned or "",
        before="\n".join(turns),
        asked_languages=LANGUAGES,
        most_chars=MAX_QUESTION_CHARS,
        trace=trace,
        cited=HitOutcome.CITED,
        answer_text=render_plain(trace.answer) if trace else "",
        answer_sources=render_sources(trace.answer) if trace else "",
        find_path=find_path,
        name_places=lambda places: name_places(language, places),
        number=lambda value: write_number(language, value),
        seconds=lambda value: write_number(language, value, 3),
        percent=lambda value: write_percent(language, value),
    )
