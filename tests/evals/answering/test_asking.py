from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answering import Bot
from bot.composing.passages import PassageComposer
from bot.composing.statements import Draft, state
from bot.schema import AnswerStatus
from bot.understanding import Understanding
from evals.answering.asking import ask
from evals.retrieval.passages import open_for_search, to_document
from evals.retrieval.schema import Passage
from index.building import build_index
from index.retrieval import SearchIndex
from index.schema import Hit
from tests.evals.answering.samples import PASSAGES, make_question
from tests.evals.toys import measured


class _FirstSentence:
    """Shows the first sentence of the best passage, and keeps what it was given."""

    def __init__(self) -> None:
        self.asked: list[Understanding] = []

    def compose(self, understanding: Understanding, hits: tuple[Hit, ...]) -> Draft:
        self.asked.append(understanding)
        chunk = hits[0].chunk
        return Draft(statements=(state(chunk, chunk.units[0], understanding.language),))


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SearchIndex]:
    """The English passages."""
    parts = measured(tmp_path)
    documents = [
        to_document(Passage(passage_id=i, language="en", title="", text=text))
        for i, language, text in PASSAGES
        if language == "en"
    ]
    build_index(documents, tmp_path / "index", parts.settings, lambda: parts.embedder)
    with open_for_search(tmp_path / "index", parts) as opened:
        yield opened


def test_what_is_found_shown_and_said(index: SearchIndex) -> None:
    composer = _FirstSentence()
    outcome = ask(make_question("in silence"), index, composer, Bot(index, composer=composer))
    assert outcome.found
    assert outcome.nearest == ("A little cat sits in silence.", "It waits for the moon.")
    assert [(shown.text, shown.passage_id) for shown in outcome.composed] == [("A little cat sits in silence.", "en:a")]
    assert outcome.status is AnswerStatus.ANSWERED
    assert outcome.quoted == outcome.composed


def test_a_question_off_the_subject(index: SearchIndex) -> None:
    outcome = ask(make_question(passages=()), index, PassageComposer(index.records.section), Bot(index))
    assert (outcome.found, outcome.nearest) == (False, ())
    assert outcome.status is not AnswerStatus.ANSWERED or outcome.quoted


def test_a_place_is_a_word_like_others_for_the_composer(index: SearchIndex) -> None:
    composer = _FirstSentence()
    question = make_question("in silence")
    asked = type(question)(
        question_id="en:1",
        group="1",
        language="en",
        text="How does the cat of Imatra sit?",
        passages=("en:a",),
        answers=("in silence",),
    )
    ask(asked, index, composer, Bot(index))
    assert [understanding.places for understanding in composer.asked] == [()]
