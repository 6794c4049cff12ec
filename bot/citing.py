"""Statements into text with markers, and the citations the markers stand for."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.composing.statements import Statement
from bot.schema import Citation, Original
from index.schema import Chunk, Unit
from knowledge.schema import Document, Language

MARKER = re.compile(r"\[(\d+)\]")


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


def cite(
    statements: Sequence[Statement],
    find_document: Callable[[str], Document],
    find_original: Callable[[Chunk, Unit], Original | None],
) -> Cited:
    """Gives each statement a citation of exactly the unit it was made from; equal units share one."""
    citations: dict[tuple[str, int, int], Citation] = {}
    cited = []
    for statement in statements:
        unit = statement.unit
        key = (statement.chunk.document_id, unit.start_char, unit.end_char)
        if key not in citations:
            citations[key] = _citation(
                statement,
                len(citations) + 1,
                find_document(statement.chunk.document_id),
                find_original(statement.chunk, unit),
            )
        cited.append(CitedStatement(statement=statement, numbers=(citations[key].number,)))
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
        name_group: The line above a group's statements.
        name_single_group: Whether the line is wanted also when there is only one group.
        quote: A statement in another language, framed and marked with that language.
    """
    groups = [(group, list(members)) for group, members in groupby(statements, key=lambda s: s.statement.group)]
    parts = []
    for group, members in groups:
        lines: list[str] = [f"**{name_group(group)}**"] if len(groups) > 1 or name_single_group else []
        for is_item, run in groupby(members, key=lambda s: s.statement.is_item):
            written = [_write(cited, quote) for cited in run]
            lines.append("\n".join(f"- {text}" for text in written) if is_item else " ".join(written))
        parts.append("\n\n".join(lines))
    return "\n\n".join(parts)


def _write(cited: CitedStatement, quote: Callable[[str, Language], str]) -> str:
    statement = cited.statement
    text = escape_markdown(statement.text)
    if statement.is_quoted:
        text = quote(text, statement.chunk.language)
    return text + " " + "".join(f"[{number}]" for number in cited.numbers)


def escape_markdown(text: str) -> str:
    """Text of a page so that Markdown shows it as it stands: no markup, link, HTML or marker of its takes effect."""
    escaped = re.sub(r"([\\`*_\[\]<>|~]|&(?=#?\w+;))", r"\\\1", text)
    return re.sub(r"^(\s*\d*)([#+=-]+|(?<=\d)[.)])(?=\s|$)", r"\1\\\2", escaped)


def _citation(statement: Statement, number: int, document: Document, original: Original | None) -> Citation:
    chunk, unit = statement.chunk, statement.unit
    section = chunk.heading_path[-1] if chunk.heading_path else document.title
    quote = document.text[unit.start_char : unit.end_char]
    return cite_document(document, number, section=section, quote=quote, start_char=unit.start_char, original=original)


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
