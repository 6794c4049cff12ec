import pytest

from knowledge.facts.goal_leads import find_label, find_others, read_heading, read_sentence, resolve_owner
from knowledge.facts.schema import GoalOwner
from knowledge.schema import Language


@pytest.mark.parametrize(
    ("language", "heading", "announces"),
    [
        ("fi", "Kaupungin tavoitteet", True),
        ("fi", "Tavoitteet ja toimenpiteet", True),
        ("fi", "Lapsivaikutusten arvioinnin tavoitteet", True),
        ("fi", "Tavoitteiden toteutuminen", False),
        ("fi", "Toimenpiteet tavoitteiden saavuttamiseksi", False),
        ("fi", "Tavoitteena hyvä arki", False),
        ("fi", "Tavoite 2: Turvallinen arki", False),
        ("fi", "Tavoitteista tunnustukseen", False),
        ("fi", "Mitä haluamme saavuttaa?", True),
        ("fi", "Lupaamme lapsille, että", True),
        ("fi", "Lupaamme paljon", False),
        ("sv", "Från mål till handling", False),
        ("sv", "Vad vill vi uppnå?", True),
        ("sv", "Mål", True),
        ("sv", "Mål:", True),
        ("sv", "Uppföljning av målen", False),
        ("en", "Our goals", True),
        ("en", "What do we want to achieve?", True),
        ("en", "What happens next?", False),
        ("en", "Monitoring the goals", False),
        ("en", "Contents: goals", False),
        ("en", "Contacts", False),
    ],
)
def test_headings_about_goals(language: Language, heading: str, announces: bool) -> None:
    assert (read_heading(heading, language) is not None) is announces


@pytest.mark.parametrize(
    ("language", "sentence", "count", "is_emphasis", "owner"),
    [
        ("fi", "Raisio on asettanut mallin pohjalta viisi lapsia koskevaa tavoitetta:", 5, False, "municipality"),
        ("fi", "Sivulla luetellaan mallin kuusi tavoitetta:", 6, False, "model"),
        ("fi", "Päätavoitteiden lisäksi työllä oli kolme painopistettä:", 3, True, None),
        ("sv", "På Resos sida finns de tre mål som modellen har:", 3, False, "model"),
        ("sv", "Reso har utgående från modellen två mål:", 2, False, "municipality"),
        ("en", "Raisio's page lists the four aims of the model:", 4, False, "model"),
        ("en", "The model has two aims of its own:", 2, False, "model"),
        ("en", "Besides the main goals, there were two priorities:", 2, True, None),
        ("en", "These are the goals:", None, False, None),
    ],
)
def test_what_a_sentence_announces(
    language: Language, sentence: str, count: int | None, is_emphasis: bool, owner: str | None
) -> None:
    lead = read_sentence(sentence, language)
    assert lead is not None
    assert (lead.count, lead.is_emphasis, lead.owner) == (count, is_emphasis, GoalOwner(owner) if owner else None)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("fi", "Tavoitteita seurataan joka vuosi."), ("sv", "Målen nås."), ("en", "We monitor the goals."), ("en", "Hi.")],
)
def test_sentences_that_announce_nothing(language: Language, sentence: str) -> None:
    assert read_sentence(sentence, language) is None


@pytest.mark.parametrize(
    ("language", "text", "number", "rest"),
    [
        ("fi", "Tavoite 1: Osallisuus", 1, "Osallisuus"),
        ("fi", "2. tavoite – Turva", 2, "Turva"),
        ("fi", "**Painopiste III.** Arki", 3, "Arki"),
        ("sv", "Mål nr 4", 4, ""),
        ("en", "Goal: be heard", None, "be heard"),
    ],
)
def test_labels(language: Language, text: str, number: int | None, rest: str) -> None:
    label = find_label(text, language)
    assert label is not None
    assert (label.number, text[label.end_char :]) == (number, rest)


@pytest.mark.parametrize("text", ["Goal 1 was reached.", "The goal: safety", "Goal-setting: how", "Goals: safety"])
def test_what_is_no_label(text: str) -> None:
    assert find_label(text, "en") is None


def test_assessing_impact_is_no_measure() -> None:
    assert find_others("lapsivaikutusten arviointi", "fi") == ()
    assert len(find_others("työn arviointi", "fi")) == 1


def test_the_nearest_lead_that_says_so_names_the_owner() -> None:
    ours, models = read_heading("Our goals", "en"), read_heading("The model's goals", "en")
    plain, priorities = read_heading("Goals", "en"), read_heading("Priorities", "en")
    assert ours and models and plain and priorities
    assert resolve_owner((plain, models, ours), "Raisio") is GoalOwner.MODEL
    assert resolve_owner((ours, models), "Raisio") is GoalOwner.MUNICIPALITY
    assert resolve_owner((priorities, models), "Raisio") is GoalOwner.EMPHASIS
    assert resolve_owner((plain,), "Raisio") is GoalOwner.MUNICIPALITY
    assert resolve_owner((plain,), None) is GoalOwner.MODEL
