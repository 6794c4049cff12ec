import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.facts.goal_statements import StatedGoal, has_list, lines_of, number_of, run_in_heading, trim
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
        ("1\\. Turva", "Turva"),
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


def test_lines_that_marks_break_stand_for_themselves() -> None:
    text = "Kunta kuulee\\\nKunta oppii  \nKunta tekee"
    block = Block(kind="paragraph", start_char=0, end_char=len(text))
    found = [text[line.start_char : line.end_char] for line in lines_of(text, block)]
    assert found == ["Kunta kuulee", "Kunta oppii", "Kunta tekee"]
    assert len(lines_of(text.replace("\\", " "), block)) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**Every child is safe.** More.", "Every child is safe."),
        ("*Safety*: more", "Safety"),
        ("__Safety__\\\nmore", "Safety"),
        ("Every **child** is safe.", None),
        ("**Every** child", "Every"),
        ("5 * 3 * 2", None),
        ("**Every child", None),
    ],
)
def test_words_in_bold_that_open_a_paragraph(text: str, words: str | None) -> None:
    match = run_in_heading(text, Block(kind="paragraph", start_char=0, end_char=len(text)))
    assert (match["words"] if match else None) == words
    assert run_in_heading(text, Block(kind="list_item", start_char=0, end_char=len(text))) is None
