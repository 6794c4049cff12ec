"""Files with one record a line, as a JSON object; a line that cannot be used is an error that names it."""

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from evals.errors import EvaluationError
from index.json_form import JsonFormError, from_json

Record = TypeVar("Record")


def read_records(path: Path, record_type: type[Record]) -> Iterator[tuple[int, Record]]:
    """The records of a file, texts in NFC, each with the number of its line from 1; blank lines only count.

    Raises:
        EvaluationError: The file cannot be read, or a line is no such record.
    """
    for number, line in read_lines(path):
        try:
            # First as it stands, for what is wrong with it is said in the words of the record.
            from_json(record_type, line)
            record = from_json(record_type, json.dumps(_normalize(json.loads(line))))
        except JsonFormError as error:
            raise EvaluationError(f"{path}, line {number}: {error}") from error
        yield number, record


def read_lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a text file that are not blank, with their numbers from 1.

    Raises:
        EvaluationError: The file cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path} cannot be read ({error}); it must be a text file in UTF-8") from error
    # Not splitlines, which also cuts at characters that may stand inside a JSON string.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line.rstrip("\r")


def _normalize(value: object) -> object:
    """A JSON value with its texts in NFC; the line itself will not do, where letters may be written as escapes."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [_normalize(item) for item in value]
    return {name: _normalize(item) for name, item in value.items()} if isinstance(value, dict) else value
