"""Trying a search: everything that is told of it is on the page, in three languages, and pages' text is text."""

import html
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from bot.answering import Bot
from bot.keeping.feedback import FeedbackFilter
from knowledge.schema import LANGUAGES, Language
from tests.bot.sheets import INTENT_WORDS, WordClassifier, all_sheets, make_sheet, open_sheets
from tests.bot.web.staff.logged_in import Staff, log_in, text_of

_RAUMA = """\
# Lapsiystävällinen Rauma

Rauman kartoitus <script>alert(1)</script> ja ![x](https://evil.example/x.png) tehtiin 2020.
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    sheets = (*all_sheets(), make_sheet(_RAUMA, "rauma/sivu.fi", "Rauma"))
    with open_sheets(sheets, tmp_path_factory.mktemp("sheets")) as index:
        yield Bot(index, classifier=WordClassifier(INTENT_WORDS))


@pytest.fixture(scope="module")
def staff(bot: Bot, tmp_path_factory: pytest.TempPathFactory) -> Staff:
    return log_in(bot, tmp_path_factory.mktemp("app"))


def search(staff: Staff, question: str, **others: str) -> str:
    page = staff.browser.get("/staff/search", params={"q": question, **others})
    assert page.status_code == 200
    return page.text


def test_without_a_question_there_is_the_form(staff: Staff) -> None:
    page = search(staff, " ")
    assert '<label for="q">Question</label>' in page
    assert "<h2" not in page


def test_everything_is_told(staff: Staff) -> None:
    page = search(staff, "How many children answered the survey in Kuopio?")
    text = text_of(page)
    assert "The survey was answered by 240 children." in text
    for label in (
        "Language of the question English",
        "Municipalities Kuopio",
        "What is asked for a number of things",
        "Key terms and their weight children",
        "Whose pages were searched Kuopio",
        "Completed from questions before no",
        "Searching",
        "meaning: English",
        "words: English",
        "names and numbers: Finnish",
        "example questions (0)",
        "The answer cites this passage.",
    ):
        assert label in text
    assert '<span class="chip ok">cited</span>' in page
    assert 'href="/documents/kuopio/sivu.en?from=' in page


def test_a_follow_up(staff: Staff) -> None:
    text = text_of(search(staff, "And Vaasa?", before="Who is the contact person in Kuopio?\r\n"))
    assert "Completed from questions before yes" in text
    assert "Siv Holm" in text
    assert "Who is the contact person in Kuopio?" in text


def test_the_language_of_the_answer_can_be_chosen(staff: Staff) -> None:
    page = search(staff, "What are Kuopio's goals?", answer_in="sv")
    assert "Skolgårdarna är trygga." in text_of(page)
    assert '<option value="sv" selected>' in page
    assert "The playgrounds are safe." in text_of(search(staff, "What are Kuopio's goals?", answer_in="de"))


def test_why_there_is_no_answer(staff: Staff) -> None:
    text = text_of(search(staff, "How do I make pancakes?"))
    assert "Off the subject" in text
    assert "Nothing was searched for" in text
    assert "The question was declined before anything was searched for." in text_of(search(staff, "???"))
    assert "lacks what is asked for" in text_of(search(staff, "How much money did the goals of Kuopio cost?"))


def test_two_questions_in_one(staff: Staff) -> None:
    text = text_of(search(staff, "When did Kuopio join the model and who is the contact person in Vaasa?"))
    assert "Part 1 of the question" in text
    assert "Part 2 of the question" in text


def test_pages_and_questions_are_text(staff: Staff) -> None:
    page = search(staff, "Milloin Rauman kartoitus tehtiin? <script>alert(2)</script>", before="<b>x</b>")
    assert "alert(1)" in page
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "<b>x</b>" not in page
    assert html.escape("<script>alert(2)</script>") in page


def test_a_question_that_is_too_long_is_declined(staff: Staff) -> None:
    assert "Not a question" in text_of(search(staff, "a " * 5000))


def test_nothing_is_kept(staff: Staff) -> None:
    search(staff, "What are Kuopio's goals?")
    assert staff.feedback.count(FeedbackFilter()) == 0
    assert staff.audited() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_every_language(bot: Bot, tmp_path: Path, language: Language) -> None:
    page = search(log_in(bot, tmp_path, language=language), "Vilka är Kuopios mål?")
    assert f'<html lang="{language}">' in page
    assert "Skolgårdarna är trygga." in text_of(page)
    assert page.count("<h1>") == 1
    assert " style=" not in page


def test_nobody_else_can_search(staff: Staff) -> None:
    response = staff.stranger().get(f"/staff/search?q={quote('Kuopio?')}")
    assert response.status_code == 303
    assert response.headers["location"].startswith("/staff/login?next=")
