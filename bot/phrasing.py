"""Every sentence a user reads, from one folder per language: phrases/fi, sv and en, with the same files in each.

Project Fluent (https://projectfluent.org) reads them and chooses between singular and plural. Importing it takes about
a tenth of a second, so that is left to the first phrase.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from knowledge.errors import LykbotError
from knowledge.schema import Language

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from fluent.runtime import FluentBundle


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phrases:
    """The phrases of a language; ``places`` has the values that each one takes, by key."""

    bundle: "FluentBundle"
    places: Mapping[str, frozenset[str]]


def phrase(language: Language, key: str, /, **values: str | int) -> str:
    """The phrase "group.name" in a language, its values put in.

    Args:
        language: Whose file to read.
        key: Group and name, parted by a dot ("terminal.greeting").
        values: What the phrase writes or chooses a form by. A whole number has its thousands parted, so that a year
            is given as text; values the phrase does not ask for are left out.

    Raises:
        LykbotError: There is no such phrase, or it cannot be put together from these values.
    """
    phrases = _load(language)
    places = phrases.places.get(key)
    if places is None:
        raise LykbotError(f"bot/phrases/{language}/ has no phrase {key!r}; add it there and in the other languages")
    faults = [f"{name} is missing" for name in sorted(places - values.keys())]
    faults += [f"{name} is {value!r}, no text and no whole number" for name, value in values.items() if _is_bad(value)]
    pattern = phrases.bundle.get_message(_message_id(key)).value
    text: object = None
    if pattern is not None and not faults:
        written = {name: value if isinstance(value, int) else _text_type()(value) for name, value in values.items()}
        text, errors = phrases.bundle.format_pattern(pattern, written)
        faults = [str(error) for error in errors]
    if faults or not isinstance(text, str):
        reason = "; ".join(faults) or "it has no text"
        raise LykbotError(f"the phrase {key!r} of bot/phrases/{language}/ cannot be put together: {reason}")
    return text


def phrase_keys(language: Language) -> tuple[str, ...]:
    """The keys of all phrases of a language, sorted."""
    return tuple(sorted(_load(language).places))


def phrase_places(language: Language, key: str) -> frozenset[str]:
    """The names of the values a phrase takes itself; those of a phrase it refers to are not among them."""
    return _load(language).places[key]


def _is_bad(value: object) -> bool:
    return isinstance(value, bool) or not isinstance(value, str | int)


def _message_id(key: str) -> str:
    """What a phrase is called in the files, where a name has no dots."""
    return key.replace(".", "-", 1)


@cache
def _load(language: Language) -> _Phrases:
    """The phrases as they stand in the files of a language.

    Raises:
        LykbotError: A file cannot be read, holds something that is no phrase, or one phrase is there twice.
    """
    from fluent.runtime import FluentBundle

    folder = files("bot") / "phrases" / language
    bundle = FluentBundle([language], use_isolating=False)
    places: dict[str, frozenset[str]] = {}
    try:
        paths = sorted((path for path in folder.iterdir() if path.name.endswith(".ftl")), key=lambda path: path.name)
    except OSError as error:
        raise LykbotError(f"the phrases in {folder} cannot be read ({error}); reinstall lykbot") from error
    for path in paths:
        _add_file(path, bundle, places)
    return _Phrases(bundle=bundle, places=places)


def _add_file(path: "Traversable", bundle: "FluentBundle", places: dict[str, frozenset[str]]) -> None:
    """Adds a file's phrases to those of its language, and the values that each takes."""
    from fluent.runtime import FluentResource
    from fluent.syntax import ast

    try:
        resource = FluentResource(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise LykbotError(f"the phrases in {path} cannot be read ({error}); reinstall lykbot") from error
    for entry in resource.body:
        # Fluent passes over what it cannot read, and over a second message of the same name.
        if isinstance(entry, ast.Junk):
            why = "; ".join(str(annotation.message) for annotation in entry.annotations)
            raise LykbotError(f"{path}: {(entry.content or '').strip()!r} is no phrase ({why}); mend it")
        if isinstance(entry, ast.Message):
            key = entry.id.name.replace("-", ".", 1)
            if key in places:
                raise LykbotError(f"{path}: the phrase {entry.id.name} is there twice; take one out")
            places[key] = frozenset(_find_places(entry))
    bundle.add_resource(resource)


def _find_places(node: object) -> Iterator[str]:
    """The names of the values in a part of a file, as often as they stand there."""
    from fluent.syntax import ast

    if isinstance(node, ast.VariableReference):
        yield node.id.name
    parts = node if isinstance(node, list) else vars(node).values() if isinstance(node, ast.BaseNode) else ()
    for part in parts:
        yield from _find_places(part)


@cache
def _text_type() -> type[str]:
    """The type of text that Fluent puts into a phrase however long it is.

    Of ordinary text it takes 2,500 characters at most, and a quote may be longer.
    """
    from fluent.runtime.types import FluentType

    class _Text(FluentType, str):
        __slots__ = ()

        def format(self, *_: object, **__: object) -> str:
            return self

    return _Text
