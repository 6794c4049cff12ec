"""Where a measurement keeps what it makes: indexes and vectors."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def work_folder(chosen: Path | None) -> Iterator[Path]:
    """The folder chosen for indexes and vectors, which keeps them, or one that is removed afterwards."""
    if chosen is not None:
        yield chosen
        return
    with tempfile.TemporaryDirectory(prefix="lykbot-evals-", ignore_cleanup_errors=True) as made:
        yield Path(made)
