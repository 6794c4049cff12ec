"""What a question is about, learnt from examples: a linear classifier over the vectors retrieval uses anyway.

Multinomial logistic regression on centred question vectors. Centring (``index.centring``) puts the three languages in
one place, so that an example in one language teaches something about the others.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.array_cache import cached_array
from index.centring import LanguageMeans, Vectors
from knowledge.schema import Language

if TYPE_CHECKING:
    from index.embedding import Embedder

# Inverse strength of the L2 penalty; chosen by cross-validation on the examples.
_INVERSE_PENALTY = 20.0
_MOST_ITERATIONS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A question and the label it should get."""

    text: str
    language: Language
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelScore:
    """A label and how probable it is, 0 to 1."""

    label: str
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EmbeddedQuestion:
    """A question and its vector, shape (dimension,), float32, of length 1; ``bare`` without the places it names."""

    text: str
    vector: Vectors
    bare: Vectors


class QuestionClassifier:
    """Labels questions by their vectors.

    Args:
        labels: All labels, sorted.
        weights: Shape (labels, dimension + 1); the last column is the bias.
        means: What the examples were centred with.
    """

    def __init__(self, labels: Sequence[str], weights: Vectors, means: LanguageMeans) -> None:
        self._labels = tuple(labels)
        self._weights = weights
        self._means = means

    def classify(self, question: EmbeddedQuestion, language: Language) -> tuple[LabelScore, ...]:
        """Every label, most probable first; the probabilities add up to 1."""
        centred = self._means.centre(question.vector, "question", language)
        logits = self._weights[:, :-1] @ centred + self._weights[:, -1]
        shares = np.exp(logits - logits.max())
        shares /= shares.sum()
        return tuple(
            LabelScore(label=self._labels[i], probability=float(shares[i])) for i in np.argsort(-shares, kind="stable")
        )


def train_classifier(
    embedder: "Embedder", examples: Sequence[Example], means: LanguageMeans, cache_folder: Path
) -> QuestionClassifier:
    """A classifier of questions, from ``cache_folder`` when it has been trained on these examples before.

    Args:
        embedder: The model whose vectors are classified.
        examples: Questions of at least two labels.
        means: What questions are centred with.
        cache_folder: Where the weights are kept; made when missing.
    """
    labels = sorted({example.label for example in examples})
    identity = [embedder.model_id, embedder.query_prompt, str(_INVERSE_PENALTY)]
    identity += [f"{example.label}\t{example.language}\t{example.text}" for example in examples]
    key = hashlib.sha256("\n".join(identity).encode() + means.means.tobytes()).hexdigest()[:16]
    weights = cached_array(
        cache_folder / f"question-classifier-{key}.float32",
        (len(labels), embedder.dimension + 1),
        lambda: fit_weights(
            embed_examples(embedder, examples, means),
            [example.label for example in examples],
            _INVERSE_PENALTY,
            is_balanced=True,
        ),
    )
    return QuestionClassifier(labels, weights, means)


def learn_weights(
    vectors: Vectors, labels: NDArray[np.int64], inverse_penalty: float, cache_folder: Path
) -> NDArray[np.float32]:
    """The weights of a classifier, shape (labels, dimension + 1), from ``cache_folder`` when it has learnt the same.

    Args:
        vectors: Centred questions, shape (questions, dimension).
        labels: The label of each, from 0 without gaps, shape (questions,).
        inverse_penalty: Inverse strength of the L2 penalty.
        cache_folder: Where the weights are kept; made when missing.
    """
    shape = (int(labels.max(initial=-1)) + 1, vectors.shape[1] + 1)
    if shape[0] < 2:
        return np.zeros(shape, dtype=np.float32)
    data = f"{inverse_penalty} {shape}".encode() + vectors.tobytes() + labels.tobytes()
    path = cache_folder / f"example-questions-{hashlib.sha256(data).hexdigest()[:16]}.float32"
    return cached_array(path, shape, lambda: fit_weights(vectors, labels, inverse_penalty, is_balanced=False))


def embed_examples(embedder: "Embedder", examples: Sequence[Example], means: LanguageMeans) -> Vectors:
    """The centred vectors of examples, shape (examples, dimension)."""
    vectors = embedder.embed_queries([example.text for example in examples])
    return np.stack(
        [means.centre(vector, "question", example.language) for vector, example in zip(vectors, examples, strict=True)]
    )


def fit_weights(
    vectors: Vectors, labels: Sequence[str] | NDArray[np.int64], inverse_penalty: float, *, is_balanced: bool
) -> Vectors:
    """The weights of a multinomial logistic regression, shape (labels, dimension + 1), labels sorted.

    Args:
        vectors: Centred questions, shape (questions, dimension).
        labels: The label of each.
        inverse_penalty: Inverse strength of the L2 penalty.
        is_balanced: Whether labels count alike, however many examples each has.

    Raises:
        ValueError: There are fewer than two labels.
    """
    # A second to import, and needed once for a set of examples.
    from sklearn.linear_model import LogisticRegression

    weighting = "balanced" if is_balanced else None
    model = LogisticRegression(C=inverse_penalty, max_iter=_MOST_ITERATIONS, class_weight=weighting)
    model.fit(vectors, list(labels))
    weights = np.hstack([model.coef_, model.intercept_[:, None]])
    if len(model.classes_) == 2:
        # One row that says how much more the second label is meant than the first.
        weights = np.vstack([-weights / 2, weights / 2])
    return np.asarray(weights, dtype=np.float32)
