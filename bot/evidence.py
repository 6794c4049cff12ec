"""How well a unit of a passage (a sentence, a list item, a contact card) answers a question.

Two things count: how near the unit is in meaning (the cosine retrieval gives) and how much of what the question is
about it covers, by dictionary form within a language and by concept across languages. And one thing decides: what is
asked for must be there. A question for a number is not answered by a sentence without one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from bot.expected import Expected
from bot.key_terms import KeyTerm
from bot.patterns import find_pattern
from bot.understanding import Understanding
from bot.vocabulary import Vocabulary, read_vocabulary, view_chunk
from index.schema import Chunk, Hit, Unit
from knowledge.expressions import (
    find_counts,
    find_dates,
    find_durations,
    find_ordinal,
    find_people,
    find_years,
    has_email,
    has_phone,
    mentions_money,
    says_free_of_charge,
)
from knowledge.glossary import concept_roles
from knowledge.places import find_places
from knowledge.roles import find_roles, roles_match
from knowledge.schema import Language

# How much of a term's weight a mention is worth, by where it stands.
_IN_UNIT, _IN_HEADING, _IN_PASSAGE = 1.0, 0.8, 0.4
# What every page is about.
_THE_SUBJECT_ITSELF = frozenset({"unicef", "child_friendly"})
_COVERAGE_SHARE = 0.65
_INCOMPARABLE = 0.4
# What examples add, and how sure they have to be for the form and the names of the question to count no more.
_EXAMPLE_SHARE, SURE_EXAMPLE = 0.8, 0.6
# "40 people", "viisi omaa tavoitetta": a number and what it counts stand this close together.
_COUNTED_WITHIN_CHARS = 30
# What a sentence is worth that mentions a name of the question, or what answers to such questions mention.
_NAME_BONUS, _CUE_BONUS = 0.15, 0.2
# A heading about something else as well is a little less to the point ("the model's goals" for "goals").
_SURPLUS_COST = 0.08


_PERSONS = frozenset({Expected.PERSON, Expected.NAME})
# Kinds of answer that a heading may announce; a figure must stand with what it is a figure of.
_LOOSE = frozenset({Expected.ANYTHING, Expected.PERSON, Expected.REASON, Expected.TIMELINE, Expected.CONTACT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A unit as an answer: ``score`` orders evidence, ``coverage`` is the share of the question covered, 0 to 1.

    ``example`` is how probable the unit is to answer by example questions, 0 to 1.

    ``holds_expected``: what is asked for (a date, a number, a phone number) stands in the unit; ``is_exact``: in
    just that form (a duration, where a date might also tell how long). ``names_found``: every
    name of the question stands in the unit, its heading or its passage. ``heading_shared``: the heading is about
    something the question is about; ``heading_surplus`` counts what it is about besides. ``heading_suffices``: the
    heading covers all that the unit covers, so that the unit is one of several that answer. ``subject_in_unit``: the
    unit itself names what the question is about, if that is a term of the subject; ``unit_surplus`` counts what the
    unit is about besides. ``bonus`` is for names of the question and for cues.
    """

    hit: Hit
    unit: Unit
    cosine: float
    example: float
    coverage: float
    holds_expected: bool
    is_exact: bool
    names_found: bool
    heading_shared: bool
    heading_surplus: int
    heading_suffices: bool
    subject_in_unit: bool
    unit_surplus: int
    bonus: float

    @property
    def score(self) -> float:
        """Higher is better; about 0 to 1.3, and up to 0.8 more by example."""
        worth = self.cosine + _COVERAGE_SHARE * self.coverage + _EXAMPLE_SHARE * self.example**2 + self.bonus
        return worth - _SURPLUS_COST * self.heading_surplus

    @property
    def text(self) -> str:
        """The unit's exact text."""
        return self.hit.chunk.unit_text(self.unit)


def weigh(hit: Hit, understanding: Understanding) -> tuple[Evidence, ...]:
    """Every unit of a passage as evidence, in the passage's order."""
    chunk, terms = hit.chunk, understanding.key_terms
    view = view_chunk(chunk)
    same_language = chunk.language == understanding.words_language
    telling = _telling(view.heading.concepts)
    subjects = _subjects(understanding.concepts)
    # A date under the heading "Membership and recognition" need not be the recognition's.
    heading_worth = _IN_HEADING if understanding.expected in _LOOSE else _IN_PASSAGE
    in_heading = [view.heading.mentions(term.lemma, term.concepts) for term in terms]
    in_passage = [view.passage.mentions(term.lemma, term.concepts) for term in terms]
    evidence = []
    scored = zip(chunk.units, hit.unit_scores, hit.example_shares, view.unit_texts, view.units, strict=True)
    for unit, cosine, example, text, own in scored:
        is_known = example >= SURE_EXAMPLE
        worth = [
            max(_IN_UNIT * own.mentions(term.lemma, term.concepts), heading_worth * heading, _IN_PASSAGE * passage)
            for term, heading, passage in zip(terms, in_heading, in_passage, strict=True)
        ]
        evidence.append(
            Evidence(
                hit=hit,
                unit=unit,
                cosine=cosine,
                example=example,
                coverage=_share(worth, terms, same_language=same_language),
                holds_expected=_holds(understanding, text, unit, chunk)
                or (is_known and _may_hold(understanding, text, chunk.language)),
                is_exact=_is_exact(understanding.expected, text, chunk.language),
                names_found=_mentions_place(understanding, text)
                and (is_known or (_names_found(understanding, worth) and _meets_needs(understanding, own))),
                heading_shared=bool(telling & understanding.concepts),
                heading_surplus=len(telling - understanding.concepts),
                heading_suffices=all(
                    heading > 0 for value, heading in zip(worth, in_heading, strict=True) if value > 0
                ),
                subject_in_unit=subjects <= own.concepts,
                unit_surplus=len(_telling(own.concepts) - _THE_SUBJECT_ITSELF - understanding.concepts),
                bonus=_bonus(understanding, own, text, chunk.language),
            )
        )
    return tuple(evidence)


def _bonus(understanding: Understanding, unit: Vocabulary, text: str, language: Language) -> float:
    names = any(term.is_name and unit.mentions(term.lemma, term.concepts) for term in understanding.key_terms)
    # "Who is NN?" is answered by a title.
    tells_who = names and understanding.expected is Expected.PERSON and bool(find_roles(text, language))
    return _NAME_BONUS * (names + tells_who) + _CUE_BONUS * bool(understanding.cues & unit.concepts)


def _names_found(understanding: Understanding, worth: list[float]) -> bool:
    return all(value > 0 for value, term in zip(worth, understanding.key_terms, strict=True) if term.is_name)


def _meets_needs(understanding: Understanding, unit: Vocabulary) -> bool:
    return not understanding.needs or bool(understanding.needs & unit.concepts)


def _mentions_place(understanding: Understanding, text: str) -> bool:
    """Whether a text mentions a municipality that has no pages, where the question is about one."""
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
    """The covered share of the terms' weight; 1 for a question without terms.

    Across languages only concepts and names can be compared: a word that is neither counts less, for it may well be
    there under another name.
    """
    weights = [
        term.weight if same_language or term.concepts or term.is_name else _INCOMPARABLE * term.weight for term in terms
    ]
    total = sum(weights)
    return sum(value * weight for value, weight in zip(worth, weights, strict=True)) / total if total else 1.0


def _holds(understanding: Understanding, text: str, unit: Unit, chunk: Chunk) -> bool:
    if understanding.expected is Expected.COUNT:
        return _counts_what_is_asked(understanding, text, chunk.language)
    if understanding.expected is Expected.CONTACT and unit.kind == "contact":
        return True
    if understanding.expected in _PERSONS and understanding.role_keys:
        return _names_holder(understanding, text, chunk.language)
    return _fulfils(understanding.expected, text, chunk.language)


def _may_hold(understanding: Understanding, text: str, language: Language) -> bool:
    """Whether a text that examples are sure of can be what is asked for, if not in the form that is read from it.

    A year, a number to ring or an amount is there or not; how many or how long may be said in other words.
    """
    expected = understanding.expected
    if expected in _PERSONS and understanding.role_keys:
        return False
    check = _CHECKS_OF_KNOWN.get(expected) or _CHECKS.get(expected)
    return check is None or check(text, language)


def _names_holder(understanding: Understanding, text: str, language: Language) -> bool:
    """Whether a text names a person and the title that the question asks the holder of."""
    held = [mention.key for mention in find_roles(text, language)]
    return any(roles_match(understanding.role_keys[0], given) for given in held) and bool(find_people(text, language))


@lru_cache(maxsize=65536)
def _fulfils(expected: Expected, text: str, language: Language) -> bool:
    check = _CHECKS.get(expected)
    return check is None or check(text, language)


def _counts_what_is_asked(understanding: Understanding, text: str, language: Language) -> bool:
    """Whether a number stands right before the first thing the question names, which is what it counts."""
    counts = find_counts(text, language)
    if not understanding.key_terms:
        return bool(counts)
    counted = understanding.key_terms[0]
    return any(
        read_vocabulary(text[count.end_char : count.end_char + _COUNTED_WITHIN_CHARS], language).mentions(
            counted.lemma, counted.concepts
        )
        for count in counts
    )


def _is_exact(expected: Expected, text: str, language: Language) -> bool:
    if expected is Expected.DURATION:
        return bool(find_durations(text, language))
    return expected is not Expected.DATE or bool(find_dates(text, language))


def _is_contact(text: str, language: Language) -> bool:
    return (has_phone(text) or has_email(text)) and bool(find_people(text, language))


def _tells_how_long(text: str, language: Language) -> bool:
    has_date = bool(find_dates(text, language)) and find_pattern("since", language).search(text) is not None
    return has_date or bool(find_durations(text, language))


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
    Expected.DURATION: _tells_how_long,
    Expected.TIMELINE: lambda text, language: bool(find_dates(text, language)),
    Expected.MONEY: lambda text, language: mentions_money(text),
    Expected.PRICE: lambda text, language: mentions_money(text) or says_free_of_charge(text),
    Expected.RANK: lambda text, language: find_ordinal(text, language) is not None,
    Expected.SIZE: lambda text, language: bool(find_counts(text, language)),
    Expected.SHARE: lambda text, language: find_pattern("percentage", language).search(text) is not None,
    Expected.FREQUENCY: lambda text, language: find_pattern("frequency", language).search(text) is not None,
    Expected.REASON: lambda text, language: find_pattern("reason", language).search(text) is not None,
}
# What a text has to hold of which examples are sure.
_CHECKS_OF_KNOWN: dict[Expected, Callable[[str, Language], bool]] = {
    # "How many before Pori?" is answered by "the eleventh".
    Expected.COUNT: lambda text, language: bool(find_counts(text, language) or find_ordinal(text, language)),
    Expected.DURATION: _is_time,
    **dict.fromkeys((Expected.NAME, Expected.REASON, Expected.RANK, Expected.FREQUENCY), lambda text, language: True),
}
