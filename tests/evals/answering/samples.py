"""A small collection as files and as records, and outcomes to count by hand."""

import json
from pathlib import Path

from bot.schema import AnswerStatus
from evals.answering.schema import KnownQuestion, Outcome, Shown
from knowledge.schema import Language

PASSAGES = [
    ("en:a", "en", "A little cat sits in silence. It waits for the moon."),
    ("en:b", "en", "A dog by the name of Rex runs. He was born in 1999."),
    ("fi:a", "fi", "Pieni kissa istuu hiljaa. Se odottaa kuuta."),
    ("fi:b", "fi", "Koira nimeltä Rex juoksee. Se syntyi vuonna 1999. Se on vanha."),
]
QUESTIONS: list[dict[str, object]] = [
    {"id": "en:1", "lang": "en", "text": "How does the cat sit?", "answerable": True, "answers": ["in silence"]},
    {"id": "en:2", "lang": "en", "text": "When was the dog born?", "answerable": True, "answers": ["1999"]},
    {"id": "en:3", "lang": "en", "text": "Who reads to the cat?", "answerable": True},
    {"id": "en:4", "lang": "en", "text": "What does the dog eat?", "answerable": False},
    {"id": "fi:1", "lang": "fi", "text": "Miten kissa istuu?", "answerable": True},
    {"id": "fi:2", "lang": "fi", "text": "Milloin koira syntyi?", "answerable": True},
    {"id": "fi:4", "lang": "fi", "text": "Mitä koira syö?", "answerable": False},
]
_ANSWERED_BY = {"1": "a", "2": "b", "3": "a"}


def write_collection(folder: Path, questions: list[dict[str, object]] | None = None) -> Path:
    """The collection as files; the Finnish dog has a sentence more than the English one."""
    rows = [{"id": i, "lang": language, "title": "", "text": text} for i, language, text in PASSAGES]
    asked = QUESTIONS if questions is None else questions
    for name, lines in (("corpus", rows), ("queries", asked)):
        text = "".join(f"{json.dumps(line)}\n" for line in lines)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    pairs = [
        f"{question['id']}\t{language}:{_ANSWERED_BY[str(question['id'])[3:]]}\t1"
        for question in asked
        if question["answerable"]
        for language in ("en", "fi")
    ]
    (folder / "qrels.tsv").write_text("\n".join(["query_id\tcorpus_id\trelevance", *pairs]), encoding="utf-8")
    return folder


def make_question(
    *answers: str, language: Language = "en", group: str = "1", passages: tuple[str, ...] = ("en:a",)
) -> KnownQuestion:
    """A question; without answers it has none."""
    return KnownQuestion(
        question_id=f"{language}:{group}",
        group=group,
        language=language,
        text="How does the cat sit?",
        passages=passages if answers else (),
        answers=answers,
    )


def make_outcome(
    question: KnownQuestion,
    *composed: Shown,
    found: bool = True,
    nearest: tuple[str, ...] = (),
    status: AnswerStatus = AnswerStatus.OUT_OF_SCOPE,
    quoted: tuple[Shown, ...] = (),
) -> Outcome:
    """What became of a question."""
    return Outcome(question=question, found=found, nearest=nearest, composed=composed, status=status, quoted=quoted)
