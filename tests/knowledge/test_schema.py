import pytest

from knowledge.schema import Span, overlap


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((0, 3), (2, 5), True),
        ((0, 3), (3, 5), False),
        ((0, 9), (4, 5), True),
        ((4, 5), (4, 5), True),
        ((6, 7), (0, 2), False),
    ],
)
def test_overlap(one: tuple[int, int], other: tuple[int, int], expected: bool) -> None:
    first, second = (Span(start_char=start, end_char=end) for start, end in (one, other))
    assert overlap(first, second) is overlap(second, first) is expected
