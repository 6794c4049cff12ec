"""Slips of the pen in questions, put right by the words of the pages and of example questions."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from knowledge.languages import find_words, is_known_word
from knowledge.places import find_places
from knowledge.schema import overlap
from knowledge.spelling import near_words

# Shorter words are too easily other words; from this many letters on two slips are one word still.
_FEWEST_LETTERS, _LONG_WORD_LETTERS = 4, 8
# What Finnish adds to its words and dictionaries leave out: "also", a question, "even", whose.
_CLITICS = ("kin", "kaan", "kään", "ko", "kö", "han", "hän", "pa", "pä", "nsa", "nsä", "mme", "nne", "ni", "si")
_LETTERS = re.compile(r"[^\W\d_]+")


class Respeller:
    """Puts misspelt words right: those that no dictionary has and that are a slip away from a word that is in use.

    Args:
        texts: What is written on the subject: passages, example questions.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._uses: Counter[str] = Counter()
        for text in texts:
            self._uses.update(word.casefold() for word in _LETTERS.findall(text))
        self._by_start: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self._uses:
            if len(word) >= _FEWEST_LETTERS:
                self._by_start[word[0], len(word)].append(word)

    def respell(self, text: str) -> str:
        """The text with its misspelt words put right, the rest as it was."""
        places = find_places(text, is_known_word=is_known_word)
        right = text
        for word in reversed(find_words(text)):
            if any(overlap(place, word) for place in places):
                continue
            meant = self._meant(word.text, may_be_name=word.start_char > 0 and word.text[0].isupper())
            if meant is not None:
                right = right[: word.start_char] + meant + right[word.end_char :]
        return right

    def _is_right(self, word: str) -> bool:
        stems = [word, *(word.removesuffix(clitic) for clitic in _CLITICS if word.endswith(clitic))]
        return any(stem in self._uses or is_known_word(stem) for stem in stems)

    def _meant(self, written: str, *, may_be_name: bool) -> str | None:
        """The word in use that is nearest and used most; None for a word that is right, or like no other."""
        word = written.casefold()
        if len(word) < _FEWEST_LETTERS or not _LETTERS.fullmatch(word) or self._is_right(word):
            return None
        most_edits = 2 if len(word) >= _LONG_WORD_LETTERS and not may_be_name else 1
        lengths = range(len(word) - most_edits, len(word) + most_edits + 1)
        candidates = [other for length in lengths for other in self._by_start.get((word[0], length), ())]
        near = near_words(word, candidates, most_edits)
        if not near:
            return None
        best, _ = min(near, key=lambda entry: (entry[1], -self._uses[entry[0]], entry[0]))
        return best.capitalize() if written[0].isupper() else best
