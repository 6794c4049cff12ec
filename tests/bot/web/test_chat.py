"""A turn of the chat: what a page may send, and what it is shown while and after a question is answered."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import Bot
from bot.errors import NotReadyError
from bot.keeping.feedback import Verdict
from bot.live import LiveBot
from bot.schema import MAX_QUESTION_CHARS, Answer, AnswerStatus, Question, Stage
from bot.settings import Settings
from bot.web.chat import MAX_HISTORY_QUESTIONS, Chat, Shown, Turn, read_turn
from bot.web.metrics import Metrics
from bot.web.templating import Pages
from index.folder import make_current
from tests.bot.sheets import all_sheets, open_sheets

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with open_sheets(all_sheets(), tmp_path_factory.mktemp("sheets")) as index:
        yield Bot(index)


@pytest.fixture
def live(bot: Bot, tmp_path: Path) -> Iterator[LiveBot]:
    settings = Settings(index_dir=tmp_path / "index", cache_dir=tmp_path, data_dir=tmp_path)
    settings.index_dir.mkdir()
    make_current(settings.index_dir, "a")
    live = LiveBot(settings, lambda settings: bot)
    live.reload()
    yield live
    live.close()


def take(live: LiveBot, turn: Turn, metrics: Metrics | None = None) -> list[Shown]:
    async def collect() -> list[Shown]:
        return [shown async for shown in Chat(live, Pages("fi"), metrics or Metrics()).take(turn)]

    return asyncio.run(collect())


# --- What a page sends ---


def test_read_turn() -> None:
    sent = {"question": "Och i Salo?", "history": ["Vem ringer jag?"], "page_language": "sv", "turn": 2}
    assert read_turn(sent, "fi") == Turn(
        question=Question(text="Och i Salo?", page_language="sv", history=("Vem ringer jag?",)),
        number=2,
        page_language="sv",
    )


def test_a_turn_may_pin_its_language() -> None:
    assert read_turn({"question": "Pori?", "language": "en"}, "fi").question.language == "en"


def test_too_much_is_cut_where_the_answer_can_still_say_so() -> None:
    history = [f"{number} {'x' * 2000}" for number in range(50)]
    question = read_turn({"question": "y" * 5000, "history": history}, "fi").question
    assert len(question.text) == MAX_QUESTION_CHARS + 1
    assert len(question.history) == MAX_HISTORY_QUESTIONS
    assert question.history[-1].startswith("49 ") and len(question.history[-1]) == MAX_QUESTION_CHARS


@given(sent=_JSON | st.fixed_dictionaries({"question": _JSON, "history": _JSON, "turn": _JSON, "language": _JSON}))
def test_whatever_is_sent_is_a_turn(sent: object) -> None:
    turn = read_turn(sent, "sv")
    assert turn.number >= 1
    assert all(isinstance(text, str) for text in (turn.question.text, *turn.question.history))


# --- What it is shown ---


def test_stages_come_before_the_answer(live: LiveBot) -> None:
    shown = take(live, read_turn({"question": "Who do I contact in Kuopio?", "page_language": "en"}, "fi"))
    assert [one.kind for one in shown] == ["stage", "stage", "stage", "answer"]
    assert [one.text for one in shown[:3]] == [
        "Reading the question …",
        "Searching the pages …",
        "Writing the answer …",
    ]
    answer = shown[-1]
    assert (answer.language, answer.status) == ("en", "answered")
    assert "tel:+358" in answer.html and "+358" in answer.html


def test_the_answer_is_in_its_language_and_the_rest_in_the_pages(live: LiveBot) -> None:
    (*_, answer) = take(live, read_turn({"question": "Kehen otan yhteyttä Kuopiossa?", "page_language": "sv"}, "fi"))
    assert answer.language == "fi"
    assert '<article lang="fi" aria-label="Vastaus">' in answer.html
    assert '<div class="after no-print" lang="sv">' in answer.html and "Hade du nytta av svaret?" in answer.html


def test_a_question_is_text_wherever_it_is_shown(live: LiveBot) -> None:
    attack = '"><script>alert(1)</script><img src=x onerror=alert(1)> goals of Kuopio'
    (*_, answer) = take(live, read_turn({"question": attack, "history": [attack], "page_language": "en"}, "fi"))
    assert "<script" not in answer.html and "<img" not in answer.html
    assert "&lt;script&gt;" in answer.html


def test_what_was_answered_is_counted(live: LiveBot) -> None:
    metrics = Metrics()
    take(live, read_turn({"question": "Who do I contact in Kuopio?"}, "en"), metrics)
    assert b'language="en",status="answered",topic="contacts"} 1.0' in metrics.write()


def test_only_a_refusal_can_be_told_to_the_staff(live: LiveBot) -> None:
    def offers(question: str) -> bool:
        (*_, answer) = take(live, read_turn({"question": question, "page_language": "en"}, "fi"))
        return f'value="{Verdict.MISSING.value}"' in answer.html

    assert not offers("Who do I contact in Kuopio?")
    assert offers("Who do I contact in Espoo?")


def test_no_answer_is_a_sentence(live: LiveBot, monkeypatch: pytest.MonkeyPatch) -> None:
    async def ask(self: LiveBot, question: Question, report_stage: Callable[[Stage], None]) -> Answer:
        raise NotReadyError("no")

    monkeypatch.setattr(LiveBot, "ask", ask)
    (*_, failed) = take(live, read_turn({"question": "?", "page_language": "sv"}, "fi"))
    assert failed == Shown(kind="failed", text="lykbot kan inte svara just nu. Försök igen om en stund.")


def test_a_visitor_who_leaves_harms_nobody(live: LiveBot, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def answer(self: Any, question: Question, report_stage: Callable[[Stage], None]) -> Answer:
        begun.set()
        go_on.wait(10)
        report_stage("compose")
        return Answer(question=question.text, language="en", status=AnswerStatus.ANSWERED, text="")

    monkeypatch.setattr(Bot, "answer", answer)

    async def leave() -> None:
        turns = Chat(live, Pages("fi"), Metrics()).take(read_turn({"question": "x"}, "fi"))
        await anext(turns)
        waiting = asyncio.ensure_future(anext(turns))
        await asyncio.to_thread(begun.wait)
        waiting.cancel()
        go_on.set()

    asyncio.run(leave())
    monkeypatch.undo()
    assert take(live, read_turn({"question": "Who do I contact in Kuopio?"}, "en"))[-1].kind == "answer"
