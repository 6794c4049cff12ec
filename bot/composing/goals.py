"""Goals: whole lists in the page's order, one of them, those about something, and what several lists share."""

from collections.abc import Callable, Iterable, Sequence

from bot.composing.facts import extracts_in, originals_in
from bot.composing.statements import Draft, Extract, Statement
from bot.expected import Expected
from bot.key_terms import KeyTerm
from bot.phrasing import phrase
from bot.schema import AnswerGoal
from bot.sought import Sought
from bot.understanding import Understanding
from bot.vocabulary import read_vocabulary
from bot.wording import join_words
from knowledge.display import display_text
from knowledge.facts.introducing import find_introduction
from knowledge.facts.merging import FactCollection, GoalList, Stated
from knowledge.facts.schema import Goal, GoalOwner, GoalTheme
from knowledge.facts.themes import find_themes
from knowledge.languages import find_words
from knowledge.schema import Document, Language

# How much of the best match a goal has to mention to be about the same.
_NEARLY = 0.75
# Statements of this group are about several municipalities and stand first, without a heading.
COMPARISON = ""
# What every question about goals may mention without asking for goals about it.
_GENERAL_CONCEPTS = frozenset(
    {"unicef", "child_friendly", "model", "goal", "emphasis", "measures", "decision", "children", "municipality"}
    | {"granting", "conditions", "support", "leading", "renewal", "validity", "membership", "staff", "young"}
)
_LIST_OWNERS = (GoalOwner.MUNICIPALITY, GoalOwner.EMPHASIS)


class GoalComposer:
    """Composes answers about goals.

    Args:
        find_document: The document of an id, for the sentence that introduces a list.
    """

    def __init__(self, find_document: Callable[[str], Document]) -> None:
        self._find_document = find_document

    def compose(
        self, understanding: Understanding, sought: Sought, facts: FactCollection, places: Sequence[str | None]
    ) -> Draft:
        """The goals asked for, municipality by municipality; what their themes share first, for a comparison.

        Args:
            understanding: The question; its ordinal picks one goal of a list.
            sought: Whose goals.
            facts: All facts.
            places: Whose pages: those asked about, or all.
        """
        # "Helsinki's second goal" is the second, whatever else is said.
        terms = () if understanding.ordinal else self._telling_terms(understanding, sought, facts, places)
        candidates = {
            place: choose_lists(sought, facts.goal_lists, place, is_about_one=bool(terms)) for place in places
        }
        about = goals_about([goals for lists in candidates.values() for goals in lists], terms) if terms else None
        statements: list[Statement] = []
        chosen: list[GoalList] = []
        without: list[str] = []
        for place, lists in candidates.items():
            told = [statement for goals in lists for statement in self._state_list(goals, understanding, about)]
            statements += told
            if told:
                chosen += lists
            elif place is not None:
                without.append(place)
        if len({goals.municipality for goals in chosen}) > 1 and not terms and understanding.ordinal is None:
            statements = [*compare_themes(chosen, understanding.language), *statements]
        return Draft(
            statements=tuple(statements), places_without=tuple(without) if statements and understanding.places else ()
        )

    def _telling_terms(
        self, understanding: Understanding, sought: Sought, facts: FactCollection, places: Sequence[str | None]
    ) -> tuple[KeyTerm, ...]:
        lists = [
            goals for place in places for goals in choose_lists(sought, facts.goal_lists, place, is_about_one=True)
        ]
        terms = telling_terms(understanding, lists)
        # "Olen isoäiti Imatralta ...": a word by chance is no theme.
        return terms if sought.is_about_one else tuple(term for term in terms if term.concepts)

    def _state_list(
        self, goals: GoalList, understanding: Understanding, about: Sequence[Stated[Goal]] | None
    ) -> list[Statement]:
        language, ordinal = understanding.language, understanding.ordinal
        if ordinal is not None and about is None:
            picked = goals.goals[-1:] if ordinal < 0 else goals.goals[ordinal - 1 :][:1]
            return [_state(goal, language, goals.owner) for goal in picked]
        if about is not None:
            return [_state(goal, language, goals.owner) for goal in goals.goals if goal in about]
        introduction = self._introduce(goals, language)
        if understanding.expected is Expected.COUNT and not any(states_count(s, goals, language) for s in introduction):
            introduction = [_count(goals, language)]
        return [*introduction, *(_state(goal, language, goals.owner) for goal in goals.goals)]

    def _introduce(self, goals: GoalList, language: Language) -> list[Statement]:
        """The page's own sentence before the list, in the asker's language; [] where there is none."""
        first = goals.goals[0].in_language(language)
        if first.language != language:
            return []
        document = self._find_document(first.document_id)
        span = find_introduction(document, first.list_start_char)
        if span is None:
            return []
        extract = Extract(
            document_id=first.document_id,
            municipality=document.municipality,
            language=language,
            start_char=span.start_char,
            end_char=span.end_char,
        )
        return [
            Statement(
                text=display_text(document.text[span.start_char : span.end_char]),
                extracts=(extract,),
                is_item=False,
                is_quoted=False,
                group=goals.municipality,
            )
        ]


def telling_terms(understanding: Understanding, lists: Sequence[GoalList]) -> tuple[KeyTerm, ...]:
    """The terms that say what the goals asked for are about: those that some goals mention and others do not."""
    texts = [goal.statements for goals in lists for goal in goals.goals]
    telling = []
    for term in understanding.key_terms:
        if term.concepts & _GENERAL_CONCEPTS:
            continue
        mentioning = sum(max(_mentioned(fact, (term,)) for fact in statements) > 0 for statements in texts)
        if 0 < mentioning < max(len(texts), 2):
            telling.append(term)
    return tuple(telling)


def choose_lists(sought: Sought, lists: Iterable[GoalList], place: str | None, *, is_about_one: bool) -> list[GoalList]:
    """The lists of a page's goals that a question asks for; all of the municipality's for goals about something.

    Areas of emphasis stand in for goals where a page has no goals, and goals for areas of emphasis.
    """
    here = [goals for goals in lists if goals.municipality == place]
    if sought.goal_owner is GoalOwner.MODEL:
        return [goals for goals in here if goals.owner is GoalOwner.MODEL]
    if sought.is_beside_model:
        return here
    own = [goals for goals in here if goals.owner in _LIST_OWNERS]
    asked = [goals for goals in own if goals.owner is sought.goal_owner]
    return own if is_about_one or not asked else asked


def goals_about(lists: Sequence[GoalList], terms: Sequence[KeyTerm]) -> list[Stated[Goal]]:
    """The goals of all lists that mention nearly as much of the terms as any does, in any language version."""
    scored = [
        (goal, max(_mentioned(fact, terms) for fact in goal.statements)) for goals in lists for goal in goals.goals
    ]
    best = max((score for _, score in scored), default=0.0)
    return [goal for goal, score in scored if score > 0 and score >= _NEARLY * best]


def _mentioned(goal: Goal, terms: Sequence[KeyTerm]) -> float:
    vocabulary = read_vocabulary(goal.text, goal.language)
    return sum(term.weight * vocabulary.mentions(term.lemma, term.concepts) for term in terms)


def states_count(introduction: Statement, goals: GoalList, language: Language) -> bool:
    """Whether the page's own sentence says how many goals there are."""
    words = {str(len(goals.goals)), phrase(language, "number.word", count=len(goals.goals)).casefold()}
    return bool(words & {word.text.casefold() for word in find_words(introduction.text)})


def _count(goals: GoalList, language: Language) -> Statement:
    """How many goals a list has, counted here, with the goals as its sources."""
    return Statement(
        text="",
        lead=phrase(language, f"goals.count_{goals.owner.value}", count=len(goals.goals)),
        extracts=tuple(extract for goal in goals.goals for extract in extracts_in(goal, language)),
        originals=tuple(original for goal in goals.goals for original in originals_in(goal, language)),
        is_item=False,
        is_quoted=False,
        group=goals.municipality,
    )


def _state(goal: Stated[Goal], language: Language, owner: GoalOwner) -> Statement:
    shown = goal.in_language(language)
    return Statement(
        text=display_text(shown.text),
        extracts=extracts_in(goal, language),
        originals=originals_in(goal, language),
        is_item=True,
        number=shown.number if owner is not GoalOwner.EMPHASIS else None,
        is_quoted=shown.language != language,
        group=goal.page_municipality,
        facts=(
            AnswerGoal(
                number=shown.number,
                text=shown.text,
                text_original=None if shown.language == goal.original.language else goal.original.text,
                theme=shown.theme.value if shown.theme else None,
                owner=owner.value,
                municipality=goal.municipality,
            ),
        ),
    )


def compare_themes(lists: Sequence[GoalList], language: Language) -> list[Statement]:
    """One sentence on the themes that all lists share, with the goals it rests on; [] when they share none."""
    by_list = [_by_theme(goals) for goals in lists]
    shared = [theme for theme in by_list[0] if all(theme in themes for themes in by_list[1:])]
    if not shared:
        return []
    goals = [goal for themes in by_list for theme in shared for goal in themes[theme]]
    names = join_words(language, [phrase(language, f"theme.{theme.value}") for theme in shared])
    return [
        Statement(
            text="",
            lead=phrase(language, "goals.shared", themes=names),
            extracts=tuple(extract for goal in goals for extract in extracts_in(goal, language)),
            originals=tuple(original for goal in goals for original in originals_in(goal, language)),
            is_item=False,
            is_quoted=False,
            group=COMPARISON,
        )
    ]


def _by_theme(goals: GoalList) -> dict[GoalTheme, list[Stated[Goal]]]:
    """The goals of a list by every theme that one of their statements touches."""
    found: dict[GoalTheme, list[Stated[Goal]]] = {}
    for goal in goals.goals:
        themes = {theme for fact in goal.statements for theme in find_themes(fact.text, fact.language)}
        for theme in sorted(themes):
            found.setdefault(theme, []).append(goal)
    return found
