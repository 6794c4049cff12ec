"""A real browser for the tests of pages. `make test` sees to it that there is one (tests/install_browser.sh)."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

# The same names as tests/install_browser.sh looks for.
_NAMES = ("chromium", "chromium-browser", "google-chrome")
# Read here, before the tests' own environment takes every LYKBOT_ variable away.
_REQUIRED = os.environ.get("LYKBOT_TEST_BROWSER") == "required"
_MISSING = (
    "these tests did not run: there is no Chromium; install it with `apt-get install chromium` (Debian, Ubuntu), "
    "or name one with CHROMIUM=/path/to/chromium"
)
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    # Containers give shared memory too little room for a page.
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def find_chromium() -> str | None:
    """The path of the browser that CHROMIUM names, else of one that is installed."""
    names = (os.environ.get("CHROMIUM", ""), *_NAMES)
    return next((path for name in names if name and (path := shutil.which(name))), None)


# For a module, not for the whole run: while it is open, no other test could run an event loop of its own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, without a window; skipped with a loud reason where there is none, failed where one is required."""
    path = find_chromium()
    if path is None:
        if _REQUIRED:
            pytest.fail(f"LYKBOT_TEST_BROWSER=required, and {_MISSING}")
        pytest.skip(_MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield browser
        browser.close()
