"""Questions a second when several ask at once, each in a thread of its own, as the web page's visitors do."""

import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle, islice
from queue import Empty, SimpleQueue
from random import Random
from threading import Barrier

import numpy as np

from bot.schema import Answer, Question
from evals.errors import EvaluationError
from evals.schema import Measurement

_log = logging.getLogger(__name__)

ASKERS = (1, 8, 32)
_SEED = 20250101
# The warm-up's; what it asks is asked again by each number of askers, which takes about as long.
_WARM_UP_SECONDS = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedAnswer:
    """When a question was asked and answered, in seconds of one clock; ``failed`` counts a crash too."""

    asked_at: float
    answered_at: float
    failed: bool


def measure_asking_at_once(
    answer: Callable[[Question], Answer], questions: Sequence[Question], askers: Sequence[int] = ASKERS
) -> tuple[Measurement, ...]:
    """Questions a second and the 95th percentile of the seconds of one, by the number of askers; and what failed.

    One asker warms up: it asks the questions in random order, each once, for three seconds. As many questions, and at
    least one for each asker, are then asked by each number of askers, who start together and take the next question
    when they have an answer. Failed answers count only as such.

    Args:
        answer: What answers, from any thread.
        questions: What is asked.
        askers: The numbers of askers, each 1 or more.

    Raises:
        EvaluationError: There is no question.
    """
    if not questions:
        raise EvaluationError("there is no question to measure speed with; give a set that has one")
    warm = _warm_up(answer, Random(_SEED).sample(list(questions), len(questions)))
    asked = list(islice(cycle(warm), max(len(warm), *askers)))
    measurements: list[Measurement] = []
    failed = 0
    for number in askers:
        timed = ask_at_once(answer, asked, number)
        good = [one for one in timed if not one.failed]
        failed += len(timed) - len(good)
        seconds = max(one.answered_at for one in timed) - min(one.asked_at for one in timed)
        name = f"{number} asking at once"
        measurements.append(Measurement(name=name, value=len(good) / seconds, unit="questions/s"))
        if good:
            p95 = float(np.quantile([one.answered_at - one.asked_at for one in good], 0.95))
            measurements.append(Measurement(name=f"{name}: a question, p95", value=p95, unit="s"))
    return (
        *measurements,
        Measurement(name="asking at once: failed answers", value=float(failed), unit="answers", target=0.0),
    )


def ask_at_once(
    answer: Callable[[Question], Answer], questions: Sequence[Question], askers: int
) -> tuple[TimedAnswer, ...]:
    """How every question went, in no order, when so many askers start together and share the questions."""
    left: SimpleQueue[Question] = SimpleQueue()
    for question in questions:
        left.put(question)
    start = Barrier(askers)

    def ask_until_none_is_left() -> list[TimedAnswer]:
        timed: list[TimedAnswer] = []
        start.wait()
        while True:
            try:
                question = left.get_nowait()
            except Empty:
                return timed
            timed.append(_time(answer, question))

    with ThreadPoolExecutor(max_workers=askers) as pool:
        running = [pool.submit(ask_until_none_is_left) for _ in range(askers)]
        return tuple(one for asker in running for one in asker.result())


def _warm_up(answer: Callable[[Question], Answer], questions: Sequence[Question]) -> list[Question]:
    """The questions asked before time was up, at least one."""
    ends = time.perf_counter() + _WARM_UP_SECONDS
    asked = []
    for question in questions:
        _time(answer, question)
        asked.append(question)
        if time.perf_counter() > ends:
            break
    return asked


def _time(answer: Callable[[Question], Answer], question: Question) -> TimedAnswer:
    asked_at = time.perf_counter()
    try:
        failed = answer(question).status.is_failure
    except Exception:
        # Counted, whatever it is; the log has the reason.
        _log.exception("a question asked at the same time as others crashed")
        failed = True
    return TimedAnswer(asked_at=asked_at, answered_at=time.perf_counter(), failed=failed)
