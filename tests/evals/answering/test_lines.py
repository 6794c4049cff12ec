from bot.schema import AnswerStatus
from evals.answering.figures import count_sentences, count_statuses, measure_outcomes
from evals.answering.lines import describe_answering
from evals.answering.schema import AnsweringReport, Outcome, Shown
from tests.evals.answering.samples import make_outcome, make_question


def _describe(*outcomes: Outcome) -> tuple[str, ...]:
    report = AnsweringReport(
        model_id="toy",
        passages=4,
        worked_out=("fi",),
        left_out=2,
        figures=measure_outcomes(outcomes),
        sentences=count_sentences(outcomes),
        statuses=count_statuses(outcomes),
        outcomes=outcomes,
        seconds=3.2,
    )
    return describe_answering(report)


def test_a_table_with_a_column_a_language() -> None:
    right = Shown(text="It sits in silence.", passage_id="en:a")
    finnish = make_question("hiljaa", language="fi", passages=("fi:a",))
    lines = _describe(
        make_outcome(finnish, found=False),
        make_outcome(make_question("in silence"), right),
        make_outcome(make_question("in silence"), status=AnswerStatus.NOT_IN_SOURCES),
    )
    assert lines[0] == "4 passages, 3 questions, 2 left out; toy; 3 s"
    assert "answers in fi are" in lines[2]
    cells = {line[:50].strip() + "|" + line[51:67].strip(): line[68:].split() for line in lines}
    assert cells["search|of"] == ["fi", "en"]
    assert cells["passage found|answerable"] == ["0.0", "0.0–79.3", "100.0", "34.2–100.0"]
    assert cells["sentences shown|answered"] == ["–", "–"]
    assert cells["refused_out_of_scope|answerable"] == ["1", "1"]
    assert cells["unanswerable_not_in_sources|answerable"] == ["0", "1"]


def test_the_composer_stands_before_the_bot() -> None:
    lines = _describe(make_outcome(make_question("in silence"), Shown(text="It sits in silence.", passage_id="en:a")))
    held = [line for line in lines if line.startswith("sentences shown hold the answer") and "answered" not in line]
    assert [line.split()[-2:] for line in held] == [["100.0", "20.7–100.0"], ["0.0", "0.0–79.3"]]
    shown = [line.split()[-2:] for line in lines if line.startswith("sentences shown ") and "hold" not in line]
    assert shown[0] == ["1.00", "1.00–1.00"]
