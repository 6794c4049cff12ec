"""Goals: whole lists, one of them, those about something, and what several municipalities share."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.composing.goals import (
    COMPARISON,
    GoalComposer,
    choose_lists,
    compare_themes,
    goals_about,
    states_count,
    telling_terms,
)
from bot.composing.statements import Draft, Statement
from bot.phrasing import phrase
from bot.schema import AnswerGoal
from bot.sought import Sought, Topic
from knowledge.facts.merging import FactCollection, GoalList
from knowledge.facts.schema import GoalOwner, GoalTheme
from knowledge.schema import LANGUAGES, Document, Language
from tests.bot.sheets import make_sheet, read_question
from tests.bot.stated_facts import make_goal_list

_FI = ("Koulupihat ovat turvallisia.", "Kirjasto on auki myös sunnuntaisin.", "Kiusaamiseen puututaan heti.")
_EN = ("The playgrounds are safe.", "The library is open on Sundays as well.", "Bullying is stopped at once.")
_THEMES = (GoalTheme.SAFETY, None, GoalTheme.COMMUNITY)
_KUOPIO = make_goal_list(("fi", _FI), ("en", _EN), themes=_THEMES, start_char=100)
_EMPHASIS = make_goal_list(("fi", ("Perheiden arki.", "Pyörätiet.")), owner=GoalOwner.EMPHASIS, start_char=400)
_VAASA = make_goal_list(("sv", ("Mobbningen stoppas i varje skola.", "Bussresan är gratis.")), place="Vaasa")
_SALO = make_goal_list(("fi", ("Leikkipuistot.",)), owner=GoalOwner.EMPHASIS, place="Salo")
_MODEL = make_goal_list(("fi", ("Mallin oma pyrkimys.",)), owner=GoalOwner.MODEL, place=None)
_MODEL_ON_A_PAGE = make_goal_list(("fi", ("Lapsen oikeudet tunnetaan.",)), owner=GoalOwner.MODEL, start_char=700)
_LISTS = (_KUOPIO, _EMPHASIS, _MODEL_ON_A_PAGE, _VAASA, _SALO, _MODEL)
_FACTS = FactCollection(goal_lists=_LISTS)


def find_document(document_id: str) -> Document:
    """A page on which nothing introduces a list."""
    language = document_id.rpartition(".")[2]
    return make_sheet(f"# Sivu\n\n{'Teksti. ' * 200}", f"kuopio/sivu.{language}", "Kuopio")


def sought(owner: GoalOwner | None = GoalOwner.MUNICIPALITY, *, is_about_one: bool = False) -> Sought:
    return Sought(topic=Topic.GOALS, goal_owner=owner, is_about_one=is_about_one)


def compose(
    text: str,
    *places: str | None,
    wanted: Sought | None = None,
    language: Language = "en",
    facts: FactCollection = _FACTS,
) -> Draft:
    understanding = read_question(text, default=language)
    return GoalComposer(find_document).compose(understanding, wanted or sought(), facts, places or ("Kuopio",))


def numbered(draft: Draft) -> list[tuple[int | None, str]]:
    return [(statement.number, statement.text) for statement in draft.statements]


def goals_of(draft: Draft) -> list[AnswerGoal]:
    return [fact for statement in draft.statements for fact in statement.facts if isinstance(fact, AnswerGoal)]


# --- Whole lists ---


@pytest.mark.parametrize(
    ("question", "language", "texts", "is_quoted"),
    [
        ("Mitkä ovat Kuopion tavoitteet?", "fi", _FI, False),
        ("What are Kuopio's goals?", "en", _EN, False),
        ("Vilka är Kuopios mål?", "sv", _FI, True),
    ],
)
def test_all_goals_with_their_numbers(
    question: str, language: Language, texts: tuple[str, ...], is_quoted: bool
) -> None:
    draft = compose(question, language=language)
    assert numbered(draft) == [(1, texts[0]), (2, texts[1]), (3, texts[2])]
    assert {(s.is_item, s.is_quoted, s.group, s.lead) for s in draft.statements} == {(True, is_quoted, "Kuopio", "")}


def test_the_facts_behind_a_list() -> None:
    english = goals_of(compose("What are Kuopio's goals?"))
    assert english[0] == AnswerGoal(
        number=1,
        text="The playgrounds are safe.",
        text_original="Koulupihat ovat turvallisia.",
        theme="safety",
        owner="municipality",
        municipality="Kuopio",
    )
    assert [(goal.number, goal.theme) for goal in english] == [(1, "safety"), (2, None), (3, "community")]
    finnish = goals_of(compose("Mitkä ovat Kuopion tavoitteet?", language="fi"))
    assert [(goal.text, goal.text_original) for goal in finnish] == [(text, None) for text in _FI]


def test_the_askers_version_is_cited_with_the_original_beside() -> None:
    for statement in compose("What are Kuopio's goals?").statements:
        (extract,), (original,) = statement.extracts, statement.originals
        assert extract.document_id == "kuopio/sivu.en"
        assert original is not None
        assert original.document_id == "kuopio/sivu.fi"


# Both lists begin at the same character.
_INTRODUCED: Mapping[Language, str] = {
    "fi": "# Kuopio\n\nKuopiolla on kaksi tavoitetta:\n\n- Pihat ovat turvallisia.\n- Kirjasto on auki.\n",
    "en": "# Kuopio\n\nKuopio has set two main goals:\n\n- The yards are safe.\n- The library is open.\n",
}


@pytest.mark.parametrize(
    ("question", "language", "introduction"),
    [
        ("Mitkä ovat Kuopion tavoitteet?", "fi", "Kuopiolla on kaksi tavoitetta:"),
        ("What are Kuopio's goals?", "en", "Kuopio has set two main goals:"),
        ("Vilka är Kuopios mål?", "sv", None),
    ],
)
def test_a_list_is_introduced_by_its_page_in_the_askers_language(
    question: str, language: Language, introduction: str | None
) -> None:
    documents = {
        f"kuopio/sivu.{own}": make_sheet(text, f"kuopio/sivu.{own}", "Kuopio") for own, text in _INTRODUCED.items()
    }
    goals = make_goal_list(
        ("fi", ("Pihat ovat turvallisia.", "Kirjasto on auki.")),
        ("en", ("The yards are safe.", "The library is open.")),
        start_char=_INTRODUCED["fi"].index("Pihat"),
    )
    assert goals.goals[0].in_language("en").start_char == _INTRODUCED["en"].index("The yards")
    statements = (
        GoalComposer(documents.__getitem__)
        .compose(read_question(question, default=language), sought(), FactCollection(goal_lists=(goals,)), ("Kuopio",))
        .statements
    )
    assert [statement.number for statement in statements] == ([None, 1, 2] if introduction else [1, 2])
    if introduction is not None:
        first = statements[0]
        assert (first.text, first.is_item, first.facts) == (introduction, False, ())
        (extract,) = first.extracts
        assert documents[extract.document_id].text[extract.start_char : extract.end_char] == introduction


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_many_is_counted_where_the_page_does_not_say(language: Language) -> None:
    question = {"fi": "Montako tavoitetta Kuopiolla on?", "sv": "Hur många mål har Kuopio?",
                "en": "How many goals does Kuopio have?"}[language]  # fmt: skip
    first, *others = compose(question, language=language).statements
    assert first.lead == phrase(language, "goals.count_municipality", count=3)
    assert (first.text, first.is_item, first.facts) == ("", False, ())
    # It rests on every goal it counts.
    assert first.extracts == tuple(extract for statement in others for extract in statement.extracts)
    assert [statement.number for statement in others] == [1, 2, 3]


@pytest.mark.parametrize(
    ("introduction", "language", "states"),
    [
        ("Kuopiolla on kolme tavoitetta:", "fi", True),
        ("Kuopiolla on neljä tavoitetta:", "fi", False),
        ("Kuopion tavoitteet ovat:", "fi", False),
        ("Kuopio har tre mål:", "sv", True),
        ("Kuopio has Three goals:", "en", True),
        ("Kuopio has 3 goals:", "en", True),
        ("Kuopio has 13 goals:", "en", False),
    ],
)
def test_a_page_may_say_how_many(introduction: str, language: Language, states: bool) -> None:
    (statement, *_) = compose("What are Kuopio's goals?").statements
    assert states_count(replace(statement, text=introduction), _KUOPIO, language) is states


# --- Whose goals ---


@pytest.mark.parametrize(
    ("owner", "place", "is_about_one", "chosen"),
    [
        (GoalOwner.MUNICIPALITY, "Kuopio", False, [_KUOPIO]),
        (GoalOwner.EMPHASIS, "Kuopio", False, [_EMPHASIS]),
        (GoalOwner.MODEL, "Kuopio", False, [_MODEL_ON_A_PAGE]),
        (None, "Kuopio", False, [_KUOPIO, _EMPHASIS]),
        (GoalOwner.MUNICIPALITY, "Kuopio", True, [_KUOPIO, _EMPHASIS]),
        (GoalOwner.MODEL, "Kuopio", True, [_MODEL_ON_A_PAGE]),
        # One stands in for the other where a page has only that.
        (GoalOwner.MUNICIPALITY, "Salo", False, [_SALO]),
        (GoalOwner.EMPHASIS, "Vaasa", False, [_VAASA]),
        (GoalOwner.MODEL, "Vaasa", False, []),
        (GoalOwner.MODEL, None, False, [_MODEL]),
        (GoalOwner.MUNICIPALITY, "Rauma", False, []),
    ],
)
def test_lists_that_are_asked_for(
    owner: GoalOwner | None, place: str | None, is_about_one: bool, chosen: list[GoalList]
) -> None:
    assert choose_lists(sought(owner), _LISTS, place, is_about_one=is_about_one) == chosen


def test_beside_the_models_goals_all_lists_of_a_page_are_asked_for() -> None:
    beside = replace(sought(None), is_beside_model=True)
    assert choose_lists(beside, _LISTS, "Kuopio", is_about_one=False) == [_KUOPIO, _EMPHASIS, _MODEL_ON_A_PAGE]
    assert choose_lists(beside, _LISTS, "Vaasa", is_about_one=False) == [_VAASA]


def test_areas_of_emphasis_have_no_numbers() -> None:
    draft = compose("Mitkä ovat Kuopion painopisteet?", wanted=sought(GoalOwner.EMPHASIS), language="fi")
    assert numbered(draft) == [(None, "Perheiden arki."), (None, "Pyörätiet.")]
    assert {goal.owner for goal in goals_of(draft)} == {"emphasis"}


def test_goals_of_the_model_have_no_municipality() -> None:
    draft = compose("Mitkä ovat mallin tavoitteet?", None, wanted=sought(GoalOwner.MODEL), language="fi")
    assert [(statement.group, statement.number) for statement in draft.statements] == [(None, 1)]
    assert goals_of(draft)[0].municipality is None


# --- One of a list ---


@pytest.mark.parametrize(
    ("question", "language", "number"),
    [
        ("What is Kuopio's first goal?", "en", 1),
        ("Mikä on Kuopion toinen tavoite?", "fi", 2),
        ("Vilket är Kuopios tredje mål?", "sv", 3),
        ("Kuopion tavoite nro 2", "fi", 2),
        ("What is Kuopio's last goal?", "en", 3),
        ("Mikä on Kuopion viimeinen tavoite?", "fi", 3),
        ("Vilket är Kuopios sista mål?", "sv", 3),
    ],
)
def test_the_nth_and_the_last(question: str, language: Language, number: int) -> None:
    ((found, _),) = numbered(compose(question, language=language))
    assert found == number


@pytest.mark.parametrize("question", ["What is Kuopio's fourth goal?", "What is Kuopio's goal no. 12?"])
def test_out_of_range_is_nothing(question: str) -> None:
    assert compose(question) == Draft(statements=())


@given(st.integers(1, 12))
def test_any_number_is_that_goal_or_nothing(ordinal: int) -> None:
    draft = compose(f"What is Kuopio's goal number {ordinal}?")
    assert [goal.number for goal in goals_of(draft)] == [number for number in (1, 2, 3) if number == ordinal]


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What does Kuopio's second goal say about bullying?", "en"),
        ("Mitä Kuopion toinen tavoite sanoo kiusaamisesta?", "fi"),
        ("Vad säger Kuopios andra mål om mobbning?", "sv"),
    ],
)
@pytest.mark.parametrize("is_about_one", [False, True])
def test_the_nth_is_the_nth_whatever_else_is_said(question: str, language: Language, is_about_one: bool) -> None:
    ((number, _),) = numbered(compose(question, wanted=sought(is_about_one=is_about_one), language=language))
    assert number == 2


# --- Goals about something ---


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Which municipalities mention bullying?", "en"),
        ("Missä kunnissa puhutaan kiusaamisesta?", "fi"),
        ("Vilka kommuner nämner mobbning?", "sv"),
    ],
)
def test_goals_about_a_theme_across_municipalities_and_languages(question: str, language: Language) -> None:
    draft = compose(question, "Kuopio", "Salo", "Vaasa", wanted=sought(None, is_about_one=True), language=language)
    assert [(statement.group, statement.number) for statement in draft.statements] == [("Kuopio", 3), ("Vaasa", 1)]
    # Those that do not mention it are no news where all are asked about.
    assert draft.places_without == ()


def test_goals_about_a_theme_of_places_that_are_named() -> None:
    draft = compose(
        "What do the goals of Kuopio and Salo say about bullying?", "Kuopio", "Salo", wanted=sought(is_about_one=True)
    )
    assert [statement.number for statement in draft.statements] == [3]
    assert draft.places_without == ("Salo",)


def test_a_word_that_every_goal_mentions_tells_nothing() -> None:
    goals = make_goal_list(("en", ("Safe yards for all.", "Safe roads for all.")))
    yards = read_question("Which goals are about yards?")
    safety = read_question("Which goals are about safety?")
    assert [term.lemma for term in telling_terms(yards, [goals])] == ["yard"]
    assert telling_terms(safety, [goals]) == ()
    assert telling_terms(read_question("What are the goals?"), [goals]) == ()


def test_a_word_without_a_concept_counts_only_where_one_goal_is_asked_for() -> None:
    question = "Tell about the library and the goals of Kuopio"
    assert len(compose(question, wanted=sought()).statements) == 3
    assert numbered(compose(question, wanted=sought(is_about_one=True))) == [(2, _EN[1])]


def test_the_goals_that_mention_most() -> None:
    goals = make_goal_list(("en", ("Safe yards.", "Safe library yards.", "A park.")))
    terms = telling_terms(read_question("Which goals are about the yards of a library?"), [goals])
    assert [goal.original.number for goal in goals_about([goals], terms)] == [2]
    assert goals_about([goals], ()) == []
    assert goals_about([], terms) == []


# --- Several municipalities ---


def test_a_comparison_says_first_what_all_share() -> None:
    first, *others = compose("Compare the goals of Kuopio and Vaasa", "Kuopio", "Vaasa").statements
    assert first.lead == phrase("en", "goals.shared", themes=phrase("en", "theme.community"))
    assert (first.text, first.group, first.is_item, first.facts) == ("", COMPARISON, False, ())
    # It rests on the goal of each that says so.
    assert [(extract.municipality, extract.document_id) for extract in first.extracts] == [
        ("Kuopio", "kuopio/sivu.en"),
        ("Vaasa", "vaasa/sivu.sv"),
    ]
    assert len(first.originals) == 2
    assert [statement.group for statement in others] == ["Kuopio"] * 3 + ["Vaasa"] * 2


def test_nothing_shared_nothing_said() -> None:
    other = make_goal_list(("fi", ("Kaikille leipää.",)), place="Vaasa")
    assert compare_themes([_KUOPIO, other], "en") == []
    draft = compose("Compare the goals", "Kuopio", "Vaasa", facts=FactCollection(goal_lists=(_KUOPIO, other)))
    assert [statement.group for statement in draft.statements] == ["Kuopio"] * 3 + ["Vaasa"]


def shared(statements: tuple[Statement, ...]) -> list[Statement]:
    return [statement for statement in statements if statement.group == COMPARISON]


def test_one_municipality_shares_with_nobody() -> None:
    """Also where another was asked about that has no goals."""
    for places in (("Kuopio",), ("Kuopio", "Rauma"), ("Rauma", "Kuopio")):
        draft = compose("What are the goals?", *places)
        assert not shared(draft.statements)
        assert len(draft.statements) == 3
    assert compose("What are the goals of Rauma and Kuopio?", "Rauma", "Kuopio").places_without == ("Rauma",)


def test_no_municipality_has_goals() -> None:
    assert compose("What are the goals?", "Rauma", "Oulu") == Draft(statements=())


@pytest.mark.parametrize("question", ["What is the first goal of each?", "Which of the goals mention bullying?"])
def test_part_of_the_goals_is_not_compared(question: str) -> None:
    draft = compose(question, "Kuopio", "Vaasa", wanted=sought(is_about_one=True))
    assert draft.statements
    assert not shared(draft.statements)


def test_in_the_order_asked() -> None:
    draft = compose("What are the goals?", "Vaasa", "Kuopio")
    groups = [statement.group for statement in draft.statements if statement.group != COMPARISON]
    assert groups == ["Vaasa"] * 2 + ["Kuopio"] * 3
