"""What a unit is worth as an answer: nearness, coverage, and whether it holds what is asked for."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evidence import Evidence, weigh
from bot.expected import Expected
from bot.key_terms import name_terms
from bot.understanding import Understanding
from knowledge.schema import LANGUAGES, Language
from tests.bot.sheets import KUOPIO_EN, KUOPIO_FI, KUOPIO_SV, make_hits, make_sheet, read_question


def weigh_text(
    body: str,
    understanding: Understanding,
    *,
    language: Language = "en",
    heading: str = "Matters",
    cosine: float = 0.5,
    example: float = 0.0,
) -> tuple[Evidence, ...]:
    """The evidence of a page with one section under one heading."""
    document = make_sheet(f"# Kuopio\n\n## {heading}\n\n{body}", f"kuopio/sivu.{language}", "Kuopio")
    (hit,) = make_hits(document, {"": cosine}, examples={"": example})
    return weigh(hit, understanding)


def weigh_sentence(
    body: str,
    understanding: Understanding,
    *,
    language: Language = "en",
    heading: str = "Matters",
    cosine: float = 0.5,
    example: float = 0.0,
) -> Evidence:
    (evidence,) = weigh_text(body, understanding, language=language, heading=heading, cosine=cosine, example=example)
    return evidence


# --- Units ---


def test_every_unit_is_weighed_in_order() -> None:
    (first, second, third, *_) = [
        item
        for hit in make_hits(make_sheet(KUOPIO_EN, "kuopio/sivu.en", "Kuopio"), {"joined": 0.9, "three": -0.4})
        for item in weigh(hit, read_question("What are the goals?"))
    ]
    assert [first.text, second.text, third.text] == [
        "Kuopio joined the model in 2017.",
        "Kuopio received the recognition on 5 September 2019.",
        "Kuopio has three goals:",
    ]
    assert [first.cosine, second.cosine, third.cosine] == [0.9, 0.0, -0.4]


def test_text_is_exact() -> None:
    document = make_sheet(KUOPIO_EN, "kuopio/sivu.en", "Kuopio")
    for hit in make_hits(document, {}):
        for item in weigh(hit, read_question("What are the goals?")):
            assert item.text == document.text[item.unit.start_char : item.unit.end_char]
            assert item.hit is hit


# --- Coverage and score ---


def test_a_term_is_worth_most_in_the_unit_then_in_the_heading_then_in_the_passage() -> None:
    question = read_question("What about bullying?")
    in_unit = weigh_sentence("Bullying is stopped at once.", question)
    in_heading = weigh_sentence("It is stopped at once.", question, heading="Bullying")
    in_passage = weigh_text("It is stopped at once.\n\nBullying hurts.", question)[0]
    nowhere = weigh_sentence("It is stopped at once.", question)
    assert in_unit.coverage == 1
    assert nowhere.coverage == 0
    assert in_unit.coverage > in_heading.coverage > in_passage.coverage > nowhere.coverage


def test_words_count_in_any_form() -> None:
    question = read_question("Mitä kerrotaan koulupihoista?", default="fi")
    assert weigh_sentence("Koulupihat ovat turvallisia.", question, language="fi").coverage == 1


@pytest.mark.parametrize(
    ("language", "body"),
    [("fi", "Kiusaaminen loppuu."), ("sv", "Mobbningen slutar."), ("en", "Bullying stops.")],
)
@pytest.mark.parametrize(
    "question", ["Mitä kerrotaan kiusaamisesta?", "Vad säger ni om mobbning?", "What about bullying?"]
)
def test_concepts_count_across_languages(question: str, language: Language, body: str) -> None:
    assert weigh_sentence(body, read_question(question), language=language).coverage == 1


def test_a_page_in_another_language_loses_little_for_words_that_cannot_be_compared() -> None:
    question = read_question("What about bullying and skateboards?")
    own = weigh_sentence("Bullying stops.", question)
    other = weigh_sentence("Mobbningen slutar.", question, language="sv")
    assert own.coverage < other.coverage <= 1


def test_a_question_without_terms_is_covered() -> None:
    understanding = replace(read_question("What are the goals?"), key_terms=())
    assert weigh_sentence("It is stopped at once.", understanding).coverage == 1


def test_score_rises_with_cosine_and_coverage_and_falls_with_a_heading_about_something_else() -> None:
    question = read_question("What about bullying?")
    base = weigh_sentence("It is stopped.", question, cosine=0.3)
    nearer = weigh_sentence("It is stopped.", question, cosine=0.5)
    covering = weigh_sentence("Bullying is stopped.", question, cosine=0.3)
    beside = weigh_sentence("It is stopped.", question, heading="The model", cosine=0.3)
    assert nearer.score - base.score == pytest.approx(0.2)
    assert covering.score > base.score > beside.score
    assert (base.heading_surplus, beside.heading_surplus) == (0, 1)


_QUESTIONS = (
    "What are Kuopio's goals?",
    "Kuinka monta lasta vastasi kartoitukseen?",
    "Vem är kontaktperson i Kuopio?",
    "What is Aino Laine's phone number?",
    "Timeline of Kuopio",
    "Mistä ei kerrota mitään?",
)


@given(
    question=st.sampled_from(_QUESTIONS),
    language=st.sampled_from(LANGUAGES),
    body=st.sampled_from((KUOPIO_FI, KUOPIO_SV, KUOPIO_EN)) | st.text(st.sampled_from("Aäo1 .\n-#goals"), min_size=1),
    cosine=st.floats(-1, 1),
)
def test_ranges_hold_whatever_the_page(question: str, language: Language, body: str, cosine: float) -> None:
    understanding = read_question(question)
    for hit in make_hits(make_sheet(body, f"kuopio/sivu.{language}", "Kuopio"), {"": cosine}):
        evidence = weigh(hit, understanding)
        assert [item.unit for item in evidence] == list(hit.chunk.units)
        assert all(0 <= item.coverage <= 1 for item in evidence)
        assert all(item.cosine == cosine for item in evidence)


# --- What is asked for ---


@pytest.mark.parametrize(
    ("expected", "language", "holding", "lacking"),
    [
        (Expected.PHONE, "fi", "Soita 040 123 4567.", "Soita meille vuonna 2019."),
        (Expected.PHONE, "sv", "Ring 050 111 2222.", "Ring oss 2019."),
        (Expected.EMAIL, "en", "Write to aino.laine@kuopio.example.", "Write to Aino Laine."),
        (Expected.YEAR, "fi", "Se alkoi vuonna 2017.", "Se alkoi 5.9."),
        (Expected.YEAR, "en", "It began in 2017.", "It began in 202…"),
        (Expected.DATE, "fi", "Se alkoi 5.9.2019.", "Se alkoi 240 lapsesta."),
        (Expected.DATE, "sv", "Det började i mars 2021.", "Det började med 240 barn."),
        (Expected.DATE, "en", "It began on 5 September.", "It began well."),
        (Expected.DATE, "en", "It begins after two years.", "It begins after two meetings."),
        (Expected.DURATION, "fi", "Se kestää neljä vuotta.", "Se kestää."),
        (Expected.DURATION, "sv", "Den gäller i fyra år.", "Den gäller i fyra kommuner."),
        (Expected.DURATION, "en", "It is valid for four years.", "It is valid."),
        (Expected.TIMELINE, "en", "It began in 2017.", "It is valid for four years."),
        (Expected.MONEY, "fi", "Siihen meni 500 euroa.", "Siihen meni 500 päivää."),
        (Expected.MONEY, "sv", "Det kostade 500 €.", "Det var gratis."),
        (Expected.PRICE, "sv", "Bussresan är gratis för barn.", "Bussresan är lång."),
        (Expected.PRICE, "fi", "Bussimatka on lapsille maksuton.", "Bussimatka on pitkä."),
        (Expected.PRICE, "en", "The bus costs 2 euros.", "The bus is late."),
        (Expected.NAME, "en", "The group is led by Aino Laine.", "The group is led by a planner."),
        (Expected.CONTACT, "en", "You can reach Aino Laine at 040 123 4567.", "You can reach Aino Laine."),
        (Expected.CONTACT, "en", "You can reach Aino Laine at 040 123 4567.", "The number is 040 123 4567."),
        (Expected.PERSON, "en", "The group is led by the council.", None),
        (Expected.REASON, "fi", "Se alkoi, koska lapset pyysivät.", "Se alkoi."),
        (Expected.REASON, "sv", "Det började för att barnen bad om det.", "Det började."),
        (Expected.REASON, "en", "It began because children asked for it.", "It began."),
        (Expected.FREQUENCY, "fi", "Ryhmä kokoontuu vuosittain.", "Ryhmä kokoontuu."),
        (Expected.FREQUENCY, "sv", "Gruppen träffas två gånger om året.", "Gruppen träffas."),
        (Expected.FREQUENCY, "en", "The group meets every month.", "The group meets in May."),
        (Expected.RANK, "fi", "Kuopio oli kunnista kolmas.", "Kuopio on kunta."),
        (Expected.RANK, "sv", "Kuopio var den tredje kommunen.", "Kuopio är en kommun."),
        (Expected.RANK, "en", "Kuopio was the third town.", "Kuopio is a town."),
        (Expected.SIZE, "en", "The group has 240 members.", "The group is big."),
        (Expected.SIZE, "fi", "Ryhmässä on 12 jäsentä.", "Ryhmä on suuri."),
        (Expected.SHARE, "fi", "Lapsista 30 prosenttia vastasi.", "Lapsista 30 vastasi."),
        (Expected.SHARE, "sv", "Hälften av barnen svarade.", "Barnen svarade."),
        (Expected.SHARE, "en", "30 % of the children answered.", "30 children answered."),
        (Expected.ORDER, "en", "Kuopio came before Vaasa.", None),
        (Expected.ANYTHING, "en", "It began.", None),
        (Expected.ADDRESS, "fi", None, "Osoite on Torikatu 1, 70100 Kuopio."),
    ],
)
def test_what_is_asked_for_must_be_there(
    expected: Expected, language: Language, holding: str | None, lacking: str | None
) -> None:
    understanding = replace(read_question("Tell me about it"), expected=expected)
    if holding is not None:
        assert weigh_sentence(holding, understanding, language=language).holds_expected
    if lacking is not None:
        assert not weigh_sentence(lacking, understanding, language=language).holds_expected


@pytest.mark.parametrize(
    ("question", "language", "body", "holds"),
    [
        ("How many children answered?", "en", "It was answered by 240 children.", True),
        ("How many children answered?", "en", "The children have three goals.", False),
        ("How many children answered?", "en", "The children answered in 2019.", False),
        ("How many goals are there?", "en", "Kuopio has three goals:", True),
        ("Kuinka monta tavoitetta on?", "fi", "Kuopiolla on kolme omaa tavoitetta.", True),
        ("Kuinka monta tavoitetta on?", "fi", "Tavoitteisiin osallistui 240 lasta.", False),
        ("Hur många mål finns det?", "sv", "Kuopio har tre mål:", True),
        ("Hur många mål finns det?", "sv", "Målen finns på sidan.", False),
        # Across languages by concept.
        ("How many goals are there?", "fi", "Kuopiolla on kolme tavoitetta:", True),
    ],
)
def test_a_number_counts_only_what_is_asked(question: str, language: Language, body: str, holds: bool) -> None:
    understanding = read_question(question)
    assert understanding.expected is Expected.COUNT
    assert weigh_sentence(body, understanding, language=language).holds_expected is holds


def test_any_number_counts_where_nothing_is_named() -> None:
    understanding = replace(read_question("How many?"), expected=Expected.COUNT, key_terms=())
    assert weigh_sentence("It was answered by 240 children.", understanding).holds_expected
    assert not weigh_sentence("It was answered in 2019.", understanding).holds_expected


def test_a_card_is_a_contact_even_without_a_number() -> None:
    understanding = replace(read_question("Who is the contact?"), expected=Expected.CONTACT)
    card = weigh_sentence("Aino Laine\nplanner", understanding)
    assert card.unit.kind == "contact"
    assert card.holds_expected
    assert not weigh_sentence("Aino Laine\nplanner", replace(understanding, expected=Expected.PHONE)).holds_expected


def test_a_duration_is_told_from_a_date() -> None:
    question = read_question("How long is it valid?")
    assert question.expected is Expected.DURATION
    for body, exact in (("It is valid for four years.", True), ("It is valid until 2023.", False)):
        item = weigh_sentence(body, question)
        assert (item.holds_expected, item.is_exact) == (True, exact)


# --- Names ---


def test_every_name_of_the_question_must_be_found() -> None:
    question = read_question("What is the phone number of Aino Laine?")
    assert weigh_sentence("Aino Laine\nplanner\n040 123 4567", question).names_found
    assert not weigh_sentence("Aino Virta\nplanner\n040 123 4567", question).names_found
    assert not weigh_sentence("The planner\n040 123 4567", question).names_found


def test_a_name_in_the_heading_or_beside_counts() -> None:
    question = read_question("What does Aino Laine do?")
    assert weigh_sentence("She plans.", question, heading="Aino Laine").names_found
    assert all(item.names_found for item in weigh_text("She plans. Her name is Aino Laine.", question))


def test_inflected_names_are_found() -> None:
    question = read_question("Mikä on Aino Laineen puhelinnumero?", default="fi")
    assert weigh_sentence("Aino Laine\nsuunnittelija\n040 123 4567", question, language="fi").names_found


def test_resolved_names_are_names() -> None:
    question = read_question("What is her phone number?")
    resolved = replace(question, key_terms=(*question.key_terms, *name_terms("Aino Laine")))
    assert weigh_sentence("Aino Laine\nplanner\n040 123 4567", resolved).names_found
    assert not weigh_sentence("Eero Salmi\nprincipal\n040 765 4321", resolved).names_found


def test_a_place_without_pages_must_be_mentioned() -> None:
    question = replace(read_question("Who came from Rauma?"), must_mention=("Rauma", "Pori"))
    assert weigh_sentence("A group came from Rauma.", question).names_found
    assert weigh_sentence("A group came from Björneborg.", question).names_found
    assert not weigh_sentence("A group came from Oulu.", question).names_found
    # A mention beside it is not enough.
    sentences = weigh_text("A group came. It was from Rauma.", question)
    assert [item.names_found for item in sentences] == [False, True]


# --- Example questions ---


def test_examples_add_the_more_the_surer_they_are() -> None:
    question = read_question("What about bullying?")
    scores = [weigh_sentence("It is stopped.", question, example=share).score for share in (0.0, 0.5, 1.0)]
    assert scores[1] - scores[0] == pytest.approx(0.2)
    assert scores[2] - scores[0] == pytest.approx(0.8)
    assert weigh_sentence("It is stopped.", question, example=0.5).example == 0.5


@pytest.mark.parametrize(
    ("expected", "language", "body"),
    [
        (Expected.COUNT, "fi", "Kuopio oli kunnista kolmas."),
        (Expected.COUNT, "sv", "Kuopio var den tredje kommunen."),
        (Expected.COUNT, "en", "It was answered by 240 pupils."),
        (Expected.DURATION, "en", "It began in 2017."),
        (Expected.NAME, "en", "The group is led by the planner."),
        (Expected.REASON, "en", "The children had asked for it."),
        (Expected.RANK, "en", "Only two towns came before."),
        (Expected.FREQUENCY, "en", "The group met in May and in June."),
    ],
)
def test_where_examples_are_sure_it_may_be_said_in_other_words(
    expected: Expected, language: Language, body: str
) -> None:
    understanding = replace(read_question("How many goals?"), expected=expected)
    assert not weigh_sentence(body, understanding, language=language, example=0.59).holds_expected
    assert weigh_sentence(body, understanding, language=language, example=0.6).holds_expected


@pytest.mark.parametrize(
    ("expected", "body"),
    [
        (Expected.PHONE, "Aino Laine answers the phone."),
        (Expected.EMAIL, "Aino Laine answers mails."),
        (Expected.YEAR, "It began in May."),
        (Expected.DATE, "It began well."),
        (Expected.DURATION, "It is valid for long."),
        (Expected.MONEY, "It cost 240 hours."),
        (Expected.PRICE, "The bus is dear."),
        (Expected.SIZE, "The group is big."),
        (Expected.SHARE, "Many children answered."),
        (Expected.COUNT, "Some children answered."),
        (Expected.TIMELINE, "It began, and then it ended."),
        (Expected.ADDRESS, "The address is Torikatu 1, 70100 Kuopio."),
    ],
)
def test_figures_are_there_or_not_however_sure_examples_are(expected: Expected, body: str) -> None:
    understanding = replace(read_question("Tell me about it"), expected=expected)
    assert not weigh_sentence(body, understanding, example=1.0).holds_expected


def test_the_holder_of_a_title_has_to_be_named_however_sure_examples_are() -> None:
    question = read_question("Who is the coordinator?")
    assert question.role_keys
    assert not weigh_sentence("It is led by Aino Laine.", question, example=1.0).holds_expected
    assert weigh_sentence("The coordinator is Aino Laine.", question, example=1.0).holds_expected


def test_names_and_needs_count_no_more_where_examples_are_sure() -> None:
    named = read_question("What does Aino Laine do?")
    needing = replace(read_question("What about bullying?"), needs=frozenset({"goal"}))
    for question in (named, needing):
        assert not weigh_sentence("The planner plans.", question, example=0.59).names_found
        assert weigh_sentence("The planner plans.", question, example=0.6).names_found


def test_what_is_needed_has_to_stand_in_the_unit() -> None:
    needing = replace(read_question("What about bullying?"), needs=frozenset({"goal", "emphasis"}))
    assert weigh_sentence("A goal is to stop bullying.", needing).names_found
    assert not weigh_sentence("We stop bullying.", needing, heading="Goals").names_found


def test_a_place_without_pages_must_be_mentioned_however_sure_examples_are() -> None:
    question = replace(read_question("Who came?"), must_mention=("Rauma",))
    assert not weigh_sentence("A group came from Oulu.", question, example=1.0).names_found
    assert weigh_sentence("A group came from Rauma.", question, example=1.0).names_found


# --- Headings ---


def test_heading_is_shared_when_it_is_about_the_same() -> None:
    question = read_question("What are the goals?")
    assert weigh_sentence("The yards are safe.", question, heading="Goals").heading_shared
    assert not weigh_sentence("The yards are safe.", question, heading="Survey").heading_shared


def test_title_does_not_count_as_heading_where_there_are_others() -> None:
    document = make_sheet("# The model\n\n## Goals\n\nThe yards are safe.", "kuopio/sivu.en", "Kuopio")
    (hit,) = make_hits(document, {})
    (item,) = weigh(hit, read_question("What are the goals?"))
    assert (item.heading_shared, item.heading_surplus) == (True, 0)


def test_heading_suffices_when_the_unit_adds_nothing() -> None:
    question = read_question("What are the goals against bullying?")
    assert weigh_sentence("The yards are safe.", question, heading="Goals").heading_suffices
    assert not weigh_sentence("Bullying is stopped.", question, heading="Goals").heading_suffices


def test_subject_in_unit() -> None:
    question = read_question("Which municipalities mention bullying?")
    assert weigh_sentence("Bullying is stopped.", question).subject_in_unit
    assert not weigh_sentence("It is stopped.", question, heading="Bullying").subject_in_unit
