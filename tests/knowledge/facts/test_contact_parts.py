import pytest

from knowledge.facts.contact_parts import cut_parts, find_labels, is_label, skip_leads
from knowledge.layout import email_spans, find_phones
from knowledge.schema import Language


def kinds(text: str, language: Language = "fi") -> list[tuple[str, str]]:
    channels = tuple(sorted((*find_phones(text), *email_spans(text)), key=lambda span: span.start_char))
    parts = cut_parts(text, channels, language)
    assert all(part.kind == "channel" or part.text == text[part.start_char : part.end_char] for part in parts)
    return [(part.kind, part.text) for part in parts]


def test_names_words_and_channels_in_order() -> None:
    assert kinds("Rehtori **Maija Mäki** (Kuvala), puh. 040 123 4567; sähköposti m.maki@kuvala.example") == [
        ("words", "Rehtori"),
        ("name", "Maija Mäki"),
        ("words", "Kuvala"),
        ("channel", "040 123 4567"),
        ("channel", "m.maki@kuvala.example"),
    ]


def test_labels_of_columns_and_lines_are_left_out() -> None:
    assert kinds("Nimi: Maija Mäki\nTehtävä: rehtori\nPuhelin: 040 123 4567")[::2] == [
        ("name", "Maija Mäki"),
        ("channel", "040 123 4567"),
    ]


@pytest.mark.parametrize(
    "name", ["P. Mäki", "Maija von Mäki", "Salo Anna", "Åsa O’Neil", "Eva Wright", "Matti Ylitalo"]
)
def test_names_stay_whole(name: str) -> None:
    assert kinds(f"{name}, puh. 040 123 4567")[0] == ("name", name)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Porin Lyseo", "fi"),
        ("På Imatras sida", "sv"),
        ("Youth Participation Coordinator", "en"),
        ("Family Centre", "en"),
        ("Kontakta Anna", "sv"),
    ],
)
def test_what_is_no_name(text: str, language: Language) -> None:
    assert [kind for kind, _ in kinds(text, language)] == ["words"]


def test_the_name_of_a_service_keeps_its_last_word() -> None:
    assert kinds("Lasten puhelin 116 111")[0] == ("words", "Lasten puhelin")
    assert kinds("Maija Mäki puhelin 040 123 4567")[0] == ("name", "Maija Mäki")


def test_labels_are_whole_words_of_any_language() -> None:
    assert is_label("Tehtävänimike:", "role")
    assert not is_label("Tehtävät", "role")
    assert [(span.start_char, span.end_char) for span in find_labels("Se on yhteystieto", "contact")] == [(6, 17)]
    assert find_labels("Kontaktat", "contact", "en") == ()


@pytest.mark.parametrize(
    ("text", "language", "rest"),
    [
        ("Mer information ges av vår chef", "sv", " chef"),
        ("please contact our planner", "en", " planner"),
        ("Lisätietoja antavat rehtori", "fi", " rehtori"),
        ("rehtori", "fi", "rehtori"),
    ],
)
def test_leading_words_are_skipped(text: str, language: Language, rest: str) -> None:
    assert text[skip_leads(text, language) :] == rest
