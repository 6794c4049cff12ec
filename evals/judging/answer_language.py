"""Which language an answer is in, whatever it says itself, once names and quotes are taken out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from bot.schema import Answer
from evals.judging.dates import find_contact_details
from evals.judging.statements import plain_text
from knowledge.expressions import find_people
from knowledge.glossary import is_function_word
from knowledge.languages import find_words, guess_language, is_known_in, looks_foreign
from knowledge.places import find_places
from knowledge.schema import LANGUAGES, Language, Located
from knowledge.sentences import split_sentences

# How sure a guess must be that a sentence is in another language, and how many words it must have. Measured on
# 1,500 news sentences: two do not count as their own language, one counts as one of the other two.
_SURE, _ENOUGH_WORDS = 0.7, 2
_ENOUGH_FOREIGN_WORDS = 4
# Systems say the same sentences again and again.
_REMEMBERED = 1 << 14
# Not the single ones, which are apostrophes too.
_OPENING, _CLOSING = '“”„«»"', '“”«»"'
_MODEL_NAMES = re.compile(
    r"\bUNICEF\w*|\blapsiystävälli\w+ ku(?:nt|nn)\w+|\bbarnvänlig\w* kommun\w*"
    r"|\bchild[ -]friendly (?:municipalit|cit)\w+",
    re.IGNORECASE,
)
# "page.fi" and "LYK-plan.pdf", and a term in brackets, which is given in the page's own language.
_WEB_NAME = re.compile(r"\b[\w-]+(?:\.[^\W\d_][\w-]+)+\b")
_TERM_IN_BRACKETS = re.compile(r"\((?:[^\W\d_][\w’'-]*[ ,]{0,2}){1,3}\)")
_PARTING = re.compile("[:;]")
_NO_LETTERS = re.compile(r"[\d_]+")


def find_answer_language(answer: Answer) -> Language | None:
    """The language most of an answer's words are in; None when names, numbers and quotes are all it has."""
    return _find_language(_mask(answer))


def is_in_language(answer: Answer, language: Language) -> bool:
    """Whether all that is to be read in an answer is in a language.

    That is so when most of its words are, and no sentence or item of a list is surely in another of the three or in a
    fourth language. An answer without words is.
    """
    masked = _mask(answer)
    if _find_language(masked) not in (language, None):
        return False
    return not any(_is_surely_other(piece, language) for piece in _pieces(masked, language))


@lru_cache(maxsize=_REMEMBERED)
def _find_language(masked: str) -> Language | None:
    """What dictionaries and the look of the words say; where they disagree, the dictionaries."""
    known = _count_known(masked)
    most = max(known.values())
    guess = guess_language(masked)
    if guess is None or not most:
        return None
    if known[guess.language] == most:
        return guess.language
    return max(LANGUAGES, key=lambda language: known[language])


@lru_cache(maxsize=_REMEMBERED)
def _is_surely_other(piece: str, language: Language) -> bool:
    words = find_words(piece)
    if len(words) < _ENOUGH_WORDS:
        return False
    known = _count_known(piece)
    guess = guess_language(piece)
    if guess is not None and guess.confidence >= _SURE and known[guess.language] > known[language]:
        return True
    return len(words) >= _ENOUGH_FOREIGN_WORDS and 2 * max(known.values()) < len(words) and looks_foreign(piece)


def _count_known(text: str) -> dict[Language, int]:
    """How many words of a text each language has."""
    words = [word.text for word in find_words(text)]
    return {
        language: sum(is_function_word(word, language) or is_known_in(word, language) for word in words)
        for language in LANGUAGES
    }


def _pieces(text: str, language: Language) -> Iterator[str]:
    """Sentences, cut at colons and semicolons."""
    for line in text.split("\n"):
        yield from _split_line(line, language)


@lru_cache(maxsize=_REMEMBERED)
def _split_line(line: str, language: Language) -> tuple[str, ...]:
    spans = split_sentences(line, language)
    return tuple(piece for span in spans for piece in _PARTING.split(line[span.start_char : span.end_char]))


def _mask(answer: Answer) -> str:
    """The answer's text without quotations of what it cites, names, addresses, numbers; lines stay."""
    cited = [citation.quote for citation in answer.citations]
    cited += [citation.original.quote for citation in answer.citations if citation.original]
    names = {name for citation in answer.citations for name in (citation.section, citation.title) if " " in name}
    lines = plain_text(answer.text).split("\n")
    quotes = [_bare(plain_text(quote)) for quote in cited]
    return "\n".join(_mask_names(_without(_mask_quotations(line, quotes), names)) for line in lines)


def _mask_quotations(line: str, quotes: Sequence[str]) -> str:
    """The line without what stands in quotation marks and in a quote; the longest such stretch goes first."""
    for start, mark in enumerate(line):
        if mark not in _OPENING:
            continue
        for end in range(len(line) - 1, start + 1, -1):
            if line[end] in _CLOSING and any(_bare(line[start + 1 : end]) in quote for quote in quotes):
                return line[:start] + " " + _mask_quotations(line[end + 1 :], quotes)
    return line


def _bare(text: str) -> str:
    """Letters and digits alone: a quotation may join the lines of a card by commas."""
    return "".join(char for char in text if char.isalnum())


def _without(line: str, headings: Iterable[str]) -> str:
    for heading in headings:
        line = line.replace(heading, " ")
    return line


@lru_cache(maxsize=_REMEMBERED)
def _mask_names(line: str) -> str:
    line = _cut_out(line, find_contact_details(line))
    for pattern in (_WEB_NAME, _MODEL_NAMES, _TERM_IN_BRACKETS):
        line = pattern.sub(" ", line)
    # What only one language takes for a name may be words of another.
    for name in set.intersection(*(set(find_people(line, language)) for language in LANGUAGES)):
        line = line.replace(name, " ")
    line = _cut_out(line, find_places(line))
    return " ".join(_NO_LETTERS.sub(" ", line).split())


def _cut_out(line: str, spans: Sequence[Located]) -> str:
    for span in sorted(spans, key=lambda span: -span.start_char):
        line = line[: span.start_char] + " " + line[span.end_char :]
    return line
