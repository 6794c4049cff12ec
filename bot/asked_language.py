"""In which language to answer: a wish, a pin, the words, the conversation, the default, in this order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.patterns import find_pattern
from knowledge.glossary import find_concepts, is_function_word
from knowledge.languages import find_words, guess_language, is_known_in, lemmatise, looks_foreign
from knowledge.masking import without_places
from knowledge.places import PlaceMention, find_places, place_name
from knowledge.schema import LANGUAGES, Language

# Above this a guess from one or two words is worth having; measured on short questions.
_SURE = 0.6
# So many words are enough to tell a language we do not speak.
_ENOUGH_WORDS = 4
# What a wish leaves behind: "What are the goals ( )?", "... goals,?", "Vilka är målen?."
_LEFTOVER = re.compile(r"\(\W*\)|\s*[,;:–-]\s*(?=[.?!])|(?<=[.?!])[\s.!?,;:–-]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageChoice:
    """The language to answer in, the language of the words, and the question without the wish for a language.

    ``question`` is empty when the wish is all there is ("svara på svenska").
    """

    language: Language
    words_language: Language
    question: str
    is_foreign: bool = False


def decide_language(
    text: str,
    places: Sequence[PlaceMention],
    *,
    pinned: Language | None,
    history: Sequence[str],
    default: Language,
) -> LanguageChoice:
    """The language of the answer to a question, decided once for the whole turn.

    Args:
        text: The question, cleaned.
        places: The places it names; names say little about the language around them.
        pinned: The language of the page or call.
        history: Earlier questions, oldest first.
        default: The language when nothing else tells.
    """
    wish, question = _find_wish(text)
    spoken = words_language(question, find_places(question) if wish else places)
    earlier = _conversation_language(history) if spoken is None else None
    words = spoken or earlier or pinned or default
    foreign = wish is None and spoken is None and _is_foreign(_mask_names(question, places))
    return LanguageChoice(language=wish or pinned or words, words_language=words, question=question, is_foreign=foreign)


def words_language(text: str, places: Sequence[PlaceMention]) -> Language | None:
    """The language a text's words are in; None when names are all it has, or when no language is likely.

    Words of the tables decide; where they do not, a detector does, and a place's name in one language's form is the
    last hint.
    """
    masked = _mask_names(text, places)
    words = [word.text for word in find_words(masked)]
    if words:
        known = {language: _known_words(words, language) for language in LANGUAGES}
        best = max(known.values())
        leaders = [language for language in LANGUAGES if known[language] == best]
        if min(known.values()) == len(words):  # "logo", "status"
            return _form_language(text, places)
        if len(words) >= _ENOUGH_WORDS and _is_foreign(masked):
            return None
        if best and len(leaders) == 1:
            return leaders[0]
        guess = guess_language(masked)
        if guess and (guess.language in leaders if best else guess.confidence >= _SURE and not looks_foreign(masked)):
            return guess.language
        if best:
            return leaders[0]
    return _form_language(text, places)


def _find_wish(text: str) -> tuple[Language | None, str]:
    for language in LANGUAGES:
        rest = find_pattern("wish", language).sub(" ", text)
        if rest != text:
            cleaned = _LEFTOVER.sub("", " ".join(rest.split()).replace(" ?", "?").replace(" .", "."))
            cleaned = " ".join(cleaned.split()).strip(" ,;:-–(").replace(" ?", "?")
            return language, cleaned if find_words(cleaned) else ""
    return None, text


def _conversation_language(history: Sequence[str]) -> Language | None:
    for turn in reversed(history):
        wish, question = _find_wish(turn)
        language = wish or words_language(question, find_places(question))
        if language is not None:
            return language
    return None


def _is_foreign(masked: str) -> bool:
    """Whether a text without names is in a fourth language: few words are known in any of the three, and it is likely.

    Half of the words in the tables of a language, or three quarters in its dictionary, are enough to speak for it.
    """
    words = [word.text for word in find_words(masked)]
    for language in LANGUAGES:
        if 2 * _known_words(words, language) >= len(words):
            return False
        if 4 * sum(1 for word in words if is_known_in(word, language)) >= 3 * len(words):
            return False
    return looks_foreign(masked)


def _known_words(words: Sequence[str], language: Language) -> int:
    """How many words the tables of a language have, function words and terms of the subject."""
    terms = {
        position
        for mention in find_concepts(words, [lemmatise(word, language) for word in words], language)
        for position in range(mention.first_word, mention.last_word + 1)
    }
    return sum(1 for i, word in enumerate(words) if i in terms or is_function_word(word, language))


def _mask_names(text: str, places: Sequence[PlaceMention]) -> str:
    """The text without places and without capitalised words past the first, which are names in all three languages."""
    masked = without_places(text, places)
    if text.isupper() and len(find_words(text)) > 1:
        return masked.casefold()
    words = find_words(masked)
    for i, word in reversed(list(enumerate(words))):
        starts_sentence = i == 0 or masked[: word.start_char].rstrip()[-1:] in ".!?:"
        if word.text[0].isupper() and (not starts_sentence or (len(word.text) > 1 and word.text.isupper())):
            masked = masked[: word.start_char] + masked[word.end_char :]
    return " ".join(masked.split())


def _form_language(text: str, places: Sequence[PlaceMention]) -> Language | None:
    for place in places:
        written = text[place.start_char : place.end_char].casefold()
        finnish, swedish = (place_name(place.municipality, language).casefold() for language in ("fi", "sv"))
        if written == finnish or not place.exact:
            continue
        return "sv" if written.startswith(swedish) and finnish != swedish else "fi"
    return None
