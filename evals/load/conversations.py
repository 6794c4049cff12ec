"""What visitors ask: the questions of the set to develop with, those before a follow-up ahead of it."""

from collections.abc import Mapping

from evals.loading import load_cases
from knowledge.schema import LANGUAGES, Language

Conversation = tuple[str, ...]
"""Questions in the order they are asked; all but the first are follow-ups."""


def load_conversations() -> Mapping[Language, tuple[Conversation, ...]]:
    """The conversations by the language of their visitors, in the order of the set.

    Raises:
        EvaluationError: The set cannot be read.
    """
    cases = [case for case in load_cases() if case.split == "dev"]
    return {
        language: tuple((*case.history, case.question) for case in cases if case.language == language)
        for language in LANGUAGES
    }
