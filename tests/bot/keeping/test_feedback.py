"""Feedback is kept as it was given, for a year and not without end, with nothing that tells who gave it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import KeepingError
from bot.keeping.database import Database
from bot.keeping.feedback import (
    MAX_TURNS,
    MAX_WORDS_CHARS,
    FeedbackFilter,
    FeedbackLog,
    Verdict,
)
from bot.schema import MAX_QUESTION_CHARS, AnswerStatus
from tests.bot.keeping.given_feedback import START, Calendar, make_answer, open_log


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def log(tmp_path: Path, calendar: Calendar) -> FeedbackLog:
    return open_log(tmp_path, calendar)


def numbers(log: FeedbackLog, wanted: FeedbackFilter) -> list[int]:
    return [entry.number for entry in log.entries(wanted)]


def test_an_entry_is_what_was_given(log: FeedbackLog) -> None:
    answer = make_answer()
    number = log.add(
        answer=answer, history=("Entä Kuopio?",), verdict=Verdict.DOWN, words="  Liian lyhyt  ", generation="g1"
    )
    entry = log.entry(number)
    assert entry is not None
    assert (entry.question, entry.history, entry.language) == (answer.question, ("Entä Kuopio?",), "fi")
    assert (entry.status, entry.verdict, entry.words) == (AnswerStatus.ANSWERED, Verdict.DOWN, "Liian lyhyt")
    assert (entry.given_at, entry.generation) == (START, "g1")
    assert (entry.handled_at, entry.handled_by) == (None, None)
    assert entry.answer == answer


def test_it_is_there_after_a_restart(tmp_path: Path) -> None:
    number = open_log(tmp_path).add(answer=make_answer(), history=(), verdict=Verdict.UP)
    assert open_log(tmp_path).entry(number) is not None


def test_nothing_else_is_kept(tmp_path: Path, log: FeedbackLog) -> None:
    log.add(answer=make_answer(), history=(), verdict=Verdict.UP)
    columns = [row[1] for row in Database(tmp_path / "kept.sqlite").read("PRAGMA table_info(feedback)")]
    assert columns == [
        "number", "given_at", "question", "history", "language", "status", "answer", "verdict", "words", "generation",
        "handled_at", "handled_by", "searched",
    ]  # fmt: skip


def test_blank_words_are_none(log: FeedbackLog) -> None:
    entry = log.entry(log.add(answer=make_answer(), history=(), verdict=Verdict.UP, words=" \r\n "))
    assert entry is not None
    assert entry.words is None


def test_words_that_are_too_long_are_refused(log: FeedbackLog) -> None:
    log.add(answer=make_answer(), history=(), verdict=Verdict.UP, words="a" * MAX_WORDS_CHARS)
    with pytest.raises(KeepingError, match=r"1001 characters; at most 1000"):
        log.add(answer=make_answer(), history=(), verdict=Verdict.UP, words="a" * (MAX_WORDS_CHARS + 1))
    assert log.count() == 1


def test_what_a_visitor_sends_is_bounded(log: FeedbackLog) -> None:
    long = "b" * (MAX_QUESTION_CHARS + 500)
    number = log.add(answer=make_answer(question=long), history=(long,) * 30, verdict=Verdict.DOWN)
    entry = log.entry(number)
    assert entry is not None
    assert entry.question == entry.answer.question == "b" * MAX_QUESTION_CHARS
    assert entry.history == ("b" * MAX_QUESTION_CHARS,) * MAX_TURNS


@pytest.mark.parametrize("number", [0, -1, 7, 2**63, 10**30])
def test_a_number_that_is_none(log: FeedbackLog, number: int) -> None:
    assert log.entry(number) is None
    assert not log.mark_handled(number, "anna", True)


# --- Which ones ---


@pytest.fixture
def filled(log: FeedbackLog) -> FeedbackLog:
    missing = AnswerStatus.NOT_IN_SOURCES
    log.add(answer=make_answer(), history=(), verdict=Verdict.UP)
    log.add(answer=make_answer("Vad ÄR målet?", "sv"), history=(), verdict=Verdict.DOWN, words="Ålder saknas")
    log.add(answer=make_answer("Who pays?", "en", missing, "Not said."), history=(), verdict=Verdict.MISSING)
    log.add(answer=make_answer("Why?", "en", missing, "Not said."), history=(), verdict=Verdict.UP)
    log.mark_handled(2, "anna", True)
    return log


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (FeedbackFilter(), [4, 3, 2, 1]),
        (FeedbackFilter(verdict=Verdict.UP), [4, 1]),
        (FeedbackFilter(language="sv"), [2]),
        (FeedbackFilter(status=AnswerStatus.NOT_IN_SOURCES), [4, 3]),
        (FeedbackFilter(is_handled=True), [2]),
        (FeedbackFilter(is_handled=False, language="en"), [4, 3]),
        (FeedbackFilter(unanswered=True), [3]),
        (FeedbackFilter(words="är"), [2]),
        (FeedbackFilter(words="ÅLD mål"), [2]),
        (FeedbackFilter(words="pays said"), [3]),
        (FeedbackFilter(words="ays"), []),
        (FeedbackFilter(words="%"), [4, 3, 2, 1]),
        (FeedbackFilter(words="' OR 1=1 --"), []),
    ],
)
def test_the_filter(filled: FeedbackLog, wanted: FeedbackFilter, found: list[int]) -> None:
    assert numbers(filled, wanted) == found
    assert filled.count(wanted) == len(found)


def test_paging(filled: FeedbackLog) -> None:
    assert [entry.number for entry in filled.entries(limit=2)] == [4, 3]
    assert [entry.number for entry in filled.entries(limit=2, offset=2)] == [2, 1]
    assert [entry.number for entry in filled.entries(below=3)] == [2, 1]
    assert filled.entries(offset=10**30) == ()


def test_handling_is_noted_once(filled: FeedbackLog, calendar: Calendar) -> None:
    calendar.wait(hours=1)
    assert filled.mark_handled(1, "anna", True)
    assert not filled.mark_handled(1, "maija", True)
    entry = filled.entry(1)
    assert entry is not None
    assert (entry.handled_by, entry.handled_at) == ("anna", calendar.now)
    assert filled.mark_handled(1, "maija", False)
    assert not filled.mark_handled(1, "maija", False)
    reopened = filled.entry(1)
    assert reopened is not None
    assert (reopened.handled_by, reopened.handled_at) == (None, None)


# --- Bounds ---


def test_entries_go_after_a_year(log: FeedbackLog, calendar: Calendar) -> None:
    log.add(answer=make_answer(), history=(), verdict=Verdict.UP)
    calendar.wait(days=365)
    log.add(answer=make_answer(), history=(), verdict=Verdict.UP)
    assert numbers(log, FeedbackFilter()) == [2, 1]
    calendar.wait(seconds=1)
    log.add(answer=make_answer(), history=(), verdict=Verdict.UP)
    assert numbers(log, FeedbackFilter()) == [3, 2]


def test_there_is_room_for_so_many(tmp_path: Path, calendar: Calendar) -> None:
    log = open_log(tmp_path, calendar, max_entries=2)
    for _ in range(2):
        log.add(answer=make_answer(), history=(), verdict=Verdict.UP)
    with pytest.raises(KeepingError, match="there are 2 entries of feedback, and no more are kept"):
        log.add(answer=make_answer(), history=(), verdict=Verdict.UP)
    calendar.wait(days=366)
    # The old ones make room, and their numbers are not given again.
    assert log.add(answer=make_answer(), history=(), verdict=Verdict.UP) == 3


def test_an_answer_of_another_version_is_told(tmp_path: Path, log: FeedbackLog) -> None:
    number = log.add(answer=make_answer(), history=(), verdict=Verdict.UP)
    with Database(tmp_path / "kept.sqlite").write() as cursor:
        cursor.execute("UPDATE feedback SET answer = '{}'")
    entry = log.entry(number)
    assert entry is not None
    with pytest.raises(KeepingError, match=f"the answer of feedback {number} cannot be read"):
        _ = entry.answer


# --- Any text ---


@given(text=st.text(max_size=50))
def test_any_text_is_kept_and_found_again(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    log = open_log(tmp_path_factory.mktemp("log"))
    number = log.add(answer=make_answer(text + "åäö"), history=(text,), verdict=Verdict.DOWN, words=text)
    entry = log.entry(number)
    assert entry is not None
    assert entry.answer.question == entry.question
    assert "\x00" not in entry.question
    assert numbers(log, FeedbackFilter(words=entry.question)) == [number]


@given(text=st.text(max_size=50))
def test_any_filter_is_answered(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    log = open_log(tmp_path_factory.mktemp("log"))
    assert log.entries(FeedbackFilter(words=text)) == ()


def test_letters_with_combining_marks_are_those_without(log: FeedbackLog) -> None:
    log.add(answer=make_answer("Missa\u0308 pa\u0308iva\u0308koti?"), history=(), verdict=Verdict.DOWN)
    assert numbers(log, FeedbackFilter(words="PÄIVÄKOTI")) == [1]
