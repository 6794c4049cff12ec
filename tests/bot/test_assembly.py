"""Building real parts: what goes into an index, what is left out and why, and what is opened."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot import assembly
from bot.page_shelf import PageShelf
from bot.schema import Question
from bot.settings import Settings
from index.errors import BuildError, IndexMismatchError, IndexMissingError
from index.preparing import Progress
from index.schema import IndexSettings
from knowledge.errors import DocumentError
from knowledge.loading import LoadProblem
from tests.fakes import FakeEmbedder

_PAGE = "# Kemin tavoitteet\n\nKemi lisää lasten osallisuutta ja kuulee lapsia joka vuosi.\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(index_dir=tmp_path / "index", cache_dir=tmp_path / "cache", data_dir=tmp_path / "data")


@pytest.fixture(autouse=True)
def embedders(monkeypatch: pytest.MonkeyPatch) -> list[FakeEmbedder]:
    """The models that were loaded."""
    loaded: list[FakeEmbedder] = []

    def make(settings: Settings) -> FakeEmbedder:
        loaded.append(FakeEmbedder(dimension=32))
        return loaded[-1]

    monkeypatch.setattr(assembly, "make_embedder", make)
    return loaded


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "kemi.fi.md").write_text(_PAGE, encoding="utf-8")
    return folder


def test_shipped_sheets_and_own_pages(settings: Settings, pages: Path) -> None:
    outcome = assembly.build(settings, [pages])
    assert outcome.problems == ()
    (page,) = outcome.pages
    assert (page.document_id, page.municipality, page.inferred) == (
        "kemi.fi",
        "Kemi",
        ("municipality", "language", "title"),
    )
    assert page.path == pages / "kemi.fi.md"
    status = assembly.read_status(settings)
    assert status.documents == outcome.report.documents == len(assembly.load_sheets(None).documents) + 1
    assert {"Helsinki", "Imatra", "Kemi", "Lohja", "Pori"} <= set(status.municipalities)
    assert status.mismatch is None
    assert status.size_bytes > 1000


def test_only_own_pages(settings: Settings, pages: Path) -> None:
    assembly.build(settings, [pages], only=True)
    assert assembly.read_status(settings).municipalities == ("Kemi",)


def test_second_build_loads_no_model(settings: Settings, pages: Path, embedders: list[FakeEmbedder]) -> None:
    assembly.build(settings, [pages], only=True)
    before = assembly.read_status(settings)
    report = assembly.build(settings, [pages], only=True).report
    assert len(embedders) == 1
    assert (report.documents_unchanged, report.texts_embedded) == (1, 0)
    assert assembly.read_status(settings) == before


def test_progress_and_problems_are_reported(settings: Settings, pages: Path) -> None:
    (pages / "bad.md").write_bytes(b"\xff\xfe")
    stages: list[str] = []
    problems: list[LoadProblem] = []

    def report_progress(progress: Progress) -> None:
        assert problems, "problems are told before anything is built"
        stages.append(progress.stage)

    outcome = assembly.build(settings, [pages], True, report_progress, problems.append)
    assert tuple(problems) == outcome.problems
    assert {"load the model", "measure the languages", "embed"} <= set(stages)


def test_page_with_the_id_of_a_shipped_sheet(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "own" / "imatra"
    folder.mkdir(parents=True)
    (folder / "lapsiystavallinen-kunta.fi.md").write_text(_PAGE, encoding="utf-8")
    outcome = assembly.build(settings, [tmp_path / "own"])
    (problem,) = outcome.problems
    assert problem.path == folder / "lapsiystavallinen-kunta.fi.md"
    assert "A shipped sheet is imatra/lapsiystavallinen-kunta.fi too." in problem.reason
    assert outcome.pages == ()
    assert assembly.build(settings, [tmp_path / "own"], only=True).problems == ()


def test_two_pages_with_one_id(settings: Settings, pages: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "kemi.fi.md"
    other.parent.mkdir()
    other.write_text(_PAGE + "\nLisää.\n", encoding="utf-8")
    outcome = assembly.build(settings, [pages, other], only=True)
    assert [problem.path for problem in outcome.problems] == [other]
    assert len(outcome.pages) == 1


def test_the_same_file_twice_is_no_problem(settings: Settings, pages: Path) -> None:
    (pages / "x.png").write_bytes(b"")
    outcome = assembly.build(settings, [pages, pages, pages / "kemi.fi.md"], only=True)
    assert (len(outcome.pages), outcome.problems, outcome.skipped) == (1, (), (pages / "x.png",))


def test_folder_without_pages_is_named(settings: Settings, pages: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    outcome = assembly.build(settings, [empty, pages], only=True)
    assert [(problem.path, problem.reason) for problem in outcome.problems] == [
        (empty, "Holds no .md, .markdown or .txt file.")
    ]
    assert len(outcome.pages) == 1


def test_nothing_readable_keeps_the_old_index(settings: Settings, pages: Path, tmp_path: Path) -> None:
    assembly.build(settings, [pages], only=True)
    before = assembly.read_status(settings)
    bad = tmp_path / "bad.md"
    bad.write_bytes(b"\x00\x01")
    problems: list[LoadProblem] = []
    with pytest.raises(BuildError, match="nothing to index"):
        assembly.build(settings, [bad], only=True, report_problem=problems.append)
    assert [problem.path for problem in problems] == [bad]
    assert assembly.read_status(settings) == before


@pytest.mark.parametrize("call", [lambda s, p: assembly.build(s, [p]), lambda s, p: assembly.load_sheets(p)])
def test_path_that_does_not_exist(settings: Settings, tmp_path: Path, call: Callable[[Settings, Path], object]) -> None:
    with pytest.raises(DocumentError, match=r"missing cannot be found .* Give a folder or a file"):
        call(settings, tmp_path / "missing")
    assert not settings.index_dir.exists()


def test_open_bot(settings: Settings, pages: Path) -> None:
    assembly.build(settings, [pages], only=True)
    answer = assembly.open_bot(settings).answer(Question(text="Mitä Kemi lisää?", language="fi"))
    assert answer.language == "fi"
    assert not answer.status.startswith("failed_"), answer


def test_open_bot_loads_no_model_in_vain(settings: Settings, pages: Path, embedders: list[FakeEmbedder]) -> None:
    with pytest.raises(IndexMissingError, match="run `lykbot build` first"):
        assembly.open_bot(settings)
    assembly.build(settings, [pages], only=True)
    other = Settings(
        index_dir=settings.index_dir,
        cache_dir=settings.cache_dir,
        data_dir=settings.data_dir,
        index=IndexSettings(max_chunk_tokens=99),
    )
    with pytest.raises(IndexMismatchError, match="passage size 200, the settings say 99"):
        assembly.open_bot(other)
    assert len(embedders) == 1
    mismatch = assembly.read_status(other).mismatch
    assert mismatch is not None
    assert "passage size" in mismatch


def test_status_without_an_index(settings: Settings) -> None:
    with pytest.raises(IndexMissingError):
        assembly.read_status(settings)


def test_facts_are_read_without_a_model(settings: Settings, pages: Path, embedders: list[FakeEmbedder]) -> None:
    with pytest.raises(IndexMissingError):
        assembly.read_facts(settings)
    (pages / "kemi.fi.md").write_text("# Kemi\n\nKemi sai tunnustuksen vuonna 2019.\n", encoding="utf-8")
    assembly.build(settings, [pages], only=True)
    indexed = assembly.read_facts(settings)
    assert [document.document_id for document in indexed.documents] == ["kemi.fi"]
    assert [event.municipality for event in indexed.facts.events] == ["Kemi"]
    assert len(embedders) == 1


def test_status_counts_documents_of_no_municipality_last(settings: Settings) -> None:
    assembly.build(settings)
    counts = assembly.read_status(settings).counts
    assert counts[-1].municipality is None
    assert sum(count.documents for count in counts) == len(assembly.load_sheets(None).documents)


def test_pages_that_staff_added_and_sheets_they_took_out(settings: Settings, pages: Path) -> None:
    shelf = PageShelf(settings.pages_dir)
    text = f'---\ntitle: "Kemi"\nmunicipality: "Kemi"\nlanguage: "fi"\n---\n{_PAGE}'
    shelf.add("0123456789abcdef.fi", ".md", text)
    shelf.remove("imatra/lapsiystavallinen-kunta.sv")
    assembly.build(settings)
    held = {document.document_id for document in assembly.read_facts(settings).documents}
    assert "0123456789abcdef.fi" in held
    assert "imatra/lapsiystavallinen-kunta.sv" not in held
    assert "imatra/lapsiystavallinen-kunta.fi" in held
    assembly.build(settings, [pages], only=True)
    assert [document.document_id for document in assembly.read_facts(settings).documents] == ["kemi.fi"]


def test_an_opener_loads_the_model_once(settings: Settings, pages: Path, embedders: list[FakeEmbedder]) -> None:
    assembly.build(settings, [pages], only=True)
    embedders.clear()
    opener = assembly.BotOpener()
    first, second = opener(settings), opener(settings)
    assert len(embedders) == 1
    first.close()
    assert second.answer(Question(text="Kuka kuulee lapsia?")).language == "fi"
    second.close()
