"""Every example has an answer, and topics without one are left out."""

from collections.abc import Callable
from typing import cast

import pytest

from bot.answering import Bot
from bot.example_questions import TopicExamples, find_example_questions
from bot.schema import Answer, AnswerStatus, Question
from knowledge.schema import LANGUAGES, Language


class FakeBot:
    """Answers the questions that a rule allows, in a language of its choice."""

    def __init__(self, *places: str, knows: Callable[[str], bool], language: Language | None = None) -> None:
        self.municipalities = places
        self._knows = knows
        self._language = language

    def answer(self, question: Question) -> Answer:
        status = AnswerStatus.ANSWERED if self._knows(question.text) else AnswerStatus.NOT_IN_SOURCES
        language = self._language or question.page_language
        assert language is not None
        return Answer(question=question.text, language=language, status=status, text="")


def find(bot: FakeBot, language: Language = "en") -> tuple[TopicExamples, ...]:
    return find_example_questions(cast(Bot, bot), language)


def test_two_questions_a_topic() -> None:
    found = find(FakeBot("Imatra", "Pori", "Salo", knows=lambda text: True))
    assert {topic.topic: topic.questions for topic in found} == {
        "goals": ("What are Imatra's goals?", "Compare Imatra's and Pori's goals"),
        "timeline": ("When was Salo recognised?", "What is Salo's timeline?"),
        "contacts": ("Who do I contact in Imatra?", "Who do I contact in Pori?"),
    }


def test_a_question_without_an_answer_gives_way_to_the_next() -> None:
    found = find(FakeBot("Imatra", "Pori", knows=lambda text: "Pori" in text and "recognised" not in text))
    assert [topic.questions for topic in found] == [
        ("Compare Imatra's and Pori's goals",),
        ("What is Pori's timeline?",),
        ("Who do I contact in Pori?",),
    ]


def test_topics_without_an_answer_are_left_out() -> None:
    assert [topic.topic for topic in find(FakeBot("Pori", knows=lambda text: "goals" in text))] == ["goals"]
    assert find(FakeBot(knows=lambda text: True)) == ()


def test_an_answer_in_another_language_is_no_example() -> None:
    assert find(FakeBot("Pori", knows=lambda text: True, language="sv")) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_own(language: Language) -> None:
    (goals, *_) = find(FakeBot("Helsinki", "Pori", knows=lambda text: True), language)
    assert {"fi": "Helsingin", "sv": "Helsingfors", "en": "Helsinki's"}[language] in goals.questions[0]
