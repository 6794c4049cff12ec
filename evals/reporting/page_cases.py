"""Cases as the page shows them, and how many came out how."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from evals.schema import ALL_VERSIONS, LYKBOT, PLAIN, CaseReport, CaseResult, Outcome, Pages, Trait
from evals.summarising import is_flawless
from knowledge.schema import Language

_PAGES: tuple[Pages, ...] = get_args(Pages)
_OTHER_LANGUAGE: frozenset[Trait] = frozenset({"mixed_language", "language_switch"})


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeShare:
    """How many of a system's cases came out so, and of how many."""

    outcome: Outcome
    cases: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemOutcomes:
    """What became of a system's cases, a share for each outcome."""

    system: str
    shares: tuple[OutcomeShare, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """A case: its results over all pages, lykbot's first, and those over the pages in one language.

    ``outcome`` is that of lykbot, None where it was not asked; ``flawed`` says that it is right, but not flawless.
    ``question_language`` is None where the question may be in another language than the one to answer in.
    """

    report: CaseReport
    question_language: Language | None
    outcome: Outcome | None
    flawed: bool
    main: tuple[CaseResult, ...]
    restricted: tuple[CaseResult, ...]


def count_outcomes(cases: Sequence[CaseReport]) -> tuple[SystemOutcomes, ...]:
    """What became of the cases, over all pages: lykbot's, then the plain pipeline's where it was asked."""
    found = []
    for system in (LYKBOT, PLAIN):
        counted = Counter(r.judgement.outcome for case in cases if (r := case.result_of(system)) is not None)
        total = counted.total()
        if total:
            shares = tuple(OutcomeShare(outcome=outcome, cases=counted[outcome], total=total) for outcome in Outcome)
            found.append(SystemOutcomes(system=system, shares=shares))
    return tuple(found)


def arrange_case(report: CaseReport) -> CaseView:
    """A case with its results in the order in which they are shown."""
    main = [r for r in report.results if r.pages == ALL_VERSIONS]
    # Sorting keeps the order of the rest.
    main.sort(key=lambda r: r.system != LYKBOT)
    restricted = [r for r in report.results if r.pages != ALL_VERSIONS]
    restricted.sort(key=lambda r: (_PAGES.index(r.pages), r.system != LYKBOT))
    own = report.result_of(LYKBOT)
    outcome = None if own is None else own.judgement.outcome
    return CaseView(
        report=report,
        question_language=_question_language(report),
        outcome=outcome,
        flawed=own is not None and outcome is Outcome.RIGHT and not is_flawless(own),
        main=tuple(main),
        restricted=tuple(restricted),
    )


def _question_language(report: CaseReport) -> Language | None:
    pinned = report.case is not None and report.case.pinned
    return None if pinned or _OTHER_LANGUAGE.intersection(report.traits) else report.language
