import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.languages import is_known_word
from knowledge.masking import bare_question, without_places
from knowledge.places import find_places


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Milloin Pori liittyi malliin?", "Milloin liittyi malliin?"),
        ("Vem ansvarar i Björneborg och Imatra?", "Vem ansvarar i och ?"),
        ("  Kuka\n vastaa \u00a0 tästä? ", "Kuka vastaa tästä?"),
        ("Oulu Pori", ""),
        ("", ""),
    ],
)
def test_places_are_cut_out_and_spaces_folded(text: str, bare: str) -> None:
    assert without_places(text, find_places(text, is_known_word=is_known_word)) == bare


@given(text=st.text(st.sampled_from("Pori Oulu sa?\n")))
def test_nothing_but_places_and_spaces_goes(text: str) -> None:
    places = find_places(text)
    named = {i for place in places for i in range(place.start_char, place.end_char)}
    kept = "".join(char for i, char in enumerate(text) if i not in named)
    assert without_places(text, places).split() == kept.split()


@pytest.mark.parametrize(
    "text", ["Milloin Pori liittyi?", "Milloin Helsinki liittyi?", "Milloin Porvoon kaupunki liittyi?"]
)
def test_questions_about_different_places_are_one(text: str) -> None:
    assert bare_question(text).split()[0] == "Milloin"
    assert bare_question(text).endswith("liittyi?")
    assert not find_places(bare_question(text))


@pytest.mark.parametrize("text", ["Pori", "Porissa?", "Oulu ... Imatra!", "?", ""])
def test_a_question_that_names_only_places_is_kept(text: str) -> None:
    assert bare_question(text) == text


def test_known_words_are_no_misspelt_places() -> None:
    # One letter from Vaasa.
    assert bare_question("Kuka vastaa?") == "Kuka vastaa?"
    assert bare_question("Kuka Vaasassa vastaa?") == "Kuka vastaa?"
