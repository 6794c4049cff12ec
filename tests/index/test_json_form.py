from dataclasses import dataclass

import pytest

from index.json_form import JsonFormError, from_json, to_json
from index.schema import IndexSettings
from knowledge.schema import Document, Language
from tests.fakes import make_document


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    language: Language
    numbers: tuple[int, ...]
    name: str | None = None


@pytest.mark.parametrize(
    "record", [_Row(language="sv", numbers=(1, 2)), _Row(language="fi", numbers=(), name="Å\u00a0ä\u0323 🎈")]
)
def test_round_trip(record: _Row) -> None:
    assert from_json(_Row, to_json(record)) == record
    assert from_json(_Row, to_json(record, indent=1).decode("utf-8")) == record


def test_round_trip_of_nested_records() -> None:
    document = make_document("# Å\n\n- ä\n- ö")
    assert from_json(Document, to_json(document)) == document


def test_letters_stay_readable() -> None:
    assert to_json(_Row(language="fi", numbers=(1,), name="ä")).decode("utf-8") == (
        '{"language":"fi","numbers":[1],"name":"ä"}'
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b"\xff",
        b'{"language": "de", "numbers": []}',
        b'{"language": "fi", "numbers": "12"}',
        b'{"language": "fi", "numbers": ["x"]}',
    ],
)
def test_other_data_is_refused(data: bytes) -> None:
    with pytest.raises(JsonFormError, match="not a _Row: "):
        from_json(_Row, data)


def test_defaults_fill_what_is_not_there() -> None:
    assert from_json(IndexSettings, b"{}") == IndexSettings()
