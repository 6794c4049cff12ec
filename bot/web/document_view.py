"""What a page shows of a document: its blocks as they stand, a stretch of them marked, and whose page it was.

Everything is text; the templates escape it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal
from urllib.parse import quote as quote_path

from bot.phrasing import phrase
from bot.web.page_dates import tell_dates
from bot.web.source_cards import web_address
from index.alignment import align_versions
from knowledge.places import place_name
from knowledge.schema import Block, BlockKind, Document, Language, Section, Span

GroupKind = Literal["heading", "paragraph", "list", "table", "contact", "noise"]
_GROUPS: dict[BlockKind, GroupKind] = {
    "heading": "heading", "paragraph": "paragraph", "list_item": "list", "table_row": "table", "contact": "contact",
    "noise": "noise",
}  # fmt: skip
_NUMBER = re.compile(r"[ \t>]*(\d{1,9})[.)][ \t]+")
_CELL_BAR = re.compile(r"(?<!\\)\|")
_RULE_BELOW_HEADER = re.compile(r"[\s|:>]*-[\s|:>-]*")
_MAX_LEVEL = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a block; ``is_quote_start`` holds for the first marked one of the document."""

    text: str
    is_marked: bool = False
    is_quote_start: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewBlock:
    """A block of a document, in order.

    ``cells`` are one, or for a row of a table those between its bars. ``level`` is that of a heading, from 1, else 0;
    ``number`` that of a numbered list item.
    """

    kind: BlockKind
    start_char: int
    cells: tuple[tuple[Piece, ...], ...]
    level: int = 0
    number: int | None = None

    @property
    def anchor(self) -> str:
        """Its id in the page."""
        return f"c{self.start_char}"

    @property
    def text(self) -> str:
        """The document's text of it."""
        return "|".join("".join(piece.text for piece in cell) for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockGroup:
    """Blocks that stand in one element: the items of a list, the rows of a table, else a single one.

    ``has_header`` says that the first row of a table names its columns.
    """

    kind: GroupKind
    blocks: tuple[ViewBlock, ...]
    is_ordered: bool = False
    has_header: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLink:
    """Another language version of the page; ``name`` says in which language it is."""

    language: Language
    name: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """A document as it is shown; what is told of it is in the language of the page around it.

    ``has_title_block`` says that its first block is its title, a heading of level 1. ``source_title`` names the page
    that the text was written from, "" where the text is the page. ``translated_from`` is None for an original.
    """

    title: str
    language: Language
    language_name: str
    place: str
    publisher: str
    dates: tuple[str, ...]
    page_url: str | None
    source_title: str
    source_language: Language
    translated_from: Language | None
    machine_translated: bool
    versions: tuple[VersionLink, ...]
    has_title_block: bool
    groups: tuple[BlockGroup, ...]


def view_document(
    document: Document, versions: Sequence[Document], marked: Span | None, language: Language
) -> DocumentView:
    """What a page shows of a document.

    Args:
        document: The document.
        versions: All language versions of its page; it may be among them.
        marked: What to mark; offsets that are not those of a stretch of its text mark nothing.
        language: That of the page around it.
    """
    is_sound = marked is not None and 0 <= marked.start_char < marked.end_char <= len(document.text)
    groups = tuple(_Layout(document, marked if is_sound else None).groups())
    source = document.source
    source_title = source.title if source.title and source.title != document.title else ""
    original = next((version for version in versions if version.document_id == document.translation_of), None)
    source_language = source.language or (original or document).language
    return DocumentView(
        title=document.title,
        language=document.language,
        language_name=phrase(language, f"language_name.{document.language}"),
        place=place_name(document.municipality, language) if document.municipality else "",
        publisher=source.publisher or "",
        dates=tell_dates(language, source.published, source.retrieved),
        page_url=web_address(source.url),
        source_title=source_title or "",
        source_language=source_language,
        translated_from=source_language if document.kind == "translation" else None,
        machine_translated=document.machine_translated,
        versions=tuple(_link_versions(document, versions, marked if is_sound else None, language)),
        has_title_block=bool(groups) and groups[0].blocks[0].level == 1,
        groups=groups,
    )


class _Layout:
    """Puts the blocks of a document into elements.

    Args:
        document: The document.
        marked: What is marked.
    """

    def __init__(self, document: Document, marked: Span | None) -> None:
        self._document = document
        self._marked = marked
        self._title = _title_path(document)
        self._has_quote = False

    def groups(self) -> Iterator[BlockGroup]:
        blocks = [self._view(block, section) for section in self._document.sections for block in section.blocks]
        for kind, run in groupby(blocks, key=lambda block: _GROUPS[block.kind]):
            members = tuple(run)
            if kind == "list":
                for is_ordered, items in groupby(members, key=lambda block: block.number is not None):
                    yield BlockGroup(kind=kind, blocks=tuple(items), is_ordered=is_ordered)
            elif kind == "table":
                yield BlockGroup(kind=kind, blocks=members, has_header=self._has_header(members))
            else:
                yield from (BlockGroup(kind=kind, blocks=(block,)) for block in members)

    def _view(self, block: Block, section: Section) -> ViewBlock:
        bars: tuple[int, ...] = ()
        if block.kind == "table_row":
            found = _CELL_BAR.finditer(self._document.text, block.start_char, block.end_char)
            bars = tuple(match.start() for match in found)
        starts, ends = (block.start_char, *(bar + 1 for bar in bars)), (*bars, block.end_char)
        return ViewBlock(
            kind=block.kind,
            start_char=block.start_char,
            cells=tuple(tuple(self._pieces(start, end)) for start, end in zip(starts, ends, strict=True)),
            level=self._level(block, section) if block.kind == "heading" else 0,
            number=self._number(block) if block.kind == "list_item" else None,
        )

    def _pieces(self, start: int, end: int) -> Iterator[Piece]:
        """A stretch of the text, parted where the marked one begins and ends."""
        text, marked = self._document.text, self._marked or Span(start_char=end, end_char=end)
        first, last = min(max(marked.start_char, start), end), min(max(marked.end_char, start), end)
        if first >= last:
            yield Piece(text=text[start:end])
            return
        if start < first:
            yield Piece(text=text[start:first])
        yield Piece(text=text[first:last], is_marked=True, is_quote_start=not self._has_quote)
        self._has_quote = True
        if last < end:
            yield Piece(text=text[last:end])

    def _level(self, block: Block, section: Section) -> int:
        """The level of a heading: 1 for the title, what stands under it or beside it below."""
        depth = max(len(section.heading_path), 1)
        first = self._document.sections[0].blocks[:1]
        if self._title and (block,) == first:
            return 1
        is_below = self._title and section.heading_path[:1] == self._title
        return min(max(depth if is_below else depth + 1, 2), _MAX_LEVEL)

    def _number(self, block: Block) -> int | None:
        """The number in front of a list item."""
        text = self._document.text
        found = _NUMBER.fullmatch(text, text.rfind("\n", 0, block.start_char) + 1, block.start_char)
        return int(found[1]) if found else None

    def _has_header(self, rows: Sequence[ViewBlock]) -> bool:
        if len(rows) < 2:
            return False
        end = rows[0].start_char + len(rows[0].text)
        return _RULE_BELOW_HEADER.fullmatch(self._document.text, end, rows[1].start_char) is not None


def _title_path(document: Document) -> tuple[str, ...]:
    """The heading path of the title, when the text begins with it; () otherwise."""
    section = next(iter(document.sections), None)
    begins = section is not None and section.blocks and section.blocks[0].kind == "heading"
    path = section.heading_path if section is not None and begins else ()
    return path if path == (document.title,) else ()


def _link_versions(
    document: Document, versions: Sequence[Document], marked: Span | None, language: Language
) -> Iterator[VersionLink]:
    """The other versions, at the block that is the marked one's translation, where they say the same."""
    others = [version for version in versions if version.document_id != document.document_id]
    alignment = align_versions([document, *others])
    blocks = _blocks(document)
    position = next((i for i, block in enumerate(blocks) if marked and marked.start_char < block.end_char), None)
    for version in others:
        path = f"/documents/{quote_path(version.document_id)}"
        if position is not None and alignment[version.document_id] == alignment[document.document_id]:
            path += f"#c{_blocks(version)[position].start_char}"
        yield VersionLink(
            language=version.language, name=phrase(language, f"in_language.{version.language}"), path=path
        )


def _blocks(document: Document) -> tuple[Block, ...]:
    return tuple(block for section in document.sections for block in section.blocks)
