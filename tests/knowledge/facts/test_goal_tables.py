import pytest

from knowledge.facts.goal_tables import tabled_goals
from tests.fakes import make_document


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| Who | Goals |\n|---|---|\n| A | be safe |\n| B | be heard |\n", [(None, "be safe"), (None, "be heard")]),
        ("| No. | Goal |\n|---|---|\n| 1 | be safe |\n| 2. | be heard |\n", [(1, "be safe"), (2, "be heard")]),
        ("| Goal | Do |\n|---|---|\n| be safe | x |\n| be safe | y |\n| | z |\n", [(None, "be safe")]),
        ("| Goal | Do |\n|---|---|\n| Goal 1: be safe | x |\n| 2. be heard | y |\n", [(1, "be safe"), (2, "be heard")]),
        (
            "## Goals\n\n| Theme | Do |\n|---|---|\n| be safe | x |\n| be heard | y |\n",
            [(None, "be safe"), (None, "be heard")],
        ),
        ("| Theme | Do |\n|---|---|\n| be safe | x |\n| be heard | y |\n", []),
        ("| Measures | Who |\n|---|---|\n| reach the goal | x |\n", []),
    ],
)
def test_goals_in_tables(text: str, expected: list[tuple[int | None, str]]) -> None:
    document = make_document(text, "raisio/page.en")
    found = [
        (goal.number, text[goal.start_char : goal.end_char])
        for section in document.sections
        for stated in tabled_goals(document, section)
        for goal in stated.goals
    ]
    assert found == expected
