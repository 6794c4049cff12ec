"""Other programs read reports: their form stays as it is, or gets another version."""

import hashlib
import json

from pydantic import TypeAdapter

from evals.schema import FORMAT_VERSION, Report
from tests.evals.samples import sample_case

# The version of the form, and the beginning of its digest. When this fails and the change is meant, count
# FORMAT_VERSION up, write both here and measure the accepted baseline anew.
_FORM = (2, "6e0d4efe79ac5bd8")


def _without_words(schema: object) -> object:
    """A JSON schema without its descriptions, which are docstrings."""
    if isinstance(schema, dict):
        return {key: _without_words(value) for key, value in schema.items() if key != "description"}
    return [_without_words(value) for value in schema] if isinstance(schema, list) else schema


def test_another_form_of_the_report_has_another_version() -> None:
    schema = _without_words(TypeAdapter(Report).json_schema(mode="serialization"))
    digest = hashlib.sha256(json.dumps(schema, sort_keys=True).encode()).hexdigest()
    assert (FORMAT_VERSION, digest[:16]) == _FORM


def test_the_split_is_told_by_the_id() -> None:
    assert [sample_case(case_id).split for case_id in ("test-1", "dev-1", "anything", "a-test-1")] == [
        "test",
        "dev",
        "dev",
        "dev",
    ]
