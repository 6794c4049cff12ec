"""Question sets and collections from files; a line that cannot be used is an error that names it."""

import csv
import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from evals.errors import EvaluationError
from evals.json_lines import read_lines, read_records
from evals.retrieval.schema import Collection, Passage, PassageQuestion
from evals.schema import Case, PlacedCase
from knowledge.schema import LANGUAGES, Language

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
    for number, case in read_records(path, Case):
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
    for number, entry in read_records(path, _PassageLine):
        if entry.id in known:
            raise EvaluationError(f"{path}, line {number}: id {entry.id} occurs twice; rename one")
        known.add(entry.id)
        if limit is None or taken[entry.lang] < limit:
            taken[entry.lang] += 1
            passages[entry.id] = Passage(passage_id=entry.id, language=entry.lang, title=entry.title, text=entry.text)
    relevant = _load_relevant(folder / "qrels.tsv", known)
    questions: dict[str, PassageQuestion] = {}
    left_out = 0
    path = folder / "queries.jsonl"
    for number, asked in read_records(path, _QuestionLine):
        if asked.id in questions:
            raise EvaluationError(f"{path}, line {number}: id {asked.id} occurs twice; rename one")
        answers = tuple(passage_id for passage_id in relevant.get(asked.id, ()) if passage_id in passages)
        if answers:
            questions[asked.id] = PassageQuestion(
                question_id=asked.id,
                group=asked.id.partition(":")[2] or asked.id,
                language=asked.lang,
                text=asked.text,
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
    for number, line in read_lines(path):
        fields = next(csv.reader([unicodedata.normalize("NFC", line)], delimiter="\t", quoting=csv.QUOTE_NONE))
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
