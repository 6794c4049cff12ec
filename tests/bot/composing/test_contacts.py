"""Contacts: who is meant, what goes first, what stands beside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.composing.contacts import choose_contacts, compose_contacts
from bot.composing.statements import Draft, Extract, Statement
from bot.schema import AnswerContact
from knowledge.facts.merging import FactCollection, Stated
from knowledge.facts.schema import Contact
from knowledge.schema import Language
from tests.bot.sheets import read_question
from tests.bot.stated_facts import make_contact, stated

_AINO_FI = make_contact()
_AINO_EN = make_contact(role="planner", language="en", start_char=7)
_AINO = stated(_AINO_FI, _AINO_EN)
_EERO = stated(
    make_contact(
        "Eero Salmi", "rehtori", phones=(("+358443743284", "+ 358 044 3743284"),), emails=("eero@kuopio.example",)
    )
)
_DESK = stated(make_contact(None, "neuvontapiste", phones=(("+358401112222", "040 111 2222"),), emails=()))
_SIV = stated(
    make_contact("Siv Holm", "planerare", place="Vaasa", language="sv", phones=(), emails=("siv@vasa.example",))
)
_FACTS = FactCollection(contacts=(_AINO, _EERO, _SIV))
_AINO_PHONE = "[040 123 4567](tel:+358401234567)"
_AINO_EMAIL = "[aino.laine@kuopio.example](mailto:aino.laine@kuopio.example)"
_EERO_NUMBER = "[+358 44 3743284](tel:+358443743284)"
_EERO_EMAIL = "[eero@kuopio.example](mailto:eero@kuopio.example)"


def compose(
    text: str, *places: str, language: Language = "en", facts: FactCollection = _FACTS, history: tuple[str, ...] = ()
) -> Draft:
    return compose_contacts(read_question(text, default=language, history=history), facts, places or ("Kuopio",))


def leads(draft: Draft) -> list[str]:
    return [statement.lead for statement in draft.statements]


def names(contacts: list[Stated[Contact]]) -> list[str | None]:
    return [contact.original.name for contact in contacts]


def only(draft: Draft) -> Statement:
    (statement,) = draft.statements
    return statement


# --- Whole lines ---


@pytest.mark.parametrize(
    ("question", "language", "lines"),
    [
        ("Kuka on yhteyshenkilö?", "fi",
         [f"**Aino Laine**, suunnittelija: {_AINO_PHONE}, {_AINO_EMAIL}",
          f"**Eero Salmi**, rehtori: {_EERO_NUMBER} (sivulla: + 358 044 3743284), {_EERO_EMAIL}"]),
        ("Vem är kontaktperson?", "sv",
         [f"**Aino Laine**, planerare (suunnittelija): {_AINO_PHONE}, {_AINO_EMAIL}",
          f"**Eero Salmi**, rektor (rehtori): {_EERO_NUMBER} (på sidan: + 358 044 3743284), {_EERO_EMAIL}"]),
        ("Who is the contact person?", "en",
         [f"**Aino Laine**, planner: {_AINO_PHONE}, {_AINO_EMAIL}",
          f"**Eero Salmi**, principal (rehtori): {_EERO_NUMBER} (on the page: + 358 044 3743284), {_EERO_EMAIL}"]),
    ],
)  # fmt: skip
def test_contacts_in_three_languages(question: str, language: Language, lines: list[str]) -> None:
    assert leads(compose(question, language=language)) == lines


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("What is Aino Laine's phone number?", f"**{_AINO_PHONE}** – **Aino Laine**, planner"),
        ("What is Aino Laine's e-mail?", f"**{_AINO_EMAIL}** – **Aino Laine**, planner"),
        ("What is Eero Salmi's phone number?",
         f"**{_EERO_NUMBER} (on the page: + 358 044 3743284)** – **Eero Salmi**, principal (rehtori)"),
    ],
)  # fmt: skip
def test_what_was_asked_for_goes_first(question: str, line: str) -> None:
    assert leads(compose(question)) == [line]


def test_a_contact_with_several_numbers_and_addresses() -> None:
    contact = stated(
        make_contact(
            phones=(("+358401234567", "040 123 4567"), ("+35817182000", "017 182 000")),
            emails=("aino@kuopio.example", "info@kuopio.example"),
        )
    )
    statement = only(compose("Kuka on yhteyshenkilö?", language="fi", facts=FactCollection(contacts=(contact,))))
    assert statement.lead == (
        f"**Aino Laine**, suunnittelija: {_AINO_PHONE}, [017 182 000](tel:+35817182000), "
        "[aino@kuopio.example](mailto:aino@kuopio.example), [info@kuopio.example](mailto:info@kuopio.example)"
    )


@pytest.mark.parametrize(
    ("contact", "line"),
    [
        (make_contact(None, "neuvonta", emails=()), f"neuvonta: {_AINO_PHONE}"),
        (make_contact("Aino Laine", None, phones=()), f"**Aino Laine**: {_AINO_EMAIL}"),
        (make_contact("Aino Laine", "suunnittelija", phones=(), emails=()), "**Aino Laine**, suunnittelija"),
        (make_contact(None, None), f"{_AINO_PHONE}, {_AINO_EMAIL}"),
    ],
)
def test_what_a_page_does_not_give_is_left_out(contact: Contact, line: str) -> None:
    facts = FactCollection(contacts=(stated(contact),))
    assert leads(compose("Kerro yhteystiedot", language="fi", facts=facts)) == [line]


def test_a_title_that_no_table_has_is_quoted_as_the_page_has_it() -> None:
    facts = FactCollection(contacts=(stated(make_contact(role="xyzzyilijä")),))
    statement = only(compose("Who is the contact?", facts=facts))
    assert statement.lead.startswith("**Aino Laine**, “xyzzyilijä” (Finnish): ")
    assert leads(compose("Yhteystiedot", language="fi", facts=facts))[0].startswith("**Aino Laine**, xyzzyilijä: ")
    (fact,) = statement.facts
    assert isinstance(fact, AnswerContact)
    assert (fact.role, fact.role_original) == ("xyzzyilijä", None)


# --- What it rests on ---


def test_a_statement_is_an_item_about_a_municipality_that_says_everything_in_its_lead() -> None:
    statement = only(compose("What is Aino Laine's e-mail?"))
    assert (statement.text, statement.is_item, statement.is_quoted, statement.number) == ("", True, False, None)
    assert statement.group == "Kuopio"


def test_the_askers_version_is_cited_with_the_original_beside() -> None:
    original, shown = (
        Extract(
            document_id=f"kuopio/sivu.{fact.language}",
            municipality="Kuopio",
            language=fact.language,
            start_char=fact.start_char,
            end_char=fact.end_char,
        )
        for fact in (_AINO_FI, _AINO_EN)
    )
    english = only(compose("What is Aino Laine's e-mail?"))
    assert (english.extracts, english.originals) == ((shown,), (original,))
    for question, language in (("Mikä on Aino Laineen sähköposti?", "fi"), ("Vad är Aino Laines e-post?", "sv")):
        statement = only(compose(question, language="sv" if language == "sv" else "fi"))
        assert (statement.extracts, statement.originals) == ((original,), (None,))


def test_the_fact_behind_a_line() -> None:
    facts = [fact for statement in compose("Who is the contact person?").statements for fact in statement.facts]
    assert facts == [
        AnswerContact(
            name="Aino Laine",
            role="planner",
            role_original=None,
            phone="+358401234567",
            phone_as_written="040 123 4567",
            email="aino.laine@kuopio.example",
            municipality="Kuopio",
        ),
        AnswerContact(
            name="Eero Salmi",
            role="principal",
            role_original="rehtori",
            phone="+358443743284",
            phone_as_written="+ 358 044 3743284",
            email="eero@kuopio.example",
            municipality="Kuopio",
        ),
    ]


def test_an_absent_part_of_a_fact_is_absent() -> None:
    facts = FactCollection(contacts=(stated(make_contact(None, None, phones=(), emails=("a@b.example",))),))
    (fact,) = only(compose("contacts", facts=facts)).facts
    assert isinstance(fact, AnswerContact)
    assert (fact.name, fact.role, fact.role_original, fact.phone, fact.phone_as_written) == (None,) * 5


# --- Who is meant ---


@pytest.mark.parametrize(
    ("question", "language", "chosen"),
    [
        ("Who is the contact person?", "en", ["Aino Laine", "Eero Salmi"]),
        ("What is Aino Laine's phone number?", "en", ["Aino Laine"]),
        ("Mikä on Laineen numero?", "fi", ["Aino Laine"]),
        ("What is the principal's phone number?", "en", ["Eero Salmi"]),
        ("Vad är rektorns telefonnummer?", "sv", ["Eero Salmi"]),
        ("Mikä on suunnittelijan sähköposti?", "fi", ["Aino Laine"]),
        ("What is the phone number of the mayor?", "en", []),
        ("What is Liisa Virta's phone number?", "en", []),
        ("Vad är Siv Holms telefonnummer?", "sv", []),
    ],
)
def test_by_name_else_by_title_else_all(question: str, language: Language, chosen: list[str]) -> None:
    assert names(choose_contacts(read_question(question, default=language), [_AINO, _EERO])) == chosen


@pytest.mark.parametrize("question", ["Who is the principal?", "Who is the coordinator?"])
def test_each_of_somebodys_titles_counts(question: str) -> None:
    both = stated(make_contact("Aino Laine", "principal, coordinator", language="en"))
    other = stated(make_contact("Eero Salmi", "planner", language="en", start_char=100))
    draft = compose(question, facts=FactCollection(contacts=(other, both)))
    assert "Aino Laine" in only(draft).lead


def test_a_name_outdoes_a_title() -> None:
    question = read_question("What is the phone number of principal Aino Laine?")
    assert names(choose_contacts(question, [_AINO, _EERO])) == ["Aino Laine"]


def test_a_name_in_an_earlier_turn_does_not_count_by_itself() -> None:
    question = read_question("Who is the contact person?", history=("Who is Liisa Virta in Kuopio?",))
    assert names(choose_contacts(question, [_AINO, _EERO])) == ["Aino Laine", "Eero Salmi"]


def test_words_of_a_title_choose_where_no_title_is_named() -> None:
    early = stated(make_contact("Kaisa Koivu", "varhaiskasvatusjohtaja"))
    question = read_question("Kehen otan yhteyttä varhaiskasvatuksesta?", default="fi")
    assert names(choose_contacts(question, [_AINO, early])) == ["Kaisa Koivu"]


def test_a_service_is_no_contact_person_but_has_a_number() -> None:
    assert names(choose_contacts(read_question("Who is the contact person?"), [_AINO, _DESK])) == ["Aino Laine"]
    question = read_question("Mikä on neuvontapisteen puhelinnumero?", default="fi")
    assert names(choose_contacts(question, [_AINO, _DESK])) == [None]


def test_nobody_to_choose_from() -> None:
    assert choose_contacts(read_question("Who is the contact person?"), []) == []


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What is Siv Holm's phone number?", False),
        ("What is Siv Holm's e-mail?", True),
        ("Who is the contact person?", True),
    ],
)
def test_who_lacks_what_is_asked_for_is_no_answer(question: str, found: bool) -> None:
    assert bool(compose(question, "Vaasa").statements) is found


# --- Municipalities ---


def test_only_those_asked_about_in_the_order_asked() -> None:
    draft = compose("Who are the contacts?", "Vaasa", "Kuopio")
    assert [statement.group for statement in draft.statements] == ["Vaasa", "Kuopio", "Kuopio"]
    assert draft.places_without == ()
    assert {statement.group for statement in compose("Who are the contacts?", "Vaasa").statements} == {"Vaasa"}


def test_those_without_a_contact_are_told_of() -> None:
    draft = compose("What are the e-mails in Salo, Vaasa and Rauma?", "Salo", "Vaasa", "Rauma")
    assert [statement.group for statement in draft.statements] == ["Vaasa"]
    assert draft.places_without == ("Salo", "Rauma")
    # Where all are asked about, it is no news.
    assert compose("What are the e-mails?", "Salo", "Vaasa", "Rauma").places_without == ()


def test_nobody_elses_contact_where_there_is_none() -> None:
    assert compose("Who is the contact person?", "Salo") == Draft(statements=())


def test_a_named_person_who_is_no_contact_gets_nobody_elses_number() -> None:
    assert compose("What is Liisa Virta's phone number?", "Kuopio", "Vaasa") == Draft(statements=())


# --- What a page brings along ---

_MARKED = st.text(st.sampled_from("aä1[]()<>*_`#+-.!|~\\&;: "), min_size=1).filter(lambda text: bool(text.strip()))


@given(name=_MARKED, role=_MARKED)
def test_marks_of_a_page_take_no_effect(name: str, role: str) -> None:
    contact = stated(make_contact(name.strip(), role.strip(), phones=(), emails=()))
    statement = only(compose("yhteystiedot", language="fi", facts=FactCollection(contacts=(contact,))))
    tokens = [
        token
        for block in MarkdownIt("commonmark").parse(f"- {statement.lead}")
        for token in (block, *(block.children or ()))
    ]
    assert {token.type for token in tokens} <= {
        "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close", "paragraph_open",
        "paragraph_close", "inline", "text", "strong_open", "strong_close",
    }  # fmt: skip


def test_a_name_without_a_capital_keeps_everybody_elses_number_out() -> None:
    draft = compose("holm email", "Kuopio", "Vaasa")
    assert only(draft).group == "Vaasa"
    assert "siv@vasa.example" in only(draft).lead
