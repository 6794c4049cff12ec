"""How long `lykbot ask` takes and how much memory, in a process of its own: what a person at a terminal waits for."""

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from evals.errors import EvaluationError
from evals.schema import Measurement
from evals.speed.child import ChildRun, run_child

MEMORY_TARGET_GIB = 1.5
# One a language; each costs a start of the command.
QUESTIONS = ("Mitkä ovat Imatran tavoitteet?", "Vem är kontaktperson i Lojo?", "What are the goals of Helsinki?")
# The command's entry point, by the Python that runs this.
LYKBOT = (sys.executable, "-c", "import sys; from bot.cli import main; sys.exit(main())")
_GIB = 1 << 30


def measure_cold_start(index_dir: Path, questions: Sequence[str] = QUESTIONS) -> tuple[Measurement, ...]:
    """Peak memory and cold start of the command: the worst and the median of the questions.

    Args:
        index_dir: The index that is asked.
        questions: What is asked, one or more; each in a process of its own.

    Raises:
        EvaluationError: The command failed.
    """
    runs = [_ask(question, index_dir) for question in questions]
    peak = max(run.peak_bytes for run in runs) / _GIB
    seconds = float(np.median([run.seconds for run in runs]))
    return (
        Measurement(name="lykbot ask: peak memory", value=peak, unit="GiB", target=MEMORY_TARGET_GIB),
        Measurement(name="lykbot ask: cold start to answer, median", value=seconds, unit="s"),
    )


def _ask(question: str, index_dir: Path) -> ChildRun:
    run = run_child([*LYKBOT, "ask", question, "--index", str(index_dir)])
    if run.exit_code != 0:
        lines = run.output.strip().splitlines() or ["it said nothing"]
        raise EvaluationError(f"`lykbot ask {question!r}` exits {run.exit_code}: {lines[-1]}")
    return run
