from dataclasses import replace
from pathlib import Path

import pytest

from bot.schema import AnswerStatus
from evals.errors import EvaluationError
from evals.retrieval.schema import RetrievalReport, Score
from evals.retrieval.sections import measure_sheets
from evals.schema import Case, SectionReference
from knowledge.schema import Document
from tests.evals.toys import measured
from tests.fakes import make_document


def _sheets() -> tuple[Document, ...]:
    # The cat is in both municipalities, and in Imatra's sheet nearer to the question.
    imatra = "# Sheet\n\n## Pets\n\nA cat sits here.\n\n## Rest\n\nThe dog sleeps here.\n"
    pori = "# Sheet\n\n## Animals\n\nOur cat lives with one dog.\n\n## Empty\n"
    return (
        make_document(imatra, "imatra/page.en", municipality="Imatra", title="Sheet"),
        make_document(pori, "pori/page.en", municipality="Pori", title="Sheet"),
    )


def _case(case_id: str, question: str, page: str, section: str, *municipalities: str | None) -> Case:
    return Case(
        case_id=case_id,
        question=question,
        language="en",
        pinned=False,
        history=(),
        status=AnswerStatus.ANSWERED,
        topic="other",
        facts=(),
        forbidden=(),
        municipalities=municipalities,
        passages=(SectionReference(page=page, section=section),),
    )


def _cases() -> list[Case]:
    imatra = _case("1", "A cat?", "imatra/page", "Pets", "Imatra")
    pori = _case("2", "A cat?", "pori/page", "Animals", "Pori")
    return [
        imatra,
        pori,
        replace(imatra, case_id="3", history=("A dog?",)),
        replace(imatra, case_id="4", status=AnswerStatus.OUT_OF_SCOPE, passages=()),
    ]


def _score(report: RetrievalReport, system: str) -> Score:
    (found,) = [score for score in report.scores if (score.scope, score.system) == ("en", system)]
    return found


def test_measure_sheets(tmp_path: Path) -> None:
    report = measure_sheets(_cases(), _sheets(), measured(tmp_path))
    assert (report.passages, report.questions, report.left_out) == (3, 2, 2)
    # Without narrowing, Imatra's cat comes first for both; Pori's is second.
    assert _score(report, "plain").recall_at_1.value == 0.5
    assert _score(report, "plain").recall_at_5.value == 1.0
    assert _score(report, "lykbot").recall_at_1.value == 0.5
    for system in ("plain, narrowed", "lykbot, narrowed"):
        assert _score(report, system).recall_at_1.value == 1.0
    assert {score.scope for score in report.scores} == {"en", "all languages"}


def test_a_case_about_the_model_too_is_not_narrowed(tmp_path: Path) -> None:
    cases = [_case("1", "A cat?", "imatra/page", "Pets", "Pori", None)]
    report = measure_sheets(cases, _sheets(), measured(tmp_path))
    assert _score(report, "plain, narrowed").recall_at_1.value == 1.0


@pytest.mark.parametrize(
    ("case", "message"),
    [
        (_case("7", "A cat?", "imatra/page", "Cats"), r"case 7: imatra/page\.en has no section 'Cats'"),
        (_case("7", "A cat?", "pori/page", "Empty"), "case 7: "),
        (_case("7", "A cat?", "oulu/page", "Pets"), r"case 7: oulu/page\.en has no section"),
        (replace(_case("7", "A cat?", "imatra/page", "Pets"), passages=()), "case 7 .* names no passage"),
        (replace(_case("7", "A cat?", "imatra/page", "Pets"), history=("?",)), "nothing to ask"),
    ],
)
def test_refused_cases(tmp_path: Path, case: Case, message: str) -> None:
    with pytest.raises(EvaluationError, match=message):
        measure_sheets([case], _sheets(), measured(tmp_path))
