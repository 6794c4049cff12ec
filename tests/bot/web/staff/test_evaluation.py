"""The pages of evaluation: starting, following, opening and comparing; names from outside reach no path."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.answering import Bot
from bot.keeping.audit import AuditAction
from knowledge.schema import LANGUAGES, Language
from tests.bot.eval_files import make_report, write_report
from tests.bot.sheets import all_sheets, open_sheets
from tests.bot.web.staff.logged_in import Staff, log_in, text_of

PAGES = "/staff/evaluation"


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with open_sheets(all_sheets(), tmp_path_factory.mktemp("sheets")) as index:
        yield Bot(index)


def log_in_to(bot: Bot, folder: Path, **others: str) -> Staff:
    """Somebody logged in, with three cases of their own and a stand-in for the command."""
    (folder / "cases.jsonl").write_text("{}\n{}\n{}\n", encoding="utf-8")
    return log_in(bot, folder, **others)


@pytest.fixture
def staff(bot: Bot, tmp_path: Path) -> Iterator[Staff]:
    staff = log_in_to(bot, tmp_path)
    yield staff
    staff.evaluations.close()


def reports_of(staff: Staff) -> Path:
    return staff.evaluations.reports_dir


def wait_until(staff: Staff, state: str, done: int) -> dict[str, Any]:
    ends_at = time.monotonic() + 30
    while time.monotonic() < ends_at:
        told: dict[str, Any] = staff.browser.get(f"{PAGES}/state").json()
        if (told["state"], told["done"]) == (state, done):
            return told
        time.sleep(0.02)
    raise AssertionError(f"it never came to that: {told}")


# --- Starting and following ---


def test_sets_are_offered(staff: Staff) -> None:
    text = text_of(staff.browser.get(PAGES).text)
    assert "cases (3 cases, made of feedback)" in text
    assert "only counted, not shown" in text
    assert "There are no reports yet." in text
    assert staff.browser.get(f"{PAGES}/state").json() == {"state": "none"}


def test_a_run_is_started_and_followed(staff: Staff) -> None:
    done = staff.send(f"{PAGES}/start", chosen_set="cases")
    assert (done.status_code, done.headers["location"]) == (303, PAGES)
    told = wait_until(staff, "running", 2)
    assert told == {"state": "running", "done": 2, "total": 3, "text": "2 of 3 questions asked"}
    page = staff.browser.get(PAGES).text
    assert '<progress id="progress-bar" max="3" value="2">' in page
    assert '<noscript><meta http-equiv="refresh" content="10"></noscript>' in page
    assert f'data-state="{PAGES}/state"' in page
    assert "staff-evaluation.js" in page
    assert 'name="chosen_set"' not in page
    (line,) = staff.audited()
    assert line[:3] == ("anna", AuditAction.EVALUATION_STARTED, "cases")


def test_one_at_a_time(staff: Staff) -> None:
    staff.send(f"{PAGES}/start", chosen_set="cases")
    again = staff.send(f"{PAGES}/start", chosen_set="dev")
    assert again.status_code == 409
    assert "An evaluation is under way already." in text_of(again.text)
    assert len(staff.audited()) == 1


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "nope"])
def test_only_sets_that_are_offered(staff: Staff, name: str) -> None:
    page = staff.send(f"{PAGES}/start", chosen_set=name)
    assert page.status_code == 400
    assert "The evaluation could not be started." in text_of(page.text)
    assert staff.audited() == []


def test_a_report_about_something_else_is_not_compared_with(staff: Staff) -> None:
    write_report(reports_of(staff) / "one", make_report(name="dev"))
    page = staff.send(f"{PAGES}/start", chosen_set="cases", compare_with="one")
    assert page.status_code == 400
    assert "The report to compare with is about other questions." in text_of(page.text)


@pytest.mark.parametrize(
    ("ending", "state", "words"),
    [
        ("done", "done", "The evaluation has ended"),
        ("fail", "failed", "The reason: the set is no good; correct line 3"),
    ],
)
def test_how_it_ended(bot: Bot, tmp_path: Path, ending: str, state: str, words: str) -> None:
    staff = log_in_to(bot, tmp_path, ending=ending)
    staff.send(f"{PAGES}/start", chosen_set="cases")
    wait_until(staff, state, 2)
    page = staff.browser.get(PAGES).text
    assert words in text_of(page)
    assert "staff-evaluation.js" not in page
    assert "refresh" not in page


# --- Reports ---


def test_reports_are_listed_with_their_figures(staff: Staff) -> None:
    write_report(reports_of(staff) / "one", make_report(0.9032))
    write_report(reports_of(staff) / "two")
    (reports_of(staff) / "two" / "report.json").write_text("{}", encoding="utf-8")
    text = text_of(staff.browser.get(PAGES).text)
    assert "2026-03-01 12:00 dev (2) 90.3% –" in text
    assert "1.5" in text
    assert "two The report cannot be read:" in text


def test_a_report_is_opened_in_a_sandbox(staff: Staff) -> None:
    write_report(reports_of(staff) / "one")
    response = staff.browser.get(f"{PAGES}/reports/one")
    assert response.status_code == 200
    assert "<p>The report</p>" in response.text
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    policy = response.headers["content-security-policy"]
    assert policy.startswith("sandbox allow-scripts; default-src 'none';")
    assert "allow-same-origin" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "connect-src" not in policy


@pytest.mark.parametrize("name", ["nope", "..%2f..%2flykbot.sqlite", "one%2freport.json", "one%00"])
def test_names_reach_no_path(staff: Staff, name: str) -> None:
    write_report(reports_of(staff) / "one")
    response = staff.browser.get(f"{PAGES}/reports/{name}")
    assert response.status_code == 404
    assert "The report" not in response.text


def test_two_reports_side_by_side(staff: Staff) -> None:
    write_report(reports_of(staff) / "one")
    later = make_report(0.7, outcomes={"dev-1": "right", "dev-2": "right", "test-1": "wrong"}, corpus="other")
    write_report(reports_of(staff) / "two", later)
    page = staff.browser.get(f"{PAGES}/compare?before=one&now=two")
    text = text_of(page.text)
    assert page.status_code == 200
    assert "Right answers 50.0% 40.0% – 60.0% 70.0% +20.0 better" in text
    assert "Right answers (Swedish)" in text
    assert "dev-2 wrong right" in text
    assert "The reports are about different questions" in text
    assert "The pages have changed between the reports." in text


def test_cases_of_the_test_split_are_only_counted(staff: Staff) -> None:
    write_report(reports_of(staff) / "one", make_report(outcomes={"test-1": "right"}))
    write_report(reports_of(staff) / "two", make_report(outcomes={"test-1": "wrong"}))
    page = staff.browser.get(f"{PAGES}/compare?before=one&now=two").text
    assert "Besides, 1 case changed that is only counted." in text_of(page)
    assert "test-1" not in page


@pytest.mark.parametrize("query", ["", "before=one", "before=one&now=../two", "before=nope&now=one"])
def test_reports_to_compare_must_be_there(staff: Staff, query: str) -> None:
    write_report(reports_of(staff) / "one")
    assert staff.browser.get(f"{PAGES}/compare?{query}").status_code == 404


# --- All pages ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_every_language(bot: Bot, tmp_path: Path, language: Language) -> None:
    staff = log_in_to(bot, tmp_path, language=language)
    write_report(reports_of(staff) / "one")
    write_report(reports_of(staff) / "two")
    for path in (PAGES, f"{PAGES}/compare?before=one&now=two"):
        page = staff.browser.get(path)
        assert page.status_code == 200
        assert f'<html lang="{language}">' in page.text
        assert page.text.count("<h1>") == 1
        assert " style=" not in page.text


def test_behind_a_path_prefix(bot: Bot, tmp_path: Path) -> None:
    staff = log_in_to(bot, tmp_path, root_path="/lykbot")
    write_report(reports_of(staff) / "one")
    page = staff.browser.get(f"/lykbot{PAGES}").text
    assert f'action="/lykbot{PAGES}/start"' in page
    assert f'href="/lykbot{PAGES}/reports/one"' in page
    assert 'href="/staff' not in page


def test_nobody_else_sees_or_starts_anything(staff: Staff) -> None:
    write_report(reports_of(staff) / "one")
    stranger = staff.stranger()
    for path in ("", "/reports/one", "/compare?before=one&now=one"):
        assert stranger.get(f"{PAGES}{path}").headers["location"].startswith("/staff/login")
    state = stranger.get(f"{PAGES}/state", headers={"Accept": "application/json"})
    assert state.status_code == 401
    for client, token in ((stranger, staff.token()), (staff.browser, "")):
        response = client.post(f"{PAGES}/start", data={"chosen_set": "cases", "csrf_token": token})
        assert response.status_code in (401, 403)
    assert staff.evaluations.state() is None
