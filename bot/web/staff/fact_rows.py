"""The facts of one document as staff read them: what was understood, and the sentence it was read from."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.composing.timeline import write_time
from bot.phrasing import phrase
from knowledge.display import display_text
from knowledge.facts.phones import write_phone
from knowledge.facts.schema import Contact, DocumentFacts, Event, EventKind, Goal, GoalOwner
from knowledge.schema import Language

# More are counted, not shown: a page is to be looked at, and one of thousands of facts is no page.
MAX_ROWS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """A fact: ``notes`` in the language of the staff page; ``words`` and ``sentence`` are the document's own."""

    words: str
    notes: tuple[str, ...]
    sentence: str
    start_char: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FactTable:
    """The facts of a kind ("contacts", "events", "goals"): the first `MAX_ROWS`, and how many there are."""

    kind: str
    rows: tuple[FactRow, ...]
    total: int


def tabulate_facts(facts: DocumentFacts, language: Language) -> tuple[FactTable, ...]:
    """The facts of a document, a table for each kind, also for one of which there are none.

    Args:
        facts: What was read.
        language: That of the staff page.
    """
    return (
        _table("contacts", [_contact(contact) for contact in facts.contacts[:MAX_ROWS]], facts.contacts),
        _table("events", [_event(event, language) for event in facts.events[:MAX_ROWS]], facts.events),
        _table("goals", [_goal(goal, language) for goal in facts.goals[:MAX_ROWS]], facts.goals),
    )


def _table(kind: str, rows: Sequence[FactRow], facts: Sequence[object]) -> FactTable:
    return FactTable(kind=kind, rows=tuple(rows), total=len(facts))


def _contact(contact: Contact) -> FactRow:
    channels = (*map(write_phone, contact.phones), *contact.emails)
    return FactRow(
        words=display_text(", ".join(part for part in (contact.name, contact.role) if part)),
        notes=tuple(channels),
        sentence=display_text(contact.text),
        start_char=contact.start_char,
    )


def _event(event: Event, language: Language) -> FactRow:
    notes = [write_time(event, language)]
    if event.kind is not EventKind.OTHER:
        notes.append(phrase(language, f"event.{event.kind.value}"))
    if event.is_plan:
        notes.append(phrase(language, "event.plan"))
    return FactRow(
        words=display_text(event.date_text),
        notes=tuple(notes),
        sentence=display_text(event.text),
        start_char=event.start_char,
    )


def _goal(goal: Goal, language: Language) -> FactRow:
    notes = [phrase(language, "staff_documents.goal_number", number=str(goal.number))]
    if goal.owner is not GoalOwner.MUNICIPALITY:
        notes.append(phrase(language, f"staff_documents.goal_{goal.owner.value}"))
    if goal.theme is not None:
        notes.append(phrase(language, f"theme.{goal.theme.value}"))
    return FactRow(words="", notes=tuple(notes), sentence=display_text(goal.text), start_char=goal.start_char)
