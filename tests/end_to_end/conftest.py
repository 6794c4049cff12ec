"""A real browser, and the real command and server that the tests of whole paths share.

`make test` sees to it that there is a browser (tests/install_browser.sh).
"""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from knowledge.loading import load_shipped_documents
from tests.end_to_end.machine import Machine
from tests.end_to_end.served import Served, start_server
from tests.end_to_end.windows import STAFF_NAME, STAFF_PASSWORD, Windows

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


@pytest.fixture(scope="session")
def machine(tmp_path_factory: pytest.TempPathFactory, model_cache_dir: Path) -> Machine:
    """The shipped sheets, indexed once a run by the real command."""
    machine = Machine(folder=tmp_path_factory.mktemp("machine"), cache=model_cache_dir)
    machine.cut_network()
    done = machine.run("build", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["report"]["documents"] == len(load_shipped_documents())
    return machine


# A process of its own, so that it may stay for the whole run.
@pytest.fixture(scope="session")
def site(machine: Machine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """lykbot as visitors and staff find it, on a copy of the machine's index; one account is there."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(machine.index, folder / "index")
    served = start_server(machine, folder / "data", folder / "index", LYKBOT_VISITOR_LIMIT="100000")
    try:
        served.add_account(STAFF_NAME, STAFF_PASSWORD)
        served.wait_until("ready")
        yield served
    finally:
        served.stop()


@pytest.fixture
def windows(browser: Browser, site: Served) -> Iterator[Windows]:
    """Windows on that site; afterwards, nothing in them has asked another machine for anything, or gone wrong."""
    windows = Windows(browser, site.address)
    yield windows
    windows.close()
