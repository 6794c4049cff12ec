"""Which facts a question asks for: contacts, events of some kinds, goals of some list; or none of these."""

from dataclasses import dataclass
from enum import StrEnum

from bot.expected import Expected
from bot.intents import Intent, Intents
from bot.patterns import PatternKind, find_pattern
from bot.understanding import Understanding
from knowledge.facts.schema import EventKind, GoalOwner


class Topic(StrEnum):
    """What composes an answer; passages answer what no facts do."""

    CONTACTS = "contacts"
    TIMELINE = "timeline"
    GOALS = "goals"
    PASSAGES = "passages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """The facts that a question asks for.

    ``event_kinds`` is empty for a whole timeline. ``goal_owner`` None means the municipality's goals and its areas
    of emphasis. ``is_about_one`` says that goals about something are asked for rather than a whole list,
    ``is_renewal`` that a further recognition is and not the first, ``is_beside_model`` that the model's goals are
    as well. ``is_sure`` False means that events of other kinds may be meant.
    """

    topic: Topic
    event_kinds: frozenset[EventKind] = frozenset()
    goal_owner: GoalOwner | None = None
    is_about_one: bool = False
    is_sure: bool = True
    is_renewal: bool = False
    is_beside_model: bool = False


_PERSONS = frozenset({Expected.PERSON, Expected.NAME})
_TIMES = frozenset({Expected.DATE, Expected.YEAR, Expected.DURATION, Expected.ORDER})
_POINTS = frozenset({Expected.DATE, Expected.YEAR})
# What goes with any step: words for the model itself, for being given something and for getting in.
_STEP_CONCEPTS = frozenset({"granting", "membership", "model"})
_LISTED = frozenset({Expected.ANYTHING, Expected.COUNT})
_LIST_INTENTS = (Intent.GOALS, Intent.MODEL_GOALS, Intent.EMPHASIS)
_GOAL_INTENTS = (*_LIST_INTENTS, Intent.GOAL_ABOUT)
# What speaks for a kind of event: intents, and concepts, one of every group.
_KINDS: dict[EventKind, tuple[tuple[Intent, ...], tuple[frozenset[str], ...]]] = {
    EventKind.JOINED: ((Intent.JOINED,), (frozenset({"membership"}),)),
    EventKind.RECOGNISED: ((Intent.RECOGNISED,), (frozenset({"recognition"}),)),
    EventKind.RECOGNITION_POSSIBLE: (
        (Intent.RECOGNITION_FUTURE, Intent.CONDITIONS),
        (frozenset({"recognition", "renewal"}), frozenset({"renewal", "action_plan"})),
    ),
    EventKind.VALIDITY: ((Intent.VALIDITY,), (frozenset({"validity"}),)),
    EventKind.PLAN_APPROVED: (
        (Intent.PLAN,),
        (frozenset({"action_plan"}), frozenset({"membership", "decision", "granting"})),
    ),
    EventKind.GOALS_SET: ((Intent.GOALS_SET,), (frozenset({"goal"}), frozenset({"decision"}))),
    EventKind.VISIT: ((Intent.VISIT,), (frozenset({"visit"}),)),
}
# What is true of a municipality all along is asked for without "when" as well.
_WITHOUT_WHEN = frozenset({EventKind.JOINED, EventKind.RECOGNISED, EventKind.VALIDITY})
# What "how long" may be asked of.
_LASTING = frozenset({EventKind.JOINED, EventKind.VALIDITY, EventKind.RECOGNITION_POSSIBLE})
# How sure examples have to be: alone, and where the words of the question say the same.
_VERY_SURE, _SURE, _LIKELY, _FAIRLY_SURE, _SURE_OF_GOALS = 0.8, 0.6, 0.4, 0.25, 0.45
_CONCEPT_SHARE, _POSSIBLE_SHARE, _LASTING_SHARE = 0.4, 0.2, 0.3
# A contact is asked for by its own words, unless examples are sure that it is not.
_CONTACT_INTENTS = (Intent.CONTACT, Intent.LEADER, Intent.MEMBERS, Intent.MORE_INFORMATION, Intent.NOT_ON_PAGES)
_NO_CONTACT = 0.08


def asks_only_when(understanding: Understanding, sought: Sought) -> bool:
    """Whether a question asks for the time of a step in the model and nothing else ("When was Pori recognised?").

    A word that is neither the step's nor one for taking it, like a ceremony or a mayor, asks for something of its own.
    """
    if understanding.expected not in _POINTS or not sought.event_kinds or sought.is_renewal:
        return False
    own = _STEP_CONCEPTS.union(*(group for kind in sought.event_kinds for group in _KINDS[kind][1]))
    return all(term.concepts & own for term in understanding.key_terms if term.has_substance)


def read_sought(understanding: Understanding, intents: Intents) -> Sought:
    """The facts a question asks for, by its words and by examples."""
    if _asks_for_contacts(understanding, intents):
        return Sought(topic=Topic.CONTACTS)
    expected = understanding.expected
    if expected is Expected.TIMELINE or (intents.share(Intent.TIMELINE) >= _SURE and expected in _LISTED):
        return Sought(topic=Topic.TIMELINE)
    kinds = _event_kinds(understanding, intents)
    if kinds:
        return Sought(
            topic=Topic.TIMELINE,
            event_kinds=kinds,
            is_sure=any(_is_sure(kind, understanding, intents) for kind in kinds),
            is_renewal=_asks_for_renewal(understanding),
        )
    if (expected in _LISTED or understanding.ordinal is not None) and _asks_for_goals(understanding, intents):
        return Sought(
            topic=Topic.GOALS,
            goal_owner=_owner(understanding, intents),
            is_beside_model=_compares_with_model(understanding),
            is_about_one=intents.share(Intent.GOAL_ABOUT) > intents.share(*_LIST_INTENTS),
        )
    return Sought(topic=Topic.PASSAGES)


def _asks_for_contacts(understanding: Understanding, intents: Intents) -> bool:
    expected = understanding.expected
    if expected in (Expected.PHONE, Expected.EMAIL):
        return True
    if intents.best is None:
        return expected is Expected.CONTACT
    if expected is Expected.CONTACT or (expected in _PERSONS and "contact" in understanding.concepts):
        return intents.share(*_CONTACT_INTENTS) >= _NO_CONTACT
    return expected in _LISTED | _PERSONS and intents.share(Intent.CONTACT) >= _SURE


def _event_kinds(understanding: Understanding, intents: Intents) -> frozenset[EventKind]:
    if _asks_for_renewal(understanding) and _says("has_happened", understanding):
        return frozenset({EventKind.RECOGNISED})
    asks_when = understanding.expected in _TIMES
    # "How many of the towns have been recognised?" is answered by which.
    counts_places = understanding.everywhere and understanding.expected is Expected.COUNT
    if not asks_when and not counts_places and understanding.expected is not Expected.ANYTHING:
        return frozenset()
    kinds = [kind for kind in _KINDS if understanding.expected is not Expected.DURATION or kind in _LASTING]
    # What the question names itself goes before what examples make of it.
    named = [kind for kind in kinds if _share_named(kind, understanding) == 1.0]
    worth = {kind: _worth(kind, understanding, intents) for kind in named or kinds}
    best = max(worth, key=lambda kind: worth[kind])
    if best is EventKind.RECOGNISED and asks_when and _says("possible", understanding):
        best = EventKind.RECOGNITION_POSSIBLE
    if asks_when and max(worth.values()) >= _FAIRLY_SURE:
        return frozenset({best})
    least = _LIKELY if best in named else _SURE
    if best in _WITHOUT_WHEN and intents.share(*_KINDS[best][0]) >= least:
        return frozenset({best})
    return frozenset()


def _is_sure(kind: EventKind, understanding: Understanding, intents: Intents) -> bool:
    """Whether the question names such events itself, or examples leave no doubt."""
    likely, groups = _KINDS[kind]
    return intents.share(*likely) >= _SURE or any(understanding.concepts & group for group in groups)


def _worth(kind: EventKind, understanding: Understanding, intents: Intents) -> float:
    """How much speaks for a kind of event: examples, and the concepts of the question."""
    is_possible = kind is EventKind.RECOGNITION_POSSIBLE and _says("possible", understanding)
    is_lasting = kind is EventKind.VALIDITY and understanding.expected is Expected.DURATION
    bonus = _POSSIBLE_SHARE * is_possible + _LASTING_SHARE * (is_lasting and "recognition" in understanding.concepts)
    return intents.share(*_KINDS[kind][0]) + _CONCEPT_SHARE * _share_named(kind, understanding) + bonus


def _share_named(kind: EventKind, understanding: Understanding) -> float:
    """How many of the groups of concepts that make up a kind the question names, 0 to 1."""
    groups = _KINDS[kind][1]
    is_lasting = kind is EventKind.VALIDITY and understanding.expected is Expected.DURATION
    if is_lasting and "recognition" in understanding.concepts:
        return 1.0
    return sum(bool(understanding.concepts & group) for group in groups) / len(groups)


def _asks_for_renewal(understanding: Understanding) -> bool:
    """Whether a question is about a further recognition ("renewed", "the second one")."""
    further = understanding.ordinal is not None and understanding.ordinal > 1
    return "renewal" in understanding.concepts or (further and "recognition" in understanding.concepts)


def _says(pattern: PatternKind, understanding: Understanding) -> bool:
    return find_pattern(pattern, understanding.words_language).search(understanding.question) is not None


def _asks_for_goals(understanding: Understanding, intents: Intents) -> bool:
    if "attainment" in understanding.concepts or any(term.is_name for term in understanding.key_terms):
        # "Which goals were not reached?", "May I ask NN about the goals?": no question for the goals.
        return False
    names_goals = bool(understanding.concepts & {"goal", "emphasis"}) or understanding.everywhere
    if not names_goals and intents.best is Intent.MODEL_GOALS:
        # "Does the model concern schools only?" is asked of the model, not of its goals.
        return intents.share(Intent.MODEL_GOALS) >= _VERY_SURE
    return intents.share(*_GOAL_INTENTS) >= (_FAIRLY_SURE if names_goals else _SURE_OF_GOALS)


def _compares_with_model(understanding: Understanding) -> bool:
    """Whether a municipality's goals are asked for beside the model's."""
    return bool(understanding.places) and "model" in understanding.concepts and _says("compare", understanding)


def _owner(understanding: Understanding, intents: Intents) -> GoalOwner | None:
    """Whose goals: the model's, areas of emphasis, the municipality's own; None where it may be either of these."""
    concepts = understanding.concepts
    if _compares_with_model(understanding):
        return None
    if (
        not understanding.places
        and {"model", "goal"} <= concepts
        and "municipality" not in concepts
        and not understanding.everywhere
    ):
        return GoalOwner.MODEL
    is_own = bool(understanding.places) and _says("own", understanding)
    if not is_own and intents.share(Intent.MODEL_GOALS) > intents.share(
        Intent.GOALS, Intent.GOAL_ABOUT, Intent.EMPHASIS
    ):
        return GoalOwner.MODEL
    if "emphasis" in concepts:
        return None if "goal" in concepts and not _says("besides", understanding) else GoalOwner.EMPHASIS
    if "goal" in concepts:
        return GoalOwner.EMPHASIS if _says("besides", understanding) else GoalOwner.MUNICIPALITY
    return None


def kind_concepts(kinds: frozenset[EventKind]) -> frozenset[str]:
    """The concepts that a question for events of these kinds may mention without asking for more."""
    return frozenset(concept for kind in kinds for group in _KINDS.get(kind, ((), ()))[1] for concept in group)
