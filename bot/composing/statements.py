"""What composers give back: statements, each with the places in documents it rests on."""

from dataclasses import dataclass
from typing import Protocol

from bot.schema import AnswerContact, AnswerEvent, AnswerGoal
from bot.understanding import Understanding
from index.schema import Chunk, Hit, Unit
from knowledge.display import display_text
from knowledge.schema import Language

ITEM_KINDS = frozenset({"list_item", "contact", "table_row"})
AnswerFact = AnswerContact | AnswerEvent | AnswerGoal


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """A stretch of a document that a statement rests on; ``end_char`` is exclusive."""

    document_id: str
    municipality: str | None
    language: Language
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence or list item of an answer, and what it rests on.

    ``text`` is the page's own words as shown, "" where ``lead`` says everything. ``lead`` is Markdown that stands
    before them, put together from ``facts``. ``is_item`` sets the statement on a line of its own, ``number`` with a
    number in front. ``is_quoted`` marks words in another language than the answer's. ``originals`` are the passages
    that the extracts were translated from, one for each or none at all. ``group`` is the municipality it is about,
    None for the model; statements of a group stand together.
    """

    text: str
    extracts: tuple[Extract, ...]
    is_item: bool
    is_quoted: bool
    group: str | None
    lead: str = ""
    number: int | None = None
    originals: tuple[Extract | None, ...] = ()
    facts: tuple[AnswerFact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An answer before it is cited: its statements in order, none when the evidence does not answer.

    ``places_without`` are the municipalities asked about whose pages do not say it, while others' do.
    ``remark`` says, where nothing answers, what the pages do say of it.
    """

    statements: tuple[Statement, ...]
    places_without: tuple[str, ...] = ()
    remark: str = ""


def extract_of(chunk: Chunk, unit: Unit) -> Extract:
    """The place of a unit of a passage."""
    return Extract(
        document_id=chunk.document_id,
        municipality=chunk.municipality,
        language=chunk.language,
        start_char=unit.start_char,
        end_char=unit.end_char,
    )


def state(chunk: Chunk, unit: Unit, language: Language) -> Statement:
    """A unit of a passage as a statement of an answer in a language."""
    text = chunk.unit_text(unit)
    if unit.kind == "contact":
        # The lines of a card have no marks between them.
        text = ", ".join(line.strip(" ,;") for line in text.splitlines() if line.strip())
    return Statement(
        text=display_text(text),
        extracts=(extract_of(chunk, unit),),
        is_item=unit.kind in ITEM_KINDS,
        is_quoted=chunk.language != language,
        group=chunk.municipality,
    )


class Composer(Protocol):
    """Evidence to draft."""

    def compose(self, understanding: Understanding, hits: tuple[Hit, ...]) -> Draft:
        """The statements that answer, in order; an empty draft when the passages do not hold the answer."""
        ...
