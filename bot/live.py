"""The bot in force while lykbot is served: opened in the background, replaced after a build, asked by many at once."""

import asyncio
import logging
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from functools import partial
from typing import ParamSpec, TypeVar

from bot.answering import Bot
from bot.errors import NotReadyError
from bot.example_questions import TopicExamples, find_example_questions
from bot.schema import Answer, Question, Stage
from bot.settings import Settings
from index.errors import IndexMissingError
from index.folder import current_generation
from knowledge.errors import LykbotError
from knowledge.languages import load_detectors
from knowledge.schema import LANGUAGES, Language

_log = logging.getLogger(__name__)

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")

# Answering is arithmetic in one process: more threads would only take turns, and make each answer slower.
ANSWERS_AT_ONCE = 2
# How often a build from elsewhere (`lykbot build`) is looked for, and how long after one that could not be opened.
_LOOK_SECONDS = 5.0
_LOOK_AGAIN_SECONDS = 60.0


class LiveState(StrEnum):
    """Whether questions can be answered."""

    STARTING = "starting"
    READY = "ready"
    NO_INDEX = "no_index"
    FAILED = "failed"


class LiveBot:
    """Answers with the index in force, and goes on with the one before while another is being opened.

    Args:
        settings: Where the index is.
        open_bot: Opens the index in force.
    """

    def __init__(self, settings: Settings, open_bot: Callable[[Settings], Bot]) -> None:
        self._settings = settings
        self._open_bot = open_bot
        self._bot: Bot | None = None
        self._before: Bot | None = None
        self._generation: str | None = None
        self._examples: Mapping[Language, tuple[TopicExamples, ...]] = {}
        self._state = LiveState.STARTING
        self._reason = "lykbot is starting; try again in a moment"
        self._opening = threading.Lock()
        self._settled = threading.Event()
        self._look_seconds = _LOOK_SECONDS
        self._closed = threading.Event()
        self._threads = ThreadPoolExecutor(max_workers=ANSWERS_AT_ONCE, thread_name_prefix="answer")

    @property
    def state(self) -> LiveState:
        """Whether questions can be answered now."""
        return self._state

    def is_ready(self) -> bool:
        """Whether a question that came now would be answered."""
        return self._state is LiveState.READY

    @property
    def reason(self) -> str:
        """Why they cannot be, and what to do."""
        return self._reason

    @property
    def generation(self) -> str | None:
        """The index generation that answers come from; None before there is one."""
        return self._generation

    @property
    def bot(self) -> Bot:
        """The bot in force.

        Raises:
            NotReadyError: There is none yet.
        """
        if self._bot is None:
            raise NotReadyError(self._reason)
        return self._bot

    def examples(self, language: Language) -> tuple[TopicExamples, ...]:
        """Questions to begin with, answered from the index in force; () before there is one."""
        return self._examples.get(language, ())

    def start(self) -> None:
        """Opens the index in the background, and another one whenever a build has put it in force."""
        threading.Thread(target=self._look, name="open index", daemon=True).start()

    def wait_until_settled(self) -> None:
        """Waits until the first index has been opened, or could not be."""
        self._settled.wait()

    def close(self) -> None:
        """Stops looking for new indexes; questions under way are answered."""
        self._closed.set()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def reload(self) -> None:
        """Opens the index in force and asks it a question; what was in force before stays when that fails."""
        with self._opening:
            try:
                generation = current_generation(self._settings.index_dir)
                if generation is not None and generation == self._generation:
                    return
                bot = self._open_bot(self._settings)
                examples = _try_out(bot)
            except IndexMissingError as error:
                self._bot, self._generation = None, None
                self._state, self._reason = LiveState.NO_INDEX, str(error)
            except Exception as error:
                # Whatever it is, the pages have to say that there is no answer, and the log why.
                _log.exception("the index could not be opened")
                self._reason = str(error) if isinstance(error, LykbotError) else "lykbot could not start; see its log"
                self._state = LiveState.FAILED if self._bot is None else LiveState.READY
                self._look_seconds = _LOOK_AGAIN_SECONDS
            else:
                self._look_seconds = _LOOK_SECONDS
                # As generations are kept: what was in force may still be asked, the one before it no longer.
                if self._before is not None:
                    self._before.close()
                self._before = self._bot
                self._bot, self._generation, self._examples = bot, generation, examples
                self._state, self._reason = LiveState.READY, ""

    async def ask(self, question: Question, report_stage: Callable[[Stage], None] = lambda stage: None) -> Answer:
        """The answer to a question.

        Args:
            question: What is asked.
            report_stage: Told, in another thread, about each stage that begins.

        Raises:
            NotReadyError: There is no index to answer from, or an answer takes longer than its stages may.
        """
        return await self.run(self.bot.answer, question, report_stage)

    async def run(
        self, compute: Callable[_Arguments, _Result], *args: _Arguments.args, **kwargs: _Arguments.kwargs
    ) -> _Result:
        """What a function gives that asks the bot, called where answers are computed.

        Raises:
            NotReadyError: It takes longer than the stages of an answer may, waiting for its turn included.
        """
        loop = asyncio.get_running_loop()
        # A stage is given up between its steps; this is for a step that never ends.
        limit_seconds = 3.0 * self._settings.web.stage_seconds
        try:
            return await asyncio.wait_for(
                loop.run_in_executor(self._threads, partial(compute, *args, **kwargs)), limit_seconds
            )
        except TimeoutError as error:
            raise NotReadyError("lykbot has too much to do at the moment; try again in a minute") from error

    def _look(self) -> None:
        while not self._closed.is_set():
            self.reload()
            self._settled.set()
            self._closed.wait(self._look_seconds)


def _try_out(bot: Bot) -> Mapping[Language, tuple[TopicExamples, ...]]:
    """Asks real questions, so that ready means that answers come; gives back those to begin with.

    The first visitor then waits neither for the examples nor for what is loaded at a first question.

    Raises:
        NotReadyError: Answering broke off.
    """
    load_detectors()
    for language in LANGUAGES:
        status = bot.answer(Question(text="UNICEF?", page_language=language)).status
        if status.is_failure:
            raise NotReadyError(f"a question could not be answered ({status}); see the log")
    return {language: find_example_questions(bot, language) for language in LANGUAGES}
