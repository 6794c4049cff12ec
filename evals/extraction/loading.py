"""Pages and their labels from a folder; a label that cannot be used is an error that names it."""

import re
import unicodedata
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import get_args

from evals.errors import EvaluationError
from evals.extraction.schema import LabelledContact, LabelledDocument, LabelledEvent, LabelledPage
from evals.json_lines import read_records
from knowledge.facts.dates import DurationUnit, Season
from knowledge.loading import load_documents
from knowledge.places import load_places
from knowledge.schema import Document

_PAGES, _LABELS = "pages", "labels"
_DATE = re.compile(
    r"(?:\d{4}|\d{3}X|\d{2}XX|\dXXX|XXXX)"
    rf"(?:-(?:{'|'.join(get_args(Season))})|-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
)
_DURATION = re.compile(rf"[1-9]\d* (?:{'|'.join(get_args(DurationUnit))})")
_PHONE = re.compile(r"\+[1-9]\d{4,14}")


def shipped_pages() -> Path:
    """The folder of the pages that ship."""
    with resources.as_file(resources.files("evals") / "extraction") as folder:
        return folder


def load_labelled_pages(folder: Path) -> tuple[LabelledDocument, ...]:
    """The pages of a folder with their labels, in the order of the files of labels.

    Args:
        folder: Holds pages/, and labels/ with one file for each language: fi.jsonl, sv.jsonl, en.jsonl.

    Raises:
        EvaluationError: A file cannot be read, a line is no label or does not fit its page, or a page has no label.
        DocumentError: The folder has no folder of pages.
    """
    documents = _load_pages(folder / _PAGES)
    labelled: dict[str, LabelledDocument] = {}
    for path in sorted((folder / _LABELS).glob("*.jsonl")):
        for number, labels in read_records(path, LabelledPage):
            where = f"{path}, line {number}"
            if labels.page in labelled:
                raise EvaluationError(f"{where}: {labels.page} has labels already; put them on one line")
            document = documents.get(labels.page)
            if document is None:
                raise EvaluationError(f"{where}: {folder / _PAGES} has no {labels.page}")
            for fault in _faults(labels, document, path.stem):
                raise EvaluationError(f"{where}: {fault}")
            labelled[labels.page] = LabelledDocument(document=document, labels=labels)
    for page, document in documents.items():
        if page not in labelled:
            path = folder / _LABELS / f"{document.language}.jsonl"
            raise EvaluationError(f"{path} has no line for {page}; label the page, or remove it")
    if not labelled:
        raise EvaluationError(f"{folder} holds no labelled page; evals/extraction/README.md says what one is")
    return tuple(labelled.values())


def _load_pages(folder: Path) -> dict[str, Document]:
    """The documents of a folder by the path of their file in it."""
    result = load_documents(folder)
    for problem in result.problems:
        raise EvaluationError(f"{problem.path}: {problem.reason}")
    documents = {document.document_id: document for document in result.documents}
    return {
        unicodedata.normalize("NFC", file.path.relative_to(folder).as_posix()): documents[file.document_id]
        for file in result.files
    }


def _faults(labels: LabelledPage, document: Document, language: str) -> Iterator[str]:
    """What contradicts itself in the labels of a page, or is not on it."""
    if document.language != language:
        yield f"{labels.page} is in {document.language}; its labels belong in {document.language}.jsonl"
    if labels.municipality not in {None, *(place.name_fi for place in load_places())}:
        yield f"municipality: {labels.municipality} is not the official Finnish name of a municipality"
    for contact in labels.contacts:
        yield from _contact_faults(contact)
    for event in labels.events:
        yield from _event_faults(event)
    text = _folded(document.text)
    for number, goal in enumerate(labels.goals):
        if goal.number < 1:
            yield f"goals.{number}: {goal.number} is no place in a list, which begins at 1"
    for what, words in _words_of_the_page(labels):
        if not _folded(words).strip() or _folded(words) not in text:
            yield f"{what}: {words!r} does not stand on {labels.page}"


def _contact_faults(contact: LabelledContact) -> Iterator[str]:
    who = contact.name or contact.role
    if who is None:
        yield "contacts: a contact needs a name, or for a service what it is called as its role"
    for phone in contact.phones:
        if not _PHONE.fullmatch(phone):
            yield f"contacts: {who}: {phone!r} is no international phone number (+358401234567)"
    for email in contact.emails:
        if email.count("@") != 1 or len(email.split()) != 1:
            yield f"contacts: {who}: {email!r} is no e-mail address"


def _event_faults(event: LabelledEvent) -> Iterator[str]:
    for date in (event.date, event.end_date):
        if date is not None and not _DATE.fullmatch(date):
            yield f"events: {event.near!r}: {date!r} is no date (2018-03-06, 2023-08, 2021-summer, 2016, XXXX-09-07)"
    if event.duration is not None and not _DURATION.fullmatch(event.duration):
        yield f"events: {event.near!r}: {event.duration!r} is no duration (2 years)"
    if event.date is event.end_date is event.duration is None:
        yield f"events: {event.near!r} has neither date nor duration"


def _words_of_the_page(labels: LabelledPage) -> Iterator[tuple[str, str]]:
    """Everything that is written as the page has it, with its place in the label."""
    for number, contact in enumerate(labels.contacts):
        yield from ((f"contacts.{number}", words) for words in (contact.name, contact.role) if words is not None)
    yield from ((f"events.{number}.near", event.near) for number, event in enumerate(labels.events))
    yield from ((f"goals.{number}.text", goal.text) for number, goal in enumerate(labels.goals))


def _folded(text: str) -> str:
    return " ".join(text.split())
