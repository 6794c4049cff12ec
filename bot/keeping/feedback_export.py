"""Feedback as a table for a spreadsheet, in which nothing that a visitor wrote takes effect."""

import csv
import io
import json
from collections.abc import Iterator, Sequence

from bot.keeping.feedback import FeedbackEntry, FeedbackFilter, FeedbackLog, write_time

CSV_COLUMNS = (
    "number",
    "given_at",
    "verdict",
    "words",
    "language",
    "status",
    "question",
    "history",
    "answer",
    "sources",
    "generation",
    "handled_at",
    "handled_by",
)
_ROWS_AT_ONCE = 200
# Excel takes a file without it for one in the machine's own code page.
_BYTE_ORDER_MARK = "\ufeff"
# What begins a formula (https://owasp.org/www-community/attacks/CSV_Injection); some programs fold wide forms.
_FORMULA_MARKS = frozenset("=+-@\t\r\n＝＋－＠")


def write_csv(log: FeedbackLog, wanted: FeedbackFilter, headings: Sequence[str]) -> Iterator[bytes]:
    """The entries that are wanted as a file in parts, newest first: UTF-8, cells parted by commas and quoted.

    Args:
        log: The feedback.
        wanted: Which of it.
        headings: What the columns are called, in the order of `CSV_COLUMNS`.
    """
    yield _write_rows([headings], before=_BYTE_ORDER_MARK)
    below: int | None = None
    while entries := log.entries(wanted, limit=_ROWS_AT_ONCE, below=below):
        yield _write_rows([_row(entry) for entry in entries])
        below = entries[-1].number


def defuse(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: behind an apostrophe where it begins like one."""
    begins = cell.lstrip(" \u00a0\u3000\ufeff")[:1] or cell[:1]
    return f"'{cell}" if begins in _FORMULA_MARKS and begins else cell


def _write_rows(rows: Sequence[Sequence[str]], before: str = "") -> bytes:
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows([map(defuse, row) for row in rows])
    return (before + file.getvalue()).encode("utf-8")


def _row(entry: FeedbackEntry) -> tuple[str, ...]:
    # Read as JSON only, so that an answer kept by another version is exported as well.
    fields = json.loads(entry.answer_json)
    sources = dict.fromkeys(citation["document_id"] for citation in fields["citations"])
    return (
        str(entry.number),
        write_time(entry.given_at),
        entry.verdict.value,
        entry.words or "",
        entry.language,
        entry.status.value,
        entry.question,
        "\n".join(entry.history),
        fields["text"],
        "\n".join(sources),
        entry.generation or "",
        write_time(entry.handled_at) if entry.handled_at else "",
        entry.handled_by or "",
    )
