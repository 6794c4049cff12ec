"""Documents into an index: embeds what changed, beside the index in force, then puts the new one in its place."""

import contextlib
import hashlib
import secrets
import shutil
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.alignment import align_versions
from index.errors import BuildError, IndexCorruptError, StoreError
from index.example_questions import place_questions
from index.folder import (
    current_generation,
    generation_folder,
    list_files,
    make_current,
    refuse_foreign_folder,
    remove_generations,
    write_manifest,
)
from index.locking import hold_lock
from index.model_identity import model_identity
from index.preparing import Progress, embed_texts, prepare_texts
from index.reuse import OldIndex, read_old_index
from index.schema import FORMAT_VERSION, BuildReport, Chunk, IndexSettings, Manifest
from index.vectors import write_vectors
from index.writing_records import StoredChunk, write_records
from knowledge.facts.extracting import extractors_digest
from knowledge.schema import Document

if TYPE_CHECKING:
    from index.embedding import Embedder


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    manifest: Manifest
    texts_embedded: int


def build_index(
    documents: Sequence[Document],
    index_folder: Path,
    settings: IndexSettings,
    load_embedder: Callable[[], "Embedder"],
    *,
    report_progress: Callable[[Progress], None] = lambda progress: None,
) -> BuildReport:
    """Makes the index hold exactly these documents; embeds only passages whose text is new.

    The index in force goes on answering meanwhile, and stays when the build fails or is killed. When nothing changed,
    nothing is written and no model is loaded.

    Args:
        documents: All documents the index is to hold, each id once.
        index_folder: The index; made when missing.
        settings: Model, passage size and store.
        load_embedder: Called once, when there is something to embed.
        report_progress: Told about every step.

    Raises:
        IndexLockedError: Another process is building this index.
        BuildError: There is nothing to index, or the index cannot be written (a full disk, no permission).
        StoreError: The Chroma server cannot be reached.
    """
    started = time.monotonic()
    if not documents:
        raise BuildError("there is nothing to index: no readable document was found; an existing index stays")
    try:
        refuse_foreign_folder(index_folder)
        index_folder.mkdir(parents=True, exist_ok=True)
        with hold_lock(index_folder):
            old = read_old_index(index_folder, settings)
            counts = _count_changes(documents, old.document_digests)
            if old.manifest and old.manifest.corpus_digest == _corpus_digest(documents):
                return _report(counts, old.manifest.chunks, 0, started)
            _clean_up(index_folder, settings)
            generation = f"{datetime.now(UTC):%Y%m%dt%H%M%S}-{secrets.token_hex(3)}"
            folder = generation_folder(index_folder, generation)
            folder.mkdir(parents=True)
            try:
                written = _write_generation(documents, folder, settings, load_embedder(), old, report_progress)
                make_current(index_folder, generation)
            except BaseException:
                # An interrupt may come when the new generation is already in force.
                if _in_force(index_folder) != generation:
                    _discard(folder, settings)
                raise
            return _report(counts, written.manifest.chunks, written.texts_embedded, started)
    except (OSError, StoreError) as error:
        if isinstance(error, StoreError) and settings.store_url is not None:
            raise
        # The embedded store is written like the other files; a full disk may meet it first.
        reason = (error.strerror if isinstance(error, OSError) else None) or error
        raise BuildError(
            f"the index in {index_folder} cannot be written ({reason}): free some disk space, check the folder's "
            "permissions or name another one with --index; an existing index is untouched"
        ) from error


def _write_generation(
    documents: Sequence[Document],
    folder: Path,
    settings: IndexSettings,
    embedder: "Embedder",
    old: OldIndex,
    report_progress: Callable[[Progress], None],
) -> _Written:
    # Heavy libraries, needed only when something is really built.
    from index.chunking import split_document
    from index.lexical import write_word_index
    from index.store import VectorStore

    alignment = align_versions(documents)
    chunks: list[Chunk] = []
    for number, document in enumerate(documents):
        report_progress(Progress(stage="split", done=number, total=len(documents)))
        chunks.extend(
            split_document(
                document,
                embedder.count_tokens,
                settings.max_chunk_tokens,
                alignment_id=alignment[document.document_id],
            )
        )
    chunks.sort(key=lambda chunk: (chunk.language, chunk.document_id, chunk.start_char))
    if not chunks:
        raise BuildError("there is nothing to index: the documents hold headings only; an existing index stays")
    prepared = [prepare_texts(chunk) for chunk in chunks]
    questions = place_questions(documents, chunks)
    vectors, embedded = embed_texts(prepared, [question.text for question in questions], embedder, old, report_progress)
    write_vectors(folder, vectors)
    write_records(
        folder / "records.sqlite",
        documents,
        [StoredChunk(chunk=chunk, text_digest=texts.digest) for chunk, texts in zip(chunks, prepared, strict=True)],
        questions,
    )
    languages = np.array([chunk.language for chunk in chunks])
    with VectorStore(folder / "chroma", folder.name, settings.store_url) as store:
        for language in sorted({chunk.language for chunk in chunks}):
            rows = np.flatnonzero(languages == language)
            report_progress(Progress(stage=f"store {language}", done=0, total=0))
            store.add(language, rows, vectors.passages[rows])
            write_word_index(folder / f"words-{language}", [prepared[row].passage for row in rows], language)
    manifest = Manifest(
        format_version=FORMAT_VERSION,
        settings=settings,
        model_id=model_identity(settings),
        dimension=embedder.dimension,
        corpus_digest=_corpus_digest(documents),
        generation=folder.name,
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        documents=len(documents),
        chunks=len(chunks),
        units=len(vectors.units),
        files=list_files(folder),
    )
    write_manifest(folder, manifest)
    return _Written(manifest=manifest, texts_embedded=embedded)


def _count_changes(documents: Sequence[Document], old: dict[str, str]) -> Counter[str]:
    counts = Counter(
        "added"
        if document.document_id not in old
        else "unchanged"
        if old[document.document_id] == document.digest
        else "replaced"
        for document in documents
    )
    counts["removed"] = len(old.keys() - {document.document_id for document in documents})
    return counts


def _report(counts: Counter[str], chunks: int, texts_embedded: int, started: float) -> BuildReport:
    return BuildReport(
        documents=counts["added"] + counts["replaced"] + counts["unchanged"],
        documents_added=counts["added"],
        documents_replaced=counts["replaced"],
        documents_unchanged=counts["unchanged"],
        documents_removed=counts["removed"],
        chunks=chunks,
        texts_embedded=texts_embedded,
        seconds=time.monotonic() - started,
    )


def _corpus_digest(documents: Sequence[Document]) -> str:
    entries = sorted(f"{document.document_id}\0{document.digest}" for document in documents)
    # Facts are stored with the documents: reading them in another way makes another index.
    entries.append(extractors_digest())
    return hashlib.sha256("\n".join(entries).encode()).hexdigest()


def _clean_up(index_folder: Path, settings: IndexSettings) -> None:
    """Removes generations that are not in force: the one before, and what killed builds left."""
    for generation in remove_generations(index_folder, keep=_in_force(index_folder)):
        _drop_collections(generation_folder(index_folder, generation), settings)


def _in_force(index_folder: Path) -> str | None:
    try:
        return current_generation(index_folder)
    except IndexCorruptError:
        return None


def _discard(folder: Path, settings: IndexSettings) -> None:
    """Removes a generation that was not finished."""
    _drop_collections(folder, settings)
    shutil.rmtree(folder, ignore_errors=True)


def _drop_collections(folder: Path, settings: IndexSettings) -> None:
    """Removes a generation's collections from a server; those of the embedded store go with their folder."""
    if settings.store_url is None:
        return
    from index.store import VectorStore

    # A server that is gone keeps its collections; that must not stop a build or hide why one failed.
    with contextlib.suppress(StoreError), VectorStore(folder / "chroma", folder.name, settings.store_url) as store:
        store.drop()
