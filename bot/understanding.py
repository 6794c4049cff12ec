"""What is asked: the language, the places, the kind of answer expected, and what a follow-up leaves out."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bot.asked_language import decide_language, without_places
from bot.expected import Expected, read_expected
from bot.patterns import find_pattern
from knowledge.expressions import find_ordinal, is_number_word
from knowledge.glossary import Role, find_concepts, find_misspelt_concepts, is_function_word, word_forms
from knowledge.languages import Word, find_words, is_known_word, lemmatise
from knowledge.places import PlaceMention, find_places
from knowledge.schema import LANGUAGES, Language, overlap

# Weight of a key term in the share of the question that a passage covers, by what it is.
_WEIGHTS: dict[Role, float] = {"subject": 1.0, "common": 1.0, "kind": 0.5, "weak": 0.4, "filler": 0.0}
_OTHER_WEIGHT = 1.0
_NAME_WEIGHT = 1.5


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
        for character in text
        if character.isspace() or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    # Last: letter and mark may have had something invisible between them.
    return " ".join(unicodedata.normalize("NFC", kept).split())


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
    own = _read(question, choice.words_language)
    named = own.places
    everywhere = find_pattern("everywhere", choice.words_language).search(question) is not None
    carried = () if named or everywhere or before is None else before.places
    needs_topic = before is not None and not own.substance and own.expected in (Expected.ANYTHING, before.expected)
    terms, expected, ordinal, search_text = own.key_terms, own.expected, own.ordinal, question
    if before is not None and needs_topic:
        terms, expected = before.key_terms, before.expected
        ordinal = own.ordinal or before.ordinal
        search_text = f"{before.bare_text} {question}".strip() or text
    elif before is not None and (carried or own.refers_back):
        search_text = f"{question} {before.bare_text}"
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
    return any(find_pattern("steering", language).search(text) for language in LANGUAGES)


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
    forms = word_forms(surfaces, lemmas)
    asking = read_expected(forms, frozenset(), language).positions
    terms = _key_terms(words, lemmas, mentions, asking, language)
    concepts = frozenset(concept for term in terms for concept in term.concepts)
    return _Reading(
        places=tuple(dict.fromkeys(mention.municipality for mention in mentions)),
        expected=read_expected(forms, concepts, language).expected,
        key_terms=terms,
        ordinal=find_ordinal(text, language),
        refers_back=find_pattern("pronoun", language).search(text) is not None,
        bare_text=without_places(text, mentions),
    )


def _key_terms(
    words: Sequence[Word],
    lemmas: Sequence[str],
    places: Sequence[PlaceMention],
    asking: frozenset[int],
    language: Language,
) -> tuple[KeyTerm, ...]:
    mentions = find_concepts([word.text for word in words], lemmas, language)
    terms: list[KeyTerm] = []
    for i, (word, lemma) in enumerate(zip(words, lemmas, strict=True)):
        if any(overlap(place, word) for place in places):
            continue
        here = [mention for mention in mentions if mention.first_word <= i <= mention.last_word]
        longest = max((mention.last_word - mention.first_word for mention in here), default=0)
        # Within "child impact assessment" a child is not what is asked about; a recognition in "second recognition" is.
        here = [m for m in here if m.last_word - m.first_word == longest or m.role in ("subject", "common")]
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
