import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.citing import MARKER
from bot.schema import Answer, AnswerStatus, Question
from evals import plain_baseline
from evals.errors import EvaluationError
from evals.plain_baseline import FoundNode, PlainPipeline, compose_answer
from index.model_identity import BUNDLED_MODEL
from index.schema import IndexSettings
from knowledge.schema import Document, Language, Source
from tests.fakes import FakeEmbedder, make_document

_PAGE = make_document(
    "Johdanto.\n\n# Kirjasto\n\nAuki lauantaisin.\n\n## Hinnat\n\nAuki lauantaisin.\n", "imatra/kirjasto.fi"
)


def _found(text: str, start_char: int | None = None, document: Document = _PAGE) -> FoundNode:
    return FoundNode(document=document, text=text, start_char=start_char)


# --- What an answer is made of ---


def test_the_text_is_that_of_the_nodes_each_line_with_their_marker() -> None:
    first, second = "# Kirjasto\n\nAuki  lauantaisin.", "Johdanto."
    answer = compose_answer(Question(text="Milloin?"), [_found(first), _found(second)])
    assert answer.text == "# Kirjasto [1]\n\nAuki  lauantaisin. [1]\n\nJohdanto. [2]"
    assert (answer.question, answer.status) == ("Milloin?", AnswerStatus.ANSWERED)
    assert [citation.number for citation in answer.citations] == [1, 2]
    assert [citation.quote for citation in answer.citations] == [first, second]


def test_a_citation_says_what_is_known_of_the_document() -> None:
    source = Source(
        publisher="Kaupunki", title="Kirjastot", published="2023-08", retrieved="2024", url="https://x.test"
    )
    document = replace(make_document("Hej.\n\n## Bibliotek\n\nÖppet.", "pori/a.sv", municipality="Pori"), source=source)
    (citation,) = compose_answer(Question(text="När?"), [_found("Öppet.", 20, document)]).citations
    assert (citation.document_id, citation.municipality, citation.language) == ("pori/a.sv", "Pori", "sv")
    assert (citation.title, citation.publisher, citation.section) == ("Kirjastot", "Kaupunki", "Bibliotek")
    assert (citation.published, citation.retrieved, citation.url) == ("2023-08", "2024", "https://x.test")
    assert (citation.start_char, citation.end_char) == (20, 26)


def test_a_document_without_a_source_has_its_own_title() -> None:
    document = replace(make_document("Ilman otsikkoa."), source=Source(), title="Sivu")
    (citation,) = compose_answer(Question(text="?"), [_found("Ilman otsikkoa.", 0, document)]).citations
    assert (citation.title, citation.section) == ("Sivu", "Sivu")


@pytest.mark.parametrize(
    ("text", "start_char", "section"),
    [
        ("Johdanto.", 0, "Sivu"),
        ("# Kirjasto\n\nAuki lauantaisin.", 11, "Kirjasto"),
        ("Auki lauantaisin.", None, "Kirjasto"),
        ("Auki lauantaisin.", 30, "Hinnat"),
    ],
)
def test_a_quote_stands_at_its_offsets_under_its_heading(text: str, start_char: int | None, section: str) -> None:
    (citation,) = compose_answer(Question(text="?"), [_found(text, start_char)]).citations
    assert _PAGE.text[citation.start_char : citation.end_char] == citation.quote == text
    assert citation.start_char >= (start_char or 0)
    assert citation.section == section


def test_a_quote_that_does_not_stand_in_the_document_has_no_place() -> None:
    (citation,) = compose_answer(Question(text="?"), [_found("Auki sunnuntaisin.", 11)]).citations
    assert (citation.start_char, citation.end_char, citation.section) == (0, 0, "Sivu")


@pytest.mark.parametrize("nodes", [[], [_found("")], [_found(" \n\u00a0")]])
def test_without_any_text_nothing_was_found(nodes: Sequence[FoundNode]) -> None:
    answer = compose_answer(Question(text="Milloin?", language="sv"), nodes)
    assert (answer.status, answer.text, answer.citations) == (AnswerStatus.NOT_IN_SOURCES, "Empty Response", ())
    assert answer.language == "sv"


def test_a_node_without_text_takes_no_number() -> None:
    answer = compose_answer(Question(text="?"), [_found(""), _found("Johdanto.")])
    assert answer.text == "Johdanto. [1]"
    assert len(answer.citations) == 1


@pytest.mark.parametrize(
    ("question", "language"),
    [
        (Question(text="Milloin kirjasto on auki?", language="en"), "en"),
        (Question(text="När är biblioteket öppet?"), "sv"),
        (Question(text="???"), "fi"),
    ],
)
def test_the_language_is_the_questions(question: Question, language: Language) -> None:
    assert compose_answer(question, [_found("Johdanto.")]).language == language


def test_what_looks_like_a_marker_is_escaped_and_other_markup_stays() -> None:
    text = "Katso [2] ja [[3]], **ei** [linkkiä](https://x.test) 1. [vuosi]"
    answer = compose_answer(Question(text="?"), [_found(text)])
    assert answer.text == r"Katso \[2\] ja [\[3\]], **ei** [linkkiä](https://x.test) 1. [vuosi] [1]"


@given(st.lists(st.text(st.sampled_from("aÄ 1\n[]\\\r\u00a0\u2028\u0308|#")), min_size=1, max_size=3))
def test_every_line_has_the_marker_of_its_node_and_no_other(texts: list[str]) -> None:
    answer = compose_answer(Question(text="?", language="fi"), [_found(text) for text in texts])
    shown = [text for text in texts if text.strip()]
    expected = [number for number, text in enumerate(shown, 1) for line in text.split("\n") if line.strip()]
    if shown:
        assert [int(number) for number in MARKER.findall(answer.text)] == expected
        assert all(MARKER.search(line[-3:]) for line in answer.text.split("\n") if line.strip())
    assert [citation.quote for citation in answer.citations] == shown


# --- The pipeline, with a model of words ---


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> FakeEmbedder:
    """The model of words in the place of the real one; it keeps what it was given."""
    from llama_index.core.embeddings import BaseEmbedding

    fake = FakeEmbedder(dimension=256)

    class WordEmbedding(BaseEmbedding):
        def _get_query_embedding(self, query: str) -> list[float]:
            return [float(value) for value in fake.embed_queries([query])[0]]

        def _get_text_embedding(self, text: str) -> list[float]:
            return [float(value) for value in fake.embed_passages([text])[0]]

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_query_embedding(query)

    monkeypatch.setattr(plain_baseline, "_load_model", lambda folder: WordEmbedding())
    return fake


@pytest.fixture
def ask(words: FakeEmbedder, tmp_path: Path) -> Callable[[Sequence[Document], str], Answer]:
    """The answer of a pipeline over some documents."""

    def answer(documents: Sequence[Document], text: str) -> Answer:
        with closing(PlainPipeline(documents, tmp_path, tmp_path / "work")) as pipeline:
            return pipeline.answer(Question(text=text, language="fi"))

    return answer


_PAGES = tuple(
    make_document(f"# {word}\n\n{word} {word} {word} on täällä.\n", f"kunta{i}/sivu.fi", municipality=f"Kunta {i}")
    for i, word in enumerate(("kissa", "koira", "ääni", "öljy"))
)


def test_the_nearest_three_are_cited_in_order(ask: Callable[[Sequence[Document], str], Answer]) -> None:
    answer = ask(_PAGES, "ääni ääni ääni kissa kissa koira")
    assert [citation.municipality for citation in answer.citations] == ["Kunta 2", "Kunta 0", "Kunta 1"]
    assert answer.text.startswith("# ääni [1]\n\nääni ääni ääni on täällä. [1]\n\n# kissa [2]")
    assert answer.seconds.retrieve > 0 and answer.seconds.compose > 0 and answer.seconds.understand == 0


def test_a_text_is_embedded_under_the_path_inside_the_folder(
    ask: Callable[[Sequence[Document], str], Answer], words: FakeEmbedder
) -> None:
    ask(_PAGES[:1], "kissa")
    assert words.passages == ["file_path: kunta0/sivu.fi.md\n\n# kissa\n\nkissa kissa kissa on täällä."]
    assert words.questions == ["kissa"]


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Sivu\nlanguage: sv\n---\n\n# Otsikko\n\nTeksti vuodelta 2023.",
        "Ä, å ja ö; a\u0308 erikseen, 020\u00a0617\u00a03515 ja 🎈.",
        "\n\n  Alussa on tyhjää.\r\nToinen rivi.\r\n\r\n",
        "\ufeffMerkki alussa.",
        "<b>Lihava</b> [1] | taulukko |",
    ],
)
def test_odd_texts_are_quoted_as_they_stand(ask: Callable[[Sequence[Document], str], Answer], text: str) -> None:
    (citation,) = ask([make_document(text)], "teksti").citations
    assert citation.quote.strip("\ufeff") == text.strip("\ufeff\n\r ")
    assert text[citation.start_char : citation.end_char] == citation.quote


def test_a_long_text_is_cut_into_nodes_that_stand_at_their_offsets(
    ask: Callable[[Sequence[Document], str], Answer],
) -> None:
    text = "\n\n".join(f"## Luku {i}\n\nLuvussa {i} kerrotaan, miten päätös numero {i} tehtiin." for i in range(120))
    answer = ask([make_document(text)], "päätös")
    assert len(answer.citations) == 3
    for citation in answer.citations:
        assert citation.quote == text[citation.start_char : citation.end_char]
        # Of at most 1,024 tokens, each of one to ten characters.
        assert 1000 < len(citation.quote) < len(text) / 2
        heading = text.rindex("## Luku ", 0, citation.start_char + len("## Luku "))
        assert text[heading:].startswith(f"## {citation.section}\n")


def test_an_empty_document_and_none_at_all(ask: Callable[[Sequence[Document], str], Answer]) -> None:
    empty = make_document("", "imatra/tyhja.fi")
    assert [citation.document_id for citation in ask([empty, _PAGES[0]], "kissa").citations] == ["kunta0/sivu.fi"]
    assert ask([empty], "kissa").status is AnswerStatus.NOT_IN_SOURCES
    assert ask([], "kissa").status is AnswerStatus.NOT_IN_SOURCES


def test_two_pipelines_in_one_folder_do_not_mix(words: FakeEmbedder, tmp_path: Path) -> None:
    with (
        closing(PlainPipeline(_PAGES[:1], tmp_path, tmp_path)) as one,
        closing(PlainPipeline(_PAGES[1:2], tmp_path, tmp_path)) as other,
    ):
        for pipeline, municipality in ((one, "Kunta 0"), (other, "Kunta 1"), (one, "Kunta 0")):
            (citation,) = pipeline.answer(Question(text="kissa ja koira")).citations
            assert citation.municipality == municipality


def test_the_work_folder_may_be_hidden_and_need_not_exist(words: FakeEmbedder, tmp_path: Path) -> None:
    with closing(PlainPipeline(_PAGES, tmp_path, tmp_path / ".cache" / "lykbot")) as pipeline:
        assert len(pipeline.answer(Question(text="kissa")).citations) == 3


def test_the_conversation_so_far_changes_nothing(words: FakeEmbedder, tmp_path: Path) -> None:
    with closing(PlainPipeline(_PAGES, tmp_path, tmp_path)) as pipeline:
        alone, later = (
            pipeline.answer(Question(text="kissa", history=history)) for history in ((), ("koira?", "öljy?"))
        )
    assert replace(alone, seconds=later.seconds) == later


# --- What it needs ---


@pytest.mark.parametrize(
    "missing",
    ["chromadb", "llama_index.core", "llama_index.vector_stores.chroma", "llama_index.embeddings.huggingface"],
)
def test_without_the_extra_the_message_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, missing: str
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(EvaluationError, match=r"pip install lykbot\[evals\]"):
        PlainPipeline(_PAGES, tmp_path, tmp_path)


def test_without_a_model_the_message_names_the_folder(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"puuttuu is no folder.*`lykbot build`"):
        PlainPipeline(_PAGES, tmp_path / "puuttuu", tmp_path)
    (tmp_path / "malli").mkdir()
    with pytest.raises(EvaluationError, match=r"cannot load the embedding model in .*malli"):
        PlainPipeline(_PAGES, tmp_path / "malli", tmp_path)


@pytest.mark.parametrize(
    ("settings", "prompts"),
    [
        (None, {}),
        ("{}", {}),
        ('{"prompts": null}', {}),
        ('{"prompts": {"query": "q: ", "document": "d: "}}', {"query": "q: ", "document": "d: "}),
    ],
)
def test_the_prompts_are_those_of_the_model_folder(
    tmp_path: Path, settings: str | None, prompts: dict[str, str]
) -> None:
    if settings is not None:
        (tmp_path / "config_sentence_transformers.json").write_text(settings, encoding="utf-8")
    assert plain_baseline._read_prompts(tmp_path) == prompts


@pytest.mark.parametrize("settings", ["{", "[]"])
def test_prompts_that_cannot_be_read(tmp_path: Path, settings: str) -> None:
    (tmp_path / "config_sentence_transformers.json").write_text(settings, encoding="utf-8")
    with pytest.raises(EvaluationError, match="config_sentence_transformers"):
        plain_baseline._read_prompts(tmp_path)


def test_importing_it_loads_nothing_slow() -> None:
    slow = {"chromadb", "lingua", "llama_index", "sentence_transformers", "torch", "transformers"}
    script = f"import sys, evals.plain_baseline; print(*sorted({slow!r} & set(sys.modules)))"
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr


# --- With the real model ---


@pytest.fixture(scope="module")
def model_folder(model_cache_dir: Path) -> Path:
    """The folder of the bundled model, as our own embedder prepares it."""
    from index.embedding import load_embedder

    load_embedder(IndexSettings(), model_cache_dir)
    return model_cache_dir / BUNDLED_MODEL


def test_the_models_own_prompts_stand_in_front(model_folder: Path) -> None:
    embed_model = plain_baseline._load_model(model_folder)
    model = embed_model._model  # type: ignore[attr-defined]  # that of sentence-transformers
    text = "Lasten oikeudet"
    as_query, as_passage, bare = (
        model.encode(f"{prompt}{text}", prompt="", normalize_embeddings=True) for prompt in ("query: ", "passage: ", "")
    )
    assert np.allclose(embed_model.get_query_embedding(text), as_query, atol=1e-5)
    assert np.allclose(embed_model.get_text_embedding(text), as_passage, atol=1e-5)
    assert not np.allclose(as_query, as_passage, atol=1e-3)
    assert not np.allclose(as_query, bare, atol=1e-3)


def test_the_real_pipeline_answers_across_languages_in_silence(
    capfd: pytest.CaptureFixture[str], model_folder: Path, tmp_path: Path
) -> None:
    import llama_index.core

    capfd.readouterr()
    documents = (
        make_document("# Kirjasto\n\nKirjasto on auki lauantaisin kello kymmenestä kolmeen.", "imatra/kirjasto.fi"),
        make_document("# Skola\n\nElevrådet väljs i september varje år.", "pori/skola.sv", municipality="Pori"),
        make_document("# Uimahalli\n\nUimahalli on kiinni juhannuksena.", "lohja/uimahalli.fi", municipality="Lohja"),
        make_document("# Budget\n\nThe town spends two million euros on parks.", "unicef/budget.en", municipality=None),
    )
    with closing(PlainPipeline(documents, model_folder, tmp_path / "work")) as pipeline:
        for question, page in (
            ("When is the library open?", "imatra/kirjasto.fi"),
            ("Milloin oppilaskunnan hallitus valitaan?", "pori/skola.sv"),
        ):
            answer = pipeline.answer(Question(text=question))
            assert answer.status is AnswerStatus.ANSWERED
            assert len(answer.citations) == 3
            assert answer.citations[0].document_id == page
    assert capfd.readouterr() == ("", "")
    # Its stand-ins for a language model and an embedding model, services both, were never asked for.
    assert llama_index.core.Settings._llm is None
    assert llama_index.core.Settings._embed_model is None
