"""Goals that headings and short paragraphs state, under a heading or a sentence that announces them."""

import re
from collections.abc import Iterator, Sequence

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
from knowledge.facts.goal_run_ins import run_in_goals
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
    """The headings under a heading about goals, or as many as a sentence above or below them counts.

    None where the section above them has a list of its own, or the goals stand in lists under them.
    """
    for index, section in enumerate(document.sections):
        depth = len(section.heading_path)
        if not depth or has_list(section):
            continue
        children = []
        for child in document.sections[index + 1 :]:
            if len(child.heading_path) <= depth:
                break
            if len(child.heading_path) == depth + 1 and _may_be_goal(child.heading_path[-1], document.language):
                children.append(child)
        lead = heading_lead(document, section) or _counting(document, section, children)
        if len(children) < 2 or lead is None:
            continue
        listed = _lists_under(document, children)
        if lead.count == len(listed) != len(children):
            yield StatedList(leads=(lead, *leads_above(document, section)), goals=listed)
            continue
        headings = [child.blocks[0] for child in children]
        numbered = [number_of(document.text[block.start_char : block.end_char]) for block in headings]
        is_numbered = numbered == list(range(1, len(numbered) + 1))
        themed = sum(find_theme(child.heading_path[-1], document.language) is not None for child in children)
        # The title of a page heads everything on it, of which little is goals.
        if not (is_numbered or lead.count == len(children) or (depth > 1 and 2 * themed > len(children))):
            continue
        goals = tuple(
            StatedGoal.of(
                trim(document.text, heading.start_char, heading.end_char),
                number if is_numbered else None,
                topic=next((block for block in child.blocks[1:] if block.kind == "paragraph"), None),
            )
            for child, heading, number in zip(children, headings, numbered, strict=True)
        )
        yield StatedList(leads=(lead, *leads_above(document, section)), goals=goals)


def _counting(document: Document, section: Section, children: Sequence[Section]) -> GoalLead | None:
    """The sentence under a heading, or at the end of what its sub-headings head, that counts them as goals."""
    if len(children) < 2 or len(section.heading_path) < 2:
        return None
    above = [block for block in section.blocks if block.kind == "paragraph"]
    sentences = [(span, False) for block in above for span in units(document, block)]
    sentences += [(span, True) for block in children[-1].blocks[-1:] for span in units(document, block)]
    for span, is_after in sentences:
        text = display_text(document.text[span.start_char : span.end_char])
        lead = read_sentence(text, document.language)
        points_back = not is_after or find_term("following", text, document.language) is not None
        if lead is not None and lead.count == len(children) and points_back:
            return lead
    return None


def _lists_under(document: Document, children: Sequence[Section]) -> tuple[StatedGoal, ...]:
    """The items of the lists under headings that may name groups of goals."""
    return tuple(
        StatedGoal.of(trim(document.text, block.start_char, block.end_char), None, topic=child.blocks[0])
        for child in children
        for block in child.blocks
        if block.kind == "list_item"
    )


def paragraph_goals(document: Document, section: Section) -> Iterator[StatedList]:
    """Short paragraphs or lines in a row below a heading or a sentence about goals, a goal each."""
    if has_list(section) or any(run_in_goals(document, section)):
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
