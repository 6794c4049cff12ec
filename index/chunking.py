"""Documents into passages: by heading, then by the embedding model's own tokens."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TypeVar

from langchain_text_splitters import RecursiveCharacterTextSplitter

from index.schema import Chunk, Unit
from knowledge.parsing import display_text
from knowledge.schema import Block, Document, Section
from knowledge.sentences import units

# From the widest boundary to the narrowest: paragraph, line, sentence, clause, word, character.
_SEPARATORS = ["\n\n", "\n", ". ", "! ", "? ", "; ", ", ", " ", ""]
_UNSTRUCTURED_KINDS = ("heading", "noise")

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class _NumberedBlock:
    block: Block
    number: int


def split_document(
    document: Document,
    count_tokens: Callable[[str], int],
    max_tokens: int,
    *,
    alignment_id: str | None = None,
) -> tuple[Chunk, ...]:
    """The passages of a document in order, without overlap; headings and noise belong to none.

    A section is one passage when it fits; a longer one is cut between blocks, and a block that is too long on its
    own between sentences or, failing that, words.

    Args:
        document: Any document; an empty one gives no passage.
        count_tokens: Tokens of a text, as the embedding model counts them.
        max_tokens: The size of the largest passage, title and headings not counted.
        alignment_id: Shared by language versions that match block by block; the document's own id by default.
    """

    def size(part: Block | Unit) -> int:
        return count_tokens(document.text[part.start_char : part.end_char])

    chunks: list[Chunk] = []
    number = 0
    for section in document.sections:
        numbered = []
        for block in section.blocks:
            numbered.append(_NumberedBlock(block=block, number=number))
            number += 1
        body = [entry for entry in numbered if entry.block.kind not in _UNSTRUCTURED_KINDS]
        for group in _pack(body, lambda entry: size(entry.block), max_tokens):
            chunks.extend(
                _make_chunk(document, section, run, alignment_id or document.document_id)
                for run in _pack(_units_of(group, document, count_tokens, max_tokens), size, max_tokens)
            )
    return tuple(chunks)


def text_to_embed(chunk: Chunk, place_name: str | None) -> str:
    """What the passage vector is made from: title, place, heading path and the units, without layout.

    Apart from the text shown, so that either can change without the other.
    """
    context = [chunk.title]
    if place_name and place_name not in chunk.title:
        context.append(place_name)
    context.extend(heading for heading in chunk.heading_path if heading != chunk.title)
    body = " ".join(display_text(chunk.unit_text(unit)) for unit in chunk.units)
    return f"{'. '.join(part.rstrip('.') for part in context if part)}\n{body}"


def unit_text_to_embed(chunk: Chunk, unit: Unit) -> str:
    """What a sentence vector is made from: the sentence alone, as it is shown."""
    return display_text(chunk.unit_text(unit))


def _units_of(
    group: Iterable[_NumberedBlock],
    document: Document,
    count_tokens: Callable[[str], int],
    max_tokens: int,
) -> list[Unit]:
    found: list[Unit] = []
    for entry in group:
        spans = [
            piece
            for span in units(document, entry.block)
            for piece in _split_long(document.text, span.start_char, span.end_char, count_tokens, max_tokens)
        ]
        found.extend(
            Unit(start_char=start, end_char=end, block=entry.number, sentence=i, kind=entry.block.kind)
            for i, (start, end) in enumerate(spans)
        )
    return found


def _split_long(
    text: str, start_char: int, end_char: int, count_tokens: Callable[[str], int], max_tokens: int
) -> list[tuple[int, int]]:
    """The spans of a text's pieces, none longer than ``max_tokens``, white space at their ends left out."""
    body = text[start_char:end_char]
    if count_tokens(body) <= max_tokens:
        return [(start_char, end_char)]
    # Pieces that keep every character, so that adding up their lengths gives their offsets.
    splitter = RecursiveCharacterTextSplitter(
        separators=_SEPARATORS,
        keep_separator="end",
        chunk_size=max_tokens,
        chunk_overlap=0,
        # The splitter repeats pieces that count nothing, and some models count white space as nothing.
        length_function=lambda piece: max(1, count_tokens(piece)) if piece else 0,
        strip_whitespace=False,
    )
    spans = []
    position = start_char
    for piece in splitter.split_text(body):
        stripped = piece.strip()
        if stripped:
            lead = len(piece) - len(piece.lstrip())
            spans.append((position + lead, position + lead + len(stripped)))
        position += len(piece)
    return spans


def _pack(items: Sequence[Item], size: Callable[[Item], int], most: int) -> Iterator[list[Item]]:
    """Consecutive items that fit together; one that is too large stands alone. Never an empty group."""
    group: list[Item] = []
    used = 0
    for item in items:
        item_size = size(item)
        if group and used + item_size > most:
            yield group
            group, used = [], 0
        group.append(item)
        used += item_size
    if group:
        yield group


def _make_chunk(document: Document, section: Section, run: Sequence[Unit], alignment_id: str) -> Chunk:
    start, end = run[0].start_char, run[-1].end_char
    without_digest = Chunk(
        chunk_id=f"{document.document_id}#{start}",
        document_id=document.document_id,
        page_id=document.page_id,
        alignment_id=alignment_id,
        municipality=document.municipality,
        language=document.language,
        title=document.title,
        heading_path=section.heading_path,
        text=document.text[start:end],
        start_char=start,
        end_char=end,
        units=tuple(run),
        digest="",
    )
    fields = json.dumps(asdict(without_digest), ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(fields.encode("utf-8", errors="surrogatepass")).hexdigest()
    return replace(without_digest, digest=digest)
