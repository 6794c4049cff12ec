from dataclasses import replace
from pathlib import Path

import pytest

from evals.errors import EvaluationError
from evals.journal import Journal
from evals.schema import ALL_VERSIONS, LYKBOT, Given, SetVersion, Versions
from tests.evals.samples import sample_answer

_VERSIONS = Versions(
    lykbot="0.1.0",
    code="c",
    model="toy",
    index_format=1,
    corpus="d",
    sets=(SetVersion(name="dev", digest="e", cases=2),),
)


def _given(case_id: str) -> Given:
    return Given(system=LYKBOT, pages=ALL_VERSIONS, case_id=case_id, answer=sample_answer(), error=None, seconds=0.5)


def _open(folder: Path, *, resume: bool, versions: Versions = _VERSIONS, notices: list[str] | None = None) -> Journal:
    return Journal(folder, versions, resume=resume, notice=(notices if notices is not None else []).append)


def test_a_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    notices: list[str] = []
    with _open(tmp_path, resume=False) as journal:
        journal.add(_given("a"))
    with _open(tmp_path, resume=True, notices=notices) as journal:
        assert journal.find(LYKBOT, ALL_VERSIONS, "a") == _given("a")
        assert journal.find(LYKBOT, "fi", "a") is None
        journal.add(_given("b"))
    assert "going on from 1 answers" in notices[0]
    with _open(tmp_path, resume=True) as journal:
        assert len(journal) == 2


def test_half_a_line_of_a_killed_run_is_asked_again(tmp_path: Path) -> None:
    with _open(tmp_path, resume=False) as journal:
        journal.add(_given("a"))
        path = journal.path
    with path.open("ab") as file:
        file.write(b'{"system": "lyk')
    with _open(tmp_path, resume=True) as journal:
        assert len(journal) == 1
        journal.add(_given("b"))
    with _open(tmp_path, resume=True) as journal:
        assert len(journal) == 2


def test_starting_anew_puts_the_answers_aside(tmp_path: Path) -> None:
    notices: list[str] = []
    with _open(tmp_path, resume=False) as journal:
        journal.add(_given("a"))
    with _open(tmp_path, resume=False, notices=notices) as journal:
        assert len(journal) == 0
    (kept,) = tmp_path.glob("answers.previous.jsonl")
    assert b'"a"' in kept.read_bytes()
    assert str(kept) in notices[0] and "--resume" in notices[0]


def test_nothing_to_go_on_from(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="no run to go on with"):
        _open(tmp_path, resume=True)


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (replace(_VERSIONS, code="x"), "other code"),
        (replace(_VERSIONS, corpus="x", model="y"), "another model and other documents"),
        (replace(_VERSIONS, sets=()), "other sets"),
    ],
)
def test_answers_made_with_something_else_are_not_mixed_in(tmp_path: Path, other: Versions, words: str) -> None:
    _open(tmp_path, resume=False).__exit__(None, None, None)
    with pytest.raises(EvaluationError, match=f"made with {words}; start anew"):
        _open(tmp_path, resume=True, versions=other)


@pytest.mark.parametrize(("content", "line"), [(b"nonsense\n", 1), (None, 3)])
def test_a_broken_line_is_named(tmp_path: Path, content: bytes | None, line: int) -> None:
    with _open(tmp_path, resume=False) as journal:
        journal.add(_given("a"))
        path = journal.path
    path.write_bytes(path.read_bytes() + b"{}\n" if content is None else content)
    with pytest.raises(EvaluationError, match=f"answers.jsonl, line {line}: "):
        _open(tmp_path, resume=True)


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(EvaluationError, match="choose another --output"):
        _open(tmp_path / "file", resume=False)
