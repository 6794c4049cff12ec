"""The login page, its throttling, logging out, and the page of changes."""

import html
import re
import threading
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.keeping.accounts import Account, Accounts
from bot.keeping.audit import COMMAND_LINE, AuditAction
from bot.phrasing import phrase, phrase_keys
from bot.web.staff.login import LINES_PER_PAGE
from bot.web.staff.throttling import FIRST_WAIT_SECONDS, FREE_FAILURES
from knowledge.schema import LANGUAGES, Language
from tests.bot.web.staff.staff_app import PASSWORD, StaffApp, make_app, read_token

WRONG = "The user name or the password is wrong. Check both and try again."


@pytest.fixture
def staff(tmp_path: Path) -> StaffApp:
    app = make_app(tmp_path)
    app.accounts.add("anna", PASSWORD)
    return app


def send(browser: TestClient, name: str = "anna", password: str = PASSWORD, **fields: str) -> Any:
    token = read_token(browser.get("/staff/login").text)
    return browser.post("/staff/login", data={"name": name, "password": password, "csrf_token": token} | fields)


def log_in(staff: StaffApp) -> TestClient:
    browser = staff.browser()
    assert send(browser).status_code == 303
    return browser


def actions_of(staff: StaffApp) -> list[tuple[str, AuditAction, str, str]]:
    return [(line.account, line.action, line.subject, line.detail) for line in staff.audit.lines(100, 0)]


def text_of(page: str) -> str:
    """What a page shows below its header."""
    shown = re.sub(r"<[^>]*>", " ", page.partition("<main")[2].partition("</main>")[0])
    return " ".join(html.unescape(shown).split())


# --- The form ---


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", ["Kirjaudu sisään", "Käyttäjätunnus", "Salasana"]),
        ("sv", ["Logga in", "Användarnamn", "Lösenord"]),
        ("en", ["Log in", "User name", "Password"]),
    ],
)
def test_the_form_is_in_the_browser_s_language(staff: StaffApp, language: str, words: list[str]) -> None:
    page = staff.browser().get("/staff/login", headers={"Accept-Language": language})
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text
    assert all(word in text_of(page.text) for word in words)
    assert page.headers["cache-control"] == "no-store"


def test_every_field_has_its_label_and_is_known_to_password_managers(staff: StaffApp) -> None:
    page = staff.browser().get("/staff/login").text
    for field in ("name", "password"):
        assert f'<label for="{field}">' in page
        assert f'<input id="{field}" name="{field}"' in page
    assert 'autocomplete="username"' in page
    assert 'type="password" autocomplete="current-password"' in page
    assert page.count("<h1>") == 1


def test_the_right_password_leads_to_the_area(staff: StaffApp) -> None:
    browser = staff.browser()
    done = send(browser, name="ANNA")
    assert done.status_code == 303
    assert done.headers["location"] == "/staff"
    assert browser.get("/staff").headers["location"] == "/staff/documents"
    assert browser.get("/staff/page").json()["account"] == "anna"


def test_it_leads_to_the_page_that_was_asked_for(staff: StaffApp) -> None:
    browser = staff.browser()
    address = browser.get("/staff/page?x=1&y=2").headers["location"]
    page = browser.get(address).text
    assert 'name="next" value="/staff/page?x=1&amp;y=2"' in page
    assert send(browser, next="/staff/page?x=1&y=2").headers["location"] == "/staff/page?x=1&y=2"


@pytest.mark.parametrize("next_page", ["https://evil.example/", "//evil.example", "/\\evil.example", "/api/v1/ask"])
def test_it_leads_nowhere_else(staff: StaffApp, next_page: str) -> None:
    browser = staff.browser()
    assert 'name="next" value="/staff"' in browser.get("/staff/login", params={"next": next_page}).text
    assert send(browser, next=next_page).headers["location"] == "/staff"
    assert browser.get("/staff/login", params={"next": next_page}).headers["location"] == "/staff"


def test_who_is_logged_in_needs_no_form(staff: StaffApp) -> None:
    browser = log_in(staff)
    done = browser.get("/staff/login?next=/staff/audit")
    assert (done.status_code, done.headers["location"]) == (303, "/staff/audit")


@pytest.mark.parametrize(
    ("name", "password"), [("anna", "väärä salasana"), ("maija", PASSWORD), ("", ""), ("anna", "")]
)
def test_whatever_is_wrong_the_answer_is_the_same(staff: StaffApp, name: str, password: str) -> None:
    browser = staff.browser()
    done = send(browser, name, password)
    assert done.status_code == 401
    assert WRONG in text_of(done.text)
    assert 'role="alert"' in done.text
    assert "<title>Error: log in" in done.text
    assert not password or password not in done.text
    assert browser.get("/staff/page").status_code == 303
    again = send(browser, name, password)
    assert done.text.replace(read_token(done.text), "") == again.text.replace(read_token(again.text), "")


def test_known_and_unknown_names_get_the_same_page(staff: StaffApp) -> None:
    browser = staff.browser()
    pages = [send(browser, name, "väärä salasana") for name in ("anna", "olga")]
    first, second = (page.text.replace(read_token(page.text), "") for page in pages)
    assert first.replace('value="anna"', "") == second.replace('value="olga"', "")
    assert pages[0].headers.keys() == pages[1].headers.keys()


def test_what_is_typed_is_text(staff: StaffApp) -> None:
    done = send(staff.browser(), '"><script>alert(1)</script>', "väärä salasana", next='/staff/"><b>')
    assert "<script>alert" not in done.text
    assert '"><b>' not in done.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in done.text


@pytest.mark.parametrize("token", ["", "wrong"])
def test_a_form_without_its_token_is_given_again(staff: StaffApp, token: str) -> None:
    browser = staff.browser()
    done = send(browser, csrf_token=token)
    assert done.status_code == 403
    assert "The form was too old. Please log in again." in text_of(done.text)
    assert 'value="anna"' in done.text
    assert browser.get("/staff/page").status_code == 303
    fresh = {"name": "anna", "password": PASSWORD, "csrf_token": read_token(done.text)}
    assert browser.post("/staff/login", data=fresh).status_code == 303


def test_the_form_of_another_browser_does_not_do(staff: StaffApp) -> None:
    other = read_token(staff.browser().get("/staff/login").text)
    assert send(staff.browser(), csrf_token=other).status_code == 403
    assert actions_of(staff) == []


def test_another_site_cannot_log_anybody_in(staff: StaffApp) -> None:
    browser = staff.browser()
    token = read_token(browser.get("/staff/login").text)
    fields = {"name": "anna", "password": PASSWORD, "csrf_token": token}
    done = browser.post("/staff/login", data=fields, headers={"Sec-Fetch-Site": "cross-site"})
    assert done.status_code == 403
    assert actions_of(staff) == []


def test_a_form_left_open_in_another_window_leads_on(staff: StaffApp) -> None:
    browser = staff.browser()
    token = read_token(browser.get("/staff/login").text)
    send(browser)
    done = browser.post("/staff/login", data={"name": "anna", "password": PASSWORD, "csrf_token": token})
    assert (done.status_code, done.headers["location"]) == (303, "/staff")


def test_checking_a_password_holds_nobody_else_up(staff: StaffApp, monkeypatch: pytest.MonkeyPatch) -> None:
    threads = []
    verify = Accounts.verify

    def note_thread(self: Accounts, name: str, password: str) -> Account | None:
        threads.append(threading.current_thread().name)
        return verify(self, name, password)

    monkeypatch.setattr(Accounts, "verify", note_thread)
    log_in(staff)
    assert len(threads) == 1
    assert "worker" in threads[0].lower(), "not the event loop's thread"


# --- Throttling ---


def fail(browser: TestClient, times: int = FREE_FAILURES, name: str = "anna") -> None:
    assert [send(browser, name, "väärä salasana").status_code for _ in range(times)] == [401] * times


def test_after_some_failures_one_waits_even_with_the_right_password(staff: StaffApp) -> None:
    browser = staff.browser()
    fail(browser)
    done = send(browser)
    assert done.status_code == 429
    assert done.headers["retry-after"] == str(FIRST_WAIT_SECONDS)
    assert "Too many attempts. Wait 30 seconds and try again." in text_of(done.text)
    staff.clock.now += FIRST_WAIT_SECONDS
    assert send(browser).status_code == 303


def test_a_long_wait_is_told_in_minutes(staff: StaffApp) -> None:
    browser = staff.browser()
    fail(browser)
    for _ in range(2):
        staff.clock.now += 60
        fail(browser, 1)
    done = send(browser)
    assert done.headers["retry-after"] == "120"
    assert "Wait 2 minutes" in text_of(done.text)


def test_names_that_are_not_there_wait_too(staff: StaffApp) -> None:
    browser = staff.browser()
    fail(browser, name="olga")
    assert send(browser, "olga").status_code == 429


def test_success_clears(staff: StaffApp) -> None:
    browser = staff.browser()
    for _ in range(3):
        fail(browser, FREE_FAILURES - 1)
        token = read_token(browser.get("/staff/login").text)
        assert send(browser).status_code == 303
        token = browser.get("/staff/page").json()["token"]
        browser.post("/staff/logout", data={"csrf_token": token})


def test_a_password_is_not_even_checked_while_waiting(staff: StaffApp, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = staff.browser()
    fail(browser)
    monkeypatch.setattr(Accounts, "verify", lambda *_: pytest.fail("it was checked"))
    assert send(browser).status_code == 429


# --- Logging out ---


def test_logging_out_says_so(staff: StaffApp) -> None:
    browser = log_in(staff)
    token = browser.get("/staff/page").json()["token"]
    done = browser.post("/staff/logout", data={"csrf_token": token})
    assert (done.status_code, done.headers["location"]) == (303, "/staff/login?logged_out=1")
    assert "You have logged out." in text_of(browser.get(done.headers["location"]).text)
    assert browser.get("/staff/page").status_code == 303


def test_nobody_else_can_log_one_out(staff: StaffApp) -> None:
    browser = log_in(staff)
    assert browser.post("/staff/logout", data={"csrf_token": "wrong"}).status_code == 403
    assert browser.get("/staff/logout").status_code == 405
    assert browser.get("/staff/page").status_code == 200


def test_logging_out_twice_is_no_error(staff: StaffApp) -> None:
    assert staff.browser().post("/staff/logout").headers["location"] == "/staff/login?logged_out=1"


# --- The audit log ---


def test_what_is_written_down(staff: StaffApp) -> None:
    browser = staff.browser()
    send(browser, "ANNA", "väärä salasana")
    send(browser, "maija", "väärä salasana")
    send(browser)
    browser.post("/staff/logout", data={"csrf_token": browser.get("/staff/page").json()["token"]})
    browser.post("/staff/logout")
    assert actions_of(staff) == [
        ("anna", AuditAction.LOGGED_OUT, "", ""),
        ("anna", AuditAction.LOGGED_IN, "", "testclient"),
        ("", AuditAction.LOGIN_FAILED, "", "testclient"),
        ("anna", AuditAction.LOGIN_FAILED, "", "testclient"),
    ]


def test_a_password_in_the_wrong_field_is_not_written_down(staff: StaffApp) -> None:
    send(staff.browser(), PASSWORD, "anna")
    assert PASSWORD not in str(staff.audit.lines(10, 0))


def test_attempts_while_waiting_do_not_fill_the_log(staff: StaffApp) -> None:
    browser = staff.browser()
    fail(browser)
    for _ in range(3):
        send(browser)
    assert len(actions_of(staff)) == FREE_FAILURES


def test_the_page_of_changes_is_for_staff(staff: StaffApp) -> None:
    assert staff.browser().get("/staff/audit").headers["location"] == "/staff/login?next=/staff/audit"


def test_it_shows_who_did_what_and_when(staff: StaffApp) -> None:
    browser = log_in(staff)
    staff.audit.record(COMMAND_LINE, AuditAction.USER_ADDED, "maija")
    staff.audit.record("", AuditAction.LOGIN_FAILED, "", "192.0.2.1")
    staff.audit.record("anna", AuditAction.PAGE_ADDED, "<b>sivu</b> & muuta")
    page = browser.get("/staff/audit")
    assert page.status_code == 200
    text = text_of(page.text)
    assert "anna added a page <b>sivu</b> & muuta" in text
    assert "unknown failed to log in 192.0.2.1" in text
    assert "command line added an account maija" in text
    assert "<b>sivu" not in page.text
    assert f"{staff.audit.lines(1, 0)[0].at:%Y-%m-%d %H:%M:%S}" in text
    assert page.headers["cache-control"] == "no-store"
    # Who is logged in, and a way out that works.
    assert browser.post("/staff/logout", data={"csrf_token": read_token(page.text)}).status_code == 303


def test_it_is_paged(staff: StaffApp) -> None:
    browser = log_in(staff)
    for number in range(2 * LINES_PER_PAGE):
        staff.audit.record("anna", AuditAction.PAGE_ADDED, f"page-{number}.")
    pages = [browser.get("/staff/audit", params={"page": number}).text for number in (1, 2, 3, 4)]
    shown = [re.findall(r"page-(\d+)\.", page) for page in pages]
    assert [len(numbers) for numbers in shown] == [LINES_PER_PAGE, LINES_PER_PAGE, 0, 0]
    assert [int(number) for number in shown[0] + shown[1]] == list(reversed(range(2 * LINES_PER_PAGE)))
    links = [re.findall(r'href="/staff/audit\?page=(\d+)" rel="(\w+)"', page) for page in pages]
    assert links == [[("2", "next")], [("1", "prev"), ("3", "next")], [("2", "prev")], [("3", "prev")]]
    assert "logged in" in text_of(pages[2])
    assert "There is nothing to show here." in text_of(pages[3])


@pytest.mark.parametrize("page", ["", "0", "-1", "x", "1.5", "²", "9" * 5000])
def test_a_page_that_is_no_number_is_a_page(staff: StaffApp, page: str) -> None:
    assert log_in(staff).get("/staff/audit", params={"page": page}).status_code == 200


def test_those_of_one_account(staff: StaffApp) -> None:
    browser = log_in(staff)
    staff.audit.record("Åsa & co", AuditAction.PAGE_ADDED, "x")
    for number in range(LINES_PER_PAGE):
        staff.audit.record("Åsa", AuditAction.PAGE_ADDED, str(number))
    staff.audit.record("Åsa", AuditAction.PAGE_REMOVED, "last")
    address = "/staff/audit?by=%C3%85sa"
    assert f'href="{address}"' in browser.get("/staff/audit").text
    page = browser.get(address).text
    assert "Only these are shown: Åsa." in text_of(page)
    assert "anna" not in page.partition("<tbody>")[2]
    assert 'href="/staff/audit?page=2&amp;by=%C3%85sa" rel="next"' in page
    assert "There is nothing" in text_of(browser.get("/staff/audit?by=maija").text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_action_has_its_words(language: Language) -> None:
    asked = {f"staff_login.action_{action}" for action in AuditAction}
    assert asked == {key for key in phrase_keys(language) if key.startswith("staff_login.action_")}
    assert all(phrase(language, key) for key in asked)
