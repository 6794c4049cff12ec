"""Question sets and collections from files; a line that cannot be used is an error that names it."""

import csv
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import TypeVar

from evals.errors import EvaluationError
from evals.retrieval.schema import Collection, Passage, PassageQuestion
from evals.schema import Case
from index.json_form import JsonFormError, from_json
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


def load_cases(path: Path | None = None) -> tuple[Case, ...]:
    """The cases of a set in file order; without a path those of the set to develop with, which ships.

    Raises:
        EvaluationError: The file cannot be read, a line is no case, or two have the same id.
    """
    if path is None:
        with resources.as_file(resources.files("evals") / "sets" / "dev.jsonl") as shipped:
            return load_cases(shipped)
    cases: dict[str, Case] = {}
    for number, line in _lines(path):
        case = _parse(Case, line, path, number)
        if case.case_id in cases:
            raise EvaluationError(f"{path}, line {number}: case_id {case.case_id} occurs twice; rename one")
        cases[case.case_id] = replace(case, question=unicodedata.normalize("NFC", case.question))
    return tuple(cases.values())


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
        text = path.read_text(encoding="utf-8")
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
