from pathlib import Path

import pytest

from evals.answering.loading import load_known_questions, sample_questions
from evals.errors import EvaluationError
from tests.evals.answering.samples import QUESTIONS, write_collection


def test_questions_whose_answers_are_known(tmp_path: Path) -> None:
    known = load_known_questions(write_collection(tmp_path))
    answers = {question.question_id: (question.passages, question.answers) for question in known.questions}
    assert answers == {
        "en:1": (("en:a",), ("in silence",)),
        "en:2": (("en:b",), ("1999",)),
        "en:4": ((), ()),
        # The sentence that stands where the English answer stands; the Finnish dog cannot be told, nor the reader.
        "fi:1": (("fi:a",), ("Pieni kissa istuu hiljaa.",)),
        "fi:4": ((), ()),
    }
    assert (known.worked_out, known.left_out, len(known.passages)) == (("fi",), 2, 4)


def test_a_collection_without_answers_is_refused(tmp_path: Path) -> None:
    questions = [{key: value for key, value in question.items() if key != "answers"} for question in QUESTIONS]
    with pytest.raises(EvaluationError, match="no question with answers"):
        load_known_questions(write_collection(tmp_path, questions))


def test_a_line_that_does_not_say_whether_there_is_an_answer(tmp_path: Path) -> None:
    folder = write_collection(tmp_path)
    lines = (folder / "queries.jsonl").read_text(encoding="utf-8").replace('"answerable": false', '"answerable": 7')
    (folder / "queries.jsonl").write_text(lines, encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"queries\.jsonl, line 4: .*answerable"):
        load_known_questions(folder)


def test_what_cannot_be_asked_as_it_is_labelled_is_left_out(tmp_path: Path) -> None:
    folder = write_collection(tmp_path)
    # A passage answers what is said to have no answer.
    with (folder / "qrels.tsv").open("a", encoding="utf-8") as file:
        file.write("\nen:4\ten:b\t1")
    known = load_known_questions(folder)
    assert "en:4" not in {question.question_id for question in known.questions}
    assert known.left_out == 3


def test_a_sample_has_both_kinds_of_each_language(tmp_path: Path) -> None:
    known = load_known_questions(write_collection(tmp_path))
    one = sample_questions(known, 1)
    assert [(q.language, q.is_answerable) for q in one.questions] == [
        ("fi", True),
        ("fi", False),
        ("en", True),
        ("en", False),
    ]
    assert sample_questions(known, 1) == one
    assert len(sample_questions(known, 0).questions) == 5
    assert {q.language for q in sample_questions(known, 0, "fi").questions} == {"fi"}
    with pytest.raises(EvaluationError, match="no question in sv"):
        sample_questions(known, 1, "sv")


@pytest.mark.parametrize("answer", [".", "a noise"])
def test_an_answer_that_does_not_stand_in_its_passage_is_not_known(tmp_path: Path, answer: str) -> None:
    questions = [{**question, "answers": [answer]} if question["id"] == "en:1" else question for question in QUESTIONS]
    known = load_known_questions(write_collection(tmp_path, questions))
    assert {question.question_id for question in known.questions} == {"en:2", "en:4", "fi:4"}
