"""What visitors think of answers: kept when they say so, for a year, with nothing about who they are."""

import json
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from bot.errors import KeepingError
from bot.json_form import answer_to_json
from bot.keeping.database import Database, Row
from bot.schema import MAX_QUESTION_CHARS, Answer, AnswerStatus
from index.json_form import JsonFormError, from_json
from knowledge.languages import find_words
from knowledge.schema import LANGUAGES, Language

MAX_WORDS_CHARS = 1000
MAX_ENTRIES = 100_000
MAX_TURNS = 20
KEPT_DAYS = 365
# How many words of a search count.
_MAX_SOUGHT_WORDS = 10
# What SQLite can count to.
_MAX_NUMBER = 2**63 - 1

_TABLES = """
CREATE TABLE IF NOT EXISTS feedback (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    given_at TEXT NOT NULL,
    question TEXT NOT NULL,
    history TEXT NOT NULL,
    language TEXT NOT NULL,
    status TEXT NOT NULL,
    answer TEXT NOT NULL,
    verdict TEXT NOT NULL,
    words TEXT,
    generation TEXT,
    handled_at TEXT,
    handled_by TEXT,
    searched TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS feedback_given_at ON feedback (given_at);
"""
_COLUMNS = (
    "number, given_at, question, history, language, status, answer, verdict, words, generation, handled_at, handled_by"
)


class Verdict(StrEnum):
    """What a visitor says of an answer; ``missing`` that staff should know what could not be answered."""

    UP = "up"
    DOWN = "down"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackEntry:
    """An answer and what a visitor said of it.

    ``given_at`` is UTC. ``history`` holds the questions before, oldest first. ``answer_json`` is the JSON form of the
    answer, ``generation`` the index it was made from. ``handled_by`` is the account that has seen to it, with the time.
    """

    number: int
    given_at: datetime
    question: str
    history: tuple[str, ...]
    language: Language
    status: AnswerStatus
    answer_json: str
    verdict: Verdict
    words: str | None
    generation: str | None
    handled_at: datetime | None
    handled_by: str | None

    @property
    def answer(self) -> Answer:
        """The answer as it was given.

        Raises:
            KeepingError: It was kept in a form that this version does not read.
        """
        try:
            return from_json(Answer, self.answer_json)
        except JsonFormError as error:
            raise KeepingError(
                f"the answer of feedback {self.number} cannot be read ({error}); another version of lykbot has kept it"
            ) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackFilter:
    """Which entries are wanted; None and "" stand for any.

    ``unanswered`` wants those that say that a question was not answered. Every one of ``words`` has to begin a word of
    the question, the answer or what the visitor wrote.
    """

    verdict: Verdict | None = None
    language: Language | None = None
    status: AnswerStatus | None = None
    is_handled: bool | None = None
    unanswered: bool = False
    words: str = ""


ANY = FeedbackFilter()


def _now() -> datetime:
    return datetime.now(UTC)


class FeedbackLog:
    """The feedback in a database.

    Args:
        database: Where it is.
        max_entries: How many there may be.
        now: The time.

    Raises:
        KeepingError: From any method, when the database cannot be used.
    """

    def __init__(
        self, database: Database, *, max_entries: int = MAX_ENTRIES, now: Callable[[], datetime] = _now
    ) -> None:
        self._database = database
        self._max_entries = max_entries
        self._now = now
        database.prepare(_TABLES)

    def add(
        self,
        *,
        answer: Answer,
        history: tuple[str, ...],
        verdict: Verdict,
        words: str | None = None,
        generation: str | None = None,
    ) -> int:
        """Keeps what a visitor says of an answer, and gives the entry's number; entries of a year ago are removed.

        Args:
            answer: The answer, as the visitor saw it.
            history: The questions before, oldest first; the last `MAX_TURNS` are kept.
            verdict: What the visitor says.
            words: What the visitor writes, at most `MAX_WORDS_CHARS` characters.
            generation: The index that the answer was made from.

        Raises:
            KeepingError: The words are too long, or there is no room for another entry.
        """
        said = _clean(words or "").strip()
        if len(said) > MAX_WORDS_CHARS:
            raise KeepingError(
                f"the words given have {len(said)} characters; at most {MAX_WORDS_CHARS} are kept: shorten them"
            )
        question = _clean(answer.question)[:MAX_QUESTION_CHARS]
        turns = [_clean(turn)[:MAX_QUESTION_CHARS] for turn in history[-MAX_TURNS:]]
        now = self._now().astimezone(UTC)
        values = (
            write_time(now),
            question,
            json.dumps(turns, ensure_ascii=False),
            answer.language,
            answer.status.value,
            answer_to_json(replace(answer, question=question)),
            verdict.value,
            said or None,
            generation,
            _fold(" ".join((question, answer.text, said))),
        )
        with self._database.write() as cursor:
            cursor.execute("DELETE FROM feedback WHERE given_at < ?", (write_time(now - timedelta(days=KEPT_DAYS)),))
            (count,) = cursor.execute("SELECT count(*) FROM feedback").fetchone()
            if count >= self._max_entries:
                raise KeepingError(
                    f"there are {count} entries of feedback, and no more are kept; there is room again when the oldest "
                    f"are {KEPT_DAYS} days old"
                )
            cursor.execute(
                "INSERT INTO feedback (given_at, question, history, language, status, answer, verdict, words, "
                "generation, searched) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values,
            )
            return int(cursor.lastrowid or 0)

    def entries(
        self, wanted: FeedbackFilter = ANY, *, limit: int = 50, offset: int = 0, below: int | None = None
    ) -> tuple[FeedbackEntry, ...]:
        """The entries that are wanted, newest first.

        Args:
            wanted: Which.
            limit: How many at most.
            offset: How many of the newest are passed over.
            below: Only entries with a smaller number.
        """
        where, values = _condition(wanted, below)
        rows = self._database.read(
            f"SELECT {_COLUMNS} FROM feedback WHERE {where} ORDER BY number DESC LIMIT ? OFFSET ?",
            *values,
            max(limit, 0),
            min(max(offset, 0), _MAX_NUMBER),
        )
        return tuple(_read_entry(row) for row in rows)

    def count(self, wanted: FeedbackFilter = ANY) -> int:
        """How many entries are wanted."""
        where, values = _condition(wanted, None)
        ((count,),) = self._database.read(f"SELECT count(*) FROM feedback WHERE {where}", *values)
        return int(count)

    def entry(self, number: int) -> FeedbackEntry | None:
        """The entry of a number; None when there is none."""
        if not 0 < number <= _MAX_NUMBER:
            return None
        rows = self._database.read(f"SELECT {_COLUMNS} FROM feedback WHERE number = ?", number)
        return _read_entry(rows[0]) if rows else None

    def mark_handled(self, number: int, account: str, is_handled: bool) -> bool:
        """Notes that an account has seen to an entry, or that it is open again; False when that was so already."""
        if not 0 < number <= _MAX_NUMBER:
            return False
        handled = (write_time(self._now()), account) if is_handled else (None, None)
        with self._database.write() as cursor:
            cursor.execute(
                "UPDATE feedback SET handled_at = ?, handled_by = ? WHERE number = ? AND (handled_at IS NULL) = ?",
                (*handled, number, is_handled),
            )
            return cursor.rowcount > 0


def _condition(wanted: FeedbackFilter, below: int | None) -> tuple[str, tuple[object, ...]]:
    """The filter as a condition with its values."""
    tests: list[str] = ["1"]
    values: list[object] = []
    for column, value in (("verdict", wanted.verdict), ("language", wanted.language), ("status", wanted.status)):
        if value is not None:
            tests.append(f"{column} = ?")
            values.append(str(value))
    if wanted.is_handled is not None:
        tests.append(f"handled_at IS {'NOT ' if wanted.is_handled else ''}NULL")
    if wanted.unanswered:
        tests.append("status <> ? AND verdict <> ?")
        values += [AnswerStatus.ANSWERED.value, Verdict.UP.value]
    for word in _fold(wanted.words).split()[:_MAX_SOUGHT_WORDS]:
        tests.append("instr(searched, ?) > 0")
        values.append(f" {word}")
    if below is not None:
        tests.append("number < ?")
        values.append(below)
    return " AND ".join(tests), tuple(values)


def _read_entry(row: Row) -> FeedbackEntry:
    number, given_at, question, history, language, status, answer, verdict, words, generation, handled_at, by = row
    return FeedbackEntry(
        number=number,
        given_at=datetime.fromisoformat(given_at),
        question=question,
        history=tuple(json.loads(history)),
        language=next(known for known in LANGUAGES if known == language),
        status=AnswerStatus(status),
        answer_json=answer,
        verdict=Verdict(verdict),
        words=words,
        generation=generation,
        handled_at=datetime.fromisoformat(handled_at) if handled_at else None,
        handled_by=by,
    )


def _fold(text: str) -> str:
    """The words of a text, each behind a space, for looking words up in any case."""
    folded = unicodedata.normalize("NFC", _clean(text).casefold())
    return "".join(f" {word.text}" for word in find_words(folded))


def _clean(text: str) -> str:
    """Text in NFC that can be stored and shown: without controls, and without halves of characters."""
    whole = text.encode("utf-8", errors="replace").decode("utf-8")
    kept = (c for c in whole.replace("\r\n", "\n") if c in "\n\t" or unicodedata.category(c) != "Cc")
    return unicodedata.normalize("NFC", "".join(kept))


def write_time(moment: datetime) -> str:
    """A moment as it is kept, in UTC: "2026-01-31T12:30:05+00:00", which sorts as times do."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
