"""Reports are read from their folders, and two of them stand side by side."""

import json
from pathlib import Path

import pytest

from bot.eval_reports import FIGURES, EvalReport, compare_reports, list_reports
from evals.figures import FIGURES as ALL_FIGURES
from evals.schema import Outcome
from knowledge.schema import LANGUAGES
from tests.bot.eval_files import make_report, write_report

BASELINE = Path(__file__).resolve().parents[2] / "evals" / "baselines" / "main.json"


def read(folder: Path, folder_name: str, **changes: object) -> EvalReport:
    write_report(folder / folder_name, make_report(**changes))  # type: ignore[arg-type]  # as make_report takes them
    report = next(found.report for found in list_reports(folder) if found.name == folder_name)
    assert report is not None
    return report


def test_reports_are_listed_newest_first(tmp_path: Path) -> None:
    write_report(tmp_path / "2026-01-01T00-00-00Z")
    write_report(tmp_path / "2026-02-01T00-00-00Z")
    (tmp_path / "2026-03-01T00-00-00Z").mkdir()
    assert [folder.name for folder in list_reports(tmp_path)] == ["2026-02-01T00-00-00Z", "2026-01-01T00-00-00Z"]
    assert list_reports(tmp_path / "none") == ()


def test_what_is_read_of_a_report(tmp_path: Path) -> None:
    report = read(tmp_path, "one")
    assert (report.name, report.made_at, report.seconds, report.cases) == ("one", "2026-03-01T12:00:00Z", 90.0, 2)
    right, in_swedish = report.figure("right"), report.figure("right", "sv")
    assert right is not None
    assert in_swedish is not None
    assert (right.estimate.value, in_swedish.scope) == (0.5, "sv")
    assert report.figure("right", "fi") is None
    assert report.figure("flawless") is None
    assert {figure.system for figure in report.figures} == {"lykbot"}
    assert [(case.case_id, case.outcome) for case in report.outcomes] == [("dev-1", "right"), ("dev-2", "wrong")]


@pytest.mark.parametrize("text", ["", "{}", '{"made_at": 1}', "\xff"])
def test_a_file_that_is_no_report_is_told(tmp_path: Path, text: str) -> None:
    write_report(tmp_path / "one")
    (tmp_path / "one" / "report.json").write_bytes(text.encode("latin-1"))
    (folder,) = list_reports(tmp_path)
    assert folder.report is None
    assert folder.fault


def test_a_report_that_changes_is_read_again(tmp_path: Path) -> None:
    assert read(tmp_path, "one").seconds == 90.0
    path = tmp_path / "one" / "report.json"
    path.write_text(json.dumps(make_report() | {"seconds": 5.0}), encoding="utf-8")
    (folder,) = list_reports(tmp_path)
    assert folder.report is not None
    assert folder.report.seconds == 5.0


def test_the_command_s_own_reports_are_read(tmp_path: Path) -> None:
    write_report(tmp_path / "main", json.loads(BASELINE.read_text(encoding="utf-8")))
    (folder,) = list_reports(tmp_path)
    assert folder.report is not None
    assert all(folder.report.figure(name) is not None for name in FIGURES)
    assert all(folder.report.figure("right", language) is not None for language in LANGUAGES)
    assert {outcome.outcome for outcome in folder.report.outcomes} <= {outcome.value for outcome in Outcome}
    assert any(not outcome.is_shown for outcome in folder.report.outcomes)


def test_figures_are_those_of_evals() -> None:
    assert {name: ALL_FIGURES[name].higher_is_better for name in FIGURES} == FIGURES


@pytest.mark.parametrize(
    ("value", "is_better"), [(0.7, True), (0.3, False), (0.55, None), (0.5, None), (0.6, None), (0.4, None)]
)
def test_a_change_within_the_interval_says_nothing(tmp_path: Path, value: float, is_better: bool | None) -> None:
    comparison = compare_reports(read(tmp_path, "a"), read(tmp_path, "b", right=value), LANGUAGES)
    assert [(change.name, change.language) for change in comparison.figures] == [("right", None), ("right", "sv")]
    assert [change.is_better for change in comparison.figures] == [is_better] * 2
    assert comparison.figures[0].change == pytest.approx(value - 0.5)


def test_less_of_what_is_bad_is_better(tmp_path: Path) -> None:
    before, now = make_report(), make_report(right=0.1)
    for report in (before, now):
        report["answers"] = [figure | {"name": "wrong"} for figure in report["answers"]]
    write_report(tmp_path / "a", before)
    write_report(tmp_path / "b", now)
    later, earlier = (folder.report for folder in list_reports(tmp_path))
    assert earlier is not None
    assert later is not None
    (change,) = compare_reports(earlier, later, LANGUAGES).figures
    assert change.is_better is True


def test_cases_that_turned_out_differently(tmp_path: Path) -> None:
    before = read(
        tmp_path,
        "a",
        outcomes={
            "dev-1": "right",
            "dev-2": "wrong",
            "dev-3": "wrong",
            "dev-4": "right",
            "test-1": "right",
            "dev-5": "wrong",
        },
    )
    now = read(
        tmp_path,
        "b",
        outcomes={
            "dev-1": "wrong",
            "dev-2": "right",
            "dev-3": "partial",
            "dev-4": "right",
            "test-1": "wrong",
            "dev-6": "wrong",
        },
    )
    changes = compare_reports(before, now, LANGUAGES).changes
    assert [(change.case_id, change.before, change.now, change.is_better) for change in changes] == [
        ("dev-1", "right", "wrong", False),
        ("dev-2", "wrong", "right", True),
        ("dev-3", "wrong", "partial", None),
        # A case of the test split is only counted.
        (None, "right", "wrong", False),
    ]


def test_whether_the_same_was_asked_of_the_same(tmp_path: Path) -> None:
    one = read(tmp_path, "a")
    same = compare_reports(one, one, LANGUAGES)
    assert (same.same_cases, same.same_pages) == (True, True)
    other = compare_reports(one, read(tmp_path, "b", name="cases", corpus="more pages"), LANGUAGES)
    assert (other.same_cases, other.same_pages) == (False, False)
