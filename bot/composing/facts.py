"""Facts as statements: the places they stand at, in the asker's language where a page has it."""

from typing import TypeVar

from bot.composing.statements import Extract
from knowledge.facts.merging import Stated
from knowledge.facts.schema import Contact, Event, Goal
from knowledge.schema import Language

FactT = TypeVar("FactT", Contact, Event, Goal)


def extract_of_fact(fact: Contact | Event | Goal, municipality: str | None) -> Extract:
    """Where a fact stands; ``municipality`` is whose page it is."""
    return Extract(
        document_id=fact.document_id,
        municipality=municipality,
        language=fact.language,
        start_char=fact.start_char,
        end_char=fact.end_char,
    )


def extracts_in(stated: Stated[FactT], language: Language) -> tuple[Extract, ...]:
    """The place to cite for an asker: in their language where there is one, else the original's."""
    return (extract_of_fact(stated.in_language(language), stated.page_municipality),)


def originals_in(stated: Stated[FactT], language: Language) -> tuple[Extract | None, ...]:
    """The original's passage beside `extracts_in`; None where that is the original itself, or stands elsewhere."""
    shown = stated.in_language(language)
    if shown.language == stated.original.language:
        return (None,)
    return (extract_of_fact(stated.original, stated.page_municipality),)
