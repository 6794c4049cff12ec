"""Rebuilding in the background: one at a time, told step by step, and without harm when it fails."""

import threading
from pathlib import Path

import pytest

from bot import assembly
from bot.page_shelf import PageShelf
from bot.rebuilding import Built, Rebuild, Rebuilder, RebuildState, build_apart, build_here
from bot.running_apart import ApartError, Report, StoppedError
from bot.settings import Settings
from index.errors import BuildError, IndexLockedError
from index.preparing import Progress
from knowledge.errors import LykbotError
from tests.bot.test_page_shelf import ID, write_page
from tests.fakes import FakeEmbedder

BUILT = Built(documents=3, added=1, replaced=0, removed=2, left_out=("kemi.md: empty",))


class FakeLive:
    """Counts how often it was told of a new index."""

    def __init__(self, reason: str = "") -> None:
        self.reason = reason
        self.reloads = 0

    def reload(self) -> None:
        self.reloads += 1


class FakeBuild:
    """A build that waits until a test lets it go on."""

    def __init__(self, error: Exception | None = None) -> None:
        self.count = 0
        self.begun = threading.Semaphore(0)
        self.go_on = threading.Semaphore(0)
        self._error = error

    def __call__(self, settings: Settings, report: Report, stop: threading.Event) -> Built:
        self.count += 1
        report(Progress(stage="store fi", done=2, total=5))
        self.begun.release()
        while not self.go_on.acquire(timeout=0.01):
            if stop.is_set():
                raise StoppedError("stopped")
        if self._error is not None:
            raise self._error
        return BUILT


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(index_dir=tmp_path / "index", cache_dir=tmp_path / "cache", data_dir=tmp_path / "data")


def rebuild(settings: Settings, error: Exception | None = None, reason: str = "") -> Rebuild:
    build = FakeBuild(error)
    build.go_on.release()
    rebuilder = Rebuilder(settings, FakeLive(reason), build)
    rebuilder.start("anna")
    rebuilder.wait()
    return rebuilder.last


def test_before_any(settings: Settings) -> None:
    last = Rebuilder(settings, FakeLive(), FakeBuild()).last
    assert (last.state, last.seconds) == (RebuildState.NEVER, 0)


def test_from_start_to_end(settings: Settings) -> None:
    live, build = FakeLive(), FakeBuild()
    rebuilder = Rebuilder(settings, live, build)
    rebuilder.start("anna")
    build.begun.acquire()
    running = rebuilder.last
    assert (running.state, running.stage, running.done, running.total) == (RebuildState.RUNNING, "store", 2, 5)
    assert (running.started_by, live.reloads) == ("anna", 0)
    build.go_on.release()
    rebuilder.wait()
    last = rebuilder.last
    assert (last.state, last.documents, last.added, last.removed) == (RebuildState.DONE, 3, 1, 2)
    assert (last.left_out, last.message) == (1, "kemi.md: empty")
    assert last.ended_at is not None
    assert live.reloads == 1


def test_what_changes_meanwhile_is_built_too(settings: Settings) -> None:
    live, build = FakeLive(), FakeBuild()
    rebuilder = Rebuilder(settings, live, build)
    rebuilder.start("anna")
    build.begun.acquire()
    rebuilder.start("bertil")
    rebuilder.start("cilla")
    assert rebuilder.last.again
    build.go_on.release()
    build.begun.acquire()
    second = rebuilder.last
    assert (second.state, second.again) == (RebuildState.RUNNING, False)
    build.go_on.release()
    rebuilder.wait()
    assert (build.count, live.reloads, rebuilder.last.state) == (2, 2, RebuildState.DONE)


@pytest.mark.parametrize(
    ("error", "state", "message"),
    [
        (IndexLockedError("process 1 is at it"), RebuildState.LOCKED, "process 1 is at it"),
        (BuildError("the disk is full"), RebuildState.FAILED, "the disk is full"),
        (ApartError("it died"), RebuildState.BROKEN, "it died"),
        (ZeroDivisionError("inside"), RebuildState.BROKEN, ""),
    ],
)
def test_failure(settings: Settings, error: Exception, state: RebuildState, message: str) -> None:
    last = rebuild(settings, error)
    assert (last.state, last.message) == (state, message)
    assert last.ended_at is not None


def test_index_that_cannot_be_opened(settings: Settings) -> None:
    last = rebuild(settings, reason="the index is damaged")
    assert (last.state, last.message) == (RebuildState.FAILED, "the index is damaged")


def test_another_one_after_a_failure(settings: Settings) -> None:
    build = FakeBuild(BuildError("no"))
    rebuilder = Rebuilder(settings, FakeLive(), build)
    for _ in range(2):
        build.go_on.release()
        rebuilder.start("anna")
        rebuilder.wait()
    assert build.count == 2


def test_close_ends_what_is_under_way(settings: Settings) -> None:
    live, build = FakeLive(), FakeBuild()
    rebuilder = Rebuilder(settings, live, build)
    rebuilder.start("anna")
    build.begun.acquire()
    rebuilder.start("anna")
    rebuilder.close()
    assert rebuilder.last.state is RebuildState.STOPPED
    rebuilder.start("anna")
    assert (build.count, live.reloads) == (1, 0)


@pytest.fixture
def _fake_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assembly, "make_embedder", lambda settings: FakeEmbedder(dimension=32))


@pytest.mark.usefixtures("_fake_model")
def test_real_build(settings: Settings) -> None:
    shelf = PageShelf(settings.pages_dir)
    shelf.add(ID, ".md", write_page())
    told: list[object] = []
    built = build_here(told.append, settings)
    assert built.documents == built.added == len(assembly.read_facts(settings).documents)
    assert {"split", "embed"} <= {message.stage for message in told if isinstance(message, Progress)}
    shelf.remove(ID)
    assert build_here(told.append, settings).removed == 1


def test_build_in_another_process_fails_as_it_would_here(settings: Settings) -> None:
    settings.index_dir.mkdir()
    (settings.index_dir / "somebody's.txt").write_text("", encoding="utf-8")
    with pytest.raises(LykbotError) as here:
        build_here(lambda message: None, settings)
    with pytest.raises(type(here.value)) as there:
        build_apart(settings, lambda message: None, threading.Event())
    assert str(there.value) == str(here.value)
