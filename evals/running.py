"""Asks systems the questions of the cases. A crash is an answer that failed, and counts."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.schema import Answer, Question
from evals.journal import Journal
from evals.schema import Case, Given, Pages

Ask = Callable[[Question], Answer]
ReportProgress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A system that is asked some cases, answering from all versions of the pages or those in one language.

    ``open`` gives what answers; it is called only when something is left to ask.
    """

    system: str
    pages: Pages
    cases: tuple[Case, ...]
    open: Callable[[], Ask]


def ask_rounds(rounds: Sequence[Round], journal: Journal, report_progress: ReportProgress) -> tuple[Given, ...]:
    """What every system gave to each of its cases, in order; what the journal holds is not asked again."""
    total = sum(len(asked.cases) for asked in rounds)
    given: list[Given] = []
    for asked in rounds:
        ask: Ask | None = None
        for case in asked.cases:
            found = journal.find(asked.system, asked.pages, case.case_id)
            if found is None:
                ask = ask or asked.open()
                found = _ask(asked, case, ask)
                journal.add(found)
            given.append(found)
            report_progress(f"ask {asked.system}", len(given), total)
    return tuple(given)


def to_question(case: Case) -> Question:
    """A case as it is asked."""
    return Question(text=case.question, language=case.language if case.pinned else None, history=case.history)


def _ask(asked: Round, case: Case, ask: Ask) -> Given:
    started = time.perf_counter()
    answer: Answer | None = None
    fault: str | None = None
    try:
        answer = ask(to_question(case))
    except Exception as error:
        # Whatever it is: the case has failed, the others go on.
        fault = f"{type(error).__name__}: {error}"
    return Given(
        system=asked.system,
        pages=asked.pages,
        case_id=case.case_id,
        answer=answer,
        error=fault,
        seconds=time.perf_counter() - started,
    )
