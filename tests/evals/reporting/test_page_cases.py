from dataclasses import replace

import pytest

from evals.reporting.page_cases import arrange_case, count_outcomes
from evals.schema import LYKBOT, PLAIN, CaseReport, Outcome
from tests.evals.samples import sample_report


@pytest.fixture
def case() -> CaseReport:
    """A case that lykbot answers right, and plain in part."""
    return sample_report().cases[0]


def test_outcomes_are_counted_over_all_pages(case: CaseReport) -> None:
    elsewhere = replace(case.results[0], pages="sv")
    cases = (replace(case, results=(*case.results, elsewhere)), *sample_report().cases[1:])
    lykbot, plain = count_outcomes(cases)
    assert (lykbot.system, plain.system) == (LYKBOT, PLAIN)
    assert [share.cases for share in lykbot.shares] == [1] * 6
    assert [share.cases for share in plain.shares] == [0, 6, 0, 0, 0, 0]
    assert plain.shares[0].total == 6


def test_a_system_that_was_not_asked_has_no_outcomes(case: CaseReport) -> None:
    assert [system.system for system in count_outcomes([replace(case, results=case.results[:1])])] == [LYKBOT]
    assert count_outcomes([]) == ()


def test_results_of_lykbot_come_first_and_those_over_all_pages_stand_apart(case: CaseReport) -> None:
    lykbot, plain = case.results
    elsewhere = [replace(result, pages=pages) for pages in ("en", "fi") for result in (plain, lykbot)]
    view = arrange_case(replace(case, results=(plain, *elsewhere, lykbot)))
    assert view.main == (lykbot, plain)
    assert [(result.pages, result.system) for result in view.restricted] == [
        ("fi", LYKBOT),
        ("fi", PLAIN),
        ("en", LYKBOT),
        ("en", PLAIN),
    ]
    assert view.outcome is Outcome.RIGHT
    assert not view.flawed


def test_a_case_without_lykbot_has_no_outcome(case: CaseReport) -> None:
    assert arrange_case(replace(case, results=case.results[1:])).outcome is None


def test_a_right_answer_with_a_faulty_citation_is_flawed(case: CaseReport) -> None:
    own = case.results[0]
    faulty = replace(own.judgement, citations=(replace(own.judgement.citations[0], valid=False),))
    assert arrange_case(replace(case, results=(replace(own, judgement=faulty),))).flawed


def test_the_language_of_a_question_is_left_open_where_it_may_be_another(case: CaseReport) -> None:
    assert case.case is not None
    cases = (case, replace(case, traits=("language_switch",)), replace(case, case=replace(case.case, pinned=True)))
    assert [arrange_case(one).question_language for one in cases] == ["fi", None, None]
