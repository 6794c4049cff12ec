"""File -> clean text: UTF-8, NFC, one kind of newline, nothing invisible; or the reason why not."""

import re
import stat
import unicodedata
from pathlib import Path

from knowledge.errors import DocumentError

MAX_FILE_BYTES = 10_000_000

# Marks nobody sees, which part words in pasted text: soft hyphens, zero-width spaces, direction marks, tags.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")


class FileError(DocumentError):
    """Why one file is not loaded; ``line`` counts from 1, None when it is not about a line."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        """Keeps the reason as the message."""
        super().__init__(reason)
        self.reason = reason
        self.line = line


def read_text(path: Path) -> str:
    r"""The file's text: NFC, ``\n`` newlines, without invisible marks.

    Form feeds and other line separators become newlines. Soft hyphens, zero-width spaces, direction and tag
    marks are taken out.

    Raises:
        FileError: when it cannot be read, is not a regular file, is larger than ``MAX_FILE_BYTES``, is not
        UTF-8 or
            has control characters.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise FileError("Not a regular file. Copy its text into a .txt file.")
        if status.st_size > MAX_FILE_BYTES:
            raise FileError(f"{status.st_size:,} bytes; the limit is {MAX_FILE_BYTES:,}. Split it into smaller files.")
        data = path.read_bytes()
    except OSError as error:
        raise FileError(
            f"Cannot be read ({error.strerror or error}). Check that it exists and its permissions."
        ) from error
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileError("Saved as UTF-16, not UTF-8. Save it as UTF-8.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FileError(
            f"Not UTF-8: byte {data[error.start]:#04x} at position {error.start}. Save it as UTF-8.",
            data.count(b"\n", 0, error.start) + 1,
        ) from error
    text = _LINE_ENDS.sub("\n", text)
    control = _CONTROL.search(text)
    if control:
        raise FileError(
            f"Looks binary or damaged: control character U+{ord(control[0]):04X}. Save it as plain text.",
            text.count("\n", 0, control.start()) + 1,
        )
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
