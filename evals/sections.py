"""Which sections of which documents answer a case: its references, found in every language version of their pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.errors import EvaluationError
from evals.schema import Case, PlacedCase, SectionReference
from index.alignment import align_versions
from knowledge.schema import Document, Language, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedSection:
    """A section of a document; ``position`` counts the document's sections from 0."""

    document: Document
    position: int

    @property
    def section(self) -> Section:
        """The section itself."""
        return self.document.sections[self.position]

    @property
    def heading(self) -> str:
        """Its own heading; the document's title for text before the first heading, as citations have it."""
        path = self.section.heading_path
        return path[-1] if path else self.document.title


class VersionedPages:
    """The documents that are answered from, by page and language.

    Args:
        documents: All of them; language versions of a page share its ``page_id``.
    """

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = tuple(documents)
        self._alignment = align_versions(self.documents)
        self._page_ids = {document.document_id: document.page_id for document in self.documents}
        self._versions: dict[str, dict[Language, Document]] = {}
        for document in self.documents:
            self._versions.setdefault(document.page_id, {})[document.language] = document

    def find(self, reference: SectionReference, language: Language) -> tuple[PlacedSection, ...]:
        """The section that is meant, in every language version that has it; () when none does.

        A heading is looked for in the version in ``language`` first, then in the others. Versions that match block by
        block have the section at the same position; in others only an equal heading counts.
        """
        versions = self._find_versions(reference)
        ordered = sorted(versions.values(), key=lambda document: (document.language != language, document.document_id))
        for document in ordered:
            named = _named(document, reference.section)
            if named:
                return tuple(self._counterparts(named, reference, ordered))
        return ()

    def aligned(self, one: Document, other: Document) -> bool:
        """Whether two documents are versions of one page that match block by block."""
        return self._alignment[one.document_id] == self._alignment[other.document_id]

    def shown_language(self, reference: SectionReference, asked_in: Language) -> Language | None:
        """In which language a page is shown to an asker: theirs where there is such a version, else the original's."""
        versions = self._find_versions(reference)
        if not versions:
            return None
        if asked_in in versions:
            return asked_in
        originals = [document for document in versions.values() if document.translation_of is None]
        return min(originals or versions.values(), key=lambda document: document.document_id).language

    def _find_versions(self, reference: SectionReference) -> dict[Language, Document]:
        """The versions of the page that is meant; people also write the id of one of its documents."""
        return self._versions.get(self._page_ids.get(reference.page, reference.page), {})

    def _counterparts(
        self, named: Sequence[PlacedSection], reference: SectionReference, versions: Sequence[Document]
    ) -> list[PlacedSection]:
        found = list(named)
        for document in versions:
            if document.document_id == named[0].document.document_id:
                continue
            if self.aligned(document, named[0].document):
                found += [PlacedSection(document=document, position=placed.position) for placed in named]
            else:
                found += _named(document, reference.section)
        return found


def check_references(cases: Sequence[PlacedCase], pages: VersionedPages, origin: str) -> None:
    """Does nothing when the documents hold every section that the cases name.

    Args:
        cases: The cases.
        pages: The documents.
        origin: What the documents are, for the message ("the index in DIR").

    Raises:
        EvaluationError: A section is missing; the message names the file and the line.
    """
    missing = [
        (placed, reference)
        for placed in cases
        for reference in placed.case.passages
        if not pages.find(reference, placed.case.language)
    ]
    if missing:
        placed, reference = missing[0]
        others = len({other.case.case_id for other, _ in missing}) - 1
        more = f" ({others} more cases name sections it does not hold)" if others else ""
        raise EvaluationError(
            f"{placed.path}, line {placed.line}: case {placed.case.case_id} names the section "
            f"{reference.section!r} of {reference.page}, which {origin} does not hold{more}; it was built from other "
            "documents: rebuild it with `lykbot build`, or name the right one with --index"
        )


def answering_sections(case: Case, pages: VersionedPages) -> tuple[PlacedSection, ...]:
    """All sections that a case names, in every language version."""
    return tuple(placed for reference in case.passages for placed in pages.find(reference, case.language))


def _named(document: Document, heading: str) -> list[PlacedSection]:
    placed = [PlacedSection(document=document, position=i) for i in range(len(document.sections))]
    return [section for section in placed if section.heading == heading]
