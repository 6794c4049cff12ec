"""The last look at an answer, whatever composed it: what its passages do not say is removed."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.citing import Cited, CitedStatement
from bot.composing.statements import AnswerFact
from bot.schema import AnswerContact, AnswerEvent, Citation
from knowledge.display import display_text
from knowledge.languages import find_words
from knowledge.schema import Document

_NUMBER = re.compile(r"\d+")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

# "etunimi.sukunimi(at)kunta.fi"
_AT = re.compile(r"\s*(?:\(at\)|\[at\]|\(@\)|\[@\]|@)\s*", re.IGNORECASE)


def check(cited: Cited, find_document: Callable[[str], Document], municipalities: tuple[str, ...]) -> Cited:
    """The statements that stand, with the citations they rest on.

    A citation stands when its quote is in the document at its offsets and, for a question about municipalities, it is
    of one of them. A statement stands when every marker of its resolves to such a citation, and every number, e-mail
    address and capitalised name in it is found in a passage it cites. Numbers are not given anew here: see `renumber`.

    Args:
        cited: What was composed and cited.
        find_document: The document of an id.
        municipalities: The ones the question is about; () when any may be cited.
    """
    standing = {
        citation.number: citation
        for citation in cited.citations
        if _quote_stands(citation, find_document) and _is_asked(citation, municipalities)
    }
    kept = tuple(statement for statement in cited.statements if _statement_stands(statement, standing))
    used = {number for statement in kept for number in statement.numbers}
    return renumber(Cited(statements=kept, citations=tuple(citation for n, citation in standing.items() if n in used)))


def renumber(cited: Cited) -> Cited:
    """The same with citations numbered from 1 in the order of the text."""
    order = dict.fromkeys(number for statement in cited.statements for number in statement.numbers)
    new = {old: i for i, old in enumerate(order, start=1)}
    by_number = {citation.number: citation for citation in cited.citations}
    return Cited(
        statements=tuple(
            CitedStatement(statement=s.statement, numbers=tuple(new[number] for number in s.numbers))
            for s in cited.statements
        ),
        citations=tuple(replace(by_number[old], number=number) for old, number in new.items()),
    )


def _quote_stands(citation: Citation, find_document: Callable[[str], Document]) -> bool:
    text = find_document(citation.document_id).text
    return bool(citation.quote) and text[citation.start_char : citation.end_char] == citation.quote


def _is_asked(citation: Citation, municipalities: tuple[str, ...]) -> bool:
    return not municipalities or citation.municipality in municipalities


def _statement_stands(statement: CitedStatement, standing: dict[int, Citation]) -> bool:
    if not statement.numbers or any(number not in standing for number in statement.numbers):
        return False
    quotes = [standing[number].quote for number in statement.numbers]
    if not all(any(_holds(fact, quote) for quote in quotes) for fact in statement.statement.facts):
        return False
    return not unsupported(statement.statement.text, " ".join(display_text(quote) for quote in quotes))


def _holds(fact: AnswerFact, quote: str) -> bool:
    """Whether a quote gives a fact: every name, number, address and date of it in the page's own words."""
    if isinstance(fact, AnswerContact):
        role = fact.role_original or fact.role
        written = (fact.name, role, fact.phone_as_written)
        has_email = fact.email is None or fact.email.casefold() in _AT.sub("@", quote).casefold()
        return has_email and all(text is None or text in quote for text in written)
    if isinstance(fact, AnswerEvent):
        return fact.date_text in quote
    return fact.text in quote


def unsupported(text: str, passage: str) -> tuple[str, ...]:
    """The numbers, e-mail addresses and capitalised words of a statement that its passage does not hold, in order.

    Numbers are compared digit group by digit group, words without regard to case. The first word of a sentence is
    capitalised by its place and is held to the passage only when it is all capitals.
    """
    emails = {email.casefold() for email in _EMAIL.findall(passage)}
    numbers = set(_NUMBER.findall(passage))
    words = {word.text.casefold() for word in find_words(passage)}
    missing = [email for email in _EMAIL.findall(text) if email.casefold() not in emails]
    missing += [number for number in _NUMBER.findall(text) if number not in numbers]
    for word in find_words(text):
        before = text[: word.start_char].rstrip(" \t\n\"'“”«»([*-")
        starts_sentence = not before or before[-1] in ".!?:"
        shouted = len(word.text) > 1 and word.text.isupper()
        if word.text[0].isupper() and (shouted or not starts_sentence) and word.text.casefold() not in words:
            missing.append(word.text)
    return tuple(missing)
