from dataclasses import replace

import pytest

from evals.reporting.page_content import arrange, gain
from evals.schema import LYKBOT, CaseChange, Comparison, FigureChange, Outcome, Report
from tests.evals.samples import figure, sample_report


def change(name: str, before: float, now: float, *, drop: bool = False, language: str | None = None) -> FigureChange:
    kind, scope = ("all", "all") if language is None else ("language", language)
    made = [figure(LYKBOT, name, kind, scope, count, 100) for count in (before, now)]  # type: ignore[arg-type]
    return FigureChange(before=made[0], now=made[1], drop=drop)


@pytest.fixture
def report() -> Report:
    return sample_report()


def test_headlines_stand_beside_plain_and_unmeasured_kinds_are_left_out(report: Report) -> None:
    headlines = arrange(report, None).headlines
    assert [beside.kind.name for beside in headlines] == ["right", "citation_precision", "language"]
    assert headlines[0].lykbot is not None and headlines[0].plain is not None
    assert (headlines[0].lykbot.count, headlines[0].plain.count) == (5, 2)


def test_tables_are_in_the_order_of_the_scopes(report: Report) -> None:
    content = arrange(replace(report, answers=report.answers[::-1]), None)
    assert [row.scope for row in content.languages.rows] == ["fi", "sv", "en"]
    assert [kind.name for kind in content.languages.kinds] == ["right", "citation_precision", "language"]
    assert content.traits.rows == ()


def test_pair_grids_have_a_cell_for_each_pair(report: Report) -> None:
    grid = arrange(report, None).pairs[0]
    assert [[cell.lykbot is not None for cell in row.cells] for row in grid.rows] == [[True, False, False]] * 3


def test_search_is_grouped_and_the_best_of_each_kind_is_marked(report: Report) -> None:
    within = figure("lykbot", "mrr", "pair", "within", 9, 10)
    whole = [figure(system, "mrr", "all", "all", 8, 10) for system in ("lykbot", "plain dense")]
    groups = arrange(replace(report, retrieval=(*report.retrieval, within, *whole)), None).search
    assert [group.name for group in groups] == [
        "All questions",
        "Page in the language asked in (average)",
        "Finnish → Finnish",
        "Swedish → Finnish",
    ]
    assert [group.is_pair for group in groups] == [False, False, True, True]
    assert [row.best for row in groups[0].rows] == [{"mrr"}, {"mrr"}]
    assert [len(row.best) for row in groups[2].rows] == [5, 0, 0]


def test_gain_is_nothing_where_it_does_not_show() -> None:
    assert gain(change("right", 50, 50.04)) == 0
    assert gain(change("right", 50, 48)) == pytest.approx(-0.02)


def test_comparison_shows_what_changed_overall_and_every_drop(report: Report) -> None:
    better, same = change("right", 50, 60), change("language", 50, 50)
    dropped = change("right", 50, 30, drop=True, language="sv")
    slightly = change("right", 50, 49, language="fi")
    comparison = Comparison(
        cases=6,
        figures=(better, same, dropped, slightly),
        better=(CaseChange(case_id="dev-0", before=Outcome.WRONG, now=Outcome.RIGHT),),
        worse=(),
        p_value=1.0,
    )
    view = arrange(report, comparison).comparison
    assert view is not None
    assert view.shown == (better, dropped)
    assert view.folded == (same, slightly)
