from dataclasses import replace

import pytest

from bot.schema import AnswerStatus
from evals.schema import (
    ALL_VERSIONS,
    LYKBOT,
    CaseReport,
    CaseResult,
    CitationFault,
    Figure,
    JudgedCitation,
    JudgedFact,
    Judgement,
    Outcome,
    Pages,
    ScopeKind,
)
from evals.summarising import is_flawless, summarise
from knowledge.schema import Language


def _citation(fault: CitationFault | None = None, valid: bool = True) -> JudgedCitation:
    return JudgedCitation(number=1, valid=valid, fault=fault)


def _fact(stated: bool, cited: bool = False) -> JudgedFact:
    return JudgedFact(fact="x", stated=stated, cited=cited)


def _result(
    outcome: Outcome,
    *,
    facts: tuple[JudgedFact, ...] = (),
    citations: tuple[JudgedCitation, ...] = (),
    unresolved: int = 0,
    language_is_right: bool = True,
    pages: Pages = ALL_VERSIONS,
    page_language: Language | None = None,
    system: str = LYKBOT,
) -> CaseResult:
    return CaseResult(
        system=system,
        pages=pages,
        page_language=page_language,
        judgement=Judgement(
            outcome=outcome,
            facts=facts,
            forbidden=(),
            citations=citations,
            unresolved_markers=unresolved,
            language="fi",
            language_is_right=language_is_right,
        ),
        answer=None,
        error=None,
        seconds=0.1,
    )


def _case(
    *results: CaseResult, language: Language = "fi", expected: AnswerStatus = AnswerStatus.ANSWERED
) -> CaseReport:
    return CaseReport(
        case_id=f"dev-{language}-{expected}-{len(results)}",
        set_name="dev",
        split="dev",
        language=language,
        topic="goals",
        traits=("short",) if language == "sv" else (),
        expected=expected,
        case=None,
        results=results,
    )


def _find(
    figures: tuple[Figure, ...], name: str, kind: ScopeKind = "all", scope: str = "all", system: str = LYKBOT
) -> tuple[float, int] | None:
    found = [f for f in figures if (f.system, f.name, f.scope_kind, f.scope) == (system, name, kind, scope)]
    assert len(found) <= 1
    return (found[0].count, found[0].total) if found else None


_REFUSE = AnswerStatus.NOT_IN_SOURCES
_CASES = (
    _case(_result(Outcome.RIGHT, facts=(_fact(True, True), _fact(True)), citations=(_citation(), _citation()))),
    _case(
        _result(
            Outcome.PARTIAL,
            facts=(_fact(True, True), _fact(False)),
            citations=(_citation(CitationFault.OTHER_MUNICIPALITY), _citation(CitationFault.BESIDE_THE_POINT, False)),
            unresolved=1,
        ),
        language="sv",
    ),
    _case(_result(Outcome.REFUSED_WRONGLY, facts=(_fact(False),)), language="sv"),
    _case(_result(Outcome.FAILED, language_is_right=False, facts=(_fact(False),)), language="en"),
    _case(_result(Outcome.RIGHT, facts=(_fact(True),)), expected=_REFUSE),
    _case(_result(Outcome.WRONG, language_is_right=False), expected=_REFUSE),
    _case(_result(Outcome.ANSWERED_WRONGLY, citations=(_citation(),)), expected=_REFUSE),
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("right", (2, 7)),
        ("flawless", (2, 7)),
        ("partial", (1, 7)),
        ("wrong", (1, 7)),
        ("failed", (1, 7)),
        ("refused_wrongly", (1, 4)),
        ("answered_wrongly", (1, 3)),
        # Facts of refusals are no claims of pages.
        ("facts_stated", (3, 6)),
        ("citation_recall", (2, 3)),
        ("citation_precision", (3, 5)),
        ("citation_validity", (4, 6)),
        ("own_municipality", (4, 5)),
        ("language", (5, 7)),
        # Refused: one wrongly, two of the three that were to be refused.
        ("refusal_precision", (2, 3)),
        ("refusal_recall", (2, 3)),
    ],
)
def test_every_figure_by_hand(name: str, expected: tuple[int, int]) -> None:
    assert _find(summarise(_CASES), name) == expected


def test_scopes() -> None:
    figures = summarise(_CASES)
    assert _find(figures, "right", "language", "sv") == (0, 2)
    assert _find(figures, "right", "topic", "goals") == (2, 7)
    assert _find(figures, "right", "trait", "short") == (0, 2)
    assert _find(figures, "right", "split", "dev") == (2, 7)
    # Nothing was to be refused in English, so nothing is said of it.
    assert _find(figures, "refusal_recall", "language", "en") is None


def test_pairs_take_in_the_pages_in_one_language_and_the_rest_does_not() -> None:
    case = _case(
        _result(Outcome.RIGHT, page_language="sv"),
        _result(Outcome.PARTIAL, pages="fi", page_language="fi"),
        language="sv",
    )
    figures = summarise([case])
    assert _find(figures, "right") == (1, 1)
    assert _find(figures, "right", "pair", "sv-sv") == (1, 1)
    assert _find(figures, "right", "pair", "sv-fi") == (0, 1)


def test_systems_are_counted_apart() -> None:
    figures = summarise([_case(_result(Outcome.RIGHT), _result(Outcome.WRONG, system="plain"))])
    assert _find(figures, "right") == (1, 1)
    assert _find(figures, "right", system="plain") == (0, 1)


def test_the_interval_is_that_of_the_cases_not_of_the_citations() -> None:
    one_case = summarise([_case(_result(Outcome.RIGHT, citations=(_citation(),) * 50))])
    (estimate,) = [f.estimate for f in one_case if f.name == "citation_precision" and f.scope_kind == "all"]
    assert estimate.value == 1
    assert estimate.low < 0.5


@pytest.mark.parametrize(
    "flaw",
    [
        {"language_is_right": False},
        {"unresolved_markers": 1},
        {"outcome": Outcome.PARTIAL},
        {"citations": (_citation(valid=False),)},
        {"citations": (_citation(CitationFault.FACT_NOT_IN_QUOTE),)},
    ],
)
def test_is_flawless(flaw: dict[str, object]) -> None:
    result = _result(Outcome.RIGHT, citations=(_citation(),))
    assert is_flawless(result)
    changed: Judgement = replace(result.judgement, **flaw)  # type: ignore[arg-type]  # one field of each kind in turn
    assert not is_flawless(replace(result, judgement=changed))


def test_nothing_of_nothing() -> None:
    assert summarise([]) == ()
