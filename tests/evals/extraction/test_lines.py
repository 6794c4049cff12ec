from dataclasses import replace

from evals.extraction.figures import measure_scores
from evals.extraction.lines import describe_extraction, list_faults
from evals.extraction.schema import ExtractionFigures, ExtractionReport, Match, Matches, PageFaults, PageScore
from knowledge.facts.schema import EventKind
from tests.evals.extraction.samples import CONTACT, EVENT, GOAL

_FAULTY = PageScore(
    page="porvoo-1.fi.md",
    split="dev",
    language="fi",
    municipality_is_right=False,
    contacts=Matches(
        matched=(Match(expected=CONTACT, found=replace(CONTACT, role=None)),),
        missed=(CONTACT,),
        extra=(replace(CONTACT, name=None, emails=()),),
    ),
    events=Matches(
        matched=(Match(expected=EVENT, found=replace(EVENT, kind=EventKind.VISIT, is_plan=True)),),
        missed=(replace(EVENT, end_date="2020", duration="2 years"),),
        extra=(replace(EVENT, date="2016", is_open=True),),
    ),
    goals=Matches(
        matched=(Match(expected=GOAL, found=replace(GOAL, theme=None)),),
        missed=(GOAL,),
        extra=(replace(GOAL, text="**jokaista** lasta " * 5),),
    ),
)


def test_faults_in_a_line_each() -> None:
    assert list_faults(_FAULTY) == PageFaults(
        page="porvoo-1.fi.md",
        faults=(
            "- contact Åsa Öhman, sihteeri, +358195202000, asa.ohman@porvoo.example",
            "+ contact –, sihteeri, +358195202000",
            "~ contact Åsa Öhman, –, +358195202000, asa.ohman@porvoo.example: the role is sihteeri",
            "- event 2018-03-06–2020, 2 years, joined: liittyi malliin",
            "+ event 2016–, joined: liittyi malliin",
            "~ event 2018-03-06, visit, plan: liittyi malliin: it is joined",
            "~ event 2018-03-06, visit, plan: liittyi malliin: it is no plan",
            "- goal of municipality 1, participation: jokaista lasta kuullaan",
            "+ goal of municipality 1, participation: jokaista lasta jokaista lasta jokaista lasta jokaista lasta…",
            "~ goal of municipality 1, –: jokaista lasta kuullaan: its theme is participation",
            "~ the municipality is wrong",
        ),
    )


def test_a_page_without_faults_has_none() -> None:
    right = replace(
        _FAULTY,
        municipality_is_right=True,
        contacts=Matches(matched=(Match(expected=CONTACT, found=CONTACT),), missed=(), extra=()),
        events=Matches(matched=(), missed=(), extra=()),
        goals=Matches(matched=(), missed=(), extra=()),
    )
    assert list_faults(right).faults == ()


def test_a_report() -> None:
    figures = measure_scores([_FAULTY])
    parts = tuple(ExtractionFigures(split=split, pages=1, figures=figures) for split in ("dev", None))
    lines = describe_extraction(ExtractionReport(parts=parts, faults=(list_faults(_FAULTY),)))
    assert lines[0].startswith("shares in percent")
    assert lines[2].split() == ["dev:", "1", "pages", "fi", "all", "interval", "count"]
    assert lines[21].split()[:3] == ["all:", "1", "pages"]
    assert "contacts: precision              50.0   50.0     5.5–94.5        1/2" in lines
    assert lines[lines.index("porvoo-1.fi.md") + 1].startswith("  - contact Åsa Öhman")
    assert len({len(line) for line in lines[2:19]}) == 1


def test_a_page_without_faults_is_not_named() -> None:
    report = ExtractionReport(parts=(), faults=(PageFaults(page="salo-1.fi.txt", faults=()),))
    assert "salo-1.fi.txt" not in describe_extraction(report)
