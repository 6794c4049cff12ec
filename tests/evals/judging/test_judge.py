from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.schema import Answer, AnswerStatus, Citation, Original
from evals.judging.judge import judge
from evals.schema import LYKBOT, Case, CitationFault, Given, Judgement, Outcome
from knowledge.schema import Language
from tests.evals.samples import PAGE, sample_answer, sample_case

MINNA = "Minna Leinonen, varhaiskasvatuspäällikkö, puh. 020\u00a0617\u00a03515"
ARJA = "Arja Kujala, palvelujohtaja, puh. 020 617 2227"
GROUP = "Ryhmässä on 40 jäsentä."
TEXT = f"# Sivu\n\n{MINNA}\n\n{ARJA}\n\n{GROUP}\n"
ANSWERED, NOT_IN_SOURCES = AnswerStatus.ANSWERED, AnswerStatus.NOT_IN_SOURCES


def _cite(number: int, quote: str, municipality: str | None = "Imatra", section: str = "Yhteystiedot") -> Citation:
    start = max(TEXT.find(quote), 0)
    return replace(
        sample_answer().citations[0],
        number=number,
        municipality=municipality,
        section=section,
        quote=quote,
        start_char=start,
        end_char=start + len(quote),
        original=None,
    )


def _case(
    *facts: str,
    status: AnswerStatus = ANSWERED,
    forbidden: Sequence[str] = (),
    language: Language = "fi",
    municipalities: tuple[str | None, ...] = ("Imatra",),
) -> Case:
    return replace(
        sample_case("dev-1", language),
        status=status,
        facts=tuple((fact,) for fact in facts),
        forbidden=tuple(forbidden),
        municipalities=municipalities,
    )


def _judge(case: Case, text: str, *citations: Citation, status: AnswerStatus = ANSWERED) -> Judgement:
    answer = replace(sample_answer(case.language), text=text, citations=citations, status=status)
    return _judge_given(case, answer, None)


def _judge_given(case: Case, answer: Answer | None, error: str | None) -> Judgement:
    given = Given(system=LYKBOT, pages="all", case_id=case.case_id, answer=answer, error=error, seconds=0.1)
    return judge(
        case,
        given,
        {f"{PAGE}.fi": TEXT, f"{PAGE}.sv": "Minna Leinonen"}.get,
        lambda citation: citation.section == "Yhteystiedot",
    )


def _faults(judgement: Judgement) -> list[CitationFault | None]:
    return [citation.fault for citation in judgement.citations]


@pytest.mark.parametrize(
    ("expected", "status", "text", "outcome"),
    [
        (ANSWERED, ANSWERED, "Minna, 020 617 3515", Outcome.RIGHT),
        (ANSWERED, ANSWERED, "Minna", Outcome.PARTIAL),
        (ANSWERED, ANSWERED, "Joku muu", Outcome.WRONG),
        (ANSWERED, ANSWERED, "Minna, 020 617 3515, tai Lehmus", Outcome.WRONG),
        (ANSWERED, NOT_IN_SOURCES, "Minna, 020 617 3515", Outcome.REFUSED_WRONGLY),
        (ANSWERED, AnswerStatus.INVALID, "", Outcome.REFUSED_WRONGLY),
        (ANSWERED, AnswerStatus.FAILED_COMPOSE, "Minna, 020 617 3515", Outcome.FAILED),
        (NOT_IN_SOURCES, ANSWERED, "Minna, 020 617 3515", Outcome.ANSWERED_WRONGLY),
        (NOT_IN_SOURCES, NOT_IN_SOURCES, "Ei Minna eikä 020 617 3515", Outcome.RIGHT),
        (NOT_IN_SOURCES, NOT_IN_SOURCES, "Ei Minna", Outcome.PARTIAL),
        (NOT_IN_SOURCES, NOT_IN_SOURCES, "Ei", Outcome.PARTIAL),
        (NOT_IN_SOURCES, NOT_IN_SOURCES, "Ei Minna, 020 617 3515 eikä Lehmus", Outcome.WRONG),
        (NOT_IN_SOURCES, AnswerStatus.OUT_OF_SCOPE, "Minna, 020 617 3515", Outcome.WRONG),
        (NOT_IN_SOURCES, AnswerStatus.FAILED_RETRIEVE, "", Outcome.FAILED),
    ],
)
def test_outcome(expected: AnswerStatus, status: AnswerStatus, text: str, outcome: Outcome) -> None:
    case = _case("Minna", "+358 20 617 3515", status=expected, forbidden=["Lehmus"])
    assert _judge(case, text, status=status).outcome is outcome


@pytest.mark.parametrize(("answer", "error"), [(None, "RuntimeError"), (sample_answer(), "RuntimeError"), (None, None)])
def test_a_crash_states_nothing(answer: Answer | None, error: str | None) -> None:
    judgement = _judge_given(_case("Minna"), answer, error)
    assert judgement.outcome is Outcome.FAILED
    assert [(fact.stated, fact.cited) for fact in judgement.facts] == [(False, False)]
    assert judgement.citations == ()
    assert (judgement.language, judgement.language_is_right) == (None, False)


def test_what_is_forbidden_and_stated_is_named() -> None:
    judgement = _judge(_case("Minna", forbidden=["617 2227", "Lehmus"]), "Minna, puh. 020\u00a06172227")
    assert judgement.forbidden == ("617 2227",)


def test_a_fact_is_cited_where_a_statement_and_its_quote_say_it() -> None:
    case = _case("Minna Leinonen", "020 617 3515", "Arja Kujala", "palvelujohtaj")
    text = "Minna Leinonen, puhelin 020 617 3515 [1]\n- Arja Kujala [1], palvelujohtaja"
    facts = _judge(case, text, _cite(1, MINNA)).facts
    assert [(fact.fact, fact.stated, fact.cited) for fact in facts] == [
        ("Minna Leinonen", True, True),
        ("020 617 3515", True, True),
        ("Arja Kujala", True, False),
        ("palvelujohtaj", True, False),
    ]


def test_a_fact_may_stand_in_the_translation_or_the_original() -> None:
    original = Original(document_id=f"{PAGE}.sv", language="sv", quote="chef", start_char=0, end_char=4)
    citation = replace(_cite(1, MINNA), translation="head of education", original=original)
    facts = _judge(_case("chef", "head of edu"), "Minna, chef, head of education [1]", citation).facts
    assert [fact.cited for fact in facts] == [True, True]


def test_markers_of_one_statement_share_its_facts() -> None:
    case = _case("020 617 3515", "020 617 2227")
    text = "Numerot ovat 020 617 3515 ja 020 617 2227 [1][2]"
    assert _faults(_judge(case, text, _cite(1, MINNA), _cite(2, ARJA))) == [None, None]


def test_a_quote_without_the_facts_of_its_statement_is_not_right() -> None:
    case = _case("020 617 3515", "020 617 2227")
    wrong_way_round = "Numero on 020 617 3515 [2]. Toinen on 020 617 2227 [1]."
    missing = CitationFault.FACT_NOT_IN_QUOTE
    assert _faults(_judge(case, wrong_way_round, _cite(1, MINNA), _cite(2, ARJA))) == [missing, missing]
    # One quote holds all that is stated, the other nothing of it.
    assert _faults(_judge(case, "020 617 3515 [1][2]", _cite(1, MINNA), _cite(2, ARJA))) == [None, missing]
    # Neither holds the second number.
    both = "020 617 3515 ja 020 617 2227 [1][2]"
    assert _faults(_judge(case, both, _cite(1, MINNA), _cite(2, GROUP))) == [missing, missing]


def test_a_citation_of_another_municipality_is_not_right() -> None:
    case = _case("020 617 3515")
    text = "020 617 3515 [1]"
    assert _faults(_judge(case, text, _cite(1, MINNA, "Pori"))) == [CitationFault.OTHER_MUNICIPALITY]
    assert _faults(_judge(case, text, _cite(1, MINNA, None))) == [CitationFault.OTHER_MUNICIPALITY]
    general = replace(case, municipalities=(None, "Imatra"))
    assert _faults(_judge(general, text, _cite(1, MINNA, None))) == [None]


@pytest.mark.parametrize(
    ("text", "section", "fault"),
    [
        ("Ryhmässä on 40 jäsentä. [1]", "Yhteystiedot", None),
        ("Ryhmä on suuri. [1]", "Yhteystiedot", None),
        ("Ryhmässä on 41 jäsentä. [1]", "Yhteystiedot", CitationFault.BESIDE_THE_POINT),
        ("Ryhmä on perustettu 6.3.2018. [1]", "Yhteystiedot", CitationFault.BESIDE_THE_POINT),
        ("Ryhmän osoite on ryhma@imatra.fi. [1]", "Yhteystiedot", CitationFault.BESIDE_THE_POINT),
        ("Ryhmässä on 40 jäsentä. [1]", "Tavoitteet", CitationFault.BESIDE_THE_POINT),
        ("Ryhmässä on 40 jäsentä.", "Yhteystiedot", CitationFault.BESIDE_THE_POINT),
    ],
)
def test_a_statement_without_facts_must_come_from_a_passage_that_answers(
    text: str, section: str, fault: CitationFault | None
) -> None:
    assert _faults(_judge(_case("Minna"), text, _cite(1, GROUP, section=section))) == [fault]


def test_the_name_of_the_municipality_is_on_every_quote_of_its_page() -> None:
    case = _case("Helsin", "Imatra", municipalities=("Helsinki", "Imatra"))
    text = "**Helsinki**\n\n- Ryhmässä on 40 jäsentä. [1]\n\n**Imatra**\n\n- Minna Leinonen [2]"
    citations = (_cite(1, GROUP, "Helsinki"), _cite(2, MINNA, "Imatra", section="Tavoitteet"))
    judgement = _judge(case, text, *citations)
    assert [fact.cited for fact in judgement.facts] == [True, True]
    # It says nothing about whether the quote is to the point.
    assert _faults(judgement) == [None, CitationFault.BESIDE_THE_POINT]


def test_a_citation_is_valid_when_it_is_marked_and_stands_in_its_document() -> None:
    original = Original(document_id=f"{PAGE}.sv", language="sv", quote="Minna", start_char=0, end_char=5)
    citations = (
        replace(_cite(1, MINNA), original=original),
        replace(_cite(2, MINNA), start_char=0),
        replace(_cite(3, MINNA), document_id="imatra/toinen.fi"),
        replace(_cite(4, MINNA), original=replace(original, start_char=1)),
        replace(_cite(5, ""), start_char=3, end_char=3),
        _cite(6, MINNA),
    )
    judgement = _judge(_case("Minna"), "Minna [1][2][3][4][5]", *citations)
    assert [citation.valid for citation in judgement.citations] == [True, False, False, False, False, False]


def test_markers_without_a_citation_are_counted() -> None:
    text = r"Minna [1][7]. Arja [7] ja \[8\] vuonna 2018 [9]"
    assert _judge(_case("Minna"), text, _cite(1, MINNA)).unresolved_markers == 3


@pytest.mark.parametrize(
    ("text", "asked", "claimed", "found", "is_right"),
    [
        ("Vuonna 2018 Pori sai tunnustuksen [1]", "fi", "fi", "fi", True),
        ("År 2018 fick Björneborg utmärkelsen [1]", "sv", "sv", "sv", True),
        ("In 2018 Pori received the recognition [1]", "sv", "sv", "en", False),
        ("Vuonna 2018 Pori sai tunnustuksen [1]", "fi", "sv", "fi", False),
        ("020 617 3515 [1]", "en", "en", None, True),
    ],
)
def test_language(text: str, asked: Language, claimed: Language, found: Language | None, is_right: bool) -> None:
    answer = replace(sample_answer(claimed), text=text, citations=(_cite(1, MINNA),))
    judgement = _judge_given(_case("Minna", language=asked), answer, None)
    assert (judgement.language, judgement.language_is_right) == (found, is_right)


def test_a_refusal_has_a_language_too() -> None:
    judgement = _judge(
        _case(status=NOT_IN_SOURCES), "Imatran sivuilta ei löydy sähköpostiosoitetta.", status=NOT_IN_SOURCES
    )
    assert (judgement.outcome, judgement.language, judgement.language_is_right) == (Outcome.RIGHT, "fi", True)
