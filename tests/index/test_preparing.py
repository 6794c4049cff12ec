from dataclasses import replace

import numpy as np
import pytest

from index.chunking import split_document
from index.preparing import PreparedTexts, Progress, embed_texts, prepare_texts
from index.reuse import OldIndex
from tests.fakes import FakeEmbedder, count_words, make_document

_NOTHING = OldIndex(manifest=None, document_digests={}, rows_by_text={}, questions_by_text={}, vectors=None)


def prepared() -> PreparedTexts:
    (chunk,) = split_document(make_document("# Sivu\n\nYksi on. Kaksi on."), count_words, 200)
    return prepare_texts(chunk)


def test_a_passage_is_embedded_with_its_title_and_its_sentences_without() -> None:
    texts = prepared()
    assert texts.passage == "Sivu. Imatra\nYksi on. Kaksi on."
    assert texts.units == ("Yksi on.", "Kaksi on.")


def test_the_digest_covers_every_text() -> None:
    (chunk,) = split_document(make_document("# Sivu\n\nYksi on. Kaksi oli."), count_words, 200)
    assert prepare_texts(chunk).digest != prepared().digest


def test_each_text_is_embedded_once_and_progress_counts_all() -> None:
    told: list[Progress] = []
    embedder = FakeEmbedder()
    texts = prepared()
    vectors, count = embed_texts([texts, texts], ["Miksi?", "Mikä?", "Miksi?"], embedder, _NOTHING, told.append)
    assert count == 5
    assert embedder.questions == ["Mikä?", "Miksi?"]
    assert len(embedder.passages) == 3
    assert (told[0].done, told[-1].done, told[-1].total) == (0, 5, 5)
    assert vectors.passages.shape == (2, embedder.dimension)
    assert vectors.unit_starts.tolist() == [0, 2, 4]
    assert np.array_equal(vectors.questions[0], vectors.questions[2])
    assert not np.array_equal(vectors.questions[0], vectors.questions[1])


def test_known_texts_are_taken_over() -> None:
    texts = prepared()
    first, _ = embed_texts([texts], ["Miksi?"], FakeEmbedder(), _NOTHING, lambda progress: None)
    old = replace(_NOTHING, rows_by_text={texts.digest: 0}, questions_by_text={"Miksi?": 0}, vectors=first)
    embedder = FakeEmbedder()
    again, count = embed_texts([texts], ["Mikä?", "Miksi?"], embedder, old, lambda progress: None)
    assert count == 1
    assert (embedder.questions, embedder.passages) == (["Mikä?"], [])
    assert again.passages == pytest.approx(first.passages)
    assert again.questions[1] == pytest.approx(first.questions[0])
