"""A run over a small index by hand; what real answers are like is for `make eval` to say."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.answering import Bot
from bot.schema import Answer, AnswerStatus, Citation, Question
from bot.settings import Settings
from evals.errors import EvaluationError
from evals.evaluating import Evaluation, evaluate, only_counted
from evals.schema import ALL_VERSIONS, LYKBOT, CaseReport, Outcome, Report
from index.building import build_index
from index.json_form import from_json, to_json
from tests.evals.samples import sample_report
from tests.evals.toys import ToyEmbedder
from tests.fakes import make_document

_FI = make_document("# Imatra\n\nYhteyshenkilö on Aino Laine, puhelin 040 123 4567.", "imatra/sivu.fi")
_SV = make_document(
    "# Imatra\n\nKontaktperson är Aino Laine, telefon 040 123 4567.", "imatra/sivu.sv", translation_of="imatra/sivu.fi"
)
_CONTACT: dict[str, object] = {
    "case_id": "dev-1",
    "question": "Kuka on Imatran yhteyshenkilö?",
    "language": "fi",
    "status": "answered",
    "topic": "contacts",
    "facts": [["Aino Laine"], ["040 123 4567"]],
    "municipalities": ["Imatra"],
    "passages": [{"page": "imatra/sivu", "section": "Imatra"}],
}
_WEATHER: dict[str, object] = {
    "case_id": "test-1",
    "question": "Millainen sää on huomenna?",
    "language": "fi",
    "status": "refused_out_of_scope",
    "topic": "off_subject",
    "facts": [],
    "municipalities": [],
    "passages": [],
}


def _answer(bot: Bot, question: Question) -> Answer:
    """Refuses the weather, and answers everything else with all that the first page says."""
    if question.text == _WEATHER["question"]:
        text = "Vastaan kysymyksiin kuntien työstä."
        return Answer(question=question.text, language="fi", status=AnswerStatus.OUT_OF_SCOPE, text=text)
    document = bot._records.document(bot._records.documents()[0].document_id)
    start_char = document.text.index("\n\n") + 2
    quote = document.text[start_char:]
    citation = Citation(
        number=1,
        document_id=document.document_id,
        municipality=document.municipality,
        title=document.title,
        publisher=None,
        section="Imatra",
        language=document.language,
        published=None,
        retrieved=None,
        url=None,
        quote=quote,
        start_char=start_char,
        end_char=start_char + len(quote),
    )
    return Answer(
        question=question.text,
        language="fi",
        status=AnswerStatus.ANSWERED,
        text=f"{quote} [1]",
        citations=(citation,),
    )


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr("bot.assembly.make_embedder", lambda settings: ToyEmbedder())
    monkeypatch.setattr("bot.answering.Bot.answer", _answer)
    settings = Settings(index_dir=tmp_path / "index", cache_dir=tmp_path / "cache", data_dir=tmp_path / "data")
    build_index([_FI, _SV], settings.index_dir, settings.index, ToyEmbedder)
    return settings


@pytest.fixture
def own_set(tmp_path: Path) -> Path:
    return _write(tmp_path / "own.jsonl", _CONTACT, _WEATHER)


def _write(path: Path, *cases: dict[str, object]) -> Path:
    path.write_text("".join(f"{json.dumps(case)}\n" for case in cases), encoding="utf-8")
    return path


def _run(evaluation: Evaluation, settings: Settings) -> Report:
    return evaluate(evaluation, settings, lambda text: None, lambda *step: None)


def _outcomes(report: Report) -> dict[str, list[Outcome]]:
    return {case.case_id: [result.judgement.outcome for result in case.results] for case in report.cases}


def test_a_run(own_set: Path, settings: Settings, tmp_path: Path) -> None:
    report = _run(Evaluation(sets=(own_set,), output=tmp_path / "out", per_pair=True), settings)
    # The contact is asked of the pages as they are and of the Swedish page alone, the weather once.
    assert _outcomes(report) == {"dev-1": [Outcome.RIGHT, Outcome.RIGHT], "test-1": [Outcome.RIGHT]}
    assert [result.page_language for result in report.cases[0].results] == ["fi", "sv"]
    right = {f"{f.scope_kind} {f.scope}": f"{f.count} of {f.total}" for f in report.answers if f.name == "right"}
    assert right["all all"] == "2 of 2"
    assert (right["pair fi-fi"], right["pair fi-sv"]) == ("1 of 1", "1 of 1")
    assert {f.name for f in report.retrieval} == {"recall@1", "recall@5", "recall@10", "mrr", "ndcg@10"}
    assert report.versions.sets[0].cases == 2
    assert from_json(Report, to_json(report)) == report


def test_a_test_case_is_counted_and_not_shown(own_set: Path, settings: Settings, tmp_path: Path) -> None:
    counted = _run(Evaluation(sets=(own_set,), output=tmp_path / "a"), settings)
    assert [case.case is None for case in counted.cases] == [False, True]
    assert "sää" not in to_json(counted.cases[1]).decode()
    shown = _run(Evaluation(sets=(own_set,), output=tmp_path / "b", show_test=True), settings)
    assert [case.case is None for case in shown.cases] == [False, False]
    assert counted.answers == shown.answers


def test_only_counted_keeps_nothing_to_read() -> None:
    shown = sample_report().cases[2]
    hidden: CaseReport = only_counted(shown)
    assert [r.judgement.outcome for r in hidden.results] == [r.judgement.outcome for r in shown.results]
    text = to_json(hidden).decode()
    assert not any(word in text for word in ("Leinonen", "3515", "Lehmus", "yhteyshenkil"))


@pytest.mark.parametrize(("split", "asked"), [("dev", ["dev-1"]), ("test", ["test-1"])])
def test_a_split(own_set: Path, settings: Settings, tmp_path: Path, split: str, asked: list[str]) -> None:
    evaluation = Evaluation(sets=(own_set,), output=tmp_path / "out", split="dev" if split == "dev" else "test")
    report = _run(evaluation, settings)
    assert [case.case_id for case in report.cases] == asked
    assert report.split == split


def test_a_split_that_is_empty(settings: Settings, tmp_path: Path) -> None:
    path = _write(tmp_path / "own.jsonl", _CONTACT)
    with pytest.raises(EvaluationError, match=r"own\.jsonl: no case is of the split test, whose case_id begins with"):
        _run(Evaluation(sets=(path,), output=tmp_path / "out", split="test"), settings)


def test_an_index_of_other_documents(settings: Settings, tmp_path: Path) -> None:
    other = replace(settings, index_dir=tmp_path / "other")
    build_index(
        [make_document("# Salo\n\nTeksti.", "salo/sivu.fi", municipality="Salo")],
        other.index_dir,
        other.index,
        ToyEmbedder,
    )
    path = _write(tmp_path / "own.jsonl", _WEATHER, _CONTACT)
    with pytest.raises(EvaluationError, match=r"own\.jsonl, line 2: .*it was built from other documents"):
        _run(Evaluation(sets=(path,), index_dir=other.index_dir, output=tmp_path / "out"), settings)
    assert not (tmp_path / "out").exists()


def test_doubtful_places_of_a_set_are_told(settings: Settings, tmp_path: Path) -> None:
    path = _write(tmp_path / "own.jsonl", _CONTACT | {"facts": [["Aino Laine"], ["050 765 4321"]]})
    notices: list[str] = []
    evaluate(Evaluation(sets=(path,), output=tmp_path / "out"), settings, notices.append, lambda *step: None)
    assert any("doubtful places in the sets: 1" in notice and "own.jsonl:1: dev-1" in notice for notice in notices)


def test_a_crash_counts(own_set: Path, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fall_over(self: object, question: object) -> None:
        raise RuntimeError("no memory left")

    monkeypatch.setattr("bot.answering.Bot.answer", fall_over)
    report = _run(Evaluation(sets=(own_set,), output=tmp_path / "out"), settings)
    assert _outcomes(report) == {"dev-1": [Outcome.FAILED], "test-1": [Outcome.FAILED]}
    assert report.cases[0].results[0].error == "RuntimeError: no memory left"
    (failed,) = [f for f in report.answers if f.name == "failed" and f.scope_kind == "all"]
    assert (failed.system, failed.count, failed.total) == (LYKBOT, 2, 2)


def test_an_interrupted_run_goes_on(
    own_set: Path, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    evaluation = Evaluation(sets=(own_set,), output=tmp_path / "out")

    def interrupt(stage: str, done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        evaluate(evaluation, settings, lambda text: None, interrupt)
    notices: list[str] = []
    report = evaluate(replace(evaluation, resume=True), settings, notices.append, lambda *step: None)
    assert any("going on from 1 answers" in notice for notice in notices)
    assert [case.results[0].pages for case in report.cases] == [ALL_VERSIONS, ALL_VERSIONS]


def test_the_shipped_sets_are_asked_of_the_shipped_sheets(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evals.evaluating.shipped_sets", lambda: (_write(tmp_path / "dev.jsonl", _WEATHER),))
    monkeypatch.setattr("bot.gathering.load_shipped_documents", lambda: (_FI,))
    report = _run(Evaluation(output=tmp_path / "out"), replace(settings, index_dir=tmp_path / "nowhere"))
    assert report.cases[0].expected is AnswerStatus.OUT_OF_SCOPE
    assert (tmp_path / "cache" / "evals" / "index-sheets").is_dir()
