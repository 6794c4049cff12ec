"""Questions with their answers from a collection; a line that cannot be used is an error that names it."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from evals.answering.answer_texts import holds, project_answers, split_passage
from evals.answering.schema import KnownQuestion, KnownQuestions
from evals.errors import EvaluationError
from evals.json_lines import read_records
from evals.loading import load_collection
from evals.retrieval.schema import Passage
from knowledge.languages import find_words
from knowledge.schema import LANGUAGES, Language

_QUESTIONS = "queries.jsonl"
# Another seed asks other questions.
_SEED = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _QuestionLine:
    id: str
    lang: Language
    text: str
    answerable: bool
    answers: tuple[str, ...] = ()


def load_known_questions(folder: Path) -> KnownQuestions:
    """The questions of a collection whose answers are known, and those that have none.

    Args:
        folder: A collection as `evals.loading.load_collection` reads it; each question also says whether it is
            ``answerable``, and in which words (``answers``). A language in which no question has answers gets them
            from translations, which share a question's id after the colon.

    Raises:
        EvaluationError: A file cannot be read, a line is not what it should be, or nothing is left to ask.
    """
    collection = load_collection(folder)
    passages = {passage.passage_id: passage for passage in collection.passages}
    relevant = {question.question_id: question.relevant for question in collection.questions}
    lines = tuple(line for _, line in read_records(folder / _QUESTIONS, _QuestionLine))
    questions = [_to_question(line, relevant.get(line.id, ()), passages) for line in lines]
    with_answers = {question.language for question in questions if question.answers}
    worked_out = tuple(
        language
        for language in LANGUAGES
        if language not in with_answers and any(q.language == language and q.is_answerable for q in questions)
    )
    known = [q for q in _with_answers(questions, worked_out, passages) if _is_known(q, passages)]
    # A question said to be answerable that no passage answers is no question without an answer.
    unusable = {line.id for line in lines if line.answerable != bool(relevant.get(line.id))}
    asked = tuple(question for question in known if question.question_id not in unusable)
    if not any(question.is_answerable for question in asked):
        raise EvaluationError(f'{folder / _QUESTIONS} holds no question with answers; give them as "answers": [...]')
    return KnownQuestions(
        passages=collection.passages, questions=asked, worked_out=worked_out, left_out=len(lines) - len(asked)
    )


def sample_questions(known: KnownQuestions, size: int, language: Language | None = None) -> KnownQuestions:
    """The questions of a sample: of each language ``size`` with an answer and as many without; all when it is 0.

    The same questions are taken every time, and translations of a question together as far as their answers are known.
    """
    taken: list[KnownQuestion] = []
    for code in LANGUAGES:
        for answerable in (True, False):
            members = [q for q in known.questions if q.language == code and q.is_answerable == answerable]
            if language in (None, code):
                taken += sorted(members, key=_draw)[: size or None]
    if not taken:
        raise EvaluationError(f"the collection holds no question in {language}; leave out --language")
    return replace(known, questions=tuple(taken))


def _is_known(question: KnownQuestion, passages: Mapping[str, Passage]) -> bool:
    """Whether a question has no answer, or one that stands in its passage: what cannot be found cannot be shown."""
    if not question.is_answerable:
        return not question.answers
    return any(holds(passages[passage_id].text, question.answers) for passage_id in question.passages)


def _draw(question: KnownQuestion) -> str:
    return hashlib.sha256(f"{_SEED} {question.group}".encode()).hexdigest()


def _to_question(line: _QuestionLine, relevant: Sequence[str], passages: Mapping[str, Passage]) -> KnownQuestion:
    return KnownQuestion(
        question_id=line.id,
        group=line.id.partition(":")[2] or line.id,
        language=line.lang,
        text=line.text,
        passages=tuple(passage_id for passage_id in relevant if passages[passage_id].language == line.lang),
        answers=tuple(answer for answer in line.answers if find_words(answer)),
    )


def _with_answers(
    questions: Sequence[KnownQuestion], worked_out: Sequence[Language], passages: Mapping[str, Passage]
) -> Iterator[KnownQuestion]:
    """The questions, those in some languages with the answers that their translations tell."""

    @cache
    def sentences(passage_id: str) -> tuple[str, ...]:
        return split_passage(passages[passage_id])

    told: dict[str, list[KnownQuestion]] = {}
    for question in questions:
        if question.answers and question.passages:
            told.setdefault(question.group, []).append(question)
    for question in questions:
        if question.language not in worked_out or not question.is_answerable:
            yield question
            continue
        own = sentences(question.passages[0])
        projected = (
            project_answers(other.answers, sentences(other.passages[0]), own) for other in told.get(question.group, ())
        )
        yield replace(question, answers=next(filter(None, projected), ()))
