"""Citations and the answer's Markdown: numbers, quotes, markers, and no mark of a page's own taking effect."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.citing import MARKER, Cited, CitedStatement, cite, escape_markdown, write_text
from bot.composing.statements import Statement, state
from index.chunking import split_document
from knowledge.display import display_text
from knowledge.schema import Document, Language
from tests.bot.sheets import KUOPIO_EN, KUOPIO_FI, find_unit, make_sheet
from tests.fakes import count_words

_FI = make_sheet(KUOPIO_FI, "kuopio/sivu.fi", "Kuopio")
_EN = make_sheet(KUOPIO_EN, "kuopio/sivu.en", "Kuopio", "kuopio/sivu.fi")
_DOCUMENTS = {document.document_id: document for document in (_FI, _EN)}

_HARMLESS = frozenset({"paragraph_open", "paragraph_close", "inline", "text"})
# Everything Markdown gives a meaning to, among letters.
_MARKED_TEXT = st.text(st.sampled_from("aä1[]()<>*_`#+-=.!|~\\&;:/\"'@ \n\t")) | st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn"))
)
_MARKUP = [
    "[click](https://evil.example)",
    "![picture](https://evil.example/x.png)",
    "[ref]: https://evil.example",
    "<https://evil.example>",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "&lt;b&gt; &amp; &#91;1&#93; &copy;",
    "**bold** *italic* __bold__ _italic_ ~~gone~~ `code` ``code``",
    "# heading",
    "## heading",
    "###### heading",
    "#",
    "- item",
    "+ item",
    "* item",
    "-",
    "- - -",
    "---",
    "***",
    "___",
    "===",
    "1. item",
    "12) item",
    "1.",
    "> quote",
    "```python",
    "~~~",
    "| a | b |",
    "ends in a backslash\\",
    "\\[already escaped\\]",
    "see [1] and [23]",
]


def make_statement(words: str, document: Document = _EN, language: Language = "en") -> Statement:
    chunk, unit = find_unit(split_document(document, count_words, 200), words)
    return state(chunk, unit, language)


def make_statement_of(text: str) -> Statement:
    """A statement with a text of its own."""
    found = make_statement("joined")
    return Statement(text=text, extracts=found.extracts, is_item=False, is_quoted=False, group="Kuopio")


def cite_all(*statements: Statement) -> Cited:
    return cite(statements, _DOCUMENTS.__getitem__)


def number(*statements: Statement) -> list[CitedStatement]:
    return [CitedStatement(statement=statement, numbers=(i,)) for i, statement in enumerate(statements, start=1)]


def write(*statements: CitedStatement, name_single_group: bool = False) -> str:
    return write_text(
        statements,
        name_group=lambda group: group or "The model",
        name_single_group=name_single_group,
        quote=lambda text, language: f"<<{text}>> ({language})",
    )


def parse(markdown: str) -> list[Token]:
    """All tokens of a Markdown text, those inside of lines too."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return [token for block in parser.parse(markdown) for token in (block, *(block.children or ()))]


def shown(markdown: str) -> str:
    return "".join(token.content for token in parse(markdown) if token.type == "text")


# --- Citations ---


def test_citation_points_at_the_unit() -> None:
    (citation,) = cite_all(make_statement("playgrounds")).citations
    assert citation.number == 1
    assert citation.quote == "The playgrounds are safe."
    assert _EN.text[citation.start_char : citation.end_char] == citation.quote
    assert (citation.document_id, citation.municipality, citation.language) == ("kuopio/sivu.en", "Kuopio", "en")
    assert (citation.title, citation.section) == ("Child-friendly Kuopio", "Goals")
    assert (citation.publisher, citation.url) == ("Kunta", "https://kunta.example/sivu")
    assert (citation.published, citation.retrieved, citation.translation) == (None, None, None)


def test_quote_of_a_card_keeps_its_lines() -> None:
    (citation,) = cite_all(make_statement("Aino")).citations
    assert citation.quote == "Aino Laine\nplanner\n040 123 4567\naino.laine@kuopio.example"


def test_citations_are_numbered_in_order() -> None:
    cited = cite_all(make_statement("playgrounds"), make_statement("joined"), make_statement("library"))
    assert [citation.number for citation in cited.citations] == [1, 2, 3]
    assert [statement.numbers for statement in cited.statements] == [(1,), (2,), (3,)]
    assert [citation.quote for citation in cited.citations] == [s.statement.text for s in cited.statements]


def test_equal_units_share_a_citation() -> None:
    cited = cite_all(make_statement("playgrounds"), make_statement("library"), make_statement("playgrounds"))
    assert [statement.numbers for statement in cited.statements] == [(1,), (2,), (1,)]
    assert [citation.number for citation in cited.citations] == [1, 2]


def test_equal_offsets_in_another_document_are_another_citation() -> None:
    text = "# Kuopio\n\nKuopio 2017."
    documents = {f"kuopio/{i}.fi": make_sheet(text, f"kuopio/{i}.fi", "Kuopio") for i in "ab"}
    statements = [make_statement("2017", document) for document in documents.values()]
    cited = cite(statements, documents.__getitem__)
    assert [statement.numbers for statement in cited.statements] == [(1,), (2,)]


def test_title_is_the_pages_own_where_the_source_gives_none() -> None:
    text = "Kuopio liittyi malliin vuonna 2017."
    document = make_sheet(text, "kuopio/lyhyt.fi", "Kuopio")
    (citation,) = cite([make_statement("2017", document)], lambda _: document).citations
    assert (citation.title, citation.section) == (text, text)


def test_the_original_of_a_translation_is_quoted() -> None:
    original = make_statement("Koulupihat", _FI)
    statement = replace(make_statement("playgrounds"), originals=original.extracts)
    (citation,) = cite_all(statement).citations
    assert citation.quote == "The playgrounds are safe."
    assert citation.original is not None
    assert citation.original.quote == "Koulupihat ovat turvallisia."
    assert (citation.original.document_id, citation.original.language) == ("kuopio/sivu.fi", "fi")
    assert _FI.text[citation.original.start_char : citation.original.end_char] == citation.original.quote


def test_a_statement_without_originals_quotes_none() -> None:
    for originals in ((), (None,)):
        (citation,) = cite_all(replace(make_statement("playgrounds"), originals=originals)).citations
        assert citation.original is None


def test_statement_on_several_places_has_a_citation_of_each() -> None:
    playgrounds, library = make_statement("playgrounds"), make_statement("library")
    (extract,) = make_statement("Kirjasto", _FI).extracts
    both = replace(playgrounds, extracts=(*playgrounds.extracts, *library.extracts), originals=(None, extract))
    cited = cite_all(both, library)
    assert [statement.numbers for statement in cited.statements] == [(1, 2), (2,)]
    assert [citation.quote for citation in cited.citations] == [playgrounds.text, library.text]
    first, second = [citation.original for citation in cited.citations]
    assert first is None
    assert second is not None
    assert second.quote == "Kirjasto on auki myös sunnuntaisin."


def test_a_place_named_twice_by_a_statement_has_one_marker() -> None:
    playgrounds = make_statement("playgrounds")
    assert cite_all(replace(playgrounds, extracts=playgrounds.extracts * 2)).statements[0].numbers == (1,)


def test_nothing_to_cite() -> None:
    assert cite_all() == Cited(statements=(), citations=())


# --- The text ---


def test_sentences_stand_in_a_paragraph() -> None:
    text = write(*number(make_statement("joined"), make_statement("received")))
    assert text == "Kuopio joined the model in 2017. [1] Kuopio received the recognition on 5 September 2019. [2]"


def test_items_stand_on_lines_of_their_own() -> None:
    text = write(*number(make_statement("three goals"), make_statement("playgrounds"), make_statement("library")))
    assert text == (
        "Kuopio has three goals: [1]\n\n- The playgrounds are safe. [2]\n- The library is open on Sundays as well. [3]"
    )


def test_items_make_a_list_of_markdown() -> None:
    text = write(*number(make_statement("three goals"), make_statement("playgrounds"), make_statement("library")))
    types = [token.type for token in parse(text)]
    assert types.count("bullet_list_open") == 1
    assert types.count("list_item_open") == 2


def test_items_with_numbers_are_numbered_as_they_are() -> None:
    first, second = replace(make_statement("playgrounds"), number=2), replace(make_statement("library"), number=7)
    text = write(*number(make_statement("three goals"), first, second))
    assert text == (
        "Kuopio has three goals: [1]\n\n"
        "2. The playgrounds are safe. [2]\n7. The library is open on Sundays as well. [3]"
    )
    assert [token.type for token in parse(text)].count("ordered_list_open") == 1


def test_a_number_without_a_line_of_its_own_is_not_written() -> None:
    assert write(*number(replace(make_statement("joined"), number=2))) == "Kuopio joined the model in 2017. [1]"


def test_a_lead_stands_before_the_text_and_its_markup_takes_effect() -> None:
    text = write(*number(replace(make_statement("joined"), lead="**2017**:")))
    assert text == "**2017**: Kuopio joined the model in 2017. [1]"
    assert "strong_open" in {token.type for token in parse(text)}


def test_a_lead_says_everything_where_there_is_no_text() -> None:
    contact = replace(make_statement("Aino"), text="", lead="[040 123 4567](tel:+358401234567)")
    assert write(*number(contact)) == "- [040 123 4567](tel:+358401234567) [1]"
    quoted = replace(contact, is_quoted=True)
    assert write(*number(quoted)) == write(*number(contact))


def test_the_text_of_a_link_is_no_marker() -> None:
    assert MARKER.findall("[112](tel:112) [1]") == ["1"]


def test_a_group_without_a_name_has_no_heading() -> None:
    shared = replace(make_statement("three goals"), group="")
    text = write_text(
        number(shared, make_statement("playgrounds")),
        name_group=lambda group: group or "",
        name_single_group=False,
        quote=lambda text, language: text,
    )
    assert text == "Kuopio has three goals: [1]\n\n**Kuopio**\n\n- The playgrounds are safe. [2]"


def test_statement_on_two_citations_has_two_markers() -> None:
    statement = CitedStatement(statement=make_statement("joined"), numbers=(1, 3))
    assert write(statement).endswith("2017. [1][3]")


def test_groups_are_named_when_there_are_several() -> None:
    vaasa = make_sheet("# Vaasa\n\nVaasa joined in 2018.", "vaasa/sivu.en", "Vaasa")
    model = make_sheet("# Malli\n\nThe model is old.", "unicef/malli.en", None)
    statements = [make_statement("joined"), make_statement("2018", vaasa), make_statement("old", model)]
    assert write(*number(*statements)) == (
        "**Kuopio**\n\nKuopio joined the model in 2017. [1]\n\n"
        "**Vaasa**\n\nVaasa joined in 2018. [2]\n\n"
        "**The model**\n\nThe model is old. [3]"
    )


@pytest.mark.parametrize("named", [False, True])
def test_a_single_group_is_named_on_demand(named: bool) -> None:
    text = write(*number(make_statement("joined")), name_single_group=named)
    assert text.startswith("**Kuopio**\n\n") is named


def test_statement_in_another_language_is_framed() -> None:
    text = write(*number(make_statement("Koulupihat", _FI)))
    assert text == "- <<Koulupihat ovat turvallisia.>> (fi) [1]"


def test_no_statements_no_text() -> None:
    assert write() == ""


def test_markers_are_found() -> None:
    assert MARKER.findall("a [1] b [12][3]") == ["1", "12", "3"]


# --- What a page brings along ---


@pytest.mark.parametrize("text", _MARKUP)
def test_markup_of_a_page_is_shown_as_it_stands(text: str) -> None:
    markdown = escape_markdown(text)
    assert {token.type for token in parse(markdown)} <= _HARMLESS
    assert shown(markdown) == text


@given(_MARKED_TEXT)
def test_any_text_is_shown_as_it_stands(raw: str) -> None:
    text = display_text(raw)
    assume(text)
    markdown = escape_markdown(text)
    assert {token.type for token in parse(markdown)} <= _HARMLESS
    assert shown(markdown) == text


@given(_MARKED_TEXT)
def test_any_text_is_shown_as_it_stands_in_an_item_with_its_marker(raw: str) -> None:
    text = display_text(raw)
    assume(text)
    types = [token.type for token in parse(f"- {escape_markdown(text)} [1]")]
    assert types.count("list_item_open") == 1
    assert set(types) - _HARMLESS == {"bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"}
    assert shown(f"- {escape_markdown(text)} [1]") == f"{text} [1]"


@given(_MARKED_TEXT)
def test_no_text_of_a_page_makes_a_marker(raw: str) -> None:
    text = display_text(raw)
    assert MARKER.findall(escape_markdown(text)) == []
    assert MARKER.findall(write(*number(make_statement_of(text), make_statement_of(text)))) == ["1", "2"]


@pytest.mark.parametrize("text", ["See [1].", "[2]", "[[3]]", "\\[4\\]", "\\[5]", "[6", "6]", "[7\\]", "[8](x)"])
def test_text_that_looks_like_a_marker_makes_none(text: str) -> None:
    assert MARKER.findall(write(*number(make_statement_of(text)))) == ["1"]


@pytest.mark.parametrize(
    "text",
    ["Kuopio 5.9.2019.",
     "040 123 4567", "+358 40 123 4567", "a.b@kuopio.example", "5.9.2019 alkaen", "240 lasta", "Å & Ö", "R&D",
     "-5 astetta", "#lapset", "2.5 vuotta", "Aino Laine, suunnittelija"],
)  # fmt: skip
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert escape_markdown(text) == text


def test_letters_stay_composed() -> None:
    text = escape_markdown("Pyhäjoen *äänet*")
    assert unicodedata.is_normalized("NFC", text)
    assert text == r"Pyhäjoen \*äänet\*"


def test_empty_text() -> None:
    assert escape_markdown("") == ""
