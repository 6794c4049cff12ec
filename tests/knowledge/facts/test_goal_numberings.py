from collections.abc import Callable, Iterable

import pytest

from knowledge.facts.goal_numberings import numbered_goals, worded_goals
from knowledge.facts.goal_statements import StatedList
from knowledge.schema import Document, Section
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
        ("sv", "Målen var 1) att lära samt 2) att höra. Mer text.", [["att lära", "att höra"]]),
        ("fi", "Tavoitteet ovat a) kuulla, b) oppia ja c) auttaa.", [["kuulla", "oppia", "auttaa"]]),
        ("en", "Our goals: 1. be safe. 2. be heard.", [["be safe", "be heard"]]),
        ("en", "Our goal is first to listen and second to learn.", [["to listen", "to learn"]]),
        ("en", "Bring 1) a hat and 2) a coat.", []),
        ("en", "Our goals: 2) a hat and 3) a coat.", []),
    ],
)
def test_numbers_inside_a_paragraph(language: str, text: str, expected: list[list[str]]) -> None:
    assert found(numbered_goals, text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # As many as the heading, or a sentence above, counts.
        ("## Two goals, and a plan\n\nThe town will a) plant trees and b) build roads.",
         [["plant trees", "build roads"]]),
        ("## Work\n\nWe have two goals. The town will (a) plant trees, (b) build roads.",
         [["plant trees", "build roads"]]),
        ("## Three goals\n\nThe town will a) plant trees and b) build roads.", []),
        ("## Work\n\nThe town will a) be safe and b) be heard.", []),
        # Most of a theme, under a heading about goals.
        ("## Goals\n\nThe town will a) be safe and b) hear children.", [["be safe", "hear children"]]),
        ("## Goals\n\nThe board will monitor a) safety and b) hobbies.", []),
        ("## Goals\n\nThe first year went to roads, the second to safety and the third to hobbies.", []),
        # A sentence about goals that does not lead into its list.
        ("## Work\n\nThe goals were discussed in a) schools, b) libraries and c) clubs.", []),
        # Words for goals that are not called so.
        ("## Work\n\nThe town has promised two things: a) safe roads and b) a hobby for all.",
         [["safe roads", "a hobby for all"]]),
        ("## Work\n\nThe town has promised two things: a) new roads and b) a bridge.", []),
    ],
)  # fmt: skip
def test_what_announces_a_numbering(text: str, expected: list[list[str]]) -> None:
    assert found(numbered_goals, text, "en") == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Our first goal is to listen, the second is that we learn and the third to help.",
         [["listen", "we learn", "help"]]),
        ("sv", "Av våra mål är det första att lyssna, det andra att lära och det tredje att hjälpa.",
         [["lyssna", "lära", "hjälpa"]]),
        ("fi", "Ensimmäinen tavoite on kuulla, toinen on oppia ja kolmas auttaa.", [["kuulla", "oppia", "auttaa"]]),
        ("sv", "Våra mål är för det första att lyssna och för det andra att lära.", []),
        ("en", "The first step was a survey, the second was goals and the third a plan.", []),
        ("en", "Our first goal is to listen.", []),
        ("en", "Our second goal is to listen and the third to help.", []),
    ],
)  # fmt: skip
def test_ordinals_inside_one_sentence(language: str, text: str, expected: list[list[str]]) -> None:
    assert found(worded_goals, text, language) == expected
