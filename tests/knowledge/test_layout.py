import pytest

from knowledge.layout import (
    email_spans,
    ends_sentence,
    find_emails,
    find_phones,
    is_channel_line,
    is_heading,
    is_name,
    is_noise,
    is_person_line,
    is_table_row,
    is_title,
    split_people,
    starts_lower,
)


@pytest.mark.parametrize(
    "line",
    [
        "040 123 4567",
        "040\u00a0123\u00a04567",
        "Tel.+ 358 044 1234567",
        "puh. 040-123 4567, 050 765 4321",
        "+358 (0)40 123 4567",
        "e-post: anna@kuvala.example",
        "anna.ek(at)kuvala.example",
        "[anna@kuvala.example](mailto:anna@kuvala.example)",
        "Sähköposti:",
        "Tfn 112",
    ],
)
def test_lines_that_reach_somebody(line: str) -> None:
    assert is_channel_line(line)
    assert not is_heading(line)


@pytest.mark.parametrize(
    "line", ["2021–2023", "7.9.2024", "01-05-2024", "00100 Kuvala", "Vuonna 2018", "12 345 678 lasta", "1 234 567"]
)
def test_figures_that_reach_nobody(line: str) -> None:
    assert not is_channel_line(line)
    assert split_people(line) == ()


@pytest.mark.parametrize(
    "name",
    [
        *("Aino Aalto", "Bo-Erik Öhman", "Cecilia von Åberg", "A. Öhman", "Åsa O’Neil", "J.-P. Öhman", "J-P Öhman"),
        *("Ann McDonald", "Eva Courtney", "Laura Wright", "Maria Barnes"),
    ],
)
def test_names(name: str) -> None:
    assert is_name(name)
    assert is_person_line(f"{name}, koordinaattori")
    assert is_person_line(f"Palvelujohtaja {name}")


@pytest.mark.parametrize(
    "text",
    [
        *("Kuvala", "Kuvalan tavoitteet", "Kuvala Stad", "Contact Information", "Johtava Koordinaattori", "AB CD"),
        *("Young People", "Kuvalan Perheet", "Barn och Unga"),
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    "title", ["Perhepalvelupäällikkö", "chef för barnens tjänster", "Head of Growth", "Koordinaattorit"]
)
def test_titles(title: str) -> None:
    assert is_title(title)


def test_a_sentence_with_a_number_is_no_contact_line() -> None:
    assert split_people("Lisätietoja antaa Aino Aalto, puh. 040 123 4567.") == ()


def test_a_remark_between_two_numbers_makes_no_second_person() -> None:
    line = "Aino Aalto, puh. 040 123 4567 (sivulla: 358 40 1234567), aino@kuvala.example"
    (span,) = split_people(line)
    assert (span.start_char, span.end_char) == (0, len(line))


def test_emails_in_order() -> None:
    assert find_emails("b@kuvala.example, sitten a@kuvala.example.") == ("b@kuvala.example", "a@kuvala.example")


@pytest.mark.parametrize(
    ("text", "ends"), [("Loppu.", True), ("202...", True), ("”Siksi!”", True), ("Miksi? (ks.)", True), ("5", False)]
)
def test_ends_sentence(text: str, ends: bool) -> None:
    assert ends_sentence(text) is ends


def test_starts_lower_looks_past_marks() -> None:
    assert starts_lower("”ääni")
    assert not starts_lower("”Ääni")
    assert not starts_lower("")


def test_table_rows_have_three_short_cells() -> None:
    assert is_table_row("| Aino | Bo | Åsa |")
    assert is_table_row("Aino    Bo    Åsa")
    assert not is_table_row("Aino | Bo")
    assert not is_table_row("Teksti   jossa on   välejä, mutta joka on lause.")


def test_a_long_line_with_a_figure_is_no_heading_but_may_be_a_title() -> None:
    line = "Järjestö hyväksyi Kuvalan kaupungin suunnitelman marraskuussa 2022"
    assert not is_heading(line)
    assert is_heading(line, 120)


def test_a_line_with_an_address_is_no_noise() -> None:
    assert not is_noise("anna@kuvala.example")
    assert not is_noise("[040 123 4567](tel:+358401234567)")


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("p. 040 123 4567 (9–15), 050 765 4321", ["040 123 4567", "050 765 4321"]),
        ("+358 (0)40 123 4567 tai (09) 310 1691", ["+358 (0)40 123 4567", "(09) 310 1691"]),
        ("050 – 435 6789", ["050 – 435 6789"]),
        ("puh. 112, 040 123 4567", ["112", "040 123 4567"]),
        ("(+358) 40 123 4567 tai +358-(0)40-1234567", ["(+358) 40 123 4567", "+358-(0)40-1234567"]),
        ("040.123.4567 ja 040/123 4567", ["040.123.4567", "040/123 4567"]),
        ("Y-tunnus 0123456-7", []),
        ("01.05.2024, 06/2024 ja laki 417/2007", []),
    ],
)
def test_phones_in_order(text: str, phones: list[str]) -> None:
    assert [text[span.start_char : span.end_char] for span in find_phones(text)] == phones


@pytest.mark.parametrize(
    "email", ["aino.aalto at kuvala.example", "aino [at] kuvala [dot] example", "aino(at)kuvala(piste)fi"]
)
def test_emails_in_words(email: str) -> None:
    text = f"Kysy: {email}, kiitos"
    assert [text[span.start_char : span.end_char] for span in email_spans(text)] == [email]
    assert find_emails("Look at kuvala.example") == ()
