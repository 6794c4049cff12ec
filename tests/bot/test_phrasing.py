"""The phrase files hold the same phrases in every language, and a wrong use is a clear error."""

import pytest

from bot.phrasing import load_phrases, phrase, phrase_keys, phrase_places
from knowledge.errors import LykbotError
from knowledge.schema import LANGUAGES, Language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_phrases(language: Language) -> None:
    assert set(phrase_keys(language)) == set(phrase_keys("en"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", phrase_keys("en"))
def test_phrases_have_the_same_places(language: Language, key: str) -> None:
    assert phrase_places(load_phrases(language)[key]) == phrase_places(load_phrases("en")[key])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_is_empty(language: Language) -> None:
    assert [key for key, text in load_phrases(language).items() if not text.strip()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_place_goes_without_a_name(language: Language) -> None:
    nameless = [
        key for key, text in load_phrases(language).items() if any(not n.isidentifier() for n in phrase_places(text))
    ]
    assert nameless == []


def test_phrase_is_filled_in() -> None:
    assert phrase("fi", "terminal.source_page_language", language="suomi") == "sivun kieli: suomi"
    assert phrase("sv", "terminal.example_contact", place_in="i Lojo", place="Lojo", genitive="Lojos") == (
        "Vem kan jag kontakta i Lojo?"
    )


def test_braces_in_a_value_are_text() -> None:
    assert phrase("en", "terminal.quote", text="{0} {name!r}") == "“{0} {name!r}”"


def test_unknown_phrase() -> None:
    with pytest.raises(LykbotError, match=r"fi\.toml has no phrase 'terminal\.nothing'"):
        phrase("fi", "terminal.nothing")


def test_missing_value() -> None:
    with pytest.raises(LykbotError, match="it has limit, given was nothing"):
        phrase("en", "terminal.batch_too_long")


def test_phrase_places() -> None:
    assert phrase_places("{year}-{month:02d} {{not}}") == {"year", "month"}
    assert phrase_places("none") == frozenset()
