"""A conversation in the terminal, with a bot that keeps what it is asked."""

import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from bot.conversation import greet, hold_conversation
from bot.schema import Answer, AnswerStatus, Question
from knowledge.schema import LANGUAGES, Language

ROOT = Path(__file__).resolve().parents[2]


class Talk:
    """Everything that was asked, shown and said."""

    def __init__(self) -> None:
        self.asked: list[Question] = []
        self.shown: list[Answer] = []
        self.said: list[str] = []

    def answer(self, question: Question) -> Answer:
        self.asked.append(question)
        status = AnswerStatus.INVALID if question.text == "?!" else AnswerStatus.NOT_IN_SOURCES
        return Answer(question=question.text, language=question.language or "sv", status=status, text="…")


def hold(
    lines: Iterable[str | None], *, language: Language | None = None, open_bot: Callable[[], None] = lambda: None
) -> Talk:
    talk = Talk()
    remaining = iter([*lines, None])

    def open_talk() -> Callable[[Question], Answer]:
        open_bot()
        return talk.answer

    hold_conversation(
        read_line=lambda: next(remaining),
        places=("Imatra", "Pori"),
        open_bot=open_talk,
        show=talk.shown.append,
        notify=talk.said.append,
        language=language,
        default_language="fi",
    )
    return talk


def test_questions_carry_the_ones_before() -> None:
    talk = hold(["a\n", "  b  \n", "\n", "c"])
    assert [(q.text, q.history) for q in talk.asked] == [("a", ()), ("b", ("a",)), ("c", ("a", "b"))]
    assert [answer.question for answer in talk.shown] == ["a", "b", "c"]


def test_history_keeps_the_last_ten() -> None:
    talk = hold([str(number) for number in range(12)])
    assert talk.asked[-1].history == tuple(str(number) for number in range(1, 11))


def test_what_was_no_question_is_not_remembered() -> None:
    assert hold(["?!", "a"]).asked[-1].history == ()


def test_new_conversation() -> None:
    talk = hold(["a", "/new", "b"])
    assert talk.asked[-1].history == ()
    assert "Vi börjar om från början. Vad vill du veta?" in talk.said


def test_language_is_pinned_and_let_go() -> None:
    talk = hold(["/language en", "a", "/language auto", "b", "/language de", "/language", "c"], language="fi")
    assert [question.language for question in talk.asked] == ["en", None, None]
    assert "From now on I answer in English." in talk.said
    assert sum("/language" in text for text in talk.said) == 2


def test_language_that_does_not_exist_keeps_the_pinned_one() -> None:
    talk = hold(["/language de", "a"], language="en")
    assert talk.asked[0].language == "en"


def test_help_quit_and_unknown_commands() -> None:
    talk = hold(["/help", "/halp\x1b[2J now", "/quit", "never asked"])
    assert talk.asked == []
    assert any("/language fi|sv|en" in text for text in talk.said)
    assert any("/halp[2J" in text for text in talk.said)
    assert talk.said[-1] == "Kiitos ja näkemiin!"


def test_ctrl_c_leaves_politely() -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    talk = hold(["a"], open_bot=interrupt)
    assert talk.asked == []
    assert talk.said[-1] == "Kiitos ja näkemiin!"


def test_greeting_comes_before_loading() -> None:
    order: list[str] = []
    talk = Talk()

    def open_bot() -> Callable[[Question], Answer]:
        order.append("open")
        return talk.answer

    hold_conversation(
        read_line=lambda: None,
        places=(),
        open_bot=open_bot,
        show=talk.shown.append,
        notify=order.append,
        language="en",
        default_language="fi",
    )
    assert order[0].startswith("Hello!")
    assert order[1:3] == ["Loading, one moment …", "open"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_greeting_names_places_and_examples(language: Language) -> None:
    text = greet(("Pori", "Helsinki", "Lohja"), language)
    assert ("Björneborg" in text) is (language == "sv")
    named = {
        "fi": "toteutetaan Helsingissä, Lohjalla ja Porissa.",
        "sv": "Barnvänlig kommun i Björneborg, Helsingfors och Lojo.",
        "en": "put into practice in Helsinki, Lohja and Pori.",
    }
    assert named[language] in text
    assert sum(line.startswith("  ") and line.endswith("?") for line in text.splitlines()) == 3


def test_greeting_of_one_many_and_no_places() -> None:
    assert "toteutetaan Porissa." in greet(("Pori",), "fi")
    assert "13 municipalities" in greet(("Pori",) * 13, "en")
    assert "?" not in greet((), "sv")


def test_byte_order_mark_of_a_pipe() -> None:
    assert hold(["\ufeffa"]).asked[0].text == "a"


def test_lines_of_a_pipe() -> None:
    script = "from bot.conversation import read_line\nwhile (line := read_line()) is not None: print(repr(line))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, input="a\n\nb", capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["'a\\n'", "'\\n'", "'b'"]
