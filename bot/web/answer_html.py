"""The Markdown of an answer -> blocks of plain text for a page; it becomes HTML only where a template escapes it.

Only what answers are written with is read: paragraphs, headings, lists, emphasis, code, markers of citations, and links
that call or write to somebody. Everything else stays the text it is.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from bot.citing import MARKER
from bot.web.contact_cards import ContactCard

# Two parties and nothing else: no subject, no second address.
_LINK = re.compile(r"tel:\+?[\d.()-]+|mailto:[^\s?&,;]+")
_UNUSED_RULES = ("code", "fence", "blockquote", "hr", "reference", "html_block", "lheading")
_UNUSED_INLINE_RULES = ("image", "autolink", "html_inline")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text of one look.

    ``href`` is a tel: or mailto: address. For a marker ``marker`` is the number of its citation, and ``occurrence``
    counts the markers of that number from 1.
    """

    text: str
    is_strong: bool = False
    is_emphasised: bool = False
    is_code: bool = False
    href: str | None = None
    marker: int | None = None
    occurrence: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph, or a heading: what is marked as one, or is a paragraph all in bold."""

    kind: Literal["paragraph", "heading"]
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem:
    """An item of a list; ``number`` is None without one.

    ``contact`` is shown in place of its text, ``theme`` beside it; both are for the view to set.
    """

    number: int | None
    blocks: "tuple[AnswerBlock, ...]"
    contact: ContactCard | None = None
    theme: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemList:
    """A list, with numbers or without."""

    items: tuple[ListItem, ...]
    is_ordered: bool
    kind: Literal["list"] = "list"


AnswerBlock = Paragraph | ItemList


def read_blocks(text: str, numbers: Collection[int]) -> tuple[AnswerBlock, ...]:
    """The blocks of an answer, in order; () for a blank one.

    Args:
        text: Markdown.
        numbers: Those of the citations; a marker of any other number is text.
    """
    tokens = _parser().parse(text, {"numbers": frozenset(str(number) for number in numbers)})
    return _Reader(tokens).read()


def runs_of(blocks: Sequence[AnswerBlock]) -> Iterator[Run]:
    """All runs of blocks, in the order of the text."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.runs
        else:
            for item in block.items:
                yield from runs_of(item.blocks)


class _Reader:
    """Turns tokens into blocks, one after the other."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._position = 0
        self._markers: Counter[int] = Counter()

    def read(self) -> tuple[AnswerBlock, ...]:
        """The blocks up to the token that closes what they stand in."""
        blocks: list[AnswerBlock] = []
        while self._position < len(self._tokens):
            token = self._next()
            if token.type in {"bullet_list_open", "ordered_list_open"}:
                blocks.append(ItemList(items=self._read_items(), is_ordered=token.type == "ordered_list_open"))
            elif token.type in {"heading_open", "paragraph_open"}:
                runs = self._read_runs(self._next().children or [])
                self._next()
                is_heading = token.type == "heading_open" or (len(runs) == 1 and runs[0].is_strong and not runs[0].href)
                if runs:
                    blocks.append(Paragraph(kind="heading" if is_heading else "paragraph", runs=runs))
            else:
                break
        return tuple(blocks)

    def _read_items(self) -> tuple[ListItem, ...]:
        items = []
        while (token := self._next()).type == "list_item_open":
            items.append(ListItem(number=int(token.info) if token.info else None, blocks=self.read()))
        return tuple(items)

    def _next(self) -> Token:
        self._position += 1
        return self._tokens[self._position - 1]

    def _read_runs(self, tokens: Sequence[Token]) -> tuple[Run, ...]:
        runs: list[Run] = []
        strong = emphasised = 0
        href: str | None = None
        for token in tokens:
            text, marker = token.content, None
            if token.type in {"strong_open", "strong_close"}:
                strong += token.nesting
            elif token.type in {"em_open", "em_close"}:
                emphasised += token.nesting
            elif token.type == "link_open":
                href = str(token.attrs.get("href", ""))
            elif token.type == "link_close":
                text = _address_beside(href or "", runs)
                href = None
            elif token.type in {"softbreak", "hardbreak"}:
                text = "\n" if token.type == "hardbreak" else " "
            elif token.type == "marker":
                marker = int(text)
                self._markers[marker] += 1
            if text:
                run = Run(
                    text=text,
                    is_strong=strong > 0,
                    is_emphasised=emphasised > 0,
                    is_code=token.type == "code_inline",
                    href=href if href and _LINK.fullmatch(href) else None,
                    marker=marker,
                    occurrence=0 if marker is None else self._markers[marker],
                )
                _add(runs, run)
        return tuple(runs)


def _address_beside(href: str, runs: Sequence[Run]) -> str:
    """The address of a link that is not followed, for a reader to see; "" where it is its text."""
    return "" if _LINK.fullmatch(href) or not href or (runs and runs[-1].text == href) else f" ({href})"


def _add(runs: list[Run], run: Run) -> None:
    """Adds a run, to the one before it where they look the same."""
    if runs and run.marker is None and runs[-1].marker is None:
        before = runs[-1]
        look = (before.is_strong, before.is_emphasised, before.is_code, before.href)
        if look == (run.is_strong, run.is_emphasised, run.is_code, run.href):
            runs[-1] = Run(
                text=before.text + run.text,
                is_strong=run.is_strong,
                is_emphasised=run.is_emphasised,
                is_code=run.is_code,
                href=run.href,
            )
            return
    runs.append(run)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).disable([*_UNUSED_RULES, *_UNUSED_INLINE_RULES])
    # It would join what was escaped to its neighbours; apart, "\[1]" cannot be taken for a marker.
    parser.core.ruler.disable("text_join")
    parser.inline.ruler.before("link", "marker", _read_marker)
    return parser


def _read_marker(state: StateInline, silent: bool) -> bool:
    """Takes "[1]" for a marker, when there is a citation 1; Markdown calls it at every "["."""
    found = MARKER.match(state.src, state.pos)
    if found is None or state.linkLevel or found[1] not in state.env["numbers"]:
        return False
    if not silent:
        state.push("marker", "", 0).content = found[1]
    state.pos = found.end()
    return True
