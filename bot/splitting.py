"""A question that asks several things, into the things it asks."""

import re

from bot.patterns import find_pattern
from knowledge.languages import find_words
from knowledge.schema import Language

_SENTENCE = re.compile(r"[^.!?]+[.!?]*\s*|[.!?]+\s*")
# A part of fewer words ("Vem?") leans on the other.
_FEWEST_WORDS = 2


def split_question(text: str, language: Language) -> tuple[str, ...]:
    """The questions of a text, in order; the text itself when it asks one thing.

    A question ends with its mark, or before "and" and a question word ("Who leads it and how do I reach her?"). What
    is said before the first question ("I am a journalist.") stays with that.
    """
    questions: list[str] = []
    said = ""
    for sentence in split_sentences_roughly(text):
        if "?" not in sentence:
            said += sentence
            continue
        parts = _split_at_and(sentence, language)
        questions += [said + parts[0], *parts[1:]]
        said = ""
    if not questions:
        questions = _split_at_and(text, language)
    elif said.strip():
        questions[-1] += said
    return tuple(part.strip() for part in questions) if len(questions) > 1 else (text,)


def split_sentences_roughly(text: str) -> tuple[str, ...]:
    """A text cut after its full stops, question and exclamation marks; nothing is left out."""
    return tuple(match[0] for match in _SENTENCE.finditer(text)) or (text,)


def _split_at_and(sentence: str, language: Language) -> list[str]:
    words = find_words(sentence)
    for i in range(_FEWEST_WORDS + 1, len(words) - _FEWEST_WORDS + 1):
        if not find_pattern("and", language).fullmatch(words[i - 1].text.casefold()):
            continue
        # "and in which", "och på vilket sätt": the question word may stand second.
        if any(find_pattern("asking", language).fullmatch(word.text.casefold()) for word in words[i : i + 2]):
            cut = words[i - 1].start_char
            return [sentence[:cut].rstrip(" ,"), sentence[words[i].start_char :]]
    return [sentence]
