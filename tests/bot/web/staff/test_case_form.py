"""From an entry of feedback to an evaluation case: what is filled in, what is refused, what is kept."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answering import Bot
from bot.keeping.audit import AuditAction
from bot.keeping.cases import CaseFile, CasePassage
from bot.keeping.feedback import Verdict
from bot.schema import Answer, AnswerStatus, Question
from knowledge.schema import Language
from tests.bot.keeping.given_feedback import make_answer
from tests.bot.sheets import all_sheets, open_sheets
from tests.bot.web.staff.logged_in import Staff, log_in, text_of

GOALS = "kuopio/sivu\u001fTavoitteet"


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with open_sheets(all_sheets(), tmp_path_factory.mktemp("sheets")) as index:
        yield Bot(index)


@pytest.fixture
def staff(bot: Bot, tmp_path: Path) -> Staff:
    return log_in(bot, tmp_path)


def give(staff: Staff, answer: Answer, verdict: Verdict = Verdict.UP, history: tuple[str, ...] = ()) -> str:
    number = staff.feedback.add(answer=answer, history=history, verdict=verdict)
    return f"/staff/feedback/{number}/case"


def ask(bot: Bot, text: str, language: Language = "fi") -> Answer:
    return bot.answer(Question(text=text, page_language=language))


def checked(page: str, name: str) -> list[str]:
    """The values of the boxes of a name that are ticked."""
    return [html.unescape(value) for value in re.findall(rf'name="{name}" value="([^"]*)" checked', page)]


def chosen(page: str, field: str) -> str:
    options = page.partition(f'<select id="{field}"')[2].partition("</select>")[0]
    (value,) = re.findall(r'value="([^"]*)" selected', options)
    return str(value)


def filled_in(**changes: object) -> dict[str, object]:
    return {
        "question": "Mitkä ovat Kuopion tavoitteet?",
        "status": "answered",
        "topic": "goals",
        "facts": "koulupiha | pihat\r\n\r\n kirjasto \r\n",
        "place": ["Kuopio"],
        "passage": [GOALS],
    } | changes


# --- What the entry tells ---


def test_a_good_answer_fills_in_its_sources(staff: Staff, bot: Bot) -> None:
    page = staff.browser.get(give(staff, ask(bot, "Mitkä ovat Kuopion tavoitteet?"))).text
    assert ">Mitkä ovat Kuopion tavoitteet?</textarea>" in page
    assert (chosen(page, "status"), chosen(page, "topic")) == ("answered", "goals")
    assert checked(page, "place") == ["Kuopio"]
    assert checked(page, "passage") == [GOALS]
    assert checked(page, "pinned") == []


def test_sources_of_an_answer_that_was_not_right_are_not_taken(staff: Staff, bot: Bot) -> None:
    page = staff.browser.get(give(staff, ask(bot, "Mitkä ovat Kuopion tavoitteet?"), Verdict.DOWN)).text
    assert checked(page, "place") == ["Kuopio"]
    assert checked(page, "passage") == []


def test_sections_are_those_in_the_asker_s_language(staff: Staff) -> None:
    page = staff.browser.get(give(staff, make_answer("Vilka är målen?", "sv"))).text
    assert 'value="kuopio/sivu\u001fMål"' in page
    # Salo's page is in Finnish only.
    assert 'value="salo/sivu\u001fTavoitteet"' in page
    assert 'value="kuopio/sivu\u001fTavoitteet"' not in page


def test_a_language_that_the_question_does_not_tell_is_pinned(staff: Staff) -> None:
    assert checked(staff.browser.get(give(staff, make_answer("UNICEF", "sv"))).text, "pinned") == ["1"]
    assert checked(staff.browser.get(give(staff, make_answer("Vilka är målen?", "sv"))).text, "pinned") == []


@pytest.mark.parametrize(
    ("status", "filled_in_status"),
    [
        (AnswerStatus.OUT_OF_SCOPE, "refused_out_of_scope"),
        (AnswerStatus.INVALID, "refused_invalid"),
        (AnswerStatus.FAILED_COMPOSE, "answered"),
    ],
)
def test_what_is_expected_is_what_happened(staff: Staff, status: AnswerStatus, filled_in_status: str) -> None:
    page = staff.browser.get(give(staff, make_answer("??", status=status), Verdict.DOWN)).text
    assert chosen(page, "status") == filled_in_status


# --- What staff complete ---


def test_a_case_is_kept(staff: Staff) -> None:
    path = give(staff, make_answer(), history=("Entä Salo?",))
    done = staff.send(path, **filled_in(history="Entä Salo?\r\n", pinned="1", forbidden="Laine"))
    assert done.status_code == 303
    assert done.headers["location"] == "/staff/feedback/1?case=own-fi-001"
    (case,) = CaseFile(staff.settings.data_dir).cases()
    assert case.facts == (("koulupiha", "pihat"), ("kirjasto",))
    assert case.passages == (CasePassage(page="kuopio/sivu", section="Tavoitteet"),)
    assert (case.municipalities, case.forbidden) == (("Kuopio",), ("Laine",))
    assert (case.history, case.traits, case.pinned) == (("Entä Salo?",), ("follow_up",), True)
    assert (case.language, case.status, case.topic) == ("fi", AnswerStatus.ANSWERED, "goals")
    assert staff.audited() == [("anna", AuditAction.CASE_MADE, "own-fi-001", "feedback 1")]
    assert "The evaluation case own-fi-001 has been made." in text_of(staff.browser.get(done.headers["location"]).text)


def test_a_case_that_was_not_made_is_not_announced(staff: Staff) -> None:
    give(staff, make_answer())
    assert "has been made" not in text_of(staff.browser.get("/staff/feedback/1?case=own-fi-001").text)


def test_the_same_case_is_not_made_twice(staff: Staff) -> None:
    path = give(staff, make_answer())
    staff.send(path, **filled_in())
    again = staff.send(path, **filled_in())
    assert again.status_code == 422
    assert "There is a case of the same question" in text_of(again.text)
    assert len(CaseFile(staff.settings.data_dir).cases()) == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"question": " "}, "The question is missing."),
        ({"facts": "\r\n|"}, "Write what the answer has to say."),
        ({"passage": [], "place": []}, "Choose a municipality whose pages may be cited."),
        ({"passage": ["kuopio/sivu\u001fNope", "../../etc"]}, "Choose a section that holds the answer."),
        ({"facts": "uimahalli"}, "is not in the chosen sections"),
    ],
)
def test_a_case_that_will_not_do(staff: Staff, changes: dict[str, object], sentence: str) -> None:
    page = staff.send(give(staff, make_answer()), **filled_in(**changes))
    assert page.status_code == 422
    assert sentence in text_of(page.text)
    assert 'role="alert"' in page.text
    assert "<title>Error: Make an evaluation case" in page.text
    assert CaseFile(staff.settings.data_dir).cases() == ()
    assert staff.audited() == []


def test_what_was_filled_in_stays(staff: Staff) -> None:
    page = staff.send(give(staff, make_answer()), **filled_in(facts="uimahalli | <b>halli</b>", pinned="1"))
    assert "uimahalli | &lt;b&gt;halli&lt;/b&gt;" in page.text
    assert checked(page.text, "passage") == [GOALS]
    assert checked(page.text, "place") == ["Kuopio"]
    assert checked(page.text, "pinned") == ["1"]


def test_a_refusal_takes_no_facts(staff: Staff) -> None:
    staff.send(give(staff, make_answer()), **filled_in(status="refused_out_of_scope", topic="off_subject"))
    (case,) = CaseFile(staff.settings.data_dir).cases()
    assert (case.facts, case.passages, case.municipalities) == ((), (), ())


@pytest.mark.parametrize("fields", [{"status": "failed_compose"}, {"topic": "nope"}, {"place": ["Oulu", "-"]}])
def test_only_what_is_offered_can_be_chosen(staff: Staff, fields: dict[str, object]) -> None:
    staff.send(give(staff, make_answer()), **filled_in(**fields))
    (case,) = CaseFile(staff.settings.data_dir).cases()
    assert case.status is AnswerStatus.ANSWERED
    assert case.topic in ("goals", "other")
    assert set(case.municipalities) <= {"Kuopio", None}


def test_an_entry_that_is_not_there(staff: Staff) -> None:
    assert staff.browser.get("/staff/feedback/9/case").status_code == 404
    done = staff.send("/staff/feedback/9/case", **filled_in())
    assert done.status_code == 404
