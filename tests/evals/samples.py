"""A small report with every outcome in it, for tests of what reads reports."""

from bot.schema import Answer, AnswerStatus, Citation, Original, StageSeconds
from evals.schema import (
    ALL_VERSIONS,
    FORMAT_VERSION,
    LYKBOT,
    PLAIN,
    Case,
    CaseReport,
    CaseResult,
    CitationFault,
    Estimate,
    Figure,
    JudgedCitation,
    JudgedFact,
    Judgement,
    Measurement,
    Outcome,
    Report,
    ScopeKind,
    SectionReference,
    SetVersion,
    Topic,
    Versions,
)
from knowledge.schema import Language

PAGE = "imatra/lapsiystavallinen-kunta"


def sample_case(case_id: str, language: Language = "fi", topic: Topic = "contacts") -> Case:
    return Case(
        case_id=case_id,
        question="Kuka on <b>yhteyshenkilö</b> Imatralla?",
        language=language,
        status=AnswerStatus.ANSWERED,
        topic=topic,
        facts=(("Minna Leinonen",), ("020 617 3515", "+358 20 617 3515")),
        municipalities=("Imatra",),
        passages=(SectionReference(page=PAGE, section="Yhteystiedot"),),
        forbidden=("Lehmus",),
    )


def sample_answer(language: Language = "fi") -> Answer:
    quote = "Minna Leinonen, varhaiskasvatuspäällikkö, puh. 020 617 3515"
    citation = Citation(
        number=1,
        document_id=f"{PAGE}.fi",
        municipality="Imatra",
        title="Lapsiystävällinen kunta",
        publisher="Imatran kaupunki",
        section="Yhteystiedot",
        language="fi",
        published="2023-08",
        retrieved=None,
        url="https://example.org/imatra",
        quote=quote,
        start_char=10,
        end_char=10 + len(quote),
        original=Original(
            document_id=f"{PAGE}.sv", language="sv", quote="Minna Leinonen, tfn 020 617 3515", start_char=5, end_char=37
        ),
    )
    return Answer(
        question="Kuka?",
        language=language,
        status=AnswerStatus.ANSWERED,
        text="- Minna Leinonen, varhaiskasvatuspäällikkö, puhelin 020 617 3515 [1]",
        citations=(citation,),
        seconds=StageSeconds(understand=0.004, retrieve=0.03, compose=0.01),
    )


def sample_result(system: str, outcome: Outcome = Outcome.RIGHT, language: Language = "fi") -> CaseResult:
    is_right = outcome is Outcome.RIGHT
    failed = outcome is Outcome.FAILED
    return CaseResult(
        system=system,
        pages=ALL_VERSIONS,
        page_language="fi",
        judgement=Judgement(
            outcome=outcome,
            facts=(
                JudgedFact(fact="Minna Leinonen", stated=not failed, cited=is_right),
                JudgedFact(fact="020 617 3515", stated=is_right, cited=is_right),
            ),
            forbidden=("Lehmus",) if outcome is Outcome.WRONG else (),
            citations=()
            if failed
            else (JudgedCitation(number=1, valid=True, fault=None if is_right else CitationFault.BESIDE_THE_POINT),),
            unresolved_markers=0,
            language=None if failed else language,
            language_is_right=is_right,
        ),
        answer=None if failed else sample_answer(language),
        error="RuntimeError: the model fell over" if failed else None,
        seconds=0.044,
    )


def figure(
    system: str, name: str, scope_kind: ScopeKind, scope: str, count: float, total: int, half_width: float = 0.05
) -> Figure:
    value = count / total
    estimate = Estimate(value=value, low=max(0.0, value - half_width), high=min(1.0, value + half_width))
    return Figure(
        system=system, name=name, scope_kind=scope_kind, scope=scope, count=count, total=total, estimate=estimate
    )


def sample_report() -> Report:
    """Six cases, one an outcome and language in turn, the last only counted; the figures are made up."""
    outcomes = (*Outcome,)
    languages: tuple[Language, ...] = ("fi", "sv", "en")
    cases = []
    for number, outcome in enumerate(outcomes):
        counted = number == len(outcomes) - 2
        case = sample_case(f"{'test' if counted else 'dev'}-{number}", languages[number % 3])
        results = (
            sample_result(LYKBOT, outcome, case.language),
            sample_result(PLAIN, Outcome.PARTIAL, case.language),
        )
        cases.append(
            CaseReport(
                case_id=case.case_id,
                set_name="test" if counted else "dev",
                split=case.split,
                language=case.language,
                topic=case.topic,
                traits=("follow_up",) if number == 0 else (),
                expected=case.status,
                case=None if counted else case,
                results=tuple(
                    CaseResult(
                        system=r.system,
                        pages=r.pages,
                        page_language=r.page_language,
                        judgement=r.judgement,
                        answer=None,
                        error=None,
                        seconds=r.seconds,
                    )
                    for r in results
                )
                if counted
                else results,
            )
        )
    answers = []
    for system, right in ((LYKBOT, 5), (PLAIN, 2)):
        for name in ("right", "citation_precision", "language"):
            answers.append(figure(system, name, "all", "all", right, 6))
            answers += [figure(system, name, "language", language, right / 3, 2) for language in languages]
            answers.append(figure(system, name, "topic", "contacts", right, 6))
            answers += [figure(system, name, "pair", pair, right / 3, 2) for pair in ("fi-fi", "sv-fi", "en-fi")]
    retrieval = [
        figure(system, name, "pair", pair, count, 10)
        for system, count in ((LYKBOT, 9.0), ("plain dense", 7.5), ("words alone", 6.0))
        for name in ("recall@1", "recall@5", "recall@10", "mrr", "ndcg@10")
        for pair in ("fi-fi", "sv-fi")
    ]
    return Report(
        format_version=FORMAT_VERSION,
        made_at="2026-11-21T12:00:00Z",
        seconds=123.4,
        machine="2 cores, 24 GiB of memory",
        versions=Versions(
            lykbot="0.1.0",
            code="c" * 64,
            model="toy",
            index_format=1,
            corpus="d" * 64,
            sets=(SetVersion(name="dev", digest="e" * 64, cases=5), SetVersion(name="test", digest="f" * 64, cases=1)),
        ),
        split=None,
        answers=tuple(answers),
        retrieval=tuple(retrieval),
        measurements=(
            Measurement(name="lykbot: a question, median", value=44.0, unit="ms"),
            Measurement(name="peak memory", value=0.91, unit="GiB", target=1.5),
        ),
        cases=tuple(cases),
    )
