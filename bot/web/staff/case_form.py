"""An evaluation case out of an entry of feedback: a form that knows what the entry tells, and staff complete."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from bot.answering import Bot
from bot.keeping.accounts import Account
from bot.keeping.audit import AuditAction
from bot.keeping.cases import (
    CASE_STATUSES,
    CASE_TOPICS,
    CaseFault,
    CaseFile,
    CasePassage,
    CaseTopic,
    EvaluationCase,
    PageSection,
    clean_line,
    complete_case,
    find_faults,
    list_sections,
)
from bot.keeping.feedback import FeedbackEntry, Verdict
from bot.keeping.unanswered import find_topic
from bot.schema import AnswerStatus
from bot.sought import Topic
from bot.understanding import clean_question, understand
from bot.web.parts import parts_of
from bot.web.staff.addresses import staff_address
from bot.web.staff.sessions import require_account, require_csrf, staff_page
from index.records import Records
from knowledge.languages import find_words
from knowledge.places import place_name
from knowledge.schema import Document, Language

# What parts a page and a heading in the value of a field, the ways to say a fact, and stands for no municipality.
_PART, _WAYS, _NO_PLACE = "\u001f", "|", "-"
_TOPICS: dict[Topic, CaseTopic] = {
    Topic.CONTACTS: "contacts",
    Topic.TIMELINE: "timeline",
    Topic.GOALS: "goals",
    Topic.PASSAGES: "other",
}
_MAX_LINES = 100

router = APIRouter()


@router.get("/feedback/{number:int}/case")
def show_form(request: Request, number: int, _: Annotated[Account, Depends(require_account)]) -> Response:
    """The form, with what the entry tells filled in."""
    entry, bot = _find_entry(request, number), parts_of(request).live.bot
    return _form_page(request, entry, bot, _draft_case(entry, bot, parts_of(request).settings.default_language))


@router.post("/feedback/{number:int}/case", dependencies=[Depends(require_csrf)])
def make_case(
    request: Request,
    number: int,
    account: Annotated[Account, Depends(require_account)],
    question: Annotated[str, Form()] = "",
    history: Annotated[str, Form()] = "",
    pinned: Annotated[str, Form()] = "",
    status: Annotated[str, Form()] = "",
    topic: Annotated[str, Form()] = "",
    facts: Annotated[str, Form()] = "",
    forbidden: Annotated[str, Form()] = "",
    place: Annotated[list[str] | None, Form()] = None,
    passage: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Adds the case; shows the form again with what is wrong with it."""
    parts = parts_of(request)
    entry, bot = _find_entry(request, number), parts.live.bot
    sections = list_sections(_documents(bot.records, entry.language))
    filled_in = EvaluationCase(
        question=clean_line(question),
        language=entry.language,
        status=next((known for known in CASE_STATUSES if known == status), AnswerStatus.ANSWERED),
        topic=next((known for known in CASE_TOPICS if known == topic), "other"),
        facts=tuple(ways for line in _lines(facts) if (ways := _ways(line))),
        forbidden=_lines(forbidden),
        municipalities=tuple(known for known in _places(bot) if (known or _NO_PLACE) in (place or ())),
        passages=tuple(s.passage for s in sections if _value(s.passage) in (passage or ())),
        history=_lines(history),
        pinned=bool(pinned),
    )
    case = complete_case(filled_in, sections, bot.municipalities)
    file = CaseFile(parts.settings.data_dir)
    faults = find_faults(case, sections, file.cases())
    if faults:
        return _form_page(request, entry, bot, filled_in, faults)
    case_id = file.add(case)
    parts.audit.record(account.name, AuditAction.CASE_MADE, case_id, f"feedback {entry.number}")
    address = staff_address(request, f"/staff/feedback/{entry.number}?case={case_id}")
    return RedirectResponse(address, 303, headers={"Cache-Control": "no-store"})


def _form_page(
    request: Request, entry: FeedbackEntry, bot: Bot, case: EvaluationCase, faults: Sequence[CaseFault] = ()
) -> Response:
    language = parts_of(request).pages.language(request)
    pages: dict[str, list[PageSection]] = {}
    for section in list_sections(_documents(bot.records, entry.language)):
        pages.setdefault(section.passage.page, []).append(section)
    return staff_page(
        request,
        "staff/case.html",
        422 if faults else 200,
        entry=entry,
        case=case,
        faults=faults,
        facts_text="\n".join(f" {_WAYS} ".join(ways) for ways in case.facts),
        statuses=CASE_STATUSES,
        topics=CASE_TOPICS,
        places=_places(bot),
        no_place=_NO_PLACE,
        pages=pages,
        value_of=_value,
        name_place=lambda place: place_name(place, language),
    )


def _draft_case(entry: FeedbackEntry, bot: Bot, default_language: Language) -> EvaluationCase:
    """The case as far as an entry tells it; what a right answer says is left to staff."""
    text = clean_question(entry.question)
    topic: CaseTopic = "other"
    places: tuple[str | None, ...] = ()
    is_pinned = False
    if find_words(text):
        meant = understand(text, pinned=None, history=entry.history, default=default_language)
        topic = _TOPICS[find_topic(meant)]
        places = tuple(place for place in meant.places if place in bot.municipalities)
        # The page that it was asked on gave the language; asked alone, it would be answered in another.
        is_pinned = meant.language != entry.language
    status = entry.status if entry.status in CASE_STATUSES else AnswerStatus.ANSWERED
    citations = entry.answer.citations
    is_right = entry.verdict is Verdict.UP
    known = {section.passage for section in list_sections(_documents(bot.records, entry.language))}
    page_ids = {document.document_id: document.page_id for document in _documents(bot.records, entry.language)}
    cited = dict.fromkeys(
        CasePassage(page=page_ids[citation.document_id], section=citation.section)
        for citation in citations
        if citation.document_id in page_ids
    )
    return EvaluationCase(
        question=entry.question,
        language=entry.language,
        status=status,
        topic="off_subject" if status is AnswerStatus.OUT_OF_SCOPE else topic,
        facts=(),
        municipalities=tuple(dict.fromkeys((*places, *(c.municipality for c in citations)))) if is_right else places,
        # Of an answer that was not right, the sources are not taken to be.
        passages=tuple(passage for passage in cited if passage in known) if is_right else (),
        history=entry.history,
        pinned=is_pinned,
    )


def _documents(records: Records, language: Language) -> tuple[Document, ...]:
    """Every page in the version that somebody who asks in a language is shown."""
    found = (records.document(summary.document_id) for summary in records.documents())
    return tuple(d for d in found if d.language == records.shown_language(d.page_id, language))


def _places(bot: Bot) -> tuple[str | None, ...]:
    """Those that may be cited: the municipalities that have pages, and None for pages about no single one."""
    return (*bot.municipalities, None)


def _value(passage: CasePassage) -> str:
    return f"{passage.page}{_PART}{passage.section}"


def _lines(text: str) -> tuple[str, ...]:
    return tuple(cleaned for line in text.splitlines()[:_MAX_LINES] if (cleaned := clean_line(line)))


def _ways(line: str) -> tuple[str, ...]:
    return tuple(way for part in line.split(_WAYS) if (way := part.strip()))


def _find_entry(request: Request, number: int) -> FeedbackEntry:
    entry = parts_of(request).feedback.entry(number)
    if entry is None:
        raise HTTPException(404)
    return entry
