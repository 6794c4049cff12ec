import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.citing import escape_markdown
from evals.judging.statements import MarkedText, plain_text, split_statements


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("Pori sai tunnustuksen vuonna 2018 [1].", "Pori sai tunnustuksen vuonna 2018 ."),
        ("Mål [1][2], och\u00a0år [3]", "Mål , och år"),
        ("**Helsinki**\n\n- *Yksi* [1]\n- [Kaksi](https://example.org/2018) [2]", "Helsinki\nYksi\nKaksi"),
        ("Yksi\nlause", "Yksi lause"),
        ("# Otsikko\nteksti\n> lainaus", "Otsikko\nteksti\nlainaus"),
        (r"\[1\] 5 \* 2 &amp; 3", "[1] 5 * 2 & 3"),
        ("1. Yksi\n2. Kaksi", "1. Yksi\n2. Kaksi"),
        ("Rivi\r\nja\u2028toinen\n---\nkolmas", "Rivi ja toinen\nkolmas"),
        ("a\u0308a\u0308ni", "ääni"),
        ("x\uf8f17\uf8f2y", "x7y"),
        (" \n\n", ""),
    ],
)
def test_plain_text_is_what_a_reader_sees(markdown: str, plain: str) -> None:
    assert plain_text(markdown) == plain


def test_a_statement_is_the_text_before_its_markers() -> None:
    text = "Yksi vuonna 2018 [1]. Två år [2][3] three [4], [5]\n- Neljä **viisi** [6]\n- ei mitään"
    assert split_statements(text) == (
        MarkedText(text="Yksi vuonna 2018", markers=(1,)),
        MarkedText(text="Två år", markers=(2, 3)),
        MarkedText(text="three", markers=(4, 5)),
        MarkedText(text="Neljä viisi", markers=(6,)),
        MarkedText(text="ei mitään", markers=()),
    )


def test_markup_around_a_marker_is_resolved() -> None:
    assert split_statements("**Yksi [1] kaksi** kolme [2]") == (
        MarkedText(text="Yksi", markers=(1,)),
        MarkedText(text="kaksi kolme", markers=(2,)),
    )


def test_a_heading_stands_over_what_follows() -> None:
    found = split_statements("Alku [1]\n\n**Helsinki**\n\n- Yksi [2]\n\n## Imatra [3]\nKaksi [4]")
    assert [(statement.text, statement.heading) for statement in found] == [
        ("Alku", ""),
        ("Helsinki", ""),
        ("Yksi", "Helsinki"),
        ("Imatra", "Helsinki"),
        ("Kaksi", "Imatra"),
    ]


def test_a_line_may_begin_with_a_marker() -> None:
    assert split_statements("[1] Yksi [2]") == (
        MarkedText(text="", markers=(1,)),
        MarkedText(text="Yksi", markers=(2,)),
    )


@pytest.mark.parametrize("text", [r"\[1\]", r"\[1]", "[1](https://example.org)", "[a]", "[]"])
def test_what_is_escaped_or_a_link_is_no_marker(text: str) -> None:
    assert all(statement.markers == () for statement in split_statements(f"Yksi {text}"))


def test_a_backslash_that_is_escaped_escapes_nothing() -> None:
    assert split_statements("Yksi\\\\[1]") == (MarkedText(text="Yksi\\", markers=(1,)),)


_PIECES = st.lists(
    st.one_of(
        st.text(st.characters(categories=("L", "N"), max_codepoint=0x17F), min_size=1, max_size=8),
        st.integers(1, 30).map(lambda number: f"[{number}]"),
        st.sampled_from([" ", "\n", "\n\n", "\n- ", ". ", ", ", "\u00a0"]),
    ),
    max_size=20,
)


@given(_PIECES)
def test_no_letter_is_lost_and_markers_stay_in_order(pieces: list[str]) -> None:
    written = "".join(pieces)
    statements = split_statements(written)
    markers = [int(piece[1:-1]) for piece in pieces if piece.startswith("[")]
    assert [number for statement in statements for number in statement.markers] == markers
    words = "".join(piece for piece in pieces if not piece.startswith("["))
    letters = [char for char in unicodedata.normalize("NFC", words) if char.isalnum()]
    assert [char for statement in statements for char in statement.text if char.isalnum()] == letters
    assert [char for char in plain_text(written) if char.isalnum()] == letters


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs"), max_codepoint=0x2FF), max_size=40))
def test_a_page_text_that_was_escaped_has_no_marker_and_shows_as_it_stood(text: str) -> None:
    line = " ".join(text.split())
    escaped = escape_markdown(line)
    assert [number for statement in split_statements(escaped) for number in statement.markers] == []
    shown = plain_text(escaped)
    assert [char for char in shown if char.isalnum()] == [
        char for char in unicodedata.normalize("NFC", line) if char.isalnum()
    ]
