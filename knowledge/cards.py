"""Lines of a page on their way to becoming blocks; the cards of people are found here."""

import re
from dataclasses import dataclass, replace

from knowledge.layout import (
    credit_start,
    is_address_line,
    is_card_line,
    is_channel_line,
    is_name,
    is_noise,
    is_person_line,
    is_title,
    split_people,
)
from knowledge.schema import BlockKind, Span

CARD_MAX_LINES = 4  # between the name and the first phone number or e-mail address


_NEWLINE = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A line, or a block that is already settled.

    ``kind`` is None while undecided. Undecided pieces with the same ``group`` have no blank line between
    them. ``level`` is a heading's level when its marks give it, else 0.
    """

    text: str
    start_char: int
    end_char: int
    group: int
    kind: BlockKind | None = None
    level: int = 0
    indented: bool = False


def line_spans(text: str) -> tuple[Span, ...]:
    """Every line of the text, empty ones too, without its newline."""
    starts = [0, *(match.end() for match in _NEWLINE.finditer(text))]
    ends = [*(match.start() for match in _NEWLINE.finditer(text)), len(text)]
    return tuple(Span(start_char=start, end_char=end) for start, end in zip(starts, ends, strict=True))


def make_piece(text: str, start_char: int, end_char: int, *, group: int, kind: BlockKind | None = None) -> Piece | None:
    """The piece between two offsets without white space and Markdown's sign for a new line; None when empty."""
    raw = text[start_char:end_char]
    stripped = raw.strip().removesuffix("\\").rstrip()
    if not stripped:
        return None
    start_char += len(raw) - len(raw.lstrip())
    return Piece(text=stripped, start_char=start_char, end_char=start_char + len(stripped), group=group, kind=kind)


def merge(text: str, pieces: tuple[Piece, ...], kind: BlockKind | None) -> Piece:
    """One piece from the first to the last of several that follow each other."""
    start, end = pieces[0].start_char, pieces[-1].end_char
    return replace(pieces[0], text=text[start:end], start_char=start, end_char=end, kind=kind)


def settle_noise(text: str, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The same pieces with noise marked, picture credits at line ends cut off as noise of their own."""
    settled: list[Piece] = []
    for piece in pieces:
        if piece.kind in {None, "list_item", "table_row"} and is_noise(piece.text):
            settled.append(replace(piece, kind="noise"))
            continue
        cut = credit_start(piece.text) if piece.kind is None else None
        if cut is None:
            settled.append(piece)
            continue
        fact = piece.text[:cut].rstrip()
        settled.append(replace(piece, text=fact, end_char=piece.start_char + len(fact)))
        settled.append(replace(piece, text=piece.text[cut:], start_char=piece.start_char + cut, kind="noise"))
    return tuple(settled)


def settle_contacts(text: str, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The same pieces with each person's card joined into one ``contact`` piece.

    A card runs from a name over at most ``CARD_MAX_LINES`` short lines to the last of the phone and e-mail
    lines that follow each other, blank lines or not. A line that names and reaches people by itself gives one
    contact a person. A name with a title under it and no way to reach the person is a contact too.
    """
    settled: list[Piece] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        people = split_people(piece.text) if piece.kind in {None, "list_item", "table_row"} else ()
        if not people:
            settled.append(piece)
            index += 1
            continue
        end = _channels_end(pieces, index)
        # "040 123 4567 | anna@kuvala.fi | kuvala.fi" is the last line of a card as often as a row.
        is_line = piece.kind is None or (piece.kind == "table_row" and is_channel_line(piece.text))
        if len(people) == 1 and (end > index + 1 or is_line):
            taken = _lines_before(settled, piece.group) if is_line and not is_person_line(piece.text) else 0
            card = (*settled[len(settled) - taken :], *pieces[index:end])
            del settled[len(settled) - taken :]
            settled.append(merge(text, card, "contact"))
        else:
            settled.extend(
                replace(
                    piece,
                    text=piece.text[span.start_char : span.end_char],
                    start_char=piece.start_char + span.start_char,
                    end_char=piece.start_char + span.end_char,
                    kind="contact",
                )
                for span in people
            )
            end = index + 1
        index = end
    return _settle_names_with_titles(text, tuple(settled))


def _channels_end(pieces: tuple[Piece, ...], index: int) -> int:
    """The index after the phone, e-mail and web address lines that follow piece ``index``."""
    end = index + 1
    while end < len(pieces):
        piece = pieces[end]
        together = piece.group == pieces[end - 1].group
        is_address = piece.kind == "noise" and together and is_address_line(piece.text)
        if not (is_address or (piece.kind is None and is_channel_line(piece.text))):
            break
        end += 1
    return end


def _lines_before(settled: list[Piece], group: int) -> int:
    """How many of the last settled pieces belong to the card whose phone or e-mail line, of ``group``, comes next."""
    window = 0
    while window < min(len(settled), CARD_MAX_LINES + 2):
        piece = settled[-1 - window]
        if piece.kind is not None or not (is_card_line(piece.text) or is_channel_line(piece.text)):
            break
        window += 1
    for taken in range(1, window + 1):
        if is_person_line(settled[-taken].text):
            return taken + 1 if _opens_card(settled, taken, window) else taken
    # No name: a service with its street address, all of its lines; else the position, or the label, right above.
    together = 0
    while together < window and settled[-1 - together].group == group:
        together += 1
    if any(char.isdigit() for piece in settled[len(settled) - together :] for char in piece.text):
        return together
    if window and (is_title(settled[-1].text) or is_channel_line(settled[-1].text)):
        return 1
    return 0


def _opens_card(settled: list[Piece], taken: int, window: int) -> bool:
    """Whether the line above the last ``taken`` belongs to their card: the name, or a title that stands first."""
    if taken >= window:
        return False
    above = settled[-taken - 1]
    if is_name(above.text):
        return True
    names = taken + 1 < window and is_person_line(settled[-taken - 2].text)
    return is_title(above.text) and above.group == settled[-taken].group and not names


def _settle_names_with_titles(text: str, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    settled: list[Piece] = []
    for piece in pieces:
        above = settled[-1] if settled else None
        if (
            above is not None
            and above.kind is None
            and piece.kind is None
            and is_name(above.text)
            and is_title(piece.text)
            and is_card_line(piece.text)
        ):
            settled[-1] = merge(text, (above, piece), "contact")
        else:
            settled.append(piece)
    return tuple(settled)
