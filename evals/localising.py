"""What a case's facts are in a language that its set does not speak: the sentences that stand in their place.

Language versions that match block by block say the same thing in the sentence at the same place. A question in
Swedish about a page in Finnish is answered rightly with the Finnish sentence where the Swedish version states the
fact, so that sentence becomes one more way to state it.
"""

from dataclasses import replace

from evals.judging.matching import states
from evals.schema import Case
from evals.sections import PlacedSection, VersionedPages
from knowledge.display import display_text
from knowledge.schema import Block, Document, Language
from knowledge.sentences import units


def localise(case: Case, pages: VersionedPages, language: Language) -> Case:
    """The case with, for each fact, the sentences of the pages in ``language`` that state it as further ways."""
    if language == case.language:
        return case
    pairs = [
        (own, other)
        for reference in case.passages
        for own, other in _sentence_pairs(pages.find(reference, case.language), case.language, language, pages)
    ]
    facts = tuple(
        (*ways, *dict.fromkeys(other for own, other in pairs if states(own, ways) and not states(other, ways)))
        for ways in case.facts
    )
    return replace(case, facts=facts)


def _sentence_pairs(
    sections: tuple[PlacedSection, ...], language: Language, other_language: Language, pages: VersionedPages
) -> list[tuple[str, str]]:
    """Sentences of a section with those at the same place in its version in another language."""
    by_language = {placed.document.language: placed for placed in sections}
    own, other = by_language.get(language), by_language.get(other_language)
    if own is None or other is None or not pages.aligned(own.document, other.document):
        return []
    pairs = []
    for block, counterpart in zip(own.section.blocks, other.section.blocks, strict=True):
        sentences, others = _texts(own.document, block), _texts(other.document, counterpart)
        if len(sentences) == len(others):
            pairs += list(zip(sentences, others, strict=True))
        else:
            pairs.append((" ".join(sentences), " ".join(others)))
    return pairs


def _texts(document: Document, block: Block) -> tuple[str, ...]:
    return tuple(display_text(document.text[span.start_char : span.end_char]) for span in units(document, block))
