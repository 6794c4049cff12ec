"""Batches: same order, bad lines answered with the reason, finished lines kept."""

import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.batch import MAX_LINE_BYTES, BatchReport, answer_line, run_batch
from bot.errors import BatchError
from bot.json_form import batch_line_to_json
from bot.schema import Answer, AnswerStatus, Question
from knowledge.schema import Language


def echo(question: Question) -> Answer:
    return Answer(
        question=question.text,
        language=question.language or "fi",
        status=AnswerStatus.NOT_IN_SOURCES,
        text=f"{question.text} {len(question.history)}",
    )


class Batch:
    """A run with its surroundings: what was written, said and reported."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.notices: list[str] = []
        self.progress: list[tuple[int, int]] = []
        self.opened = 0

    def run(
        self,
        source: Path | str,
        output: Path | None = None,
        *,
        language: Language | None = None,
        stdin: bytes = b"",
        answer: Callable[[Question], Answer] = echo,
    ) -> BatchReport:
        def open_bot() -> Callable[[Question], Answer]:
            self.opened += 1
            return answer

        return run_batch(
            str(source),
            output,
            open_bot,
            language=language,
            stdin=io.BytesIO(stdin),
            write=self.written.append,
            notify=self.notices.append,
            report_progress=lambda done, total: self.progress.append((done, total)),
        )

    def answers(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.written]


@pytest.fixture
def batch() -> Batch:
    return Batch()


def refusal(line: bytes, language: Language | None = None) -> tuple[object, str, str]:
    line_id, answer = answer_line(line, echo, language)
    assert answer.status is AnswerStatus.INVALID, answer
    batch_line_to_json(answer, line_id).encode("utf-8")
    return line_id, answer.language, answer.text


def test_same_order_with_ids(batch: Batch) -> None:
    lines = [{"id": number, "question": f"kysymys {number}"} for number in (3, 1, 2)]
    report = batch.run("-", stdin="\n".join(json.dumps(line) for line in lines).encode())
    assert [(a["id"], a["question"]) for a in batch.answers()] == [
        (3, "kysymys 3"),
        (1, "kysymys 1"),
        (2, "kysymys 2"),
    ]
    assert report == BatchReport(answers=3, invalid=0)
    assert batch.opened == 1
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in batch.written)


def test_language_history_and_their_defaults(batch: Batch) -> None:
    lines = (
        b'{"question": "a", "language": "sv", "history": ["x", "y"]}\n'
        b'{"question": "b", "language": null, "history": null, "note": [1]}\n'
    )
    batch.run("-", stdin=lines, language="en")
    assert [(a["id"], a["language"], a["text"]) for a in batch.answers()] == [(None, "sv", "a 2"), (None, "en", "b 0")]


def test_blank_lines_byte_order_mark_and_windows_line_ends(batch: Batch) -> None:
    batch.run("-", stdin=b'\xef\xbb\xbf{"question": "a"}\r\n\r\n   \n{"question": "b"}\r\n\n')
    assert [a["question"] for a in batch.answers()] == ["a", "b"]


def test_bad_lines_do_not_stop_the_others(batch: Batch) -> None:
    report = batch.run("-", stdin=b'{"question": "a"}\nnonsense\n\xff\xfe\n[1]\n{"question": "b"}\n')
    assert [a["status"] for a in batch.answers()] == [
        "unanswerable_not_in_sources",
        "refused_invalid",
        "refused_invalid",
        "refused_invalid",
        "unanswerable_not_in_sources",
    ]
    assert report == BatchReport(answers=5, invalid=3)


@pytest.mark.parametrize(
    ("line", "line_id", "words"),
    [
        (b"nonsense", None, "not JSON"),
        (b'{"id": 1, "question": "a"', None, "not JSON"),
        (b'{"id": NaN, "question": "a"}', None, "not JSON"),
        (b"[" * 50_000, None, "not JSON"),
        (b'{"id": ' + b"9" * 5000 + b"}", None, "not JSON"),
        (b'"text"', None, "JSON object"),
        (b"[]", None, "JSON object"),
        (b"null", None, "JSON object"),
        (b'{"id": "x"}', "x", "question is missing"),
        (b'{"id": 7, "question": null}', 7, "question is missing"),
        (b'{"id": 7, "question": 5}', 7, "not text"),
        (b'{"id": 7, "question": " \\n\\u00a0"}', 7, "blank"),
        (b'{"id": "x", "question": "a", "language": "de"}', "x", "language must be one of fi, sv, en"),
        (b'{"id": "x", "question": "a", "language": 1}', "x", "language must be one of"),
        (b'{"id": "x", "question": "a", "language": []}', "x", "language must be one of"),
        (b'{"id": "x", "question": "a", "history": "b"}', "x", "history must be a list"),
        (b'{"id": "x", "question": "a", "history": [1]}', "x", "history must be a list"),
        (b'{"id": {}, "question": "a"}', None, "id must be text or a number"),
        (b'{"id": true, "question": "a"}', None, "id must be text or a number"),
        (b'{"id": 1e999, "question": "a"}', None, "id must be text or a number"),
        (b'{"id": "x", "question": "\xe4"}', "x", "not UTF-8"),
        (b'{"id": "\xe4", "question": "a"}', None, "not UTF-8"),
        (b"\xff\xfe{", None, "not UTF-8"),
        (b'{"id": 1, "question": "' + b"a" * MAX_LINE_BYTES + b'"}', None, f"at most {MAX_LINE_BYTES:,} bytes"),
    ],
)
def test_bad_line(line: bytes, line_id: object, words: str) -> None:
    found_id, language, text = refusal(line)
    assert (found_id, language) == (line_id, "en")
    assert words in text
    assert text.count(".") == 1


def test_reason_in_the_pinned_language() -> None:
    assert refusal(b'{"language": "sv"}')[1:] == ("sv", "Fältet question saknas, är tomt eller är inte text.")
    assert refusal(b"nonsense", "fi")[1:] == ("fi", "Rivi ei ole JSON-muodossa.")


def test_lone_surrogates_reach_the_bot_and_come_back() -> None:
    line_id, answer = answer_line(b'{"id": "\\ud800", "question": "\\udfff"}', echo, None)
    text = batch_line_to_json(answer, line_id)
    text.encode("utf-8")
    assert (json.loads(text)["id"], json.loads(text)["question"]) == ("\ud800", "\udfff")


def test_a_long_line_is_one_answer(batch: Batch) -> None:
    long_line = b'{"question": "' + b"a" * (3 * MAX_LINE_BYTES) + b'"}\n'
    batch.run("-", stdin=long_line + b'{"question": "b"}\n' + long_line.rstrip())
    assert [a["status"] for a in batch.answers()] == [
        "refused_invalid",
        "unanswerable_not_in_sources",
        "refused_invalid",
    ]


@given(st.lists(st.binary(max_size=60), max_size=6))
def test_any_bytes_give_one_answer_for_each_line_that_is_not_blank(lines: list[bytes]) -> None:
    data = b"\n".join(lines)
    batch = Batch()
    batch.run("-", stdin=data)
    expected = sum(bool(line.strip()) for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n"))
    assert len(batch.answers()) == expected


def test_file_to_file(batch: Batch, tmp_path: Path) -> None:
    questions, output = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    questions.write_bytes(b'{"question": "\xc3\xa4"}\n\n{"question": "b"}\n')
    batch.run(questions, output)
    assert [json.loads(line)["question"] for line in output.read_text(encoding="utf-8").splitlines()] == ["ä", "b"]
    assert not (tmp_path / "a.jsonl.partial").exists()
    assert batch.progress == [(0, 2), (1, 2), (2, 2)]
    assert batch.written == []


def test_interrupted_run_keeps_what_is_finished(batch: Batch, tmp_path: Path) -> None:
    questions, output = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    questions.write_bytes(b'{"question": "a"}\n{"question": "b"}\n{"question": "c"}\n')
    output.write_text("of an earlier run\n", encoding="utf-8")

    def answer(question: Question) -> Answer:
        if question.text == "c":
            raise KeyboardInterrupt
        return echo(question)

    with pytest.raises(KeyboardInterrupt):
        batch.run(questions, output, answer=answer)
    kept = (tmp_path / "a.jsonl.partial").read_text(encoding="utf-8")
    assert [json.loads(line)["question"] for line in kept.splitlines()] == ["a", "b"]
    assert output.read_text(encoding="utf-8") == "of an earlier run\n"
    assert batch.notices == [f"stopped: the 2 answers that were finished are in {output}.partial"]


def test_nothing_is_left_when_the_bot_does_not_open(tmp_path: Path) -> None:
    questions = tmp_path / "q.jsonl"
    questions.write_bytes(b'{"question": "a"}\n')

    def refuse() -> Callable[[Question], Answer]:
        raise BatchError("no bot")

    with pytest.raises(BatchError, match="no bot"):
        run_batch(
            str(questions),
            tmp_path / "a.jsonl",
            refuse,
            language=None,
            stdin=io.BytesIO(),
            write=lambda line: None,
            notify=lambda text: None,
            report_progress=lambda done, total: None,
        )
    assert os.listdir(tmp_path) == ["q.jsonl"]


def test_disk_that_fills_up(batch: Batch, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="no limit on file sizes can be set here")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(BatchError, match=r"cannot be written to .*a\.jsonl\.partial .* free some disk space"):
            batch.run("-", tmp_path / "a.jsonl", stdin=b'{"question": "a"}\n' * 20)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert "answers that were finished are in" in batch.notices[0]
    assert not (tmp_path / "a.jsonl").exists()


@pytest.mark.parametrize("name", ["q.jsonl", "./q.jsonl", "link.jsonl"])
def test_output_that_is_the_input(batch: Batch, tmp_path: Path, name: str) -> None:
    questions = tmp_path / "q.jsonl"
    questions.write_bytes(b'{"question": "a"}\n')
    (tmp_path / "link.jsonl").symlink_to(questions)
    with pytest.raises(BatchError, match="written over the questions"):
        batch.run(questions, tmp_path / name)
    assert questions.read_bytes() == b'{"question": "a"}\n'
    assert batch.opened == 0


def test_partial_output_that_is_the_input(batch: Batch, tmp_path: Path) -> None:
    questions = tmp_path / "a.jsonl.partial"
    questions.write_bytes(b'{"question": "a"}\n')
    with pytest.raises(BatchError, match="written over the questions"):
        batch.run(questions, tmp_path / "a.jsonl")


@pytest.mark.parametrize("output", [".", "/dev/null", "missing/a.jsonl"])
def test_output_that_cannot_be_written(batch: Batch, tmp_path: Path, output: str) -> None:
    with pytest.raises(BatchError, match=r"name (a|another) file"):
        batch.run("-", tmp_path / output, stdin=b'{"question": "a"}')
    assert batch.opened == 0


@pytest.mark.parametrize("source", ["missing.jsonl", ".", "\0"])
def test_input_that_cannot_be_read(batch: Batch, tmp_path: Path, source: str) -> None:
    with pytest.raises(BatchError, match="cannot be read"):
        batch.run(f"{tmp_path}/{source}")
    assert batch.opened == 0


def test_empty_input(batch: Batch) -> None:
    assert batch.run("-") == BatchReport(answers=0, invalid=0)
