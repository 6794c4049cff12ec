"""Questions without an answer are put together by what they ask, whatever their language and wording."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.expected import Expected
from bot.keeping.unanswered import Hint, find_topic, group_unanswered
from bot.schema import AnswerStatus
from bot.sought import Topic
from bot.understanding import understand
from tests.bot.keeping.given_feedback import make_entry


def test_the_same_in_three_languages_is_one_group() -> None:
    groups = group_unanswered(
        [
            make_entry(1, "Paljonko rahaa Porissa käytetään työhön?", "fi"),
            make_entry(2, "Hur mycket pengar använder Björneborg på arbetet?", "sv"),
            make_entry(3, "How much money does Pori spend on the work?", "en"),
        ]
    )
    (group,) = groups
    assert (group.places, group.expected, group.count) == (("Pori",), Expected.MONEY, 3)
    assert group.languages == ("fi", "sv", "en")
    assert group.newest == make_entry(3, "").given_at
    assert [entry.number for entry in group.examples] == [3, 2, 1]


def test_another_municipality_is_another_group() -> None:
    groups = group_unanswered([make_entry(1, "Kuka johtaa Porissa?"), make_entry(2, "Kuka johtaa Imatralla?")])
    assert [group.places for group in groups] == [("Imatra",), ("Pori",)]


def test_another_kind_of_answer_is_another_group() -> None:
    groups = group_unanswered([make_entry(1, "Milloin kartoitus tehtiin?"), make_entry(2, "Kuka teki kartoituksen?")])
    assert {group.expected for group in groups} == {Expected.DATE, Expected.PERSON}


@pytest.mark.parametrize(
    ("one", "other", "groups"),
    [
        ("Onko Porissa leikkipuistoja?", "onko porissa leikkipuistot", 1),
        ("Onko Porissa leikkipuistoja?", "Onko Porissa leikkipuitsoja?", 1),
        ("Onko Porissa leikkipuistoja?", "Onko Porissa uimahalli?", 2),
        ("Are there any playgrounds in Pori?", "Finns det lekplatser i Björneborg?", 2),
    ],
)
def test_wording(one: str, other: str, groups: int) -> None:
    assert len(group_unanswered([make_entry(1, one), make_entry(2, other)])) == groups


def test_a_follow_up_is_read_with_the_questions_before() -> None:
    (group,) = group_unanswered(
        [
            make_entry(1, "Kuka on yhteyshenkilö Vaasassa?", status=AnswerStatus.UNKNOWN_PLACE),
            make_entry(2, "Entä Vaasassa?", "fi", AnswerStatus.UNKNOWN_PLACE, ("Kuka on yhteyshenkilö Lohjalla?",)),
        ]
    )
    assert (group.places, group.topic) == (("Vaasa",), Topic.CONTACTS)


def test_the_largest_group_comes_first_then_the_newest() -> None:
    groups = group_unanswered(
        [
            make_entry(1, "Kuka johtaa Porissa?"),
            make_entry(2, "Onko Imatralla uimahalli?"),
            make_entry(3, "Onko Imatralla uimahalleja?"),
            make_entry(4, "Missä on Lohjan satama?"),
        ]
    )
    assert [group.count for group in groups] == [2, 1, 1]
    assert [group.places for group in groups] == [("Imatra",), ("Lohja",), ("Pori",)]


def test_examples_are_worded_differently_and_few() -> None:
    same = [make_entry(n, "Onko Porissa uimahalli?" if n % 2 else "onko porissa uimahalli") for n in range(1, 9)]
    (group,) = group_unanswered(same)
    assert group.count == 8
    assert [entry.number for entry in group.examples] == [8]
    (group,) = group_unanswered([make_entry(n, "Onko " * n + "Porissa uimahalli?") for n in range(1, 9)])
    assert [entry.number for entry in group.examples] == [8, 7, 6, 5, 4]


@pytest.mark.parametrize(
    ("status", "hint"),
    [
        (AnswerStatus.UNKNOWN_PLACE, Hint.ADD_PAGE),
        (AnswerStatus.NOT_IN_SOURCES, Hint.COMPLETE_PAGE),
        (AnswerStatus.OUT_OF_SCOPE, Hint.OUT_OF_SCOPE),
        (AnswerStatus.INVALID, Hint.NOT_UNDERSTOOD),
        (AnswerStatus.FAILED_RETRIEVE, Hint.BROKE_OFF),
    ],
)
def test_what_can_be_done(status: AnswerStatus, hint: Hint) -> None:
    (group,) = group_unanswered([make_entry(1, "Kuka johtaa?", status=status)])
    assert group.hint is hint


def test_questions_without_a_word_are_together() -> None:
    (group,) = group_unanswered([make_entry(1, "??"), make_entry(2, " ")])
    assert (group.count, [entry.number for entry in group.examples]) == (2, [2])
    assert group_unanswered([]) == ()


def test_goals_are_told_by_their_word() -> None:
    meant = understand("Mitkä ovat Porin tavoitteet?", pinned=None, history=(), default="fi")
    assert find_topic(meant) is Topic.GOALS


@given(questions=st.lists(st.text(max_size=30), max_size=6))
def test_every_entry_is_counted_once(questions: list[str]) -> None:
    groups = group_unanswered([make_entry(n, text) for n, text in enumerate(questions, start=1)])
    assert sum(group.count for group in groups) == len(questions)
