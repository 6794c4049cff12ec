import pytest

from knowledge.facts.contact_people import find_people
from knowledge.layout import find_phones
from knowledge.schema import Language


def people(
    text: str, language: Language = "fi", *, is_sentence: bool = False
) -> list[tuple[str | None, str | None, int]]:
    """Name, role and number of channels of each."""
    found = find_people(text, find_phones(text), language, is_sentence=is_sentence)
    assert all(0 <= person.start_char < person.end_char <= len(text) for person in found)
    return [(person.name, person.role, len(person.channels)) for person in found]


def test_a_text_without_anybody() -> None:
    assert people("") == []
    assert people("...") == []


def test_numbers_belong_to_the_name_before_them() -> None:
    text = "Maija Mäki, rehtori, 040 123 4567, 040 123 4568, Onni Virta, lääkäri, 050 765 4321"
    assert people(text) == [("Maija Mäki", "rehtori", 2), ("Onni Virta", "lääkäri", 1)]


def test_a_service_beside_people_has_its_own_number() -> None:
    text = "koordinaattori Maija Mäki, 040 123 4567, ja nuorisopalvelujen neuvonta, 050 765 4321"
    assert people(text, is_sentence=True) == [
        ("Maija Mäki", "koordinaattori", 1),
        (None, "nuorisopalvelujen neuvonta", 1),
    ]
    text = "kunnan neuvonta, 050 765 4321, tai koordinaattori Maija Mäki, 040 123 4567"
    assert people(text, is_sentence=True) == [(None, "kunnan neuvonta", 1), ("Maija Mäki", "koordinaattori", 1)]


def test_what_somebody_does_is_no_part_of_the_name() -> None:
    assert people("Kirjoittaja Maija Mäki, rehtori, 040 123 4567")[0][0] == "Maija Mäki"
    assert people("Skribenten Anna Berg, rektor, 040 123 4567", "sv")[0][0] == "Anna Berg"
    assert people("Marjatta Onni Virta, rehtori, 040 123 4567")[0][0] == "Marjatta Onni Virta"


def test_as_many_numbers_as_names_are_given_in_order() -> None:
    assert people("Maija Mäki ja Onni Virta, 040 123 4567 ja 050 765 4321") == [
        ("Maija Mäki", None, 1),
        ("Onni Virta", None, 1),
    ]


@pytest.mark.parametrize(
    ("text", "language", "role"),
    [
        ("Maija Mäki, rehtori, Kuvalan kaupunki, 040 123 4567", "fi", "rehtori"),
        ("Kuvalan kaupungin rehtori Maija Mäki, 040 123 4567", "fi", "rehtori"),
        ("Anna Berg, chef för barn, unga och äldre, Kuvala stad, 040 123 4567", "sv", "chef för barn, unga och äldre"),
        ("lasten, nuorten ja perheiden johtaja Maija Mäki 040 123 4567", "fi", "lasten, nuorten ja perheiden johtaja"),
        ("Anna Berg, manager of the City of Kuvala, 040 123 4567", "en", "manager"),
        ("Anna Berg, coordinator / planner, 040 123 4567", "en", "coordinator / planner"),
        ("Anna Berg, coordinator, education unit, 040 123 4567", "en", "coordinator"),
        ("Anna Berg, storyteller, 040 123 4567", "en", "storyteller"),
        ("Anna Berg, Kuvala kommun, 040 123 4567", "sv", None),
        ("Maija Mäki, hyvinvointipalvelut, 040 123 4567", "fi", None),
        ("Maija Mäki, Virastokatu 2, 040 123 4567", "fi", None),
    ],
)
def test_roles(text: str, language: Language, role: str | None) -> None:
    assert [person[1] for person in people(text, language)] == [role]


@pytest.mark.parametrize(
    ("text", "language", "role"),
    [
        (
            "Työtä johtaa lasten oikeuksien koordinaattori Maija Mäki, 040 123 4567.",
            "fi",
            "lasten oikeuksien koordinaattori",
        ),
        ("Arbetet leds av ledande planerare Anna Berg, 040 123 4567.", "sv", "ledande planerare"),
        ("You may write to the youth coordinator Anna Berg, 040 123 4567.", "en", "youth coordinator"),
        ("Anna Berg, who tells stories, answers on 040 123 4567.", "en", None),
    ],
)
def test_roles_in_running_text(text: str, language: Language, role: str | None) -> None:
    assert [person[1] for person in people(text, language, is_sentence=True)] == [role]


def test_services() -> None:
    assert people("Neuvola 05 123 4567, Kirjasto 05 123 4568") == [(None, "Neuvola", 1), (None, "Kirjasto", 1)]
    card = "Kuvalan kaupunki\nKaupungintalo, Torikatu 1\n55100 Kuvala\nVaihde 05 123 4567"
    assert people(card) == [(None, "Kuvalan kaupunki", 1)]
    assert people("Y-tunnus: 0123456-7\npuh. 05 123 4567") == [(None, None, 1)]
    assert people("Mer information ges av kundtjänsten, 05 123 4567.", "sv", is_sentence=True) == [
        (None, "kundtjänsten", 1)
    ]


@pytest.mark.parametrize(
    ("text", "is_introduced"),
    [
        ("Yhteyshenkilö: Maija Mäki", True),
        ("Yhteyshenkilönä toimii rehtori Maija Mäki", True),
        ("Lisätietoja tapahtumasta, jossa puhui rehtori Maija Mäki", False),
        ("Rehtori Maija Mäki", False),
    ],
)
def test_a_label_introduces_a_person(text: str, is_introduced: bool) -> None:
    (person,) = find_people(text, (), "fi", is_sentence=True)
    assert person.is_introduced is is_introduced
