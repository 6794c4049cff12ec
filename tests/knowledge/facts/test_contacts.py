"""Contacts read out of pages in many layouts, in three languages; the texts are made up for the tests.

contact_layouts.txt has a page after each "=== name (language, format)" and, after "-->", its contacts one a line: name,
role, phone numbers and addresses, "–" for a name or a role that is absent.
"""

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.facts.contacts import extract_contacts
from knowledge.facts.schema import Contact
from knowledge.loading import load_shipped_documents
from knowledge.parsing import parse_plain_text
from knowledge.schema import LANGUAGES, Language
from tests.fakes import make_document

LAYOUTS = re.findall(
    r"^=== ([^\n]+) \((..), (Markdown|plain)\)\n(.*?)^-->\n(.*?)(?=^===|\Z)",
    Path(__file__).with_name("contact_layouts.txt").read_text(encoding="utf-8"),
    re.MULTILINE | re.DOTALL,
)
NAMES = [name for name, *_ in LAYOUTS]


def contacts(text: str, language: str = "fi", *, is_markdown: bool = True) -> tuple[Contact, ...]:
    document = make_document(text, f"kuvala/sivu.{language}", municipality=None)
    if not is_markdown:
        document = replace(document, sections=parse_plain_text(text))
    return extract_contacts(document)


def shown(found: tuple[Contact, ...]) -> list[str]:
    """One line a contact; "–" for a name or a role that is absent."""
    return ["; ".join([c.name or "–", c.role or "–", *(phone.number for phone in c.phones), *c.emails]) for c in found]


@pytest.mark.parametrize(("language", "form", "text", "expected"), [layout[1:] for layout in LAYOUTS], ids=NAMES)
def test_layouts(language: str, form: str, text: str, expected: str) -> None:
    found = contacts(text, language, is_markdown=form == "Markdown")
    assert shown(found) == [line for line in expected.splitlines() if line]
    for contact in found:
        assert contact.text == text[contact.start_char : contact.end_char]
        assert contact.name is None or contact.name in contact.text
        assert all(phone.as_written in contact.text for phone in contact.phones)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("+ 358 044 3210987", "+358443210987"),
        ("(09) 310 1691", "+35893101691"),
        ("050-4356789", "+358504356789"),
        ("050 – 435 6789", "+358504356789"),
        ("020 617 3515", "+358206173515"),
        ("+358 (0)40 123 4567", "+358401234567"),
        ("+358\u00a040\u00a0123\u00a04567", "+358401234567"),
        ("00358 40 1234567", "+358401234567"),
        ("040  123  4567", "+358401234567"),
        ("+46 8 123 456 78", "+46812345678"),
    ],
)
def test_numbers_as_written_and_in_international_form(written: str, number: str) -> None:
    (contact,) = contacts(f"Maija Mäki, koordinaattori, puh. {written}")
    assert [(phone.as_written, phone.number) for phone in contact.phones] == [(written, number)]


@pytest.mark.parametrize(
    "figures",
    ["0123456-7", "FI21 0405 6500 0007 85", "00100 Kuvala", "6.3.2018", "01-05-2024", "2018–2021", "1 234 567", "112"],
)
def test_figures_that_are_no_phone_number(figures: str) -> None:
    assert shown(contacts(f"## Yhteystiedot\n\nMaija Mäki, koordinaattori, {figures}")) == [
        "Maija Mäki; koordinaattori"
    ]


@pytest.mark.parametrize("label", ["puh.", "p.", "gsm", "GSM:", "tfn", "Tel.", "tel", "mobil", "phone:", "Puhelin"])
def test_labels_are_no_part_of_a_number_or_a_role(label: str) -> None:
    for text in (f"Maija Mäki, rehtori, {label} 040 123 4567", f"Maija Mäki {label} 040 123 4567"):
        (contact,) = contacts(text)
        assert contact.role in {None, "rehtori"}
        assert [phone.as_written for phone in contact.phones] == ["040 123 4567"]


@pytest.mark.parametrize(
    "written",
    [
        "maija.maki(at)kuvala.example",
        "maija.maki (at) kuvala.example",
        "maija.maki[at]kuvala.example",
        "maija.maki at kuvala.example",
        "maija.maki @ kuvala.example",
        "maija.maki(at)kuvala(piste)example",
        "[maija.maki@kuvala.example](mailto:maija.maki@kuvala.example)",
        "[Lähetä viesti](mailto:maija.maki@kuvala.example)",
        "<maija.maki@kuvala.example>",
    ],
)
def test_addresses(written: str) -> None:
    assert shown(contacts(f"Maija Mäki, rehtori, {written}")) == ["Maija Mäki; rehtori; maija.maki@kuvala.example"]


@pytest.mark.parametrize(
    "pattern", ["etunimi.sukunimi", "fornamn.efternamn", "förnamn.efternamn", "firstname.lastname"]
)
def test_the_pattern_of_an_address_is_none(pattern: str) -> None:
    assert shown(contacts(f"## Kontakt\n\n- Maija Mäki, rektor, {pattern}@kuvala.example", "sv")) == [
        "Maija Mäki; rektor"
    ]


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "Yhteystiedot",
            "Yhteyshenkilöt",
            "Ota yhteyttä",
            "Lisätietoja",
            "Kontakt",
            "Kontaktuppgifter",
            "Kontaktperson",
        ),
        *("Mer information", "Ytterligare information", "Kontakta oss", "Contact", "Contacts", "Contact information"),
        *("Further information", "More information:", "Get in touch"),
    ],
)
def test_headings_that_make_a_name_with_a_title_a_contact(heading: str) -> None:
    card = "- Anna Öhman, samordnare"
    assert shown(contacts(f"# Sida\n\n## {heading}\n\n{card}", "sv")) == ["Anna Öhman; samordnare"]
    assert contacts(f"# Sida\n\n## Arbetsgruppen\n\n{card}", "sv") == ()


def test_the_fuller_of_two_is_kept_in_the_order_of_the_text() -> None:
    text = "- Onni Virta, rehtori, 050 765 4321\n- Mäki Maija\n- Maija Mäki, rehtori, 040 123 4567"
    assert shown(contacts(f"## Yhteystiedot\n\n{text}")) == [
        "Onni Virta; rehtori; +358507654321",
        "Maija Mäki; rehtori; +358401234567",
    ]


def test_neighbours_of_one_person_are_joined() -> None:
    text = "## Yhteystiedot\n\n- Maija Mäki, rehtori, 040 123 4567\n- Maija Mäki, maija@kuvala.example\n"
    (contact,) = contacts(text)
    assert shown((contact,)) == ["Maija Mäki; rehtori; +358401234567; maija@kuvala.example"]
    assert contact.text == text[contact.start_char : contact.end_char] == text.split("\n- ", 1)[1].strip()


def test_contacts_of_the_shipped_sheets() -> None:
    found = {document.document_id: extract_contacts(document) for document in load_shipped_documents()}
    named = {document_id: [c.name for c in each] for document_id, each in found.items() if each}
    people = {"imatra": ["Minna Leinonen", "Arja Kujala"], "lohja": ["Juha-Pekka Lehmus"]}
    assert named == {
        f"{place}/lapsiystavallinen-kunta.{language}": names
        for place, names in people.items()
        for language in LANGUAGES
    }
    assert shown(found["imatra/lapsiystavallinen-kunta.fi"])[1] == "Arja Kujala; palvelujohtaja; +358206172227"
    assert shown(found["lohja/lapsiystavallinen-kunta.en"]) == [
        "Juha-Pekka Lehmus; head of the service area for children, young people and families; +358443743284; "
        "juha-pekka.lehmus@lohja.fi"
    ]


_MARKS = (
    "# ¦## ¦- ¦> ¦```¦**¦[a](mailto:a@b.fi)¦<br>¦Aino Aalto¦Bo von Öhman¦johtaja¦chef för¦and ¦, ¦; ¦: ¦/¦(¦)¦ – ¦. ¦"
    "Yhteystiedot¦Mer information¦Contact person: ¦Nimi¦Puh.¦Tehtävä¦040 123 4567¦+ 358 044 3210987¦(09) 310 1691¦"
    "puh. 112¦a@b.fi¦etunimi.sukunimi@b.fi¦0123456-7¦2018¦Kuvalan kaupunki¦City of Kuvala¦neuvola¦and Bo Ek¦tfn"
)
_PIECES = st.one_of(
    st.sampled_from(_MARKS.split("¦")),
    st.sampled_from(["|", "\n", "\n\n", "\t", "\u00a0", " ", "|---|"]),
    st.text(max_size=6),
)
TEXTS = st.lists(_PIECES, max_size=30).map(lambda parts: unicodedata.normalize("NFC", "".join(parts)))


@given(text=TEXTS, language=st.sampled_from(LANGUAGES), is_markdown=st.booleans())
def test_any_text_gives_contacts_that_stand_in_it(text: str, language: str, is_markdown: bool) -> None:
    found = contacts(text, language, is_markdown=is_markdown)
    assert [c.start_char for c in found] == sorted(c.start_char for c in found)
    for contact in found:
        assert contact.text and contact.text == text[contact.start_char : contact.end_char]
        assert contact.name or contact.phones or contact.emails
        for phone in contact.phones:
            assert phone.as_written in text
            assert phone.number.lstrip("+")[-3:] == "".join(c for c in phone.as_written if c.isdigit())[-3:]


def found(text: str, language: Language) -> list[tuple[str | None, str | None, int, tuple[str, ...]]]:
    document = make_document(text, f"kuvala/sivu.{language}")
    contacts = extract_contacts(document)
    assert all(document.text[each.start_char : each.end_char] == each.text for each in contacts)
    return [(each.name, each.role, len(each.phones), each.emails) for each in contacts]


def test_an_address_of_both_is_that_of_each() -> None:
    text = (
        "# Frågor?\n\nRing planerare Maija Mäki, 040 123 4567, om du vill veta mer om barnens egna mål. "
        "I maj svarar fritidschef Otto Aho på numret "
        "040 123 4568 på alla frågor om hobbyer och läger. E-post till båda: barn(at)kuvala.fi"
    )
    assert found(text, "sv") == [
        ("Maija Mäki", "planerare", 1, ("barn@kuvala.fi",)),
        ("Otto Aho", "fritidschef", 1, ("barn@kuvala.fi",)),
    ]


def test_an_address_goes_to_whose_name_is_in_it() -> None:
    text = (
        "Contact: Maija Mäki (coordinator, 040 123 4567) / Otto Aho (services for families, 040 123 4568) / "
        "maija.maki(at)kuvala.fi, otto.aho(at)kuvala.fi"
    )
    assert found(text, "en") == [
        ("Maija Mäki", "coordinator", 1, ("maija.maki@kuvala.fi",)),
        ("Otto Aho", "services for families", 1, ("otto.aho@kuvala.fi",)),
    ]


def test_a_possessive_is_no_part_of_a_name() -> None:
    assert found("# Contact\n\nMaija Mäki's number: 040 123 4567", "en")[0][0] == "Maija Mäki"
    text = "# Contact\n\nFor the press: Mayor Maija Mäki's assistant, tel. 040 123 4567"
    assert found(text, "en") == [(None, "Mayor Maija Mäki's assistant", 1, ())]


def test_a_column_of_topics_is_taken_whole() -> None:
    text = (
        "## People\n\n| Name | What to ask about | Phone |\n| --- | --- | --- |\n"
        "| Maija Mäki | goals, action plan | 040 123 4567 |\n"
    )
    assert found(text, "en") == [("Maija Mäki", "goals, action plan", 1, ())]


def test_the_number_of_a_switchboard_is_nobodys_own() -> None:
    assert found("The switchboard of the city answers at 09 123 4567.", "en") == [(None, "switchboard", 1, ())]
    card = "# Yhteystiedot\n\nMaija Mäki\nsuunnittelija\npuh. 040 123 4567, vaihde 05 123 4567"
    assert found(card, "fi") == [("Maija Mäki", "suunnittelija", 1, ())]


def test_a_message_is_left_for_somebody_named_before() -> None:
    text = "## Get in touch\n\nCoordinator Maija Mäki, tel. 040 123 4567. Maija works on Mondays. "
    text += "On other days, leave a message at lapset(at)kuvala.fi."
    assert found(text, "en") == [("Maija Mäki", "Coordinator", 1, ("lapset@kuvala.fi",))]
