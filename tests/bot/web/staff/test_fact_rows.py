"""The facts of a document in rows."""

from bot.web.staff.fact_rows import MAX_ROWS, FactRow, tabulate_facts
from knowledge.facts.extracting import extract_facts
from knowledge.facts.schema import DocumentFacts
from tests.fakes import make_document

TEXT = """# Imatra

Imatra lähti mukaan malliin 12.3.2021. Tunnustus on **mahdollinen** vuonna 2030.

## Tavoitteet

1. Lapset tuntevat oikeutensa.
2. Koulut kuulevat oppilaita.

Liisa Esimerkki
koordinaattori
puh. 016 123 4567
liisa@imatra.example
"""


def test_no_facts() -> None:
    tables = tabulate_facts(DocumentFacts(), "fi")
    assert [(table.kind, table.rows, table.total) for table in tables] == [
        ("contacts", (), 0),
        ("events", (), 0),
        ("goals", (), 0),
    ]


def test_rows() -> None:
    document = make_document(TEXT)
    contacts, events, goals = tabulate_facts(extract_facts(document), "en")
    (contact,) = contacts.rows
    assert contact.words == "Liisa Esimerkki, koordinaattori"
    assert contact.notes == ("016 123 4567", "liisa@imatra.example")
    assert contact.sentence.startswith("Liisa Esimerkki koordinaattori")
    assert events.rows[0] == FactRow(
        words="12.3.2021",
        notes=("12 March 2021", "joined the model"),
        sentence="Imatra lähti mukaan malliin 12.3.2021.",
        start_char=document.text.index("Imatra lähti"),
    )
    assert "**" not in events.rows[1].sentence
    assert [row.notes[0] for row in goals.rows] == ["Goal 1", "Goal 2"]


def test_of_many_the_first_are_shown() -> None:
    facts = extract_facts(make_document(TEXT))
    many = DocumentFacts(goals=facts.goals[:1] * (MAX_ROWS + 5))
    table = tabulate_facts(many, "sv")[2]
    assert (len(table.rows), table.total) == (MAX_ROWS, MAX_ROWS + 5)
