"""The blocks of a page that marks nothing: title, headings, lists and rows, told by the look of lines."""

import re
from dataclasses import replace

from knowledge.cards import Piece, line_spans, make_piece, merge
from knowledge.layout import (
    FULL_DATE,
    HEADING_MAX_CHARS,
    LIST_MARKER,
    MONTH,
    TITLE_MAX_CHARS,
    ends_sentence,
    is_credit,
    is_heading,
    is_table_row,
    starts_lower,
)

SHORT_HEADING_CHARS = 60
SHORT_HEADING_SHARE = 0.6  # of the longest line around: in hard-wrapped text only a last line is that short

_MARKED_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_UNDERLINE = re.compile(r"=+|-{2,}")


def split_lines(text: str) -> tuple[Piece, ...]:
    """An undecided piece for every line that is not blank."""
    pieces: list[Piece] = []
    group = 0
    for span in line_spans(text):
        piece = make_piece(text, span.start_char, span.end_char, group=group)
        if piece is None:
            group += 1
        else:
            pieces.append(replace(piece, indented=piece.start_char - span.start_char >= 2))
    return tuple(pieces)


def settle_marked_headings(text: str, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Lines marked "# Heading", or underlined with "===" or "---", as headings; the underlines as noise."""
    settled: list[Piece] = []
    for piece in pieces:
        mark = _MARKED_HEADING.match(piece.text)
        above = settled[-1] if settled else None
        if mark:
            start = piece.start_char + mark.end()
            heading = make_piece(text, start, piece.end_char, group=piece.group, kind="heading")
            settled.append(piece if heading is None else replace(heading, level=len(mark[1])))
        elif (
            above is not None
            and above.kind is None
            and above.group == piece.group
            and len(above.text) <= TITLE_MAX_CHARS
            and not LIST_MARKER.match(above.text)
            and _UNDERLINE.fullmatch(piece.text)
        ):
            settled[-1] = replace(above, kind="heading", level=1 if piece.text[0] == "=" else 2)
            settled.append(replace(piece, kind="noise"))
        else:
            settled.append(piece)
    return tuple(settled)


def settle_lists(text: str, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Marked lines as list items with the lines that continue them; rows of cells as table rows."""
    numbered = [_list_number(piece) for piece in pieces]
    numbers = [number for number in numbered if number is not None]
    settled: list[Piece] = []
    seen = 0
    for index, piece in enumerate(pieces):
        number = numbered[index]
        in_sequence = False
        if number is not None:
            around = (*numbers[max(seen - 1, 0) : seen], *numbers[seen + 1 : seen + 2])
            in_sequence = number - 1 in numbers[max(seen - 1, 0) : seen] or number + 1 in around
            seen += 1
        above = settled[-1] if settled else None
        same_group = above is not None and above.group == piece.group
        if piece.kind is None and _is_list_item(pieces, index, in_sequence):
            mark = LIST_MARKER.match(piece.text)
            start = piece.start_char + (mark.end() if mark else 0)
            settled.append(replace(piece, text=text[start : piece.end_char], start_char=start, kind="list_item"))
        elif piece.kind is None and is_table_row(piece.text):
            inner = piece.text.strip("| \t")
            start = piece.start_char + piece.text.find(inner)
            row = make_piece(text, start, start + len(inner), group=piece.group, kind="table_row")
            settled.append(row or replace(piece, kind="noise"))
        elif (
            piece.kind is None
            and above is not None
            and same_group
            and above.kind == "list_item"
            and (piece.indented or starts_lower(piece.text))
        ):
            settled[-1] = merge(text, (above, piece), "list_item")
        else:
            settled.append(piece)
    return tuple(settled)


def _list_number(piece: Piece) -> int | None:
    mark = LIST_MARKER.match(piece.text)
    return int(mark["number"]) if mark and mark["number"] and piece.kind is None else None


def _is_list_item(pieces: tuple[Piece, ...], index: int, in_sequence: bool) -> bool:
    """Whether a marked line is an item: a number needs a neighbour, a dash a second dash, a date is none."""
    text = pieces[index].text
    mark = LIST_MARKER.match(text)
    if mark is None or FULL_DATE.match(text) or (mark["number"] and MONTH.match(text, mark.end())):
        return False
    if mark["number"] and not mark[0].rstrip().endswith(")"):
        return in_sequence
    if mark["bullet"] in {"–", "—"}:
        around = pieces[max(index - 1, 0) : index] + pieces[index + 1 : index + 2]
        return any(other.text.startswith(mark["bullet"]) and other.group == pieces[index].group for other in around)
    return True


def settle_headings(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Lone short lines as headings where something follows that they can head.

    Of several such lines in a row the first is a heading, and the last when a text or a list follows; those
    between are text, for a page may list its goals unmarked.
    """
    stretches = _part_stretches(_stretches(pieces))
    first = next((i for i, stretch in enumerate(stretches) if stretch[0].kind != "noise"), len(stretches))
    has_title = _may_head(stretches, first, TITLE_MAX_CHARS)
    heads = {first} if has_title else set()
    index = first + 1 if has_title else 0
    while index < len(stretches):
        end = index
        while _may_head(stretches, end, HEADING_MAX_CHARS):
            end += 1
        if end > index and _is_body(stretches, end):
            heads |= {index, end - 1}
        elif end > index + 1:
            heads.add(index)
        index = end + 1
    level = 2 if has_title or any(piece.level == 1 for piece in pieces) else 1
    for position in heads:
        (head,) = stretches[position]
        stretches[position] = (replace(head, kind="heading", level=1 if position == first and has_title else level),)
    return tuple(piece for stretch in stretches for piece in stretch)


def _stretches(pieces: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], ...]:
    """Undecided lines that stand together, together; every settled piece alone."""
    stretches: list[list[Piece]] = []
    for piece in pieces:
        above = stretches[-1][-1] if stretches else None
        if above is not None and above.kind is None and piece.kind is None and above.group == piece.group:
            stretches[-1].append(piece)
        else:
            stretches.append([piece])
    return tuple(tuple(stretch) for stretch in stretches)


def _part_stretches(stretches: tuple[tuple[Piece, ...], ...]) -> list[tuple[Piece, ...]]:
    parts: list[tuple[Piece, ...]] = []
    for index, stretch in enumerate(stretches):
        if len(stretch) == 1:
            parts.append(stretch)
            continue
        below = stretches[index + 1][0] if index + 1 < len(stretches) else None
        leads = below is not None and below.kind not in {None, "noise"} and below.group == stretch[0].group
        opens = all(part[0].kind == "noise" for part in parts)
        parts.extend(_part_stretch(stretch, opens_page=opens, leads_list=leads))
    return parts


def _part_stretch(stretch: tuple[Piece, ...], *, opens_page: bool, leads_list: bool) -> tuple[tuple[Piece, ...], ...]:
    """Lines that stand together, parted where one looks like a heading above the lines after it.

    Three or more short unpunctuated lines together are an unmarked list, each a text of its own (but not an
    address, which has figures). ``leads_list``: a list, row or contact follows without a blank line.
    """
    if not opens_page and len(stretch) >= 3 and all(is_heading(piece.text) for piece in stretch):
        if any(char.isdigit() for piece in stretch for char in piece.text):
            return (stretch,)
        lead = stretch[0].text.endswith(":")
        return tuple(
            (piece if lead and place == 0 else replace(piece, kind="paragraph"),) for place, piece in enumerate(stretch)
        )
    short = max(SHORT_HEADING_CHARS, SHORT_HEADING_SHARE * max(len(piece.text) for piece in stretch))
    parts: list[tuple[Piece, ...]] = []
    start = 0
    for index in range(len(stretch) - 1):
        piece, rest = stretch[index], stretch[index + 1 :]
        if (
            (index == start or ends_sentence(stretch[index - 1].text))
            and len(piece.text) <= short
            and is_heading(piece.text)
            and not starts_lower(rest[0].text)
            and (_is_text(rest) or (opens_page and index == 0))
        ):
            parts.extend(part for part in (stretch[start:index], (piece,)) if part)
            start = index + 1
    last = stretch[-1]
    after_end = len(stretch) - start > 1 and (ends_sentence(stretch[-2].text) or len(last.text.split()) <= 3)
    if leads_list and after_end and len(last.text) <= short and is_heading(last.text):
        return (*parts, stretch[start:-1], (last,))
    return (*parts, stretch[start:])


def _is_text(lines: tuple[Piece, ...]) -> bool:
    """Whether lines that stand together hold more than names and labels."""
    return any(
        len(line.text) > HEADING_MAX_CHARS or ends_sentence(line.text) or line.text.endswith(":") for line in lines
    )


def _may_head(stretches: list[tuple[Piece, ...]], index: int, max_chars: int) -> bool:
    """Whether a lone line stands at ``index`` that looks like a heading.

    A line ending in ":" is one above a contact or when it is a label of three words at most; else it leads
    into a list.
    """
    if index >= len(stretches) or len(stretches[index]) > 1 or stretches[index][0].kind is not None:
        return False
    text = stretches[index][0].text
    if text.endswith(":") and len(text.split()) > 3:
        below = stretches[index + 1][0].kind if index + 1 < len(stretches) else None
        return below == "contact" and is_heading(text, max_chars)
    return is_heading(text, max_chars)


def _is_body(stretches: list[tuple[Piece, ...]], index: int) -> bool:
    """Whether something a heading can head stands at ``index``, picture credits skipped."""
    while index < len(stretches) and stretches[index][0].kind == "noise" and is_credit(stretches[index][0].text):
        index += 1
    return index < len(stretches) and stretches[index][0].kind not in {"noise", "heading"}
