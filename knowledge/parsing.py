"""Text of one format -> sections. Pure: no files, no settings; the same text gives the same sections.

Both parsers cut the text into pieces (``knowledge.cards``), settle what each piece is, and hand the pieces to
one assembly, so that sections cover the text without gaps whatever the format. Markdown is read with
markdown-it-py, whose line maps say where each block stands.
"""

import re
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge.cards import Piece, line_spans, make_piece, merge, settle_contacts, settle_noise
from knowledge.display import display_text
from knowledge.plain_text import settle_headings, settle_lists, settle_marked_headings, split_lines
from knowledge.schema import Block, Section, Span

__all__ = ["display_text", "parse_markdown", "parse_plain_text"]

_FENCE = re.compile(r"[ \t>]*(?:`{3,}|~{3,})")
_ROW_MARKS = re.compile(r"[ \t>]*\|?")


def parse_markdown(text: str) -> tuple[Section, ...]:
    """Sections of a Markdown text (front matter already taken off, NFC), in order and without gaps.

    A list item is a block of its own text, its sub-items blocks of theirs; code, HTML and quotes are
    paragraphs; headings inside a list or a quote do not open a section. An empty text gives no sections.
    """
    tokens = MarkdownIt("commonmark").enable("table").disable("inline").parse(text)
    pieces = _markdown_pieces(text, tokens)
    pieces = settle_contacts(text, settle_noise(text, pieces))
    return _assemble(text, _join_paragraphs(text, pieces))


def parse_plain_text(text: str) -> tuple[Section, ...]:
    """Sections of a page without marks (NFC), in order and without gaps.

    Blocks are told by blank lines, list markers and the look of lines: the first short line is the title, a
    lone short line above a text or a list is a heading. Headings marked with "#" or underlined are taken at
    their word. An empty text gives no sections.
    """
    pieces = settle_lists(text, settle_marked_headings(text, split_lines(text)))
    pieces = settle_headings(settle_contacts(text, settle_noise(text, pieces)))
    return _assemble(text, _join_paragraphs(text, pieces))


def _markdown_pieces(text: str, tokens: list[Token]) -> tuple[Piece, ...]:
    lines = line_spans(text)
    pieces: list[Piece] = []
    opened: list[str] = []
    item_is_new = False
    for number, token in enumerate(tokens):
        if token.nesting == 1:
            opened.append(token.type)
            item_is_new = item_is_new or token.type == "list_item_open"
        elif token.nesting == -1:
            opened.pop()
        if token.map is None:
            continue
        if token.type == "tr_open":
            row = lines[token.map[0]]
            marks = _ROW_MARKS.match(text, row.start_char, row.end_char)
            start = marks.end() if marks else row.start_char
            end = start + len(text[start : row.end_char].rstrip().removesuffix("|"))
            _add(pieces, make_piece(text, start, end, group=number, kind="table_row"))
        elif token.type in {"fence", "code_block", "html_block"}:
            _add(pieces, _code_piece(text, lines, token, number))
        elif token.type == "inline" and opened[-1] in {"heading_open", "paragraph_open"}:
            found = _inline_pieces(text, lines, token, number)
            if opened == ["heading_open"]:
                level = int(tokens[number - 1].tag[1])
                pieces.extend(replace(merge(text, found, "heading"), level=level) for _ in found[:1])
            elif item_is_new and "list_item_open" in opened:
                pieces.extend(merge(text, found, "list_item") for _ in found[:1])
                item_is_new = False
            elif opened == ["paragraph_open"]:
                pieces.extend(found)
            else:
                pieces.extend(merge(text, found, "paragraph") for _ in found[:1])
    return tuple(pieces)


def _add(pieces: list[Piece], piece: Piece | None) -> None:
    if piece is not None:
        pieces.append(piece)


def _inline_pieces(text: str, lines: tuple[Span, ...], token: Token, group: int) -> tuple[Piece, ...]:
    """A piece a line of a heading's or paragraph's text; marks at the start of its lines are left out.

    markdown-it gives the line numbers and the text without marks; that text is the tail of its line, but for
    the closing marks of a heading.
    """
    pieces: list[Piece] = []
    first_line = token.map[0] if token.map else 0
    for offset, content in enumerate(token.content.split("\n")):
        wanted = content.strip()
        if not wanted or first_line + offset >= len(lines):
            continue
        span = lines[first_line + offset]
        line = text[span.start_char : span.end_char].rstrip()
        at = len(line) - len(wanted) if line.endswith(wanted) else line.rfind(wanted)
        start = span.start_char + max(at, 0)
        end = start + len(wanted) if at >= 0 else span.end_char
        _add(pieces, make_piece(text, start, end, group=group))
    return tuple(pieces)


def _code_piece(text: str, lines: tuple[Span, ...], token: Token, group: int) -> Piece | None:
    """What stands in a fence, an indented block or an HTML block; a lone HTML comment is noise."""
    first, last = token.map or (0, 0)
    if token.type == "fence":
        first += 1
        span = lines[last - 1] if last > first else None
        if span is not None and _FENCE.fullmatch(text[span.start_char : span.end_char].rstrip()):
            last -= 1
    if last <= first:
        return None
    piece = make_piece(
        text,
        lines[first].start_char,
        lines[min(last, len(lines)) - 1].end_char,
        group=group,
        kind="paragraph",
    )
    if piece is not None and re.fullmatch(r"<!--.*-->", piece.text, re.DOTALL):
        return replace(piece, kind="noise")
    return piece


def _join_paragraphs(text: str, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Undecided lines that stand together as one paragraph each."""
    joined: list[Piece] = []
    open_group: int | None = None
    for piece in pieces:
        if piece.kind is not None:
            joined.append(piece)
            open_group = None
        elif piece.group == open_group:
            joined[-1] = merge(text, (joined[-1], piece), "paragraph")
        else:
            joined.append(replace(piece, kind="paragraph"))
            open_group = piece.group
    return tuple(joined)


def _assemble(text: str, pieces: tuple[Piece, ...]) -> tuple[Section, ...]:
    """Sections from pieces in order; a section opens at the line of its heading and runs to the next one."""
    if not text:
        return ()
    sections: list[Section] = []
    path: list[Piece] = []
    blocks: list[Block] = []
    start_char = 0

    def close(end_char: int) -> None:
        if blocks:
            names = tuple(display_text(heading.text) for heading in path)
            sections.append(Section(heading_path=names, start_char=start_char, end_char=end_char, blocks=tuple(blocks)))

    for piece in pieces:
        if piece.kind == "heading":
            line_start = max(text.rfind("\n", 0, piece.start_char), text.rfind("\r", 0, piece.start_char)) + 1
            close(line_start)
            if blocks:
                start_char, blocks = line_start, []
            path = [heading for heading in path if heading.level < piece.level] + [piece]
        blocks.append(Block(kind=piece.kind or "paragraph", start_char=piece.start_char, end_char=piece.end_char))
    close(len(text))
    return tuple(sections) or (Section(heading_path=(), start_char=0, end_char=len(text), blocks=()),)
