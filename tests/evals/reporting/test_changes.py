import pytest

from evals.reporting.changes import ChangedCases, describe_change, describe_test, group_cases, is_for_the_worse
from evals.schema import LYKBOT, CaseChange, Comparison, FigureChange, Outcome
from tests.evals.samples import figure


def _change(case_id: str, before: Outcome, now: Outcome) -> CaseChange:
    return CaseChange(case_id=case_id, before=before, now=now)


@pytest.mark.parametrize(
    ("p_value", "said"),
    [
        (0.18, "2 became right, 1 are right no longer: may well be chance (McNemar's exact test, p = 0.180)."),
        (0.049, "2 became right, 1 are right no longer: more than chance (McNemar's exact test, p = 0.049)."),
        (1e-9, "2 became right, 1 are right no longer: more than chance (McNemar's exact test, p < 0.001)."),
    ],
)
def test_describe_test(p_value: float, said: str) -> None:
    better = (
        _change("a", Outcome.PARTIAL, Outcome.RIGHT),
        _change("b", Outcome.FAILED, Outcome.RIGHT),
        _change("c", Outcome.FAILED, Outcome.PARTIAL),
    )
    worse = (_change("d", Outcome.RIGHT, Outcome.WRONG), _change("e", Outcome.PARTIAL, Outcome.WRONG))
    assert describe_test(Comparison(cases=9, figures=(), better=better, worse=worse, p_value=p_value)) == said


def test_describe_test_without_a_change_of_right() -> None:
    better = (_change("c", Outcome.FAILED, Outcome.PARTIAL),)
    said = describe_test(Comparison(cases=9, figures=(), better=better, worse=(), p_value=1.0))
    assert said == "None became right, and none is right no longer."


def test_describe_change() -> None:
    now, before = figure(LYKBOT, "right", "pair", "sv-fi", 4, 5), figure(LYKBOT, "right", "pair", "sv-fi", 9, 10)
    described = describe_change(FigureChange(now=now, before=before, drop=False))
    assert described == "Right answers (Swedish → Finnish) 90.0 → 80.0"


@pytest.mark.parametrize(
    ("name", "before", "now", "is_worse"),
    [
        ("right", 900, 890, True),
        ("right", 900, 900, False),
        ("right", 890, 900, False),
        ("wrong", 890, 900, True),
        ("wrong", 900, 890, False),
    ],
)
def test_is_for_the_worse(name: str, before: int, now: int, is_worse: bool) -> None:
    change = FigureChange(
        now=figure(LYKBOT, name, "all", "all", now, 1000),
        before=figure(LYKBOT, name, "all", "all", before, 1000),
        drop=False,
    )
    assert is_for_the_worse(change) is is_worse


def test_is_for_the_worse_takes_what_does_not_show_for_the_same() -> None:
    now, before = figure(LYKBOT, "right", "all", "all", 8999, 10000), figure(LYKBOT, "right", "all", "all", 9, 10)
    assert not is_for_the_worse(FigureChange(now=now, before=before, drop=False))
    # Unless it is below an interval without width.
    assert is_for_the_worse(FigureChange(now=now, before=before, drop=True))


def test_group_cases_begins_with_the_longest_way() -> None:
    changes = [
        _change("a", Outcome.RIGHT, Outcome.PARTIAL),
        _change("b", Outcome.RIGHT, Outcome.FAILED),
        _change("c", Outcome.RIGHT, Outcome.PARTIAL),
    ]
    assert group_cases(changes) == (
        ChangedCases(change="right → crashed", case_ids=("b",)),
        ChangedCases(change="right → partial", case_ids=("a", "c")),
    )
