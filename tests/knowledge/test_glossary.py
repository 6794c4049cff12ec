"""The subject's terms: the table itself, and finding its concepts in texts of three languages."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import glossary
from knowledge.glossary import (
    ConceptMention,
    Role,
    WordForms,
    concept_roles,
    find_compound_concepts,
    find_concepts,
    find_misspelt_concepts,
    is_function_word,
    stands_at,
    word_forms,
)
from knowledge.languages import find_words, is_known_word, lemmatise
from knowledge.schema import LANGUAGES, Language
from knowledge.tables import read_table

ROWS = read_table("knowledge", "glossary.csv")
FUNCTION_ROWS = read_table("knowledge", "function_words.csv")


def found(text: str, language: Language) -> tuple[ConceptMention, ...]:
    words = [word.text for word in find_words(text)]
    return find_concepts(words, [lemmatise(word, language) for word in words], language)


def concepts(text: str, language: Language) -> set[str]:
    return {mention.concept for mention in found(text, language)}


# --- The tables ---


def test_every_concept_stands_once_under_a_plain_name() -> None:
    names = [row["concept"] for row in ROWS]
    assert [name for name, count in Counter(names).items() if count > 1] == []
    assert [name for name in names if not name.isidentifier() or name != name.casefold()] == []


def test_every_row_has_as_many_cells_as_the_header() -> None:
    path = glossary.__file__.replace("glossary.py", "glossary.csv")
    with open(path, encoding="utf-8", newline="") as file:
        assert {len(row) for row in csv.reader(file)} == {5}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["concept"])
def test_terms_are_well_formed(row: Mapping[str, str]) -> None:
    assert row["role"] in get_args(Role)
    for language in LANGUAGES:
        terms = row[language].split("|")
        assert [term for term, count in Counter(terms).items() if count > 1] == []
        for term in terms:
            assert term, f"an empty term in {language}"
            assert term == " ".join(term.casefold().split())
            for word in term.replace("-", " ").split():
                assert word.rstrip("*"), f"{term!r} has a word of any letters"
                assert "*" not in word[:-1], f"{term!r} has a * inside a word"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["concept"])
def test_every_term_is_found_as_it_stands(row: Mapping[str, str]) -> None:
    for language in LANGUAGES:
        for term in row[language].split("|"):
            assert row["concept"] in concepts(term.replace("*", ""), language)


def test_roles_by_concept() -> None:
    roles = concept_roles()
    assert roles == {row["concept"]: row["role"] for row in ROWS}
    assert (roles["unicef"], roles["goal"], roles["children"], roles["phone"]) == ("subject", "common", "weak", "kind")


def test_function_words_are_single_lower_case_words_of_each_language() -> None:
    assert [row["language"] for row in FUNCTION_ROWS] == list(LANGUAGES)
    for row in FUNCTION_ROWS:
        for word in row["words"].split():
            assert word == word.casefold()
            assert [found.text for found in find_words(word)] == [word]


@pytest.fixture
def damaged(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    row = {"concept": "goal", "role": "important", "fi": "tavoite", "sv": "mål", "en": "goal"}
    monkeypatch.setattr(glossary, "read_table", lambda package, name: (row,))
    glossary._terms.cache_clear()
    yield
    glossary._terms.cache_clear()


@pytest.mark.usefixtures("damaged")
def test_an_unknown_role_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"goal has the unknown role 'important'"):
        find_concepts(["goal"], ["goal"], "en")


# --- Concepts in texts ---


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fi", "Helsingin tavoitteisiin", {"goal"}),
        ("fi", "LAPSIYSTÄVÄLLISEN", {"child_friendly", "children"}),
        ("fi", "lapsivaikutusten arviointi", {"impact_assessment", "monitoring", "children"}),
        ("fi", "koordinaatioryhmän yhteyshenkilöt", {"coordination_group", "contact"}),
        ("sv", "målen och tyngdpunkterna", {"goal", "emphasis"}),
        ("sv", "bedömning av konsekvenser", {"impact_assessment"}),
        ("sv", "e-postadressen", {"email"}),
        ("en", "child-friendly municipality", {"child_friendly", "children", "municipality"}),
        ("en", "Child friendly", {"child_friendly", "children"}),
        ("en", "areas for development", {"emphasis", "talk"}),
        ("en", "a second recognition", {"recognition", "renewal"}),
        ("en", "the e-mail address", {"email", "address"}),
        ("en", "who are its members", {"members", "membership"}),
        ("fi", "heidän edustajansa", {"members"}),
        ("sv", "nådde Kuvala det", {"attainment"}),
        ("fi", "jäi saavuttamatta", {"attainment"}),
        ("fi", "kaupungin verkkosivusto", {"website", "municipality"}),
        ("sv", "i Finland", {"finland"}),
        ("fi", "kenen puoleen kääntyä", {"contact"}),
        ("en", "another recognition", {"recognition", "renewal"}),
        ("en", "the weather", set()),
        ("fi", "Oslo", set()),
        ("sv", "", set()),
    ],
)
def test_concepts(language: Language, text: str, expected: set[str]) -> None:
    assert concepts(text, language) == expected


def test_a_mention_says_which_words_and_which_role() -> None:
    mentions = found("the hobby pass", "en")
    assert ConceptMention(concept="hobby_pass", role="subject", first_word=1, last_word=2) in mentions
    assert ConceptMention(concept="hobby", role="common", first_word=1, last_word=1) in mentions


@pytest.mark.parametrize(("language", "word"), [("en", "mål"), ("sv", "tavoite"), ("fi", "goal")])
def test_terms_belong_to_their_language(language: Language, word: str) -> None:
    assert concepts(word, language) == set()


_WORDS = ("goals", "child", "friendly", "areas", "for", "development", "hobby", "pass", "x", "2", "é")


@given(st.lists(st.sampled_from(_WORDS), max_size=12))
def test_mentions_lie_inside_the_text_in_order(words: list[str]) -> None:
    mentions = find_concepts(words, [lemmatise(word, "en") for word in words], "en")
    assert all(0 <= mention.first_word <= mention.last_word < len(words) for mention in mentions)
    assert [mention.first_word for mention in mentions] == sorted(mention.first_word for mention in mentions)
    assert len(set(mentions)) == len(mentions)


def test_every_word_needs_its_dictionary_form() -> None:
    with pytest.raises(ValueError, match="shorter"):
        find_concepts(["goals", "plans"], ["goal"], "en")


@pytest.mark.parametrize(
    ("start", "term", "fits"),
    [
        (0, ("åtgärder",), True),
        (0, ("åtgärd",), True),
        (0, ("åtg*",), True),
        (0, ("åtgärd", "nu"), True),
        (0, ("åtgärdar",), False),
        (1, ("nu",), True),
        (1, ("nu", "igen"), False),
        (2, ("nu",), False),
    ],
)
def test_a_term_stands_at_a_position(start: int, term: tuple[str, ...], fits: bool) -> None:
    forms = word_forms(["Åtgärder", "nu"], ["åtgärd", "nu"])
    assert forms[0] == WordForms(written="åtgärder", lemma="åtgärd")
    assert stands_at(forms, start, term) is fits


# --- Misspelt terms ---


@pytest.mark.parametrize(
    ("language", "word", "concept"),
    [
        ("fi", "tunustus", "recognition"),
        ("fi", "tavioteet", "goal"),
        ("fi", "Toimintasunnitelma", "action_plan"),
        ("fi", "osalisuus", "participation"),
        ("sv", "utmärkelsn", "recognition"),
        ("sv", "målsättnigar", "goal"),
        ("sv", "koordinatr", "coordinator"),
        ("en", "recogntion", "recognition"),
        ("en", "particpation", "participation"),
        ("en", "municpality", "municipality"),
        ("en", "objctive", "goal"),
    ],
)
def test_misspelt_terms(language: Language, word: str, concept: str) -> None:
    assert not is_known_word(word)
    assert [(m.concept, m.role, m.first_word, m.last_word) for m in find_misspelt_concepts(word, 4, language)] == [
        (concept, concept_roles()[concept], 4, 4)
    ]


# A slip after the beginning that counts is none: "tavoit*" and "recogni*" fit as they are.
@pytest.mark.parametrize(
    ("language", "word", "concept"),
    [("fi", "tavoiteet", "goal"), ("sv", "utmärkelseen", "recognition"), ("en", "recogniton", "recognition")],
)
def test_a_slip_in_the_ending_needs_no_guess(language: Language, word: str, concept: str) -> None:
    assert concepts(word, language) == {concept}


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("fi", "Leinonen"),
        ("fi", "Kultane"),
        ("fi", "mali"),
        ("sv", "Lehmus"),
        ("en", "Kujala"),
        ("en", "gaol"),
        ("en", ""),
    ],
)
def test_names_and_short_words_are_no_misspelt_terms(language: Language, word: str) -> None:
    assert find_misspelt_concepts(word, 0, language) == ()


# --- Compounds ---


@pytest.mark.parametrize(
    ("language", "word", "expected"),
    [
        ("fi", "kakkostunnustus", ["recognition"]),
        ("fi", "Lapsitavoitteista", ["goal"]),
        ("fi", "pääyhteyshenkilö", ["contact"]),
        ("fi", "alkukartoituksen", ["survey"]),
        ("sv", "huvudmålsättning", ["goal"]),
        ("sv", "barnkonventionen", ["rights"]),
        ("sv", "Ungdomsmedlemmar", ["members", "membership"]),
        ("en", "preplanning", ["action_plan"]),
    ],
)
def test_compounds_stand_for_what_their_last_part_does(language: Language, word: str, expected: list[str]) -> None:
    assert find_compound_concepts(word, 4, language) == tuple(
        ConceptMention(concept=concept, role=concept_roles()[concept], first_word=4, last_word=4)
        for concept in expected
    )


@pytest.mark.parametrize(
    ("language", "word"),
    [
        # The term alone, behind a part that is too short, or too short itself.
        ("fi", "tunnustus"),
        ("fi", "eitunnustus"),
        ("sv", "delmålen"),
        ("en", "subgoals"),
        # A filler says nothing about what is asked; a first part is no last one.
        ("sv", "webbinformation"),
        ("fi", "tavoitekeskustelu"),
        ("sv", "huvudtavoite"),
        ("fi", "leikkipuisto"),
        ("fi", ""),
    ],
)
def test_other_words_are_no_compounds_of_terms(language: Language, word: str) -> None:
    assert find_compound_concepts(word, 0, language) == ()


@given(st.text(max_size=30), st.sampled_from(LANGUAGES))
def test_any_word_may_be_tried_as_a_compound(word: str, language: Language) -> None:
    for mention in find_compound_concepts(word, 2, language):
        assert (mention.first_word, mention.last_word) == (2, 2)
        assert mention.role == concept_roles()[mention.concept] != "filler"


@pytest.mark.parametrize(
    ("language", "word", "expected"),
    [
        ("fi", "Entä", True),
        ("fi", "och", False),
        ("sv", "Och", True),
        ("sv", "mål", False),
        ("en", "THE", True),
        ("en", "goal", False),
        ("en", "", False),
    ],
)
def test_function_words(language: Language, word: str, expected: bool) -> None:
    assert is_function_word(word, language) is expected
