"""The records of the index: what is stored, what is found, what a build did.

Offsets count characters of ``Document.text``; ``end_char`` is exclusive.
"""

from dataclasses import dataclass
from enum import StrEnum

from knowledge.schema import BlockKind, Language

FORMAT_VERSION = 3
# From what probability on, by example questions, a statement is likely to answer.
LIKELY = 0.2


class Leg(StrEnum):
    """A way of finding passages."""

    DENSE = "dense"
    WORDS = "words"
    NAMES = "names"
    EXAMPLES = "examples"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """The smallest quotable piece of a chunk: a sentence, a list item, a table row, a contact card.

    ``block`` counts the document's blocks from 0, ``sentence`` the units of that block from 0: in language versions
    that match block by block, equal numbers mean the same statement.
    """

    start_char: int
    end_char: int
    block: int
    sentence: int
    kind: BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A passage: some consecutive blocks of one section, small enough to embed and quote.

    Promises ``text == document.text[start_char:end_char]``. ``alignment_id`` is shared by chunks of language versions
    whose blocks match one by one, else it is the document's own id. ``digest`` covers every other field.
    """

    chunk_id: str
    document_id: str
    page_id: str
    alignment_id: str
    municipality: str | None
    language: Language
    title: str
    heading_path: tuple[str, ...]
    text: str
    start_char: int
    end_char: int
    units: tuple[Unit, ...]
    digest: str

    def __hash__(self) -> int:
        return hash(self.digest)

    def unit_text(self, unit: Unit) -> str:
        """The exact text of one of this chunk's units."""
        return self.text[unit.start_char - self.start_char : unit.end_char - self.start_char]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedQuestion:
    """An example question of a page, and what answers it: the ``unit``-th unit of the chunk in ``row``, both from 0.

    Both are None for a question that the page leaves open. ``text`` is without the places that the question names:
    which pages count is decided before.
    """

    text: str
    language: Language
    municipality: str | None
    row: int | None
    unit: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """What to look for: a question, its language, and the municipalities whose passages count (none: all count)."""

    text: str
    language: Language
    municipalities: tuple[str, ...] = ()
    top_k: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage found for a question.

    ``score`` orders the hits: a cosine in [-1, 1], or how probable its best unit is by example; higher is better,
    comparable across languages (centred).
    ``unit_scores`` are the cosines between the question and each unit of the chunk, in the units' order, made the
    same way, as the mean over the versions of the page that say the same; ``example_shares`` how probable each is to
    answer, 0 to 1, by the example questions of the pages that count. ``rank`` counts from 1. ``legs`` says what found
    it.
    """

    chunk: Chunk
    score: float
    rank: int
    legs: tuple[Leg, ...]
    unit_scores: tuple[float, ...]
    example_shares: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexSettings:
    """What an index is built with and asked with; the two must agree.

    ``model`` None is the bundled one. A prompt that is None is the model's own. ``max_chunk_tokens`` is the size of a
    passage in the model's tokens. ``store_url`` None is the embedded Chroma.
    """

    model: str | None = None
    query_prompt: str | None = None
    passage_prompt: str | None = None
    max_chunk_tokens: int = 200
    store_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSize:
    """A file of an index generation, by its path inside the folder."""

    path: str
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an index was built with; compared before every search.

    ``model_id`` tells models apart, also two of the same name. ``corpus_digest`` covers the digests of all documents,
    and the code and tables that facts are read with. ``files`` lists every file, so that a truncated one is noticed
    before a library trips over it.
    """

    format_version: int
    settings: IndexSettings
    model_id: str
    dimension: int
    corpus_digest: str
    generation: str
    built_at: str
    documents: int
    chunks: int
    units: int
    files: tuple[FileSize, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did; ``texts_embedded`` counts passages, sentences and questions, ``seconds`` is wall time."""

    documents: int
    documents_added: int
    documents_replaced: int
    documents_unchanged: int
    documents_removed: int
    chunks: int
    texts_embedded: int
    seconds: float
