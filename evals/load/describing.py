"""A report on load for a terminal and for the README."""

from collections.abc import Iterator

from evals.load.schema import KindFigures, LoadReport, ProcessFigures

_HEAD = ("", "requests", "a second", "failed", "median", "p95", "p99", "slowest")
_KIND_COLUMNS, _COLUMNS = 28, 10


def describe_load(report: LoadReport) -> tuple[str, ...]:
    """A report in lines of at most 100 columns."""
    return tuple(_describe(report))


def write_markdown(report: LoadReport) -> str:
    """A report for the README: a sentence, a table, and a sentence on memory, with a newline at the end."""
    rule = "| --- |" + " ---: |" * (len(_HEAD) - 1)
    rows = [f"| {' | '.join(cells)} |" for cells in (_HEAD, *map(_cells, report.kinds))]
    table = "\n".join((rows[0].replace("|  |", "| |", 1), rule, *rows[1:]))
    paragraphs = [f"{_describe_visitors(report)}.", table]
    further = [f"{line}." for line in _describe_further(report)]
    return "\n\n".join((*paragraphs, *(["\n".join(further)] if further else []))) + "\n"


def _describe(report: LoadReport) -> Iterator[str]:
    yield _describe_visitors(report)
    yield ""
    yield _row(_HEAD)
    for figures in report.kinds:
        yield _row(_cells(figures))
    yield ""
    yield from _describe_further(report)


def _describe_visitors(report: LoadReport) -> str:
    pace = "" if report.pace == 1 else f", who read {report.pace:g} times as long as people do"
    minutes = f"{report.seconds / 60:.3g} min"
    return f"{report.visitors} visitors at once for {minutes}{pace}, {report.made_at[:10]}; {report.machine}"


def _describe_further(report: LoadReport) -> Iterator[str]:
    if report.process is None:
        yield "Memory of the server was not measured: its process cannot be seen from here"
    else:
        yield from _describe_memory(report.process)
        yield f"The server used {report.process.cores_used:.2f} cores on average"
    if report.burst is not None:
        yield (
            f"{report.burst.visitors} asking at the very same moment: p95 {_seconds(report.burst.p95_seconds)}, "
            f"slowest {_seconds(report.burst.max_seconds)}, {report.burst.failures} failed"
        )


def _describe_memory(process: ProcessFigures) -> Iterator[str]:
    private = "" if process.private_end_mib is None else f" ({process.private_end_mib:,.0f} of its own)"
    verdict = {True: "flat", False: "NOT flat", None: "too short a run to tell"}[process.flat]
    yield f"Memory of the server: {process.warm_mib:,.0f} MiB when warm, {process.end_mib:,.0f}{private} at the end"
    yield f"Over the second half it changes by {process.slope_mib_per_minute:+.2f} MiB a minute: {verdict}"


def _cells(figures: KindFigures) -> tuple[str, ...]:
    times = (figures.median_seconds, figures.p95_seconds, figures.p99_seconds, figures.max_seconds)
    counts = (f"{figures.requests:,}", f"{figures.per_second:.2f}", f"{figures.failures:,}")
    return (figures.kind, *counts, *map(_seconds, times))


def _row(cells: tuple[str, ...]) -> str:
    first, *others = cells
    return f"{first:<{_KIND_COLUMNS}}{''.join(f'{cell:>{_COLUMNS}}' for cell in others)}"


def _seconds(seconds: float) -> str:
    return f"{1000 * seconds:,.0f} ms" if seconds < 1 else f"{seconds:.2f} s"
