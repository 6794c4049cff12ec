"""What `python -m evals answering` does: how well answers made of passages hold what was asked for."""

import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bot.answering import Bot
from bot.assembly import make_embedder
from bot.composing.passages import PassageComposer
from bot.intents import learn_intents
from bot.settings import load_settings
from evals.answering.asking import ask
from evals.answering.figures import count_sentences, count_statuses, measure_outcomes
from evals.answering.lines import describe_answering
from evals.answering.loading import load_known_questions, sample_questions
from evals.answering.schema import AnsweringReport, KnownQuestions, Outcome
from evals.retrieval.passages import Measured, open_for_search, to_document
from evals.work_folder import work_folder
from evals.writing import write_json
from index.building import build_index
from knowledge.schema import LANGUAGES, Language


def measure_answering(
    collection: Path,
    *,
    sample: int,
    language: Language | None = None,
    json_file: Path | None = None,
    work: Path | None = None,
) -> None:
    """Measures answers over a collection and prints the report; says on standard error how far it is.

    Args:
        collection: The folder with corpus.jsonl, queries.jsonl and qrels.tsv.
        sample: How many questions of each language to ask, with an answer and without; all when 0.
        language: The language of the questions to ask; all when None.
        json_file: Where to write the report as well, with what was shown for every question.
        work: The folder that keeps indexes for the next time; none are kept when None.

    Raises:
        EvaluationError: The collection cannot be used, or the report not be written.
    """
    known = sample_questions(load_known_questions(collection), sample, language)
    settings = load_settings()
    with work_folder(work) as folder:
        measured = Measured(
            embedder=make_embedder(settings),
            # Measuring never fills anybody's Chroma server.
            settings=replace(settings.index, store_url=None),
            cache_folder=settings.cache_dir,
            work_folder=folder,
            notice=lambda text: print(f"{text} ...", file=sys.stderr, flush=True),
        )
        report = report_answering(known, measured)
    print("\n".join(describe_answering(report)))
    if json_file is not None:
        write_json(json_file, report)


def report_answering(known: KnownQuestions, measured: Measured) -> AnsweringReport:
    """How well questions are answered, each from an index of the passages in its language."""
    started = time.monotonic()
    outcomes = tuple(outcome for language in LANGUAGES for outcome in _ask_all(known, language, measured))
    asked = {outcome.question.language for outcome in outcomes}
    return AnsweringReport(
        model_id=measured.embedder.model_id,
        passages=sum(passage.language in asked for passage in known.passages),
        worked_out=tuple(language for language in known.worked_out if language in asked),
        left_out=known.left_out,
        figures=measure_outcomes(outcomes),
        sentences=count_sentences(outcomes),
        statuses=count_statuses(outcomes),
        outcomes=outcomes,
        seconds=time.monotonic() - started,
    )


def _ask_all(known: KnownQuestions, language: Language, measured: Measured) -> Iterator[Outcome]:
    questions = [question for question in known.questions if question.language == language]
    if not questions:
        return
    documents = [to_document(passage) for passage in known.passages if passage.language == language]
    measured.notice(f"{language}: {len(documents)} passages, {len(questions)} questions")
    index_folder = measured.work_folder / f"answering-{language}-{len(documents)}"
    build_index(documents, index_folder, measured.settings, lambda: measured.embedder)
    with open_for_search(index_folder, measured) as index:
        composer = PassageComposer(index.records.section)
        classifier = learn_intents(index, measured.cache_folder)
        bot = Bot(index, classifier=classifier, default_language=language)
        for question in questions:
            yield ask(question, index, composer, bot)
