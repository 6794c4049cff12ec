from dataclasses import replace
from pathlib import Path

import pytest

from evals.accepting import accept, slim
from evals.comparing import compare, load_report
from evals.errors import EvaluationError
from evals.reporting.readme import END_MARK, START_MARK, render_table
from evals.schema import LYKBOT, Report
from index.json_form import to_json
from tests.evals.samples import sample_report, sample_result

README = f"# lykbot\n\n{START_MARK}\n\nold\n\n{END_MARK}\n\nmore\n"


def _files(folder: Path, report: Report, readme: str = README) -> tuple[Path, Path, Path]:
    files = folder / "report.json", folder / "baselines" / "main.json", folder / "README.md"
    files[0].write_bytes(to_json(report))
    files[2].write_text(readme, encoding="utf-8")
    return files


def test_slim_keeps_figures_and_outcomes_and_no_words() -> None:
    report = sample_report()
    slimmed = slim(report)
    assert (slimmed.answers, slimmed.retrieval, slimmed.versions) == (report.answers, report.retrieval, report.versions)
    assert slimmed.measurements == report.measurements
    for before, after in zip(report.cases, slimmed.cases, strict=True):
        assert (after.case_id, after.split, after.expected) == (before.case_id, before.split, before.expected)
        assert [r.judgement.outcome for r in after.results] == [r.judgement.outcome for r in before.results]
    written = to_json(slimmed).decode()
    for word in ("Kuka", "Leinonen", "020 617", "Lehmus", "fell over", "0.044"):
        assert word in to_json(report).decode()
        assert word not in written


def test_slim_leaves_out_what_no_comparison_reads() -> None:
    report = sample_report()
    from_finnish = replace(sample_result(LYKBOT), pages="fi")
    asked_twice = replace(report, cases=tuple(replace(c, results=(*c.results, from_finnish)) for c in report.cases))
    assert slim(asked_twice) == slim(report)
    assert compare(report, slim(report)) == compare(report, report)


def test_accept_writes_the_baseline_and_the_readme(tmp_path: Path) -> None:
    report_file, baseline_file, readme_file = _files(tmp_path, sample_report())
    accept(report_file, baseline_file, readme_file)
    assert load_report(baseline_file) == slim(sample_report())
    written = readme_file.read_text(encoding="utf-8")
    assert written == README.replace("old", render_table(slim(sample_report())))
    first = baseline_file.read_bytes()
    accept(report_file, baseline_file, readme_file)
    assert (baseline_file.read_bytes(), readme_file.read_text(encoding="utf-8")) == (first, written)


@pytest.mark.parametrize(
    ("report", "message"),
    [
        (
            replace(sample_report(), split="dev"),
            r"report\.json was made from a part of the sets \(dev\); run `lykbot eval",
        ),
        (
            replace(sample_report(), cases=sample_report().cases[:1]),
            r"from a part of the sets \(the sets without the split test\)",
        ),
        (
            replace(sample_report(), answers=tuple(f for f in sample_report().answers if f.system == LYKBOT)),
            r"report\.json was made without the plain pipeline; run `lykbot eval --baseline plain` over all sets",
        ),
    ],
)
def test_accept_refuses_a_report_that_is_not_whole(tmp_path: Path, report: Report, message: str) -> None:
    report_file, baseline_file, readme_file = _files(tmp_path, report)
    with pytest.raises(EvaluationError, match=message):
        accept(report_file, baseline_file, readme_file)
    assert not baseline_file.exists()
    assert readme_file.read_text(encoding="utf-8") == README


def test_accept_changes_nothing_when_the_marks_are_missing(tmp_path: Path) -> None:
    report_file, baseline_file, readme_file = _files(tmp_path, sample_report(), "# lykbot\n")
    with pytest.raises(EvaluationError, match="0 lines <!-- figures"):
        accept(report_file, baseline_file, readme_file)
    assert not baseline_file.exists()


@pytest.mark.parametrize(("content", "reason"), [(None, "No such file"), (b"\xff\xfe", "it is not UTF-8")])
def test_accept_names_a_readme_that_cannot_be_read(tmp_path: Path, content: bytes | None, reason: str) -> None:
    report_file, baseline_file, readme_file = _files(tmp_path, sample_report())
    readme_file.unlink() if content is None else readme_file.write_bytes(content)
    with pytest.raises(EvaluationError, match=rf"README\.md cannot be read \({reason}"):
        accept(report_file, baseline_file, readme_file)
    assert not baseline_file.exists()
