"""Whether a text holds an answer, and where a passage holds the answer that is known of its translation."""

import re
import unicodedata
from collections.abc import Sequence

from evals.retrieval.passages import to_document
from evals.retrieval.schema import Passage
from knowledge.display import display_text
from knowledge.sentences import units


def holds(text: str, answers: Sequence[str]) -> bool:
    """Whether a text holds one of the answers as whole words, however spaced and whatever their case."""
    folded = _fold(text)
    return any(re.search(rf"(?<!\w){re.escape(_fold(answer))}(?!\w)", folded) for answer in answers)


def split_passage(passage: Passage) -> tuple[str, ...]:
    """The sentences of a passage, cut as the index cuts them."""
    document = to_document(passage)
    return tuple(
        document.text[span.start_char : span.end_char]
        for section in document.sections
        for block in section.blocks
        for span in units(document, block)
    )


def project_answers(answers: Sequence[str], translation: Sequence[str], sentences: Sequence[str]) -> tuple[str, ...]:
    """The sentences of a passage that stand where the sentences of its translation hold one of the answers.

    () where no sentence does, or where the two have not as many sentences.
    """
    if len(translation) != len(sentences):
        return ()
    return tuple(own for own, other in zip(sentences, translation, strict=True) if holds(other, answers))


def _fold(text: str) -> str:
    return display_text(unicodedata.normalize("NFKC", text)).casefold()
