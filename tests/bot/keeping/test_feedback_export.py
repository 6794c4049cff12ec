"""Feedback as a table: every entry, every column, and nothing in it that a spreadsheet would run."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.keeping.feedback import FeedbackFilter, Verdict
from bot.keeping.feedback_export import CSV_COLUMNS, defuse, write_csv
from tests.bot.keeping.given_feedback import make_answer, open_log


def read(parts: list[bytes]) -> list[list[str]]:
    text = b"".join(parts).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_rows(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    log.add(answer=make_answer(), history=("Yksi?", "Kaksi?"), verdict=Verdict.UP, generation="g1")
    log.add(answer=make_answer('"Miksi", å?'), history=(), verdict=Verdict.DOWN, words="=1+1\nkaksi")
    log.mark_handled(1, "anna", True)
    parts = list(write_csv(log, FeedbackFilter(), CSV_COLUMNS))
    assert parts[0].startswith(b"\xef\xbb\xbf")
    headings, newest, oldest = read(parts)
    assert headings == list(CSV_COLUMNS)
    assert newest[3] == "'=1+1\nkaksi"
    assert newest[6] == '"Miksi", å?'
    assert oldest == [
        "1", "2026-03-01T12:00:00+00:00", "up", "", "fi", "answered", "Mitkä ovat Kuopion tavoitteet?",
        "Yksi?\nKaksi?", "Kolme. [1]", "kuopio/sivu.fi", "g1", "2026-03-01T12:00:00+00:00", "anna",
    ]  # fmt: skip


def test_only_what_is_wanted_is_in_it(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    for verdict in (Verdict.UP, Verdict.DOWN, Verdict.UP):
        log.add(answer=make_answer(), history=(), verdict=verdict)
    rows = read(list(write_csv(log, FeedbackFilter(verdict=Verdict.UP), CSV_COLUMNS)))
    assert [row[0] for row in rows[1:]] == ["3", "1"]


def test_many_entries_are_read_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.keeping.feedback_export._ROWS_AT_ONCE", 2)
    log = open_log(tmp_path)
    for _ in range(5):
        log.add(answer=make_answer(), history=(), verdict=Verdict.UP)
    parts = list(write_csv(log, FeedbackFilter(), CSV_COLUMNS))
    assert len(parts) == 4
    assert [row[0] for row in read(parts)[1:]] == ["5", "4", "3", "2", "1"]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+358", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u00a0=1", "＝1", "=", "-"]
)
def test_what_begins_like_a_formula_is_defused(cell: str) -> None:
    assert defuse(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", " ", "a=1", "040 123", "'=1", "å"])
def test_everything_else_stays(cell: str) -> None:
    assert defuse(cell) == cell


@given(cell=st.text(max_size=20))
def test_no_cell_begins_a_formula(cell: str) -> None:
    assert defuse(cell).strip()[:1] not in {"=", "+", "-", "@"}
