"""Question sets and collections from files; a line that cannot be used is an error that names it."""

import csv
import hashlib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TypeVar

from evals.errors import EvaluationError
from evals.retrieval.schema import Collection, Passage, PassageQuestion
from evals.schema import Case, PlacedCase
from index.json_form import JsonFormError, from_json, to_json
from knowledge.schema import LANGUAGES, Language

Record = TypeVar("Record")

_QRELS_HEADER = ["query_id", "corpus_id", "relevance"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _PassageLine:
    id: str
    lang: Language
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _QuestionLine:
    id: str
    lang: Language
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSet:
    """A set of cases in file order; ``name`` is the file's without its ending, ``digest`` the sha256 of its bytes."""

    name: str
    path: Path
    digest: str
    cases: tuple[PlacedCase, ...]


def shipped_sets() -> tuple[Path, ...]:
    """The files of the sets that ship: the one to look at, then the one that is only counted."""
    with resources.as_file(resources.files("evals") / "sets") as folder:
        return (folder / "dev.jsonl", folder / "test.jsonl")


def load_sets(paths: Sequence[Path]) -> tuple[CaseSet, ...]:
    """The sets of some files, in their order.

    Raises:
        EvaluationError: A file cannot be read, holds no case, a line is no case, or two have the same id.
    """
    sets = tuple(_load_set(path) for path in dict.fromkeys(paths))
    places: dict[str, PlacedCase] = {}
    for placed in (placed for case_set in sets for placed in case_set.cases):
        known = places.setdefault(placed.case.case_id, placed)
        if known is not placed:
            raise EvaluationError(
                f"{placed.path}, line {placed.line}: case_id {placed.case.case_id} occurs in {known.path}, line "
                f"{known.line}, too; rename one"
            )
    return sets


def load_cases(path: Path | None = None) -> tuple[Case, ...]:
    """The cases of one set; without a path those of the set to develop with, which ships.

    Raises:
        EvaluationError: See `load_sets`.
    """
    (case_set,) = load_sets((path or shipped_sets()[0],))
    return tuple(placed.case for placed in case_set.cases)


def _load_set(path: Path) -> CaseSet:
    cases: list[PlacedCase] = []
    for number, line in _lines(path):
        case = _parse(Case, line, path, number)
        # Once more, because letters may be written as escapes.
        case = from_json(Case, unicodedata.normalize("NFC", to_json(case).decode()))
        if not case.case_id.strip() or not case.question.strip():
            raise EvaluationError(f"{path}, line {number}: case_id and question must not be blank")
        cases.append(PlacedCase(case=case, set_name=path.stem, path=str(path), line=number))
    if not cases:
        raise EvaluationError(f"{path} holds no case; evals/sets/README.md says what a case is")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return CaseSet(name=path.stem, path=path, digest=digest, cases=tuple(cases))


def load_collection(folder: Path, limit: int | None = None) -> Collection:
    """A collection in the form of BEIR: corpus.jsonl, queries.jsonl and qrels.tsv with its header.

    Args:
        folder: Holds the three files; passages and questions have a language ("lang") and ids like "fi:00-00", where
            the part after the colon is shared by translations.
        limit: How many passages of each language to take, from the top, with the questions that they answer.

    Raises:
        EvaluationError: A file cannot be read, a line is not what it should be, or nothing is left to ask.
    """
    passages: dict[str, Passage] = {}
    taken = dict.fromkeys(LANGUAGES, 0)
    known: set[str] = set()
    path = folder / "corpus.jsonl"
    for number, line in _lines(path):
        entry = _parse(_PassageLine, line, path, number)
        if entry.id in known:
            raise EvaluationError(f"{path}, line {number}: id {entry.id} occurs twice; rename one")
        known.add(entry.id)
        if limit is None or taken[entry.lang] < limit:
            taken[entry.lang] += 1
            title, text = (unicodedata.normalize("NFC", value) for value in (entry.title, entry.text))
            passages[entry.id] = Passage(passage_id=entry.id, language=entry.lang, title=title, text=text)
    relevant = _load_relevant(folder / "qrels.tsv", known)
    questions: dict[str, PassageQuestion] = {}
    left_out = 0
    path = folder / "queries.jsonl"
    for number, line in _lines(path):
        asked = _parse(_QuestionLine, line, path, number)
        if asked.id in questions:
            raise EvaluationError(f"{path}, line {number}: id {asked.id} occurs twice; rename one")
        answers = tuple(passage_id for passage_id in relevant.get(asked.id, ()) if passage_id in passages)
        if answers:
            questions[asked.id] = PassageQuestion(
                question_id=asked.id,
                group=asked.id.partition(":")[2] or asked.id,
                language=asked.lang,
                text=unicodedata.normalize("NFC", asked.text),
                relevant=answers,
            )
        else:
            left_out += 1
    if not questions:
        raise EvaluationError(f"{folder} holds no question that one of its passages answers; take a larger --limit")
    return Collection(passages=tuple(passages.values()), questions=tuple(questions.values()), left_out=left_out)


def _load_relevant(path: Path, known: set[str]) -> dict[str, list[str]]:
    """The ids of the passages that answer a question, by the question's id."""
    relevant: dict[str, list[str]] = {}
    for number, line in _lines(path):
        fields = next(csv.reader([line], delimiter="\t", quoting=csv.QUOTE_NONE))
        if number == 1:
            if fields != _QRELS_HEADER:
                raise EvaluationError(f"{path}, line 1: the header must be {' '.join(_QRELS_HEADER)}, not {line!r}")
            continue
        if len(fields) != len(_QRELS_HEADER) or not fields[2].isdecimal():
            raise EvaluationError(f"{path}, line {number}: not a question id, a passage id and a number: {line!r}")
        if fields[1] not in known:
            raise EvaluationError(f"{path}, line {number}: no passage has the id {fields[1]}")
        if int(fields[2]) > 0:
            relevant.setdefault(fields[0], []).append(fields[1])
    return relevant


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file that are not blank, with their numbers from 1."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path} cannot be read ({error}); it must be a text file in UTF-8") from error
    # Not splitlines, which also cuts at characters that may stand inside a JSON string.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line.rstrip("\r")


def _parse(record_type: type[Record], line: str, path: Path, number: int) -> Record:
    try:
        return from_json(record_type, line)
    except JsonFormError as error:
        raise EvaluationError(f"{path}, line {number}: {error}") from error
