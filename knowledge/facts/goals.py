"""The goals a document states: the municipality's own, the model's, and areas of emphasis.

A page may state its goals in many layouts. Each is read by a function of its own; where two read the same words, the
one that goes by clearer signs counts.
"""

from collections.abc import Iterator

from knowledge.facts.goal_enumerations import emphasis_statements, enumerated_goals, single_goals
from knowledge.facts.goal_leads import resolve_owner
from knowledge.facts.goal_lists import listed_goals
from knowledge.facts.goal_numberings import numbered_goals, worded_goals
from knowledge.facts.goal_ordinals import ordinal_goals
from knowledge.facts.goal_run_ins import run_in_goals
from knowledge.facts.goal_sections import headed_goals, labelled_goals, paragraph_goals
from knowledge.facts.goal_statements import StatedList
from knowledge.facts.goal_tables import tabled_goals
from knowledge.facts.schema import Goal, GoalOwner, GoalTheme
from knowledge.facts.themes import find_theme
from knowledge.schema import Document, Span, overlap

# Clearest signs first: a label or a numbered sentence says more than the look of a list.
_IN_A_SECTION = (
    tabled_goals,
    run_in_goals,
    listed_goals,
    worded_goals,
    ordinal_goals,
    numbered_goals,
    enumerated_goals,
    emphasis_statements,
    paragraph_goals,
)


def extract_goals(document: Document) -> tuple[Goal, ...]:
    """The goals of a document, in the order of the text; of one that states none, none.

    ``number`` counts the goals of a list from 1; where the page numbers some of them, its numbers count, so that its
    fifth goal is the fifth. A goal's ``text`` leaves out list markers, numbers and "The second goal is that".
    """
    kept: list[StatedList] = []
    for stated in _all_lists(document):
        if stated.goals and not any(
            overlap(goal, other) for goal in stated.goals for one in kept for other in one.goals
        ):
            kept.append(stated)
    if all(resolve_owner(stated.leads, document.municipality) is not GoalOwner.MUNICIPALITY for stated in kept):
        taken = [goal for stated in kept for goal in stated.goals]
        kept.extend(
            stated
            for stated in single_goals(document)
            if document.municipality and not any(overlap(goal, other) for goal in stated.goals for other in taken)
        )
    goals = [goal for stated in kept for goal in _goals(document, stated)]
    return tuple(sorted(goals, key=lambda goal: goal.start_char))


def _all_lists(document: Document) -> Iterator[StatedList]:
    yield from labelled_goals(document)
    for read in _IN_A_SECTION:
        for section in document.sections:
            yield from read(document, section)
    yield from headed_goals(document)


def _theme_of(document: Document, topic: Span | None) -> GoalTheme | None:
    return find_theme(document.text[topic.start_char : topic.end_char], document.language) if topic else None


def _goals(document: Document, stated: StatedList) -> Iterator[Goal]:
    owner = resolve_owner(stated.leads, document.municipality)
    given = [goal.number for goal in stated.goals if goal.number is not None]
    # Numbers that do not count up from 1 number something else.
    counts = given == sorted(set(given)) and stated.goals[0].number in {None, 1}
    number = 0
    for goal in stated.goals:
        is_numbered = counts and goal.number is not None and goal.number > number
        number = goal.number if is_numbered and goal.number is not None else number + 1
        text = document.text[goal.start_char : goal.end_char]
        yield Goal(
            document_id=document.document_id,
            municipality=document.municipality,
            language=document.language,
            owner=owner,
            number=number,
            is_numbered=is_numbered,
            theme=find_theme(text, document.language) or _theme_of(document, goal.topic),
            list_start_char=stated.goals[0].start_char,
            text=text,
            start_char=goal.start_char,
            end_char=goal.end_char,
        )
