from knowledge.parsing import parse_plain_text


def plain(text: str) -> list[tuple[str, str]]:
    return [
        (block.kind, text[block.start_char : block.end_char])
        for section in parse_plain_text(text)
        for block in section.blocks
    ]


def test_several_people_on_one_line() -> None:
    text = "Otsikko\n\nAnna Ek, samordnare, tfn 019 123 456, anna.ek@kuvala.example; Bo Berg, chef, tfn 019 654 321"
    assert plain(text)[1:] == [
        ("contact", "Anna Ek, samordnare, tfn 019 123 456, anna.ek@kuvala.example"),
        ("contact", "Bo Berg, chef, tfn 019 654 321"),
    ]


def test_a_joining_word_between_two_people_belongs_to_none() -> None:
    found = plain("Otsikko\n\nTeksti on.\n\nAnna Ek, tfn 019 123 456 och Bo Berg, tfn 019 654 321")
    assert found[-2:] == [("contact", "Anna Ek, tfn 019 123 456"), ("contact", "Bo Berg, tfn 019 654 321")]


def test_labels_and_addresses_belong_to_a_card() -> None:
    card = (
        "Eero Esimerkki, suunnittelija\nPuhelin:\n050 1112223\nSähköposti:\neero(at)kuvala.example\nwww.kuvala.example"
    )
    text = f"Contact Information\n\n{card}\n\nJane Doe\nHead of Growth\n+358 40 123 4567\n\nHuomenna jatkuu."
    assert plain(text) == [
        ("heading", "Contact Information"),
        ("contact", card),
        ("contact", "Jane Doe\nHead of Growth\n+358 40 123 4567"),
        ("paragraph", "Huomenna jatkuu."),
    ]


def test_the_sign_for_a_new_line_is_no_part_of_a_line() -> None:
    text = "Otsikko\n\nTeksti on.\n\nAino Aalto\\\nPalvelujohtaja\\\n040 123 4567"
    assert plain(text)[-1] == ("contact", "Aino Aalto\\\nPalvelujohtaja\\\n040 123 4567")


def test_a_name_with_a_title_and_no_number_is_a_contact() -> None:
    assert ("contact", "Aino Aalto\nPalvelujohtaja") in plain("Otsikko\n\nTeksti on.\n\nAino Aalto\nPalvelujohtaja\n")


def test_a_title_above_the_name_belongs_to_the_card() -> None:
    text = "Otsikko\n\nTeksti on.\n\nPalvelujohtaja\nAino Aalto\n040 123 4567\n\nRehtori\nEero Elo\n050 765 4321\n"
    assert [block for block in plain(text) if block[0] == "contact"] == [
        ("contact", "Palvelujohtaja\nAino Aalto\n040 123 4567"),
        ("contact", "Rehtori\nEero Elo\n050 765 4321"),
    ]


def test_a_title_below_the_name_before_stays_there() -> None:
    text = "Otsikko\n\nTeksti on.\n\nAino Aalto\nPalvelujohtaja\nEero Elo\n050 765 4321\n"
    assert ("contact", "Eero Elo\n050 765 4321") in plain(text)


def test_the_last_line_of_a_card_may_have_bars() -> None:
    card = "Aino Aalto, palvelujohtaja\nKuvalan kaupunki\npuh. 040 123 4567 | aino@kuvala.example | www.kuvala.example"
    assert ("contact", card) in plain(f"Otsikko\n\nTeksti on.\n\n{card}\n")


def test_a_service_with_its_street_address_is_a_card() -> None:
    card = "Neuvola\nVirastokatu 2\npuh. 05 123 4567"
    assert ("contact", card) in plain(f"Otsikko\n\nTeksti on.\n\n{card}\n")
