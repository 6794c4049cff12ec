"""Windows of a browser in which the tests use lykbot, and what is written down of each: requests, dialogs, faults."""

from collections.abc import Sequence
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Locator, Page, Request, expect

LIMIT_MS = 60_000
STAFF_NAME, STAFF_PASSWORD = "Maija", "pitkä ja helppo muistaa"
expect.set_options(timeout=LIMIT_MS)
# A browser says so of every answer that is an error; those are the tests' own business.
_STATUS_SAID = "Failed to load resource"
_SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# What was told to screen readers, and which stages were shown: both are gone when the answer is there.
_LISTEN = """
window.heard = []; window.stages = [];
new MutationObserver(() => {
  const said = document.getElementById("status")?.textContent;
  if (said && window.heard.at(-1) !== said) window.heard.push(said);
  for (const stage of document.querySelectorAll(".stage")) {
    if (stage.textContent && window.stages.at(-1) !== stage.textContent) window.stages.push(stage.textContent);
  }
}).observe(document, { childList: true, subtree: true, characterData: true });
"""


class Windows:
    """Opens windows at an address, each with storage of its own.

    ``requests`` are the addresses that all of them have asked for, ``faults`` what the browser complained of.
    """

    def __init__(self, browser: Browser, address: str) -> None:
        self.address = address
        self.requests: list[str] = []
        self.faults: list[str] = []
        self._browser = browser
        self._contexts: list[BrowserContext] = []

    def context(self, *, language: str = "en-GB", width: int = 1280, **options: Any) -> BrowserContext:
        """A visitor's browser."""
        context = self._browser.new_context(locale=language, viewport={"width": width, "height": 900}, **options)
        context.set_default_timeout(LIMIT_MS)
        context.add_init_script(_LISTEN)
        context.on("request", self._see_request)
        context.on("console", self._see_message)
        context.on("dialog", self._see_dialog)
        context.on("weberror", lambda error: self.faults.append(str(error.error)))
        self._contexts.append(context)
        return context

    def open(self, path: str = "/", **options: Any) -> Page:
        """A page in a window of its own."""
        page = self.context(**options).new_page()
        page.goto(f"{self.address}{path}")
        return page

    def close(self) -> None:
        """Closes them all, and says what should not have happened in any."""
        for context in self._contexts:
            context.close()
        abroad = [url for url in self.requests if not url.startswith((f"{self.address}/", "data:", "about:"))]
        assert abroad == [], "requests went elsewhere"
        assert self.faults == [], "the browser complained"

    def _see_request(self, request: Request) -> None:
        self.requests.append(request.url)

    def _see_message(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(_STATUS_SAID):
            self.faults.append(message.text)

    def _see_dialog(self, dialog: Dialog) -> None:
        self.faults.append(f"a dialog: {dialog.message}")
        dialog.dismiss()


def ask(page: Page, question: str) -> Locator:
    """The turn of a question that was typed and answered."""
    count = page.locator(".turn").count()
    box = page.locator("#question")
    box.fill(question)
    box.press("Enter")
    turn = page.locator(".turn").nth(count)
    expect(turn.locator(".answer")).to_be_visible(timeout=LIMIT_MS)
    return turn


def municipalities(turn: Locator) -> set[str]:
    """Those that the sources of a turn are about, as they are named there."""
    headings = turn.locator(".source h4").all_text_contents()
    return {heading.split(":")[0].split(maxsplit=1)[1] for heading in headings}


def scrolls_sideways(page: Page) -> bool:
    """Whether a page is wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def log_in(page: Page, name: str = STAFF_NAME, password: str = STAFF_PASSWORD) -> None:
    """Fills in and sends the login form that a page shows."""
    page.locator("#name").fill(name)
    page.locator("#password").fill(password)
    page.locator("main button[type=submit]").click()


def assert_nothing_took_effect(page: Page, *others: str) -> None:
    """Holds that a page with hostile text in it has nothing of what the text tries to bring, nor what it would do.

    Args:
        page: A page whose content is shown.
        others: More selectors of what must not be there.
    """
    assert page.evaluate("window.taken") is None
    inside = page.locator("main")
    brought = ("script", "img", "iframe", "style", "[onerror]", "a[href^='javascript']", "a[href*='//example.com']")
    for selector in (*brought, *others):
        assert inside.locator(selector).count() == 0, selector


def find_barriers(page: Page, widths: Sequence[int] = (360, 1400)) -> list[str]:
    """What axe finds against a page, narrow and wide, light and dark."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in _SCHEMES:
            page.emulate_media(color_scheme=scheme)
            for violation in Axe().run(page).response["violations"]:
                nodes = [node["html"][:160] for node in violation["nodes"][:3]]
                found.append(f"{page.url} {width} {scheme}: {violation['impact']} {violation['id']} {nodes}")
    return found
