import pytest

from knowledge.facts.terms import term_patterns
from knowledge.schema import LANGUAGES, Language
from knowledge.tables import read_table


def found(table: str, key: str, row: str, language: Language, text: str) -> list[str]:
    return [match[0] for match in term_patterns(table, key, language)[row].finditer(text)]


@pytest.mark.parametrize(
    ("row", "language", "text", "expected"),
    [
        ("goal", "fi", "Päätavoitteet ja TAVOITE, ei tavoittaa", ["Päätavoitteet", "TAVOITE"]),
        ("goal", "sv", "mål, måltid, huvudmålen och föremål", ["mål", "huvudmålen"]),
        ("emphasis", "en", "areas for  development", ["areas for  development"]),
        ("model_after", "en", "of the Child-Friendly Municipality model", ["of the Child-Friendly Municipality model"]),
        ("model_after", "fi", "mallin tavoitteet", []),
    ],
)
def test_terms_stand_at_whole_words_with_any_ending(
    row: str, language: Language, text: str, expected: list[str]
) -> None:
    assert found("goal_words.csv", "role", row, language, text) == expected


def test_the_longer_term_is_found() -> None:
    assert found("themes.csv", "theme", "safety", "en", "a safe adult") == ["safe adult"]


@pytest.mark.parametrize(("table", "key"), [("goal_words.csv", "role")])
def test_tables_name_each_row_once_and_fill_its_cells(table: str, key: str) -> None:
    rows = read_table("knowledge.facts", table)
    assert len({row[key] for row in rows}) == len(rows)
    for row in rows:
        assert set(row) == {key, *LANGUAGES}
        for language in LANGUAGES:
            terms = row[language].split("|")
            assert terms == [term.strip() for term in terms]
            assert len(set(terms)) == len(terms), row[key]
