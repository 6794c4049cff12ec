from pathlib import Path

from evals.retrieval.plain_vectors import embed_plain
from tests.evals.toys import ToyEmbedder

_PASSAGES, _QUESTIONS = ("A cat.", "A dog."), ("Who is the longest dog of all?", "A cat?", "Dog?")


def test_vectors_follow_the_order_of_the_texts(tmp_path: Path) -> None:
    embedder = ToyEmbedder()
    vectors = embed_plain(_PASSAGES, _QUESTIONS, embedder, tmp_path)
    assert embedder.questions == sorted(_QUESTIONS, key=len)
    assert vectors.passages.tolist() == [[1, 0, 0, 0], [0, 1, 0, 0]]
    assert vectors.questions[1:].tolist() == [[1, 0, 0, 0], [0, 1, 0, 0]]


def test_nothing_is_embedded_twice(tmp_path: Path) -> None:
    first = embed_plain(_PASSAGES, _QUESTIONS, ToyEmbedder(), tmp_path / "work")
    embedder = ToyEmbedder()
    again = embed_plain(_PASSAGES, _QUESTIONS, embedder, tmp_path / "work")
    assert (again.passages.tolist(), again.questions.tolist()) == (first.passages.tolist(), first.questions.tolist())
    assert (embedder.passages, embedder.questions) == ([], [])
    embed_plain(_PASSAGES, _QUESTIONS[:1], embedder, tmp_path / "work")
    assert embedder.questions == [*_QUESTIONS[:1]]
