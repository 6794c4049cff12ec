"""The web server; the only user of uvicorn."""

import logging
import socket

import uvicorn
from fastapi import FastAPI

from bot.errors import ServingError
from bot.settings import WebSettings

# Beyond these a request waits in the system's queue, or is refused.
_MAX_CONNECTIONS = 500
_QUEUED_CONNECTIONS = 256
_KEEP_ALIVE_SECONDS = 15
# Long enough for an answer under way, short enough for whoever pressed Ctrl-C.
_SHUTDOWN_SECONDS = 5


def listen(settings: WebSettings) -> socket.socket:
    """The socket to serve on, bound before anything slow begins.

    Raises:
        ServingError: The address cannot be had.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((settings.host, settings.port))
    except OSError as error:
        bound.close()
        raise ServingError(
            f"{settings.host}:{settings.port} cannot be served on ({error.strerror or error}); stop what runs there, "
            "or choose another port: lykbot serve --port 7861"
        ) from error
    return bound


def serve(app: FastAPI, bound: socket.socket, settings: WebSettings) -> None:
    """Serves an app until it is interrupted."""
    config = uvicorn.Config(
        app,
        log_level=logging.WARNING,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        limit_concurrency=_MAX_CONNECTIONS,
        backlog=_QUEUED_CONNECTIONS,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
    )
    uvicorn.Server(config).run(sockets=[bound])
