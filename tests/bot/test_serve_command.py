"""`lykbot serve`: what it says on the way, and what it serves with."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.errors import ServingError
from bot.serve_command import serve
from bot.settings import Settings, WebSettings


class FakeLive:
    """Settled at once, ready or not."""

    def __init__(self, reason: str = "") -> None:
        self.reason = reason

    def wait_until_settled(self) -> None:
        pass

    def is_ready(self) -> bool:
        return not self.reason


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., tuple[Result, list[Settings]]]]:
    """Runs the command with a server that ends when the address has been told."""
    from bot.web import app, serving

    def run_it(*arguments: str, reason: str = "") -> tuple[Result, list[Settings]]:
        served: list[Settings] = []

        def make_parts(settings: Settings) -> Any:
            served.append(settings)
            return SimpleNamespace(live=FakeLive(reason))

        def serve_it(app: object, bound: socket.socket, web: WebSettings) -> None:
            assert bound.getsockname()[1] == web.port
            bound.close()

        monkeypatch.setattr(app, "make_parts", make_parts)
        monkeypatch.setattr(app, "create_app", lambda parts: object())
        monkeypatch.setattr(serving, "serve", serve_it)
        # Told from a thread of its own otherwise, which may come too late for the test.
        monkeypatch.setattr("bot.serve_command.threading.Thread", _RunsAtOnce)
        return CliRunner().invoke(serve, arguments), served

    yield run_it


class _RunsAtOnce:
    def __init__(self, target: Callable[..., None], args: tuple[object, ...], daemon: bool) -> None:
        self._target, self._args = target, args

    def start(self) -> None:
        self._target(*self._args)


def test_the_address_is_told(run: Callable[..., tuple[Result, list[Settings]]], port: int, tmp_path: Path) -> None:
    result, (settings,) = run("--port", str(port), "--index", str(tmp_path / "my-index"))
    assert result.exit_code == 0
    assert f"lykbot answers at http://127.0.0.1:{port}/ (Ctrl-C stops it)" in result.stderr
    assert (settings.web.port, settings.index_dir) == (port, tmp_path / "my-index")


def test_when_nothing_can_be_answered_it_says_what_to_do(
    run: Callable[..., tuple[Result, list[Settings]]], port: int
) -> None:
    result, _ = run("--port", str(port), reason="run `lykbot build` first")
    assert "cannot answer: run `lykbot build` first" in result.stderr


@pytest.mark.parametrize(("host", "shown"), [("0.0.0.0", "127.0.0.1"), ("127.0.0.1", "127.0.0.1")])
def test_the_address_is_one_that_can_be_opened(
    run: Callable[..., tuple[Result, list[Settings]]],
    port: int,
    host: str,
    shown: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LYKBOT_ROOT_PATH", "/lykbot")
    result, _ = run("--port", str(port), "--host", host)
    assert f"http://{shown}:{port}/lykbot/" in result.stderr


def test_a_port_in_use_is_known_before_anything_else(
    run: Callable[..., tuple[Result, list[Settings]]], port: int
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        result, served = run("--port", str(port))
    assert isinstance(result.exception, ServingError)
    assert served == []


def test_a_port_that_is_none() -> None:
    assert CliRunner().invoke(serve, ["--port", "99999"]).exit_code == 2
