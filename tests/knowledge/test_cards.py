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


def test_a_name_with_a_title_and_no_number_is_a_contact() -> None:
    assert ("contact", "Aino Aalto\nPalvelujohtaja") in plain("Otsikko\n\nTeksti on.\n\nAino Aalto\nPalvelujohtaja\n")
