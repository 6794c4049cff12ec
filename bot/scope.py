"""Whether a question that has no answer is about this subject at all; it decides how the answer is declined."""

from collections.abc import Sequence

from bot.evidence import weigh
from bot.understanding import Understanding
from index.schema import Hit
from knowledge.glossary import concept_roles

# A question whose words the nearest passages cover less than this is about something else.
_LEAST_COVERAGE = 0.3


def is_about_the_subject(understanding: Understanding, hits: Sequence[Hit]) -> bool:
    """Whether a question is about child-friendly municipalities, as far as its words tell.

    A term of the subject says so by itself. A term that other subjects have too (a goal, a plan, a phone number) says
    so when a place with pages is named, or when the passages found cover enough of the question.
    """
    roles = {concept_roles()[concept] for concept in understanding.concepts}
    if "subject" in roles:
        return True
    if not understanding.key_terms:
        return True
    if understanding.places:
        return bool(roles & {"common", "kind", "weak"})
    best = max((item.coverage for hit in hits for item in weigh(hit, understanding)), default=0.0)
    return best >= _LEAST_COVERAGE and bool(roles & {"common", "kind"})
