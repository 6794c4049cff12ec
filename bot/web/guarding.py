"""What stands before every page and route: headers for browsers, bounds on bodies, and who may call the HTTP API."""

from collections.abc import Mapping, Sequence

from fastapi import FastAPI, Request
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.settings import WebSettings
from bot.web.error_replies import CatchFailures, is_for_programs, reply
from bot.web.metrics import CountRequests, Metrics
from bot.web.path_prefix import PathPrefix, path_within

MAX_BODY_BYTES = 64 * 1024
# A page of at most 10 MB with the rest of its form.
MAX_UPLOAD_BYTES = 11 * 1024 * 1024
UPLOAD_PATH = "/staff/documents/preview"

_POLICY: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
_NOTHING = "default-src 'none'; frame-ancestors 'none'"
_EVERYWHERE: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_KEPT_FOR_GOOD = "public, max-age=31536000, immutable"
# Statuses whose body is what was asked for.
_FOUND = frozenset({200, 206, 304})
_NEVER_FRAMED = ("/staff", "/docs")
_FOR_OTHER_SITES = "/embed.js"


def content_policy(frame_ancestors: str, **directives: str) -> str:
    """A Content-Security-Policy like that of every page.

    Args:
        frame_ancestors: The origins whose pages may show this one in a frame.
        directives: What differs, with "_" for "-": ``style_src="'self' 'unsafe-inline'"``.
    """
    changed = {name.replace("_", "-"): sources for name, sources in directives.items()}
    policy = {**_POLICY, **changed, "frame-ancestors": frame_ancestors}
    return "; ".join(f"{name} {sources}" for name, sources in policy.items())


class SecurityHeaders:
    """Middleware that tells browsers what a response may do. What a response says itself stays.

    Args:
        app: What answers.
        embed_origins: Those whose pages may show the chat in a frame.
    """

    def __init__(self, app: ASGIApp, embed_origins: Sequence[str] = ()) -> None:
        self._app = app
        self._is_embedded = bool(embed_origins)
        self._visitors_policy = content_policy(" ".join(("'self'", *embed_origins)))
        self._unframed_policy = content_policy("'none'")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, and adds the headers to its response."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers(scope, message["status"]).items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)

    def _headers(self, scope: Scope, status: int) -> dict[str, str]:
        path = path_within(scope)
        headers = dict(_EVERYWHERE)
        headers["Cache-Control"] = _cache_control(scope, path, status)
        headers["Cross-Origin-Resource-Policy"] = "cross-origin" if path == _FOR_OTHER_SITES else "same-origin"
        if is_for_programs(scope) or path == _FOR_OTHER_SITES or path.startswith("/static/"):
            headers["Content-Security-Policy"] = _NOTHING
            headers["X-Frame-Options"] = "DENY"
        elif any(path == area or path.startswith(f"{area}/") for area in _NEVER_FRAMED):
            headers["Content-Security-Policy"] = self._unframed_policy
            headers["X-Frame-Options"] = "DENY"
        else:
            headers["Content-Security-Policy"] = self._visitors_policy
            # It knows no origins: one that may show the chat has to do with the policy alone.
            if not self._is_embedded:
                headers["X-Frame-Options"] = "SAMEORIGIN"
        if scope.get("scheme") == "https":
            headers["Strict-Transport-Security"] = "max-age=31536000"
        return headers


def _cache_control(scope: Scope, path: str, status: int) -> str:
    """How long a response may be kept: a static file for good when its address names its version."""
    if not path.startswith("/static/") or status not in _FOUND:
        return "no-store"
    query = scope.get("query_string", b"")
    return _KEPT_FOR_GOOD if query.startswith(b"v=") else "no-cache"


class BodyLimit:
    """Middleware that bounds what a request may carry, whatever its headers say of it.

    Args:
        app: What answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, and stops reading it where it grows too large."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_upload = scope["method"] == "POST" and path_within(scope) == UPLOAD_PATH
        most_bytes = MAX_UPLOAD_BYTES if is_upload else MAX_BODY_BYTES
        if _declared_bytes(scope) > most_bytes:
            await reply(Request(scope, receive), 413)(scope, receive, send)
            return
        received_bytes = 0

        async def receive_bounded() -> Message:
            nonlocal received_bytes
            message = await receive()
            received_bytes += len(message.get("body", b""))
            if received_bytes > most_bytes:
                # Raised where the body is read, it gets the reply of its status.
                raise HTTPException(413)
            return message

        await self._app(scope, receive_bounded, send)


def _declared_bytes(scope: Scope) -> int:
    """How long a body is said to be; 0 when nothing, or nothing legible, is said."""
    value = next((value for name, value in scope["headers"] if name == b"content-length"), b"")
    # A number of thousands of digits is not read, only taken for a large one.
    return int(value[:20]) if value.isdigit() else 0


class CorsForApi:
    """Middleware that lets scripts of some origins call the HTTP API; those of no other, and nothing else.

    Args:
        app: What answers.
        origins: These origins; with none, browsers let only our own pages call it.
    """

    def __init__(self, app: ASGIApp, origins: Sequence[str]) -> None:
        self._app = app
        self._is_shared = bool(origins)
        self._shared = CORSMiddleware(
            app,
            allow_origins=origins,
            allow_methods=("GET", "POST"),
            allow_headers=("Content-Type",),
            expose_headers=("Retry-After",),
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, through what knows the origins where it is one to the API."""
        is_for_api = scope["type"] == "http" and path_within(scope).startswith("/api/v1/")
        await (self._shared if self._is_shared and is_for_api else self._app)(scope, receive, send)


def guard(app: FastAPI, settings: WebSettings, metrics: Metrics) -> None:
    """Puts all of this before an app, with what counts its requests and answers when its code fails."""
    # The last one added is the first that a request comes to.
    app.add_middleware(CatchFailures)
    app.add_middleware(BodyLimit)
    app.add_middleware(CorsForApi, origins=settings.cors_origins)
    app.add_middleware(CountRequests, metrics=metrics)
    app.add_middleware(SecurityHeaders, embed_origins=settings.embed_origins)
    app.add_middleware(PathPrefix, root_path=settings.root_path)
