"""The records of measuring: what is asked, what should be found, what was.

A rank counts from 1; 0 says that nothing right was found.
"""

from dataclasses import dataclass

from bot.schema import AnswerStatus
from knowledge.schema import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage of a collection, as it is."""

    passage_id: str
    language: Language
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageQuestion:
    """A question and the ids of the passages that answer it, in any language; never none.

    ``group`` is shared by translations of one question, which are not independent of each other.
    """

    question_id: str
    group: str
    language: Language
    text: str
    relevant: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """Passages and questions; ``left_out`` counts questions that no passage of it answers."""

    passages: tuple[Passage, ...]
    questions: tuple[PassageQuestion, ...]
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionReference:
    """A section of a page of the knowledge base, by its heading."""

    page: str
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question of a set, and what a right answer is.

    ``facts`` holds what the answer must say, each fact as the ways to say it; ``forbidden`` what it must not.
    ``municipalities`` are those asked about; None stands for the model itself. ``passages`` are the sections that
    answer, any of them.
    """

    case_id: str
    question: str
    language: Language
    pinned: bool
    history: tuple[str, ...]
    status: AnswerStatus
    topic: str
    facts: tuple[tuple[str, ...], ...]
    forbidden: tuple[str, ...]
    municipalities: tuple[str | None, ...]
    passages: tuple[SectionReference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranks:
    """At which rank a system found something right, for questions in one language.

    ``groups`` and ``ranks`` have one entry a question, in the same order for every system.
    """

    system: str
    scope: str
    groups: tuple[str, ...]
    ranks: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A measured share (0 to 1) or difference of shares (-1 to 1), and the ends of its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How well a system finds: recall at 1 and 5, and what it gains over plain search (None for plain itself)."""

    system: str
    scope: str
    questions: int
    recall_at_1: Estimate
    recall_at_5: Estimate
    gain_at_1: Estimate | None
    gain_at_5: Estimate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolScore:
    """Search over passages of all languages at once.

    ``same_language_share`` is the share, among the first five, of passages in the question's language; ``recall_at_5``
    counts a right passage in any language.
    """

    system: str
    language: Language
    questions: int
    same_language_share: float
    recall_at_5: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrievalReport:
    """What a measurement of retrieval found; ``left_out`` counts questions not asked, ``seconds`` is wall time."""

    subject: str
    model_id: str
    passages: int
    questions: int
    left_out: int
    scores: tuple[Score, ...]
    pool: tuple[PoolScore, ...]
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """A figure, its unit and, where there is one, its target: the most it may be, or the least."""

    name: str
    value: float
    unit: str
    target: float | None = None
    at_most: bool = True

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without one."""
        if self.target is None:
            return None
        return self.value <= self.target if self.at_most else self.value >= self.target


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchmarkReport:
    """Figures of one run; ``machine`` says on what, ``seconds`` is wall time."""

    machine: str
    measurements: tuple[Measurement, ...]
    seconds: float
