import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.facts.event_telling import what_happened
from knowledge.facts.events import extract_events
from knowledge.schema import Language
from tests.fakes import make_document


def told(text: str, language: Language = "fi") -> list[str]:
    return [what_happened(event) for event in extract_events(make_document(text, f"imatra/sivu.{language}"))]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fi", "2019 | Hyväksyttiin malliin", "Hyväksyttiin malliin"),
        ("sv", "2019 | Fick utmärkelsen den 20 november", "Fick utmärkelsen den 20 november"),
        ("en", "- Autumn 2021: the city joins the model", "the city joins the model"),
        ("fi", "- 2018 – Hyväksyttiin malliin", "Hyväksyttiin malliin"),
        ("fi", "**Maaliskuu 2018:** Kunta liittyi malliin.", "Kunta liittyi malliin."),
        ("fi", "**3.5.2024 Kunta sai tunnustuksen**", "Kunta sai tunnustuksen"),
        ("en", "*March 2018.* The city joined the model. It was glad.", "The city joined the model."),
        # The date is a part of what is told.
        ("fi", "Elokuussa 2023 Imatra liittyi malliin.", "Elokuussa 2023 Imatra liittyi malliin."),
        ("fi", "Kunta liittyi malliin 2019.", "Kunta liittyi malliin 2019."),
    ],
)
def test_what_happened(language: Language, text: str, expected: str) -> None:
    assert told(text, language) == [expected]


@given(
    text=st.lists(st.sampled_from(["2019", "|", "**", "*", ":", "–", "sai tunnustuksen", "5.6.2020", "\n"])).map(
        " ".join
    )
)
def test_what_happened_is_the_end_of_the_text(text: str) -> None:
    for event in extract_events(make_document(text, "imatra/sivu.fi")):
        happened = what_happened(event)
        assert happened
        assert event.text.endswith(happened) or happened in event.text.replace("*", "") or "*" in event.text
