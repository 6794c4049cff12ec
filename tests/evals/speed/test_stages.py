import pytest

from bot.schema import Answer, AnswerStatus, StageSeconds
from evals.schema import ALL_VERSIONS, LYKBOT, PLAIN, Given, Pages
from evals.speed.stages import measure_stages


def _given(
    seconds: float,
    stages: StageSeconds,
    *,
    system: str = LYKBOT,
    pages: Pages = ALL_VERSIONS,
    status: AnswerStatus = AnswerStatus.ANSWERED,
    text: str = "",
) -> Given:
    answer = Answer(question="?", language="fi", status=status, text=text, seconds=stages)
    return Given(system=system, pages=pages, case_id="dev-1", answer=answer, error=None, seconds=seconds)


def _values(*given: Given) -> dict[str, float]:
    measurements = measure_stages(given)
    assert len({measurement.name for measurement in measurements}) == len(measurements)
    return {measurement.name: measurement.value for measurement in measurements}


def test_measure_stages_gives_median_and_p95_in_milliseconds() -> None:
    values = _values(
        *(
            _given(second, StageSeconds(understand=second / 10, retrieve=second / 2, compose=second / 5))
            for second in (1.0, 2.0, 3.0, 4.0, 5.0)
        )
    )
    # Of five, the 95th percentile lies four fifths of the way from the fourth to the fifth.
    assert values == pytest.approx(
        {
            "lykbot: understand, median": 300.0,
            "lykbot: understand, p95": 480.0,
            "lykbot: retrieve, median": 1500.0,
            "lykbot: retrieve, p95": 2400.0,
            "lykbot: compose, median": 600.0,
            "lykbot: compose, p95": 960.0,
            "lykbot: whole answer, median": 3000.0,
            "lykbot: whole answer, p95": 4800.0,
            "lykbot: length of an answer, median": 0.0,
        }
    )


def test_a_stage_counts_where_it_was_reached_and_a_length_where_there_is_an_answer() -> None:
    values = _values(
        _given(0.5, StageSeconds(understand=0.25, retrieve=0.25), text="four"),
        _given(0.1, StageSeconds(understand=0.125), status=AnswerStatus.OUT_OF_SCOPE, text="a longer sentence"),
    )
    assert values["lykbot: understand, median"] == 187.5
    assert values["lykbot: retrieve, median"] == 250.0
    assert "lykbot: compose, median" not in values
    assert values["lykbot: length of an answer, median"] == 4.0


def test_what_crashed_or_failed_or_saw_other_pages_is_left_out() -> None:
    crashed = Given(
        system=LYKBOT, pages=ALL_VERSIONS, case_id="dev-2", answer=None, error="RuntimeError: no", seconds=9.0
    )
    values = _values(
        _given(1.0, StageSeconds(retrieve=1.0)),
        crashed,
        _given(9.0, StageSeconds(retrieve=9.0), status=AnswerStatus.FAILED_COMPOSE),
        _given(9.0, StageSeconds(retrieve=9.0), pages="sv"),
    )
    assert values["lykbot: whole answer, p95"] == values["lykbot: retrieve, p95"] == 1000.0
    assert _values(crashed) == {}


def test_every_system_has_its_own_figures() -> None:
    measurements = measure_stages(
        [_given(1.0, StageSeconds(), text="ab"), _given(2.0, StageSeconds(), system=PLAIN, text="abc")]
    )
    assert [(one.name, one.value, one.unit) for one in measurements] == [
        ("lykbot: whole answer, median", 1000.0, "ms"),
        ("lykbot: whole answer, p95", 1000.0, "ms"),
        ("lykbot: length of an answer, median", 2.0, "chars"),
        ("plain: whole answer, median", 2000.0, "ms"),
        ("plain: whole answer, p95", 2000.0, "ms"),
        ("plain: length of an answer, median", 3.0, "chars"),
    ]
