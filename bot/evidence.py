"""How well a unit of a passage (a sentence, a list item, a contact card) answers a question.

Two things count: how near the unit is in meaning (the cosine retrieval gives) and how much of what the question is
about it covers, by dictionary form within a language and by concept across languages. And one thing decides: what is
asked for must be there. A question for a number is not answered by a sentence without one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from bot.understanding import Expected, KeyTerm, Understanding
from index.schema import Chunk, Hit, Unit
from knowledge.display import display_text
from knowledge.expressions import (
    find_counts,
    find_dates,
    find_durations,
    find_people,
    find_years,
    has_email,
    has_phone,
    mentions_money,
    says_free_of_charge,
)
from knowledge.glossary import concept_roles, find_concepts
from knowledge.languages import find_words, is_known_word, lemmatise
from knowledge.places import find_places
from knowledge.schema import Language
from knowledge.spelling import is_misspelling

# How much of a term's weight a mention is worth, by where it stands.
_IN_UNIT, _IN_HEADING, _IN_PASSAGE = 1.0, 0.8, 0.4
# Words are the same when they share this many first letters, and no more than this many differ in either.
_STEM_CHARS, _ENDING_CHARS = 5, 4
# What every page is about.
_THE_SUBJECT_ITSELF = frozenset({"unicef", "child_friendly"})
_COMPOUND, _MISSPELT = 0.7, 0.8
_COVERAGE_SHARE = 0.5
# "40 people", "viisi omaa tavoitetta": a number and what it counts stand this close together.
_COUNTED_WITHIN_CHARS = 30
# A heading about something else as well is a little less to the point ("the model's goals" for "goals").
_SURPLUS_COST = 0.08


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A unit as an answer: ``score`` orders evidence, ``coverage`` is the share of the question covered, 0 to 1.

    ``holds_expected`` says whether what is asked for (a date, a number, a phone number) stands in the unit,
    ``names_found`` whether every name of the question stands in the unit, its heading or its passage.
    ``heading_shared`` says that the heading is about something the question is about, ``heading_surplus`` counts what the heading is about and the question is not; ``heading_suffices`` says that the
    heading alone covers what the unit covers, so that the unit is one of several that answer. ``subject_in_unit``
    says that the unit itself names what the question is about, if that is a term of the subject.
    """

    hit: Hit
    unit: Unit
    cosine: float
    coverage: float
    holds_expected: bool
    names_found: bool
    heading_shared: bool
    heading_surplus: int
    heading_suffices: bool
    subject_in_unit: bool

    @property
    def score(self) -> float:
        """Higher is better; about 0 to 1.3."""
        return self.cosine + _COVERAGE_SHARE * self.coverage - _SURPLUS_COST * self.heading_surplus

    @property
    def text(self) -> str:
        """The unit's exact text."""
        return self.hit.chunk.unit_text(self.unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Vocabulary:
    """What a text mentions, prepared for matching."""

    lemmas: frozenset[str]
    concepts: frozenset[str]


def weigh(hit: Hit, understanding: Understanding) -> tuple[Evidence, ...]:
    """Every unit of a passage as evidence, in the passage's order."""
    chunk = hit.chunk
    heading = _vocabulary(" ".join(chunk.heading_path[1:] or chunk.heading_path), chunk.language)
    passage = _vocabulary(" ".join(chunk.unit_text(unit) for unit in chunk.units), chunk.language)
    same_language = chunk.language == understanding.words_language
    surplus = len(_telling(heading.concepts) - understanding.concepts)
    evidence = []
    for unit, cosine in zip(chunk.units, hit.unit_scores, strict=True):
        text = display_text(chunk.unit_text(unit))
        own = _vocabulary(text, chunk.language)
        worth = [
            max(
                _IN_UNIT * _mentions(own, term),
                _IN_HEADING * _mentions(heading, term),
                _IN_PASSAGE * _mentions(passage, term),
            )
            for term in understanding.key_terms
        ]
        evidence.append(
            Evidence(
                hit=hit,
                unit=unit,
                cosine=cosine,
                coverage=_share(worth, understanding.key_terms, same_language=same_language),
                holds_expected=_holds(understanding, text, unit, chunk),
                names_found=_names_found(understanding, worth, text),
                heading_shared=bool(_telling(heading.concepts) & understanding.concepts),
                heading_surplus=surplus,
                subject_in_unit=_subjects(understanding.concepts) <= own.concepts,
                heading_suffices=all(
                    value <= _IN_HEADING * _mentions(heading, term) or _mentions(heading, term) > 0
                    for value, term in zip(worth, understanding.key_terms, strict=True)
                ),
            )
        )
    return tuple(evidence)


def _names_found(understanding: Understanding, worth: list[float], text: str) -> bool:
    if not all(value > 0 for value, term in zip(worth, understanding.key_terms, strict=True) if term.is_name):
        return False
    if not understanding.must_mention:
        return True
    mentioned = {place.municipality for place in find_places(text)}
    return bool(mentioned & set(understanding.must_mention))


def _telling(concepts: frozenset[str]) -> frozenset[str]:
    """The concepts that say what a heading is about."""
    roles = concept_roles()
    return frozenset(concept for concept in concepts if roles[concept] in ("subject", "common"))


def _subjects(concepts: frozenset[str]) -> frozenset[str]:
    """The terms of the subject that tell one question from another."""
    roles = concept_roles()
    return frozenset(concept for concept in concepts if roles[concept] == "subject") - _THE_SUBJECT_ITSELF


def _share(worth: list[float], terms: tuple[KeyTerm, ...], *, same_language: bool) -> float:
    """The covered share of the terms' weight; across languages only concepts and names can be compared."""
    pairs = [
        (value, term.weight)
        for value, term in zip(worth, terms, strict=True)
        if same_language or term.concepts or term.is_name
    ]
    total = sum(weight for _, weight in pairs)
    return sum(value * weight for value, weight in pairs) / total if total else 1.0


def _mentions(vocabulary: _Vocabulary, term: KeyTerm) -> float:
    if term.concepts & vocabulary.concepts or term.lemma in vocabulary.lemmas:
        return 1.0
    if len(term.lemma) < _STEM_CHARS:
        return 0.0
    return max((_likeness(term.lemma, lemma) for lemma in vocabulary.lemmas if len(lemma) >= _STEM_CHARS), default=0.0)


@lru_cache(maxsize=65536)
def _likeness(one: str, other: str) -> float:
    """How surely two dictionary forms are the same word, 0 to 1: by their stem, as parts of a compound, misspelt."""
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if shared >= _STEM_CHARS and max(len(one), len(other)) - shared <= _ENDING_CHARS:
        return 1.0
    if shared >= _STEM_CHARS and shared == min(len(one), len(other)):
        return _COMPOUND
    if is_misspelling(one, other) and not is_known_word(one):
        return _MISSPELT
    return 0.0


@lru_cache(maxsize=8192)
def _vocabulary(text: str, language: Language) -> _Vocabulary:
    words = [word.text for word in find_words(text)]
    lemmas = [lemmatise(word, language) for word in words]
    return _Vocabulary(
        lemmas=frozenset((*lemmas, *(word.casefold() for word in words))),
        concepts=frozenset(
            mention.concept for mention in find_concepts(words, lemmas, language) if mention.role != "filler"
        ),
    )


def _holds(understanding: Understanding, text: str, unit: Unit, chunk: Chunk) -> bool:
    if understanding.expected is Expected.COUNT:
        return _counts_what_is_asked(understanding, text, chunk.language)
    check = _CHECKS.get(understanding.expected)
    return check is None or check(text, chunk.language) or (unit.kind == "contact" and check is _is_contact)


def _counts_what_is_asked(understanding: Understanding, text: str, language: Language) -> bool:
    """Whether a number stands right before the first thing the question names, which is what it counts."""
    counts = find_counts(text, language)
    if not understanding.key_terms:
        return bool(counts)
    counted = understanding.key_terms[0]
    return any(
        _mentions(_vocabulary(text[count.end_char : count.end_char + _COUNTED_WITHIN_CHARS], language), counted) > 0
        for count in counts
    )


def _is_contact(text: str, language: Language) -> bool:
    return (has_phone(text) or has_email(text)) and bool(find_people(text, language))


def _is_time(text: str, language: Language) -> bool:
    return bool(find_dates(text, language) or find_durations(text, language))


_CHECKS: dict[Expected, Callable[[str, Language], bool]] = {
    Expected.CONTACT: _is_contact,
    Expected.NAME: lambda text, language: bool(find_people(text, language)),
    Expected.YEAR: lambda text, language: bool(find_years(text)),
    Expected.PHONE: lambda text, language: has_phone(text),
    Expected.EMAIL: lambda text, language: has_email(text),
    Expected.ADDRESS: lambda text, language: False,
    Expected.DATE: _is_time,
    Expected.DURATION: _is_time,
    Expected.TIMELINE: lambda text, language: bool(find_dates(text, language)),
    Expected.MONEY: lambda text, language: mentions_money(text),
    Expected.PRICE: lambda text, language: mentions_money(text) or says_free_of_charge(text),
}
