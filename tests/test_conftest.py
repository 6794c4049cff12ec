import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ConnectionGuard, ConnectionRefusedByTestsError, needs_no_lookup, stays_on_machine


@pytest.mark.parametrize(
    ("address", "stays"),
    [
        (("127.0.0.1", 80), True),
        (("127.8.9.10", 80), True),
        (("localhost", 80), True),
        (("::1", 80, 0, 0), True),
        (("::ffff:127.0.0.1", 80, 0, 0), True),
        ("/run/service.sock", True),
        (b"\x00abstract", True),
        (None, True),
        (("192.0.2.1", 80), False),
        (("0.0.0.0", 80), False),
        (("2001:db8::1", 80, 0, 0), False),
        (("::ffff:192.0.2.1", 80, 0, 0), False),
        (("localhost.example", 80), False),
        ((7, 0), False),
        ((), False),
    ],
)
def test_stays_on_machine(address: object, stays: bool) -> None:
    assert stays_on_machine(address) is stays


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        (None, True),
        ("", True),
        ("localhost", True),
        ("0.0.0.0", True),
        (b"::1", True),
        ("models.example", False),
        (b"models.example", False),
    ],
)
def test_needs_no_lookup(host: object, expected: bool) -> None:
    assert needs_no_lookup(host) is expected


def test_connection_to_another_machine_is_refused_by_address(connection_guard: ConnectionGuard) -> None:
    with (
        socket.socket() as connection,
        pytest.raises(ConnectionRefusedByTestsError, match=r"\('192\.0\.2\.1', 80\)"),
    ):
        connection.connect(("192.0.2.1", 80))
    # Taken off the record, or this very test would fail for having tried.
    assert connection_guard.refused.pop() == "('192.0.2.1', 80)"


def test_datagram_to_another_machine_is_refused(connection_guard: ConnectionGuard) -> None:
    with (
        socket.socket(type=socket.SOCK_DGRAM) as connection,
        pytest.raises(ConnectionRefusedByTestsError),
    ):
        connection.sendto(b"", ("192.0.2.1", 53))
    assert connection_guard.refused.pop() == "('192.0.2.1', 53)"


def test_looking_up_another_machine_is_refused(connection_guard: ConnectionGuard) -> None:
    with pytest.raises(ConnectionRefusedByTestsError, match=r"models\.example"):
        socket.create_connection(("models.example", 443))
    assert connection_guard.refused.pop() == "'models.example'"


def test_loopback_connection_is_let_through() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as connection,
    ):
        assert connection.getpeername() == server.getsockname()


def test_environment_is_the_tests_own(tmp_path: Path, model_cache_dir: Path) -> None:
    assert {name for name in os.environ if name.startswith("LYKBOT_")} == {"LYKBOT_CACHE_DIR"}
    assert os.environ["LYKBOT_CACHE_DIR"] == str(model_cache_dir)
    assert os.environ["XDG_DATA_HOME"] == str(tmp_path / "home" / "data")


@given(st.integers())
def test_property_tests_live_with_the_isolation(number: int) -> None:
    assert os.environ["XDG_CACHE_HOME"]
