"""A collection and a model so small that every rank can be told by hand."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.retrieval.passages import Measured
from evals.retrieval.schema import Collection, Passage, PassageQuestion
from index.schema import IndexSettings
from knowledge.schema import Language
from tests.fakes import FakeEmbedder

# "Who" and "kuka" lie a little nearer to the cat than to the dog.
_WORDS = {
    "cat": (1.0, 0.0),
    "kissa": (1.0, 0.0),
    "dog": (0.0, 1.0),
    "koira": (0.0, 1.0),
    "who": (0.55, 0.5),
    "kuka": (0.55, 0.5),
}


class ToyEmbedder(FakeEmbedder):
    """The fake model with the toy words, and a bare encode that keeps what it was given."""

    def __init__(self) -> None:
        super().__init__(_WORDS, dimension=4)
        self.bare: list[str] = []

    def encode_bare(self, texts: Sequence[str], prompt: str) -> NDArray[np.float32]:
        self.bare.extend(texts)
        return self._vectors(texts)


def measured(work_folder: Path) -> Measured:
    """The toy model with folders of its own; notices go nowhere."""
    return Measured(
        embedder=ToyEmbedder(),
        settings=IndexSettings(),
        cache_folder=work_folder / "cache",
        work_folder=work_folder / "work",
        notice=lambda text: None,
    )


def toy_collection() -> Collection:
    """A cat and a dog in Finnish and English, a question about each.

    By meaning the second question finds the cat; "runs" and "Rex" find the dog.
    """
    return Collection(
        passages=(
            _passage("fi:a", "fi", "Pieni kissa istuu hiljaa."),
            _passage("fi:b", "fi", "Koira nimeltä Rex juoksee."),
            _passage("en:a", "en", "A little cat sits in silence."),
            _passage("en:b", "en", "A dog by the name of Rex runs."),
        ),
        questions=(
            _question("fi:1", "fi", "Missä kissa istuu?", "a"),
            _question("fi:2", "fi", "Kuka juoksee, Rex vai joku muu?", "b"),
            _question("en:1", "en", "Where does the cat sit?", "a"),
            _question("en:2", "en", "Who runs, Rex or somebody else?", "b"),
        ),
        left_out=3,
    )


def _passage(passage_id: str, language: Language, text: str) -> Passage:
    return Passage(passage_id=passage_id, language=language, title="", text=text)


def _question(question_id: str, language: Language, text: str, answer: str) -> PassageQuestion:
    return PassageQuestion(
        question_id=question_id,
        group=question_id.partition(":")[2],
        language=language,
        text=text,
        relevant=(f"fi:{answer}", f"en:{answer}"),
    )
