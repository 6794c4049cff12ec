"""How a question is understood and searched, step by step, for people who look after the pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.answering import Bot
from bot.drafting import Drafted
from bot.evidence import Evidence, weigh
from bot.expected import Expected
from bot.intents import OUTSIDE
from bot.known_answers import is_left_open
from bot.rendering import render_plain
from bot.schema import Answer, AnswerStatus, Citation, Question
from bot.sought import Topic
from bot.understanding import Understanding, clean_question, understand
from index.classifying import EmbeddedQuestion
from index.retrieval import LegSettings, SearchIndex
from index.schema import LIKELY, Chunk, Hit, Leg, SearchRequest
from knowledge.languages import find_words
from knowledge.schema import Language

_HITS_PER_LEG = 5


class HitOutcome(StrEnum):
    """What became of a passage that was found: it is cited, or why it is not."""

    CITED = "cited"
    FACTS_ANSWERED = "facts_answered"
    LEFT_OPEN = "left_open"
    NOT_EXPECTED = "not_expected"
    NAME_MISSING = "name_missing"
    WEAKER = "weaker"


@dataclass(frozen=True, slots=True, kw_only=True)
class LegHit:
    """A passage that a leg found: ``rank`` counts from 1, ``score`` is higher for a better one."""

    rank: int
    score: float
    chunk: Chunk


@dataclass(frozen=True, slots=True, kw_only=True)
class LegRanking:
    """What one leg found among the passages in one language, best first; None where it looks at all of them.

    Scores are cosines for the dense leg, shares of the best match (0 to 1) for words and names, and probabilities for
    examples.
    """

    leg: Leg
    language: Language | None
    hits: tuple[LegHit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedHit:
    """A passage in the order all legs gave together, its best unit as evidence, and what became of it."""

    hit: Hit
    best: Evidence
    outcome: HitOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedStatement:
    """A statement that was drafted; ``stands`` is False when the last check took it out of the answer."""

    text: str
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedPart:
    """One of the things a question asks.

    ``municipalities`` are those whose pages counted, () for all. ``outside_share`` says how probable it is, by example,
    that the question is no business of ours, ``left_open`` that the pages leave it open; ``resemblance`` is the cosine
    with the nearest example question, None where the pages have none.
    """

    understanding: Understanding
    topic: Topic
    municipalities: tuple[str, ...]
    outside_share: float
    left_open: float
    resemblance: float | None
    legs: tuple[LegRanking, ...]
    hits: tuple[TracedHit, ...]
    statements: tuple[TracedStatement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchTrace:
    """An answer and how it came about.

    ``understanding`` is the question as a whole, None when it is none; ``parts`` are empty when it was declined before
    anything was looked for.
    """

    answer: Answer
    understanding: Understanding | None
    parts: tuple[TracedPart, ...]


def trace_search(bot: Bot, question: Question) -> SearchTrace:
    """The answer of a bot to a question, and how it came about."""
    drafts: list[Drafted] = []
    answer = bot.answer(question, report_draft=drafts.append)
    text = clean_question(question.text)
    whole = None
    if len(drafts) == 1:
        whole = drafts[0].understanding
    elif find_words(text) and answer.status is not AnswerStatus.INVALID:
        whole = understand(text, pinned=question.language, history=question.history, default=answer.language)
    return SearchTrace(
        answer=answer,
        understanding=whole,
        parts=tuple(_trace_part(bot.index, drafted, answer) for drafted in drafts),
    )


def _trace_part(index: SearchIndex, drafted: Drafted, answer: Answer) -> TracedPart:
    understanding = drafted.understanding
    places = index.records.municipalities() if understanding.everywhere else _known_places(index, understanding)
    request = SearchRequest(
        text=understanding.search_text,
        language=understanding.words_language,
        municipalities=places,
        top_k=_HITS_PER_LEG,
    )
    (embedded,) = index.embed((request.text,))
    reading = index.read_examples(request, embedded)
    is_open = is_left_open(understanding, drafted.hits, reading)
    has_facts = any(statement.facts for statement in drafted.draft.statements)
    return TracedPart(
        understanding=understanding,
        topic=drafted.sought.topic,
        municipalities=places,
        outside_share=drafted.intents.share(*OUTSIDE),
        left_open=reading.left_open,
        resemblance=drafted.resemblance,
        legs=(*_rank_legs(index, request, embedded), _rank_examples(drafted.hits)) if drafted.hits else (),
        hits=tuple(_trace_hit(hit, drafted, answer, is_open=is_open, has_facts=has_facts) for hit in drafted.hits),
        statements=tuple(
            TracedStatement(
                text=render_plain(replace(answer, text=f"{statement.lead} {statement.text}")),
                stands=any(
                    _is_cited(answer.citations, extract.document_id, extract.start_char, extract.end_char)
                    for extract in statement.extracts
                ),
            )
            for statement in drafted.draft.statements
        ),
    )


def _known_places(index: SearchIndex, understanding: Understanding) -> tuple[str, ...]:
    with_pages = index.records.municipalities()
    return tuple(place for place in understanding.places if place in with_pages)


def _rank_legs(index: SearchIndex, request: SearchRequest, embedded: EmbeddedQuestion) -> tuple[LegRanking, ...]:
    """What the legs find each by itself, in the asker's language first."""
    dense = index.with_legs(LegSettings(words=False, names=False))
    lexical = index.with_legs(LegSettings(dense=False))
    languages = sorted(index.records.languages(), key=lambda language: language != request.language)
    rankings = []
    for part, other in ((dense, False), (lexical, True)):
        for language in languages:
            leg = Leg.DENSE if not other else Leg.WORDS if language == request.language else Leg.NAMES
            rows = part.rank(request, embedded.vector, language)[:_HITS_PER_LEG]
            hits = tuple(
                LegHit(rank=rank, score=scored.score, chunk=index.records.chunk(scored.row))
                for rank, scored in enumerate(rows, start=1)
            )
            rankings.append(LegRanking(leg=leg, language=language, hits=hits))
    return tuple(rankings)


def _rank_examples(hits: Sequence[Hit]) -> LegRanking:
    likely = sorted(
        (hit for hit in hits if max(hit.example_shares) >= LIKELY), key=lambda hit: -max(hit.example_shares)
    )
    return LegRanking(
        leg=Leg.EXAMPLES,
        language=None,
        hits=tuple(
            LegHit(rank=rank, score=max(hit.example_shares), chunk=hit.chunk)
            for rank, hit in enumerate(likely[:_HITS_PER_LEG], start=1)
        ),
    )


def _trace_hit(hit: Hit, drafted: Drafted, answer: Answer, *, is_open: bool, has_facts: bool) -> TracedHit:
    # As passages are weighed for an answer: see bot.drafting.
    understanding = drafted.understanding
    expected = Expected.ANYTHING if understanding.expected is Expected.CONTACT else understanding.expected
    evidence = weigh(hit, replace(understanding, cues=drafted.intents.cues, expected=expected))
    best = max(evidence, key=lambda item: (item.holds_expected and item.names_found, item.score))
    if _is_cited(answer.citations, hit.chunk.document_id, hit.chunk.start_char, hit.chunk.end_char):
        outcome = HitOutcome.CITED
    elif has_facts:
        outcome = HitOutcome.FACTS_ANSWERED
    elif is_open:
        outcome = HitOutcome.LEFT_OPEN
    elif not any(item.holds_expected for item in evidence):
        outcome = HitOutcome.NOT_EXPECTED
    elif not best.names_found:
        outcome = HitOutcome.NAME_MISSING
    else:
        outcome = HitOutcome.WEAKER
    return TracedHit(hit=hit, best=best, outcome=outcome)


def _is_cited(citations: Sequence[Citation], document_id: str, start_char: int, end_char: int) -> bool:
    """Whether a citation, or the original of one, is of a stretch of a document."""
    places = [place for citation in citations for place in (citation, citation.original) if place is not None]
    return any(
        place.document_id == document_id and place.start_char < end_char and start_char < place.end_char
        for place in places
    )
