"""Which sentences answer: whole lists, all cards, dates in order, and nothing where the pages do not say."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from bot.composing.passages import PassageComposer, introduces_list, tells_nothing
from bot.understanding import Understanding
from index.schema import Chunk, Hit
from knowledge.schema import Document, Language
from tests.bot.sheets import KUOPIO_EN, KUOPIO_FI, MODEL_EN, SALO_FI, make_hits, make_sheet, read_question

_EN = make_sheet(KUOPIO_EN, "kuopio/sivu.en", "Kuopio")
_FI = make_sheet(KUOPIO_FI, "kuopio/sivu.fi", "Kuopio")
_SALO = make_sheet(SALO_FI, "salo/sivu.fi", "Salo")
_MODEL = make_sheet(MODEL_EN, "unicef/malli.en", None)
_GOALS = (
    "Kuopio has three goals:",
    "The playgrounds are safe.",
    "The library is open on Sundays as well.",
    "Bullying is stopped at once.",
)
_AINO = "Aino Laine, planner, 040 123 4567, aino.laine@kuopio.example"
_EERO = "Eero Salmi, principal, 040 765 4321, eero.salmi@kuopio.example"


def compose(hits: Sequence[Hit], understanding: Understanding) -> tuple[str, ...]:
    """The texts of what is composed; a passage's section is told from the hits themselves."""

    def section_of(chunk: Chunk) -> tuple[Chunk, ...]:
        own = [
            h.chunk
            for h in hits
            if (h.chunk.document_id, h.chunk.heading_path) == (chunk.document_id, chunk.heading_path)
        ]
        return tuple(sorted(own, key=lambda other: other.start_char))

    draft = PassageComposer(section_of).compose(understanding, tuple(hits))
    return tuple(statement.text for statement in draft.statements)


def answer(
    question: str,
    cosines: Mapping[str, float],
    *documents: Document,
    default: Language = "en",
    examples: Mapping[str, float] | None = None,
    max_tokens: int = 200,
    backwards: bool = False,
) -> tuple[str, ...]:
    """What is composed for a question from pages whose units have the given cosines and are known by examples."""
    hits: list[Hit] = []
    for document in documents or (_EN,):
        hits += make_hits(document, cosines, examples=examples, max_tokens=max_tokens, first_rank=len(hits) + 1)
    return compose(hits[::-1] if backwards else hits, read_question(question, default=default))


def page(body: str) -> Document:
    return make_sheet(f"# Child-friendly Kuopio\n\n{body}", "kuopio/oma.en", "Kuopio")


# --- Lists ---


@pytest.mark.parametrize("max_tokens", [200, 12, 7, 4])
@pytest.mark.parametrize("backwards", [False, True])
def test_a_list_is_complete_over_how_many_passages_it_may_run(max_tokens: int, backwards: bool) -> None:
    found = answer("What are Kuopio's goals?", {"three goals": 0.6}, max_tokens=max_tokens, backwards=backwards)
    assert " ".join(found) == " ".join(_GOALS)


def test_an_item_alone_brings_its_list() -> None:
    body = "## Goals\n\n- The yards are safe.\n- The library is open.\n"
    found = answer("What are Kuopio's goals?", {"library": 0.6}, page(body))
    assert found == ("The yards are safe.", "The library is open.")


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("What is Kuopio's first goal?", _GOALS[1]),
        ("What is Kuopio's second goal?", _GOALS[2]),
        ("What is Kuopio's 3rd goal?", _GOALS[3]),
    ],
)
def test_an_ordinal_picks_the_item(question: str, item: str) -> None:
    assert answer(question, {"three goals": 0.4, "Bullying": 0.5}) == (item,)


def test_an_item_asked_for_by_what_it_says_stands_alone() -> None:
    assert answer("What does Kuopio do about bullying?", {"Bullying": 0.8}) == (_GOALS[3],)


def test_a_list_ends_where_text_begins() -> None:
    body = "## Goals\n\nKuopio has two goals:\n\n- Safe yards.\n- An open library.\n\nThey are new.\n\n- Not a goal.\n"
    found = answer("What are Kuopio's goals?", {"two goals": 0.7}, page(body))
    assert found == ("Kuopio has two goals:", "Safe yards.", "An open library.")


# --- Contacts ---


@pytest.mark.parametrize("question", ["Who is the contact person in Kuopio?", "What are Kuopio's contact details?"])
def test_every_card_for_a_general_question(question: str) -> None:
    assert answer(question, {"example": 0.6}) == (_AINO, _EERO)


@pytest.mark.parametrize(
    ("question", "card"),
    [
        ("What is the planner's phone number in Kuopio?", _AINO),
        ("What is the phone number of Eero Salmi?", _EERO),
        ("What is Aino Laine's e-mail?", _AINO),
        ("Who can I contact, the principal?", _EERO),
    ],
)
def test_one_card_for_a_named_role_or_person(question: str, card: str) -> None:
    assert answer(question, {"example": 0.6}) == (card,)


def test_no_card_for_a_person_who_has_none() -> None:
    assert answer("What is Liisa Virta's phone number?", {"example": 0.9}) == ()


def test_a_card_without_the_number_asked_for_does_not_answer() -> None:
    body = "## Contacts\n\nAino Laine\nplanner\naino.laine@kuopio.example\n"
    assert answer("What is Kuopio's phone number?", {"example": 0.9}, page(body)) == ()
    assert len(answer("What is Kuopio's e-mail address?", {"example": 0.9}, page(body))) == 1


def test_cards_of_every_municipality_where_none_is_named() -> None:
    other = make_sheet("# Vaasa\n\n## Contacts\n\nSiv Holm\nplanner\n050 111 2222\n", "vaasa/sivu.en", "Vaasa")
    found = answer("Who is the contact person?", {"example": 0.6, "Siv": 0.6}, _EN, other)
    assert found == (_AINO, _EERO, "Siv Holm, planner, 050 111 2222")


# --- Dates ---


def test_a_timeline_has_every_dated_sentence_in_the_order_of_the_page() -> None:
    assert answer("Timeline of Kuopio", {"received": 0.9, "joined": 0.2}, backwards=True) == (
        "Kuopio joined the model in 2017.",
        "Kuopio received the recognition on 5 September 2019.",
    )


def test_a_timeline_has_each_sentence_once_and_ten_at_most() -> None:
    body = "\n\n".join(f"Step {year} came in {year}." for year in (*range(2010, 2023), 2010))
    found = answer("Timeline of Kuopio", {}, page(body))
    assert found == tuple(f"Step {year} came in {year}." for year in range(2010, 2020))


def test_no_timeline_without_dates() -> None:
    assert answer("Timeline of Kuopio", {"": 0.9}, page("Kuopio joined. Kuopio was recognised.")) == ()


def test_when() -> None:
    cosines = {"received": 0.8, "joined": 0.3}
    assert answer("When did Kuopio receive the recognition?", cosines) == (
        "Kuopio received the recognition on 5 September 2019.",
    )


def test_how_long_is_answered_by_a_duration_rather_than_a_nearer_date() -> None:
    body = "The recognition is valid until 2023. The recognition is valid for four years."
    found = answer("How long is Kuopio's recognition valid?", {"2023": 0.72, "four": 0.7}, page(body))
    assert found == ("The recognition is valid for four years.",)


# --- Nothing ---


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How much money did the survey cost in Kuopio?", "The page does not say how many euros the survey cost."),
        ("When did Kuopio do the survey?", "The pages do not mention a survey in 2019."),
        ("Who leads the survey in Kuopio?", "Kuopio's page does not say who leads the survey."),
        ("Why did Kuopio do the survey?", "The sources do not say why Kuopio did the survey."),
    ],
)
def test_a_sentence_about_what_a_page_does_not_say_never_answers(question: str, sentence: str) -> None:
    assert answer(question, {"": 0.9}, page(f"## Survey\n\n{sentence}")) == ()


@pytest.mark.parametrize(
    ("question", "sentence", "language"),
    [
        ("Paljonko rahaa kartoitus maksoi?", "Sivu ei kerro, montako euroa kartoitus maksoi.", "fi"),
        ("Kuka johtaa kartoitusta?", "Kuopion sivuilla ei kerrota, kuka johtaa kartoitusta.", "fi"),
        ("Vem leder kartläggningen?", "Sidan säger inte vem som leder kartläggningen.", "sv"),
        ("Vem leder kartläggningen?", "På sidan finns inte vem som leder kartläggningen.", "sv"),
    ],
)
def test_absence_is_read_in_every_language(question: str, sentence: str, language: Language) -> None:
    document = make_sheet(f"# Kuopio\n\n{sentence}", f"kuopio/sivu.{language}", "Kuopio")
    assert answer(question, {"": 0.9}, document, default=language) == ()


def test_a_better_absence_keeps_a_worse_sentence_from_answering() -> None:
    body = "## Survey\n\nThe survey was done by children. The page does not say who paid for the survey."
    assert answer("Who paid for the survey in Kuopio?", {"done": 0.4, "paid": 0.9}, page(body)) == ()


def test_what_is_asked_for_must_stand_in_what_is_about_the_question() -> None:
    body = "The survey was answered by children. The bus costs 500 euros."
    assert answer("How much money did the survey cost?", {"survey": 0.9, "bus": 0.55}, page(body)) == ()


def test_weak_evidence_does_not_answer() -> None:
    assert answer("What does Kuopio do about skateboards?", {"": 0.4}) == ()
    assert answer("What does Kuopio do about skateboards?", {"": -1}) == ()


def test_no_hits() -> None:
    assert compose((), read_question("What are the goals?")) == ()


# --- Sentences ---


def test_three_sentences_at_most_in_the_order_of_the_page() -> None:
    body = "\n\n".join(f"Bullying is stopped {how}." for how in ("at once", "with care", "in teams", "by teachers"))
    found = answer("How does Kuopio stop bullying?", {"": 0.7}, page(body))
    assert found == ("Bullying is stopped at once.", "Bullying is stopped with care.", "Bullying is stopped in teams.")


def test_equal_sentences_are_said_once() -> None:
    body = "Bullying is stopped.\n\nBullying is stopped."
    assert answer("How does Kuopio stop bullying?", {"": 0.7}, page(body)) == ("Bullying is stopped.",)


def test_a_neighbour_in_the_paragraph_may_be_less_near() -> None:
    beside = page("Bullying is stopped at once. It is done in teams.")
    apart = page("Bullying is stopped at once.\n\nIt is done in teams.")
    cosines = {"Bullying": 0.6, "teams": 0.79}
    assert len(answer("How is bullying stopped?", cosines, beside)) == 2
    assert len(answer("How is bullying stopped?", cosines, apart)) == 1


# --- By example ---


def test_a_sentence_that_examples_are_sure_of_goes_before_one_that_says_more_of_the_question() -> None:
    body = "Bullying is stopped at once.\n\nGrown-ups step in."
    question, cosines = "How is bullying stopped?", {"Bullying": 0.2, "Grown-ups": 0.3}
    assert answer(question, cosines, page(body)) == ("Bullying is stopped at once.",)
    assert answer(question, cosines, page(body), examples={"Grown-ups": 0.95}) == ("Grown-ups step in.",)


@pytest.mark.parametrize(("share", "count"), [(0.19, 1), (0.2, 2)])
def test_a_further_sentence_may_stand_apart_where_it_is_likely_by_example(share: float, count: int) -> None:
    body = "Bullying is stopped at once.\n\nGrown-ups step in."
    found = answer("How is bullying stopped?", {"Bullying": 0.9}, page(body), examples={"Grown-ups": share})
    assert found == ("Bullying is stopped at once.", "Grown-ups step in.")[:count]


def test_it_has_to_stand_under_the_same_heading() -> None:
    body = "## Schools\n\nBullying is stopped at once.\n\n## Yards\n\nGrown-ups step in."
    found = answer("How is bullying stopped?", {"Bullying": 0.9}, page(body), examples={"Grown-ups": 0.3})
    assert found == ("Bullying is stopped at once.",)


def test_an_answer_may_be_known_in_other_words_than_asked_for() -> None:
    question, body = "Why did Kuopio do the survey?", "## Survey\n\nThe children had asked for a survey."
    assert answer(question, {"": 0.9}, page(body)) == ()
    assert answer(question, {"": 0.9}, page(body), examples={"": 0.9}) == ("The children had asked for a survey.",)


@pytest.mark.parametrize(
    ("text", "follows"), [("Kuopio has three goals:", True), ("Goals: \n", True), ("Goals.", False), ("", False)]
)
def test_a_sentence_introduces_a_list(text: str, follows: bool) -> None:
    assert introduces_list(text) is follows


@pytest.mark.parametrize(
    ("text", "language", "is_silent"),
    [
        ("Sivu ei kerro, montako lasta vastasi.", "fi", True),
        ("Sidan säger inte hur många barn som svarade.", "sv", True),
        ("The page does not say\nhow many children answered.", "en", True),
        ("The pages of Kuopio tell how many children answered.", "en", False),
        ("The children did not answer.", "en", False),
    ],
)
def test_a_sentence_says_that_the_page_tells_nothing(text: str, language: Language, is_silent: bool) -> None:
    assert tells_nothing(text, language) is is_silent


# --- A municipality without pages ---


def test_a_sentence_that_mentions_it_answers_whatever_others_are_nearer() -> None:
    question = replace(read_question("Who came to see the survey?"), must_mention=("Rauma",))
    hits = make_hits(page("The survey was seen by many.\n\nFrom Rauma a group came to see the survey."),
                     {"many": 1.0, "Rauma": 0.5})  # fmt: skip
    assert compose(hits, question) == ("From Rauma a group came to see the survey.",)
    assert compose(hits, replace(question, must_mention=("Oulu",))) == ()


# --- Municipalities ---


def test_each_place_asked_about_in_the_order_asked() -> None:
    cosines = {"kolme tavoitetta": 0.6, "yksi tavoite": 0.6}
    found = answer("Mitkä ovat Salon ja Kuopion tavoitteet?", cosines, _FI, _SALO, default="fi")
    assert found[:2] == ("Salolla on yksi tavoite:", "Lapset suunnittelevat leikkipuistot itse.")
    assert found[2] == "Kuopiolla on kolme tavoitetta:"
    assert len(found) == 6


def test_one_place_is_enough_where_none_is_named() -> None:
    cosines = {"kolme tavoitetta": 0.6, "yksi tavoite": 0.5}
    found = answer("Mitkä ovat tavoitteet?", cosines, _SALO, _FI, default="fi")
    assert found[0] == "Kuopiolla on kolme tavoitetta:"
    assert len(found) == 4


def test_a_general_question_is_about_the_model_first() -> None:
    body = "The recognition is valid for two years."
    found = answer("How long is the recognition valid?", {"valid": 0.7}, page(body), _MODEL)
    assert found == ("The recognition is valid for four years.",)


def test_every_municipality_that_mentions_it_by_name_order() -> None:
    vaasa = make_sheet("# Vaasa\n\nBullying is stopped in schools.", "vaasa/sivu.en", "Vaasa")
    salo = make_sheet("# Salo\n\n## Bullying\n\nThe yards are safe.", "salo/sivu.en", "Salo")
    model = make_sheet("# Model\n\nBullying is a theme.", "unicef/malli.en", None)
    found = answer("Which municipalities mention bullying?", {"": 0.6}, vaasa, salo, model, _EN)
    assert found == ("Bullying is stopped at once.", "Bullying is stopped in schools.")
