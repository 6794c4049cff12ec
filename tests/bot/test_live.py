"""The bot in force: opened in the background, replaced by a new one, and never gone while another is opened."""

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.answering import Bot
from bot.errors import NotReadyError
from bot.live import LiveBot, LiveState
from bot.schema import Answer, AnswerStatus, Question, Stage
from bot.settings import Settings, WebSettings
from index.errors import IndexMissingError
from index.folder import make_current


class FakeBot:
    """Answers with its name, after telling of a stage."""

    municipalities: tuple[str, ...] = ()

    def __init__(self, name: str, status: AnswerStatus = AnswerStatus.ANSWERED) -> None:
        self._name = name
        self._status = status

    is_closed = False

    def close(self) -> None:
        self.is_closed = True

    def answer(self, question: Question, report_stage: Callable[[Stage], None] = lambda stage: None) -> Answer:
        report_stage("retrieve")
        return Answer(question=question.text, language="en", status=self._status, text=self._name)


class Opener:
    """Gives the bot, or raises the error, that comes next."""

    def __init__(self, *made: FakeBot | Exception) -> None:
        self._made = list(made)

    def __call__(self, settings: Settings) -> Bot:
        made = self._made.pop(0)
        if isinstance(made, Exception):
            raise made
        return cast(Bot, made)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "index").mkdir()
    return Settings(
        index_dir=tmp_path / "index",
        cache_dir=tmp_path / "cache",
        data_dir=tmp_path / "data",
        web=WebSettings(stage_seconds=1),
    )


def build(settings: Settings, generation: str) -> None:
    make_current(settings.index_dir, generation)


def ask(live: LiveBot) -> str:
    return asyncio.run(live.ask(Question(text="?"))).text


def test_before_anything_is_opened_nothing_is_answered(settings: Settings) -> None:
    live = LiveBot(settings, Opener())
    assert live.state is LiveState.STARTING
    with pytest.raises(NotReadyError, match="starting"):
        ask(live)


def test_a_new_generation_replaces_the_one_before(settings: Settings) -> None:
    live = LiveBot(settings, Opener(FakeBot("one"), FakeBot("two")))
    build(settings, "a")
    live.reload()
    assert (ask(live), live.generation, live.is_ready()) == ("one", "a", True)
    live.reload()
    assert ask(live) == "one"
    build(settings, "b")
    live.reload()
    assert (ask(live), live.generation) == ("two", "b")


def test_of_the_bots_replaced_the_last_stays_open_for_those_who_still_ask_it(settings: Settings) -> None:
    bots = [FakeBot("one"), FakeBot("two"), FakeBot("three")]
    live = LiveBot(settings, Opener(*bots))
    for generation in "abc":
        build(settings, generation)
        live.reload()
    assert [bot.is_closed for bot in bots] == [True, False, False]


def test_without_an_index_the_reason_says_what_to_do(settings: Settings) -> None:
    live = LiveBot(settings, Opener(IndexMissingError("run `lykbot build` first"), FakeBot("one")))
    live.reload()
    assert (live.state, live.reason) == (LiveState.NO_INDEX, "run `lykbot build` first")
    with pytest.raises(NotReadyError, match="lykbot build"):
        ask(live)
    build(settings, "a")
    live.reload()
    assert ask(live) == "one"


def test_an_index_that_cannot_be_opened_leaves_the_one_in_force(settings: Settings) -> None:
    live = LiveBot(settings, Opener(FakeBot("one"), OSError("disk")))
    build(settings, "a")
    live.reload()
    build(settings, "b")
    live.reload()
    assert (ask(live), live.state, live.generation) == ("one", LiveState.READY, "a")


def test_the_first_index_that_cannot_be_opened(settings: Settings) -> None:
    live = LiveBot(settings, Opener(OSError("secret detail")))
    build(settings, "a")
    live.reload()
    assert live.state is LiveState.FAILED
    assert "secret" not in live.reason and "log" in live.reason


def test_an_index_whose_answers_break_off_is_not_ready(settings: Settings) -> None:
    live = LiveBot(settings, Opener(FakeBot("one", AnswerStatus.FAILED_RETRIEVE)))
    build(settings, "a")
    live.reload()
    assert live.state is LiveState.FAILED and "failed_retrieve" in live.reason


def test_stages_are_told(settings: Settings) -> None:
    live = LiveBot(settings, Opener(FakeBot("one")))
    build(settings, "a")
    live.reload()
    stages: list[Stage] = []
    asyncio.run(live.ask(Question(text="?"), stages.append))
    assert stages == ["retrieve"]


def test_an_answer_that_never_comes_is_given_up(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    live = LiveBot(settings, Opener())
    go_on = threading.Event()

    async def wait_for(awaited: Any, seconds: float) -> None:
        assert seconds == 3.0
        raise TimeoutError

    monkeypatch.setattr(
        "bot.live.asyncio", SimpleNamespace(wait_for=wait_for, get_running_loop=asyncio.get_running_loop)
    )
    with pytest.raises(NotReadyError, match="too much to do"):
        asyncio.run(live.run(go_on.wait))
    go_on.set()
    live.close()


def test_starting_opens_the_index_in_the_background(settings: Settings) -> None:
    live = LiveBot(settings, Opener(FakeBot("one")))
    build(settings, "a")
    live.start()
    live.wait_until_settled()
    assert live.is_ready()
    live.close()
