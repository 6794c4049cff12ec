"""Goals as they stand on a page, before it is settled which lists count; and cutting their words out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.facts.goal_leads import GoalLead
from knowledge.layout import ends_sentence, starts_lower
from knowledge.schema import Block, Located, Section, Span

LINE_MAX_CHARS = 220  # of lines that may be goals of their own
_NUMBER = re.compile(r"[\s*_]*\(?(\d{1,2})\\?[.)][*_]*\s")
_LEAD_WORDS = re.compile(r"\s*(\*\*|__)[^*_\n]{1,60}?(?:[.:]\1|\1:)\s+(?=\w+\W+\w)")
_FINAL_JOINING = re.compile(r"(?<![^\s,;])(?:ja|sekä|samt|och|and|as well as)\Z")
_FIRST_JOINING = re.compile(r"\s*(?:ja|sekä|samt|och|and)\s")
_RUN_IN = re.compile(r"(\*{1,3}|_{1,3})(?=\S)(?P<words>(?:(?!\1)[^\n]){1,160})(?<=\S)\1[.:]?(?=\s|\\\s|\Z)")
_HARD_BREAKS = ("\\", "  ")  # Markdown's signs for a new line
_MARKS = ("***", "**", "__", "*", "_")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedGoal:
    """The words of one goal; ``number`` is what the page numbers it, None when it does not.

    ``topic`` is where else the page says what it is about: the name of its group, or the text below it.
    """

    start_char: int
    end_char: int
    number: int | None
    topic: Span | None = None

    @classmethod
    def of(cls, span: Located, number: int | None, topic: Located | None = None) -> "StatedGoal":
        """The goal in a stretch of text."""
        about = Span(start_char=topic.start_char, end_char=topic.end_char) if topic else None
        return cls(start_char=span.start_char, end_char=span.end_char, number=number, topic=about)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedList:
    """Goals that are stated together, in order, with what announces them, nearest first."""

    leads: tuple[GoalLead, ...]
    goals: tuple[StatedGoal, ...]


def has_list(section: Section) -> bool:
    """Whether a section holds a list or a table."""
    return any(block.kind in {"list_item", "table_row"} for block in section.blocks)


def run_in_heading(text: str, block: Block) -> re.Match[str] | None:
    """The words in bold (group "words") that open a paragraph ("**Safety.** Every child ..."); None without."""
    return _RUN_IN.match(text, block.start_char, block.end_char) if block.kind == "paragraph" else None


def number_of(text: str) -> int | None:
    """The number a text begins with ("1. Osallisuus", "**2)** Turva"); None without."""
    match = _NUMBER.match(text)
    return int(match[1]) if match else None


def trim(text: str, start_char: int, end_char: int, *, marks: bool = True) -> Span:
    """A stretch without the white space around it, and without number, lead words, emphasis marks and final commas.

    Args:
        text: The whole text.
        start_char: Where the stretch begins.
        end_char: Where it ends.
        marks: Whether to take numbers, lead words in bold ("**Safety.** Every child ...") and marks away, too.
    """
    part = text[start_char:end_char]
    if marks:
        part = part.rstrip().rstrip(",;")
        if match := _NUMBER.match(part):
            start_char += match.end()
            part = part[match.end() :]
        if lead := _LEAD_WORDS.match(part):
            start_char += lead.end()
            part = part[lead.end() :]
        for mark in _MARKS:
            stripped = part.strip()
            inner = stripped.removeprefix(mark).removesuffix(mark)
            # Around the whole, or a lone one whose other half stood with the number.
            if inner.strip() and mark not in inner and inner != stripped:
                start_char += part.find(stripped) + len(mark) * stripped.startswith(mark)
                part = inner
    start_char += len(part) - len(part.lstrip())
    return Span(start_char=start_char, end_char=start_char + len(part.strip()))


def lines_of(text: str, block: Block) -> Sequence[Span]:
    """The lines of a block where each seems to stand for itself; else the block as one."""
    whole = (Span(start_char=block.start_char, end_char=block.end_char),)
    matches = [*re.finditer(r"[^\n]*[^\s\\][^\n]*", text[block.start_char : block.end_char])]
    lines = [
        trim(text, start := block.start_char + match.start(), start + len(match[0].removesuffix("\\")), marks=False)
        for match in matches
    ]
    contents = [text[line.start_char : line.end_char] for line in lines]
    alone = all(len(content) <= LINE_MAX_CHARS and not starts_lower(content) for content in contents) and all(
        ends_sentence(content) or content.endswith((":", ";", ",")) or match[0].endswith(_HARD_BREAKS)
        for content, match in zip(contents[:-1], matches, strict=False)
    )
    return lines if len(lines) > 1 and alone else whole


def cut_item(text: str, start_char: int, end_char: int) -> Span:
    """One item without what joins it to its neighbours, and without the full stop of the last."""
    if joining := _FIRST_JOINING.match(text, start_char, end_char):
        start_char = joining.end()
    part = text[start_char:end_char].rstrip()
    part = part[:-1] if part.endswith(".") and not part.endswith("..") else part
    part = _FINAL_JOINING.sub("", part.rstrip(" ,;\n\t")).rstrip(" ,;\n\t")
    return trim(text, start_char, start_char + len(part))
