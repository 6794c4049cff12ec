"""Slips of the pen: what is put right, what is left as it is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.respelling import Respeller
from knowledge.languages import find_words

_TEXTS = (
    "Lapset saivat tunnustuksen. Tunnustus on voimassa; tavoitteet ja tavoitteita, tavoitteet. Osallisuus kasvaa.",
    "Kommunen fick utmärkelsen. Kartläggningen gäller barnkonventionen.",
    "The recognition is valid. The coordinator asks for participation of municipalities in 2021.",
)
_RESPELLER = Respeller(_TEXTS)
_USED = sorted({word.text for text in _TEXTS for word in find_words(text)})


@pytest.mark.parametrize(
    ("text", "respelt"),
    [
        # A letter left out, doubled, changed, swapped.
        ("tunustus", "tunnustus"),
        ("What is the recognnition?", "What is the recognition?"),
        ("barnkonvantionen", "barnkonventionen"),
        ("Vad är utmärklesen?", "Vad är utmärkelsen?"),
        # Two slips in a long word.
        ("the municpalites", "the municipalities"),
        ("kordinator of the muncipalites", "kordinator of the municipalities"),
        ("osalisuus, tunustus: tavoiteet!", "osallisuus, tunnustus: tavoitteet!"),
        ("Tunustus?", "Tunnustus?"),
        ("TUNUSTUS", "Tunnustus"),
    ],
)
def test_misspelt_words_are_put_right(text: str, respelt: str) -> None:
    assert _RESPELLER.respell(text) == respelt


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Mitkä ovat tavoitteet ja tavoitteita?",
        # Known to a dictionary, or to one with what Finnish adds.
        "recognitions, tavoitteeni, talossakin, kirjastoko",
        # Short words.
        "sai, sae, vom, teh",
        # Another first letter.
        "dunnustus",
        # Three slips.
        "tnnsts, munciplites",
        # No plain words.
        "tunustus1 recognition_s",
    ],
)
def test_other_words_are_left_as_they_are(text: str) -> None:
    assert _RESPELLER.respell(text) == text


def test_two_slips_are_too_many_for_a_short_word_and_for_a_name() -> None:
    respeller = Respeller(["voimassa tunnustus mukana"])
    assert respeller.respell("mukna") == "mukana"
    assert respeller.respell("muukna") == "muukna"
    assert respeller.respell("kuka on tunustos") == "kuka on tunnustus"
    assert respeller.respell("kuka on Tunustos") == "kuka on Tunustos"
    assert respeller.respell("kuka on Tunustus") == "kuka on Tunnustus"
    # The first word has a capital anyway.
    assert respeller.respell("Tunustos") == "Tunnustus"


def test_places_are_left_to_those_who_know_them() -> None:
    respeller = Respeller(["imtaraan helsinkkiä björneborghs"])
    assert respeller.respell("imtarran") == "imtaraan"
    assert respeller.respell("Goals of Imtaran and Helsinkki") == "Goals of Imtaran and Helsinkki"
    assert respeller.respell("vilka mål har Björneborgh") == "vilka mål har Björneborgh"


@pytest.mark.parametrize(
    ("texts", "meant"),
    [
        # The fewest slips first.
        (["tunnusteet tunnusteet", "tunnustens"], "tunnustens"),
        # Then the word that is used more.
        (["tunnustans", "tunnustuns", "tunnustuns"], "tunnustuns"),
        # Then the alphabet, whatever stands first.
        (["tunnustuns tunnustans"], "tunnustans"),
        (["tunnustans", "tunnustuns"], "tunnustans"),
    ],
)
def test_the_nearest_word_that_is_used_most(texts: list[str], meant: str) -> None:
    assert Respeller(texts).respell("tunnustxns") == meant


def test_a_word_that_pages_use_is_right() -> None:
    assert Respeller(["tunnustus"]).respell("tunustus") == "tunnustus"
    assert Respeller(["tunnustus", "Tunustus"]).respell("tunustus tunustuskin") == "tunustus tunustuskin"


def test_nothing_is_put_right_where_nothing_is_written() -> None:
    assert Respeller([]).respell("Mitä on tunustus?") == "Mitä on tunustus?"


# --- Any text ---

_LETTER = re.compile(r"[^\W\d_]")


@given(st.text(max_size=60).filter(lambda text: not _LETTER.search(text)))
def test_text_without_letters_comes_back(text: str) -> None:
    assert _RESPELLER.respell(text) == text


@given(st.lists(st.sampled_from([*_USED, "?", ",", "–", "2021", "  ", "😀"]), max_size=10).map(" ".join))
def test_right_words_come_back(text: str) -> None:
    assert _RESPELLER.respell(text) == text


@given(
    st.lists(
        st.sampled_from([*_USED, "tunustus", "Recogniton", "Pori", "ß", "ﬁ", "5.", "(", "\n", "é"]), max_size=8
    ).map(" ".join)
    | st.text(max_size=40)
)
def test_words_change_a_little_and_the_rest_does_not(text: str) -> None:
    respelt = _RESPELLER.respell(text)
    before, after = find_words(text), find_words(respelt)
    assert len(before) == len(after)
    assert _gaps(text) == _gaps(respelt)
    for written, meant in zip(before, after, strict=True):
        assert abs(len(written.text.casefold()) - len(meant.text.casefold())) <= 2
        assert written.text.casefold()[:1] == meant.text.casefold()[:1]
        assert written.text == meant.text or len(written.text) >= 4
    assert _RESPELLER.respell(respelt) == respelt


def _gaps(text: str) -> list[str]:
    """What stands between the words."""
    ends = [0, *(word.end_char for word in find_words(text))]
    starts = [*(word.start_char for word in find_words(text)), len(text)]
    return [text[end:start] for end, start in zip(ends, starts, strict=True)]
