"""Goals in lists: which list of a page is one of goals, and which of its items are goals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.display import LINK, display_text
from knowledge.facts.goal_leads import GoalLead, find_others, find_term, heading_lead, leads_above, read_sentence
from knowledge.facts.goal_statements import StatedGoal, StatedList, run_in_heading, trim
from knowledge.layout import LIST_MARKER, ends_sentence
from knowledge.schema import Block, Document, Language, Section, Span
from knowledge.sentences import units


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marker:
    """How a list item begins: ``column`` in its line, its number, and the sign itself ("1" for any number)."""

    column: int
    number: int | None
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """The top items of a list, and the place of its first block in the section.

    ``below`` is the items one level down, each with the top item that it stands under.
    """

    first_block: int
    items: tuple[Block, ...]
    numbers: tuple[int | None, ...]
    below: tuple[tuple[Block, Block], ...]


def listed_goals(document: Document, section: Section) -> Iterator[StatedList]:
    """The lists of a section that a heading or the sentence above announces as goals."""
    runs = tuple(_runs(document, section))
    grouped = _grouped_goals(document, section, runs)
    if grouped is not None:
        yield grouped
        return
    under_run_ins = sum(run_in_heading(document.text, section.blocks[run.first_block - 1]) is not None for run in runs)
    for place, run in enumerate(runs):
        above = paragraphs_above(section, run.first_block)
        intro = announcement(document, above, len(run.items))
        if intro is None and not (
            place == 0
            and under_run_ins < 2  # several lists, each under its goal, are of measures
            and heading_lead(document, section)
            and not _announces_other(document, above)
        ):
            continue
        texts = [document.text[item.start_char : item.end_char] for item in run.items]
        if all(LINK.fullmatch(text.strip()) for text in texts):
            continue  # a table of contents
        goals = [
            StatedGoal.of(trim(document.text, item.start_char, item.end_char), number)
            for item, number in zip(run.items, run.numbers, strict=True)
        ]
        yield StatedList(leads=(*((intro,) if intro else ()), *leads_above(document, section)), goals=tuple(goals))


def _grouped_goals(document: Document, section: Section, runs: Sequence[_Run]) -> StatedList | None:
    """The goals of a section whose list, or lists, name groups of goals; None without.

    As many goals are announced as the groups have items, and not as there are groups.
    """
    if not runs:
        return None
    below = tuple(pair for run in runs for pair in run.below)
    apart = tuple((item, section.blocks[run.first_block - 1]) for run in runs if run.first_block for item in run.items)
    above = paragraphs_above(section, runs[0].first_block)
    heading = heading_lead(document, section)
    for grouped, groups in ((below, len(runs[0].items)), (apart, len(runs))):
        intro = announcement(document, above, len(grouped))
        lead = intro if intro is not None and intro.count else heading
        if groups > 1 and lead is not None and lead.count == len(grouped) != len(runs[0].items):
            goals = tuple(
                StatedGoal.of(trim(document.text, item.start_char, item.end_char), None, topic=group)
                for item, group in grouped
            )
            return StatedList(leads=(lead, *leads_above(document, section)), goals=goals)
    return None


def paragraphs_above(section: Section, place: int) -> tuple[Block, ...]:
    """The paragraphs directly above a block of a section, in order."""
    above: list[Block] = []
    for block in reversed(section.blocks[:place]):
        if block.kind == "paragraph":
            above.insert(0, block)
        elif block.kind != "noise":
            break
    return tuple(above)


def announcement(document: Document, above: Sequence[Block], count: int) -> GoalLead | None:
    """What the paragraphs above a list say of its goals.

    The last sentence announces them when it leads into the list; an earlier one when it counts as many.
    """
    sentences = [
        display_text(document.text[s.start_char : s.end_char]) for block in above for s in units(document, block)
    ]
    for place, sentence in enumerate(reversed(sentences)):
        lead = read_sentence(sentence, document.language)
        leads_in = place == 0 and (
            not ends_sentence(sentence) or find_term("following", sentence, document.language) is not None
        )
        if lead is not None and (leads_in or lead.count == count):
            return lead
        if leads_in and strives(sentence, document.language):
            return GoalLead(noun=Span(start_char=0, end_char=len(sentence)), is_emphasis=False, owner=None, count=None)
    return None


def strives(sentence: str, language: Language) -> bool:
    """Whether a sentence that leads into a list says what is striven for without the word ("Pyrimme siihen, että:")."""
    return find_term("striving", sentence, language) is not None and not find_others(sentence, language)


def _announces_other(document: Document, above: Sequence[Block]) -> bool:
    """Whether the line above a list says that it lists something else, as measures."""
    text = document.text[above[-1].start_char : above[-1].end_char] if above else ""
    sentence = text.rsplit(". ", 1)[-1]
    return sentence.endswith(":") and bool(find_others(sentence, document.language))


def _runs(document: Document, section: Section) -> Iterator[_Run]:
    """The lists of a section; what stands below an item, indented or before the next number, belongs to it."""
    items: list[tuple[int, Block, _Marker]] = []
    between: list[Block] = []
    for place, block in enumerate(section.blocks):
        if block.kind == "noise":
            continue
        if block.kind != "list_item":
            between.append(block)
            continue
        marker = _marker(document.text, block)
        if items and between and not _goes_on(document.text, items, between, marker):
            yield _run(items)
            items = []
        items.append((place, block, marker))
        between = []
    if items:
        yield _run(items)


def _run(items: Sequence[tuple[int, Block, _Marker]]) -> _Run:
    first = items[0][2]
    tops: list[tuple[Block, _Marker]] = []
    under: list[tuple[Block, Block, int]] = []
    for _, block, marker in items:
        if marker.sign == first.sign and marker.column <= first.column + 1:
            tops.append((block, marker))
        elif marker.column > first.column:
            under.append((block, tops[-1][0], marker.column))
    nearest = min((column for _, _, column in under), default=0)
    return _Run(
        first_block=items[0][0],
        items=tuple(block for block, _ in tops),
        numbers=tuple(marker.number for _, marker in tops),
        below=tuple((block, top) for block, top, column in under if column <= nearest + 1),
    )


def _goes_on(text: str, items: Sequence[tuple[int, Block, _Marker]], between: Sequence[Block], marker: _Marker) -> bool:
    """Whether an item belongs to the list above although other text stands between them."""
    if any(block.kind != "paragraph" for block in between):
        return False
    if all(_column(text, block.start_char) >= 2 for block in between):
        return True
    numbers = [above.number for _, _, above in items if above.number is not None]
    return marker.number is not None and bool(numbers) and marker.number == numbers[-1] + 1


def _marker(text: str, item: Block) -> _Marker:
    start = text.rfind("\n", 0, item.start_char) + 1
    while start < item.start_char and text[start] in " \t>\u00a0":
        start += 1
    match = LIST_MARKER.match(text, start)
    column = _column(text, start)
    if match is None:
        return _Marker(column=column, number=None, sign="")
    if match["number"]:
        return _Marker(column=column, number=int(match["number"]), sign="1")
    return _Marker(column=column, number=None, sign=match["bullet"] or "a")


def _column(text: str, start_char: int) -> int:
    return len(text[text.rfind("\n", 0, start_char) + 1 : start_char].expandtabs(4))
