"""The page that shows how far a rebuild is."""

from pathlib import Path

import pytest

from bot.rebuilding import OPEN_STAGE, Rebuild, RebuildState
from bot.web.staff.rebuilding import tell_rebuild
from knowledge.schema import LANGUAGES, Language
from tests.bot.web.staff.document_app import DocumentApp, make_document_app
from tests.bot.web.staff.staff_app import read_token
from tests.bot.web.staff.test_documents import text_of


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DocumentApp:
    return make_document_app(tmp_path, monkeypatch)


def test_before_any(app: DocumentApp) -> None:
    browser = app.log_in()
    assert "has not been rebuilt" in text_of(browser.get("/staff/rebuild").text)
    assert browser.get("/staff/rebuild/state").json()["running"] is False


def test_start(app: DocumentApp) -> None:
    browser = app.log_in()
    token = read_token(browser.get("/staff/rebuild").text)
    answer = browser.post("/staff/rebuild", data={"csrf_token": token})
    assert (answer.status_code, answer.headers["location"]) == (303, "/staff/rebuild")
    app.rebuilder.wait()
    page = browser.get("/staff/rebuild").text
    assert "The index is ready. Documents 2" in text_of(page)
    assert "Started by anna" in text_of(page)
    assert "staff-progress.js" not in page
    assert app.audit()[0] == ("index_rebuilt", "")


def test_somebody_else_builds(app: DocumentApp) -> None:
    app.is_locked = True
    browser = app.log_in()
    browser.post("/staff/rebuild", data={"csrf_token": read_token(browser.get("/staff/rebuild").text)})
    app.rebuilder.wait()
    shown = text_of(browser.get("/staff/rebuild").text)
    assert "is being built elsewhere" in shown
    assert "process 1 is at it" in shown


def test_under_way(app: DocumentApp, monkeypatch: pytest.MonkeyPatch) -> None:
    running = Rebuild(state=RebuildState.RUNNING, stage="embed", done=3, total=12, started_by="", again=True)
    monkeypatch.setattr(type(app.rebuilder), "last", property(lambda self: running))
    browser = app.log_in()
    page = browser.get("/staff/rebuild").text
    assert 'max="12" value="3"' in page
    assert 'data-address="/staff/rebuild/state?lang=en"' in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "another one follows" in text_of(page)
    state = browser.get("/staff/rebuild/state?lang=fi")
    assert state.json() == {"running": True, "said": "Luetaan kappaleita", "done": 3, "total": 12, "seconds": 0}
    assert state.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", RebuildState)
def test_every_state_is_told(language: Language, state: RebuildState) -> None:
    assert tell_rebuild(Rebuild(state=state), language)


# Those of index.preparing, index.building and bot.assembly, by their first words.
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_stage_is_told_by_itself(language: Language) -> None:
    stages = ["", "load", "measure", "split", "embed", "store", OPEN_STAGE]
    told = [tell_rebuild(Rebuild(state=RebuildState.RUNNING, stage=stage), language) for stage in stages]
    assert len(set(told)) == len(stages)
    assert tell_rebuild(Rebuild(state=RebuildState.RUNNING, stage="something new"), language) == told[0]
