"""What a text mentions, and how surely."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.vocabulary import read_vocabulary, view_chunk
from index.chunking import split_document
from knowledge.languages import find_words
from knowledge.schema import LANGUAGES, Language
from tests.bot.sheets import KUOPIO_FI, find_unit, make_sheet
from tests.fakes import count_words

_NONE: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("language", "text", "words", "concepts"),
    [
        ("fi", "Kunnan tavoitteet", {"kunta", "kunnan", "tavoite", "tavoitteet"}, {"municipality", "goal"}),
        ("sv", "Målen, åtgärderna", {"mål", "målen", "åtgärd", "åtgärderna"}, {"goal", "measures"}),
        ("en", "Pori's goals", {"pori", "pori's", "goal", "goals"}, {"goal"}),
        ("en", "Tell, please", {"tell", "please"}, set()),  # fillers are no concepts
        ("en", "", set(), set()),
        ("sv", "?!", set(), set()),
    ],
)
def test_words_and_concepts(language: Language, text: str, words: set[str], concepts: set[str]) -> None:
    vocabulary = read_vocabulary(text, language)
    assert vocabulary.words == words
    assert vocabulary.concepts == concepts


@pytest.mark.parametrize(
    ("lemma", "concepts", "worth"),
    [
        ("mål", {"goal"}, 1.0),  # by concept, whatever the language
        ("tavoite", _NONE, 1.0),  # by dictionary form
        ("tavoitteet", _NONE, 1.0),  # as written
        ("lapsiystävällisyys", _NONE, 1.0),  # by stem
        ("koordinaatio", _NONE, 0.7),  # part of a compound
        ("koordinatioryhmä", _NONE, 0.8),  # misspelt
        ("kunta", _NONE, 1.0),
        ("tav", _NONE, 0.0),  # too short to be compared
        ("kirjasto", _NONE, 0.0),
        ("kirjasto", {"hobby"}, 0.0),
        ("", _NONE, 0.0),
    ],
)
def test_how_surely_a_term_is_mentioned(lemma: str, concepts: frozenset[str], worth: float) -> None:
    vocabulary = read_vocabulary("Lapsiystävällisen kunnan tavoitteet ja koordinaatioryhmä", "fi")
    assert vocabulary.mentions(lemma, frozenset(concepts)) == worth


def test_a_word_of_the_dictionary_is_no_misspelling() -> None:
    vocabulary = read_vocabulary("kulttuurikeskus ja kaupunki", "fi")
    assert vocabulary.mentions("kaupinki", _NONE) == 0.8
    assert read_vocabulary("tuuli", "fi").mentions("tuoli", _NONE) == 0.0


def test_a_passage_is_seen_as_it_is_shown_unit_by_unit() -> None:
    document = make_sheet(KUOPIO_FI, "kuopio/sivu.fi", "Kuopio")
    chunk, unit = find_unit(split_document(document, count_words, 200), "Koulupihat")
    view = view_chunk(chunk)
    assert len(view.unit_texts) == len(view.units) == len(chunk.units)
    position = chunk.units.index(unit)
    assert view.unit_texts[position] == "Koulupihat ovat turvallisia."
    assert "koulupiha" in view.units[position].words
    assert "goal" in view.heading.concepts
    # The page's title, which says too little, is left out below it.
    assert "child_friendly" not in view.heading.concepts
    assert view.passage.words == frozenset().union(*(own.words for own in view.units))
    assert view_chunk(chunk) is view


def test_marks_are_not_part_of_a_view() -> None:
    document = make_sheet("# Kuopio\n\nKatso [**tavoitteet**](https://kunta.example/x).", "kuopio/sivu.fi", "Kuopio")
    (chunk,) = split_document(document, count_words, 200)
    assert view_chunk(chunk).unit_texts[-1] == "Katso tavoitteet."
    assert "https" not in view_chunk(chunk).passage.words


@given(text=st.text(max_size=40), language=st.sampled_from(LANGUAGES))
def test_a_text_mentions_its_own_words(text: str, language: Language) -> None:
    vocabulary = read_vocabulary(text, language)
    for word in find_words(text):
        assert vocabulary.mentions(word.text.casefold(), _NONE) == 1.0
    assert all(word.startswith(initial) for initial, words in vocabulary.by_initial for word in words)
