"""A document -> the sentences that may tell an event, each with the date that is set above it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from knowledge.facts.event_kinds import says
from knowledge.facts.reading_dates import DateMention, read_dates, with_year
from knowledge.languages import find_words
from knowledge.layout import ends_sentence
from knowledge.schema import Block, Document, Language, Located, Section, Span
from knowledge.sentences import units

_HEADLINE_MAX_WORDS = 12
_DAY_MAX_WORDS = 4  # "den 14 november 2024"
_SEVERAL = 2  # dates on lines of their own, which date what stands under each of them
# A mark left over from the sentence before, and a link stub behind the end of one ("202...  [Read on](#)").
_LEFT_OVER = re.compile(r"[*_]{1,3}\s+(?=\w)")
_LINK_BEHIND = re.compile(r"(?<=[.!?…])\s+\[[^\[\]]*\]\([^()]*\)$")
_EMPHASISED = re.compile(r"(\*{1,3}|_{1,3})[^*_\n]+\1")
_SET_APART = re.compile(r"\W*[*_]*\s*(?:\||:|[–—-]\s)")

UnitRank = Literal["sentence", "headline", "heading"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A sentence or the like of a document, its quote from ``start_char`` to ``end_char``.

    ``text`` is what is read, with ``dates``: the quote, or a date that is set above and the sentence. A headline stands
    beside the date of a news item. ``above`` is where a date was taken from: a headline, a heading, or ("sentence") a
    line or a few words of their own. ``completes_year``: the first date is a year that heads the rest, and the days
    and months in that have it. ``published`` is when the sentence was written, as far as is known.
    """

    text: str
    dates: tuple[DateMention, ...]
    completes_year: bool
    context: str
    rank: UnitRank
    above: UnitRank | None
    published: str | None
    start_char: int
    end_char: int


@dataclass(slots=True)
class _DateAbove:
    """What is known of time at a place in a section: the date set above, the day of writing, the last year told."""

    published: str | None
    year: int | None = None
    words: str = ""
    start_char: int = 0
    rank: UnitRank | None = None

    def set(self, words: str, start_char: int, rank: UnitRank, date: DateMention) -> None:
        """Takes up a date that is for what stands under it."""
        self.words, self.start_char, self.rank = words, start_char, rank
        if date.date.precision == "day" and date.date.year is not None:
            self.published = date.date.iso


def find_units(document: Document) -> Iterator[Unit]:
    """The sentences of a document, in order; a date that is set above goes with what stands under it.

    Under a heading that is only a date, that is the beginning of every block; under another such line, a headline with
    its date, or a date at the beginning of a block, the next sentence. A single whole day on a line of its own is when
    the page was written.
    """
    day_lines = sum(_is_day_line(document, block) for section in document.sections for block in section.blocks)
    for section in document.sections:
        above = _DateAbove(published=document.source.published)
        for block in section.blocks:
            if block.kind != "contact":
                yield from _units_of_block(document, section, block, above, has_news=day_lines >= _SEVERAL)


def _units_of_block(
    document: Document, section: Section, block: Block, above: _DateAbove, *, has_news: bool
) -> Iterator[Unit]:
    is_heading = block.kind == "heading"
    headings = " ".join(section.heading_path[: -1 if is_heading else None])
    before = ""
    spans = tuple(_trimmed(document.text, span) for span in units(document, block))
    for position, span in enumerate(spans):
        text = document.text[span.start_char : span.end_char]
        dates = read_dates(text, document.language, above.published, year_before=above.year)
        above.year = next((date.date.year for date in reversed(dates) if date.date.year), above.year)
        if len(dates) == 1 and not _words_beside(text, dates[0]):
            begins_block = position == 0 and len(spans) > 1
            if is_heading or dates[0].date.precision != "day" or begins_block or has_news:
                above.set(text, span.start_char, "heading" if is_heading else "sentence", dates[0])
            continue
        is_headline = len(spans) == 1 and _is_headline(text, dates, is_heading=is_heading)
        unit = Unit(
            text=text,
            dates=dates,
            completes_year=False,
            context=f"{headings}\n{before}",
            rank="headline" if is_headline else "heading" if is_heading else "sentence",
            above=None,
            published=above.published,
            start_char=span.start_char,
            end_char=span.end_char,
        )
        if is_headline:
            above.set(text[dates[0].start_char : dates[0].end_char], span.start_char, "headline", dates[0])
        elif above.rank is not None and (position == 0 or above.rank != "heading") and not is_heading:
            unit = _with_date_above(unit, above, document)
        if above.rank != "heading" and not is_headline:
            above.rank = None
        yield _with_year_of_head(unit, document.language)
        before = text


def _with_year_of_head(unit: Unit, language: Language) -> Unit:
    """A sentence whose days and months have the year that heads it: "2019 | recognition given on 20 November"."""
    head, *others = unit.dates or (None,)
    is_year = head is not None and head.date.precision == "year" and not (head.end_date or head.is_open)
    if head is None or head.date.year is None or not is_year or says("yearly", unit.text, language):
        return unit
    if not (unit.above or _is_set_apart(unit.text, head)) or not any(_is_yearless(date) for date in others):
        return unit
    dates = (with_year(date, head.date.year) if _is_yearless(date) else date for date in others)
    return replace(unit, dates=(head, *dates), completes_year=True)


def _is_yearless(date: DateMention) -> bool:
    return date.date.year is None and not date.date.legible_year


def _is_set_apart(text: str, date: Located) -> bool:
    """Whether a text begins with a date that a bar, a colon or a dash parts from what it tells."""
    return not find_words(text[: date.start_char]) and _SET_APART.match(text, date.end_char) is not None


def _with_date_above(unit: Unit, above: _DateAbove, document: Document) -> Unit:
    """A sentence with the date that is set above it, unless its first clause has one of its own."""
    first = unit.dates[0].start_char if unit.dates else len(unit.text)
    is_news = unit.dates and above.rank == "headline" and "," in unit.text[:first]
    if unit.dates and not is_news:
        return unit
    text = f"{above.words} {unit.text}"
    return replace(
        unit,
        text=text,
        dates=read_dates(text, document.language, unit.published),
        above=above.rank,
        start_char=above.start_char,
    )


def _is_headline(text: str, dates: tuple[DateMention, ...], *, is_heading: bool) -> bool:
    """Whether a line is the headline of a news item: a day, or a month that is set apart, and what it is about."""
    if not dates or find_words(text[: dates[0].start_char]) or dates[0].date.year is None or dates[0].end_date:
        return False
    is_day = dates[0].date.precision == "day" or (dates[0].date.precision == "month" and _is_set_apart(text, dates[0]))
    is_line = is_heading or not ends_sentence(text) or _EMPHASISED.fullmatch(text) is not None
    return is_day and is_line and len(find_words(text)) <= _HEADLINE_MAX_WORDS


def _is_day_line(document: Document, block: Block) -> bool:
    """Whether a block, no heading, is a whole day and nothing else."""
    text = document.text[block.start_char : block.end_char]
    if block.kind not in {"paragraph", "list_item"} or len(find_words(text)) > _DAY_MAX_WORDS:
        return False
    dates = read_dates(text, document.language)
    return len(dates) == 1 and dates[0].date.precision == "day" and not _words_beside(text, dates[0])


def _trimmed(text: str, span: Span) -> Span:
    """A sentence without the closing mark of the one before and without a link stub behind its end."""
    left_over = _LEFT_OVER.match(text, span.start_char, span.end_char)
    behind = _LINK_BEHIND.search(text, span.start_char, span.end_char)
    return Span(
        start_char=left_over.end() if left_over else span.start_char,
        end_char=behind.start() if behind else span.end_char,
    )


def _words_beside(text: str, time: Located) -> bool:
    return bool(find_words(text[: time.start_char]) or find_words(text[time.end_char :]))
