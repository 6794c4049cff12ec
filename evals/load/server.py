"""A server of its own to put the load on: a child process without rate limits, whose data go into a folder apart."""

import json
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.settings import MAX_LIMIT, VARIABLES, Settings
from evals.errors import EvaluationError
from evals.speed.cold_start import LYKBOT

_HOST = "127.0.0.1"
_START_SECONDS = 120.0
_LOOK_SECONDS = 0.25
_STOP_SECONDS = 10.0
# States in which it will not get ready by itself.
_HOPELESS = frozenset({"no_index", "failed"})
# This machine only: no proxy stands between.
_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where a server is, and its process."""

    url: str
    pid: int


@contextmanager
def run_server(settings: Settings, data_dir: Path, log: Path, command: Sequence[str] = LYKBOT) -> Iterator[Server]:
    """Runs a server on a free port until the end of the context.

    Args:
        settings: Those in force, with the index it answers from.
        data_dir: Keeps what it writes down.
        log: What it has to say.
        command: How lykbot is started.

    Raises:
        EvaluationError: It does not get ready.
    """
    port = _find_free_port()
    own_settings = {
        "data_dir": data_dir,
        "visitor_limit": MAX_LIMIT,
        "overall_limit": MAX_LIMIT,
    }
    # Through the program env, on top of the settings in force.
    changed = [f"{VARIABLES[name]}={value}" for name, value in own_settings.items()]
    serve = ["serve", "--host", _HOST, "--port", str(port), "--index", str(settings.index_dir)]
    with log.open("wb") as told:
        process = subprocess.Popen(
            ["env", *changed, *command, *serve], stdin=subprocess.DEVNULL, stdout=told, stderr=subprocess.STDOUT
        )
        try:
            url = f"http://{_HOST}:{port}{settings.web.root_path}"
            _wait_until_ready(url, process, log)
            yield Server(url=url, pid=process.pid)
        finally:
            _stop(process)


def check_ready(url: str) -> str | None:
    """Why a server is not ready for questions; None when it is.

    Raises:
        EvaluationError: It will not get ready by itself.
    """
    try:
        with _opener.open(f"{url.rstrip('/')}/readyz", timeout=10):
            return None
    except urllib.error.HTTPError as error:
        state, reason = _read_trouble(error.read())
        if state in _HOPELESS:
            raise EvaluationError(f"the server at {url} cannot answer questions: {reason}") from error
        return reason or f"HTTP {error.code}"
    except OSError as error:
        return str(error)


def _read_trouble(body: bytes) -> tuple[str, str]:
    try:
        reply = json.loads(body)
    except ValueError:
        return "", ""
    return (str(reply.get("state", "")), str(reply.get("reason", ""))) if isinstance(reply, dict) else ("", "")


def _wait_until_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    latest = time.monotonic() + _START_SECONDS
    while (trouble := check_ready(url)) is not None:
        if process.poll() is not None:
            lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines() or ["it said nothing"]
            raise EvaluationError(f"`lykbot serve` exits {process.returncode}: {lines[-1]}")
        if time.monotonic() > latest:
            raise EvaluationError(f"`lykbot serve` is not ready after {_START_SECONDS:.0f} s ({trouble}); see {log}")
        time.sleep(_LOOK_SECONDS)


def _find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
