"""Goals in tables: a column of goals, or rows in a section about goals."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from knowledge.display import display_text
from knowledge.facts.goal_leads import GoalLead, find_label, heading_lead, leads_above, read_heading
from knowledge.facts.goal_lists import announcement, paragraphs_above
from knowledge.facts.goal_statements import StatedGoal, StatedList, number_of, trim
from knowledge.schema import Block, Document, Section, Span

HEADER_MAX_WORDS = 5
_DELIMITER_LINE = re.compile(r"\s*\|?[\s|:-]*-{2,}[\s|:-]*\n")
_CELL_ENDS = (re.compile(r"(?<!\\)\|"), re.compile(r"\t+"), re.compile(r" {3,}"))


def tabled_goals(document: Document, section: Section) -> Iterator[StatedList]:
    """The goals of tables: the cells under a heading about goals, or, in a section about goals, the first texts."""
    blocks = [block for block in section.blocks if block.kind != "noise"]
    for is_table, group in groupby(blocks, key=lambda block: block.kind == "table_row"):
        rows = tuple(group)
        if not is_table or len(rows) < 2:
            continue
        cells = tuple(_cells(document.text, row) for row in rows)
        column = next((i for i, cell in enumerate(cells[0]) if _names_goals(document, cell)), None)
        above = paragraphs_above(section, section.blocks.index(rows[0]))
        intro = announcement(document, above, len(rows) - 1)
        if column is None and intro is None and heading_lead(document, section) is None:
            continue
        has_header = column is not None or bool(_DELIMITER_LINE.match(document.text, _line_end(document.text, rows[0])))
        goals = [_goal_of_row(document, row, column) for row in cells[1 if has_header else 0 :]]
        header = _cell_lead(document, cells[0][column]) if column is not None else None
        leads = (*((header,) if header else ()), *((intro,) if intro else ()), *leads_above(document, section))
        # A cell repeated from the row above is one goal with several measures.
        distinct = [
            goal
            for i, goal in enumerate(goals)
            if goal is not None and (i == 0 or not _same_words(document.text, goal, goals[i - 1]))
        ]
        yield StatedList(leads=leads, goals=tuple(distinct))


def _cells(text: str, row: Block) -> tuple[Span, ...]:
    """The cells of a row without white space around them; an empty one is a span of no length."""
    line = text[row.start_char : row.end_char]
    pattern = next((pattern for pattern in _CELL_ENDS if pattern.search(line)), _CELL_ENDS[0])
    ends = [*pattern.finditer(line)]
    bounds = zip((0, *(m.end() for m in ends)), (*(m.start() for m in ends), len(line)), strict=True)
    return tuple(trim(text, row.start_char + start, row.start_char + end, marks=False) for start, end in bounds)


def _line_end(text: str, block: Block) -> int:
    end = text.find("\n", block.end_char)
    return len(text) if end < 0 else end + 1


def _cell_lead(document: Document, cell: Span) -> GoalLead | None:
    text = display_text(document.text[cell.start_char : cell.end_char])
    return read_heading(text, document.language) if len(text.split()) <= HEADER_MAX_WORDS else None


def _names_goals(document: Document, cell: Span) -> bool:
    return _cell_lead(document, cell) is not None


def _goal_of_row(document: Document, row: Sequence[Span], column: int | None) -> StatedGoal | None:
    """The goal of a table's row: the cell of the column, or the first that is a text; None where that is empty."""
    texts = [document.text[cell.start_char : cell.end_char] for cell in row]
    numbers = [int(text.strip(" .*")) for text in texts[:1] if re.fullmatch(r"[\s*]*\d{1,2}[.\s*]*", text)]
    if column is None:
        column = next((i for i, text in enumerate(texts) if sum(map(str.isalpha, text)) > 2), None)
    if column is None or column >= len(row) or not texts[column]:
        return None
    label = find_label(texts[column], document.language)
    start = row[column].start_char + (label.end_char if label else 0)
    number = label.number if label else number_of(texts[column]) or next(iter(numbers), None)
    goal = trim(document.text, start, row[column].end_char)
    return StatedGoal.of(goal, number) if goal.end_char > goal.start_char else None


def _same_words(text: str, goal: StatedGoal, other: StatedGoal | None) -> bool:
    return other is not None and text[goal.start_char : goal.end_char] == text[other.start_char : other.end_char]
