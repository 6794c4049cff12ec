"""The YAML at the top of a sheet -> what it says about the document. The only user of PyYAML."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast

import yaml

from knowledge.reading import FileError
from knowledge.schema import LANGUAGES, DocumentKind, Language, Source

FRONT_MATTER_KEYS = (
    "title", "municipality", "language", "kind", "original_language", "machine_translated", "source",
)  # fmt: skip
SOURCE_KEYS = ("publisher", "title", "language", "published", "retrieved", "url")

_FENCE = "---"
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_URL = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What a file says about itself; None where it says nothing.

    ``given`` names the keys that were there, those of the source as "source.url", also when their value is
    null. ``body_line`` is the line of the file, from 1, on which the text begins.
    """

    title: str | None = None
    municipality: str | None = None
    language: Language | None = None
    kind: DocumentKind = "original"
    original_language: Language | None = None
    machine_translated: bool = False
    source: Source = field(default_factory=Source)
    given: tuple[str, ...] = ()
    body_line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitText:
    """A file's text parted into front matter, if any, and the rest."""

    front_matter: FrontMatter
    body: str


def split_front_matter(text: str) -> SplitText:
    r"""The front matter, read and checked, and the text after it; newlines must be ``\n``.

    A text that does not begin with a line ``---`` has none.

    Raises:
        FileError: when it is not closed, not YAML, has an unknown key or a value of the wrong kind.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return SplitText(front_matter=FrontMatter(), body=text)
    end = next((i for i, line in enumerate(lines) if i > 0 and line.rstrip() == _FENCE), None)
    if end is None:
        raise FileError("The front matter opened with --- is never closed: end it with a line ---.", 1)
    reader = _Reader("\n".join(lines[1:end]))
    front_matter = reader.read(body_line=end + 2)
    return SplitText(front_matter=front_matter, body="\n".join(lines[end + 1 :]))


class _Reader:
    """Reads one front matter; knows on which line each key stands."""

    def __init__(self, text: str) -> None:
        try:
            node = yaml.compose(text, Loader=yaml.SafeLoader)
            values = yaml.safe_load(text)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            reason = getattr(error, "problem", None) or "it cannot be read"
            line = mark.line + 2 if mark else 1
            raise FileError(f"The front matter is not valid YAML ({reason}). Mend this line.", line) from error
        except (ValueError, RecursionError) as error:
            reason = "too deeply nested" if isinstance(error, RecursionError) else str(error)
            raise FileError(
                f"A value in the front matter cannot be read ({reason}). Put it in quotes or correct it.",
                1,
            ) from error
        if values is None:
            values = {}
        if not isinstance(values, dict):
            raise FileError('Front matter must be lines like "title: ...". Mend or remove it.', 2)
        self.values: dict[Any, Any] = values
        self.lines: dict[str, int] = {}
        self._note_lines(node, "")

    def _note_lines(self, node: Any, prefix: str) -> None:
        if not isinstance(node, yaml.MappingNode):
            return
        for key, value in node.value:
            name, line = prefix + str(key.value), key.start_mark.line + 2
            if name in self.lines:
                raise FileError(f"{name} is given twice. Keep one.", line)
            self.lines[name] = line
            if not prefix:
                self._note_lines(value, f"{name}.")

    def read(self, *, body_line: int) -> FrontMatter:
        self._refuse_unknown(self.values, FRONT_MATTER_KEYS, "")
        source = self.values.get("source")
        if source is not None and not isinstance(source, dict):
            raise self._error("source", source, "must be lines such as url: ..., each indented")
        source = source or {}
        self._refuse_unknown(source, SOURCE_KEYS, "source.")
        kind = self.values.get("kind")
        if kind not in (None, "original", "translation"):
            raise self._error("kind", kind, "must be original or translation")
        machine_translated = self.values.get("machine_translated")
        if not isinstance(machine_translated, bool | None):
            raise self._error("machine_translated", machine_translated, "must be true or false")
        front_matter = FrontMatter(
            title=self._text("title"),
            municipality=self._text("municipality"),
            language=self._language("language"),
            kind=cast(DocumentKind, kind or "original"),
            original_language=self._language("original_language"),
            machine_translated=bool(machine_translated),
            source=Source(
                publisher=self._text("source.publisher"),
                title=self._text("source.title"),
                language=self._language("source.language"),
                published=self._date("source.published"),
                retrieved=self._date("source.retrieved"),
                url=self._url("source.url"),
            ),
            given=tuple(sorted(self.lines)),
            body_line=body_line,
        )
        self._refuse_contradiction(front_matter)
        return front_matter

    def _refuse_unknown(self, values: dict[Any, Any], known: tuple[str, ...], prefix: str) -> None:
        for key in values:
            if key not in known:
                raise FileError(
                    f"Unknown key {prefix}{key} in the front matter. Known keys: {', '.join(known)}.",
                    self.lines.get(f"{prefix}{key}", 1),
                )

    def _refuse_contradiction(self, read: FrontMatter) -> None:
        original = read.original_language
        if read.kind == "translation" and original is None:
            raise self._error("kind", read.kind, "needs original_language: the language it was translated from")
        if read.kind == "translation" and original == read.language:
            raise self._error("original_language", original, "is the language of the translation itself")
        if read.kind == "original" and original not in {None, read.language}:
            raise self._error("original_language", original, "differs from language: set kind: translation")
        if read.kind == "original" and read.machine_translated:
            raise self._error("machine_translated", True, "is only for kind: translation")

    def _error(self, key: str, value: object, advice: str) -> FileError:
        return FileError(f"{key}: {value!s:.100} {advice}.", self.lines.get(key, 1))

    def _value(self, key: str) -> Any:
        outer, _, inner = key.rpartition(".")
        return ((self.values.get(outer) or {}) if outer else self.values).get(inner)

    def _text(self, key: str) -> str | None:
        value = self._value(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise self._error(key, value, "must be text: put it in quotes, or write null")
        return " ".join(value.split())

    def _language(self, key: str) -> Language | None:
        value = self._value(key)
        if value is None or value in LANGUAGES:
            return cast(Language | None, value)
        raise self._error(key, value, f"must be one of {', '.join(LANGUAGES)}")

    def _date(self, key: str) -> str | None:
        value = self._value(key)
        if value is None:
            return None
        text = value.isoformat() if isinstance(value, date) and not isinstance(value, datetime) else str(value)
        match = _DATE.fullmatch(text)
        try:
            if match is None or isinstance(value, bool):
                raise ValueError(text)
            date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
        except ValueError as error:
            raise self._error(key, value, "must be YYYY, YYYY-MM or YYYY-MM-DD") from error
        return text

    def _url(self, key: str) -> str | None:
        value = self._text(key)
        if value is None or _URL.fullmatch(value):
            return value
        raise self._error(key, value, "must begin with http:// or https://")
