"""How long the stages of an answer take and how long an answer is, from the answers that a run was given anyway."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields

import numpy as np

from bot.schema import Answer, AnswerStatus, StageSeconds
from evals.schema import ALL_VERSIONS, Given, Measurement

_STAGES = tuple(field.name for field in fields(StageSeconds))


def measure_stages(given: Sequence[Given]) -> tuple[Measurement, ...]:
    """Median and 95th percentile of each stage and of the whole, and the median length, system by system.

    Only answers from all versions of the pages count, and none that crashed or failed. A stage counts where it was
    reached, the length where something was answered; what no answer has is left out.
    """
    measurements: list[Measurement] = []
    for system in dict.fromkeys(one.system for one in given):
        own = [one for one in given if one.system == system and one.pages == ALL_VERSIONS]
        measurements += _measure_system(system, own)
    return tuple(measurements)


def name_of_length(system: str) -> str:
    """What the median length of a system's answers is called among the measurements."""
    return f"{system}: length of an answer, median"


def _measure_system(system: str, given: Sequence[Given]) -> Iterator[Measurement]:
    timed = [(one.answer, one.seconds) for one in given if one.answer is not None and not one.answer.status.is_failure]
    answers = [answer for answer, _ in timed]
    for stage in _STAGES:
        yield from _median_and_p95(f"{system}: {stage}", _reached(answers, stage))
    yield from _median_and_p95(f"{system}: whole answer", [seconds for _, seconds in timed])
    lengths = [len(answer.text) for answer in answers if answer.status is AnswerStatus.ANSWERED]
    if lengths:
        yield Measurement(name=name_of_length(system), value=float(np.median(lengths)), unit="chars")


def _reached(answers: Iterable[Answer], stage: str) -> list[float]:
    """Seconds of a stage in the answers that reached it."""
    return [seconds for answer in answers if (seconds := float(getattr(answer.seconds, stage))) > 0]


def _median_and_p95(name: str, seconds: Sequence[float]) -> Iterator[Measurement]:
    if seconds:
        yield Measurement(name=f"{name}, median", value=1000 * float(np.median(seconds)), unit="ms")
        yield Measurement(name=f"{name}, p95", value=1000 * float(np.quantile(seconds, 0.95)), unit="ms")
