"""What example questions make of a question: the statement known to answer it, or that the pages leave it open."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from bot.composing.statements import Draft, Statement, state
from bot.expected import Expected
from bot.known_answers import (
    KnownAnswer,
    agree,
    agree_on_each,
    find_known_answer,
    find_known_answers,
    is_left_open,
    state_absences,
)
from bot.schema import AnswerGoal
from index.example_questions import ExampleReading
from index.schema import Hit
from knowledge.schema import Document
from tests.bot.sheets import KUOPIO_EN, KUOPIO_FI, MODEL_EN, find_unit, make_hits, make_sheet, read_question

_VAASA_EN = """\
# Child-friendly Vaasa

## Goals

Vaasa has two goals:

- Bullying is stopped in every school.
- The bus is free of charge for children.

## Survey

The survey was answered by 90 children. The page does not say how much money the survey cost.
"""
_KUOPIO = make_sheet(KUOPIO_EN, "kuopio/sivu.en", "Kuopio")
_KUOPIO_FI = make_sheet(KUOPIO_FI, "kuopio/sivu.fi", "Kuopio")
_VAASA = make_sheet(_VAASA_EN, "vaasa/sivu.en", "Vaasa")
_MODEL = make_sheet(MODEL_EN, "unicef/malli.en", None)
_SAFE, _SILENT = "playgrounds are safe", "does not say how much"
_QUESTION = "What about the playgrounds of Kuopio?"


def hits_of(document: Document, examples: Mapping[str, float]) -> tuple[Hit, ...]:
    return make_hits(document, {}, examples=examples)


def known_of(document: Document, words: str, *, is_very_sure: bool = False, is_silent: bool = False) -> KnownAnswer:
    chunk, unit = find_unit([hit.chunk for hit in hits_of(document, {})], words)
    return KnownAnswer(chunk=chunk, unit=unit, is_very_sure=is_very_sure, is_silent=is_silent)


def state_unit(document: Document, words: str) -> Statement:
    return state(*find_unit([hit.chunk for hit in hits_of(document, {})], words), "en")


def reading(left_open: float) -> ExampleReading:
    return ExampleReading(shares=np.zeros(0, dtype=np.float32), left_open=left_open, nearest=0.9)


# --- The statement that answers ---


@pytest.mark.parametrize(("share", "is_very_sure"), [(0.6, False), (0.84, False), (0.85, True), (1.0, True)])
def test_the_statement_that_examples_are_sure_of(share: float, is_very_sure: bool) -> None:
    hits = hits_of(_KUOPIO, {_SAFE: share, "library": 0.2})
    assert find_known_answer(read_question(_QUESTION), hits) == known_of(_KUOPIO, _SAFE, is_very_sure=is_very_sure)


def test_nothing_is_known_where_examples_are_not_sure() -> None:
    question = read_question(_QUESTION)
    assert find_known_answer(question, hits_of(_KUOPIO, {_SAFE: 0.59})) is None
    assert find_known_answer(question, hits_of(_KUOPIO, {})) is None
    assert find_known_answer(question, ()) is None


def test_the_likeliest_of_all_passages_counts() -> None:
    hits = make_hits(_KUOPIO, {}, examples={"joined": 0.61, _SAFE: 0.7, "240": 0.65}, max_tokens=8)
    assert len(hits) > 3
    for ordered in (hits, hits[::-1]):
        found = find_known_answer(read_question(_QUESTION), ordered)
        assert found is not None
        assert found.chunk.unit_text(found.unit) == "The playgrounds are safe."


@pytest.mark.parametrize(
    ("text", "words", "is_known"),
    [
        ("How much money did the survey cost in Kuopio?", "240 children", False),
        ("How many children answered in Kuopio?", "240 children", True),
        ("What is the phone number in Kuopio?", "240 children", False),
        ("When did Kuopio join?", "joined", True),
        ("When did Kuopio join?", _SAFE, False),
    ],
)
def test_what_is_asked_for_must_stand_in_it(text: str, words: str, is_known: bool) -> None:
    found = find_known_answer(read_question(text), hits_of(_KUOPIO, {words: 0.95}))
    assert (found is not None) is is_known


def test_a_sentence_that_tells_nothing_is_no_answer() -> None:
    question = read_question("What does Kuopio say about the survey?")
    assert find_known_answer(question, hits_of(_KUOPIO, {_SILENT: 0.95})) is None


def test_a_municipality_that_is_not_asked_about_does_not_answer() -> None:
    text = "What does the model cost?"
    assert find_known_answer(read_question(text), hits_of(_MODEL, {"500": 0.9})) is not None
    assert find_known_answer(read_question("What about playgrounds?"), hits_of(_KUOPIO, {_SAFE: 0.9})) is None


@pytest.mark.parametrize(
    "text",
    [
        "What do Kuopio and Vaasa do for playgrounds?",
        "Which municipalities do something for playgrounds?",
        "In which order did Kuopio and the others do it?",
        "Timeline of Kuopio",
    ],
)
def test_a_question_about_several_has_no_one_answer(text: str) -> None:
    hits = hits_of(_KUOPIO, {"joined": 0.95})
    assert find_known_answer(read_question(text), hits) is None
    assert not is_left_open(read_question(text), (), reading(1.0))


def test_a_municipality_without_pages_is_not_known_about() -> None:
    question = replace(read_question("What about the playgrounds?"), must_mention=("Rauma",))
    assert find_known_answer(question, hits_of(_MODEL, {"500": 0.95})) is None
    assert not is_left_open(question, (), reading(1.0))


# --- The statement of each of several ---


def test_each_of_several_municipalities() -> None:
    question = read_question("Is there something against bullying in Vaasa and Kuopio?")
    hits = (*hits_of(_KUOPIO, {"Bullying": 0.9}), *hits_of(_VAASA, {"Bullying": 0.7}))
    vaasa, kuopio = known_of(_VAASA, "Bullying"), known_of(_KUOPIO, "Bullying", is_very_sure=True)
    assert find_known_answers(question, hits, ("Vaasa", "Kuopio")) == (vaasa, kuopio)
    assert find_known_answers(question, hits, ("Kuopio", "Vaasa")) == (kuopio, vaasa)


def test_what_a_page_leaves_open_is_known_as_well() -> None:
    question = read_question("How much money did the survey cost in Kuopio and Vaasa?")
    hits = (*hits_of(_KUOPIO, {_SILENT: 0.9}), *hits_of(_VAASA, {_SILENT: 0.7}))
    assert [answer.is_silent for answer in find_known_answers(question, hits, ("Kuopio", "Vaasa"))] == [True, True]


def test_nothing_is_known_unless_it_is_of_every_one() -> None:
    question = read_question("Is there something against bullying in Vaasa and Kuopio?")
    hits = (*hits_of(_KUOPIO, {"Bullying": 0.9}), *hits_of(_VAASA, {"Bullying": 0.5}))
    assert find_known_answers(question, hits, ("Kuopio", "Vaasa")) == ()
    assert find_known_answers(question, hits_of(_KUOPIO, {"Bullying": 0.9}), ("Kuopio", "Vaasa")) == ()
    assert find_known_answers(question, hits_of(_KUOPIO, {"Bullying": 0.9}), ("Kuopio",)) == ()
    assert find_known_answers(question, (), ()) == ()


@pytest.mark.parametrize(
    "text", ["Which municipalities mention bullying?", "In which order did Kuopio and Vaasa stop bullying?"]
)
def test_all_and_their_order_are_left_to_facts(text: str) -> None:
    hits = (*hits_of(_KUOPIO, {"Bullying": 0.9}), *hits_of(_VAASA, {"Bullying": 0.9}))
    assert find_known_answers(read_question(text), hits, ("Kuopio", "Vaasa")) == ()


# --- What the pages leave open ---


@pytest.mark.parametrize(
    ("left_open", "examples", "expected"),
    [
        (0.7, {}, True),
        (0.69, {}, False),
        (0.0, {_SILENT: 0.7}, True),
        (0.4, {_SILENT: 0.3}, True),
        (0.4, {_SILENT: 0.29}, False),
        # Only sentences that say so themselves count.
        (0.4, {"240 children": 0.6}, False),
    ],
)
def test_a_question_that_pages_leave_open(left_open: float, examples: Mapping[str, float], expected: bool) -> None:
    question = read_question("What did the survey cost in Kuopio?")
    assert is_left_open(question, hits_of(_KUOPIO, examples), reading(left_open)) is expected


def test_sentences_of_several_passages_count_together() -> None:
    body = "# Kuopio\n\nThe page does not say who paid.\n\n## More\n\nThe pages do not mention euros."
    hits = hits_of(make_sheet(body, "kuopio/sivu.en", "Kuopio"), {"who paid": 0.4, "euros": 0.3})
    assert len(hits) == 2
    question = read_question("Who paid in Kuopio?")
    assert is_left_open(question, hits, reading(0.0))
    assert not is_left_open(question, hits[:1], reading(0.0))


# --- What pages say of not telling ---


def test_absences_of_the_municipalities_asked_about() -> None:
    hits = (*hits_of(_VAASA, {_SILENT: 0.3}), *hits_of(_KUOPIO, {_SILENT: 0.5}))
    found = state_absences(hits, ("Kuopio", "Vaasa", "Salo"), "en")
    assert found == (state_unit(_KUOPIO, _SILENT), state_unit(_VAASA, _SILENT))
    assert [statement.group for statement in found] == ["Kuopio", "Vaasa"]
    assert state_absences(hits, ("Salo",), "en") == ()
    assert state_absences((), ("Kuopio",), "en") == ()


@pytest.mark.parametrize(
    ("examples", "is_stated"),
    [
        ({_SILENT: 0.3}, True),
        ({_SILENT: 0.29}, False),
        ({_SILENT: 0.31, "240": 0.5}, True),
        ({_SILENT: 0.31, "240": 0.55}, False),
        ({"240": 0.9}, False),
        ({}, False),
    ],
)
def test_the_statement_that_says_so_has_to_be_about_as_likely_as_any(
    examples: Mapping[str, float], is_stated: bool
) -> None:
    assert bool(state_absences(hits_of(_KUOPIO, examples), ("Kuopio",), "en")) is is_stated


def test_an_absence_in_another_language_is_quoted() -> None:
    hits = hits_of(_KUOPIO_FI, {"ei kerro": 0.9})
    (finnish,) = state_absences(hits, ("Kuopio",), "fi")
    (english,) = state_absences(hits, ("Kuopio",), "en")
    assert (finnish.is_quoted, english.is_quoted) == (False, True)
    assert english.text == "Sivu ei kerro, paljonko rahaa kartoitus maksoi."


# --- Facts and what is known ---


def goal_of(document: Document, words: str) -> Statement:
    statement = state_unit(document, words)
    goal = AnswerGoal(
        number=1, text=statement.text, text_original=None, theme=None, owner="municipality", municipality="Kuopio"
    )
    return replace(statement, facts=(goal,))


_GOALS = tuple(goal_of(_KUOPIO, words) for words in (_SAFE, "library", "Bullying"))


def test_the_one_goal_that_is_meant() -> None:
    draft = Draft(statements=_GOALS, places_without=("Salo",))
    for is_very_sure in (False, True):
        agreed = agree(draft, known_of(_KUOPIO, "library", is_very_sure=is_very_sure))
        assert agreed == Draft(statements=_GOALS[1:2], places_without=("Salo",))


def test_facts_that_tell_it_are_kept_as_a_whole() -> None:
    introduction = state_unit(_KUOPIO, "three goals")
    draft = Draft(statements=(introduction, *_GOALS))
    assert agree(draft, known_of(_KUOPIO, "three goals", is_very_sure=True)) == draft


@pytest.mark.parametrize(
    ("words", "is_very_sure", "is_kept"),
    [
        ("240 children", False, True),
        ("240 children", True, False),
        # Whatever stands before the list: a list answers.
        ("three goals", True, True),
    ],
)
def test_facts_about_something_else_give_way_where_examples_are_very_sure(
    words: str, is_very_sure: bool, is_kept: bool
) -> None:
    draft = Draft(statements=_GOALS)
    agreed = agree(draft, known_of(_KUOPIO, words, is_very_sure=is_very_sure))
    assert agreed == (draft if is_kept else Draft(statements=()))


def test_the_list_of_somebody_else_gives_way_to_one_that_is_known() -> None:
    theirs = Draft(statements=tuple(replace(goal, group="Salo") for goal in _GOALS))
    introduced = known_of(_VAASA, "two goals", is_very_sure=True)
    assert agree(theirs, introduced) == Draft(statements=())
    assert agree(theirs, replace(introduced, is_very_sure=False)) == theirs
    # The same list, told without what stands before it.
    own = Draft(statements=tuple(replace(goal, group="Vaasa") for goal in _GOALS))
    assert agree(own, introduced) == own


def test_what_a_statement_rests_on_tells_whether_it_says_it() -> None:
    known = known_of(_KUOPIO, "library")
    statement = state_unit(_KUOPIO, "library")
    (extract,) = statement.extracts
    touching = replace(extract, start_char=extract.end_char, end_char=extract.end_char + 5)
    overlapping = replace(extract, start_char=extract.end_char - 1, end_char=extract.end_char + 5)
    elsewhere = replace(extract, document_id="kuopio/sivu.fi")
    assert known.is_told_by(statement)
    assert known.is_told_by(replace(statement, extracts=(touching, overlapping)))
    assert not known.is_told_by(replace(statement, extracts=(touching,)))
    assert not known.is_told_by(replace(statement, extracts=(elsewhere,)))
    assert not known.is_told_by(replace(statement, extracts=()))


def both_known(*, is_very_sure: bool) -> tuple[KnownAnswer, KnownAnswer]:
    return (
        known_of(_KUOPIO, _SILENT, is_very_sure=True, is_silent=True),
        known_of(_VAASA, "90 children", is_very_sure=is_very_sure),
    )


def test_what_is_known_of_each_answers_where_facts_do_not() -> None:
    drafted = agree_on_each(Draft(statements=(), places_without=()), both_known(is_very_sure=False), "en")
    assert drafted.statements == (state_unit(_KUOPIO, _SILENT), state_unit(_VAASA, "90 children"))


@pytest.mark.parametrize("is_very_sure", [False, True])
def test_it_goes_before_facts_only_where_examples_are_very_sure_of_each(is_very_sure: bool) -> None:
    draft = Draft(statements=_GOALS)
    agreed = agree_on_each(draft, both_known(is_very_sure=is_very_sure), "en")
    assert (agreed == draft) is not is_very_sure


def test_facts_that_tell_one_of_them_stand() -> None:
    draft = Draft(statements=_GOALS)
    known = (known_of(_KUOPIO, "library", is_very_sure=True), known_of(_VAASA, "90 children", is_very_sure=True))
    assert agree_on_each(draft, known, "en") == draft
    assert agree_on_each(draft, (), "en") == draft


def test_a_list_is_left_to_facts() -> None:
    known = (known_of(_KUOPIO, _SILENT, is_very_sure=True), known_of(_VAASA, "two goals", is_very_sure=True))
    assert agree_on_each(Draft(statements=()), known, "en") == Draft(statements=())


def test_a_question_with_an_order_expects_it() -> None:
    """That the questions above are read as meant."""
    assert read_question("In which order did Kuopio and Vaasa stop bullying?").expected is Expected.ORDER
    assert read_question("Timeline of Kuopio").expected is Expected.TIMELINE
