"""Drafts into an answer: from the pages' version in the asker's language, cited, checked, with what it leaves open."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from bot.checking import check
from bot.citing import Cited, cite, write_text
from bot.composing.goals import COMPARISON
from bot.composing.refusal import note_unknown_place, say_not_in_sources
from bot.composing.statements import Statement, extract_of, state
from bot.drafting import Drafted
from bot.phrasing import phrase
from bot.schema import Answer, AnswerContact, AnswerEvent, AnswerGoal, AnswerStatus, Question
from bot.wording import join_words
from index.records import Records
from knowledge.places import place_name
from knowledge.schema import Language

FactT = TypeVar("FactT", AnswerContact, AnswerEvent, AnswerGoal)


class AnswerWriter:
    """Writes the answers that drafts make.

    Args:
        records: The pages that statements rest on.
    """

    def __init__(self, records: Records) -> None:
        self._records = records
        self._municipalities = frozenset(records.municipalities())

    def cite(self, drafts: Sequence[Drafted], language: Language) -> Cited:
        """The statements of all drafts that stand, with their citations; only municipalities asked about are cited.

        Args:
            drafts: What was made of each part of a question; one about no municipality lets any be cited.
            language: The answer's.
        """
        asked = [self._known(drafted) for drafted in drafts]
        places = tuple(place for places in asked for place in places) if all(asked) else ()
        shown = [self._translate(statement, language) for statement in join_statements(drafts)]
        return check(cite(shown, self._records.document), self._records.document, places)

    def write(self, question: Question, drafts: Sequence[Drafted], cited: Cited, *, rests_on_old_plan: bool) -> Answer:
        """The answer that cited statements make; there has to be at least one.

        Args:
            question: As it was asked.
            drafts: What was made of each part of it.
            cited: The statements that stand.
            rests_on_old_plan: Whether one tells a plan for a time that has gone by.
        """
        understanding = drafts[0].understanding
        language = understanding.language
        text = write_text(
            cited.statements,
            name_group=lambda place: _name_group(place, language),
            name_single_group=not understanding.places and cited.statements[0].statement.group is not None,
            quote=lambda quoted, original: phrase(
                language, "frame.quoted", text=quoted, language=phrase(language, f"language_name.{original}")
            ),
        )
        worded = [cited.statement for cited in cited.statements if cited.statement.text]
        foreign = dict.fromkeys(statement.extracts[0].language for statement in worded if statement.is_quoted)
        # Among passages in the asker's language, the mark on each quote is enough.
        if foreign and all(statement.is_quoted for statement in worded):
            originals = join_words(language, [phrase(language, f"in_language.{original}") for original in foreign])
            text = f"{phrase(language, 'frame.original_only', in_languages=originals)}\n\n{text}"
        notes = [note for drafted in drafts for note in self._notes(drafted)]
        if rests_on_old_plan:
            notes.append(phrase(language, "note.old_plan"))
        if notes:
            text = f"{text}\n\n{' '.join(dict.fromkeys(notes))}"
        return Answer(
            question=question.text,
            language=language,
            status=AnswerStatus.ANSWERED,
            text=text,
            citations=cited.citations,
            contacts=_numbered(cited, AnswerContact),
            events=_numbered(cited, AnswerEvent),
            goals=_numbered(cited, AnswerGoal),
        )

    def _notes(self, drafted: Drafted) -> list[str]:
        """What an answer leaves open: municipalities whose pages do not say it, or that have no pages."""
        understanding, language = drafted.understanding, drafted.understanding.language
        notes = []
        if not drafted.draft.statements and understanding.must_mention:
            notes.append(note_unknown_place(language, understanding.must_mention))
        elif not drafted.draft.statements:
            notes.append(say_not_in_sources(language, understanding.expected, self._known(drafted), ()))
        elif drafted.draft.places_without:
            notes.append(say_not_in_sources(language, understanding.expected, drafted.draft.places_without, ()))
        unknown = [place for place in understanding.places if place not in self._municipalities]
        if unknown:
            notes.append(note_unknown_place(language, unknown))
        return notes

    def _known(self, drafted: Drafted) -> tuple[str, ...]:
        """The municipalities with pages that a question is about, as it was answered."""
        return tuple(place for place in drafted.understanding.places if place in self._municipalities)

    def _translate(self, statement: Statement, language: Language) -> Statement:
        """The statement from the page's version in the answer's language, where there is one, with its original."""
        (extract, *others) = statement.extracts
        if statement.originals or others:
            return statement
        placed = self._records.unit_at(extract.document_id, extract.start_char)
        if placed is None:
            return statement
        shown = self._records.aligned_unit(placed.chunk, placed.unit, language)
        if shown is not None:
            statement = state(shown.chunk, shown.unit, language)
            placed = shown
        original = self._records.original_unit(placed)
        return replace(statement, originals=(extract_of(original.chunk, original.unit) if original else None,))


def join_statements(drafts: Sequence[Drafted]) -> list[Statement]:
    """The statements of all drafts; of two drafts' that rest on the same places the one that gives facts, or the first.

    Statements of a municipality stand together.
    """
    kept: list[Statement] = []
    for i, drafted in enumerate(drafts):
        others = [(other, -j) for j, draft in enumerate(drafts) if j != i for other in draft.draft.statements]
        for statement in drafted.draft.statements:
            worth = (_is_composed(statement), -i)
            better = [other for other, position in others if (_is_composed(other), position) > worth]
            told = {extract for other in better for extract in other.extracts}
            if not told.issuperset(statement.extracts):
                kept.append(statement)
    order = list(dict.fromkeys(statement.group for statement in kept))
    return sorted(kept, key=lambda statement: order.index(statement.group))


def _is_composed(statement: Statement) -> bool:
    return bool(statement.facts or statement.lead)


def _name_group(group: str | None, language: Language) -> str:
    if group == COMPARISON:
        return ""
    return phrase(language, "frame.model") if group is None else place_name(group, language)


def _numbered(cited: Cited, kind: type[FactT]) -> tuple[FactT, ...]:
    """The facts of a kind that the statements give, each with the number of its citation."""
    return tuple(
        replace(fact, citation=statement.numbers[0])
        for statement in cited.statements
        for fact in statement.statement.facts
        if isinstance(fact, kind)
    )
