"""The index folder: generations side by side, one of them in force.

    INDEX_DIR/current                     the name of the generation in force; replaced in one step
    INDEX_DIR/generations/<name>/         manifest.json, records.sqlite, *.npy, chroma/, words-<language>/
    INDEX_DIR/lock, lock-holder.txt     held while a build runs

A build writes a new generation and then replaces ``current``: killed at any moment it leaves the old index or the new
one. The generation before stays until the next build, for processes that are still reading it.
"""

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from index.errors import IndexCorruptError, IndexMismatchError, IndexMissingError
from index.json_form import JsonFormError, from_json, to_json
from index.model_identity import model_identity
from index.schema import FORMAT_VERSION, FileSize, IndexSettings, Manifest

_MANIFEST = "manifest.json"
_NAME = re.compile(r"[0-9a-z-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _FormatVersion:
    """The one field of a manifest that every format has."""

    format_version: int


_OURS = {"current", "current.partial", "generations", "lock", "lock-holder.txt"}


def refuse_foreign_folder(index_folder: Path) -> None:
    """Makes sure that a folder is an index, or empty, or not there yet.

    Raises:
        IndexCorruptError: It holds somebody else's files.
        OSError: It cannot be listed.
    """
    if not index_folder.exists():
        return
    foreign = sorted({path.name for path in index_folder.iterdir()} - _OURS)
    if foreign and not (index_folder / "generations").is_dir():
        raise IndexCorruptError(
            f"{index_folder} holds other files ({foreign[0]}) and no lykbot index: name another folder with --index"
        )


def current_generation(index_folder: Path) -> str | None:
    """The name of the generation in force; None when nothing has been built there."""
    try:
        name = (index_folder / "current").read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise IndexCorruptError(f"{index_folder / 'current'} cannot be read ({error}); run `lykbot build`") from error
    # A file that a power failure left may be all zeros.
    if not _NAME.fullmatch(name):
        raise IndexCorruptError(f"{index_folder} holds no lykbot index ('current' says {name[:40]!r}); {_REBUILD}")
    return name


def generation_folder(index_folder: Path, generation: str) -> Path:
    """Where a generation's files are."""
    return index_folder / "generations" / generation


def make_current(index_folder: Path, generation: str) -> None:
    """Puts a finished generation in force, in one step."""
    partial = index_folder / "current.partial"
    with partial.open("w", encoding="utf-8") as file:
        file.write(generation + "\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(partial, index_folder / "current")


def remove_generations(index_folder: Path, keep: str | None) -> tuple[str, ...]:
    """Removes every generation but one, half-written ones included; gives back the removed names."""
    folder = index_folder / "generations"
    removed = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name != keep:
            shutil.rmtree(path, ignore_errors=True)
            removed.append(path.name)
    return tuple(removed)


def list_files(folder: Path) -> tuple[FileSize, ...]:
    """Every file of a generation but the manifest, with its size, sorted."""
    return tuple(
        FileSize(path=str(path.relative_to(folder)), size_bytes=path.stat().st_size)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != _MANIFEST
    )


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Writes a generation's manifest; the last file of a build."""
    with (folder / _MANIFEST).open("wb") as file:
        file.write(to_json(manifest, indent=1))
        file.flush()
        os.fsync(file.fileno())


def read_manifest(index_folder: Path) -> Manifest:
    """The manifest of the index in force.

    Raises:
        IndexMissingError: Nothing has been built there.
        IndexCorruptError: The folder is no index, or a damaged one.
    """
    generation = current_generation(index_folder)
    if generation is None:
        refuse_foreign_folder(index_folder)
        raise IndexMissingError(f"there is no index in {index_folder}: run `lykbot build` first")
    folder = generation_folder(index_folder, generation)
    try:
        manifest = from_json(Manifest, (folder / _MANIFEST).read_bytes())
    except (OSError, JsonFormError) as error:
        version = _format_version(folder / _MANIFEST)
        if version not in (None, FORMAT_VERSION):
            raise IndexMismatchError(
                f"the index in {index_folder} has format {version}, this lykbot reads {FORMAT_VERSION}; {_REBUILD}"
            ) from error
        raise IndexCorruptError(f"the index in {index_folder} is damaged (its manifest); {_REBUILD}") from error
    if list_files(folder) != manifest.files:
        raise IndexCorruptError(
            f"the index in {index_folder} is damaged: {_first_difference(folder, manifest)}; {_REBUILD}"
        )
    return manifest


def check_settings(manifest: Manifest, settings: IndexSettings, index_folder: Path) -> None:
    """Makes sure that an index is asked with what it was built with.

    Raises:
        IndexMismatchError: It is not; the message names what differs and the command that mends it.
    """
    pairs = [
        ("format", manifest.format_version, FORMAT_VERSION),
        ("model", manifest.model_id, model_identity(settings)),
        ("query prompt", manifest.settings.query_prompt, settings.query_prompt),
        ("passage prompt", manifest.settings.passage_prompt, settings.passage_prompt),
        ("passage size", manifest.settings.max_chunk_tokens, settings.max_chunk_tokens),
        ("Chroma server", manifest.settings.store_url, settings.store_url),
    ]
    for name, built, asked in pairs:
        if built != asked:
            raise IndexMismatchError(
                f"the index in {index_folder} was built with {name} {built!r}, the settings say {asked!r}; {_REBUILD}, "
                "or put the settings back"
            )


_REBUILD = "rebuild it with `lykbot build`"


def _format_version(path: Path) -> int | None:
    try:
        return from_json(_FormatVersion, path.read_bytes()).format_version
    except (OSError, JsonFormError):
        return None


def _first_difference(folder: Path, manifest: Manifest) -> str:
    sizes = {file.path: file.size_bytes for file in list_files(folder)}
    for file in manifest.files:
        if file.path not in sizes:
            return f"{file.path} is missing"
        if sizes[file.path] != file.size_bytes:
            return f"{file.path} has {sizes[file.path]} bytes where {file.size_bytes} are expected"
    return "it holds files that do not belong there"
