"""What a text mentions, prepared for being matched with the terms of a question."""

from dataclasses import dataclass, replace
from functools import lru_cache

from index.schema import Chunk
from knowledge.display import display_text
from knowledge.expressions import has_email, has_phone
from knowledge.glossary import find_concepts
from knowledge.languages import find_words, is_known_word, lemmatise
from knowledge.schema import Language
from knowledge.spelling import is_misspelling

# Two dictionary forms are the same word when they share this many first letters and no more than so many differ.
_STEM_CHARS, _ENDING_CHARS = 5, 4
# What a word is worth that is only part of a compound, or spelt like another.
_COMPOUND, _MISSPELT = 0.7, 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words of a text, as written and in dictionary form, and the concepts they stand for.

    ``by_initial`` holds the words long enough to be compared by their letters, with their first letter.
    """

    words: frozenset[str]
    concepts: frozenset[str]
    by_initial: tuple[tuple[str, tuple[str, ...]], ...]

    def mentions(self, lemma: str, concepts: frozenset[str]) -> float:
        """How surely the text mentions a term, 0 to 1: by concept, by word, by likeness to one of its words."""
        if concepts & self.concepts or lemma in self.words:
            return 1.0
        if len(lemma) < _STEM_CHARS:
            return 0.0
        candidates = next((words for initial, words in self.by_initial if initial == lemma[0]), ())
        return max((_likeness(lemma, word) for word in candidates), default=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChunkView:
    """A passage as evidence looks at it: its units as shown, and the vocabularies of heading, passage and units."""

    heading: Vocabulary
    passage: Vocabulary
    unit_texts: tuple[str, ...]
    units: tuple[Vocabulary, ...]


@lru_cache(maxsize=8192)
def view_chunk(chunk: Chunk) -> ChunkView:
    """The view of a passage; made once, for questions meet the same passages again and again."""
    texts = tuple(display_text(chunk.unit_text(unit)) for unit in chunk.units)
    return ChunkView(
        # The first heading is the page's title, which says too little to tell its passages apart.
        heading=read_vocabulary(" ".join(chunk.heading_path[1:] or chunk.heading_path), chunk.language),
        passage=read_vocabulary(" ".join(texts), chunk.language),
        unit_texts=texts,
        units=tuple(
            _with_contact(read_vocabulary(text, chunk.language), text, is_card=unit.kind == "contact")
            for unit, text in zip(chunk.units, texts, strict=True)
        ),
    )


def read_vocabulary(text: str, language: Language) -> Vocabulary:
    """The vocabulary of a text; fillers of the glossary are left out."""
    written = [word.text for word in find_words(text)]
    lemmas = [lemmatise(word, language) for word in written]
    words = frozenset((*lemmas, *(word.casefold() for word in written)))
    long_words: dict[str, list[str]] = {}
    for word in sorted(words):
        if len(word) >= _STEM_CHARS:
            long_words.setdefault(word[0], []).append(word)
    return Vocabulary(
        words=words,
        concepts=frozenset(
            mention.concept for mention in find_concepts(written, lemmas, language) if mention.role != "filler"
        ),
        by_initial=tuple((initial, tuple(group)) for initial, group in long_words.items()),
    )


def _with_contact(vocabulary: Vocabulary, text: str, *, is_card: bool) -> Vocabulary:
    """The vocabulary with what a contact card is without saying so: a contact, a phone number, an e-mail address."""
    present = (("contact", is_card), ("phone", has_phone(text)), ("email", has_email(text)))
    held = {concept for concept, holds in present if holds}
    return replace(vocabulary, concepts=vocabulary.concepts | held)


@lru_cache(maxsize=65536)
def _likeness(lemma: str, word: str) -> float:
    """How surely two words are the same: by their stem, as part of a compound, or misspelt."""
    lengths = sorted((len(lemma), len(word)))
    shared = next((i for i, (a, b) in enumerate(zip(lemma, word, strict=False)) if a != b), lengths[0])
    if shared >= _STEM_CHARS and lengths[1] - shared <= _ENDING_CHARS:
        return 1.0
    if shared >= _STEM_CHARS and shared == lengths[0]:
        return _COMPOUND
    return _MISSPELT if is_misspelling(lemma, word) and not is_known_word(lemma) else 0.0
