from dataclasses import replace

import pytest

from evals.load.schema import (
    API_ANSWER,
    CHAT_ANSWER,
    START_PAGE,
    BurstFigures,
    ErrorCount,
    LoadReport,
    ProcessSample,
    TimedRequest,
)
from evals.load.summarising import (
    count_errors,
    find_faults,
    summarise_burst,
    summarise_kinds,
    summarise_process,
)

_MIB = 1 << 20


def _request(
    kind: str = CHAT_ANSWER, started_at: float = 0.0, seconds: float = 0.1, error: str | None = None
) -> TimedRequest:
    return TimedRequest(kind=kind, started_at=started_at, seconds=seconds, error=error)


def _samples(mib: list[float], every_seconds: float) -> list[ProcessSample]:
    """Half a core in use, and of the memory all but 10 MiB the process's own."""
    return [
        ProcessSample(
            at_seconds=i * every_seconds,
            resident_bytes=int(value * _MIB),
            private_bytes=int((value - 10) * _MIB),
            cpu_seconds=7 + i * every_seconds / 2,
        )
        for i, value in enumerate(mib)
    ]


def _report(*requests: TimedRequest, mib: list[float] | None = None, burst: BurstFigures | None = None) -> LoadReport:
    return LoadReport(
        format_version=1,
        made_at="2025-01-01T00:00:00+00:00",
        machine="a machine",
        visitors=2,
        seconds=600.0,
        pace=1.0,
        kinds=summarise_kinds(requests),
        errors=count_errors(requests),
        process=summarise_process(_samples(mib, 60.0)) if mib else None,
        burst=burst,
        samples=(),
    )


def test_figures_of_a_kind() -> None:
    answers = [_request(started_at=1000.0 + i, seconds=(i + 1) / 100) for i in range(101)]
    pages = [_request(START_PAGE, started_at=1000.0, error="HTTP 500"), _request(START_PAGE, started_at=1050.0)]
    page, answer = summarise_kinds([*answers, *pages])
    assert (page.kind, page.requests, page.failures) == (START_PAGE, 2, 1)
    assert (answer.kind, answer.requests, answer.failures) == (CHAT_ANSWER, 101, 0)
    # From 0.01 to 1.01 s in equal steps.
    assert answer.median_seconds == pytest.approx(0.51)
    assert answer.p95_seconds == pytest.approx(0.96)
    assert answer.p99_seconds == pytest.approx(1.00)
    assert answer.max_seconds == pytest.approx(1.01)
    # The last one began after 100 s and took 1.01 s.
    assert answer.per_second == pytest.approx(101 / 101.01)


def test_kinds_keep_their_order_and_nothing_gives_nothing() -> None:
    found = summarise_kinds([_request(API_ANSWER), _request(CHAT_ANSWER), _request(START_PAGE)])
    assert [figures.kind for figures in found] == [START_PAGE, CHAT_ANSWER, API_ANSWER]
    assert summarise_kinds([]) == ()


def test_errors_are_counted_by_kind_and_text() -> None:
    requests = [_request(error="full"), _request(START_PAGE, error="full"), _request(error="full"), _request()]
    assert count_errors(requests) == (
        ErrorCount(kind=CHAT_ANSWER, error="full", times=2),
        ErrorCount(kind=START_PAGE, error="full", times=1),
    )


def test_memory_that_fills_at_first_is_flat() -> None:
    process = summarise_process(_samples([100.0, 300.0, *([400.0] * 9)], 60.0))
    assert process is not None
    assert (process.warm_mib, process.end_mib, process.private_end_mib) == (300.0, 400.0, 390.0)
    assert process.slope_mib_per_minute == pytest.approx(0.0)
    assert process.flat is True
    assert process.cores_used == pytest.approx(0.5)


def test_memory_that_goes_on_growing_is_not_flat() -> None:
    process = summarise_process(_samples([400.0 + 2.5 * i for i in range(11)], 60.0))
    assert process is not None
    assert process.slope_mib_per_minute == pytest.approx(2.5)
    assert process.flat is False


def test_memory_that_shrinks_is_flat() -> None:
    process = summarise_process(_samples([400.0 - 2.5 * i for i in range(11)], 60.0))
    assert process is not None
    assert process.flat is True


def test_a_short_run_does_not_tell_whether_memory_is_flat() -> None:
    process = summarise_process(_samples([100.0, 200.0, 300.0], 30.0))
    assert process is not None
    assert process.flat is None
    # Warm is the last sample only, which is no stretch of time.
    assert process.warm_mib == 100.0
    assert process.cores_used == pytest.approx(0.5)


def test_private_memory_may_be_unknown() -> None:
    samples = [replace(sample, private_bytes=None) for sample in _samples([100.0, 100.0], 60.0)]
    process = summarise_process(samples)
    assert process is not None
    assert process.private_end_mib is None


@pytest.mark.parametrize("count", [0, 1])
def test_a_process_that_was_hardly_seen_has_no_figures(count: int) -> None:
    assert summarise_process(_samples([100.0] * count, 5.0)) is None


def test_burst() -> None:
    answers = [_request(seconds=float(i)) for i in range(1, 11)]
    burst = summarise_burst([*answers, _request(seconds=11.0, error="no answer"), _request(START_PAGE)], 12)
    assert (burst.visitors, burst.answers, burst.failures, burst.max_seconds) == (12, 11, 1, 11.0)
    assert burst.p95_seconds == pytest.approx(10.5)
    assert summarise_burst([], 3).max_seconds == 0.0


def test_nothing_is_wrong_with_a_good_run() -> None:
    assert find_faults(_report(_request(), _request(API_ANSWER), mib=[400.0] * 11)) == ()


def test_slow_pages_are_no_fault_and_slow_answers_are() -> None:
    assert find_faults(_report(_request(), _request(START_PAGE, seconds=5.0))) == ()
    assert find_faults(_report(_request(seconds=2.0))) == ("answer in the chat: p95 is 2.00 s, and must be under 2 s",)


def test_every_error_is_a_fault() -> None:
    assert find_faults(_report(_request(), _request(START_PAGE, error="HTTP 500"))) == ("start page: 1 times HTTP 500",)


def test_growing_memory_is_a_fault() -> None:
    (fault,) = find_faults(_report(_request(), mib=[400.0 + 2 * i for i in range(11)]))
    assert fault == "memory grows by 2.0 MiB a minute, and must by less than 1"


def test_a_run_without_an_answer_is_a_fault() -> None:
    assert find_faults(_report(_request(START_PAGE))) == ("nothing was asked: the run was too short",)


def test_a_crowd_that_did_not_get_through_is_a_fault() -> None:
    burst = summarise_burst([_request()], 2)
    assert find_faults(_report(_request(), burst=burst)) == ("only 1 of 2 asking at the same moment got to the end",)
