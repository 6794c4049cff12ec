"""The sentences that answer, taken from the passages as they stand."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import takewhile

from bot.composing.statements import Draft, Statement
from bot.evidence import Evidence, weigh
from bot.understanding import Expected, Understanding
from index.schema import Chunk, Hit, Unit
from knowledge.display import display_text
from knowledge.schema import Language
from knowledge.tables import read_table

# Evidence scores run from about 0 to 1.3. The thresholds were set on evals/sets/dev.jsonl.
_ENOUGH = 0.5
# How far below the best a further sentence, another contact or another municipality may be.
_NEAR_SENTENCE, _NEAR_CONTACT, _NEAR_PLACE, _NEAR_EVERYWHERE = 0.12, 0.12, 0.03, 0.25
# What is asked for must stand in evidence that is about the question: not this much worse than the best without it.
_MISSING_GAP = 0.3
# A page that says it does not tell outweighs evidence that is not better by this much.
_ABSENCE_LEAD = 0.05
_MOST_SENTENCES = 3
_EXACT = frozenset(
    {
        Expected.PHONE, Expected.EMAIL, Expected.ADDRESS, Expected.CONTACT, Expected.NAME, Expected.DATE, Expected.YEAR,
        Expected.DURATION, Expected.COUNT, Expected.MONEY, Expected.PRICE,
    }
)  # fmt: skip
_LIST_KINDS = frozenset({Expected.ANYTHING, Expected.COUNT})
_ITEM_KINDS = frozenset({"list_item", "contact", "table_row"})
# A question is better answered by a list than by a sentence that only speaks of it.
_LIST_BONUS = 0.15
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
        found = {place: chosen for place, chosen in answers.items() if chosen}
        if not found:
            return Draft(statements=())
        best = max(chosen[0].score for chosen in found.values())
        if understanding.places:
            order: list[str | None] = [place for place in understanding.places if place in found]
        else:
            margin = _NEAR_EVERYWHERE if understanding.everywhere else _NEAR_PLACE
            order = [place for place, chosen in found.items() if chosen[0].score >= best - margin]
        return Draft(
            statements=tuple(
                statement for place in order for statement in self._statements(understanding, found[place])
            )
        )

    def _answer(self, understanding: Understanding, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
        """The evidence of one municipality that answers, best first; () when there is none."""
        absent = [item for item in evidence if _says_absent(item)]
        present = [item for item in evidence if not _says_absent(item)]
        fitting = [item for item in present if item.holds_expected and item.names_found]
        if not fitting:
            return ()
        ranked = sorted(fitting, key=lambda item: -item.score)
        best = ranked[0]
        if best.score < _ENOUGH or max(item.score for item in present) - best.score > _MISSING_GAP:
            return ()
        if absent and max(item.score for item in absent) > best.score + _ABSENCE_LEAD:
            return ()
        return tuple(ranked)

    def _statements(self, understanding: Understanding, ranked: Sequence[Evidence]) -> tuple[Statement, ...]:
        best = ranked[0]
        if understanding.expected in _CONTACT_KINDS:
            near = [
                item for item in ranked if item.score >= best.score - _NEAR_CONTACT and item.unit.kind == best.unit.kind
            ]
            return tuple(_statement(understanding, item.hit.chunk, item.unit) for item in _in_order(near))
        if understanding.expected in _LIST_KINDS:
            listing = self._listing(understanding, ranked)
            if listing:
                return listing
        near = [item for item in ranked if item.score >= best.score - _NEAR_SENTENCE][:_MOST_SENTENCES]
        return tuple(
            _statement(understanding, item.hit.chunk, item.unit)
            for item in _in_order(_distinct(near))
            if item is best or not _introduces_list(item.text)
        )

    def _listing(self, understanding: Understanding, ranked: Sequence[Evidence]) -> tuple[Statement, ...]:
        """A whole list, when its introduction answers best, or one of its items only for the heading it stands under."""
        best = max(ranked, key=lambda item: item.score + (_LIST_BONUS if self._items_after(item) else 0.0))
        if best.score < ranked[0].score - _LIST_BONUS:
            return ()
        items = self._items_after(best)
        introduction = [_statement(understanding, best.hit.chunk, best.unit)] if items else []
        if not items and best.unit.kind == "list_item" and best.heading_suffices:
            items = self._items_beside(best)
        if understanding.ordinal is not None and understanding.ordinal <= len(items):
            introduction, items = [], items[understanding.ordinal - 1 : understanding.ordinal]
        return (*introduction, *(_statement(understanding, chunk, unit) for chunk, unit in items))

    def _items_after(self, introduction: Evidence) -> list[tuple[Chunk, Unit]]:
        """The list that follows a unit directly; [] when none does."""
        placed = self._units_of_section(introduction)
        start = next(i for i, (_, unit) in enumerate(placed) if unit.start_char == introduction.unit.start_char)
        if introduction.unit.kind in _ITEM_KINDS:
            return []
        return list(takewhile(lambda entry: entry[1].kind in _ITEM_KINDS, placed[start + 1 :]))

    def _items_beside(self, item: Evidence) -> list[tuple[Chunk, Unit]]:
        """The list an item belongs to."""
        return [(chunk, unit) for chunk, unit in self._units_of_section(item) if unit.kind == item.unit.kind]

    def _units_of_section(self, item: Evidence) -> list[tuple[Chunk, Unit]]:
        return [(chunk, unit) for chunk in self._section_of(item.hit.chunk) for unit in chunk.units]


def _statement(understanding: Understanding, chunk: Chunk, unit: Unit) -> Statement:
    return Statement(
        text=display_text(chunk.unit_text(unit)),
        chunk=chunk,
        unit=unit,
        is_item=unit.kind in _ITEM_KINDS,
        is_quoted=chunk.language != understanding.language,
        group=chunk.municipality,
    )


def _introduces_list(text: str) -> bool:
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
    return _absence_pattern(item.hit.chunk.language).search(display_text(item.text)) is not None


@cache
def _absence_pattern(language: Language) -> re.Pattern[str]:
    patterns = {row["language"]: row["pattern"] for row in read_table("bot", "absence.csv")}
    return re.compile(patterns[language], re.IGNORECASE)
