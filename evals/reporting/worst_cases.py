"""The cases that came out worst, in the words of a reader."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from bot.rendering import strip_controls
from bot.schema import AnswerStatus
from evals.comparing import badness
from evals.reporting.wording import EXPECTED, OUTCOME_NAMES, explain
from evals.schema import LYKBOT, Case, CaseReport, CaseResult, Outcome, Report

_MOST_CHARS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class WorstCase:
    """A case that is not right: what it is, what was asked up to it, what was expected and given, and what is wrong.

    Each text is one line that cannot steer a terminal; of a long answer its beginning.
    """

    heading: str
    questions: tuple[str, ...]
    expected: str
    given: str
    fault: str


def find_worst_cases(report: Report) -> tuple[WorstCase, ...]:
    """The cases of the dev split that lykbot has not right, the worst first; of two as bad, the one that says less.

    Cases that are only counted are none of them.
    """
    found = sorted(_faulty(report), key=lambda one: (-badness(one.result.judgement.outcome), _share_stated(one.result)))
    return tuple(_describe(one) for one in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Faulty:
    report: CaseReport
    case: Case
    result: CaseResult


def _faulty(report: Report) -> Iterator[_Faulty]:
    for case in report.cases:
        result = case.result_of(LYKBOT)
        if result is None or case.case is None or case.split != "dev":
            continue
        if result.judgement.outcome != Outcome.RIGHT:
            yield _Faulty(report=case, case=case.case, result=result)


def _share_stated(result: CaseResult) -> float:
    facts = result.judgement.facts
    return sum(fact.stated for fact in facts) / len(facts) if facts else 0.0


def _describe(one: _Faulty) -> WorstCase:
    case, outcome = one.case, OUTCOME_NAMES[one.result.judgement.outcome].lower()
    about = (case.case_id, case.language, case.topic, *case.traits, outcome)
    return WorstCase(
        heading=_one_line(", ".join(about)),
        questions=tuple(_one_line(question) for question in (*case.history, case.question)),
        expected=_one_line(_expected(case)),
        given=_given(one.result),
        fault=_one_line(explain(one.result, expected=case.status, language=case.language)),
    )


def _expected(case: Case) -> str:
    if case.status is not AnswerStatus.ANSWERED:
        return EXPECTED.get(case.status, case.status)
    return "; ".join(ways[0] for ways in case.facts)


def _given(result: CaseResult) -> str:
    if result.answer is None:
        return "nothing"
    return textwrap.shorten(_one_line(result.answer.text), _MOST_CHARS, placeholder=" (and more)")


def _one_line(text: str) -> str:
    return " ".join(strip_controls(text).split())
