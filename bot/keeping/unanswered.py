"""Questions that were not answered, put together by what they ask, in whatever language.

Nothing of a conversation is kept unless a visitor sends feedback, so these are the questions that somebody said
something about.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from bot.expected import Expected
from bot.intents import Intents
from bot.keeping.feedback import FeedbackEntry
from bot.schema import AnswerStatus
from bot.sought import Topic, read_sought
from bot.understanding import Understanding, clean_question, understand
from knowledge.languages import find_words
from knowledge.schema import LANGUAGES, Language
from knowledge.spelling import is_misspelling

# From which share of the terms in common two questions ask the same.
_ALIKE = 0.5
_MAX_EXAMPLES = 5
_GOALS = frozenset({"goal", "emphasis"})
_CACHED_QUESTIONS = 4096


class Hint(StrEnum):
    """What can be done about a question without an answer."""

    ADD_PAGE = "add_page"
    COMPLETE_PAGE = "complete_page"
    OUT_OF_SCOPE = "out_of_scope"
    NOT_UNDERSTOOD = "not_understood"
    BROKE_OFF = "broke_off"


_HINTS = {
    AnswerStatus.UNKNOWN_PLACE: Hint.ADD_PAGE,
    AnswerStatus.NOT_IN_SOURCES: Hint.COMPLETE_PAGE,
    AnswerStatus.OUT_OF_SCOPE: Hint.OUT_OF_SCOPE,
    AnswerStatus.INVALID: Hint.NOT_UNDERSTOOD,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnansweredGroup:
    """Questions that ask the same: about which municipalities, on what topic, for what kind of answer.

    ``places`` are official names, sorted. ``count`` is how many entries there are, ``languages`` those they are in,
    ``examples`` the newest ones, each worded differently.
    """

    places: tuple[str, ...]
    topic: Topic
    expected: Expected
    hint: Hint
    count: int
    languages: tuple[Language, ...]
    newest: datetime
    examples: tuple[FeedbackEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What a question asks: ``concepts``, which all languages share, and other ``words`` in their dictionary form.

    ``wording`` is all of its words as written, case aside.
    """

    wording: tuple[str, ...]
    language: Language
    places: tuple[str, ...]
    topic: Topic
    expected: Expected
    concepts: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


def group_unanswered(entries: Sequence[FeedbackEntry]) -> tuple[UnansweredGroup, ...]:
    """The entries in groups, the largest first, of equally large ones that with the newest entry."""
    groups: dict[tuple[object, ...], list[tuple[_Asked, list[FeedbackEntry]]]] = {}
    for entry in sorted(entries, key=lambda entry: entry.number, reverse=True):
        asked = _read(entry.question, entry.history, entry.language)
        alike = groups.setdefault((asked.places, asked.topic, asked.expected), [])
        found = next((members for first, members in alike if _ask_the_same(first, asked)), None)
        if found is None:
            alike.append((asked, [entry]))
        else:
            found.append(entry)
    made = [_make_group(asked, members) for alike in groups.values() for asked, members in alike]
    return tuple(sorted(made, key=lambda group: (group.count, group.newest), reverse=True))


def _make_group(asked: _Asked, members: Sequence[FeedbackEntry]) -> UnansweredGroup:
    languages = {entry.language for entry in members}
    wordings = {_wording(entry.question): entry for entry in reversed(members)}
    examples = sorted(wordings.values(), key=lambda entry: entry.number, reverse=True)
    ((status, _),) = Counter(entry.status for entry in members).most_common(1)
    return UnansweredGroup(
        places=asked.places,
        topic=asked.topic,
        expected=asked.expected,
        hint=_HINTS.get(status, Hint.BROKE_OFF),
        count=len(members),
        languages=tuple(language for language in LANGUAGES if language in languages),
        newest=members[0].given_at,
        examples=tuple(examples[:_MAX_EXAMPLES]),
    )


def find_topic(meant: Understanding) -> Topic:
    """What facts answer a question, as far as its words tell; without examples a goal is the only sign of goals."""
    topic = read_sought(meant, Intents()).topic
    return Topic.GOALS if topic is Topic.PASSAGES and meant.concepts & _GOALS else topic


@lru_cache(maxsize=_CACHED_QUESTIONS)
def _read(question: str, history: tuple[str, ...], language: Language) -> _Asked:
    text = clean_question(question)
    wording = _wording(text)
    if not wording:
        return _Asked(wording=(), language=language, places=(), topic=Topic.PASSAGES, expected=Expected.ANYTHING)
    meant = understand(text, pinned=None, history=history, default=language)
    terms = [term for term in meant.key_terms if term.has_substance]
    return _Asked(
        wording=wording,
        language=meant.words_language,
        places=tuple(sorted(meant.places)),
        topic=find_topic(meant),
        expected=meant.expected,
        # That money is spoken of says no more than that an amount is asked for.
        concepts=frozenset(name for term in terms for name in term.concepts) - {meant.expected.value},
        words=frozenset(term.lemma for term in terms if not term.concepts),
    )


def _ask_the_same(one: _Asked, other: _Asked) -> bool:
    """Whether two questions for the same kind of answer are worded alike, slips aside, or have much the same terms."""
    if len(one.wording) == len(other.wording) and all(map(_are_alike, one.wording, other.wording)):
        return True
    is_same_language = one.language == other.language
    # The words of two languages cannot be compared.
    terms = one.concepts | one.words if is_same_language else one.concepts
    known = other.concepts | other.words if is_same_language else other.concepts
    if not terms or not known:
        # "How much money does Pori use?" and "What is Pori's budget?": an amount is all that both name.
        return one.expected is not Expected.ANYTHING or (is_same_language and not terms and not known)
    shared = sum(any(_are_alike(term, word) for word in known) for term in terms)
    return shared >= _ALIKE * (len(terms) + len(known) - shared)


def _are_alike(one: str, other: str) -> bool:
    return one == other or is_misspelling(one, other)


def _wording(text: str) -> tuple[str, ...]:
    return tuple(word.text for word in find_words(text.casefold()))
