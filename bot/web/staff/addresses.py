"""Addresses in the staff area: behind the path prefix, and where a login leads."""

from urllib.parse import quote, unquote, urlsplit

from fastapi import Request

from bot.web.path_prefix import path_within

STAFF_PATH, LOGIN_PATH, LOGOUT_PATH = "/staff", "/staff/login", "/staff/logout"
_MAX_CHARS = 2000


def staff_address(request: Request, path: str = STAFF_PATH) -> str:
    """A path of ours as the browser knows it, with the path prefix of the proxy in front of us."""
    return str(request.scope.get("root_path", "")) + path


def login_address(request: Request) -> str:
    """The address of the login that leads back to the page a request asks for."""
    query = request.url.query
    wanted = quote(path_within(request.scope)) + (f"?{query}" if query else "")
    return f"{staff_address(request, LOGIN_PATH)}?next={quote(wanted, safe='/')}"


def local_staff_path(text: str) -> str:
    """The text when it is the address of a staff page of ours, without prefix; the front of the area otherwise.

    Where a login leads stands in its address, which anybody can write: it must lead to no other site or part of ours.
    """
    if not text.startswith(STAFF_PATH) or len(text) > _MAX_CHARS or not text.isascii() or not text.isprintable():
        return STAFF_PATH
    # Browsers read %2e%2e as .., and a backslash as a slash, of which our paths have none.
    path = unquote(urlsplit(text).path)
    first, *segments = path.removeprefix("/").split("/")
    is_ours = f"/{first}" == STAFF_PATH and ".." not in segments and "\\" not in path
    return text if is_ours and path not in (LOGIN_PATH, LOGOUT_PATH) else STAFF_PATH
