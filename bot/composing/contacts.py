"""Contacts: who can be reached and how, what was asked for first."""

from collections.abc import Sequence

from bot.citing import escape_markdown
from bot.composing.facts import extracts_in, originals_in
from bot.composing.statements import Draft, Statement
from bot.expected import Expected
from bot.key_terms import KeyTerm
from bot.phrasing import phrase
from bot.schema import AnswerContact
from bot.splitting import split_sentences_roughly
from bot.understanding import Understanding
from bot.vocabulary import read_vocabulary
from knowledge.facts.merging import FactCollection, Stated
from knowledge.facts.phones import is_plainly_written, write_phone
from knowledge.facts.schema import Contact, Phone
from knowledge.roles import ANYONE, RoleKey, find_roles, role_keys, roles_match, translate_role
from knowledge.schema import Language

# What every question about contacts may mention.
_GENERAL_CONCEPTS = frozenset(
    {"unicef", "child_friendly", "model", "contact", "phone", "email", "name", "leading", "municipality", "children"}
)


def compose_contacts(understanding: Understanding, facts: FactCollection, places: Sequence[str]) -> Draft:
    """The contacts asked for, municipality by municipality.

    Args:
        understanding: The question.
        facts: All facts.
        places: Whose contacts: those asked about, or all.
    """
    candidates = [contact for contact in facts.contacts if contact.page_municipality in places]
    # "lehmus mobil": where somebody is named, capital or not, nobody else is meant.
    candidates = [contact for contact in candidates if _is_named(contact, understanding.key_terms)] or candidates
    statements: list[Statement] = []
    without: list[str] = []
    for place in places:
        here = [contact for contact in candidates if contact.page_municipality == place]
        chosen = choose_contacts(understanding, here)
        statements += [_state(contact, understanding) for contact in chosen]
        if not chosen:
            without.append(place)
    return Draft(
        statements=tuple(statements), places_without=tuple(without) if statements and understanding.places else ()
    )


def choose_contacts(understanding: Understanding, contacts: Sequence[Stated[Contact]]) -> list[Stated[Contact]]:
    """Those a question means and that have what it asks for: by name, else by title, else by what their titles say."""
    named = [contact for contact in contacts if _is_named(contact, understanding.key_terms)]
    if named or any(term.is_name for term in understanding.key_terms):
        return [contact for contact in named if _has_asked(contact, understanding)]
    asked = [mention.key for mention in find_roles(_asking_part(understanding.question), understanding.words_language)]
    worth = {id(contact): _worth(contact, understanding.key_terms) for contact in contacts}
    # A title that is misspelt or in no table still has a word in common with the page's.
    fitting = [contact for contact in contacts if not asked or any(_has_role(contact, key) for key in asked)] or [
        contact for contact in contacts if worth[id(contact)]
    ]
    having = [contact for contact in fitting if _has_asked(contact, understanding)]
    most = max((worth[id(contact)] for contact in having), default=0)
    return [contact for contact in having if worth[id(contact)] == most]


def _asking_part(question: str) -> str:
    """The sentence that asks; what somebody says of themselves before it ("I am a coordinator.") is left out."""
    sentences = split_sentences_roughly(question)
    return " ".join(sentence for sentence in sentences if "?" in sentence) or question


def _worth(contact: Stated[Contact], terms: Sequence[KeyTerm]) -> float:
    """How much of what a question names stands in somebody's title ("in charge of early childhood education")."""
    telling = [term for term in terms if not term.concepts & _GENERAL_CONCEPTS]
    roles = [read_vocabulary(fact.role, fact.language) for fact in contact.statements if fact.role is not None]
    return max((sum(role.mentions(term.lemma, term.concepts) > 0 for term in telling) for role in roles), default=0)


def _is_named(contact: Stated[Contact], terms: Sequence[KeyTerm]) -> bool:
    name = contact.original.name
    if name is None:
        return False
    words = read_vocabulary(name, contact.original.language)
    return any(not term.concepts and words.mentions(term.lemma, frozenset()) for term in terms)


def _has_role(contact: Stated[Contact], asked: RoleKey) -> bool:
    if asked.head_family == ANYONE and not asked.fields:
        # "Who is the contact person?" means anybody, with a title or without, but no service.
        return contact.original.name is not None
    roles = ((fact.role, fact.language) for fact in contact.statements if fact.role is not None)
    return any(roles_match(asked, key) for role, language in roles for key in role_keys(role, language))


def _has_asked(contact: Stated[Contact], understanding: Understanding) -> bool:
    if understanding.expected is Expected.PHONE:
        return bool(contact.original.phones)
    return understanding.expected is not Expected.EMAIL or bool(contact.original.emails)


def _state(contact: Stated[Contact], understanding: Understanding) -> Statement:
    language = understanding.language
    shown = contact.in_language(language)
    role = shown.role and translate_role(shown.role, shown.language, language)
    return Statement(
        text="",
        lead=_write(shown, role, understanding.expected, language),
        extracts=extracts_in(contact, language),
        originals=originals_in(contact, language),
        is_item=True,
        is_quoted=False,
        group=contact.page_municipality,
        facts=(_answer_contact(shown, role),),
    )


def _write(contact: Contact, role: str | None, asked: Expected, language: Language) -> str:
    """A contact in one line: the name and title, then numbers and addresses; one that was asked for goes first."""
    phones = [_write_phone(phone, language) for phone in contact.phones]
    emails = [f"[{escape_markdown(email)}](mailto:{email})" for email in contact.emails]
    who = ", ".join(text for text in (_bold(contact.name), _write_role(contact, role, language)) if text)
    channels = {
        Expected.PHONE: ", ".join(phones),
        Expected.EMAIL: ", ".join(emails),
    }
    first = channels.pop(asked, "")
    rest = [text for text in channels.values() if text]
    if first:
        return " – ".join(text for text in (f"**{first}**", who) if text)
    return ": ".join(text for text in (who, ", ".join(rest)) if text)


def _bold(name: str | None) -> str:
    return "" if name is None else f"**{escape_markdown(name)}**"


def _write_role(shown: Contact, translated: str | None, language: Language) -> str:
    """The title in the asker's language with the page's beside it; one that cannot be translated is quoted."""
    if shown.role is None:
        return ""
    original = escape_markdown(shown.role)
    if shown.language == language or translated == shown.role:
        return original
    if translated is None:
        name = phrase(language, f"language_name.{shown.language}")
        return phrase(language, "frame.quoted", text=original, language=name)
    return f"{escape_markdown(translated)} ({original})"


def _write_phone(phone: Phone, language: Language) -> str:
    """A number as a link, in the form that can be dialled, and as the page has it where that differs."""
    link = f"[{escape_markdown(write_phone(phone))}](tel:{phone.number})"
    if is_plainly_written(phone):
        return link
    # Escaped as a whole: a "+" means something at the beginning of a line only.
    return f"{link} ({escape_markdown(phrase(language, 'contact.as_written', phone=phone.as_written))})"


def _answer_contact(shown: Contact, role: str | None) -> AnswerContact:
    phone = shown.phones[0] if shown.phones else None
    return AnswerContact(
        name=shown.name,
        role=role or shown.role,
        role_original=None if role in (None, shown.role) else shown.role,
        phone=phone.number if phone else None,
        phone_as_written=phone.as_written if phone else None,
        email=shown.emails[0] if shown.emails else None,
        municipality=shown.municipality,
    )
