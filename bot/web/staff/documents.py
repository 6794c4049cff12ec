"""Staff pages on documents: what there is, what was read out of each, and taking one out and putting it back."""

from dataclasses import dataclass
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response

from bot import assembly
from bot.document_overview import (
    ListedDocument,
    ListedPage,
    Origin,
    PlacePages,
    Standing,
    facts_of,
    list_pages,
    only_with_warnings,
)
from bot.keeping.accounts import Account
from bot.keeping.audit import AuditAction
from bot.listing_facts import IndexedFacts
from bot.page_shelf import shipped_pages
from bot.web.page_dates import tell_dates
from bot.web.parts import WebParts, parts_of
from bot.web.staff import rebuilding, uploads
from bot.web.staff.fact_rows import tabulate_facts
from bot.web.staff.page_form import GENERAL, PageForm, form_choices, name_place
from bot.web.staff.rebuilding import start_rebuild
from bot.web.staff.sessions import require_account, require_csrf, staff_page
from knowledge.errors import LykbotError
from knowledge.facts.merging import FactCollection

router = APIRouter(include_in_schema=False)
router.include_router(uploads.router)
router.include_router(rebuilding.router)

LoggedIn = Annotated[Account, Depends(require_account)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What is in force, as records and as it is listed; ``problem`` says why nothing is, "" when all is well."""

    indexed: IndexedFacts
    places: tuple[PlacePages, ...]
    problem: str

    def find(self, document_id: str) -> tuple[PlacePages, ListedPage, ListedDocument] | None:
        """A document where it is listed; None when it is not."""
        for place in self.places:
            for page in place.pages:
                for document in page.documents:
                    if document.document_id == document_id:
                        return place, page, document
        return None


def read_overview(parts: WebParts) -> Overview:
    """What the index in force holds, and what waits for the next one."""
    indexed, problem = IndexedFacts(facts=FactCollection(), documents=()), ""
    try:
        indexed = assembly.read_facts(parts.settings)
    except LykbotError as error:
        problem = str(error)
    places = list_pages(indexed, shipped=shipped_pages(), added=parts.shelf.pages(), taken_out=parts.shelf.taken_out())
    return Overview(indexed=indexed, places=places, problem=problem)


# Ordinary functions, which FastAPI runs in threads: they read files.


@router.get("/staff/documents")
def show_documents(request: Request, _: LoggedIn, municipality: str = "", warnings: str = "") -> Response:
    """What there is, by municipality, and the form for another page."""
    parts = parts_of(request)
    overview = read_overview(parts)
    language = parts.pages.language(request)
    known = {place.municipality for place in overview.places}
    wanted = None if municipality == GENERAL else municipality
    is_chosen = bool(municipality) and wanted in known
    places = [place for place in overview.places if not is_chosen or place.municipality == wanted]
    return staff_page(
        request,
        "staff/documents.html",
        places=only_with_warnings(places) if warnings else places,
        all_places=overview.places,
        chosen=municipality if is_chosen else "",
        only_warnings=bool(warnings),
        problem=overview.problem,
        removed=parts.shelf.removed(),
        rebuild=parts.rebuilder.last,
        dates=tell_dates,
        form=PageForm(),
        draft_key="",
        fault="",
        fault_detail="",
        name_place=partial(name_place, language),
        **form_choices(language, parts.shelf.pages()),
    )


@router.get("/staff/documents/show")
def show_document(request: Request, _: LoggedIn, id: str = "") -> Response:
    """The facts that were read out of a document, each with its sentence, and what it may lack."""
    return _document_page(request, id)


@router.post("/staff/documents/remove", dependencies=[Depends(require_csrf)])
def remove_document(
    request: Request,
    account: LoggedIn,
    id: Annotated[str, Form()] = "",
    confirmed: Annotated[str, Form()] = "",
    versions: Annotated[str, Form()] = "",
) -> Response:
    """Takes a document out, with the other language versions of its page when that is wanted."""
    if not confirmed:
        return _document_page(request, id, status=422, is_unconfirmed=True)
    parts = parts_of(request)
    found = read_overview(parts).find(id)
    if found is None or not _can_be_removed(found[2]):
        raise HTTPException(404)
    _, page, chosen = found
    for document in page.documents:
        if document is chosen or (versions and _can_be_removed(document)):
            parts.shelf.remove(document.document_id)
            parts.audit.record(account.name, AuditAction.PAGE_REMOVED, document.document_id, document.title)
    return start_rebuild(request, account)


@router.post("/staff/documents/restore", dependencies=[Depends(require_csrf)])
def restore_document(request: Request, account: LoggedIn, id: Annotated[str, Form()] = "") -> Response:
    """Puts a document back that was taken out."""
    parts = parts_of(request)
    page = next((page for page in parts.shelf.removed() if page.document_id == id), None)
    if page is None:
        raise HTTPException(404)
    parts.shelf.restore(id)
    parts.audit.record(account.name, AuditAction.PAGE_RESTORED, id, page.title)
    return start_rebuild(request, account)


def _document_page(request: Request, document_id: str, *, status: int = 200, is_unconfirmed: bool = False) -> Response:
    parts = parts_of(request)
    overview = read_overview(parts)
    found = overview.find(document_id)
    if found is None:
        raise HTTPException(404)
    place, page, listed = found
    language = parts.pages.language(request)
    return staff_page(
        request,
        "staff/document.html",
        status,
        place=place,
        page=page,
        document=listed,
        dates=tell_dates(language, listed.published, listed.retrieved),
        tables=tabulate_facts(facts_of(document_id, overview.indexed.facts), language),
        can_be_removed=_can_be_removed(listed),
        others=[other for other in page.documents if other is not listed and _can_be_removed(other)],
        is_unconfirmed=is_unconfirmed,
        name_place=partial(name_place, language),
    )


def _can_be_removed(document: ListedDocument) -> bool:
    """Whether it is there to be taken out: not one that a command named, nor one that is on its way out."""
    return document.origin is not Origin.NAMED and document.standing is not Standing.LEAVING
