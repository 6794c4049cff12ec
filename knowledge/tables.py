"""The tables that ship with the packages, row by row."""

import csv
from collections.abc import Iterable, Mapping
from importlib import resources


def read_table(package: str, name: str, *, delimiter: str = ",") -> tuple[Mapping[str, str], ...]:
    """The rows of a table in a package, in order, by column name.

    Args:
        package: The package it lies in ("knowledge").
        name: Its file name; the text is UTF-8 with a header line.
        delimiter: What parts the columns. In a table parted by tabs, quotation marks are ordinary characters.
    """
    lines: Iterable[str] = resources.files(package).joinpath(name).read_text(encoding="utf-8").splitlines()
    if delimiter == "\t":
        return tuple(csv.DictReader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE))
    return tuple(csv.DictReader(lines, delimiter=delimiter))
