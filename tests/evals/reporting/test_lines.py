import pytest

from evals.reporting.lines import describe_benchmark, describe_retrieval
from evals.retrieval.schema import PoolScore, RetrievalReport, Score
from evals.schema import Estimate, Measurement
from evals.speed.schema import BenchmarkReport
from tests.evals.samples import figure


def _estimate(value: float) -> Estimate:
    return Estimate(value=value, low=value - 0.1, high=value + 0.1)


def _report() -> RetrievalReport:
    plain = Score(
        system="plain",
        scope="within",
        questions=40,
        recall_at_1=_estimate(0.5),
        recall_at_5=_estimate(0.75),
        gain_at_1=None,
        gain_at_5=None,
    )
    ours = Score(
        system="lykbot",
        scope="within",
        questions=40,
        recall_at_1=_estimate(0.625),
        recall_at_5=_estimate(0.75),
        gain_at_1=_estimate(0.125),
        gain_at_5=_estimate(0.0),
    )
    pool = PoolScore(system="plain", language="fi", questions=40, same_language_share=0.85, recall_at_5=_estimate(0.9))
    return RetrievalReport(
        model_id="a-model",
        passages=12,
        questions=40,
        left_out=2,
        scores=(plain, ours),
        figures=tuple(
            figure(system, name, "pair", "within", count, 40)
            for system, count in (("plain", 20), ("lykbot", 30))
            for name in ("recall@1", "recall@5", "recall@10", "mrr", "ndcg@10")
        ),
        pool=(pool,),
        seconds=61.4,
    )


def test_describe_retrieval() -> None:
    lines = describe_retrieval(_report())
    text = "\n".join(lines)
    assert lines[0] == "12 passages, 40 questions, 2 left out; a-model; 61 s"
    assert "within lykbot              40  0.625 [0.525 0.725] 0.750 [0.650 0.850] +12.5 [+2.5 +22.5]" in text
    assert "target within, recall@1: +6.0, measured +12.5: met" in text
    assert "target within, recall@5: +3.0, measured +0.0: NOT met" in text
    # Recall at 10, MRR and nDCG, which are the same here.
    assert "within plain               40 " + 3 * " 0.500 [0.450 0.550]" in text
    assert "within lykbot              40 " + 3 * " 0.750 [0.700 0.800]" in text
    assert "fi     plain               40  0.850               0.900 [0.800 1.000]" in text
    assert max(map(len, lines)) <= 110


def test_describe_benchmark() -> None:
    report = BenchmarkReport(
        machine="2 cores",
        measurements=(
            Measurement(name="a question", value=1.5, unit="x", target=1.6),
            Measurement(name="a build", value=0.5, unit="x", target=0.85, at_most=False),
            Measurement(name="a time", value=1234.5, unit="s"),
        ),
        seconds=10.0,
    )
    lines = describe_benchmark(report)
    assert lines[0] == "2 cores; 10 s"
    assert lines[2].endswith("1.50 x        target at most 1.6: met")
    assert lines[3].endswith("0.50 x        target at least 0.85: NOT met")
    assert lines[4].endswith("1,234 s")


@pytest.mark.parametrize(
    ("value", "at_most", "met"),
    [(1.0, True, True), (1.1, True, False), (1.0, False, True), (0.9, False, False)],
)
def test_a_target_is_met_where_it_is_reached(value: float, at_most: bool, met: bool) -> None:
    assert Measurement(name="", value=value, unit="", target=1.0, at_most=at_most).met is met
