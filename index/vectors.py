"""The vectors of passages and their units, as memory-mapped arrays beside Chroma.

Chroma finds the neighbours; these give exact scores for the few passages that matter, and let a build take over what
did not change without embedding it again.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexCorruptError

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageVectors:
    """Vectors by row number.

    ``passages`` has shape (rows, dimension); ``units`` shape (all units, dimension), the units of row r being
    ``units[unit_starts[r]:unit_starts[r + 1]]``; ``unit_starts`` shape (rows + 1,), int64. All vectors are float32 of
    length 1. ``questions`` has the vectors of the example questions, shape (questions, dimension).
    """

    passages: Vectors
    units: Vectors
    unit_starts: NDArray[np.int64]
    questions: Vectors

    def __post_init__(self) -> None:
        rows = len(self.passages)
        if self.unit_starts.shape != (rows + 1,) or int(self.unit_starts[-1]) != len(self.units):
            raise IndexCorruptError(f"{rows} passages do not fit {len(self.units)} units; rebuild with `lykbot build`")

    def units_of(self, row: int) -> Vectors:
        """The vectors of a passage's units, shape (units, dimension)."""
        return self.units[self.unit_starts[row] : self.unit_starts[row + 1]]


def write_vectors(folder: Path, vectors: PassageVectors) -> None:
    """Writes the arrays into a folder that exists.

    Raises:
        OSError: They cannot be written, a full disk included.
    """
    np.save(folder / "passages.npy", vectors.passages)
    np.save(folder / "units.npy", vectors.units)
    np.save(folder / "unit_starts.npy", vectors.unit_starts)
    np.save(folder / "questions.npy", vectors.questions)


def open_vectors(folder: Path) -> PassageVectors:
    """The arrays of a folder, memory-mapped.

    Raises:
        IndexCorruptError: They are missing or damaged.
    """
    try:
        return PassageVectors(
            passages=np.load(folder / "passages.npy", mmap_mode="r"),
            units=np.load(folder / "units.npy", mmap_mode="r"),
            unit_starts=np.load(folder / "unit_starts.npy"),
            questions=np.load(folder / "questions.npy", mmap_mode="r"),
        )
    except (OSError, ValueError, EOFError) as error:
        raise IndexCorruptError(
            f"the vectors in {folder} cannot be read ({error}); rebuild with `lykbot build`"
        ) from error
