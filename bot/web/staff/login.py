"""The way into the staff area: logging in and out, its front, and the page of who changed what."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from bot.keeping.accounts import Account
from bot.keeping.audit import COMMAND_LINE, AuditAction
from bot.web.parts import parts_of
from bot.web.staff.addresses import LOGIN_PATH, local_staff_path, staff_address
from bot.web.staff.sessions import refuse_forged, require_account, require_open, staff_page

LINES_PER_PAGE = 100
_FIRST_PAGE = "/staff/documents"
_MAX_PAGE = 1_000_000

router = APIRouter(prefix="/staff", include_in_schema=False)

# Ordinary functions, which FastAPI runs in threads: a check of a password takes a tenth of a second, and the database
# may be busy.


@router.get("")
def show_front(request: Request, _: Annotated[Account, Depends(require_account)]) -> Response:
    """The way to the area's first page."""
    return _lead_to(request, _FIRST_PAGE)


@router.get("/login", dependencies=[Depends(require_open)])
def show_login(request: Request, next: str = "", logged_out: str = "") -> Response:
    """The form; who is logged in already goes on to where it leads."""
    if parts_of(request).sessions.account(request) is not None:
        return _lead_to(request, local_staff_path(next))
    return _login_page(request, next=next, notice="logged_out" if logged_out else "")


@router.post("/login", dependencies=[Depends(require_open)])
def log_in(
    request: Request,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "",
    csrf_token: Annotated[str, Form()] = "",
) -> Response:
    """Begins a session; a name that is not there and a wrong password are answered alike."""
    parts = parts_of(request)
    if not parts.sessions.check_csrf(request, csrf_token):
        # Whoever has logged in meanwhile, in another window, is let on; that changes nothing.
        if parts.sessions.account(request) is not None:
            return _lead_to(request, local_staff_path(next))
        return _login_page(request, 403, account_name=name, next=next, error="stale")
    address = request.client.host if request.client else ""
    wait_seconds = parts.sessions.throttle.begin(address, name)
    if wait_seconds:
        page = _login_page(request, 429, account_name=name, next=next, error="wait", wait_seconds=wait_seconds)
        page.headers["Retry-After"] = str(wait_seconds)
        return page
    account = parts.accounts.verify(name, password)
    if account is None:
        # Only a name that is there is written down: people type their password into the wrong field.
        known = parts.accounts.find(name)
        parts.audit.record(known.name if known else "", AuditAction.LOGIN_FAILED, "", address)
        return _login_page(request, 401, account_name=name, next=next, error="wrong")
    parts.sessions.throttle.succeed(address, name)
    response = _lead_to(request, local_staff_path(next))
    parts.sessions.start(request, response, account)
    parts.audit.record(account.name, AuditAction.LOGGED_IN, "", address)
    return response


@router.post("/logout")
def log_out(request: Request, csrf_token: Annotated[str, Form()] = "") -> Response:
    """Ends the session; whose session has ended already is told the same."""
    parts = parts_of(request)
    account = parts.sessions.account(request)
    response = _lead_to(request, f"{LOGIN_PATH}?logged_out=1")
    if account is not None:
        refuse_forged(request, csrf_token)
        parts.sessions.end(request, response)
        parts.audit.record(account.name, AuditAction.LOGGED_OUT, "")
    return response


@router.get("/audit")
def show_audit(
    request: Request, _: Annotated[Account, Depends(require_account)], page: str = "", by: str | None = None
) -> Response:
    """The newest lines, or those of a later page; ``by`` names whose."""
    number = _read_page(page)
    # One more than is shown tells whether there is another page.
    found = parts_of(request).audit.lines(LINES_PER_PAGE + 1, (number - 1) * LINES_PER_PAGE, by)
    return staff_page(
        request,
        "staff/audit.html",
        lines=found[:LINES_PER_PAGE],
        page=number,
        has_older=len(found) > LINES_PER_PAGE,
        by=by,
        command_line=COMMAND_LINE,
    )


def _login_page(
    request: Request,
    status: int = 200,
    *,
    account_name: str = "",
    next: str = "",
    error: str = "",
    notice: str = "",
    wait_seconds: int = 0,
) -> Response:
    page = staff_page(
        request,
        "staff/login.html",
        status,
        account_name=account_name,
        next=local_staff_path(next),
        error=error,
        notice=notice,
        wait_seconds=wait_seconds,
        wait_minutes=-(-wait_seconds // 60),
    )
    parts_of(request).sessions.keep_visit(request, page)
    return page


def _lead_to(request: Request, path: str) -> Response:
    return RedirectResponse(staff_address(request, path), status_code=303, headers={"Cache-Control": "no-store"})


def _read_page(text: str) -> int:
    """The number of a page of lines, from 1; 1 for what is no number."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= len(str(_MAX_PAGE))
    return min(max(int(text), 1), _MAX_PAGE) if is_number else 1
