"""The terms of a question: its words in dictionary form, the concepts they stand for, and what each weighs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.patterns import find_pattern
from knowledge.expressions import is_number_word
from knowledge.glossary import (
    ConceptMention,
    Role,
    find_compound_concepts,
    find_concepts,
    find_misspelt_concepts,
    is_function_word,
)
from knowledge.languages import Word, find_words, is_known_in, is_known_word, lemmatise
from knowledge.places import PlaceMention
from knowledge.schema import LANGUAGES, Language, overlap

# Weight of a key term in the share of the question that a passage covers, by what it is.
_WEIGHTS: dict[Role, float] = {"subject": 1.0, "common": 1.0, "kind": 0.5, "weak": 0.4, "filler": 0.0}
_OTHER_WEIGHT = 1.0
_NAME_WEIGHT = 1.5
# A word of so many letters that begins like a word that says little is about something else.
_LONG_COMPOUND = 12
# What every page is about tells little.
_EVERYWHERE = frozenset({"unicef", "child_friendly"})
# Terms that hardly say what a question is about: "who gets it?", "what does it take?".
_VAGUE = frozenset({"granting", "measures", "conditions", "leading", "support", "validity", "speech"})


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyTerm:
    """Something the question is about: a word in its dictionary form, the concepts it stands for, and its weight."""

    text: str
    lemma: str
    concepts: frozenset[str]
    weight: float
    is_name: bool = False

    @property
    def has_substance(self) -> bool:
        """Whether it says anything about what is asked; a municipality or a child does not."""
        return self.weight > _WEIGHTS["weak"]

    @property
    def names_topic(self) -> bool:
        """Whether it says what is asked about: a term of the subject or a name."""
        return self.is_name or bool(self.concepts - _VAGUE and self.weight >= _OTHER_WEIGHT)


def name_terms(name: str) -> tuple[KeyTerm, ...]:
    """A person's name as terms an answer has to hold."""
    return tuple(
        KeyTerm(text=word.text, lemma=word.text.casefold(), concepts=frozenset(), weight=_NAME_WEIGHT, is_name=True)
        for word in find_words(name)
    )


def read_key_terms(
    text: str,
    words: Sequence[Word],
    lemmas: Sequence[str],
    places: Sequence[PlaceMention],
    asking: frozenset[int],
    language: Language,
) -> tuple[KeyTerm, ...]:
    """The terms of a question in its order, each concept once; places and the words that ask are none.

    Args:
        text: The question.
        words: Its words.
        lemmas: Their dictionary forms.
        places: The places it names.
        asking: The positions of the words that ask ("who", "how many").
        language: The question's.
    """
    mentions = find_concepts([word.text for word in words], lemmas, language)
    terms: list[KeyTerm] = []
    for i, (word, lemma) in enumerate(zip(words, lemmas, strict=True)):
        if any(overlap(place, word) for place in places):
            continue
        here = [mention for mention in mentions if mention.first_word <= i <= mention.last_word]
        longest = max((mention.last_word - mention.first_word for mention in here), default=0)
        # Within "child impact assessment" a child is not what is asked about; a recognition in "second recognition" is.
        here = [m for m in here if m.last_word - m.first_word == longest or m.role in ("subject", "common")]
        if not here and not is_known_in(word.text.casefold(), language):
            here = list(_foreign_concepts(word.text, i, language))
        if not here and not is_function_word(word.text, language):
            here = [] if is_known_word(word.text) else list(find_misspelt_concepts(word.text, i, language))
            here = here or list(find_compound_concepts(word.text, i, language))
        if i in asking or (not here and (is_function_word(word.text, language) or is_number_word(word.text, language))):
            continue
        is_name = (
            not here
            and word.text[0].isupper()
            and not _starts_sentence(text, word)
            and find_pattern("calendar", language).fullmatch(word.text) is None
        )
        weight = max(_WEIGHTS[mention.role] for mention in here) if here else _OTHER_WEIGHT
        if is_function_word(word.text, language) and weight >= _OTHER_WEIGHT and longest == 0:
            weight = _WEIGHTS["kind"]
        if weight == 0:
            continue
        if here and all(mention.role == "weak" for mention in here) and len(word.text) >= _LONG_COMPOUND:
            # "barnkulturcentret" is more than children.
            here, weight = [], _OTHER_WEIGHT
        concepts = frozenset(mention.concept for mention in here if mention.role != "filler")
        if concepts and concepts <= _EVERYWHERE | {"children"}:
            weight = min(weight, _WEIGHTS["weak"])
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


def _foreign_concepts(word: str, position: int, language: Language) -> tuple[ConceptMention, ...]:
    """The concepts of a word that the asker took from another of our languages ("timelinen", "recognition")."""
    found = (
        find_concepts([word], [lemmatise(word, other)], other)
        for other in LANGUAGES
        if other != language and not is_function_word(word, other)
    )
    mentions = [mention for mentions in found for mention in mentions if mention.role != "filler"]
    return tuple(replace(mention, first_word=position, last_word=position) for mention in mentions)


def _starts_sentence(text: str, word: Word) -> bool:
    before = text[: word.start_char].rstrip(" \"'”“’»(")
    return not before or before[-1] in ".!?:"
