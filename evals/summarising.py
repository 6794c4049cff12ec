"""Figures from judged cases: shares for all, and for each language, topic, trait, split and pair of languages."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.schema import AnswerStatus
from evals.figures import ANSWER_FIGURES
from evals.metrics import share_interval
from evals.schema import ALL_VERSIONS, CaseReport, CaseResult, CitationFault, Figure, Outcome, ScopeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """A case with what one system gave to it."""

    case: CaseReport
    result: CaseResult

    @property
    def has_answer(self) -> bool:
        """Whether the case is one to answer, not to refuse."""
        return self.case.expected is AnswerStatus.ANSWERED

    @property
    def is_refused(self) -> bool:
        """Whether the system refused."""
        outcome = self.result.judgement.outcome
        if self.has_answer:
            return outcome is Outcome.REFUSED_WRONGLY
        return outcome not in (Outcome.ANSWERED_WRONGLY, Outcome.FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    """How many of how many things; the things of one case are not independent of each other."""

    count: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scope:
    kind: ScopeKind
    name: str
    judged: tuple[_Judged, ...]


def summarise(cases: Sequence[CaseReport]) -> tuple[Figure, ...]:
    """Every figure that says something, by system, scope and name; intervals are of 95 %.

    Pairs of languages ("sv-fi": asked in Swedish, answered from pages in Finnish) take in the results from pages in one
    language only; everything else is about the pages as they are.
    """
    systems = dict.fromkeys(result.system for case in cases for result in case.results)
    return tuple(
        figure
        for system in systems
        for scope in _scopes([_Judged(case=c, result=r) for c in cases for r in c.results if r.system == system])
        for figure in _figures(system, scope)
    )


def is_flawless(result: CaseResult) -> bool:
    """Whether an answer is right in every respect that is measured."""
    judgement = result.judgement
    return (
        judgement.outcome is Outcome.RIGHT
        and judgement.language_is_right
        and not judgement.unresolved_markers
        and all(citation.valid and citation.fault is None for citation in judgement.citations)
    )


def _scopes(judged: Sequence[_Judged]) -> Iterator[_Scope]:
    whole = [one for one in judged if one.result.pages == ALL_VERSIONS]
    yield _Scope(kind="all", name="all", judged=tuple(whole))
    groupings: tuple[tuple[ScopeKind, Callable[[_Judged], Sequence[str]], Sequence[_Judged]], ...] = (
        ("language", lambda one: (one.case.language,), whole),
        ("topic", lambda one: (one.case.topic,), whole),
        ("trait", lambda one: one.case.traits, whole),
        ("split", lambda one: (one.case.split,), whole),
        ("pair", _pair, judged),
    )
    for kind, names_of, members in groupings:
        groups: dict[str, list[_Judged]] = {}
        for one in members:
            for name in names_of(one):
                groups.setdefault(name, []).append(one)
        for name in groups:
            yield _Scope(kind=kind, name=name, judged=tuple(groups[name]))


def _pair(one: _Judged) -> Sequence[str]:
    page_language = one.result.page_language
    return () if page_language is None else (f"{one.case.language}-{page_language}",)


def _figures(system: str, scope: _Scope) -> Iterator[Figure]:
    for kind in ANSWER_FIGURES:
        counts = [_COUNTS[kind.name](one) for one in scope.judged]
        total = sum(count.total for count in counts)
        if total:
            found = sum(count.count for count in counts)
            cases = sum(count.total > 0 for count in counts)
            yield Figure(
                system=system,
                name=kind.name,
                scope_kind=scope.kind,
                scope=scope.name,
                count=found,
                total=total,
                estimate=share_interval(found, total, cases),
            )


def _one(is_so: bool, counts: bool = True) -> _Count:
    return _Count(count=int(is_so and counts), total=int(counts))


def _outcome(outcome: Outcome) -> Callable[[_Judged], _Count]:
    return lambda one: _one(one.result.judgement.outcome is outcome)


def _count_facts(one: _Judged) -> _Count:
    facts = one.result.judgement.facts if one.has_answer else ()
    return _Count(count=sum(fact.stated for fact in facts), total=len(facts))


def _count_cited_facts(one: _Judged) -> _Count:
    stated = [fact for fact in one.result.judgement.facts if fact.stated and one.has_answer]
    return _Count(count=sum(fact.cited for fact in stated), total=len(stated))


def _count_right_citations(one: _Judged) -> _Count:
    citations = one.result.judgement.citations
    return _Count(count=sum(citation.fault is None for citation in citations), total=len(citations))


def _count_valid_citations(one: _Judged) -> _Count:
    judgement = one.result.judgement
    return _Count(
        count=sum(citation.valid for citation in judgement.citations),
        total=len(judgement.citations) + judgement.unresolved_markers,
    )


def _count_own_citations(one: _Judged) -> _Count:
    citations = one.result.judgement.citations
    own = sum(citation.fault is not CitationFault.OTHER_MUNICIPALITY for citation in citations)
    return _Count(count=own, total=len(citations))


# A figure's name -> how much a case adds to it.
_COUNTS: dict[str, Callable[[_Judged], _Count]] = {
    "right": _outcome(Outcome.RIGHT),
    "flawless": lambda one: _one(is_flawless(one.result)),
    "partial": _outcome(Outcome.PARTIAL),
    "wrong": _outcome(Outcome.WRONG),
    "refused_wrongly": lambda one: _one(one.is_refused, one.has_answer),
    "answered_wrongly": lambda one: _one(one.result.judgement.outcome is Outcome.ANSWERED_WRONGLY, not one.has_answer),
    "failed": _outcome(Outcome.FAILED),
    "facts_stated": _count_facts,
    "citation_precision": _count_right_citations,
    "citation_recall": _count_cited_facts,
    "citation_validity": _count_valid_citations,
    "own_municipality": _count_own_citations,
    "language": lambda one: _one(one.result.judgement.language_is_right),
    "refusal_precision": lambda one: _one(not one.has_answer, one.is_refused),
    "refusal_recall": lambda one: _one(one.is_refused, not one.has_answer),
}
