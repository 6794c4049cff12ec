"""An index folder into an index that can be searched."""

from pathlib import Path

from index.centring import measure_means
from index.embedding import Embedder
from index.errors import IndexCorruptError
from index.folder import check_settings, generation_folder, read_manifest
from index.lexical import WordIndex
from index.records import Records
from index.retrieval import LegSettings, SearchIndex
from index.schema import IndexSettings
from index.store import VectorStore
from index.vectors import open_vectors


def open_index(
    index_folder: Path, settings: IndexSettings, embedder: Embedder, cache_folder: Path, legs: LegSettings | None = None
) -> SearchIndex:
    """The index in force, ready to search.

    Raises:
        IndexMissingError: There is none.
        IndexMismatchError: It was built with another model or other settings.
        IndexCorruptError: It is damaged.
        StoreError: Chroma cannot be opened or reached.
    """
    manifest = read_manifest(index_folder)
    check_settings(manifest, settings, index_folder)
    folder = generation_folder(index_folder, manifest.generation)
    records = Records(folder / "records.sqlite")
    store = VectorStore(folder / "chroma", manifest.generation, manifest.settings.store_url)
    if store.languages() != records.languages():
        raise IndexCorruptError(
            f"the index in {index_folder} is damaged: the vector store has passages in "
            f"{', '.join(store.languages()) or 'no language'}, not in {', '.join(records.languages())}; "
            "rebuild it with `lykbot build`"
        )
    return SearchIndex(
        manifest=manifest,
        records=records,
        vectors=open_vectors(folder),
        store=store,
        words={language: WordIndex(folder / f"words-{language}", language) for language in records.languages()},
        means=measure_means(embedder, cache_folder),
        embedder=embedder,
        cache_folder=cache_folder,
        legs=legs,
    )
