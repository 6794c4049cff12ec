"""What kind of answer a question asks for, by its question words (expected.csv) and by what it names."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from knowledge.glossary import WordForms, stands_at
from knowledge.schema import Language
from knowledge.tables import read_table

_ALSO_JOINING = frozenset({"when", "när", "koska"})
_AND = frozenset({"and", "och", "ja"})
_OPENING_WORDS = 2
# After one of these the question is asked already: "What happens when ...".
_ASKED_ALREADY = (
    frozenset({"who", "what", "which", "why", "how", "where"})
    | frozenset({"vem", "vad", "vilka", "vilken", "vilket", "varför", "hur", "var"})
    | frozenset({"kuka", "ketkä", "mitä", "mikä", "mitkä", "miksi", "miten", "missä"})
)


class Expected(StrEnum):
    """What an answer must hold to be one."""

    ANYTHING = "anything"
    PERSON = "person"
    CONTACT = "contact"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    NAME = "name"
    DATE = "date"
    YEAR = "year"
    DURATION = "duration"
    COUNT = "count"
    MONEY = "money"
    PRICE = "price"
    TIMELINE = "timeline"
    ORDER = "order"
    RANK = "rank"
    REASON = "reason"
    FREQUENCY = "frequency"
    SIZE = "size"
    SHARE = "share"


# What a question asks for when several kinds are possible ("how much ... phone"): the first of these.
_PRECEDENCE = (
    Expected.TIMELINE,
    Expected.ORDER,
    Expected.RANK,
    Expected.FREQUENCY,
    Expected.SHARE,
    Expected.DURATION,
    Expected.MONEY,
    Expected.PRICE,
    Expected.EMAIL,
    Expected.PHONE,
    Expected.COUNT,
    Expected.SIZE,
    Expected.ADDRESS,
    Expected.CONTACT,
    Expected.YEAR,
    Expected.DATE,
    Expected.NAME,
    Expected.PERSON,
    Expected.REASON,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedReading:
    """The kind of answer asked for, and which words ask for it, by position."""

    expected: Expected
    positions: frozenset[int]


def read_expected(forms: Sequence[WordForms], concepts: frozenset[str], language: Language) -> ExpectedReading:
    """What a question asks for.

    Args:
        forms: The question's words, each as written and in dictionary form.
        concepts: The concepts the question names; "telephone" asks for a number without any question word.
        language: The question's language.
    """
    found = [
        (kind, start, len(term))
        for kind, term in _terms(language)
        for start in range(len(forms))
        if stands_at(forms, start, term) and _asks(term, start, forms)
    ]
    asked = {kind for kind, _, _ in found}
    if Expected.PRICE.value in concepts:
        # "Does it cost money?" asks what it costs, and not for an amount of somebody's money.
        asked.add(Expected.PRICE)
        concepts -= {Expected.MONEY.value}
    return ExpectedReading(
        expected=next((kind for kind in _PRECEDENCE if kind in asked or kind.value in concepts), Expected.ANYTHING),
        positions=frozenset(position for _, start, length in found for position in range(start, start + length)),
    )


def _asks(term: Sequence[str], position: int, forms: Sequence[WordForms]) -> bool:
    """Whether a word asks: "when", "när" and "koska" in the middle of a sentence mostly join its parts."""
    if len(term) > 1 or term[0] not in _ALSO_JOINING:
        return True
    if position == len(forms) - 1 or (position and forms[position - 1].written in _AND):
        return True
    return position <= _OPENING_WORDS and not any(form.written in _ASKED_ALREADY for form in forms[:position])


@cache
def _terms(language: Language) -> tuple[tuple[Expected, tuple[str, ...]], ...]:
    return tuple(
        (Expected(row["expected"]), tuple(term.split()))
        for row in read_table("bot", "expected.csv")
        for term in row[language].split("|")
    )
