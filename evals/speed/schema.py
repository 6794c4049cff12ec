"""The record of a benchmark."""

from dataclasses import dataclass

from evals.schema import Measurement


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchmarkReport:
    """Figures of one run; ``machine`` says on what, ``seconds`` is wall time."""

    machine: str
    measurements: tuple[Measurement, ...]
    seconds: float
