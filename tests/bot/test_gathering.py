"""What an index is made of."""

from pathlib import Path

import pytest

from bot.gathering import gather_pages
from bot.page_shelf import PageShelf, shipped_pages
from tests.bot.test_page_shelf import ID, SHIPPED, write_page


@pytest.fixture
def shelf(tmp_path: Path) -> PageShelf:
    return PageShelf(tmp_path / "pages")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "kemi.fi.md"
    path.write_text("# Kemi\n\nKemi kuulee lapsia.\n", encoding="utf-8")
    return path


def test_sheets_added_pages_and_those_named(shelf: PageShelf, own: Path) -> None:
    shelf.add(ID, ".md", write_page())
    gathered = gather_pages(shelf, [own], only=False)
    ids = [document.document_id for document in gathered.documents]
    assert ids == sorted([*(page.document_id for page in shipped_pages()), ID, "kemi.fi"])
    assert [(page.document_id, page.inferred) for page in gathered.own] == [
        (ID, ()),
        ("kemi.fi", ("municipality", "language", "title")),
    ]
    assert (gathered.problems, gathered.skipped) == ((), ())


def test_sheets_that_were_taken_out_are_left_out(shelf: PageShelf) -> None:
    shelf.remove(SHIPPED)
    gathered = gather_pages(shelf, [], only=False)
    assert SHIPPED not in {document.document_id for document in gathered.documents}
    assert len(gathered.documents) == len(shipped_pages()) - 1


def test_page_that_was_taken_out_is_left_out(shelf: PageShelf) -> None:
    shelf.add(ID, ".md", write_page())
    shelf.remove(ID)
    assert gather_pages(shelf, [], only=False).own == ()


def test_only_leaves_out_what_staff_added_too(shelf: PageShelf, own: Path) -> None:
    shelf.add(ID, ".md", write_page())
    gathered = gather_pages(shelf, [own], only=True)
    assert [document.document_id for document in gathered.documents] == ["kemi.fi"]


def test_added_page_that_cannot_be_read_is_told(shelf: PageShelf) -> None:
    shelf.add(ID, ".md", "---\nlanguage: fi\nmunicipality: Nowhere\n---\nTekstiä.\n")
    gathered = gather_pages(shelf, [], only=False)
    (problem,) = gathered.problems
    assert problem.path == shelf.paths()[0]
    assert "Nowhere" in problem.reason
