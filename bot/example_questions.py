"""Questions to begin with, of which each has an answer in the index at hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from bot.answering import Bot
from bot.phrasing import phrase
from bot.schema import AnswerStatus, Question
from knowledge.places import place_genitive, place_in, place_name
from knowledge.schema import Language

ExampleTopic = Literal["goals", "timeline", "contacts"]

_MOST_PER_TOPIC = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicExamples:
    """Questions about a topic, best first; never none."""

    topic: ExampleTopic
    questions: tuple[str, ...]


def find_example_questions(bot: Bot, language: Language) -> tuple[TopicExamples, ...]:
    """Examples by topic that were asked and answered just now; a topic without any is left out."""
    places = bot.municipalities
    # Neighbouring topics begin with different municipalities, so that the reader sees more of them.
    found = [
        TopicExamples(topic="goals", questions=_answered(bot, language, _about_goals(places, language))),
        TopicExamples(topic="timeline", questions=_answered(bot, language, _about_times(places[::-1], language))),
        TopicExamples(topic="contacts", questions=_answered(bot, language, _about_contacts(places, language))),
    ]
    return tuple(examples for examples in found if examples.questions)


def _about_goals(places: tuple[str, ...], language: Language) -> Iterator[str]:
    for place in places:
        yield phrase(language, "terminal.example_goals", genitive=place_genitive(place, language))
        if len(places) > 1:
            break
    for one, other in pairwise(places):
        genitives = {"one": place_genitive(one, language), "other": place_genitive(other, language)}
        yield phrase(language, "example.compare_goals", **genitives)


def _about_times(places: tuple[str, ...], language: Language) -> Iterator[str]:
    for place in places:
        yield phrase(language, "terminal.example_timeline", place=place_name(place, language))
        yield phrase(language, "example.timeline", genitive=place_genitive(place, language))


def _about_contacts(places: tuple[str, ...], language: Language) -> Iterator[str]:
    for place in places:
        yield phrase(language, "terminal.example_contact", place_in=place_in(place, language))


def _answered(bot: Bot, language: Language, questions: Iterator[str]) -> tuple[str, ...]:
    """The first few that have an answer in that language."""
    answered: list[str] = []
    for text in questions:
        if len(answered) == _MOST_PER_TOPIC:
            break
        answer = bot.answer(Question(text=text, page_language=language))
        if answer.status is AnswerStatus.ANSWERED and answer.language == language:
            answered.append(text)
    return tuple(answered)
