from knowledge.facts.contact_passages import Passage, find_channels, find_passages
from tests.fakes import make_document


def passages(text: str) -> list[Passage]:
    document = make_document(text)
    found = [passage for section in document.sections for passage in find_passages(document, section)]
    assert all(text[passage.start_char :].startswith(passage.text) for passage in found)
    return found


def test_cards_are_whole_and_running_text_is_cut_into_sentences() -> None:
    found = passages("Eilen satoi. Kysy lisää: Maija Mäki.\n\n- Onni Virta, rehtori\n\nTänään paistaa.\n")
    assert [(passage.text, passage.is_sentence) for passage in found] == [
        ("Eilen satoi.", True),
        ("Kysy lisää: Maija Mäki.", True),
        ("Onni Virta, rehtori", False),
    ]


def test_a_sentence_that_is_only_a_number_belongs_to_the_one_before() -> None:
    text = "Yhteyshenkilö on Maija Mäki. Puhelin: 040 123 4567."
    assert [passage.text for passage in passages(text)] == [text]


def test_a_sentence_about_whom_another_names_belongs_to_that() -> None:
    text = "Työtä johtaa Maija Mäki. Hän on rehtori. Hänen numeronsa on 040 123 4567."
    assert [passage.text for passage in passages(text)] == [text]
    text = "Työtä johtaa Maija Mäki. Maijan numero on 040 123 4567."
    assert [passage.text for passage in passages(text)] == [text]
    text = "Työtä johtaa Maija Mäki. Kirjaston numero on 040 123 4567."
    assert len(passages(text)) == 2


def test_labels_are_headings_and_lines_above() -> None:
    found = passages("# Kontakt\n\n- Anna Ek\n\nMer information:\n\n- Bo Ek\n\nSlut på det hela.\n\n- Eva Ek\n")
    labels = {passage.text: passage.labels for passage in found}
    assert labels["Anna Ek"] == ("Kontakt",)
    assert labels["Bo Ek"] == ("Kontakt", "Mer information:")
    assert labels["Eva Ek"] == ("Kontakt",)


def test_a_heading_that_leads_to_contacts_is_part_of_none() -> None:
    text = "# Sivu\n\n## Yhteystiedot\n\n- Neuvola\n\n## Kirjasto\n\n- puh. 05 123 4567\n"
    first, second = passages(text)
    assert (first.heading_start, second.heading_start) == (None, text.index("Kirjasto"))


def test_rows_know_their_columns() -> None:
    (row,) = passages("| Nimi | Puhelin |\n|---|---|\n| Maija Mäki | 040 123 4567 |\n")
    assert (row.columns, row.cells) == (("Nimi", "Puhelin"), ("Maija Mäki", "040 123 4567"))


def test_rows_of_label_and_value_are_one_card() -> None:
    rows = (
        "| Nimi | Maija Mäki |",
        "|---|---|",
        "| Puh. | 040 123 4567 |",
        "| Nimi | Onni Virta |",
        "| Rooli | rehtori |",
    )
    assert [passage.text.count("\n") for passage in passages("\n".join(rows))] == [2, 1]


def test_account_numbers_are_no_channels() -> None:
    text = "IBAN FI21 0405 6500 0007 85, a@kuvala.example, 040 123 4567"
    spans = [text[span.start_char : span.end_char] for span in find_channels(text)]
    assert spans == ["a@kuvala.example", "040 123 4567"]
