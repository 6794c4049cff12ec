"""What visitors think of answers, for staff: the entries, what could not be answered, and a file of it all."""

from collections.abc import Collection, Mapping
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse, StreamingResponse

from bot.errors import KeepingError
from bot.keeping.accounts import Account
from bot.keeping.audit import AuditAction
from bot.keeping.cases import CaseFile
from bot.keeping.feedback import FeedbackEntry, FeedbackFilter, Verdict
from bot.keeping.feedback_export import CSV_COLUMNS, write_csv
from bot.keeping.unanswered import group_unanswered
from bot.phrasing import phrase
from bot.rendering import render_plain, render_sources
from bot.schema import AnswerStatus
from bot.web.parts import parts_of
from bot.web.staff import case_form
from bot.web.staff.addresses import staff_address
from bot.web.staff.sessions import require_account, require_csrf, staff_page
from bot.wording import name_places
from knowledge.schema import LANGUAGES

ENTRIES_PER_PAGE = 50
# Of more questions the groups are no easier to read, and each has to be understood.
GROUPED_ENTRIES = 1000
_MAX_PAGE = 1_000_000
_FILE_NAME = "lykbot-feedback.csv"

router = APIRouter(prefix="/staff", include_in_schema=False)
router.include_router(case_form.router)

# Ordinary functions, which FastAPI runs in threads: the database may be busy.


@router.get("/feedback")
def show_feedback(request: Request, _: Annotated[Account, Depends(require_account)]) -> Response:
    """The entries that the filter in the address wants, newest first."""
    log = parts_of(request).feedback
    chosen = _read_choice(request.query_params)
    wanted = _make_filter(chosen)
    page = _read_page(request.query_params.get("page", ""))
    count = log.count(wanted)
    return staff_page(
        request,
        "staff/feedback.html",
        entries=log.entries(wanted, limit=ENTRIES_PER_PAGE, offset=(page - 1) * ENTRIES_PER_PAGE),
        count=count,
        page=page,
        has_older=page * ENTRIES_PER_PAGE < count,
        chosen=chosen,
        query=urlencode({name: value for name, value in chosen.items() if value}),
        verdicts=tuple(Verdict),
        statuses=tuple(AnswerStatus),
        asked_languages=LANGUAGES,
    )


@router.get("/feedback/{number:int}")
def show_entry(
    request: Request, number: int, _: Annotated[Account, Depends(require_account)], case: str = ""
) -> Response:
    """One entry; ``case`` is the id of the evaluation case that has just been made of it."""
    parts = parts_of(request)
    entry = _find_entry(request, number)
    text = sources = fault = ""
    try:
        text, sources = render_plain(entry.answer), render_sources(entry.answer)
    except KeepingError as error:
        fault = str(error)
    made = case and any(known.case_id == case for known in CaseFile(parts.settings.data_dir).cases())
    return staff_page(
        request,
        "staff/feedback_entry.html",
        entry=entry,
        answer_text=text,
        answer_sources=sources,
        fault=fault,
        case_id=case if made else "",
    )


@router.post("/feedback/{number:int}/handled", dependencies=[Depends(require_csrf)])
def mark_handled(request: Request, number: int, account: Annotated[Account, Depends(require_account)]) -> Response:
    """Notes that somebody has seen to an entry."""
    return _mark(request, number, account, is_handled=True)


@router.post("/feedback/{number:int}/reopened", dependencies=[Depends(require_csrf)])
def mark_open(request: Request, number: int, account: Annotated[Account, Depends(require_account)]) -> Response:
    """Notes that an entry has to be seen to after all."""
    return _mark(request, number, account, is_handled=False)


@router.post("/feedback/export", dependencies=[Depends(require_csrf)])
def export_feedback(
    request: Request,
    account: Annotated[Account, Depends(require_account)],
    verdict: Annotated[str, Form()] = "",
    language: Annotated[str, Form()] = "",
    status: Annotated[str, Form()] = "",
    handled: Annotated[str, Form()] = "",
    words: Annotated[str, Form()] = "",
) -> Response:
    """The entries that a filter wants as a file for a spreadsheet."""
    parts = parts_of(request)
    values = {"verdict": verdict, "language": language, "status": status, "handled": handled, "words": words}
    chosen = _read_choice(values)
    page_language = parts.pages.language(request)
    headings = [phrase(page_language, f"staff_feedback.column_{name}") for name in CSV_COLUMNS]
    # What was looked for is a visitor's words as often as not, which the log of changes leaves out.
    detail = ", ".join(f"{name}: {value}" for name, value in chosen.items() if value and name != "words")
    parts.audit.record(account.name, AuditAction.FEEDBACK_EXPORTED, "", detail)
    return StreamingResponse(
        write_csv(parts.feedback, _make_filter(chosen), headings),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{_FILE_NAME}"', "Cache-Control": "no-store"},
    )


@router.get("/unanswered")
def show_unanswered(request: Request, _: Annotated[Account, Depends(require_account)], handled: str = "") -> Response:
    """The questions that visitors got no answer to, in groups; with ``handled`` also those that are seen to."""
    parts = parts_of(request)
    wanted = FeedbackFilter(unanswered=True, is_handled=None if handled else False)
    language = parts.pages.language(request)
    count = parts.feedback.count(wanted)
    return staff_page(
        request,
        "staff/unanswered.html",
        groups=group_unanswered(parts.feedback.entries(wanted, limit=GROUPED_ENTRIES)),
        count=count,
        most=GROUPED_ENTRIES,
        with_handled=bool(handled),
        name_places=lambda places: name_places(language, places),
    )


def _mark(request: Request, number: int, account: Account, *, is_handled: bool) -> Response:
    parts = parts_of(request)
    entry = _find_entry(request, number)
    if parts.feedback.mark_handled(entry.number, account.name, is_handled):
        action = AuditAction.FEEDBACK_HANDLED if is_handled else AuditAction.FEEDBACK_REOPENED
        parts.audit.record(account.name, action, str(entry.number))
    return RedirectResponse(
        staff_address(request, f"/staff/feedback/{entry.number}"), 303, headers={"Cache-Control": "no-store"}
    )


def _find_entry(request: Request, number: int) -> FeedbackEntry:
    entry = parts_of(request).feedback.entry(number)
    if entry is None:
        raise HTTPException(404)
    return entry


def _read_choice(values: Mapping[str, str]) -> dict[str, str]:
    """The filter as it stands in an address or a form; what is no choice is "", which stands for any."""
    allowed: dict[str, Collection[str]] = {
        "verdict": {verdict.value for verdict in Verdict},
        "language": LANGUAGES,
        "status": {status.value for status in AnswerStatus},
        "handled": {"yes", "no"},
    }
    chosen = {name: value if (value := values.get(name, "")) in known else "" for name, known in allowed.items()}
    return chosen | {"words": values.get("words", "").strip()[:200]}


def _make_filter(chosen: Mapping[str, str]) -> FeedbackFilter:
    return FeedbackFilter(
        verdict=Verdict(chosen["verdict"]) if chosen["verdict"] else None,
        language=next((language for language in LANGUAGES if language == chosen["language"]), None),
        status=AnswerStatus(chosen["status"]) if chosen["status"] else None,
        is_handled={"yes": True, "no": False}.get(chosen["handled"]),
        words=chosen["words"],
    )


def _read_page(text: str) -> int:
    """The number of a page of entries, from 1; 1 for what is no number."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= len(str(_MAX_PAGE))
    return min(max(int(text), 1), _MAX_PAGE) if is_number else 1
