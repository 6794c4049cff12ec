"""Questions that ask several things, into the things they ask."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.splitting import split_question, split_sentences_roughly
from knowledge.schema import LANGUAGES, Language


@pytest.mark.parametrize(
    ("language", "text", "parts"),
    [
        ("en", "What are the goals? Who is the contact?", ("What are the goals?", "Who is the contact?")),
        ("en", "Who leads it and how do I reach her?", ("Who leads it", "how do I reach her?")),
        ("en", "What is the goal, and when was it set?", ("What is the goal", "when was it set?")),
        ("en", "In which year did it join and in which was it recognised?",
         ("In which year did it join", "in which was it recognised?")),
        ("sv", "Vad är målet och vem leder arbetet?", ("Vad är målet", "vem leder arbetet?")),
        ("sv", "Vad är målet samt på vilket sätt nås det?", ("Vad är målet", "på vilket sätt nås det?")),
        ("fi", "Mikä on tavoite ja kuka sitä johtaa?", ("Mikä on tavoite", "kuka sitä johtaa?")),
        ("fi", "Milloin Pori liittyi sekä missä se päätettiin?", ("Milloin Pori liittyi", "missä se päätettiin?")),
        ("en", "tell the goals and who leads it", ("tell the goals", "who leads it")),
        ("en", "What? Who? When?", ("What?", "Who?", "When?")),
    ],
)  # fmt: skip
def test_several_questions(language: Language, text: str, parts: tuple[str, ...]) -> None:
    assert split_question(text, language) == parts


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "What are the goals?"),
        ("en", "What are the goals of Pori and Lohja?"),
        ("en", "goals and contacts"),
        ("en", "Who and how?"),
        ("en", "Who leads it, and how?"),
        ("sv", "Vem och när?"),
        ("fi", "Kuka ja milloin?"),
        ("fi", "Mikä on tavoite ja mikäli sitä muutetaan kerrotaanko?"),
        ("en", "Tell about Pori. Tell about Lohja."),
        ("en", ""),
        ("en", "?!"),
    ],
)
def test_one_question_stays_as_it_is(language: Language, text: str) -> None:
    assert split_question(text, language) == (text,)


def test_what_is_said_before_the_first_question_stays_with_it() -> None:
    assert split_question("I am a journalist. Who leads it?", "en") == ("I am a journalist. Who leads it?",)
    assert split_question("I write for a paper. Who leads it? And when was it set?", "en") == (
        "I write for a paper. Who leads it?",
        "And when was it set?",
    )


def test_what_is_said_after_a_question_stays_with_the_next_or_the_last() -> None:
    assert split_question("Who leads it? I am new. What is the goal? Thanks!", "en") == (
        "Who leads it?",
        "I am new. What is the goal? Thanks!",
    )


_PIECES = st.lists(
    st.sampled_from(["Who", "what", "and", "och", "ja", "kuka", "vem", "Pori", "leads", "?", ".", "!", ",", "  "]),
    max_size=14,
).map(" ".join)


@given(_PIECES | st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_parts_are_stretches_of_the_text_in_its_order(text: str, language: Language) -> None:
    parts = split_question(text, language)
    assert parts
    position = 0
    for part in parts:
        found = text.find(part, position)
        assert found >= position
        position = found + len(part)
    if len(parts) > 1:
        assert all(part == part.strip() and part for part in parts)


@given(_PIECES | st.text(max_size=60))
def test_sentences_leave_nothing_out(text: str) -> None:
    assert "".join(split_sentences_roughly(text)) == text


def test_sentences() -> None:
    assert split_sentences_roughly("Hello! Who leads it?! Thanks") == ("Hello! ", "Who leads it?! ", "Thanks")
    assert split_sentences_roughly("... what?") == ("... ", "what?")
    assert split_sentences_roughly("") == ("",)
