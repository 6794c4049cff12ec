"""Texts without the places they name, which say little about what is asked or in which language."""

from collections.abc import Sequence

from knowledge.languages import is_known_word
from knowledge.places import PlaceMention, find_places


def without_places(text: str, places: Sequence[PlaceMention]) -> str:
    """The text with the places it names cut out, spaces folded."""
    kept, position = [], 0
    for place in places:
        kept.append(text[position : place.start_char])
        position = place.end_char
    return " ".join("".join((*kept, text[position:])).split())


def bare_question(text: str) -> str:
    """A question without the places it names; one that names nothing else as it is."""
    bare = without_places(text, find_places(text, is_known_word=is_known_word))
    return bare if any(map(str.isalnum, bare)) else text
