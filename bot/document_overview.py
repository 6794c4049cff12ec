"""What is indexed, by municipality and page, and what staff may want to mend."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.listing_facts import IndexedFacts
from bot.page_shelf import ShelfPage, is_added
from knowledge.facts.merging import FactCollection, Stated
from knowledge.facts.schema import Contact, DocumentFacts, Event, Goal
from knowledge.schema import LANGUAGES, Document, Language


class Origin(StrEnum):
    """Whose page it is: it ships with lykbot, staff added it, or the command line named it."""

    SHIPPED = "shipped"
    ADDED = "added"
    NAMED = "named"


class Standing(StrEnum):
    """Whether questions are answered from it: they are, will be, or will not be after the next rebuild."""

    IN_FORCE = "in_force"
    WAITING = "waiting"
    LEAVING = "leaving"


class PageWarning(StrEnum):
    """What may be missing."""

    NO_DATE = "no_date"
    NO_CONTACT = "no_contact"
    LANGUAGE_MISSING = "language_missing"
    MACHINE_TRANSLATED = "machine_translated"
    NO_QUESTIONS = "no_questions"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDocument:
    """One language version of a page; of one that is not in the index yet the counts are 0 and the dates None."""

    document_id: str
    title: str
    language: Language
    origin: Origin
    standing: Standing
    published: str | None = None
    retrieved: str | None = None
    contacts: int = 0
    events: int = 0
    goals: int = 0
    warnings: tuple[PageWarning, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPage:
    """A page in its languages, and those that it is not there in."""

    page_id: str
    documents: tuple[ListedDocument, ...]
    missing: tuple[Language, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePages:
    """The pages about a municipality (None: of no single one); ``has_contact``: one of them says whom to reach."""

    municipality: str | None
    pages: tuple[ListedPage, ...]
    has_contact: bool

    @property
    def has_warnings(self) -> bool:
        """Whether anything may be missing here."""
        return not self.has_contact or any(map(page_has_warnings, self.pages))


def page_has_warnings(page: ListedPage) -> bool:
    """Whether anything may be missing of a page."""
    return bool(page.missing) or any(document.warnings for document in page.documents)


def warnings_of(document: Document) -> tuple[PageWarning, ...]:
    """What a document by itself may lack."""
    found = {
        PageWarning.NO_DATE: document.source.published is None,
        PageWarning.MACHINE_TRANSLATED: document.machine_translated,
        PageWarning.NO_QUESTIONS: not document.example_questions,
    }
    return tuple(warning for warning, holds in found.items() if holds)


def list_pages(
    indexed: IndexedFacts, *, shipped: Sequence[ShelfPage], added: Sequence[ShelfPage], taken_out: Collection[str]
) -> tuple[PlacePages, ...]:
    """The pages of an index, and those that wait for a rebuild; by municipality, those of no single one last.

    Args:
        indexed: What is in force.
        shipped: The sheets that ship.
        added: What staff added.
        taken_out: The document_ids of those shipped that staff took out.
    """
    origins = {page.document_id: Origin.SHIPPED for page in shipped}
    staying = [page for page in shipped if page.document_id not in taken_out] + [*added]
    stays = {page.document_id for page in staying}
    counts = _count_facts(indexed.facts)
    places: dict[str | None, dict[str, list[ListedDocument]]] = defaultdict(lambda: defaultdict(list))
    for document in indexed.documents:
        otherwise = Origin.ADDED if is_added(document.document_id) else Origin.NAMED
        listed = ListedDocument(
            document_id=document.document_id,
            title=document.title,
            language=document.language,
            origin=origins.get(document.document_id, otherwise),
            standing=Standing.IN_FORCE if document.document_id in stays else Standing.LEAVING,
            published=document.source.published,
            retrieved=document.source.retrieved,
            contacts=counts[document.document_id, Contact],
            events=counts[document.document_id, Event],
            goals=counts[document.document_id, Goal],
            warnings=warnings_of(document),
        )
        places[document.municipality][document.page_id].append(listed)
    known = {document.document_id for document in indexed.documents}
    for page in staying:
        if page.document_id not in known:
            waiting = ListedDocument(
                document_id=page.document_id,
                title=page.title,
                language=page.language,
                origin=origins.get(page.document_id, Origin.ADDED),
                standing=Standing.WAITING,
            )
            places[page.municipality][page.page_id].append(waiting)
    return tuple(
        _place(municipality, places[municipality])
        for municipality in sorted(places, key=lambda name: (name is None, name or ""))
    )


def only_with_warnings(places: Sequence[PlacePages]) -> tuple[PlacePages, ...]:
    """What may lack something; of a municipality without a contact all pages stay."""
    return tuple(
        replace(place, pages=tuple(page for page in place.pages if not place.has_contact or page_has_warnings(page)))
        for place in places
        if place.has_warnings
    )


def facts_of(document_id: str, facts: FactCollection) -> DocumentFacts:
    """What one document states, each kind in the order of its text."""
    contacts = [fact for stated in facts.contacts for fact in stated.statements if fact.document_id == document_id]
    events = [fact for stated in facts.events for fact in stated.statements if fact.document_id == document_id]
    goals = [
        fact
        for listed in facts.goal_lists
        for stated in listed.goals
        for fact in stated.statements
        if fact.document_id == document_id
    ]
    return DocumentFacts(
        contacts=tuple(sorted(contacts, key=lambda fact: fact.start_char)),
        events=tuple(sorted(events, key=lambda fact: fact.start_char)),
        goals=tuple(sorted(goals, key=lambda fact: fact.start_char)),
    )


def _place(municipality: str | None, pages: dict[str, list[ListedDocument]]) -> PlacePages:
    listed = tuple(
        ListedPage(
            page_id=page_id,
            documents=tuple(sorted(documents, key=lambda document: LANGUAGES.index(document.language))),
            missing=tuple(
                language for language in LANGUAGES if language not in {document.language for document in documents}
            ),
        )
        for page_id, documents in sorted(pages.items(), key=lambda item: (item[1][0].title, item[0]))
    )
    documents = [document for page in listed for document in page.documents]
    # Nobody expects a person to call about pages of no single municipality, and of those that wait nothing is known.
    has_contact = municipality is None or any(
        document.contacts or document.standing is Standing.WAITING for document in documents
    )
    return PlacePages(municipality=municipality, pages=listed, has_contact=has_contact)


def _count_facts(facts: FactCollection) -> Counter[tuple[str, type]]:
    goals = (goal for listed in facts.goal_lists for goal in listed.goals)
    stated: Iterable[Stated[Contact] | Stated[Event] | Stated[Goal]] = (*facts.contacts, *facts.events, *goals)
    return Counter((fact.document_id, type(fact)) for one in stated for fact in one.statements)
