from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.errors import EvaluationError
from evals.reporting.readme import END_MARK, START_MARK, render_table, replace_between_marks
from evals.schema import LYKBOT, PLAIN, Measurement
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
        figure(LYKBOT, "right", "split", "test", 1, 1),
        figure(LYKBOT, "right", "pair", "en-fi", 1, 2),
        figure(PLAIN, "right", "pair", "en-fi", 0, 2),
    ]
    retrieval = [
        figure(LYKBOT, "recall@5", "pair", "en-fi", 9, 10),
        figure("plain dense", "recall@5", "pair", "en-fi", 8, 10),
    ]
    lengths = (
        Measurement(name="lykbot: length of an answer, median", value=204.0, unit="chars"),
        Measurement(name="plain: length of an answer, median", value=7331.0, unit="chars"),
    )
    report = replace(report, answers=tuple(answers), retrieval=tuple(retrieval), measurements=lengths)
    nothing = "| – | – | – | – | – |\n"
    assert render_table(report) == (
        "6 questions about the shipped sheets (2 in Finnish, 2 in Swedish, 2 in English; 5 looked at "
        "while\ndeveloping, 1 only counted), 2026-11-21. In percent, with the 95 % interval over all:\n"
        "\n"
        "| | fi | en | all | only counted (test) | plain pipeline |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: |\n"
        "| Right answers | 100.0 | 50.0 | 83.3 [78.3, 88.3] | 100.0 | 33.3 |\n"
        f"| Flawless answers {nothing}"
        f"| Citation precision {nothing}"
        f"| Citation recall {nothing}"
        f"| Citation validity {nothing}"
        f"| Asked municipality only {nothing}"
        f"| Answer language {nothing}"
        f"| Refusal precision {nothing}"
        "| Refusal recall | – | – | 100.0 [95.0, 100.0] | – | 0.0 |\n"
        "\n"
        "An answer of lykbot has 204 characters (median), one of the plain pipeline 7,331, in which nearly\n"
        "every fact stands somewhere; a flawless answer is in the asker's language, and each of its citations is "
        "right.\n"
        "\n"
        "| asked in → page in, lykbot / plain "
        "| Right answers | Flawless answers | Answer language | Citation precision | Recall at 5 |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: |\n"
        "| en → fi | 50.0 / 0.0 | – / – | – / – | – / – | 90.0 / 80.0 |"
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
