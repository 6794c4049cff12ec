"""Where in a document contacts may stand: cards, table rows, list items, sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.display import display_text
from knowledge.facts.contact_parts import LabelKind, cut_parts, find_labels, is_label
from knowledge.layout import email_spans, ends_sentence, find_phones, is_channel_line, is_credit, is_name
from knowledge.schema import Block, Document, Language, Section, Span, overlap
from knowledge.sentences import units

CARD_MAX_WORDS = 25  # a longer text is running text
HEADING_MAX_WORDS = 6
_SENTENCES_BACK = 3  # in which somebody is named that a pronoun stands for
_GIVEN_STEM_CHARS = 4  # of a given name, which hold whatever its case

_ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2}(?: ?\d{4}){3,}(?: ?\d{1,4})?\b")
_CELL_GAP = re.compile(r"\t+|[ \t]*\|[ \t]*| {3,}")
_FIRST_FIELD = re.compile(r"[^,(:\n|;/–-]*")
_LINE_LABELS: tuple[LabelKind, ...] = ("name", "role", "channel")
COLUMN_LABELS: tuple[LabelKind, ...] = (*_LINE_LABELS, "unit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a document that may give contacts.

    ``labels`` holds the headings and the line above that say that contacts follow. ``heading_start`` is where the
    heading right above begins, None without one that may be part of the contact. ``columns`` are what heads the
    columns of a table, "" columns included; none when the passage is no row of one.
    """

    text: str
    start_char: int
    is_sentence: bool
    labels: tuple[str, ...]
    heading_start: int | None = None
    columns: tuple[str, ...] = ()

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of a table row, as shown; none when it has not as many as there are columns."""
        found = tuple(display_text(cell) for cell in _CELL_GAP.split(self.text))
        return found if len(found) == len(self.columns) else ()


def find_passages(document: Document, section: Section) -> Iterator[Passage]:
    """What of a section may give contacts, in order; running text only where it has a number, an address or a label."""
    headings = tuple(heading for heading in section.heading_path if find_labels(heading, "contact"))
    line_above: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    heading_start: int | None = None
    for block in _joined_rows(document, section.blocks):
        text = document.text[block.start_char : block.end_char]
        if block.kind == "heading":
            may_belong = section is not document.sections[0] and len(text.split()) <= HEADING_MAX_WORDS
            heading_start = block.start_char if may_belong and not find_labels(text, "contact") else None
        if block.kind in {"heading", "noise"} or is_credit(text):
            continue
        row = _row(document.text, block)
        if sum(any(is_label(cell, kind) for kind in COLUMN_LABELS) for cell in row) >= 2:
            columns = row
            continue
        if _leads_to_contacts(text):
            line_above = (text,)
        elif block.kind == "paragraph":
            line_above = ()
        passage = Passage(
            text=text,
            start_char=block.start_char,
            is_sentence=False,
            labels=(*headings, *line_above),
            heading_start=heading_start,
            columns=columns if row else (),
        )
        heading_start = None
        if block.kind in {"contact", "table_row"} or _is_card(text):
            yield passage
        elif find_channels(text) or find_labels(text, "contact"):
            for span in _sentences(document, block):
                sentence = document.text[span.start_char : span.end_char]
                yield replace(
                    passage, text=sentence, start_char=span.start_char, is_sentence=not _is_card(sentence), columns=()
                )


def find_channels(text: str) -> tuple[Span, ...]:
    """Where phone numbers and e-mail addresses stand in a text, in order; bank accounts are none."""
    emails = email_spans(text)
    taken = (*emails, *(Span(start_char=m.start(), end_char=m.end()) for m in _ACCOUNT.finditer(text)))
    phones = (phone for phone in find_phones(text) if not any(overlap(phone, other) for other in taken))
    return tuple(sorted((*emails, *phones), key=lambda span: span.start_char))


def _goes_on_about_somebody(sentence: str, before: str, language: Language) -> bool:
    """Whether a sentence says how to reach whom the one before it names ("Hänen numeronsa on ...", "Maijan ...")."""
    channels = find_channels(sentence)
    if not channels or _names(sentence, language):
        return False
    named = _names(before, language)
    given = (re.escape(name.split()[0][:_GIVEN_STEM_CHARS]) for name in named)
    is_called = any(re.search(rf"\b{stem}\w*\b", sentence) for stem in given)
    return is_called or bool(named and find_labels(sentence, "pronoun", language))


def _names(text: str, language: Language) -> tuple[str, ...]:
    return tuple(part.text for part in cut_parts(text, find_channels(text), language) if part.kind == "name")


def _joined_rows(document: Document, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, with a card that is laid out as rows of label and value ("Name | ...", "Phone | ...") as one."""
    joined: list[Block] = []
    is_open = False
    for block in blocks:
        row = _row(document.text, block)
        labelled = [any(is_label(cell, kind) for kind in _LINE_LABELS) for cell in row]
        is_labelled = labelled == [True, False]
        if is_open and is_labelled and not is_label(row[0], "name"):
            joined[-1] = replace(joined[-1], kind="contact", end_char=block.end_char)
        else:
            joined.append(block)
        is_open = is_labelled
    return tuple(joined)


def _row(text: str, block: Block) -> tuple[str, ...]:
    """The cells of the line a block stands on, as shown; none when it is no row."""
    start = text.rfind("\n", 0, block.start_char) + 1
    end = text.find("\n", block.start_char)
    end = len(text) if end < 0 else end
    if block.kind not in {"contact", "table_row"} or block.end_char > end:
        return ()
    line = text[start:end].strip(" ").removeprefix("|").removesuffix("|").strip(" ")
    return tuple(display_text(cell) for cell in _CELL_GAP.split(line))


def _leads_to_contacts(text: str) -> bool:
    """Whether a line is a label for the contacts below it and holds none itself ("Mer information ges av:")."""
    is_line = len(text.split()) <= HEADING_MAX_WORDS or text.endswith(":")
    return is_line and not ends_sentence(text) and bool(find_labels(text, "contact")) and not find_channels(text)


def _is_card(text: str) -> bool:
    """Whether a text is no running text: short, and without the mark of a sentence or beginning with a name."""
    if len(text.split()) > CARD_MAX_WORDS:
        return False
    first = _FIRST_FIELD.match(text.lstrip(" *"))
    return not ends_sentence(text) or bool(first and is_name(first[0]))


def _sentences(document: Document, block: Block) -> tuple[Span, ...]:
    """The sentences of a block; one that only gives a number or an address belongs to the one before it."""
    spans: list[Span] = []
    for span in units(document, block):
        text = document.text[span.start_char : span.end_char]
        joined = 1 if spans and is_channel_line(text.rstrip(".")) else 0
        for back in range(1, min(len(spans), _SENTENCES_BACK) + 1):
            before = document.text[spans[-back].start_char : spans[-back].end_char]
            if not joined and _goes_on_about_somebody(text, before, document.language):
                joined = back
        if joined:
            span = Span(start_char=spans[-joined].start_char, end_char=span.end_char)
            del spans[-joined:]
        spans.append(span)
    return tuple(spans)
