"""The record of a benchmark, and which answers say nothing about speed."""

from dataclasses import dataclass

from bot.schema import AnswerStatus
from evals.schema import Measurement

# An answer that failed on its way took some other time than one that did not.
FAILED = frozenset({AnswerStatus.FAILED_UNDERSTAND, AnswerStatus.FAILED_RETRIEVE, AnswerStatus.FAILED_COMPOSE})


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchmarkReport:
    """Figures of one run; ``machine`` says on what, ``seconds`` is wall time."""

    machine: str
    measurements: tuple[Measurement, ...]
    seconds: float
