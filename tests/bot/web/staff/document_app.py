"""The staff pages on documents over a real index of two sheets, with a rebuild that a test lets happen."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from starlette.testclient import TestClient

from bot import assembly
from bot.page_shelf import PageShelf
from bot.rebuilding import Built, Rebuilder, build_here
from bot.running_apart import Report
from bot.settings import Settings
from bot.web.error_replies import add_error_replies
from bot.web.staff import documents, uploads
from bot.web.staff.page_drafts import PageDrafts
from index.errors import IndexLockedError
from tests.bot.web.staff.staff_app import PASSWORD, StaffApp, make_app, read_token
from tests.fakes import FakeEmbedder

SHEET = """---
title: "Lapsiystävällinen Kemi <b>"
municipality: Kemi
language: fi
---
# Lapsiystävällinen Kemi

Kemi lähti mukaan malliin vuonna 2021.

Liisa Esimerkki
koordinaattori
puh. 016 123 4567
"""
OTHER = (
    "---\ntitle: Oulu\nmunicipality: Oulu\nlanguage: sv\nsource:\n  published: 2024-05\n---\n# Uleåborg\n\nBarn hörs.\n"
)
KEMI, OULU = "00000000000000aa.fi", "00000000000000bb.sv"


@dataclass(slots=True)
class Live:
    """What is told of a new index."""

    reason: str = ""
    reloads: int = 0

    def reload(self) -> None:
        self.reloads += 1


@dataclass(slots=True)
class DocumentApp:
    """The app, and what a test looks at."""

    staff: StaffApp
    settings: Settings
    shelf: PageShelf
    live: Live = field(default_factory=Live)
    is_locked: bool = False

    @property
    def rebuilder(self) -> Rebuilder:
        rebuilder: Rebuilder = self.staff.app.state.parts.rebuilder
        return rebuilder

    def build(self, settings: Settings, report: Report, stop: threading.Event) -> Built:
        if self.is_locked:
            raise IndexLockedError("process 1 is at it")
        return build_here(report, settings)

    def log_in(self, **headers: str) -> TestClient:
        browser = self.staff.browser(**headers)
        login = f"{self.staff.root_path}/staff/login"
        token = read_token(browser.get(login).text)
        done = browser.post(login, data={"name": "anna", "password": PASSWORD, "csrf_token": token})
        assert done.status_code == 303
        return browser

    def audit(self) -> Sequence[tuple[str, str]]:
        return [(line.action.value, line.subject) for line in self.staff.audit.lines(100, 0)]


def make_document_app(folder: Path, monkeypatch: pytest.MonkeyPatch, *, root_path: str = "") -> DocumentApp:
    """An app whose index holds two pages that staff added, and none of the sheets that ship."""
    monkeypatch.setattr(assembly, "make_embedder", lambda settings: FakeEmbedder(dimension=32))
    monkeypatch.setattr("bot.gathering.load_shipped_documents", lambda: ())
    monkeypatch.setattr(documents, "shipped_pages", lambda: ())
    # Without the second that another process takes to start.
    monkeypatch.setattr(
        uploads, "run_apart", lambda work, *arguments, limit_seconds: work(lambda message: None, *arguments)
    )
    settings = Settings(index_dir=folder / "index", cache_dir=folder / "cache", data_dir=folder / "data")
    staff = make_app(folder, root_path=root_path)
    staff.accounts.add("anna", PASSWORD)
    app = DocumentApp(staff=staff, settings=settings, shelf=PageShelf(settings.pages_dir))
    app.shelf.add(KEMI, ".md", SHEET)
    app.shelf.add(OULU, ".md", OTHER)
    assembly.build(settings)
    parts = vars(staff.app.state.parts) | {
        "settings": settings,
        "shelf": app.shelf,
        "rebuilder": Rebuilder(settings, app.live, app.build),
        "drafts": PageDrafts(),
    }
    staff.app.state.parts = SimpleNamespace(**parts)
    staff.app.include_router(documents.router)
    add_error_replies(staff.app)
    return app


def without_index(settings: Settings, folder: Path) -> Settings:
    """The settings with an index folder where there is none."""
    return replace(settings, index_dir=folder / "none")
