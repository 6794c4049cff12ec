from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.errors import IndexCorruptError
from index.vectors import PassageVectors, open_vectors, write_vectors


def made() -> PassageVectors:
    return PassageVectors(
        passages=np.eye(2, 3, dtype=np.float32),
        units=np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1]], dtype=np.float32),
        unit_starts=np.array([0, 1, 3], dtype=np.int64),
        questions=np.array([[0, 0.6, 0.8]], dtype=np.float32),
    )


def test_units_of_a_row() -> None:
    assert made().units_of(0).tolist() == [[1, 0, 0]]
    assert made().units_of(1).tolist() == [[0, 1, 0], [0, 0, 1]]


def test_round_trip_is_memory_mapped(tmp_path: Path) -> None:
    write_vectors(tmp_path, made())
    opened = open_vectors(tmp_path)
    assert isinstance(opened.passages, np.memmap)
    assert isinstance(opened.units, np.memmap)
    assert isinstance(opened.questions, np.memmap)
    for name in ("passages", "units", "unit_starts", "questions"):
        before, after = getattr(made(), name), getattr(opened, name)
        assert after.dtype == before.dtype
        assert after.tolist() == before.tolist()


@pytest.mark.parametrize("starts", [[0, 1], [0, 1, 2], [0, 1, 3, 3]])
def test_arrays_that_do_not_fit_are_refused(starts: list[int]) -> None:
    with pytest.raises(IndexCorruptError, match="2 passages do not fit 3 units; rebuild with `lykbot build`"):
        replace(made(), unit_starts=np.array(starts, dtype=np.int64))


def test_an_index_may_have_no_questions(tmp_path: Path) -> None:
    write_vectors(tmp_path, replace(made(), questions=np.zeros((0, 3), dtype=np.float32)))
    assert open_vectors(tmp_path).questions.shape == (0, 3)


@pytest.mark.parametrize("name", ["passages.npy", "units.npy", "unit_starts.npy", "questions.npy"])
@pytest.mark.parametrize("kept_bytes", [None, 0, 60, -4])
def test_damaged_files(tmp_path: Path, name: str, kept_bytes: int | None) -> None:
    write_vectors(tmp_path, made())
    path = tmp_path / name
    if kept_bytes is None:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:kept_bytes])
    with pytest.raises(IndexCorruptError, match="lykbot build"):
        open_vectors(tmp_path)


def test_a_folder_that_is_not_there_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        write_vectors(tmp_path / "missing", made())
