"""What lykbot is taught with must not be what it is measured with."""

import re
from pathlib import Path

from bot.intents import load_examples
from evals.loading import load_cases
from knowledge.loading import load_shipped_documents

_SETS = Path(__file__).parents[2] / "evals" / "sets"


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def test_no_example_is_a_case() -> None:
    cases = {words(case.question) for path in _SETS.rglob("*.jsonl") for case in load_cases(path)}
    assert len(cases) > 600
    examples = {words(example.text) for example in load_examples()}
    examples |= {words(q.text) for document in load_shipped_documents() for q in document.example_questions}
    assert len(examples) > 4000
    # Counted only: what the cases of the blind split are is not to be seen.
    assert len(examples & cases) == 0
