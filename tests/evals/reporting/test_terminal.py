import io
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from evals.comparing import compare
from evals.reporting.terminal import open_console, print_report
from evals.schema import LYKBOT, Comparison, Figure, Outcome, Report
from index.json_form import to_json
from tests.evals.samples import figure, sample_report, sample_result


def _printed(report: Report, comparison: Comparison | None = None, width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width)
    print_report(report, comparison, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def _line(printed: str, start: str) -> list[str]:
    """The cells of the first line that starts so."""
    return next(line for line in printed.splitlines() if line.startswith(start)).removeprefix(start).split()


def _with_right(*figures: Figure) -> Report:
    return replace(sample_report(), answers=figures)


def test_the_main_figures() -> None:
    printed = _printed(sample_report())
    assert _line(printed, "Right answers") == ["83.3", "83.3", "83.3", "83.3", "78.3–88.3", "5/6", "33.3"]
    assert "6 cases (2 in Finnish, 2 in Swedish, 2 in English)" in printed
    assert "sets: dev (5), test (1); model: toy" in printed


def test_every_table_of_a_report() -> None:
    printed = _printed(sample_report())
    assert _line(printed, "Contacts") == ["6", "83.3", "83.3", "83.3"]
    assert _line(printed, "Swedish → Finnish") == ["2", *["83.3", "/", "33.3"] * 3]
    search = printed[printed.index("\nSearch") :]
    assert _line(search, "Finnish → Finnish") == ["10", "90.0", "90.0", "90.0", "90.0", "90.0"]
    beside = printed[printed.index("Recall at 5 of each way to search") :]
    assert _line(beside, "Swedish → Finnish") == ["90.0", "75.0", "60.0"]
    assert _line(printed, "peak memory") == ["0.91", "GiB", "at", "most", "1.5:", "met"]


def test_only_what_the_report_has_is_printed() -> None:
    report = replace(sample_report(), answers=(), retrieval=(), measurements=(), cases=())
    lines = [line for line in _printed(report).splitlines() if line.strip()]
    assert len(lines) == 4
    assert "─" not in _printed(report)


def test_a_report_without_the_plain_pipeline_has_no_column_for_it() -> None:
    answers = tuple(figure for figure in sample_report().answers if figure.system == LYKBOT)
    printed = _printed(replace(sample_report(), answers=answers, cases=()))
    assert _line(printed, "Right answers") == ["83.3", "83.3", "83.3", "83.3", "78.3–88.3", "5/6"]
    assert _line(printed, "Swedish → Finnish") == ["2", "83.3", "83.3", "83.3"]
    assert "plain" not in printed[: printed.index("Search")]


@pytest.mark.parametrize("kept", [True, False])
def test_a_target_that_is_not_met_says_so(kept: bool) -> None:
    memory = replace(sample_report().measurements[1], value=1.0 if kept else 2.0)
    printed = _printed(replace(sample_report(), measurements=(memory,)))
    assert ("1.5: met" in printed) is kept
    assert ("1.5: NOT met" in printed) is not kept


@pytest.mark.parametrize(("count", "cell"), [(95, "95.0"), (90, "90.0"), (89, "89.0▼"), (85, "85.0▼"), (84, "84.0▼▼")])
def test_worse_cells_are_marked(count: int, cell: str) -> None:
    before = _with_right(
        figure(LYKBOT, "right", "language", "fi", 90, 100), figure(LYKBOT, "right", "all", "all", 1, 2)
    )
    now = _with_right(
        figure(LYKBOT, "right", "language", "fi", count, 100), figure(LYKBOT, "right", "all", "all", 1, 2)
    )
    assert _line(_printed(now, compare(now, before)), "Right answers")[0] == cell


def test_the_change_against_the_baseline() -> None:
    before = _with_right(figure(LYKBOT, "right", "all", "all", 9, 10), figure(LYKBOT, "wrong", "all", "all", 1, 10))
    now = _with_right(figure(LYKBOT, "right", "all", "all", 8, 10), figure(LYKBOT, "wrong", "all", "all", 0, 10))
    printed = _printed(now, compare(now, before))
    assert _line(printed, "Right answers")[-1] == "−10.0▼▼"
    assert _line(printed, "Wrong answers")[-1] == "−10.0"
    assert "dropped by more than the interval: 1\n  Right answers 90.0 → 80.0\n" in printed
    assert "No figure dropped" in _printed(now, compare(now, now))


def test_what_is_not_in_the_baseline_has_no_change() -> None:
    before = _with_right(figure(LYKBOT, "wrong", "all", "all", 1, 10))
    now = _with_right(figure(LYKBOT, "right", "all", "all", 8, 10))
    assert _line(_printed(now, compare(now, before)), "Right answers")[-1] == "–"


def test_cases_that_got_better_and_worse_are_named_up_to_a_number() -> None:
    report = sample_report()
    right = replace(report.cases[0], results=(sample_result(LYKBOT),))
    wrong = replace(report.cases[0], results=(sample_result(LYKBOT, Outcome.WRONG),))
    before = replace(report, cases=(*(replace(right, case_id=f"a{n}") for n in range(20)), replace(wrong, case_id="b")))
    now = replace(report, cases=(*(replace(wrong, case_id=f"a{n}") for n in range(20)), replace(right, case_id="b")))
    printed = _printed(now, compare(now, before))
    assert "21 cases are in both: 1 better, 20 worse." in printed
    assert "a6, a7 and 12 more" in " ".join(printed.split())
    assert "wrong → right  b" in printed
    assert "1 became right, 20 are right no longer: more than chance" in printed
    fewer = replace(before, cases=before.cases[:5])
    assert "5 of 21 cases are in both" in _printed(now, compare(now, fewer))


def test_the_worst_cases_are_at_most_ten() -> None:
    failed = sample_report().cases[5]
    assert failed.case is not None
    cases = tuple(replace(failed, case_id=f"dev-{n}", case=replace(failed.case, case_id=f"dev-{n}")) for n in range(12))
    printed = _printed(replace(sample_report(), cases=cases))
    assert "The 10 worst of 12 cases of the dev split that are not right" in printed
    assert printed.count("It crashed: RuntimeError: the model fell over.") == 10


@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_nothing_is_wider_than_the_console_or_cut(width: int) -> None:
    report = sample_report()
    other = replace(report, cases=tuple(replace(case, results=case.results[::-1]) for case in report.cases))
    before = replace(other, answers=tuple(replace(f, estimate=replace(f.estimate, low=1.0)) for f in report.answers))
    printed = _printed(report, compare(report, before), width)
    assert max(map(len, printed.splitlines())) <= min(width, 100)
    assert "…" not in printed
    assert _line(printed, "Right answers" if width > 60 else "Right")


def test_marks_of_rich_in_a_question_are_text() -> None:
    case = sample_report().cases[1]
    assert case.case is not None
    asked = replace(case.case, question="[bold]Kuka[/] :smile: \x1b[31m[link=x]?")
    printed = _printed(replace(sample_report(), cases=(replace(case, case=asked),)))
    assert "[bold]Kuka[/] :smile: [31m[link=x]?" in printed


@given(st.text(max_size=300), st.integers(40, 120))
def test_any_question_fits(question: str, width: int) -> None:
    case = sample_report().cases[1]
    assert case.case is not None
    report = replace(sample_report(), cases=(replace(case, case=replace(case.case, question=question)),))
    report = replace(report, answers=(), retrieval=(), measurements=())
    console = Console(file=io.StringIO(), width=width, record=True)
    print_report(report, None, console)
    printed = console.export_text()
    assert not any(char in printed for char in "\x1b\x07\u202e")
    # A character may take no column or two; rich counts them.
    assert all(line.cell_len <= min(width, 100) for line in console.render_str(printed, markup=False).split("\n"))


def test_colours_only_repeat_the_signs() -> None:
    before = _with_right(figure(LYKBOT, "right", "all", "all", 9, 10))
    now = _with_right(figure(LYKBOT, "right", "all", "all", 1, 10))
    console = Console(file=io.StringIO(), width=100, force_terminal=True, color_system="standard", record=True)
    print_report(now, compare(now, before), console)
    assert isinstance(console.file, io.StringIO)
    assert "\x1b[1;31m" in console.file.getvalue()
    assert console.export_text() == _printed(now, compare(now, before))


def test_open_console_is_wide_enough_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.setenv("COLUMNS", "40")
    assert open_console().width == 100


def test_printing_leaves_the_report_as_it_is() -> None:
    report = sample_report()
    written = to_json(report)
    first = _printed(report, compare(report, report))
    assert (to_json(report), _printed(report, compare(report, report))) == (written, first)
