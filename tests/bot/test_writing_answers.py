"""Drafts into an answer: versions in the asker's language, several drafts as one, notes on what is left open."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from bot.composing.statements import Draft, Statement, state
from bot.drafting import Drafted
from bot.intents import Intents
from bot.phrasing import phrase
from bot.schema import Answer, AnswerContact, AnswerGoal, AnswerStatus, Question
from bot.sought import Sought, Topic
from bot.writing_answers import AnswerWriter, join_statements
from index.retrieval import SearchIndex
from knowledge.schema import Language
from tests.bot.sheets import KUOPIO, MODEL, SALO, VAASA, all_sheets, find_unit, open_sheets, read_question

_SAFE = "The playgrounds are safe."


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    with open_sheets(all_sheets(), tmp_path_factory.mktemp("sheets")) as opened:
        yield opened


@pytest.fixture(scope="module")
def writer(index: SearchIndex) -> AnswerWriter:
    return AnswerWriter(index.records)


@pytest.fixture(scope="module")
def pages(index: SearchIndex) -> "Pages":
    return Pages(index)


class Pages:
    """Statements of the pages' sentences."""

    def __init__(self, index: SearchIndex) -> None:
        self._index = index

    def state(self, page: str, words: str, language: Language, **changes: object) -> Statement:
        """The sentence of a page with some words, for an asker."""
        rows = self._index.records.document_rows(page)
        chunk, unit = find_unit([self._index.records.chunk(row) for row in rows], words)
        return replace(state(chunk, unit, language), **changes)  # type: ignore[arg-type]  # fields by name


def drafted(
    question: str, *statements: Statement, language: Language = "en", without: Sequence[str] = (), **changes: object
) -> Drafted:
    understanding = replace(read_question(question, default=language), **changes)  # type: ignore[arg-type]
    return Drafted(
        understanding=understanding,
        sought=Sought(topic=Topic.PASSAGES),
        intents=Intents(),
        hits=(),
        draft=Draft(statements=statements, places_without=tuple(without)),
    )


def write(writer: AnswerWriter, *drafts: Drafted, rests_on_old_plan: bool = False) -> Answer:
    cited = writer.cite(drafts, drafts[0].understanding.language)
    return writer.write(Question(text="Anything?"), drafts, cited, rests_on_old_plan=rests_on_old_plan)


# --- Versions ---


def test_a_passage_is_shown_in_the_askers_language_with_its_original(writer: AnswerWriter, pages: Pages) -> None:
    found = pages.state(f"{KUOPIO}.fi", "Koulupihat", "en")
    answer = write(writer, drafted("What are Kuopio's goals?", found))
    assert answer.text == f"- {_SAFE} [1]"
    (citation,) = answer.citations
    assert (citation.document_id, citation.quote) == (f"{KUOPIO}.en", _SAFE)
    assert citation.original is not None
    assert citation.original.quote == "Koulupihat ovat turvallisia."


def test_a_passage_in_one_language_is_quoted_marked_and_announced(writer: AnswerWriter, pages: Pages) -> None:
    found = pages.state(f"{SALO}.fi", "leikkipuistot", "en")
    answer = write(writer, drafted("What are Salo's goals?", found))
    assert answer.text == (
        "The pages tell about this in Finnish only. The passages are quoted in the original.\n\n"
        "- “Lapset suunnittelevat leikkipuistot itse.” (Finnish) [1]"
    )
    assert answer.citations[0].original is None


def test_beside_passages_in_the_askers_language_the_mark_is_enough(writer: AnswerWriter, pages: Pages) -> None:
    found = [pages.state(f"{KUOPIO}.en", "playgrounds", "en"), pages.state(f"{SALO}.fi", "leikkipuistot", "en")]
    answer = write(writer, drafted("What are the goals of Kuopio and Salo?", *found))
    assert answer.text == (
        f"**Kuopio**\n\n- {_SAFE} [1]\n\n**Salo**\n\n- “Lapset suunnittelevat leikkipuistot itse.” (Finnish) [2]"
    )


def test_a_fact_keeps_the_version_it_was_given(writer: AnswerWriter, pages: Pages) -> None:
    (original,) = pages.state(f"{KUOPIO}.fi", "Koulupihat", "en").extracts
    fact = AnswerGoal(
        number=1, text=_SAFE, text_original="Koulupihat ovat turvallisia.", theme=None, owner="municipality",
        municipality="Kuopio",
    )  # fmt: skip
    found = pages.state(f"{KUOPIO}.en", "playgrounds", "en", number=1, originals=(original,), facts=(fact,))
    answer = write(writer, drafted("What are Kuopio's goals?", found))
    assert answer.text == f"1. {_SAFE} [1]"
    assert answer.goals == (replace(fact, citation=1),)


# --- What is cited ---


def test_only_municipalities_asked_about(writer: AnswerWriter, pages: Pages) -> None:
    mine, other = pages.state(f"{KUOPIO}.en", "joined", "en"), pages.state(f"{MODEL}.en", "four years", "en")
    asked = drafted("What about Kuopio?", mine, other)
    assert [citation.municipality for citation in writer.cite([asked], "en").citations] == ["Kuopio"]
    anywhere = drafted("What about it?", mine, other)
    assert len(writer.cite([anywhere], "en").citations) == 2
    # One part of the question is about Kuopio, the other about no municipality.
    assert len(writer.cite([drafted("What about Kuopio?", mine), drafted("What?", other)], "en").citations) == 2
    both = [drafted("What about Kuopio?", mine), drafted("What about Salo?", other)]
    assert len(writer.cite(both, "en").citations) == 1


def test_a_municipality_without_pages_narrows_nothing(writer: AnswerWriter, pages: Pages) -> None:
    found = pages.state(f"{KUOPIO}.en", "joined", "en")
    assert writer.cite([drafted("What about Rauma?", found)], "en").citations
    assert writer.cite([drafted("What about Rauma and Kuopio?", found)], "en").citations


def test_what_a_page_does_not_say_is_not_written(writer: AnswerWriter, pages: Pages) -> None:
    invented = pages.state(f"{KUOPIO}.en", "240", "en", text="The survey was answered by 241 children.")
    assert writer.cite([drafted("What about Kuopio?", replace(invented, originals=(None,)))], "en").statements == ()


# --- Several drafts ---


def test_drafts_follow_one_another_municipality_by_municipality(writer: AnswerWriter, pages: Pages) -> None:
    first = drafted("When did Kuopio and Vaasa join?", pages.state(f"{KUOPIO}.en", "joined", "en"),
                    pages.state(f"{VAASA}.sv", "mars", "en"))  # fmt: skip
    second = drafted("And their goals?", pages.state(f"{KUOPIO}.en", "playgrounds", "en"))
    assert [(statement.group, statement.text) for statement in join_statements([first, second])] == [
        ("Kuopio", "Kuopio joined the model in 2017."),
        ("Kuopio", _SAFE),
        ("Vaasa", "Vasa fick utmärkelsen i mars 2021."),
    ]


def test_what_was_told_is_not_told_again(pages: Pages) -> None:
    found, other = pages.state(f"{KUOPIO}.en", "playgrounds", "en"), pages.state(f"{KUOPIO}.en", "library", "en")
    joined = join_statements([drafted("a", found), drafted("b", found, other), drafted("c", other)])
    assert joined == [found, other]


def test_facts_are_told_rather_than_their_passage(pages: Pages) -> None:
    passage = pages.state(f"{KUOPIO}.en", "Aino", "en")
    fact = AnswerContact(
        name="Aino Laine", role=None, role_original=None, phone=None, phone_as_written=None, email=None,
        municipality="Kuopio",
    )  # fmt: skip
    contact = replace(passage, text="", lead="**Aino Laine**", facts=(fact,))
    for drafts in ([passage, contact], [contact, passage], [passage, contact, contact, passage]):
        assert join_statements([drafted("a", statement) for statement in drafts]) == [contact]


def test_statements_of_one_draft_may_rest_on_the_same_place(pages: Pages) -> None:
    found = pages.state(f"{KUOPIO}.en", "playgrounds", "en")
    assert join_statements([drafted("a", found, found)]) == [found, found]


# --- Notes ---


@pytest.mark.parametrize(
    ("language", "question", "note"),
    [
        ("fi", "Mitkä ovat Kuopion, Salon ja Rauman tavoitteet?", "Minulla ei ole sivuja tästä kunnasta: Rauma."),
        ("sv", "Vilka är Kuopios, Salos och Raumos mål?", "Jag har inga sidor om den här kommunen: Raumo."),
        ("en", "What are the goals of Kuopio, Salo and Rauma?", "I have no pages about this municipality: Rauma."),
    ],
)
def test_notes_name_those_that_lack_it_and_those_without_pages(
    writer: AnswerWriter, pages: Pages, language: Language, question: str, note: str
) -> None:
    found = pages.state(f"{KUOPIO}.{language}", "2017", language)
    answer = write(writer, drafted(question, found, language=language, without=("Salo",)))
    notes = answer.text.rpartition("\n\n")[2]
    assert notes.endswith(f" {note}")
    assert "Salo" in notes.removesuffix(note)


def test_a_part_without_an_answer_is_noted(writer: AnswerWriter, pages: Pages) -> None:
    found = drafted("What are Kuopio's goals?", pages.state(f"{KUOPIO}.en", "playgrounds", "en"))
    nobody = drafted("Who is the contact person in Salo?")
    assert write(writer, found, nobody).text.endswith("\n\nSalo's pages name no contact person.")
    unknown = drafted("Who is the contact person?", must_mention=("Rauma",))
    assert write(writer, found, unknown).text.endswith("\n\nI have no pages about this municipality: Rauma.")
    # The same is not said twice.
    assert write(writer, found, nobody, nobody).text == write(writer, found, nobody).text


def test_nothing_is_noted_where_nothing_is_left_open(writer: AnswerWriter, pages: Pages) -> None:
    found = pages.state(f"{KUOPIO}.en", "playgrounds", "en")
    answer = write(writer, drafted("What are Kuopio's goals?", found))
    assert answer == Answer(
        question="Anything?",
        language="en",
        status=AnswerStatus.ANSWERED,
        text=f"- {_SAFE} [1]",
        citations=answer.citations,
    )


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_an_old_plan_is_noted(writer: AnswerWriter, pages: Pages, language: Language) -> None:
    found = drafted("Kuopio", pages.state(f"{KUOPIO}.{language}", "2017", language), language=language)
    note = phrase(found.understanding.language, "note.old_plan")
    assert write(writer, found, rests_on_old_plan=True).text.endswith(f"\n\n{note}")
    assert note not in write(writer, found).text


# --- Headings ---


def test_a_single_municipality_is_named_when_none_was(writer: AnswerWriter, pages: Pages) -> None:
    found = pages.state(f"{KUOPIO}.en", "playgrounds", "en")
    assert write(writer, drafted("What about playgrounds?", found)).text.startswith("**Kuopio**\n\n")
    assert not write(writer, drafted("What about Kuopio?", found)).text.startswith("**Kuopio**")


def test_the_model_is_named_beside_municipalities_only(writer: AnswerWriter, pages: Pages) -> None:
    model = pages.state(f"{MODEL}.en", "four years", "en")
    assert write(writer, drafted("How long?", model)).text == "The recognition is valid for four years. [1]"
    both = write(writer, drafted("How long?", pages.state(f"{KUOPIO}.en", "joined", "en"), model))
    assert "\n\n**UNICEF's model**\n\n" in both.text


def test_a_comparison_has_no_heading(writer: AnswerWriter, pages: Pages) -> None:
    found = pages.state(f"{KUOPIO}.en", "playgrounds", "en")
    shared = replace(found, text="", lead="All of them.", group="", is_item=False, facts=(), originals=(None,))
    other = pages.state(f"{VAASA}.sv", "Bussresan", "en")
    text = write(writer, drafted("Compare the goals", shared, found, other)).text
    assert text.startswith("All of them. [1]\n\n**Kuopio**\n\n- The playgrounds are safe. [1]\n\n**Vaasa**")
