r"""Example questions beside a page: which of its statements answers them, and which ones it leaves open.

A page ``sivu.fi.md`` may have ``sivu.fi.questions.txt`` next to it. A statement of the page stands on a line of its
own, as it stands on the page, and below it the questions that it answers, each behind "? ". Below the line "! not on
the page" stand questions that are near the page's subject and that it does not answer. Lines behind "#" are remarks.

    The city joined the model in 2016.
    ? Since when has the city taken part?
    ? When did we join?

    ! not on the page
    ? Who signed the application?
"""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from knowledge.layout import LIST_MARKER
from knowledge.reading import FileError, read_text
from knowledge.schema import ExampleQuestion

SUFFIX = ".questions.txt"
_OPEN = "! not on the page"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionProblem:
    """What is left out, and why; ``line`` counts from 1, None when it is not about a line."""

    line: int | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionList:
    """The questions of a page in the file's order, and what was left out."""

    questions: tuple[ExampleQuestion, ...] = ()
    problems: tuple[QuestionProblem, ...] = ()


def is_question_list(path: Path) -> bool:
    """Whether a file holds example questions, by its name."""
    return path.name.lower().endswith(SUFFIX)


def question_list_of(page: Path) -> Path:
    """Where a page's example questions stand: "sivu.fi.questions.txt" for "sivu.fi.md"."""
    return page.with_suffix(SUFFIX)


def load_example_questions(page: Path, page_text: str) -> QuestionList:
    """The example questions beside a page; an empty list when it has none, or one that cannot be read.

    Args:
        page: The page's file.
        page_text: The text of the document that was made of it.
    """
    path = question_list_of(page)
    # Asked without following links, so that one that leads nowhere is told; a name too long for a file is none.
    if not os.path.lexists(path):
        return QuestionList()
    try:
        return parse_example_questions(read_text(path), page_text)
    except FileError as error:
        return QuestionList(problems=(QuestionProblem(line=error.line, reason=error.reason),))


def parse_example_questions(text: str, page_text: str) -> QuestionList:
    """The questions of a list; those under a statement that the page does not have are left out and told."""
    questions: list[ExampleQuestion] = []
    problems: list[QuestionProblem] = []
    # Where the statement stands that answers what follows; None for what the page leaves open.
    start_char: int | None = None
    is_placed = False
    for number, line in _lines(text):
        if line.startswith("?"):
            if is_placed and line[1:].strip():
                questions.append(ExampleQuestion(text=line[1:].strip(), start_char=start_char))
        elif line.startswith("!"):
            start_char, is_placed = None, line == _OPEN
            if not is_placed:
                problems.append(QuestionProblem(line=number, reason=f"Write {_OPEN!r} instead of {line!r}."))
        else:
            start_char = _find(line, page_text)
            is_placed = start_char is not None
            if not is_placed:
                reason = f"The page does not have this statement: {line!r}. Copy it from the page as it is now."
                problems.append(QuestionProblem(line=number, reason=reason))
    return QuestionList(questions=tuple(questions), problems=tuple(problems))


def _lines(text: str) -> Iterable[tuple[int, str]]:
    """The lines that say something, with their numbers from 1."""
    for number, line in enumerate(map(str.strip, text.split("\n")), start=1):
        if line and not line.startswith("#"):
            yield number, line


def _find(statement: str, page_text: str) -> int | None:
    """Where a statement starts, however its white space is broken, list mark left out; None when it is not there."""
    words = r"\s+".join(re.escape(word) for word in statement.split())
    found = re.search(rf"(?<!\w){words}(?!\w)", page_text)
    if found is None:
        return None
    mark = LIST_MARKER.match(page_text, found.start(), found.end())
    return mark.end() if mark else found.start()
