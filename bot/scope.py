"""Whether a question that has no answer is about this subject at all; it decides how the answer is declined."""

from collections.abc import Sequence

from bot.evidence import weigh
from bot.expected import Expected
from bot.intents import OUTSIDE, Intents
from bot.key_terms import KeyTerm
from bot.sought import Topic
from bot.understanding import Understanding
from bot.vocabulary import view_chunk
from index.schema import Hit
from knowledge.glossary import Role, concept_roles

# A question whose words the nearest passages cover less than this is about something else.
_LEAST_COVERAGE = 0.3
# So is one that is no nearer to any example question of the pages (a cosine).
_LEAST_RESEMBLANCE = 0.5
# From here on a question is one that pages have been asked.
_SURE_RESEMBLANCE = 0.7
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


def mentions_name(names: Sequence[KeyTerm], hits: Sequence[Hit]) -> bool:
    """Whether a passage mentions one of some names."""
    return any(view_chunk(hit.chunk).passage.mentions(term.lemma, term.concepts) for hit in hits for term in names)


def _is_unlike(understanding: Understanding, resemblance: float | None) -> bool:
    """Whether a question is unlike any that pages have been asked; one that names several of them compares them."""
    return resemblance is not None and resemblance < _LEAST_RESEMBLANCE and len(understanding.places) <= 1


def _leans(understanding: Understanding) -> bool:
    """Whether a question takes something from the turns before."""
    return understanding.inherited_places or understanding.refers_back or not understanding.stands_alone


def is_outside(understanding: Understanding, intents: Intents, resemblance: float | None = None) -> bool:
    """Whether examples are so sure that a question is no business of ours that nothing need be looked for.

    A question that names a term of the subject or somebody by name is looked into all the same, and so is one that
    resembles what pages have been asked; unlike any of that, examples need not be as sure.
    """
    if resemblance is not None and resemblance >= _SURE_RESEMBLANCE:
        return False
    is_unlike = _is_unlike(understanding, resemblance)
    roles = _roles(understanding)
    is_named = any(term.is_name for term in understanding.key_terms)
    is_likely = "subject" in roles or ("common" in roles and _names_place(understanding))
    least = _SURE if is_unlike and not _leans(understanding) else _VERY_SURE
    return not is_likely and not is_named and intents.share(*OUTSIDE) >= least


def is_about_the_subject(
    understanding: Understanding, hits: Sequence[Hit], intents: Intents, topic: Topic, resemblance: float | None = None
) -> bool:
    """Whether a question is about child-friendly municipalities.

    A term of the subject says so by itself, and so does asking for facts. Else examples decide; without them, a term
    that other subjects have too (a goal, a plan, a phone number) does when a place with pages is named, or when the
    passages found cover enough of the question.
    """
    roles = _roles(understanding)
    if "subject" in roles or topic is not Topic.PASSAGES:
        return True
    if resemblance is not None and resemblance >= _SURE_RESEMBLANCE:
        return True
    if _leans(understanding):
        return intents.share(*OUTSIDE) < _VERY_SURE
    if _is_unlike(understanding, resemblance):
        return False
    best = max((item.coverage for hit in hits for item in weigh(hit, understanding)), default=0.0)
    if intents.best is not None:
        if not roles & {"common", "kind"} and not _names_place(understanding) and best < _LEAST_COVERAGE:
            return False
        names = [term for term in understanding.key_terms if term.is_name]
        # Asking for a number or an address in a place that has pages takes more to be out of place.
        is_specific = _names_place(understanding) and ("common" in roles or understanding.expected in _DETAILS)
        return intents.share(*OUTSIDE) < (_VERY_SURE if is_specific or mentions_name(names, hits) else _SURE)
    if not understanding.key_terms:
        return True
    if understanding.places:
        return bool(roles & {"common", "kind", "weak"})
    return best >= _LEAST_COVERAGE and bool(roles & {"common", "kind"})
