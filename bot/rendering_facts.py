"""A listing of facts as text of 100 columns, and as JSON. Each fact is shown with the passages that state it."""

import textwrap
from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest

from bot.composing.timeline import write_time
from bot.listing_facts import Listed, ListedGoals, Listing, name_kind, telling_kind
from bot.rendering import strip_controls
from bot.wording import write_duration
from knowledge.display import display_text
from knowledge.facts.merging import FactT, Stated
from knowledge.facts.phones import is_plainly_written, write_phone
from knowledge.facts.schema import Contact, Event, Goal, GoalOwner, Phone
from knowledge.schema import Document, Language

_COLUMNS, _NAME_COLUMNS, _HEADING_CHARS = 100, 20, 40
_INDENT = "  "
_GOAL_TITLES = {
    GoalOwner.MUNICIPALITY: "goals",
    GoalOwner.MODEL: "goals of the model",
    GoalOwner.EMPHASIS: "areas of emphasis",
}


def render_facts(listing: Listing, documents: Sequence[Document], language: Language | None) -> str:
    """A listing as text, its warnings at the end.

    Args:
        listing: What to show.
        documents: The documents that state it, for the headings that passages stand under.
        language: Which version of a page to show; None: the original.
    """
    lines = list(_Page(documents, language).lines(listing)) or ["The index states none of these facts.", ""]
    if listing.warnings:
        lines += ["Warnings", *(line for warning in listing.warnings for line in _wrap(_one_line(warning)))]
    return "\n".join(lines).rstrip()


def facts_to_fields(listing: Listing, language: Language | None) -> dict[str, object]:
    """A listing as JSON fields, those of an answer's facts where it has them.

    Args:
        listing: What to give.
        language: Whose statement gives the words of a fact; None: the original's.
    """
    return {
        "contacts": [_contact_fields(contact, language) for place in listing.places for contact in place.contacts],
        "events": [_event_fields(event, language) for place in listing.places for event in place.events],
        "goals": [
            _goal_fields(goal, goals, language)
            for place in listing.places
            for goals in place.goal_lists
            for goal in goals.goals.goals
        ],
    }


class _Page:
    """Writes a listing line by line."""

    def __init__(self, documents: Sequence[Document], language: Language | None) -> None:
        self._documents = {document.document_id: document for document in documents}
        self._language = language

    def lines(self, listing: Listing) -> Iterator[str]:
        for place in listing.places:
            name = place.municipality or "The model"
            if place.contacts:
                yield from (f"{name}: contacts", *chain.from_iterable(map(self._contact, place.contacts)), "")
            if place.events:
                yield from (f"{name}: timeline", *chain.from_iterable(map(self._event, place.events)), "")
            for goals in place.goal_lists:
                yield from (f"{name}: {_GOAL_TITLES[goals.goals.owner]}", *self._goals(goals), "")

    def _goals(self, listed: ListedGoals) -> Iterator[str]:
        yield from _entry("", _differs(_list_differences(listed)))
        for goal in listed.goals.goals:
            theme = goal.original.theme.value.replace("_", " ") if goal.original.theme else "no theme"
            yield from _entry(f"{goal.original.number}. {theme}", self._sources(goal, is_quoted=True))

    def _contact(self, listed: Listed[Contact]) -> Iterator[str]:
        contact = _shown(listed.stated, self._language)
        channels = _channels(listed.stated) or "no phone number, no e-mail address"
        yield from _entry(
            _one_line(contact.name or contact.role or "no name"),
            [
                *([_one_line(contact.role)] if contact.name and contact.role else []),
                channels,
                *self._sources(listed.stated, is_quoted=False),
                *_differs(_contact_differences(listed)),
            ],
        )

    def _event(self, listed: Listed[Event]) -> Iterator[str]:
        event = listed.stated.original
        words = [name_kind(telling_kind(listed.stated))]
        if event.date is not None and event.duration is not None:
            words.append(f"for {write_duration('en', event.duration)}")
        if event.is_plan:
            words.append("planned or possible")
        yield from _entry(
            write_time(event, "en"),
            [
                ", ".join(words),
                *self._sources(listed.stated, is_quoted=True),
                *_differs(_event_differences(listed)),
            ],
        )

    def _sources(self, stated: Stated[FactT], *, is_quoted: bool) -> Iterator[str]:
        """Where a fact stands, page by page: the statements of the version shown, and the languages of the others."""
        by_page: dict[str, list[FactT]] = {}
        for statement in stated.statements:
            by_page.setdefault(self._documents[statement.document_id].page_id, []).append(statement)
        for statements in by_page.values():
            languages = list(dict.fromkeys(statement.language for statement in statements))
            language = self._language if self._language in languages else languages[0]
            others = [other for other in languages if other != language]
            shown = [statement for statement in statements if statement.language == language]
            for statement in shown:
                if is_quoted:
                    yield f"“{_one_line(statement.text)}”"
                also = f"; also {', '.join(others)}" if others and statement is shown[-1] else ""
                yield f"{self._source(statement)}{also}"

    def _source(self, statement: Contact | Event | Goal) -> str:
        sections = self._documents[statement.document_id].sections
        paths = (part.heading_path for part in sections if part.start_char <= statement.start_char < part.end_char)
        heading = next((f" ({_shorten(path[-1])})" for path in paths if path), "")
        return f"{statement.document_id} {statement.start_char}–{statement.end_char}{heading}"


def _shown(stated: Stated[FactT], language: Language | None) -> FactT:
    return stated.original if language is None else stated.in_language(language)


def _channels(contact: Stated[Contact]) -> str:
    return ", ".join((*map(_write_phone, _phones(contact)), *map(_one_line, _emails(contact))))


def _phones(contact: Stated[Contact]) -> tuple[Phone, ...]:
    """The numbers that any of the statements gives, each as the first of them writes it."""
    found: dict[str, Phone] = {}
    for statement in contact.statements:
        for phone in statement.phones:
            found.setdefault(phone.number, phone)
    return tuple(found.values())


def _emails(contact: Stated[Contact]) -> tuple[str, ...]:
    """The addresses that any of the statements gives."""
    found: dict[str, str] = {}
    for statement in contact.statements:
        for email in statement.emails:
            found.setdefault(email.casefold(), email)
    return tuple(found.values())


def _write_phone(phone: Phone) -> str:
    written = "" if is_plainly_written(phone) else f" (on the page: {_one_line(phone.as_written)})"
    return f"{write_phone(phone)}{written}"


def _contact_differences(listed: Listed[Contact]) -> list[str]:
    return [
        f"{other.original.document_id} gives {_channels(other) or 'neither number nor address'}"
        for other in listed.contradicted_by
    ]


def _event_differences(listed: Listed[Event]) -> list[str]:
    differences = []
    for other in listed.contradicted_by:
        as_plan = ", as planned or possible" if other.original.is_plan else ", as a fact"
        is_plan_too = other.original.is_plan == listed.stated.original.is_plan
        time = write_time(other.original, "en")
        differences.append(f"{other.original.document_id} says {time}{'' if is_plan_too else as_plan}")
    return differences


def _list_differences(listed: ListedGoals) -> list[str]:
    here = len(listed.goals.goals)
    return [
        f"{other.goals[0].original.document_id} lists "
        + (f"{len(other.goals)} goals, not {here}" if len(other.goals) != here else "other goals")
        for other in listed.contradicted_by
    ]


def _differs(differences: Sequence[str]) -> list[str]:
    return [f"differs: {difference}" for difference in differences]


def _entry(name: str, lines: Iterator[str] | Sequence[str]) -> Iterator[str]:
    """Lines in two columns: what is listed, and what is said of it."""
    width = _COLUMNS - 2 * len(_INDENT) - _NAME_COLUMNS
    names = textwrap.wrap(name, _NAME_COLUMNS, break_on_hyphens=False)
    said = (part for line in lines for part in textwrap.wrap(line, width, break_on_hyphens=False))
    for left, right in zip_longest(names, said, fillvalue=""):
        yield f"{_INDENT}{left:<{_NAME_COLUMNS}}{_INDENT}{right}".rstrip()


def _wrap(text: str) -> list[str]:
    return textwrap.wrap(text, _COLUMNS, initial_indent=_INDENT, subsequent_indent=_INDENT * 2, break_on_hyphens=False)


def _shorten(heading: str) -> str:
    return textwrap.shorten(_one_line(heading), _HEADING_CHARS, placeholder=" …", break_on_hyphens=False)


def _one_line(text: str) -> str:
    return display_text(strip_controls(text))


def _contact_fields(listed: Listed[Contact], language: Language | None) -> dict[str, object]:
    contact, original = _shown(listed.stated, language), listed.stated.original
    phones, emails = _phones(listed.stated), _emails(listed.stated)
    return {
        "name": contact.name,
        "role": contact.role,
        "role_original": None if contact.role == original.role else original.role,
        "phone": phones[0].number if phones else None,
        "phone_as_written": phones[0].as_written if phones else None,
        "email": emails[0] if emails else None,
        "phones": [{"phone": phone.number, "phone_as_written": phone.as_written} for phone in phones],
        "emails": list(emails),
        "municipality": contact.municipality,
        "differs": _contact_differences(listed),
        "sources": _source_fields(listed.stated),
    }


def _event_fields(listed: Listed[Event], language: Language | None) -> dict[str, object]:
    event = _shown(listed.stated, language)
    return {
        "date": event.date.iso if event.date else None,
        "end_date": event.end_date.iso if event.end_date else None,
        "precision": event.date.precision if event.date else None,
        "is_open": event.is_open,
        "duration": {"amount": event.duration.amount, "unit": event.duration.unit} if event.duration else None,
        "kind": telling_kind(listed.stated).value,
        "is_plan": event.is_plan,
        "date_text": event.date_text,
        "text": event.text,
        "municipality": event.municipality,
        "differs": _event_differences(listed),
        "sources": _source_fields(listed.stated),
    }


def _goal_fields(stated: Stated[Goal], listed: ListedGoals, language: Language | None) -> dict[str, object]:
    goal, original = _shown(stated, language), stated.original
    return {
        "number": goal.number,
        "is_numbered": goal.is_numbered,
        "text": goal.text,
        "text_original": None if goal.language == original.language else original.text,
        "theme": original.theme.value if original.theme else None,
        "owner": goal.owner.value,
        "municipality": goal.municipality,
        "differs": _list_differences(listed),
        "sources": _source_fields(stated),
    }


def _source_fields(stated: Stated[FactT]) -> list[dict[str, object]]:
    return [
        {
            "document_id": statement.document_id,
            "language": statement.language,
            "start_char": statement.start_char,
            "end_char": statement.end_char,
            "text": statement.text,
        }
        for statement in stated.statements
    ]
