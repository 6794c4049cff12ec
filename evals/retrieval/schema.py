"""The records of measuring search.

A rank counts from 1; 0 says that nothing right was found.
"""

from dataclasses import dataclass

from evals.schema import Estimate, Figure
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
class Ranked:
    """What was found for a question, best first and nothing twice, and the ids that answer it, at least one.

    ``group`` tells questions apart; translations of one question share it. ``all_needed`` says that only all of
    ``relevant`` together answer, as in a comparison; else each of them does alone.
    """

    group: str
    found: tuple[str, ...]
    relevant: tuple[str, ...]
    all_needed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRanking:
    """What a system found for the questions asked in one language among the passages in ``language``.

    Every group occurs once.
    """

    system: str
    asked_in: Language
    language: Language
    ranked: tuple[Ranked, ...]

    @property
    def scope(self) -> str:
        """The pair as figures name it: "sv-fi" is asked in Swedish, passages in Finnish."""
        return f"{self.asked_in}-{self.language}"


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
    """What a measurement over a collection found.

    ``left_out`` counts questions not asked. ``figures`` are those of search as `evals.figures` names them, of plain
    search and of lykbot's. ``seconds`` is wall time.
    """

    model_id: str
    passages: int
    questions: int
    left_out: int
    scores: tuple[Score, ...]
    figures: tuple[Figure, ...]
    pool: tuple[PoolScore, ...]
    seconds: float
