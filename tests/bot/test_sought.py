"""Which facts a question asks for: by its words, by examples, by both."""

import pytest

from bot.intents import Intent, Intents
from bot.sought import Sought, Topic, asks_only_when, kind_concepts, read_sought
from index.classifying import LabelScore
from knowledge.facts.schema import EventKind, GoalOwner
from knowledge.schema import Language
from tests.bot.sheets import read_question

_NONE = Intents()


def likely(**shares: float) -> Intents:
    """What examples say; what is left goes to questions about the model."""
    rest = 1 - sum(shares.values())
    return Intents(
        [
            *(LabelScore(label=label, probability=probability) for label, probability in shares.items()),
            LabelScore(label=Intent.MODEL.value, probability=rest),
        ]
    )


def seek(text: str, intents: Intents = _NONE, *, language: Language = "en", history: tuple[str, ...] = ()) -> Sought:
    return read_sought(read_question(text, default=language, history=history), intents)


# --- Contacts ---


@pytest.mark.parametrize(
    "text",
    [
        "What is the phone number?", "Mikä on hänen sähköpostinsa?", "Vad är telefonnumret?",
        "Who is the contact person in Pori?", "Kuka on yhteyshenkilö?", "Vem är kontaktperson?",
    ],
)  # fmt: skip
def test_contacts_are_asked_for_by_words(text: str) -> None:
    assert seek(text) == Sought(topic=Topic.CONTACTS)


def test_a_number_is_a_number_whatever_examples_say() -> None:
    assert seek("What is the phone number?", likely(off_subject=0.99)).topic is Topic.CONTACTS


@pytest.mark.parametrize(
    ("intents", "topic"),
    [
        (likely(contact=0.9), Topic.CONTACTS),
        (likely(leader=0.05, contact=0.05), Topic.CONTACTS),
        (likely(logo=0.98), Topic.PASSAGES),
    ],
)
def test_examples_may_be_sure_that_no_contact_is_asked_for(intents: Intents, topic: Topic) -> None:
    assert seek("Who is the contact person?", intents).topic is topic


@pytest.mark.parametrize(
    ("text", "probability", "topic"),
    [
        ("Who leads it?", 0.7, Topic.CONTACTS),
        ("Who leads it?", 0.5, Topic.PASSAGES),
        ("Tell me whom to ask", 0.7, Topic.CONTACTS),
        ("Why ask them?", 0.9, Topic.PASSAGES),
        ("When do they answer?", 0.9, Topic.PASSAGES),
    ],
)
def test_contacts_are_asked_for_by_examples(text: str, probability: float, topic: Topic) -> None:
    assert seek(text, likely(contact=probability)).topic is topic


def test_somebody_by_name_is_no_contact_asked_for() -> None:
    assert seek("Who is Aino Laine?").topic is Topic.PASSAGES


# --- Events ---


@pytest.mark.parametrize(
    "text", ["Timeline of Pori", "Porin aikajana", "Tidslinje för Björneborg", "Pori step by step"]
)
def test_a_whole_timeline(text: str) -> None:
    assert seek(text) == Sought(topic=Topic.TIMELINE)


def test_a_timeline_by_examples() -> None:
    assert seek("Tell the story of Pori", likely(timeline=0.7)) == Sought(topic=Topic.TIMELINE)
    assert seek("Tell the story of Pori", likely(timeline=0.5)).topic is Topic.PASSAGES
    assert seek("Why the story of Pori?", likely(timeline=0.9)).topic is Topic.PASSAGES


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("When did Pori join?", EventKind.JOINED),
        ("Milloin Pori liittyi?", EventKind.JOINED),
        ("När fick Lojo utmärkelsen?", EventKind.RECOGNISED),
        ("In which year was Pori recognised?", EventKind.RECOGNISED),
        ("How long is the recognition valid?", EventKind.VALIDITY),
        ("Kuinka kauan tunnustus on voimassa?", EventKind.VALIDITY),
        ("When were the goals set?", EventKind.GOALS_SET),
        ("Milloin tavoitteista päätettiin?", EventKind.GOALS_SET),
        ("When was the visit?", EventKind.VISIT),
        ("När var besöket?", EventKind.VISIT),
        ("When can Pori be recognised?", EventKind.RECOGNITION_POSSIBLE),
        ("Milloin Pori voi saada tunnustuksen?", EventKind.RECOGNITION_POSSIBLE),
        ("När kan Lojo få utmärkelsen?", EventKind.RECOGNITION_POSSIBLE),
    ],
)
def test_a_kind_of_event_by_words(text: str, kind: EventKind) -> None:
    found = seek(text)
    assert (found.topic, found.event_kinds, found.is_sure) == (Topic.TIMELINE, frozenset({kind}), True)


def test_a_kind_of_event_by_examples() -> None:
    sure = seek("When did it begin?", likely(joined=0.7))
    assert (sure.event_kinds, sure.is_sure) == (frozenset({EventKind.JOINED}), True)
    unsure = seek("When did it begin?", likely(joined=0.3))
    assert (unsure.event_kinds, unsure.is_sure) == (frozenset({EventKind.JOINED}), False)
    assert seek("When did it begin?", likely(joined=0.1)).topic is Topic.PASSAGES


def test_examples_decide_between_kinds_that_words_leave_open() -> None:
    text = "When was the action plan approved?"
    assert seek(text, likely(plan=0.4)).event_kinds == {EventKind.PLAN_APPROVED}
    assert seek(text, likely(joined=0.4)).event_kinds == {EventKind.JOINED}


@pytest.mark.parametrize(
    ("text", "intent", "kind"),
    [
        ("Is Pori in the model?", "joined", EventKind.JOINED),
        ("Is Pori recognised?", "recognised", EventKind.RECOGNISED),
        ("Is it in force?", "validity", EventKind.VALIDITY),
    ],
)
def test_what_is_true_all_along_is_asked_for_without_when(text: str, intent: str, kind: EventKind) -> None:
    assert seek(text, likely(**{intent: 0.7})).event_kinds == {kind}
    assert seek(text, likely(**{intent: 0.3})).topic is Topic.PASSAGES


def test_examples_need_not_be_as_sure_where_words_say_the_same() -> None:
    assert seek("Has Pori got the recognition?", likely(recognised=0.4)).event_kinds == {EventKind.RECOGNISED}
    assert seek("Has Pori got the recognition?", likely(recognised=0.35)).topic is Topic.PASSAGES
    assert seek("Is it official?", likely(validity=0.5)).topic is Topic.PASSAGES
    assert seek("Is it official?", likely(validity=0.6)).event_kinds == {EventKind.VALIDITY}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("How many of the municipalities have got the recognition?", "en"),
        ("Kuinka moni kunnista on saanut tunnustuksen?", "fi"),
        ("Hur många av kommunerna har fått utmärkelsen?", "sv"),
    ],
)
def test_how_many_municipalities_is_answered_by_which(text: str, language: Language) -> None:
    assert seek(text, likely(recognised=0.5), language=language).event_kinds == {EventKind.RECOGNISED}


def test_how_many_of_something_else_is_no_event() -> None:
    assert seek("How many got the recognition?", likely(recognised=0.9)).event_kinds == frozenset()
    assert seek("How many visits were there in the municipalities?", likely(visit=0.9)).event_kinds == frozenset()


def test_a_visit_is_not_asked_for_without_when() -> None:
    assert seek("Tell about the visit", likely(visit=0.9)).topic is Topic.PASSAGES


@pytest.mark.parametrize("text", ["Why did Pori join?", "Who decided that Pori joins?", "How much did the visit cost?"])
def test_a_reason_a_person_or_a_price_is_no_event(text: str) -> None:
    assert seek(text).event_kinds == frozenset()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Did Pori get a second recognition?", "en"),
        ("Has the recognition been renewed?", "en"),
        ("Onko Pori saanut toisen tunnustuksen?", "fi"),
        ("Har Lojo fått en andra utmärkelse?", "sv"),
    ],
)
def test_whether_there_is_a_further_recognition(text: str, language: Language) -> None:
    found = seek(text, language=language)
    assert (found.event_kinds, found.is_renewal) == (frozenset({EventKind.RECOGNISED}), True)


def test_the_first_recognition_is_no_renewal() -> None:
    assert not seek("When did Pori get the recognition?").is_renewal
    assert not seek("When did Pori get the first recognition?").is_renewal


# --- Goals ---


@pytest.mark.parametrize(
    ("text", "intents", "topic"),
    [
        ("What are the goals?", likely(goals=0.3), Topic.GOALS),
        ("What are the goals?", likely(goals=0.2), Topic.PASSAGES),
        ("What does it strive at?", likely(goals=0.5), Topic.GOALS),
        ("What does Pori want?", likely(goals=0.4), Topic.PASSAGES),
        ("How many goals are there?", likely(goals=0.3), Topic.GOALS),
        ("What is the second goal?", likely(goals=0.3), Topic.GOALS),
        ("Which municipalities mention bullying?", likely(goal_about=0.3), Topic.GOALS),
        ("Why these goals?", likely(goals=0.9), Topic.PASSAGES),
        ("Who set the goals?", likely(goals=0.9), Topic.PASSAGES),
        ("Which goals were not reached?", likely(goals=0.9), Topic.PASSAGES),
        ("May I ask Aino Laine about the goals?", likely(goals=0.9), Topic.PASSAGES),
    ],
)
def test_goals(text: str, intents: Intents, topic: Topic) -> None:
    assert seek(text, intents).topic is topic


@pytest.mark.parametrize(
    ("text", "intents", "owner"),
    [
        ("What are Pori's goals?", likely(goals=0.6), GoalOwner.MUNICIPALITY),
        ("What are the model's goals?", likely(goals=0.3, model_goals=0.4), GoalOwner.MODEL),
        ("What are the model's goals?", likely(goals=0.6), GoalOwner.MODEL),
        ("What are the goals of Pori in the model?", likely(goals=0.6), GoalOwner.MUNICIPALITY),
        ("What goals has a town in the model?", likely(goals=0.6), GoalOwner.MUNICIPALITY),
        ("Vilka mål har en kommun i modellen?", likely(goals=0.6), GoalOwner.MUNICIPALITY),
        ("What are the areas of emphasis?", likely(emphasis=0.6), GoalOwner.EMPHASIS),
        ("What does Pori do against bullying?", likely(goal_about=0.6), None),
        ("What are Pori's own goals?", likely(goals=0.3, model_goals=0.4), GoalOwner.MUNICIPALITY),
        ("What are the own goals of the model?", likely(goals=0.3, model_goals=0.4), GoalOwner.MODEL),
        ("What are Pori's goals and areas of emphasis?", likely(goals=0.6), None),
        ("What does Pori stress besides its goals?", likely(goals=0.6), GoalOwner.EMPHASIS),
        ("Compare Pori's goals with the model's", likely(goals=0.3, model_goals=0.4), None),
    ],
)
def test_whose_goals(text: str, intents: Intents, owner: GoalOwner | None) -> None:
    found = seek(text, intents)
    assert (found.topic, found.goal_owner) == (Topic.GOALS, owner)


@pytest.mark.parametrize(
    ("text", "is_beside"),
    [
        ("Compare Pori's goals with the model's", True),
        ("What is the difference between the goals of the model and those of Pori?", True),
        ("Vertaa Porin ja mallin tavoitteita", True),
        ("Compare Pori's goals with Lohja's", False),
        ("Compare the goals with the model's", False),
        ("What are Pori's goals in the model?", False),
    ],
)
def test_goals_beside_those_of_the_model(text: str, is_beside: bool) -> None:
    found = seek(text, likely(goals=0.4, model_goals=0.3))
    assert (found.topic, found.is_beside_model) == (Topic.GOALS, is_beside)


def test_goals_about_something_or_a_whole_list() -> None:
    text = "Which goals of Pori are about bullying?"
    assert seek(text, likely(goal_about=0.4, goals=0.3)).is_about_one
    assert not seek(text, likely(goal_about=0.3, goals=0.4)).is_about_one


# --- None of these ---


@pytest.mark.parametrize("text", ["How are children heard?", "What is the model?", "Who is Aino Laine?", "Pori?"])
def test_passages_answer_the_rest(text: str) -> None:
    assert seek(text) == Sought(topic=Topic.PASSAGES)


def test_concepts_that_go_with_a_kind() -> None:
    assert kind_concepts(frozenset()) == frozenset()
    assert kind_concepts(frozenset({EventKind.VISIT})) == {"visit"}
    assert kind_concepts(frozenset({EventKind.VISIT, EventKind.VALIDITY})) == {"visit", "validity"}
    assert "action_plan" in kind_concepts(frozenset({EventKind.RECOGNITION_POSSIBLE}))
    assert kind_concepts(frozenset({EventKind.OTHER})) == frozenset()


# --- The time of a step, and nothing else ---


@pytest.mark.parametrize(
    ("text", "is_only_when"),
    [
        ("When was Pori recognised?", True),
        ("När fick Björneborg sin utmärkelse?", True),
        ("Milloin Pori sai tunnustuksen?", True),
        ("In which year did Helsinki join the model?", True),
        ("When was the ceremony held when Pori was recognised?", False),
        ("When was Pori's recognition renewed?", False),
        ("Who recognised Pori?", False),
        ("What is Pori's timeline?", False),
    ],
)
def test_asks_only_when(text: str, is_only_when: bool) -> None:
    understanding = read_question(text)
    assert asks_only_when(understanding, read_sought(understanding, _NONE)) is is_only_when
