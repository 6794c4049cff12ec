"""The examples of what questions are about, and what their scores say."""

from collections import Counter

import pytest

from bot import intents as module
from bot.intents import OUTSIDE, Intent, Intents, load_examples
from index.classifying import Example, LabelScore
from knowledge.glossary import concept_roles
from knowledge.schema import LANGUAGES
from knowledge.tables import read_table


def score(**shares: float) -> list[LabelScore]:
    return [LabelScore(label=label, probability=probability) for label, probability in shares.items()]


# --- The examples ---


def test_every_intent_has_examples_in_every_language() -> None:
    counts = Counter((example.label, example.language) for example in load_examples())
    missing = [(intent.value, own) for intent in Intent for own in LANGUAGES if counts[intent.value, own] < 3]
    assert missing == []


def test_no_question_stands_twice_or_for_two_intents() -> None:
    counts = Counter((" ".join(e.text.casefold().split()), e.language) for e in load_examples())
    assert [text for text, count in counts.items() if count > 1] == []


def test_rows_have_their_columns_and_no_more() -> None:
    for row in read_table("bot", "intents.csv"):
        assert set(row) == {"intent", "language", "text"}
        assert row["text"] == row["text"].strip()
        assert row["text"]


def test_examples_load_in_the_order_of_the_table() -> None:
    rows = read_table("bot", "intents.csv")
    examples = load_examples()
    assert len(examples) == len(rows)
    assert examples[0] == Example(text=rows[0]["text"], language="fi", label=rows[0]["intent"])


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"intent": "contact", "language": "de", "text": "Wer?"}, "'de' is no language of ours"),
        ({"intent": "weather", "language": "en", "text": "Rain?"}, "weather"),
    ],
)
def test_a_bad_row_is_named(monkeypatch: pytest.MonkeyPatch, row: dict[str, str], fault: str) -> None:
    monkeypatch.setattr(module, "read_table", lambda package, name: (row,))
    with pytest.raises(ValueError, match=fault):
        load_examples.__wrapped__()


def test_what_is_outside_is_an_intent_and_not_all_are() -> None:
    assert set(Intent) > OUTSIDE
    assert Intent.STEERING in OUTSIDE
    assert Intent.GOALS not in OUTSIDE


def test_cues_are_concepts_of_the_glossary() -> None:
    cues = [Intents(score(**{intent.value: 1.0})).cues for intent in Intent]
    assert any(cues)
    assert frozenset().union(*cues) <= set(concept_roles())


# --- Their scores ---


def test_nothing_is_known_without_a_classifier() -> None:
    intents = Intents()
    assert intents.best is None
    assert intents.share(*Intent) == 0
    assert intents.cues == frozenset()


def test_the_best_and_the_shares_of_one_reading() -> None:
    intents = Intents(score(goals=0.5, contact=0.3, visit=0.2))
    assert intents.best is Intent.GOALS
    assert intents.share(Intent.CONTACT) == pytest.approx(0.3)
    assert intents.share(Intent.CONTACT, Intent.VISIT) == pytest.approx(0.5)
    assert intents.share(Intent.LOGO) == 0
    assert intents.share() == 0


def test_readings_count_alike() -> None:
    intents = Intents(score(goals=0.8, contact=0.2), score(goals=0.1, contact=0.9))
    assert intents.share(Intent.GOALS) == pytest.approx(0.45)
    assert intents.share(Intent.CONTACT) == pytest.approx(0.55)
    assert intents.best is Intent.CONTACT


def test_cues_are_given_where_it_is_clear_what_is_asked() -> None:
    assert Intents(score(monitoring=0.4, goals=0.3)).cues == {"monitoring", "report"}
    assert Intents(score(monitoring=0.3, goals=0.2)).cues == frozenset()
    assert Intents(score(off_subject=0.9)).cues == frozenset()
