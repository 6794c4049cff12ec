"""The lock of an index folder, within one process; test_building.py tries it between processes."""

import os
from pathlib import Path

import pytest

from index.errors import IndexLockedError
from index.locking import hold_lock


def test_a_second_holder_is_told_who_holds_it(tmp_path: Path) -> None:
    with (
        hold_lock(tmp_path),
        pytest.raises(IndexLockedError, match=rf"is being built by process {os.getpid()} "),
        hold_lock(tmp_path),
    ):
        pass


def test_the_lock_is_free_again_afterwards_and_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), hold_lock(tmp_path):
        raise RuntimeError
    with hold_lock(tmp_path):
        assert (tmp_path / "lock-holder.txt").read_text(encoding="utf-8").startswith(f"process {os.getpid()} on ")
    assert not (tmp_path / "lock-holder.txt").exists()
