from pathlib import Path

import pytest

from evals.load import conversations
from evals.loading import load_cases
from evals.schema import Case


def test_a_follow_up_comes_after_what_was_asked_before(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    line = (
        '{{"case_id": "{id}", "question": "{question}", "language": "{language}", "status": "answered", '
        '"topic": "goals", "facts": [], "municipalities": [], "passages": [], "history": {history}}}\n'
    )
    path = tmp_path / "set.jsonl"
    path.write_text(
        line.format(id="dev-1", question="Vilka mål?", language="sv", history="[]")
        + line.format(id="dev-2", question="Vem?", language="sv", history='["Vilka mål?", "När?"]')
        + line.format(id="dev-3", question="Who?", language="en", history="[]")
        + line.format(id="test-4", question="Secret?", language="en", history="[]"),
        encoding="utf-8",
    )
    cases = load_cases(path)
    assert len(cases) == 4

    def load() -> tuple[Case, ...]:
        return cases

    monkeypatch.setattr(conversations, "load_cases", load)
    assert conversations.load_conversations() == {
        "fi": (),
        "sv": (("Vilka mål?",), ("Vilka mål?", "När?", "Vem?")),
        "en": (("Who?",),),
    }


def test_the_shipped_set_has_something_to_ask_in_every_language() -> None:
    loaded = conversations.load_conversations()
    for own in loaded.values():
        assert len(own) > 10
        assert any(len(conversation) > 1 for conversation in own)
