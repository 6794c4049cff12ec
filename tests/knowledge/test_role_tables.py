import pytest

from knowledge.places import find_places
from knowledge.role_tables import role_fields, role_heads, role_modifiers, role_units, role_words
from knowledge.schema import LANGUAGES, Language


def test_tables_have_the_size_of_the_subject() -> None:
    assert len(role_heads()) >= 50
    assert len(role_fields()) >= 80


def test_every_head_can_be_written() -> None:
    for head in role_heads().values():
        assert all((head.family, head.fi, head.sv, head.en, head.sv_preposition, head.en_phrase)), head
        assert head.compounds <= set(LANGUAGES)


def test_every_field_can_be_written_with_and_without_a_compound() -> None:
    for field in role_fields().values():
        assert all((field.keys, field.fi_genitive, field.sv_noun, field.sv_definite, field.en_stem, field.en_noun)), (
            field
        )


def test_every_unit_and_modifier_can_be_written() -> None:
    for unit in role_units().values():
        assert all((unit.fi_genitive, unit.sv, unit.en)), unit
    for modifier in role_modifiers().values():
        assert all((modifier.fi, modifier.sv, modifier.en)), modifier


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_spelling_is_a_municipality(language: Language) -> None:
    words = role_words(language)
    for word in (*words.heads, *words.modifiers, *words.field_stems, *words.field_nouns):
        assert not any(place.exact for place in find_places(word.text.capitalize())), word


@pytest.mark.parametrize("language", LANGUAGES)
def test_spellings_are_tidy_and_longest_first(language: Language) -> None:
    words = role_words(language)
    for kind in (
        words.heads,
        words.modifiers,
        words.unit_stems,
        words.unit_nouns,
        words.field_stems,
        words.field_nouns,
    ):
        lengths = [len(word.text) for word in kind]
        assert lengths == sorted(lengths, reverse=True)
        assert all(word.text == word.text.strip().casefold() != "" for word in kind)


def test_a_word_for_people_is_about_people_where_it_stands_by_itself() -> None:
    words = role_words("sv")
    assert {word.name for word in words.field_nouns if word.text == "barn"} == {"children"}
    assert {word.name for word in words.field_stems if word.text == "barn"} == {"child"}


def test_what_is_written_together_is_marked() -> None:
    assert {word.text for word in role_words("fi").modifiers if word.is_glued} == {"apulais", "vara"}
