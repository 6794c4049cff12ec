"""An Answer as JSON: keys, order and meaning as in the contract that command line, HTTP API and evals share."""

import json
from dataclasses import asdict

from bot.schema import Answer, Citation

_SECONDS_DECIMALS = 4
# Raw, these end a line for some readers of JSON lines.
_LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})

LineId = str | int | float | None


def answer_to_json(answer: Answer) -> str:
    """An answer as indented JSON, letters like å as they are."""
    return _dump(_fields(answer), indent=2)


def batch_line_to_json(answer: Answer, line_id: LineId) -> str:
    """An answer as one line of JSON without its newline, the id of its question first."""
    return _dump({"id": line_id, **_fields(answer)}, indent=None)


def _dump(fields: dict[str, object], indent: int | None) -> str:
    text = json.dumps(fields, ensure_ascii=False, indent=indent, allow_nan=False).translate(_LINE_ENDS)
    # A lone surrogate has no UTF-8 form; escaped, it is JSON and survives.
    return text.encode("utf-8", errors="backslashreplace").decode("utf-8")


def _fields(answer: Answer) -> dict[str, object]:
    return {
        "question": answer.question,
        "language": answer.language,
        "status": answer.status.value,
        "text": answer.text,
        "citations": [_citation(citation) for citation in answer.citations],
        "contacts": [asdict(contact) for contact in answer.contacts],
        "events": [asdict(event) for event in answer.events],
        "goals": [asdict(goal) for goal in answer.goals],
        "seconds": {stage: round(value, _SECONDS_DECIMALS) for stage, value in asdict(answer.seconds).items()},
    }


def _citation(citation: Citation) -> dict[str, object]:
    original = citation.original
    return {
        "number": citation.number,
        "document_id": citation.document_id,
        "municipality": citation.municipality,
        "title": citation.title,
        "publisher": citation.publisher,
        "section": citation.section,
        "language": citation.language,
        "published": citation.published,
        "retrieved": citation.retrieved,
        "url": citation.url,
        "quote": citation.quote,
        "start_char": citation.start_char,
        "end_char": citation.end_char,
        "translation": citation.translation,
        "original": original
        and {
            "document_id": original.document_id,
            "language": original.language,
            "quote": original.quote,
            "start_char": original.start_char,
            "end_char": original.end_char,
        },
    }
