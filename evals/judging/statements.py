"""The Markdown of an answer or a page -> what a reader sees of it, and which markers stand behind what."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from knowledge.display import display_text

# The same passages are quoted again and again.
_REMEMBERED = 1 << 12
_MARKER = re.compile(r"(?<!\\)((?:\\\\)*)\[(\d+)\](?!\()")
# A marker while the markup around it is resolved: private characters, which display_text leaves alone.
_HELD_MARKER = re.compile("\uf8f1(\\d+)\uf8f2")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_RULE = re.compile(r"[\s\-=*_|:]*")
_BLOCK_START = re.compile(r"\s*(?:>|\||#{1,6}\s|[-*+•]\s|\d{1,9}[.)]\s)")
# The number of a list item is kept: the reader sees it.
_BLOCK_MARKS = re.compile(r"\s*(?:>\s?)*(?:#{1,6}\s+|[-*+•]\s+)?")
_HEADING = re.compile(r"\s*(?:#{1,6}\s.*|\*\*[^*]+\*\*:?|__[^_]+__:?)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedText:
    """A stretch of an answer as a reader sees it, and the markers that follow it, in order.

    ``heading`` is what it stands under, "" without a heading. ``text`` is "" where a line begins with a marker.
    """

    text: str
    markers: tuple[int, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    text: str
    is_heading: bool


@lru_cache(maxsize=_REMEMBERED)
def plain_text(markdown: str) -> str:
    """What a reader sees of a text, without markers: a line for each paragraph, heading, list item and table row.

    Lines that Markdown makes one paragraph of are one line. White space is folded, and the text is NFC.
    """
    lines = (_fold(_HELD_MARKER.sub("", line.text)) for line in _read_lines(markdown))
    return "\n".join(line for line in lines if line)


def split_statements(markdown: str) -> tuple[MarkedText, ...]:
    r"""The statements of an answer, in order.

    A statement is the text since the run of markers before it on the same line (see ``plain_text``); what no marker
    follows there has none. Marks alone, as a full stop after a marker, are no statement. ``\[1\]`` is text.
    """
    statements: list[MarkedText] = []
    heading = ""
    for line in _read_lines(markdown):
        first = len(statements)
        # Every second part is the number of a marker.
        parts = _HELD_MARKER.split(line.text)
        for text, number in zip(parts[::2], (*parts[1::2], None), strict=True):
            markers = () if number is None else (int(number),)
            if any(char.isalnum() for char in text):
                statements.append(MarkedText(text=_fold(text).lstrip(".,;: "), markers=markers, heading=heading))
            elif markers and len(statements) > first:
                run = statements.pop()
                statements.append(MarkedText(text=run.text, markers=run.markers + markers, heading=heading))
            elif markers:
                statements.append(MarkedText(text="", markers=markers, heading=heading))
        if line.is_heading:
            heading = _fold(_HELD_MARKER.sub("", line.text))
    return tuple(statements)


def _read_lines(markdown: str) -> Iterator[_Line]:
    """Lines as a reader sees them, but for the markers, which are held between private characters."""
    text = _LINE_ENDS.sub("\n", _PRIVATE.sub("", unicodedata.normalize("NFC", markdown)))
    paragraph: list[str] = []
    for raw in (*text.split("\n"), ""):
        is_heading = _HEADING.fullmatch(raw) is not None
        is_rule = _RULE.fullmatch(raw) is not None
        if paragraph and (is_heading or is_rule or _BLOCK_START.match(raw)):
            yield _show("\n".join(paragraph), is_heading=False)
            paragraph = []
        if is_heading:
            yield _show(raw, is_heading=True)
        elif not is_rule:
            paragraph.append(raw)


def _show(block: str, *, is_heading: bool) -> _Line:
    held = _MARKER.sub("\\1\uf8f1\\2\uf8f2", _BLOCK_MARKS.sub("", block, count=1))
    return _Line(text=unicodedata.normalize("NFC", display_text(held)), is_heading=is_heading)


def _fold(text: str) -> str:
    return " ".join(text.split())
