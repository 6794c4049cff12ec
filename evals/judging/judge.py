"""How an answer does by its case."""

from collections.abc import Callable, Mapping, Sequence

from bot.schema import AnswerStatus, Citation, Original
from evals.judging.answer_language import find_answer_language, is_in_language
from evals.judging.matching import holds_figures, states
from evals.judging.statements import MarkedText, plain_text, split_statements
from evals.schema import Case, CitationFault, Given, JudgedCitation, JudgedFact, Judgement, Outcome
from knowledge.places import place_name
from knowledge.schema import LANGUAGES


def judge(
    case: Case, given: Given, find_text: Callable[[str], str | None], is_passage: Callable[[Citation], bool]
) -> Judgement:
    """How an answer, or the error in its place, does by its case.

    Args:
        case: What was asked, and what a right answer is.
        given: What a system gave to it.
        find_text: The text of a document by its id, None for an unknown one.
        is_passage: Whether a citation is of a section that the case names, in any language of its page.
    """
    answer = given.answer
    if given.error is not None or answer is None or answer.status.is_failure:
        return Judgement(
            outcome=Outcome.FAILED,
            facts=tuple(JudgedFact(fact=ways[0], stated=False, cited=False) for ways in case.facts),
            forbidden=(),
            citations=(),
            unresolved_markers=0,
            language=None,
            language_is_right=False,
        )
    text = plain_text(answer.text)
    statements = split_statements(answer.text)
    evidence = {citation.number: _evidence(citation) for citation in answer.citations}
    facts = tuple(_judge_fact(ways, text, statements, answer.citations, evidence) for ways in case.facts)
    forbidden = tuple(way for way in case.forbidden if states(text, [way]))
    return Judgement(
        outcome=_outcome(case.status, answer.status, facts, forbidden),
        facts=facts,
        forbidden=forbidden,
        citations=tuple(
            JudgedCitation(
                number=citation.number,
                valid=any(citation.number in statement.markers for statement in statements)
                and _stands(citation, find_text),
                fault=_find_fault(case, citation, statements, evidence, is_passage),
            )
            for citation in answer.citations
        ),
        unresolved_markers=sum(number not in evidence for statement in statements for number in statement.markers),
        language=find_answer_language(answer),
        language_is_right=answer.language == case.language and is_in_language(answer, case.language),
    )


def _outcome(
    expected: AnswerStatus, status: AnswerStatus, facts: Sequence[JudgedFact], forbidden: Sequence[str]
) -> Outcome:
    if status != expected and AnswerStatus.ANSWERED in (status, expected):
        return Outcome.REFUSED_WRONGLY if expected == AnswerStatus.ANSWERED else Outcome.ANSWERED_WRONGLY
    if status != expected or forbidden:
        return Outcome.WRONG
    if all(fact.stated for fact in facts):
        return Outcome.RIGHT
    # A refusal for the right reason is worth something by itself.
    if expected != AnswerStatus.ANSWERED or any(fact.stated for fact in facts):
        return Outcome.PARTIAL
    return Outcome.WRONG


def _judge_fact(
    ways: Sequence[str],
    text: str,
    statements: Sequence[MarkedText],
    citations: Sequence[Citation],
    evidence: Mapping[int, str],
) -> JudgedFact:
    """Whether the text states a fact, and a statement (or the heading above it) does that cites it.

    The name of a municipality is held by every citation of its pages.
    """
    holding = {c.number for c in citations if states(evidence[c.number], ways) or _is_name_of_page(c, ways)}
    cited = any(
        holding.intersection(statement.markers) and (states(statement.text, ways) or states(statement.heading, ways))
        for statement in statements
    )
    return JudgedFact(fact=ways[0], stated=states(text, ways), cited=cited)


def _find_fault(
    case: Case,
    citation: Citation,
    statements: Sequence[MarkedText],
    evidence: Mapping[int, str],
    is_passage: Callable[[Citation], bool],
) -> CitationFault | None:
    """Why a citation is not right, None when it is.

    It is right when all facts of its statements are in the quotes cited there, one of them in its own. Where its
    statements state no fact of the case, it is right in a passage that answers, if the quotes hold their figures. The
    name of the page's municipality is no such fact: every sentence of the page may have it.
    """
    if citation.municipality not in case.municipalities:
        return CitationFault.OTHER_MUNICIPALITY
    telling = [ways for ways in case.facts if not _is_name_of_page(citation, ways)]
    stated: list[tuple[str, ...]] = []
    holds_all_figures = True
    marked = [statement for statement in statements if citation.number in statement.markers]
    for statement in marked:
        quotes = "\n".join(evidence.get(number, "") for number in statement.markers)
        facts = [ways for ways in telling if states(statement.text, ways)]
        if not all(states(quotes, ways) for ways in facts):
            return CitationFault.FACT_NOT_IN_QUOTE
        stated += facts
        holds_all_figures = holds_all_figures and holds_figures(statement.text, quotes)
    if stated:
        holds_one = any(states(evidence[citation.number], ways) for ways in stated)
        return None if holds_one else CitationFault.FACT_NOT_IN_QUOTE
    return None if marked and holds_all_figures and is_passage(citation) else CitationFault.BESIDE_THE_POINT


def _evidence(citation: Citation) -> str:
    """What a reader sees of the cited passage, in every language in which it is given."""
    original = citation.original.quote if citation.original else ""
    return "\n".join(plain_text(text) for text in (citation.quote, citation.translation or "", original))


def _is_name_of_page(citation: Citation, ways: Sequence[str]) -> bool:
    """Whether a fact is no more than the name of the municipality that the cited page is about."""
    name = citation.municipality
    return name is not None and states("\n".join(place_name(name, language) for language in LANGUAGES), ways)


def _stands(citation: Citation, find_text: Callable[[str], str | None]) -> bool:
    """Whether the quote, and that of the original, stand in their documents where they are said to."""
    places: list[Citation | Original] = [citation]
    if citation.original is not None:
        places.append(citation.original)
    for place in places:
        text = find_text(place.document_id)
        if text is None or not place.quote or text[place.start_char : place.end_char] != place.quote:
            return False
    return True
