"""What a build can take over from the index in force."""

import logging
from dataclasses import dataclass
from pathlib import Path

from index.errors import IndexCorruptError, IndexMismatchError, IndexMissingError
from index.folder import generation_folder, read_manifest
from index.model_identity import model_identity
from index.records import Records
from index.schema import FORMAT_VERSION, IndexSettings, Manifest
from index.vectors import PassageVectors, open_vectors
from knowledge.schema import Language

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class OldIndex:
    """The index in force, as far as a build can take over from it."""

    manifest: Manifest | None
    document_digests: dict[str, str]
    rows_by_text: dict[str, int]
    questions_by_text: dict[str, int]
    vectors: PassageVectors | None


_NOTHING = OldIndex(manifest=None, document_digests={}, rows_by_text={}, questions_by_text={}, vectors=None)


def read_old_index(index_folder: Path, settings: IndexSettings) -> OldIndex:
    """The index in force; nothing when there is none, it is damaged, or it was built with other settings."""
    try:
        manifest = read_manifest(index_folder)
        if manifest.format_version != FORMAT_VERSION or manifest.settings != settings:
            return _NOTHING
        if manifest.model_id != model_identity(settings):
            return _NOTHING
        folder = generation_folder(index_folder, manifest.generation)
        records = Records(folder / "records.sqlite")
        try:
            return OldIndex(
                # A server that lost its collections has to be filled again; nothing need be embedded for that.
                manifest=manifest if _is_stored(folder, manifest, records.languages()) else None,
                document_digests={d.document_id: d.digest for d in records.documents()},
                rows_by_text={digest: row for row, digest in enumerate(records.text_digests())},
                questions_by_text={q.text: number for number, q in enumerate(records.example_questions())},
                vectors=open_vectors(folder),
            )
        finally:
            records.close()
    except IndexMissingError:
        return _NOTHING
    except (IndexCorruptError, IndexMismatchError) as error:
        _log.warning("building from scratch: %s", error)
        return _NOTHING


def _is_stored(folder: Path, manifest: Manifest, languages: tuple[Language, ...]) -> bool:
    if manifest.settings.store_url is None:
        return True
    from index.store import VectorStore

    with VectorStore(folder / "chroma", manifest.generation, manifest.settings.store_url) as store:
        return store.languages() == languages
