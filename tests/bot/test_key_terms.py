"""The terms of a question: which words are terms, what they stand for, what they weigh."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.key_terms import KeyTerm, name_terms, read_key_terms
from knowledge.languages import find_words, is_known_word, lemmatise
from knowledge.places import find_places
from knowledge.schema import LANGUAGES, Language


def read(text: str, language: Language, asking: frozenset[int] = frozenset()) -> tuple[KeyTerm, ...]:
    words = find_words(text)
    lemmas = [lemmatise(word.text, language) for word in words]
    return read_key_terms(text, words, lemmas, find_places(text, is_known_word=is_known_word), asking, language)


def make_term(*concepts: str, weight: float, is_name: bool = False) -> KeyTerm:
    return KeyTerm(text="x", lemma="x", concepts=frozenset(concepts), weight=weight, is_name=is_name)


def test_everything_about_the_terms_of_a_question() -> None:
    assert read("Puhuuko Virtanen Porin tavoitteista?", "fi")[1:] == (
        KeyTerm(text="Virtanen", lemma="virtanen", concepts=frozenset(), weight=1.5, is_name=True),
        KeyTerm(text="tavoitteista", lemma="tavoite", concepts=frozenset({"goal"}), weight=1.0),
    )


def test_words_that_ask_are_left_out_by_position() -> None:
    text = "goals recognition"
    assert [term.lemma for term in read(text, "en")] == ["goal", "recognition"]
    assert [term.lemma for term in read(text, "en", frozenset({0}))] == ["recognition"]


def test_places_are_no_terms() -> None:
    assert read("Helsinki Björneborg Lohjalla", "fi") == ()


@pytest.mark.parametrize(
    ("language", "text", "concepts"),
    [
        ("sv", "Vad är recognition?", {"recognition"}),
        ("fi", "Mitkä ovat goals?", {"goal"}),
        ("en", "What is their utmärkelse?", {"recognition"}),
        ("en", "Which tavoitteet are there?", {"goal"}),
    ],
)
def test_a_word_of_another_language_is_understood(language: Language, text: str, concepts: set[str]) -> None:
    assert set().union(*(term.concepts for term in read(text, language))) == concepts


@pytest.mark.parametrize(
    ("language", "text", "concepts"),
    [
        ("fi", "kiusaamistyö", {"bullying"}),
        ("fi", "palautejärjestelmä", {"feedback"}),
        ("sv", "mobbningsarbetet", {"bullying"}),
    ],
)
def test_a_compound_stands_for_its_first_part(language: Language, text: str, concepts: set[str]) -> None:
    (term,) = read(text, language)
    assert term.concepts == concepts
    assert term.weight == 1.0


def test_a_long_compound_of_a_word_that_says_little_is_a_word_of_its_own() -> None:
    (short,), (long,) = read("barnen", "sv"), read("barnkulturcentret", "sv")
    assert short.concepts == {"children"}
    assert long.concepts == frozenset()
    assert (short.weight, long.weight) == (0.4, 1.0)


def test_what_every_page_is_about_weighs_little() -> None:
    weights = {term.lemma: term.weight for term in read("What do UNICEF and child-friendly goals mean?", "en")}
    assert weights["unicef"] == 0.4
    assert weights["goal"] == 1.0


def test_a_concept_counts_once() -> None:
    assert len(read("goals, goal and objectives", "en")) == 1


def test_a_capital_within_a_sentence_makes_a_name() -> None:
    terms = read("Lehtola tuli. Virtala: Mäkelä sanoi Salmelalle ”Heino!”", "fi")
    assert [term.text for term in terms if term.is_name] == ["Salmelalle", "Heino"]


def test_a_month_or_a_day_is_no_name() -> None:
    terms = read("Did they meet in August or on Monday with Laine?", "en")
    assert [term.text for term in terms if term.is_name] == ["Laine"]


def test_a_name_as_terms() -> None:
    assert [(term.text, term.lemma, term.weight, term.is_name) for term in name_terms("Anna-Maija Ek")] == [
        ("Anna", "anna", 1.5, True),
        ("Maija", "maija", 1.5, True),
        ("Ek", "ek", 1.5, True),
    ]
    assert name_terms("") == ()


@pytest.mark.parametrize(
    ("term", "has_substance", "names_topic"),
    [
        (make_term("goal", weight=1.0), True, True),
        (make_term("children", weight=0.4), False, False),
        (make_term("phone", weight=0.5), True, False),
        (make_term(weight=1.0), True, False),
        (make_term(weight=1.5, is_name=True), True, True),
        # "Who gets it?"
        (make_term("granting", weight=1.0), True, False),
        (make_term("granting", "recognition", weight=1.0), True, True),
    ],
)
def test_what_a_term_says(term: KeyTerm, has_substance: bool, names_topic: bool) -> None:
    assert (term.has_substance, term.names_topic) == (has_substance, names_topic)


@given(
    st.lists(st.sampled_from(["goals", "Pori", "Aino", "mål", "xyzzy", "5.", "and", "?", "ä"]), max_size=8).map(
        " ".join
    )
    | st.text(max_size=40),
    st.sampled_from(LANGUAGES),
)
def test_terms_are_words_of_the_question_in_its_order(text: str, language: Language) -> None:
    words = [word.text for word in find_words(text)]
    position = 0
    for term in read(text, language):
        assert term.text in words[position:]
        position += words[position:].index(term.text) + 1
        assert 0 < term.weight <= 1.5
