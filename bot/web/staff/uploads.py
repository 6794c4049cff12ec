"""Staff pages for another page: a look at what was read out of a text, then adding it."""

import threading
from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Request, Response, UploadFile
from fastapi.responses import RedirectResponse

from bot.document_overview import PageWarning, warnings_of
from bot.keeping.accounts import Account
from bot.keeping.audit import AuditAction
from bot.preparing_page import PageFault, PageFaultError, PreparedPage, prepare_page
from bot.running_apart import ApartError, TooLongError, run_apart
from bot.web.page_dates import tell_dates
from bot.web.parts import parts_of
from bot.web.staff.addresses import staff_address
from bot.web.staff.fact_rows import tabulate_facts
from bot.web.staff.page_drafts import PageDraft
from bot.web.staff.page_form import BroughtText, PageForm, form_choices, name_place, read_brought, read_form
from bot.web.staff.rebuilding import start_rebuild
from bot.web.staff.sessions import require_account, require_csrf, staff_page
from knowledge.display import display_text
from knowledge.schema import BlockKind, Document

# A page of a municipality takes two or three; a text of a megabyte, which no reader reads either, takes longer.
READING_SECONDS = 30.0
# Blocks of a text that are shown; the rest is counted.
MAX_BLOCKS = 300
# Each reading is a process of its own; the cores are for the answers.
_reading = threading.BoundedSemaphore(1)

router = APIRouter(include_in_schema=False)

LoggedIn = Annotated[Account, Depends(require_account)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBlock:
    """A block as it was read; ``level`` is that of a heading, from 1, else 0."""

    kind: BlockKind
    level: int
    text: str


@router.post("/staff/documents/preview", dependencies=[Depends(require_csrf)])
def preview_page(
    request: Request,
    account: LoggedIn,
    form: Annotated[PageForm, Depends(read_form)],
    file: Annotated[UploadFile | None, File()] = None,
    draft: Annotated[str, Form()] = "",
) -> Response:
    """Reads what a text would become as a page, and leads to it; nothing is kept on disk.

    A draft's text is taken when there is no other.
    """
    parts = parts_of(request)
    before = parts.drafts.find(account.name, draft)
    brought: BroughtText | None = None
    try:
        brought = read_brought(form, file)
        if brought is None and before is not None:
            brought = BroughtText(text=before.text, suffix=before.suffix)
        if brought is None:
            raise PageFaultError("neither a file nor a text", PageFault.EMPTY)
        page = _read_apart(brought, form, request)
    except PageFaultError as error:
        key = draft if before is not None else ""
        # What was typed stands in the form again; a file would have to be chosen again.
        if brought is not None and not form.text:
            key = parts.drafts.keep(_draft(account, brought, form, None))
        return _form_page(request, form, error.fault, error.message, key)
    key = parts.drafts.keep(_draft(account, brought, form, page))
    parts.drafts.drop(draft)
    parts.audit.record(account.name, AuditAction.PAGE_PREVIEWED, page.document.document_id, page.document.title)
    # An address of its own, which can be loaded again and in another language.
    return RedirectResponse(staff_address(request, f"/staff/documents/preview?draft={key}"), status_code=303)


@router.get("/staff/documents/preview")
def show_preview(request: Request, account: LoggedIn, draft: str = "") -> Response:
    """What was read out of a draft."""
    found = parts_of(request).drafts.find(account.name, draft)
    if found is None or found.page is None:
        return _form_page(request, PageForm(), PageFault.FORGOTTEN, "", "")
    return _preview(request, found.page, found.form, draft)


@router.post("/staff/documents/add", dependencies=[Depends(require_csrf)])
def add_page(request: Request, account: LoggedIn, draft: Annotated[str, Form()] = "") -> Response:
    """Makes a draft a page and begins a rebuild, after which answers rest on it too."""
    parts = parts_of(request)
    found = parts.drafts.find(account.name, draft)
    if found is None or found.page is None:
        return _form_page(request, PageForm(), PageFault.FORGOTTEN, "", "")
    page = found.page
    parts.shelf.add(page.document.document_id, page.suffix, page.text)
    parts.drafts.drop(draft)
    parts.audit.record(account.name, AuditAction.PAGE_ADDED, page.document.document_id, page.document.title)
    return start_rebuild(request, account)


def _draft(account: Account, brought: BroughtText, form: PageForm, page: PreparedPage | None) -> PageDraft:
    return PageDraft(
        account=account.name, text=brought.text, suffix=brought.suffix, form=replace(form, text=""), page=page
    )


def _read_apart(brought: BroughtText, form: PageForm, request: Request) -> PreparedPage:
    """The page that a text becomes, read in a process of its own.

    Raises:
        PageFaultError: It cannot become one, or not in the time there is.
    """
    fields = form.fields(parts_of(request).shelf.pages())
    if not _reading.acquire(timeout=READING_SECONDS):
        raise PageFaultError("other texts are being read", PageFault.BUSY)
    try:
        return run_apart(prepare_page, brought.text, brought.suffix, fields, limit_seconds=READING_SECONDS)
    except TooLongError as error:
        raise PageFaultError(str(error), PageFault.TOO_LONG) from error
    except ApartError as error:
        raise PageFaultError(str(error)) from error
    finally:
        _reading.release()


def _form_page(request: Request, form: PageForm, fault: PageFault, detail: str, key: str) -> Response:
    parts = parts_of(request)
    return staff_page(
        request,
        "staff/upload.html",
        422,
        form=form,
        fault=fault.value,
        fault_detail=detail,
        draft_key=key,
        **form_choices(parts.pages.language(request), parts.shelf.pages()),
    )


def _preview(request: Request, page: PreparedPage, form: PageForm, key: str) -> Response:
    parts = parts_of(request)
    language = parts.pages.language(request)
    document = page.document
    added = parts.shelf.pages()
    blocks = _read_blocks(document)
    warnings = [*warnings_of(document), *([] if page.facts.contacts else [PageWarning.NO_CONTACT])]
    return staff_page(
        request,
        "staff/preview.html",
        document=document,
        inferred=page.inferred,
        dates=tell_dates(language, document.source.published, document.source.retrieved),
        blocks=blocks[:MAX_BLOCKS],
        more_blocks=max(0, len(blocks) - MAX_BLOCKS),
        tables=tabulate_facts(page.facts, language),
        warnings=[warning.value for warning in warnings],
        replaced=next((other for other in added if other.document_id == document.document_id), None),
        form=form,
        fault="",
        fault_detail="",
        draft_key=key,
        name_place=partial(name_place, language),
        **form_choices(language, added),
    )


def _read_blocks(document: Document) -> tuple[ReadBlock, ...]:
    return tuple(
        ReadBlock(
            kind=block.kind,
            level=len(section.heading_path) if block.kind == "heading" else 0,
            text=display_text(document.text[block.start_char : block.end_char]),
        )
        for section in document.sections
        for block in section.blocks
    )
