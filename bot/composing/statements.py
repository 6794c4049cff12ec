"""What composers give back: statements, each with the place in a document it rests on."""

from dataclasses import dataclass
from typing import Protocol

from bot.understanding import Understanding
from index.schema import Chunk, Hit, Unit
from knowledge.display import display_text
from knowledge.schema import Language

ITEM_KINDS = frozenset({"list_item", "contact", "table_row"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence or list item of an answer, and the unit of a passage that says it.

    ``is_item`` sets it on a line of its own. ``is_quoted`` marks a statement in another language than the answer's.
    ``group`` is the municipality it is about, None for the model; statements of a group stand together.
    """

    text: str
    chunk: Chunk
    unit: Unit
    is_item: bool
    is_quoted: bool
    group: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An answer before it is cited: its statements in order, none when the evidence does not answer."""

    statements: tuple[Statement, ...]


def state(chunk: Chunk, unit: Unit, language: Language) -> Statement:
    """A unit of a passage as a statement of an answer in a language."""
    text = chunk.unit_text(unit)
    if unit.kind == "contact":
        # The lines of a card have no marks between them.
        text = ", ".join(line.strip(" ,;") for line in text.splitlines() if line.strip())
    return Statement(
        text=display_text(text),
        chunk=chunk,
        unit=unit,
        is_item=unit.kind in ITEM_KINDS,
        is_quoted=chunk.language != language,
        group=chunk.municipality,
    )


class Composer(Protocol):
    """Evidence to draft."""

    def compose(self, understanding: Understanding, hits: tuple[Hit, ...]) -> Draft:
        """The statements that answer, in order; an empty draft when the passages do not hold the answer."""
        ...
