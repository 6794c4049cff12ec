"""From requests and samples to figures, and from figures to what is not good enough."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from evals.load.schema import (
    ANSWERS,
    KINDS,
    BurstFigures,
    ErrorCount,
    KindFigures,
    LoadReport,
    ProcessFigures,
    ProcessSample,
    TimedRequest,
)

WARM_UP_SECONDS = 60.0
MAX_ANSWER_P95_SECONDS = 2.0
MAX_SLOPE_MIB_PER_MINUTE = 1.0
_MIB = 1 << 20


def summarise_kinds(requests: Sequence[TimedRequest]) -> tuple[KindFigures, ...]:
    """The figures of each kind that occurs, in the order of `KINDS`; () without requests."""
    if not requests:
        return ()
    began = min(request.started_at for request in requests)
    seconds = max(request.started_at + request.seconds for request in requests) - began
    by_kind = {kind: [request for request in requests if request.kind == kind] for kind in KINDS}
    return tuple(_summarise_kind(kind, own, seconds) for kind, own in by_kind.items() if own)


def count_errors(requests: Sequence[TimedRequest]) -> tuple[ErrorCount, ...]:
    """What went wrong, most often first."""
    counted = Counter((request.kind, request.error) for request in requests if request.error is not None)
    return tuple(
        ErrorCount(kind=kind, error=error, times=times) for (kind, error), times in counted.most_common() if error
    )


def summarise_process(samples: Sequence[ProcessSample]) -> ProcessFigures | None:
    """Memory and processor time of the server after the first minute, or of a shorter run; None of one sample."""
    if len(samples) < 2:
        return None
    end_seconds = samples[-1].at_seconds
    warm = [sample for sample in samples if sample.at_seconds >= WARM_UP_SECONDS] or list(samples)
    if len(warm) < 2:
        warm = list(samples)
    first, last = warm[0], warm[-1]
    second_half = [sample for sample in samples if sample.at_seconds >= end_seconds / 2]
    slope = _slope_per_minute(second_half)
    return ProcessFigures(
        warm_mib=first.resident_bytes / _MIB,
        end_mib=last.resident_bytes / _MIB,
        private_end_mib=None if last.private_bytes is None else last.private_bytes / _MIB,
        slope_mib_per_minute=slope,
        # A half that begins while caches are being filled tells nothing.
        flat=slope < MAX_SLOPE_MIB_PER_MINUTE if end_seconds >= 2 * WARM_UP_SECONDS else None,
        cores_used=(last.cpu_seconds - first.cpu_seconds) / (last.at_seconds - first.at_seconds),
    )


def summarise_burst(requests: Sequence[TimedRequest], visitors: int) -> BurstFigures:
    """The answers of a crowd; zero seconds where there is none."""
    answers = [request for request in requests if request.kind in ANSWERS]
    seconds = [answer.seconds for answer in answers] or [0.0]
    return BurstFigures(
        visitors=visitors,
        answers=len(answers),
        failures=sum(answer.error is not None for answer in answers),
        p95_seconds=float(np.quantile(seconds, 0.95)),
        max_seconds=max(seconds),
    )


def find_faults(report: LoadReport) -> tuple[str, ...]:
    """What is not good enough: slow answers, errors, visitors without an answer, memory that grows."""
    return tuple(_find_faults(report))


def _find_faults(report: LoadReport) -> Iterator[str]:
    answers = [figures for figures in report.kinds if figures.kind in ANSWERS]
    if not answers:
        yield "nothing was asked: the run was too short"
    for figures in answers:
        if figures.p95_seconds >= MAX_ANSWER_P95_SECONDS:
            yield (
                f"{figures.kind}: p95 is {figures.p95_seconds:.2f} s, and must be under {MAX_ANSWER_P95_SECONDS:g} s"
            )
    for error in report.errors:
        yield f"{error.kind}: {error.times} times {error.error}"
    if report.burst is not None and report.burst.answers < report.burst.visitors:
        yield f"only {report.burst.answers} of {report.burst.visitors} asking at the same moment got to the end"
    if report.process is not None and report.process.flat is False:
        yield (
            f"memory grows by {report.process.slope_mib_per_minute:.1f} MiB a minute, and must by less than "
            f"{MAX_SLOPE_MIB_PER_MINUTE:g}"
        )


def _summarise_kind(kind: str, requests: Sequence[TimedRequest], run_seconds: float) -> KindFigures:
    seconds = [request.seconds for request in requests]
    median, p95, p99 = (float(value) for value in np.quantile(seconds, (0.5, 0.95, 0.99)))
    return KindFigures(
        kind=kind,
        requests=len(requests),
        failures=sum(request.error is not None for request in requests),
        per_second=len(requests) / run_seconds if run_seconds > 0 else 0.0,
        median_seconds=median,
        p95_seconds=p95,
        p99_seconds=p99,
        max_seconds=max(seconds),
    )


def _slope_per_minute(samples: Sequence[ProcessSample]) -> float:
    """The slope of the straight line, by least squares, through resident memory; MiB a minute, 0 of one sample."""
    minutes = np.array([sample.at_seconds / 60 for sample in samples])
    mib = np.array([sample.resident_bytes / _MIB for sample in samples])
    spread = minutes - minutes.mean()
    square = float(spread @ spread)
    return float(spread @ (mib - mib.mean())) / square if square > 0 else 0.0
