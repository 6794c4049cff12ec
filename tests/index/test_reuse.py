"""What is taken over from an old index; test_building.py tries whole builds."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.building import build_index
from index.folder import read_manifest, write_manifest
from index.reuse import read_old_index
from index.schema import FORMAT_VERSION, IndexSettings
from tests.fakes import FakeEmbedder, make_document
from tests.index.asked_documents import with_questions

SETTINGS = IndexSettings()


def build(folder: Path) -> None:
    page = make_document("# Kuopio\n\nKuopio has two goals.", "kuopio/page.en", municipality="Kuopio")
    asked = with_questions(page, {"Kuopio has": ["How many goals?", "How many in Kuopio?"], None: ["Who decides?"]})
    build_index([asked], folder, SETTINGS, FakeEmbedder)


def test_nothing_without_an_index(tmp_path: Path) -> None:
    old = read_old_index(tmp_path / "none", SETTINGS)
    assert (old.manifest, old.vectors) == (None, None)
    assert (old.document_digests, old.rows_by_text, old.questions_by_text) == ({}, {}, {})


def test_everything_from_an_index_of_the_same_settings(tmp_path: Path) -> None:
    build(tmp_path)
    old = read_old_index(tmp_path, SETTINGS)
    assert old.manifest is not None
    assert old.vectors is not None
    assert len(old.rows_by_text) == old.manifest.chunks == len(old.vectors.passages)
    assert len(old.document_digests) == 1
    # As they were embedded, without the place.
    assert old.questions_by_text == {"How many goals?": 0, "How many in ?": 1, "Who decides?": 2}
    assert np.array_equal(old.vectors.questions, FakeEmbedder().embed_queries(list(old.questions_by_text)))


def test_nothing_and_no_warning_from_an_index_of_an_older_format(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    build(tmp_path)
    generation = tmp_path / "generations" / (tmp_path / "current").read_text().strip()
    write_manifest(generation, replace(read_manifest(tmp_path), format_version=FORMAT_VERSION - 1))
    assert read_old_index(tmp_path, SETTINGS).manifest is None
    assert not [record for record in caplog.records if record.name == "index.reuse"]


def test_nothing_from_an_index_of_other_settings_or_a_damaged_one(tmp_path: Path) -> None:
    build(tmp_path)
    other = read_old_index(tmp_path, replace(SETTINGS, max_chunk_tokens=50))
    assert (other.manifest, other.questions_by_text) == (None, {})
    (tmp_path / "generations" / (tmp_path / "current").read_text().strip() / "units.npy").unlink()
    assert read_old_index(tmp_path, SETTINGS).manifest is None
