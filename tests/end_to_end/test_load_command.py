"""`python -m evals load`, with locust and its visitors, at a server that counts what it is asked."""

import http.server
import json
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from evals.json_lines import read_records
from evals.load.schema import (
    API_ANSWER,
    CHAT_ANSWER,
    DOCUMENT_PAGE,
    QUEUED,
    START_PAGE,
    STATIC_FILE,
    STREAM,
    TimedRequest,
)

_ASK = "/queue/gradio_api/call/ask"
# One answer of so many breaks off.
_BREAKS_OFF = 7


@dataclass(slots=True)
class _Seen:
    """What a stub of lykbot was asked."""

    counts: Counter[str] = field(default_factory=Counter)
    turns: list[dict[str, object]] = field(default_factory=list)
    broken: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


def _handler(seen: _Seen) -> type[http.server.BaseHTTPRequestHandler]:
    class Stub(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if self.path == "/readyz":
                self._reply("{}")
            elif self.path == "/":
                self._count(START_PAGE)
                self._reply(f'<html lang="{self.headers["Accept-Language"]}"><script src="/static/chat.js"></script>')
            elif self.path == "/static/chat.js":
                self._count(STATIC_FILE)
                self._reply("")
            elif self.path.startswith("/documents/imatra?from=1&to=2"):
                self._count(DOCUMENT_PAGE)
                self._reply("<p>")
            else:
                self._answer()

        def do_POST(self) -> None:
            sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.path == _ASK:
                self._count(QUEUED)
                with seen.lock:
                    seen.turns.append(sent["data"][0])
                    event_id = len(seen.turns)
                self._reply(json.dumps({"event_id": str(event_id)}))
            else:
                assert self.path == "/api/v1/ask"
                self._count(API_ANSWER)
                self._reply('{"status": "answered"}')

        def log_message(self, format: str, *args: object) -> None:
            pass

        def _answer(self) -> None:
            assert self.path.startswith(f"{_ASK}/")
            self._count(STREAM)
            shown = {
                "kind": "answer",
                "status": "answered",
                "html": '<a href="/documents/imatra?from=1&amp;to=2#c">1</a>',
            }
            stream = f"event: generating\ndata: {json.dumps([shown])}\n\n"
            if int(self.path.rpartition("/")[2]) % _BREAKS_OFF == 0:
                with seen.lock:
                    seen.broken += 1
            else:
                stream += "event: complete\ndata: []\n\n"
            self._reply(stream)

        def _count(self, kind: str) -> None:
            with seen.lock:
                seen.counts[kind] += 1

        def _reply(self, text: str) -> None:
            body = text.encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Stub


@contextmanager
def _stub(seen: _Seen) -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(seen)) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def test_three_visitors_and_a_crowd(tmp_path: Path) -> None:
    seen = _Seen()
    with _stub(seen) as url:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "evals", "load", "--url", url, "--visitors", "3", "--minutes", "0.05"),
                *("--pace", "0.01", "--burst", "--output", str(tmp_path)),
            ],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 1, done.stderr
    assert "the stream ended without `complete`" in done.stderr
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    crowd = Counter(request.kind for _, request in read_records(tmp_path / "crowds.jsonl", TimedRequest))
    assert crowd == {START_PAGE: 3, STATIC_FILE: 3, QUEUED: 3, STREAM: 3, CHAT_ANSWER: 3}
    counted = {row["kind"]: row["requests"] for row in report["kinds"]}
    # Nothing that was asked is missing, and nothing is counted twice.
    assert counted.pop(CHAT_ANSWER) == counted[STREAM]
    assert Counter(counted) + crowd - Counter({CHAT_ANSWER: 3}) == seen.counts
    assert counted[QUEUED] > _BREAKS_OFF
    assert counted[DOCUMENT_PAGE] > 0
    failures = {row["kind"]: row["failures"] for row in report["kinds"]}
    assert failures.pop(CHAT_ANSWER) + report["burst"]["failures"] == seen.broken > 0
    assert set(failures.values()) == {0}
    assert (report["burst"]["visitors"], report["burst"]["answers"]) == (3, 3)
    # The server is in the process of this test.
    assert report["process"]["end_mib"] > 1
    _check_turns(seen)


def _check_turns(seen: _Seen) -> None:
    """What is asked is what the page sends: the turn's number follows from the questions before it."""
    for turn in seen.turns:
        history = turn["history"]
        assert isinstance(history, list)
        assert turn["turn"] == len(history) + 1
        assert turn["page_language"] in ("fi", "sv", "en")
        assert turn["question"]
