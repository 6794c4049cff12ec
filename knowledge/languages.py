"""Finnish, Swedish and English: words, lemmas, and which of the three a text is in."""

import re
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from knowledge.schema import LANGUAGES, Language

if TYPE_CHECKING:
    from lingua import LanguageDetector

# A run of letters or digits, with an apostrophe inside allowed ("Helsinki's"); hyphens and underscores separate.
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Shorter tails are too often a word by chance ("-talo" is fine, "-us" is not).
_SHORTEST_TAIL = 4
_GENITIVE = re.compile(r"['’]s?$")
_loading = Lock()

_ISO_NAMES: dict[Language, str] = {"fi": "FINNISH", "sv": "SWEDISH", "en": "ENGLISH"}
# Languages people may well ask in and we do not speak; told apart only when none of the three is plausible.
_FOREIGN_NAMES = frozenset(
    {"GERMAN", "FRENCH", "SPANISH", "ITALIAN", "PORTUGUESE", "DUTCH", "POLISH", "ESTONIAN", "LATVIAN", "LITHUANIAN"}
    | {"HUNGARIAN", "ROMANIAN", "CZECH", "TURKISH", "SOMALI", "VIETNAMESE", "RUSSIAN", "UKRAINIAN", "ARABIC"}
    | {"PERSIAN", "CHINESE", "JAPANESE", "KOREAN", "THAI", "HINDI", "GREEK", "HEBREW"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a text, as written, with its offsets in that text."""

    text: str
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageGuess:
    """The likeliest of the three languages and how sure that is, 0 to 1."""

    language: Language
    confidence: float


def find_words(text: str) -> tuple[Word, ...]:
    """The words and numbers of a text, in order; "Helsinki's" is one word, "6.3.2018" is three."""
    return tuple(
        Word(text=match.group(), start_char=match.start(), end_char=match.end()) for match in _WORD.finditer(text)
    )


@lru_cache(maxsize=100_000)
def lemmatise(word: str, language: Language) -> str:
    """The dictionary form of a word, casefolded.

    A word no dictionary has is taken apart: its longest known tail is lemmatised ("lapsivaikutusten" ->
    "lapsivaikutus"). Numbers and unknown words come back as they are, casefolded.
    """
    import simplemma  # 0.2 s, and seconds for a dictionary on first use: only when words are really needed

    plain = _GENITIVE.sub("", word)
    if not plain.isalpha():
        return plain.casefold()
    _load_dictionary(language)
    if simplemma.is_known(plain, language, low_memory=True):
        return _lemma(plain, language)
    lowered = plain.casefold()
    if simplemma.is_known(lowered, language, low_memory=True):
        return _lemma(lowered, language)
    if language != "en":
        for start in range(2, len(lowered) - _SHORTEST_TAIL + 1):
            tail = lowered[start:]
            if simplemma.is_known(tail, language, low_memory=True):
                return lowered[:start] + _lemma(tail, language)
    return _lemma(lowered, language)


def _lemma(word: str, language: Language) -> str:
    import simplemma

    return simplemma.lemmatize(word, language, low_memory=True).casefold()


@lru_cache(maxsize=len(LANGUAGES))
def _load_dictionary(language: Language) -> None:
    """Has the dictionary loaded by one thread; without this all that come before it is there load one each."""
    import simplemma

    with _loading:
        simplemma.is_known("a", language, low_memory=True)


def lemmas(text: str, language: Language) -> tuple[str, ...]:
    """The lemmas of a text's words, in order, repeated as often as they occur."""
    return tuple(lemmatise(word.text, language) for word in find_words(text))


@lru_cache(maxsize=50_000)
def is_known_in(word: str, language: Language) -> bool:
    """Whether the language's dictionary has the word, in any inflection; case does not matter."""
    import simplemma

    _load_dictionary(language)
    return bool(simplemma.is_known(word.casefold(), language, low_memory=True))


def is_known_word(word: str) -> bool:
    """Whether a dictionary of one of the three languages has the word, in any inflection."""
    return any(is_known_in(word, language) for language in LANGUAGES)


def guess_language(text: str) -> LanguageGuess | None:
    """Which of the three languages a text is most like; None when it has no words.

    Names mislead the guess ("and Lohja?" looks Finnish): mask them before asking.
    """
    values = _detector(foreign=False).compute_language_confidence_values(text)
    if not values or values[0].value == 0:
        return None
    by_name = {name: language for language, name in _ISO_NAMES.items()}
    return LanguageGuess(language=by_name[values[0].language.name], confidence=float(values[0].value))


def detect_language(text: str) -> Language | None:
    """The language of a document's text; None when it has no words."""
    guess = guess_language(text)
    return guess.language if guess else None


def looks_foreign(text: str) -> bool:
    """Whether a text is in a language other than the three, as far as a detector of thirty languages can tell."""
    values = _detector(foreign=True).compute_language_confidence_values(text)
    return bool(values) and values[0].language.name in _FOREIGN_NAMES and values[0].value >= _FOREIGN_CONFIDENCE


def load_detectors() -> None:
    """Loads what tells languages apart, so that no question has to wait for it: a second, and 200 MB of memory."""
    guess_language("kunta")
    looks_foreign("kunta")


_FOREIGN_CONFIDENCE = 0.6


@lru_cache(maxsize=2)
def _detector(*, foreign: bool) -> "LanguageDetector":
    from lingua import Language as LinguaLanguage
    from lingua import LanguageDetectorBuilder

    names = [*_ISO_NAMES.values(), *(_FOREIGN_NAMES if foreign else ())]
    builder = LanguageDetectorBuilder.from_languages(*(getattr(LinguaLanguage, name) for name in names))
    # The foreign detector only backs a yes or no; its small models load in a fifth of a second.
    return builder.with_low_accuracy_mode().build() if foreign else builder.build()
