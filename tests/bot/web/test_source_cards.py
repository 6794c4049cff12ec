"""Source cards: the page in words, the passage around the quote, and where to read on."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.schema import Citation, Original
from bot.web.source_cards import (
    SourceCard,
    document_path,
    find_passage,
    make_source,
    name_place,
    web_address,
)
from knowledge.schema import Document, Language
from tests.bot.web.made_answers import KEMI, make_citation
from tests.fakes import make_document

KEMI_SV = replace(
    make_document(
        "# Kemi\n\nKemi gick med 2016.\n", "kemi/sivu.sv", municipality="Kemi", translation_of="kemi/sivu.fi"
    ),
    machine_translated=True,
)
DOCUMENTS = {document.document_id: document for document in (KEMI, KEMI_SV)}


def card(citation: Citation, language: Language = "fi") -> SourceCard:
    return make_source(citation, DOCUMENTS.__getitem__, language, is_marked=True)


def translated(document: Document = KEMI_SV) -> Citation:
    quote = "Kemi liittyi malliin 2016."
    start = KEMI.text.index(quote)
    original = Original(
        document_id="kemi/sivu.fi", language="fi", quote=quote, start_char=start, end_char=start + len(quote)
    )
    return make_citation(quote="Kemi gick med 2016.", document=document, original=original)


def test_card() -> None:
    source = card(make_citation(3, published="2018-03", url="https://kemi.example/sivu"), "en")
    assert (source.number, source.place, source.title, source.publisher) == (3, "Kemi", "Sivu", "Kemin kaupunki")
    assert source.details == ("published March 2018", "page in Finnish")
    assert source.title_language == "fi"
    assert source.page_url == "https://kemi.example/sivu"


def test_passage_around_the_quote() -> None:
    (passage,) = card(make_citation()).passages
    assert (passage.before, passage.quote, passage.after) == (
        "Kemi on vanha. ", "Kemi liittyi malliin 2016.", " Kemi kasvaa.",
    )  # fmt: skip
    assert (passage.label, passage.language) == ("", "fi")


def test_a_page_in_another_language_says_so() -> None:
    (passage,) = card(make_citation(), "sv").passages
    assert (passage.label, passage.language) == ("Original på finska", "fi")


def test_translation_beside_its_original() -> None:
    source = card(translated(), "sv")
    assert [(passage.label, passage.language, passage.quote) for passage in source.passages] == [
        ("Maskinöversättning på svenska", "sv", "Kemi gick med 2016."),
        ("Original på finska", "fi", "Kemi liittyi malliin 2016."),
    ]
    assert source.details[-1] == "sidan på finska"


def test_a_person_s_translation_is_not_called_a_machine_s() -> None:
    by_hand = replace(KEMI_SV, machine_translated=False)
    source = make_source(translated(by_hand), {**DOCUMENTS, "kemi/sivu.sv": by_hand}.__getitem__, "sv", is_marked=True)
    assert source.passages[0].label == "Översättning på svenska"


def test_translation_of_a_quote() -> None:
    passages = card(make_citation(translation="Kemi joined in 2016."), "en").passages
    assert [(passage.label, passage.language, passage.quote) for passage in passages] == [
        ("Translation in English", "en", "Kemi joined in 2016."),
        ("Original in Finnish", "fi", "Kemi liittyi malliin 2016."),
    ]


def test_quote_that_is_not_in_the_document_stands_alone() -> None:
    passage = find_passage(KEMI, 3, 9, "aivan muuta")
    assert (passage.before, passage.quote, passage.after) == ("", "aivan muuta", "")


def test_marks_of_markdown_are_not_shown() -> None:
    document = make_document("Alku **lihava** ja\n[linkki](https://x.example) ja loppu.\n")
    start = document.text.index("**")
    passage = find_passage(document, start, start + len("**lihava**"), "**lihava**")
    assert (passage.before, passage.quote, passage.after) == ("Alku ", "lihava", " ja linkki ja loppu.")


def test_lines_of_a_contact_stay() -> None:
    document = make_document("# Sivu\n\nAino Malli\nsuunnittelija\n040 123 4567\n")
    quote = "Aino Malli\nsuunnittelija\n040 123 4567"
    start = document.text.index(quote)
    assert find_passage(document, start, start + len(quote), quote).quote == quote


def test_a_long_block_is_cut_at_words() -> None:
    document = make_document("eka " * 200 + "TÄMÄ." + " toka" * 200 + "\n")
    start = document.text.index("TÄMÄ.")
    passage = find_passage(document, start, start + 5, "TÄMÄ.")
    assert passage.before.startswith("… eka ") and passage.before.endswith("eka ") and len(passage.before) <= 242
    assert passage.after.startswith(" toka ") and passage.after.endswith("toka …") and len(passage.after) <= 242


@given(words=st.lists(st.text(alphabet="abåö", min_size=1, max_size=6), min_size=3, max_size=20), data=st.data())
def test_passage_is_the_block(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    document = make_document(f"{text}\n")
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    passage = find_passage(document, start, end, text[start:end])
    assert (passage.before + passage.quote + passage.after).split() == words


def test_path_leads_to_the_block_with_the_quote_marked() -> None:
    block = KEMI.text.index("Kemi on vanha")
    start = KEMI.text.index("Kemi liittyi")
    assert document_path(KEMI, start, start + 5) == f"/documents/kemi/sivu.fi?from={start}&to={start + 5}#c{block}"


def test_path_of_an_id_with_odd_characters() -> None:
    document = replace(KEMI, document_id='kemi/a"?#ä.fi')
    assert document_path(document, 0, 1).startswith("/documents/kemi/a%22%3F%23%C3%A4.fi?from=0&to=1#c")


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://kemi.example/a", "https://kemi.example/a"),
        ("HTTP://kemi.example", "HTTP://kemi.example"),
        ("javascript:alert(1)", None),
        ("https://kemi.example/ x", None),
        ("//kemi.example", None),
        ("https:///x", None),
        ("", None),
        (None, None),
    ],
)
def test_web_address(url: str | None, address: str | None) -> None:
    assert web_address(url) == address


def test_name_place() -> None:
    assert (name_place("Helsinki", "sv"), name_place(None, "en")) == ("Helsingfors", "UNICEF's model")
