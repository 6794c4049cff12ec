"""Every sentence a user reads, from one file per language: phrases/fi.toml, sv.toml, en.toml."""

import string
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from knowledge.errors import LykbotError
from knowledge.schema import Language


def phrase(language: Language, key: str, /, **values: object) -> str:
    """The phrase "table.name" in a language, its places filled in.

    Args:
        language: Whose file to read.
        key: Table and name, parted by a dot ("terminal.greeting").
        values: What stands in the places of the phrase; those it has no place for are left out.

    Raises:
        LykbotError: There is no such phrase, or a value for one of its places is missing.
    """
    template = load_phrases(language).get(key)
    if template is None:
        raise LykbotError(f"bot/phrases/{language}.toml has no phrase {key!r}; add it there and in the other languages")
    try:
        return template.format(**values)
    except (KeyError, IndexError, ValueError) as error:
        places = ", ".join(sorted(phrase_places(template))) or "no places"
        given = ", ".join(sorted(values)) or "nothing"
        raise LykbotError(
            f"phrase {key!r} of bot/phrases/{language}.toml cannot be filled in: it has {places}, given was {given}"
        ) from error


def phrase_keys(language: Language) -> tuple[str, ...]:
    """The keys of all phrases of a language, sorted."""
    return tuple(sorted(load_phrases(language)))


def phrase_places(template: str) -> frozenset[str]:
    """The names of the places in a phrase: "name" in "Hello {name}"."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name is not None)


@cache
def load_phrases(language: Language) -> Mapping[str, str]:
    """All phrases of a language by key, as they stand in its file.

    Raises:
        LykbotError: The file is damaged, or holds something that is no text.
    """
    path = files("bot") / "phrases" / f"{language}.toml"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise LykbotError(f"the phrases in {path} cannot be read ({error}); reinstall lykbot") from error
    return dict(_flatten(tables, "", str(path)))


def _flatten(table: Mapping[str, object], prefix: str, path: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            found.extend(_flatten(value, f"{prefix}{name}.", path))
        elif isinstance(value, str):
            found.append((f"{prefix}{name}", value))
        else:
            raise LykbotError(f"{path}: {prefix}{name} is {value!r}, but a phrase is text; put it in quotes")
    return found
