"""The records a question and its answer are made of.

Offsets count characters of the cited document's text; ``end_char`` is exclusive.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from knowledge.facts.dates import DatePrecision
from knowledge.schema import Language

MAX_QUESTION_CHARS = 1000


class AnswerStatus(StrEnum):
    """What became of a question. Only ``answered`` states facts, each with a citation."""

    ANSWERED = "answered"
    NOT_IN_SOURCES = "unanswerable_not_in_sources"
    UNKNOWN_PLACE = "unanswerable_unknown_place"
    OUT_OF_SCOPE = "refused_out_of_scope"
    INVALID = "refused_invalid"
    FAILED_UNDERSTAND = "failed_understand"
    FAILED_RETRIEVE = "failed_retrieve"
    FAILED_COMPOSE = "failed_compose"

    @property
    def is_failure(self) -> bool:
        """Whether answering broke off."""
        return self.startswith("failed_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as it is asked; anything goes, the bot itself refuses what cannot be a question.

    ``language`` pins the language of the answer. ``page_language`` is that of the page it is asked on, which decides
    where neither the words nor the conversation tell. ``history`` holds the earlier questions of the conversation,
    oldest first.
    """

    text: str
    language: Language | None = None
    page_language: Language | None = None
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The passage a cited translation was made from, in the page's own language."""

    document_id: str
    language: Language
    quote: str
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where a statement stands: ``quote == document.text[start_char:end_char]``, and ``number`` is its marker.

    ``municipality`` is the official Finnish name, None for a page about no single one. ``translation`` is the same
    passage in the asker's language when the cited one is in another; ``original`` is the passage a cited translation
    was made from.
    """

    number: int
    document_id: str
    municipality: str | None
    title: str
    publisher: str | None
    section: str
    language: Language
    published: str | None
    retrieved: str | None
    url: str | None
    quote: str
    start_char: int
    end_char: int
    translation: str | None = None
    original: Original | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerContact:
    """A contact that an answer names; ``citation`` is the number of the citation that gives it.

    ``role`` is in the answer's language, ``role_original`` as the page writes it, None where that is the same.
    ``phone`` is in international form ("+358206173515"), ``phone_as_written`` the page's.
    """

    name: str | None
    role: str | None
    role_original: str | None
    phone: str | None
    phone_as_written: str | None
    email: str | None
    municipality: str | None
    citation: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerEvent:
    """An event that an answer tells: ``date`` at its ``precision`` as in `knowledge.facts.dates`, None for a duration.

    ``date_text`` is the page's words for the time, ``text`` the sentence in the language of the cited page.
    """

    date: str | None
    end_date: str | None
    precision: DatePrecision | None
    kind: str
    is_plan: bool
    date_text: str
    text: str
    municipality: str | None
    citation: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerGoal:
    """A goal that an answer lists; ``number`` is its place in its list. ``text_original`` is the page's own words.

    ``text_original`` is None where ``text`` is the original; ``theme`` is one of `knowledge.facts.schema.GoalTheme`.
    """

    number: int
    text: str
    text_original: str | None
    theme: str | None
    owner: str
    municipality: str | None
    citation: int = 0


Stage = Literal["understand", "retrieve", "compose"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageSeconds:
    """Wall time of each stage; 0 for one that was not reached."""

    understand: float = 0.0
    retrieve: float = 0.0
    compose: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer. ``text`` is Markdown in ``language`` with markers like [1], one for each citation."""

    question: str
    language: Language
    status: AnswerStatus
    text: str
    citations: tuple[Citation, ...] = ()
    contacts: tuple[AnswerContact, ...] = ()
    events: tuple[AnswerEvent, ...] = ()
    goals: tuple[AnswerGoal, ...] = ()
    seconds: StageSeconds = StageSeconds()
