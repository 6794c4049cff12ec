"""A request that changes something has to come from a page of ours."""

import pytest
from fastapi import Request

from bot.web.origins import is_same_origin


@pytest.mark.parametrize(
    ("headers", "is_ours"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "cross-site", "origin": "http://lykbot.fi", "host": "lykbot.fi"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"origin": "http://lykbot.fi:7860", "host": "lykbot.fi:7860"}, True),
        ({"origin": "http://elsewhere.fi", "host": "lykbot.fi"}, False),
        ({"origin": "null", "host": "lykbot.fi"}, False),
        ({"host": "lykbot.fi"}, False),
    ],
)
def test_is_same_origin(headers: dict[str, str], is_ours: bool) -> None:
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    assert is_same_origin(Request({"type": "http", "headers": raw})) is is_ours
