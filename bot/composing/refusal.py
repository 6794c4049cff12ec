"""Why there is no answer, in one or two friendly sentences."""

from collections.abc import Sequence

from bot.expected import Expected
from bot.phrasing import phrase
from bot.wording import join_words, name_places
from knowledge.places import place_genitive, place_in
from knowledge.schema import Language

_MOST_TOPICS = 3


def say_not_in_sources(language: Language, expected: Expected, places: Sequence[str], topics: Sequence[str]) -> str:
    """That the pages do not say what is asked for, what is missing, and what they tell about.

    Args:
        language: The asker's.
        expected: What is missing.
        places: Official names of the municipalities asked about; () for a general question.
        topics: Headings of the nearest passages in the asker's language, nearest first.
    """
    pages = phrase(language, "refusal.pages")
    if places:
        named = join_words(language, [place_genitive(place, language) for place in places])
        pages = phrase(language, "refusal.pages_of", genitive=named)
    sentence = phrase(language, f"refusal.missing_{expected.value}", pages=pages)
    if not topics:
        return sentence
    shown = topics[:_MOST_TOPICS]
    return f"{sentence} {phrase(language, 'refusal.nearby', topics='; '.join(shown), count=len(shown))}"


def say_unknown_place(language: Language, places: Sequence[str], known: Sequence[str]) -> str:
    """That there are no pages about a municipality, and which ones there are."""
    sentence = note_unknown_place(language, places)
    if not known:
        return sentence
    others = phrase(language, "refusal.known_places", places=name_places(language, known), count=len(known))
    return f"{sentence} {others}"


def note_unknown_place(language: Language, places: Sequence[str]) -> str:
    """The same beside an answer about other municipalities."""
    return phrase(language, "refusal.no_pages", places=name_places(language, places), count=len(places))


def say_out_of_scope(language: Language, known: Sequence[str]) -> str:
    """What can be asked, with examples about municipalities that have pages."""
    return phrase(language, "refusal.out_of_scope", examples=join_words(language, example_questions(language, known)))


def example_questions(language: Language, known: Sequence[str]) -> tuple[str, ...]:
    """Two or three questions that have an answer, in quotation marks."""
    examples = []
    if known:
        first, last = known[0], known[-1]
        examples.append(phrase(language, "refusal.example_goals", genitive=place_genitive(first, language)))
        examples.append(
            phrase(
                language,
                "refusal.example_contact",
                place=place_in(last, language),
            )
        )
    return (*examples, phrase(language, "refusal.example_validity"))
