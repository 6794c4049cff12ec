"""Numbers in the three languages."""

import pytest

from bot.web.staff.figures import write_number, write_percent, write_points
from knowledge.schema import Language


@pytest.mark.parametrize(("language", "text"), [("fi", "−0,57"), ("sv", "−0,57"), ("en", "−0.57")])
def test_numbers(language: Language, text: str) -> None:
    assert write_number(language, -0.567) == text


@pytest.mark.parametrize(("language", "text"), [("fi", "90,3\u00a0%"), ("sv", "90,3\u00a0%"), ("en", "90.3%")])
def test_shares(language: Language, text: str) -> None:
    assert write_percent(language, 0.9032) == text


@pytest.mark.parametrize(
    ("change", "text"), [(0.012, "+1.2"), (-0.004, "−0.4"), (0.0, "0.0"), (0.0001, "0.0"), (-0.0001, "0.0")]
)
def test_differences_have_their_sign(change: float, text: str) -> None:
    assert write_points("en", change) == text
