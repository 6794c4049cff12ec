"""The records of measuring extraction: what a page states, what was read out of it, how the two agree.

Labels and facts that were read are compared in one form, the label's; README.md explains each field.
"""

from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from evals.schema import Figure, Split
from knowledge.facts.schema import EventKind, GoalOwner, GoalTheme
from knowledge.schema import Document, Language


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledContact:
    """A contact of a page; ``phones`` in international form, ``name`` None for a service."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    name: str | None
    role: str | None
    phones: tuple[str, ...]
    emails: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledEvent:
    """An event of a page; dates are ``PartialDate.iso``, a duration is "2 years", ``near`` words of its sentence."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    kind: EventKind
    date: str | None
    end_date: str | None
    is_open: bool
    duration: str | None
    is_plan: bool
    near: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledGoal:
    """A goal of a page, in the page's words; ``number`` is its place in its list, from 1."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    owner: GoalOwner
    number: int
    theme: GoalTheme | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledPage:
    """All facts of a page; ``page`` is its path in the folder of the pages."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    page: str
    split: Split
    municipality: str | None
    contacts: tuple[LabelledContact, ...]
    events: tuple[LabelledEvent, ...]
    goals: tuple[LabelledGoal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledDocument:
    """A page as it was loaded, and its labels."""

    document: Document
    labels: LabelledPage


Fact = TypeVar("Fact", LabelledContact, LabelledEvent, LabelledGoal)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match(Generic[Fact]):
    """A labelled fact and the one that was read for it."""

    expected: Fact
    found: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches(Generic[Fact]):
    """The facts of one kind on a page: those that belong together, the labelled ones left, the others left."""

    matched: tuple[Match[Fact], ...]
    missed: tuple[Fact, ...]
    extra: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageScore:
    """How what was read out of a page agrees with its labels."""

    page: str
    split: Split
    language: Language
    municipality_is_right: bool
    contacts: Matches[LabelledContact]
    events: Matches[LabelledEvent]
    goals: Matches[LabelledGoal]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFaults:
    """What is wrong on a page, a line each; empty where all is right."""

    page: str
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractionFigures:
    """The figures of the pages of one split, of all pages when ``split`` is None; by language and for all."""

    split: Split | None
    pages: int
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractionReport:
    """All that one measurement found: figures by split and of all pages, faults by page."""

    parts: tuple[ExtractionFigures, ...]
    faults: tuple[PageFaults, ...]
