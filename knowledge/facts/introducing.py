"""The sentence that introduces a list of goals: "Imatra has five goals of its own:"."""

from knowledge.glossary import find_concepts
from knowledge.languages import find_words, lemmatise
from knowledge.schema import Document, Language, Span
from knowledge.sentences import units

_CONCEPTS = frozenset({"goal", "emphasis"})


def find_introduction(document: Document, list_start_char: int) -> Span | None:
    """The sentence right before a list, when it speaks of goals; None without one.

    Args:
        document: The page.
        list_start_char: Where the first goal begins, as in `Goal.list_start_char`.
    """
    section = next((s for s in document.sections if s.start_char <= list_start_char < s.end_char), None)
    if section is None:
        return None
    before = [
        unit
        for block in section.blocks
        if block.kind != "heading"
        for unit in units(document, block)
        if unit.end_char <= list_start_char
    ]
    if not before:
        return None
    text = document.text[before[-1].start_char : before[-1].end_char]
    return before[-1] if _speaks_of_goals(text, document.language) else None


def _speaks_of_goals(text: str, language: Language) -> bool:
    words = [word.text for word in find_words(text)]
    lemmas = [lemmatise(word, language) for word in words]
    return any(mention.concept in _CONCEPTS for mention in find_concepts(words, lemmas, language))
