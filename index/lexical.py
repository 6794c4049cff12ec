"""Words: BM25 over lemmas, one index a language, kept on disk and read memory-mapped."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.errors import IndexCorruptError
from knowledge.languages import find_words, lemmas
from knowledge.schema import Language

if TYPE_CHECKING:
    from bm25s import BM25

# Four to six letters measured alike; shorter ones meet by chance, longer ones miss inflected names.
_NAME_KEY_CHARS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class WordMatch:
    """A passage that shares words with a question: its position in the indexed list, and its BM25 score (> 0)."""

    position: int
    score: float


def write_word_index(folder: Path, texts: Sequence[str], language: Language) -> None:
    """Indexes texts of a language by their lemmas and by their names and numbers, into ``folder``.

    Raises:
        OSError: The folder cannot be written.
    """
    _write(folder / "lemmas", [list(lemmas(text, language)) for text in texts])
    _write(
        folder / "names", [[_name_key(word.text) for word in find_words(text) if _is_name(word.text)] for text in texts]
    )


class WordIndex:
    """The word index of one language.

    Raises:
        IndexCorruptError: The folder holds no readable index.
    """

    def __init__(self, folder: Path, language: Language) -> None:
        self._language = language
        self._lemmas = _load(folder / "lemmas")
        self._names = _load(folder / "names")

    def search(self, text: str, top_k: int) -> tuple[WordMatch, ...]:
        """Texts that share lemmas with a question in the same language, best first."""
        return _best(self._lemmas, lemmas(text, self._language), top_k)

    def search_names(self, text: str, top_k: int) -> tuple[WordMatch, ...]:
        """Texts that share names or numbers with a question in any language, best first."""
        return _best(self._names, [_name_key(name) for name in names_and_numbers(text)], top_k)


def names_and_numbers(text: str) -> tuple[str, ...]:
    """The words of a question that mean the same in every language: numbers, and capitalised words past the first.

    A first word counts when it is written in capitals throughout ("LAVA") or holds a digit.
    """
    return tuple(
        word.text
        for i, word in enumerate(find_words(text))
        if _is_name(word.text) and (i > 0 or not word.text.istitle() or any(map(str.isdigit, word.text)))
    )


def _is_name(word: str) -> bool:
    return word[0].isupper() or any(map(str.isdigit, word))


def _name_key(word: str) -> str:
    """What names are compared by: numbers whole, words by their beginning, for endings differ by case and language."""
    key = word.casefold()
    return key if any(map(str.isdigit, key)) else key[:_NAME_KEY_CHARS]


def _write(folder: Path, tokens: list[list[str]]) -> None:
    import bm25s

    # BM25 cannot be built over nothing; without a folder the search finds nothing.
    if any(tokens):
        index = bm25s.BM25()
        index.index(tokens, show_progress=False)
        index.save(folder, show_progress=False)


def _load(folder: Path) -> "BM25 | None":
    import bm25s

    if not folder.is_dir():
        return None
    try:
        return bm25s.BM25.load(folder, mmap=True, show_progress=False)
    except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
        raise IndexCorruptError(f"the word index in {folder} cannot be read; rebuild with `lykbot build`") from error


def _best(index: "BM25 | None", tokens: Sequence[str], top_k: int) -> tuple[WordMatch, ...]:
    if index is None or top_k < 1:
        return ()
    known = index.get_tokens_ids(list(dict.fromkeys(tokens)))
    if not known:
        return ()
    scores = index.get_scores_from_ids(known)
    found = np.flatnonzero(scores)
    if len(found) > top_k:
        found = found[scores[found] >= np.partition(scores[found], -top_k)[-top_k]]
    # Equal scores in the order of the texts, so that results do not depend on the sort.
    order = np.lexsort((found, -scores[found]))
    return tuple(WordMatch(position=int(i), score=float(scores[i])) for i in found[order[:top_k]])
