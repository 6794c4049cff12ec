"""Goals that sentences name: "our goals are X, Y and Z", "X was found to need development"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from knowledge.facts.goal_leads import (
    GoalLead,
    find_all_terms,
    find_term,
    leads_above,
    read_sentence,
)
from knowledge.facts.goal_statements import StatedGoal, StatedList, cut_item, trim
from knowledge.facts.schema import GoalOwner
from knowledge.facts.terms import term_patterns
from knowledge.facts.themes import find_theme
from knowledge.schema import Document, Language, Section, Span
from knowledge.sentences import units

ITEM_MAX_CHARS = 250
_APPOSED = re.compile(r"\s*[,–—]\s+")
_STRONG = re.compile(r",?\s+(?:sekä|samt|as well as)\s+")
_WEAK = re.compile(r",?\s+(?:ja|och|and|&)\s+")
_SINGULAR = {
    "fi": re.compile(r"(?:(?<!mm)e|een|eena|eeksi|eella|etta|että|eesta|eenamme|eenaan|us|uksena|uksen)\Z"),
    "sv": re.compile(r"(?:målet|ningen|punkten|området)\Z"),
    "en": re.compile(r"\A(?!.*[^s]s\b)"),
}


def enumerated_goals(document: Document, section: Section) -> Iterator[StatedList]:
    """The goals of sentences that announce several and name them, parted by semicolons or commas."""
    for sentence in _sentences(document, section):
        text = document.text[sentence.start_char : sentence.end_char]
        items = enumerated_items(text, document.language)
        lead = read_sentence(text, document.language)
        if items and lead is not None:
            start = sentence.start_char
            spans = (Span(start_char=start + i.start_char, end_char=start + i.end_char) for i in items)
            goals = tuple(StatedGoal.of(span, None) for span in spans)
            yield StatedList(leads=(lead, *leads_above(document, section)), goals=goals)


def enumerated_items(sentence: str, language: Language) -> tuple[Span, ...]:
    """The goals that a sentence announces and names, as many as it counts or most of a theme; empty without."""
    lead = read_sentence(sentence, language)
    if lead is None or (lead.count is None and _is_singular(sentence, lead, language)):
        return ()
    items = _items_after(sentence, lead, language)
    themed = sum(find_theme(sentence[item.start_char : item.end_char], language) is not None for item in items)
    if len(items) < 2 or lead.count not in {None, len(items)}:
        return ()
    # As many as are counted says the most of it.
    return items if 2 * themed > len(items) or (themed and lead.count) else ()


def emphasis_statements(document: Document, section: Section) -> Iterator[StatedList]:
    """Areas of emphasis that sentences name one by one, with what the next sentences add as important too."""
    goals: list[StatedGoal] = []
    last_end = -1
    for sentence in _sentences(document, section):
        text = document.text[sentence.start_char : sentence.end_char]
        is_next = bool(goals) and not document.text[last_end : sentence.start_char].strip()
        content = _named_emphasis(text, document.language, also=is_next)
        if goals and (content is None or not is_next):
            yield _emphasis(goals)
            goals = []
            content = _named_emphasis(text, document.language, also=False)
        if content is not None:
            start = sentence.start_char
            span = trim(document.text, start + content, start + len(text))
            goals.append(StatedGoal.of(span, None))
            last_end = sentence.end_char
    if goals:
        yield _emphasis(goals)


def single_goals(document: Document) -> Iterator[StatedList]:
    """What sentences call the municipality's goal without listing any: "Our goal is to ..."; one list of them all."""
    goals: list[StatedGoal] = []
    leads: tuple[GoalLead, ...] = ()
    for section in document.sections:
        for sentence in _sentences(document, section):
            text = document.text[sentence.start_char : sentence.end_char]
            lead = read_sentence(text, document.language)
            if lead is None or lead.is_emphasis or lead.owner is not GoalOwner.MUNICIPALITY or lead.count:
                continue
            match = _calls_goal(document.language).match(text, lead.noun.end_char)
            if match and len(text[match.end() :].split()) >= 2 and find_theme(text[match.end() :], document.language):
                goals.append(
                    StatedGoal(start_char=sentence.start_char + match.end(), end_char=sentence.end_char, number=None)
                )
                leads = (lead,)
    if goals:
        yield StatedList(leads=leads, goals=tuple(goals))


def _sentences(document: Document, section: Section) -> Iterator[Span]:
    for block in section.blocks:
        if block.kind == "paragraph":
            yield from units(document, block)


def _is_singular(sentence: str, lead: GoalLead, language: Language) -> bool:
    noun = sentence[lead.noun.start_char : lead.noun.end_char].casefold()
    return _SINGULAR[language].search(noun) is not None


def _items_after(sentence: str, lead: GoalLead, language: Language) -> tuple[Span, ...]:
    """The items a sentence names after its noun; empty when it names none."""
    colon = sentence.find(":", lead.noun.end_char)
    if colon >= 0:
        return _parts(sentence, colon + 1, lead.count, language)
    # "... has three goals, X, Y and Z": as many as are counted, or another clause.
    apposed = _APPOSED.match(sentence, lead.noun.end_char)
    if apposed and lead.count and not _opens_clause(sentence, apposed.end(), language):
        items = _parts(sentence, apposed.end(), lead.count, language)
        if len(items) == lead.count:
            return items
    tail = sentence[lead.noun.end_char :]
    naming = find_term("naming", tail, language)
    if naming is not None and len(tail[: naming.start_char].split()) <= 3:
        return _parts(sentence, lead.noun.end_char + naming.end_char, lead.count, language)
    if find_term("naming", sentence[: lead.noun.start_char], language) is None:
        return ()
    return _from_parallel(sentence, _parts(sentence, lead.noun.end_char, lead.count, language))


def _from_parallel(sentence: str, items: Sequence[Span]) -> tuple[Span, ...]:
    """Items of which the first begins where it has the word that another begins with ("... utveckling av")."""
    if not items:
        return ()
    first, *others = items
    words = {sentence[item.start_char : item.end_char].split()[0].casefold() for item in others}
    found = [
        match.start()
        for match in re.finditer(r"\S+", sentence[first.start_char : first.end_char])
        if match[0].casefold() in words
    ]
    start = first.start_char + (found[-1] if found else 0)
    return (Span(start_char=start, end_char=first.end_char), *others)


def _parts(sentence: str, start_char: int, count: int | None, language: Language) -> tuple[Span, ...]:
    """The parts of an enumeration: at semicolons, or at commas and the last "and"; empty when it is none."""
    tail = sentence[start_char:]
    if ";" in tail:
        cuts = [(match.start(), match.end()) for match in re.finditer(";", tail)]
    else:
        cuts = [
            (m.start(), m.end()) for m in re.finditer(r",(?!\d)", tail) if not _opens_clause(tail, m.end(), language)
        ]
        final = _final_joining(tail, cuts[-1][1] if cuts else 0, count, len(cuts), language)
        if final is None:
            return ()
        cuts = [cut for cut in cuts if cut[1] <= final.start() or cut[0] < final.start()]
        cuts = [cut for cut in cuts if not final.start() <= cut[0] < final.end()] + [(final.start(), final.end())]
    bounds = zip((0, *(end for _, end in cuts)), (*(start for start, _ in cuts), len(tail)), strict=True)
    items = [cut_item(sentence, start_char + start, start_char + end) for start, end in bounds]
    items = [item for item in items if item.end_char > item.start_char]
    return tuple(items) if all(item.end_char - item.start_char <= ITEM_MAX_CHARS for item in items) else ()


def _opens_clause(tail: str, position: int, language: Language) -> bool:
    clause = term_patterns("goal_words.csv", "role", language)["clause"]
    return clause.match(tail, position + len(tail[position:]) - len(tail[position:].lstrip())) is not None


def _final_joining(
    tail: str, start_char: int, count: int | None, commas: int, language: Language
) -> re.Match[str] | None:
    """The word that joins the last item; a weak one counts with a comma before it, or where two are counted."""
    strong = [*_STRONG.finditer(tail, max(start_char - 2, 0))]
    if strong:
        return strong[-1]
    pairs = find_all_terms("pair", tail, language)
    weak = [
        match
        for match in _WEAK.finditer(tail, max(start_char - 2, 0))
        if not any(pair.start_char < match.start() and match.end() < pair.end_char for pair in pairs)
    ]
    return weak[-1] if weak and (commas or count == 2) else None


def _named_emphasis(sentence: str, language: Language, *, also: bool) -> int | None:
    """Where a sentence begins to name an area of emphasis; None when it names none.

    ``also``: the sentence follows one that names one, and may add what is important besides.
    """
    if sentence.endswith(":"):
        return None
    lead = read_sentence(sentence, language)
    noun = lead.noun if lead is not None and lead.is_emphasis and lead.count is None else None
    if noun is None and also and find_term("also", sentence, language):
        noun = find_term("important", sentence, language)
    if noun is None:
        return None
    naming = next(
        (
            term
            for term in find_all_terms("naming", sentence, language)
            if len(sentence[min(term.end_char, noun.end_char) : max(term.start_char, noun.start_char)].split()) <= 2
        ),
        None,
    )
    if naming is None:
        return None
    content = max(naming.end_char, noun.end_char)
    if find_theme(sentence[: min(naming.start_char, noun.start_char)], language):
        return 0
    return content if find_theme(sentence[content:], language) else None


def _emphasis(goals: Sequence[StatedGoal]) -> StatedList:
    noun = Span(start_char=goals[0].start_char, end_char=goals[0].end_char)
    return StatedList(leads=(GoalLead(noun=noun, is_emphasis=True, owner=None, count=None),), goals=tuple(goals))


@cache
def _calls_goal(language: Language) -> re.Pattern[str]:
    patterns = term_patterns("goal_words.csv", "role", language)
    copula, that = patterns["copula"].pattern, patterns["that"].pattern
    # In Swedish and English only "is that" and "is to" say so; "the goal is met" says something else.
    clause = rf"(?:\s*,?\s*{that})?" if language == "fi" else rf"\s*,?\s*{that}"
    return re.compile(rf"(?:\s+[\w’'-]+){{0,3}}?\s+{copula}{clause}\s*", re.IGNORECASE)
