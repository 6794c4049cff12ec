"""One finding for each thing that can be wrong, and none for a sound case."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.schema import MAX_QUESTION_CHARS, AnswerStatus
from evals.linting import SetFinding, count_coverage, describe_coverage, lint
from evals.loading import shipped_sets
from evals.schema import Case, PlacedCase, SectionReference
from knowledge.schema import Document
from tests.fakes import make_document

PAGE, OTHER_PAGE, MODEL = "imatra/sivu", "pori/sivu", "unicef/malli"

_IMATRA_FI = """\
# Imatra

## Yhteystiedot

Arja Kujala on johtaja, puhelin 020 617 2227. Minna Leinonen on päällikkö.

## Tavoitteet

Imatra lisää osallisuutta elokuussa 2023.
"""
_IMATRA_SV = """\
# Imatra

## Kontaktuppgifter

Arja Kujala är direktör, tfn 020 617 2227. Minna Leinonen är chef.

## Mål

Imatra ökar delaktigheten i augusti 2023.
"""
_PORI_FI = """\
# Pori

## Tavoitteet

Pori kuulee lapsia.
"""
_MODEL_FI = """\
# Malli

## Tunnustus

Tunnustus kestää kaksi vuotta.
"""


def _documents() -> tuple[Document, ...]:
    return (
        make_document(_IMATRA_FI, f"{PAGE}.fi"),
        make_document(_IMATRA_SV, f"{PAGE}.sv", translation_of=f"{PAGE}.fi"),
        make_document(_PORI_FI, f"{OTHER_PAGE}.fi", municipality="Pori"),
        make_document(_MODEL_FI, f"{MODEL}.fi", municipality=None),
    )


def _passage(section: str, page: str = PAGE) -> SectionReference:
    return SectionReference(page=page, section=section)


_CASE = Case(
    case_id="my-1",
    question="Kuka on johtaja?",
    language="fi",
    status=AnswerStatus.ANSWERED,
    topic="contacts",
    facts=(("Arja Kujala",), ("+358 20 617 2227",)),
    municipalities=("Imatra",),
    passages=(_passage("Yhteystiedot"),),
    forbidden=("Leinonen",),
)
_REFUSED = replace(_CASE, status=AnswerStatus.OUT_OF_SCOPE, facts=(), municipalities=(), passages=(), forbidden=())
_COMPARISON = replace(
    _CASE,
    topic="comparison",
    facts=(("osallisuu",), ("kuul",)),
    municipalities=("Imatra", "Pori"),
    passages=(_passage("Tavoitteet"), _passage("Tavoitteet", OTHER_PAGE)),
)


def _placed(case: Case, line: int = 1, path: str = "my-set.jsonl") -> PlacedCase:
    return PlacedCase(case=case, set_name=Path(path).stem, path=path, line=line)


def _messages(*cases: Case) -> list[str]:
    found = lint([_placed(case, line) for line, case in enumerate(cases, start=1)], _documents())
    return [finding.message for finding in found]


@pytest.mark.parametrize(
    "case",
    [
        _CASE,
        replace(_CASE, language="sv", question="Vem är direktör?", passages=(_passage("Kontaktuppgifter"),)),
        replace(_CASE, history=("Kuka on Arja Kujala?",), traits=("follow_up",)),
        _COMPARISON,
        replace(
            _CASE,
            facts=(("2 vuotta", "kaksi vuotta"),),
            municipalities=(None,),
            passages=(_passage("Tunnustus", MODEL),),
        ),
        # No Finnish passage is needed to ask in English about a page that has no English version.
        replace(_CASE, language="en", facts=(("director",),)),
        _REFUSED,
        replace(_REFUSED, status=AnswerStatus.NOT_IN_SOURCES, municipalities=("Imatra",), forbidden=("@",)),
        replace(_REFUSED, status=AnswerStatus.UNKNOWN_PLACE, facts=(("Imatra",), ("Pori", "Porin"))),
        replace(_REFUSED, status=AnswerStatus.UNKNOWN_PLACE, language="sv", facts=(("Björneborg",),)),
        replace(_REFUSED, status=AnswerStatus.INVALID, question="x" * (MAX_QUESTION_CHARS + 1)),
    ],
)
def test_a_sound_case(case: Case) -> None:
    assert _messages(case) == []


@pytest.mark.parametrize(
    ("case", "message"),
    [
        (replace(_CASE, status=AnswerStatus.FAILED_RETRIEVE, facts=(), passages=()), "no case may expect the status"),
        (replace(_CASE, question="x" * (MAX_QUESTION_CHARS + 1)), "a question has 1001 characters"),
        (replace(_CASE, case_id=" "), "a text is blank"),
        (replace(_CASE, question="\n"), "a text is blank"),
        (replace(_CASE, forbidden=("",)), "a text is blank"),
        (replace(_CASE, facts=(("Arja Kujala", " "),)), "a text is blank"),
        (replace(_CASE, facts=(("Arja Kujala",), ())), "a fact has no way to say it"),
        (replace(_CASE, history=("Kuka on Arja Kujala?",)), "the trait follow_up and a history go together"),
        (replace(_CASE, traits=("follow_up",)), "the trait follow_up and a history go together"),
        (replace(_CASE, facts=()), "has no facts"),
        (replace(_CASE, passages=()), "has no passages"),
        (
            replace(_REFUSED, status=AnswerStatus.NOT_IN_SOURCES, municipalities=("Imatra",), passages=_CASE.passages),
            "is not to be answered (unanswerable_not_in_sources), but names passages",
        ),
        (replace(_REFUSED, facts=_CASE.facts), "is not to be answered (refused_out_of_scope), but has facts"),
        (
            replace(_REFUSED, status=AnswerStatus.UNKNOWN_PLACE, facts=(("Imatra",), ("Espoo",))),
            "the fact 'Espoo' names none of the municipalities that have pages: Imatra, Pori",
        ),
        (
            replace(_REFUSED, status=AnswerStatus.UNKNOWN_PLACE, language="sv", facts=(("Pori",),)),
            "the fact 'Pori' names none of the municipalities that have pages: Björneborg, Imatra",
        ),
        (replace(_CASE, passages=(_passage("Yhteystiedot"), _passage("Muuta"))), "has no section 'Muuta'"),
        (replace(_CASE, passages=(*_CASE.passages, _passage("Sivu", "salo/sivu"))), "there is no page salo/sivu"),
        (
            replace(_CASE, passages=(_passage("Kontaktuppgifter"),)),
            "'Kontaktuppgifter' is a heading of imatra/sivu.sv; take that in fi",
        ),
        (replace(_CASE, municipalities=("Imatra", "Espoo")), "Espoo has no pages"),
        (replace(_CASE, municipalities=("Imatra", "Björneborg")), "no Finnish municipality is called 'Björneborg'"),
        (replace(_CASE, municipalities=("Pori",)), "Imatra is not among the municipalities"),
        (replace(_COMPARISON, passages=_COMPARISON.passages[:1], facts=(("osallisuu",),)), "Pori is compared, but no"),
        (replace(_CASE, facts=(("Minna Kujala",),)), "the fact 'Minna Kujala' is not in the passages"),
        # The Swedish page says it, but the case is Finnish.
        (replace(_CASE, facts=(("direktör",),)), "the fact 'direktör' is not in the passages"),
        (
            replace(_CASE, facts=(("Arja Kujala",),), forbidden=("Kujala",)),
            "'Kujala' is forbidden, and a way to say the fact 'Arja Kujala'",
        ),
        (
            replace(_CASE, facts=(("Arja Kujala",),), forbidden=("617 2227",)),
            "'617 2227' is forbidden, but stands in every sentence that states 'Arja Kujala'",
        ),
    ],
)
def test_one_finding(case: Case, message: str) -> None:
    (found,) = _messages(case)
    assert message in found


def test_null_without_a_page_about_no_single_municipality() -> None:
    (finding,) = lint([_placed(replace(_CASE, municipalities=("Imatra", None)))], _documents()[:3])
    assert finding.message.startswith("null may be cited")


def test_what_another_sentence_states_without_the_forbidden_may_be_forbidden() -> None:
    document = make_document("# Imatra\n\n## Tieto\n\nArja Kujala johtaa, 020 617 2227. Arja Kujala on johtaja.\n")
    case = replace(_CASE, facts=(("Arja Kujala",),), forbidden=("617 2227",), passages=(_passage("Tieto"),))
    assert lint([_placed(case)], [document]) == ()


def test_an_answered_case_without_municipalities() -> None:
    assert any("has no municipalities" in message for message in _messages(replace(_CASE, municipalities=())))


def test_the_same_case_id_twice() -> None:
    other = replace(_CASE, question="Mikä on johtajan numero?")
    (finding,) = lint([_placed(_CASE, 3, "a.jsonl"), _placed(other, 5, "b.jsonl")], _documents())
    assert str(finding) == "b.jsonl:5: my-1: the case_id occurs at a.jsonl:3 too; rename one"


@pytest.mark.parametrize(
    ("other", "count"),
    [
        (replace(_CASE, case_id="my-2"), 1),
        (replace(_CASE, case_id="my-2", question="  KUKA on\njohtaja "), 1),
        (replace(_CASE, case_id="my-2", question="Kuka on johtaja nyt?"), 0),
        (replace(_CASE, case_id="my-2", history=("Entä Porissa?",), traits=("follow_up",)), 0),
        (replace(_CASE, case_id="my-2", language="sv", passages=(_passage("Kontaktuppgifter"),)), 0),
    ],
)
def test_the_same_question_twice(other: Case, count: int) -> None:
    found = _messages(_CASE, other)
    assert len(found) == count
    assert all("asks the same in the same language" in message for message in found)


@given(st.text(alphabet="abcåäö \u00a0\n.?", min_size=1).filter(lambda text: any(char.isalpha() for char in text)))
def test_a_question_in_other_spelling_is_the_same(question: str) -> None:
    respelt = f" {question.upper()} ?".replace(" ", "  ")
    cases = [replace(_REFUSED, question=question), replace(_REFUSED, case_id="my-2", question=respelt)]
    assert len(_messages(*cases)) == 1


def test_ids_of_a_shipped_set_begin_with_its_split() -> None:
    dev, test = map(str, shipped_sets())
    assert lint([_placed(replace(_CASE, case_id="dev-1"), path=dev)], _documents()) == ()
    assert lint([_placed(replace(_CASE, case_id="test-1"), path=test)], _documents()) == ()
    (finding,) = lint([_placed(replace(_CASE, case_id="test-1"), path=dev)], _documents())
    assert finding.message == "the case_id must begin with dev-, the split of this set"


def test_findings_stand_in_the_order_of_the_cases() -> None:
    cases = [replace(_CASE, case_id=f"my-{n}", question=f"Kuka {n}?", facts=()) for n in (2, 1)]
    found = lint([_placed(case, line) for line, case in enumerate(cases, start=7)], _documents())
    assert [(finding.line, finding.case_id) for finding in found] == [(7, "my-2"), (8, "my-1")]
    assert found[0] == SetFinding(path="my-set.jsonl", line=7, case_id="my-2", message=found[0].message)


def test_coverage() -> None:
    cases = [
        _CASE,
        replace(_CASE, traits=("short", "misspelt")),
        replace(_REFUSED, language="en", topic="steering", traits=("short",)),
    ]
    counts = {(count.kind, count.name): count.by_language for count in count_coverage(cases)}
    assert counts["topic", "contacts"] == (2, 0, 0)
    assert counts["topic", "steering"] == (0, 0, 1)
    assert counts["topic", "goals"] == (0, 0, 0)
    assert counts["status", "answered"] == (2, 0, 0)
    assert counts["status", "refused_out_of_scope"] == (0, 0, 1)
    assert counts["trait", "short"] == (1, 0, 1)
    assert counts["trait", "follow_up"] == (0, 0, 0)
    assert ("status", "failed_compose") not in counts


def test_coverage_as_a_table() -> None:
    lines = describe_coverage([_CASE, replace(_CASE, language="sv")])
    assert lines[0].split() == ["fi", "sv", "en"]
    assert lines[1].split() == ["topic", "contacts", "1", "1", "0"]
    assert lines[-1].split() == ["cases", "1", "1", "0"]
    assert len({len(line) for line in lines}) == 1
