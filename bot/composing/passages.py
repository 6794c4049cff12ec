"""The sentences that answer, taken from the passages as they stand."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile

from bot.composing.statements import ITEM_KINDS, Draft, Statement, state
from bot.evidence import Evidence, weigh
from bot.expected import Expected
from bot.patterns import find_pattern
from bot.understanding import Understanding
from index.schema import LIKELY, Chunk, Hit, Unit
from knowledge.display import display_text
from knowledge.schema import Language

# Evidence scores run from about 0 to 1.3. The thresholds were set on evals/sets/dev.jsonl.
_ENOUGH = 0.44
# How far below the best may be: a further sentence, the sentence beside the best, another contact.
_NEAR_SENTENCE, _NEAR_NEIGHBOUR, _NEAR_CONTACT = 0.12, 0.25, 0.12
# A question that names no municipality is first of all one about the model.
_GENERAL_BONUS = 0.1
# What is asked for in just the form asked for goes before a better match in another form, within this margin.
_NEAR_EXACT = 0.2
_NEAR_COVERAGE, _NEAR_EVERYWHERE = 0.05, 0.3
# A municipality without pages is answered about only from a sentence that covers this much of the question.
_LEAST_IN_PASSING = 0.5
# What is asked for must stand in evidence that is about the question: not this much worse than the best without it.
_MISSING_GAP = 0.25
_MISSING_REASON_GAP = 0.6
# How much better a sentence about what the page does not say must fit.
_ABSENCE_LEAD = 0.05
_MOST_SENTENCES = 3
_MOST_DATES = 10
_EXACT = frozenset(
    {
        Expected.PHONE, Expected.EMAIL, Expected.ADDRESS, Expected.CONTACT, Expected.NAME, Expected.DATE, Expected.YEAR,
        Expected.DURATION, Expected.COUNT, Expected.MONEY, Expected.PRICE,
    }
)  # fmt: skip
_LIST_KINDS = frozenset({Expected.ANYTHING, Expected.COUNT})
# A question is better answered by a list than by a sentence that only speaks of it.
_LIST_BONUS = 0.2
_ORDINAL_BONUS = 0.5
_CONTACT_KINDS = frozenset({Expected.PHONE, Expected.EMAIL, Expected.CONTACT})

Section = tuple[Chunk, ...]


class PassageComposer:
    """Picks the sentences that answer a question, in the order of their page.

    Args:
        section_of: All passages of a passage's section, in order: a list may be longer than a passage.
    """

    def __init__(self, section_of: Callable[[Chunk], Section]) -> None:
        self._section_of = section_of

    def compose(self, understanding: Understanding, hits: tuple[Hit, ...]) -> Draft:
        """The statements that answer, municipality by municipality; none when the passages do not hold the answer."""
        groups: dict[str | None, list[Evidence]] = {}
        for hit in hits:
            groups.setdefault(hit.chunk.municipality, []).extend(weigh(hit, understanding))
        answers = {place: self._answer(understanding, evidence) for place, evidence in groups.items()}
        found = {place: ranked for place, ranked in answers.items() if ranked}
        return Draft(
            statements=tuple(
                statement
                for place in self._order(understanding, found)
                for statement in self._statements(understanding, found[place])
            )
        )

    def _order(
        self, understanding: Understanding, found: Mapping[str | None, tuple[Evidence, ...]]
    ) -> Sequence[str | None]:
        """Which municipalities' evidence is used: those asked about, all that fit, or the one that fits best."""
        if understanding.places:
            return [place for place in understanding.places if place in found]
        if not found:
            return []
        found = {place: ranked for place, ranked in found.items() if place not in understanding.excluded_places}
        if not found:
            return []
        if understanding.everywhere or understanding.expected in _CONTACT_KINDS:
            most = max(ranked[0].coverage for ranked in found.values())
            margin = _NEAR_EVERYWHERE if understanding.everywhere else _NEAR_COVERAGE
            return sorted(
                (place for place, ranked in found.items() if place and ranked[0].coverage >= most - margin), key=str
            )
        best = max(found, key=lambda place: found[place][0].score + (_GENERAL_BONUS if place is None else 0.0))
        if best is None or understanding.expected not in _EXACT:
            return [best]
        # Several pages may give different figures: each is told, with its source.
        least = found[best][0].coverage - _NEAR_COVERAGE
        return [best, *(place for place in found if place not in (best, None) and found[place][0].coverage >= least)]

    def _answer(self, understanding: Understanding, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
        """The evidence of one municipality that answers, best first; () when there is none."""
        absent = [item for item in evidence if _says_absent(item)]
        present = [item for item in evidence if not _says_absent(item)]
        if understanding.expected is Expected.REASON and present:
            present = _beside_best(present)
        fitting = [item for item in present if item.holds_expected and item.names_found]
        if understanding.everywhere:
            fitting = [item for item in fitting if item.subject_in_unit]
        if not fitting:
            return ()
        top = max(item.score for item in fitting)
        exact = [item for item in fitting if item.is_exact]
        if exact and max(item.score for item in exact) >= top - _NEAR_EXACT:
            fitting = exact
        ranked = sorted(fitting, key=lambda item: -item.score)
        best = ranked[0]
        if understanding.expected is Expected.TIMELINE and understanding.places:
            return tuple(ranked)
        # A reason is found beside what it is the reason for.
        found = max(item.score for item in present) if understanding.expected is Expected.REASON else best.score
        if found < _ENOUGH:
            return ()
        is_card = understanding.expected in _CONTACT_KINDS
        gap = _MISSING_REASON_GAP if understanding.expected is Expected.REASON else _MISSING_GAP
        if understanding.must_mention:
            present = fitting
        if not is_card and max(item.score for item in present) - best.score > gap:
            return ()
        if understanding.must_mention and best.coverage < _LEAST_IN_PASSING:
            return ()
        # "Which municipalities have ...": a page that says it tells of none is no example.
        if understanding.everywhere and any(
            item.unit_surplus == 0 and item.coverage >= best.coverage - _NEAR_EVERYWHERE for item in absent
        ):
            return ()
        # A contact card is there or not, whatever else a page says it lacks.
        is_specific = len(understanding.key_terms) > 1 and not understanding.everywhere
        if absent and is_specific and not is_card:
            unsaid = max(absent, key=lambda item: item.score)
            if unsaid.score > best.score + _ABSENCE_LEAD and unsaid.coverage > best.coverage:
                return ()
        return tuple(ranked)

    def _statements(self, understanding: Understanding, ranked: Sequence[Evidence]) -> tuple[Statement, ...]:
        best = ranked[0]
        if understanding.expected is Expected.TIMELINE:
            dated = _distinct(sorted(ranked, key=lambda item: item.unit.start_char))
            return tuple(state(item.hit.chunk, item.unit, understanding.language) for item in dated[:_MOST_DATES])
        if understanding.expected in _CONTACT_KINDS:
            near = [
                item for item in ranked if item.score >= best.score - _NEAR_CONTACT and item.unit.kind == best.unit.kind
            ]
            return tuple(state(item.hit.chunk, item.unit, understanding.language) for item in _in_order(near))
        if understanding.expected in _LIST_KINDS and not understanding.everywhere:
            listing = self._listing(understanding, ranked)
            if listing is not None:
                return listing
        items = self._items_after(best)
        if items:
            introduction = state(best.hit.chunk, best.unit, understanding.language)
            return (introduction, *(state(chunk, unit, understanding.language) for chunk, unit in items))
        near = [item for item in ranked if _stands_near(item, best, understanding.expected)][:_MOST_SENTENCES]
        return tuple(
            state(item.hit.chunk, item.unit, understanding.language)
            for item in _in_order(_distinct(near))
            if not introduces_list(item.text)
        )

    def _listing(self, understanding: Understanding, ranked: Sequence[Evidence]) -> tuple[Statement, ...] | None:
        """A whole list, when its introduction answers best, or an item only for the heading it stands under.

        None when no list answers. Of a question for the nth, the nth item; () when the list is shorter.
        """
        most = max(item.coverage for item in ranked)
        bonus = _ORDINAL_BONUS if understanding.ordinal else _LIST_BONUS

        def worth(item: Evidence) -> float:
            is_sought = item.heading_shared and item.coverage >= most - _NEAR_COVERAGE
            return item.score + (bonus if is_sought and self._items_after(item) else 0.0)

        best = max(ranked, key=worth)
        items = self._items_after(best)
        introduction = [state(best.hit.chunk, best.unit, understanding.language)] if items else []
        if not items and best.unit.kind == "list_item" and best.heading_suffices:
            items = self._items_beside(best)
        if not items:
            return None
        if understanding.ordinal is not None and best.heading_shared:
            introduction, items = [], items[understanding.ordinal - 1 : understanding.ordinal]
        return (*introduction, *(state(chunk, unit, understanding.language) for chunk, unit in items))

    def _items_after(self, introduction: Evidence) -> list[tuple[Chunk, Unit]]:
        """The list that follows a unit directly; [] when none does."""
        placed = self._units_of_section(introduction)
        start = next(i for i, (_, unit) in enumerate(placed) if unit.start_char == introduction.unit.start_char)
        if introduction.unit.kind in ITEM_KINDS:
            return []
        return list(takewhile(lambda entry: entry[1].kind in ITEM_KINDS, placed[start + 1 :]))

    def _items_beside(self, item: Evidence) -> list[tuple[Chunk, Unit]]:
        """The list an item belongs to."""
        return [(chunk, unit) for chunk, unit in self._units_of_section(item) if unit.kind == item.unit.kind]

    def _units_of_section(self, item: Evidence) -> list[tuple[Chunk, Unit]]:
        return [(chunk, unit) for chunk in self._section_of(item.hit.chunk) for unit in chunk.units]


def _beside_best(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The best sentence and its paragraph: a reason stands near what it is the reason for, in other words."""
    best = max(evidence, key=lambda item: item.score)
    return [
        item
        for item in evidence
        if item.hit.chunk.document_id == best.hit.chunk.document_id and item.unit.block == best.unit.block
    ]


def _stands_near(item: Evidence, best: Evidence, expected: Expected) -> bool:
    """Whether a sentence belongs beside the best one.

    It has to stand in the same section, and be nearly as good, or stand next to the best in its paragraph and be fair.
    """
    if item.unit == best.unit and item.hit.chunk == best.hit.chunk:
        return True
    if item.hit.chunk.document_id != best.hit.chunk.document_id:
        return False
    if item.hit.chunk.heading_path != best.hit.chunk.heading_path:
        return False
    if item.score >= best.score - _NEAR_SENTENCE or item.example >= LIKELY:
        return True
    beside = item.unit.block == best.unit.block and abs(item.unit.sentence - best.unit.sentence) == 1
    # A reason often stands in the next sentence, in other words than what it is the reason for.
    return beside and (expected is Expected.REASON or item.score >= best.score - _NEAR_NEIGHBOUR)


def introduces_list(text: str) -> bool:
    """Whether a list follows a sentence."""
    return text.rstrip().endswith(":")


def _in_order(evidence: Sequence[Evidence]) -> list[Evidence]:
    return sorted(evidence, key=lambda item: (item.hit.rank, item.unit.start_char))


def _distinct(evidence: Sequence[Evidence]) -> list[Evidence]:
    seen: set[str] = set()
    kept = []
    for item in evidence:
        if item.text not in seen:
            seen.add(item.text)
            kept.append(item)
    return kept


def _says_absent(item: Evidence) -> bool:
    return tells_nothing(item.text, item.hit.chunk.language)


@lru_cache(maxsize=8192)
def tells_nothing(text: str, language: Language) -> bool:
    """Whether a sentence says what a page does not tell."""
    return find_pattern("absence", language).search(display_text(text)) is not None
