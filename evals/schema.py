"""The records of measuring: what is asked, what an answer should be, what it was, how good that is."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Literal

from bot.schema import Answer, AnswerStatus
from knowledge.schema import Language

FORMAT_VERSION = 2

LYKBOT, PLAIN = "lykbot", "plain"
# The pages a system answers from: every language version, or those in one language only.
ALL_VERSIONS: Literal["all"] = "all"
Pages = Literal["all", "fi", "sv", "en"]

Split = Literal["dev", "test"]
Topic = Literal["contacts", "timeline", "goals", "other", "comparison", "off_subject", "steering"]
Trait = Literal["follow_up", "short", "misspelt", "mixed_language", "language_switch", "cut_off", "in_passing"]
ScopeKind = Literal["all", "language", "topic", "trait", "split", "pair"]

_TEST_PREFIX = "test-"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionReference:
    """A section of a page, by its heading in one of the page's languages."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    page: str
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question of a set, and what a right answer is. The README of the sets explains each field.

    ``language`` is the one to answer in, and ``pinned`` says that the asker chose it. ``facts`` holds what the answer
    must say, each fact as the ways to say it; ``forbidden`` what it must not. ``municipalities`` are those that may be
    cited, None for a page about no single one; () where nothing may be. ``passages`` are the sections that answer:
    any of them, or for a comparison all.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    case_id: str
    question: str
    language: Language
    status: AnswerStatus
    topic: Topic
    facts: tuple[tuple[str, ...], ...]
    municipalities: tuple[str | None, ...]
    passages: tuple[SectionReference, ...]
    forbidden: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    pinned: bool = False
    traits: tuple[Trait, ...] = ()

    @property
    def split(self) -> Split:
        """``test`` for an id that begins with "test-", else ``dev``."""
        return "test" if self.case_id.startswith(_TEST_PREFIX) else "dev"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedCase:
    """A case and where it stands: the name of its set, its file and the line, from 1."""

    case: Case
    set_name: str
    path: str
    line: int


class Outcome(StrEnum):
    """What became of a case; the first is the only good one."""

    RIGHT = "right"
    PARTIAL = "partial"
    WRONG = "wrong"
    REFUSED_WRONGLY = "refused_wrongly"
    ANSWERED_WRONGLY = "answered_wrongly"
    FAILED = "failed"


class CitationFault(StrEnum):
    """Why a citation does not count as right."""

    OTHER_MUNICIPALITY = "other_municipality"
    FACT_NOT_IN_QUOTE = "fact_not_in_quote"
    BESIDE_THE_POINT = "beside_the_point"


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedFact:
    """A fact of a case, by its first way to say it: whether the answer states it, and where it does, with a citation.

    ``cited`` says that a statement of it carries the marker of a citation whose quote holds the fact.
    """

    fact: str
    stated: bool
    cited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedCitation:
    """A citation of an answer. ``fault`` None says that it is right; ``valid`` that it can be looked up.

    Valid is a citation whose number stands in the text and whose quote stands in the document at its offsets.
    """

    number: int
    valid: bool
    fault: CitationFault | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How an answer does by its case.

    ``facts`` follow the case's order. ``forbidden`` are the forbidden things it states. ``unresolved_markers`` counts
    markers in the text without a citation. ``language`` is what the text is in, names and quotes masked, None where it
    has no words left; ``language_is_right`` whether that is the language asked for.
    """

    outcome: Outcome
    facts: tuple[JudgedFact, ...]
    forbidden: tuple[str, ...]
    citations: tuple[JudgedCitation, ...]
    unresolved_markers: int
    language: Language | None
    language_is_right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a system gave to a case: an answer, or the ``error`` it crashed with; ``seconds`` is wall time."""

    system: str
    pages: Pages
    case_id: str
    answer: Answer | None
    error: str | None
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """What a system gave to a case, judged.

    ``page_language`` is the language of the pages that answer, as this system holds them for this asker; None where
    the case names no page. ``answer`` is None after a crash, and where the case is only counted.
    """

    system: str
    pages: Pages
    page_language: Language | None
    judgement: Judgement
    answer: Answer | None
    error: str | None
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReport:
    """A case with the results of every system; ``case`` is None where it is only counted and not shown."""

    case_id: str
    set_name: str
    split: Split
    language: Language
    topic: Topic
    traits: tuple[Trait, ...]
    expected: AnswerStatus
    case: Case | None
    results: tuple[CaseResult, ...]

    def result_of(self, system: str) -> CaseResult | None:
        """What a system gave from all versions of the pages; None where it was not asked."""
        return next((r for r in self.results if (r.system, r.pages) == (system, ALL_VERSIONS)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A measured share (0 to 1) or difference of shares (-1 to 1), and the ends of its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A share that was measured: what, of which system, over what.

    ``scope`` is a language, a topic, a pair of languages ("sv-fi": asked in Swedish, page in Finnish) ... by
    ``scope_kind``, and "all" for all. ``count`` is how many of ``total`` were so; for an average (MRR, nDCG) the sum
    of what was measured. A figure with a total of 0 says nothing and is not made.
    """

    system: str
    name: str
    scope_kind: ScopeKind
    scope: str
    count: float
    total: int
    estimate: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class SetVersion:
    """A set that was asked: its name, the sha256 of its file, how many of its cases were asked."""

    name: str
    digest: str
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """What was measured with what. ``code`` is a digest of the source files, ``corpus`` that of the documents."""

    lykbot: str
    code: str
    model: str
    index_format: int
    corpus: str
    sets: tuple[SetVersion, ...]


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
class Report:
    """All that one run found. ``seconds`` is wall time; ``made_at`` is UTC, ISO 8601.

    ``answers`` and ``retrieval`` are shares, ``measurements`` times, memory and lengths; ``cases`` follow the order of
    the sets.
    """

    format_version: int
    made_at: str
    seconds: float
    machine: str
    versions: Versions
    split: Split | None
    answers: tuple[Figure, ...]
    retrieval: tuple[Figure, ...]
    measurements: tuple[Measurement, ...]
    cases: tuple[CaseReport, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """A figure beside the same one of an earlier report. ``drop`` says that it got worse by more than its interval."""

    now: Figure
    before: Figure
    drop: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseChange:
    """A case whose outcome is another than before."""

    case_id: str
    before: Outcome
    now: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A report beside an earlier one, over lykbot's answers to the cases of both, from all versions of the pages.

    ``p_value`` is McNemar's exact test of right against not right, case by case; 1 where nothing changed.
    """

    cases: int
    figures: tuple[FigureChange, ...]
    better: tuple[CaseChange, ...]
    worse: tuple[CaseChange, ...]
    p_value: float
