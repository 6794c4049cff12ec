from pathlib import Path

from index.model_identity import BUNDLED_MODEL, model_identity
from index.schema import IndexSettings


def identity(model: str | None) -> str:
    return model_identity(IndexSettings(model=model))


def test_the_bundled_model_and_a_name() -> None:
    assert identity(None) == BUNDLED_MODEL
    assert identity("intfloat/multilingual-e5-base") == "intfloat/multilingual-e5-base"


def test_a_folder_is_told_by_its_files(tmp_path: Path) -> None:
    folder = tmp_path / "malli"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "weights.bin").write_bytes(b"1234")
    first = identity(str(folder))
    assert first == identity(str(folder)) == identity(f"{folder}/")
    assert first.startswith("malli@")
    (folder / "sub" / "weights.bin").write_bytes(b"12345")
    longer = identity(str(folder))
    (folder / "sub" / "weights.bin").rename(folder / "weights.bin")
    assert len({first, longer, identity(str(folder))}) == 3


def test_the_same_folder_elsewhere_is_the_same_model(tmp_path: Path) -> None:
    for place in ("a", "b"):
        (tmp_path / place / "malli").mkdir(parents=True)
        (tmp_path / place / "malli" / "weights.bin").write_bytes(b"1234")
    assert identity(str(tmp_path / "a" / "malli")) == identity(str(tmp_path / "b" / "malli"))


def test_a_prompt_is_no_part_of_the_model() -> None:
    assert model_identity(IndexSettings(query_prompt="kysymys: ")) == BUNDLED_MODEL
