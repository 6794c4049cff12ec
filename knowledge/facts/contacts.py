"""Contacts out of a document: who can be reached, how, and where the page says so."""

import re
import unicodedata
from dataclasses import replace

from knowledge.facts.contact_parts import find_labels, is_label
from knowledge.facts.contact_passages import COLUMN_LABELS, Passage, find_channels, find_passages
from knowledge.facts.contact_people import Person, find_people
from knowledge.facts.phones import read_phone
from knowledge.facts.schema import Contact, Phone
from knowledge.layout import CHANNEL_LABEL, find_phones, is_title
from knowledge.schema import Document, Span

SERVICE_MIN_CHARS = 10  # of a service in running text, compound or of several words
STEM_CHARS = 3  # of a name, which hold whatever its case

_AT = re.compile(r"\s?(?:@|[(\[]\s?(?:at|ät|a|@)\s?[)\]]|\sat\s)\s?")
_DOT = re.compile(r"\s?[(\[](?:dot|piste|punkt)[)\]]\s?")


def extract_contacts(document: Document) -> tuple[Contact, ...]:
    """The contacts of a document in the order of the text, each once; none when it names nobody to reach.

    A person named in passing is none: a contact has a number or an address, or stands under a contact heading or
    behind a label such as "Contact person". What cannot be a phone number is left out, and so is the pattern of an
    address ("firstname.lastname@").
    """
    found: list[Contact] = []
    for section in document.sections:
        in_section: list[Contact] = []
        for passage in find_passages(document, section):
            contacts = _contacts(document, passage)
            in_section = _with_address_of_both(in_section, contacts, passage, document) or [*in_section, *contacts]
        found.extend(_with_own_addresses(in_section, document.text))
    return _each_once(tuple(found), document.text)


def _contacts(document: Document, passage: Passage) -> tuple[Contact, ...]:
    people = _people(document, passage)
    if len(people) == 1 and passage.heading_start is not None and not (people[0].name and people[0].role):
        text = document.text[passage.heading_start : passage.start_char + len(passage.text)]
        wider = replace(passage, text=text, start_char=passage.heading_start)
        with_heading = _people(document, wider)
        if len(with_heading) == 1 and _says_more(with_heading[0], people[0]):
            passage, people = wider, with_heading
    is_whole = passage.is_sentence or len(people) == 1
    contacts = ((_contact(document, passage, person, is_whole=is_whole), person) for person in people)
    return tuple(contact for contact, person in contacts if _counts(contact, person, passage))


def _with_address_of_both(
    before: list[Contact], contacts: tuple[Contact, ...], passage: Passage, document: Document
) -> list[Contact]:
    """The contacts before a passage that gives an address for both of the last two, as theirs; none otherwise."""
    channels = find_channels(passage.text)
    both, are_named = before[-2:], any(contact.name for contact in contacts)
    if not channels or are_named or len(both) < 2 or not all(contact.name for contact in both):
        return []
    if not find_labels(passage.text, "both", document.language):
        return []
    end = passage.start_char + len(passage.text)
    shared = (
        replace(
            contact,
            phones=(*contact.phones, *_phones(passage.text, channels)),
            emails=(*contact.emails, *_emails(passage.text, channels)),
            text=document.text[contact.start_char : end],
            end_char=end,
        )
        for contact in both
    )
    return [*before[:-2], *shared]


def _with_own_addresses(contacts: list[Contact], text: str) -> list[Contact]:
    """The contacts of a section, where an address in which only another one's surname stands goes to that one."""
    owners = {
        (index, email): next((other for other, each in enumerate(contacts) if _is_in_address(each, email)), index)
        for index, contact in enumerate(contacts)
        for email in contact.emails
        if not _is_in_address(contact, email)
    }
    for (index, email), owner in owners.items():
        if owner < index:
            giver, taker = contacts[index], contacts[owner]
            contacts[index] = replace(giver, emails=tuple(each for each in giver.emails if each != email))
            contacts[owner] = replace(
                taker,
                emails=tuple(dict.fromkeys((*taker.emails, email))),
                text=text[taker.start_char : giver.end_char],
                end_char=giver.end_char,
            )
    return contacts


def _is_in_address(contact: Contact, email: str) -> bool:
    """Whether the surname of somebody is a part of an e-mail address, without accents."""
    surname = _plain(contact.name.split()[-1]) if contact.name else ""
    return bool(surname) and surname in re.split(r"[._-]", _plain(email.partition("@")[0]))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()


def _people(document: Document, passage: Passage) -> tuple[Person, ...]:
    channels = find_channels(passage.text)
    people = find_people(passage.text, channels, document.language, is_sentence=passage.is_sentence)
    return (_with_columns(people[0], passage),) if len(people) == 1 else people


def _with_columns(person: Person, passage: Passage) -> Person:
    """The person of a table row, with the name and the title that stand in the columns for them."""
    is_service = False
    has_title = person.role is not None and is_title(person.role)
    for column, cell in zip(passage.columns, passage.cells, strict=False):
        is_words = any(char.isalpha() for char in cell) and not any(char.isdigit() for char in cell)
        if is_words and is_label(column, "name") and person.name is None:
            is_person = 2 <= len(cell.split()) <= 4 and not find_labels(cell, "unit") and not is_title(cell)
            is_service = not is_person
            person = replace(person, name=cell) if is_person else replace(person, role=cell)
        elif is_words and is_label(column, "role") and not is_service:
            person, has_title = replace(person, role=cell), True
        elif is_words and person.name and not has_title and cell != person.name and _is_unnamed(column):
            person = replace(person, role=cell)  # "What to ask about"
    return person


def _is_unnamed(column: str) -> bool:
    """Whether a column is headed, and by none of the words for names, titles, units and ways to reach somebody."""
    return bool(column) and not any(is_label(column, kind) for kind in COLUMN_LABELS)


def _says_more(with_heading: Person, person: Person) -> bool:
    """Whether a heading gives the name, the title of a person, or what a service is called."""
    if with_heading.name != person.name:
        return person.name is None
    gives_role = person.role is None and with_heading.role is not None
    return gives_role and (person.name is None or is_title(with_heading.role or ""))


def _contact(document: Document, passage: Passage, person: Person, *, is_whole: bool) -> Contact:
    start, end = (0, len(passage.text)) if is_whole else (person.start_char, person.end_char)
    return Contact(
        document_id=document.document_id,
        municipality=document.municipality,
        language=document.language,
        name=person.name,
        role=person.role,
        phones=_phones(passage.text, person.channels),
        emails=_emails(passage.text, person.channels),
        text=passage.text[start:end],
        start_char=passage.start_char + start,
        end_char=passage.start_char + end,
    )


def _counts(contact: Contact, person: Person, passage: Passage) -> bool:
    """Whether somebody is named to be reached, and not in passing."""
    if contact.phones or contact.emails:
        is_labelled = bool(passage.labels) or bool(find_labels(contact.text, "contact"))
        is_called = contact.role is not None and (not passage.is_sentence or _names_service(contact.role))
        return contact.name is not None or is_labelled or is_called
    if contact.name is None or not (person.is_introduced or (passage.labels and not passage.is_sentence)):
        return False
    # "More information: Example League" may be no person at all.
    return contact.role is not None or any(find_labels(label, "person") for label in (*passage.labels, contact.text))


def _names_service(words: str) -> bool:
    """Whether words of running text are what a service is called ("family service point"), and no mere "office"."""
    units = find_labels(words, "unit")
    return bool(units) and units[-1].end_char == len(words) >= SERVICE_MIN_CHARS


def _phones(text: str, channels: tuple[Span, ...]) -> tuple[Phone, ...]:
    found: dict[str, Phone] = {}
    direct = tuple(span for span in channels if not _is_exchange(text, span))
    for span in direct if any(find_phones(text[each.start_char : each.end_char]) for each in direct) else channels:
        as_written = text[span.start_char : span.end_char]
        is_address = "@" in _address(as_written)
        phone = None if is_address else read_phone(as_written, is_labelled=_is_labelled(text, span))
        if phone:
            found.setdefault(phone.number, phone)
    return tuple(found.values())


def _is_exchange(text: str, span: Span) -> bool:
    """Whether a number is that of the switchboard beside somebody's own ("040 123 4567, vaihde 05 12 345")."""
    before = text[max(span.start_char - 40, 0) : span.start_char]
    return any(not before[label.end_char :].strip(" \u00a0.:|*\n") for label in find_labels(before, "exchange"))


def _is_labelled(text: str, span: Span) -> bool:
    """Whether a label such as "puh." stands right before a phone number."""
    before = text[max(span.start_char - 40, 0) : span.start_char]
    return any(not before[label.end() :].strip(" \u00a0.:|*\n") for label in CHANNEL_LABEL.finditer(before))


def _emails(text: str, channels: tuple[Span, ...]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for span in channels:
        address = _address(text[span.start_char : span.end_char])
        local = address.partition("@")[0]
        if local != address and not all(is_label(part, "pattern") for part in re.split(r"[._-]", local)):
            found.setdefault(address.casefold(), address)
    return tuple(found.values())


def _address(as_written: str) -> str:
    """An e-mail address with its "@" and dots as they are meant; a phone number stays without "@"."""
    return _AT.sub("@", _DOT.sub(".", as_written))


def _each_once(contacts: tuple[Contact, ...], text: str) -> tuple[Contact, ...]:
    """The contacts, without those that say no more than another of the same person; neighbours of one person joined."""
    kept: list[Contact] = []
    for contact in contacts:
        same = [other for other in kept if _is_same(other, contact)]
        if any(_is_part(contact, other) for other in same):
            continue
        kept = [other for other in kept if not (other in same and _is_part(other, contact))]
        joined = _joined(kept[-1], contact, text) if kept and kept[-1] in same else None
        kept = [*kept[:-1], joined] if joined else [*kept, contact]
    return tuple(sorted(kept, key=lambda contact: contact.start_char))


def _is_same(one: Contact, other: Contact) -> bool:
    """Whether two contacts are of one person or service, whichever of the names stands first, inflected or not."""
    if one.name is None or other.name is None:
        return one.name == other.name and (one.role or "").casefold() == (other.role or "").casefold()
    names, others = one.name.casefold().split(), other.name.casefold().split()
    if sorted(names) == sorted(others):
        return True
    shared = {p.number for p in one.phones} & {p.number for p in other.phones} or set(one.emails) & set(other.emails)
    # "Ota yhteyttä Maija Mäkeen": the same beginnings and a number in common.
    alike = [a[:STEM_CHARS] == b[:STEM_CHARS] for a, b in zip(names, others, strict=False)]
    return bool(shared) and len(names) == len(others) and all(alike)


def _is_part(one: Contact, other: Contact) -> bool:
    """Whether a contact says nothing that another of the same person does not say."""
    return (
        (one.role or other.role or "").casefold() == (other.role or "").casefold()
        and {phone.number for phone in one.phones} <= {phone.number for phone in other.phones}
        and {email.casefold() for email in one.emails} <= {email.casefold() for email in other.emails}
    )


def _joined(one: Contact, other: Contact, text: str) -> Contact | None:
    """Two contacts of one person as one, None where text stands between them or the roles differ."""
    are_apart = text[one.end_char : other.start_char].strip(" \n\t|*-") or one.end_char > other.start_char
    if are_apart or (one.role and other.role and one.role.casefold() != other.role.casefold()):
        return None
    phones = {phone.number: phone for phone in (*other.phones, *one.phones)}
    emails = {email.casefold(): email for email in (*other.emails, *one.emails)}
    return replace(
        one,
        role=one.role or other.role,
        phones=tuple(phones.values()),
        emails=tuple(emails.values()),
        text=text[one.start_char : other.end_char],
        end_char=other.end_char,
    )
