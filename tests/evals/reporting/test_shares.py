import pytest

from evals.reporting.shares import FigureLookup, interval, percent, percent_of, points
from evals.schema import LYKBOT, PLAIN, Estimate
from tests.evals.samples import figure


def test_figure_lookup() -> None:
    whole = figure(LYKBOT, "right", "all", "all", 3, 4)
    swedish = figure(LYKBOT, "right", "language", "sv", 1, 2)
    theirs = figure(PLAIN, "right", "language", "fi", 0, 2)
    lookup = FigureLookup((whole, swedish, theirs))
    assert lookup.find(LYKBOT, "right") == whole
    assert lookup.find(LYKBOT, "right", "language", "sv") == swedish
    assert lookup.find(LYKBOT, "right", "language", "fi") is None
    assert lookup.systems() == (LYKBOT, PLAIN)
    assert lookup.scopes("language") == ("sv", "fi")
    assert lookup.scopes("topic") == ()


def test_percent() -> None:
    assert [percent(share) for share in (0.0, 0.9236, 1.0)] == ["0.0", "92.4", "100.0"]
    assert percent_of(figure(LYKBOT, "right", "all", "all", 3, 4)) == "75.0"
    assert percent_of(None) == "–"


def test_interval() -> None:
    assert interval(Estimate(value=0.9, low=0.891, high=1.0)) == "89.1–100.0"


@pytest.mark.parametrize(
    ("difference", "text"), [(0.012, "+1.2"), (-0.034, "−3.4"), (0.0, "0.0"), (-0.0004, "0.0"), (-0.0006, "−0.1")]
)
def test_points(difference: float, text: str) -> None:
    assert points(difference) == text
