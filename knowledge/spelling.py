"""How far apart two words are in spelling.

An edit adds, drops or changes a letter, or swaps two neighbours (Damerau-Levenshtein distance).
"""

from collections.abc import Sequence

from rapidfuzz.distance.DamerauLevenshtein import distance
from rapidfuzz.process import extract

# Up to this many letters one slip is allowed, in longer words two.
_SHORT_WORD_CHARS = 7


def is_misspelling(word: str, intended: str) -> bool:
    """Whether a word may be a slip for another: the same first letter, one edit apart, two in a long word."""
    if word == intended or not word or not intended or word[0] != intended[0]:
        return False
    most = 1 if min(len(word), len(intended)) <= _SHORT_WORD_CHARS else 2
    return int(distance(word, intended, score_cutoff=most)) <= most


def near_words(word: str, candidates: Sequence[str], most_edits: int) -> tuple[tuple[str, int], ...]:
    """The candidates no more than so many edits away, each with its number of edits."""
    found = extract(word, candidates, scorer=distance, score_cutoff=most_edits, limit=None)
    return tuple((candidate, int(edits)) for candidate, edits, _ in found)
