"""What holds for every test: no connection leaves the machine, no user's files or settings are seen."""

import ipaddress
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# Some first calls load tables or a model, which says nothing about the example they happen to fall on.
settings.register_profile("lykbot", deadline=None)
settings.load_profile("lykbot")

_CONNECTING_EVENTS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
# Looking a name up asks another machine too, and fails before any connection where there is no network.
_RESOLVING_EVENTS = frozenset({"socket.getaddrinfo", "socket.gethostbyname"})
_FOLDERS = {
    "XDG_CACHE_HOME": "cache",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
}


class ConnectionRefusedByTestsError(Exception):
    """A test tried to reach another machine; no OSError, which network code catches and retries."""


class ConnectionGuard:
    """Refuses, as an audit hook, connections that leave the machine, and keeps their addresses.

    It sees sockets opened through Python, in every thread; subprocesses, and compiled code that opens sockets
    of its own, are out of its sight.
    """

    def __init__(self) -> None:
        self.refused: list[str] = []

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in _CONNECTING_EVENTS:
            address, stays = arguments[1], stays_on_machine(arguments[1])
        elif event in _RESOLVING_EVENTS:
            address, stays = arguments[0], needs_no_lookup(arguments[0])
        else:
            return
        if not stays:
            self.refused.append(repr(address))
            raise ConnectionRefusedByTestsError(
                f"a test tried to reach {address!r}; tests use loopback addresses and files only"
            )


def stays_on_machine(address: object) -> bool:
    """Whether a socket address is a loopback one, a Unix socket's path, or None (already connected)."""
    if address is None or isinstance(address, str | bytes):
        return True
    host = address[0] if isinstance(address, tuple) and address else None
    if not isinstance(host, str):
        return False
    if host == "localhost":
        return True
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return (mapped or ip).is_loopback


def needs_no_lookup(host: object) -> bool:
    """Whether a host is none, this machine by name, or a numeric address."""
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if name is None or name in {"", "localhost"}:
        return True
    try:
        ipaddress.ip_address(str(name))
    except ValueError:
        return False
    return True


_GUARD = ConnectionGuard()


def pytest_configure() -> None:
    """Sets the guard before anything is collected; an audit hook stays until the process ends."""
    sys.addaudithook(_GUARD)


@pytest.fixture(scope="session")
def connection_guard() -> ConnectionGuard:
    """The guard that watches this run."""
    return _GUARD


@pytest.fixture(autouse=True)
def _no_connection_left_the_machine() -> Iterator[None]:
    """Fails a test whose code tried to, even where that code swallowed the error."""
    before = len(_GUARD.refused)
    yield
    refused = _GUARD.refused[before:]
    assert not refused, f"connections to other machines were tried: {', '.join(refused)}"


def _isolate(patch: pytest.MonkeyPatch, root: Path, model_cache_dir: Path) -> None:
    for name in [name for name in os.environ if name.startswith("LYKBOT_")]:
        patch.delenv(name)
    for name, folder in _FOLDERS.items():
        patch.setenv(name, str(root / folder))
    patch.setenv("LYKBOT_CACHE_DIR", str(model_cache_dir))


@pytest.fixture(scope="session")
def model_cache_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the bundled model is prepared: once a run, on first use, shared by every test that needs it."""
    return tmp_path_factory.mktemp("model-cache")


@pytest.fixture(scope="session", autouse=True)
def _isolated_session(tmp_path_factory: pytest.TempPathFactory, model_cache_dir: Path) -> Iterator[None]:
    """The same isolation for fixtures that live longer than one test."""
    with pytest.MonkeyPatch.context() as patch:
        _isolate(patch, tmp_path_factory.mktemp("home"), model_cache_dir)
        yield


@pytest.fixture(autouse=True)
def _isolated_test(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, model_cache_dir: Path) -> None:
    """An environment of the test's own: no LYKBOT_ setting, empty folders for data, settings and caches."""
    _isolate(monkeypatch, tmp_path / "home", model_cache_dir)
