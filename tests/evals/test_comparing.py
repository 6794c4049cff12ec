import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from evals.comparing import (
    Floor,
    compare,
    describe_drop,
    drops,
    find_differences,
    find_shortfalls,
    load_report,
    parse_floor,
)
from evals.errors import EvaluationError
from evals.metrics import mcnemar
from evals.schema import (
    LYKBOT,
    PLAIN,
    CaseChange,
    CaseReport,
    Estimate,
    Figure,
    Outcome,
    Report,
    ScopeKind,
    SetVersion,
    Split,
)
from index.json_form import to_json
from tests.evals.samples import figure, sample_report, sample_result


def _case(case_id: str, outcome: Outcome, split: Split = "dev") -> CaseReport:
    """Right for the plain pipeline and from Finnish pages only, whatever lykbot's own outcome is."""
    other_pages = replace(sample_result(LYKBOT), pages="fi")
    results = (sample_result(PLAIN), other_pages, sample_result(LYKBOT, outcome))
    return replace(sample_report().cases[0], case_id=case_id, set_name=split, split=split, case=None, results=results)


def _report(outcomes: dict[str, Outcome], figures: tuple[Figure, ...] = (), split: Split = "dev") -> Report:
    cases = tuple(_case(case_id, outcome, split) for case_id, outcome in outcomes.items())
    return replace(sample_report(), cases=cases, answers=figures, retrieval=())


def _one_figure(
    name: str, value: float, low: float, high: float, kind: ScopeKind = "all", scope: str = "all"
) -> Figure:
    estimate = Estimate(value=value, low=low, high=high)
    return Figure(
        system=LYKBOT, name=name, scope_kind=kind, scope=scope, count=100 * value, total=100, estimate=estimate
    )


ONE_CASE = {"a": Outcome.RIGHT}


def test_compare_finds_what_got_better_and_worse() -> None:
    before = _report({"a": Outcome.RIGHT, "b": Outcome.PARTIAL, "c": Outcome.WRONG, "d": Outcome.RIGHT})
    now = _report({"d": Outcome.FAILED, "a": Outcome.RIGHT, "b": Outcome.RIGHT, "c": Outcome.ANSWERED_WRONGLY})
    comparison = compare(now, before)
    assert comparison.cases == 4
    assert comparison.better == (CaseChange(case_id="b", before=Outcome.PARTIAL, now=Outcome.RIGHT),)
    assert [change.case_id for change in comparison.worse] == ["d", "c"]


def test_compare_tests_right_against_not_right() -> None:
    # Six become right, one is no longer; what changes between two ways of not being right says nothing.
    names = "abcdefgh"
    before = _report({name: Outcome.WRONG for name in names[:6]} | {"g": Outcome.RIGHT, "h": Outcome.PARTIAL})
    now = _report({name: Outcome.RIGHT for name in names[:6]} | {"g": Outcome.PARTIAL, "h": Outcome.FAILED})
    assert compare(now, before).p_value == mcnemar(6, 1)
    assert compare(before, before).p_value == 1.0


def test_compare_orders_outcomes_from_good_to_bad() -> None:
    order = [
        Outcome.RIGHT,
        Outcome.PARTIAL,
        Outcome.REFUSED_WRONGLY,
        Outcome.WRONG,
        Outcome.ANSWERED_WRONGLY,
        Outcome.FAILED,
    ]
    for good, bad in itertools.pairwise(order):
        assert [change.now for change in compare(_report({"a": bad}), _report({"a": good})).worse] == [bad]
        assert [change.now for change in compare(_report({"a": good}), _report({"a": bad})).better] == [good]


def test_compare_takes_the_cases_that_both_have() -> None:
    before = _report({"a": Outcome.RIGHT, "gone": Outcome.RIGHT})
    comparison = compare(_report({"new": Outcome.FAILED, "a": Outcome.RIGHT}), before)
    assert (comparison.cases, comparison.better, comparison.worse) == (1, (), ())


def test_compare_refuses_reports_without_a_common_case() -> None:
    with pytest.raises(
        EvaluationError, match=r"no case in common: one is over dev, test, .*compare reports over the same"
    ):
        compare(_report({"a": Outcome.RIGHT}), _report({"b": Outcome.RIGHT}))


@pytest.mark.parametrize(
    ("name", "value", "is_drop"),
    [
        ("right", 0.79, True),
        ("right", 0.8, False),
        ("right", 1.0, False),
        # Less is better.
        ("wrong", 0.96, True),
        ("wrong", 0.95, False),
        ("wrong", 0.0, False),
    ],
)
def test_a_drop_is_worse_than_the_interval_of_the_earlier_figure(name: str, value: float, is_drop: bool) -> None:
    before = _report(ONE_CASE, (_one_figure(name, 0.9, 0.8, 0.95),))
    comparison = compare(_report(ONE_CASE, (_one_figure(name, value, 0.0, 1.0),)), before)
    (change,) = comparison.figures
    assert change.drop is is_drop
    assert drops(comparison) == ((change,) if is_drop else ())


def test_compare_takes_lykbots_figures_of_answers_and_retrieval() -> None:
    report = sample_report()
    comparison = compare(report, report)
    names = {change.now.name for change in comparison.figures}
    assert {change.now.system for change in comparison.figures} == {LYKBOT}
    assert {"right", "recall@5"} <= names
    assert all(change.now == change.before for change in comparison.figures)


def test_figures_in_one_report_only_are_left_out_and_said() -> None:
    right, by_language = _one_figure("right", 0.9, 0.8, 1.0), _one_figure("right", 0.9, 0.8, 1.0, "language", "fi")
    now, before = _report(ONE_CASE, (right, by_language)), _report(ONE_CASE, (right,))
    assert [change.now for change in compare(now, before).figures] == [right]
    assert find_differences(now, before) == (
        "figures that compare: 1, only in this report: 1, only in the earlier one: 0",
    )


def test_figures_over_other_splits_are_not_compared() -> None:
    figures = (_one_figure("right", 0.5, 0.4, 0.6), _one_figure("right", 0.5, 0.4, 0.6, "split", "dev"))
    whole = _report(ONE_CASE, figures)
    whole = replace(whole, cases=(*whole.cases, _case("test-a", Outcome.RIGHT, "test")))
    assert [change.now.scope for change in compare(_report(ONE_CASE, figures), whole).figures] == ["dev"]


def test_figures_over_a_set_that_has_grown_are_compared() -> None:
    figures = (_one_figure("right", 0.5, 0.4, 0.6),)
    assert compare(_report({"a": Outcome.RIGHT, "b": Outcome.RIGHT}, figures), _report(ONE_CASE, figures)).figures


def test_find_differences_of_the_same_is_empty_whatever_the_code() -> None:
    report = sample_report()
    later = replace(report, versions=replace(report.versions, code="0" * 64, lykbot="9.9"))
    assert find_differences(later, report) == ()


def test_find_differences_names_model_documents_sets_and_cases() -> None:
    report = sample_report()
    sets = (SetVersion(name="dev", digest="0" * 64, cases=5), report.versions.sets[1])
    versions = replace(report.versions, model="other", corpus="0" * 64, sets=sets)
    later = replace(report, versions=versions, cases=report.cases[1:])
    assert find_differences(later, report) == (
        "the model is other; it was toy",
        "the documents are others",
        "the set dev has changed",
        "cases in both: 5, only in this report: 0, only in the earlier one: 1",
    )


def test_describe_drop() -> None:
    before = _report(ONE_CASE, (_one_figure("right", 0.9, 0.85, 0.94, "language", "fi"),))
    now = _report(ONE_CASE, (_one_figure("right", 0.8, 0.7, 0.9, "language", "fi"),))
    (change,) = drops(compare(now, before))
    assert describe_drop(change) == "language:fi/right is 80.0 %; it was 90.0 %, 95 % interval 85.0 % to 94.0 %"


def test_load_report_gives_back_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(to_json(sample_report(), indent=1))
    assert load_report(path) == sample_report()


def test_a_report_from_before_answers_had_facts_is_read(tmp_path: Path) -> None:
    content = to_json(sample_report()).decode()
    without = content.replace('"contacts":[],"events":[],"goals":[],', "").replace(
        '"format_version":2', '"format_version":1'
    )
    assert len(without) < len(content)
    path = tmp_path / "report.json"
    path.write_text(without, encoding="utf-8")
    assert load_report(path) == replace(sample_report(), format_version=1)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read .*name the JSON report of a run of `lykbot eval`"),
        (b"", "is no report"),
        (b"\xff", "is no report"),
        (b"[1]", "is no report"),
        (b'{"format_version": 2}', r"is no report \(not a Report: made_at: .*make one with `lykbot eval`"),
        (b'{"format_version": 0}', "is a report of format 0, and this lykbot reads format 2; measure again"),
        (b'{"format_version": 3}', "is a report of format 3"),
    ],
)
def test_load_report_names_the_file_and_what_to_do(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "report.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(EvaluationError, match=rf"report\.json {message}"):
        load_report(path)


@pytest.mark.parametrize(
    ("text", "floor"),
    [
        ("0.9", Floor(name="right", scope_kind="all", scope="all", bound=0.9)),
        ("citation_precision=0.98", Floor(name="citation_precision", scope_kind="all", scope="all", bound=0.98)),
        ("language:fi/right=1", Floor(name="right", scope_kind="language", scope="fi", bound=1.0)),
        ("pair:sv-fi/recall@5=0", Floor(name="recall@5", scope_kind="pair", scope="sv-fi", bound=0.0)),
    ],
)
def test_parse_floor(text: str, floor: Floor) -> None:
    assert parse_floor(text) == floor


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("rihgt=0.9", "no figure is called 'rihgt'; there are right, flawless, .*ndcg@10"),
        ("=0.9", "no figure is called ''"),
        ("language:fi=0.9", "no figure is called 'language:fi'"),
        ("fi/right=0.9", "'fi' is no part of the cases; write language:fi"),
        ("tongue:fi/right=0.9", "'tongue:fi' is no part of the cases"),
        ("right=90", "'90' is no share from 0 to 1; write 0.9 for 90 %"),
        ("-0.1", "'-0.1' is no share"),
        ("nan", "'nan' is no share"),
        ("right=", "'' is no share"),
        ("", "'' is no share"),
    ],
)
def test_parse_floor_says_what_is_wrong(text: str, message: str) -> None:
    with pytest.raises(EvaluationError, match=f"--fail-under {text}: {message}"):
        parse_floor(text)


def test_find_shortfalls_takes_the_least_and_the_most() -> None:
    report = _report(ONE_CASE, (_one_figure("right", 0.9, 0.8, 1.0), _one_figure("wrong", 0.1, 0.0, 0.2)))
    assert find_shortfalls(report, [parse_floor("0.9"), parse_floor("wrong=0.1")]) == ()
    high, low = find_shortfalls(report, [parse_floor("0.91"), parse_floor("wrong=0.09")])
    assert str(high) == "right is 90.0 % (90 of 100), and is to be at least 91.0 %"
    assert str(low) == "wrong is 10.0 % (10 of 100), and is to be at most 9.0 %"


def test_find_shortfalls_holds_lykbot_to_them_only() -> None:
    report = _report(
        ONE_CASE, (figure(PLAIN, "right", "all", "all", 1, 10), figure(LYKBOT, "right", "all", "all", 9, 10))
    )
    assert find_shortfalls(report, [parse_floor("0.5")]) == ()


def test_find_shortfalls_refuses_a_floor_for_a_figure_that_is_not_there() -> None:
    report = _report(ONE_CASE, (_one_figure("right", 0.9, 0.8, 1.0),))
    with pytest.raises(EvaluationError, match=r"no figure language:sv/right to hold to 0.5; it has right of all:all"):
        find_shortfalls(report, [parse_floor("language:sv/right=0.5")])
