"""Answers and reports as text for a terminal. An answer is its text, then the passages its markers point to.

Pages and questions are other people's texts: nothing in them may steer a terminal.
"""

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from bot.phrasing import phrase
from bot.schema import Answer, Citation
from bot.wording import write_date
from knowledge.display import display_text
from knowledge.facts.dates import PartialDate
from knowledge.loading import LoadProblem
from knowledge.places import place_name
from knowledge.schema import Language

if TYPE_CHECKING:
    from bot.assembly import BuildOutcome, IndexStatus

_INDENT = "    "
_ISO_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
_LINK = re.compile(r"\[((?:\\.|[^\[\]\\])*)\]\((https?://[^()\s]+)\)")
_MARKS_OF_BLOCK = re.compile(r"([ \t]*(?:#{1,6}[ \t]+|[-*+][ \t]+|\d+[.)][ \t]+|>[ \t]?)?)(.*)")
# They turn the order of what follows, and can make a text look like another.
_DIRECTION_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_OTHER_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def strip_controls(text: str) -> str:
    """The text without what a terminal could take for a command; newlines and tabs stay."""
    text = _DIRECTION_MARKS.sub("", _OTHER_LINE_ENDS.sub("\n", text))
    kept = (char for char in text if char in "\n\t" or unicodedata.category(char) != "Cc")
    return "".join(kept).encode("utf-8", errors="replace").decode("utf-8")


def render_markdown(answer: Answer) -> str:
    """The answer's text as Markdown that is safe to draw."""
    return strip_controls(answer.text).strip()


def render_plain(answer: Answer) -> str:
    """The answer's text line by line, without marks: a link gives its words, and its address when that says more."""
    return "\n".join(_plain_line(line) for line in render_markdown(answer).split("\n"))


def render_sources(answer: Answer) -> str:
    """The sources of an answer, one paragraph each; "" when it has none."""
    return "\n\n".join(_render_source(citation, answer.language) for citation in answer.citations)


def render_problem(problem: LoadProblem) -> str:
    """A page that was left out, in one line: where it is and why."""
    place = f"{problem.path}:{problem.line}" if problem.line else str(problem.path)
    return strip_controls(f"{place}: {problem.reason}").replace("\n", " ")


def render_build(outcome: "BuildOutcome", index_dir: Path) -> str:
    """What a build did, and what was inferred about the pages."""
    report = outcome.report
    lines = [
        f"{index_dir} holds {report.documents} documents in {report.chunks} passages: {report.documents_added} added, "
        f"{report.documents_replaced} replaced, {report.documents_unchanged} unchanged, "
        f"{report.documents_removed} removed; {report.texts_embedded} texts embedded, {report.seconds:.1f} s"
    ]
    for page in outcome.pages:
        if page.inferred:
            values = {"municipality": page.municipality or "none", "language": page.language, "title": page.title}
            inferred = ", ".join(f"{field}: {_one_line(values[field])}" for field in page.inferred)
            lines.append(f"{_one_line(str(page.path))} does not say, so it was inferred: {inferred}")
    return strip_controls("\n".join(lines))


def render_status(status: "IndexStatus") -> str:
    """What an index holds, and whether it can be used with the settings in force."""
    rows = [
        ("index", str(status.index_dir)),
        ("generation", status.generation),
        ("built", status.built_at),
        ("model", status.model_id),
        ("documents", str(status.documents)),
        ("passages", str(status.chunks)),
        ("size", f"{status.size_bytes / 1e6:.1f} MB"),
        ("settings", status.mismatch or "the ones it was built with"),
    ]
    places = dict.fromkeys(count.municipality for count in status.counts)
    for place in places:
        counts = ", ".join(f"{c.language} {c.documents}" for c in status.counts if c.municipality == place)
        rows.append((f"  {place or 'no single municipality'}", counts))
    width = max(len(name) for name, _ in rows) + 2
    return strip_controls("\n".join(f"{name:<{width}}{value}" for name, value in rows))


def _plain_line(line: str) -> str:
    marks, text = _MARKS_OF_BLOCK.fullmatch(line.replace("\t", " ")).groups()  # type: ignore[union-attr]  # matches all
    spelt_out = _LINK.sub(lambda link: link[1] if link[1] == link[2] else f"{link[1]} ({link[2]})", text)
    return f"{marks.replace('#', '').lstrip() if '#' in marks else marks}{display_text(spelt_out)}".rstrip()


def _render_source(citation: Citation, language: Language) -> str:
    # Of a translation the page itself is in the original's language.
    page_language = citation.original.language if citation.original else citation.language
    # The municipality comes from a table of ours, everything else from a page.
    parts = [
        place_name(citation.municipality, language) if citation.municipality else "",
        _one_line(citation.title),
        _one_line(citation.publisher or ""),
        phrase(language, "terminal.source_page_language", language=_language_name(page_language, language)),
        _render_date(citation.published, language),
        _one_line(citation.url or ""),
    ]
    lines = [f"[{citation.number}] {' · '.join(part for part in parts if part)}", _quote(citation.quote, language)]
    if citation.translation is not None:
        label = phrase(language, "terminal.translation_label")
        lines.append(f"{label}: {_quote(citation.translation, language)}")
    if citation.original is not None:
        name = _language_name(citation.original.language, language)
        label = phrase(language, "terminal.original_label", language=name)
        lines.append(f"{label}: {_quote(citation.original.quote, language)}")
    return f"\n{_INDENT}".join(lines)


def _render_date(published: str | None, language: Language) -> str:
    """When a page is from, as precisely as is known."""
    if not published:
        return phrase(language, "terminal.source_date_unknown")
    date = _one_line(published)
    if found := _ISO_DATE.fullmatch(date):
        year, month, day = (int(part) if part else None for part in found.groups())
        date = write_date(language, PartialDate(year=year, month=month, day=day))
    return phrase(language, "terminal.source_date", date=date)


def _language_name(named: Language, language: Language) -> str:
    return phrase(language, f"language_name.{named}")


def _quote(text: str, language: Language) -> str:
    return phrase(language, "terminal.quote", text=_one_line(text))


def _one_line(text: str) -> str:
    return display_text(strip_controls(text))
