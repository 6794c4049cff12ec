"""Goals as run-in headings: words in bold that open a paragraph ("**Every child is safe.** Adults know ...")."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from knowledge.facts.goal_leads import find_others, heading_lead, leads_above, read_sentence
from knowledge.facts.goal_lists import announcement, paragraphs_above
from knowledge.facts.goal_statements import StatedGoal, StatedList, number_of, run_in_heading, trim
from knowledge.facts.themes import find_theme
from knowledge.schema import Block, Document, Section, Span
from knowledge.sentences import units

STATEMENT_MIN_WORDS = 3  # fewer name what a goal is about, and the text after them states it


def run_in_goals(document: Document, section: Section) -> Iterator[StatedList]:
    """The run-in headings of a section, where its heading or the sentence above the first announces goals."""
    opened = [(block, match) for block in section.blocks if (match := run_in_heading(document.text, block))]
    heads = list(takewhile(lambda head: not find_others(head[1]["words"], document.language), opened))
    if len(heads) < 2:
        return
    above = paragraphs_above(section, section.blocks.index(heads[0][0]))
    intro = announcement(document, above, len(heads))
    lead = intro or heading_lead(document, section)
    if lead is None or lead.count not in {None, len(heads)} or (intro is None and _count_others(document, above)):
        return
    texts = [document.text[block.start_char : block.end_char] for block, _ in heads]
    themed = sum(find_theme(text, document.language) is not None for text in texts)
    if lead.count is None and 2 * themed <= len(heads):
        return
    names = [trim(document.text, match.start(), match.end()) for _, match in heads]
    are_statements = 2 * sum(len(match["words"].split()) >= STATEMENT_MIN_WORDS for _, match in heads) > len(heads)
    words = [
        name if are_statements else _first_sentence(document, block, match) or name
        for (block, match), name in zip(heads, names, strict=True)
    ]
    goals = (
        StatedGoal.of(span, number_of(match["words"]), topic=block)
        for span, (block, match) in zip(words, heads, strict=True)
    )
    yield StatedList(leads=(*((intro,) if intro else ()), *leads_above(document, section)), goals=tuple(goals))


def _count_others(document: Document, above: Sequence[Block]) -> bool:
    """Whether paragraphs count goals, as many as there are not run-in headings."""
    texts = (document.text[span.start_char : span.end_char] for block in above for span in units(document, block))
    leads = (read_sentence(text, document.language) for text in texts)
    return any(lead is not None and lead.count is not None for lead in leads)


def _first_sentence(document: Document, block: Block, head: re.Match[str]) -> Span | None:
    """The first sentence after a run-in heading; None where nothing follows it."""
    rest = Block(kind="paragraph", start_char=head.end(), end_char=block.end_char)
    sentences = units(document, rest)
    return sentences[0] if sentences else None
