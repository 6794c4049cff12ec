"""The signing key: made once, the same ever after, for the owner's eyes."""

import stat
from pathlib import Path
from threading import Thread

import pytest

from bot.errors import KeepingError
from bot.keeping.secret import KEY_BYTES, load_secret


def test_it_is_made_once_and_stays(tmp_path: Path) -> None:
    key = load_secret(tmp_path / "data")
    assert len(key) == KEY_BYTES
    assert load_secret(tmp_path / "data") == key
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret.key"]


def test_another_folder_has_another_key(tmp_path: Path) -> None:
    assert load_secret(tmp_path / "a") != load_secret(tmp_path / "b")


def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    load_secret(tmp_path / "data")
    assert stat.S_IMODE((tmp_path / "data" / "secret.key").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_several_that_start_at_once_have_the_same_key(tmp_path: Path) -> None:
    found: list[bytes] = []
    threads = [Thread(target=lambda: found.append(load_secret(tmp_path))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 33])
def test_a_damaged_key_is_not_used(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret.key").write_bytes(content)
    with pytest.raises(KeepingError, match=f"has {len(content)} bytes of 32; delete the file"):
        load_secret(tmp_path)


def test_a_key_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "secret.key").mkdir()
    with pytest.raises(KeepingError, match="LYKBOT_DATA_DIR"):
        load_secret(tmp_path)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KeepingError, match="LYKBOT_DATA_DIR"):
        load_secret(tmp_path / "file" / "data")
