"""How long a question and a build take, against a bare encode by the same loaded model in the same run."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, ParamSpec

import numpy as np

from bot.schema import Question
from evals.errors import EvaluationError
from evals.loading import load_collection
from evals.retrieval.schema import Passage
from evals.schema import Case, Measurement
from evals.speed.made_up_text import make_up_text
from index.building import build_index
from index.folder import generation_folder, read_manifest
from index.records import Records
from index.schema import IndexSettings
from knowledge.loading import load_documents
from knowledge.places import place_name
from knowledge.schema import LANGUAGES

if TYPE_CHECKING:
    from bot.answering import Bot
    from index.embedding import Embedder

Arguments = ParamSpec("Arguments")

QUESTION_TARGET = 1.6
BUILD_TARGET = 0.85
REBUILD_TARGET = 20.0
_MADE_UP_SENTENCES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedBuild:
    """Seconds of a build from a folder, with reading it and without; ``texts`` are what its vectors are made from."""

    seconds: float
    build_seconds: float
    texts: tuple[str, ...]


def measure_questions(bot: "Bot", embedder: "Embedder", cases: Sequence[Case], warm_up: int) -> tuple[Measurement, ...]:
    """A warm question through the bot against a bare encode of it, asked in turn, the languages in turn.

    Args:
        bot: The bot, whose index uses ``embedder``.
        embedder: The loaded model.
        cases: Whose questions are asked, each once, so that nothing is remembered from before.
        warm_up: How many of the questions of each language are asked before, and not measured.

    Raises:
        EvaluationError: No question is left to measure, or one fails.
    """
    by_language = [[case for case in cases if case.language == language and not case.history] for language in LANGUAGES]
    for case in _in_turn([found[:warm_up] for found in by_language]):
        _time_answer(bot, case)
        _time(embedder.encode_bare, [case.question], embedder.query_prompt)
    measured = _in_turn([found[warm_up:] for found in by_language])
    if not measured:
        raise EvaluationError(f"{len(cases)} questions leave none to measure after warming up")
    answers, bare = [], []
    for i, case in enumerate(measured):
        # Who comes second finds the question's words in the processor's caches.
        for ours in (True, False) if i % 2 else (False, True):
            if ours:
                answers.append(_time_answer(bot, case))
            else:
                bare.append(_time(embedder.encode_bare, [case.question], embedder.query_prompt))
    median, bare_median = float(np.median(answers)), float(np.median(bare))
    return (
        Measurement(
            name=f"warm question, {len(measured)} in three languages: median against bare encode",
            value=median / bare_median,
            unit="x",
            target=QUESTION_TARGET,
        ),
        Measurement(
            name="warm question: median of each one's own ratio",
            value=float(np.median(np.divide(answers, bare))),
            unit="x",
        ),
        Measurement(name="warm question: median", value=1000 * median, unit="ms"),
        Measurement(name="warm question: p95", value=1000 * float(np.quantile(answers, 0.95)), unit="ms"),
        Measurement(name="bare encode of a question: median", value=1000 * bare_median, unit="ms"),
    )


def measure_build(
    pages: Path, work: Path, settings: IndexSettings, embedder: "Embedder", rounds: int
) -> tuple[Measurement, ...]:
    """Building from a folder of pages against a bare encode of the same texts, and building it again unchanged.

    Args:
        pages: The folder of pages.
        work: Where the indexes go, one a round.
        settings: What they are built with.
        embedder: The loaded model; loading is not measured.
        rounds: How often everything is done; what counts is the sum of the times.

    Raises:
        EvaluationError: A page cannot be read.
    """
    first = second = building = bare = 0.0
    texts = 0
    for number in range(rounds):
        built = time_build(pages, work / f"index-{number}", settings, embedder)
        again = time_build(pages, work / f"index-{number}", settings, embedder)
        first, second, building = first + built.seconds, second + again.seconds, building + built.build_seconds
        bare += _time(embedder.encode_bare, built.texts, embedder.passage_prompt)
        texts += len(built.texts)
    return (
        Measurement(
            name=f"build, {texts // rounds} passages and sentences: texts a second against bare encode",
            value=bare / building,
            unit="x",
            target=BUILD_TARGET,
            at_most=False,
        ),
        Measurement(name="build: texts a second", value=texts / building, unit="texts/s"),
        Measurement(name="bare encode of the same: texts a second", value=texts / bare, unit="texts/s"),
        Measurement(
            name="second build of the unchanged folder: times as fast as the first",
            value=first / second,
            unit="x",
            target=REBUILD_TARGET,
            at_most=False,
        ),
        Measurement(name="first build, reading included", value=first / rounds, unit="s"),
        Measurement(name="second build, reading included", value=second / rounds, unit="s"),
    )


def time_build(pages: Path, index_folder: Path, settings: IndexSettings, embedder: "Embedder") -> TimedBuild:
    """Reads a folder of pages and builds an index of it.

    Raises:
        EvaluationError: A page cannot be read.
    """
    started = time.perf_counter()
    loaded = load_documents(pages)
    read = time.perf_counter()
    for problem in loaded.problems:
        raise EvaluationError(f"{problem.path}: {problem.reason}")
    build_index(loaded.documents, index_folder, settings, lambda: embedder)
    ended = time.perf_counter()
    return TimedBuild(seconds=ended - started, build_seconds=ended - read, texts=_embedded_texts(index_folder))


def write_pages(passages: Sequence[Passage], folder: Path) -> None:
    """Writes passages out as text files, a page each: the title, an empty line, the text."""
    for passage in passages:
        name = passage.passage_id.replace(":", "-").replace("/", "-")
        path = folder / passage.language / f"{name}.{passage.language}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{passage.title}\n\n{passage.text}\n", encoding="utf-8")


def collect_passages(collection: Path | None, per_language: int | None, seed: int) -> tuple[Passage, ...]:
    """Passages of a collection, or made-up ones without; ``per_language`` None takes all, or makes a hundred."""
    if collection is not None:
        return load_collection(collection, per_language).passages
    random = Random(seed)
    return tuple(
        Passage(
            passage_id=f"{language}:{number}",
            language=language,
            title=f"{number}",
            text=make_up_text(random, language, _MADE_UP_SENTENCES),
        )
        for number in range(per_language or 100)
        for language in LANGUAGES
    )


def _embedded_texts(index_folder: Path) -> tuple[str, ...]:
    """The texts that the vectors of an index were made from, each once."""
    from index.chunking import text_to_embed, unit_text_to_embed

    manifest = read_manifest(index_folder)
    records = Records(generation_folder(index_folder, manifest.generation) / "records.sqlite")
    try:
        chunks = [records.chunk(row) for row in range(manifest.chunks)]
    finally:
        records.close()
    texts: dict[str, None] = {}
    for chunk in chunks:
        place = place_name(chunk.municipality, chunk.language) if chunk.municipality else None
        texts[text_to_embed(chunk, place)] = None
        texts.update((unit_text_to_embed(chunk, unit), None) for unit in chunk.units)
    return tuple(texts)


def _time_answer(bot: "Bot", case: Case) -> float:
    question = Question(text=case.question, language=case.language)
    started = time.perf_counter()
    answer = bot.answer(question)
    seconds = time.perf_counter() - started
    if answer.status.is_failure:
        raise EvaluationError(f"{case.case_id}: the bot {answer.status}; a failed question is no measure of speed")
    return seconds


def _time(work: Callable[Arguments, object], *args: Arguments.args, **kwargs: Arguments.kwargs) -> float:
    """Seconds of a call."""
    started = time.perf_counter()
    work(*args, **kwargs)
    return time.perf_counter() - started


def _in_turn(lists: Sequence[Sequence[Case]]) -> list[Case]:
    """The first of each list, then the second of each, as long as each has one."""
    return [case for row in zip(*lists, strict=False) for case in row]
