"""Citations as numbered cards: whose page, which one, from when, and the passage with the quoted words marked."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote as quote_path

from bot.phrasing import phrase
from bot.schema import Citation
from bot.web.page_dates import tell_dates
from knowledge.display import display_text
from knowledge.places import place_name
from knowledge.schema import Block, Document, Language

_WEB_ADDRESS = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
# How much of a long block is shown on either side of the quote.
_CONTEXT_CHARS = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A quote between what stands before and after it, in ``language``; ``label`` says what it is, "" for the page."""

    label: str
    language: Language
    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCard:
    """A source as it is shown. ``page_path`` leads to its document at the quote, ``page_url`` to the original page.

    ``title_language`` is the page's own; ``publisher`` is "" where nobody knows. ``is_marked`` says that the answer's
    text has a marker to go back to. ``passages`` are one, or a translation and its original.
    """

    number: int
    place: str
    title: str
    title_language: Language
    publisher: str
    details: tuple[str, ...]
    passages: tuple[Passage, ...]
    page_path: str
    page_url: str | None
    is_marked: bool


def make_source(
    citation: Citation, find_document: Callable[[str], Document], language: Language, *, is_marked: bool
) -> SourceCard:
    """The card of a citation.

    Args:
        citation: What is cited.
        find_document: The document of an id, for what stands around the quote.
        language: The answer's.
        is_marked: Whether the answer's text has its marker.
    """
    document = find_document(citation.document_id)
    page_language = document.source.language or (citation.original or citation).language
    in_language = phrase(language, f"in_language.{page_language}")
    return SourceCard(
        number=citation.number,
        place=name_place(citation.municipality, language),
        title=display_text(citation.title),
        title_language=page_language,
        publisher=display_text(citation.publisher or ""),
        details=(
            *tell_dates(language, citation.published, citation.retrieved),
            phrase(language, "source.page_language", in_language=in_language),
        ),
        passages=_passages(citation, document, find_document, language),
        page_path=document_path(document, citation.start_char, citation.end_char),
        page_url=web_address(citation.url),
        is_marked=is_marked,
    )


def name_place(municipality: str | None, language: Language) -> str:
    """Whose page it is: the municipality's name in a language, the model for a page of none."""
    return phrase(language, "frame.model") if municipality is None else place_name(municipality, language)


def web_address(url: str | None) -> str | None:
    """The address, when it is one of the web."""
    return url if url and _WEB_ADDRESS.fullmatch(url) else None


def document_path(document: Document, start_char: int, end_char: int) -> str:
    """Where a document is read with a stretch of it marked: "/documents/<id>?from=120&to=240#c100"."""
    blocks = _blocks_at(document, start_char, end_char)
    anchor = blocks[0].start_char if blocks else start_char
    return f"/documents/{quote_path(document.document_id)}?from={start_char}&to={end_char}#c{anchor}"


def find_passage(document: Document, start_char: int, end_char: int, quote: str, label: str = "") -> Passage:
    """The quote in the block it stands in, a long one cut; alone where the document has something else there."""
    before = after = ""
    blocks = _blocks_at(document, start_char, end_char)
    keeps_lines = any(block.kind == "contact" for block in blocks)
    if blocks and document.text[start_char:end_char] == quote:
        before = _show(document.text[blocks[0].start_char : start_char], keeps_lines=keeps_lines)
        after = _show(document.text[end_char : max(blocks[-1].end_char, end_char)], keeps_lines=keeps_lines)
    return Passage(
        label=label,
        language=document.language,
        before=_cut_before(before),
        quote=_show(quote, keeps_lines=keeps_lines),
        after=_cut_after(after),
    )


def _passages(
    citation: Citation, document: Document, find_document: Callable[[str], Document], language: Language
) -> tuple[Passage, ...]:
    label = ""
    if document.kind == "translation":
        label = _label("machine_translation" if document.machine_translated else "translation", document, language)
    elif document.language != language or citation.translation is not None:
        label = _label("original", document, language)
    cited = find_passage(document, citation.start_char, citation.end_char, citation.quote, label)
    if citation.translation is not None:
        in_language = phrase(language, f"in_language.{language}")
        name = phrase(language, "source.translation", in_language=in_language)
        words = display_text(citation.translation)
        return (Passage(label=name, language=language, before="", quote=words, after=""), cited)
    if citation.original is not None:
        original = citation.original
        page = find_document(original.document_id)
        name = _label("original", page, language)
        return (cited, find_passage(page, original.start_char, original.end_char, original.quote, name))
    return (cited,)


def _label(kind: str, document: Document, language: Language) -> str:
    in_language = phrase(language, f"in_language.{document.language}")
    return phrase(language, f"source.{kind}", in_language=in_language)


def _blocks_at(document: Document, start_char: int, end_char: int) -> tuple[Block, ...]:
    """The blocks that a stretch of a document shares characters with."""
    return tuple(
        block
        for section in document.sections
        for block in section.blocks
        if block.start_char < end_char and start_char < block.end_char
    )


def _show(text: str, *, keeps_lines: bool) -> str:
    """A part of a block without marks; white space at its ends parts it from its neighbours and stays, as a space."""
    lines = text.splitlines() if keeps_lines else [text]
    shown = "\n".join(display_text(line) for line in lines)
    if not shown.strip():
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{shown.strip()}{' ' if text[-1].isspace() else ''}"


def _cut_before(text: str) -> str:
    return text if len(text) <= _CONTEXT_CHARS else "… " + text[-_CONTEXT_CHARS:].partition(" ")[2]


def _cut_after(text: str) -> str:
    return text if len(text) <= _CONTEXT_CHARS else text[:_CONTEXT_CHARS].rpartition(" ")[0] + " …"
