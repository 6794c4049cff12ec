"""A document as a page shows it: all of its text, as text, and the quote marked."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.document_view import DocumentView, ViewBlock, view_document
from bot.web.templating import Pages
from knowledge.schema import Document, Language, Source, Span
from tests.fakes import make_document

TEXT = """\
# Kemi

Alku *tässä*.

## Tavoitteet

1. Eka.
2. Toka.

- Muu.

### Alla

| a | b |
| - | - |
| c | d |

Aino Malli
suunnittelija
040 123 4567

#hashtag #toinen
"""
PAGES = Pages("fi", "/prefix")


def make(text: str = TEXT, title: str = "Kemi") -> Document:
    return make_document(text, "kemi/sivu.fi", municipality="Kemi", title=title)


def view(document: Document, marked: Span | None = None, language: Language = "fi") -> DocumentView:
    return view_document(document, (document,), marked, language)


def blocks_of(shown: DocumentView) -> list[ViewBlock]:
    return [block for group in shown.groups for block in group.blocks]


def marked_text(shown: DocumentView) -> list[str]:
    return [piece.text for block in blocks_of(shown) for cell in block.cells for piece in cell if piece.is_marked]


def test_blocks_and_their_elements() -> None:
    shown = view(make())
    assert [(group.kind, len(group.blocks)) for group in shown.groups] == [
        ("heading", 1), ("paragraph", 1), ("heading", 1), ("list", 2), ("list", 1), ("heading", 1), ("table", 2),
        ("contact", 1), ("noise", 1),
    ]  # fmt: skip
    ordered, bullets = (group for group in shown.groups if group.kind == "list")
    assert ordered.is_ordered and [block.number for block in ordered.blocks] == [1, 2]
    assert not bullets.is_ordered
    (table,) = (group for group in shown.groups if group.kind == "table")
    assert table.has_header
    assert ["".join(piece.text for piece in cell).strip() for cell in table.blocks[1].cells] == ["c", "d"]


def test_levels_under_the_title() -> None:
    assert [block.level for block in blocks_of(view(make())) if block.level] == [1, 2, 3]
    without = view(make(title="Muu"))
    assert not without.has_title_block
    assert [block.level for block in blocks_of(without) if block.level] == [2, 3, 4]
    assert [block.level for block in blocks_of(view(make("# Kemi\n\na\n\n# Toinen\n\nb\n"))) if block.level] == [1, 2]


def test_anchor_is_where_the_block_begins() -> None:
    assert {block.anchor for block in blocks_of(view(make()))} >= {"c2", f"c{TEXT.index('Alku')}"}


def test_quote_is_marked() -> None:
    start = TEXT.index("Eka")
    shown = view(make(), Span(start_char=start, end_char=start + 3))
    block = next(block for block in blocks_of(shown) if block.text == "Eka.")
    assert [(piece.text, piece.is_marked, piece.is_quote_start) for piece in block.cells[0]] == [
        ("Eka", True, True), (".", False, False),
    ]  # fmt: skip


def test_quote_across_blocks_is_marked_in_each() -> None:
    shown = view(make(), Span(start_char=TEXT.index("ssä*"), end_char=TEXT.index("oka.")))
    assert marked_text(shown) == ["ssä*.", "Tavoitteet", "Eka.", "T"]
    html = PAGES.write("parts/document.html", "fi", document=shown)
    assert html.count('id="quote"') == 1 and html.count("<mark") == 4


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (9, 3), (0, len(TEXT) + 1), (10**9, 10**9 + 5)])
def test_offsets_of_nothing_mark_nothing(start: int, end: int) -> None:
    assert marked_text(view(make(), Span(start_char=start, end_char=end))) == []


def test_what_is_told_of_the_page() -> None:
    source = Source(
        publisher="Kemi", title="Kemin sivu", language="sv", published="2018-03", url="https://kemi.example/"
    )
    document = replace(make(), source=source, kind="translation", machine_translated=True)
    shown = view(document, language="en")
    assert (shown.place, shown.publisher, shown.dates) == ("Kemi", "Kemi", ("published March 2018",))
    assert (shown.source_title, shown.source_language, shown.translated_from) == ("Kemin sivu", "sv", "sv")
    html = PAGES.write("parts/document.html", "en", document=shown)
    assert "Translated from Swedish by machine" in html
    assert '<cite lang="sv">Kemin sivu</cite>' in html
    assert 'href="https://kemi.example/" rel="noopener noreferrer nofollow"' in html
    assert '<div class="document-text" lang="fi">' in html


def test_page_of_no_municipality_without_dates() -> None:
    document = replace(make(), municipality=None, source=Source(title="Kemi", url="ftp://kemi.example/"))
    shown = view(document)
    assert (shown.place, shown.publisher, shown.dates, shown.page_url) == ("", "", ("päiväys ei tiedossa",), None)
    assert (shown.source_title, shown.translated_from) == ("", None)
    html = PAGES.write("parts/document.html", "fi", document=shown)
    assert "<h1" in html and "<cite" not in html


def test_versions_at_the_same_block() -> None:
    finnish = make("# Kemi\n\nEka kappale.\n\nToka.\n")
    swedish = make_document("# Kemi stad\n\nFörsta.\n\nAndra.\n", "kemi/sivu.sv", page_id="kemi/sivu")
    other = make_document("# Kemi\n\n- Item.\n", "kemi/sivu.en", page_id="kemi/sivu")
    start = finnish.text.index("Toka")
    shown = view_document(finnish, (finnish, swedish, other), Span(start_char=start, end_char=start + 4), "fi")
    assert [(version.language, version.path) for version in shown.versions] == [
        ("sv", f"/documents/kemi/sivu.sv#c{swedish.text.index('Andra')}"), ("en", "/documents/kemi/sivu.en"),
    ]  # fmt: skip
    assert [version.path for version in view_document(finnish, (swedish,), None, "fi").versions] == [
        "/documents/kemi/sivu.sv"
    ]
    assert 'href="/prefix/documents/kemi/sivu.sv' in PAGES.write("parts/document.html", "fi", document=shown)


def test_what_a_document_holds_is_text() -> None:
    hostile = "<img src=x onerror=alert(1)> ![x](https://evil.example/x.png) [y](javascript:alert(1)) </mark><script>"
    document = replace(
        make(f"# {hostile}\n\n{hostile}\n\n- {hostile}\n\n| {hostile} | b |\n| - | - |\n"), title=hostile
    )
    document = replace(document, source=Source(title=f"{hostile} 2", publisher=hostile, published=hostile))
    html = PAGES.write("parts/document.html", "fi", document=view(document, Span(start_char=3, end_char=9)))
    assert "<img" not in html and "<script" not in html and 'javascript:alert(1)"' not in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html


lines = st.text(alphabet=st.sampled_from(list("aå|<>&\"'-#*.1 \n\\`[]()")) | st.characters(exclude_categories=["Cs"]))


@given(text=lines, data=st.data())
def test_all_text_is_there_and_none_of_it_is_markup(text: str, data: st.DataObject) -> None:
    document = make(text)
    start, end = data.draw(st.tuples(st.integers(-1, len(text) + 1), st.integers(-1, len(text) + 1)))
    marked = Span(start_char=start, end_char=end)
    shown = view(document, marked)
    blocks = [block for section in document.sections for block in section.blocks]
    assert [block.text for block in blocks_of(shown)] == [text[block.start_char : block.end_char] for block in blocks]
    if 0 <= start < end <= len(text):
        wanted = [text[max(block.start_char, start) : min(block.end_char, end)] for block in blocks]
        assert "".join(marked_text(shown)).replace("|", "") == "".join(wanted).replace("|", "")
    html = PAGES.write("parts/document.html", "fi", document=shown)
    # Every "<" begins a tag of ours.
    assert len(re.findall("<", html)) == len(
        re.findall(r"</?(?:article|h[1-6]|dl|div|dt|dd|a|p|ol|ul|li|table|tr|th|td|mark)[ >]", html)
    )
