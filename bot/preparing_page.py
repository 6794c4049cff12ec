"""A text that staff bring, and what they say of it -> the page it becomes, before anybody can see it."""

import hashlib
import json
import tempfile
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from bot.page_shelf import ShelfPage
from bot.rendering import strip_controls
from knowledge.display import display_text
from knowledge.errors import LykbotError
from knowledge.facts.extracting import extract_facts
from knowledge.facts.schema import DocumentFacts
from knowledge.front_matter import FrontMatter, split_front_matter
from knowledge.languages import detect_language
from knowledge.loading import load_documents
from knowledge.reading import MAX_FILE_BYTES, FileError, read_text
from knowledge.schema import Document, Language

_LANGUAGE_SAMPLE_CHARS = 20_000
_ID_DIGITS = 16


class PageFault(StrEnum):
    """Why a text cannot become a page."""

    EMPTY = "empty"
    TWO_TEXTS = "two_texts"
    WRONG_KIND = "wrong_kind"
    TOO_LARGE = "too_large"
    NOT_TEXT = "not_text"
    NO_LANGUAGE = "no_language"
    BAD_DATE = "bad_date"
    BAD_ADDRESS = "bad_address"
    FRONT_MATTER = "front_matter"
    SAME_LANGUAGE = "same_language"
    UNREADABLE = "unreadable"
    TOO_LONG = "too_long"
    BUSY = "busy"
    FORGOTTEN = "forgotten"


class PageFaultError(LykbotError):
    """A text that cannot become a page: ``fault`` says why, the message more exactly."""

    def __init__(self, message: str, fault: PageFault = PageFault.UNREADABLE) -> None:
        """Keeps both."""
        super().__init__(message, fault)
        self.message = message
        self.fault = fault

    def __str__(self) -> str:
        """The message."""
        return self.message


class VersionKind(StrEnum):
    """What a further language version of a page is."""

    ORIGINAL = "original"
    TRANSLATION = "translation"
    MACHINE_TRANSLATION = "machine_translation"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFields:
    """What staff say of a page; None where the text itself is to tell.

    ``is_general`` says that it is about no single municipality. ``version_of`` is an added page in another language,
    ``version`` what this one is to it.
    """

    municipality: str | None = None
    is_general: bool = False
    language: Language | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    version_of: ShelfPage | None = None
    version: VersionKind = VersionKind.ORIGINAL


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedPage:
    """A page as it will be: ``text`` is the whole file. ``inferred`` names what neither the file nor staff said."""

    suffix: str
    text: str
    document: Document
    facts: DocumentFacts
    inferred: tuple[str, ...]


def decode_upload(data: bytes) -> str:
    """A file's text: UTF-8, or UTF-16 where the file begins with a mark that says so.

    Raises:
        PageFaultError: It is too large, or neither.
    """
    if len(data) > MAX_FILE_BYTES:
        raise PageFaultError(f"{len(data):,} bytes; the limit is {MAX_FILE_BYTES:,}", PageFault.TOO_LARGE)
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise PageFaultError(f"it is not {encoding.upper()} (byte {error.start})", PageFault.NOT_TEXT) from error


def prepare_page(report: object, text: str, suffix: str, fields: PageFields) -> PreparedPage:
    """The page that a text becomes.

    Args:
        report: Not used; what runs in a process of its own is given one.
        text: The text, with or without front matter.
        suffix: How it is written: ".md" or ".txt".
        fields: What staff say of it, which goes before what its front matter says.

    Raises:
        PageFaultError: It cannot become one.
    """
    fields = _clean(fields)
    with tempfile.TemporaryDirectory(prefix="lykbot-") as name:
        path = Path(name) / f"page{suffix}"
        cleaned = _clean_text(path, text)
        said, body = _split(cleaned)
        if not body.strip():
            raise PageFaultError("there is no text in it", PageFault.EMPTY)
        _check_fields(fields)
        language = fields.language or said.language or detect_language(display_text(body[:_LANGUAGE_SAMPLE_CHARS]))
        if language is None:
            raise PageFaultError("its language cannot be told", PageFault.NO_LANGUAGE)
        if fields.version_of is not None and fields.version_of.language == language:
            raise PageFaultError(f"both are in {language}", PageFault.SAME_LANGUAGE)
        given = _merge(said, fields, language)
        path.write_text(_write(given, body), encoding="utf-8", newline="\n")
        document = _load(path)
    # As it was read, so that what is written now is read as the same again.
    source = replace(document.source, title=document.source.title or document.title)
    given = replace(
        given, title=document.title, municipality=document.municipality, source=source, given=("municipality",)
    )
    document = _with_id(replace(document, source=source), fields.version_of)
    return PreparedPage(
        suffix=suffix,
        text=_write(given, body),
        document=document,
        facts=extract_facts(document),
        inferred=_inferred(said, fields),
    )


def _clean(fields: PageFields) -> PageFields:
    """The fields with their text as all text of ours is: NFC, on one line; what is empty says nothing."""

    def line(text: str | None) -> str | None:
        return " ".join(unicodedata.normalize("NFC", strip_controls(text or "")).split()) or None

    return replace(
        fields,
        title=line(fields.title),
        publisher=line(fields.publisher),
        published=line(fields.published),
        url=line(fields.url),
    )


def _clean_text(path: Path, text: str) -> str:
    data = text.encode("utf-8", errors="replace")
    if len(data) > MAX_FILE_BYTES:
        raise PageFaultError(f"{len(data):,} bytes; the limit is {MAX_FILE_BYTES:,}", PageFault.TOO_LARGE)
    path.write_bytes(data)
    try:
        return read_text(path)
    except FileError as error:
        raise PageFaultError(str(error), PageFault.NOT_TEXT) from error


def _split(text: str) -> tuple[FrontMatter, str]:
    try:
        split = split_front_matter(text)
    except FileError as error:
        place = f"line {error.line}: " if error.line else ""
        raise PageFaultError(f"{place}{error.reason}", PageFault.FRONT_MATTER) from error
    return split.front_matter, split.body


def _check_fields(fields: PageFields) -> None:
    for key, value, fault in (
        ("published", fields.published, PageFault.BAD_DATE),
        ("url", fields.url, PageFault.BAD_ADDRESS),
    ):
        try:
            split_front_matter(f"---\nsource:\n  {key}: {json.dumps(value, ensure_ascii=False)}\n---\n")
        except FileError as error:
            raise PageFaultError(error.reason, fault) from error


def _merge(said: FrontMatter, fields: PageFields, language: Language) -> FrontMatter:
    """What the file says of itself, and over it what staff say."""
    base = fields.version_of
    kind, original_language, machine_translated = said.kind, said.original_language, said.machine_translated
    if said.kind == "original" or base is not None:
        kind, original_language, machine_translated = "original", language, False
    if base is not None and fields.version is not VersionKind.ORIGINAL:
        kind, original_language = "translation", base.language
        machine_translated = fields.version is VersionKind.MACHINE_TRANSLATION
    elif kind == "translation" and original_language == language:
        kind, machine_translated = "original", False
    municipality = None if fields.is_general else fields.municipality or said.municipality
    is_told = fields.is_general or municipality is not None or "municipality" in said.given
    if not is_told and base is not None:
        municipality, is_told = base.municipality, True
    return FrontMatter(
        title=fields.title or said.title,
        municipality=municipality,
        language=language,
        kind=kind,
        original_language=original_language,
        machine_translated=machine_translated,
        source=replace(
            said.source,
            publisher=fields.publisher or said.source.publisher,
            title=said.source.title or fields.title or said.title,
            language=said.source.language or language,
            published=fields.published or said.source.published,
            url=fields.url or said.source.url,
        ),
        given=("municipality",) if is_told else (),
    )


def _write(front_matter: FrontMatter, body: str) -> str:
    """The file: front matter, then the text. JSON is YAML too, and its quotes hold whatever stands in them."""
    source = front_matter.source
    top: dict[str, object] = {
        "title": front_matter.title,
        "municipality": front_matter.municipality,
        "language": front_matter.language,
        "kind": front_matter.kind,
        "original_language": front_matter.original_language,
        "machine_translated": front_matter.machine_translated,
    }
    if "municipality" not in front_matter.given:
        # A key that is there, even as null, is taken at its word.
        del top["municipality"]
    below: Mapping[str, object] = {
        "publisher": source.publisher,
        "title": source.title,
        "language": source.language,
        "published": source.published,
        "retrieved": source.retrieved,
        "url": source.url,
    }
    lines = ["---", *(_line(key, value) for key, value in top.items())]
    lines += ["source:", *(f"  {_line(key, value)}" for key, value in below.items()), "---"]
    return "\n".join(lines) + "\n" + body


def _line(key: str, value: object) -> str:
    return f"{key}: {json.dumps(value, ensure_ascii=False)}"


def _load(path: Path) -> Document:
    loaded = load_documents(path)
    for problem in loaded.problems:
        raise PageFaultError(problem.reason)
    return loaded.documents[0]


def _with_id(document: Document, version_of: ShelfPage | None) -> Document:
    """The document under the id it will have: that of its page and its language."""
    named = "\0".join((document.municipality or "", document.title, document.language))
    page_id = version_of.page_id if version_of else hashlib.sha256(named.encode()).hexdigest()[:_ID_DIGITS]
    origin = document.translation_of
    return replace(
        document,
        page_id=page_id,
        document_id=f"{page_id}.{document.language}",
        translation_of=origin and f"{page_id}.{origin.rpartition('.')[2]}",
        inferred=(),
    )


def _inferred(said: FrontMatter, fields: PageFields) -> tuple[str, ...]:
    is_placed = fields.is_general or fields.municipality or fields.version_of or "municipality" in said.given
    told = {
        "municipality": is_placed,
        "language": fields.language or said.language,
        "title": fields.title or said.title,
    }
    return tuple(name for name, value in told.items() if not value)
