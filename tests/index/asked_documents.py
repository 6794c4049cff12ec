"""Documents with example questions."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from knowledge.schema import Document, ExampleQuestion


def with_questions(document: Document, questions: Mapping[str | None, Sequence[str]]) -> Document:
    """The document with questions by the statement that answers them; those under None it leaves open."""
    asked = tuple(
        ExampleQuestion(text=text, start_char=None if statement is None else document.text.index(statement))
        for statement, texts in questions.items()
        for text in texts
    )
    digest = hashlib.sha256(f"{document.digest} {asked}".encode()).hexdigest()
    return replace(document, example_questions=asked, digest=digest)
