"""One question into a draft: facts first, else passages, else nothing; examples that keep a question out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest

from bot.composing.goals import COMPARISON
from bot.composing.statements import Draft
from bot.drafting import Drafted, Drafter
from bot.intents import Intent
from bot.schema import AnswerContact, Citation
from bot.sought import Topic
from bot.understanding import Understanding
from index.retrieval import SearchIndex
from index.schema import Hit
from knowledge.schema import Language
from tests.bot.sheets import (
    INTENT_WORDS,
    KUOPIO,
    SALO,
    VAASA,
    WordClassifier,
    all_sheets,
    make_sheet,
    open_sheets,
    read_question,
)
from tests.index.asked_documents import with_questions

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
def test_facts_answer(drafter: Drafter, text: str, topic: Topic) -> None:
    drafted = draft(drafter, text, "Kuopio")
    assert drafted.sought.topic is topic
    assert any(statement.facts for statement in drafted.draft.statements)
    assert groups(drafted) == ["Kuopio"]
    # The passages tell what the answer is about, should it be declined.
    assert {hit.chunk.municipality for hit in drafted.hits} == {"Kuopio"}


def test_passages_answer_what_no_facts_do(drafter: Drafter) -> None:
    stages: list[str] = []
    drafted = draft(drafter, "How many children answered the survey in Kuopio?", "Kuopio", stages=stages)
    assert [statement.text for statement in drafted.draft.statements] == ["The survey was answered by 240 children."]
    assert drafted.sought.topic is Topic.PASSAGES
    assert drafted.hits
    assert all(statement.facts == () for statement in drafted.draft.statements)
    assert stages == ["retrieve", "compose"]


def test_passages_are_looked_at_where_no_fact_is_found(drafter: Drafter) -> None:
    drafted = draft(drafter, "Mikä on Salon neljäs tavoite?", "Salo", language="fi")
    assert drafted.sought.topic is Topic.GOALS
    assert drafted.hits
    assert not any(statement.facts for statement in drafted.draft.statements)


def test_no_contact_is_the_last_word(drafter: Drafter) -> None:
    """Nobody who is named in passing stands in."""
    drafted = draft(drafter, "Who is the contact person in Salo?", "Salo")
    assert drafted.draft == Draft(statements=())


def test_a_time_that_the_page_does_not_give_is_the_last_word(drafter: Drafter) -> None:
    # Salo's page has the recognition, but no second one.
    drafted = draft(drafter, "Has Salo got a second recognition?", "Salo")
    assert drafted.draft == Draft(statements=())
    assert any("tunnustuksen" in hit.chunk.text for hit in drafted.hits)


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


def test_somebody_whom_the_page_of_an_earlier_place_does_not_name_is_looked_for_elsewhere(drafter: Drafter) -> None:
    history = ("What are Salo's goals?",)
    elsewhere = draft(drafter, "Who is Aino Laine?", "Salo", history=history)
    assert (elsewhere.understanding.places, elsewhere.understanding.inherited_places) == ((), False)
    assert groups(elsewhere) == ["Kuopio"]
    nowhere = draft(drafter, "Who is Pekka Virta?", "Salo", history=history)
    assert (nowhere.understanding.places, nowhere.draft) == (("Salo",), Draft(statements=()))
    here = draft(drafter, "Who is Aino Laine?", "Kuopio", history=("What are Kuopio's goals?",))
    assert here.understanding.places == ("Kuopio",)


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


# --- Example questions of the pages ---

_OULU_FI = """\
# Lapsiystävällinen Oulu

Ovet ovat kiinni. Sivu ei kerro, kuka vastaa puhelimeen.
"""
_SILENT = "Sidan säger inte hur mycket pengar kartläggningen kostade."
# One question of a topic is like any other: see the table of tests.bot.sheets.
_ASKED: Mapping[str, Mapping[str | None, Sequence[str]]] = {
    f"{KUOPIO}.fi": {
        "Sivu ei kerro": ["Paljonko kartoitus maksoi?", "Mitkä tavoitteet?"],
        "Kirjasto on auki": ["Pääseekö kirjastoon?", "kirjasto"],
        "Kuopio liittyi": ["Milloin tunnustus oli?"],
        "Eero Salmi": ["yhteystiedot"],
    },
    f"{VAASA}.sv": {"Bussresan": ["Vilka mål finns det?"], None: ["När kom utmärkelsen?"]},
    "oulu/sivu.fi": {"Ovet": ["kirjasto", "kartoitus", "Kuka laulaa?"], "Sivu ei kerro": ["Kuka on yhteyshenkilö?"]},
}


@pytest.fixture(scope="module")
def asked_index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    """The same pages with example questions, but those of Salo and of the model."""
    sheets = (*all_sheets(), make_sheet(_OULU_FI, "oulu/sivu.fi", "Oulu"))
    asked = [with_questions(sheet, _ASKED.get(sheet.document_id, {})) for sheet in sheets]
    with open_sheets(asked, tmp_path_factory.mktemp("asked")) as opened:
        yield opened


@pytest.fixture(scope="module")
def asked_drafter(asked_index: SearchIndex) -> Drafter:
    return Drafter(asked_index, WordClassifier(INTENT_WORDS))


def texts(drafted: Drafted) -> list[str]:
    return [statement.text for statement in drafted.draft.statements]


def test_how_near_a_question_is_to_those_of_the_pages(drafter: Drafter, asked_drafter: Drafter) -> None:
    survey, pancakes = "What about the survey in Kuopio?", "How do I bake pancakes?"
    assert draft(asked_drafter, survey, "Kuopio").resemblance == pytest.approx(1.0)
    assert draft(asked_drafter, pancakes).resemblance == pytest.approx(0.0)
    # Pages without questions can tell nothing.
    assert draft(asked_drafter, "What are Salo's goals?", "Salo").resemblance is None
    assert draft(drafter, survey, "Kuopio").resemblance is None


@pytest.mark.parametrize("text", ["När fick Vasa utmärkelsen?", "Milloin Vaasa sai tunnustuksen?"])
def test_the_time_of_a_step_goes_before_what_examples_leave_open(asked_drafter: Drafter, text: str) -> None:
    assert any("2021" in statement for statement in texts(draft(asked_drafter, text, "Vaasa")))


@pytest.mark.parametrize("text", ["När firade Vasa utmärkelsen?", "Milloin Vaasa sai tunnustuksen torilla?"])
def test_what_the_page_leaves_open_is_not_answered(drafter: Drafter, asked_drafter: Drafter, text: str) -> None:
    assert draft(drafter, text, "Vaasa").draft.statements
    left_open = draft(asked_drafter, text, "Vaasa")
    assert left_open.draft == Draft(statements=())
    assert left_open.hits


def test_a_page_that_says_itself_that_it_does_not_tell_answers_nothing(asked_drafter: Drafter) -> None:
    assert draft(asked_drafter, "Tell me about the survey", "Kuopio").draft == Draft(statements=())


def test_a_known_statement_goes_before_facts(drafter: Drafter, asked_drafter: Drafter) -> None:
    text = "When did Kuopio receive the recognition?"
    assert draft(drafter, text, "Kuopio").sought == draft(asked_drafter, text, "Kuopio").sought
    assert texts(draft(drafter, text, "Kuopio")) == ["Kuopio received the recognition on 5 September 2019."]
    assert texts(draft(asked_drafter, text, "Kuopio"))[0] == "Kuopio joined the model in 2017."


def test_the_goal_that_is_known_to_be_meant(drafter: Drafter, asked_drafter: Drafter) -> None:
    text = "Vilka är Vasas mål?"
    goals = ["Mobbningen stoppas i varje skola.", "Bussresan är gratis för barn."]
    assert texts(draft(drafter, text, "Vaasa", language="sv"))[-2:] == goals
    known = draft(asked_drafter, text, "Vaasa", language="sv")
    assert texts(known) == goals[1:]
    assert known.draft.statements[0].facts
    # Whatever is known, the first is the first.
    first = draft(asked_drafter, "Vilket är Vasas första mål?", "Vaasa", language="sv")
    assert texts(first) == goals[:1]
    assert first.draft.statements[0].facts


def test_contacts_are_contacts_whatever_is_known(drafter: Drafter, asked_drafter: Drafter) -> None:
    text = "What is the planner's phone number in Kuopio?"
    drafted = draft(asked_drafter, text, "Kuopio")
    assert drafted.draft == draft(drafter, text, "Kuopio").draft
    (contact,) = (fact for statement in drafted.draft.statements for fact in statement.facts)
    assert isinstance(contact, AnswerContact)
    assert contact.name == "Aino Laine"


@pytest.mark.parametrize(("name", "places"), [("Aino Laine", ()), ("Pekka Virta", ("Oulu",))])
def test_somebody_named_elsewhere_outdoes_what_an_earlier_place_would_answer(
    asked_drafter: Drafter, name: str, places: tuple[str, ...]
) -> None:
    text, history = f"Does {name} sing?", ("What about Oulu?",)
    drafted = draft(asked_drafter, text, "Oulu", history=history)
    assert drafted.understanding.places == places
    assert (texts(drafted) == ["Ovet ovat kiinni."]) is bool(places)


def test_what_is_known_of_each_of_several_municipalities(asked_drafter: Drafter) -> None:
    text = "Is there a library in Oulu and Kuopio?"
    drafted = draft(asked_drafter, text, "Oulu", "Kuopio")
    assert texts(drafted) == ["Ovet ovat kiinni.", "The library is open on Sundays as well."]
    assert groups(draft(asked_drafter, text, "Kuopio", "Oulu")) == ["Kuopio", "Oulu"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Vilka kommuner säger inte vad kartläggningen kostade?", "sv"),
        ("Which municipalities do not say what the survey cost?", "en"),
    ],
)
def test_who_lacks_something_is_answered_by_the_pages_that_say_so(
    asked_drafter: Drafter, text: str, language: Language
) -> None:
    drafted = draft(asked_drafter, text, language=language)
    assert groups(drafted) == ["Kuopio"]
    assert len(drafted.draft.statements) == 1
    assert (texts(drafted) == [_SILENT]) is (language == "sv")


def test_those_told_about_already_lack_nothing_more(asked_drafter: Drafter) -> None:
    history = ("What did the survey in Kuopio cost?",)
    drafted = draft(asked_drafter, "Which other municipalities do not say?", history=history)
    assert drafted.understanding.asks_who_lacks
    assert "Kuopio" not in groups(drafted)


def test_those_of_whom_facts_tell_it_lack_nothing(asked_drafter: Drafter) -> None:
    drafted = draft(asked_drafter, "Which municipalities have no goals?")
    assert drafted.understanding.asks_who_lacks
    assert set(groups(drafted)) - {COMPARISON} == {"Kuopio", "Salo", "Vaasa"}
    assert not any("does not say" in text for text in texts(drafted))


def test_a_page_that_says_it_does_not_tell_is_quoted_beside_those_that_do(asked_drafter: Drafter) -> None:
    drafted = draft(asked_drafter, "Who are the contacts in Kuopio, Oulu and Salo?", "Kuopio", "Oulu", "Salo")
    assert groups(drafted) == ["Kuopio", "Oulu"]
    assert texts(drafted)[-1] == "Sivu ei kerro, kuka vastaa puhelimeen."
    # Salo's page says nothing of it.
    assert drafted.draft.places_without == ("Salo",)


def test_a_question_unlike_any_takes_less_sure_examples_to_be_no_business_of_ours(
    index: SearchIndex, asked_index: SearchIndex
) -> None:
    unsure = WordClassifier(INTENT_WORDS, probability=0.6)
    text = "How do I bake pancakes?"
    assert draft(Drafter(index, unsure), text).hits
    assert draft(Drafter(asked_index, unsure), text).hits == ()


def test_a_question_that_pages_have_been_asked_is_our_business(index: SearchIndex, asked_index: SearchIndex) -> None:
    sure = WordClassifier({"library": Intent.OFF_SUBJECT})
    text = "Where is a library?"
    assert draft(Drafter(index, sure), text).hits == ()
    assert draft(Drafter(asked_index, sure), text).hits


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
