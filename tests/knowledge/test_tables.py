"""Tables as packages ship them, read row by row."""

import importlib
from pathlib import Path

import pytest

from knowledge.tables import read_table


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


@pytest.mark.parametrize(
    ("owner", "name", "columns"),
    [
        ("knowledge", "glossary.csv", {"concept", "role", "fi", "sv", "en"}),
        ("knowledge", "function_words.csv", {"language", "words"}),
        ("bot", "expected.csv", {"expected", "fi", "sv", "en"}),
        ("bot", "patterns.csv", {"kind", "language", "pattern"}),
    ],
)
def test_shipped_tables_have_their_columns_and_no_empty_cell(owner: str, name: str, columns: set[str]) -> None:
    rows = read_table(owner, name)
    assert rows
    for row in rows:
        assert set(row) == columns
        assert all(cell and cell.strip() for cell in row.values()), row
