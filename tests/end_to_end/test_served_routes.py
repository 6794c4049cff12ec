"""What a server is asked for beyond the chat: addresses that are not there, no index yet, a restart, a path prefix."""

from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bot.phrasing import phrase
from knowledge.schema import Language
from tests.end_to_end.machine import Machine
from tests.end_to_end.served import Served, proxy_before, request, start_server
from tests.end_to_end.windows import STAFF_NAME, STAFF_PASSWORD, Windows, ask, log_in, municipalities

_GONE = (
    "/queue",
    "/queue/",
    "/queue/config",
    "/queue/gradio_api/info",
    "/queue/gradio_api/config",
    "/queue/gradio_api/startup-events",
    "/queue/gradio_api/queue/status",
    "/queue/gradio_api/queue/data?session_hash=x",
    "/queue/gradio_api/file=/etc/passwd",
    "/queue/gradio_api/file/etc/passwd",
    "/queue/gradio_api/proxy=http://example.com",
    "/queue/gradio_api/call/ask/../../upload",
    "/queue/theme.css",
    "/queue/static/img/logo.svg",
    "/queue/login_check",
    "/queue/monitoring/x/summary",
    "/config",
    "/info",
    "/file=/etc/passwd",
    "/static/../app.py",
    "/static/%2e%2e/app.py",
    "/documents/../../../../etc/passwd",
    "/documents/imatra%2F..%2F..%2Flykbot.sqlite",
)


# --- What is not there, and what is told of what is ---


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_missing_page_is_said_in_the_readers_language(site: Served, language: Language) -> None:
    for path in ("/no-such-page", "/documents/no-such-page.fi"):
        reply = site.get(path, **{"Accept-Language": language})
        assert reply.status == 404
        assert phrase(language, "page.not_found_title") in reply.text and f'<html lang="{language}">' in reply.text
    reply = site.get("/api/v1/no-such-thing", **{"Accept-Language": language})
    assert reply.status == 404
    assert reply.json == {"error": {"code": "not_found", "message": phrase(language, "page.not_found")}}


@pytest.mark.parametrize("path", _GONE)
def test_no_other_route_of_the_queue_is_there(site: Served, path: str) -> None:
    assert site.get(path).status == 404
    assert "root:" not in site.get(path).text


@pytest.mark.parametrize(
    "path", ["/queue/gradio_api/upload", "/queue/gradio_api/queue/join", "/queue/gradio_api/run/ask"]
)
def test_nothing_else_can_be_sent_to_the_queue(site: Served, path: str) -> None:
    assert request(site.port, "POST", path, {"data": [{"question": "x"}], "fn_index": 0}).status == 404


@pytest.mark.parametrize("path", ["/", "/documents/imatra/lapsiystavallinen-kunta.fi", "/no-such-page", "/staff/login"])
def test_pages_tell_browsers_what_they_may_do(site: Served, path: str) -> None:
    reply = site.get(path)
    policy = dict(part.split(" ", 1) for part in reply.headers["content-security-policy"].split("; "))
    assert (policy["default-src"], policy["script-src"], policy["style-src"]) == ("'none'", "'self'", "'self'")
    assert policy["frame-ancestors"] == ("'none'" if path.startswith("/staff") else "'self'")
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["referrer-policy"] == "same-origin"
    assert "server" not in reply.headers and "access-control-allow-origin" not in reply.headers


def test_large_bodies_are_refused(site: Served) -> None:
    reply = request(site.port, "POST", "/api/v1/ask", {"question": "å" * 100_000})
    assert (reply.status, reply.json["error"]["code"]) == (413, "too_large")


# --- A server of its own: without an index, then with one page ---


@pytest.fixture(scope="module")
def one_page(machine: Machine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that was started without an index; each test finds it as the one before has left it."""
    folder = tmp_path_factory.mktemp("one-page")
    served = start_server(machine, folder / "data", folder / "index")
    running = [served]
    try:
        yield served
    finally:
        for server in running:
            server.stop()


@pytest.fixture
def own_windows(browser: Browser, one_page: Served) -> Iterator[Windows]:
    windows = Windows(browser, one_page.address)
    yield windows
    windows.close()


def _build_one_page(served: Served) -> None:
    with as_file(files("knowledge") / "documents") as documents:
        done = served.machine.run("build", str(documents / "imatra"), "--only", "--index", str(served.index_dir))
    assert done.returncode == 0, done.stderr


def test_staff_area_without_accounts_is_closed(one_page: Served) -> None:
    one_page.wait_until("no_index")
    for path in ("/staff", "/staff/login", "/staff/documents", "/staff/rebuild"):
        reply = one_page.get(path, **{"Accept-Language": "en"})
        assert reply.status == 403
        assert phrase("en", "staff_login.title_no_accounts") in reply.text and "lykbot users add NAME" in reply.text


def test_server_becomes_ready_by_itself_when_an_index_is_built(own_windows: Windows, one_page: Served) -> None:
    one_page.wait_until("no_index")
    reply = one_page.get("/readyz")
    assert reply.status == 503 and "lykbot build" in reply.json["reason"]
    assert one_page.get("/healthz").status == 200
    page = own_windows.open()
    expect(page.locator("#trouble")).to_have_text(phrase("en", "visitor.no_index"))
    reply = request(one_page.port, "POST", "/api/v1/ask", {"question": "What are the goals of Imatra?"})
    assert (reply.status, reply.json["error"]["code"]) == (503, "not_ready")
    _build_one_page(one_page)
    one_page.wait_until("ready")
    # The page notices too.
    expect(page.locator(".examples")).to_be_visible()
    assert municipalities(ask(page, "What are the goals of Imatra?")) == {"Imatra"}


def test_login_is_slowed_down(own_windows: Windows, one_page: Served) -> None:
    one_page.add_account(STAFF_NAME, STAFF_PASSWORD)
    page = own_windows.open("/staff")
    statuses = []
    page.on(
        "response", lambda response: statuses.append(response.status) if response.request.method == "POST" else None
    )
    for _ in range(5):
        log_in(page, password="wrong")
        expect(page.get_by_role("alert")).to_have_text(phrase("en", "staff_login.error_wrong"))
    # From then on the right one has to wait as well.
    log_in(page)
    expect(page.get_by_role("alert")).to_contain_text("Too many attempts")
    assert statuses == [401] * 5 + [429]


def test_conversation_goes_on_after_a_restart(own_windows: Windows, one_page: Served) -> None:
    if one_page.get("/readyz").status != 200:
        _build_one_page(one_page)
        one_page.wait_until("ready")
    page = own_windows.open(language="fi-FI")
    ask(page, "Mitkä ovat Imatran tavoitteet?")
    one_page.kill()
    box = page.locator("#question")
    box.fill("Kuka siellä on yhteyshenkilö?")
    box.press("Enter")
    turn = page.locator(".turn").nth(1)
    expect(turn).to_contain_text(phrase("fi", "visitor.lost"))
    again = one_page.start_again()
    try:
        expect(turn.locator(".contact-card").first).to_contain_text("Minna Leinonen", timeout=300_000)
        heard = page.evaluate("window.heard")
        assert heard.index(phrase("fi", "visitor.lost")) < heard.index(phrase("fi", "visitor.back"))
        expect(page.locator(".turn")).to_have_count(2)
    finally:
        again.stop()


# --- Behind a proxy, under a path prefix ---


@pytest.fixture(scope="module")
def prefixed(machine: Machine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("prefixed")
    served = start_server(machine, folder / "data", machine.index, LYKBOT_ROOT_PATH="/lykbot")
    try:
        served.add_account(STAFF_NAME, STAFF_PASSWORD)
        served.wait_until("ready")
        yield served
    finally:
        served.stop()


@pytest.mark.parametrize("takes_off", ["", "/lykbot"])
def test_everything_works_under_a_prefix(browser: Browser, prefixed: Served, takes_off: str) -> None:
    with proxy_before(prefixed.port, takes_off=takes_off) as port:
        windows = Windows(browser, f"http://127.0.0.1:{port}")
        page = windows.open("/lykbot/", language="sv-FI")
        turn = ask(page, "Vilka mål har Imatra?")
        turn.locator(".marker").last.click()
        turn.locator(".source:focus").get_by_role("link", name=phrase("sv", "source.read_page")).click()
        expect(page.locator("mark#quote")).to_be_in_viewport()
        page.get_by_role("link", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.locator(".document")).to_be_visible()
        page.get_by_role("link", name=phrase("en", "visitor.document_back")).click()
        turn = page.locator(".turn")
        expect(turn.locator(".answer")).to_be_visible()
        turn.locator("button[value=up]").click()
        expect(turn.locator(".said")).to_be_focused()
        page.goto(f"{windows.address}/lykbot/?q=Porin+aikajana")
        expect(page.locator(".turn .answer")).to_be_visible()
        page.goto(f"{windows.address}/lykbot/staff/audit")
        log_in(page)
        expect(page.locator("h1")).to_have_text(phrase("en", "staff_login.audit_title"))
        page.get_by_role("link", name=phrase("en", "staff.nav_feedback")).click()
        expect(page.locator(".entries > li").first).to_be_visible()
        page.get_by_role("button", name=phrase("en", "staff.log_out")).click()
        expect(page.locator("#name")).to_be_visible()
        outside = [url for url in windows.requests if not url.startswith(f"{windows.address}/lykbot/")]
        assert [url for url in outside if not url.startswith("data:")] == []
        windows.close()


# --- Of all of them ---


def test_no_process_tried_to_leave_the_machine(site: Served) -> None:
    assert site.machine.log.read_text(encoding="utf-8") == ""
    assert "Traceback" not in site.log.read_text(encoding="utf-8")


# --- What the README promises ---


def test_the_readme_s_questions_are_answered_each_in_its_language(site: Served) -> None:
    text = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
    table = text.partition("## Questions to try")[2].partition("\n\nFollow-ups")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if "?" in line]
    asked = [(question, language) for row in rows for question, language in zip(row, ("fi", "sv", "en"), strict=True)]
    answers = {question: site.ask(question) for question, _ in asked}
    got = {question: (answer["status"], answer["language"]) for question, answer in answers.items()}
    assert got == {question: ("answered", language) for question, language in asked}
    assert len(got) >= 15
