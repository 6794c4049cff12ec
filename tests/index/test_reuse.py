"""What is taken over from an old index; test_building.py tries whole builds."""

from dataclasses import replace
from pathlib import Path

from index.building import build_index
from index.reuse import read_old_index
from index.schema import IndexSettings
from tests.fakes import FakeEmbedder, make_document

SETTINGS = IndexSettings()


def build(folder: Path) -> None:
    build_index([make_document("# Kuopio\n\nKuopio has two goals.")], folder, SETTINGS, FakeEmbedder)


def test_nothing_without_an_index(tmp_path: Path) -> None:
    old = read_old_index(tmp_path / "none", SETTINGS)
    assert (old.manifest, old.vectors, old.document_digests, old.rows_by_text) == (None, None, {}, {})


def test_everything_from_an_index_of_the_same_settings(tmp_path: Path) -> None:
    build(tmp_path)
    old = read_old_index(tmp_path, SETTINGS)
    assert old.manifest is not None
    assert old.vectors is not None
    assert len(old.rows_by_text) == old.manifest.chunks == len(old.vectors.passages)
    assert len(old.document_digests) == 1


def test_nothing_from_an_index_of_other_settings_or_a_damaged_one(tmp_path: Path) -> None:
    build(tmp_path)
    assert read_old_index(tmp_path, replace(SETTINGS, max_chunk_tokens=50)).manifest is None
    (tmp_path / "generations" / (tmp_path / "current").read_text().strip() / "units.npy").unlink()
    assert read_old_index(tmp_path, SETTINGS).manifest is None
