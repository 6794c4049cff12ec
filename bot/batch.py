"""A file of questions, one JSON object a line, into answers, one line each, in the same order."""

import json
import math
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NoReturn, TypeGuard

from bot.errors import BatchError
from bot.json_form import LineId, batch_line_to_json
from bot.phrasing import phrase
from bot.schema import Answer, AnswerStatus, Question
from knowledge.schema import LANGUAGES, Language

MAX_LINE_BYTES = 100_000
STANDARD_INPUT = "-"
_READ_BYTES = 1 << 20
_BOM = b"\xef\xbb\xbf"

AnswerQuestion = Callable[[Question], Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchReport:
    """How many lines were answered, and how many of them could not be read as a question."""

    answers: int
    invalid: int


class _LineError(Exception):
    """Why a line is no question: the key of a phrase, and what goes into it."""

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@dataclass(slots=True, kw_only=True)
class _Line:
    """What could be read of a line, a bad one included."""

    line_id: LineId = None
    text: str = ""
    language: Language | None = None
    history: tuple[str, ...] = ()


def run_batch(
    source: str,
    output: Path | None,
    open_bot: Callable[[], AnswerQuestion],
    *,
    language: Language | None,
    stdin: BinaryIO,
    write: Callable[[str], None],
    notify: Callable[[str], None],
    report_progress: Callable[[int, int], None],
) -> BatchReport:
    """Answers every line, a bad one with the reason; blank lines are passed by.

    With an output file, finished lines stand in OUTPUT.partial until all are there.

    Args:
        source: The file of questions; "-" is standard input.
        output: The file to write; None is standard output.
        open_bot: Called once, when both files are open.
        language: What questions are answered in when their line does not say.
        stdin: Bytes of standard input.
        write: Takes the lines when there is no output file.
        notify: Told where the finished lines are when the run breaks off.
        report_progress: Told how many lines are done and how many there are, 0 when that is not known.

    Raises:
        BatchError: The input cannot be read, or the output cannot be written or is the input.
    """
    with _open_input(source, stdin) as lines:
        total = _count_lines(source)
        if output is None:
            return _answer_all(lines, open_bot(), language, write, report_progress, total)
        _refuse_output(output, source)
        file = _PartialFile(output)
        try:
            report = _answer_all(lines, open_bot(), language, file.write, report_progress, total)
            file.finish()
            return report
        except BaseException:
            # Also when interrupted: what is finished is worth keeping, and worth knowing about.
            notify(file.abandon())
            raise


def answer_line(data: bytes, answer: AnswerQuestion, language: Language | None) -> tuple[LineId, Answer]:
    """The answer to one line, with the line's id, null when that cannot be read."""
    line = _Line(language=language)
    try:
        _read_line(data, line)
    except _LineError as error:
        shown: Language = line.language or "en"
        text = phrase(shown, f"terminal.batch_{error.key}", **error.values)
        return line.line_id, Answer(question=line.text, language=shown, status=AnswerStatus.INVALID, text=text)
    return line.line_id, answer(Question(text=line.text, language=line.language, history=line.history))


class _PartialFile:
    """The output while it is not complete: OUTPUT.partial, which becomes OUTPUT in the end.

    Raises:
        BatchError: From any method, when the file cannot be written.
    """

    def __init__(self, output: Path) -> None:
        self._output = output
        self._path = Path(f"{output}.partial")
        self._lines = 0
        with self._translate_errors():
            self._file = self._path.open("w", encoding="utf-8", newline="\n")

    def write(self, line: str) -> None:
        with self._translate_errors():
            self._file.write(line)
            self._file.flush()
        self._lines += 1

    def finish(self) -> None:
        with self._translate_errors():
            self._file.close()
            self._path.replace(self._output)

    def abandon(self) -> str:
        """Closes the file, removes it when it is empty, and says what it holds."""
        with suppress(OSError):
            self._file.close()
        if self._lines:
            return f"stopped: the {self._lines} answers that were finished are in {self._path}"
        self._path.unlink(missing_ok=True)
        return "stopped: nothing was answered yet"

    @contextmanager
    def _translate_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise BatchError(
                f"the answers cannot be written to {self._path} ({error.strerror or error}); free some disk space, "
                "check the folder's permissions or name another file"
            ) from error


def _answer_all(
    lines: BinaryIO,
    answer: AnswerQuestion,
    language: Language | None,
    write: Callable[[str], None],
    report_progress: Callable[[int, int], None],
    total: int,
) -> BatchReport:
    done = invalid = 0
    report_progress(done, total)
    for data in _read_lines(lines):
        line_id, answered = answer_line(data, answer, language)
        write(batch_line_to_json(answered, line_id) + "\n")
        done += 1
        invalid += answered.status is AnswerStatus.INVALID
        report_progress(done, total)
    return BatchReport(answers=done, invalid=invalid)


def _read_lines(lines: BinaryIO) -> Iterator[bytes]:
    """The lines that are not blank; of one that is too long, enough to see that it is."""
    is_first = True
    while data := _read(lines, MAX_LINE_BYTES + 1):
        if len(data) > MAX_LINE_BYTES and not data.endswith(b"\n"):
            while (rest := _read(lines, _READ_BYTES)) and not rest.endswith(b"\n"):
                pass
        if is_first:
            data, is_first = data.removeprefix(_BOM), False
        if data.strip():
            yield data


def _read(lines: BinaryIO, limit: int) -> bytes:
    try:
        return lines.readline(limit)
    except OSError as error:
        raise BatchError(f"the questions cannot be read any further ({error.strerror or error})") from error


def _read_line(data: bytes, line: _Line) -> None:
    """Fills in what a line says; what was read before an error stays.

    Raises:
        _LineError: The line is no question.
    """
    if len(data) > MAX_LINE_BYTES:
        raise _LineError("too_long", limit=MAX_LINE_BYTES)
    try:
        fields = json.loads(data.decode("utf-8", errors="surrogateescape"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise _LineError("not_utf8" if _is_not_utf8(data) else "not_json") from error
    if not isinstance(fields, dict):
        raise _LineError("no_object")
    line_id, text, language, history = (fields.get(key) for key in ("id", "question", "language", "history"))
    if _is_usable_id(line_id):
        line.line_id = line_id
    if isinstance(text, str):
        line.text = text
    if language is not None:
        line.language = next((known for known in LANGUAGES if known == language), line.language)
    if _is_not_utf8(data):
        line.line_id = None if _is_damaged(line.line_id) else line.line_id
        raise _LineError("not_utf8")
    if line_id is not None and line.line_id is None:
        raise _LineError("bad_id")
    if language is not None and language not in LANGUAGES:
        raise _LineError("bad_language", languages=", ".join(LANGUAGES))
    if not isinstance(text, str) or not text.strip():
        raise _LineError("no_question")
    line.history = _read_history(history)


def _read_history(history: object) -> tuple[str, ...]:
    if history is None:
        return ()
    turns = history if isinstance(history, list) else [None]
    if not all(isinstance(turn, str) for turn in turns):
        raise _LineError("bad_history")
    return tuple(turns)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _is_not_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def _is_usable_id(line_id: object) -> TypeGuard[LineId]:
    if isinstance(line_id, float):
        return math.isfinite(line_id)  # JSON has no other; 1e999 is read as infinity
    return isinstance(line_id, str | int) and not isinstance(line_id, bool)


def _is_damaged(line_id: LineId) -> bool:
    """Whether bytes that were no UTF-8 stand in an id."""
    return isinstance(line_id, str) and any("\udc80" <= char <= "\udcff" for char in line_id)


@contextmanager
def _open_input(source: str, stdin: BinaryIO) -> Iterator[BinaryIO]:
    if source == STANDARD_INPUT:
        yield stdin
        return
    try:
        file = Path(source).open("rb")  # noqa: SIM115  closed below; only opening it may be blamed on the input
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise BatchError(
            f"the questions in {source} cannot be read ({reason}); name a file, or - for standard input"
        ) from error
    with file:
        yield file


def _count_lines(source: str) -> int:
    """Lines that are not blank; 0 where counting would use the input up."""
    if source == STANDARD_INPUT or not stat.S_ISREG(Path(source).stat().st_mode):
        return 0
    with Path(source).open("rb") as file:
        return sum(1 for _ in _read_lines(file))


def _refuse_output(output: Path, source: str) -> None:
    for target in (output, Path(f"{output}.partial")):
        try:
            status = target.stat()
        except OSError:
            continue  # not there yet, or what is wrong shows when it is opened
        if not stat.S_ISREG(status.st_mode):
            raise BatchError(f"{target} is no ordinary file; name a file for the answers")
        if source != STANDARD_INPUT and target.samefile(source):
            raise BatchError(f"the answers would be written over the questions in {target}; name another file")
