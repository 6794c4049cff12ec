"""Contacts of an answer as cards: who it is, and the numbers and addresses to call, write to and copy."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.phrasing import phrase
from bot.schema import AnswerContact
from knowledge.facts.phones import is_plainly_written, write_phone
from knowledge.facts.schema import Phone
from knowledge.places import place_name
from knowledge.schema import Language

_CALL, _WRITE = "tel:", "mailto:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A phone number or e-mail address.

    ``text`` is how it is shown, ``copied`` what a copy button gives, and ``note`` how else the page writes it.
    """

    href: str
    text: str
    copied: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactCard:
    """A contact as it is shown; texts are "" where the page does not give them.

    ``role_original`` is the page's title, in ``page_language``, where ``role`` is a translation of it.
    """

    name: str
    role: str
    role_language: Language
    role_original: str
    page_language: Language
    place: str
    phones: tuple[Channel, ...]
    emails: tuple[Channel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link as an answer's text writes it."""

    href: str
    text: str


def make_card(
    contact: AnswerContact, links: Iterable[Link], *, language: Language, page_language: Language
) -> ContactCard:
    """The card of a contact.

    Args:
        contact: The contact, with one number and one address at most.
        links: The tel: and mailto: links of its list item: all numbers and addresses it has.
        language: The answer's.
        page_language: That of the cited page.
    """
    numbers = {link.href: link.text for link in links}
    # First, so that the order is the record's; the item's own writing of it goes before ours.
    if contact.phone:
        phone = Phone(number=contact.phone, as_written=contact.phone_as_written or contact.phone)
        numbers = {_CALL + contact.phone: write_phone(phone), **numbers}
    if contact.email and not any(href.startswith(_WRITE) for href in numbers):
        numbers[_WRITE + contact.email] = contact.email
    return ContactCard(
        name=contact.name or "",
        role=contact.role or "",
        role_language=language if contact.role_original else page_language,
        role_original=contact.role_original or "",
        page_language=page_language,
        place=place_name(contact.municipality, language) if contact.municipality else "",
        phones=tuple(
            Channel(
                href=href,
                text=text,
                copied=href.removeprefix(_CALL),
                note=_as_written(contact, language) if href == f"{_CALL}{contact.phone}" else "",
            )
            for href, text in numbers.items()
            if href.startswith(_CALL)
        ),
        emails=tuple(
            Channel(href=href, text=text, copied=text) for href, text in numbers.items() if href.startswith(_WRITE)
        ),
    )


def _as_written(contact: AnswerContact, language: Language) -> str:
    """How the page writes a number that cannot be dialled like that; "" for one that can."""
    if not contact.phone or not contact.phone_as_written:
        return ""
    if is_plainly_written(Phone(number=contact.phone, as_written=contact.phone_as_written)):
        return ""
    return phrase(language, "contact.as_written", phone=contact.phone_as_written)
