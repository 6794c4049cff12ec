from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.array_cache import cached_array

_ARRAY = np.arange(6, dtype=np.float32).reshape(2, 3)


def never() -> NDArray[np.float32]:
    pytest.fail("computed though the file holds it")


def kept(path: Path, compute: Callable[[], NDArray[np.float32]] = never) -> NDArray[np.float32]:
    return cached_array(path, (2, 3), compute)


def test_an_array_is_computed_once_and_read_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "a.float32"
    for array in (kept(path, lambda: _ARRAY), kept(path)):
        assert array.dtype == np.float32
        assert array.tolist() == [[0, 1, 2], [3, 4, 5]]
    assert [file.name for file in path.parent.iterdir()] == ["a.float32"]


def test_what_is_computed_in_another_precision_is_kept_as_float32(tmp_path: Path) -> None:
    path = tmp_path / "a.float32"
    kept(path, lambda: _ARRAY.astype(np.float64))
    assert kept(path).dtype == np.float32


@pytest.mark.parametrize("damage", [b"", b"\0" * 23, b"\0" * 25, b"no array at all", b"\x93NUMPY" * 9])
def test_a_file_of_another_size_is_replaced(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "a.float32"
    path.write_bytes(damage)
    assert np.array_equal(kept(path, lambda: _ARRAY), _ARRAY)
    assert np.array_equal(kept(path), _ARRAY)


def test_an_array_of_another_shape_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.float32"
    cached_array(path, (2, 2), lambda: _ARRAY[:, :2])
    assert np.array_equal(kept(path, lambda: _ARRAY), _ARRAY)


def test_what_cannot_be_written_is_computed_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_bytes(b"")
    path = tmp_path / "file" / "a.float32"
    for _ in range(2):
        assert np.array_equal(kept(path, lambda: _ARRAY), _ARRAY)
    assert caplog.text.count("a.float32 cannot be written and is computed again next time: File exists") == 2


def test_a_write_that_fails_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(old: object, new: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("index.array_cache.os.replace", fail)
    assert np.array_equal(kept(tmp_path / "a.float32", lambda: _ARRAY), _ARRAY)
    assert list(tmp_path.iterdir()) == []


def test_a_computation_that_fails_leaves_no_file(tmp_path: Path) -> None:
    def fail() -> NDArray[np.float32]:
        raise RuntimeError("the model fails")

    with pytest.raises(RuntimeError, match="the model fails"):
        kept(tmp_path / "a.float32", fail)
    assert list(tmp_path.iterdir()) == []
