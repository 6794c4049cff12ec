import unicodedata
from collections import Counter
from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.chunking import split_document, text_to_embed, unit_text_to_embed
from index.schema import Chunk
from knowledge.schema import Document, Section
from tests.fakes import count_words, make_document

_MARKDOWN = st.sampled_from(
    [
        "# Otsikko\n\n",
        "\n\n## Mål 2\n\n",
        "\n\n",
        "\n",
        " ",
        "\u00a0",
        "   ",
        "- kohta ",
        "Kunta kuulee lapsia. ",
        "Barnen får säga sitt! ",
        "Puh. 040\u00a0123\u00a04567. ",
        "A\u0308a\u030ao\u0308 ",
        "å",
        "x\u0301\u0323 ",
        "vuonna 2018.",
        " Se päättyy 6.3.2018.",
        "\n\n| Nimi | Puhelin |\n| --- | --- |\n| Åsa Öberg | 05 123 |\n\n",
        "Anna Esimerkki\nkoordinaattori\n05 617 0000\nanna@kunta.example\n\n",
        "a, b; c, d ",
        "Lapsiystävällisyyskehittämissuunnitelmakin ",
        "> lainaus\n\n",
        "```\nkoodi\n```\n",
    ]
)
_LETTERS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\x85\u2028\u2029"), max_size=12)
_TEXTS = st.lists(st.one_of(_MARKDOWN, _LETTERS), max_size=30).map("".join)


def split(document: Document, max_tokens: int = 200) -> tuple[Chunk, ...]:
    return split_document(document, count_words, max_tokens)


def body_positions(document: Document) -> Counter[int]:
    """Where the characters stand that passages are to hold: neither white space, headings nor noise."""
    return Counter(
        position
        for section in document.sections
        for block in section.blocks
        if block.kind not in ("heading", "noise")
        for position in range(block.start_char, block.end_char)
        if not document.text[position].isspace()
    )


@given(text=_TEXTS, language=st.sampled_from(["fi", "sv", "en"]), max_tokens=st.integers(2, 9))
def test_chunks_are_pieces_of_the_document(text: str, language: str, max_tokens: int) -> None:
    document = make_document(unicodedata.normalize("NFC", text), f"imatra/sivu.{language}")
    blocks = [block for section in document.sections for block in section.blocks]
    covered: Counter[int] = Counter()
    position = 0
    for chunk in split(document, max_tokens):
        assert chunk.text == document.text[chunk.start_char : chunk.end_char]
        assert (chunk.units[0].start_char, chunk.units[-1].end_char) == (chunk.start_char, chunk.end_char)
        assert sum(count_words(chunk.unit_text(unit)) for unit in chunk.units) <= max_tokens
        for unit in chunk.units:
            assert position <= unit.start_char < unit.end_char
            position = unit.end_char
            quoted = chunk.unit_text(unit)
            assert quoted == document.text[unit.start_char : unit.end_char]
            assert quoted == quoted.strip()
            block = blocks[unit.block]
            assert block.kind == unit.kind
            assert block.start_char <= unit.start_char < unit.end_char <= block.end_char
            covered.update(i for i in range(unit.start_char, unit.end_char) if not document.text[i].isspace())
    assert covered == body_positions(document)


@given(words=st.lists(st.sampled_from(["aa", "bb.", "cc,", "dd;"]), min_size=1, max_size=40), gap=st.text(" \n\u00a0"))
def test_spaces_that_are_no_tokens_move_no_offset(words: list[str], gap: str) -> None:
    # One long sentence with runs of white space, cut between words: the splitter's pieces have to add up.
    text = f" {gap}".join(words)
    document = make_document(text)
    section = Section(heading_path=(), start_char=0, end_char=len(text), blocks=())
    block = replace(make_document("sana").sections[0].blocks[0], start_char=0, end_char=len(text))
    document = replace(document, sections=(replace(section, blocks=(block,)),))
    pieces = [chunk.unit_text(unit) for chunk in split(document, 3) for unit in chunk.units]
    assert "".join("".join(pieces).split()) == "".join(words)


def test_no_document_no_chunks() -> None:
    assert split(make_document("")) == ()
    assert split(make_document("# Vain otsikko\n\n## Ja toinen")) == ()


def test_a_section_is_one_passage_when_it_fits() -> None:
    document = make_document("# Imatra\n\nYksi kaksi.\n\nKolme neljä.\n\n## Tavoitteet\n\n- Viisi\n- Kuusi")
    assert [chunk.text for chunk in split(document, 4)] == ["Yksi kaksi.\n\nKolme neljä.", "Viisi\n- Kuusi"]
    assert [chunk.heading_path for chunk in split(document, 4)] == [("Imatra",), ("Imatra", "Tavoitteet")]


def test_a_long_section_is_cut_between_blocks_then_sentences_then_words() -> None:
    document = make_document("Yksi kaksi.\n\nKolme neljä.\n\nViisi kuusi seitsemän. Kahdeksan. Yhdeksän kymmenen.")
    assert [chunk.text for chunk in split(document, 4)] == [
        "Yksi kaksi.\n\nKolme neljä.",
        "Viisi kuusi seitsemän. Kahdeksan.",
        "Yhdeksän kymmenen.",
    ]
    words = [chunk.text for chunk in split(make_document("yksi kaksi kolme neljä viisi"), 2)]
    assert words == ["yksi kaksi", "kolme neljä", "viisi"]


def test_units_are_sentences_items_rows_and_cards() -> None:
    document = make_document(
        "Yksi on. Kaksi on.\n\n- Kohta yksi\n- Kohta kaksi\n\n| Nimi | Rooli |\n| --- | --- |\n| Åsa | ordförande |"
    )
    (chunk,) = split(document)
    found = [(unit.kind, unit.block, unit.sentence, chunk.unit_text(unit)) for unit in chunk.units]
    assert found[:4] == [
        ("paragraph", 0, 0, "Yksi on."),
        ("paragraph", 0, 1, "Kaksi on."),
        ("list_item", 1, 0, "Kohta yksi"),
        ("list_item", 2, 0, "Kohta kaksi"),
    ]
    assert {kind for kind, *_ in found[4:]} == {"table_row"}
    assert "Åsa | ordförande" in found[-1][3]


def test_noise_is_left_out_but_counted_as_a_block() -> None:
    document = make_document("Yksi on.\n\n<!-- piilossa -->\n\nKaksi on.")
    assert [block.kind for block in document.sections[0].blocks] == ["paragraph", "noise", "paragraph"]
    (chunk,) = split(document)
    assert [(unit.block, chunk.unit_text(unit)) for unit in chunk.units] == [(0, "Yksi on."), (2, "Kaksi on.")]


def test_ids_say_where_a_chunk_is_from() -> None:
    document = make_document("# Alku\n\nTeksti.", "imatra/sivu.sv", municipality=None)
    (chunk,) = split(document)
    assert (chunk.chunk_id, chunk.document_id, chunk.page_id) == ("imatra/sivu.sv#8", "imatra/sivu.sv", "imatra/sivu")
    assert (chunk.alignment_id, chunk.language, chunk.municipality) == ("imatra/sivu.sv", "sv", None)
    (aligned,) = split_document(document, count_words, 200, alignment_id="imatra/sivu")
    assert aligned.alignment_id == "imatra/sivu"


_PLAIN = "# Alku\n\nLapset päättävät."


@pytest.mark.parametrize(
    "changed",
    [
        make_document("# Alku\n\nLapset päättävät!"),
        make_document("#  Alku\n\nLapset päättävät."),
        make_document("# Loppu\n\nLapset päättävät."),
        make_document("# Alku\n\n- Lapset päättävät."),
        make_document(_PLAIN, title="Toinen"),
        make_document(_PLAIN, municipality="Pori"),
        make_document(_PLAIN, municipality=None),
        make_document(_PLAIN, "imatra/sivu.sv"),
        make_document(_PLAIN, "imatra/toinen.fi"),
        make_document(_PLAIN, page_id="imatra/toinen"),
    ],
    ids=lambda document: document.document_id,
)
def test_digest_covers_every_field(changed: Document) -> None:
    (first,), (again,), (other,) = split(make_document(_PLAIN)), split(make_document(_PLAIN)), split(changed)
    assert first == again
    assert {**asdict(first), "digest": ""} != {**asdict(other), "digest": ""}
    assert first.digest != other.digest


def test_digest_covers_the_alignment_and_the_units() -> None:
    document = make_document("Yksi on. Kaksi on. Kolme on.")
    (first,) = split(document)
    (aligned,) = split_document(document, count_words, 200, alignment_id="imatra/sivu")
    assert first.digest != aligned.digest
    # The same text as one unit and as three: an English model does not end a sentence where a Finnish one does.
    block = replace(document.sections[0].blocks[0], kind="table_row")
    (row,) = split(replace(document, sections=(replace(document.sections[0], blocks=(block,)),)))
    assert (row.text, len(row.units), len(first.units)) == (first.text, 1, 3)
    assert row.digest != first.digest


def test_text_to_embed_has_title_place_headings_and_body() -> None:
    document = make_document("# Tavoitteet\n\n## Osallisuus\n\nLapset **päättävät**.\n\n- Kysy [meiltä](a.html)")
    (chunk,) = split(replace(document, title="Lapsiystävällinen kunta."))
    assert text_to_embed(chunk, "Imatra") == (
        "Lapsiystävällinen kunta. Imatra. Tavoitteet. Osallisuus\nLapset päättävät. Kysy meiltä"
    )
    assert unit_text_to_embed(chunk, chunk.units[1]) == "Kysy meiltä"
    # What is shown keeps its marks and has no context.
    assert chunk.text == "Lapset **päättävät**.\n\n- Kysy [meiltä](a.html)"


def test_text_to_embed_says_nothing_twice() -> None:
    (chunk,) = split(make_document("# Imatran sivu\n\nTeksti.", title="Imatran sivu"))
    assert text_to_embed(chunk, "Imatra") == "Imatran sivu\nTeksti."
    assert text_to_embed(chunk, None) == "Imatran sivu\nTeksti."
