from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.schema import AnswerStatus
from evals.errors import EvaluationError
from evals.retrieval.passages import Measured
from evals.retrieval.sections import measure_sections
from evals.schema import Case, Figure, SectionReference
from evals.sections import VersionedPages
from index.building import build_index
from index.errors import IndexMissingError
from index.schema import IndexSettings
from knowledge.schema import Document, Language
from tests.evals.toys import ToyEmbedder, measured
from tests.fakes import make_document

_FINNISH = "# Sivu\n\n## Lemmikit\n\nTäällä asuu kissa.\n\n## Muut\n\nKoira nukkuu.\n"
_ENGLISH = "# Sheet\n\n## Pets\n\nA cat lives here.\n\n## Rest\n\nThe dog sleeps.\n"
_PORI = "# Sivu\n\n## Eläimet\n\nKoira, koira, koira ja kissa, siis Rex.\n\n## Tyhjä\n"


def _documents(english: str = _ENGLISH, pori: str = _PORI) -> tuple[Document, ...]:
    """A page of Imatra in Finnish and English, one of Pori in Finnish."""
    return (
        make_document(_FINNISH, "imatra/page.fi", municipality="Imatra"),
        make_document(english, "imatra/page.en", municipality="Imatra", translation_of="imatra/page.fi"),
        make_document(pori, "pori/page.fi", municipality="Pori"),
    )


def _case(case_id: str, question: str, language: Language, *passages: tuple[str, str]) -> Case:
    return Case(
        case_id=case_id,
        question=question,
        language=language,
        status=AnswerStatus.ANSWERED,
        topic="other",
        facts=(),
        municipalities=(),
        passages=tuple(SectionReference(page=page, section=section) for page, section in passages),
    )


_CAT = _case("cat", "A cat?", "en", ("imatra/page", "Pets"))
_DOG = _case("dog", "Missä on koira Rex?", "fi", ("pori/page", "Eläimet"))
_REX = _case("rex", "The dog Rex?", "en", ("pori/page", "Eläimet"))
_BOTH = replace(
    _case("both", "A cat and a dog?", "en", ("imatra/page", "Pets"), ("pori/page", "Eläimet")), topic="comparison"
)


class Figures:
    """What was measured over an index of some documents."""

    def __init__(self, folder: Path, cases: Sequence[Case], documents: Sequence[Document], chunk_tokens: int = 200):
        settings = IndexSettings(max_chunk_tokens=chunk_tokens)
        build_index(documents, folder / "index", settings, ToyEmbedder)
        self.with_what: Measured = replace(measured(folder), settings=settings)
        self.all: tuple[Figure, ...] = measure_sections(
            cases, VersionedPages(documents), folder / "index", self.with_what
        )

    def value(self, system: str, scope: str, name: str) -> float:
        (found,) = [f for f in self.all if (f.system, f.scope, f.name) == (system, scope, name)]
        return found.estimate.value

    def total(self, system: str, scope: str) -> int:
        (total,) = {figure.total for figure in self.all if (figure.system, figure.scope) == (system, scope)}
        return total

    def scopes(self, system: str) -> list[str]:
        return list(dict.fromkeys(figure.scope for figure in self.all if figure.system == system))


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    return Figures(tmp_path_factory.mktemp("sections"), [_CAT, _DOG, _REX, _BOTH], _documents())


def test_plain_search_by_hand(figures: Figures) -> None:
    # The dog of Imatra is nearer than the dogs of Pori, which have a cat among them.
    assert figures.value("plain dense", "fi-fi", "mrr") == 1 / 2
    assert figures.value("plain dense", "en-en", "recall@1") == 1
    # The Finnish version of "Pets" is found by its place, and first; the dog Rex second. Nearest to a cat and a dog is
    # Pori's section, which is one of the two that are needed; both are among the first five.
    assert figures.value("plain dense", "en-fi", "recall@1") == pytest.approx((1 + 0 + 1 / 2) / 3)
    assert figures.value("plain dense", "en-fi", "recall@5") == 1
    assert figures.value("plain dense", "en-fi", "mrr") == pytest.approx((1 + 1 / 2 + 1) / 3)


def test_a_pair_leaves_out_what_its_language_does_not_hold(figures: Figures) -> None:
    # Pori has no English version; a comparison without it would be no comparison.
    assert [figures.total("lykbot", pair) for pair in ("fi-fi", "en-fi", "en-en")] == [1, 3, 1]
    assert figures.scopes("lykbot") == ["fi-fi", "en-fi", "en-en", "within", "across", "all"]
    assert figures.total("lykbot", "all") == 5


def test_words_are_measured_within_and_names_across_languages(figures: Figures) -> None:
    assert figures.scopes("words alone") == ["fi-fi", "en-en", "within"]
    assert figures.scopes("names alone") == ["en-fi", "across"]
    assert figures.scopes("dense alone") == figures.scopes("plain dense") == figures.scopes("lykbot")


def test_the_legs(figures: Figures) -> None:
    # Rex is a shared word within Finnish and a shared name from English; by vectors alone Imatra's dog is nearer.
    assert figures.value("dense alone", "fi-fi", "mrr") == 1 / 2
    assert figures.value("words alone", "fi-fi", "mrr") == 1
    assert figures.value("lykbot", "fi-fi", "mrr") == 1
    assert figures.value("dense alone", "en-fi", "mrr") == pytest.approx((1 + 1 / 2 + 1) / 3)
    assert figures.value("lykbot", "en-fi", "mrr") == 1
    # The other two questions hold no name.
    assert figures.value("names alone", "en-fi", "mrr") == pytest.approx(1 / 3)
    assert figures.value("names alone", "en-fi", "recall@10") == pytest.approx(1 / 3)


def test_every_text_is_embedded_once(figures: Figures) -> None:
    embedder = figures.with_what.embedder
    assert isinstance(embedder, ToyEmbedder)
    assert [embedder.questions.count(case.question) for case in (_CAT, _DOG, _REX, _BOTH)] == [1, 1, 1, 1]
    assert embedder.passages.count("## Pets\n\nA cat lives here.") == 1


def test_a_version_that_parts_counts_by_heading_only(tmp_path: Path) -> None:
    english = "# Sheet\n\n## Rest\n\nThe dog sleeps.\n\nIt is old.\n\n## Lemmikit\n\nA cat lives here.\n"
    named = _case("named", "Missä kissa on?", "fi", ("imatra/page", "Lemmikit"))
    renamed = _case("renamed", "Missä koira on?", "fi", ("imatra/page", "Muut"))
    figures = Figures(tmp_path, [named, renamed], _documents(english))
    assert figures.total("plain dense", "fi-fi") == 2
    assert figures.total("plain dense", "fi-en") == 1
    assert figures.value("plain dense", "fi-en", "recall@1") == 1


def test_passages_of_one_section_count_once(tmp_path: Path) -> None:
    # Cut into four passages, three of which are nearer than the section that answers.
    pori = "## Eläimet\n\nYksi kissa.\n\nToinen kissa.\n\nKolmas kissa.\n\nJa koira.\n\n## Muut\n\nKissa, koira.\n"
    case = _case("cat", "Missä kissa?", "fi", ("pori/page", "Muut"))
    (_, _, document) = _documents(pori=pori)
    figures = Figures(tmp_path, [case], [document], chunk_tokens=2)
    assert figures.value("dense alone", "fi-fi", "mrr") == 0.5


@pytest.mark.parametrize(
    "case",
    [
        replace(_CAT, status=AnswerStatus.OUT_OF_SCOPE, passages=()),
        replace(_CAT, passages=()),
        replace(_CAT, history=("A dog?",)),
        replace(_CAT, traits=("language_switch",)),
    ],
)
def test_cases_that_are_not_asked(tmp_path: Path, case: Case) -> None:
    # So little to do that no index is needed.
    assert measure_sections([case], VersionedPages([]), tmp_path / "index", measured(tmp_path)) == ()


@pytest.mark.parametrize(
    ("page", "section"),
    [("imatra/page", "Cats"), ("pori/page", "Tyhjä"), ("oulu/page", "Pets")],
)
def test_a_section_that_no_version_has(tmp_path: Path, page: str, section: str) -> None:
    case = _case("7", "A cat?", "en", ("imatra/page", "Pets"), (page, section))
    with pytest.raises(EvaluationError, match=rf"case 7: no version of {page} .* section '{section}' .*; correct"):
        Figures(tmp_path, [case], _documents())


def test_without_an_index(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError):
        measure_sections([_CAT], VersionedPages(_documents()), tmp_path / "index", measured(tmp_path))
