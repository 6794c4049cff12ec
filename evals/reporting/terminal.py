"""A report in the terminal: tables that fit 100 columns, what changed, and the worst cases.

Colours only repeat what a sign says, so that it reads the same without them and in a file.
"""

import sys
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.rendering import strip_controls
from evals.figures import ANSWER_FIGURES, FIGURES, REFUSAL_FIGURES, RETRIEVAL_FIGURES
from evals.reporting.changes import describe_change, describe_test, group_cases, is_for_the_worse
from evals.reporting.shares import NOTHING, FigureLookup, interval, percent_of, points
from evals.reporting.wording import LANGUAGE_NAMES, count, duration, measured, moment, scope_name
from evals.reporting.worst_cases import find_worst_cases
from evals.schema import LYKBOT, PLAIN, Comparison, Figure, FigureChange, Measurement, Report, ScopeKind
from knowledge.schema import LANGUAGES

COLUMNS = 100
# From this width on two columns of blanks fit between the cells of the widest table, below it one.
_ROOMY_COLUMNS = 96
# Longer headings wrap, so that they are no wider than the numbers below them.
_HEADING_CHARS = 10
_WORSE, _DROP = "▼", "▼▼"
_ANSWERS = tuple(kind.name for kind in ANSWER_FIGURES if kind.name not in REFUSAL_FIGURES)
_OF_PARTS = ("right", "citation_precision", "language")
_SEARCH = tuple(kind.name for kind in RETRIEVAL_FIGURES)
_SEARCH_BESIDE = "recall@5"
_AVERAGES = {"within": "Within a language", "across": "Across languages", "all": "All pairs"}
_MOST_CASES, _MOST_DROPS, _MOST_IDS = 10, 12, 8


def open_console() -> Console:
    """A console on standard output; where that is no terminal, as wide as the tables like it."""
    return Console(file=sys.stdout, width=None if sys.stdout.isatty() else COLUMNS)


def print_report(report: Report, comparison: Comparison | None, console: Console) -> None:
    """Prints what a report has: figures, what changed since the report it is compared with, and the worst cases."""
    width = min(console.width, COLUMNS)
    for part in _Printed(report, comparison, width).parts():
        console.print(part, width=width)


class _Printed:
    """A report as parts to print, one below the other."""

    def __init__(self, report: Report, comparison: Comparison | None, width: int) -> None:
        self._report, self._comparison, self._width = report, comparison, width
        self._answers, self._search = FigureLookup(report.answers), FigureLookup(report.retrieval)
        self._has_plain = PLAIN in self._answers.systems()
        self._changes = {_key(change.now): change for change in comparison.figures} if comparison else {}

    def parts(self) -> Iterator[RenderableType]:
        """Every part that the report has something for."""
        yield from self._head()
        yield from self._main_figures("Answers", _ANSWERS)
        yield from self._main_figures("Refusals", REFUSAL_FIGURES)
        yield from self._parts_of_the_cases()
        yield from self._pairs()
        yield from self._retrieval()
        yield from self._retrieval_beside()
        yield from self._measurements()
        if self._comparison is not None:
            yield from _changes(self._report, self._comparison)
        yield from _worst_cases(self._report)

    def _head(self) -> Iterator[Text]:
        report, versions = self._report, self._report.versions
        languages = Counter(case.language for case in report.cases)
        asked = ", ".join(f"{languages[code]} in {LANGUAGE_NAMES[code]}" for code in LANGUAGES if languages[code])
        part = "" if report.split is None else f", only those of the {report.split} split"
        sets = ", ".join(f"{version.name} ({version.cases})" for version in versions.sets)
        yield _text(f"lykbot {versions.lykbot}: {len(report.cases)} cases ({asked}){part}", "bold")
        yield _text(f"{moment(report.made_at)}, in {duration(report.seconds)} on {report.machine}")
        yield _text(f"sets: {sets}; model: {versions.model}")
        yield _text("Shares in percent; the 95 % intervals (Wilson) count cases, not facts or citations.")
        if self._comparison is not None:
            yield _text(f"{_WORSE} worse than the baseline, {_DROP} by more than the baseline's interval.")

    def _main_figures(self, title: str, names: Sequence[str]) -> Iterator[RenderableType]:
        """Figures in rows: per language, for all, of the plain pipeline, and the change for all."""
        languages = [code for code in LANGUAGES if code in self._answers.scopes("language")]
        plain = ["plain"] if self._has_plain else []
        change = ["change"] if self._comparison is not None else []
        table = self._table("", *languages, "all", "interval", "count", *plain, *change)
        for name in names:
            whole, theirs = self._answers.find(LYKBOT, name), self._answers.find(PLAIN, name)
            if whole is None and theirs is None:
                continue
            cells = [self._cell(self._answers.find(LYKBOT, name, "language", code)) for code in languages]
            cells.append(Text(percent_of(whole), style="bold"))
            cells.append(Text(interval(whole.estimate) if whole else NOTHING))
            cells.append(Text(f"{count(whole.count)}/{whole.total}" if whole else NOTHING))
            cells += [Text(percent_of(theirs)) for _ in plain] + [self._change_cell(whole) for _ in change]
            table.add_row(_text(FIGURES[name].label), *cells)
        yield from _titled(title, table)

    def _parts_of_the_cases(self) -> Iterator[RenderableType]:
        table = self._table("", "cases", *(FIGURES[name].label for name in _OF_PARTS))
        kinds: tuple[ScopeKind, ...] = ("topic", "trait", "split")
        for kind in kinds:
            for scope in self._answers.scopes(kind):
                found = [self._answers.find(LYKBOT, name, kind, scope) for name in _OF_PARTS]
                table.add_row(_text(scope_name(kind, scope)), _total(found), *map(self._cell, found))
            table.add_section()
        yield from _titled("By topic, kind of question and split", table)

    def _pairs(self) -> Iterator[RenderableType]:
        table = self._table("asked in → page in", "cases", *(FIGURES[name].label for name in _OF_PARTS))
        for pair in self._answers.scopes("pair"):
            found = [self._answers.find(LYKBOT, name, "pair", pair) for name in _OF_PARTS]
            cells = [self._cell(figure) for figure in found]
            if self._has_plain:
                for cell, name in zip(cells, _OF_PARTS, strict=True):
                    cell.append(f" /{percent_of(self._answers.find(PLAIN, name, 'pair', pair)):>6}")
            table.add_row(_text(scope_name("pair", pair)), _total(found), *cells)
        yield from _titled("By pair of languages" + (", lykbot / plain" if self._has_plain else ""), table)

    def _retrieval(self) -> Iterator[RenderableType]:
        table = self._table("asked in → page in", "questions", *(FIGURES[name].label for name in _SEARCH))
        for kind, scope in self._search_scopes():
            found = [self._search.find(LYKBOT, name, kind, scope) for name in _SEARCH]
            if any(found):
                table.add_row(_search_scope(scope), _total(found), *map(self._cell, found))
        yield from _titled("Search", table)

    def _retrieval_beside(self) -> Iterator[RenderableType]:
        systems = self._search.systems()
        table = self._table("asked in → page in", *systems)
        for kind, scope in self._search_scopes() if len(systems) > 1 else ():
            found = [self._search.find(system, _SEARCH_BESIDE, kind, scope) for system in systems]
            table.add_row(_search_scope(scope), *(Text(percent_of(figure)) for figure in found))
        yield from _titled(f"{FIGURES[_SEARCH_BESIDE].label} of each way to search", table)

    def _search_scopes(self) -> list[tuple[ScopeKind, str]]:
        kinds: tuple[ScopeKind, ...] = ("pair", "all")
        return [(kind, scope) for kind in kinds for scope in self._search.scopes(kind)]

    def _measurements(self) -> Iterator[RenderableType]:
        table = self._table("", "", "unit", "wanted")
        table.columns[2].justify = table.columns[3].justify = "left"
        for measurement in self._report.measurements:
            value = Text(measured(measurement.value))
            table.add_row(_text(measurement.name), value, _text(measurement.unit), _wanted(measurement))
        yield from _titled("Speed and memory", table)

    def _table(self, first: str, *others: str) -> Table:
        """A table whose first column holds words and the others numbers; what is too wide wraps, nothing is cut."""
        blanks = int(self._width >= _ROOMY_COLUMNS)
        table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, blanks, 0, 0))
        table.add_column(first, vertical="bottom", overflow="fold")
        for name in others:
            # "at 5" stays together.
            heading = "\n".join(textwrap.wrap(name.replace(" at ", " at\u00a0"), _HEADING_CHARS))
            table.add_column(_text(heading), justify="right", vertical="bottom", overflow="fold")
        return table

    def _cell(self, figure: Figure | None) -> Text:
        return self._marked(percent_of(figure), self._change(figure))

    def _change_cell(self, figure: Figure | None) -> Text:
        change = self._change(figure)
        difference = NOTHING if change is None else points(change.now.estimate.value - change.before.estimate.value)
        return self._marked(difference, change)

    def _change(self, figure: Figure | None) -> FigureChange | None:
        return self._changes.get(_key(figure)) if figure else None

    def _marked(self, number: str, change: FigureChange | None) -> Text:
        """A number and the sign of a change for the worse, which takes its place without one, too."""
        if self._comparison is None:
            return Text(number)
        if change is None or not is_for_the_worse(change):
            return Text(number + " " * len(_DROP))
        if change.drop:
            return Text(number + _DROP, style="bold red")
        return Text(f"{number}{_WORSE:<{len(_DROP)}}", style="yellow")


def _changes(report: Report, comparison: Comparison) -> Iterator[RenderableType]:
    better, worse = comparison.better, comparison.worse
    of_total = "" if comparison.cases == len(report.cases) else f" of {len(report.cases)}"
    yield from _heading("Against the baseline")
    yield _text(f"{comparison.cases}{of_total} cases are in both: {len(better)} better, {len(worse)} worse.")
    yield _text(describe_test(comparison))
    dropped = [describe_change(change) for change in comparison.figures if change.drop]
    if dropped:
        yield _text(f"{_DROP} dropped by more than the interval: {len(dropped)}", "bold red")
        yield from (_text(f"  {change}") for change in dropped[:_MOST_DROPS])
        if len(dropped) > _MOST_DROPS:
            yield _text(f"  and {len(dropped) - _MOST_DROPS} more")
    else:
        yield _text("No figure dropped by more than its interval.")
    for title, style, changes in ((f"{_WORSE} worse", "yellow", worse), ("better", "green", better)):
        if changes:
            yield _text(f"{title}: {len(changes)}", style)
            yield _labelled([(group.change, _some(group.case_ids)) for group in group_cases(changes)])


def _worst_cases(report: Report) -> Iterator[RenderableType]:
    found = find_worst_cases(report)
    shown = found[:_MOST_CASES]
    if found:
        some = f"The {len(shown)} worst of" if len(shown) < len(found) else "The"
        yield from _heading(f"{some} {len(found)} cases of the dev split that are not right, the worst first")
    for case in shown:
        *earlier, question = case.questions
        rows = [("asked", question), ("expected", case.expected), ("given", case.given), ("fault", case.fault)]
        yield Text()
        yield _text(case.heading, "bold")
        yield _labelled([*(("before", text) for text in earlier), *rows])


def _key(figure: Figure) -> tuple[str, str, str]:
    return figure.name, figure.scope_kind, figure.scope


def _heading(title: str) -> Iterator[Text]:
    yield Text()
    yield _text(title, "bold")


def _titled(title: str, table: Table) -> Iterator[RenderableType]:
    if table.row_count:
        yield from _heading(title)
        yield table


def _text(text: str, style: str = "") -> Text:
    # As Text and not as a string, in which rich would look for marks of its own.
    return Text(strip_controls(text), style=style, overflow="fold")


def _labelled(rows: Sequence[tuple[str, str]]) -> Padding:
    """Labels, and beside each its text, which wraps in a column of its own."""
    grid = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    grid.add_column(overflow="fold")
    grid.add_column(overflow="fold")
    for label, text in rows:
        grid.add_row(_text(label), _text(text))
    return Padding(grid, (0, 0, 0, 2), expand=False)


def _some(case_ids: Sequence[str]) -> str:
    rest = len(case_ids) - _MOST_IDS
    return ", ".join(case_ids[:_MOST_IDS]) + (f" and {rest} more" if rest > 0 else "")


def _total(figures: Sequence[Figure | None]) -> Text:
    """How many things the first of the figures is about."""
    return Text(NOTHING if figures[0] is None else str(figures[0].total))


def _search_scope(scope: str) -> Text:
    return _text(_AVERAGES.get(scope) or scope_name("pair", scope))


def _wanted(measurement: Measurement) -> Text:
    if measurement.target is None:
        return Text()
    bound = f"{'at most' if measurement.at_most else 'at least'} {measurement.target:g}"
    return Text(f"{bound}: met") if measurement.met else Text(f"{bound}: NOT met", style="bold red")
