"""Sessions: what their cookie is worth, how long, and what a request without one is answered."""

from collections.abc import Callable
from http.cookies import Morsel, SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from itsdangerous import URLSafeSerializer
from starlette.testclient import TestClient

from bot.web.staff.sessions import IDLE_SECONDS, LONGEST_SECONDS, SESSION_COOKIE, VISIT_COOKIE
from tests.bot.web.staff.staff_app import PASSWORD, StaffApp, make_app, read_token

PAGE = "/staff/page"


@pytest.fixture
def staff(tmp_path: Path) -> StaffApp:
    app = make_app(tmp_path)
    app.accounts.add("anna", PASSWORD)
    return app


def log_in(browser: TestClient, prefix: str = "", name: str = "anna") -> Any:
    token = read_token(browser.get(f"{prefix}/staff/login").text)
    done = browser.post(f"{prefix}/staff/login", data={"name": name, "password": PASSWORD, "csrf_token": token})
    assert done.status_code == 303
    return done


def cookies_of(response: Any) -> dict[str, Morsel[str]]:
    found: SimpleCookie = SimpleCookie()
    for header in response.headers.get_list("set-cookie"):
        found.load(header)
    return dict(found)


def replace_cookie(browser: TestClient, name: str, value: str) -> None:
    """Puts a value in place of a cookie that the browser has."""
    (cookie,) = (cookie for cookie in browser.cookies.jar if cookie.name == name)
    cookie.value = value


def is_logged_in(browser: TestClient) -> bool:
    return browser.get(PAGE).status_code == 200


# --- The cookie ---


def test_logging_in_begins_a_session(staff: StaffApp) -> None:
    browser = staff.browser()
    assert not is_logged_in(browser)
    log_in(browser)
    assert browser.get(PAGE).json()["account"] == "anna"
    assert not is_logged_in(staff.browser())


def test_the_cookie_is_for_the_staff_area_and_no_script(staff: StaffApp) -> None:
    cookie = cookies_of(log_in(staff.browser()))[SESSION_COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "strict"
    assert cookie["path"] == "/staff"
    assert not cookie["secure"]
    assert not cookie["max-age"]
    assert not cookie["expires"]


def test_by_https_the_cookies_go_by_https_only(staff: StaffApp) -> None:
    browser = staff.browser("https://testserver")
    assert cookies_of(browser.get("/staff/login"))[VISIT_COOKIE]["secure"]
    assert cookies_of(log_in(browser))[SESSION_COOKIE]["secure"]
    assert is_logged_in(browser)


def test_behind_a_prefix_the_cookie_is_for_the_area_behind_it(tmp_path: Path) -> None:
    staff = make_app(tmp_path, root_path="/chat")
    staff.accounts.add("anna", PASSWORD)
    browser = staff.browser()
    assert browser.get("/chat/staff/page").headers["location"] == "/chat/staff/login?next=/staff/page"
    done = log_in(browser, "/chat")
    assert done.headers["location"] == "/chat/staff"
    assert cookies_of(done)[SESSION_COOKIE]["path"] == "/chat/staff"
    assert browser.get("/chat/staff/page").json()["account"] == "anna"


def test_the_cookie_holds_neither_password_nor_hash(staff: StaffApp) -> None:
    value = cookies_of(log_in(staff.browser()))[SESSION_COOKIE].value
    content = URLSafeSerializer("another key").loads_unsafe(value)[1]
    assert content[:2] == ["anna", staff.accounts.need("anna").session_version]
    assert len(content) == 4


@pytest.mark.parametrize(
    "change",
    [
        lambda value: value[:-1] + ("A" if value[-1] != "A" else "B"),
        lambda value: "x" + value,
        lambda value: value.partition(".")[0],
        lambda value: "",
        lambda value: "....",
        lambda value: URLSafeSerializer(b"another key", salt="lykbot staff session").dumps(["anna", 1, "id", 0]),
    ],
)
def test_a_cookie_that_is_not_ours_is_good_for_nothing(staff: StaffApp, change: Callable[[str], str]) -> None:
    browser = staff.browser()
    value = cookies_of(log_in(browser))[SESSION_COOKIE].value
    replace_cookie(browser, SESSION_COOKIE, value)
    assert is_logged_in(browser)
    replace_cookie(browser, SESSION_COOKIE, change(value))
    assert not is_logged_in(browser)


def test_another_key_makes_every_cookie_worthless(staff: StaffApp, tmp_path: Path) -> None:
    browser = staff.browser()
    log_in(browser)
    other = make_app(tmp_path, key=b"j" * 32, clock=staff.clock).browser()
    other.cookies = browser.cookies
    assert not is_logged_in(other)


# --- How long it lasts ---


def test_it_ends_an_hour_after_its_last_use(staff: StaffApp) -> None:
    browser = staff.browser()
    log_in(browser)
    staff.clock.now += IDLE_SECONDS
    assert is_logged_in(browser), "within the hour"
    staff.clock.now += IDLE_SECONDS
    assert is_logged_in(browser), "its use was noted"
    staff.clock.now += IDLE_SECONDS + 1
    assert not is_logged_in(browser)


def test_it_ends_after_eight_hours_however_much_it_is_used(staff: StaffApp) -> None:
    browser = staff.browser()
    log_in(browser)
    for _ in range(LONGEST_SECONDS // 1800):
        staff.clock.now += 1800
        assert is_logged_in(browser)
    staff.clock.now += 1
    assert not is_logged_in(browser)


def test_it_outlives_a_restart(staff: StaffApp, tmp_path: Path) -> None:
    browser = staff.browser()
    log_in(browser)
    restarted = make_app(tmp_path, clock=staff.clock).browser()
    restarted.cookies = browser.cookies
    assert is_logged_in(restarted)


def test_another_password_ends_it(staff: StaffApp) -> None:
    browser = staff.browser()
    log_in(browser)
    staff.accounts.change_password("anna", "aivan toinen lause")
    assert not is_logged_in(browser)


def test_it_goes_with_its_account_and_does_not_come_back_with_the_name(staff: StaffApp) -> None:
    staff.accounts.add("maija", PASSWORD)
    browser = staff.browser()
    log_in(browser)
    staff.accounts.remove("anna")
    assert not is_logged_in(browser)
    staff.accounts.add("anna", PASSWORD)
    assert not is_logged_in(browser)


def log_out(browser: TestClient) -> None:
    token = browser.get(PAGE).json()["token"]
    assert browser.post("/staff/logout", data={"csrf_token": token}).status_code == 303


def test_logging_out_ends_it_wherever_its_cookie_was_copied(staff: StaffApp, tmp_path: Path) -> None:
    browser, thief = staff.browser(), staff.browser()
    log_in(browser)
    thief.cookies = type(browser.cookies)(browser.cookies)
    assert is_logged_in(thief)
    log_out(browser)
    assert SESSION_COOKIE not in browser.cookies
    assert not is_logged_in(thief)
    after_restart = make_app(tmp_path, clock=staff.clock).browser()
    after_restart.cookies = thief.cookies
    assert not is_logged_in(after_restart)


def test_logging_out_leaves_the_session_of_another_browser(staff: StaffApp) -> None:
    first, second = staff.browser(), staff.browser()
    log_in(first)
    log_in(second)
    log_out(first)
    assert is_logged_in(second)


def test_logging_in_again_gives_another_session_and_ends_the_old_one(staff: StaffApp) -> None:
    browser = staff.browser()
    log_in(browser)
    old = dict(browser.cookies)
    page = browser.get(PAGE).json()
    again = {"name": "anna", "password": PASSWORD, "csrf_token": page["token"]}
    assert browser.post("/staff/login", data=again).status_code == 303
    assert browser.cookies[SESSION_COOKIE] != old[SESSION_COOKIE]
    assert is_logged_in(browser)
    replace_cookie(browser, SESSION_COOKIE, old[SESSION_COOKIE])
    assert not is_logged_in(browser)


# --- Tokens against forged forms ---


def test_a_form_with_its_token_goes_through(staff: StaffApp) -> None:
    browser = staff.browser()
    log_in(browser)
    token = browser.get(PAGE).json()["token"]
    assert browser.post("/staff/change", data={"csrf_token": token}).json() == {"changed_by": "anna"}
    assert browser.post("/staff/change", headers={"X-CSRF-Token": token}).json() == {"changed_by": "anna"}
    sent = browser.post("/staff/change", data={"csrf_token": token}, files={"page": ("a.md", b"# A")})
    assert sent.json() == {"changed_by": "anna"}


@pytest.mark.parametrize("token", [None, "", "x", "å", "A" * 43, "\x00", "A" * 100_000])
def test_a_form_without_it_does_not(staff: StaffApp, token: str | None) -> None:
    browser = staff.browser()
    log_in(browser)
    done = browser.post("/staff/change", data={} if token is None else {"csrf_token": token})
    assert done.status_code == 403
    assert "Nothing was changed" in done.text
    assert done.headers["cache-control"] == "no-store"


def test_a_file_is_no_token(staff: StaffApp) -> None:
    browser = staff.browser()
    log_in(browser)
    assert browser.post("/staff/change", files={"csrf_token": ("a", b"b")}).status_code == 403


def test_the_refusal_is_in_the_reader_s_language(staff: StaffApp) -> None:
    browser = staff.browser()
    log_in(browser)
    assert "Ingenting ändrades" in browser.post("/staff/change", headers={"Accept-Language": "sv-FI"}).text


def test_the_token_of_another_session_does_not_do(staff: StaffApp) -> None:
    browser, other = staff.browser(), staff.browser()
    log_in(browser)
    log_in(other)
    token = other.get(PAGE).json()["token"]
    assert other.post("/staff/change", data={"csrf_token": token}).status_code == 200
    assert browser.post("/staff/change", data={"csrf_token": token}).status_code == 403


def test_the_token_of_the_login_form_does_not_do_afterwards(staff: StaffApp) -> None:
    browser = staff.browser()
    token = read_token(browser.get("/staff/login").text)
    visit_id = browser.cookies[VISIT_COOKIE]
    log_in(browser)
    assert VISIT_COOKIE not in browser.cookies
    browser.cookies.set(VISIT_COOKIE, visit_id, path="/staff")
    assert browser.post("/staff/change", data={"csrf_token": token}).status_code == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, 403),
        # The proxy has another name for us than the browser; the browser knows.
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://lykbot.example"}, 200),
        ({"Origin": "http://testserver"}, 200),
        ({"Origin": "https://testserver"}, 200),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "http://testserver.evil.example"}, 403),
        ({"Origin": "http://testserver:8080"}, 403),
        ({"Origin": "https://lykbot.example", "X-Forwarded-Host": "lykbot.example"}, 200),
        ({"Origin": "null"}, 200),
        ({"Origin": ""}, 403),
    ],
)
def test_where_a_form_may_come_from(staff: StaffApp, headers: dict[str, str], status: int) -> None:
    browser = staff.browser()
    log_in(browser)
    token = browser.get(PAGE).json()["token"]
    assert browser.post("/staff/change", data={"csrf_token": token}, headers=headers).status_code == status


def test_a_visit_without_its_cookie_has_no_token(staff: StaffApp) -> None:
    browser = staff.browser()
    token = browser.get("/token").json()["token"]
    assert token
    done = browser.post("/staff/login", data={"name": "anna", "password": PASSWORD, "csrf_token": token})
    assert done.status_code == 403


# --- Without a session ---


def test_a_page_that_is_opened_leads_to_the_login_and_back(staff: StaffApp) -> None:
    done = staff.browser().get("/staff/page?x=1&y=å")
    assert done.status_code == 303
    assert done.headers["location"] == "/staff/login?next=/staff/page%3Fx%3D1%26y%3D%25C3%25A5"
    assert done.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Sec-Fetch-Dest": "document"}, 303),
        ({"Accept": "*/*"}, 303),
        ({"Accept": "*/*", "Sec-Fetch-Dest": "empty"}, 401),
        ({"Accept": "application/json"}, 401),
        ({"Accept": "text/event-stream"}, 401),
    ],
)
def test_what_a_script_reads_is_refused(staff: StaffApp, headers: dict[str, str], status: int) -> None:
    assert staff.browser().get(PAGE, headers=headers).status_code == status


def test_a_form_sent_too_late_says_that_nothing_was_changed(staff: StaffApp) -> None:
    browser = staff.browser()
    log_in(browser)
    token = browser.get(PAGE).json()["token"]
    staff.clock.now += IDLE_SECONDS + 1
    done = browser.post("/staff/change", data={"csrf_token": token})
    assert done.status_code == 401
    assert "Your session has ended, and nothing was changed." in done.text


@pytest.mark.parametrize("address", ["/staff", PAGE, "/staff/login", "/staff/audit"])
def test_without_any_account_the_area_is_closed(tmp_path: Path, address: str) -> None:
    done = make_app(tmp_path).browser().get(address)
    assert done.status_code == 403
    assert "lykbot users add NAME" in done.text


@pytest.mark.parametrize("address", ["/staff/login", "/staff/change"])
def test_nor_does_it_take_any_form(tmp_path: Path, address: str) -> None:
    staff = make_app(tmp_path)
    browser = staff.browser()
    token = browser.get("/token").json()["token"]
    assert browser.post(address, data={"name": "", "password": "", "csrf_token": token}).status_code == 403


def test_it_closes_when_the_last_account_goes(staff: StaffApp) -> None:
    browser = staff.browser()
    log_in(browser)
    staff.accounts.remove("anna")
    assert browser.get(PAGE).status_code == 403
    assert "lykbot users add NAME" in browser.get(PAGE).text
