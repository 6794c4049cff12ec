"""Goals that are numbered inside a paragraph: "1) ... 2) ...", "a) ... b) ...", "the first is ..., the second ..."."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from knowledge.display import display_text
from knowledge.expressions import find_ordinal
from knowledge.facts.goal_leads import (
    ADVERBS,
    LEAD_MAX_CHARS,
    GoalLead,
    find_all_terms,
    find_others,
    heading_lead,
    leads_above,
    read_sentence,
)
from knowledge.facts.goal_lists import strives
from knowledge.facts.goal_statements import StatedGoal, StatedList, cut_item
from knowledge.facts.terms import term_patterns
from knowledge.facts.themes import find_theme
from knowledge.languages import find_words
from knowledge.schema import Document, Language, Section, Span
from knowledge.sentences import units

_SIGN = re.compile(r"(?<![\w.(])\(?(?:(?P<number>\d{1,2})|(?P<letter>[a-h]))\)\s+(?=\S)")
_DOTTED = re.compile(r"(?<=[:;,.]\s)(?P<number>\d{1,2})\.\s+(?=\S)")
_ARTICLE = re.compile(r"\b(?:det|den|the|our|vårt)\s+\Z", re.IGNORECASE)
_WORDS_TO_NOUN = 2  # between goals and the first ordinal: "of our goals, the first is"


def numbered_goals(document: Document, section: Section) -> Iterator[StatedList]:
    """Goals numbered inside a paragraph, in digits, letters or words, after words that announce goals."""
    for block in section.blocks:
        if block.kind not in {"paragraph", "list_item"}:
            continue
        sentences = units(document, block)
        for signs in _numberings(document, block.start_char, block.end_char):
            first = signs[0].start_char
            here = next((place for place, span in enumerate(sentences) if span.end_char > first), 0)
            end = next((span.end_char for span in sentences if span.end_char > signs[-1].end_char), block.end_char)
            ends = (*(sign.start_char for sign in signs[1:]), end)
            spans = [cut_item(document.text, sign.end_char, end) for sign, end in zip(signs, ends, strict=True)]
            before = document.text[sentences[here].start_char : first]
            above = [document.text[span.start_char : span.end_char] for span in sentences[:here]]
            lead = _announced(document, section, before, above, signs, spans)
            if lead is None:
                continue
            goals = [
                StatedGoal.of(span, number if _is_figure(document.text, sign) else None)
                for number, (sign, span) in enumerate(zip(signs, spans, strict=True), start=1)
                if span.end_char > span.start_char
            ]
            yield StatedList(leads=(lead, *leads_above(document, section)), goals=tuple(goals))


def _announced(
    document: Document,
    section: Section,
    before: str,
    above: Sequence[str],
    signs: Sequence[Span],
    items: Sequence[Span],
) -> GoalLead | None:
    """What announces a numbering: the words before it, the sentences above it, or the section's heading.

    Words that do not lead into it ("The goals were discussed in 1) ...", "The town will a) ...") do so where as many
    goals are counted, or most items have a theme.
    """
    sentence = display_text((before if before.strip() or not above else above[-1])[-LEAD_MAX_CHARS:])
    lead, heading = read_sentence(sentence, document.language), heading_lead(document, section)
    if not before.strip():
        return lead or heading
    themed = sum(find_theme(document.text[i.start_char : i.end_char], document.language) is not None for i in items)
    are_themed = 2 * themed > len(items)
    if lead is not None:
        leads_in = sentence.endswith(":") or _says_which(document.language).search(sentence, lead.noun.end_char)
        return lead if lead.count or leads_in or are_themed else None
    if strives(sentence, document.language) and sentence.endswith(":") and are_themed:
        return GoalLead(noun=Span(start_char=0, end_char=len(sentence)), is_emphasis=False, owner=None, count=None)
    # Words as "first" and "second" may count anything in such a sentence.
    if find_others(sentence, document.language) or not _are_signs(document.text, signs):
        return None
    leads = [read_sentence(display_text(text), document.language) for text in reversed(above)]
    counting = (lead for lead in (*leads, heading) if lead is not None and lead.count == len(items))
    return next(counting, heading if heading and heading.count is None and are_themed else None)


@cache
def _says_which(language: Language) -> re.Pattern[str]:
    patterns = term_patterns("goal_words.csv", "role", language)
    verbs = "|".join(patterns[role].pattern for role in ("copula", "naming"))
    return re.compile(rf"(?:{verbs})(?:\s*,?\s*{patterns['that'].pattern})?\s*\Z", re.IGNORECASE)


def _are_signs(text: str, signs: Sequence[Span]) -> bool:
    return all(text[sign.start_char : sign.end_char].rstrip().endswith((")", ".")) for sign in signs)


def worded_goals(document: Document, section: Section) -> Iterator[StatedList]:
    """Goals that one sentence about goals counts in words ("Of the goals, the first is ..., the second ...")."""
    for block in section.blocks:
        for sentence in units(document, block) if block.kind == "paragraph" else ():
            text = document.text[sentence.start_char : sentence.end_char]
            lead = read_sentence(text, document.language)
            signs = _ordinal_signs(text, document.language)
            if lead is None or len(signs) < 2 or not _is_near(text, lead.noun, signs[0]):
                continue
            start = sentence.start_char
            ends = (*(sign.start_char for sign in signs[1:]), len(text))
            spans = [
                cut_item(document.text, start + sign.end_char, start + end)
                for sign, end in zip(signs, ends, strict=True)
            ]
            if all(span.end_char > span.start_char for span in spans):
                goals = tuple(StatedGoal.of(span, number) for number, span in enumerate(spans, start=1))
                yield StatedList(leads=(lead, *leads_above(document, section)), goals=goals)


def _ordinal_signs(sentence: str, language: Language) -> tuple[Span, ...]:
    """The ordinals of a sentence that count up from the first, each with what introduces its goal."""
    signs: list[Span] = []
    phrases = [term for adverb in ADVERBS for term in find_all_terms(adverb, sentence, language)]
    for word in find_words(sentence):
        if any(term.start_char < word.start_char < term.end_char for term in phrases):
            continue  # "för det första" is a sign of another kind
        if find_ordinal(sentence[word.start_char : word.end_char], language) == len(signs) + 1:
            match = _after_ordinal(language).match(sentence, word.end_char)
            article = _ARTICLE.search(sentence, 0, word.start_char)
            start = article.start() if article else word.start_char
            signs.append(Span(start_char=start, end_char=match.end() if match else word.end_char))
    return tuple(signs)


def _is_near(sentence: str, noun: Span, sign: Span) -> bool:
    """Whether an ordinal counts the goals of its sentence and nothing else."""
    return len(sentence[min(noun.end_char, sign.start_char) : sign.start_char].split()) <= _WORDS_TO_NOUN and (
        noun.end_char <= sign.start_char or noun.start_char < sign.end_char
    )


@cache
def _after_ordinal(language: Language) -> re.Pattern[str]:
    patterns = term_patterns("goal_words.csv", "role", language)
    goal, copula, that = (patterns[role].pattern for role in ("goal", "copula", "that"))
    return re.compile(rf"(?:\s+{goal})?(?:\s+{copula}|\s*[:–—])?(?:\s*,?\s*{that}(?=\s))?,?\s*", re.IGNORECASE)


def _numberings(document: Document, start_char: int, end_char: int) -> Iterator[tuple[Span, ...]]:
    """The signs of each numbering in a stretch, 1, 2, ... in order, two at least."""
    text, language = document.text[:end_char], document.language
    patterns = term_patterns("goal_words.csv", "role", language)
    worded = [
        (number, match.start(), match.end())
        for number, adverb in enumerate(ADVERBS, start=1)
        for match in patterns[adverb].finditer(text, start_char)
    ]
    for signs in (
        [(int(m["number"]), m.start(), m.end()) for m in _SIGN.finditer(text, start_char) if m["number"]],
        [(ord(m["letter"]) - 96, m.start(), m.end()) for m in _SIGN.finditer(text, start_char) if m["letter"]],
        [(int(m["number"]), m.start(), m.end()) for m in _DOTTED.finditer(text, start_char)],
        # A word that opens a sentence counts sentences, which is another way of listing.
        [sign for sign in sorted(worded, key=lambda sign: sign[1]) if _is_inside(text, sign[1])],
    ):
        chain: list[Span] = []
        for number, start, end in (*signs, (1, end_char, end_char)):
            if number == 1 and len(chain) > 1:
                yield tuple(chain)
            if number == 1:
                chain = []
            if number == len(chain) + 1:
                chain.append(Span(start_char=start, end_char=end))


def _is_inside(text: str, start_char: int) -> bool:
    before = text[:start_char].rstrip()
    return bool(before) and before[-1] not in ".!?\n" and text[start_char].islower()


def _is_figure(text: str, sign: Span) -> bool:
    words = text[sign.start_char : sign.end_char].strip(" ().")
    return words.isdecimal() or len(words) > 1
