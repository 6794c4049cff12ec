"""Tables as packages ship them, read row by row."""

import importlib
from pathlib import Path

import pytest

from knowledge import tables
from knowledge.schema import LANGUAGES
from knowledge.tables import read_table

# Each with its columns.
FULL_TABLES: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("knowledge", "glossary.csv", frozenset({"concept", "role", "fi", "sv", "en"})),
    ("knowledge", "function_words.csv", frozenset({"language", "words"})),
    ("knowledge", "role_modifiers.csv", frozenset({"modifier", "fi", "sv", "en"})),
    (
        "knowledge",
        "role_units.csv",
        frozenset({"unit", "fi_stem", "fi_genitive", "sv_stem", "sv_noun", "sv_definite", "en"}),
    ),
    ("knowledge.facts", "contact_labels.csv", frozenset({"kind", "fi", "sv", "en"})),
    ("knowledge.facts", "event_words.csv", frozenset({"name", "fi", "sv", "en"})),
    ("knowledge.facts", "relative_dates.csv", frozenset({"date", "fi", "sv", "en"})),
    ("knowledge.facts", "themes.csv", frozenset({"theme", "weight", "fi", "sv", "en"})),
    ("bot", "expected.csv", frozenset({"expected", "fi", "sv", "en"})),
    ("bot", "intents.csv", frozenset({"intent", "language", "text"})),
    ("bot", "patterns.csv", frozenset({"kind", "language", "pattern"})),
)
# Each with the columns that are filled, and those where a cell may be empty: a language may have no such words.
TABLES_WITH_GAPS: tuple[tuple[str, str, frozenset[str], frozenset[str]], ...] = (
    ("knowledge.facts", "date_words.csv", frozenset({"role"}), frozenset(LANGUAGES)),
    ("knowledge.facts", "duration_words.csv", frozenset({"role"}), frozenset(LANGUAGES)),
    ("knowledge.facts", "goal_words.csv", frozenset({"role"}), frozenset(LANGUAGES)),
    ("knowledge.facts", "event_kinds.csv", frozenset({"kind", "needs"}), frozenset({"without", "most_words"})),
    (
        "knowledge",
        "role_fields.csv",
        frozenset({"field", "key", "fi_genitive", "sv_noun", "sv_definite", "en_stem", "en_noun"}),
        frozenset({"kind", "fi_stem", "sv_stem", "en_led"}),
    ),
    (
        "knowledge",
        "role_heads.csv",
        frozenset({"head", "family", "alone", "fi", "sv", "sv_preposition", "en", "en_phrase"}),
        frozenset({"compounds", "fields"}),
    ),
    (
        "knowledge",
        "places.csv",
        frozenset({"name_fi", "genitive_fi", "locative_fi", "name_sv", "preposition_sv"}),
        frozenset({"also_fi", "also_sv", "other_forms"}),
    ),
)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of the test's own to put tables into."""
    folder = tmp_path / f"tables_of_{tmp_path.name}"
    folder.mkdir()
    (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    return folder


def test_rows_in_order_by_column(package: Path) -> None:
    (package / "t.csv").write_text('kind,sv\nb,"åtgärd, mål"\na,ö\n', encoding="utf-8")
    assert read_table(package.name, "t.csv") == ({"kind": "b", "sv": "åtgärd, mål"}, {"kind": "a", "sv": "ö"})


def test_tabs_leave_quotation_marks_alone(package: Path) -> None:
    (package / "t.tsv").write_text('a\tb\n"x\ty, z"\n', encoding="utf-8")
    assert read_table(package.name, "t.tsv", delimiter="\t") == ({"a": '"x', "b": 'y, z"'},)


def test_a_header_alone_has_no_rows(package: Path) -> None:
    (package / "t.csv").write_text("a,b\n", encoding="utf-8")
    assert read_table(package.name, "t.csv") == ()


def test_windows_line_ends(package: Path) -> None:
    (package / "t.csv").write_bytes(b"a,b\r\n1,2\r\n")
    assert read_table(package.name, "t.csv") == ({"a": "1", "b": "2"},)


def test_a_missing_table_says_so(package: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"missing\.csv"):
        read_table(package.name, "missing.csv")


@pytest.mark.parametrize(("owner", "name", "columns"), FULL_TABLES)
def test_shipped_tables_have_their_columns_and_no_empty_cell(owner: str, name: str, columns: frozenset[str]) -> None:
    rows = read_table(owner, name)
    assert rows
    for row in rows:
        assert set(row) == columns
        assert all(cell and cell.strip() for cell in row.values()), row


@pytest.mark.parametrize(("owner", "name", "filled", "others"), TABLES_WITH_GAPS)
def test_shipped_tables_in_which_some_cells_may_be_empty(
    owner: str, name: str, filled: frozenset[str], others: frozenset[str]
) -> None:
    rows = read_table(owner, name)
    assert rows
    for row in rows:
        assert set(row) == filled | others
        assert all(row[column].strip() for column in filled), row
        assert None not in row.values(), row


def test_every_table_of_the_knowledge_is_listed_here() -> None:
    root = Path(tables.__file__).parent
    shipped = {(".".join(path.parent.relative_to(root.parent).parts), path.name) for path in root.rglob("*.csv")}
    assert shipped <= {(owner, name) for owner, name, *_ in (*FULL_TABLES, *TABLES_WITH_GAPS)}
