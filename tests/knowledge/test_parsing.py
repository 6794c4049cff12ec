import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.parsing import parse_markdown, parse_plain_text
from knowledge.schema import Section

Parser = Callable[[str], tuple[Section, ...]]
PARSERS = [parse_markdown, parse_plain_text]


_MARKS = """# |## |- |1. |2) |* |> |```|---|===|[a](#)|#tag|Kuva: Eero E|a@b.fi|040 123 4567|Aino Aalto|johtaja|Jaa
Tavoitteet|Lause loppuu tähän.|Vuosi 2018.|Puh.|202...|<!--|-->|<div>|!["""


_PIECES = st.one_of(
    st.sampled_from([*_MARKS.replace("\n", "|").split("|"), "\n", "\n\n", "\r\n", "|", " ", "\t", "\u00a0", "    "]),
    st.text(max_size=6),
)


TEXTS = st.lists(_PIECES, max_size=30).map(lambda parts: unicodedata.normalize("NFC", "".join(parts)))


def blocks(text: str, sections: tuple[Section, ...]) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start_char : block.end_char]) for section in sections for block in section.blocks]


def plain(text: str) -> list[tuple[str, str]]:
    return blocks(text, parse_plain_text(text))


def markdown(text: str) -> list[tuple[str, str]]:
    return blocks(text, parse_markdown(text))


@pytest.mark.parametrize("parse", PARSERS)
@given(text=TEXTS)
def test_sections_cover_any_text_and_hold_their_blocks_in_order(parse: Parser, text: str) -> None:
    sections = parse(text)
    assert bool(sections) == bool(text)
    assert "".join(text[section.start_char : section.end_char] for section in sections) == text
    for section in sections:
        position = section.start_char
        for number, block in enumerate(section.blocks):
            assert position <= block.start_char < block.end_char <= section.end_char
            position = block.end_char
            content = text[block.start_char : block.end_char]
            assert content == content.strip() != ""
            assert block.kind != "heading" or number == 0
        if section.heading_path:
            assert section.blocks[0].kind == "heading"


@given(words=st.lists(st.sampled_from(["Kunta", "kuulee", "lapsia", "että", "6.3.2018"]), min_size=12, max_size=30))
def test_running_text_is_one_paragraph_in_either_format(words: list[str]) -> None:
    text = "Kunta " + " ".join(words) + "."
    assert markdown(text) == plain(text) == [("paragraph", text)]


@pytest.mark.parametrize("parse", PARSERS)
def test_empty_and_blank_texts(parse: Parser) -> None:
    assert parse("") == ()
    (section,) = parse(" \n\n ")
    assert (section.heading_path, section.start_char, section.end_char, section.blocks) == ((), 0, 4, ())


def test_windows_newlines_keep_offsets() -> None:
    text = "Otsikko\r\n\r\nKunta on mukana.\r\n* eka\r\n* toka\r\n"
    expected = [("heading", "Otsikko"), ("paragraph", "Kunta on mukana."), ("list_item", "eka"), ("list_item", "toka")]
    assert plain(text) == expected
    assert markdown("# " + text) == expected


MARKDOWN = """Alku ennen otsikkoa.

# Otsikko *yksi* #

- eka
  jatkuu
  - sisempi

    toinen kappale
- toka
1. 1

| Nimi | Luku |
|:--|--|
| Aino | 12 |

Setext
---

Teksti [linkki](#).
Photo: Jane Doe

```python
koodi = 1
```

<!-- kommentti -->

> lainaus
> jatkuu

- Aino Aalto, koordinaattori, 040 123 4567
"""


def test_markdown_blocks() -> None:
    assert markdown(MARKDOWN) == [
        ("paragraph", "Alku ennen otsikkoa."),
        ("heading", "Otsikko *yksi*"),
        ("list_item", "eka\n  jatkuu"),
        ("list_item", "sisempi"),
        ("paragraph", "toinen kappale"),
        ("list_item", "toka"),
        ("list_item", "1"),
        ("table_row", "Nimi | Luku"),
        ("table_row", "Aino | 12"),
        ("heading", "Setext"),
        ("paragraph", "Teksti [linkki](#)."),
        ("noise", "Photo: Jane Doe"),
        ("paragraph", "koodi = 1"),
        ("noise", "<!-- kommentti -->"),
        ("paragraph", "lainaus\n> jatkuu"),
        ("contact", "Aino Aalto, koordinaattori, 040 123 4567"),
    ]
    paths = [section.heading_path for section in parse_markdown(MARKDOWN)]
    assert paths == [(), ("Otsikko yksi",), ("Otsikko yksi", "Setext")]


def test_markdown_heading_levels_close_deeper_ones() -> None:
    text = "# A\n\n### B\n\n## C\n\n# D\n"
    assert [section.heading_path for section in parse_markdown(text)] == [("A",), ("A", "B"), ("A", "C"), ("D",)]


@pytest.mark.parametrize("parse", PARSERS)
def test_long_odd_lines_take_no_time(parse: Parser) -> None:
    for line in ("a" * 200_000, "0" * 200_000, "[a](" * 50_000, " " * 200_000 + "x", "| a " * 50_000):
        assert parse(line)
