"""The pages of feedback: what is shown, found, marked, exported; and that a visitor's text is text."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.answering import Bot
from bot.keeping.audit import AuditAction
from bot.keeping.feedback import Verdict
from bot.phrasing import phrase
from bot.schema import AnswerStatus
from bot.web.staff.feedback import ENTRIES_PER_PAGE
from knowledge.schema import LANGUAGES, Language
from tests.bot.keeping.given_feedback import make_answer
from tests.bot.sheets import all_sheets, open_sheets
from tests.bot.web.staff.logged_in import Staff, log_in, text_of

EVIL = '<script>alert(1)</script> "onclick="x" {{ 7 * 7 }} ![x](https://evil.example/x.png)'


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with open_sheets(all_sheets(), tmp_path_factory.mktemp("sheets")) as index:
        yield Bot(index)


@pytest.fixture
def staff(bot: Bot, tmp_path: Path) -> Staff:
    return log_in(bot, tmp_path)


def give(staff: Staff, **changes: Any) -> int:
    values: dict[str, Any] = {
        "answer": make_answer(),
        "history": (),
        "verdict": Verdict.DOWN,
        "words": None,
        "generation": "g1",
    }
    return staff.feedback.add(**values | changes)


def give_unanswered(staff: Staff, question: str, language: Language = "fi") -> int:
    answer = make_answer(question, language, AnswerStatus.NOT_IN_SOURCES, "Ei sanota.")
    return give(staff, answer=answer, verdict=Verdict.MISSING)


def read_csv(response: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


# --- The list ---


def test_entries_are_listed_newest_first(staff: Staff) -> None:
    give(staff, answer=make_answer("Yksi?"))
    give(staff, answer=make_answer("Kaksi?", "sv"), verdict=Verdict.UP, words="Kiitos")
    page = staff.browser.get("/staff/feedback")
    text = text_of(page.text)
    assert page.status_code == 200
    assert text.index("Kaksi?") < text.index("Yksi?")
    assert "2 entries" in text
    assert "The visitor wrote: Kiitos" in text
    assert '<a href="/staff/feedback/2" lang="sv">Kaksi?</a>' in page.text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("verdict=up", {"Kaksi?"}),
        ("verdict=down", {"Yksi?", "Kolme?"}),
        ("verdict=nope&status=x&language=de&handled=maybe&page=0", {"Yksi?", "Kaksi?", "Kolme?"}),
        ("language=sv", {"Kaksi?"}),
        ("status=unanswerable_not_in_sources", set()),
        ("handled=yes", {"Kolme?"}),
        ("handled=no&verdict=down", {"Yksi?"}),
        ("words=YKS", {"Yksi?"}),
        ("page=9", set()),
    ],
)
def test_the_filter(staff: Staff, query: str, shown: set[str]) -> None:
    give(staff, answer=make_answer("Yksi?"))
    give(staff, answer=make_answer("Kaksi?", "sv"), verdict=Verdict.UP)
    give(staff, answer=make_answer("Kolme?"))
    staff.feedback.mark_handled(3, "anna", True)
    text = text_of(staff.browser.get(f"/staff/feedback?{query}").text)
    assert {question for question in ("Yksi?", "Kaksi?", "Kolme?") if question in text} == shown


def test_the_filter_stays_in_its_fields(staff: Staff) -> None:
    page = staff.browser.get('/staff/feedback?verdict=up&words="><b>').text
    assert '<option value="up" selected>' in page
    assert 'value="&#34;&gt;&lt;b&gt;"' in page


def test_paging_keeps_the_filter(staff: Staff) -> None:
    for _ in range(ENTRIES_PER_PAGE + 1):
        give(staff)
    page = staff.browser.get("/staff/feedback?verdict=down").text
    assert 'href="/staff/feedback?verdict=down&amp;page=2" rel="next"' in page
    assert 'rel="prev"' not in page
    last = staff.browser.get("/staff/feedback?verdict=down&page=2").text
    assert last.count("<li>") == 1
    assert 'rel="next"' not in last


# --- One entry ---


def test_an_entry_shows_all_of_it(staff: Staff) -> None:
    number = give(staff, history=("Entä Salo?",), words="Liian lyhyt")
    text = text_of(staff.browser.get(f"/staff/feedback/{number}").text)
    for part in (
        "Mitkä ovat Kuopion tavoitteet?",
        "Entä Salo?",
        "Liian lyhyt",
        "Kolme. [1]",
        "[1] Kuopio · Sivu",
        "g1",
    ):
        assert part in text


@pytest.mark.parametrize("path", ["99", "0", "-1", "x", "9" * 30, "1/../2"])
def test_an_entry_that_is_not_there(staff: Staff, path: str) -> None:
    assert staff.browser.get(f"/staff/feedback/{path}").status_code == 404


def test_what_a_visitor_wrote_is_text(staff: Staff) -> None:
    number = give(staff, answer=make_answer(EVIL, text=EVIL), history=(EVIL,), words=EVIL)
    give_unanswered(staff, EVIL)
    for path in ("feedback", f"feedback/{number}", f"feedback/{number}/case", "unanswered"):
        page = staff.browser.get(f"/staff/{path}").text
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "&lt;script&gt;alert(1)" in page
        assert "7 * 7" in page


def test_an_answer_of_another_version(staff: Staff) -> None:
    number = give(staff)
    with staff.database.write() as cursor:
        cursor.execute("UPDATE feedback SET answer = '{}'")
    page = staff.browser.get(f"/staff/feedback/{number}")
    assert page.status_code == 200
    assert "The answer cannot be shown" in text_of(page.text)


def test_marking_and_reopening(staff: Staff) -> None:
    number = give(staff)
    for action, word in (("handled", "Handled by anna"), ("reopened", "Not handled")):
        done = staff.send(f"/staff/feedback/{number}/{action}")
        assert (done.status_code, done.headers["location"]) == (303, f"/staff/feedback/{number}")
        assert word in text_of(staff.browser.get(done.headers["location"]).text)
        # Sent twice it changes nothing, and nothing is written down.
        staff.send(f"/staff/feedback/{number}/{action}")
    assert staff.audited() == [
        ("anna", AuditAction.FEEDBACK_HANDLED, "1", ""),
        ("anna", AuditAction.FEEDBACK_REOPENED, "1", ""),
    ]


# --- The file ---


def test_the_file(staff: Staff) -> None:
    give(staff, words="=HYPERLINK(1)")
    give(staff, verdict=Verdict.UP)
    response = staff.send("/staff/feedback/export", verdict="down", words="kuopion")
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.headers["content-disposition"] == 'attachment; filename="lykbot-feedback.csv"'
    headings, row = read_csv(response)
    assert headings[:3] == ["Number", "Given (UTC)", "Verdict"]
    assert (row[0], row[3]) == ("1", "'=HYPERLINK(1)")
    # What was looked for may be a visitor's words, which the log of changes does not hold.
    assert staff.audited() == [("anna", AuditAction.FEEDBACK_EXPORTED, "", "verdict: down")]


# --- Unanswered questions ---


def test_unanswered_questions_are_grouped(staff: Staff) -> None:
    give_unanswered(staff, "Paljonko rahaa Kuopiossa käytetään?")
    give_unanswered(staff, "How much money does Kuopio spend?", "en")
    give(staff, answer=make_answer("Vastattu?"))
    handled = give_unanswered(staff, "Milloin Salo liittyi?")
    staff.feedback.mark_handled(handled, "anna", True)
    text = text_of(staff.browser.get("/staff/unanswered").text)
    assert "2 questions in one group." in text
    assert "Kuopio: an amount of money" in text
    assert "2 times" in text
    assert "Vastattu?" not in text
    assert "Salo" not in text
    assert "Milloin Salo liittyi?" in text_of(staff.browser.get("/staff/unanswered?handled=1").text)


def test_without_any_the_pages_are_there(staff: Staff) -> None:
    for path in ("feedback", "unanswered"):
        page = staff.browser.get(f"/staff/{path}")
        assert page.status_code == 200
        assert "0" in text_of(page.text)


# --- All pages ---


@pytest.mark.parametrize("path", ["feedback", "feedback/1", "unanswered"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_in_every_language(bot: Bot, tmp_path: Path, language: Language, path: str) -> None:
    staff = log_in(bot, tmp_path, language=language)
    give_unanswered(staff, "Paljonko rahaa Kuopiossa käytetään?")
    page = staff.browser.get(f"/staff/{path}")
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text
    assert phrase(language, "staff_feedback.status_unanswerable_not_in_sources") in page.text or path == "unanswered"
    assert page.text.count("<h1>") == 1
    assert " style=" not in page.text
    assert page.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["feedback", "feedback/1", "feedback/1/case", "unanswered"])
def test_nobody_else_sees_them(staff: Staff, path: str) -> None:
    give(staff)
    response = staff.stranger().get(f"/staff/{path}")
    assert response.status_code == 303
    assert response.headers["location"].startswith("/staff/login")


@pytest.mark.parametrize("path", ["feedback/1/handled", "feedback/1/reopened", "feedback/export", "feedback/1/case"])
def test_nothing_is_changed_without_the_token(staff: Staff, path: str) -> None:
    give(staff)
    for token in ("", "x" * 43):
        assert staff.browser.post(f"/staff/{path}", data={"csrf_token": token}).status_code == 403
    assert staff.stranger().post(f"/staff/{path}", data={"csrf_token": staff.token()}).status_code in (401, 403)
    assert staff.audited() == []
    entry = staff.feedback.entry(1)
    assert entry is not None
    assert entry.handled_at is None
