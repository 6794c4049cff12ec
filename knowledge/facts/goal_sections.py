"""Goals that headings and short paragraphs state, under a heading or a sentence that announces them."""

import re
from collections.abc import Iterator

from knowledge.display import display_text
from knowledge.facts.event_kinds import says
from knowledge.facts.goal_leads import (
    GoalLabel,
    GoalLead,
    find_label,
    find_others,
    find_term,
    heading_lead,
    leads_above,
    read_sentence,
)
from knowledge.facts.goal_statements import StatedGoal, StatedList, has_list, lines_of, number_of, trim
from knowledge.facts.reading_dates import read_dates
from knowledge.facts.themes import find_theme
from knowledge.layout import starts_lower
from knowledge.schema import Block, Document, Language, Section, Span
from knowledge.sentences import split_sentences, units

PARAGRAPH_MAX_CHARS = 220  # a longer one explains rather than states a goal
PARAGRAPH_MAX_SENTENCES = 2
_BOLD = re.compile(r"(\*\*|__)(?:(?!\1).)+\1[.:]?")


def headed_goals(document: Document) -> Iterator[StatedList]:
    """The headings under a heading about goals, where that has no list of its own."""
    for index, section in enumerate(document.sections):
        lead, depth = heading_lead(document, section), len(section.heading_path)
        if lead is None or has_list(section):
            continue
        children = []
        for child in document.sections[index + 1 :]:
            if len(child.heading_path) <= depth:
                break
            heading = child.heading_path[-1]
            if len(child.heading_path) == depth + 1 and _may_be_goal(heading, document.language):
                children.append(child)
        headings = [child.blocks[0] for child in children]
        goals = [StatedGoal.of(trim(document.text, block.start_char, block.end_char), None) for block in headings]
        numbered = [number_of(document.text[block.start_char : block.end_char]) for block in headings]
        is_numbered = numbered == list(range(1, len(numbered) + 1))
        themed = sum(find_theme(child.heading_path[-1], document.language) is not None for child in children)
        # The title of a page heads everything on it, of which little is goals.
        if len(goals) < 2 or not (is_numbered or lead.count == len(goals) or (depth > 1 and 2 * themed > len(goals))):
            continue
        if is_numbered:
            goals = [
                StatedGoal(start_char=goal.start_char, end_char=goal.end_char, number=number)
                for goal, number in zip(goals, numbered, strict=True)
            ]
        yield StatedList(leads=leads_above(document, section), goals=tuple(goals))


def paragraph_goals(document: Document, section: Section) -> Iterator[StatedList]:
    """Short paragraphs or lines in a row below a heading or a sentence about goals, a goal each."""
    if has_list(section):
        return
    lines = _lines(document, section)
    heading = heading_lead(document, section)
    intro: GoalLead | None = None
    goals: list[Span] = []
    for line in lines:
        text = document.text[line.start_char : line.end_char]
        lead = read_sentence(display_text(text), document.language)
        if not goals and (lead or text.endswith(":")):
            intro = lead if lead and text.endswith(":") else intro
            continue
        if not _is_short(document, line) or lead or find_others(text, document.language) or _tells_past(text, document):
            break
        goals.append(trim(document.text, line.start_char, line.end_char))
    leads = tuple(lead for lead in (intro, heading) if lead is not None)
    if not leads or len(goals) < 2:
        return
    count = next((lead.count for lead in leads if lead.count is not None), None)
    if count is not None and len(goals) < count:
        return
    goals = goals[:count]
    themed = sum(
        find_theme(document.text[goal.start_char : goal.end_char], document.language) is not None for goal in goals
    )
    if count is not None or 2 * themed > len(goals):
        yield StatedList(
            leads=(*((intro,) if intro else ()), *leads_above(document, section)),
            goals=tuple(StatedGoal.of(goal, None) for goal in goals),
        )


def _tells_past(text: str, document: Document) -> bool:
    """Whether a line says what happened on a date."""
    return says("happened", text, document.language) and bool(read_dates(text, document.language))


def _lines(document: Document, section: Section) -> tuple[Span, ...]:
    """What may be goals of their own, or announce them.

    Lines that stand together, not what follows them; lines in bold, not the text below each; the sentences of a
    paragraph that stands alone; else the paragraphs.
    """
    lines: list[Span] = []
    paragraphs = [block for block in section.blocks if block.kind == "paragraph"]
    for block in paragraphs:
        together = lines_of(document.text, block)
        lines.extend(together)
        if len(together) > 1:
            break
    bold = [line for line in lines if _BOLD.fullmatch(document.text[line.start_char : line.end_char])]
    if len(bold) > 1:
        return tuple(bold)
    return units(document, paragraphs[0]) if len(paragraphs) == len(lines) == 1 else tuple(lines)


def _may_be_goal(heading: str, language: Language) -> bool:
    return not (
        heading.endswith("?")
        or find_label(heading, language)
        or find_others(heading, language)
        or find_term("goal", heading, language)
        or find_term("emphasis", heading, language)
    )


def _is_short(document: Document, line: Span) -> bool:
    block = Block(kind="paragraph", start_char=line.start_char, end_char=line.end_char)
    return (
        line.end_char - line.start_char <= PARAGRAPH_MAX_CHARS
        and len(units(document, block)) <= PARAGRAPH_MAX_SENTENCES
    )


def labelled_goals(document: Document) -> Iterator[StatedList]:
    """Goals behind labels ("Tavoite 1: ...", "Goal:"), wherever they stand; numbers that begin anew begin a list."""
    found: list[tuple[GoalLabel, StatedGoal, Section]] = []
    for section in document.sections:
        for place, block in enumerate(section.blocks):
            if block.kind in {"noise", "contact", "table_row"}:
                continue
            found.extend((label, goal, section) for label, goal in _labels_of(document, section, place))
    chains: list[list[tuple[GoalLabel, StatedGoal, Section]]] = []
    for entry in found:
        number = entry[0].number
        before = chains[-1][-1][0].number if chains else None
        goes_on = bool(chains) and number == (None if before is None else before + 1)
        if goes_on:
            chains[-1].append(entry)
        else:
            chains.append([entry])
    for chain in chains:
        label, _, section = chain[0]
        if label.number not in {None, 1} or (label.number == 1 and len(chain) == 1):
            continue
        own = GoalLead(
            noun=Span(start_char=label.start_char, end_char=label.end_char),
            is_emphasis=label.is_emphasis,
            owner=None,
            count=None,
        )
        yield StatedList(leads=(own, *leads_above(document, section)), goals=tuple(goal for _, goal, _ in chain))


def _labels_of(document: Document, section: Section, place: int) -> Iterator[tuple[GoalLabel, StatedGoal]]:
    """The labels in a block, each with its goal: what follows in its sentence, or the first one below."""
    block = section.blocks[place]
    text = document.text[block.start_char : block.end_char]
    labels = []
    label = find_label(text, document.language)
    while label is not None:
        labels.append(label)
        label = find_label(text, document.language, label.end_char)
    ends = (*(label.start_char for label in labels[1:]), len(text))
    for label, end in zip(labels, ends, strict=False):
        words = trim(document.text, block.start_char + label.end_char, block.start_char + end)
        if words.end_char == words.start_char:
            below = next((b for b in section.blocks[place + 1 :] if b.kind != "noise"), None)
            if label.number is None or below is None or below.kind not in {"paragraph", "list_item"}:
                continue
            words = Span(start_char=below.start_char, end_char=below.end_char)
        elif block.kind == "paragraph" or end < len(text):
            # A title alone on its line ends with it.
            words = lines_of(
                document.text, Block(kind="paragraph", start_char=words.start_char, end_char=words.end_char)
            )[0]
            line_end = document.text.find("\n", words.start_char, words.end_char)
            if line_end >= 0 and not starts_lower(document.text[line_end : words.end_char]):
                words = trim(document.text, words.start_char, line_end)
        if block.kind == "paragraph" or words.start_char >= block.end_char:
            sentences = split_sentences(document.text[words.start_char : words.end_char], document.language)
            words = Span(start_char=words.start_char, end_char=words.start_char + sentences[0].end_char)
        words = trim(document.text, words.start_char, words.end_char)
        if words.end_char > words.start_char:
            yield label, StatedGoal.of(words, label.number)
