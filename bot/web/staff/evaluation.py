"""Measuring the answers: a run with its progress, the reports, and two of them side by side."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response
from fastapi.responses import FileResponse, JSONResponse, RedirectResponse

from bot.errors import KeepingError
from bot.eval_reports import FIGURES, compare_reports
from bot.evaluating_apart import BusyError, EvalRun, OtherSetError, RunState
from bot.keeping.accounts import Account
from bot.keeping.audit import AuditAction
from bot.phrasing import phrase
from bot.web.parts import parts_of
from bot.web.staff.addresses import staff_address
from bot.web.staff.figures import write_number, write_percent, write_points
from bot.web.staff.sessions import require_account, require_csrf, staff_page
from knowledge.schema import LANGUAGES, Language

# A report is a page of its own, with a script and a style in it. In a sandbox it is of no origin: it sees no cookie,
# and can call nothing of ours.
_REPORT_POLICY = (
    "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

router = APIRouter(prefix="/staff/evaluation", include_in_schema=False)


@router.get("")
def show_evaluation(request: Request, _: Annotated[Account, Depends(require_account)]) -> Response:
    """The sets to ask, the run under way or the last, and the reports."""
    return _overview(request)


@router.post("/start", dependencies=[Depends(require_csrf)])
def start_run(
    request: Request,
    account: Annotated[Account, Depends(require_account)],
    chosen_set: Annotated[str, Form()] = "",
    compare_with: Annotated[str, Form()] = "",
) -> Response:
    """Starts to ask the cases of a set."""
    parts = parts_of(request)
    try:
        name = parts.evaluations.start(chosen_set, account.name, compare_with or None)
    except BusyError:
        return _overview(request, 409, trouble="busy")
    except OtherSetError:
        return _overview(request, 400, trouble="other_set")
    except KeepingError as error:
        return _overview(request, 400, trouble="not_started", reason=str(error))
    parts.audit.record(account.name, AuditAction.EVALUATION_STARTED, chosen_set, name)
    return RedirectResponse(staff_address(request, "/staff/evaluation"), 303, headers={"Cache-Control": "no-store"})


@router.get("/state")
def show_state(request: Request, _: Annotated[Account, Depends(require_account)]) -> Response:
    """How far the run is, for the script of the page."""
    parts = parts_of(request)
    run = parts.evaluations.state()
    if run is None:
        return JSONResponse({"state": "none"})
    text = _tell_progress(run, parts.pages.language(request))
    return JSONResponse({"state": run.state.value, "done": run.done, "total": run.total, "text": text})


@router.get("/reports/{name}")
def show_report(request: Request, name: str, _: Annotated[Account, Depends(require_account)]) -> Response:
    """The page of a report, as the command has written it."""
    path = parts_of(request).evaluations.page(name)
    if path is None:
        raise HTTPException(404)
    headers = {"Content-Security-Policy": _REPORT_POLICY, "Cache-Control": "no-store"}
    return FileResponse(path, media_type="text/html; charset=utf-8", headers=headers)


@router.get("/compare")
def show_comparison(
    request: Request, _: Annotated[Account, Depends(require_account)], before: str = "", now: str = ""
) -> Response:
    """Two reports side by side, without asking anything again."""
    parts = parts_of(request)
    earlier, later = parts.evaluations.report(before), parts.evaluations.report(now)
    if earlier is None or later is None:
        raise HTTPException(404)
    language = parts.pages.language(request)
    comparison = compare_reports(earlier, later, LANGUAGES)
    shown = [change for change in comparison.changes if change.case_id is not None]
    return staff_page(
        request,
        "staff/evaluation_comparison.html",
        200,
        comparison=comparison,
        shown_changes=shown,
        counted_changes=len(comparison.changes) - len(shown),
        **_writers(language),
    )


def _overview(request: Request, status: int = 200, trouble: str = "", reason: str = "") -> Response:
    parts = parts_of(request)
    run = parts.evaluations.state()
    language = parts.pages.language(request)
    return staff_page(
        request,
        "staff/evaluation.html",
        status,
        sets=parts.evaluations.sets(),
        run=run,
        is_running=run is not None and run.state is RunState.RUNNING,
        progress=_tell_progress(run, language) if run else "",
        folders=parts.evaluations.reports(),
        figures=tuple(FIGURES),
        trouble=trouble,
        reason=reason,
        **_writers(language),
    )


def _tell_progress(run: EvalRun, language: Language) -> str:
    if run.done < run.total:
        return phrase(language, "staff_evaluation.progress", done=run.done, total=run.total)
    return phrase(language, "staff_evaluation.progress_judging")


def _writers(language: Language) -> dict[str, object]:
    return {
        "percent": lambda value: write_percent(language, value),
        "points": lambda value: write_points(language, value),
        "minutes": lambda seconds: write_number(language, seconds / 60, 1),
    }
