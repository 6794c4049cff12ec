"""Loaded sheets -> findings: front matter that is not complete, language versions that do not match."""

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path
from typing import Literal

from knowledge.front_matter import FRONT_MATTER_KEYS, SOURCE_KEYS
from knowledge.layout import find_emails
from knowledge.loading import LoadedFile, LoadResult
from knowledge.schema import LANGUAGES, Block, BlockKind, Document, Source
from knowledge.sentences import units

Severity = Literal["error", "warning"]

_REQUIRED_KEYS = (
    *(key for key in FRONT_MATTER_KEYS if key != "original_language" and key != "machine_translated"),
    *(f"source.{key}" for key in SOURCE_KEYS),
)
_FILLED_SOURCE_FIELDS = ("publisher", "title", "language")  # the others may be null when nobody knows them
_NUMERIC_DATE = re.compile(r"\b(\d{1,2})\.\s?\d{1,2}\.(\s?\d{4})?")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something to mend in a file; ``line`` counts from 1."""

    path: Path
    line: int
    severity: Severity
    message: str

    def __str__(self) -> str:
        """The finding as editors and terminals read it."""
        return f"{self.path}:{self.line}: {self.severity}: {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """A document and its file."""

    document: Document
    file: LoadedFile

    def line(self, start_char: int) -> int:
        return self.file.body_line + self.document.text.count("\n", 0, start_char)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """One block of a sheet; ``depth`` counts the headings it stands under, its own too."""

    sheet: _Sheet
    block: Block
    kind: BlockKind
    depth: int

    @property
    def line(self) -> int:
        return self.sheet.line(self.block.start_char)

    @property
    def text(self) -> str:
        return self.sheet.document.text[self.block.start_char : self.block.end_char]

    def __str__(self) -> str:
        level = f" of level {self.depth}" if self.kind == "heading" else ""
        return f"{self.kind.replace('_', ' ')}{level} at {self.sheet.file.path}:{self.line}"


def check_documents(load_result: LoadResult) -> tuple[Finding, ...]:
    """What is wrong with the sheets, by file and line; empty when all is well.

    Errors: a file that was not loaded, a key missing from front matter, a language version missing, versions
    of a page that differ in municipality, source, blocks (kind, heading level, count) or e-mail addresses.
    Warnings: a block whose versions differ in sentences or figures (the month of a numeric date aside, since
    another language may spell it).
    """
    findings = [
        Finding(path=problem.path, line=problem.line or 1, severity="error", message=problem.reason)
        for problem in load_result.problems
    ]
    file_of = {file.document_id: file for file in load_result.files}
    sheets = [_Sheet(document=document, file=file_of[document.document_id]) for document in load_result.documents]
    for sheet in sheets:
        findings.extend(_check_front_matter(sheet))
    sheets.sort(key=lambda sheet: sheet.document.page_id)
    for _, group in groupby(sheets, key=lambda sheet: sheet.document.page_id):
        findings.extend(_check_page(tuple(group)))
    return tuple(sorted(findings, key=lambda finding: (str(finding.path), finding.line, finding.message)))


def _finding(sheet: _Sheet, message: str, *, line: int = 1, severity: Severity = "error") -> Finding:
    return Finding(path=sheet.file.path, line=line, severity=severity, message=message)


def _check_front_matter(sheet: _Sheet) -> list[Finding]:
    document, given = sheet.document, sheet.file.given
    required = (*_REQUIRED_KEYS, "original_language", "machine_translated")
    if document.kind == "original":
        required = _REQUIRED_KEYS
    findings = [
        _finding(sheet, f"{key} is missing from the front matter. Add it (null when it is not known).")
        for key in required
        if key not in given
    ]
    findings.extend(
        _finding(sheet, f"source.{field} is null. Fill it in.")
        for field in _FILLED_SOURCE_FIELDS
        if f"source.{field}" in given and getattr(document.source, field) is None
    )
    return findings


def _check_page(sheets: tuple[_Sheet, ...]) -> list[Finding]:
    """What is wrong among the language versions of one page.

    Every version is held against the first original; a page may have several, each with its own source.
    """
    by_id = {sheet.document.document_id: sheet for sheet in sheets}
    reference = next((sheet for sheet in sheets if sheet.document.kind == "original"), sheets[0])
    page_id = reference.document.page_id
    findings = [
        _finding(reference, f"{page_id} has no version in {language}. Write {page_id}.{language}.md.")
        for language in LANGUAGES
        if f"{page_id}.{language}" not in by_id
    ]
    for sheet in sheets:
        document = sheet.document
        if document.translation_of is not None:
            original = by_id.get(document.translation_of)
            if original is None:
                findings.append(_finding(sheet, f"Translated from {document.translation_of}, which is missing."))
            elif not _same_source(document.source, original.document.source):
                findings.append(_finding(sheet, f"The source differs from that in {original.file.path}:1."))
        if document.municipality != reference.document.municipality:
            findings.append(_finding(sheet, f"The municipality differs from that in {reference.file.path}:1."))
        if sheet is not reference:
            findings.extend(_check_blocks(sheet, reference))
    return findings


def _same_source(one: Source, other: Source) -> bool:
    """Whether two sources are one page; the publisher's name may be translated."""
    return replace(one, publisher=None) == replace(other, publisher=None)


def _places(sheet: _Sheet) -> tuple[_Place, ...]:
    return tuple(
        _Place(sheet=sheet, block=block, kind=block.kind, depth=len(section.heading_path))
        for section in sheet.document.sections
        for block in section.blocks
    )


def _check_blocks(sheet: _Sheet, reference: _Sheet) -> list[Finding]:
    """Where the blocks of two versions part; when there are as many in both, each is held against its counterpart."""
    ours, theirs = _places(sheet), _places(reference)
    if len(ours) == len(theirs):
        return [finding for one, other in zip(ours, theirs, strict=True) for finding in _compare(one, other)]
    kinds, wanted = ([(place.kind, place.depth) for place in places] for places in (ours, theirs))
    matcher = SequenceMatcher(None, wanted, kinds, autojunk=False)
    findings: list[Finding] = []
    for tag, their_start, their_end, our_start, our_end in matcher.get_opcodes():
        here, there = ours[our_start:our_end], theirs[their_start:their_end]
        at = ours[min(our_start, len(ours) - 1)].line if ours else sheet.file.body_line
        if tag == "replace":
            message = f"Block {our_start + 1} is a {here[0]}, but a {there[0]}."
        elif tag == "insert":
            message = f"Block {our_start + 1}, a {here[0]}, has no counterpart in {reference.file.path}."
        elif tag == "delete":
            message = f"Nothing stands here for block {their_start + 1}, a {there[0]}."
        else:
            continue
        findings.append(_finding(sheet, f"{message} The versions must match block by block.", line=at))
    return findings


def _compare(one: _Place, other: _Place) -> list[Finding]:
    """What differs between a block and its counterpart."""
    if (one.kind, one.depth) != (other.kind, other.depth):
        message = f"A {one}, but a {other}. The versions must match block by block."
        return [_finding(one.sheet, message, line=one.line)]
    findings: list[Finding] = []

    def note(what: str, ours: object, theirs: object, severity: Severity) -> None:
        if ours != theirs:
            message = f"{what}: {ours} here, {theirs} at {other.sheet.file.path}:{other.line}."
            findings.append(_finding(one.sheet, message, line=one.line, severity=severity))

    note("E-mail addresses differ", _show(find_emails(one.text)), _show(find_emails(other.text)), "error")
    note("Figures differ", _show(_figures(one.text)), _show(_figures(other.text)), "warning")
    sentences = [len(units(place.sheet.document, place.block)) for place in (one, other)]
    note("Number of sentences differs", sentences[0], sentences[1], "warning")
    return findings


def _figures(text: str) -> tuple[str, ...]:
    """The runs of digits in a text, the month of a numeric date left out."""
    return tuple(_DIGITS.findall(_NUMERIC_DATE.sub(r"\1 \2", text)))


def _show(values: tuple[str, ...]) -> str:
    return ", ".join(sorted(value.casefold() for value in values)) or "none"
