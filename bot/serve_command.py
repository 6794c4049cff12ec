"""`lykbot serve`: the web chat, the staff area and the HTTP API."""

import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.command_group import notify
from bot.settings import Settings, WebSettings, load_settings

if TYPE_CHECKING:
    from bot.live import LiveBot


@click.command()
@click.option("--host", help="The address to serve on; 127.0.0.1 is this machine only.")
@click.option("--port", type=click.IntRange(1, 65535), help="The port; 7860 when nothing else is set.")
@click.option(
    "--index",
    "index_dir",
    metavar="DIR",
    type=click.Path(file_okay=False, readable=False, path_type=Path),
    help="The folder of the index, instead of the one in the settings.",
)
def serve(host: str | None, port: int | None, index_dir: Path | None) -> None:
    """Serve the web chat, the staff area and the HTTP API, until Ctrl-C."""
    settings = load_settings(index_dir)
    web = replace(settings.web, host=host or settings.web.host, port=port or settings.web.port)
    settings = replace(settings, web=web)
    notify("Starting lykbot ...")
    from bot.web.serving import listen

    # First of all, so that a port in use is known before the seconds that the rest takes.
    bound = listen(web)
    from bot.web import app, serving

    parts = app.make_parts(settings)
    threading.Thread(target=_tell_when_ready, args=(parts.live, settings), daemon=True).start()
    serving.serve(app.create_app(parts), bound, web)


def _tell_when_ready(live: "LiveBot", settings: Settings) -> None:
    live.wait_until_settled()
    address = _address(settings.web)
    if live.is_ready():
        notify(f"lykbot answers at {address} (Ctrl-C stops it)")
    else:
        notify(f"lykbot is at {address}, but cannot answer: {live.reason}")


def _address(web: WebSettings) -> str:
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(web.host, f"[{web.host}]" if ":" in web.host else web.host)
    return f"http://{host}:{web.port}{web.root_path}/"
