"""The pages that staff added: written whole, taken out and put back without anything being lost."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import KeepingError
from bot.page_shelf import PageShelf, is_added, shipped_pages
from knowledge.loading import load_shipped_documents

ID = "0123456789abcdef.fi"
SHIPPED = "imatra/lapsiystavallinen-kunta.fi"


def write_page(title: str = "Kemi", text: str = "Kemi kuulee lapsia.") -> str:
    return f'---\ntitle: "{title}"\nmunicipality: "Kemi"\nlanguage: "fi"\n---\n{text}\n'


@pytest.fixture
def shelf(tmp_path: Path) -> PageShelf:
    return PageShelf(tmp_path / "pages")


def test_nothing_is_there_and_nothing_is_made(shelf: PageShelf, tmp_path: Path) -> None:
    assert (shelf.paths(), shelf.pages(), shelf.removed(), shelf.taken_out()) == ((), (), (), frozenset())
    assert not (tmp_path / "pages").exists()


def test_added_page(shelf: PageShelf, tmp_path: Path) -> None:
    assert shelf.add(ID, ".md", write_page()) is False
    assert shelf.paths() == (tmp_path / "pages" / f"{ID}.md",)
    assert shelf.paths()[0].read_text(encoding="utf-8") == write_page()
    (page,) = shelf.pages()
    assert (page.document_id, page.page_id, page.title, page.municipality, page.language) == (
        ID,
        "0123456789abcdef",
        "Kemi",
        "Kemi",
        "fi",
    )
    assert sorted(path.name for path in (tmp_path / "pages").iterdir()) == [f"{ID}.md"]


@given(name=st.text(max_size=40))
def test_no_other_name_reaches_the_disk(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.getbasetemp() / "no-names"
    if not is_added(name):
        with pytest.raises(KeepingError, match="is no name for a page"):
            PageShelf(folder).add(name, ".md", write_page())
    assert not folder.exists()


@pytest.mark.parametrize("name", ["../0123456789abcdef.fi", f"{ID}/x", f"{ID}\n", "0123456789ABCDEF.fi", f"{ID}.fi"])
def test_names_that_look_like_ours(shelf: PageShelf, name: str) -> None:
    with pytest.raises(KeepingError):
        shelf.add(name, ".md", write_page())


def test_other_endings_are_refused(shelf: PageShelf) -> None:
    with pytest.raises(KeepingError):
        shelf.add(ID, ".html", write_page())


def test_page_that_makes_way_is_kept(shelf: PageShelf, tmp_path: Path) -> None:
    shelf.add(ID, ".txt", write_page(text="Ennen."))
    assert shelf.add(ID, ".md", write_page(text="Nyt.")) is True
    assert [path.name for path in shelf.paths()] == [f"{ID}.md"]
    (kept,) = (tmp_path / "pages" / "removed").iterdir()
    assert "Ennen." in kept.read_text(encoding="utf-8")
    assert shelf.removed() == ()


def test_added_page_is_taken_out_and_put_back(shelf: PageShelf) -> None:
    shelf.add(ID, ".md", write_page(text="Ennen."))
    shelf.add(ID, ".txt", write_page(text="Nyt."))
    shelf.remove(ID)
    assert shelf.pages() == ()
    assert [page.document_id for page in shelf.removed()] == [ID]
    shelf.restore(ID)
    (path,) = shelf.paths()
    assert path.name == f"{ID}.txt"
    assert "Nyt." in path.read_text(encoding="utf-8")
    assert shelf.removed() == ()


def test_shipped_sheet_is_taken_out_and_put_back(shelf: PageShelf) -> None:
    shelf.remove(SHIPPED)
    shelf.remove(SHIPPED)
    assert shelf.taken_out() == {SHIPPED}
    (page,) = shelf.removed()
    assert (page.document_id, page.municipality, page.language) == (SHIPPED, "Imatra", "fi")
    shelf.restore(SHIPPED)
    assert (shelf.taken_out(), shelf.removed()) == (frozenset(), ())


@pytest.mark.parametrize("document_id", ["", "kemi.fi", "../../etc/passwd", ID])
def test_what_is_not_there(shelf: PageShelf, document_id: str) -> None:
    with pytest.raises(KeepingError, match="to take out"):
        shelf.remove(document_id)
    with pytest.raises(KeepingError, match="was taken out"):
        shelf.restore(document_id)


def test_page_that_is_there_is_not_put_back(shelf: PageShelf) -> None:
    shelf.add(ID, ".md", write_page(text="Ennen."))
    shelf.add(ID, ".md", write_page(text="Nyt."))
    with pytest.raises(KeepingError):
        shelf.restore(ID)
    assert "Nyt." in shelf.paths()[0].read_text(encoding="utf-8")


def test_files_of_others_are_left_alone(shelf: PageShelf, tmp_path: Path) -> None:
    shelf.add(ID, ".md", write_page())
    (tmp_path / "pages" / "notes.md").write_text("Muistiinpanoja.", encoding="utf-8")
    assert [path.name for path in shelf.paths()] == [f"{ID}.md"]


def test_page_that_cannot_be_read_is_left_to_the_build(shelf: PageShelf) -> None:
    shelf.add(ID, ".md", "---\ntitle: [\n---\n")
    assert shelf.pages() == ()
    assert len(shelf.paths()) == 1


def test_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "pages").write_text("", encoding="utf-8")
    with pytest.raises(KeepingError, match=r"cannot be read or written .* LYKBOT_DATA_DIR"):
        PageShelf(tmp_path / "pages").add(ID, ".md", write_page())


def test_shipped_pages_are_the_sheets_that_ship() -> None:
    assert [page.document_id for page in shipped_pages()] == [page.document_id for page in load_shipped_documents()]
    assert {page.document_id: page.page_id for page in shipped_pages()}[SHIPPED] == SHIPPED.removesuffix(".fi")


@pytest.mark.parametrize(("document_id", "expected"), [(ID, True), (SHIPPED, False), ("kemi.fi", False)])
def test_is_added(document_id: str, expected: bool) -> None:
    assert is_added(document_id) is expected
