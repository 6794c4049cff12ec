"""What questions are about, by example: intents.csv, which the classifier of the index learns from.

Rules in words know what they know; examples carry further, to "keep an eye on" for monitoring. Where both say
something, bot.sought weighs them.
"""

from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from index.classifying import Example, LabelScore, QuestionClassifier
from knowledge.schema import LANGUAGES
from knowledge.tables import read_table

if TYPE_CHECKING:
    from index.retrieval import SearchIndex


class Intent(StrEnum):
    """What a question is about."""

    CONTACT = "contact"
    LEADER = "leader"
    MEMBERS = "members"
    JOINED = "joined"
    RECOGNISED = "recognised"
    RECOGNITION_FUTURE = "recognition_future"
    CONDITIONS = "conditions"
    VALIDITY = "validity"
    PLAN = "plan"
    GOALS_SET = "goals_set"
    TIMELINE = "timeline"
    GOALS = "goals"
    GOAL_ABOUT = "goal_about"
    MODEL_GOALS = "model_goals"
    EMPHASIS = "emphasis"
    MONITORING = "monitoring"
    VISIT = "visit"
    MODEL = "model"
    LOGO = "logo"
    DONE = "done"
    MORE_INFORMATION = "more_information"
    NOT_ON_PAGES = "not_on_pages"
    LOCAL = "local"
    OFF_SUBJECT = "off_subject"
    SMALL_TALK = "small_talk"
    STEERING = "steering"


# What this assistant is not for.
OUTSIDE = frozenset({Intent.LOCAL, Intent.OFF_SUBJECT, Intent.SMALL_TALK, Intent.STEERING})


# Concepts that answers mention, by what is asked: who sits in a group is said with "representatives".
_CUES: dict[Intent, frozenset[str]] = {
    Intent.LEADER: frozenset({"leading"}),
    Intent.MEMBERS: frozenset({"members"}),
    Intent.CONDITIONS: frozenset({"conditions"}),
    Intent.MONITORING: frozenset({"monitoring", "report"}),
    Intent.VISIT: frozenset({"visit", "speech"}),
    Intent.LOGO: frozenset({"logo"}),
    Intent.MORE_INFORMATION: frozenset({"website"}),
    Intent.RECOGNISED: frozenset({"recognition"}),
    Intent.RECOGNITION_FUTURE: frozenset({"renewal"}),
    Intent.PLAN: frozenset({"action_plan", "measures"}),
    Intent.VALIDITY: frozenset({"validity"}),
    Intent.JOINED: frozenset({"membership"}),
}
_LIKELY = 0.35


class Intents:
    """How probable each intent is, 0 to 1, for one question.

    Args:
        readings: The classifier's scores for each way the question was read; they count alike.
    """

    def __init__(self, *readings: Sequence[LabelScore]) -> None:
        self._probability: dict[Intent, float] = {}
        for score in (score for scores in readings for score in scores):
            intent = Intent(score.label)
            self._probability[intent] = self._probability.get(intent, 0.0) + score.probability / len(readings)

    @property
    def best(self) -> Intent | None:
        """The most probable one; None when nothing is known."""
        return max(self._probability, key=lambda intent: self._probability[intent], default=None)

    @property
    def cues(self) -> frozenset[str]:
        """Concepts that an answer is likely to mention; none when it is not clear what is asked."""
        if self.best is None or self.share(self.best) < _LIKELY:
            return frozenset()
        return _CUES.get(self.best, frozenset())

    def share(self, *intents: Intent) -> float:
        """How probable it is that a question is about one of these."""
        return sum(self._probability.get(intent, 0.0) for intent in intents)


def learn_intents(index: "SearchIndex", cache_folder: Path) -> QuestionClassifier:
    """The classifier that tells intents, over the vectors of an index; learnt once, then kept in the folder."""
    return index.classifier(load_examples(), cache_folder)


@cache
def load_examples() -> tuple[Example, ...]:
    """The questions of intents.csv with their intents.

    Raises:
        ValueError: A row names an intent or a language that is none.
    """
    examples = []
    for row in read_table("bot", "intents.csv"):
        language = next((language for language in LANGUAGES if language == row["language"]), None)
        if language is None:
            raise ValueError(f"intents.csv: {row['language']!r} is no language of ours; it has to be one of fi, sv, en")
        examples.append(Example(text=row["text"], language=language, label=Intent(row["intent"]).value))
    return tuple(examples)
