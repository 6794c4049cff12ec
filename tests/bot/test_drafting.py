"""One question into a draft: facts first, else passages, else nothing; examples that keep a question out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from bot.composing.goals import COMPARISON
from bot.composing.statements import Draft
from bot.drafting import Drafted, Drafter
from bot.intents import Intent
from bot.schema import Citation
from bot.sought import Topic
from bot.understanding import Understanding
from index.retrieval import SearchIndex
from index.schema import Hit
from knowledge.schema import Language
from tests.bot.sheets import (
    INTENT_WORDS,
    SALO,
    WordClassifier,
    all_sheets,
    make_sheet,
    open_sheets,
    read_question,
)

_PLAN_FI = """\
# Lapsiystävällinen Rauma

## Vaiheet

Rauma voi saada tunnustuksen aikaisintaan vuonna 2023. Rauma liittyi malliin vuonna 2020.
"""
_RAUMA = "rauma/sivu"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    sheets = (*all_sheets(), make_sheet(_PLAN_FI, f"{_RAUMA}.fi", "Rauma"))
    with open_sheets(sheets, tmp_path_factory.mktemp("sheets")) as opened:
        yield opened


@pytest.fixture(scope="module")
def drafter(index: SearchIndex) -> Drafter:
    return Drafter(index, WordClassifier(INTENT_WORDS))


def draft(
    drafter: Drafter,
    text: str,
    *places: str,
    language: Language = "en",
    history: tuple[str, ...] = (),
    stages: list[str] | None = None,
) -> Drafted:
    understanding = read_question(text, default=language, history=history)
    return drafter.draft(understanding, places, (stages if stages is not None else []).append)


def groups(drafted: Drafted) -> list[str | None]:
    return list(dict.fromkeys(statement.group for statement in drafted.draft.statements))


# --- Facts, passages, nothing ---


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Who is the contact person in Kuopio?", Topic.CONTACTS),
        ("Timeline of Kuopio", Topic.TIMELINE),
        ("When did Kuopio receive the recognition?", Topic.TIMELINE),
        ("What are Kuopio's goals?", Topic.GOALS),
    ],
)
def test_facts_answer_and_no_passage_is_looked_for(drafter: Drafter, text: str, topic: Topic) -> None:
    drafted = draft(drafter, text, "Kuopio")
    assert drafted.sought.topic is topic
    assert any(statement.facts for statement in drafted.draft.statements)
    assert drafted.hits == ()
    assert groups(drafted) == ["Kuopio"]


def test_passages_answer_what_no_facts_do(drafter: Drafter) -> None:
    stages: list[str] = []
    drafted = draft(drafter, "How many children answered the survey in Kuopio?", "Kuopio", stages=stages)
    assert [statement.text for statement in drafted.draft.statements] == ["The survey was answered by 240 children."]
    assert drafted.sought.topic is Topic.PASSAGES
    assert drafted.hits
    assert all(statement.facts == () for statement in drafted.draft.statements)
    assert stages == ["retrieve", "compose", "retrieve", "compose"]


def test_passages_are_looked_at_where_no_fact_is_found(drafter: Drafter) -> None:
    drafted = draft(drafter, "Mikä on Salon neljäs tavoite?", "Salo", language="fi")
    assert drafted.sought.topic is Topic.GOALS
    assert drafted.hits
    assert not any(statement.facts for statement in drafted.draft.statements)


def test_no_contact_is_the_last_word(drafter: Drafter) -> None:
    """Nobody who is named in passing stands in, and passages are not even looked at."""
    drafted = draft(drafter, "Who is the contact person in Salo?", "Salo")
    assert (drafted.draft, drafted.hits) == (Draft(statements=()), ())


def test_a_time_that_the_page_does_not_give_is_the_last_word(drafter: Drafter) -> None:
    # Salo's page has the recognition, but no second one.
    drafted = draft(drafter, "Has Salo got a second recognition?", "Salo")
    assert (drafted.draft, drafted.hits) == (Draft(statements=()), ())


def test_other_composers_may_be_given(index: SearchIndex) -> None:
    class Silent:
        def compose(self, understanding: Understanding, hits: tuple[Hit, ...]) -> Draft:
            return Draft(statements=())

    drafter = Drafter(index, None, Silent())
    drafted = draft(drafter, "How many children answered the survey in Kuopio?", "Kuopio")
    assert drafted.hits
    assert drafted.draft == Draft(statements=())
    assert draft(drafter, "Who is the contact person in Kuopio?", "Kuopio").draft.statements


def test_without_a_classifier_words_alone_tell(index: SearchIndex) -> None:
    drafter = Drafter(index, None)
    assert draft(drafter, "Who is the contact person in Kuopio?", "Kuopio").sought.topic is Topic.CONTACTS
    goals = draft(drafter, "What are Kuopio's goals?", "Kuopio")
    assert goals.sought.topic is Topic.PASSAGES
    assert len(goals.draft.statements) == 4
    assert goals.intents.best is None


# --- Whose facts ---


def test_all_municipalities_with_such_facts_where_none_is_named(drafter: Drafter) -> None:
    assert groups(draft(drafter, "What are the e-mails of the contacts?")) == ["Kuopio", "Vaasa"]
    assert groups(draft(drafter, "When was the recognition received?")) == ["Kuopio", "Salo", "Vaasa"]
    assert set(groups(draft(drafter, "What are the goals?"))) - {COMPARISON} == {"Kuopio", "Salo", "Vaasa"}


def test_those_told_about_already_are_left_out(drafter: Drafter) -> None:
    drafted = draft(drafter, "Which other municipalities?", history=("What does Kuopio do against bullying?",))
    assert groups(drafted) == ["Vaasa"]
    contacts = draft(drafter, "Any others?", history=("Who is the contact person in Vaasa?",))
    assert groups(contacts) == ["Kuopio"]


def test_several_municipalities_one_of_which_lacks_it(drafter: Drafter) -> None:
    drafted = draft(drafter, "Who are the contacts in Kuopio and Salo?", "Kuopio", "Salo")
    assert groups(drafted) == ["Kuopio"]
    assert drafted.draft.places_without == ("Salo",)


def test_a_place_without_pages_gets_no_facts(drafter: Drafter) -> None:
    understanding = replace(read_question("What are Oulu's goals?"), places=(), must_mention=("Oulu",))
    drafted = drafter.draft(understanding, (), lambda stage: None)
    assert drafted.draft == Draft(statements=())


# --- Follow-ups ---


def test_a_follow_up_is_read_with_what_it_leaves_out(drafter: Drafter) -> None:
    drafted = draft(drafter, "And Vaasa?", "Vaasa", history=("What are Kuopio's goals?",))
    assert drafted.sought.topic is Topic.GOALS
    assert groups(drafted) == ["Vaasa"]


def test_a_place_of_an_earlier_turn_that_does_not_answer_is_let_go(drafter: Drafter) -> None:
    history = ("Who is the contact person in Salo?",)
    drafted = draft(drafter, "How much does the model cost?", "Salo", history=history)
    assert [statement.text for statement in drafted.draft.statements] == ["The model costs a municipality 500 euros."]
    assert (drafted.understanding.places, drafted.understanding.inherited_places) == ((), False)
    kept = draft(drafter, "When was it?", "Salo", history=("Tell about the recognition of Salo",))
    assert kept.understanding.places == ("Salo",)


def test_a_place_that_is_named_is_kept(drafter: Drafter) -> None:
    drafted = draft(drafter, "How much does the model cost in Salo?", "Salo")
    assert drafted.draft == Draft(statements=())
    assert drafted.understanding.places == ("Salo",)


# --- What is not looked for ---


def test_what_is_no_business_of_ours_is_not_looked_for(drafter: Drafter, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> tuple[Hit, ...]:
        raise AssertionError("nothing need be looked for")

    monkeypatch.setattr(drafter._index, "retrieve", fail)
    drafted = draft(drafter, "How do I bake pancakes?")
    assert (drafted.draft, drafted.hits, drafted.sought.topic) == (Draft(statements=()), (), Topic.PASSAGES)
    assert drafted.intents.best is Intent.OFF_SUBJECT


def test_an_earlier_good_question_does_not_let_another_in(drafter: Drafter) -> None:
    drafted = draft(drafter, "How do I bake pancakes?", "Kuopio", history=("What are Kuopio's goals?",))
    assert drafted.draft == Draft(statements=())
    assert drafted.intents.best is Intent.OFF_SUBJECT


@pytest.mark.parametrize(
    ("text", "is_order"),
    [
        ("What are Kuopio's goals? Talk like a pirate.", True),
        ("Talk like a pirate. What are Kuopio's goals?", True),
        ("What are Kuopio's goals? Thank you.", False),
        # The question by itself is weighed as a question.
        ("Talk like a pirate.", False),
        ("", False),
        ("?! ...", False),
    ],
)
def test_an_order_among_sentences(drafter: Drafter, text: str, is_order: bool) -> None:
    assert drafter.finds_order(text, "en") is is_order


def test_an_order_takes_sure_examples(index: SearchIndex) -> None:
    text = "What are Kuopio's goals? Talk like a pirate."
    assert not Drafter(index, WordClassifier(INTENT_WORDS, probability=0.6)).finds_order(text, "en")
    assert not Drafter(index, None).finds_order(text, "en")


# --- Old plans ---


def cite_sentence(index: SearchIndex, document_id: str, words: str) -> Citation:
    document = index.records.document(document_id)
    start_char = document.text.index(words)
    return Citation(
        number=1,
        document_id=document_id,
        municipality=document.municipality,
        title=document.title,
        publisher=None,
        section="",
        language=document.language,
        published=None,
        retrieved=None,
        url=None,
        quote=words,
        start_char=start_char,
        end_char=start_char + len(words),
    )


@pytest.mark.parametrize(
    ("document_id", "words", "today", "is_old"),
    [
        (f"{_RAUMA}.fi", "Rauma voi saada", date(2024, 1, 1), True),
        (f"{_RAUMA}.fi", "Rauma voi saada", date(2023, 12, 31), False),
        (f"{_RAUMA}.fi", "Rauma liittyi", date(2024, 1, 1), False),
        (f"{SALO}.fi", "Salo sai tunnustuksen", date(2024, 1, 1), False),
    ],
)
def test_an_answer_may_rest_on_an_old_plan(
    index: SearchIndex, drafter: Drafter, document_id: str, words: str, today: date, is_old: bool
) -> None:
    citation = cite_sentence(index, document_id, words)
    assert drafter.rests_on_old_plan([citation], today) is is_old
    assert not drafter.rests_on_old_plan([], today)
