"""Headings and sentences that announce goals: whose they are, and how many.

goal_words.csv has the words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.facts.schema import GoalOwner, GoalTheme
from knowledge.facts.terms import term_patterns
from knowledge.facts.themes import find_words_of
from knowledge.places import find_places
from knowledge.schema import Document, Language, Located, Section, Span, overlap

WORDS_BEFORE_NOUN = 4  # between a number or an owner and its goals: "viisi lapsia koskevaa tavoitetta"
LEAD_MAX_CHARS = 1000  # nothing longer announces anything; also bounds the time a strange page takes
WORDS_TO_OTHER = 2  # between goals and what is said of them: "tavoitteet, joiden toteutumista"
ADVERBS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_SLOGAN = re.compile(r"(?:tavoitteena|päämääränä|aiming)\b(?!.*(?:että|att|that|on|:)$)(?!$)", re.IGNORECASE)
# "From goals to recognition" tells what became of them.
_ON_FROM_GOALS = re.compile(
    r"tavoitteista \w+(?:[aeiouyäö]n|hin|seen)\b|\bfrån (?:\w+ )?mål\w* till\b|\bfrom (?:\w+ )?goals? to\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s*(?:,|/|&|\+|ja|sekä|och|samt|and)(?=\s|\w)")
_WORD_STEPS = re.compile(rf"(?:\s+[\w’'-]+){{0,{WORDS_BEFORE_NOUN - 1}}}\s+\Z")

_ARE = re.compile(r"\s+(?:on|är|are)\s+")
_STOP = re.compile(r"\s*(?:[.,:;!?–—]|\Z)")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalLead:
    """What a heading or sentence says of the goals it announces.

    ``noun`` is where it names them ("tavoitteet"); ``owner`` is None when it does not say whose they are; ``count`` is
    how many it says there are, None without a number.
    """

    noun: Span
    is_emphasis: bool
    owner: GoalOwner | None
    count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalLabel:
    """A label before a goal ("Tavoite 1:", "2. mål –", "Goal:"); ``number`` is None when it has none."""

    number: int | None
    is_emphasis: bool
    start_char: int
    end_char: int


def find_label(text: str, language: Language, start_char: int = 0) -> GoalLabel | None:
    """The first label of a goal from a position on, at the start of a line, a sentence or a cell; None without."""
    match = _labels(language).search(text, start_char)
    if match is None:
        return None
    number = match["number"] or match["before"]
    return GoalLabel(
        number=(_ROMAN.index(number) + 1 if number in _ROMAN else int(number)) if number else None,
        is_emphasis=bool(match["emphasis"]),
        start_char=match.start(),
        end_char=match.end(),
    )


@cache
def _labels(language: Language) -> re.Pattern[str]:
    patterns = term_patterns("goal_words.csv", "role", language)
    goal, emphasis = patterns["label_goal"].pattern, patterns["label_emphasis"].pattern
    number = rf"(?P<number>\d{{1,2}}|(?-i:{'|'.join(reversed(_ROMAN))}))"
    return re.compile(
        r"(?:^|(?<=[.!?;:|]\s))[ \t>*_#]*(?:(?P<before>\d{1,2})\.\s*)?"
        rf"(?:{goal}|(?P<emphasis>{emphasis}))(?:\s*(?:(?:nro|nr|no)\b\.?\s*)?{number})?"
        r"(?:\s*[:.)–—-]+[*_]{0,3}(?:\s+|$)|(?<=[\dIVX])[*_]{0,3}\s*$)",
        re.IGNORECASE | re.MULTILINE,
    )


def heading_lead(document: Document, section: Section) -> GoalLead | None:
    """What a section's own heading announces; None without a heading, or without goals in it."""
    return read_heading(section.heading_path[-1], document.language) if section.heading_path else None


def leads_above(document: Document, section: Section) -> tuple[GoalLead, ...]:
    """What the headings over a section's blocks announce, the nearest first."""
    leads = (read_heading(heading, document.language) for heading in reversed(section.heading_path))
    return tuple(lead for lead in leads if lead is not None)


def find_term(role: str, text: str, language: Language, start_char: int = 0) -> Span | None:
    """Where the first term of a role in goal_words.csv stands from a position on; None when none does."""
    match = term_patterns("goal_words.csv", "role", language)[role].search(text, start_char)
    return Span(start_char=match.start(), end_char=match.end()) if match else None


def find_all_terms(role: str, text: str, language: Language) -> tuple[Span, ...]:
    """Where the terms of a role in goal_words.csv stand, in order."""
    pattern = term_patterns("goal_words.csv", "role", language)[role]
    return tuple(Span(start_char=match.start(), end_char=match.end()) for match in pattern.finditer(text))


def read_heading(text: str, language: Language) -> GoalLead | None:
    """What a heading announces; None when it announces no goals.

    "Goals", "Goals and measures", "What do we want to achieve?" and "We promise that" do, "How the goals are
    monitored", "Measures" and a slogan ("Tavoitteena hyvä arki") do not.
    """
    asked = find_term("aim_question", text, language)
    if asked is not None or (_leads_on(text, language) and find_term("striving", text, language)):
        noun = asked or Span(start_char=0, end_char=len(text))
        return GoalLead(noun=noun, is_emphasis=False, owner=None, count=None)
    lead = _read(text, language)
    label = find_label(text, language)
    if lead is None or (label is not None and (label.number or label.end_char < len(text))):
        return None
    if _SLOGAN.search(text) or _ON_FROM_GOALS.search(text) or find_term("list_of_contents", text, language):
        return None
    others = find_others(text, language)
    if others and (
        others[0].start_char < lead.noun.start_char or (not _JOINED.match(text, lead.noun.end_char) and not lead.count)
    ):
        return None
    return lead


def _leads_on(heading: str, language: Language) -> bool:
    """Whether a heading is the beginning of a sentence that goes on below it ("Vi strävar efter att")."""
    last = heading.rstrip(" :").rsplit(" ", 1)[-1]
    return len(heading) <= LEAD_MAX_CHARS and find_term("that", last, language) == Span(
        start_char=0, end_char=len(last)
    )


def read_sentence(text: str, language: Language) -> GoalLead | None:
    """What a sentence announces; None when it announces no goals, or says what becomes of them."""
    lead = _read(text, language)
    if lead is None:
        return None
    near = (
        text[min(other.end_char, lead.noun.end_char) : max(other.start_char, lead.noun.start_char)].split()
        for other in find_others(text, language)
    )
    return None if lead.count is None and any(len(words) <= WORDS_TO_OTHER for words in near) else lead


def resolve_owner(leads: Sequence[GoalLead], municipality: str | None) -> GoalOwner:
    """Whose goals they are, by the leads above them, nearest first, and whose page it is."""
    if leads and leads[0].is_emphasis:
        return GoalOwner.EMPHASIS
    if municipality is None:
        return GoalOwner.MODEL
    return next((lead.owner for lead in leads if lead.owner is not None), GoalOwner.MUNICIPALITY)


def stated_count(text: str, noun: Span, language: Language) -> int | None:
    """The number of goals, from 2 to 10, that a text states; None without.

    It stands before their noun ("kolme tärkeää tavoitetta"), in it, or after it ("tavoitteita on neljä").
    """
    patterns = term_patterns("goal_words.csv", "role", language)
    found = [
        (match.start(), number)
        for number in range(2, 11)
        for match in patterns[str(number)].finditer(text)
        if noun.start_char <= match.start() < noun.end_char
        or _WORD_STEPS.fullmatch(text, match.end(), noun.start_char)
        or (_ARE.fullmatch(text, noun.end_char, match.start()) and _STOP.match(text, match.end()))
    ]
    return max(found)[1] if found else None


def _read(text: str, language: Language) -> GoalLead | None:
    if len(text) > LEAD_MAX_CHARS:
        return None
    besides = find_all_terms("besides", text, language)
    nouns = [
        (noun, role == "emphasis")
        for role in ("goal", "emphasis")
        for noun in find_all_terms(role, text, language)
        if not _is_besides(text, noun, besides, language)
    ]
    if not nouns:
        return None
    counts = [stated_count(text, noun, language) for noun, _ in nouns]
    chosen = next((index for index, count in enumerate(counts) if count is not None), 0)
    noun, is_emphasis = nouns[chosen]
    return GoalLead(noun=noun, is_emphasis=is_emphasis, owner=_owner(text, noun, language), count=counts[chosen])


def find_others(text: str, language: Language) -> tuple[Span, ...]:
    """Where a text speaks of what is done about goals; to assess what decisions mean for children is a goal itself."""
    goals = find_words_of(GoalTheme.IMPACT_ASSESSMENT, text, language)
    others = find_all_terms("other", text, language)
    return tuple(other for other in others if not any(overlap(other, span) for span in goals))


def _is_besides(text: str, noun: Span, besides: Sequence[Span], language: Language) -> bool:
    """Whether the noun only says beside what something stands: "Päätavoitteiden lisäksi", "besides the main goals"."""
    if language == "fi":
        return any(text[noun.end_char : term.start_char].isspace() for term in besides)
    return any(
        term.end_char <= noun.start_char and len(text[term.end_char : noun.start_char].split()) <= 2 for term in besides
    )


def _owner(text: str, noun: Span, language: Language) -> GoalOwner | None:
    """Whose goals the noun names: the nearest owner before it, or one that follows ("goals of the model")."""
    after = term_patterns("goal_words.csv", "role", language)["model_after"].search(
        text, noun.start_char if language == "sv" else noun.end_char
    )
    if after and after.start() - noun.end_char <= 1:
        return GoalOwner.MODEL
    if text[noun.start_char : noun.end_char].casefold().endswith("mme"):
        return GoalOwner.MUNICIPALITY
    models = [span for span in find_all_terms("model", text, language) if not _is_basis(text, span, language)]
    places = [place for place in find_places(text) if place.exact]
    named: tuple[Located, ...] = (*find_all_terms("own", text, language), *places)
    owns = [span for span in named if not any(overlap(span, model) for model in models)]
    found = [(model.start_char, GoalOwner.MODEL) for model in models] + [
        (own.start_char, GoalOwner.MUNICIPALITY) for own in owns if not _is_page(text, own.end_char, language)
    ]
    before = [owner for owner in found if owner[0] < noun.start_char]
    if before:
        return max(before)[1]
    return GoalOwner.MUNICIPALITY if any(owner is GoalOwner.MUNICIPALITY for _, owner in found) else None


def _is_page(text: str, end_char: int, language: Language) -> bool:
    """Whether an owner owns the page that is spoken of, and not the goals ("Imatra's page lists")."""
    page = find_term("page", text, language, end_char)
    return page is not None and page.start_char - end_char <= 3


def _is_basis(text: str, model: Span, language: Language) -> bool:
    """Whether the model is what goals are based on, or set in, and not whose they are ("mallin pohjalta")."""
    after = find_term("basis_after", text, language, model.end_char)
    if after is not None and len(text[model.end_char : after.start_char].split()) <= 3:
        return True
    before = text[: model.start_char].split()
    # A term counts when it is the word before; "the model has" may own, "using the model" may not.
    if not before or language == "fi":
        return False
    words = [word for word in before[-4:] if word.casefold() not in {"the", "operating", "unicef's", "unicef’s"}]
    return bool(words) and find_term("basis_before", words[-1], language) is not None
