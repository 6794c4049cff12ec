"""The HTTP API: questions, the documents that answers rest on, and the facts in them."""

import json
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from bot.json_form import answer_to_json
from bot.listing_facts import IndexedFacts, Topic, list_facts
from bot.phrasing import phrase
from bot.rendering_facts import facts_to_fields
from bot.schema import MAX_QUESTION_CHARS, Answer, Question
from bot.web import event_stream
from bot.web.error_replies import RefusedError, refuse_not_ready
from bot.web.parts import parts_of
from bot.web.rate_limits import LimitedAction
from index.records import Records
from knowledge.places import find_places
from knowledge.schema import Document, DocumentKind, Language

MAX_HISTORY_QUESTIONS = 20
_MAX_NAME_CHARS = 100

_EarlierQuestion = Annotated[str, Field(max_length=MAX_QUESTION_CHARS)]


class AskRequest(BaseModel):
    """A question, and what it follows on."""

    # A misspelt field would change the answer without a word.
    model_config = ConfigDict(extra="forbid")

    question: str = Field(
        description=f"In Finnish, Swedish or English, at most {MAX_QUESTION_CHARS} characters; one that is longer, or "
        "empty, is answered with the status `refused_invalid`.",
        examples=["Vem kan jag kontakta i Lojo?"],
    )
    language: Language | None = Field(
        None, description="The language of the answer, whatever the question's.", examples=["sv"]
    )
    page_language: Language | None = Field(
        None,
        description="The language of the page that it is asked on, which decides where neither `language` nor the "
        "words tell.",
        examples=["sv"],
    )
    history: tuple[_EarlierQuestion, ...] = Field(
        (),
        max_length=MAX_HISTORY_QUESTIONS,
        description="The earlier questions of the conversation, oldest first, so that a follow-up is understood.",
        examples=[["Vilka är Helsingfors mål?"]],
    )


class ErrorDetail(BaseModel):
    """What was wrong with a field of a request."""

    field: str = Field(examples=["body.history"])
    problem: str


class Error(BaseModel):
    """Why there is no answer: `code` is for programs, `message` for people, in the language asked for."""

    code: str
    message: str
    details: tuple[ErrorDetail, ...] = ()


class ErrorReply(BaseModel):
    """The reply to a request that is turned down or that failed."""

    error: Error


class DocumentEntry(BaseModel):
    """A page in one language. Dates are as precise as they are known: `2023`, `2023-08` or `2023-08-15`."""

    id: str = Field(examples=["imatra/lapsiystavallinen-kunta.fi"])
    municipality: str | None = Field(description="The official Finnish name; null for a page about no single one.")
    title: str
    language: Language
    kind: DocumentKind
    machine_translated: bool
    published: str | None
    retrieved: str | None
    url: str | None
    publisher: str | None


class DocumentsReply(BaseModel):
    """The documents that answers rest on, by id."""

    documents: tuple[DocumentEntry, ...]


class FactsReply(BaseModel):
    """The facts that answers are made of, as `lykbot facts --json` lists them, each with the passages that state it."""

    contacts: tuple[dict[str, object], ...]
    events: tuple[dict[str, object], ...]
    goals: tuple[dict[str, object], ...]


_Municipality = Annotated[
    str | None,
    Query(max_length=_MAX_NAME_CHARS, description="Only this one's: its Finnish or Swedish name.", examples=["Lojo"]),
]
_LanguageWanted = Annotated[Language | None, Query(description="Only those in this language.")]

_TURNED_DOWN: dict[int | str, dict[str, object]] = {
    422: {"model": ErrorReply, "description": "A field is missing or is not what it must be"},
    429: {"model": ErrorReply, "description": "Too much in a minute; `Retry-After` says how many seconds to wait"},
    503: {"model": ErrorReply, "description": "Not ready, or too busy; `Retry-After` says when to try again"},
}
_UNKNOWN_PLACE: dict[int | str, dict[str, object]] = {
    404: {"model": ErrorReply, "description": "No municipality with pages has this name"}
}
_STREAM_EXAMPLE = (
    'event: stage\ndata: {"stage": "retrieve"}\n\nevent: text\ndata: {"text": "Lojo … [1]"}\n\n'
    'event: answer\ndata: {"question": "…", …}\n\n'
)

router = APIRouter(prefix="/api/v1", tags=["questions"])


@router.post(
    "/ask",
    summary="Ask a question",
    response_class=Response,
    responses={
        200: {
            "model": Answer,
            "description": "The answer. Whether the question was answered is in `status`.",
            # The first one is what a page shows as the usual one.
            "content": {
                "application/json": {},
                event_stream.MEDIA_TYPE: {"schema": {"type": "string"}, "example": _STREAM_EXAMPLE},
            },
        },
        413: {"model": ErrorReply, "description": "The request has more than 64 KiB"},
        **_TURNED_DOWN,
    },
)
async def ask(
    request: Request, asked: AskRequest, accept: Annotated[str, Header(include_in_schema=False)] = ""
) -> Response:
    """Answers a question from the municipalities' pages, with citations.

    Every statement of an answer has a marker like `[1]`, the number of the citation that gives the passage. With
    `Accept: text/event-stream` the answer comes as server-sent events while it is made: `stage` as each stage begins,
    `text` for each block of the answer, `answer` with all of it as below; or `error`.
    """
    parts = parts_of(request)
    language = asked.language or asked.page_language or parts.pages.language(request)
    _take(request, LimitedAction.QUESTION, language)
    live = parts.live
    if not live.is_ready():
        raise refuse_not_ready(live.state, language)
    question = Question(
        text=asked.question, language=asked.language, page_language=asked.page_language, history=asked.history
    )
    if _wants_events(accept):
        events = event_stream.stream_answer(
            live.ask, question, observe=parts.metrics.observe, busy=phrase(language, "api.busy")
        )
        # nginx would hold the events back until the answer is complete.
        return StreamingResponse(events, media_type=event_stream.MEDIA_TYPE, headers={"X-Accel-Buffering": "no"})
    answer = await live.ask(question)
    parts.metrics.observe(answer)
    return Response(answer_to_json(answer), media_type="application/json")


@router.get("/documents", summary="List the documents", responses={**_TURNED_DOWN, **_UNKNOWN_PLACE})
async def list_documents(
    request: Request, municipality: _Municipality = None, language: _LanguageWanted = None
) -> DocumentsReply:
    """The documents that answers rest on: each page, once for every language it is there in."""
    reader = language or parts_of(request).pages.language(request)
    _take(request, LimitedAction.LIST, reader)
    live = parts_of(request).live
    documents = (await live.run(_read_index, live.bot.records)).documents
    if municipality is not None:
        place = _find_municipality(municipality, documents, reader)
        documents = tuple(document for document in documents if document.municipality == place)
    return DocumentsReply(
        documents=tuple(_entry(document) for document in documents if language in (None, document.language))
    )


@router.get("/facts", summary="List the facts", response_model=FactsReply, responses={**_TURNED_DOWN, **_UNKNOWN_PLACE})
async def show_facts(
    request: Request,
    municipality: _Municipality = None,
    topic: Annotated[Topic | None, Query(description="Only the facts of this kind.")] = None,
    language: Annotated[
        Language | None, Query(description="Quote this version of a page, where there is one; else the original.")
    ] = None,
) -> Response:
    """Contacts, events and goals, each with the passages that state it."""
    reader = language or parts_of(request).pages.language(request)
    _take(request, LimitedAction.LIST, reader)
    live = parts_of(request).live
    records = live.bot.records
    place = municipality
    if municipality is not None:
        place = _find_municipality(municipality, (await live.run(_read_index, records)).documents, reader)
    return Response(await live.run(_write_facts, records, place, topic, language), media_type="application/json")


def _take(request: Request, action: LimitedAction, language: Language) -> None:
    """Counts an action of a visitor.

    Raises:
        RefusedError: There have been too many.
    """
    parts = parts_of(request)
    refusal = parts.limits.take(request, action)
    if refusal is not None:
        parts.metrics.count_refusal(action)
        raise RefusedError(
            429, refusal.sentence(language), language=language, retry_after_seconds=refusal.retry_after_seconds
        )


def _wants_events(accept: str) -> bool:
    return any(part.partition(";")[0].strip().lower() == event_stream.MEDIA_TYPE for part in accept.split(","))


# Of one index generation; the next one has other records.
@lru_cache(maxsize=1)
def _read_index(records: Records) -> IndexedFacts:
    documents = tuple(records.document(summary.document_id) for summary in records.documents())
    return IndexedFacts(facts=records.facts(), documents=documents)


@lru_cache(maxsize=64)
def _write_facts(records: Records, place: str | None, topic: Topic | None, language: Language | None) -> str:
    listing = list_facts(_read_index(records), municipality=place, topic=topic)
    return json.dumps(facts_to_fields(listing, language), ensure_ascii=False, indent=2)


def _find_municipality(name: str, documents: Sequence[Document], language: Language) -> str:
    """The official name of the municipality with pages that a name stands for.

    Raises:
        RefusedError: There is none.
    """
    written = unicodedata.normalize("NFC", name.strip())
    # A name is expected here, so that it may be in lower case, and none of it is an ordinary word.
    found = {place.municipality for place in find_places(written.title(), is_known_word=lambda word: False)}
    with_pages = found & {document.municipality for document in documents}
    if len(found) != 1 or not with_pages:
        sentence = phrase(language, "api.unknown_place", name=written)
        raise RefusedError(404, sentence, language=language, code="unknown_municipality")
    return found.pop()


def _entry(document: Document) -> DocumentEntry:
    source = document.source
    return DocumentEntry(
        id=document.document_id,
        municipality=document.municipality,
        title=document.title,
        language=document.language,
        kind=document.kind,
        machine_translated=document.machine_translated,
        published=source.published,
        retrieved=source.retrieved,
        url=source.url,
        publisher=source.publisher,
    )
