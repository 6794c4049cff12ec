from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.schema import AnswerStatus
from evals.reporting.worst_cases import find_worst_cases
from evals.schema import Case, CaseReport, Report
from tests.evals.samples import sample_report


def _with_case(report: CaseReport, case: Case) -> Report:
    return replace(sample_report(), cases=(replace(report, case=case),))


def _partial() -> tuple[CaseReport, Case]:
    report = sample_report().cases[1]
    assert report.case is not None
    return report, report.case


def test_the_worst_come_first_and_neither_the_right_nor_the_counted_at_all() -> None:
    # dev-0 is right, test-4 (answered wrongly) only counted.
    headings = [case.heading for case in find_worst_cases(sample_report())]
    assert headings == [
        "dev-5, en, contacts, crashed",
        "dev-2, en, contacts, wrong",
        "dev-3, fi, contacts, refused wrongly",
        "dev-1, sv, contacts, partial",
    ]


def test_of_two_as_bad_the_one_that_says_less_comes_first() -> None:
    report = sample_report().cases[1]
    judgement = report.results[0].judgement
    silent = replace(judgement, facts=tuple(replace(fact, stated=False) for fact in judgement.facts))
    other = replace(report, case_id="x", results=(replace(report.results[0], judgement=silent),))
    assert other.case is not None
    other = replace(other, case=replace(other.case, case_id="x"))
    found = find_worst_cases(replace(sample_report(), cases=(report, other)))
    assert [case.heading.split(",")[0] for case in found] == ["x", "dev-1"]


def test_a_case_in_the_words_of_a_reader() -> None:
    report, case = _partial()
    (found,) = find_worst_cases(_with_case(report, replace(case, history=("Mikä on Imatra?",), traits=("follow_up",))))
    assert found.heading == "dev-1, sv, contacts, follow_up, partial"
    assert found.questions == ("Mikä on Imatra?", "Kuka on <b>yhteyshenkilö</b> Imatralla?")
    assert found.expected == "Minna Leinonen; 020 617 3515"
    assert found.given == "- Minna Leinonen, varhaiskasvatuspäällikkö, puhelin 020 617 3515 [1]"
    assert "020 617 3515" in found.fault


def test_what_was_expected_of_a_case_to_refuse() -> None:
    report, case = _partial()
    (found,) = find_worst_cases(_with_case(report, replace(case, status=AnswerStatus.NOT_IN_SOURCES, facts=())))
    assert found.expected == "say that the pages do not tell"


def test_a_crash_gave_nothing_and_a_long_answer_is_shown_by_its_beginning() -> None:
    assert find_worst_cases(sample_report())[0].given == "nothing"
    report, case = _partial()
    ours, theirs = report.results
    assert ours.answer is not None
    long = replace(ours, answer=replace(ours.answer, text="sana " * 100))
    (found,) = find_worst_cases(_with_case(replace(report, results=(long, theirs)), case))
    assert found.given.startswith("sana sana") and found.given.endswith("sana (and more)")
    assert len(found.given) <= 200


@given(st.text(min_size=1, max_size=200))
def test_every_text_is_one_line_that_cannot_steer_a_terminal(text: str) -> None:
    report, case = _partial()
    (found,) = find_worst_cases(_with_case(report, replace(case, question=text, facts=((text,),), history=(text,))))
    for shown in (*found.questions, found.expected, found.given, found.fault):
        assert not any(char in shown for char in "\n\r\t\x1b\x07\x9b\u202e")
