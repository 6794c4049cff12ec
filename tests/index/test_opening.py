"""Opening an index: what is missing, damaged or built otherwise is named, with the command that mends it."""

from pathlib import Path

import pytest

from index.building import build_index
from index.errors import IndexCorruptError, IndexMismatchError, IndexMissingError
from index.folder import current_generation, generation_folder
from index.opening import open_index
from index.retrieval import SearchIndex
from index.schema import IndexSettings, SearchRequest
from tests.fakes import FakeEmbedder, make_document

_TABLE = {"leikki": (1, 0, 0), "koulu": (0, 1, 0)}
_SETTINGS = IndexSettings(max_chunk_tokens=4)
_PAGE = make_document("Täällä on leikki nyt.\n\nTäällä on koulu nyt.", "imatra/sivu.fi")


def ask(index: SearchIndex) -> str:
    """The passage that is nearest to a question about school."""
    return index.retrieve(SearchRequest(text="koulu", language="fi", municipalities=(), top_k=1))[0].chunk.text


@pytest.fixture
def built(tmp_path: Path) -> Path:
    build_index([_PAGE], tmp_path / "index", _SETTINGS, lambda: FakeEmbedder(_TABLE, dimension=4))
    return tmp_path / "index"


def open_built(folder: Path, settings: IndexSettings = _SETTINGS) -> SearchIndex:
    return open_index(folder, settings, FakeEmbedder(_TABLE, dimension=4), folder.parent / "cache")


def test_opening_measures_the_means_once(built: Path) -> None:
    embedder = FakeEmbedder(_TABLE, dimension=4)
    open_index(built, _SETTINGS, embedder, built.parent / "cache").close()
    assert embedder.passages
    again = FakeEmbedder(_TABLE, dimension=4)
    index = open_index(built, _SETTINGS, again, built.parent / "cache")
    assert ask(index) == "Täällä on koulu nyt."
    assert (again.passages, again.questions) == ([], ["koulu"])
    index.close()


def test_an_index_may_be_open_twice(built: Path) -> None:
    first, second = open_built(built), open_built(built)
    expected = ask(first)
    first.close()
    assert ask(second) == expected
    second.close()
    third = open_built(built)
    assert ask(third) == expected
    third.close()


def test_no_index_is_no_index(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError, match="lykbot build"):
        open_built(tmp_path / "missing")


def test_other_settings_are_refused(built: Path) -> None:
    with pytest.raises(IndexMismatchError, match="passage size 4, the settings say 200"):
        open_built(built, IndexSettings())


@pytest.mark.parametrize("name", ["records.sqlite", "units.npy", "chroma/chroma.sqlite3"])
def test_a_truncated_file_is_named(built: Path, name: str) -> None:
    path = generation_folder(built, str(current_generation(built))) / name
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(IndexCorruptError, match=rf"{name} has \d+ bytes where \d+ are expected; rebuild"):
        open_built(built)
