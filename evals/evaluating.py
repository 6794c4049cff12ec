"""A run from sets of cases to a report, top to bottom."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bot.assembly import build
from bot.schema import Citation
from bot.settings import Settings
from evals.errors import EvaluationError
from evals.journal import Journal
from evals.judging.judge import judge
from evals.linting import lint
from evals.loading import CaseSet, load_sets, shipped_sets
from evals.localising import localise
from evals.retrieval.passages import Measured
from evals.retrieval.sections import measure_sections
from evals.running import ReportProgress, ask_rounds, to_question
from evals.schema import (
    ALL_VERSIONS,
    FORMAT_VERSION,
    Case,
    CaseReport,
    CaseResult,
    Figure,
    Given,
    Measurement,
    PlacedCase,
    Report,
    Split,
)
from evals.sections import VersionedPages, answering_sections, check_references
from evals.speed.asking_at_once import measure_asking_at_once
from evals.speed.benchmark import describe_machine
from evals.speed.cold_start import measure_cold_start
from evals.speed.stages import measure_stages
from evals.summarising import summarise
from evals.systems import Systems, open_systems, read_pages
from evals.versions import read_versions
from index.folder import read_manifest
from knowledge.schema import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What is to be measured.

    ``sets`` are files, () the sets that ship; ``index_dir`` None is the settings' index, for the shipped sets one that
    is made of the shipped sheets. ``show_test`` shows the cases of the test split, which are otherwise only counted.
    """

    sets: tuple[Path, ...] = ()
    index_dir: Path | None = None
    split: Split | None = None
    output: Path
    with_plain: bool = False
    per_pair: bool = False
    with_speed: bool = False
    resume: bool = False
    show_test: bool = False


def evaluate(
    evaluation: Evaluation, settings: Settings, notice: Callable[[str], None], report_progress: ReportProgress
) -> Report:
    """Asks every case, judges every answer and measures the rest.

    Args:
        evaluation: What to measure.
        settings: Those of lykbot; ``evaluation.index_dir`` goes before theirs.
        notice: Told in a few words what is being done.
        report_progress: Told a stage, how many are done and how many there are.

    Raises:
        EvaluationError: A set cannot be used with this index, or there is nothing to ask or to go on from.
        LykbotError: The index or the model cannot be used.
    """
    started = time.monotonic()
    sets = _load(evaluation)
    cases = [placed for case_set in sets for placed in case_set.cases]
    work_folder = settings.cache_dir / "evals"
    settings = _choose_index(evaluation, settings, work_folder, notice)
    machine = describe_machine()
    pages = _read_pages(cases, settings, notice)
    with open_systems(settings, pages, work_folder, notice) as systems:
        versions = read_versions(read_manifest(settings.index_dir), sets)
        rounds = systems.rounds(
            [placed.case for placed in cases], with_plain=evaluation.with_plain, per_pair=evaluation.per_pair
        )
        with Journal(evaluation.output, versions, resume=evaluation.resume, notice=notice) as journal:
            given = ask_rounds(rounds, journal, report_progress)
        reports = judge_all(cases, given, pages)
        return Report(
            format_version=FORMAT_VERSION,
            made_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            machine=machine,
            versions=versions,
            split=evaluation.split,
            answers=summarise(reports),
            retrieval=_measure_retrieval(cases, systems),
            measurements=(*measure_stages(given), *(_measure_speed(cases, systems) if evaluation.with_speed else ())),
            cases=tuple(r if evaluation.show_test or r.split != "test" else only_counted(r) for r in reports),
            seconds=time.monotonic() - started,
        )


def judge_all(cases: Sequence[PlacedCase], given: Sequence[Given], pages: VersionedPages) -> tuple[CaseReport, ...]:
    """The cases in order, each with what every system gave to it, judged."""
    by_case: dict[str, list[Given]] = {}
    for one in given:
        by_case.setdefault(one.case_id, []).append(one)
    texts = {document.document_id: document.text for document in pages.documents}
    return tuple(
        CaseReport(
            case_id=placed.case.case_id,
            set_name=placed.set_name,
            split=placed.case.split,
            language=placed.case.language,
            topic=placed.case.topic,
            traits=placed.case.traits,
            expected=placed.case.status,
            case=placed.case,
            results=tuple(_judge(placed.case, one, pages, texts.get) for one in by_case.get(placed.case.case_id, ())),
        )
        for placed in cases
    )


def only_counted(report: CaseReport) -> CaseReport:
    """The report of a case without anything that tells what was asked or answered."""
    return replace(
        report,
        case=None,
        results=tuple(
            replace(
                result,
                answer=None,
                error=None,
                judgement=replace(result.judgement, facts=(), forbidden=()),
            )
            for result in report.results
        ),
    )


def _load(evaluation: Evaluation) -> tuple[CaseSet, ...]:
    """The sets with the cases of the split that is asked for."""
    sets = load_sets(evaluation.sets or shipped_sets())
    if evaluation.split is None:
        return sets
    chosen = tuple(
        replace(case_set, cases=tuple(placed for placed in case_set.cases if placed.case.split == evaluation.split))
        for case_set in sets
    )
    if not any(case_set.cases for case_set in chosen):
        begins = 'begins with "test-"' if evaluation.split == "test" else 'does not begin with "test-"'
        names = ", ".join(str(case_set.path) for case_set in sets)
        raise EvaluationError(f"{names}: no case is of the split {evaluation.split}, whose case_id {begins}")
    return tuple(case_set for case_set in chosen if case_set.cases)


def _choose_index(
    evaluation: Evaluation, settings: Settings, work_folder: Path, notice: Callable[[str], None]
) -> Settings:
    """The settings with the index to measure; for the shipped sets that of the shipped sheets, brought up to date."""
    if evaluation.index_dir is not None:
        return replace(settings, index_dir=evaluation.index_dir)
    if evaluation.sets:
        return settings
    notice("bringing the index of the shipped sheets up to date ...")
    own = replace(settings, index_dir=work_folder / "index-sheets", index=replace(settings.index, store_url=None))
    build(own)
    return own


def _read_pages(cases: Sequence[PlacedCase], settings: Settings, notice: Callable[[str], None]) -> VersionedPages:
    """The pages of the index, once it is sure that the cases are about them; before any model is loaded."""
    pages = read_pages(settings)
    check_references(cases, pages, f"the index in {settings.index_dir}")
    findings = lint(cases, pages.documents)
    if findings:
        notice(f"doubtful places in the sets: {len(findings)} (`python -m evals check`), the first {findings[0]}")
    return pages


def _judge(case: Case, given: Given, pages: VersionedPages, find_text: Callable[[str], str | None]) -> CaseResult:
    page_language = _page_language(case, given, pages)
    asked = localise(case, pages, page_language) if page_language else case
    answering = {(p.document.document_id, p.heading) for p in answering_sections(case, pages)}

    def is_passage(citation: Citation) -> bool:
        return (citation.document_id, citation.section) in answering

    return CaseResult(
        system=given.system,
        pages=given.pages,
        page_language=page_language,
        judgement=judge(asked, given, find_text, is_passage),
        answer=given.answer,
        error=given.error,
        seconds=given.seconds,
    )


def _page_language(case: Case, given: Given, pages: VersionedPages) -> Language | None:
    if not case.passages:
        return None
    if given.pages != ALL_VERSIONS:
        return given.pages
    return pages.shown_language(case.passages[0], case.language)


def _measure_retrieval(cases: Sequence[PlacedCase], systems: Systems) -> tuple[Figure, ...]:
    asked = [placed.case for placed in cases]
    if not any(case.passages and not case.history for case in asked):
        return ()
    systems.notice("measuring retrieval ...")
    measured = Measured(
        embedder=systems.embedder,
        settings=systems.settings.index,
        cache_folder=systems.settings.cache_dir,
        work_folder=systems.work_folder,
        notice=lambda text: None,
    )
    return measure_sections(asked, systems.pages, systems.settings.index_dir, measured)


def _measure_speed(cases: Sequence[PlacedCase], systems: Systems) -> tuple[Measurement, ...]:
    systems.notice("measuring speed: several asking at once, then from a cold start ...")
    questions = [to_question(placed.case) for placed in cases]
    bot = systems.open_lykbot()
    return (
        *measure_asking_at_once(bot.answer, questions),
        *measure_cold_start(systems.settings.index_dir),
    )
