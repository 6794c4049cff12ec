"""Texts with the words of the language samples in index/general_text.tsv, drawn by chance: for timing, not reading."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from random import Random

from knowledge.languages import find_words
from knowledge.schema import LANGUAGES, Language

_SENTENCE_WORDS = (8, 18)
_NUMBERS = (1, 9999)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Vocabulary:
    """Words, commonest first, and how often each is drawn, added up."""

    words: tuple[str, ...]
    cumulative: tuple[float, ...]


def make_up_text(random: Random, language: Language, sentences: int) -> str:
    """Sentences of common and rare words, each with a number; the same state of ``random`` gives the same text."""
    return " ".join(_make_up_sentence(random, language) for _ in range(sentences))


def make_up_question(random: Random, language: Language) -> str:
    """Eight words, and a number, as a question."""
    vocabulary = _vocabulary(language)
    words = random.choices(vocabulary.words, cum_weights=vocabulary.cumulative, k=8)
    return f"{' '.join(words).capitalize()} {random.randint(*_NUMBERS)}?"


def _make_up_sentence(random: Random, language: Language) -> str:
    vocabulary = _vocabulary(language)
    count = random.randint(*_SENTENCE_WORDS)
    words = random.choices(vocabulary.words, cum_weights=vocabulary.cumulative, k=count)
    words.insert(random.randrange(count), str(random.randint(*_NUMBERS)))
    sentence = " ".join(words)
    return f"{sentence[0].upper()}{sentence[1:]}."


@lru_cache(maxsize=len(LANGUAGES))
def _vocabulary(language: Language) -> _Vocabulary:
    data = resources.files("index").joinpath("general_text.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(data.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    counts: dict[str, int] = {}
    for row in rows:
        for word in find_words(row[language]):
            counts[word.text] = counts.get(word.text, 0) + 1
    words = sorted(counts, key=lambda word: (-counts[word], word))
    # Zipf's law: the nth commonest word is drawn 1/n as often as the commonest.
    cumulative, total = [], 0.0
    for rank in range(1, len(words) + 1):
        total += 1 / rank
        cumulative.append(total)
    return _Vocabulary(words=tuple(words), cumulative=tuple(cumulative))
