"""Our records as JSON and back; the fields' types are checked on the way in."""

from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

Record = TypeVar("Record")


class JsonFormError(ValueError):
    """Text that is not the JSON form of the record it should be."""


def to_json(record: object, *, indent: int | None = None) -> bytes:
    """A record's JSON form, UTF-8."""
    return _adapter(type(record)).dump_json(record, indent=indent)


def from_json(record_type: type[Record], data: bytes | str) -> Record:
    """The record of a JSON form.

    Raises:
        JsonFormError: The data is no JSON, or not of this record.
    """
    try:
        record: Record = _adapter(record_type).validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the whole"
        raise JsonFormError(f"not a {record_type.__name__}: {where}: {first['msg']}") from error
    return record


_ADAPTERS: dict[type, "TypeAdapter[Any]"] = {}


def _adapter(record_type: type) -> "TypeAdapter[Any]":
    # Making an adapter takes milliseconds; using one, microseconds.
    if record_type not in _ADAPTERS:
        _ADAPTERS[record_type] = TypeAdapter(record_type)
    return _ADAPTERS[record_type]
