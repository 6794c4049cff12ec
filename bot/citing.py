"""Statements into text with markers, and the citations the markers stand for."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.composing.statements import Extract, Statement
from bot.schema import Citation, Original
from knowledge.schema import Document, Language

# Not the text of a link: "[112](tel:112)".
MARKER = re.compile(r"\[(\d+)\](?!\()")


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedStatement:
    """A statement and the numbers of the citations it rests on."""

    statement: Statement
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """Statements with their citations, numbered from 1 in the order of the text."""

    statements: tuple[CitedStatement, ...]
    citations: tuple[Citation, ...]


def cite(statements: Sequence[Statement], find_document: Callable[[str], Document]) -> Cited:
    """Gives each statement a citation of exactly the places it rests on; equal places share one."""
    citations: dict[Extract, Citation] = {}
    cited = []
    for statement in statements:
        originals = dict(zip(statement.extracts, statement.originals, strict=False))
        for extract in statement.extracts:
            if extract not in citations:
                number = len(citations) + 1
                citations[extract] = _citation(extract, originals.get(extract), number, find_document)
        numbers = tuple(dict.fromkeys(citations[extract].number for extract in statement.extracts))
        cited.append(CitedStatement(statement=statement, numbers=numbers))
    return Cited(statements=tuple(cited), citations=tuple(citations.values()))


def write_text(
    statements: Sequence[CitedStatement],
    *,
    name_group: Callable[[str | None], str],
    name_single_group: bool,
    quote: Callable[[str, Language], str],
) -> str:
    """The answer as Markdown: sentences in a paragraph, items on lines of their own, a marker after each statement.

    Args:
        statements: What to write, in order.
        name_group: The line above a group's statements, "" for none.
        name_single_group: Whether the line is wanted also when there is only one group.
        quote: A statement in another language, framed and marked with that language.
    """
    groups = [(group, list(members)) for group, members in groupby(statements, key=lambda s: s.statement.group)]
    parts = []
    for group, members in groups:
        heading = name_group(group) if len(groups) > 1 or name_single_group else ""
        lines = [f"**{heading}**"] if heading else []
        for is_item, run in groupby(members, key=lambda s: s.statement.is_item):
            written = [_mark_item(cited.statement) + _write(cited, quote) for cited in run]
            lines.append("\n".join(written) if is_item else " ".join(written))
        parts.append("\n\n".join(lines))
    return "\n\n".join(parts)


def _mark_item(statement: Statement) -> str:
    if not statement.is_item:
        return ""
    return "- " if statement.number is None else f"{statement.number}. "


def _write(cited: CitedStatement, quote: Callable[[str, Language], str]) -> str:
    statement = cited.statement
    text = escape_markdown(statement.text)
    if statement.is_quoted and text:
        text = quote(text, statement.extracts[0].language)
    return " ".join(part for part in (statement.lead, text, "".join(f"[{number}]" for number in cited.numbers)) if part)


def escape_markdown(text: str) -> str:
    """Text of a page so that Markdown shows it as it stands: no markup, link, HTML or marker of its takes effect."""
    escaped = re.sub(r"([\\`*_\[\]<>|~]|&(?=#?\w+;))", r"\\\1", text)
    return re.sub(r"^(\s*\d*)([#+=-]+|(?<=\d)[.)])(?=\s|$)", r"\1\\\2", escaped)


def _citation(
    extract: Extract, original: Extract | None, number: int, find_document: Callable[[str], Document]
) -> Citation:
    document = find_document(extract.document_id)
    return cite_document(
        document,
        number,
        section=section_heading(document, extract.start_char),
        quote=document.text[extract.start_char : extract.end_char],
        start_char=extract.start_char,
        original=None if original is None else _original(original, find_document(original.document_id)),
    )


def _original(extract: Extract, document: Document) -> Original:
    return Original(
        document_id=extract.document_id,
        language=extract.language,
        quote=document.text[extract.start_char : extract.end_char],
        start_char=extract.start_char,
        end_char=extract.end_char,
    )


def section_heading(document: Document, char: int) -> str:
    """The heading that a character of a document stands under; the title where there is none."""
    section = next((s for s in document.sections if s.start_char <= char < s.end_char), None)
    return section.heading_path[-1] if section is not None and section.heading_path else document.title


def cite_document(
    document: Document, number: int, *, section: str, quote: str, start_char: int, original: Original | None = None
) -> Citation:
    """The citation of a quote that stands in a document from a character on, with all that is known of its page."""
    return Citation(
        number=number,
        document_id=document.document_id,
        municipality=document.municipality,
        title=document.source.title or document.title,
        publisher=document.source.publisher,
        section=section,
        language=document.language,
        published=document.source.published,
        retrieved=document.source.retrieved,
        url=document.source.url,
        quote=quote,
        start_char=start_char,
        end_char=start_char + len(quote),
        original=original,
    )
