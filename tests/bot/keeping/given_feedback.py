"""Made-up feedback for tests of what is made of it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.json_form import answer_to_json
from bot.keeping.database import Database
from bot.keeping.feedback import FeedbackEntry, FeedbackLog, Verdict
from bot.schema import Answer, AnswerStatus, Citation
from knowledge.schema import Language

START = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


class Calendar:
    """A time that passes when a test says so."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def wait(self, **parts: float) -> None:
        self.now += timedelta(**parts)


def open_log(folder: Path, calendar: Calendar | None = None, *, max_entries: int = 1000) -> FeedbackLog:
    """A log in a database of its own."""
    return FeedbackLog(Database(folder / "kept.sqlite"), max_entries=max_entries, now=calendar or Calendar())


def make_citation(document_id: str = "kuopio/sivu.fi", section: str = "Tavoitteet", quote: str = "Kolme.") -> Citation:
    """A citation of a page of Kuopio."""
    return Citation(
        number=1,
        document_id=document_id,
        municipality="Kuopio",
        title="Sivu",
        publisher="Kunta",
        section=section,
        language="fi",
        published=None,
        retrieved=None,
        url=None,
        quote=quote,
        start_char=0,
        end_char=len(quote),
    )


def make_answer(
    question: str = "Mitkä ovat Kuopion tavoitteet?",
    language: Language = "fi",
    status: AnswerStatus = AnswerStatus.ANSWERED,
    text: str = "Kolme. [1]",
) -> Answer:
    """An answer, with a citation where there is one."""
    citations = (make_citation(),) if status is AnswerStatus.ANSWERED else ()
    return Answer(question=question, language=language, status=status, text=text, citations=citations)


def make_entry(
    number: int,
    question: str,
    language: Language = "fi",
    status: AnswerStatus = AnswerStatus.NOT_IN_SOURCES,
    history: tuple[str, ...] = (),
) -> FeedbackEntry:
    """An entry that says that an answer is missing, given as many minutes after the start as its number says."""
    return FeedbackEntry(
        number=number,
        given_at=START + timedelta(minutes=number),
        question=question,
        history=history,
        language=language,
        status=status,
        answer_json=answer_to_json(make_answer(question, language, status)),
        verdict=Verdict.MISSING,
        words=None,
        generation=None,
        handled_at=None,
        handled_by=None,
    )
