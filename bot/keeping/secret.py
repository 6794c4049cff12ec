"""The key that cookies and tokens are signed with: random, made once, kept in the data folder."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from bot.errors import KeepingError

KEY_BYTES = 32
_NAME = "secret.key"


def load_secret(folder: Path) -> bytes:
    """The key in a folder, 32 bytes; made on first use, for the user lykbot runs as alone.

    Whoever reads it can log in as anybody. Without it all are logged out, and nothing else is lost.

    Raises:
        KeepingError: It cannot be read or written, or is no key.
    """
    path = folder / _NAME
    try:
        key = path.read_bytes() if path.exists() else _make(path)
    except OSError as error:
        raise KeepingError(
            f"the key in {path} cannot be used ({error.strerror or error}); see that the folder can be written and the "
            "file read, or name another folder with LYKBOT_DATA_DIR"
        ) from error
    if len(key) != KEY_BYTES:
        raise KeepingError(
            f"the key in {path} has {len(key)} bytes of {KEY_BYTES}; delete the file, and a new key is made (all who "
            "are logged in have to do so again)"
        )
    return key


def _make(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{_NAME}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
        # A link appears whole and replaces nothing: of two processes that start at once, both use the first's key.
        with suppress(FileExistsError):
            os.link(draft, path)
        return path.read_bytes()
    finally:
        draft.unlink(missing_ok=True)
