"""What kind of answer a question asks for."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.expected import Expected, read_expected
from bot.phrasing import phrase_keys
from bot.understanding import understand
from knowledge.glossary import Role, concept_roles, word_forms
from knowledge.languages import find_words
from knowledge.schema import LANGUAGES, Language
from knowledge.tables import read_table

QUESTIONS: dict[Expected, dict[Language, tuple[str, ...]]] = {
    Expected.ANYTHING: {
        "fi": ("Mitkä ovat Porin tavoitteet?", "Miten lapsia kuullaan?"),
        "sv": ("Vilka är målen?", "Hur hörs barnen?"),
        "en": ("What are Pori's goals?", "How are children heard?"),
    },
    Expected.PERSON: {
        "fi": ("Kuka johtaa ryhmää?", "Ketkä ovat mukana?", "Kumpi heistä johtaa?"),
        "sv": ("Vem leder gruppen?", "Vilka personer är med?"),
        "en": ("Who leads the group?", "Which person chairs it?"),
    },
    Expected.CONTACT: {
        "fi": ("Kuka on yhteyshenkilö Imatralla?", "Lohjan yhteystiedot"),
        "sv": ("Vem är kontaktperson i Imatra?", "kontakt Lojo"),
        "en": ("Who is the contact person in Imatra?", "Contact in Pori"),
    },
    Expected.PHONE: {
        "fi": ("Mikä on hänen puhelinnumeronsa?", "Mihin numeroon soitan?"),
        "sv": ("Vad är hennes telefonnummer?", "numret, tack"),
        "en": ("What is her phone number?", "Phone?"),
    },
    Expected.EMAIL: {
        "fi": ("Mikä on Minnan sähköposti?", "Mikä on sähköpostiosoite?"),
        "sv": ("Vad är e-postadressen?", "mejl till Lojo"),
        "en": ("What is the e-mail address?", "email Lohja"),
    },
    Expected.ADDRESS: {
        "fi": ("Mikä on kaupungintalon osoite?",),
        "sv": ("Vad är adressen till stadshuset?",),
        "en": ("What is the address of the city hall?",),
    },
    Expected.NAME: {
        "fi": ("Mikä on koordinaattorin nimi?",),
        "sv": ("Vad heter koordinatorn?",),
        "en": ("What is the coordinator's name?",),
    },
    Expected.DATE: {
        "fi": ("Milloin Pori sai tunnustuksen?", "Koska Pori sai tunnustuksen?", "Mistä lähtien Lohja on mukana?"),
        "sv": ("När fick Björneborg utmärkelsen?", "Vilken dag firades det?", "Och när gick Lojo med?"),
        "en": ("When was Pori recognised?", "Since when is Pori in?", "On which date did Lohja join?"),
    },
    Expected.YEAR: {
        "fi": ("Minä vuonna Lohja liittyi?",),
        "sv": ("Vilket år gick Lojo med?",),
        "en": ("In which year did Lohja join?", "What year was it?"),
    },
    Expected.DURATION: {
        "fi": ("Kauanko tunnustus on voimassa?", "Kuinka monta vuotta tunnustus kestää?"),
        "sv": ("Hur länge gäller utmärkelsen?", "Hur många år gäller den?"),
        "en": ("How long is the recognition valid?", "For how many years is it valid?"),
    },
    Expected.COUNT: {
        "fi": ("Kuinka monta tavoitetta Helsingillä on?", "Montako lasta vastasi?"),
        "sv": ("Hur många mål har Helsingfors?",),
        "en": ("How many goals does Helsinki have?", "number of children"),
    },
    Expected.MONEY: {
        "fi": ("Kuinka paljon rahaa kunta saa?", "Mikä on mallin budjetti?"),
        "sv": ("Hur mycket pengar får de?", "Vilken budget har modellen?"),
        "en": ("How much money does it get?", "What is the budget?"),
    },
    Expected.PRICE: {
        "fi": ("Paljonko harrastepassi maksaa?", "Mikä on passin hinta?"),
        "sv": ("Vad kostar hobbypasset?", "Hur mycket kostar det?"),
        "en": ("How much does the hobby pass cost?", "What is the price of the pass?"),
    },
    Expected.TIMELINE: {
        "fi": ("Kerro Porin vaiheet aikajärjestyksessä.", "Imatran aikajana"),
        "sv": ("Ge en tidslinje för Imatra",),
        "en": ("Give me a timeline of Imatra", "Pori step by step"),
    },
    Expected.ORDER: {
        "fi": ("Missä järjestyksessä kunnat liittyivät?", "Kumpi ensin, Pori vai Lohja?"),
        "sv": ("I vilken ordning gick kommunerna med?",),
        "en": ("In which order did the towns join?", "Pori or Lohja: which came first?"),
    },
    Expected.RANK: {
        "fi": ("Kuinka mones kunta Pori oli?", "Monesko kunta Pori oli?"),
        "sv": ("Vilken i ordningen var Björneborg?",),
        "en": ("What number in line was Pori?",),
    },
    Expected.SIZE: {
        "fi": ("Kuinka suuri ryhmä on?",),
        "sv": ("Hur stor är gruppen?",),
        "en": ("How big is the group?",),
    },
    Expected.SHARE: {
        "fi": ("Kuinka suuri osuus lapsista vastasi?", "Montako prosenttia kouluista on mukana?"),
        "sv": ("Hur stor andel av barnen svarade?", "Hur många procent av skolorna är med?"),
        "en": ("What share of the children answered?", "What percentage of the schools is in?"),
    },
    Expected.REASON: {
        "fi": ("Miksi Lohja liittyi?",),
        "sv": ("Varför gick Lojo med?",),
        "en": ("Why did Lohja join?", "How come Lohja joined?"),
    },
    Expected.FREQUENCY: {
        "fi": ("Kuinka usein ryhmä kokoontuu?",),
        "sv": ("Hur ofta träffas gruppen?",),
        "en": ("How often does the group meet?",),
    },
}


def expected_of(text: str, language: Language) -> Expected:
    return understand(text, pinned=None, history=(), default=language).expected


def read(text: str, language: Language, *concepts: str) -> tuple[Expected, set[int]]:
    words = [word.text for word in find_words(text)]
    reading = read_expected(word_forms(words, [w.casefold() for w in words]), frozenset(concepts), language)
    return reading.expected, set(reading.positions)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("expected", Expected)
def test_every_kind_has_its_refusal(expected: Expected, language: Language) -> None:
    assert f"refusal.missing_{expected.value}" in phrase_keys(language)


def test_every_kind_has_questions_here_in_every_language() -> None:
    assert set(QUESTIONS) == set(Expected)
    assert all(set(texts) == set(LANGUAGES) and all(texts.values()) for texts in QUESTIONS.values())


def test_no_refusal_is_for_a_kind_that_does_not_exist() -> None:
    kinds = {f"refusal.missing_{expected.value}" for expected in Expected}
    for language in LANGUAGES:
        assert {key for key in phrase_keys(language) if key.startswith("refusal.missing_")} == kinds


@pytest.mark.parametrize(
    ("expected", "language", "text"),
    [
        (expected, language, text)
        for expected in Expected
        for language in LANGUAGES
        for text in QUESTIONS.get(expected, {}).get(language, ())
    ],
)
def test_every_kind_is_asked_for_in_every_language(expected: Expected, language: Language, text: str) -> None:
    assert expected_of(text, language) is expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "What happens when a municipality joins the model?"),
        ("en", "Can a town lose the recognition when it does not follow up?"),
        ("en", "How are children heard when plans are made?"),
        ("sv", "Vad händer när en kommun går med i modellen?"),
        ("sv", "Hörs barnen i kommunen när planer görs?"),
        ("fi", "Mitä tapahtuu koska kunta liittyi malliin?"),
        ("fi", "Lapset ovat mukana koska heillä on oikeus"),
    ],
)
def test_a_word_that_joins_asks_for_no_date(language: Language, text: str) -> None:
    assert expected_of(text, language) is Expected.ANYTHING


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "the goals and when they were set"),
        ("en", "The recognition of Pori: when?"),
        ("sv", "målen och när de slogs fast"),
        ("fi", "Porin tavoitteet ja koska ne päätettiin"),
        ("fi", "Tunnustus saatiin milloin"),
    ],
)
def test_after_and_or_at_the_end_it_asks(language: Language, text: str) -> None:
    assert expected_of(text, language) is Expected.DATE


def test_positions_of_the_asking_words() -> None:
    assert read("How long is it", "en") == (Expected.DURATION, {0, 1})
    assert read("Kuka ja milloin", "fi") == (Expected.DATE, {0, 2})
    assert read("telefon", "sv") == (Expected.ANYTHING, set())
    assert read("telefon", "sv", "phone", "goal") == (Expected.PHONE, set())
    assert read("", "en") == (Expected.ANYTHING, set())


def test_the_more_telling_kind_wins() -> None:
    assert read("Who, when and how long", "en")[0] is Expected.DURATION
    assert read("Who", "en", "contact", "phone", "email")[0] is Expected.EMAIL
    # "How many per cent" counts nothing.
    assert read("kuinka monta prosenttia", "fi")[0] is Expected.SHARE
    assert read("hur många procent", "sv")[0] is Expected.SHARE
    assert read("how many per cent", "en")[0] is Expected.SHARE


def test_concepts_that_ask_are_in_the_glossary() -> None:
    roles = concept_roles()
    asking = {expected.value for expected in Expected} & set(roles)
    assert asking == {"contact", "phone", "email", "address", "name", "money", "price"}
    assert {roles[concept] for concept in asking} <= set(get_args(Role))


def test_the_table_is_lower_case_and_names_known_kinds() -> None:
    rows = read_table("bot", "expected.csv")
    kinds = [row["expected"] for row in rows]
    assert len(kinds) == len(set(kinds))
    assert set(kinds) <= {expected.value for expected in Expected}
    for row in rows:
        for language in LANGUAGES:
            terms = row[language].split("|")
            assert len(terms) == len(set(terms))
            for term in terms:
                assert term
                assert term == " ".join(term.casefold().split())
                assert all("*" not in word[:-1] and word != "*" for word in term.split())


@given(st.lists(st.sampled_from(["when", "how", "long", "many", "and", "x"]), max_size=8))
def test_positions_lie_inside_the_question(words: list[str]) -> None:
    reading = read_expected(word_forms(words, words), frozenset(), "en")
    assert all(0 <= position < len(words) for position in reading.positions)
