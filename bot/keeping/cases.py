"""Evaluation cases that staff make of feedback, in a file of their own; evals/sets/README.md describes the form."""

import re
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Literal, get_args

from bot.errors import KeepingError
from bot.schema import MAX_QUESTION_CHARS, AnswerStatus
from index.json_form import JsonFormError, from_json, to_json
from knowledge.languages import find_words
from knowledge.places import place_name
from knowledge.schema import Document, Language

CASES_FILE = "cases.jsonl"
CaseTopic = Literal["contacts", "timeline", "goals", "other", "comparison", "off_subject", "steering"]
CASE_TOPICS: tuple[CaseTopic, ...] = get_args(CaseTopic)
# What may be expected of an answer; no case expects that answering breaks off.
CASE_STATUSES = (
    AnswerStatus.ANSWERED,
    AnswerStatus.NOT_IN_SOURCES,
    AnswerStatus.UNKNOWN_PLACE,
    AnswerStatus.OUT_OF_SCOPE,
    AnswerStatus.INVALID,
)
MAX_CASES = 5000
_NUMBER = re.compile(r"\d+")
# Two forms at once would get the same id.
_writing = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePassage:
    """A section that answers, by its page and its heading in the case's language."""

    page: str
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationCase:
    """A question and what a right answer is; the fields are those of a line of a set.

    ``facts`` has, for each thing that the answer must say, the ways to say it.
    """

    case_id: str = ""
    question: str
    language: Language
    status: AnswerStatus
    topic: CaseTopic
    facts: tuple[tuple[str, ...], ...]
    municipalities: tuple[str | None, ...]
    passages: tuple[CasePassage, ...]
    forbidden: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    pinned: bool = False
    traits: tuple[str, ...] = ()


class CaseFault(StrEnum):
    """What is wrong with a case."""

    NO_QUESTION = "no_question"
    LONG_QUESTION = "long_question"
    NO_FACTS = "no_facts"
    NO_MUNICIPALITIES = "no_municipalities"
    NO_PASSAGES = "no_passages"
    PLACE_WITHOUT_PASSAGE = "place_without_passage"
    FACT_NOT_IN_PASSAGES = "fact_not_in_passages"
    FORBIDDEN_FACT = "forbidden_fact"
    KNOWN_QUESTION = "known_question"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSection:
    """A section that a case can name, with the text under its heading and the municipality it is about."""

    passage: CasePassage
    municipality: str | None
    title: str
    text: str


def list_sections(documents: Sequence[Document]) -> tuple[PageSection, ...]:
    """The sections of some documents in order, each heading of a page once; text before any heading has its title."""
    found: dict[CasePassage, PageSection] = {}
    for document in documents:
        for section in document.sections:
            heading = section.heading_path[-1] if section.heading_path else document.title
            passage = CasePassage(page=document.page_id, section=heading)
            text = document.text[section.start_char : section.end_char]
            known = found.get(passage)
            found[passage] = PageSection(
                passage=passage,
                municipality=document.municipality,
                title=document.title,
                text=f"{known.text}\n{text}" if known else text,
            )
    return tuple(found.values())


def complete_case(case: EvaluationCase, sections: Sequence[PageSection], places: Sequence[str]) -> EvaluationCase:
    """The case with what follows from its status, its passages and its history; what its status rules out is left away.

    Args:
        case: As it was filled in.
        sections: Those of all pages in its language.
        places: The municipalities that have pages.
    """
    traits = ("follow_up",) if case.history else ()
    if case.status is AnswerStatus.ANSWERED:
        named = [section.municipality for section in sections if section.passage in case.passages]
        municipalities = tuple(dict.fromkeys((*case.municipalities, *named)))
        return replace(case, municipalities=municipalities, traits=traits)
    facts: tuple[tuple[str, ...], ...] = ()
    if case.status is AnswerStatus.UNKNOWN_PLACE:
        facts = tuple((place_name(place, case.language),) for place in places)
    is_missing = case.status is AnswerStatus.NOT_IN_SOURCES
    return replace(
        case,
        facts=facts,
        passages=(),
        municipalities=case.municipalities if is_missing else (),
        traits=traits,
    )


def find_faults(
    case: EvaluationCase, sections: Sequence[PageSection], known: Sequence[EvaluationCase]
) -> tuple[CaseFault, ...]:
    """What is wrong with a case that was completed, in the order of the form.

    Args:
        case: The case.
        sections: Those of all pages in its language.
        known: The cases there are.
    """
    faults = []
    if not find_words(case.question) and case.status is not AnswerStatus.INVALID:
        faults.append(CaseFault.NO_QUESTION)
    if len(case.question) > MAX_QUESTION_CHARS and case.status is not AnswerStatus.INVALID:
        faults.append(CaseFault.LONG_QUESTION)
    if any(_asked(case) == _asked(other) for other in known):
        faults.append(CaseFault.KNOWN_QUESTION)
    if case.status is not AnswerStatus.ANSWERED:
        return tuple(faults)
    chosen = [section for section in sections if section.passage in case.passages]
    if not case.facts:
        faults.append(CaseFault.NO_FACTS)
    if not case.municipalities:
        faults.append(CaseFault.NO_MUNICIPALITIES)
    if not chosen:
        faults.append(CaseFault.NO_PASSAGES)
    elif not all(any(_holds(section.text, way) for section in chosen for way in ways) for ways in case.facts):
        faults.append(CaseFault.FACT_NOT_IN_PASSAGES)
    about = {section.municipality for section in chosen}
    if case.topic == "comparison" and any(place is not None and place not in about for place in case.municipalities):
        faults.append(CaseFault.PLACE_WITHOUT_PASSAGE)
    if any(_holds(way, other) for ways in case.facts for way in ways for other in case.forbidden):
        faults.append(CaseFault.FORBIDDEN_FACT)
    return tuple(faults)


class CaseFile:
    """The cases that staff have made, one a line.

    Args:
        folder: The data folder; the file is made with the first case.

    Raises:
        KeepingError: From any method, when the file cannot be read or written, or a line of it is no case.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / CASES_FILE

    def cases(self) -> tuple[EvaluationCase, ...]:
        """All of them, oldest first."""
        try:
            lines = self.path.read_text(encoding="utf-8-sig").split("\n")
        except FileNotFoundError:
            return ()
        except (OSError, UnicodeDecodeError) as error:
            raise KeepingError(f"{self.path} cannot be read ({error}); see that it is a text file in UTF-8") from error
        found = []
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    found.append(from_json(EvaluationCase, line))
                except JsonFormError as error:
                    raise KeepingError(f"{self.path}, line {number}: {error}; correct or remove the line") from error
        return tuple(found)

    def add(self, case: EvaluationCase) -> str:
        """Adds a case, and gives the id it gets."""
        with _writing:
            taken = {known.case_id for known in self.cases()}
            if len(taken) >= MAX_CASES:
                raise KeepingError(f"{self.path} has {len(taken)} cases; no more are kept: move some to another file")
            numbers = range(len(taken) + 1, 2 * len(taken) + 2)
            case_id = next(i for number in numbers if (i := f"own-{case.language}-{number:03}") not in taken)
            line = to_json(replace(case, case_id=case_id))
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                begins_line = not self.path.exists() or self.path.read_bytes()[-1:] in (b"", b"\n")
                with self.path.open("ab") as file:
                    file.write(line + b"\n" if begins_line else b"\n" + line + b"\n")
            except OSError as error:
                raise KeepingError(
                    f"{self.path} cannot be written ({error.strerror}); see that its folder can be written"
                ) from error
        return case_id


def clean_line(text: str) -> str:
    """A text from a form on one line: NFC, spaces folded, without controls and halves of characters."""
    whole = text.encode("utf-8", errors="replace").decode("utf-8")
    kept = (" " if c.isspace() else c for c in whole if c.isspace() or unicodedata.category(c) != "Cc")
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def _asked(case: EvaluationCase) -> tuple[str, ...]:
    texts = (*case.history, case.question)
    return (case.language, *(clean_line(text).strip(".?! ").casefold() for text in texts))


def _holds(text: str, way: str) -> bool:
    """Whether a text says something: its words are found at the beginning of words, or its numbers are all there."""
    words = _said(way)
    if words.strip() and words in _said(text):
        return True
    numbers = [number.lstrip("0") for number in _NUMBER.findall(way)]
    # 6.3.2018 is "6 March 2018" elsewhere, and a phone number is parted in many ways.
    is_number = bool(numbers) and (any(mark in way for mark in ".+") or not any(c.isalpha() for c in way))
    if not is_number:
        return False
    there = {number.lstrip("0") for number in _NUMBER.findall(text)}
    return set(numbers) <= there or (len("".join(numbers)) > 5 and "".join(numbers) in "".join(_NUMBER.findall(text)))


def _said(text: str) -> str:
    return "".join(f" {word.text}" for word in find_words(unicodedata.normalize("NFC", text.casefold())))
