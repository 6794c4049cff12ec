"""The pages that staff have added, and which shipped sheets they have taken out. Nothing is ever deleted."""

import os
import re
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from bot.errors import KeepingError
from knowledge.errors import DocumentError
from knowledge.front_matter import split_front_matter
from knowledge.reading import read_text
from knowledge.schema import Language

# "0f3a…9c.fi": our own names, which say nothing of what was uploaded and mean nothing to a file system.
DOCUMENT_ID = re.compile(r"[0-9a-f]{16}\.(?:fi|sv|en)")
SUFFIXES = (".md", ".txt")
_REMOVED = "removed"
_TAKEN_OUT = "taken-out.txt"
# One process serves; the command line only reads.
_changing = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfPage:
    """A page as its front matter tells of it, a shipped or an added one."""

    document_id: str
    page_id: str
    title: str
    municipality: str | None
    language: Language


class PageShelf:
    """A folder of pages, with those that were taken out in a folder of their own beside them.

    Args:
        folder: Where they are; made when the first one is added.

    Raises:
        KeepingError: From any method, when the folder cannot be read or written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def paths(self) -> tuple[Path, ...]:
        """The files of the pages, by name."""
        return self._list(self._folder)

    def pages(self) -> tuple[ShelfPage, ...]:
        """The pages, by document_id; one whose file cannot be read any more is left to the build to tell of."""
        return tuple(page for page in map(_read_page, self.paths()) if page is not None)

    def taken_out(self) -> frozenset[str]:
        """The document_ids of the shipped sheets that were taken out."""
        with _report(self._folder):
            try:
                return frozenset((self._folder / _TAKEN_OUT).read_text(encoding="utf-8").split())
            except FileNotFoundError:
                return frozenset()

    def removed(self) -> tuple[ShelfPage, ...]:
        """What can be put back, by municipality and title: of a page that was taken out several times the last."""
        taken_out = self.taken_out()
        there = {_document_id(path) for path in self.paths()}
        latest = {_document_id(path): path for path in self._list(self._folder / _REMOVED)}
        added = [_read_page(path) for document_id, path in latest.items() if document_id not in there]
        found = [page for page in shipped_pages() if page.document_id in taken_out]
        found += [page for page in added if page is not None]
        return tuple(sorted(found, key=lambda page: (page.municipality or "~", page.title, page.document_id)))

    def add(self, document_id: str, suffix: str, text: str) -> bool:
        """Puts a page on the shelf; gives back whether one of that id made way for it.

        Args:
            document_id: Its id, which is also its file's name.
            suffix: How its text is written: ".md" or ".txt".
            text: The whole file, front matter included.
        """
        if not DOCUMENT_ID.fullmatch(document_id) or suffix not in SUFFIXES:
            raise KeepingError(f"{document_id + suffix!r} is no name for a page that was added; add the page again")
        with _changing, _report(self._folder):
            was_there = self._set_aside(document_id)
            self._write(self._folder / f"{document_id}{suffix}", text)
            return was_there

    def remove(self, document_id: str) -> None:
        """Takes a page out, a shipped or an added one.

        Raises:
            KeepingError: There is none of that id.
        """
        with _changing, _report(self._folder):
            if any(page.document_id == document_id for page in shipped_pages()):
                self._write_taken_out(self.taken_out() | {document_id})
            elif not self._set_aside(document_id):
                raise KeepingError(f"there is no page {document_id!r} to take out; see the list of pages")

    def restore(self, document_id: str) -> None:
        """Puts back a page that was taken out.

        Raises:
            KeepingError: None of that id was.
        """
        with _changing, _report(self._folder):
            taken_out = self.taken_out()
            if document_id in taken_out:
                self._write_taken_out(taken_out - {document_id})
                return
            if document_id not in {page.document_id for page in self.removed()}:
                raise KeepingError(f"no page {document_id!r} was taken out; see the list of pages")
            path = [path for path in self._list(self._folder / _REMOVED) if _document_id(path) == document_id][-1]
            path.replace(self._folder / f"{document_id}{path.suffix}")

    def _set_aside(self, document_id: str) -> bool:
        """Moves a page to those that were taken out; gives back whether there was one."""
        there = [path for path in self.paths() if _document_id(path) == document_id]
        for path in there:
            (self._folder / _REMOVED).mkdir(parents=True, exist_ok=True)
            # The time sorts the versions of a page; two of one moment do not happen under the lock.
            stamp = datetime.now(UTC).strftime("%Y%m%dt%H%M%S%f")
            path.replace(self._folder / _REMOVED / f"{document_id}.{stamp}{path.suffix}")
        return bool(there)

    def _write_taken_out(self, document_ids: frozenset[str]) -> None:
        self._write(self._folder / _TAKEN_OUT, "".join(f"{document_id}\n" for document_id in sorted(document_ids)))

    def _write(self, path: Path, text: str) -> None:
        """Writes a file so that it is there whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        try:
            with open(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def _list(self, folder: Path) -> tuple[Path, ...]:
        with _report(folder):
            try:
                paths = sorted(folder.iterdir())
            except FileNotFoundError:
                return ()
        # Only what was put there by `add`; anything else in the folder is not ours.
        return tuple(path for path in paths if path.suffix in SUFFIXES and DOCUMENT_ID.match(path.name))


@cache
def shipped_pages() -> tuple[ShelfPage, ...]:
    """The sheets that ship with lykbot, by document_id."""
    with as_file(files("knowledge") / "documents") as folder:
        found = [_read_sheet(path, path.relative_to(folder).as_posix()) for path in folder.rglob("*.md")]
    return tuple(sorted((page for page in found if page is not None), key=lambda page: page.document_id))


def is_added(document_id: str) -> bool:
    """Whether an id is that of a page that staff added, be it there still or not."""
    return DOCUMENT_ID.fullmatch(document_id) is not None


def _document_id(path: Path) -> str:
    return ".".join(path.name.split(".")[:2])


def _read_page(path: Path) -> ShelfPage | None:
    return _read_sheet(path, path.name, _document_id(path))


def _read_sheet(path: Path, relative: str, document_id: str | None = None) -> ShelfPage | None:
    """What a file says of itself; None when it says too little to be one of these."""
    try:
        said = split_front_matter(read_text(path)).front_matter
    except DocumentError:
        return None
    if said.title is None or said.language is None:
        return None
    document_id = document_id or relative.rpartition(".")[0]
    return ShelfPage(
        document_id=document_id,
        page_id=document_id.rpartition(".")[0],
        title=said.title,
        municipality=said.municipality,
        language=said.language,
    )


@contextmanager
def _report(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise KeepingError(
            f"the pages in {folder} cannot be read or written ({error.strerror or error}); check the folder's "
            "permissions, or name another one with LYKBOT_DATA_DIR"
        ) from error
