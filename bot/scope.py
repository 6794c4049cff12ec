"""Whether a question that has no answer is about this subject at all; it decides how the answer is declined."""

from collections.abc import Sequence

from bot.evidence import weigh
from bot.expected import Expected
from bot.intents import OUTSIDE, Intents
from bot.sought import Topic
from bot.understanding import Understanding
from bot.vocabulary import view_chunk
from index.schema import Hit
from knowledge.glossary import Role, concept_roles

# A question whose words the nearest passages cover less than this is about something else.
_LEAST_COVERAGE = 0.3
# How sure examples have to be.
_SURE, _VERY_SURE = 0.5, 0.75
_VAGUE = frozenset({"granting", "support", "conditions", "measures", "attainment"})
_DETAILS = frozenset(
    {Expected.PHONE, Expected.EMAIL, Expected.ADDRESS, Expected.CONTACT, Expected.MONEY, Expected.PRICE}
)


def _roles(understanding: Understanding) -> set[Role]:
    """What kinds of terms a question has, but for words that any question has ("get", "if", "do")."""
    return {concept_roles()[concept] for concept in understanding.concepts - _VAGUE}


def _names_place(understanding: Understanding) -> bool:
    return bool(understanding.places) and not understanding.inherited_places


def _finds_name(understanding: Understanding, hits: Sequence[Hit]) -> bool:
    names = [term for term in understanding.key_terms if term.is_name]
    return any(view_chunk(hit.chunk).passage.mentions(term.lemma, term.concepts) for hit in hits for term in names)


def is_outside(understanding: Understanding, intents: Intents) -> bool:
    """Whether examples are so sure that a question is no business of ours that nothing need be looked for.

    A question that names a term of the subject or somebody by name is looked into all the same.
    """
    roles = _roles(understanding)
    is_named = any(term.is_name for term in understanding.key_terms)
    is_likely = "subject" in roles or ("common" in roles and _names_place(understanding))
    return not is_likely and not is_named and intents.share(*OUTSIDE) >= _VERY_SURE


def is_about_the_subject(understanding: Understanding, hits: Sequence[Hit], intents: Intents, topic: Topic) -> bool:
    """Whether a question is about child-friendly municipalities.

    A term of the subject says so by itself, and so does asking for facts. Else examples decide; without them, a term
    that other subjects have too (a goal, a plan, a phone number) does when a place with pages is named, or when the
    passages found cover enough of the question.
    """
    roles = _roles(understanding)
    if "subject" in roles or topic is not Topic.PASSAGES:
        return True
    best = max((item.coverage for hit in hits for item in weigh(hit, understanding)), default=0.0)
    if intents.best is not None:
        if not roles & {"common", "kind"} and not _names_place(understanding) and best < _LEAST_COVERAGE:
            return False
        # Asking for a number or an address in a place that has pages takes more to be out of place.
        is_specific = _names_place(understanding) and ("common" in roles or understanding.expected in _DETAILS)
        return intents.share(*OUTSIDE) < (_VERY_SURE if is_specific or _finds_name(understanding, hits) else _SURE)
    if not understanding.key_terms:
        return True
    if understanding.places:
        return bool(roles & {"common", "kind", "weak"})
    return best >= _LEAST_COVERAGE and bool(roles & {"common", "kind"})
