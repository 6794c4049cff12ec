"""What was measured of the answers made of passages, as lines to read."""

from collections.abc import Iterator, Sequence

from evals.answering.figures import COMPOSER, SEARCH_FIGURES, SYSTEM_FIGURES, AnsweringFigure
from evals.answering.schema import AnsweringReport
from evals.reporting.shares import NOTHING, FigureLookup, interval, percent_of
from evals.schema import LYKBOT

_TITLES = {
    COMPOSER: "composer alone: the passages found, whatever the question is about",
    LYKBOT: "whole bot: facts, scope and language as well",
}


def describe_answering(report: AnsweringReport) -> tuple[str, ...]:
    """A report in lines: what was found, then for the composer and the whole bot what they show and refuse."""
    return tuple(_describe(report))


def _describe(report: AnsweringReport) -> Iterator[str]:
    figures = FigureLookup(report.figures)
    languages = figures.scopes("language")
    yield (
        f"{report.passages} passages, {len(report.outcomes)} questions, {report.left_out} left out; "
        f"{report.model_id}; {report.seconds:.0f} s"
    )
    yield "shares in percent with 95 % intervals (Wilson; bootstrap for the number of sentences)"
    if report.worked_out:
        codes = ", ".join(report.worked_out)
        yield f"answers in {codes} are the sentences that stand where a translation's answer stands"
    yield ""
    yield _row("search", "of", languages)
    for kind in SEARCH_FIGURES:
        yield _figure_row(figures, COMPOSER, kind, languages)
    for system, title in _TITLES.items():
        yield ""
        yield title
        for kind in SYSTEM_FIGURES:
            yield _figure_row(figures, system, kind, languages)
        yield _row("sentences shown", "answered", [_sentences(report, system, code) for code in languages])
    yield ""
    yield _row("what the whole bot said", "", languages)
    for status in dict.fromkeys(count.status for count in report.statuses):
        for answerable in (True, False):
            counts: dict[str, int] = {
                count.language: count.questions
                for count in report.statuses
                if (count.status, count.answerable) == (status, answerable)
            }
            if counts:
                of = "answerable" if answerable else "unanswerable"
                yield _row(status, of, [str(counts.get(code, 0)) for code in languages])


def _figure_row(figures: FigureLookup, system: str, kind: AnsweringFigure, languages: Sequence[str]) -> str:
    cells = []
    for code in languages:
        figure = figures.find(system, kind.name, "language", code)
        cells.append(NOTHING if figure is None else f"{percent_of(figure)} {interval(figure.estimate)}")
    return _row(kind.label, kind.of, cells)


def _sentences(report: AnsweringReport, system: str, code: str) -> str:
    for shown in report.sentences:
        if (shown.system, shown.language) == (system, code):
            return f"{shown.mean.value:.2f} {shown.mean.low:.2f}–{shown.mean.high:.2f}"
    return NOTHING


def _row(label: str, of: str, cells: Sequence[str]) -> str:
    return f"{label:<50} {of:<16} {' '.join(f'{cell:<16}' for cell in cells)}".rstrip()
