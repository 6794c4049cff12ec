"""The records of measuring the answers made of passages."""

from dataclasses import dataclass

from bot.schema import AnswerStatus
from evals.retrieval.schema import Passage
from evals.schema import Estimate, Figure
from knowledge.schema import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownQuestion:
    """A question whose answer is known, or that has none.

    ``passages`` are the ids of those in the question's language that answer it, and ``answers`` the ways to say the
    answer, one of which such a passage holds; both are empty for a question without an answer.
    """

    question_id: str
    group: str
    language: Language
    text: str
    passages: tuple[str, ...]
    answers: tuple[str, ...]

    @property
    def is_answerable(self) -> bool:
        """Whether a passage answers it."""
        return bool(self.passages)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownQuestions:
    """The passages and questions of a collection.

    ``worked_out`` are the languages without answers of their own, where an answer is the sentence that stands where a
    translation's answer stands. ``left_out`` counts the questions whose answer is not known.
    """

    passages: tuple[Passage, ...]
    questions: tuple[KnownQuestion, ...]
    worked_out: tuple[Language, ...]
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A sentence of an answer as a reader sees it, and the id of the passage it stands in."""

    text: str
    passage_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a question.

    ``found`` says whether a passage that answers it was among those looked at, and ``nearest`` are that passage's
    sentences, the nearest in meaning first, at most two. ``composed`` is what the composer alone shows, () where it
    finds no answer; ``status`` and ``quoted`` are what the whole bot says and quotes.
    """

    question: KnownQuestion
    found: bool
    nearest: tuple[str, ...]
    composed: tuple[Shown, ...]
    status: AnswerStatus
    quoted: tuple[Shown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentencesShown:
    """How many sentences an answer of a system shows on average; ``answers`` is how many answers there are."""

    system: str
    language: Language
    answers: int
    mean: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusCount:
    """How many questions of a kind the whole bot gave a status."""

    language: Language
    answerable: bool
    status: AnswerStatus
    questions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweringReport:
    """What a measurement found; ``figures`` are by language. ``seconds`` is wall time."""

    model_id: str
    passages: int
    worked_out: tuple[Language, ...]
    left_out: int
    figures: tuple[Figure, ...]
    sentences: tuple[SentencesShown, ...]
    statuses: tuple[StatusCount, ...]
    outcomes: tuple[Outcome, ...]
    seconds: float
