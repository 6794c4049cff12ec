"""Who is logged in: signed cookies, tokens against forged forms, and what a request without them is answered."""

import hashlib
import re
import secrets
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from fastapi import HTTPException, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse
from itsdangerous import BadData, Signer, URLSafeSerializer

from bot.keeping.accounts import Account, Accounts
from bot.web.staff.addresses import login_address, staff_address
from bot.web.staff.throttling import LoginThrottle

if TYPE_CHECKING:
    from bot.web.parts import WebParts

SESSION_COOKIE = "lykbot_staff"
# What the token of the login form is bound to, there being no session yet.
VISIT_COOKIE = "lykbot_staff_visit"
CSRF_FIELD, CSRF_HEADER = "csrf_token", "X-CSRF-Token"
LONGEST_SECONDS = 8 * 3600
IDLE_SECONDS = 3600
# A session's last use is written down this often at most.
_NOTE_EVERY_SECONDS = 60
_VISIT_ID = re.compile(r"[A-Za-z0-9_-]{43}")


class RefusedRequest(HTTPException):
    """A request that staff pages do not answer; ``response`` is what it gets instead."""

    def __init__(self, response: Response) -> None:
        # For an app without our handler, a redirect is still one.
        location = response.headers.get("location")
        super().__init__(response.status_code, headers={"location": location} if location else None)
        self.response = response


@dataclass(frozen=True, slots=True, kw_only=True)
class _Session:
    session_id: str
    account: Account


@dataclass(frozen=True, slots=True, kw_only=True)
class _CsrfField:
    """The field of a form that holds its token; a template writes it as it is."""

    token: str

    def __html__(self) -> str:
        # The token is made of letters, digits, "-" and "_".
        return f'<input type="hidden" name="{CSRF_FIELD}" value="{self.token}">'


class Sessions:
    """Begins, recognises and ends sessions.

    A session is good while its cookie is signed by us and younger than eight hours, it has not ended, was used within
    the hour, and its account is there with the version it began with.

    Args:
        accounts: Who may log in.
        key: What cookies and tokens are signed with.
        throttle: How fast one may try to.
        clock: Seconds since 1970.
    """

    def __init__(
        self,
        accounts: Accounts,
        key: bytes,
        *,
        throttle: LoginThrottle | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.throttle = throttle or LoginThrottle()
        self._accounts = accounts
        self._clock = clock
        self._cookies = URLSafeSerializer(
            key, salt="lykbot staff session", signer_kwargs={"digest_method": hashlib.sha256}
        )
        self._tokens = Signer(key, salt="lykbot csrf token", digest_method=hashlib.sha256)

    def start(self, request: Request, response: Response, account: Account) -> None:
        """Begins a session of an account, which the response's cookie carries; one that was open ends."""
        self._close(request)
        now = int(self._clock())
        session = _Session(session_id=secrets.token_urlsafe(32), account=account)
        self._accounts.open_sessions.begin(session.session_id, now, forget_before=now - IDLE_SECONDS)
        content = [account.name, account.session_version, session.session_id, now]
        _set_cookie(request, response, SESSION_COOKIE, str(self._cookies.dumps(content)))
        _delete_cookie(request, response, VISIT_COOKIE)
        request.state.staff_session = session

    def account(self, request: Request) -> Account | None:
        """Whose session a request belongs to; None when it belongs to none that is good."""
        session = self._find(request)
        return session.account if session else None

    def csrf_token(self, request: Request) -> str:
        """The token for the forms of a page: of the session, or, before there is one, of the visit."""
        bound_to = self._bound_to(request)
        if bound_to is None:
            request.state.staff_visit = secrets.token_urlsafe(32)
            bound_to = _of_visit(request.state.staff_visit)
        return self._tokens.get_signature(bound_to).decode("ascii")

    def check_csrf(self, request: Request, token: str) -> bool:
        """Whether a form is one of ours: no other site sent it, and its token is that of the session or visit."""
        bound_to = self._bound_to(request)
        return (
            bound_to is not None
            and not _is_from_elsewhere(request)
            and self._tokens.verify_signature(bound_to, token.encode("utf-8", errors="replace"))
        )

    def keep_visit(self, request: Request, response: Response) -> None:
        """Gives the response the cookie that a token made for this request before any session is bound to."""
        visit_id = getattr(request.state, "staff_visit", None)
        if visit_id is not None:
            _set_cookie(request, response, VISIT_COOKIE, visit_id)

    def end(self, request: Request, response: Response) -> None:
        """Ends the session of a request for good: its cookie is good for nothing, wherever it has been copied."""
        self._close(request)
        _delete_cookie(request, response, SESSION_COOKIE)

    def _close(self, request: Request) -> None:
        session = self._find(request)
        if session is not None:
            self._accounts.open_sessions.end(session.session_id)
        request.state.staff_session = None

    def _bound_to(self, request: Request) -> str | None:
        session = self._find(request)
        if session is not None:
            return f"session {session.session_id}"
        visit_id = getattr(request.state, "staff_visit", None) or request.cookies.get(VISIT_COOKIE, "")
        return _of_visit(visit_id) if _VISIT_ID.fullmatch(visit_id) else None

    def _find(self, request: Request) -> _Session | None:
        """The session of a request, looked up once; later calls do without the database."""
        if not hasattr(request.state, "staff_session"):
            request.state.staff_session = self._read(request.cookies.get(SESSION_COOKIE, ""))
        return cast(_Session | None, request.state.staff_session)

    def _read(self, cookie: str) -> _Session | None:
        try:
            name, version, session_id, began_at = self._cookies.loads(cookie)
        except (BadData, TypeError, ValueError):
            return None
        now = int(self._clock())
        used_at = self._accounts.open_sessions.used_at(session_id)
        account = self._accounts.find(name)
        if used_at is None or account is None or account.session_version != version:
            return None
        if now - began_at > LONGEST_SECONDS or now - used_at > IDLE_SECONDS:
            return None
        if now - used_at >= _NOTE_EVERY_SECONDS:
            self._accounts.open_sessions.use(session_id, now)
        return _Session(session_id=session_id, account=account)


def staff_page(request: Request, name: str, status: int = 200, **values: object) -> HTMLResponse:
    """A page of the staff area, with the values that staff/base.html and the forms in it need; no browser keeps it."""
    parts = _parts_of(request)
    response = parts.pages.render(
        name,
        request,
        status,
        account=parts.sessions.account(request),
        csrf_field=_CsrfField(token=parts.sessions.csrf_token(request)),
        **values,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def require_open(request: Request) -> None:
    """Lets a request through when there is an account at all; the area is closed otherwise.

    Raises:
        RefusedRequest: There is none.
    """
    if _parts_of(request).accounts.is_empty():
        raise RefusedRequest(staff_page(request, "staff/closed.html", 403, reason="no_accounts"))


def require_account(request: Request) -> Account:
    """Whose request it is, for pages that only staff may see.

    Raises:
        RefusedRequest: Nobody's; a page that is opened leads to the login, anything else is refused.
    """
    account = _parts_of(request).sessions.account(request)
    if account is not None:
        return account
    require_open(request)
    if _opens_a_page(request):
        headers = {"Location": login_address(request), "Cache-Control": "no-store"}
        raise RefusedRequest(Response(status_code=303, headers=headers))
    raise RefusedRequest(staff_page(request, "staff/closed.html", 401, reason="logged_out"))


async def require_csrf(request: Request) -> AsyncIterator[None]:
    """Lets a form through that a page of ours has sent, to somebody who is still logged in.

    Raises:
        RefusedRequest: Its token is missing or wrong, another site sent it, or the session has ended.
    """
    # Who has to log in again is told so, and not that the form is too old.
    await run_in_threadpool(require_account, request)
    token: object = request.headers.get(CSRF_HEADER)
    # Closed afterwards, with the files in it: whoever handles the form may read it again until then.
    async with AsyncExitStack() as stack:
        if token is None:
            token = (await stack.enter_async_context(request.form())).get(CSRF_FIELD)
        await run_in_threadpool(refuse_forged, request, token if isinstance(token, str) else "")
        yield


def refuse_forged(request: Request, token: str) -> None:
    """Lets a form through by its token.

    Raises:
        RefusedRequest: It is wrong, or another site sent the form.
    """
    if not _parts_of(request).sessions.check_csrf(request, token):
        raise RefusedRequest(staff_page(request, "staff/closed.html", 403, reason="forged"))


async def answer_refused(_: Request, error: Exception) -> Response:
    """The response of a `RefusedRequest`; the app's handler for them."""
    return cast(RefusedRequest, error).response


def _parts_of(request: Request) -> "WebParts":
    # As bot.web.parts has it, which imports this module.
    return cast("WebParts", request.app.state.parts)


def _opens_a_page(request: Request) -> bool:
    """Whether a browser will show the answer, rather than a script read it."""
    accepted = request.headers.get("accept", "*/*")
    return (
        request.method == "GET"
        and request.headers.get("sec-fetch-dest", "document") == "document"
        and ("text/html" in accepted or "*/*" in accepted)
    )


def _is_from_elsewhere(request: Request) -> bool:
    """Whether the browser says that another site sent a request."""
    fetch_site = request.headers.get("sec-fetch-site")
    if fetch_site is not None:
        return fetch_site not in ("same-origin", "none")
    origin = request.headers.get("origin")
    # "null" says nothing: a browser sends it for our own forms too when it may not tell where it comes from.
    if origin is None or origin == "null":
        return False
    # Behind a proxy Host may be the proxy's idea; no form of another site can set X-Forwarded-Host.
    own = {request.headers.get("host"), request.headers.get("x-forwarded-host")}
    return origin.partition("://")[2] not in own


def _of_visit(visit_id: str) -> str:
    return f"visit {visit_id}"


def _set_cookie(request: Request, response: Response, name: str, value: str) -> None:
    # Without an age: it goes when the browser is closed, which a shared computer's next user is glad of.
    response.set_cookie(
        name,
        value,
        path=staff_address(request),
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )


def _delete_cookie(request: Request, response: Response, name: str) -> None:
    response.delete_cookie(
        name,
        path=staff_address(request),
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
