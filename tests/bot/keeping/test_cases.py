"""Cases that staff make: whole by their status, right by the pages, and in the form that sets of cases have."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import KeepingError
from bot.keeping.cases import (
    CASE_STATUSES,
    CASE_TOPICS,
    CaseFault,
    CaseFile,
    CasePassage,
    EvaluationCase,
    clean_line,
    complete_case,
    find_faults,
    list_sections,
)
from bot.schema import AnswerStatus
from evals.linting import lint
from evals.loading import load_cases, load_sets
from evals.schema import Topic
from tests.bot.sheets import KUOPIO, MODEL, SALO, all_sheets

SHEETS = all_sheets()
SECTIONS = list_sections([sheet for sheet in SHEETS if sheet.language == "fi"])
GOALS = CasePassage(page=KUOPIO, section="Tavoitteet")
CONTACTS = CasePassage(page=KUOPIO, section="Yhteystiedot")
PLACES = ("Kuopio", "Salo", "Vaasa")


def make_case(**changes: object) -> EvaluationCase:
    case = EvaluationCase(
        question="Mitkä ovat Kuopion tavoitteet?",
        language="fi",
        status=AnswerStatus.ANSWERED,
        topic="goals",
        facts=(("koulupih", "piha"), ("kirjasto",)),
        municipalities=("Kuopio",),
        passages=(GOALS,),
    )
    return replace(case, **changes)  # type: ignore[arg-type]  # of the fields' own types


# --- Sections ---


def test_sections_are_those_of_the_pages() -> None:
    found = {section.passage: section for section in SECTIONS}
    assert found[GOALS].municipality == "Kuopio"
    assert "Koulupihat ovat turvallisia." in found[GOALS].text
    assert "Aino Laine" not in found[GOALS].text
    assert found[CasePassage(page=MODEL, section="Tunnustus")].municipality is None


# --- What follows from what was filled in ---


def test_the_municipality_of_a_section_may_be_cited() -> None:
    case = complete_case(make_case(municipalities=()), SECTIONS, PLACES)
    assert case.municipalities == ("Kuopio",)
    model = make_case(passages=(CasePassage(page=MODEL, section="Tunnustus"),))
    assert complete_case(model, SECTIONS, PLACES).municipalities == ("Kuopio", None)


def test_a_case_that_is_not_answered_has_no_facts() -> None:
    case = complete_case(make_case(status=AnswerStatus.NOT_IN_SOURCES), SECTIONS, PLACES)
    assert (case.facts, case.passages, case.municipalities) == ((), (), ("Kuopio",))
    refused = complete_case(make_case(status=AnswerStatus.OUT_OF_SCOPE), SECTIONS, PLACES)
    assert (refused.facts, refused.passages, refused.municipalities) == ((), (), ())


def test_an_unknown_place_names_those_that_have_pages() -> None:
    case = complete_case(make_case(status=AnswerStatus.UNKNOWN_PLACE, language="sv"), SECTIONS, PLACES)
    assert (case.facts, case.passages, case.municipalities) == ((("Kuopio",), ("Salo",), ("Vasa",)), (), ())


def test_a_history_makes_a_follow_up() -> None:
    assert complete_case(make_case(history=("Entä?",)), SECTIONS, PLACES).traits == ("follow_up",)
    assert complete_case(make_case(), SECTIONS, PLACES).traits == ()


# --- Faults ---


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({}, ()),
        ({"question": " ?"}, (CaseFault.NO_QUESTION,)),
        ({"question": "a" * 1001}, (CaseFault.LONG_QUESTION,)),
        ({"question": "?", "status": AnswerStatus.INVALID}, ()),
        ({"facts": ()}, (CaseFault.NO_FACTS,)),
        ({"passages": (), "municipalities": ()}, (CaseFault.NO_MUNICIPALITIES, CaseFault.NO_PASSAGES)),
        ({"passages": (CasePassage(page="x", section="y"),)}, (CaseFault.NO_PASSAGES,)),
        ({"facts": (("Aino Laine",),)}, (CaseFault.FACT_NOT_IN_PASSAGES,)),
        ({"facts": (("Aino Laine",),), "passages": (GOALS, CONTACTS)}, ()),
        ({"facts": (("uimahalli", "KOULUPIHAT ovat"),)}, ()),
        ({"facts": (("oulupihat",),)}, (CaseFault.FACT_NOT_IN_PASSAGES,)),
        ({"facts": (("+358 40 1234567",),), "passages": (CONTACTS,)}, (CaseFault.FACT_NOT_IN_PASSAGES,)),
        ({"facts": (("0401234567",),), "passages": (CONTACTS,)}, ()),
        ({"forbidden": ("koulu",)}, (CaseFault.FORBIDDEN_FACT,)),
        ({"forbidden": ("laine",)}, ()),
        ({"topic": "comparison", "municipalities": ("Kuopio", "Salo")}, (CaseFault.PLACE_WITHOUT_PASSAGE,)),
        ({"status": AnswerStatus.NOT_IN_SOURCES, "facts": (), "passages": ()}, ()),
    ],
)
def test_faults(changes: dict[str, object], faults: tuple[CaseFault, ...]) -> None:
    assert find_faults(make_case(**changes), SECTIONS, ()) == faults


def test_the_same_question_twice() -> None:
    known = make_case()
    assert find_faults(make_case(question="mitkä  ovat kuopion tavoitteet"), SECTIONS, (known,)) == (
        CaseFault.KNOWN_QUESTION,
    )
    assert find_faults(make_case(history=("Entä?",)), SECTIONS, (known,)) == ()
    assert find_faults(make_case(language="sv"), SECTIONS, (known,)) == ()


def test_a_date_may_be_written_otherwise() -> None:
    front = CasePassage(page=KUOPIO, section="Lapsiystävällinen Kuopio")
    assert find_faults(make_case(facts=(("5.9.2019",),), passages=(front,)), SECTIONS, ()) == ()
    assert find_faults(make_case(facts=(("6.9.2019",),), passages=(front,)), SECTIONS, ()) != ()


# --- The file ---


def test_a_case_is_one_that_evals_reads_and_finds_nothing_wrong_with(tmp_path: Path) -> None:
    file = CaseFile(tmp_path / "data")
    filled_in = [
        make_case(),
        make_case(question="Entä Salossa?", history=("Ketkä?",), status=AnswerStatus.NOT_IN_SOURCES),
        make_case(question="Kuka on yhteyshenkilö Oulussa?", status=AnswerStatus.UNKNOWN_PLACE),
        make_case(question="Mikä on sää?", status=AnswerStatus.OUT_OF_SCOPE, topic="off_subject"),
    ]
    ids = [file.add(complete_case(case, SECTIONS, PLACES)) for case in filled_in]
    assert ids == ["own-fi-001", "own-fi-002", "own-fi-003", "own-fi-004"]
    assert [case.case_id for case in load_cases(file.path)] == ids
    (case_set,) = load_sets([file.path])
    assert [str(finding) for finding in lint(case_set.cases, SHEETS)] == []
    assert [case.case_id for case in file.cases()] == ids


def test_topics_and_statuses_are_those_of_evals() -> None:
    assert set(CASE_TOPICS) == set(Topic.__args__)  # type: ignore[attr-defined]  # a Literal has them
    assert set(CASE_STATUSES) == {status for status in AnswerStatus if not status.is_failure}


def test_an_id_is_never_given_twice(tmp_path: Path) -> None:
    file = CaseFile(tmp_path)
    for question in ("Yksi?", "Kaksi?", "Kolme?"):
        file.add(make_case(question=question))
    lines = file.path.read_text(encoding="utf-8").splitlines(keepends=True)
    # Somebody took a case out, and left the last line without its end.
    file.path.write_text("".join(lines[1:]).rstrip("\n"), encoding="utf-8")
    assert file.add(make_case(question="Neljä?")) == "own-fi-004"
    assert [case.question for case in file.cases()] == ["Kaksi?", "Kolme?", "Neljä?"]


def test_there_are_no_cases_without_a_file(tmp_path: Path) -> None:
    assert CaseFile(tmp_path / "none").cases() == ()


def test_a_line_that_is_no_case_is_told(tmp_path: Path) -> None:
    file = CaseFile(tmp_path)
    file.add(make_case())
    with file.path.open("a", encoding="utf-8") as written:
        written.write('{"case_id": 1}\n')
    with pytest.raises(KeepingError, match=r"cases\.jsonl, line 2: .* correct or remove the line"):
        file.cases()


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file", encoding="utf-8")
    with pytest.raises(KeepingError, match="see that"):
        CaseFile(tmp_path / "data").add(make_case())


@given(text=st.text(max_size=40))
def test_any_line_can_be_stored(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    cleaned = clean_line(text)
    assert clean_line(cleaned) == cleaned
    assert len(cleaned.splitlines()) <= 1
    file = CaseFile(tmp_path_factory.mktemp("cases"))
    file.add(make_case(question=cleaned, forbidden=(cleaned,)))
    assert file.cases()[0].question == cleaned
    assert json.loads(file.path.read_text(encoding="utf-8").rstrip("\n"))["question"] == cleaned


def test_salo_is_listed_in_finnish() -> None:
    assert CasePassage(page=SALO, section="Tavoitteet") in {section.passage for section in SECTIONS}
