"""The path prefix under which a proxy shows lykbot ("/lykbot"), whether the proxy takes it off or passes it on."""

from urllib.parse import quote

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send


class PathPrefix:
    """Middleware that gives every request the path visitors see, and says which part of it is the prefix.

    Args:
        app: What answers.
        root_path: The prefix, "" for none.
    """

    def __init__(self, app: ASGIApp, root_path: str) -> None:
        self._app = app
        self._root_path = root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on with its prefix."""
        prefix = self._root_path
        if not prefix or scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        path = str(scope["path"])
        if path == prefix and scope["type"] == "http":
            query = scope.get("query_string", b"").decode("latin-1")
            response = RedirectResponse(f"{prefix}/{'?' if query else ''}{query}", status_code=308)
            await response(scope, receive, send)
            return
        if not path.startswith(f"{prefix}/"):
            path = prefix + path
            raw_path = scope.get("raw_path") or quote(str(scope["path"])).encode("ascii")
            scope = {**scope, "path": path, "raw_path": prefix.encode("ascii") + raw_path}
        await self._app({**scope, "root_path": prefix}, receive, send)


def path_within(scope: Scope) -> str:
    """The path of a request behind the prefix: "/api/v1/ask" wherever lykbot is shown."""
    path, prefix = str(scope["path"]), str(scope.get("root_path", ""))
    return path.removeprefix(prefix) if path.startswith(f"{prefix}/") else path
