"""An answer's Markdown as blocks: what is read, and that nothing else takes effect."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.citing import escape_markdown
from bot.web.answer_html import AnswerBlock, ItemList, Paragraph, Run, read_blocks, runs_of


def read_runs(text: str, *numbers: int) -> list[Run]:
    return list(runs_of(read_blocks(text, numbers)))


def read_list(text: str, *numbers: int) -> ItemList:
    (block,) = read_blocks(text, numbers)
    assert isinstance(block, ItemList)
    return block


def text_of(blocks: tuple[AnswerBlock, ...]) -> str:
    return "".join(run.text for run in runs_of(blocks))


def test_blank_text_has_no_blocks() -> None:
    assert read_blocks(" \n", []) == ()


def test_markers_of_citations() -> None:
    first, marker, rest, again = read_runs("One. [2] Two [7]. [2]", 2)
    assert (first.text, rest.text) == ("One. ", " Two [7]. ")
    assert (marker.text, marker.marker, marker.occurrence) == ("2", 2, 1)
    assert (again.marker, again.occurrence) == (2, 2)


def test_adjacent_markers() -> None:
    assert [run.marker for run in read_runs("x [1][2]", 1, 2)] == [None, 1, 2]


@pytest.mark.parametrize("text", [r"\[1\]", r"\[1]", "`[1]`", "[1](tel:112)", "[" + "1" * 5000 + "]"])
def test_no_marker(text: str) -> None:
    assert [run.marker for run in read_runs(text, 1)] == [None]


def test_a_definition_on_a_page_makes_no_link_of_a_marker() -> None:
    runs = read_runs("[1]: https://evil.example\n\nText [1]", 1)
    assert [run.href for run in runs] == [None] * len(runs)
    assert [run.marker for run in runs if run.marker] == [1, 1]


def test_looks() -> None:
    strong, plain, emphasised, code = read_runs("**a** b *c*`d`")
    assert (strong.text, strong.is_strong, plain.is_strong) == ("a", True, False)
    assert (emphasised.text, emphasised.is_emphasised) == ("c", True)
    assert (code.text, code.is_code) == ("d", True)


def test_links_that_call_and_write() -> None:
    runs = read_runs("**[040 1](tel:+358401)** [a@b.example](mailto:a@b.example)")
    assert [(run.text, run.href) for run in runs] == [
        ("040 1", "tel:+358401"),
        (" ", None),
        ("a@b.example", "mailto:a@b.example"),
    ]
    assert runs[0].is_strong


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[here](https://evil.example)", "here (https://evil.example)"),
        ("[https://x.example](https://x.example)", "https://x.example"),
        ("[x](javascript:alert)", "[x](javascript:alert)"),
        ("[x](mailto:a@b.example?bcc=c@d.example)", "x (mailto:a@b.example?bcc=c@d.example)"),
        ("<https://x.example>", "<https://x.example>"),
        ("![x](https://x.example/a.png)", "!x (https://x.example/a.png)"),
        ("<b onclick=x>y</b>", "<b onclick=x>y</b>"),
        ("<script>x</script>", "<script>x</script>"),
    ],
)
def test_everything_else_is_text(text: str, shown: str) -> None:
    runs = read_runs(text)
    assert "".join(run.text for run in runs) == shown
    assert not any(run.href for run in runs)


def test_a_paragraph_in_bold_is_a_heading() -> None:
    heading, paragraph, marked = read_blocks("**Kemi**\n\n**Kemi** on.\n\n### Pori", [])
    assert isinstance(heading, Paragraph) and isinstance(paragraph, Paragraph) and isinstance(marked, Paragraph)
    assert [block.kind for block in (heading, paragraph, marked)] == ["heading", "paragraph", "heading"]


def test_numbers_of_items_stay() -> None:
    assert [item.number for item in read_list("2. a\n7. b").items] == [2, 7]
    bullets = read_list("- a\n- b")
    assert not bullets.is_ordered and [item.number for item in bullets.items] == [None, None]


def test_nested_lists() -> None:
    outer = read_list("- a\n  1. b [1]\n  2. c\n- d", 1)
    assert len(outer.items) == 2
    inner = outer.items[0].blocks[1]
    assert isinstance(inner, ItemList) and inner.is_ordered and len(inner.items) == 2
    assert text_of(outer.items[1].blocks) == "d"


def test_line_breaks() -> None:
    assert text_of(read_blocks("a\nb\\\nc", [])) == "a b\nc"


@given(text=st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), min_size=1))
def test_escaped_text_is_shown_as_it_stands(text: str) -> None:
    assert text_of(read_blocks(f"x {escape_markdown(text)} x", [1])) == f"x {text} x"


@given(text=st.text(alphabet="[]()*_`<>#-1.! \n\\:/telmaio@&;") | st.text())
def test_links_of_any_text_only_call_and_write(text: str) -> None:
    for run in runs_of(read_blocks(text, [1])):
        assert run.href is None or run.href.startswith(("tel:", "mailto:"))
        assert run.marker in (None, 1)
