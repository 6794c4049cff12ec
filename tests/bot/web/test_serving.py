"""The socket that is served on, and what is said when it cannot be had."""

import socket

import pytest

from bot.errors import ServingError
from bot.settings import WebSettings
from bot.web.serving import listen


def test_a_free_port_is_bound() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with listen(WebSettings(port=port)) as bound:
        assert bound.getsockname() == ("127.0.0.1", port)


def test_a_port_in_use_is_said_with_what_to_do() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ServingError, match=rf"127\.0\.0\.1:{port} cannot be served on .*--port 7861"):
            listen(WebSettings(port=port))


def test_an_address_that_is_not_this_machines() -> None:
    with pytest.raises(ServingError, match=r"192\.0\.2\.1:7860"):
        listen(WebSettings(host="192.0.2.1"))
