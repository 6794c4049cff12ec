"""What is wrong in sets of cases, held against the documents that are asked about; and how much they cover."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, get_args

from bot.schema import MAX_QUESTION_CHARS, AnswerStatus
from evals.judging.matching import states
from evals.loading import shipped_sets
from evals.schema import Case, PlacedCase, SectionReference, Topic, Trait
from evals.sections import PlacedSection, VersionedPages
from knowledge.places import load_places, place_name
from knowledge.schema import LANGUAGES, Document
from knowledge.sentences import units

CoverageKind = Literal["topic", "status", "trait"]

_SPACE = re.compile(r"\s+")
_FINAL_MARKS = " .?!…"
# What a case may expect; a failure is nothing to aim at.
_EXPECTABLE = (
    AnswerStatus.ANSWERED,
    AnswerStatus.NOT_IN_SOURCES,
    AnswerStatus.UNKNOWN_PLACE,
    AnswerStatus.OUT_OF_SCOPE,
    AnswerStatus.INVALID,
)
_COVERED: Mapping[CoverageKind, tuple[str, ...]] = {
    "topic": get_args(Topic),
    "status": _EXPECTABLE,
    "trait": get_args(Trait),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFinding:
    """Something wrong with a case: where it stands, its id, and what is wrong."""

    path: str
    line: int
    case_id: str
    message: str

    def __str__(self) -> str:
        """Path, line, case_id and message, parted by colons."""
        return f"{self.path}:{self.line}: {self.case_id}: {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageCount:
    """How many cases have a topic, an expected status or a trait, for each language in the order fi, sv, en."""

    kind: CoverageKind
    name: str
    by_language: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class _Reading:
    """A case and its passages, where the documents have them."""

    case: Case
    pages: VersionedPages

    @cached_property
    def sections(self) -> tuple[tuple[SectionReference, tuple[PlacedSection, ...]], ...]:
        return tuple((reference, self.pages.find(reference, self.case.language)) for reference in self.case.passages)

    @cached_property
    def own(self) -> tuple[PlacedSection, ...]:
        """The passages in the language of the case."""
        language = self.case.language
        return tuple(placed for _, found in self.sections for placed in found if placed.document.language == language)

    @property
    def texts(self) -> tuple[str, ...]:
        """The passages as they stand, each in one piece."""
        return tuple(placed.document.text[placed.section.start_char : placed.section.end_char] for placed in self.own)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """What of the passages may be quoted by itself."""
        return tuple(
            placed.document.text[unit.start_char : unit.end_char]
            for placed in self.own
            for block in placed.section.blocks
            for unit in units(placed.document, block)
        )


def lint(cases: Sequence[PlacedCase], documents: Sequence[Document]) -> tuple[SetFinding, ...]:
    """What is wrong with the cases, in their order; () when nothing is.

    Args:
        cases: The cases of all sets that are used together.
        documents: The documents that the cases are about, in every language version.
    """
    pages = VersionedPages(documents)
    findings = []
    first_by_id: dict[str, PlacedCase] = {}
    first_by_question: dict[tuple[str, ...], PlacedCase] = {}
    for placed in cases:
        reading = _Reading(case=placed.case, pages=pages)
        messages = [
            *_repeated(placed, first_by_id, first_by_question),
            *_misnamed(placed),
            *_misshapen(placed.case),
            *_unanswerable(placed.case, pages),
            *_misplaced(reading),
            *_unsupported(reading),
        ]
        findings += [
            SetFinding(path=placed.path, line=placed.line, case_id=placed.case.case_id, message=message)
            for message in messages
        ]
    return tuple(findings)


def count_coverage(cases: Sequence[Case]) -> tuple[CoverageCount, ...]:
    """The cases with each topic, expected status and trait; a count of 0 is a gap."""
    return tuple(
        CoverageCount(kind=kind, name=str(name), by_language=_by_language(cases, kind, name))
        for kind, names in _COVERED.items()
        for name in names
    )


def describe_coverage(cases: Sequence[Case]) -> tuple[str, ...]:
    """The same as lines of a table."""
    rows = [(count.kind, count.name, *map(str, count.by_language)) for count in count_coverage(cases)]
    total = ("", "cases", *(str(sum(case.language == language for case in cases)) for language in LANGUAGES))
    table = [("", "", *LANGUAGES), *rows, total]
    return tuple(f"{kind:8}{name:30}" + "".join(f"{cell:>5}" for cell in cells) for kind, name, *cells in table)


def _by_language(cases: Sequence[Case], kind: CoverageKind, name: str) -> tuple[int, ...]:
    having = [case.language for case in cases if name in _labels(case, kind)]
    return tuple(having.count(language) for language in LANGUAGES)


def _labels(case: Case, kind: CoverageKind) -> tuple[str, ...]:
    return {"topic": (case.topic,), "status": (case.status,), "trait": case.traits}[kind]


def _repeated(
    placed: PlacedCase, first_by_id: dict[str, PlacedCase], first_by_question: dict[tuple[str, ...], PlacedCase]
) -> Iterator[str]:
    """Notes the case, and says where it stood already."""
    case = placed.case
    if (first := first_by_id.setdefault(case.case_id, placed)) is not placed:
        yield f"the case_id occurs at {first.path}:{first.line} too; rename one"
    asked = (case.language, *(_normalised(text) for text in (*case.history, case.question)))
    if (first := first_by_question.setdefault(asked, placed)) is not placed:
        yield f"{first.case.case_id} at {first.path}:{first.line} asks the same in the same language; remove one"


def _normalised(text: str) -> str:
    return _SPACE.sub(" ", text).strip(_FINAL_MARKS).casefold()


def _misnamed(placed: PlacedCase) -> Iterator[str]:
    """An id in a set that ships begins with the set's name, which is its split."""
    is_shipped = Path(placed.path).resolve() in {path.resolve() for path in shipped_sets()}
    if is_shipped and not placed.case.case_id.startswith(f"{placed.set_name}-"):
        yield f"the case_id must begin with {placed.set_name}-, the split of this set"


def _misshapen(case: Case) -> Iterator[str]:
    """What is wrong with a case by itself, whatever the documents say."""
    if case.status not in _EXPECTABLE:
        yield f"no case may expect the status {case.status}"
    if case.status is not AnswerStatus.INVALID:
        for asked in (case.question, *case.history):
            if len(asked) > MAX_QUESTION_CHARS:
                yield f"a question has {len(asked)} characters, more than {MAX_QUESTION_CHARS}"
    if any(not text.strip() for text in _texts(case)):
        yield "a text is blank; remove it or fill it in"
    if any(not ways for ways in case.facts):
        yield "a fact has no way to say it"
    if ("follow_up" in case.traits) != bool(case.history):
        yield "the trait follow_up and a history go together; one of them is missing"


def _texts(case: Case) -> Iterator[str]:
    yield case.case_id
    if case.status is not AnswerStatus.INVALID:
        yield from (case.question, *case.history)
    yield from (way for ways in case.facts for way in ways)
    yield from case.forbidden
    yield from (place for place in case.municipalities if place is not None)
    yield from (text for reference in case.passages for text in (reference.page, reference.section))


def _unanswerable(case: Case, pages: VersionedPages) -> Iterator[str]:
    """What a case has to have that is answered, and what one may not have that is not."""
    if case.status is AnswerStatus.ANSWERED:
        for name, values in (
            ("facts", case.facts),
            ("municipalities", case.municipalities),
            ("passages", case.passages),
        ):
            if not values:
                yield f"the case is to be answered, but has no {name}"
        return
    if case.passages:
        yield f"the case is not to be answered ({case.status}), but names passages that answer it; remove them"
    if case.status is AnswerStatus.UNKNOWN_PLACE:
        names = {place_name(place, case.language) for place in _with_pages(pages) if place is not None}
        for ways in case.facts:
            if not any(name.casefold().startswith(way.casefold()) for name in names for way in ways if way.strip()):
                known = ", ".join(sorted(names))
                yield f"the fact {_first(ways)} names none of the municipalities that have pages: {known}"
    elif case.facts:
        yield f"the case is not to be answered ({case.status}), but has facts; remove them"


def _misplaced(reading: _Reading) -> Iterator[str]:
    """Municipalities and passages that the documents do not have, or that do not go together."""
    case = reading.case
    with_pages = _with_pages(reading.pages)
    yield from (_without_pages(place) for place in case.municipalities if place not in with_pages)
    for reference, found in reading.sections:
        if not found:
            yield f"there is no page {reference.page}, or it has no section {reference.section!r}"
            continue
        own_headings = {placed.heading for placed in found if placed.document.language == case.language}
        if own_headings and reference.section not in own_headings:
            yield f"{reference.section!r} is a heading of {found[0].document.document_id}; take that in {case.language}"
        if (place := found[0].document.municipality) not in case.municipalities:
            yield f"{reference.page} answers, but may not be cited: {_said(place)} is not among the municipalities"
    if case.topic == "comparison" and case.status is AnswerStatus.ANSWERED:
        answering = {placed.document.municipality for _, found in reading.sections for placed in found}
        for place in case.municipalities:
            if place is not None and place not in answering:
                yield f"{place} is compared, but no passage is of its pages"


def _unsupported(reading: _Reading) -> Iterator[str]:
    """Facts that no passage holds, and forbidden things that a right answer cannot leave out."""
    if not reading.own:
        return
    for ways in filter(None, reading.case.facts):
        if not any(states(text, ways) for text in reading.texts):
            yield f"the fact {_first(ways)} is not in the passages"
        # A quote is at least a sentence: only what stands in every sentence that states the fact cannot be avoided.
        stating = [sentence for sentence in reading.sentences if states(sentence, ways)]
        for forbidden in filter(str.strip, reading.case.forbidden):
            if any(states(way, (forbidden,)) for way in ways):
                yield f"{forbidden!r} is forbidden, and a way to say the fact {_first(ways)}"
            elif stating and all(states(sentence, (forbidden,)) for sentence in stating):
                yield f"{forbidden!r} is forbidden, but stands in every sentence that states {_first(ways)}"


def _with_pages(pages: VersionedPages) -> set[str | None]:
    return {document.municipality for document in pages.documents}


def _without_pages(place: str | None) -> str:
    if place is None:
        return "null may be cited, but every page is about a municipality"
    if place in {known.name_fi for known in load_places()}:
        return f"{place} has no pages"
    return f"no Finnish municipality is called {place!r}; use its Finnish name"


def _said(place: str | None) -> str:
    return place or "null"


def _first(ways: Sequence[str]) -> str:
    return repr(ways[0]) if ways else "()"
