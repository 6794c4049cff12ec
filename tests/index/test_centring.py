from pathlib import Path

import numpy as np
import pytest

from index.centring import LanguageMeans, measure_means
from tests.fakes import FakeEmbedder


def means_of(question: list[float], passage: list[float], unit: list[float]) -> LanguageMeans:
    """Means that are the same in every language but Swedish, which has none."""
    table = np.array([[kind, [0.0] * len(kind), kind] for kind in (question, passage, unit)], dtype=np.float32)
    return LanguageMeans(means=table)


def test_centre_subtracts_the_mean_and_makes_the_length_one() -> None:
    means = means_of([0.0, 1.0], [1.0, 0.0], [0.0, 0.0])
    vectors = np.array([[4.0, 3.0], [1.0, 5.0]], dtype=np.float32)
    # (4, 3) - (1, 0) = (3, 3); (1, 5) - (1, 0) = (0, 5).
    half = 0.5**0.5
    assert means.centre(vectors, "passage", "fi") == pytest.approx(np.array([[half, half], [0, 1]]))
    # (4, 3) - (0, 1) = (4, 2), of length 20 ** 0.5.
    assert means.centre(vectors[0], "question", "en") == pytest.approx(np.array([4, 2]) / 20**0.5)
    assert means.centre(vectors[0], "unit", "fi") == pytest.approx(np.array([0.8, 0.6]))
    assert means.centre(vectors[0], "question", "sv") == pytest.approx(np.array([0.8, 0.6]))


def test_centre_keeps_shape_and_dtype() -> None:
    means = means_of([0.0, 1.0], [1.0, 0.0], [0.0, 0.0])
    none = means.centre(np.zeros((0, 2), dtype=np.float32), "passage", "fi")
    assert none.shape == (0, 2)
    assert none.dtype == np.float32
    assert means.centre(np.ones(2, dtype=np.float32), "unit", "sv").shape == (2,)


def test_a_vector_that_is_the_mean_stays_finite() -> None:
    means = means_of([1.0, 0.0], [1.0, 0.0], [1.0, 0.0])
    assert means.centre(np.array([1.0, 0.0], dtype=np.float32), "question", "fi").tolist() == [0.0, 0.0]


def test_means_are_those_of_the_general_text(tmp_path: Path) -> None:
    # "on" is Finnish, "är" Swedish, "the" English: each language's mean leans to its own axis.
    embedder = FakeEmbedder({"on": (1, 0, 0), "är": (0, 1, 0), "the": (0, 0, 1)}, dimension=4)
    means = measure_means(embedder, tmp_path).means
    assert means.shape == (3, 3, 4)
    assert means.dtype == np.float32
    for kind in range(3):
        assert np.argmax(means[kind, :, :3], axis=1).tolist() == [0, 1, 2]
    assert embedder.questions
    assert not set(embedder.questions) & set(embedder.passages)
    # Row by hand: the mean of the first kind in the first language is that of its questions.
    questions = embedder.questions[: len(embedder.questions) // 3]
    assert means[0, 0] == pytest.approx(embedder.embed_queries(questions).mean(axis=0))


def test_the_cache_is_used(tmp_path: Path) -> None:
    first = measure_means(FakeEmbedder(), tmp_path)
    again = FakeEmbedder()
    assert np.array_equal(measure_means(again, tmp_path).means, first.means)
    assert not again.questions
    assert not again.passages
    assert len(list(tmp_path.iterdir())) == 1


def test_another_model_or_prompt_is_measured_anew(tmp_path: Path) -> None:
    measure_means(FakeEmbedder(), tmp_path)
    other_model = FakeEmbedder(model_id="another")
    measure_means(other_model, tmp_path)
    other_prompt = FakeEmbedder()
    other_prompt.query_prompt = "kysymys: "
    measure_means(other_prompt, tmp_path)
    assert other_model.questions
    assert other_prompt.questions
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize("damage", [b"", b"\x93NUMPY", b"half of a file"])
def test_a_damaged_cache_is_measured_anew(tmp_path: Path, damage: bytes) -> None:
    first = measure_means(FakeEmbedder(), tmp_path)
    (path,) = tmp_path.iterdir()
    path.write_bytes(damage)
    again = FakeEmbedder()
    assert np.array_equal(measure_means(again, tmp_path).means, first.means)
    assert again.questions
    unused = FakeEmbedder()
    measure_means(unused, tmp_path)
    assert not unused.questions


def test_a_cache_of_another_dimension_is_measured_anew(tmp_path: Path) -> None:
    measure_means(FakeEmbedder(dimension=8), tmp_path)
    assert measure_means(FakeEmbedder(dimension=4), tmp_path).means.shape == (3, 3, 4)
