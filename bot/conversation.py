"""A conversation in the terminal: questions with their history, and a few commands."""

import contextlib
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.phrasing import phrase
from bot.rendering import strip_controls
from bot.schema import Answer, AnswerStatus, Question
from bot.wording import name_places_in
from knowledge.places import place_genitive, place_in, place_name
from knowledge.schema import LANGUAGES, Language

HISTORY_QUESTIONS = 10
# More names than this are a list nobody reads.
_NAMED_PLACES = 12

AnswerQuestion = Callable[[Question], Answer]


@dataclass(slots=True, kw_only=True)
class _Turns:
    """What the conversation remembers; ``spoken`` is the language of the last answer, for notices."""

    pinned: Language | None
    spoken: Language
    history: tuple[str, ...] = ()

    def say(self, key: str, **values: str | int) -> str:
        return phrase(self.pinned or self.spoken, f"terminal.{key}", **values)


def hold_conversation(
    *,
    read_line: Callable[[], str | None],
    places: Sequence[str],
    open_bot: Callable[[], AnswerQuestion],
    show: Callable[[Answer], None],
    notify: Callable[[str], None],
    language: Language | None,
    default_language: Language,
) -> None:
    """Greets, then answers line by line until the lines end, /quit or Ctrl-C.

    Args:
        read_line: Gives the next line, None at the end.
        places: The municipalities the bot knows about, by their Finnish names.
        open_bot: Called once, after the greeting; takes seconds.
        show: Takes an answer.
        notify: Takes everything else that is said.
        language: Pins the language of the answers.
        default_language: The greeting's, when none is pinned.
    """
    turns = _Turns(pinned=language, spoken=default_language)
    try:
        notify(greet(places, turns.pinned or turns.spoken))
        notify(turns.say("loading"))
        answer = open_bot()
        while (line := read_line()) is not None:
            text = line.lstrip("\ufeff").strip()
            if text == "/quit":
                break
            if text.startswith("/"):
                notify(_obey(text, turns))
            elif text:
                _take_turn(text, turns, answer, show)
    except KeyboardInterrupt:
        pass
    notify(turns.say("goodbye"))


def read_line() -> str | None:
    """A line somebody typed or a pipe brought; None at the end."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return sys.stdin.readline() or None
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401  gives input() its editing and history; Windows has none
    try:
        return input("\n> ")
    except EOFError:
        return None


def greet(places: Sequence[str], language: Language) -> str:
    """What the bot knows about, and three questions to try, in a language."""
    known = sorted(places, key=lambda place: place_name(place, language))
    if not known:
        opening = phrase(language, "terminal.greeting_no_places")
    elif len(known) > _NAMED_PLACES:
        opening = phrase(language, "terminal.greeting_many", count=len(known))
    else:
        opening = phrase(language, "terminal.greeting", places_in=name_places_in(language, known))
    return "\n".join((opening, *_examples(places, language), phrase(language, "terminal.hint")))


def _examples(places: Sequence[str], language: Language) -> list[str]:
    if not places:
        return []
    examples = [phrase(language, "terminal.examples")]
    for number, key in enumerate(("example_goals", "example_timeline", "example_contact")):
        place = places[number % len(places)]
        text = phrase(
            language,
            f"terminal.{key}",
            place=place_name(place, language),
            genitive=place_genitive(place, language),
            place_in=place_in(place, language),
        )
        examples.append(f"  {text}")
    return examples


def _take_turn(text: str, turns: _Turns, answer: AnswerQuestion, show: Callable[[Answer], None]) -> None:
    answered = answer(Question(text=text, language=turns.pinned, history=turns.history))
    show(answered)
    turns.spoken = answered.language
    if answered.status is not AnswerStatus.INVALID:
        turns.history = (*turns.history, text)[-HISTORY_QUESTIONS:]


def _obey(line: str, turns: _Turns) -> str:
    """Does what a command says; gives back what to tell."""
    command, *words = line.split()
    if command == "/help":
        return turns.say("help")
    if command == "/new":
        turns.history = ()
        return turns.say("new_conversation")
    if command == "/language":
        return _choose_language(words, turns)
    return turns.say("unknown_command", command=strip_controls(command))


def _choose_language(words: Sequence[str], turns: _Turns) -> str:
    wanted = " ".join(words).lower()
    if wanted == "auto":
        turns.pinned = None
        return turns.say("language_auto")
    named = next((language for language in LANGUAGES if language == wanted), None)
    if named is None:
        return turns.say("language_usage")
    turns.pinned = named
    return turns.say("language_pinned", in_language=phrase(named, f"in_language.{named}"))
