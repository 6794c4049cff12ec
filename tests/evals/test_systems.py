from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.schema import AnswerStatus, Question
from bot.settings import Settings
from evals.schema import ALL_VERSIONS, LYKBOT, PLAIN, Case, SectionReference
from evals.systems import Systems, open_systems, read_pages
from index.building import build_index
from index.errors import IndexMissingError
from tests.evals.samples import sample_case
from tests.evals.toys import ToyEmbedder
from tests.fakes import make_document

_FI = make_document("# Imatra\n\nYhteyshenkilö on Aino Laine, puhelin 040 123 4567.", "imatra/sivu.fi")
_SV = make_document(
    "# Imatra\n\nKontaktperson är Aino Laine, telefon 040 123 4567.", "imatra/sivu.sv", translation_of="imatra/sivu.fi"
)
_SALO = make_document("# Salo\n\nSalo sai tunnustuksen vuonna 2020.", "salo/sivu.fi", municipality="Salo")


def _case(case_id: str, page: str, section: str) -> Case:
    return replace(sample_case(case_id, "fi"), passages=(SectionReference(page=page, section=section),))


_IMATRA, _SALO_CASE = _case("dev-1", "imatra/sivu", "Imatra"), _case("dev-2", "salo/sivu", "Salo")
_REFUSED = replace(_IMATRA, case_id="dev-3", status=AnswerStatus.OUT_OF_SCOPE, passages=())


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr("bot.assembly.make_embedder", lambda settings: ToyEmbedder())
    settings = Settings(index_dir=tmp_path / "index", cache_dir=tmp_path / "cache", data_dir=tmp_path / "data")
    build_index([_FI, _SV, _SALO], settings.index_dir, settings.index, ToyEmbedder)
    return settings


@pytest.fixture
def systems(settings: Settings, tmp_path: Path) -> Iterator[Systems]:
    with open_systems(settings, read_pages(settings), tmp_path / "work", lambda text: None) as opened:
        yield opened


def test_the_documents_of_the_index(systems: Systems) -> None:
    assert systems.pages.documents == (_FI, _SV, _SALO)


def test_who_is_asked_what(systems: Systems) -> None:
    cases = (_IMATRA, _SALO_CASE, _REFUSED)
    (only,) = systems.rounds(cases, with_plain=False, per_pair=False)
    assert (only.system, only.pages, only.cases) == (LYKBOT, ALL_VERSIONS, cases)
    rounds = systems.rounds(cases, with_plain=True, per_pair=True)
    # Of the Finnish cases only Imatra's has its section in another language, and that is Swedish.
    assert [(r.system, r.pages, [case.case_id for case in r.cases]) for r in rounds] == [
        (LYKBOT, ALL_VERSIONS, ["dev-1", "dev-2", "dev-3"]),
        (LYKBOT, "sv", ["dev-1"]),
        (PLAIN, ALL_VERSIONS, ["dev-1", "dev-2", "dev-3"]),
        (PLAIN, "sv", ["dev-1"]),
    ]


def test_pages_in_one_language_only_are_all_there_is(systems: Systems) -> None:
    ask = next(r for r in systems.rounds((_IMATRA,), with_plain=False, per_pair=True) if r.pages == "sv").open()
    answer = ask(Question(text="Kuka on Imatran yhteyshenkilö?"))
    assert {citation.language for citation in answer.citations} == {"sv"}
    assert {citation.original for citation in answer.citations} == {None}


def test_pages_are_read_without_a_model(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def load(settings: Settings) -> None:
        raise AssertionError("the model takes seconds")

    monkeypatch.setattr("bot.assembly.make_embedder", load)
    assert read_pages(settings).documents == (_FI, _SV, _SALO)
    with pytest.raises(IndexMissingError):
        read_pages(replace(settings, index_dir=tmp_path / "nowhere"))
