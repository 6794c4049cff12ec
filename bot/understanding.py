"""What is asked: the language, the places, the kind of answer expected, and what a follow-up leaves out."""

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bot.asked_language import decide_language
from bot.expected import Expected, read_expected
from bot.key_terms import KeyTerm, read_key_terms
from bot.patterns import find_pattern
from knowledge.expressions import find_ordinal
from knowledge.glossary import (
    word_forms,
)
from knowledge.languages import find_words, is_known_word, lemmatise
from knowledge.masking import without_places
from knowledge.places import find_places
from knowledge.roles import ANYONE, RoleKey, find_roles, known_fields
from knowledge.schema import LANGUAGES, Language

# What a term of the turn before counts for beside the question's own.
_INHERITED_SHARE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """What was made of a question.

    ``language`` is the answer's, ``words_language`` the question's; they differ when the asker wishes so or the page
    pins it. ``question`` is the text without a wish for a language, ``search_text`` what passages are looked for
    with: the question, and for a follow-up what it leaves out. ``places`` are official Finnish names in the order
    named, ``inherited_places`` whether they come from an earlier turn. ``ordinal`` counts from 1, -1 is the last.
    ``stands_alone`` is False for a follow-up that leaves its topic out ("and Pori?"). ``everywhere`` is set for a
    question about all municipalities, ``excluded_places`` names those it has been told about ("which others?").
    ``must_mention`` names municipalities one of which a sentence has to mention to count, because they have no pages
    of their own. ``cues`` are concepts that an answer to such a question is likely to mention, whether the question
    does or not.
    """

    language: Language
    words_language: Language
    text: str
    question: str
    search_text: str
    places: tuple[str, ...]
    inherited_places: bool
    expected: Expected
    key_terms: tuple[KeyTerm, ...]
    ordinal: int | None
    stands_alone: bool
    everywhere: bool
    excluded_places: tuple[str, ...]
    refers_back: bool
    is_steering: bool
    is_foreign: bool
    must_mention: tuple[str, ...] = ()
    cues: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()

    @property
    def asks_who_lacks(self) -> bool:
        """Whether it is asked which municipalities something is missing from."""
        return self.everywhere and find_pattern("lacking", self.words_language).search(self.question) is not None

    @property
    def role_keys(self) -> tuple[RoleKey, ...]:
        """The titles that a question for a person names ("who is the coordinator?"), but for anybody's."""
        if self.expected not in (Expected.PERSON, Expected.NAME):
            return ()
        keys = [mention.key for mention in find_roles(self.question, self.words_language)]
        # "The chair of the group that leads the work": only a known field can be compared.
        return tuple(replace(key, fields=key.fields & known_fields()) for key in keys if key.head_family != ANYONE)

    @property
    def concepts(self) -> frozenset[str]:
        """All concepts of the question."""
        return frozenset(concept for term in self.key_terms for concept in term.concepts)


def clean_question(text: str) -> str:
    """A question as lykbot reads it: NFC, without invisible or control characters, spaces folded."""
    kept = "".join(
        " " if character.isspace() else character
        for character in text
        if character.isspace() or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    # Last: letter and mark may have had something invisible between them.
    return " ".join(unicodedata.normalize("NFC", kept).split())


def restore_capitals(text: str, municipalities: Collection[str]) -> str:
    """A question typed without any capital, with capitals for municipalities: "mikä on lahden tavoite" is about Lahti.

    Args:
        text: The question, cleaned.
        municipalities: Official names of those that have pages; other names that are also words stay words.
    """
    if text != text.lower():
        return text
    restored = text
    for word in find_words(text):
        # One at a time: beside another capital, a name that is also a surname is taken for one.
        capitalised = text[: word.start_char] + word.text.capitalize() + text[word.end_char :]
        for mention in find_places(capitalised):
            if mention.start_char == word.start_char and mention.exact and mention.municipality in municipalities:
                restored = restored[: word.start_char] + word.text.capitalize() + restored[word.end_char :]
    return restored


def understand(text: str, *, pinned: Language | None, history: Sequence[str], default: Language) -> Understanding:
    """What a question means, on its own and after the turns before.

    Args:
        text: The question, cleaned and not blank.
        pinned: The language that the page or call asks for.
        history: Earlier questions, oldest first.
        default: The language when nothing tells.
    """
    earlier = tuple(cleaned for turn in history if find_words(cleaned := clean_question(turn)))
    places = find_places(text, is_known_word=is_known_word)
    choice = decide_language(text, places, pinned=pinned, history=earlier, default=default)
    before = _read_history(earlier, default)
    question = choice.question if before is not None else choice.question or text
    corrected = find_pattern("correction", choice.words_language).sub("", question) if before is not None else question
    is_correction = corrected != question and bool(find_words(corrected))
    question = corrected if is_correction else question
    own = _read(question, choice.words_language)
    named = own.places
    everywhere = find_pattern("everywhere", choice.words_language).search(question) is not None
    others = before.places if before is not None and asks_for_others(question, choice.words_language) else ()
    everywhere = everywhere or bool(others)
    carried = () if named or everywhere or before is None else before.places
    leans = not own.substance and before is not None and own.expected in (Expected.ANYTHING, before.expected)
    needs_topic = leans or bool(others)
    terms, expected, ordinal, search_text = own.key_terms, own.expected, own.ordinal, question
    rest = find_pattern("rest", choice.words_language).search(question)
    asks_for_rest = rest is not None and own.expected in (Expected.ANYTHING, Expected.COUNT) and own.names_only(rest[0])
    if before is not None and before.is_about_goals and asks_for_rest:
        # "What are the others?", after one goal: the list it belongs to.
        terms, expected, ordinal = before.goal_terms, Expected.ANYTHING, None
        search_text, needs_topic = before.bare_text, True
    elif before is not None and is_correction and own.substance and own.expected is Expected.ANYTHING:
        expected, search_text = before.expected, f"{question} {before.bare_text}"
    elif before is not None and needs_topic:
        terms, expected = before.key_terms, before.expected
        ordinal = own.ordinal or before.ordinal
        search_text = f"{before.bare_text} {question}".strip() or text
    elif before is not None and own.refers_back and not own.names_topic:
        # "When might that have come through?": what "that" is stands in the turn before.
        terms = (*own.key_terms, *(replace(term, weight=_INHERITED_SHARE * term.weight) for term in before.key_terms))
        search_text = f"{question} {before.bare_text}"
    elif before is not None and (carried or own.refers_back):
        search_text = f"{question} {before.bare_text}"
    return Understanding(
        language=choice.language,
        words_language=choice.words_language,
        text=text,
        question=question,
        search_text=search_text,
        places=named or carried,
        inherited_places=bool(carried),
        expected=expected,
        key_terms=terms,
        ordinal=ordinal,
        stands_alone=not needs_topic,
        everywhere=everywhere,
        excluded_places=others,
        refers_back=before is not None and own.refers_back,
        is_steering=is_steering(text),
        is_foreign=choice.is_foreign,
    )


def is_steering(text: str) -> bool:
    """Whether a text tries to give the assistant orders instead of asking it something."""
    return any(find_pattern("steering", language).search(text) for language in LANGUAGES)


def asks_for_others(text: str, language: Language) -> bool:
    """Whether a question is about the municipalities that have not been named yet ("any other towns?")."""
    return find_pattern("others", language).search(text) is not None


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
        return tuple(term for term in self.key_terms if term.has_substance)

    @property
    def goal_terms(self) -> tuple[KeyTerm, ...]:
        """The terms that say that goals are asked for, and whose."""
        return tuple(term for term in self.key_terms if term.concepts & {"goal", "emphasis", "model"})

    def names_only(self, words: str) -> bool:
        """Whether the question names nothing of substance but these words and goals."""
        goals = set(self.goal_terms)
        return all(term.text in words or term in goals for term in self.substance)

    @property
    def is_about_goals(self) -> bool:
        """Whether goals are asked for."""
        return any(term.concepts & {"goal", "emphasis"} for term in self.key_terms)

    @property
    def names_topic(self) -> bool:
        """Whether the question says itself what it is about, in a term of the subject or a name."""
        return any(term.names_topic for term in self.key_terms)


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
    forms = word_forms(surfaces, lemmas)
    asking = read_expected(forms, frozenset(), language).positions
    terms = read_key_terms(text, words, lemmas, mentions, asking, language)
    numbered = find_pattern("numbered", language).search(text)
    if numbered is not None:
        # "Goal number 5" asks for no phone number.
        terms = tuple(term for term in terms if "phone" not in term.concepts or term.text not in numbered[0])
    concepts = frozenset(concept for term in terms for concept in term.concepts)
    return _Reading(
        places=tuple(dict.fromkeys(mention.municipality for mention in mentions)),
        expected=read_expected(forms, concepts, language).expected,
        key_terms=terms,
        ordinal=_read_ordinal(text, language),
        refers_back=find_pattern("pronoun", language).search(text) is not None,
        bare_text=without_places(text, mentions),
    )


def _read_ordinal(text: str, language: Language) -> int | None:
    """Which one of a list a question means: "the fifth", "goal no. 5", "the last one" (-1)."""
    numbered = find_pattern("numbered", language).search(text)
    if numbered is not None:
        return int(numbered["number"])
    if find_pattern("last", language).search(text) is not None:
        return -1
    # "andra kommuner" are other municipalities, "det andra målet" is the second goal.
    return find_ordinal(find_pattern("others", language).sub("", text), language)
