"""Files that a measurement leaves."""

from pathlib import Path

from evals.errors import EvaluationError
from index.json_form import to_json


def write_json(path: Path, record: object) -> None:
    """Writes a record's JSON form.

    Raises:
        EvaluationError: The file cannot be written.
    """
    write_text(path, to_json(record, indent=1).decode() + "\n")


def write_text(path: Path, text: str) -> None:
    """Writes a text in UTF-8, making the folder when it is not there.

    Raises:
        EvaluationError: The file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise EvaluationError(f"{path} cannot be written ({error.strerror}); name another place") from error
