"""Contact cards: what can be called, written to and copied."""

from bot.web.contact_cards import Link, make_card
from tests.bot.web.made_answers import make_contact


def test_role_and_place_in_the_language_of_the_answer() -> None:
    card = make_card(
        make_contact(role="planerare", role_original="suunnittelija"), [], language="sv", page_language="fi"
    )
    assert (card.name, card.role, card.role_original, card.place) == (
        "Aino Malli", "planerare", "suunnittelija", "Björneborg",
    )  # fmt: skip
    assert (card.role_language, card.page_language) == ("sv", "fi")


def test_a_role_that_is_not_translated_is_in_the_language_of_the_page() -> None:
    assert make_card(make_contact(role="kehittäjä"), [], language="sv", page_language="fi").role_language == "fi"


def test_channels_of_the_record_alone() -> None:
    card = make_card(
        make_contact(phone="+358401234567", as_written="040 123 4567", email="a@b.example"),
        [],
        language="en",
        page_language="en",
    )
    (phone,) = card.phones
    assert (phone.href, phone.text, phone.copied, phone.note) == (
        "tel:+358401234567", "040 123 4567", "+358401234567", "",
    )  # fmt: skip
    (email,) = card.emails
    assert (email.href, email.text, email.copied) == ("mailto:a@b.example", "a@b.example", "a@b.example")


def test_further_numbers_of_the_text_are_kept() -> None:
    links = [Link(href="tel:+358402222222", text="040 222 2222"), Link(href="mailto:c@b.example", text="c@b.example")]
    contact = make_contact(phone="+358401234567", as_written="040 123 4567", email="c@b.example")
    card = make_card(contact, links, language="fi", page_language="fi")
    assert [phone.text for phone in card.phones] == ["040 123 4567", "040 222 2222"]
    assert [email.text for email in card.emails] == ["c@b.example"]


def test_a_number_that_the_page_writes_oddly() -> None:
    contact = make_contact(phone="+358443743284", as_written="+ 358 044 3743284")
    (phone,) = make_card(contact, [], language="en", page_language="en").phones
    assert phone.text == "+358 44 3743284"
    assert phone.note == "on the page: + 358 044 3743284"


def test_parts_that_are_absent() -> None:
    card = make_card(make_contact(None), [], language="fi", page_language="fi")
    assert (card.name, card.role, card.role_original, card.phones, card.emails) == ("", "", "", (), ())
