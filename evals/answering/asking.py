"""Asks a question of the composer alone and of the whole bot."""

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.composing.statements import Composer
from bot.schema import Question
from bot.understanding import clean_question, understand
from evals.answering.schema import KnownQuestion, Outcome, Shown
from index.schema import Hit, SearchRequest

if TYPE_CHECKING:
    from bot.answering import Bot
    from index.retrieval import SearchIndex

_NEAREST = 2


def ask(question: KnownQuestion, index: "SearchIndex", composer: Composer, bot: "Bot") -> Outcome:
    """What becomes of a question.

    The composer gets the passages that are found for the question, whatever the question is about. Places that a
    question names are words like others, because the passages belong to no municipality.
    """
    text = clean_question(question.text)
    understanding = replace(
        understand(text, pinned=question.language, history=(), default=question.language), places=()
    )
    hits = index.retrieve(SearchRequest(text=understanding.search_text, language=understanding.words_language))
    draft = composer.compose(understanding, hits)
    answer = bot.answer(Question(text=question.text, language=question.language))
    own = [hit for hit in hits if hit.chunk.page_id in question.passages]

    def passage_of(document_id: str) -> str:
        return index.records.document(document_id).page_id

    return Outcome(
        question=question,
        found=bool(own),
        nearest=_nearest(own),
        composed=tuple(
            Shown(text=statement.text, passage_id=passage_of(statement.extracts[0].document_id))
            for statement in draft.statements
        ),
        status=answer.status,
        quoted=tuple(
            Shown(text=citation.quote, passage_id=passage_of(citation.document_id)) for citation in answer.citations
        ),
    )


def _nearest(hits: list[Hit]) -> tuple[str, ...]:
    """The sentences of some passages that are nearest to the question, best first."""
    scored = [
        (score, hit.chunk.unit_text(unit))
        for hit in hits
        for unit, score in zip(hit.chunk.units, hit.unit_scores, strict=True)
    ]
    return tuple(text for _, text in sorted(scored, key=lambda pair: -pair[0])[:_NEAREST])
