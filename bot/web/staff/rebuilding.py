"""Staff pages on rebuilding the index: starting it, and how far it is."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from bot.keeping.accounts import Account
from bot.keeping.audit import AuditAction
from bot.phrasing import phrase
from bot.rebuilding import OPEN_STAGE, Rebuild, RebuildState
from bot.web.parts import parts_of
from bot.web.staff.addresses import staff_address
from bot.web.staff.sessions import require_account, require_csrf, staff_page
from knowledge.schema import Language

# What a build reports, by its first word.
_STAGES: Mapping[str, str] = {
    "load": "staff_documents.stage_load",
    "measure": "staff_documents.stage_measure",
    "split": "staff_documents.stage_split",
    "embed": "staff_documents.stage_embed",
    "store": "staff_documents.stage_store",
    OPEN_STAGE: "staff_documents.stage_open",
}

router = APIRouter(include_in_schema=False)

LoggedIn = Annotated[Account, Depends(require_account)]


@router.get("/staff/rebuild")
def show_rebuild(request: Request, _: LoggedIn) -> Response:
    """How far the rebuild is, or how the last one ended."""
    parts = parts_of(request)
    rebuild = parts.rebuilder.last
    return staff_page(
        request,
        "staff/rebuild.html",
        rebuild=rebuild,
        is_running=rebuild.state is RebuildState.RUNNING,
        said=tell_rebuild(rebuild, parts.pages.language(request)),
    )


@router.get("/staff/rebuild/state")
def rebuild_state(request: Request, _: LoggedIn) -> Response:
    """The same for the script of that page, which shows it without loading the page again."""
    parts = parts_of(request)
    rebuild = parts.rebuilder.last
    fields = {
        "running": rebuild.state is RebuildState.RUNNING,
        "said": tell_rebuild(rebuild, parts.pages.language(request)),
        "done": rebuild.done,
        "total": rebuild.total,
        "seconds": rebuild.seconds,
    }
    return JSONResponse(fields, headers={"Cache-Control": "no-store"})


@router.post("/staff/rebuild", dependencies=[Depends(require_csrf)])
def rebuild(request: Request, account: LoggedIn) -> Response:
    """Begins a rebuild."""
    parts_of(request).audit.record(account.name, AuditAction.INDEX_REBUILT, "")
    return start_rebuild(request, account)


def start_rebuild(request: Request, account: Account) -> Response:
    """Begins a rebuild and leads to the page that shows how far it is."""
    parts_of(request).rebuilder.start(account.name)
    return RedirectResponse(staff_address(request, "/staff/rebuild"), status_code=303)


def tell_rebuild(rebuild: Rebuild, language: Language) -> str:
    """How far a rebuild is, or how it ended, in a sentence."""
    if rebuild.state is RebuildState.RUNNING:
        return phrase(language, _STAGES.get(rebuild.stage, "staff_documents.stage_start"))
    if rebuild.state is not RebuildState.DONE:
        return phrase(language, f"staff_documents.rebuild_{rebuild.state.value}")
    return phrase(
        language,
        "staff_documents.rebuild_done",
        documents=rebuild.documents,
        added=rebuild.added,
        replaced=rebuild.replaced,
        removed=rebuild.removed,
    )
