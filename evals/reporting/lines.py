"""Reports as lines to read and as JSON to keep."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from evals.errors import EvaluationError
from evals.retrieval.passages import ACROSS, FULL, WITHIN
from evals.retrieval.schema import RetrievalReport, Score
from evals.schema import Estimate, Measurement
from evals.speed.schema import BenchmarkReport
from index.json_form import to_json

# What issue 2 asks of the gain over plain search on the collection: points at 1 and at 5.
_TARGETS = {WITHIN: (0.06, 0.03), ACROSS: (0.09, 0.05)}


def describe_retrieval(report: RetrievalReport) -> tuple[str, ...]:
    """A report in lines."""
    return tuple(_describe(report))


def describe_benchmark(report: BenchmarkReport) -> tuple[str, ...]:
    """A report in lines."""
    lines = [_figure_line(measurement).rstrip() for measurement in report.measurements]
    return (f"{report.machine}; {report.seconds:.0f} s", "", *lines)


def write_json(path: Path, report: object) -> None:
    """Writes a report's JSON form.

    Raises:
        EvaluationError: The file cannot be written.
    """
    try:
        path.write_bytes(to_json(report, indent=1) + b"\n")
    except OSError as error:
        raise EvaluationError(f"{path} cannot be written ({error.strerror}); name another file") from error


def _describe(report: RetrievalReport) -> Iterator[str]:
    yield (
        f"{report.passages} {report.subject}, {report.questions} questions, {report.left_out} left out; "
        f"{report.model_id}; {report.seconds:.0f} s"
    )
    yield "95 % intervals: Wilson's for a single recall, bootstrap over questions for averages and gains (in points)"
    yield ""
    yield f"{'scope':<18} {'system':<18} {'n':>5}  {'recall@1':<20} {'recall@5':<20} {'gain@1':<20} {'gain@5':<20}"
    scope = None
    for score in report.scores:
        if scope not in (None, score.scope):
            yield ""
        scope = score.scope
        yield _line(score).rstrip()
    yield from _describe_targets(report.scores)
    if report.pool:
        yield ""
        yield "pool of all languages"
        yield f"{'asked in':<18} {'system':<18} {'n':>5}  {'same language in 5':<20} {'recall@5, any language'}"
        for row in report.pool:
            yield (
                f"{row.language:<18} {row.system:<18} {row.questions:>5}  {row.same_language_share:<20.3f} "
                f"{_share(row.recall_at_5)}"
            )


def _figure_line(measurement: Measurement) -> str:
    decimals = 2 if measurement.value < 10 else 1 if measurement.value < 100 else 0
    line = f"{measurement.name:<72} {measurement.value:>9,.{decimals}f} {measurement.unit:<8}"
    if measurement.target is None:
        return line
    bound = "at most" if measurement.at_most else "at least"
    return f"{line} target {bound} {measurement.target:g}: {'met' if measurement.met else 'NOT met'}"


def _line(score: Score) -> str:
    return (
        f"{score.scope:<18} {score.system:<18} {score.questions:>5}  {_share(score.recall_at_1):<20} "
        f"{_share(score.recall_at_5):<20} {_points(score.gain_at_1):<20} {_points(score.gain_at_5):<20}"
    )


def _describe_targets(scores: Sequence[Score]) -> Iterator[str]:
    for score in scores:
        target = _TARGETS.get(score.scope)
        if target is None or score.system != FULL or score.gain_at_1 is None or score.gain_at_5 is None:
            continue
        for k, gain, wanted in zip((1, 5), (score.gain_at_1, score.gain_at_5), target, strict=True):
            verdict = "met" if gain.value >= wanted else "NOT met"
            yield f"target {score.scope}, recall@{k}: +{100 * wanted:.1f}, measured {100 * gain.value:+.1f}: {verdict}"


def _share(estimate: Estimate) -> str:
    return f"{estimate.value:.3f} [{estimate.low:.3f} {estimate.high:.3f}]"


def _points(estimate: Estimate | None) -> str:
    if estimate is None:
        return ""
    return f"{100 * estimate.value:+.1f} [{100 * estimate.low:+.1f} {100 * estimate.high:+.1f}]"
