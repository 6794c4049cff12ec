"""Builds the real parts, from settings; heavy libraries are imported inside, so that importing this is quick."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from bot.gathering import OwnPage, gather_pages
from bot.page_shelf import PageShelf
from bot.settings import Settings
from index.errors import IndexMismatchError
from knowledge.loading import LoadProblem, LoadResult, load_documents
from knowledge.schema import Document, Language

if TYPE_CHECKING:
    from bot.answering import Bot
    from bot.listing_facts import IndexedFacts
    from index.embedding import Embedder
    from index.preparing import Progress
    from index.records import Records
    from index.schema import BuildReport


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOutcome:
    """What a build made of which pages; ``problems`` were left out, ``skipped`` are files of other kinds."""

    report: "BuildReport"
    pages: tuple[OwnPage, ...]
    problems: tuple[LoadProblem, ...]
    skipped: tuple[Path, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCount:
    """How many documents of a municipality (None: of no single one) there are in a language."""

    municipality: str | None
    language: Language
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexStatus:
    """What an index holds. ``mismatch`` says why the settings in force cannot be used with it, None when they can."""

    index_dir: Path
    generation: str
    built_at: str
    model_id: str
    documents: int
    chunks: int
    size_bytes: int
    counts: tuple[DocumentCount, ...]
    mismatch: str | None

    @property
    def municipalities(self) -> tuple[str, ...]:
        """Those that have documents, by name."""
        return tuple(sorted({count.municipality for count in self.counts if count.municipality is not None}))


def make_embedder(settings: Settings) -> "Embedder":
    """The embedding model that was chosen, loaded.

    Raises:
        ModelError: It cannot be prepared, found or loaded.
    """
    from index.embedding import load_embedder

    return load_embedder(settings.index, settings.cache_dir)


class BotOpener:
    """Opens bots one after the other with one embedding model, which is loaded for the first of them."""

    def __init__(self) -> None:
        self._embedder: Embedder | None = None

    def __call__(self, settings: Settings) -> "Bot":
        """A bot over the index in force; it raises what `open_bot` does.

        Args:
            settings: Those of the bots before, or else another opener is needed.
        """
        from index.folder import check_settings, read_manifest

        # Before the model, which takes seconds to load.
        check_settings(read_manifest(settings.index_dir), settings.index, settings.index_dir)

        from bot.answering import Bot
        from bot.intents import learn_intents
        from index.opening import open_index

        self._embedder = self._embedder or make_embedder(settings)
        index = open_index(settings.index_dir, settings.index, self._embedder, settings.cache_dir)
        classifier = learn_intents(index, settings.cache_dir)
        return Bot(
            index,
            classifier=classifier,
            default_language=settings.default_language,
            stage_seconds=settings.web.stage_seconds,
        )


def open_bot(settings: Settings) -> "Bot":
    """A bot over the index in force.

    Raises:
        IndexMissingError: There is none.
        IndexMismatchError: It was built with other settings.
        IndexCorruptError: It is damaged.
        ModelError: The embedding model cannot be loaded.
        StoreError: Chroma cannot be opened or reached.
    """
    return BotOpener()(settings)


def build(
    settings: Settings,
    paths: Sequence[Path] = (),
    only: bool = False,
    report_progress: "Callable[[Progress], None]" = lambda progress: None,
    report_problem: Callable[[LoadProblem], None] = lambda problem: None,
) -> BuildOutcome:
    """Makes the index hold the shipped sheets, what staff added and the pages under ``paths``.

    Sheets that staff took out stay out; what cannot be read is left out and told.

    Args:
        settings: Where the index is and what it is built with, and where staff's pages are.
        paths: Files and folders of the user's.
        only: Leaves out all but these.
        report_progress: Told about every step.
        report_problem: Told about every page that is left out, before anything is built.

    Raises:
        DocumentError: A path does not exist, or a folder cannot be listed.
        IndexLockedError: Another process is building this index.
        BuildError: Nothing could be read, or the index cannot be written; an index in force stays.
        ModelError: The embedding model cannot be loaded.
        StoreError: The Chroma server cannot be reached.
        KeepingError: What staff added cannot be read.
    """
    from index.building import build_index
    from index.preparing import Progress

    gathered = gather_pages(PageShelf(settings.pages_dir), paths, only=only)
    for problem in gathered.problems:
        report_problem(problem)

    def load() -> "Embedder":
        from index.centring import measure_means

        report_progress(Progress(stage="load the model", done=0, total=0))
        embedder = make_embedder(settings)
        # Kept in the cache folder; otherwise the first question would wait for it.
        report_progress(Progress(stage="measure the languages", done=0, total=0))
        measure_means(embedder, settings.cache_dir)
        return embedder

    report = build_index(gathered.documents, settings.index_dir, settings.index, load, report_progress=report_progress)
    return BuildOutcome(report=report, pages=gathered.own, problems=gathered.problems, skipped=gathered.skipped)


def load_sheets(path: Path | None) -> LoadResult:
    """The sheets under a path as files, the shipped ones when it is None.

    Raises:
        DocumentError: The path does not exist or cannot be listed.
    """
    if path is not None:
        return load_documents(path)
    with as_file(files("knowledge") / "documents") as folder:
        return load_documents(folder)


def count_outdated(settings: Settings, documents: Sequence[Document]) -> int:
    """How many documents the index in force does not hold as they are.

    Raises:
        IndexMissingError: There is no index.
        IndexMismatchError: It has another format.
        IndexCorruptError: It is damaged.
    """
    from index.folder import read_manifest

    with _open_records(settings.index_dir, read_manifest(settings.index_dir).generation) as records:
        held = {document.document_id: document.digest for document in records.documents()}
    return sum(held.get(document.document_id) != document.digest for document in documents)


def read_status(settings: Settings) -> IndexStatus:
    """What the index in force holds, read without loading any model.

    Raises:
        IndexMissingError: There is none.
        IndexMismatchError: It has another format.
        IndexCorruptError: It is damaged.
    """
    from index.folder import check_settings, read_manifest

    manifest = read_manifest(settings.index_dir)
    with _open_records(settings.index_dir, manifest.generation) as records:
        counts = Counter((document.municipality, document.language) for document in records.documents())
    mismatch = None
    try:
        check_settings(manifest, settings.index, settings.index_dir)
    except IndexMismatchError as error:
        mismatch = str(error)
    return IndexStatus(
        index_dir=settings.index_dir,
        generation=manifest.generation,
        built_at=manifest.built_at,
        model_id=manifest.model_id,
        documents=manifest.documents,
        chunks=manifest.chunks,
        size_bytes=sum(path.stat().st_size for path in settings.index_dir.rglob("*") if path.is_file()),
        counts=tuple(
            DocumentCount(municipality=municipality, language=language, documents=count)
            for (municipality, language), count in sorted(
                counts.items(), key=lambda item: (item[0][0] or "~", item[0][1])
            )
        ),
        mismatch=mismatch,
    )


def read_facts(settings: Settings) -> "IndexedFacts":
    """What the documents of the index in force state, read without loading any model.

    Raises:
        LykbotError: There is none, it was built with other settings or by another lykbot, or it is damaged.
    """
    from bot.listing_facts import IndexedFacts
    from index.folder import check_settings, read_manifest

    manifest = read_manifest(settings.index_dir)
    check_settings(manifest, settings.index, settings.index_dir)
    with _open_records(settings.index_dir, manifest.generation) as records:
        documents = tuple(records.document(summary.document_id) for summary in records.documents())
        return IndexedFacts(facts=records.facts(), documents=documents)


def _open_records(index_dir: Path, generation: str) -> "closing[Records]":
    from index.folder import generation_folder
    from index.records import Records

    return closing(Records(generation_folder(index_dir, generation) / "records.sqlite"))
