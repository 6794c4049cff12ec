import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import reading
from knowledge.reading import FileError, read_text


def write(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "sivu.txt"
    path.write_bytes(data)
    return path


@given(text=st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_text_is_nfc_without_invisible_marks(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    read = read_text(write(tmp_path_factory.mktemp("t"), text.encode()))
    assert unicodedata.is_normalized("NFC", read)
    assert not set("\u200b\ufeff\u2060\u202e\u00ad") & set(read)


def test_byte_order_mark_newlines_and_combining_marks(tmp_path: Path) -> None:
    data = "\ufeffPa\u0308iva\u0308\r\nto\u00adi\u200bnen\rkol\u202emas\x0cneljäs\u2028viides".encode()
    assert read_text(write(tmp_path, data)) == "Päivä\ntoinen\nkolmas\nneljäs\nviides"


@pytest.mark.parametrize(
    ("data", "reason", "line"),
    [
        ("Hyvää\npäivää".encode("latin-1"), "byte 0xe4 at position 3. Save it as UTF-8", 1),
        (b"yksi\nkaksi \xe4", "position 11", 2),
        ("Hyvää".encode("utf-16"), "UTF-16", None),
        (b"yksi\nka\x00ksi", "U+0000", 2),
        (b"\x1b[31mpunainen", "U+001B", 1),
        ("Hyv\x84".encode(), "U+0084", 1),
    ],
)
def test_bad_bytes_are_refused_with_a_reason(tmp_path: Path, data: bytes, reason: str, line: int | None) -> None:
    with pytest.raises(FileError) as caught:
        read_text(write(tmp_path, data))
    assert reason in caught.value.reason
    assert caught.value.line == line


def test_large_files_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_FILE_BYTES", 10)
    assert read_text(write(tmp_path, b"0123456789")) == "0123456789"
    with pytest.raises(FileError, match="11 bytes; the limit is 10"):
        read_text(write(tmp_path, b"0123456789a"))


def test_what_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="Cannot be read"):
        read_text(tmp_path / "puuttuu.txt")
    os.mkfifo(tmp_path / "putki.txt")
    with pytest.raises(FileError, match="Not a regular file"):
        read_text(tmp_path / "putki.txt")


def test_forbidden_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(FileError, match=r"Permission denied\). Check that it exists and its permissions"):
        read_text(write(tmp_path, b"teksti"))
