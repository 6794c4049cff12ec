from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.schema import AnswerStatus
from evals.reporting import wording
from evals.schema import (
    LYKBOT,
    CaseResult,
    CitationFault,
    JudgedCitation,
    JudgedFact,
    Judgement,
    Outcome,
    ScopeKind,
    Split,
    Topic,
    Trait,
)
from tests.evals.samples import sample_result


def result(outcome: Outcome, **changes: object) -> CaseResult:
    sample = sample_result(LYKBOT)
    judgement: Judgement = replace(sample.judgement, outcome=outcome, **changes)  # type: ignore[arg-type]
    return replace(sample, judgement=judgement)


def explain(result: CaseResult, expected: AnswerStatus = AnswerStatus.ANSWERED) -> str:
    return wording.explain(result, expected=expected, language="fi")


def test_everything_has_a_name() -> None:
    assert set(wording.OUTCOME_NAMES) == set(wording.OUTCOME_MEANINGS) == set(Outcome)
    assert set(wording.GIVEN) == set(AnswerStatus)
    assert set(wording.FAULTS) == set(CitationFault)
    assert set(wording.TOPIC_NAMES) == set(get_args(Topic))
    assert set(wording.TRAIT_NAMES) == set(get_args(Trait))
    assert set(wording.SPLIT_NAMES) == set(get_args(Split))


@pytest.mark.parametrize(
    ("kind", "scope", "name"),
    [
        ("all", "all", "All"),
        ("language", "sv", "Swedish"),
        ("topic", "goals", "Goals"),
        ("trait", "short", "Short query"),
        ("split", "dev", "Shown (dev)"),
        ("pair", "sv-fi", "Swedish → Finnish"),
        ("pair", "across", "Page in another language (average)"),
        ("topic", "unheard of", "unheard of"),
        ("pair", "de-fi", "de → Finnish"),
    ],
)
def test_scope_name(kind: ScopeKind, scope: str, name: str) -> None:
    assert wording.scope_name(kind, scope) == name


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0, "0 %"), (1.0, "100 %"), (0.887, "89 %"), (0.996, "99.6 %"), (0.9999, "99.9 %"), (0.001, "0.1 %")],
)
def test_percent(share: float, text: str) -> None:
    assert wording.percent(share) == text.replace(" ", "\u00a0")


@given(st.floats(min_value=1e-6, max_value=1 - 1e-6))
def test_percent_says_all_or_nothing_only_when_it_is_so(share: float) -> None:
    assert wording.percent(share, unit=False) not in ("0", "0.0", "100", "100.0")


def test_percent_takes_a_rounding_error_for_nothing() -> None:
    assert wording.percent(1e-17, unit=False) == "0"


def test_numbers() -> None:
    assert wording.interval(0.826, 0.93) == "83–93\u00a0%"
    assert (wording.count(133.0), wording.count(7.5), wording.count(1200)) == ("133", "7.5", "1,200")
    assert (wording.measured(0.914), wording.measured(44.04), wording.measured(1234.5)) == ("0.91", "44.0", "1,234")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.0444, "44 ms"), (0.9999, "1.0 s"), (3.21, "3.2 s"), (59.99, "1 min 0 s"), (123.4, "2 min 3 s")],
)
def test_duration(seconds: float, text: str) -> None:
    assert wording.duration(seconds).replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("2018-03-06", "6 March 2018"),
        ("2023-08", "August 2023"),
        ("2016", "2016"),
        ("2021-summer", "2021-summer"),
        ("2021-13", "2021-13"),
        (None, "date not known"),
        ("", "date not known"),
    ],
)
def test_date(iso: str | None, text: str) -> None:
    assert wording.date(iso) == text


def test_moment() -> None:
    assert wording.moment("2026-11-21T12:00:00Z") == "21 November 2026, 12:00 UTC"
    assert wording.moment("yesterday") == "yesterday"


FACTS = (JudgedFact(fact="A", stated=True, cited=True), JudgedFact(fact="B", stated=False, cited=False))


@pytest.mark.parametrize(
    ("given_result", "expected", "text"),
    [
        (result(Outcome.RIGHT), AnswerStatus.ANSWERED, "Nothing went wrong."),
        (result(Outcome.PARTIAL, facts=FACTS), AnswerStatus.ANSWERED, "It leaves out: B."),
        (
            result(Outcome.WRONG, facts=FACTS[1:]),
            AnswerStatus.ANSWERED,
            "It says nothing of what was to be said: B.",
        ),
        (result(Outcome.WRONG, forbidden=("X", "Y")), AnswerStatus.ANSWERED, "It says what it must not: X; Y."),
        (
            result(Outcome.WRONG, facts=()),
            AnswerStatus.UNKNOWN_PLACE,
            "It does not do what it should: say that there are no pages of this place.",
        ),
        (result(Outcome.REFUSED_WRONGLY), AnswerStatus.ANSWERED, "It refused, though the pages answer this."),
        (
            result(Outcome.ANSWERED_WRONGLY, facts=()),
            AnswerStatus.NOT_IN_SOURCES,
            "It answered, though it should say that the pages do not tell.",
        ),
        (
            sample_result(LYKBOT, Outcome.FAILED),
            AnswerStatus.ANSWERED,
            "It crashed: RuntimeError: the model fell over.",
        ),
        (
            result(Outcome.RIGHT, language="sv", language_is_right=False),
            AnswerStatus.ANSWERED,
            "It is in Swedish, not in Finnish.",
        ),
        (
            result(Outcome.RIGHT, facts=(JudgedFact(fact="A", stated=True, cited=False),)),
            AnswerStatus.ANSWERED,
            "Said without a citation that holds it: A.",
        ),
        (
            result(
                Outcome.RIGHT,
                citations=(
                    JudgedCitation(number=1, valid=False, fault=None),
                    JudgedCitation(number=2, valid=True, fault=CitationFault.BESIDE_THE_POINT),
                    JudgedCitation(number=3, valid=True, fault=None),
                ),
                unresolved_markers=1,
            ),
            AnswerStatus.ANSWERED,
            "2 of 3 citations are faulty. 1 marker leads to no citation.",
        ),
    ],
)
def test_explain(given_result: CaseResult, expected: AnswerStatus, text: str) -> None:
    assert explain(given_result, expected) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, "0"), (0.004, "0.00"), (0.91, "0.91"), (44.04, "44.0"), (7331.0, "7,331")]
)
def test_measured(value: float, text: str) -> None:
    assert wording.measured(value) == text
