"""The facts that are read out of documents.

Offsets count characters of ``Document.text``; ``end_char`` is exclusive; ``text`` is exactly the characters between
them. A part that a page does not give is absent, never guessed.
"""

from dataclasses import dataclass
from enum import StrEnum

from knowledge.facts.dates import Duration, PartialDate
from knowledge.schema import Language


class EventKind(StrEnum):
    """What happened, or is said of time."""

    JOINED = "joined"
    GOALS_SET = "goals_set"
    PLAN_APPROVED = "plan_approved"
    RECOGNISED = "recognised"
    RECOGNITION_POSSIBLE = "recognition_possible"
    VISIT = "visit"
    MONITORING = "monitoring"
    VALIDITY = "validity"
    OTHER = "other"


class GoalOwner(StrEnum):
    """Whose goal it is: the municipality's own, the model's, or an area of emphasis beside the goals."""

    MUNICIPALITY = "municipality"
    MODEL = "model"
    EMPHASIS = "emphasis"


class GoalTheme(StrEnum):
    """What a goal is about; themes.csv has the words."""

    RIGHTS = "rights"
    IMPACT_ASSESSMENT = "impact_assessment"
    PARTICIPATION = "participation"
    SAFETY = "safety"
    COMMUNITY = "community"
    FEEDBACK = "feedback"
    INFORMATION = "information"
    VULNERABLE = "vulnerable"
    HOBBIES = "hobbies"
    WELL_BEING = "well_being"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """A phone number: ``number`` in international form ("+358206173515"), and as the page writes it."""

    number: str
    as_written: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody the page names to be reached, or a service with a number or an address of its own.

    ``name`` is None for a service; ``role`` is the title as written, or what a service is called. A person named in
    passing (a speaker, a photographer) is no contact. The span is the card, or the sentence.
    """

    document_id: str
    municipality: str | None
    language: Language
    name: str | None
    role: str | None
    phones: tuple[Phone, ...]
    emails: tuple[str, ...]
    text: str
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something with a time. The span is the sentence that says so.

    ``date`` and ``end_date`` are the first and last of a stretch of time ("2016–2018"); ``is_open`` says that it
    began then and goes on ("since 2016"). ``date`` is None where the page gives a duration only ("for two years").
    ``is_plan`` marks what is announced, possible or conditional and has not happened as far as the page tells.
    ``date_text`` is the words that give the time.
    """

    document_id: str
    municipality: str | None
    language: Language
    kind: EventKind
    date: PartialDate | None
    end_date: PartialDate | None
    is_open: bool
    duration: Duration | None
    is_plan: bool
    date_text: str
    text: str
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """One goal of a list of goals.

    ``number`` is its place in the list, from 1; ``is_numbered`` whether the page itself gives that number, in digits or
    in words. ``list_start_char`` is where the first goal of its list begins, the same for all goals of the list.
    """

    document_id: str
    municipality: str | None
    language: Language
    owner: GoalOwner
    number: int
    is_numbered: bool
    theme: GoalTheme | None
    list_start_char: int
    text: str
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """All facts of a document, each kind in the order of the text."""

    contacts: tuple[Contact, ...] = ()
    events: tuple[Event, ...] = ()
    goals: tuple[Goal, ...] = ()
