"""Made-up answers over made-up pages, for the tests of what shows them. Every fact here is invented."""

from collections.abc import Sequence

from bot.schema import Answer, AnswerContact, AnswerEvent, AnswerGoal, AnswerStatus, Citation, Original
from knowledge.facts.dates import DatePrecision
from knowledge.schema import Document, Language
from tests.fakes import make_document

KEMI = make_document(
    "# Kemi\n\nKemi on vanha. Kemi liittyi malliin 2016. Kemi kasvaa.\n\n- Puistot ovat siistejä.\n",
    "kemi/sivu.fi",
    municipality="Kemi",
)


def make_citation(
    number: int = 1,
    quote: str = "Kemi liittyi malliin 2016.",
    *,
    document: Document = KEMI,
    published: str | None = None,
    retrieved: str | None = None,
    url: str | None = None,
    translation: str | None = None,
    original: Original | None = None,
) -> Citation:
    """A citation of words of a document."""
    start = document.text.index(quote)
    return Citation(
        number=number,
        document_id=document.document_id,
        municipality=document.municipality,
        title=document.title,
        publisher="Kemin kaupunki",
        section="Kemi",
        language=document.language,
        published=published,
        retrieved=retrieved,
        url=url,
        quote=quote,
        start_char=start,
        end_char=start + len(quote),
        translation=translation,
        original=original,
    )


def make_answer(
    text: str,
    citations: Sequence[Citation] = (),
    *,
    language: Language = "fi",
    status: AnswerStatus = AnswerStatus.ANSWERED,
    contacts: Sequence[AnswerContact] = (),
    events: Sequence[AnswerEvent] = (),
    goals: Sequence[AnswerGoal] = (),
) -> Answer:
    """An answer as the bot would give it."""
    return Answer(
        question="Milloin?",
        language=language,
        status=status,
        text=text,
        citations=tuple(citations),
        contacts=tuple(contacts),
        events=tuple(events),
        goals=tuple(goals),
    )


def make_contact(
    name: str | None = "Aino Malli",
    *,
    role: str | None = None,
    role_original: str | None = None,
    phone: str | None = None,
    as_written: str | None = None,
    email: str | None = None,
    citation: int = 1,
) -> AnswerContact:
    """A contact of Pori, which Swedish calls Björneborg."""
    return AnswerContact(
        name=name,
        role=role,
        role_original=role_original,
        phone=phone,
        phone_as_written=as_written or phone,
        email=email,
        municipality="Pori",
        citation=citation,
    )


def make_event(
    date: str | None,
    *,
    end_date: str | None = None,
    precision: DatePrecision | None = "year",
    kind: str = "other",
    is_plan: bool = False,
    date_text: str = "silloin",
    municipality: str | None = "Kemi",
    citation: int = 1,
) -> AnswerEvent:
    """An event as an answer tells it."""
    return AnswerEvent(
        date=date,
        end_date=end_date,
        precision=precision,
        kind=kind,
        is_plan=is_plan,
        date_text=date_text,
        text="Jotakin tapahtui.",
        municipality=municipality,
        citation=citation,
    )
