"""The answers of a run, written down as they come, so that an interrupted run can go on."""

import os
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from evals.errors import EvaluationError
from evals.schema import Given, Pages, Versions
from index.json_form import JsonFormError, from_json, to_json

_NAME = "answers.jsonl"
_PREVIOUS = "answers.previous.jsonl"


class Journal:
    """A file of answers, one JSON object a line; the first line says what they were made with.

    Args:
        folder: Where the file is; made when it is not there.
        versions: What this run is made with.
        resume: Whether to go on from the answers that are there, which must have been made with the same.
        notice: Told in a sentence what became of answers that are there.

    Raises:
        EvaluationError: The folder cannot be written, or there is nothing to go on from.
    """

    def __init__(self, folder: Path, versions: Versions, *, resume: bool, notice: Callable[[str], None]) -> None:
        self.path = folder / _NAME
        self._given: dict[tuple[str, Pages, str], Given] = {}
        try:
            folder.mkdir(parents=True, exist_ok=True)
            kept = self._read(versions, notice) if resume else self._put_aside(notice)
            self._file: BinaryIO = self.path.open("ab" if kept else "wb")
            if kept:
                os.truncate(self.path, kept)
            else:
                self._write(to_json(versions))
        except OSError as error:
            raise EvaluationError(f"{folder} cannot be written ({error.strerror}); choose another --output") from error

    def find(self, system: str, pages: Pages, case_id: str) -> Given | None:
        """What is written down already."""
        return self._given.get((system, pages, case_id))

    def add(self, given: Given) -> None:
        """Writes an answer down, at once.

        Raises:
            EvaluationError: The file cannot be written.
        """
        try:
            self._write(to_json(given))
        except OSError as error:
            raise EvaluationError(
                f"{self.path} cannot be written ({error.strerror}); make room and go on with --resume"
            ) from error
        self._given[given.system, given.pages, given.case_id] = given

    def __len__(self) -> int:
        return len(self._given)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def _write(self, line: bytes) -> None:
        self._file.write(line + b"\n")
        self._file.flush()

    def _put_aside(self, notice: Callable[[str], None]) -> int:
        """Nothing is lost by starting anew: the answers that are there get another name."""
        if self.path.exists():
            previous = self.path.with_name(_PREVIOUS)
            self.path.replace(previous)
            notice(f"starting anew; the answers of the run before are in {previous} (--resume would have gone on)")
        return 0

    def _read(self, versions: Versions, notice: Callable[[str], None]) -> int:
        """Takes up what is there; how many bytes of the file are whole lines."""
        try:
            content = self.path.read_bytes()
        except FileNotFoundError as error:
            raise EvaluationError(
                f"{self.path} is not there: no run to go on with; leave --resume out, or name its folder with --output"
            ) from error
        # A run that was killed while writing leaves half a line.
        whole = content[: content.rfind(b"\n") + 1]
        first, *lines = whole.split(b"\n")
        try:
            made_with = from_json(Versions, first)
        except JsonFormError as error:
            raise EvaluationError(f"{self.path}, line 1: {error}; start anew without --resume") from error
        if made_with != versions:
            raise EvaluationError(
                f"the answers in {self.path} were made with {_difference(made_with, versions)}; start anew without "
                "--resume"
            )
        for number, line in enumerate(lines, start=2):
            if line:
                try:
                    given = from_json(Given, line)
                except JsonFormError as error:
                    raise EvaluationError(
                        f"{self.path}, line {number}: {error}; start anew without --resume"
                    ) from error
                self._given[given.system, given.pages, given.case_id] = given
        notice(f"going on from {len(self._given)} answers in {self.path}")
        return len(whole)


def _difference(before: Versions, now: Versions) -> str:
    names = {
        "lykbot": "another lykbot",
        "code": "other code",
        "model": "another model",
        "index_format": "another index format",
        "corpus": "other documents",
        "sets": "other sets",
    }
    return " and ".join(words for name, words in names.items() if getattr(before, name) != getattr(now, name))
