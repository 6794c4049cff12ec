"""lykbot served by the real command, asked by the tests, and the proxy that may stand before it."""

import http.client
import json
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.end_to_end.machine import LYKBOT, Machine

# Under load a start takes many times as long as on a quiet machine.
LIMIT_SECONDS = 300
_LOOK_SECONDS = 0.1
_STOP_SECONDS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a server replied; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def request(port: int, method: str, path: str, body: object = None, headers: Mapping[str, str] | None = None) -> Reply:
    """The reply to a request of a program; a body is sent as JSON."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=LIMIT_SECONDS)) as connection:
        sent = None if body is None else json.dumps(body)
        connection.request(method, path, sent, {"Content-Type": "application/json", **(headers or {})})
        response = connection.getresponse()
        received = {name.lower(): value for name, value in response.getheaders()}
        return Reply(status=response.status, headers=received, body=response.read())


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A server under way.

    ``log`` holds what it has written to both outputs; ``settings`` are those it was started with.
    """

    machine: Machine
    port: int
    data_dir: Path
    index_dir: Path
    log: Path
    settings: Mapping[str, str]
    process: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self) -> Path:
        return self.data_dir / "lykbot.sqlite"

    def get(self, path: str, **headers: str) -> Reply:
        return request(self.port, "GET", path, headers=headers)

    def ask(self, question: str, **fields: object) -> dict[str, Any]:
        """The answer of the HTTP API."""
        reply = request(self.port, "POST", "/api/v1/ask", {"question": question, **fields})
        assert reply.status == 200, reply.text
        answer: dict[str, Any] = reply.json
        return answer

    def add_account(self, name: str, password: str) -> None:
        """Adds an account with the real command."""
        done = self.machine.run(
            "users", "add", name, "--password-stdin", input=f"{password}\n", LYKBOT_DATA_DIR=str(self.data_dir)
        )
        assert done.returncode == 0, done.stderr

    def wait_until(self, state: str) -> None:
        """Comes back when the server says that it is in a state: "ready", "no_index"."""
        found = wait_for(lambda: self._look(state))
        assert found, f"not {state} in {LIMIT_SECONDS} s:\n{self.log.read_text(encoding='utf-8')}"

    def kill(self) -> None:
        """Ends the process at once, as a machine that is switched off would."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """Ends the process as whoever looks after it would."""
        self.process.terminate()
        try:
            self.process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()

    def start_again(self) -> "Served":
        """Another process at the same address, with the same folders."""
        return start_server(self.machine, self.data_dir, self.index_dir, port=self.port, **self.settings)

    def _look(self, state: str) -> bool:
        assert self.process.poll() is None, self.log.read_text(encoding="utf-8")
        try:
            reply = self.get(f"{self.settings.get('LYKBOT_ROOT_PATH', '')}/readyz")
        except OSError:
            return False
        return bool(reply.json["state"] == state)


def wait_for(is_so: Any) -> bool:
    """Whether something became so in the time there is."""
    deadline = time.monotonic() + LIMIT_SECONDS
    while time.monotonic() < deadline:
        if is_so():
            return True
        time.sleep(_LOOK_SECONDS)
    return False


def start_server(machine: Machine, data_dir: Path, index_dir: Path, *, port: int = 0, **settings: str) -> Served:
    """A server that has been started, and is perhaps not ready; without a port it gets one that is free."""
    port = port or _free_port()
    data_dir.mkdir(parents=True, exist_ok=True)
    log = data_dir.with_name(f"{data_dir.name}.log")
    folders = {"LYKBOT_DATA_DIR": str(data_dir), "LYKBOT_INDEX_DIR": str(index_dir)}
    with log.open("ab") as output:
        process = subprocess.Popen(
            [*LYKBOT, "serve", "--port", str(port)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=machine.environment(**folders, **settings),
            cwd=machine.folder,
        )
    return Served(
        machine=machine,
        port=port,
        data_dir=data_dir,
        index_dir=index_dir,
        log=log,
        settings=settings,
        process=process,
    )


def _free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def proxy_before(port: int, *, takes_off: str = "") -> Iterator[int]:
    """The port of a proxy that passes every request on, without the prefix that it takes off."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            path = self.path.removeprefix(takes_off) or "/"
            headers = {name: value for name, value in self.headers.items() if name.lower() != "connection"}
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=LIMIT_SECONDS)) as behind:
                behind.request(self.command, path, body, headers)
                response = behind.getresponse()
                self.send_response_only(response.status)
                for name, value in response.getheaders():
                    if name.lower() not in ("connection", "transfer-encoding"):
                        self.send_header(name, value)
                # What is streamed has no length: its end is that of the connection.
                self.send_header("Connection", "close")
                self.close_connection = True
                self.end_headers()
                while piece := response.read1():
                    self.wfile.write(piece)
                    self.wfile.flush()

        do_GET = do_HEAD = do_POST = _pass_on

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
