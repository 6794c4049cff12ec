from dataclasses import replace
from pathlib import Path

import pytest

from bot.schema import Answer, Question
from evals.journal import Journal
from evals.running import Ask, Round, ask_rounds, to_question
from evals.schema import ALL_VERSIONS, LYKBOT, PLAIN, Versions
from tests.evals.samples import sample_answer, sample_case

_VERSIONS = Versions(lykbot="0", code="c", model="m", index_format=1, corpus="d", sets=())
_CASES = (sample_case("dev-1"), sample_case("dev-2", "sv"))


class _System:
    """Answers, and keeps what it was asked; refuses to answer in Swedish by falling over."""

    def __init__(self) -> None:
        self.opened = 0
        self.asked: list[Question] = []

    def open(self) -> Ask:
        self.opened += 1
        return self.answer

    def answer(self, question: Question) -> Answer:
        self.asked.append(question)
        if question.language == "sv":
            raise RuntimeError("no Swedish")
        return sample_answer()


def _journal(folder: Path, resume: bool = False) -> Journal:
    return Journal(folder, _VERSIONS, resume=resume, notice=lambda text: None)


def test_a_crash_is_an_answer_that_failed(tmp_path: Path) -> None:
    system = _System()
    cases = (replace(_CASES[1], pinned=True), _CASES[0])
    with _journal(tmp_path) as journal:
        given = ask_rounds(
            [Round(system=LYKBOT, pages=ALL_VERSIONS, cases=cases, open=system.open)], journal, lambda *_: None
        )
    assert [one.error for one in given] == ["RuntimeError: no Swedish", None]
    assert given[0].answer is None
    assert given[1].answer == sample_answer()


def test_what_is_written_down_is_not_asked_again(tmp_path: Path) -> None:
    first, second = _System(), _System()
    progress: list[tuple[str, int, int]] = []
    with _journal(tmp_path) as journal:
        ask_rounds(
            [Round(system=LYKBOT, pages=ALL_VERSIONS, cases=_CASES[:1], open=first.open)], journal, lambda *_: None
        )
    rounds = [
        Round(system=LYKBOT, pages=ALL_VERSIONS, cases=_CASES[:1], open=first.open),
        Round(system=PLAIN, pages=ALL_VERSIONS, cases=_CASES, open=second.open),
    ]
    with _journal(tmp_path, resume=True) as journal:
        given = ask_rounds(rounds, journal, lambda *step: progress.append(step))
    assert first.opened == 1
    assert (second.opened, len(second.asked)) == (1, 2)
    assert [(one.system, one.case_id) for one in given] == [(LYKBOT, "dev-1"), (PLAIN, "dev-1"), (PLAIN, "dev-2")]
    assert progress == [("ask lykbot", 1, 3), ("ask plain", 2, 3), ("ask plain", 3, 3)]


def test_an_interrupt_keeps_what_was_answered(tmp_path: Path) -> None:
    def open_ask() -> Ask:
        def ask(question: Question) -> Answer:
            if question.history:
                raise KeyboardInterrupt
            return sample_answer()

        return ask

    cases = (_CASES[0], replace(_CASES[1], history=("Kuka?",)))
    with _journal(tmp_path) as journal, pytest.raises(KeyboardInterrupt):
        ask_rounds([Round(system=LYKBOT, pages=ALL_VERSIONS, cases=cases, open=open_ask)], journal, lambda *_: None)
    with _journal(tmp_path, resume=True) as journal:
        assert journal.find(LYKBOT, ALL_VERSIONS, "dev-1") is not None
        assert len(journal) == 1


def test_only_a_pinned_language_is_told() -> None:
    case = replace(_CASES[1], history=("Vem?",))
    assert to_question(case) == Question(text=case.question, history=("Vem?",))
    assert to_question(replace(case, pinned=True)).language == "sv"
