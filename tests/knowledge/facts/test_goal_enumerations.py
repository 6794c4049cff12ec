from collections.abc import Callable, Iterable

import pytest

from knowledge.facts.goal_enumerations import (
    emphasis_statements,
    enumerated_items,
    single_goals,
)
from knowledge.facts.goal_statements import StatedList
from knowledge.schema import Document, Language, Section
from tests.fakes import make_document


def found(read: Callable[[Document, Section], Iterable[StatedList]], text: str, language: str) -> list[list[str]]:
    document = make_document(text, f"raisio/page.{language}")
    return [
        [text[goal.start_char : goal.end_char] for goal in stated.goals]
        for section in document.sections
        for stated in read(document, section)
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The goals are safety, participation, and hobbies.", ["safety", "participation", "hobbies"]),
        ("en", "As areas for development, we chose feedback as well as safety.", ["feedback", "safety"]),
        ("fi", "Tavoitteemme ovat lasten ja nuorten osallisuus, arjen turva ja harrastukset.",
         ["lasten ja nuorten osallisuus", "arjen turva", "harrastukset"]),
        ("fi", "Kaksi tavoitetta ovat osallisuus ja turvallisuus.", ["osallisuus", "turvallisuus"]),
        ("fi", "Tavoitteet ovat osallisuus, joka kasvaa, sekä turva.", ["osallisuus, joka kasvaa", "turva"]),
        ("sv", "Man lyfte fram som tyngdpunkter i arbetet stärkande av delaktighet, stärkande av trygghet och respons.",
         ["stärkande av delaktighet", "stärkande av trygghet", "respons"]),
        ("en", "We have three goals, safe roads, fewer cars, and trees.", ["safe roads", "fewer cars", "trees"]),
        ("en", "We have three goals, of which safety, hobbies and play are the best.", []),
        ("en", "We have three goals, cleaner streets, fewer cars, and fresh air.", []),
        ("fi", "Painotamme kahta asiaa, viestintää ja osallisuutta.", ["viestintää", "osallisuutta"]),
        ("sv", "Vi betonar två saker: delaktighet och respons.", ["delaktighet", "respons"]),
        ("sv", "Målen var ambitiösa, och staden ville mycket.", []),
        ("en", "The three goals are safety and hobbies, and they are good.", []),
        ("en", "Our goal is safety, participation and hobbies.", []),
        ("en", "Safety, participation and hobbies are nice.", []),
    ],
)  # fmt: skip
def test_what_a_sentence_lists(language: Language, text: str, expected: list[str]) -> None:
    assert [text[item.start_char : item.end_char] for item in enumerated_items(text, language)] == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fi", "Kehittämiskohteeksi todettiin osallisuus. Lisäksi nähtiin tärkeäksi lisätä turvallisuutta.",
         [["osallisuus.", "lisätä turvallisuutta."]]),
        ("sv", "Som utvecklingsområde identifierades delaktighet. Det ansågs också viktigt att öka tryggheten.",
         [["delaktighet.", "att öka tryggheten."]]),
        ("en", "Safety was seen as a priority. The weather was fine.", [["Safety was seen as a priority."]]),
        ("en", "It was considered important to be safe.", []),
        ("en", "The page speaks of areas for development.", []),
    ],
)  # fmt: skip
def test_areas_of_emphasis_in_sentences(language: str, text: str, expected: list[list[str]]) -> None:
    assert found(emphasis_statements, text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fi", "Kaupungin tavoitteena on lisätä osallisuutta.", ["lisätä osallisuutta."]),
        ("sv", "Stadens mål är att öka tryggheten.", ["öka tryggheten."]),
        ("en", "Our goal is that children feel safe.", ["children feel safe."]),
        ("en", "The model's goal is that children feel safe.", []),
        ("en", "Our goal was met in a safe way.", []),
    ],
)
def test_goals_in_single_sentences(language: str, text: str, expected: list[str]) -> None:
    document = make_document(text, f"raisio/page.{language}")
    goals = [text[goal.start_char : goal.end_char] for stated in single_goals(document) for goal in stated.goals]
    assert goals == expected
