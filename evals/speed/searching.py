"""How long search takes over many passages, without a model: made-up vectors and words in the real stores."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from evals.schema import Measurement
from evals.speed.made_up_text import make_up_question, make_up_text
from knowledge.schema import LANGUAGES

Vectors = NDArray[np.float32]

TARGET_MILLISECONDS = 30.0
_SENTENCES = 4
# As many as retrieval asks each leg for.
_TOP_K = 100
_WARM_UP = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchLoad:
    """How much is searched, by how many questions, and with which chance."""

    chunks: int
    questions: int
    dimension: int
    seed: int


def measure_search(load: SearchLoad, folder: Path, notice: Callable[[str], None]) -> tuple[Measurement, ...]:
    """p50 and p95 of the two legs of a search, each over the chunks of all three languages, as a question asks them.

    The dense leg asks the collection of each language in turn. The words leg looks for words in one language and for
    names and numbers in the two others.

    Args:
        load: How much; the chunks are spread evenly over the languages.
        folder: Where the stores go.
        notice: Told what is being done.
    """
    from index.lexical import WordIndex, write_word_index
    from index.store import VectorStore

    generator = np.random.default_rng(load.seed)
    random = Random(load.seed)
    each = load.chunks // len(LANGUAGES)
    with VectorStore(folder / "chroma", "benchmark", None) as store:
        words = {}
        for i, language in enumerate(LANGUAGES):
            notice(f"making up {each} chunks in {language}")
            store.add(language, np.arange(i * each, (i + 1) * each), _unit_vectors(generator, each, load.dimension))
            texts = [make_up_text(random, language, _SENTENCES) for _ in range(each)]
            write_word_index(folder / f"words-{language}", texts, language)
            words[language] = WordIndex(folder / f"words-{language}", language)
        dense_seconds, words_seconds = [], []
        vectors = _unit_vectors(generator, load.questions + _WARM_UP, load.dimension)
        for number, vector in enumerate(vectors):
            asked_in = LANGUAGES[number % len(LANGUAGES)]
            question = make_up_question(random, asked_in)
            started = time.perf_counter()
            for language in LANGUAGES:
                store.search(language, vector, _TOP_K)
            between = time.perf_counter()
            for language in LANGUAGES:
                if language == asked_in:
                    words[language].search(question, _TOP_K)
                else:
                    words[language].search_names(question, _TOP_K)
            ended = time.perf_counter()
            if number >= _WARM_UP:
                dense_seconds.append(between - started)
                words_seconds.append(ended - between)
    return (
        *_percentiles(f"dense leg, {each} chunks in each of three languages", dense_seconds),
        *_percentiles(f"words leg, {each} chunks in each of three languages", words_seconds),
    )


def _percentiles(name: str, seconds: list[float]) -> tuple[Measurement, ...]:
    p50, p95 = (float(1000 * value) for value in np.quantile(seconds, [0.5, 0.95]))
    return (
        Measurement(name=f"{name}: p50", value=p50, unit="ms"),
        Measurement(name=f"{name}: p95", value=p95, unit="ms", target=TARGET_MILLISECONDS),
    )


def _unit_vectors(generator: np.random.Generator, count: int, dimension: int) -> Vectors:
    vectors = generator.standard_normal((count, dimension), dtype=np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)
