import json
from pathlib import Path

import pytest

from bot.schema import AnswerStatus
from evals.errors import EvaluationError
from evals.loading import load_cases, load_collection
from evals.retrieval.schema import Passage, PassageQuestion
from evals.schema import SectionReference

_CASE: dict[str, object] = {
    "case_id": "t-1",
    "question": "Vem \u00e4r kontaktperson?",
    "language": "sv",
    "pinned": False,
    "history": [],
    "status": "answered",
    "topic": "contacts",
    "facts": [["Anna"], ["1", "2"]],
    "forbidden": [],
    "municipalities": ["Lohja", None],
    "passages": [{"page": "lohja/sida", "section": "Kontakt"}],
}
_CORPUS: list[dict[str, object]] = [
    {"id": "fi:0", "lang": "fi", "title": "Pori", "text": "Karhu ja a\u0308lg."},
    {"id": "en:0", "lang": "en", "title": "Pori", "text": "Bear\u2028and moose."},
    {"id": "fi:1", "lang": "fi", "title": "Oulu", "text": "Terva."},
]
_QUERIES: list[dict[str, object]] = [
    {"id": "fi:0-0", "lang": "fi", "text": "Mik\u00e4 el\u00e4in?"},
    {"id": "en:0-0", "lang": "en", "text": "Which animal?", "answerable": True},
    {"id": "fi:1-0", "lang": "fi", "text": "Mik\u00e4 aine?"},
    {"id": "fi:9-9", "lang": "fi", "text": "Ei vastausta?"},
]
_QRELS = [
    ("query_id", "corpus_id", "relevance"),
    ("fi:0-0", "fi:0", "1"),
    ("fi:0-0", "en:0", "1"),
    ("en:0-0", "en:0", "1"),
    ("en:0-0", "fi:1", "0"),
    ("fi:1-0", "fi:1", "1"),
]


def _jsonl(rows: list[dict[str, object]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@pytest.fixture
def collection_dir(tmp_path: Path) -> Path:
    (tmp_path / "corpus.jsonl").write_text(_jsonl(_CORPUS), encoding="utf-8")
    (tmp_path / "queries.jsonl").write_text(_jsonl(_QUERIES), encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text("".join("\t".join(row) + "\n" for row in _QRELS), encoding="utf-8")
    return tmp_path


def _write_cases(path: Path, *cases: dict[str, object]) -> Path:
    path.write_text(_jsonl(list(cases)), encoding="utf-8")
    return path


def test_load_cases(tmp_path: Path) -> None:
    (case,) = load_cases(_write_cases(tmp_path / "set.jsonl", _CASE | {"question": "a\u0308?"}))
    assert case.question == "\u00e4?"
    assert case.status is AnswerStatus.ANSWERED
    assert case.facts == (("Anna",), ("1", "2"))
    assert case.municipalities == ("Lohja", None)
    assert case.passages == (SectionReference(page="lohja/sida", section="Kontakt"),)


def test_load_cases_reads_the_shipped_set() -> None:
    cases = load_cases()
    assert {case.language for case in cases} == {"fi", "sv", "en"}
    assert len({case.case_id for case in cases}) == len(cases)


@pytest.mark.parametrize(
    "second",
    [
        _CASE,
        _CASE | {"case_id": "t-2", "status": "perhaps"},
        _CASE | {"case_id": "t-2", "language": "de"},
        {key: value for key, value in _CASE.items() if key != "topic"} | {"case_id": "t-2"},
    ],
)
def test_load_cases_names_the_line(tmp_path: Path, second: dict[str, object]) -> None:
    path = _write_cases(tmp_path / "set.jsonl", _CASE, second)
    with pytest.raises(EvaluationError, match=r"set\.jsonl, line 2: "):
        load_cases(path)


def test_load_cases_of_no_file(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"nowhere\.jsonl cannot be read"):
        load_cases(tmp_path / "nowhere.jsonl")


def test_load_collection(collection_dir: Path) -> None:
    collection = load_collection(collection_dir)
    assert [passage.passage_id for passage in collection.passages] == ["fi:0", "en:0", "fi:1"]
    assert collection.passages[0] == Passage(passage_id="fi:0", language="fi", title="Pori", text="Karhu ja älg.")
    assert collection.passages[1].text == "Bear\u2028and moose."
    assert collection.questions[0] == PassageQuestion(
        question_id="fi:0-0", group="0-0", language="fi", text="Mikä eläin?", relevant=("fi:0", "en:0")
    )
    assert collection.questions[1].relevant == ("en:0",)
    assert len(collection.questions) == 3
    assert collection.left_out == 1


def test_load_collection_takes_the_first_of_each_language(collection_dir: Path) -> None:
    collection = load_collection(collection_dir, limit=1)
    assert [passage.passage_id for passage in collection.passages] == ["fi:0", "en:0"]
    assert [question.question_id for question in collection.questions] == ["fi:0-0", "en:0-0"]
    assert collection.left_out == 2


@pytest.mark.parametrize(
    ("name", "line", "message"),
    [
        ("corpus.jsonl", _jsonl(_CORPUS[:1]), r"corpus\.jsonl, line 4: id fi:0 occurs twice"),
        ("corpus.jsonl", '{"id": "fi:3"}\n', r"corpus\.jsonl, line 4: "),
        ("corpus.jsonl", "\nno JSON\n", r"corpus\.jsonl, line 5: "),
        ("queries.jsonl", _jsonl([_QUERIES[0]]), r"queries\.jsonl, line 5: id fi:0-0 occurs twice"),
        ("queries.jsonl", '{"id": "de:1", "lang": "de", "text": "?"}\n', r"queries\.jsonl, line 5: "),
        ("qrels.tsv", "fi:0-0\tfi:0\n", r"qrels\.tsv, line 7: not a question id, a passage id and a number"),
        ("qrels.tsv", "fi:0-0\tfi:0\tyes\n", r"qrels\.tsv, line 7: not a question id"),
        ("qrels.tsv", "fi:0-0\tfi:7\t1\n", r"qrels\.tsv, line 7: no passage has the id fi:7"),
    ],
)
def test_load_collection_names_file_and_line(collection_dir: Path, name: str, line: str, message: str) -> None:
    with (collection_dir / name).open("a", encoding="utf-8") as file:
        file.write(line)
    with pytest.raises(EvaluationError, match=message):
        load_collection(collection_dir)


def test_load_collection_wants_the_header(collection_dir: Path) -> None:
    (collection_dir / "qrels.tsv").write_text("fi:0-0\tfi:0\t1\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"qrels\.tsv, line 1: the header must be query_id corpus_id relevance"):
        load_collection(collection_dir)


def test_load_collection_without_a_question_to_ask(collection_dir: Path) -> None:
    (collection_dir / "qrels.tsv").write_text("query_id\tcorpus_id\trelevance\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match="no question"):
        load_collection(collection_dir)


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl", "qrels.tsv"])
def test_load_collection_of_a_file_that_is_missing_or_no_text(collection_dir: Path, name: str) -> None:
    (collection_dir / name).write_bytes(b"\xff\xfe")
    with pytest.raises(EvaluationError, match=f"{name} cannot be read"):
        load_collection(collection_dir)
    (collection_dir / name).unlink()
    with pytest.raises(EvaluationError, match=f"{name} cannot be read"):
        load_collection(collection_dir)
