"""Refusals: what is missing, about whom, and what can be asked instead, in three languages."""

import pytest

from bot.composing.refusal import (
    example_questions,
    note_unknown_place,
    say_not_in_sources,
    say_out_of_scope,
    say_unknown_place,
)
from bot.expected import Expected
from knowledge.schema import LANGUAGES, Language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("expected", Expected)
@pytest.mark.parametrize("places", [(), ("Vaasa",), ("Kuopio", "Vaasa", "Salo")])
def test_every_kind_of_missing_thing_has_its_sentence(
    expected: Expected, language: Language, places: tuple[str, ...]
) -> None:
    sentence = say_not_in_sources(language, expected, places, ())
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert "{" not in sentence
    assert "  " not in sentence
    genitives = {"fi": ("Kuopion", "Vaasan", "Salon"), "sv": ("Kuopios", "Vasas", "Salos"), "en": ("Vaasa's", "Salo's")}
    assert any(name in sentence for name in genitives[language]) is bool(places)


@pytest.mark.parametrize("language", LANGUAGES)
def test_kinds_are_told_apart(language: Language) -> None:
    sentences = [say_not_in_sources(language, expected, (), ()) for expected in Expected]
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize(
    ("language", "places", "sentence"),
    [
        ("fi", (), "Sivuilta ei löydy puhelinnumeroa, jota kysyt."),
        ("fi", ("Vaasa",), "Vaasan sivuilta ei löydy puhelinnumeroa, jota kysyt."),
        ("fi", ("Kuopio", "Salo"), "Kuopion ja Salon sivuilta ei löydy puhelinnumeroa, jota kysyt."),
        ("sv", (), "På sidorna finns inte telefonnumret som du frågar efter."),
        ("sv", ("Vaasa",), "På Vasas sidor finns inte telefonnumret som du frågar efter."),
        ("sv", ("Helsinki",), "På Helsingfors sidor finns inte telefonnumret som du frågar efter."),
        ("en", (), "The pages do not give the phone number you ask for."),
        ("en", ("Kuopio", "Vaasa", "Salo"),
         "Kuopio's, Vaasa's and Salo's pages do not give the phone number you ask for."),
    ],
)  # fmt: skip
def test_not_in_sources(language: Language, places: tuple[str, ...], sentence: str) -> None:
    assert say_not_in_sources(language, Expected.PHONE, places, ()) == sentence


def test_not_in_sources_names_the_nearest_topics_but_not_all() -> None:
    sentence = say_not_in_sources("en", Expected.MONEY, ("Kuopio",), ("Goals", "Survey", "Contacts", "History"))
    assert sentence == (
        "Kuopio's pages do not give the amount you ask for. "
        "The pages do tell about these, for example: Goals; Survey; Contacts."
    )


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fi", "Sivuilla kerrotaan tästä: Tavoitteet."),
        ("sv", "Sidorna berättar om det här: Tavoitteet."),
        ("en", "The pages do tell about this: Tavoitteet."),
    ],
)
def test_a_single_topic(language: Language, sentence: str) -> None:
    assert say_not_in_sources(language, Expected.MONEY, (), ("Tavoitteet",)).endswith(f". {sentence}")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fi", "Minulla ei ole sivuja näistä kunnista: Vaasa ja Rauma. Voit kysyä näistä: Helsinki, Pori ja Salo."),
        ("sv", "Jag har inga sidor om de här kommunerna: Vasa och Raumo. Du kan fråga om de här: Helsingfors, "
               "Björneborg och Salo."),
        ("en", "I have no pages about these municipalities: Vaasa and Rauma. You can ask about these: Helsinki, Pori "
               "and Salo."),
    ],
)  # fmt: skip
def test_unknown_place(language: Language, sentence: str) -> None:
    assert say_unknown_place(language, ("Vaasa", "Rauma"), ("Helsinki", "Pori", "Salo")) == sentence


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fi", "Minulla ei ole sivuja tästä kunnasta: Vaasa. Voit kysyä tästä: Pori."),
        ("sv", "Jag har inga sidor om den här kommunen: Vasa. Du kan fråga om den här: Björneborg."),
        ("en", "I have no pages about this municipality: Vaasa. You can ask about this one: Pori."),
    ],
)
def test_unknown_place_and_a_single_known_one(language: Language, sentence: str) -> None:
    assert say_unknown_place(language, ("Vaasa",), ("Pori",)) == sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_unknown_place_when_none_is_known(language: Language) -> None:
    assert say_unknown_place(language, ("Vaasa",), ()) == note_unknown_place(language, ("Vaasa",))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fi", "Minulla ei ole sivuja tästä kunnasta: Vaasa."),
        ("sv", "Jag har inga sidor om den här kommunen: Vasa."),
        ("en", "I have no pages about this municipality: Vaasa."),
    ],
)
def test_note_about_an_unknown_place(language: Language, sentence: str) -> None:
    assert note_unknown_place(language, ("Vaasa",)) == sentence


@pytest.mark.parametrize(
    ("language", "examples"),
    [
        ("fi", ("”Mitkä ovat Kuopion tavoitteet?”", "”Kuka on yhteyshenkilö Vaasassa?”",
                "”Kuinka kauan tunnustus on voimassa?”")),
        ("sv", ("”Vilka är Kuopios mål?”", "”Vem är kontaktperson i Vasa?”", "”Hur länge gäller utmärkelsen?”")),
        ("en", ("“What are Kuopio's goals?”", "“Who is the contact person in Vaasa?”",
                "“How long is the recognition valid?”")),
    ],
)  # fmt: skip
def test_examples(language: Language, examples: tuple[str, ...]) -> None:
    assert example_questions(language, ("Kuopio", "Salo", "Vaasa")) == examples
    assert all(example in say_out_of_scope(language, ("Kuopio", "Salo", "Vaasa")) for example in examples)


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_name_no_place_without_pages(language: Language) -> None:
    (example,) = example_questions(language, ())
    assert say_out_of_scope(language, ()).endswith(f"{example}.")
