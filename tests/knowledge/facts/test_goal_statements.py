import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.facts.goal_statements import StatedGoal, has_list, lines_of, number_of, trim
from knowledge.parsing import parse_markdown
from knowledge.schema import Block, Span


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  1. Turva, ", "Turva"),
        ("**2) Turva**", "Turva"),
        ("**Turva**", "Turva"),
        ("**Turva:** arki", "**Turva:** arki"),
        ("1. **Turva:** arki on turvallista", "arki on turvallista"),
        ("__Turva__: arki on turvallista", "arki on turvallista"),
        ("**Turva** on tärkeää", "**Turva** on tärkeää"),
        ("Turva**", "Turva"),
        ("2024 on vuosi.", "2024 on vuosi."),
    ],
)
def test_trim_leaves_the_goals_words(text: str, words: str) -> None:
    span = trim(text, 0, len(text))
    assert text[span.start_char : span.end_char] == words


@given(text=st.text(alphabet="a1. )*_,;\n"), start=st.integers(0, 5), marks=st.booleans())
def test_trim_stays_inside(text: str, start: int, marks: bool) -> None:
    start = min(start, len(text))
    span = trim(text, start, len(text), marks=marks)
    assert start <= span.start_char <= span.end_char <= len(text)
    words = text[span.start_char : span.end_char]
    assert words == words.strip()


def test_numbers_at_the_start() -> None:
    assert [number_of(text) for text in ("1. a", "**12)** b", "2024 c", "d 1. e")] == [1, 12, None, None]


def test_lines_that_stand_for_themselves() -> None:
    def lines(text: str) -> list[str]:
        block = Block(kind="paragraph", start_char=0, end_char=len(text))
        return [text[line.start_char : line.end_char] for line in lines_of(text, block)]

    assert lines("Goals:\nBe safe.\nBe heard") == ["Goals:", "Be safe.", "Be heard"]
    assert lines("A text that goes\non in the next line.") == ["A text that goes\non in the next line."]


def test_lists_and_tables_of_a_section() -> None:
    assert [has_list(parse_markdown(text)[0]) for text in ("- a\n", "|a|b|\n|-|-|\n|c|d|\n", "a\n")] == [
        True,
        True,
        False,
    ]


def test_a_goal_in_a_stretch() -> None:
    assert StatedGoal.of(Span(start_char=2, end_char=5), 1) == StatedGoal(start_char=2, end_char=5, number=1)
