import logging
import threading
from collections import Counter

import pytest

from bot.schema import Answer, AnswerStatus, Question
from evals.errors import EvaluationError
from evals.speed import asking_at_once
from evals.speed.asking_at_once import ask_at_once, measure_asking_at_once

_QUESTIONS = tuple(Question(text=f"{number}?") for number in range(20))


def _answer(question: Question, status: AnswerStatus = AnswerStatus.ANSWERED) -> Answer:
    return Answer(question=question.text, language="fi", status=status, text="")


def test_measure_asking_at_once() -> None:
    asked: Counter[str] = Counter()
    lock = threading.Lock()

    def answer(question: Question) -> Answer:
        with lock:
            asked[question.text] += 1
        return _answer(question)

    measurements = measure_asking_at_once(answer, _QUESTIONS, (1, 4))
    assert [(one.name, one.unit) for one in measurements] == [
        ("1 asking at once", "questions/s"),
        ("1 asking at once: a question, p95", "s"),
        ("4 asking at once", "questions/s"),
        ("4 asking at once: a question, p95", "s"),
        ("asking at once: failed answers", "answers"),
    ]
    assert all(one.value > 0 for one in measurements[:-1])
    assert (measurements[-1].value, measurements[-1].met) == (0.0, True)
    # Once to warm up, and once for each number of askers.
    assert asked == dict.fromkeys((question.text for question in _QUESTIONS), 3)


def test_all_askers_ask_at_the_same_time() -> None:
    # Breaks, and fails the answers, unless eight are asking.
    together = threading.Barrier(8, timeout=60)

    def answer(question: Question) -> Answer:
        together.wait()
        return _answer(question)

    timed = ask_at_once(answer, _QUESTIONS[:16], 8)
    assert [one.failed for one in timed] == [False] * 16
    assert max(one.asked_at for one in timed) <= max(one.answered_at for one in timed)


def test_every_asker_has_a_question_when_the_warm_up_is_cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking_at_once, "_WARM_UP_SECONDS", -1.0)
    asked: list[str] = []

    def answer(question: Question) -> Answer:
        asked.append(question.text)
        return _answer(question)

    measure_asking_at_once(answer, _QUESTIONS, (1, 3))
    # One to warm up, then that one three times for each number of askers.
    assert len(asked) == 7
    assert len(set(asked)) == 1


def test_failed_answers_and_crashes_are_counted_and_not_timed(caplog: pytest.LogCaptureFixture) -> None:
    def answer(question: Question) -> Answer:
        if question.text == "0?":
            raise RuntimeError("the model fell over")
        return _answer(question, AnswerStatus.FAILED_RETRIEVE if question.text == "1?" else AnswerStatus.INVALID)

    with caplog.at_level(logging.ERROR):
        *_, failed = measure_asking_at_once(answer, _QUESTIONS, (2, 5))
    assert (failed.value, failed.met) == (4.0, False)
    assert "the model fell over" in caplog.text


def test_where_every_answer_fails_there_is_no_time_to_give() -> None:
    measurements = measure_asking_at_once(
        lambda question: _answer(question, AnswerStatus.FAILED_COMPOSE), _QUESTIONS, (2,)
    )
    assert [(one.name, one.value) for one in measurements] == [
        ("2 asking at once", 0.0),
        ("asking at once: failed answers", 20.0),
    ]


def test_nothing_to_ask() -> None:
    with pytest.raises(EvaluationError, match="no question"):
        measure_asking_at_once(_answer, ())
