"""Whether a question that has no answer is about the subject at all."""

from collections.abc import Mapping

import pytest

from bot.scope import is_about_the_subject
from knowledge.schema import Language
from tests.bot.sheets import KUOPIO_EN, KUOPIO_FI, KUOPIO_SV, make_hits, make_sheet, read_question

PAGES: Mapping[Language, str] = {"fi": KUOPIO_FI, "sv": KUOPIO_SV, "en": KUOPIO_EN}


def in_scope(text: str, language: Language, *, with_page: bool = True) -> bool:
    page = make_sheet(PAGES[language], f"kuopio/sivu.{language}", "Kuopio")
    return is_about_the_subject(read_question(text, default=language), make_hits(page, {}) if with_page else ())


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Mitä UNICEF maksaa?"),
        ("fi", "Mitä lapsiystävällinen tarkoittaa?"),
        ("sv", "Berätta om barnkonventionen"),
        ("sv", "mobbning"),
        ("en", "Does a child-friendly city get pizza?"),
        ("en", "hobby pass"),
    ],
)
def test_a_term_of_the_subject_says_so_by_itself(language: Language, text: str) -> None:
    assert in_scope(text, language, with_page=False)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Mikä on Kuopion tavoite pannukakuille?"),
        ("fi", "Kuopion puhelinnumero"),
        ("sv", "Vilken plan har Kuopio för vädret?"),
        ("en", "Children in Kuopio and pancakes"),
        ("en", "What is the e-mail of Kuopio?"),
    ],
)
def test_a_common_term_with_a_place_does(language: Language, text: str) -> None:
    assert in_scope(text, language, with_page=False)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Millainen sää Kuopiossa on?"),
        ("sv", "Hur är vädret i Kuopio?"),
        ("en", "What is the weather like in Kuopio?"),
        ("en", "How do I bake pancakes?"),
        ("fi", "Kuka voitti jääkiekon?"),
        ("sv", "Vem vann ishockeyn?"),
    ],
)
def test_other_words_do_not_even_with_a_place(language: Language, text: str) -> None:
    assert not in_scope(text, language)


@pytest.mark.parametrize(
    ("language", "text"), [("fi", "Mitkä ovat tavoitteet?"), ("sv", "Vilka är målen?"), ("en", "What are the goals?")]
)
def test_a_common_term_alone_needs_pages_that_cover_it(language: Language, text: str) -> None:
    assert in_scope(text, language)
    assert not in_scope(text, language, with_page=False)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Mikä on raketin polttoaineen tavoite avaruudessa Marsissa kuussa?"),
        ("en", "Does volcanic basalt have magnetic crystallisation goals underwater?"),
    ],
)
def test_a_common_term_among_many_others_does_not(language: Language, text: str) -> None:
    assert not in_scope(text, language)


@pytest.mark.parametrize("text", ["Kuopio?", "and Vaasa?", "Kuka on?"])
def test_a_question_without_key_terms_is_not_held_to_be_about_something_else(text: str) -> None:
    assert in_scope(text, "fi", with_page=False)
