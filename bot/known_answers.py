"""What example questions of the pages make of a question: the statement that answers it, or that none does."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.composing.passages import introduces_list, tells_nothing
from bot.composing.statements import Draft, Statement, state
from bot.evidence import SURE_EXAMPLE, weigh
from bot.expected import Expected
from bot.schema import AnswerGoal
from bot.understanding import Understanding
from index.example_questions import ExampleReading
from index.schema import Chunk, Hit, Unit
from knowledge.schema import Language

# How sure examples have to be that the pages leave a question open.
_SURE_OPEN = 0.7
# How sure they have to be that a page says that it does not tell, where others are asked as well.
_KNOWN_ABSENT, _NEARLY = 0.3, 0.6
# How sure they have to be that facts are not what is asked for.
_VERY_SURE = 0.85
# What is asked of several pages, whether the question says so or not.
_OF_SEVERAL = frozenset({Expected.ORDER, Expected.TIMELINE})


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAnswer:
    """The statement that answers: ``unit`` of ``chunk``.

    ``is_very_sure`` when it should go before facts; ``is_silent`` when it says that the page does not tell.
    """

    chunk: Chunk
    unit: Unit
    is_very_sure: bool
    is_silent: bool

    @property
    def introduces_list(self) -> bool:
        """Whether a list answers, and the statement is what stands before it."""
        return introduces_list(self.chunk.unit_text(self.unit))

    def is_told_by(self, statement: Statement) -> bool:
        """Whether a statement rests on the answer."""
        return any(
            extract.document_id == self.chunk.document_id
            and extract.start_char < self.unit.end_char
            and self.unit.start_char < extract.end_char
            for extract in statement.extracts
        )


def is_left_open(understanding: Understanding, hits: Sequence[Hit], reading: ExampleReading) -> bool:
    """Whether examples are sure that the pages do not answer; sentences that say so themselves count."""
    if not _is_about_one(understanding):
        return False
    silent = sum(likely.share for likely in _likely_units(hits) if likely.is_silent)
    return reading.left_open + silent >= _SURE_OPEN


def find_known_answer(understanding: Understanding, hits: Sequence[Hit]) -> KnownAnswer | None:
    """The answer that examples are sure of, if any; None for a question about several municipalities."""
    if not _is_about_one(understanding):
        return None
    known = _find_best(understanding, hits)
    if known is None or known.is_silent or (not understanding.places and known.chunk.municipality is not None):
        return None
    return known


def find_known_answers(
    understanding: Understanding, hits: Sequence[Hit], places: Sequence[str]
) -> tuple[KnownAnswer, ...]:
    """What examples are sure each of several municipalities' pages answer, silence included; () unless of every one."""
    if understanding.everywhere or understanding.expected in _OF_SEVERAL or len(places) < 2:
        return ()
    found = [_find_best(understanding, [hit for hit in hits if hit.chunk.municipality == place]) for place in places]
    known = tuple(answer for answer in found if answer is not None)
    return known if len(known) == len(places) else ()


def state_absences(hits: Sequence[Hit], places: Sequence[str], language: Language) -> tuple[Statement, ...]:
    """What the pages of these municipalities say themselves of not telling what is asked, a sentence each at most.

    It has to be about as likely to answer, by example, as any of that municipality's.
    """
    stated = []
    for place in places:
        units = _likely_units([hit for hit in hits if hit.chunk.municipality == place])
        most = max((likely.share for likely in units), default=0.0)
        silent = max((likely for likely in units if likely.is_silent), key=lambda likely: likely.share, default=None)
        if silent is not None and silent.share >= max(_KNOWN_ABSENT, _NEARLY * most):
            stated.append(state(silent.hit.chunk, silent.unit, language))
    return tuple(stated)


def agree(draft: Draft, known: KnownAnswer) -> Draft:
    """What facts say to a question whose answer is known: all, the one goal meant, or nothing that is asked."""
    told = tuple(statement for statement in draft.statements if known.is_told_by(statement))
    if not told:
        # The same list may be told from facts, without its introduction.
        is_other_list = known.introduces_list and any(s.group != known.chunk.municipality for s in draft.statements)
        is_else = is_other_list or not known.introduces_list
        return Draft(statements=()) if known.is_very_sure and is_else else draft
    goals = tuple(s for s in told if s.is_item and any(isinstance(fact, AnswerGoal) for fact in s.facts))
    return Draft(statements=goals, places_without=draft.places_without) if goals else draft


def agree_on_each(draft: Draft, known: Sequence[KnownAnswer], language: Language) -> Draft:
    """What answers a question about several municipalities: the facts, or what is known of each where these differ."""
    is_told = any(answer.is_told_by(statement) for answer in known for statement in draft.statements)
    is_better = not draft.statements or all(answer.is_very_sure for answer in known)
    if not known or is_told or not is_better or any(answer.introduces_list for answer in known):
        return draft
    return Draft(statements=tuple(state(answer.chunk, answer.unit, language) for answer in known))


@dataclass(frozen=True, slots=True, kw_only=True)
class _LikelyUnit:
    """A unit of a passage and how probable it is to answer, by example."""

    share: float
    hit: Hit
    unit: Unit

    @property
    def is_silent(self) -> bool:
        """Whether it says that the page does not tell something."""
        return tells_nothing(self.hit.chunk.unit_text(self.unit), self.hit.chunk.language)


def _likely_units(hits: Sequence[Hit]) -> tuple[_LikelyUnit, ...]:
    """The units that may answer by example, in the order of the hits."""
    return tuple(
        _LikelyUnit(share=share, hit=hit, unit=unit)
        for hit in hits
        for unit, share in zip(hit.chunk.units, hit.example_shares, strict=True)
        if share > 0
    )


def _find_best(understanding: Understanding, hits: Sequence[Hit]) -> KnownAnswer | None:
    """The unit that examples are sure of, if it says that a page does not tell or may hold what is asked for."""
    best = max(_likely_units(hits), key=lambda likely: likely.share, default=None)
    if best is None or best.share < SURE_EXAMPLE:
        return None
    holds = any(item.holds_expected for item in weigh(best.hit, understanding) if item.unit == best.unit)
    if not holds and not best.is_silent:
        return None
    return KnownAnswer(
        chunk=best.hit.chunk, unit=best.unit, is_very_sure=best.share >= _VERY_SURE, is_silent=best.is_silent
    )


def _is_about_one(understanding: Understanding) -> bool:
    """Whether a question is about one municipality that has pages, or about none in particular."""
    if understanding.everywhere or understanding.must_mention or understanding.expected in _OF_SEVERAL:
        return False
    return len(understanding.places) <= 1
