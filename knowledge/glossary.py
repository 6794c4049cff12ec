"""The subject's terms in three languages: which concept a word stands for, whatever the language.

glossary.csv has one concept a row and, for each language, its terms separated by ``|``. The words of a term follow one
another; ``*`` stands for any ending ("tavoit*" is tavoite, tavoitteet, tavoitteisiin). A word counts as written or in
its dictionary form, case aside.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from knowledge.schema import LANGUAGES, Language
from knowledge.spelling import is_misspelling
from knowledge.tables import read_table

# subject: about child-friendly municipalities by itself. common: needs company to be. weak: says little.
# kind: names what is asked for (a number, an address). filler: says nothing about what is asked.
Role = Literal["subject", "common", "weak", "kind", "filler"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptMention:
    """A concept in a text: words ``first_word`` to ``last_word`` (counted from 0, both included) stand for it."""

    concept: str
    role: Role
    first_word: int
    last_word: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WordForms:
    """A word as written, casefolded, and its dictionary form."""

    written: str
    lemma: str


# Parts of a compound; shorter ones are too often parts by chance.
_SHORTEST_FIRST_PART, _SHORTEST_LAST_PART = 3, 6
# Shorter terms are one letter away from too many other words.
_SHORTEST_TYPO = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Term:
    concept: str
    role: Role
    words: tuple[str, ...]


def find_concepts(words: Sequence[str], lemmas: Sequence[str], language: Language) -> tuple[ConceptMention, ...]:
    """The concepts of a text, in order of their first word; a word can stand for several.

    Args:
        words: The text's words as written.
        lemmas: Their dictionary forms, one for each.
        language: The text's language.
    """
    forms = word_forms(words, lemmas)
    table = _terms(language)
    found = {}
    for first, form in enumerate(forms):
        spellings = {form.written, form.lemma}
        keys = spellings | {text[:i] + "*" for text in spellings for i in range(1, len(text) + 1)}
        for term in sorted((term for key in keys for term in table.get(key, ())), key=lambda term: term.concept):
            if stands_at(forms, first, term.words):
                last = first + len(term.words) - 1
                found[term.concept, first, last] = ConceptMention(
                    concept=term.concept, role=term.role, first_word=first, last_word=last
                )
    return tuple(found.values())


def word_forms(words: Sequence[str], lemmas: Sequence[str]) -> tuple[WordForms, ...]:
    """Words as written, casefolded, with their dictionary forms."""
    return tuple(WordForms(written=word.casefold(), lemma=lemma) for word, lemma in zip(words, lemmas, strict=True))


def stands_at(forms: Sequence[WordForms], start: int, term: Sequence[str]) -> bool:
    """Whether a term's words stand in a text from a position on; a word that ends in ``*`` fits any ending."""
    if start + len(term) > len(forms):
        return False
    return all(_fits(forms[start + i], word) for i, word in enumerate(term))


def find_misspelt_concepts(word: str, position: int, language: Language) -> tuple[ConceptMention, ...]:
    """The concepts that a word no dictionary has is probably meant for, by terms of one word spelt nearly like it."""
    near = {
        term.concept
        for terms in _terms(language).values()
        for term in terms
        if len(term.words) == 1 and _is_nearly(word.casefold(), term.words[0])
    }
    return tuple(
        ConceptMention(concept=concept, role=concept_roles()[concept], first_word=position, last_word=position)
        for concept in sorted(near)
    )


def find_compound_concepts(word: str, position: int, language: Language) -> tuple[ConceptMention, ...]:
    """The concepts of the last part of a compound ("kakkostunnustus", "huvudmålsättning"), by terms of one word."""
    folded = word.casefold()
    table = _terms(language)
    for start in range(_SHORTEST_FIRST_PART, len(folded) - _SHORTEST_LAST_PART + 1):
        tail = folded[start:]
        keys = {tail} | {tail[:i] + "*" for i in range(_SHORTEST_LAST_PART, len(tail) + 1)}
        terms = [term for key in keys for term in table.get(key, ()) if len(term.words) == 1]
        concepts = {term.concept for term in terms if term.role != "filler"}
        if concepts:
            return tuple(
                ConceptMention(concept=concept, role=concept_roles()[concept], first_word=position, last_word=position)
                for concept in sorted(concepts)
            )
    return ()


def is_function_word(word: str, language: Language) -> bool:
    """Whether a word only holds a sentence together ("the", "och", "entä"); case aside."""
    return word.casefold() in _function_words()[language]


@cache
def concept_roles() -> dict[str, Role]:
    """The role of every concept, by its name."""
    return {term.concept: term.role for language in LANGUAGES for terms in _terms(language).values() for term in terms}


def _fits(form: WordForms, word: str) -> bool:
    if word.endswith("*"):
        return form.written.startswith(word[:-1]) or form.lemma.startswith(word[:-1])
    return word in (form.written, form.lemma)


def _is_nearly(word: str, term: str) -> bool:
    """Whether a word is misspelt for a term; for one with any ending, whether it begins with a misspelt one."""
    stem = term.rstrip("*")
    if len(stem) < _SHORTEST_TYPO:
        return False
    if is_misspelling(word, stem):
        return True
    # A beginning that is too long or too short is an edit away by itself: it has to end as the stem does.
    lengths = range(len(stem) - 1, len(stem) + 2) if term != stem else ()
    return any(word[length - 1 : length] == stem[-1] and is_misspelling(word[:length], stem) for length in lengths)


@cache
def _terms(language: Language) -> dict[str, tuple[_Term, ...]]:
    """The terms of a language by their first word."""
    table: dict[str, list[_Term]] = defaultdict(list)
    for row in read_table("knowledge", "glossary.csv"):
        role = row["role"]
        if role not in get_args(Role):
            raise ValueError(f"glossary.csv: {row['concept']} has the unknown role {role!r}")
        for term in row[language].split("|"):
            words = tuple(term.replace("-", " ").split())
            table[words[0]].append(_Term(concept=row["concept"], role=cast(Role, role), words=words))
    return {first: tuple(terms) for first, terms in table.items()}


@cache
def _function_words() -> dict[str, frozenset[str]]:
    return {row["language"]: frozenset(row["words"].split()) for row in read_table("knowledge", "function_words.csv")}
