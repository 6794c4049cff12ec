"""A turn of the chat: what a page sends, and what it is shown while and after a question is answered."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Literal

from markupsafe import Markup

from bot.errors import NotReadyError
from bot.live import LiveBot
from bot.phrasing import phrase
from bot.rendering import render_plain
from bot.schema import MAX_QUESTION_CHARS, Answer, AnswerStatus, Question, Stage
from bot.web.answer_view import view_answer
from bot.web.metrics import Metrics
from bot.web.request_language import read_language
from bot.web.templating import Pages
from knowledge.schema import Language

_log = logging.getLogger(__name__)

# A conversation is understood from its last turns; pages send no more, and more is not read.
MAX_HISTORY_QUESTIONS = 20
MAX_TURNS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A question of a page, the ``number`` it has there, and the language the page is in."""

    question: Question
    number: int
    page_language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Something to show of a turn: a stage that has begun, the answer as HTML, or why there is none."""

    kind: Literal["stage", "answer", "failed"]
    text: str
    html: Markup = Markup("")  # noqa: RUF009  # cannot be changed
    language: Language | None = None
    status: str | None = None


def read_turn(sent: object, default_language: Language) -> Turn:
    """The turn that a page has sent; what is missing or not what it should be counts as not sent."""
    fields = sent if isinstance(sent, dict) else {}
    text, number, history = fields.get("question"), fields.get("turn"), fields.get("history")
    page_language = read_language(fields.get("page_language")) or default_language
    earlier = (
        [turn[:MAX_QUESTION_CHARS] for turn in history if isinstance(turn, str)] if isinstance(history, list) else []
    )
    question = Question(
        # One character more than allowed, so that the answer can say that it is too long.
        text=text[: MAX_QUESTION_CHARS + 1] if isinstance(text, str) else "",
        language=read_language(fields.get("language")),
        page_language=page_language,
        history=tuple(earlier[-MAX_HISTORY_QUESTIONS:]),
    )
    is_sound = isinstance(number, int) and not isinstance(number, bool) and 0 < number < MAX_TURNS
    return Turn(question=question, number=int(number or 1) if is_sound else 1, page_language=page_language)


class Chat:
    """Answers turns and writes what the page shows of them.

    Args:
        live: Answers questions.
        pages: Renders an answer.
        metrics: Counts it.
    """

    def __init__(self, live: LiveBot, pages: Pages, metrics: Metrics) -> None:
        self._live = live
        self._pages = pages
        self._metrics = metrics

    async def take(self, turn: Turn) -> AsyncIterator[Shown]:
        """Each stage of a turn as it begins, then its answer, or why there is none."""
        loop = asyncio.get_running_loop()
        stages: asyncio.Queue[Stage | None] = asyncio.Queue()

        def report_stage(stage: Stage) -> None:
            # The visitor may be gone, and the loop with it.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(stages.put_nowait, stage)

        yield _show_stage("understand", turn.page_language)
        asked = asyncio.ensure_future(self._live.ask(turn.question, report_stage))
        asked.add_done_callback(lambda _: stages.put_nowait(None))
        while (stage := await stages.get()) is not None:
            yield _show_stage(stage, turn.page_language)
        try:
            answer = asked.result()
        except NotReadyError as error:
            _log.warning("a question was not answered: %s", error)
            yield Shown(kind="failed", text=phrase(turn.page_language, "visitor.not_ready"))
            return
        self._metrics.observe(answer)
        yield self._show_answer(answer, turn)

    async def answer(self, turn: Turn) -> Shown:
        """The answer to a turn, or why there is none."""
        shown = [shown async for shown in self.take(turn)]
        return shown[-1]

    def _show_answer(self, answer: Answer, turn: Turn) -> Shown:
        records = self._live.bot.records
        html = self._pages.write(
            "parts/turn_answer.html",
            answer.language,
            answer=view_answer(answer, turn.number, records.document),
            is_answered=answer.status is AnswerStatus.ANSWERED,
            question=turn.question,
            history_json=json.dumps(turn.question.history, ensure_ascii=False),
            page_language=turn.page_language,
            page_t=partial(phrase, turn.page_language),
        )
        return Shown(
            kind="answer",
            # What a screen reader says at once; the rest is there to be read.
            text=render_plain(answer),
            html=html,
            language=answer.language,
            status=answer.status.value,
        )


def _show_stage(stage: Stage, language: Language) -> Shown:
    return Shown(kind="stage", text=phrase(language, f"visitor.stage_{stage}"))
