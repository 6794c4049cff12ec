"""What is asked: the language, the places, the kind of answer expected, and what a follow-up leaves out."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from bot.asked_language import decide_language
from knowledge.expressions import find_ordinal, is_number_word
from knowledge.glossary import Role, find_concepts, find_misspelt_concepts, is_function_word
from knowledge.languages import Word, find_words, is_known_word, lemmatise
from knowledge.places import PlaceMention, find_places
from knowledge.schema import LANGUAGES, Language
from knowledge.tables import read_table

# Weight of a key term in the share of the question that a passage covers, by what it is.
_WEIGHTS: dict[Role, float] = {"subject": 1.0, "common": 1.0, "kind": 0.5, "weak": 0.4, "filler": 0.0}
_OTHER_WEIGHT = 1.0
_NAME_WEIGHT = 1.5
_PRONOUNS: dict[Language, frozenset[str]] = {
    "fi": frozenset(
        [
            "hän",
            "hänen",
            "hänet",
            "häntä",
            "hänelle",
            "häneltä",
            "häneen",
            "hänellä",
            "he",
            "heidän",
            "heitä",
            "heille",
            "sen",
            "se",
            "siellä",
            "sieltä",
            "ne",
            "niiden",
        ]
    ),
    "sv": frozenset(
        ["han", "hon", "hen", "hans", "hennes", "honom", "henne", "de", "dem", "deras", "den", "det", "dess", "där"]
    ),
    "en": frozenset(["he", "she", "they", "him", "her", "them", "his", "hers", "their", "it", "its", "there", "that"]),
}
_ALSO_JOINING = frozenset({"when", "när", "koska"})
_AND = frozenset({"and", "och", "ja"})
_OPENING_WORDS = 2


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
    REASON = "reason"


# What a question asks for when several kinds are possible ("how much ... phone"): the first of these.
_PRECEDENCE = (
    Expected.TIMELINE,
    Expected.DURATION,
    Expected.MONEY,
    Expected.PRICE,
    Expected.EMAIL,
    Expected.PHONE,
    Expected.COUNT,
    Expected.ADDRESS,
    Expected.CONTACT,
    Expected.YEAR,
    Expected.DATE,
    Expected.NAME,
    Expected.PERSON,
    Expected.REASON,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyTerm:
    """Something the question is about: a word in its dictionary form, the concepts it stands for, and its weight."""

    text: str
    lemma: str
    concepts: frozenset[str]
    weight: float
    is_name: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """What was made of a question.

    ``language`` is the answer's, ``words_language`` the question's; they differ when the asker wishes so or the page
    pins it. ``search_text`` is what passages are looked for with: the question, and for a follow-up what it leaves out.
    ``places`` are official Finnish names in the order named, ``inherited_places`` whether they come from an earlier
    turn. ``everywhere`` is set for a question about all municipalities. ``must_mention`` names municipalities one of
    which a sentence has to mention to count, because they have no pages of their own.
    """

    language: Language
    words_language: Language
    text: str
    search_text: str
    places: tuple[str, ...]
    inherited_places: bool
    expected: Expected
    key_terms: tuple[KeyTerm, ...]
    ordinal: int | None
    everywhere: bool
    refers_back: bool
    is_steering: bool
    is_foreign: bool
    must_mention: tuple[str, ...] = ()

    @property
    def concepts(self) -> frozenset[str]:
        """All concepts of the question."""
        return frozenset(concept for term in self.key_terms for concept in term.concepts)


def clean_question(text: str) -> str:
    """A question as lykbot reads it: NFC, without invisible or control characters, spaces folded."""
    kept = "".join(
        " " if character.isspace() else character
        for character in unicodedata.normalize("NFC", text)
        if character.isspace() or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    return " ".join(kept.split())


def understand(text: str, *, pinned: Language | None, history: Sequence[str], default: Language) -> Understanding:
    """What a question means, on its own and after the turns before.

    Args:
        text: The question, cleaned and not blank.
        pinned: The language that the page or call asks for.
        history: Earlier questions, oldest first.
        default: The language when nothing tells.
    """
    earlier = tuple(cleaned for turn in history if (cleaned := clean_question(turn)))
    places = find_places(text, is_known_word=is_known_word)
    choice = decide_language(text, places, pinned=pinned, history=earlier, default=default)
    own = _read(choice.question, choice.words_language)
    before = _read_history(earlier, default)
    named = own.places
    everywhere = _asks_everywhere(choice.question, choice.words_language)
    carried = () if named or everywhere or before is None else before.places
    needs_topic = before is not None and not own.substance and own.expected in (Expected.ANYTHING, before.expected)
    terms, expected, ordinal, search_text = own.key_terms, own.expected, own.ordinal, choice.question
    if before is not None and needs_topic:
        terms, expected = before.key_terms, before.expected
        ordinal = own.ordinal or before.ordinal
        search_text = f"{before.bare_text} {choice.question}"
    elif before is not None and (carried or own.refers_back):
        search_text = f"{choice.question} {before.bare_text}"
    return Understanding(
        language=choice.language,
        words_language=choice.words_language,
        text=text,
        search_text=search_text,
        places=named or carried,
        inherited_places=bool(carried),
        expected=expected,
        key_terms=terms,
        ordinal=ordinal,
        everywhere=everywhere,
        refers_back=own.refers_back,
        is_steering=is_steering(text),
        is_foreign=choice.is_foreign,
    )


def name_terms(name: str) -> tuple[KeyTerm, ...]:
    """A person's name as terms an answer has to hold."""
    return tuple(
        KeyTerm(text=word.text, lemma=word.text.casefold(), concepts=frozenset(), weight=_NAME_WEIGHT, is_name=True)
        for word in find_words(name)
    )


def is_steering(text: str) -> bool:
    """Whether a text tries to give the assistant orders instead of asking it something."""
    return any(pattern.search(text) for pattern in _steering_patterns())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """One question taken by itself."""

    places: tuple[str, ...]
    expected: Expected
    key_terms: tuple[KeyTerm, ...]
    ordinal: int | None
    refers_back: bool
    bare_text: str

    @property
    def substance(self) -> tuple[KeyTerm, ...]:
        """The terms that say what a question is about; "and the municipality?" has none."""
        return tuple(term for term in self.key_terms if term.weight > _WEIGHTS["weak"])


def _read_history(history: Sequence[str], default: Language) -> _Reading | None:
    """The conversation so far as one reading: its latest places, its latest topic."""
    merged: _Reading | None = None
    for turn in history:
        places = find_places(turn, is_known_word=is_known_word)
        choice = decide_language(turn, places, pinned=None, history=(), default=default)
        reading = _read(choice.question, choice.words_language)
        if merged is None:
            merged = reading
            continue
        newer = reading if reading.substance else merged
        merged = _Reading(
            places=reading.places or merged.places,
            expected=newer.expected,
            key_terms=newer.key_terms,
            ordinal=newer.ordinal,
            refers_back=reading.refers_back,
            bare_text=newer.bare_text,
        )
    return merged


def _read(text: str, language: Language) -> _Reading:
    mentions = find_places(text, is_known_word=is_known_word)
    words = find_words(text)
    lemmas = [lemmatise(word.text, language) for word in words]
    surfaces = [word.text for word in words]
    terms = _key_terms(words, lemmas, mentions, language)
    return _Reading(
        places=tuple(dict.fromkeys(mention.municipality for mention in mentions)),
        expected=_expected(surfaces, lemmas, terms, language),
        key_terms=terms,
        ordinal=find_ordinal(text, language),
        refers_back=any(surface.casefold() in _PRONOUNS[language] for surface in surfaces),
        bare_text=_without(text, mentions),
    )


def _key_terms(
    words: Sequence[Word], lemmas: Sequence[str], places: Sequence[PlaceMention], language: Language
) -> tuple[KeyTerm, ...]:
    mentions = find_concepts([word.text for word in words], lemmas, language)
    asking = _expected_positions([word.text for word in words], lemmas, language)
    terms: list[KeyTerm] = []
    for i, (word, lemma) in enumerate(zip(words, lemmas, strict=True)):
        if any(place.start_char < word.end_char and word.start_char < place.end_char for place in places):
            continue
        here = [mention for mention in mentions if mention.first_word <= i <= mention.last_word]
        longest = max((mention.last_word - mention.first_word for mention in here), default=0)
        here = [mention for mention in here if mention.last_word - mention.first_word == longest]
        if not here and not is_function_word(word.text, language) and not is_known_word(word.text):
            here = list(find_misspelt_concepts(word.text, i, language))
        if i in asking or (not here and (is_function_word(word.text, language) or is_number_word(word.text, language))):
            continue
        is_name = not here and i > 0 and word.text[0].isupper()
        weight = max(_WEIGHTS[mention.role] for mention in here) if here else _OTHER_WEIGHT
        if is_function_word(word.text, language) and weight >= _OTHER_WEIGHT and longest == 0:
            weight = _WEIGHTS["kind"]
        if weight == 0:
            continue
        concepts = frozenset(mention.concept for mention in here if mention.role != "filler")
        if concepts and any(term.concepts == concepts for term in terms):
            continue
        terms.append(
            KeyTerm(
                text=word.text,
                lemma=lemma,
                concepts=concepts,
                weight=_NAME_WEIGHT if is_name else weight,
                is_name=is_name,
            )
        )
    return tuple(terms)


def _expected(surfaces: Sequence[str], lemmas: Sequence[str], terms: Sequence[KeyTerm], language: Language) -> Expected:
    concepts = {concept for term in terms for concept in term.concepts}
    asked = _expected_matches(surfaces, lemmas, language)
    return next(
        (kind for kind in _PRECEDENCE if kind in asked or kind.value in concepts),
        Expected.ANYTHING,
    )


def _expected_matches(surfaces: Sequence[str], lemmas: Sequence[str], language: Language) -> set[Expected]:
    forms = [(surface.casefold(), lemma) for surface, lemma in zip(surfaces, lemmas, strict=True)]
    return {
        kind
        for kind, term in _expected_terms(language)
        for i in range(len(forms))
        if _stands_at(forms, i, term) and _asks(term, i, forms)
    }


def _expected_positions(surfaces: Sequence[str], lemmas: Sequence[str], language: Language) -> set[int]:
    forms = [(surface.casefold(), lemma) for surface, lemma in zip(surfaces, lemmas, strict=True)]
    return {
        i + offset
        for _, term in _expected_terms(language)
        for i in range(len(forms))
        if _stands_at(forms, i, term) and _asks(term, i, forms)
        for offset in range(len(term))
    }


def _stands_at(forms: Sequence[tuple[str, str]], start: int, term: tuple[str, ...]) -> bool:
    if start + len(term) > len(forms):
        return False
    return all(
        any(form.startswith(word[:-1]) if word.endswith("*") else form == word for form in forms[start + i])
        for i, word in enumerate(term)
    )


def _asks(term: tuple[str, ...], position: int, forms: Sequence[tuple[str, str]]) -> bool:
    """Whether a word asks: "when", "när" and "koska" in the middle of a sentence mostly join its parts."""
    if term[0] not in _ALSO_JOINING or len(term) > 1:
        return True
    return position <= _OPENING_WORDS or position == len(forms) - 1 or forms[position - 1][0] in _AND


def _asks_everywhere(text: str, language: Language) -> bool:
    return _everywhere_pattern(language).search(text) is not None


def _without(text: str, mentions: Sequence[PlaceMention]) -> str:
    kept, position = [], 0
    for mention in mentions:
        kept.append(text[position : mention.start_char])
        position = mention.end_char
    return " ".join("".join((*kept, text[position:])).split())


@cache
def _expected_terms(language: Language) -> tuple[tuple[Expected, tuple[str, ...]], ...]:
    return tuple(
        (Expected(row["expected"]), tuple(term.split()))
        for row in read_table("bot", "expected.csv")
        for term in row[language].split("|")
    )


@cache
def _steering_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"\b(?:{row['patterns']})", re.IGNORECASE) for row in read_table("bot", "steering.csv"))


@cache
def _everywhere_pattern(language: Language) -> re.Pattern[str]:
    patterns = {
        "fi": r"\b(?:mi(?:tkä|ssä|llä|hin|stä|kä) (?:kun|kaupun)\w+|kai(?:kk|ki)\w* (?:kun|kaupun|yhtey)\w+|kunnissa|kunnittain|jokaise\w+ kun\w+)",
        "sv": r"\b(?:vilk(?:a|en) (?:av (?:de )?(?:\w+ )?)?(?:kommun|st[aä]d)\w*|alla (?:kommun|st[aä]d|kontakt)\w*|kommunerna|varje kommun)",
        "en": r"\b(?:(?:which|what) (?:of (?:the )?(?:\w+ )?)?(?:municipalit|cit|town)\w*|all (?:the )?(?:municipalit|cit|town|contact)\w*|every municipality|each municipality|the municipalities)",
    }
    assert set(patterns) == set(LANGUAGES)
    return re.compile(patterns[language], re.IGNORECASE)
