"""What is learnt from example questions, with vectors that are easy to tell apart."""

from collections.abc import Callable, Mapping, Sequence
from math import e
from pathlib import Path

import numpy as np
import pytest

from index import example_questions
from index.alignment import align_versions
from index.centring import LanguageMeans, Vectors
from index.chunking import split_document
from index.example_questions import ExampleQuestions, place_questions
from index.records import Records
from index.schema import Chunk, PlacedQuestion
from index.writing_records import StoredChunk, write_records
from knowledge.schema import Document
from tests.fakes import FakeEmbedder, count_words, make_document
from tests.index.asked_documents import with_questions

# Play is axis 0, school axis 1, library axis 2; a text of neither lies on axis 3.
_TABLE = {
    **dict.fromkeys(("leikki", "lek", "play"), (1, 0, 0)),
    **dict.fromkeys(("koulu", "skola", "school"), (0, 1, 0)),
    **dict.fromkeys(("kirjasto", "bibliotek", "library"), (0, 0, 1)),
}
_PLAY, _SCHOOL, _LIBRARY, _OTHER = np.eye(4, dtype=np.float32)
_NO_MEANS = np.zeros((3, 3, 4), dtype=np.float32)

_FI = "# Otsikko\n\nTäällä leikitään. Koulu alkaa.\n\nKirjasto aukeaa."
_SV = "# Rubrik\n\nLeken pågår. Skolan börjar.\n\nBiblioteket öppnar."

Learn = Callable[..., ExampleQuestions]


def split(documents: Sequence[Document], max_tokens: int = 4) -> list[Chunk]:
    alignment = align_versions(documents)
    return [
        chunk
        for document in documents
        for chunk in split_document(document, count_words, max_tokens, alignment_id=alignment[document.document_id])
    ]


def vector(*numbers: float) -> Vectors:
    made = np.array(numbers, dtype=np.float32)
    return np.asarray(made / np.linalg.norm(made), dtype=np.float32)


@pytest.fixture
def learn(tmp_path: Path) -> Learn:
    """Learns the example questions of documents, in passages of four words."""

    def learn_them(documents: Sequence[Document], *, means: Vectors = _NO_MEANS) -> ExampleQuestions:
        chunks = split(documents)
        questions = place_questions(documents, chunks)
        path = tmp_path / f"records-{len(list(tmp_path.iterdir()))}.sqlite"
        write_records(path, documents, [StoredChunk(chunk=chunk, text_digest="") for chunk in chunks], questions)
        vectors = FakeEmbedder(_TABLE, dimension=4).embed_queries([question.text for question in questions])
        return ExampleQuestions(Records(path), vectors, LanguageMeans(means=means), tmp_path / "cache")

    return learn_them


def finnish(page_id: str = "imatra/sivu", municipality: str | None = "Imatra") -> Document:
    """Rows 0 (two statements) and 1, as first of the documents."""
    return make_document(_FI, f"{page_id}.fi", municipality=municipality)


def swedish(page_id: str = "imatra/sivu", municipality: str | None = "Imatra") -> Document:
    return make_document(_SV, f"{page_id}.sv", municipality=municipality, translation_of=f"{page_id}.fi")


_PLAY_AND_SCHOOL: Mapping[str | None, Sequence[str]] = {"Täällä": ["leikki"], "Koulu": ["koulu"]}


# --- Where questions are placed ---


def test_a_question_is_placed_at_the_unit_that_answers_it() -> None:
    other = make_document("Muuta on.", "helsinki/sivu.fi", municipality="Helsinki")
    asked = with_questions(
        finnish(), {"Koulu": ["Milloin?", "Koska?"], "Täällä": ["Missä?"], "Kirjasto": ["Mikä?"], None: ["Miksi?"]}
    )
    documents = [other, asked]
    places = [(question.text, question.row, question.unit) for question in place_questions(documents, split(documents))]
    assert places == [
        ("Milloin?", 1, 1),
        ("Koska?", 1, 1),
        ("Missä?", 1, 0),
        ("Mikä?", 2, 0),
        ("Miksi?", None, None),
    ]


def test_questions_come_in_the_documents_order_with_their_language_and_place() -> None:
    first = with_questions(swedish(), {"Leken": ["Var?"]})
    second = with_questions(finnish("yleinen", None), {None: ["Miksi?"], "Koulu": ["Milloin?"]})
    # However the passages are ordered.
    chunks = split([second, first])
    assert place_questions([first, second], chunks) == (
        PlacedQuestion(text="Var?", language="sv", municipality="Imatra", row=2, unit=0),
        PlacedQuestion(text="Miksi?", language="fi", municipality=None, row=None, unit=None),
        PlacedQuestion(text="Milloin?", language="fi", municipality=None, row=0, unit=1),
    )


def test_places_are_left_out_of_questions() -> None:
    document = with_questions(finnish(), {"Koulu": ["Milloin Imatran koulu alkaa?", "Imatra"]})
    texts = [question.text for question in place_questions([document], split([document]))]
    assert texts == ["Milloin koulu alkaa?", "Imatra"]


def test_any_character_of_a_unit_is_in_it_and_headings_are_in_none() -> None:
    document = with_questions(finnish(), {"alkaa": ["Mitä tapahtuu?"], "Otsikko": ["Mistä on puhe?"]})
    (question,) = place_questions([document], split([document]))
    assert (question.text, question.row, question.unit) == ("Mitä tapahtuu?", 0, 1)


def test_documents_without_questions_have_none() -> None:
    assert place_questions([finnish()], split([finnish()])) == ()
    assert place_questions([], []) == ()


# --- What is read ---


def test_the_statement_answers_that_a_like_question_names(learn: Learn) -> None:
    examples = learn([with_questions(finnish(), {**_PLAY_AND_SCHOOL, "Kirjasto": ["kirjasto"]})])
    reading = examples.read(_SCHOOL, ())
    assert reading.nearest == pytest.approx(1)
    assert reading.shares.dtype == np.float32
    assert reading.shares.sum() == pytest.approx(1)
    play, school = examples.unit_shares(0, reading)
    assert school > 0.99
    assert play == pytest.approx(examples.unit_shares(1, reading)[0], abs=1e-6)
    assert reading.left_open == 0


def test_shares_by_hand(learn: Learn, monkeypatch: pytest.MonkeyPatch) -> None:
    # What is learnt: ln 3 for school by its bias, and 5 for play by axis 3, where no example lies.
    weights = np.array([[0, 0, 0, 5, 0], [0, 0, 0, 0, np.log(3)]], dtype=np.float32)
    monkeypatch.setattr(example_questions, "learn_weights", lambda *_: weights)
    examples = learn([with_questions(finnish(), _PLAY_AND_SCHOOL)])
    # Halfway between both: as near to one as to the other, so that 1 to 3 remains.
    assert examples.unit_shares(0, examples.read(vector(1, 1, 0, 0), ())) == pytest.approx((0.25, 0.75))
    # Cosines 0.6 and 0; 12 for each whole one, and 5 times 0.8.
    reading = examples.read(vector(0.6, 0, 0, 0.8), ())
    assert reading.nearest == pytest.approx(0.6)
    odds = e ** (12 * 0.6 + 5 * 0.8) / 3
    assert examples.unit_shares(0, reading) == pytest.approx((odds / (odds + 1), 1 / (odds + 1)), rel=1e-4)


def test_of_a_statements_examples_the_nearest_counts(learn: Learn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(example_questions, "learn_weights", lambda *_: np.zeros((2, 5), dtype=np.float32))
    examples = learn([with_questions(finnish(), {"Täällä": ["leikki", "muuta", "kirjasto"], "Koulu": ["koulu"]})])
    # As near to the library as to school, whatever else the first statement answers.
    assert examples.unit_shares(0, examples.read(vector(0, 1, 1, 0), ())) == pytest.approx((0.5, 0.5))


def test_questions_are_centred_by_their_language(learn: Learn) -> None:
    # In Swedish every question leans to axis 3; less that, "lek" is play and nothing else.
    means = np.zeros((3, 3, 4), dtype=np.float32)
    means[0, 1] = (0, 1, 0, 0)
    documents = [with_questions(swedish(), {"Leken": ["lek"], "Skolan": ["bibliotek"]})]
    plain, centred = learn(documents), learn(documents, means=means)
    assert plain.read(_PLAY, ()).nearest == pytest.approx(1)
    # (1, 0) less (0, 1) is (1, -1), of length 2 ** 0.5.
    assert centred.read(_PLAY, ()).nearest == pytest.approx(0.5**0.5)


@pytest.mark.parametrize(("cosine", "is_known"), [(0.49, False), (0.51, True)])
def test_a_question_unlike_any_example_is_read_as_nothing(learn: Learn, cosine: float, is_known: bool) -> None:
    examples = learn([with_questions(finnish(), {"Koulu": ["koulu"], None: ["leikki"]})])
    reading = examples.read(vector(cosine, 0, 0, (1 - cosine**2) ** 0.5), ())
    assert reading.nearest == pytest.approx(cosine, abs=1e-6)
    assert reading.shares.any() == is_known
    assert (reading.left_open > 0) == is_known
    assert examples.likely_rows(reading) == ()


def test_a_question_that_turns_away_from_every_example_is_near_to_none(learn: Learn) -> None:
    assert learn([with_questions(finnish(), _PLAY_AND_SCHOOL)]).read(-_PLAY, ()).nearest == 0


# --- Places ---


def three_places() -> list[Document]:
    """Rows 0 and 1 are Imatra's, 2 and 3 Pori's, 4 and 5 nobody's."""
    return [
        with_questions(finnish(), _PLAY_AND_SCHOOL),
        with_questions(finnish("pori/sivu", "Pori"), {"Koulu": ["koulu"], None: ["leikki"]}),
        with_questions(finnish("yleinen", None), {"Kirjasto": ["kirjasto"], None: ["koulu"]}),
    ]


def test_one_municipality_answers_alone(learn: Learn) -> None:
    examples = learn(three_places())
    reading = examples.read(_SCHOOL, ("Pori",))
    assert reading.shares.sum() == pytest.approx(1)
    assert examples.unit_shares(2, reading)[1] > 0.99
    assert [max(examples.unit_shares(row, reading)) for row in (0, 1, 3, 4, 5)] == [0] * 5
    assert examples.likely_rows(reading) == (2,)


def test_a_short_list_answers_only_what_is_like_it(learn: Learn) -> None:
    pori = with_questions(finnish("pori/sivu", "Pori"), {"Kirjasto": ["kirjasto"]})
    examples = learn([with_questions(finnish(), _PLAY_AND_SCHOOL), pori])
    assert not examples.read(_SCHOOL, ("Pori",)).shares.any()
    assert examples.read(_LIBRARY, ("Pori",)).shares.max() == pytest.approx(1)


def test_several_municipalities_answer_each_for_itself(learn: Learn) -> None:
    examples = learn(three_places())
    reading = examples.read(_SCHOOL, ("Pori", "Imatra"))
    assert reading.shares.sum() == pytest.approx(2)
    assert examples.unit_shares(0, reading)[1] > 0.99
    assert examples.unit_shares(2, reading)[1] > 0.99
    assert examples.unit_shares(5, reading) == (0.0,)
    assert sorted(examples.likely_rows(reading)) == [0, 2]
    named_twice = examples.read(_SCHOOL, ("Pori", "Imatra", "Pori"))
    assert np.array_equal(named_twice.shares, reading.shares)


def test_without_a_municipality_all_answer_together(learn: Learn) -> None:
    examples = learn(three_places())
    reading = examples.read(_SCHOOL, ())
    assert reading.shares.sum() == pytest.approx(1)
    imatra, pori = examples.unit_shares(0, reading)[1], examples.unit_shares(2, reading)[1]
    # Two pages answer it and one leaves it open: a third each.
    assert [imatra, pori, reading.left_open] == pytest.approx([1 / 3] * 3, abs=0.02)


def test_of_an_unknown_municipality_nothing_is_read(learn: Learn) -> None:
    examples = learn(three_places())
    reading = examples.read(_SCHOOL, ("Kemi",))
    assert not reading.shares.any()
    assert (reading.left_open, reading.nearest) == (0, None)
    with_known = examples.read(_SCHOOL, ("Kemi", "Pori"))
    assert np.array_equal(with_known.shares, examples.read(_SCHOOL, ("Pori",)).shares)


def test_nearest_is_an_example_of_any_page(learn: Learn) -> None:
    # Only the page of no municipality has a question about the library.
    examples = learn([*three_places(), finnish("lohja/sivu", "Lohja")])
    assert examples.read(_LIBRARY, ("Imatra",)).nearest == pytest.approx(1)
    assert examples.read(_LIBRARY, ("Lohja", "Imatra")).nearest == pytest.approx(1)
    # Unless the pages that count have none at all.
    assert examples.read(_LIBRARY, ("Lohja",)).nearest is None


@pytest.mark.parametrize(
    ("question", "municipalities", "is_open"),
    [
        (_PLAY, ("Pori",), True),
        (_PLAY, ("Imatra",), False),
        # One that leaves it open is enough.
        (_PLAY, ("Imatra", "Pori"), True),
        (_SCHOOL, ("Pori",), False),
        (_SCHOOL, ("Imatra", "Pori"), False),
    ],
)
def test_what_a_municipality_leaves_open(
    learn: Learn, question: Vectors, municipalities: tuple[str, ...], is_open: bool
) -> None:
    left_open = learn(three_places()).read(question, municipalities).left_open
    assert left_open > 0.99 if is_open else left_open < 0.01


def test_what_all_pages_of_a_municipality_leave_open_is_one_thing(learn: Learn) -> None:
    pages = [
        with_questions(finnish(), {None: ["leikki"], "Koulu": ["koulu"]}),
        with_questions(finnish("imatra/toinen"), {None: ["kirjasto"]}),
        with_questions(finnish("pori/sivu", "Pori"), {None: ["leikki"]}),
    ]
    examples = learn(pages)
    # Three labels: Imatra's statement, what Imatra leaves open, and what Pori does.
    assert examples.read(_PLAY, ()).shares.shape == (3,)
    for question in (_PLAY, _LIBRARY):
        assert examples.read(question, ("Imatra",)).left_open > 0.99


# --- Passages ---


def test_a_statement_is_the_same_in_every_version_that_matches(learn: Learn) -> None:
    examples = learn([with_questions(finnish(), _PLAY_AND_SCHOOL), swedish()])
    reading = examples.read(_SCHOOL, ())
    # Rows 2 and 3 are the Swedish version's.
    assert examples.unit_shares(2, reading) == examples.unit_shares(0, reading)
    assert examples.unit_shares(2, reading)[1] > 0.99
    assert examples.unit_shares(3, reading) == (0.0,)


def test_an_example_in_one_language_helps_in_the_others(learn: Learn) -> None:
    documents = [
        with_questions(finnish(), {"Koulu": ["koulu"], "Täällä": ["leikki"]}),
        with_questions(swedish(), {"Skolan": ["bibliotek"]}),
    ]
    examples = learn(documents)
    assert examples.read(_PLAY, ()).shares.shape == (2,)
    for question in (_SCHOOL, _LIBRARY):
        reading = examples.read(question, ())
        assert examples.unit_shares(0, reading)[1] == examples.unit_shares(2, reading)[1] > 0.99
        # Both versions have an example.
        assert examples.likely_rows(reading) == (0, 2)
    assert examples.likely_rows(examples.read(_PLAY, ())) == (0,)


def test_a_version_that_parts_has_statements_of_its_own(learn: Learn) -> None:
    parted = make_document("Leken pågår.\n\nSkolan börjar.", "imatra/sivu.sv", translation_of="imatra/sivu.fi")
    examples = learn([with_questions(finnish(), _PLAY_AND_SCHOOL), parted])
    reading = examples.read(_SCHOOL, ())
    assert examples.unit_shares(0, reading)[1] > 0.99
    # Both blocks are one passage.
    assert examples.unit_shares(2, reading) == (0.0, 0.0)


def test_likely_passages_have_a_statement_of_a_fifth_or_more(learn: Learn, monkeypatch: pytest.MonkeyPatch) -> None:
    # Three statements in two passages, with logits that make 0.7, 0.21 and 0.09 of a question as near to each.
    weights = np.zeros((3, 5), dtype=np.float32)
    weights[:, -1] = np.log([0.7, 0.09, 0.21])
    monkeypatch.setattr(example_questions, "learn_weights", lambda *_: weights)
    examples = learn([with_questions(finnish(), {**_PLAY_AND_SCHOOL, "Kirjasto": ["kirjasto"]})])
    reading = examples.read(vector(1, 1, 1, 0), ())
    assert examples.unit_shares(0, reading) == pytest.approx((0.7, 0.09))
    assert examples.unit_shares(1, reading) == pytest.approx((0.21,))
    assert examples.likely_rows(reading) == (0, 1)
    weights[:, -1] = np.log([0.4, 0.41, 0.19])
    # Two likely statements of a passage are one passage.
    assert examples.likely_rows(examples.read(vector(1, 1, 1, 0), ())) == (0,)


# --- Few questions, and none ---


def test_without_any_list_nothing_is_read(learn: Learn) -> None:
    examples = learn([finnish(), swedish()])
    for municipalities in ((), ("Imatra",)):
        reading = examples.read(_PLAY, municipalities)
        assert (reading.shares.shape, reading.left_open, reading.nearest) == ((0,), 0, None)
        assert examples.unit_shares(0, reading) == (0.0, 0.0)
        assert examples.likely_rows(reading) == ()


def test_a_single_statement_answers_what_is_like_its_questions(learn: Learn) -> None:
    examples = learn([with_questions(finnish(), {"Koulu": ["koulu"]})])
    reading = examples.read(_SCHOOL, ("Imatra",))
    assert examples.unit_shares(0, reading) == (0.0, 1.0)
    assert not examples.read(_OTHER, ("Imatra",)).shares.any()


def test_what_is_learnt_is_kept(learn: Learn, tmp_path: Path) -> None:
    documents = [with_questions(finnish(), _PLAY_AND_SCHOOL)]
    first = learn(documents).read(_PLAY, ())
    (kept,) = (tmp_path / "cache").iterdir()
    before = kept.stat().st_mtime_ns
    assert np.array_equal(learn(documents).read(_PLAY, ()).shares, first.shares)
    assert [path.stat().st_mtime_ns for path in (tmp_path / "cache").iterdir()] == [before]
