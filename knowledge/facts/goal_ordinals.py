"""Goals that sentences count: "The second goal is ...", "Toiseksi ...", and those between that say no number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.display import display_text
from knowledge.expressions import find_ordinal
from knowledge.facts.goal_enumerations import enumerated_items
from knowledge.facts.goal_leads import ADVERBS, GoalLead, find_all_terms, find_term, leads_above, read_sentence
from knowledge.facts.goal_statements import StatedGoal, StatedList
from knowledge.facts.terms import term_patterns
from knowledge.facts.themes import find_theme
from knowledge.languages import find_words
from knowledge.schema import Document, Language, Section, Span
from knowledge.sentences import units

_FIRST_WORDS = 10  # where an ordinal sentence names its goal
_MOST_WORDS_BETWEEN = 4  # ordinal and noun: "the first of the goals"
_SENTENCES_ABOVE = 4  # in which the number of goals may be stated


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ordinal:
    """What a sentence counts.

    ``number`` is 0 for "the last". ``names_goal`` is False for one that only goes on counting ("The second is ...").
    ``content_char`` is where the goal's own words begin in the sentence.
    """

    number: int
    names_goal: bool
    is_emphasis: bool
    content_char: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """A sentence of a section that counts a goal, by its place among the sentences."""

    place: int
    number: int
    goal: StatedGoal
    is_emphasis: bool


def ordinal_goals(document: Document, section: Section) -> Iterator[StatedList]:
    """The goals that sentences of a section number in words, from the first on, two at least.

    Sentences between two of them, or after the last while some of a stated number are missing, fill the places that
    have no number; of the same theme they make one goal.
    """
    paragraphs = [block for block in section.blocks if block.kind == "paragraph"]
    sentences = [(span, place) for place, block in enumerate(paragraphs) for span in units(document, block)]
    spans = [span for span, _ in sentences]
    heads = leads_above(document, section)
    for chain in _chains(document, spans, bool(heads)):
        above = [
            lead
            for span in reversed(spans[max(chain[0].place - _SENTENCES_ABOVE, 0) : chain[0].place])
            if (lead := read_sentence(display_text(document.text[span.start_char : span.end_char]), document.language))
        ]
        counting = next((lead for lead in above if lead.count is not None), above[0] if above else None)
        leads = (*((counting,) if counting else ()), *heads)
        first = spans[chain[0].place]
        own = read_sentence(document.text[first.start_char : first.end_char], document.language)
        total = next((lead.count for lead in (*leads, own) if lead is not None and lead.count is not None), 0)
        goals: list[StatedGoal] = []
        for here, after in zip(chain, (*chain[1:], None), strict=True):
            goals.append(here.goal)
            if after is not None:
                goals.extend(_fill(document, spans[here.place + 1 : after.place], here, after.number - here.number - 1))
            else:
                last = [span for span, block in sentences[here.place + 1 :] if block == sentences[here.place][1]]
                goals.extend(_fill(document, last, here, total - here.number, is_last=True))
        emphasis = GoalLead(noun=first, is_emphasis=True, owner=None, count=None)
        yield StatedList(leads=(emphasis, *leads) if chain[0].is_emphasis else leads, goals=tuple(goals))


def _chains(document: Document, sentences: Sequence[Span], under_goals: bool) -> Iterator[tuple[_Counted, ...]]:
    chain: list[_Counted] = []
    was_about_goals = under_goals
    for place, span in enumerate(sentences):
        text = document.text[span.start_char : span.end_char]
        ordinal = _read_ordinal(text, document.language)
        before = chain[-1].number if chain else 0
        number = ordinal.number or before + 1 if ordinal else 0
        begins = ordinal is not None and number == 1 and (ordinal.names_goal or was_about_goals)
        goes_on = ordinal is not None and (number == before + 1 or (ordinal.names_goal and number > before)) and before
        if ordinal is not None and (begins or goes_on):
            if begins:
                if len(chain) > 1:
                    yield tuple(chain)
                chain = []
            goal = StatedGoal(start_char=span.start_char + ordinal.content_char, end_char=span.end_char, number=number)
            chain.append(_Counted(place=place, number=number, goal=goal, is_emphasis=ordinal.is_emphasis))
        was_about_goals = under_goals or read_sentence(text, document.language) is not None
    if len(chain) > 1:
        yield tuple(chain)


def _fill(
    document: Document, sentences: Sequence[Span], before: _Counted, places: int, *, is_last: bool = False
) -> tuple[StatedGoal, ...]:
    """The goals without a number that stand in so many places; sentences of one theme are one."""
    if places <= 0 or not sentences:
        return ()
    first = sentences[0]
    items = enumerated_items(document.text[first.start_char : first.end_char], document.language)
    if len(items) == places:  # "The other goals are ..."
        spans = (
            Span(start_char=first.start_char + i.start_char, end_char=first.start_char + i.end_char) for i in items
        )
        return tuple(StatedGoal.of(span, None) for span in spans)
    groups: list[tuple[Span, object]] = []
    for span in sentences:
        theme = find_theme(document.text[span.start_char : span.end_char], document.language)
        if groups and (theme is None or theme == groups[-1][1]):
            groups[-1] = (Span(start_char=groups[-1][0].start_char, end_char=span.end_char), groups[-1][1])
        else:
            groups.append((span, theme))
    words = document.text[before.goal.start_char : before.goal.end_char]
    if len(groups) > places and groups[0][1] in {None, find_theme(words, document.language)}:
        del groups[0]  # says more about the goal before
    while len(groups) > places and not is_last:
        end = groups.pop()[0].end_char
        groups[-1] = (Span(start_char=groups[-1][0].start_char, end_char=end), groups[-1][1])
    return tuple(StatedGoal.of(span, None) for span, _ in groups[:places])


def _read_ordinal(sentence: str, language: Language) -> _Ordinal | None:
    for number, adverb in enumerate(ADVERBS, start=1):
        term = find_term(adverb, sentence, language)
        if term is None or term.start_char > 0:
            continue
        rest = sentence[term.end_char :].lstrip(" ,")
        # "First, ..." counts and "First aid" does not.
        if sentence[: term.end_char].casefold() != adverb or sentence[term.end_char :].startswith(","):
            content_char = len(sentence) - len(rest)
            return _Ordinal(number=number, names_goal=False, is_emphasis=False, content_char=content_char)
    words = find_words(sentence)[: _FIRST_WORDS + 1]
    ordinals = [
        (place, value)
        for place, word in enumerate(words)
        if (value := find_ordinal(sentence[word.start_char : word.end_char + 2], language)) is not None
    ]
    last = find_term("last", sentence, language)
    nouns = sorted(
        (span.start_char, span.end_char, role == "emphasis")
        for role in ("goal", "emphasis")
        for span in find_all_terms(role, sentence, language)
    )
    for start, end, is_emphasis in nouns[:1]:
        place = next((place for place, word in enumerate(words) if word.start_char <= start < word.end_char), None)
        if place is None:
            break
        near = [(at, value) for at, value in ordinals if at < place + 3]
        if not near and last is not None and last.end_char <= start and last.start_char <= 25:
            return _stated(sentence, 0, end, is_emphasis, language)
        if len(near) != 1 or not -2 <= place - near[0][0] <= _MOST_WORDS_BETWEEN:
            continue
        at, value = near[0]
        return _stated(sentence, value, max(end, words[at].end_char), is_emphasis, language)
    if len(ordinals) == 1 and ordinals[0][0] <= 1 and not nouns:
        stated = _stated(sentence, ordinals[0][1], words[ordinals[0][0]].end_char, False, language)
        if stated is not None:
            return _Ordinal(number=stated.number, names_goal=False, is_emphasis=False, content_char=stated.content_char)
    return None


def _stated(sentence: str, number: int, end: int, is_emphasis: bool, language: Language) -> _Ordinal | None:
    """The ordinal of a sentence that goes on by saying what the goal is, and not what became of it."""
    match = _says_what(language).match(sentence, end)
    if match is None or not sentence[match.end() :].strip(" ."):
        return None
    done = term_patterns("goal_words.csv", "role", language)["done"].match(sentence, match.end())
    if done and not match["that"]:
        return None
    return _Ordinal(number=number, names_goal=True, is_emphasis=is_emphasis, content_char=match.end())


@cache
def _says_what(language: Language) -> re.Pattern[str]:
    patterns = term_patterns("goal_words.csv", "role", language)
    copula, that = patterns["copula"].pattern, patterns["that"].pattern
    clause, striving = patterns["clause"].pattern, patterns["striving"].pattern
    return re.compile(
        # "As our third goal, we want ..." has a comma in the place of a copula.
        rf"\.?(?:,(?!\s+{clause})(?:\s+we\s+{striving}|(?=\s))|"
        rf"(?:\s+[\w’'-]+){{0,4}}?(?:\s*[:–—]\s+|\s+-\s+|\s+{copula}))(?P<that>\s*,?\s*{that},?)?\s*",
        re.IGNORECASE,
    )
