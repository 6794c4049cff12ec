import json
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import IndexCorruptError, IndexMismatchError, IndexMissingError
from index.folder import (
    check_settings,
    current_generation,
    generation_folder,
    list_files,
    make_current,
    read_manifest,
    refuse_foreign_folder,
    remove_generations,
    write_manifest,
)
from index.model_identity import BUNDLED_MODEL
from index.schema import FORMAT_VERSION, FileSize, IndexSettings, Manifest

_NAME = "20260102t030405-abcdef"


def write_index(index_folder: Path) -> Manifest:
    """A generation in force, of two files."""
    folder = generation_folder(index_folder, _NAME)
    (folder / "words-fi").mkdir(parents=True)
    (folder / "records.sqlite").write_bytes(b"12345")
    (folder / "words-fi" / "lemmas.npy").write_bytes(b"123")
    manifest = Manifest(
        format_version=FORMAT_VERSION,
        settings=IndexSettings(),
        model_id=BUNDLED_MODEL,
        dimension=4,
        corpus_digest="ab",
        generation=_NAME,
        built_at="2026-01-02T03:04:05+00:00",
        documents=1,
        chunks=2,
        units=3,
        files=list_files(folder),
    )
    write_manifest(folder, manifest)
    make_current(index_folder, _NAME)
    return manifest


def test_round_trip(tmp_path: Path) -> None:
    manifest = write_index(tmp_path)
    assert read_manifest(tmp_path) == manifest
    assert manifest.files == (
        FileSize(path="records.sqlite", size_bytes=5),
        FileSize(path="words-fi/lemmas.npy", size_bytes=3),
    )
    assert current_generation(tmp_path) == _NAME
    assert not (tmp_path / "current.partial").exists()


@pytest.mark.parametrize(
    "make", [lambda p: None, lambda p: p.mkdir(), lambda p: (p / "generations").mkdir(parents=True)]
)
def test_no_index(tmp_path: Path, make) -> None:  # type: ignore[no-untyped-def]
    make(tmp_path / "index")
    with pytest.raises(IndexMissingError, match=r"there is no index in .*index: run `lykbot build` first"):
        read_manifest(tmp_path / "index")


@pytest.mark.parametrize(
    "name", ["", " \n", "../../etc", "..", ".", "a/b", "/etc", ".hidden", "\0\0\0", "a\nb", "a b", "\\..\\x"]
)
def test_a_pointer_that_is_no_name_is_refused(tmp_path: Path, name: str) -> None:
    write_index(tmp_path)
    (tmp_path / "current").write_text(name, encoding="utf-8")
    with pytest.raises(IndexCorruptError, match="lykbot build"):
        current_generation(tmp_path)
    with pytest.raises(IndexCorruptError, match="lykbot build"):
        read_manifest(tmp_path)


def test_a_pointer_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "current").write_bytes(b"\xff\xfe")
    with pytest.raises(IndexCorruptError, match="current cannot be read"):
        current_generation(tmp_path)
    (tmp_path / "current").unlink()
    (tmp_path / "current").mkdir()
    with pytest.raises(IndexCorruptError, match="current cannot be read"):
        current_generation(tmp_path)


def test_a_pointer_to_nothing(tmp_path: Path) -> None:
    write_index(tmp_path)
    make_current(tmp_path, "20260102t030405-ffffff")
    with pytest.raises(IndexCorruptError, match="its manifest"):
        read_manifest(tmp_path)


def test_a_foreign_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"")
    for check in (refuse_foreign_folder, read_manifest):
        with pytest.raises(IndexCorruptError, match=r"holds other files \(holiday.jpg\).*--index"):
            check(tmp_path)


def test_an_index_may_have_a_guest(tmp_path: Path) -> None:
    manifest = write_index(tmp_path)
    (tmp_path / ".DS_Store").write_bytes(b"")
    refuse_foreign_folder(tmp_path)
    assert read_manifest(tmp_path) == manifest


def test_an_empty_or_missing_folder_is_not_foreign(tmp_path: Path) -> None:
    refuse_foreign_folder(tmp_path)
    refuse_foreign_folder(tmp_path / "missing")
    (tmp_path / "lock").write_bytes(b"")
    refuse_foreign_folder(tmp_path)


def test_a_truncated_file_is_named(tmp_path: Path) -> None:
    write_index(tmp_path)
    (generation_folder(tmp_path, _NAME) / "words-fi" / "lemmas.npy").write_bytes(b"1")
    with pytest.raises(IndexCorruptError, match=r"words-fi/lemmas.npy has 1 bytes where 3 are expected; rebuild"):
        read_manifest(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    write_index(tmp_path)
    (generation_folder(tmp_path, _NAME) / "records.sqlite").unlink()
    with pytest.raises(IndexCorruptError, match=r"records\.sqlite is missing"):
        read_manifest(tmp_path)


def test_a_file_too_many(tmp_path: Path) -> None:
    write_index(tmp_path)
    (generation_folder(tmp_path, _NAME) / "more").write_bytes(b"1")
    with pytest.raises(IndexCorruptError, match="files that do not belong there"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[]", f'{{"format_version": {FORMAT_VERSION}}}', "\x00" * 40])
def test_a_damaged_manifest(tmp_path: Path, text: str) -> None:
    write_index(tmp_path)
    (generation_folder(tmp_path, _NAME) / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(IndexCorruptError, match=r"damaged \(its manifest\); rebuild it with `lykbot build`"):
        read_manifest(tmp_path)


def test_another_format_is_no_damage(tmp_path: Path) -> None:
    write_index(tmp_path)
    path = generation_folder(tmp_path, _NAME) / "manifest.json"
    path.write_text(json.dumps({"format_version": 99, "new": True}), encoding="utf-8")
    with pytest.raises(IndexMismatchError, match=f"has format 99, this lykbot reads {FORMAT_VERSION}; rebuild"):
        read_manifest(tmp_path)


def test_settings_that_agree(tmp_path: Path) -> None:
    check_settings(write_index(tmp_path), IndexSettings(), tmp_path)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (IndexSettings(model="org/other"), f"model '{BUNDLED_MODEL}', the settings say 'org/other'"),
        (IndexSettings(query_prompt="q: "), "query prompt None, the settings say 'q: '"),
        (IndexSettings(passage_prompt="p: "), "passage prompt None, the settings say 'p: '"),
        (IndexSettings(max_chunk_tokens=99), "passage size 200, the settings say 99"),
        (IndexSettings(store_url="http://a:1"), "Chroma server None, the settings say 'http://a:1'"),
    ],
)
def test_settings_that_differ_are_named(tmp_path: Path, settings: IndexSettings, message: str) -> None:
    with pytest.raises(IndexMismatchError) as caught:
        check_settings(write_index(tmp_path), settings, tmp_path)
    assert message in str(caught.value)
    assert "`lykbot build`" in str(caught.value)
    assert str(tmp_path) in str(caught.value)


def test_a_manifest_of_another_format_is_named(tmp_path: Path) -> None:
    manifest = replace(write_index(tmp_path), format_version=FORMAT_VERSION + 1)
    with pytest.raises(IndexMismatchError, match=f"format {FORMAT_VERSION + 1}, the settings say {FORMAT_VERSION}"):
        check_settings(manifest, IndexSettings(), tmp_path)


def test_remove_generations_keeps_one(tmp_path: Path) -> None:
    write_index(tmp_path)
    (generation_folder(tmp_path, "killed") / "chroma").mkdir(parents=True)
    (generation_folder(tmp_path, "before") / "chroma").mkdir(parents=True)
    assert remove_generations(tmp_path, keep=_NAME) == ("before", "killed")
    assert [path.name for path in (tmp_path / "generations").iterdir()] == [_NAME]
    assert remove_generations(tmp_path, keep=None) == (_NAME,)
    assert remove_generations(tmp_path / "missing", keep=None) == ()
