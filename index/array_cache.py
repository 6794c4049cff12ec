"""Arrays that take seconds to compute, kept as files: their numbers one after another, and nothing else."""

import logging
import math
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_log = logging.getLogger(__name__)


def cached_array(path: Path, shape: tuple[int, ...], compute: Callable[[], NDArray[np.float32]]) -> NDArray[np.float32]:
    """The array in a file, of this shape, float32; computed and written where there is no such file.

    A file of another size is replaced. An array that cannot be written is only computed again next time.
    """
    cached = _read(path, shape)
    if cached is not None:
        return cached
    array = compute()
    try:
        _write_atomically(path, array)
    except OSError as error:
        _log.warning("%s cannot be written and is computed again next time: %s", path, error.strerror)
    return array


def _read(path: Path, shape: tuple[int, ...]) -> NDArray[np.float32] | None:
    try:
        data = path.read_bytes()
    except OSError:
        return None
    if len(data) != math.prod(shape) * np.dtype(np.float32).itemsize:
        return None
    return np.frombuffer(data, dtype=np.float32).reshape(shape)


def _write_atomically(path: Path, array: NDArray[np.float32]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, partial = tempfile.mkstemp(suffix=path.suffix, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(array.astype(np.float32).tobytes())
        os.replace(partial, path)
    except OSError:
        Path(partial).unlink(missing_ok=True)
        raise
