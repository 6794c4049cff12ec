"""Makes a report the accepted baseline: what later reports are compared with, and what the README shows."""

from dataclasses import replace
from pathlib import Path
from typing import get_args

from evals.comparing import load_report
from evals.errors import EvaluationError
from evals.reporting.readme import render_table, replace_between_marks
from evals.schema import ALL_VERSIONS, PLAIN, CaseReport, CaseResult, Report, Split
from evals.writing import write_json, write_text


def slim(report: Report) -> Report:
    """A report without the words of its cases: the figures, and of each case what became of it.

    Results from pages in one language only are left out, for no comparison reads them. Times of single cases are 0:
    they are never the same twice, and a diff of two baselines is to show what became of the cases.
    """
    return replace(report, cases=tuple(_slim_case(case) for case in report.cases))


def accept(report_file: Path, baseline_file: Path, readme_file: Path) -> None:
    """Writes a report, slimmed, as the baseline, and its figures into the README.

    Raises:
        EvaluationError: A file cannot be read or written, the report is not over all sets or has no plain baseline,
            or the README lacks a mark; then neither file is changed.
    """
    report = load_report(report_file)
    _check_whole(report, report_file)
    try:
        readme = readme_file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise EvaluationError(f"{readme_file} cannot be read ({reason}); name the README with --readme") from error
    with_table = replace_between_marks(readme, render_table(report))
    write_json(baseline_file, slim(report))
    write_text(readme_file, with_table)


def _check_whole(report: Report, report_file: Path) -> None:
    again = "run `lykbot eval --baseline plain` over all sets"
    missing = sorted(set(get_args(Split)) - {case.split for case in report.cases})
    if report.split is not None or missing:
        part = report.split or f"the sets without the split {', '.join(missing)}"
        raise EvaluationError(f"{report_file} was made from a part of the sets ({part}); {again}")
    if not any(figure.system == PLAIN for figure in report.answers):
        raise EvaluationError(f"{report_file} was made without the plain pipeline; {again}")


def _slim_case(case: CaseReport) -> CaseReport:
    results = tuple(_slim_result(result) for result in case.results if result.pages == ALL_VERSIONS)
    return replace(case, case=None, results=results)


def _slim_result(result: CaseResult) -> CaseResult:
    # What was to be said and what must not be is the case's own text, and an error may quote the question.
    judgement = replace(result.judgement, facts=(), forbidden=(), citations=())
    return replace(result, judgement=judgement, answer=None, error=None, seconds=0.0)
