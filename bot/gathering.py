"""Which pages an index is made of: the sheets that ship, those that staff added, and those a user names."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.page_shelf import PageShelf
from knowledge.loading import LoadedFile, LoadProblem, LoadResult, load_documents, load_shipped_documents
from knowledge.schema import Document, Language


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """A page in the index that does not ship with lykbot, and what had to be inferred about it."""

    path: Path
    document_id: str
    title: str
    municipality: str | None
    language: Language
    inferred: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheredPages:
    """Documents by document_id; ``own`` are those that do not ship. ``problems`` and ``skipped`` are not among them."""

    documents: tuple[Document, ...]
    own: tuple[OwnPage, ...]
    problems: tuple[LoadProblem, ...]
    skipped: tuple[Path, ...]


def gather_pages(shelf: PageShelf, paths: Sequence[Path], *, only: bool) -> GatheredPages:
    """The pages an index is to hold; what cannot be read is left out and told.

    Args:
        shelf: What staff added, and which shipped sheets they took out.
        paths: Files and folders of the user's.
        only: Nothing but the paths.

    Raises:
        DocumentError: A path does not exist, or a folder cannot be listed.
        KeepingError: The shelf cannot be read.
    """
    if only:
        shipped: tuple[Document, ...] = ()
    else:
        taken_out = shelf.taken_out()
        shipped = tuple(page for page in load_shipped_documents() if page.document_id not in taken_out)
        paths = (*shelf.paths(), *paths)
    own = _load_own_pages(paths, {document.document_id for document in shipped})
    place = {file.document_id: file.path for file in own.files}
    return GatheredPages(
        documents=tuple(sorted((*shipped, *own.documents), key=lambda document: document.document_id)),
        own=tuple(_own_page(document, place[document.document_id]) for document in own.documents),
        problems=own.problems,
        skipped=own.skipped,
    )


def _load_own_pages(paths: Sequence[Path], taken: set[str]) -> LoadResult:
    """What the paths give together, each file once; of two pages with one id the later is a problem."""
    documents: dict[str, Document] = {}
    origins: list[LoadedFile] = []
    problems: list[LoadProblem] = []
    skipped: list[Path] = []
    seen: set[Path] = set()
    for path in paths:
        loaded = load_documents(path)
        place = {file.document_id: file for file in loaded.files}
        problems.extend(loaded.problems)
        skipped.extend(loaded.skipped)
        if not loaded.documents and not loaded.problems:
            problems.append(LoadProblem(path=path, line=None, reason="Holds no .md, .markdown or .txt file."))
        for document in loaded.documents:
            file = place[document.document_id]
            if file.path.resolve() in seen:
                continue
            seen.add(file.path.resolve())
            reason = _reason_against(document.document_id, taken, documents)
            if reason:
                problems.append(LoadProblem(path=file.path, line=None, reason=reason))
                continue
            documents[document.document_id] = document
            origins.append(file)
    return LoadResult(
        documents=tuple(documents.values()),
        problems=tuple(dict.fromkeys(problems)),
        files=tuple(origins),
        skipped=tuple(dict.fromkeys(skipped)),
    )


def _reason_against(document_id: str, shipped: set[str], own: dict[str, Document]) -> str | None:
    if document_id in shipped:
        return f"A shipped sheet is {document_id} too. Rename the file, or leave the shipped sheets out with --only."
    if document_id in own:
        return f"Another page is {document_id} too. Rename one, or give the folder that holds both."
    return None


def _own_page(document: Document, path: Path) -> OwnPage:
    return OwnPage(
        path=path,
        document_id=document.document_id,
        title=document.title,
        municipality=document.municipality,
        language=document.language,
        inferred=document.inferred,
    )
