"""The sentence before a list of goals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.facts.introducing import find_introduction
from tests.fakes import make_document


def introduction(text: str, before: str, document_id: str = "kuvala/sivu.fi") -> str | None:
    """The sentence that introduces the list whose first goal begins with some words."""
    document = make_document(text, document_id)
    span = find_introduction(document, text.index(before))
    return None if span is None else text[span.start_char : span.end_char]


@pytest.mark.parametrize(
    ("document_id", "sentence"),
    [
        ("kuvala/sivu.fi", "Kuvalalla on kaksi omaa tavoitetta:"),
        ("kuvala/sivu.fi", "Työn painopisteet ovat nämä."),
        ("kuvala/sida.sv", "Kuvala har två egna mål:"),
        ("kuvala/page.en", "Kuvala has two goals of its own:"),
    ],
)
def test_the_sentence_right_before_a_list(document_id: str, sentence: str) -> None:
    text = f"# Kuvala\n\nLorem ipsum dolor. {sentence}\n\n- Aaa bbb\n- Ccc ddd\n"
    assert introduction(text, "Aaa", document_id) == sentence


def test_a_sentence_that_does_not_speak_of_goals_introduces_none() -> None:
    assert introduction("Tavoitteita on kaksi. Nyt sataa lunta.\n\n- Aaa\n- Bbb\n", "Aaa") is None


def test_a_heading_is_no_sentence() -> None:
    assert introduction("# Tavoitteet\n\n- Aaa\n- Bbb\n", "Aaa") is None


def test_what_stands_under_another_heading_introduces_nothing() -> None:
    assert introduction("# A\n\nTavoitteita on kaksi:\n\n# B\n\n- Aaa\n- Bbb\n", "Aaa") is None


def test_noise_between_does_not_count() -> None:
    text = "# A\n\nTavoitteita on kaksi:\n\n[..](#)\n\n- Aaa\n- Bbb\n"
    assert introduction(text, "Aaa") == "Tavoitteita on kaksi:"


def test_goals_told_in_sentences_are_introduced_by_the_one_before() -> None:
    text = "Kuvalalla on kaksi tavoitetta. Ensimmäinen tavoite on, että lapsi kuullaan."
    assert introduction(text, "lapsi kuullaan") == "Kuvalalla on kaksi tavoitetta."


def test_nothing_before_and_nowhere() -> None:
    assert introduction("- Aaa\n- Bbb\n", "Aaa") is None
    document = make_document("Tavoitteita on kaksi:\n\n- Aaa\n")
    assert find_introduction(document, len(document.text) + 5) is None


@given(st.lists(st.sampled_from(["# Å ä", "Tavoitteita on 2.", "- mål 1", "Kuva: A B", "Nyt. Tavoite: a"]), max_size=6))
def test_an_introduction_stands_before_the_list(blocks: list[str]) -> None:
    document = make_document("\n\n".join(blocks))
    for start_char in range(len(document.text)):
        span = find_introduction(document, start_char)
        if span is not None:
            assert 0 <= span.start_char < span.end_char <= start_char
            assert "avoit" in document.text[span.start_char : span.end_char]
