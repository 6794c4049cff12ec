"""Turns of phrase: their table, and what each recognises."""

import re
from typing import get_args

import pytest

from bot.patterns import PatternKind, find_pattern
from knowledge.schema import LANGUAGES, Language
from knowledge.tables import read_table


def matches(kind: PatternKind, language: Language, text: str) -> bool:
    return find_pattern(kind, language).search(text) is not None


def test_every_kind_stands_once_in_every_language() -> None:
    rows = [(row["kind"], row["language"]) for row in read_table("bot", "patterns.csv")]
    assert sorted(rows) == sorted((kind, language) for kind in get_args(PatternKind) for language in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", get_args(PatternKind))
def test_every_pattern_compiles_and_matches_no_empty_text(kind: PatternKind, language: Language) -> None:
    pattern = find_pattern(kind, language)
    assert pattern.flags & re.IGNORECASE
    assert pattern.search("") is None
    assert pattern.search("Helsinki 2018") is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Missä kunnissa puhutaan kiusaamisesta?"),
        ("fi", "Mitkä kaupungit ovat mukana?"),
        ("fi", "Kaikkien kuntien tavoitteet"),
        ("fi", "tavoitteet kunnittain"),
        ("sv", "Vilka kommuner nämner mobbning?"),
        ("sv", "Vilken av de fyra kommunerna kom först?"),
        ("sv", "Alla städers mål"),
        ("en", "Which municipalities mention bullying?"),
        ("en", "Which of the four cities was first?"),
        ("en", "goals of every municipality"),
        ("en", "All the contacts"),
    ],
)
def test_everywhere(language: Language, text: str) -> None:
    assert matches("everywhere", language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Mitä kunta tekee?"),
        ("fi", "Mikä on tavoite?"),
        ("sv", "Vad gör kommunen?"),
        ("sv", "Vilka är målen?"),
        ("en", "Which goals does the city have?"),
        ("en", "What does the municipality do?"),
    ],
)
def test_not_everywhere(language: Language, text: str) -> None:
    assert not matches("everywhere", language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Sivu ei kerro, paljonko rahaa se maksoi."),
        ("fi", "Porin sivulla ei ole osoitetta."),
        ("sv", "Sidan säger inte hur mycket det kostade."),
        ("sv", "På Björneborgs sida nämns ingen adress."),
        ("en", "The page does not say how much it cost."),
        ("en", "Helsinki's pages give no address."),
    ],
)
def test_absence(language: Language, text: str) -> None:
    assert matches("absence", language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Sivu kertoo tavoitteista."),
        ("fi", "Kunta ei hyväksy kiusaamista."),
        ("sv", "Sidan berättar om målen."),
        ("sv", "Kommunen godkänner inte mobbning."),
        ("en", "The page says what the goals are."),
        ("en", "The city does not accept bullying."),
    ],
)
def test_no_absence(language: Language, text: str) -> None:
    assert not matches("absence", language, text)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fi", "Mikä on hänen numeronsa?", True),
        ("fi", "Mikä on numero?", False),
        ("sv", "När fick de den?", True),
        ("sv", "När fick kommunen utmärkelsen?", False),
        ("en", "What is HER number?", True),
        ("en", "What is the number?", False),
        ("en", "Other cities", False),
    ],
)
def test_pronouns(language: Language, text: str, expected: bool) -> None:
    assert matches("pronoun", language, text) is expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "vastaa suomeksi"),
        ("fi", "In Finnish, please"),
        ("fi", "Svara gärna på finska"),
        ("sv", "ruotsiksi kiitos"),
        ("sv", "please answer in Swedish"),
        ("en", "ENGLANNIKSI"),
        ("en", "svara på engelska, tack"),
    ],
)
def test_a_wish_is_in_the_row_of_the_language_wished_for(language: Language, text: str) -> None:
    assert [own for own in LANGUAGES if matches("wish", own, text)] == [language]
    assert not find_pattern("wish", language).sub("", text).strip(" ,")
