from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import sentences
from knowledge.errors import LykbotError
from knowledge.loading import load_documents
from knowledge.schema import LANGUAGES, Block, Language
from knowledge.sentences import split_sentences, units
from tests.fakes import make_document

_PIECES = st.one_of(
    st.sampled_from(
        ["Kunta oppii.", " ", "\n", "\n\n", "Puh.", "7.", "202...", "esim.", "Å.", "ä.", "6.3.2018.", "?", "**"]
    ),
    st.text(max_size=6),
)


def split(text: str, language: Language) -> list[str]:
    return [text[span.start_char : span.end_char] for span in split_sentences(text, language)]


@given(text=st.lists(_PIECES, max_size=25).map("".join), language=st.sampled_from(LANGUAGES))
def test_sentences_leave_out_nothing_but_white_space(text: str, language: Language) -> None:
    position = 0
    for span in split_sentences(text, language):
        assert not text[position : span.start_char].strip()
        sentence = text[span.start_char : span.end_char]
        assert sentence == sentence.strip() != ""
        position = span.end_char
    assert not text[position:].strip()


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fi", ["Kunta liittyi vuonna 2018.", "Se päätti asiasta 6.3.2018.", "Työ jatkuu."]),
        ("fi", ["Kokous on 7. syyskuuta klo 14.", "Mukana on 5 aikuista."]),
        ("fi", ["Haku on auki 1.–15.5.2024.", "Se jatkuu 1. – 3.6.2024.", "Alku oli 6. 3. 2018."]),
        ("fi", ["Mukana oli mm. Aino, esim. Bo ja ns. Tukiryhmä jne.", "Sitten loppui."]),
        ("fi", ["Kysy Ainolta.", "Puh. 040 123 4567."]),
        ("fi", ["Puhetta johti A. Öhman.", "Hän on kotoisin täältä."]),
        ("fi", ["Tavoitteet päätettiin tammikuussa 202...", "Niitä on viisi."]),
        ("fi", ["Kirjoita aino.aalto@kuvala.example.", "Katso www.kuvala.example.", "Kiitos!"]),
        ("fi", ["”Miksi?” hän kysyi.", "Kukaan ei vastannut."]),
        ("fi", ["1. Kunta oppii.", "2. Kunta tekee."]),
        ("fi", ["Yhteystietoja ovat sivun yhteystiedot.", "Kysy niistä."]),
        ("sv", ["Kommunen gick med 2018.", "Den fick priset den 6.3.2018.", "Arbetet pågår."]),
        ("sv", ["Kom med frågor, t.ex. Anna, bl.a. Bo m.m.", "Sedan blev det klart."]),
        ("sv", ["Ring oss.", "Tfn 019 123 456.", "Det går bra, dvs. Anna svarar."]),
        ("sv", ["Beslutet fattades 202...", "Det följs upp."]),
        ("sv", ["Hon bor vid en å.", "Där leker barnen."]),
        ("sv", ["Den 7 september kom 40 personer.", "Mötet är kl. 14.", "Alla får komma."]),
        ("sv", ["Huvudmålen var 1) att lyssna samt 2) att lära.", "Dessutom finns fler."]),
        ("en", ["It joined in 2018.", "It decided on 6.3.2018.", "Work goes on."]),
        ("en", ["Ask e.g. Tom, i.e. Mr. Smith or Dr. Jones.", "They know."]),
        ("en", ["It was decided in 202...", "There are five goals."]),
        ("en", ["It began on 7. September 2023.", "See No. 5 for more.", "Is it done?", "Yes!"]),
        ("en", ["The group met at 5 p.m.", "Then it closed."]),
    ],
)
def test_traps(language: Language, expected: list[str]) -> None:
    assert split(" ".join(expected), language) == expected
    assert split("\n".join(expected), language) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_blank_lines_end_sentences(language: Language) -> None:
    assert split("ei pistettä\n\njatkuu pienellä", language) == ["ei pistettä", "jatkuu pienellä"]
    assert split(" \n ", language) == []


def test_long_texts_are_split_too() -> None:
    text = "Kunta oppii lapsilta. " * 20_000
    assert len(split_sentences(text, "fi")) == 20_000
    assert split_sentences("a" * 100_000, "fi")[-1].end_char == 100_000


def test_units_of_each_kind_of_block(tmp_path: Path) -> None:
    path = tmp_path / "sivu.fi.txt"
    path.write_text(
        "Otsikko\n\nYksi oppii. Kaksi tekee.\n\n- Kolme kysyy. Neljä vastaa.\n\n"
        "Aino Aalto\nPalvelujohtaja\n040 123 4567\n\nJaa\n",
        encoding="utf-8",
    )
    (document,) = load_documents(path).documents
    found = [
        [document.text[span.start_char : span.end_char] for span in units(document, block)]
        for section in document.sections
        for block in section.blocks
    ]
    assert found == [
        ["Otsikko"],
        ["Yksi oppii.", "Kaksi tekee."],
        ["Kolme kysyy.", "Neljä vastaa."],
        ["Aino Aalto\nPalvelujohtaja\n040 123 4567"],
        [],
    ]
    row = Block(kind="table_row", start_char=0, end_char=7)
    assert [span.end_char for span in units(replace(document, language="sv"), row)] == [7]


def test_marks_that_close_emphasis_stay_with_their_sentence() -> None:
    text = "**Vaihe 1: Alku.** Kunta oppii. *Vaihe 2.* Kunta kysyy."
    found = [text[span.start_char : span.end_char] for span in split_sentences(text, "fi")]
    assert found == ["**Vaihe 1: Alku.**", "Kunta oppii.", "*Vaihe 2.*", "Kunta kysyy."]


def test_a_backslash_that_breaks_a_line_ends_no_unit() -> None:
    document = make_document("Kunta oppii.\\\nKunta kysyy.\n", "raisio/sivu.fi")
    ((block,),) = (section.blocks for section in document.sections)
    found = [document.text[span.start_char : span.end_char] for span in units(document, block)]
    assert found == ["Kunta oppii.", "Kunta kysyy."]


def test_missing_models_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentences, "find_spec", lambda name: None)
    sentences._splitter.cache_clear()
    with pytest.raises(LykbotError, match="Install llama-index-core"):
        split_sentences("Kunta oppii.", "fi")
    sentences._splitter.cache_clear()
