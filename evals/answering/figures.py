"""Outcomes -> figures, language by language."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.schema import AnswerStatus
from evals.answering.answer_texts import holds
from evals.answering.schema import Outcome, SentencesShown, Shown, StatusCount
from evals.metrics import bootstrap_interval, wilson_interval
from evals.schema import LYKBOT, Figure
from knowledge.schema import LANGUAGES

COMPOSER = "composer"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweringFigure:
    """A figure as it is called and as it is read; ``of`` says of which questions it is a share."""

    name: str
    label: str
    of: str


SEARCH_FIGURES = (
    AnsweringFigure(name="found", label="passage found", of="answerable"),
    AnsweringFigure(name="nearest_1", label="nearest sentence of the passage holds the answer", of="found"),
    AnsweringFigure(name="nearest_2", label="one of the nearest two does", of="found"),
)
SYSTEM_FIGURES = (
    AnsweringFigure(name="holds", label="sentences shown hold the answer", of="found"),
    AnsweringFigure(name="holds_there", label="sentences shown of the passage hold it", of="found"),
    AnsweringFigure(name="answered", label="answered", of="found"),
    AnsweringFigure(name="holds_of_answered", label="sentences shown hold the answer", of="found, answered"),
    AnsweringFigure(name="refused_rightly", label="refused, having no answer", of="unanswerable"),
    AnsweringFigure(name="refused_wrongly", label="refused, having an answer", of="answerable"),
)

_Shows = Callable[[Outcome], tuple[Shown, ...]]
_SYSTEMS: dict[str, _Shows] = {COMPOSER: lambda outcome: outcome.composed, LYKBOT: lambda outcome: outcome.quoted}


def measure_outcomes(outcomes: Sequence[Outcome]) -> tuple[Figure, ...]:
    """The figures of each language with Wilson's interval; none of what there is nothing of."""
    figures: list[Figure] = []
    for language in LANGUAGES:
        members = [outcome for outcome in outcomes if outcome.question.language == language]
        figures += (f for f in _search_figures(language, members) if f.total)
        for system, shows in _SYSTEMS.items():
            figures += (f for f in _system_figures(language, members, system, shows) if f.total)
    return tuple(figures)


def count_sentences(outcomes: Sequence[Outcome]) -> tuple[SentencesShown, ...]:
    """How many sentences an answer shows, with a bootstrap interval; none for a system without answers."""
    counted = []
    for language in LANGUAGES:
        for system, shows in _SYSTEMS.items():
            numbers = [len(shows(o)) for o in outcomes if o.question.language == language and shows(o)]
            if numbers:
                mean = bootstrap_interval(np.asarray(numbers, dtype=np.float64)[:, np.newaxis])
                counted.append(SentencesShown(system=system, language=language, answers=len(numbers), mean=mean))
    return tuple(counted)


def count_statuses(outcomes: Sequence[Outcome]) -> tuple[StatusCount, ...]:
    """What the whole bot said to questions with and without an answer, in each language."""
    counts = Counter((o.question.language, o.question.is_answerable, o.status) for o in outcomes)
    return tuple(
        StatusCount(language=language, answerable=answerable, status=status, questions=number)
        for language in LANGUAGES
        for answerable in (True, False)
        for status in AnswerStatus
        if (number := counts[language, answerable, status])
    )


def shown_holds(outcome: Outcome, shown: Sequence[Shown]) -> bool:
    """Whether the sentences shown, read one after the other, hold the answer."""
    return holds(" ".join(sentence.text for sentence in shown), outcome.question.answers)


def _search_figures(language: str, outcomes: Sequence[Outcome]) -> Iterator[Figure]:
    answerable = [outcome for outcome in outcomes if outcome.question.is_answerable]
    found = [outcome for outcome in answerable if outcome.found]
    yield _share(COMPOSER, "found", language, len(found), len(answerable))
    for most in (1, 2):
        held = sum(any(holds(text, o.question.answers) for text in o.nearest[:most]) for o in found)
        yield _share(COMPOSER, f"nearest_{most}", language, held, len(found))


def _system_figures(language: str, outcomes: Sequence[Outcome], system: str, shows: _Shows) -> Iterator[Figure]:
    answerable = [outcome for outcome in outcomes if outcome.question.is_answerable]
    unanswerable = [outcome for outcome in outcomes if not outcome.question.is_answerable]
    found = [outcome for outcome in answerable if outcome.found]
    answered = [outcome for outcome in found if shows(outcome)]
    held = sum(shown_holds(outcome, shows(outcome)) for outcome in found)
    there = sum(shown_holds(outcome, _of_passage(outcome, shows(outcome))) for outcome in found)
    yield _share(system, "holds", language, held, len(found))
    yield _share(system, "holds_there", language, there, len(found))
    yield _share(system, "answered", language, len(answered), len(found))
    yield _share(system, "holds_of_answered", language, held, len(answered))
    refused = sum(not shows(outcome) for outcome in unanswerable)
    yield _share(system, "refused_rightly", language, refused, len(unanswerable))
    refused = sum(not shows(outcome) for outcome in answerable)
    yield _share(system, "refused_wrongly", language, refused, len(answerable))


def _of_passage(outcome: Outcome, shown: Sequence[Shown]) -> tuple[Shown, ...]:
    return tuple(sentence for sentence in shown if sentence.passage_id in outcome.question.passages)


def _share(system: str, name: str, language: str, count: int, total: int) -> Figure:
    return Figure(
        system=system,
        name=name,
        scope_kind="language",
        scope=language,
        count=count,
        total=total,
        estimate=wilson_interval(count, total),
    )
