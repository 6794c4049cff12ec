"""Whether a question that has no answer is about the subject at all."""

from collections.abc import Mapping

import pytest

from bot.intents import Intent, Intents
from bot.key_terms import name_terms
from bot.scope import is_about_the_subject, is_outside, mentions_name
from bot.sought import Topic
from index.classifying import LabelScore
from knowledge.schema import Language
from tests.bot.sheets import KUOPIO_EN, KUOPIO_FI, KUOPIO_SV, make_hits, make_sheet, read_question

PAGES: Mapping[Language, str] = {"fi": KUOPIO_FI, "sv": KUOPIO_SV, "en": KUOPIO_EN}


NO_EXAMPLES = Intents()


def sure_of(intent: Intent, probability: float) -> Intents:
    """That examples give a question this intent; the rest goes to questions about the model."""
    rest = LabelScore(label=Intent.MODEL.value, probability=1 - probability)
    return Intents((LabelScore(label=intent.value, probability=probability), rest))


def in_scope(
    text: str,
    language: Language,
    *,
    with_page: bool = True,
    intents: Intents = NO_EXAMPLES,
    topic: Topic = Topic.PASSAGES,
    history: tuple[str, ...] = (),
    resemblance: float | None = None,
) -> bool:
    page = make_sheet(PAGES[language], f"kuopio/sivu.{language}", "Kuopio")
    understanding = read_question(text, default=language, history=history)
    hits = make_hits(page, {}) if with_page else ()
    return is_about_the_subject(understanding, hits, intents, topic, resemblance)


# --- By words alone ---


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Mitä UNICEF maksaa?"),
        ("fi", "Mitä lapsiystävällinen tarkoittaa?"),
        ("sv", "Berätta om barnkonventionen"),
        ("sv", "mobbning"),
        ("en", "Does a child-friendly city get pizza?"),
        ("en", "hobby pass"),
    ],
)
def test_a_term_of_the_subject_says_so_by_itself(language: Language, text: str) -> None:
    assert in_scope(text, language, with_page=False)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Mikä on Kuopion tavoite pannukakuille?"),
        ("fi", "Kuopion puhelinnumero"),
        ("sv", "Vilken plan har Kuopio för vädret?"),
        ("en", "Children in Kuopio and pancakes"),
        ("en", "What is the e-mail of Kuopio?"),
    ],
)
def test_a_common_term_with_a_place_does(language: Language, text: str) -> None:
    assert in_scope(text, language, with_page=False)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Millainen sää Kuopiossa on?"),
        ("sv", "Hur är vädret i Kuopio?"),
        ("en", "What is the weather like in Kuopio?"),
        ("en", "How do I bake pancakes?"),
        ("fi", "Kuka voitti jääkiekon?"),
        ("sv", "Vem vann ishockeyn?"),
    ],
)
def test_other_words_do_not_even_with_a_place(language: Language, text: str) -> None:
    assert not in_scope(text, language)


@pytest.mark.parametrize(
    ("language", "text"), [("fi", "Mitkä ovat tavoitteet?"), ("sv", "Vilka är målen?"), ("en", "What are the goals?")]
)
def test_a_common_term_alone_needs_pages_that_cover_it(language: Language, text: str) -> None:
    assert in_scope(text, language)
    assert not in_scope(text, language, with_page=False)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Mikä on raketin polttoaineen tavoite avaruudessa Marsissa kuussa?"),
        ("en", "Does volcanic basalt have magnetic crystallisation goals underwater?"),
    ],
)
def test_a_common_term_among_many_others_does_not(language: Language, text: str) -> None:
    assert not in_scope(text, language)


@pytest.mark.parametrize("text", ["Kuopio?", "and Vaasa?", "Kuka on?"])
def test_a_question_without_key_terms_is_not_held_to_be_about_something_else(text: str) -> None:
    assert in_scope(text, "fi", with_page=False)


@pytest.mark.parametrize("topic", [Topic.CONTACTS, Topic.TIMELINE, Topic.GOALS])
def test_who_asks_for_facts_asks_about_the_subject(topic: Topic) -> None:
    text = "How do I bake pancakes?"
    assert in_scope(text, "en", topic=topic)
    assert in_scope(text, "en", topic=topic, intents=sure_of(Intent.OFF_SUBJECT, 0.99))
    assert not in_scope(text, "en")


# --- With examples ---


def test_a_term_of_the_subject_outdoes_examples() -> None:
    assert in_scope("Does UNICEF bake pancakes?", "en", with_page=False, intents=sure_of(Intent.OFF_SUBJECT, 0.99))


def test_words_that_nothing_knows_are_out_whatever_examples_say() -> None:
    assert not in_scope("How do I bake pancakes?", "en", intents=sure_of(Intent.GOALS, 0.99))


@pytest.mark.parametrize("intent", [Intent.OFF_SUBJECT, Intent.SMALL_TALK, Intent.LOCAL, Intent.STEERING, Intent.GOALS])
@pytest.mark.parametrize("probability", [0.45, 0.55, 0.95])
def test_examples_decide_about_a_common_term(intent: Intent, probability: float) -> None:
    answer = in_scope("What are the goals?", "en", intents=sure_of(intent, probability))
    assert answer is (intent is Intent.GOALS or probability < 0.5)


@pytest.mark.parametrize(
    ("text", "is_specific"),
    [
        ("What is the goal of Kuopio's ice hockey team?", True),
        ("What is the goal of the ice hockey team?", False),
        ("What does a bus ticket in Kuopio cost?", True),
        ("Who is Aino Laine?", True),
        ("Who is Pekka Virta?", False),
    ],
)
def test_examples_have_to_be_surer_about_a_place_that_has_pages_and_about_a_name_on_them(
    text: str, is_specific: bool
) -> None:
    understanding = read_question(text)
    hits = make_hits(make_sheet(KUOPIO_EN, "kuopio/sivu.en", "Kuopio"), {})
    assert not is_about_the_subject(understanding, hits, sure_of(Intent.LOCAL, 0.8), Topic.PASSAGES)
    assert is_about_the_subject(understanding, hits, sure_of(Intent.LOCAL, 0.6), Topic.PASSAGES) is is_specific


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("What about the team?", "What are the goals of Kuopio?"),
        ("How did they bake it?", "What is the recognition?"),
    ],
)
def test_what_takes_something_from_the_turns_before_is_out_only_where_examples_are_surer(
    text: str, before: str
) -> None:
    for probability in (0.6, 0.7):
        assert in_scope(text, "en", history=(before,), intents=sure_of(Intent.LOCAL, probability))
        assert not in_scope(text, "en", intents=sure_of(Intent.LOCAL, probability))
    assert not in_scope(text, "en", history=(before,), intents=sure_of(Intent.LOCAL, 0.8))


# --- With example questions of the pages ---

_PANCAKES, _TEAM = "How do I bake pancakes?", "What is the goal of the team?"


@pytest.mark.parametrize("resemblance", [0.7, 0.95])
def test_what_pages_have_been_asked_is_about_the_subject(resemblance: float) -> None:
    assert in_scope(_PANCAKES, "en", resemblance=resemblance, intents=sure_of(Intent.OFF_SUBJECT, 0.99))
    assert in_scope(_PANCAKES, "en", resemblance=resemblance, with_page=False)


def test_what_is_unlike_any_example_question_is_about_something_else() -> None:
    assert in_scope(_TEAM, "en", intents=sure_of(Intent.GOALS, 0.9))
    assert not in_scope(_TEAM, "en", resemblance=0.49, intents=sure_of(Intent.GOALS, 0.9))
    assert not in_scope("Kuopion puhelinnumero", "fi", resemblance=0.0)


@pytest.mark.parametrize("resemblance", [0.5, 0.69])
def test_in_between_words_and_examples_decide(resemblance: float) -> None:
    for text, probability in ((_TEAM, 0.4), (_TEAM, 0.6), (_PANCAKES, 0.4)):
        intents = sure_of(Intent.LOCAL, probability)
        assert in_scope(text, "en", resemblance=resemblance, intents=intents) is in_scope(text, "en", intents=intents)


def test_a_term_of_the_subject_and_facts_outdo_being_unlike() -> None:
    assert in_scope("Does UNICEF bake pancakes?", "en", resemblance=0.0)
    assert in_scope(_PANCAKES, "en", resemblance=0.0, topic=Topic.CONTACTS)


def test_a_follow_up_need_not_be_like_any_example_question() -> None:
    history, intents = ("What are the goals of Kuopio?",), sure_of(Intent.LOCAL, 0.6)
    assert in_scope("What about the team?", "en", resemblance=0.0, history=history, intents=intents)
    assert not in_scope("What about the team?", "en", resemblance=0.0, intents=intents)


# --- Before anything is looked for ---


@pytest.mark.parametrize(
    ("text", "outside"),
    [
        ("How do I bake pancakes?", True),
        ("What is the weather in Kuopio?", True),
        ("What is the goal of baking?", True),
        ("What is the goal of Kuopio?", False),
        ("Does UNICEF bake pancakes?", False),
        ("How does Pekka Virta bake pancakes?", False),
    ],
)
def test_what_is_no_business_of_ours(text: str, outside: bool) -> None:
    understanding = read_question(text)
    assert is_outside(understanding, sure_of(Intent.OFF_SUBJECT, 0.9)) is outside
    assert not is_outside(understanding, sure_of(Intent.OFF_SUBJECT, 0.6))
    assert not is_outside(understanding, sure_of(Intent.GOALS, 0.9))
    assert not is_outside(understanding, NO_EXAMPLES)


@pytest.mark.parametrize(
    ("resemblance", "probability", "outside"),
    [
        (None, 0.7, False),
        (None, 0.75, True),
        # Unlike any question that pages have been asked: less will do.
        (0.49, 0.5, True),
        (0.49, 0.45, False),
        (0.5, 0.7, False),
        (0.69, 0.8, True),
        (0.7, 0.99, False),
    ],
)
def test_how_sure_examples_have_to_be(resemblance: float | None, probability: float, outside: bool) -> None:
    intents = sure_of(Intent.OFF_SUBJECT, probability)
    assert is_outside(read_question(_PANCAKES), intents, resemblance) is outside


def test_a_follow_up_that_is_unlike_takes_sure_examples_as_before() -> None:
    followed = read_question("How did they bake it?", history=("What is the recognition?",))
    alone = read_question("How do I bake pancakes?")
    assert not is_outside(followed, sure_of(Intent.OFF_SUBJECT, 0.7), 0.0)
    assert is_outside(followed, sure_of(Intent.OFF_SUBJECT, 0.8), 0.0)
    assert is_outside(alone, sure_of(Intent.OFF_SUBJECT, 0.7), 0.0)


def test_a_name_on_the_pages() -> None:
    hits = make_hits(make_sheet(KUOPIO_EN, "kuopio/sivu.en", "Kuopio"), {})
    assert mentions_name(name_terms("Aino"), hits)
    assert mentions_name((*name_terms("Pekka"), *name_terms("Eero")), hits)
    assert not mentions_name(name_terms("Pekka"), hits)
    assert not mentions_name((), hits)
    assert not mentions_name(name_terms("Aino"), ())
