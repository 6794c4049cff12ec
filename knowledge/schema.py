"""The records the knowledge base is made of.

All offsets count characters (Unicode code points) of ``Document.text``; ``end_char`` is exclusive.
"""

from dataclasses import dataclass
from typing import Literal, Protocol, get_args

Language = Literal["fi", "sv", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

DocumentKind = Literal["original", "translation"]
BlockKind = Literal["heading", "paragraph", "list_item", "table_row", "contact", "noise"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a document's facts come from: the page, as its publisher names it.

    ``published`` and ``retrieved`` keep the precision they were given with ("2023", "2023-08" or
    "2023-08-15").
    """

    publisher: str | None = None
    title: str | None = None
    language: Language | None = None
    published: str | None = None
    retrieved: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a text: ``text[start_char:end_char]``, never empty."""

    start_char: int
    end_char: int


class Located(Protocol):
    """A record that says where in a text it stands: a span, a word, a place that is mentioned."""

    @property
    def start_char(self) -> int:
        """Where it starts."""
        ...

    @property
    def end_char(self) -> int:
        """Where it ends, exclusive."""
        ...


def overlap(one: Located, other: Located) -> bool:
    """Whether two stretches of the same text share a character."""
    return one.start_char < other.end_char and other.start_char < one.end_char


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The smallest piece of layout: a heading, a paragraph, one list item, one table row, one contact card.

    The span leaves out list markers, heading marks and surrounding white space. A ``contact`` block is one
    person's card: name, title, phone and e-mail, over one line or several. A ``noise`` block (a link stub, a
    line of hashtags, a photo credit, a share button) is never embedded or quoted.
    """

    kind: BlockKind
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands under it, up to the next heading.

    ``heading_path`` runs from the outermost heading to the section's own; it is empty for text before the
    first heading. Sections cover the whole text, in order and without gaps; blocks stand in order inside
    their section, the heading block first when there is one.
    """

    heading_path: tuple[str, ...]
    start_char: int
    end_char: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleQuestion:
    """A question as people ask it, and where the statement starts that answers it; None when the page does not."""

    text: str
    start_char: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One page in one language.

    ``document_id`` is ``page_id.language`` ("imatra/lapsiystavallinen-kunta.fi"); the language versions of a
    page share ``page_id``. ``municipality`` is the official Finnish name, or None for a page about no single
    municipality. ``translation_of`` is the ``document_id`` this one was translated from, None for an
    original. ``inferred`` names the fields that front matter did not give and the text itself did
    ("municipality", "language", "title"). ``example_questions`` are what it answers and leaves open, as far as somebody
    wrote that down.
    """

    document_id: str
    page_id: str
    title: str
    municipality: str | None
    language: Language
    kind: DocumentKind
    translation_of: str | None
    machine_translated: bool
    source: Source
    text: str
    sections: tuple[Section, ...]
    digest: str
    inferred: tuple[str, ...] = ()
    example_questions: tuple[ExampleQuestion, ...] = ()
