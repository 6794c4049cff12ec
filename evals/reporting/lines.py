"""Reports on the parts of lykbot as lines to read."""

from collections.abc import Iterator, Sequence

from evals.figures import FIGURES
from evals.retrieval.pair_figures import ACROSS, WITHIN
from evals.retrieval.schema import RetrievalReport, Score
from evals.schema import LYKBOT, Estimate, Measurement
from evals.speed.schema import BenchmarkReport

# What issue 2 asks of the gain over plain search on the collection: points at 1 and at 5.
_TARGETS = {WITHIN: (0.06, 0.03), ACROSS: (0.09, 0.05)}
# What the scores leave out.
_FURTHER_FIGURES = ("recall@10", "mrr", "ndcg@10")


def describe_retrieval(report: RetrievalReport) -> tuple[str, ...]:
    """A report in lines."""
    return tuple(_describe(report))


def describe_benchmark(report: BenchmarkReport) -> tuple[str, ...]:
    """A report in lines."""
    lines = [_figure_line(measurement).rstrip() for measurement in report.measurements]
    return (f"{report.machine}; {report.seconds:.0f} s", "", *lines)


def _describe(report: RetrievalReport) -> Iterator[str]:
    yield (
        f"{report.passages} passages, {report.questions} questions, {report.left_out} left out; "
        f"{report.model_id}; {report.seconds:.0f} s"
    )
    yield "95 % intervals: Wilson's for a recall of one pair, bootstrap over questions for all else; gains in points"
    yield f"sv-fi: asked in Swedish, passages in Finnish; averages over pairs {WITHIN} a language and {ACROSS} two"
    yield ""
    yield _row("pair", "system", "n", "recall@1", "recall@5", "gain@1", "gain@5")
    scope = None
    for score in report.scores:
        if scope not in (None, score.scope):
            yield ""
        scope = score.scope
        yield _score_row(score)
    yield from _describe_targets(report.scores)
    yield ""
    yield _row("pair", "system", "n", *(FIGURES[name].label for name in _FURTHER_FIGURES))
    yield from _describe_further(report)
    if report.pool:
        yield ""
        yield "pool of all languages"
        yield _row("asked", "system", "n", "same language in 5", "recall@5, any language")
        for row in report.pool:
            share = f"{row.same_language_share:.3f}"
            yield _row(row.language, row.system, str(row.questions), share, _share(row.recall_at_5))


def _describe_further(report: RetrievalReport) -> Iterator[str]:
    figures = {(figure.scope, figure.system, figure.name): figure for figure in report.figures}
    for scope in dict.fromkeys(figure.scope for figure in report.figures):
        for system in dict.fromkeys(figure.system for figure in report.figures):
            found = [figures[scope, system, name] for name in _FURTHER_FIGURES]
            yield _row(scope, system, str(found[0].total), *(_share(figure.estimate) for figure in found))


def _figure_line(measurement: Measurement) -> str:
    decimals = 2 if measurement.value < 10 else 1 if measurement.value < 100 else 0
    line = f"{measurement.name:<72} {measurement.value:>9,.{decimals}f} {measurement.unit:<8}"
    if measurement.target is None:
        return line
    bound = "at most" if measurement.at_most else "at least"
    return f"{line} target {bound} {measurement.target:g}: {'met' if measurement.met else 'NOT met'}"


def _score_row(score: Score) -> str:
    shares = _share(score.recall_at_1), _share(score.recall_at_5)
    return _row(
        score.scope, score.system, str(score.questions), *shares, _points(score.gain_at_1), _points(score.gain_at_5)
    )


def _row(scope: str, system: str, count: str, *cells: str) -> str:
    """A line of at most 110 columns with up to four cells."""
    return f"{scope:<6} {system:<16} {count:>5}  {' '.join(f'{cell:<19}' for cell in cells)}".rstrip()


def _describe_targets(scores: Sequence[Score]) -> Iterator[str]:
    for score in scores:
        target = _TARGETS.get(score.scope)
        if target is None or score.system != LYKBOT or score.gain_at_1 is None or score.gain_at_5 is None:
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
