"""Finished reports of `lykbot eval`, read from their folders, and two of them side by side.

Only what a list needs is read of a report.json; evals/reporting draws the whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.errors import KeepingError
from index.json_form import JsonFormError, from_json

REPORT_FILE, PAGE_FILE = "report.json", "report.html"
# The figures that a list shows, in its order: those of all cases, and whether more is better.
FIGURES: Mapping[str, bool] = {
    "right": True,
    "flawless": True,
    "wrong": False,
    "refused_wrongly": False,
    "answered_wrongly": False,
    "facts_stated": True,
    "citation_precision": True,
    "language": True,
}
_SYSTEM, _RIGHT = "lykbot", "right"
_ALL_PAGES = "all"
_KEPT_REPORTS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A share, 0 to 1, and the ends of its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure of a report: ``count`` of ``total`` were so; ``scope`` is a language or "all"."""

    system: str
    name: str
    scope_kind: str
    scope: str
    count: float
    total: int
    estimate: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSet:
    """A set that was asked, the sha256 of its file, and how many of its cases were asked."""

    name: str
    digest: str
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Versions:
    lykbot: str
    corpus: str
    sets: tuple[AskedSet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judgement:
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Result:
    system: str
    pages: str
    judgement: _Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    case_id: str
    split: str
    results: tuple[_Result, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """What is read of a report.json, by the names it has there."""

    made_at: str
    seconds: float
    versions: _Versions
    answers: tuple[Figure, ...]
    cases: tuple[_Case, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOutcome:
    """What became of a case; one that is only counted has ``is_shown`` False, and nobody should read it."""

    case_id: str
    is_shown: bool
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvalReport:
    """A finished report; ``name`` is that of its folder, ``made_at`` UTC in ISO 8601, ``seconds`` wall time."""

    name: str
    made_at: str
    seconds: float
    corpus: str
    sets: tuple[AskedSet, ...]
    figures: tuple[Figure, ...]
    outcomes: tuple[CaseOutcome, ...]

    @property
    def cases(self) -> int:
        """How many cases were asked."""
        return sum(asked.cases for asked in self.sets)

    def figure(self, name: str, language: str | None = None) -> Figure | None:
        """A figure of all cases, or of those in a language; None where nothing was measured."""
        wanted = ("language", language) if language else ("all", "all")
        return next((f for f in self.figures if f.name == name and (f.scope_kind, f.scope) == wanted), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFolder:
    """A folder of a report; ``report`` is None where its file cannot be read, and ``fault`` says why."""

    name: str
    report: EvalReport | None
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """A figure in two reports, of all cases or of those in a language.

    ``change`` is the difference of the shares, in -1 to 1; ``is_better`` None where it lies within the interval of the
    earlier report.
    """

    name: str
    language: str | None
    before: Figure
    now: Figure
    change: float
    is_better: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseChange:
    """A case with another outcome than before; ``case_id`` is None where it is only counted."""

    case_id: str | None
    before: str
    now: str
    is_better: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportComparison:
    """Two reports side by side. ``same_cases`` and ``same_pages`` say whether the same was asked of the same."""

    before: EvalReport
    now: EvalReport
    same_cases: bool
    same_pages: bool
    figures: tuple[FigureChange, ...]
    changes: tuple[CaseChange, ...]


def list_reports(folder: Path) -> tuple[ReportFolder, ...]:
    """The reports in the folders of a folder, newest first; a folder without a report is none.

    Raises:
        KeepingError: The folder cannot be listed.
    """
    try:
        paths = [path for path in folder.iterdir() if (path / REPORT_FILE).is_file()]
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise KeepingError(f"{folder} cannot be listed ({error.strerror}); see that it can be read") from error
    return tuple(_open(path) for path in sorted(paths, key=lambda path: path.name, reverse=True))


def compare_reports(before: EvalReport, now: EvalReport, languages: tuple[str, ...]) -> ReportComparison:
    """Two reports side by side: the figures that both have, and the cases of both that turned out differently."""
    scopes: tuple[str | None, ...] = (None, *languages)
    changes = [
        _compare_figure(one, other, language)
        for name in FIGURES
        for language in (scopes if name == _RIGHT else scopes[:1])
        if (one := before.figure(name, language)) and (other := now.figure(name, language))
    ]
    earlier = {case.case_id: case for case in before.outcomes}
    return ReportComparison(
        before=before,
        now=now,
        same_cases={(s.name, s.digest, s.cases) for s in before.sets}
        == {(s.name, s.digest, s.cases) for s in now.sets},
        same_pages=before.corpus == now.corpus,
        figures=tuple(changes),
        changes=tuple(
            _compare_case(earlier[case.case_id], case)
            for case in now.outcomes
            if case.case_id in earlier and earlier[case.case_id].outcome != case.outcome
        ),
    )


def _compare_figure(before: Figure, now: Figure, language: str | None) -> FigureChange:
    within = before.estimate.low <= now.estimate.value <= before.estimate.high
    change = now.estimate.value - before.estimate.value
    return FigureChange(
        name=before.name,
        language=language,
        before=before,
        now=now,
        change=change,
        is_better=None if within or not change else (change > 0) is FIGURES[before.name],
    )


def _compare_case(before: CaseOutcome, now: CaseOutcome) -> CaseChange:
    is_better = True if now.outcome == _RIGHT else False if before.outcome == _RIGHT else None
    return CaseChange(
        case_id=now.case_id if now.is_shown and before.is_shown else None,
        before=before.outcome,
        now=now.outcome,
        is_better=is_better,
    )


def _open(path: Path) -> ReportFolder:
    try:
        changed_ns = (path / REPORT_FILE).stat().st_mtime_ns
        return ReportFolder(name=path.name, report=_read(path, changed_ns))
    except (OSError, JsonFormError) as error:
        return ReportFolder(name=path.name, report=None, fault=str(error))


@lru_cache(maxsize=_KEPT_REPORTS)
def _read(path: Path, changed_ns: int) -> EvalReport:
    """A report; it has megabytes, so that it is read again only when its file has changed."""
    file = from_json(_File, (path / REPORT_FILE).read_bytes())
    wanted = {("all", "all"), *(("language", figure.scope) for figure in file.answers)}
    return EvalReport(
        name=path.name,
        made_at=file.made_at,
        seconds=file.seconds,
        corpus=file.versions.corpus,
        sets=file.versions.sets,
        figures=tuple(f for f in file.answers if f.system == _SYSTEM and (f.scope_kind, f.scope) in wanted),
        outcomes=tuple(
            CaseOutcome(case_id=case.case_id, is_shown=case.split != "test", outcome=result.judgement.outcome)
            for case in file.cases
            for result in case.results
            if (result.system, result.pages) == (_SYSTEM, _ALL_PAGES)
        ),
    )
