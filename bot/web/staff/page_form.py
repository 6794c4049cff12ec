"""The form by which staff bring a page: what was typed into it, and what that says of the page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Annotated, TypedDict

from fastapi import Form, UploadFile

from bot.page_shelf import ShelfPage
from bot.phrasing import phrase
from bot.preparing_page import PageFault, PageFaultError, PageFields, VersionKind, decode_upload
from bot.web.request_language import read_language
from knowledge.places import load_places, place_name
from knowledge.reading import MAX_FILE_BYTES
from knowledge.schema import Language

# What the form says of a page about no single municipality.
GENERAL = "-"
_SUFFIXES = {".md": ".md", ".markdown": ".md", ".txt": ".txt"}
# How long what is typed into a line of the form may be.
MAX_LINE_CHARS = 300
# Text in a form field is read into memory at once, which the library bounds at a megabyte.
MAX_PASTED_CHARS = 300_000
_LOOKS_LIKE_MARKDOWN = re.compile(r"\A---[ \t]*\r?$|^#{1,6} ", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageForm:
    """What was typed, so that the form can be shown with it again."""

    text: str = ""
    municipality: str = ""
    language: str = ""
    title: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    version_of: str = ""
    version: str = VersionKind.ORIGINAL.value

    def fields(self, added: Sequence[ShelfPage]) -> PageFields:
        """What it says of the page; a choice that is none of the form's says nothing.

        Args:
            added: The pages of which it may be another language version.
        """
        names = {place.name_fi for place in load_places()}
        return PageFields(
            municipality=self.municipality if self.municipality in names else None,
            is_general=self.municipality == GENERAL,
            language=read_language(self.language),
            title=self.title,
            publisher=self.publisher,
            published=self.published,
            url=self.url,
            version_of=next((page for page in added if page.document_id == self.version_of), None),
            version=next((kind for kind in VersionKind if kind == self.version), VersionKind.ORIGINAL),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtText:
    """A text that was uploaded or pasted; ``suffix`` says how it is written, ".md" or ".txt"."""

    text: str
    suffix: str


class Choices(TypedDict):
    """What the form offers; the values of a template."""

    general: str
    municipality_choices: list[tuple[str, str]]
    version_choices: list[ShelfPage]
    version_kinds: list[str]
    max_line_chars: int
    max_pasted_chars: int


def read_form(
    text: Annotated[str, Form()] = "",
    municipality: Annotated[str, Form()] = "",
    language: Annotated[str, Form()] = "",
    title: Annotated[str, Form()] = "",
    publisher: Annotated[str, Form()] = "",
    published: Annotated[str, Form()] = "",
    url: Annotated[str, Form()] = "",
    version_of: Annotated[str, Form()] = "",
    version: Annotated[str, Form()] = "",
) -> PageForm:
    """The form of a request."""
    return PageForm(
        text=text,
        municipality=municipality[:MAX_LINE_CHARS],
        language=language[:MAX_LINE_CHARS],
        title=title[:MAX_LINE_CHARS],
        publisher=publisher[:MAX_LINE_CHARS],
        published=published[:MAX_LINE_CHARS],
        url=url[:MAX_LINE_CHARS],
        version_of=version_of[:MAX_LINE_CHARS],
        version=version[:MAX_LINE_CHARS],
    )


def form_choices(language: Language, added: Sequence[ShelfPage]) -> Choices:
    """What the form offers, named in the language of the staff page."""
    named = sorted((place_name(place.name_fi, language), place.name_fi) for place in load_places())
    return Choices(
        general=GENERAL,
        municipality_choices=[(value, name) for name, value in named],
        version_choices=list(added),
        version_kinds=[kind.value for kind in VersionKind],
        max_line_chars=MAX_LINE_CHARS,
        max_pasted_chars=MAX_PASTED_CHARS,
    )


def name_place(language: Language, municipality: str | None) -> str:
    """A municipality by its name in a language; in words that there is no single one."""
    return place_name(municipality, language) if municipality else phrase(language, "staff_documents.general")


def read_brought(form: PageForm, file: UploadFile | None) -> BroughtText | None:
    """The text that was uploaded or pasted; None when nothing was.

    Of the file only its content counts; its name says how it is written and goes nowhere.

    Raises:
        PageFaultError: It is no text, too large, or of another kind; or there are two.
    """
    is_pasted = bool(form.text.strip())
    if file is None or not file.filename:
        if not is_pasted:
            return None
        return BroughtText(text=form.text, suffix=".md" if _LOOKS_LIKE_MARKDOWN.search(form.text) else ".txt")
    if is_pasted:
        raise PageFaultError("a file and a pasted text", PageFault.TWO_TEXTS)
    suffix = _SUFFIXES.get(PurePath(file.filename).suffix.lower())
    if suffix is None:
        raise PageFaultError("the file is neither Markdown nor plain text", PageFault.WRONG_KIND)
    return BroughtText(text=decode_upload(file.file.read(MAX_FILE_BYTES + 1)), suffix=suffix)
