"""Questions labelled by examples, with vectors that are easy to tell apart."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.centring import LanguageMeans, Vectors
from index.classifying import (
    EmbeddedQuestion,
    Example,
    QuestionClassifier,
    embed_examples,
    fit_weights,
    learn_weights,
    train_classifier,
)
from knowledge.schema import Language
from tests.fakes import FakeEmbedder

# "Who" is axis 0, "when" axis 1, "what" axis 2, whatever the language.
_TABLE = {
    **dict.fromkeys(("kuka", "vem", "who"), (1, 0, 0)),
    **dict.fromkeys(("milloin", "när", "when"), (0, 1, 0)),
    **dict.fromkeys(("mikä", "vad", "what"), (0, 0, 1)),
}
_EXAMPLES = (
    Example(text="kuka", language="fi", label="contact"),
    Example(text="who", language="en", label="contact"),
    Example(text="milloin", language="fi", label="timeline"),
    Example(text="när", language="sv", label="timeline"),
    Example(text="mikä", language="fi", label="goals"),
    Example(text="what", language="en", label="goals"),
)
_NO_MEANS = LanguageMeans(means=np.zeros((3, 3, 4), dtype=np.float32))


def embedder(model_id: str = "a model") -> FakeEmbedder:
    return FakeEmbedder(_TABLE, dimension=4, model_id=model_id)


def _embedded(text: str, vector: Vectors) -> EmbeddedQuestion:
    return EmbeddedQuestion(text=text, vector=vector, bare=vector)


def embedded(text: str) -> EmbeddedQuestion:
    return _embedded(text, embedder().embed_queries([text])[0])


def labels(classifier: QuestionClassifier, text: str, language: Language) -> list[str]:
    return [score.label for score in classifier.classify(embedded(text), language)]


# --- Labels ---


@pytest.mark.parametrize(
    ("text", "language", "label"),
    [("vem", "sv", "contact"), ("when", "en", "timeline"), ("vad", "sv", "goals"), ("Mikä?", "fi", "goals")],
)
def test_an_example_in_one_language_teaches_the_others(
    tmp_path: Path, text: str, language: Language, label: str
) -> None:
    classifier = train_classifier(embedder(), _EXAMPLES, _NO_MEANS, tmp_path)
    first, *others = classifier.classify(embedded(text), language)
    assert first.label == label
    assert first.probability > 0.8
    assert {first.label, *(score.label for score in others)} == {"contact", "goals", "timeline"}


@pytest.mark.parametrize("text", ["kuka", "kuka milloin", "jotain muuta", ""])
def test_probabilities_add_up_to_one_and_descend(tmp_path: Path, text: str) -> None:
    classifier = train_classifier(embedder(), _EXAMPLES, _NO_MEANS, tmp_path)
    probabilities = [score.probability for score in classifier.classify(embedded(text), "fi")]
    assert sum(probabilities) == pytest.approx(1)
    assert probabilities == sorted(probabilities, reverse=True)
    assert all(0 <= probability <= 1 for probability in probabilities)


def test_a_question_between_two_labels_is_both_alike(tmp_path: Path) -> None:
    classifier = train_classifier(embedder(), _EXAMPLES, _NO_MEANS, tmp_path)
    first, second, third = classifier.classify(embedded("kuka milloin"), "fi")
    assert {first.label, second.label} == {"contact", "timeline"}
    assert first.probability == pytest.approx(second.probability, abs=0.01)
    assert third.probability < 0.2


def test_probabilities_by_hand() -> None:
    # Of a vector (1, 0): logits 0 + ln 3 and 0 + 0; three to one.
    weights = np.array([[0, 5, np.log(3)], [0, 7, 0]], dtype=np.float32)
    means = LanguageMeans(means=np.zeros((3, 3, 2), dtype=np.float32))
    question = _embedded("x", np.array([1, 0], dtype=np.float32))
    first, second = QuestionClassifier(["a", "b"], weights, means).classify(question, "fi")
    assert (first.label, second.label) == ("a", "b")
    assert [first.probability, second.probability] == pytest.approx([0.75, 0.25])


def test_large_weights_stay_finite() -> None:
    weights = np.array([[1000, 0], [-1000, 0]], dtype=np.float32)
    means = LanguageMeans(means=np.zeros((3, 3, 1), dtype=np.float32))
    question = _embedded("x", np.ones(1, dtype=np.float32))
    scores = QuestionClassifier(["a", "b"], weights, means).classify(question, "fi")
    assert [score.probability for score in scores] == [1.0, 0.0]


def test_questions_and_examples_are_centred_by_language() -> None:
    # In Finnish every vector leans to axis 3; less that, "kuka" is what "who" is.
    means = np.zeros((3, 3, 4), dtype=np.float32)
    means[:, 0, 3] = 0.5
    fake = FakeEmbedder({"kuka": (1, 0, 0, 0.5), "who": (1, 0, 0, 0)}, dimension=4)
    lean = Example(text="kuka", language="fi", label="contact")
    straight = Example(text="who", language="en", label="contact")
    finnish, english = embed_examples(fake, [lean, straight], LanguageMeans(means=means))
    assert english == pytest.approx([1, 0, 0, 0])
    # (1, 0.5) of length one is (0.894, 0.447); less 0.5 it is (0.894, -0.053).
    assert finnish == pytest.approx([0.998, 0, 0, -0.059], abs=0.001)
    # Without a bias and with a weight of one on axis 3, only what centring leaves there counts.
    weights = np.array([[0, 0, 0, 1, 0], [0, 0, 0, -1, 0]], dtype=np.float32)
    classifier = QuestionClassifier(["leans", "does not"], weights, LanguageMeans(means=means))
    vector = _embedded("kuka", fake.embed_queries(["kuka"])[0])
    assert classifier.classify(vector, "fi")[0].label == "does not"
    assert classifier.classify(vector, "en")[0].label == "leans"


# --- Training ---


def test_weights_have_a_row_for_each_label_in_order() -> None:
    vectors = np.eye(3, dtype=np.float32)
    weights = fit_weights(vectors, ["b", "a", "c"], 20.0, is_balanced=True)
    assert weights.shape == (3, 4)
    assert weights.dtype == np.float32
    # Row "a" weighs the axis of "a" most, which is the second.
    assert np.argmax(weights[:, :3], axis=1).tolist() == [1, 0, 2]


def test_two_labels_have_two_rows_as_well(tmp_path: Path) -> None:
    two = _EXAMPLES[:4]
    assert fit_weights(np.eye(2, dtype=np.float32), ["a", "b"], 20.0, is_balanced=True).shape == (2, 3)
    classifier = train_classifier(embedder(), two, _NO_MEANS, tmp_path)
    assert labels(classifier, "vem", "sv") == ["contact", "timeline"]
    assert labels(classifier, "when", "en") == ["timeline", "contact"]
    halves = [score.probability for score in classifier.classify(embedded("vem när"), "sv")]
    assert halves == pytest.approx([0.5, 0.5], abs=0.01)


def test_one_label_is_refused() -> None:
    with pytest.raises(ValueError, match="class"):
        fit_weights(np.eye(2, dtype=np.float32), ["a", "a"], 20.0, is_balanced=True)


def test_a_label_with_few_examples_counts_as_much_as_one_with_many() -> None:
    # Ten of "a" to one of "b": what lies halfway is not simply "a".
    vectors = np.array([[1, 0]] * 10 + [[0, 1]], dtype=np.float32)
    weights = fit_weights(vectors, ["a"] * 10 + ["b"], 20.0, is_balanced=True)
    half = np.array([0.5**0.5, 0.5**0.5, 1], dtype=np.float32)
    logit_a, logit_b = weights @ half
    assert logit_a == pytest.approx(logit_b, abs=0.05)


def test_without_balance_a_label_with_many_examples_is_the_likelier_one() -> None:
    vectors = np.array([[1, 0]] * 10 + [[0, 1]], dtype=np.float32)
    weights = fit_weights(vectors, ["a"] * 10 + ["b"], 20.0, is_balanced=False)
    logit_a, logit_b = weights @ np.array([0.5**0.5, 0.5**0.5, 1], dtype=np.float32)
    assert logit_a > logit_b + 0.5


def test_a_larger_inverse_penalty_gives_larger_weights() -> None:
    vectors = np.eye(3, dtype=np.float32)
    mild, hard = (fit_weights(vectors, ["a", "b", "c"], penalty, is_balanced=True) for penalty in (60.0, 1.0))
    assert np.abs(mild[:, :3]).max() > 2 * np.abs(hard[:, :3]).max()


# --- Weights of numbered labels ---

_THREE = np.eye(3, dtype=np.float32)
_NUMBERS = np.array([1, 0, 2], dtype=np.int64)


def test_learnt_weights_are_those_of_labels_that_count_as_often_as_they_are(tmp_path: Path) -> None:
    weights = learn_weights(_THREE, _NUMBERS, 60.0, tmp_path)
    assert weights.shape == (3, 4)
    assert weights.dtype == np.float32
    # Label 0 is the second vector's.
    assert np.argmax(weights[:, :3], axis=1).tolist() == [1, 0, 2]
    many, numbers = np.array([[1, 0]] * 10 + [[0, 1]], dtype=np.float32), np.array([0] * 10 + [1], dtype=np.int64)
    unbalanced = fit_weights(many, numbers, 60.0, is_balanced=False)
    assert learn_weights(many, numbers, 60.0, tmp_path) == pytest.approx(unbalanced)


@pytest.mark.parametrize("count", [0, 1, 5])
def test_with_fewer_than_two_labels_there_is_nothing_to_learn(tmp_path: Path, count: int) -> None:
    weights = learn_weights(np.ones((count, 3), dtype=np.float32), np.zeros(count, dtype=np.int64), 60.0, tmp_path)
    assert weights.shape == (min(count, 1), 4)
    assert weights.dtype == np.float32
    assert not weights.any()
    assert list(tmp_path.iterdir()) == []


def test_the_same_is_learnt_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = learn_weights(_THREE, _NUMBERS, 60.0, tmp_path / "cache")
    monkeypatch.setattr("index.classifying.fit_weights", lambda *_, **__: pytest.fail("learnt again"))
    assert np.array_equal(learn_weights(_THREE.copy(), _NUMBERS.copy(), 60.0, tmp_path / "cache"), first)
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_other_vectors_labels_and_penalties_have_files_of_their_own(tmp_path: Path) -> None:
    learn_weights(_THREE, _NUMBERS, 60.0, tmp_path)
    learn_weights(_THREE[::-1].copy(), _NUMBERS, 60.0, tmp_path)
    learn_weights(_THREE, _NUMBERS[::-1].copy(), 60.0, tmp_path)
    learn_weights(_THREE, _NUMBERS, 20.0, tmp_path)
    learn_weights(_THREE[:2], _NUMBERS[:2], 60.0, tmp_path)
    assert len(list(tmp_path.iterdir())) == 5


# --- The file it is kept in ---


def test_the_second_time_nothing_is_embedded_or_trained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = train_classifier(embedder(), _EXAMPLES, _NO_MEANS, tmp_path)
    monkeypatch.setattr("index.classifying.fit_weights", lambda *_, **__: pytest.fail("trained again"))
    again = embedder()
    second = train_classifier(again, _EXAMPLES, _NO_MEANS, tmp_path)
    assert again.questions == []
    question = embedded("vem vad")
    assert second.classify(question, "sv") == first.classify(question, "sv")
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("damage", [b"", b"\x93NUMPY", b"half of a file"])
def test_a_damaged_file_is_replaced(tmp_path: Path, damage: bytes) -> None:
    first = train_classifier(embedder(), _EXAMPLES, _NO_MEANS, tmp_path)
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    path.write_bytes(damage)
    again = train_classifier(embedder(), _EXAMPLES, _NO_MEANS, tmp_path)
    assert labels(again, "vem", "sv") == labels(first, "vem", "sv")
    assert len(path.read_bytes()) == len(whole)


def test_other_examples_labels_languages_models_prompts_and_means_have_files_of_their_own(tmp_path: Path) -> None:
    first, *others = _EXAMPLES
    other_prompt = embedder()
    other_prompt.query_prompt = "kysymys: "
    other_means = LanguageMeans(means=np.full((3, 3, 4), 0.1, dtype=np.float32))
    trainings = [
        (embedder(), _EXAMPLES, _NO_MEANS),
        (embedder(), _EXAMPLES[:-1], _NO_MEANS),
        (embedder(), (replace(first, text="vem"), *others), _NO_MEANS),
        (embedder(), (replace(first, label="goals"), *others), _NO_MEANS),
        (embedder(), (replace(first, language="sv"), *others), _NO_MEANS),
        (embedder("another"), _EXAMPLES, _NO_MEANS),
        (other_prompt, _EXAMPLES, _NO_MEANS),
        (embedder(), _EXAMPLES, other_means),
    ]
    for model, examples, means in trainings:
        train_classifier(model, examples, means, tmp_path)
        assert model.questions
    assert len(list(tmp_path.iterdir())) == len(trainings)
