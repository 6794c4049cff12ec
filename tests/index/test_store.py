import socket
from collections.abc import Callable
from pathlib import Path

import chromadb
import numpy as np
import pytest
from chromadb.config import Settings
from numpy.typing import NDArray

from index.errors import StoreError
from index.store import Neighbour, VectorStore

_ROWS = np.array([10, 20, 30], dtype=np.int64)
# The same direction as the question, a right angle to it, the opposite: Chroma's distances 0, 1 and 2.
_VECTORS = np.array([[0, 1], [1, 0], [-1, 0]], dtype=np.float32)
_QUESTION = np.array([1, 0], dtype=np.float32)


@pytest.fixture(params=["embedded", "server"])
def url(request: pytest.FixtureRequest) -> str | None:
    """Both kinds of store are held to the same tests."""
    return str(request.getfixturevalue("chroma_url")) if request.param == "server" else None


@pytest.fixture
def generation(request: pytest.FixtureRequest) -> str:
    """A name of the test's own, for the server is shared."""
    return f"g{abs(hash(request.node.nodeid))}"


def rounded(found: tuple[Neighbour, ...]) -> list[tuple[int, float]]:
    return [(neighbour.row, round(neighbour.cosine, 6)) for neighbour in found]


def test_distances_0_1_and_2_are_cosines_1_0_and_minus_1(tmp_path: Path, generation: str, url: str | None) -> None:
    with VectorStore(tmp_path, generation, url) as store:
        store.add("fi", _ROWS, _VECTORS)
        assert rounded(store.search("fi", _QUESTION, 3)) == [(20, 1.0), (10, 0.0), (30, -1.0)]
    with VectorStore(tmp_path, generation, url) as opened:
        assert rounded(opened.search("fi", _QUESTION, 3)) == [(20, 1.0), (10, 0.0), (30, -1.0)]
        opened.drop()


def test_lengths_do_not_count(tmp_path: Path, generation: str) -> None:
    with VectorStore(tmp_path, generation, None) as store:
        store.add("fi", _ROWS, _VECTORS * np.float32(5))
        assert rounded(store.search("fi", _QUESTION * np.float32(3), 3)) == [(20, 1.0), (10, 0.0), (30, -1.0)]


def test_ranking_is_that_of_the_cosines(tmp_path: Path, generation: str, url: str | None) -> None:
    random = np.random.default_rng(5)
    vectors = random.normal(size=(2300, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    question = vectors[7]
    cosines = vectors @ question
    with VectorStore(tmp_path, generation, url) as store:
        store.add("sv", np.arange(len(vectors), dtype=np.int64), vectors)
        found = store.search("sv", question, 20)
        assert [neighbour.row for neighbour in found] == np.argsort(-cosines)[:20].tolist()
        assert [neighbour.cosine for neighbour in found] == pytest.approx(np.sort(cosines)[::-1][:20], abs=1e-5)
        store.drop()


def test_every_language_has_a_collection(tmp_path: Path, generation: str, url: str | None) -> None:
    with VectorStore(tmp_path, generation, url) as store:
        assert store.languages() == ()
        store.add("sv", _ROWS[:1], _VECTORS[:1])
        store.add("fi", _ROWS[1:], _VECTORS[1:])
        assert store.languages() == ("fi", "sv")
        assert rounded(store.search("sv", _QUESTION, 9)) == [(10, 0.0)]
        assert rounded(store.search("fi", _QUESTION, 1)) == [(20, 1.0)]
        assert store.search("en", _QUESTION, 9) == ()
        assert store.search("fi", _QUESTION, 0) == ()
        store.drop()
        assert store.languages() == ()
        assert store.search("fi", _QUESTION, 1) == ()


def test_adding_twice_duplicates_nothing(tmp_path: Path, generation: str) -> None:
    with VectorStore(tmp_path, generation, None) as store:
        store.add("fi", _ROWS, _VECTORS)
        store.add("fi", _ROWS, _VECTORS)
        assert len(store.search("fi", _QUESTION, 9)) == 3


def test_drop_leaves_other_generations(tmp_path: Path, generation: str, url: str | None) -> None:
    with VectorStore(tmp_path, generation, url) as old, VectorStore(tmp_path, f"{generation}-b", url) as new:
        old.add("fi", _ROWS, _VECTORS)
        new.add("fi", _ROWS, _VECTORS)
        old.drop()
        assert len(new.search("fi", _QUESTION, 9)) == 3
    with VectorStore(tmp_path, generation, url) as old, VectorStore(tmp_path, f"{generation}-b", url) as new:
        assert old.languages() == ()
        assert new.languages() == ("fi",)
        new.drop()


def test_one_of_two_that_are_open_may_close(tmp_path: Path, generation: str, url: str | None) -> None:
    with VectorStore(tmp_path, generation, url) as store:
        store.add("fi", _ROWS, _VECTORS)
        VectorStore(tmp_path, generation, url).close()
        assert len(store.search("fi", _QUESTION, 9)) == 3
        store.drop()


def test_reading_changes_no_file_size(tmp_path: Path, generation: str) -> None:
    def sizes() -> dict[str, int]:
        return {str(path): path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()}

    with VectorStore(tmp_path, generation, None) as store:
        store.add("fi", _ROWS, _VECTORS)
    before = sizes()
    with VectorStore(tmp_path, generation, None) as store:
        store.search("fi", _QUESTION, 2)
        assert sizes() == before
    assert sizes() == before


def test_wrong_dimension_is_a_store_error(tmp_path: Path, generation: str, url: str | None) -> None:
    with VectorStore(tmp_path, generation, url) as store:
        store.add("fi", _ROWS, _VECTORS)
        with pytest.raises(StoreError, match="dimension"):
            store.search("fi", np.ones(5, dtype=np.float32), 1)
        store.drop()


@pytest.mark.parametrize("address", ["localhost:8000", "ftp://127.0.0.1:1", "http://", "http://127.0.0.1:notaport"])
def test_an_address_that_is_none(tmp_path: Path, address: str) -> None:
    with pytest.raises(StoreError, match="LYKBOT_CHROMA_URL") as caught:
        VectorStore(tmp_path, "g", address)
    assert address in str(caught.value)


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(StoreError, match="LYKBOT_CHROMA_URL") as caught:
        VectorStore(tmp_path, "g", address)
    assert address in str(caught.value)
    assert "`chroma run`" in str(caught.value)


def test_something_else_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"no database at all" * 300)
    with pytest.raises(StoreError, match="rebuild the index with `lykbot build`"):
        VectorStore(tmp_path, "g", None)


@pytest.mark.parametrize("url", [None, "http://127.0.0.1:1"])
def test_telemetry_is_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str | None) -> None:
    seen: list[bool] = []

    def spy(real: Callable[..., object]) -> Callable[..., object]:
        def connect(*arguments: object, settings: Settings, **more: object) -> object:
            seen.append(settings.anonymized_telemetry)
            return real(*arguments, settings=settings, **more)

        return connect

    for name in ("PersistentClient", "HttpClient"):
        monkeypatch.setattr(chromadb, name, spy(getattr(chromadb, name)))
    try:
        VectorStore(tmp_path, "g", url).close()
    except StoreError:
        assert url is not None
    assert seen == [False]


def test_no_collection_brings_a_model(tmp_path: Path, generation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Chroma's default embedding function downloads an English model when it is first used.
    created: list[object] = []
    real: Callable[..., object] = chromadb.api.client.Client.create_collection

    def create(*arguments: object, embedding_function: object, **more: object) -> object:
        created.append(embedding_function)
        return real(*arguments, embedding_function=embedding_function, **more)

    monkeypatch.setattr(chromadb.api.client.Client, "create_collection", create)
    with VectorStore(tmp_path, generation, None) as store:
        store.add("fi", _ROWS, _VECTORS)
    assert created == [None]


def _unit(values: list[float]) -> NDArray[np.float32]:
    vector = np.array(values, dtype=np.float32)
    return vector / np.float32(np.linalg.norm(vector))


def test_a_cosine_stays_within_its_range(tmp_path: Path, generation: str) -> None:
    vectors = np.array([_unit([0.1, 0.7, 0.3, 0.2 * i]) for i in range(1, 40)])
    with VectorStore(tmp_path, generation, None) as store:
        store.add("fi", np.arange(len(vectors), dtype=np.int64), vectors)
        for vector in (*vectors, *-vectors):
            assert all(-1 <= neighbour.cosine <= 1 for neighbour in store.search("fi", vector, 40))
