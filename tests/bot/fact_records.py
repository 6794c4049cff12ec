"""Facts made up for tests, as if documents stated them; each stands at its document's first characters."""

from collections.abc import Sequence

from knowledge.facts.dates import Duration, PartialDate
from knowledge.facts.schema import (
    Contact,
    DocumentFacts,
    Event,
    EventKind,
    Goal,
    GoalOwner,
    GoalTheme,
    Phone,
)
from knowledge.schema import Document

Fact = Contact | Event | Goal
_END = 6


def state(document: Document, facts: Sequence[Fact]) -> DocumentFacts:
    """Those of the facts that a document states."""
    own = [fact for fact in facts if fact.document_id == document.document_id]
    return DocumentFacts(
        contacts=tuple(fact for fact in own if isinstance(fact, Contact)),
        events=tuple(fact for fact in own if isinstance(fact, Event)),
        goals=tuple(fact for fact in own if isinstance(fact, Goal)),
    )


def make_contact(
    document: Document,
    name: str | None = "Aino Malli",
    *,
    role: str | None = "suunnittelija",
    phone: str | None = None,
    as_written: str | None = None,
    email: str | None = None,
) -> Contact:
    return Contact(
        document_id=document.document_id,
        municipality=document.municipality,
        language=document.language,
        name=name,
        role=role,
        phones=(Phone(number=phone, as_written=as_written or phone),) if phone else (),
        emails=(email,) if email else (),
        text=document.text[:_END],
        start_char=0,
        end_char=_END,
    )


def make_event(
    document: Document,
    kind: EventKind,
    date: PartialDate | None,
    *,
    duration: Duration | None = None,
    is_plan: bool = False,
    municipality: str | None = None,
) -> Event:
    return Event(
        document_id=document.document_id,
        municipality=municipality or document.municipality,
        language=document.language,
        kind=kind,
        date=date,
        end_date=None,
        is_open=False,
        duration=duration,
        is_plan=is_plan,
        date_text=document.text[:_END],
        text=document.text[:_END],
        start_char=0,
        end_char=_END,
    )


def make_goals(
    document: Document, *themes: GoalTheme | None, owner: GoalOwner = GoalOwner.MUNICIPALITY
) -> tuple[Goal, ...]:
    return tuple(
        Goal(
            document_id=document.document_id,
            municipality=document.municipality,
            language=document.language,
            owner=owner,
            number=number,
            is_numbered=True,
            theme=theme,
            list_start_char=0,
            text=document.text[:_END],
            start_char=0,
            end_char=_END,
        )
        for number, theme in enumerate(themes, start=1)
    )
