from pathlib import Path

from evals.speed.searching import SearchLoad, measure_search


def test_measure_search(tmp_path: Path) -> None:
    notices: list[str] = []
    load = SearchLoad(chunks=30, questions=6, dimension=8, seed=1)
    measurements = measure_search(load, tmp_path, notices.append)
    assert [measurement.name for measurement in measurements] == [
        "dense leg, 10 chunks in each of three languages: p50",
        "dense leg, 10 chunks in each of three languages: p95",
        "words leg, 10 chunks in each of three languages: p50",
        "words leg, 10 chunks in each of three languages: p95",
    ]
    assert [measurement.target for measurement in measurements] == [None, 30.0, None, 30.0]
    assert all(measurement.value > 0 for measurement in measurements)
    assert notices == [f"making up 10 chunks in {language}" for language in ("fi", "sv", "en")]
