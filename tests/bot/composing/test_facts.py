"""Where a fact stands, for an asker."""

from bot.composing.facts import extract_of_fact, extracts_in, originals_in
from bot.composing.statements import Extract
from knowledge.facts.merging import Stated
from tests.bot.stated_facts import make_contact, stated

_FI = make_contact(start_char=10)
_EN = make_contact(language="en", start_char=30)
_FI_EXTRACT = Extract(
    document_id="kuopio/sivu.fi", municipality="Kuopio", language="fi", start_char=10, end_char=_FI.end_char
)
_EN_EXTRACT = Extract(
    document_id="kuopio/sivu.en", municipality="Kuopio", language="en", start_char=30, end_char=_EN.end_char
)


def test_an_extract_is_the_span_of_the_fact() -> None:
    assert extract_of_fact(_FI, "Kuopio") == _FI_EXTRACT


def test_an_extract_is_of_the_municipality_whose_page_it_is() -> None:
    told = Stated(page_municipality="Vaasa", statements=(_FI,))
    (extract,) = extracts_in(told, "fi")
    assert (extract.municipality, extract.document_id) == ("Vaasa", "kuopio/sivu.fi")


def test_the_askers_version_is_cited_and_the_original_beside() -> None:
    both = stated(_FI, _EN)
    assert extracts_in(both, "en") == (_EN_EXTRACT,)
    assert originals_in(both, "en") == (_FI_EXTRACT,)


def test_the_original_has_no_original() -> None:
    both = stated(_FI, _EN)
    assert extracts_in(both, "fi") == (_FI_EXTRACT,)
    assert originals_in(both, "fi") == (None,)


def test_the_original_is_cited_where_there_is_no_version_in_the_askers_language() -> None:
    both = stated(_FI, _EN)
    assert extracts_in(both, "sv") == (_FI_EXTRACT,)
    assert originals_in(both, "sv") == (None,)


def test_a_second_statement_in_the_language_of_the_original_is_no_translation() -> None:
    twice = stated(_FI, make_contact(start_char=90))
    assert extracts_in(twice, "fi") == (_FI_EXTRACT,)
    assert originals_in(twice, "fi") == (None,)
