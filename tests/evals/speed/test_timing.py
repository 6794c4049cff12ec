from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from bot.schema import Answer, AnswerStatus, Question
from evals.errors import EvaluationError
from evals.retrieval.schema import Passage
from evals.schema import Case
from evals.speed.timing import collect_passages, measure_build, measure_questions, time_build, write_pages
from index.schema import IndexSettings
from knowledge.schema import LANGUAGES, Language
from tests.evals.toys import ToyEmbedder

if TYPE_CHECKING:
    from bot.answering import Bot


class _FakeBot:
    """Gives every question an answer of one status, and keeps the questions."""

    def __init__(self, status: AnswerStatus = AnswerStatus.ANSWERED) -> None:
        self.asked: list[str] = []
        self._status = status

    def answer(self, question: Question) -> Answer:
        self.asked.append(question.text)
        return Answer(question=question.text, language="fi", status=self._status, text="")


def _case(language: Language, number: int) -> Case:
    return Case(
        case_id=f"{language}-{number}",
        question=f"{language} {number}?",
        language=language,
        pinned=False,
        history=(),
        status=AnswerStatus.ANSWERED,
        topic="other",
        facts=(),
        forbidden=(),
        municipalities=(),
        passages=(),
    )


def _cases(each: int) -> list[Case]:
    return [_case(language, number) for language in LANGUAGES for number in range(each)]


def test_measure_questions_asks_the_languages_in_turn_and_nothing_twice() -> None:
    bot, embedder = _FakeBot(), ToyEmbedder()
    follow_up = replace(_case("fi", 9), history=("fi 0?",))
    measurements = measure_questions(cast("Bot", bot), embedder, [follow_up, *_cases(3)], 1)
    assert measurements[0].name.startswith("warm question, 6 in three languages")
    assert measurements[0].target == 1.6
    assert all(measurement.value > 0 for measurement in measurements)
    turns = [f"{language} {number}?" for number in range(3) for language in LANGUAGES]
    assert bot.asked == turns
    assert embedder.bare == turns


def test_measure_questions_without_one_left() -> None:
    with pytest.raises(EvaluationError, match="6 questions leave none"):
        measure_questions(cast("Bot", _FakeBot()), ToyEmbedder(), _cases(2), 2)


def test_measure_questions_of_a_bot_that_fails() -> None:
    with pytest.raises(EvaluationError, match="fi-0: the bot failed_compose"):
        measure_questions(cast("Bot", _FakeBot(AnswerStatus.FAILED_COMPOSE)), ToyEmbedder(), _cases(2), 1)


def test_collect_passages_makes_some_up() -> None:
    passages = collect_passages(None, 2, seed=1)
    assert [passage.passage_id for passage in passages] == ["fi:0", "sv:0", "en:0", "fi:1", "sv:1", "en:1"]
    assert passages == collect_passages(None, 2, seed=1)
    assert len({passage.text for passage in passages}) == 6


def test_time_build_gives_the_texts_that_were_embedded(tmp_path: Path) -> None:
    passage = Passage(passage_id="fi:0", language="fi", title="Porin karhu", text="Karhu asuu täällä. Se nukkuu.")
    write_pages([passage, *collect_passages(None, 2, seed=1)], tmp_path / "pages")
    assert (tmp_path / "pages" / "fi" / "fi-0.fi.txt").is_file()
    embedder = ToyEmbedder()
    built = time_build(tmp_path / "pages", tmp_path / "index", IndexSettings(), embedder)
    assert set(built.texts) == set(embedder.passages)
    assert len(built.texts) == len(embedder.passages)
    assert 0 < built.build_seconds <= built.seconds


def test_time_build_of_a_page_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "page.fi.txt").write_bytes(b"\xff\xff\x00")
    with pytest.raises(EvaluationError, match=r"page\.fi\.txt: "):
        time_build(tmp_path, tmp_path / "index", IndexSettings(), ToyEmbedder())


def test_measure_build(tmp_path: Path) -> None:
    write_pages(collect_passages(None, 1, seed=1), tmp_path / "pages")
    embedder = ToyEmbedder()
    measurements = measure_build(tmp_path / "pages", tmp_path / "built", IndexSettings(), embedder, rounds=2)
    assert [measurement.target for measurement in measurements if measurement.target] == [0.85, 20.0]
    # The second build of a round embeds nothing; each round embeds, and bare encodes, everything.
    assert sorted(embedder.bare) == sorted(embedder.passages)
    assert all(measurement.value > 0 for measurement in measurements)
