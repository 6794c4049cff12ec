from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.errors import EvaluationError
from evals.reporting.readme import END_MARK, START_MARK, render_table, replace_between_marks
from evals.schema import LYKBOT, PLAIN
from tests.evals.samples import figure, sample_report


def test_render_table() -> None:
    report = sample_report()
    answers = [
        figure(LYKBOT, "right", "all", "all", 5, 6),
        figure(LYKBOT, "right", "language", "fi", 2, 2, 0.0),
        figure(LYKBOT, "right", "language", "en", 1, 2),
        figure(PLAIN, "right", "all", "all", 2, 6),
        figure(LYKBOT, "refusal_recall", "all", "all", 1, 1),
        figure(PLAIN, "refusal_recall", "all", "all", 0, 1),
        figure(LYKBOT, "right", "pair", "en-fi", 1, 2),
        figure(PLAIN, "right", "pair", "en-fi", 0, 2),
    ]
    retrieval = [
        figure(LYKBOT, "recall@5", "pair", "en-fi", 9, 10),
        figure("plain dense", "recall@5", "pair", "en-fi", 8, 10),
    ]
    assert render_table(replace(report, answers=tuple(answers), retrieval=tuple(retrieval))) == (
        "6 questions about the shipped sheets (2 in Finnish, 2 in Swedish, 2 in English; 5 looked at "
        "while developing, 1 only counted), 2026-11-21. In percent, with the 95 % interval over all:\n"
        "\n"
        "| | fi | en | all | plain pipeline |\n"
        "| --- | ---: | ---: | ---: | ---: |\n"
        "| Right answers | 100.0 | 50.0 | 83.3 [78.3, 88.3] | 33.3 |\n"
        "| Citation precision | – | – | – | – |\n"
        "| Citation recall | – | – | – | – |\n"
        "| Citation validity | – | – | – | – |\n"
        "| Asked municipality only | – | – | – | – |\n"
        "| Answer language | – | – | – | – |\n"
        "| Refusal precision | – | – | – | – |\n"
        "| Refusal recall | – | – | 100.0 [95.0, 100.0] | 0.0 |\n"
        "\n"
        "| asked in → page in, lykbot / plain | Right answers | Answer language | Citation precision | Recall at 5 |\n"
        "| --- | ---: | ---: | ---: | ---: |\n"
        "| en → fi | 50.0 / 0.0 | – / – | – / – | 90.0 / 80.0 |"
    )


def test_render_table_leaves_out_pairs_that_were_not_measured() -> None:
    report = sample_report()
    without = replace(report, answers=tuple(f for f in report.answers if f.scope_kind != "pair"))
    assert "asked in" in render_table(report)
    assert "asked in" not in render_table(without)


@given(st.text(), st.text(), st.text(), st.text())
def test_replace_between_marks_changes_nothing_else(before: str, old: str, after: str, table: str) -> None:
    readme = f"{before}{START_MARK}{old}{END_MARK}{after}"
    replaced = replace_between_marks(readme, table)
    assert replaced == f"{before}{START_MARK}\n\n{table}\n\n{END_MARK}{after}"
    assert replace_between_marks(replaced, table) == replaced


@pytest.mark.parametrize(
    ("readme", "message"),
    [
        (f"{START_MARK}", "0 lines <!-- end"),
        (f"{END_MARK}", "0 lines <!-- figures"),
        (f"{START_MARK}{START_MARK}{END_MARK}", "2 lines <!-- figures, .*put it there once"),
        (f"{END_MARK}{START_MARK}", "comes before <!-- figures.*exchange them"),
    ],
)
def test_replace_between_marks_names_the_mark_that_is_wrong(readme: str, message: str) -> None:
    with pytest.raises(EvaluationError, match=message):
        replace_between_marks(readme, "table")
