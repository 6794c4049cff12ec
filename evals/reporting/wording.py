"""What is measured, in plain words: names for a reader, numbers as they are written, and what went wrong."""

import math
import re
from collections.abc import Mapping
from datetime import datetime

from bot.schema import AnswerStatus
from evals.schema import CaseResult, CitationFault, Outcome, ScopeKind
from knowledge.schema import Language

LANGUAGE_NAMES: Mapping[str, str] = {"fi": "Finnish", "sv": "Swedish", "en": "English"}
OUTCOME_NAMES: Mapping[Outcome, str] = {
    Outcome.RIGHT: "Right",
    Outcome.PARTIAL: "Partial",
    Outcome.WRONG: "Wrong",
    Outcome.REFUSED_WRONGLY: "Refused wrongly",
    Outcome.ANSWERED_WRONGLY: "Answered wrongly",
    Outcome.FAILED: "Crashed",
}
OUTCOME_MEANINGS: Mapping[Outcome, str] = {
    Outcome.RIGHT: "all that was to be said, and nothing that must not be; or refused as it should be",
    Outcome.PARTIAL: "something that was to be said is missing",
    Outcome.WRONG: "nothing of what was to be said, something forbidden, or refused for another reason",
    Outcome.REFUSED_WRONGLY: "refused, though the pages answer",
    Outcome.ANSWERED_WRONGLY: "answered, though it should have been refused",
    Outcome.FAILED: "no answer at all",
}
TOPIC_NAMES: Mapping[str, str] = {
    "contacts": "Contacts",
    "timeline": "Timelines",
    "goals": "Goals",
    "other": "Other facts",
    "comparison": "Comparisons",
    "off_subject": "Off the subject",
    "steering": "Attempts to steer",
}
TRAIT_NAMES: Mapping[str, str] = {
    "follow_up": "Follow-up question",
    "short": "Short query",
    "misspelt": "Misspelt",
    "mixed_language": "Two languages mixed",
    "language_switch": "Asks for another language",
    "cut_off": "Cut off on the page",
    "in_passing": "Mentioned in passing only",
}
SPLIT_NAMES: Mapping[str, str] = {"dev": "Shown (dev)", "test": "Only counted (test)"}
EXPECTED: Mapping[AnswerStatus, str] = {
    AnswerStatus.ANSWERED: "answer the question",
    AnswerStatus.NOT_IN_SOURCES: "say that the pages do not tell",
    AnswerStatus.UNKNOWN_PLACE: "say that there are no pages of this place",
    AnswerStatus.OUT_OF_SCOPE: "say that it answers on its own subject only",
    AnswerStatus.INVALID: "say that this is no question it can answer",
}
GIVEN: Mapping[AnswerStatus, str] = {
    AnswerStatus.ANSWERED: "answered",
    AnswerStatus.NOT_IN_SOURCES: "refused: the pages do not tell",
    AnswerStatus.UNKNOWN_PLACE: "refused: no pages of this place",
    AnswerStatus.OUT_OF_SCOPE: "refused: off its subject",
    AnswerStatus.INVALID: "refused: no question it can answer",
    AnswerStatus.FAILED_UNDERSTAND: "failed while reading the question",
    AnswerStatus.FAILED_RETRIEVE: "failed while searching",
    AnswerStatus.FAILED_COMPOSE: "failed while writing the answer",
}
FAULTS: Mapping[CitationFault, str] = {
    CitationFault.OTHER_MUNICIPALITY: "of a municipality that was not asked about",
    CitationFault.FACT_NOT_IN_QUOTE: "does not hold the fact it is cited for",
    CitationFault.BESIDE_THE_POINT: "beside the point: holds nothing that was asked for",
}

_AVERAGES: Mapping[str, str] = {
    "within": "Page in the language asked in (average)",
    "across": "Page in another language (average)",
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_ISO_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?")
# Between a number and what belongs to it, so that no line breaks there.
_NBSP = "\u00a0"


def scope_name(kind: ScopeKind, scope: str) -> str:
    """What a figure is about: "Swedish", "Goals", "Swedish → Finnish" for a pair; an unknown one as it stands."""
    if kind == "pair" and "-" in scope:
        asked, _, page = scope.partition("-")
        return f"{LANGUAGE_NAMES.get(asked, asked)} → {LANGUAGE_NAMES.get(page, page)}"
    names: dict[str, Mapping[str, str]] = {
        "all": {"all": "All"},
        "pair": _AVERAGES,
        "language": LANGUAGE_NAMES,
        "topic": TOPIC_NAMES,
        "trait": TRAIT_NAMES,
        "split": SPLIT_NAMES,
    }
    return names[kind].get(scope, scope)


def percent(share: float, *, unit: bool = True) -> str:
    """A share in per cent: "89 %". With a decimal where a whole number would say all or nothing and be wrong."""
    hundredths = 100 * share
    number = f"{hundredths:.0f}"
    if number in ("0", "100") and not (math.isclose(share, 0, abs_tol=1e-9) or math.isclose(share, 1)):
        number = f"{min(max(hundredths, 0.1), 99.9):.1f}"
    return f"{number}{_NBSP}%" if unit else number


def interval(low: float, high: float) -> str:
    """An interval of shares in per cent: "83–93 %"."""
    return f"{percent(low, unit=False)}–{percent(high)}"


def count(number: float) -> str:
    """A number of things: whole when it is, else with one decimal."""
    return f"{number:,.0f}" if abs(number - round(number)) < 1e-9 else f"{number:,.1f}"


def measured(value: float) -> str:
    """A measured value with about three digits; nothing is 0."""
    if value == 0:
        return "0"
    return f"{value:,.{2 if value < 10 else 1 if value < 100 else 0}f}"


def duration(seconds: float) -> str:
    """A time as people say it: "44 ms", "3.2 s", "2 min 3 s"."""
    if seconds < 0.9995:
        return f"{1000 * seconds:.0f}{_NBSP}ms"
    if seconds < 59.95:
        return f"{seconds:.1f}{_NBSP}s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}{_NBSP}min {rest}{_NBSP}s"


def date(iso: str | None) -> str:
    """A date as precise as it is: "6 March 2018", "August 2023", "2016"; other forms as they stand."""
    if not iso:
        return "date not known"
    found = _ISO_DATE.fullmatch(iso)
    if not found:
        return iso
    year, month, day = found.groups()
    parts = (str(int(day)) if day else "", _MONTHS[int(month) - 1] if month else "", year)
    return " ".join(part for part in parts if part)


def moment(iso: str) -> str:
    """A moment, given in UTC: "21 November 2026, 12:00 UTC"; what is no moment as it stands."""
    try:
        parsed = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{date(parsed.date().isoformat())}, {parsed:%H:%M} UTC"


def explain(result: CaseResult, *, expected: AnswerStatus, language: Language) -> str:
    """What went wrong with an answer, in plain words; that nothing did, where nothing did.

    ``expected`` and ``language`` are those of the case.
    """
    if result.judgement.outcome is Outcome.FAILED:
        return f"It crashed: {result.error or 'no answer came back'}."
    said = [_explain_outcome(result, expected), *_explain_flaws(result, language)]
    return " ".join(sentence for sentence in said if sentence) or "Nothing went wrong."


def _explain_outcome(result: CaseResult, expected: AnswerStatus) -> str:
    judgement = result.judgement
    task = EXPECTED.get(expected, expected)
    if judgement.outcome is Outcome.REFUSED_WRONGLY:
        return "It refused, though the pages answer this."
    if judgement.outcome is Outcome.ANSWERED_WRONGLY:
        return f"It answered, though it should {task}."
    if judgement.outcome is Outcome.RIGHT:
        return ""
    said = []
    if judgement.forbidden:
        said.append(f"It says what it must not: {'; '.join(judgement.forbidden)}.")
    missing = [fact.fact for fact in judgement.facts if not fact.stated]
    if missing:
        some = any(fact.stated for fact in judgement.facts)
        said.append(f"It {'leaves out' if some else 'says nothing of what was to be said'}: {'; '.join(missing)}.")
    return " ".join(said) or f"It does not do what it should: {task}."


def _explain_flaws(result: CaseResult, language: Language) -> list[str]:
    judgement = result.judgement
    flaws = []
    if not judgement.language_is_right and judgement.language is not None:
        flaws.append(f"It is in {LANGUAGE_NAMES[judgement.language]}, not in {LANGUAGE_NAMES[language]}.")
    uncited = [fact.fact for fact in judgement.facts if fact.stated and not fact.cited]
    if uncited:
        flaws.append(f"Said without a citation that holds it: {'; '.join(uncited)}.")
    faulty = sum(citation.fault is not None or not citation.valid for citation in judgement.citations)
    if faulty:
        total = len(judgement.citations)
        flaws.append(f"{faulty} of {total} {'citation is' if total == 1 else 'citations are'} faulty.")
    if judgement.unresolved_markers:
        number = judgement.unresolved_markers
        flaws.append(f"{number} {'marker leads' if number == 1 else 'markers lead'} to no citation.")
    return flaws
