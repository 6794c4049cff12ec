"""Eight askers at once get what one gets alone, from the real model and a real index."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from importlib.resources import as_file, files
from threading import Barrier
from typing import TypeVar

import pytest

from bot.answering import Bot
from bot.assembly import build, make_embedder
from bot.schema import Answer, AnswerStatus, Question, StageSeconds
from bot.settings import Settings, load_settings
from evals.loading import load_cases
from evals.running import to_question
from index.embedding import Embedder
from index.opening import open_index
from knowledge.schema import LANGUAGES

Thing = TypeVar("Thing")

_ASKERS = 8
_PAGE = "imatra/"
_QUESTIONS_EACH = 8


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Those of an index of one municipality's sheets."""
    settings = load_settings(tmp_path_factory.mktemp("asking") / "index")
    with as_file(files("knowledge") / "documents") as folder:
        build(settings, paths=[folder / _PAGE], only=True)
    return settings


@contextmanager
def _open_bot(settings: Settings, embedder: Embedder) -> Iterator[Bot]:
    with closing(open_index(settings.index_dir, settings.index, embedder, settings.cache_dir)) as index:
        yield Bot(index)


def _questions() -> list[Question]:
    """Questions that the page answers and questions that no page does, follow-ups among them, in every language."""
    questions = []
    for language in LANGUAGES:
        cases = [
            case
            for case in load_cases()
            if case.language == language and all(passage.page.startswith(_PAGE) for passage in case.passages)
        ]
        questions += [to_question(case) for case in cases[:: len(cases) // _QUESTIONS_EACH][:_QUESTIONS_EACH]]
    return questions


def _ask_at_once(bot: Bot, questions: list[Question]) -> list[list[Answer]]:
    """The answers that each asker got to its own questions."""
    start = Barrier(_ASKERS)

    def ask(number: int) -> list[Answer]:
        start.wait()
        return [bot.answer(question) for question in _own(number, questions)]

    with ThreadPoolExecutor(_ASKERS) as pool:
        return list(pool.map(ask, range(_ASKERS)))


def _own(asker: int, of: Sequence[Thing]) -> Sequence[Thing]:
    """An asker's part of what there is for every question: a third, so that each question has three askers."""
    first = asker * len(of) // _ASKERS
    return [*of, *of][first : first + len(of) // 3]


def _without_times(answer: Answer) -> Answer:
    return replace(answer, seconds=StageSeconds())


def test_answers_are_the_same_as_one_at_a_time(settings: Settings) -> None:
    questions = _questions()
    assert len(questions) == _QUESTIONS_EACH * len(LANGUAGES)
    embedder = make_embedder(settings)
    # First at once, so that whatever is read on first use is read by eight at the same time.
    with _open_bot(settings, embedder) as bot:
        at_once = _ask_at_once(bot, questions)
    with _open_bot(settings, embedder) as bot:
        alone = [_without_times(bot.answer(question)) for question in questions]
    assert {AnswerStatus.ANSWERED, AnswerStatus.NOT_IN_SOURCES} <= {answer.status for answer in alone}
    assert not [answer.question for answer in alone if answer.status.is_failure]
    for number, answers in enumerate(at_once):
        for expected, answer in zip(_own(number, alone), answers, strict=True):
            assert _without_times(answer) == expected, f"asker {number}: {expected.question}"
