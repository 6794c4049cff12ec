import http.server
import json
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from bot.settings import load_settings
from evals.errors import EvaluationError
from evals.load.server import check_ready, run_server

# Starting when asked for the first time, then ready; it says at / how it was started.
_FAKE_LYKBOT = """
import http.server, json, os, sys
asked = []
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        asked.append(self.path)
        self.send_response(503 if len(asked) == 1 else 200)
        self.end_headers()
        told = {name: value for name, value in os.environ.items() if name.startswith("LYKBOT_")}
        self.wfile.write(json.dumps([sys.argv[1:], told]).encode())
port = int(sys.argv[sys.argv.index("--port") + 1])
http.server.HTTPServer(("127.0.0.1", port), Handler).serve_forever()
"""


@contextmanager
def _serving(status: int, body: str) -> Iterator[str]:
    """The address of a server that replies so to everything."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def test_a_ready_server() -> None:
    with _serving(200, "{}") as url:
        assert check_ready(url) is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('{"state": "starting", "reason": "lykbot is starting"}', "lykbot is starting"),
        ("[]", "HTTP 503"),
        ("<p>busy</p>", "HTTP 503"),
    ],
)
def test_a_server_that_may_get_ready(body: str, expected: str) -> None:
    with _serving(503, body) as url:
        assert check_ready(url) == expected


@pytest.mark.parametrize("state", ["no_index", "failed"])
def test_a_server_that_will_not_get_ready_by_itself(state: str) -> None:
    body = json.dumps({"state": state, "reason": "run `lykbot build`"})
    with (
        _serving(503, body) as url,
        pytest.raises(EvaluationError, match="cannot answer questions: run `lykbot build`"),
    ):
        check_ready(url)


def test_no_server() -> None:
    with _serving(200, "") as url:
        pass
    assert check_ready(url) is not None


def test_a_server_of_its_own(tmp_path: Path) -> None:
    script = tmp_path / "lykbot.py"
    script.write_text(_FAKE_LYKBOT, encoding="utf-8")
    settings = load_settings(tmp_path / "index")
    settings = replace(settings, web=replace(settings.web, root_path="/chat"))
    command = (sys.executable, str(script))
    with run_server(settings, tmp_path / "data", tmp_path / "server.log", command) as server:
        assert server.url.endswith("/chat")
        with urllib.request.urlopen(server.url, timeout=10) as reply:
            arguments, variables = json.loads(reply.read())
        assert psutil.Process(server.pid).is_running()
    assert arguments[:3] == ["serve", "--host", "127.0.0.1"]
    assert arguments[-2:] == ["--index", str(tmp_path / "index")]
    assert variables["LYKBOT_DATA_DIR"] == str(tmp_path / "data")
    assert variables["LYKBOT_VISITOR_LIMIT"] == variables["LYKBOT_OVERALL_LIMIT"] == "1000000"
    assert not psutil.pid_exists(server.pid)


def test_a_server_that_ends_says_why(tmp_path: Path) -> None:
    command = (sys.executable, "-c", "import sys; sys.exit('lykbot: there is no port')")
    with (
        pytest.raises(EvaluationError, match="`lykbot serve` exits 1: lykbot: there is no port"),
        run_server(load_settings(), tmp_path, tmp_path / "server.log", command),
    ):
        pass
