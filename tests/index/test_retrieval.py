from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index import opening, retrieval
from index.building import build_index
from index.centring import LanguageMeans
from index.classifying import EmbeddedQuestion, Example
from index.opening import open_index
from index.retrieval import LegSettings, ScoredRow, SearchIndex
from index.schema import Hit, IndexSettings, Leg, SearchRequest
from knowledge.schema import Document, Language
from tests.fakes import FakeEmbedder, make_document
from tests.index.asked_documents import with_questions

# Play is axis 0, school axis 1, library axis 2 in every language; a text of neither lies on axis 3.
_PLAY, _SCHOOL, _LIBRARY = (1, 0, 0), (0, 1, 0), (0, 0, 1)
_TABLE = {
    **dict.fromkeys(("leikki", "lek", "play"), _PLAY),
    **dict.fromkeys(("koulu", "skola", "school"), _SCHOOL),
    **dict.fromkeys(("kirjasto", "bibliotek", "library"), _LIBRARY),
    # Words that move a text a little to the side: its cosine with play falls from 1 to 0.98.
    **dict.fromkeys(("melkein", "nästan"), (0, 0.2, 0)),
}
_SETTINGS = IndexSettings(max_chunk_tokens=4)
_NO_MEANS = np.zeros((3, 3, 4), dtype=np.float32)

OpenIndex = Callable[..., SearchIndex]


@pytest.fixture
def open_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenIndex]:
    """Builds an index of documents and opens it, with no means unless given."""
    indexes: list[SearchIndex] = []

    def open_one(
        documents: Sequence[Document],
        *,
        means: np.ndarray[tuple[int, ...], np.dtype[np.float32]] = _NO_MEANS,
        embedder: FakeEmbedder | None = None,
        legs: LegSettings | None = None,
        settings: IndexSettings = _SETTINGS,
    ) -> SearchIndex:
        fake = embedder or FakeEmbedder(_TABLE, dimension=means.shape[2])
        folder = tmp_path / f"index-{len(indexes)}"
        build_index(documents, folder, settings, lambda: fake)
        monkeypatch.setattr(opening, "measure_means", lambda embedder, cache: LanguageMeans(means=means))
        indexes.append(open_index(folder, settings, fake, tmp_path / "cache", legs))
        return indexes[-1]

    yield open_one
    for index in indexes:
        index.close()


def ask(
    index: SearchIndex, text: str, language: Language = "fi", municipalities: tuple[str, ...] = (), top_k: int = 10
) -> tuple[Hit, ...]:
    return index.retrieve(SearchRequest(text=text, language=language, municipalities=municipalities, top_k=top_k))


def texts(hits: Sequence[Hit]) -> list[str]:
    return [hit.chunk.text for hit in hits]


def page(page_id: str = "imatra/sivu", municipality: str = "Imatra") -> list[Document]:
    """A page in three languages, each block a passage of its own."""
    bodies = {
        "fi": "Täällä on leikki nyt.\n\nTäällä on koulu nyt.\n\nTäällä on kirjasto nyt.",
        "sv": "Här finns lek nu.\n\nHär finns skola nu.\n\nHär finns bibliotek nu.",
        "en": "Here is play now.\n\nHere is school now.\n\nHere is library now.",
    }
    return [
        make_document(
            body,
            f"{page_id}.{language}",
            municipality=municipality,
            translation_of=None if language == "fi" else f"{page_id}.fi",
        )
        for language, body in bodies.items()
    ]


# --- Scores ---


def test_a_score_mixes_the_passage_and_its_best_sentence(open_with: OpenIndex) -> None:
    index = open_with([make_document("Leikki. Koulu.")])
    (hit,) = ask(index, "leikki")
    # The passage lies between play and school: cosine 0.5 ** 0.5 with play; its first sentence is play alone.
    assert hit.score == pytest.approx(0.4 * 0.5**0.5 + 0.6, abs=1e-6)
    assert hit.unit_scores == pytest.approx((1.0, 0.0), abs=1e-6)
    assert index.rank(SearchRequest(text="leikki", language="fi"), np.array([1, 0, 0, 0], dtype=np.float32), "fi")[
        0
    ].score == pytest.approx(hit.score)


def test_a_sentences_score_is_the_mean_of_its_language_versions(open_with: OpenIndex) -> None:
    finnish = make_document("Leikki. Koulu.")
    swedish = make_document("Lek nästan. Skola.", "imatra/sivu.sv", translation_of="imatra/sivu.fi")
    (hit,) = ask(open_with([finnish, swedish]), "leikki")
    assert hit.chunk.language == "fi"
    # "Lek nästan" is (1, 0.2), of length 1.04 ** 0.5.
    assert hit.unit_scores == pytest.approx(((1 + 1 / 1.04**0.5) / 2, 0.0), abs=1e-6)
    # A version whose blocks are others says something else.
    parted = make_document("Lek nästan.\n\nSkola.", "imatra/sivu.sv", translation_of="imatra/sivu.fi")
    (hit,) = ask(open_with([finnish, parted]), "leikki")
    assert hit.unit_scores == pytest.approx((1.0, 0.0), abs=1e-6)


def test_without_sentences_a_score_is_the_passages_cosine(open_with: OpenIndex) -> None:
    index = open_with([make_document("Leikki. Koulu.")], legs=LegSettings(units=False))
    (hit,) = ask(index, "leikki")
    assert hit.score == pytest.approx(0.5**0.5, abs=1e-6)


def test_scores_are_centred(open_with: OpenIndex) -> None:
    # The mean of every language and kind is (0, 0.5, 0, 0): play less it is (1, -0.5), of length 1.25 ** 0.5.
    means = np.zeros((3, 3, 4), dtype=np.float32)
    means[:, :, 1] = 0.5
    index = open_with([make_document("Leikki."), make_document("Skola.", "imatra/sida.sv")], means=means)
    first, second = ask(index, "leikki")
    assert first.chunk.text == "Leikki."
    assert first.score == pytest.approx(1.0, abs=1e-6)
    # School less the mean is (0, 0.5): of length 1, (0, 1); its cosine with (1, -0.5) / 1.25 ** 0.5.
    assert second.chunk.text == "Skola."
    assert second.score == pytest.approx(-0.5 / 1.25**0.5, abs=1e-6)
    assert second.unit_scores == pytest.approx((second.score,))


def test_hits_are_ranked_from_one_and_scores_descend(open_with: OpenIndex) -> None:
    index = open_with([*page(), *page("pori/sivu", "Pori"), make_document("Muuta on.", "imatra/muu.fi")])
    for question in ("leikki", "koulu kirjasto", "mitä muuta", "bibliotek"):
        hits = ask(index, question, top_k=50)
        assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
        scores = [hit.score for hit in hits]
        assert scores == sorted(scores, reverse=True)
        assert all(-1 <= score <= 1 for score in scores)
        assert all(len(hit.unit_scores) == len(hit.chunk.units) for hit in hits)
        assert all(Leg.DENSE in hit.legs for hit in hits)
        assert len({hit.chunk.chunk_id for hit in hits}) == len(hits)


@pytest.mark.parametrize("top_k", [1, 2, 3, 50])
def test_top_k(open_with: OpenIndex, top_k: int) -> None:
    index = open_with([*page(), *page("pori/sivu", "Pori")])
    hits = ask(index, "koulu", top_k=top_k)
    assert len(hits) == min(top_k, 6)
    assert texts(hits[:2]) == ["Täällä on koulu nyt."] * min(top_k, 2)


def test_fewer_hits_are_the_first_of_more(open_with: OpenIndex) -> None:
    index = open_with([*page(), *page("pori/sivu", "Pori")])
    more = texts(ask(index, "koulu leikki", top_k=50))
    assert texts(ask(index, "koulu leikki", top_k=3)) == more[:3]


# --- Words and names ---


def test_own_words_change_the_order_and_not_the_scores(open_with: OpenIndex) -> None:
    documents = [
        make_document("Leikki on vihreä.", "imatra/a.fi"),
        make_document("Leikki saa melkein budjetin.", "imatra/b.fi"),
    ]
    plain = ask(open_with(documents, legs=LegSettings(words=False)), "budjetti leikki")
    worded = ask(open_with(documents), "budjetti leikki")
    assert texts(plain) == ["Leikki on vihreä.", "Leikki saa melkein budjetin."]
    assert texts(worded) == ["Leikki saa melkein budjetin.", "Leikki on vihreä."]
    assert [hit.score for hit in worded] == [hit.score for hit in plain]
    assert [hit.legs for hit in plain] == [(Leg.DENSE,)] * 2
    assert worded[0].legs == (Leg.DENSE, Leg.WORDS)


def test_common_words_do_nothing_in_another_language_but_names_do(open_with: OpenIndex) -> None:
    documents = [
        make_document("Lek har budget.", "imatra/a.sv"),
        make_document("Lek nästan i Rantapuisto.", "imatra/b.sv"),
        make_document("Lek har nästan tid.", "imatra/c.sv"),
    ]
    index = open_with(documents)
    assert texts(ask(index, "leikki ja budget"))[0] == "Lek har budget."
    hits = ask(index, "Onko leikki auki Rantapuistossa")
    assert hits[0].chunk.text == "Lek nästan i Rantapuisto."
    assert hits[0].legs == (Leg.DENSE, Leg.NAMES)
    assert {hit.legs for hit in ask(index, "leikki ja har tid")} == {(Leg.DENSE,)}
    unnamed = ask(open_with(documents, legs=LegSettings(names=False)), "Onko leikki auki Rantapuistossa")
    assert {hit.legs for hit in unnamed} == {(Leg.DENSE,)}


def test_words_find_what_lies_beyond_the_nearest(open_with: OpenIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retrieval, "_CANDIDATES", 3)
    body = "\n\n".join(f"Leikki numero {i} on." for i in range(9))
    index = open_with([make_document(f"{body}\n\nRantasauna on koulu.")])
    assert "Rantasauna on koulu." in texts(ask(index, "leikki rantasauna"))
    assert "Rantasauna on koulu." not in texts(ask(index, "leikki"))


def rank(index: SearchIndex, request: SearchRequest, language: Language) -> list[ScoredRow]:
    """Ranked for a question that lies on play, whatever it says."""
    return list(index.rank(request, np.array([1, 0, 0, 0], dtype=np.float32), language))


def test_words_alone_find_what_shares_a_word_and_nothing_else(open_with: OpenIndex) -> None:
    documents = [
        make_document("Leikki on vihreä.", "imatra/a.fi"),
        make_document("Koulu saa budjetin.", "imatra/b.fi"),
        make_document("Vihreän pihan budjetti on.", "pori/c.fi", municipality="Pori"),
    ]
    index = open_with(documents, legs=LegSettings(dense=False))
    found = rank(index, SearchRequest(text="vihreä piha ja budjetti", language="fi"), "fi")
    first, *others = [index.records.chunk(scored.row).text for scored in found]
    # Most of the words, though play is what the question lies on.
    assert first == "Vihreän pihan budjetti on."
    assert sorted(others) == ["Koulu saa budjetin.", "Leikki on vihreä."]
    assert {scored.legs for scored in found} == {(Leg.WORDS,)}
    scores = [scored.score for scored in found]
    assert scores[0] == 1 and scores == sorted(scores, reverse=True) and scores[-1] > 0
    assert [index.records.chunk(s.row).text for s in rank(index, SearchRequest(text="piha", language="fi"), "fi")] == [
        "Vihreän pihan budjetti on."
    ]
    assert rank(index, SearchRequest(text="leikkipuisto", language="fi"), "fi") == []


def test_words_alone_in_a_place(open_with: OpenIndex) -> None:
    documents = [
        make_document("Koulu saa budjetin.", "imatra/b.fi"),
        make_document("Leikki on.\n\nKoulu saa budjetin ja pihan.", "pori/c.fi", municipality="Pori"),
    ]
    index = open_with(documents, legs=LegSettings(dense=False), settings=IndexSettings(max_chunk_tokens=5))
    request = SearchRequest(text="budjetti", language="fi", municipalities=("Pori",))
    assert [index.records.chunk(scored.row).text for scored in rank(index, request, "fi")] == [
        "Koulu saa budjetin ja pihan."
    ]


def test_names_alone_find_what_shares_a_name_in_another_language(open_with: OpenIndex) -> None:
    documents = [make_document("Lek har budget.", "imatra/a.sv"), make_document("Skola i Rantapuisto.", "imatra/b.sv")]
    request = SearchRequest(text="Onko leikki auki Rantapuistossa", language="fi")
    index = open_with(documents, legs=LegSettings(dense=False))
    (found,) = rank(index, request, "sv")
    assert (index.records.chunk(found.row).text, found.score, found.legs) == ("Skola i Rantapuisto.", 1.0, (Leg.NAMES,))
    assert rank(open_with(documents, legs=LegSettings(dense=False, names=False)), request, "sv") == []


# --- Languages ---


@pytest.mark.parametrize(
    ("language", "question", "shown"),
    [
        ("fi", "koulu", "Täällä on koulu nyt."),
        ("sv", "skola", "Här finns skola nu."),
        ("en", "school", "Here is school now."),
    ],
)
def test_a_passage_in_three_languages_counts_once(
    open_with: OpenIndex, language: Language, question: str, shown: str
) -> None:
    hits = ask(open_with(page()), question, language, top_k=50)
    assert hits[0].chunk.text == shown
    assert [hit.chunk.language for hit in hits] == [language] * 3


def test_without_a_version_in_the_askers_language_the_original_is_shown(open_with: OpenIndex) -> None:
    finnish, _, english = page()
    hits = ask(open_with([finnish, english]), "skola", "sv", top_k=50)
    assert hits[0].chunk.text == "Täällä on koulu nyt."
    assert [hit.chunk.language for hit in hits] == ["fi"] * 3


def test_of_versions_that_do_not_match_only_the_askers_is_shown(open_with: OpenIndex) -> None:
    swedish = make_document("Här finns skola nu.", "imatra/sivu.sv", translation_of="imatra/sivu.fi")
    hits = ask(open_with([page()[0], swedish]), "koulu", top_k=50)
    assert {hit.chunk.language for hit in hits} == {"fi"}
    assert hits[0].chunk.text == "Täällä on koulu nyt."


def test_a_language_without_passages_can_be_asked_in(open_with: OpenIndex) -> None:
    index = open_with([make_document("Täällä on koulu nyt.")])
    assert texts(ask(index, "Where is school?", "en")) == ["Täällä on koulu nyt."]


def biased() -> tuple[FakeEmbedder, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]:
    """A model that puts every language to a side of its own, and the means that say so.

    Axes 0 and 1 are play and school, axis 2 is Finnish, axis 3 Swedish; a word is 1 of what it means and 2 of its
    language.
    """
    table = {"leikki": (1, 0, 2, 0), "koulu": (0, 1, 2, 0), "lek": (1, 0, 0, 2), "skola": (0, 1, 0, 2)}
    means = np.zeros((3, 3, 5), dtype=np.float32)
    means[:, 0, 2] = means[:, 1, 3] = 2 / 5**0.5
    return FakeEmbedder(table, dimension=5), means


def test_no_language_crowds_out_the_others(open_with: OpenIndex) -> None:
    embedder, means = biased()
    finnish = make_document("\n\n".join(f"Täällä koulu numero {i}." for i in range(20)), "imatra/a.fi")
    swedish = make_document("Här finns lek nu.", "pori/b.sv", municipality="Pori")
    # As the model has it, a Finnish question about play is nearer to every Finnish passage about school, 0.8, than to
    # the Swedish one about play, 0.2.
    raw = open_with([finnish, swedish], embedder=embedder, means=means, legs=LegSettings(centred=False, words=False))
    hits = ask(raw, "leikki", top_k=50)
    assert [round(hit.score, 5) for hit in hits] == [0.8] * 20 + [0.2]
    centred = open_with([finnish, swedish], embedder=embedder, means=means)
    hits = ask(centred, "leikki", top_k=5)
    assert hits[0].chunk.text == "Här finns lek nu."
    assert [round(hit.score, 5) for hit in hits] == [1.0, 0.0, 0.0, 0.0, 0.0]


def test_every_language_is_searched_however_large_another_is(
    open_with: OpenIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A pool of all languages would hold Finnish passages only: its nearest three do.
    monkeypatch.setattr(retrieval, "_CANDIDATES", 3)
    embedder, means = biased()
    finnish = make_document("\n\n".join(f"Täällä koulu numero {i}." for i in range(20)), "imatra/a.fi")
    swedish = make_document("Här finns lek nu.", "pori/b.sv", municipality="Pori")
    hits = ask(open_with([finnish, swedish], embedder=embedder, means=means), "leikki", top_k=2)
    assert hits[0].chunk.text == "Här finns lek nu."


# --- Places ---


def test_municipalities_narrow(open_with: OpenIndex) -> None:
    documents = [*page(), *page("pori/sivu", "Pori"), make_document("Koulu kaikille.", "a.fi", municipality=None)]
    index = open_with(documents)
    everywhere = {hit.chunk.municipality for hit in ask(index, "koulu", top_k=50)}
    assert everywhere == {"Imatra", "Pori", None}
    assert [hit.chunk.municipality for hit in ask(index, "koulu", municipalities=("Pori",), top_k=50)] == ["Pori"] * 3
    both = ask(index, "koulu", municipalities=("Pori", "Imatra"), top_k=50)
    assert sorted(str(hit.chunk.municipality) for hit in both) == ["Imatra"] * 3 + ["Pori"] * 3
    with_unknown = ask(index, "koulu", municipalities=("Kemi", "Pori"), top_k=50)
    assert {hit.chunk.municipality for hit in with_unknown} == {"Pori"}


def test_a_place_is_searched_whole(open_with: OpenIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    # Though none of its passages is among the nearest of its language.
    monkeypatch.setattr(retrieval, "_CANDIDATES", 2)
    near = make_document("\n\n".join(f"Täällä leikki numero {i}." for i in range(9)))
    far = make_document("Koulu on.\n\nKirjasto on.\n\nMuuta on.", "pori/sivu.fi", municipality="Pori")
    assert len(ask(open_with([near, far]), "leikki", municipalities=("Pori",))) == 2
    cut = open_with([near, far], settings=IndexSettings(max_chunk_tokens=2))
    assert len(ask(cut, "leikki", municipalities=("Pori",))) == 3


def test_a_place_named_twice_counts_once(open_with: OpenIndex) -> None:
    index = open_with([*page(), *page("pori/sivu", "Pori")])
    once, twice = (ask(index, "koulu", municipalities=places, top_k=2) for places in (("Pori",), ("Pori", "Pori")))
    assert once == twice


def test_no_hits(open_with: OpenIndex) -> None:
    index = open_with(page())
    assert ask(index, "koulu", municipalities=("Kemi",)) == ()
    assert ask(index, "koulu", top_k=0) == ()


@pytest.mark.parametrize("text", ["?", "\u00a0", "a\u0308\u0301", "'\"*%", "koulu " * 160])
def test_odd_questions_are_answered_like_others(open_with: OpenIndex, text: str) -> None:
    assert len(ask(open_with(page()), text)) == 3


# --- Example questions ---

# Of all passages only this one is about nothing that a vector knows, and shares no word with the questions.
_ANSWER = "Sitä muuta löytyy täältä."
_ASKED_LIKE_IT = "leikki kirjasto"


def answered_by_example(municipality: str = "Imatra") -> Document:
    body = "\n\n".join([*(f"Täällä leikki numero {i}." for i in range(9)), _ANSWER])
    document = make_document(body, f"{municipality.lower()}/vastaus.fi", municipality=municipality)
    return with_questions(document, {"Sitä": [_ASKED_LIKE_IT], None: ["koulu"]})


def test_a_passage_may_be_found_by_example_alone(open_with: OpenIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retrieval, "_CANDIDATES", 3)
    document = answered_by_example()
    assert _ANSWER not in texts(ask(open_with([replace(document, example_questions=())]), _ASKED_LIKE_IT))
    first, *others = ask(open_with([document]), _ASKED_LIKE_IT)
    assert (first.chunk.text, first.rank, first.legs) == (_ANSWER, 1, (Leg.EXAMPLES,))
    # A score that is as high as it is probable, whatever its cosine is.
    assert (first.score,) == first.example_shares
    assert first.score > 0.99
    assert first.unit_scores == pytest.approx((0.0,), abs=1e-6)
    assert all(Leg.EXAMPLES not in hit.legs for hit in others)
    assert {hit.example_shares for hit in others} == {(0.0,)}


def test_what_is_found_by_example_too_says_so_and_keeps_the_higher_score(open_with: OpenIndex) -> None:
    document = make_document("Leikki. Koulu.")
    (found,) = ask(open_with([with_questions(document, {"Koulu": ["leikki"]})]), "leikki")
    assert found.legs == (Leg.DENSE, Leg.EXAMPLES, Leg.WORDS)
    assert (found.score, found.example_shares) == (1.0, (0.0, 1.0))
    assert found.unit_scores == pytest.approx((1.0, 0.0), abs=1e-6)
    # An even chance of being left open is less than the cosine.
    (even,) = ask(open_with([with_questions(document, {"Koulu": ["leikki"], None: ["leikki"]})]), "leikki")
    assert even.example_shares == pytest.approx((0.0, 0.5), abs=0.01)
    assert even.score == pytest.approx(0.4 * 0.5**0.5 + 0.6, abs=1e-6)
    assert even.legs == found.legs


def test_without_lists_no_unit_answers_by_example(open_with: OpenIndex) -> None:
    hits = ask(open_with([*page(), make_document("Leikki. Koulu.", "imatra/muu.fi")]), "leikki")
    assert all(hit.example_shares == (0.0,) * len(hit.chunk.units) for hit in hits)
    assert all(Leg.EXAMPLES not in hit.legs for hit in hits)


def test_what_is_left_open_is_no_passages(open_with: OpenIndex) -> None:
    index = open_with([answered_by_example()])
    hits = ask(index, "koulu", top_k=50)
    assert all(Leg.EXAMPLES not in hit.legs for hit in hits)
    assert max(max(hit.example_shares) for hit in hits) < 0.01
    (question,) = index.embed(["koulu"])
    assert index.read_examples(SearchRequest(text="koulu", language="fi"), question).left_open > 0.99


def test_examples_of_the_places_asked_about_count(open_with: OpenIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retrieval, "_CANDIDATES", 3)
    index = open_with([answered_by_example("Imatra"), answered_by_example("Pori")])
    for places in (("Imatra",), ("Pori",), ("Imatra", "Pori")):
        found = [hit for hit in ask(index, _ASKED_LIKE_IT, municipalities=places) if Leg.EXAMPLES in hit.legs]
        assert sorted(str(hit.chunk.municipality) for hit in found) == list(places)
        assert all(hit.score > 0.99 for hit in found)
    # Together each is half as probable.
    both = [hit for hit in ask(index, _ASKED_LIKE_IT) if Leg.EXAMPLES in hit.legs]
    assert [max(hit.example_shares) for hit in both] == pytest.approx([0.5, 0.5], abs=0.01)
    assert ask(index, _ASKED_LIKE_IT, municipalities=("Kemi",)) == ()


@pytest.mark.parametrize(("language", "shown"), [("fi", "Täällä on koulu nyt."), ("sv", "Här finns skola nu.")])
def test_what_an_example_in_one_language_finds_is_shown_in_the_askers(
    open_with: OpenIndex, language: Language, shown: str
) -> None:
    finnish, swedish, _ = page()
    asked = with_questions(finnish, {"Täällä on koulu": [_ASKED_LIKE_IT], "Täällä on leikki": ["koulu"]})
    first, *others = ask(open_with([asked, swedish]), _ASKED_LIKE_IT, language, top_k=50)
    assert (first.chunk.text, Leg.EXAMPLES in first.legs) == (shown, True)
    assert first.example_shares[0] > 0.99
    assert {hit.chunk.language for hit in others} == {language}
    assert all(Leg.EXAMPLES not in hit.legs for hit in others)


def test_places_in_a_question_do_not_change_what_its_examples_are(open_with: OpenIndex) -> None:
    embedder = FakeEmbedder({**_TABLE, "imatralla": (0, 3, 0)}, dimension=4)
    index = open_with([answered_by_example()], embedder=embedder)
    bare, placed = index.embed([_ASKED_LIKE_IT, "leikki kirjasto Imatralla"])
    # Three of school and one each of play and library, of length 11 ** 0.5.
    assert placed.vector == pytest.approx(np.array([1, 3, 1, 0]) / 11**0.5)
    assert placed.bare.tolist() == bare.bare.tolist() == bare.vector.tolist()
    request = SearchRequest(text="leikki kirjasto Imatralla", language="fi", municipalities=("Imatra",))
    assert index.read_examples(request, placed).nearest == pytest.approx(1)
    assert index.retrieve(request)[0].chunk.text == _ANSWER


def test_a_question_is_centred_before_examples_are_compared(open_with: OpenIndex) -> None:
    means = np.zeros((3, 3, 4), dtype=np.float32)
    # In Swedish a question leans to school.
    means[0, 1, 1] = 1
    index = open_with([answered_by_example()], means=means)
    (question,) = index.embed(["lek bibliotek"])
    finnish, swedish = (
        index.read_examples(SearchRequest(text=question.text, language=language), question).nearest
        for language in ("fi", "sv")
    )
    assert finnish == pytest.approx(1)
    # (1, 0, 1) of length one, less (0, 1, 0), has length 2 ** 0.5.
    assert swedish == pytest.approx(0.5**0.5)


# --- Questions that are embedded before ---


def test_questions_are_embedded_together_with_the_models_vectors(open_with: OpenIndex) -> None:
    embedder = FakeEmbedder(_TABLE, dimension=4)
    index = open_with(page(), embedder=embedder)
    play, school = index.embed(["leikki", "skola"])
    assert (play.text, school.text) == ("leikki", "skola")
    assert play.vector.tolist() == [1, 0, 0, 0]
    assert school.vector.tolist() == [0, 1, 0, 0]
    assert embedder.questions == ["leikki", "skola"]
    assert index.embed([]) == ()


def test_a_question_is_embedded_with_and_without_its_places_and_each_text_once(open_with: OpenIndex) -> None:
    embedder = FakeEmbedder({**_TABLE, "porin": _LIBRARY}, dimension=4)
    index = open_with(page(), embedder=embedder)
    placed, plain, again = index.embed(["Porin koulu", "koulu", "Porin koulu"])
    assert placed.vector == pytest.approx(np.array([0, 1, 1, 0]) / 2**0.5)
    assert placed.bare.tolist() == plain.bare.tolist() == plain.vector.tolist() == [0, 1, 0, 0]
    assert (again.text, again.vector.tolist()) == ("Porin koulu", placed.vector.tolist())
    assert sorted(embedder.questions) == ["Porin koulu", "koulu"]


def test_an_embedded_question_is_not_embedded_again_and_finds_the_same(open_with: OpenIndex) -> None:
    embedder = FakeEmbedder(_TABLE, dimension=4)
    index = open_with([*page(), *page("pori/sivu", "Pori")], embedder=embedder)
    request = SearchRequest(text="koulu ja leikki", language="fi")
    expected = index.retrieve(request)
    (embedded,) = index.embed([request.text])
    embedder.questions.clear()
    assert index.retrieve(request, embedded) == expected
    assert embedder.questions == []


def test_the_vector_counts_for_meaning_and_the_requests_text_for_words(open_with: OpenIndex) -> None:
    documents = [make_document("Leikki on vihreä.", "imatra/a.fi"), make_document("Koulu saa budjetin.", "imatra/b.fi")]
    index = open_with(documents)
    vector = np.array([1, 0, 0, 0], dtype=np.float32)
    embedded = EmbeddedQuestion(text="leikki", vector=vector, bare=vector)
    first, second = index.retrieve(SearchRequest(text="budjetti", language="fi"), embedded)
    assert (first.chunk.text, first.legs) == ("Leikki on vihreä.", (Leg.DENSE,))
    assert (second.chunk.text, second.legs) == ("Koulu saa budjetin.", (Leg.DENSE, Leg.WORDS))


def test_a_classifier_over_the_indexs_vectors(open_with: OpenIndex, tmp_path: Path) -> None:
    index = open_with(page())
    examples = [
        Example(text="leikki", language="fi", label="fun"),
        Example(text="koulu", language="fi", label="learning"),
    ]
    classifier = index.classifier(examples, tmp_path / "classifiers")
    (question,) = index.embed(["Where is school?"])
    assert classifier.classify(question, "en")[0].label == "learning"
    assert len(list((tmp_path / "classifiers").iterdir())) == 1


def test_all_legs_are_in_use_by_default() -> None:
    assert LegSettings() == LegSettings(dense=True, units=True, centred=True, words=True, names=True)


def test_legs_can_be_searched_apart(open_with: OpenIndex) -> None:
    index = open_with([make_document("Leikki. Koulu.")])
    words = index.with_legs(LegSettings(dense=False))
    assert [hit.legs for hit in ask(words, "koulu")] == [(Leg.WORDS,)]
    assert Leg.DENSE in ask(index, "koulu")[0].legs
