"""What is listed of an index, and what staff are warned of."""

from dataclasses import replace

from bot.document_overview import (
    Origin,
    PageWarning,
    PlacePages,
    Standing,
    facts_of,
    list_pages,
    only_with_warnings,
    warnings_of,
)
from bot.listing_facts import IndexedFacts
from bot.page_shelf import ShelfPage
from knowledge.facts.extracting import extract_facts
from knowledge.facts.merging import PageFacts, merge_facts
from knowledge.schema import Document, ExampleQuestion, Source
from tests.fakes import make_document

TEXT = "# Imatra\n\nImatra lähti mukaan vuonna 2016.\n\nLiisa Esimerkki\nkoordinaattori\npuh. 016 123 4567\n"
ADDED = "0123456789abcdef.fi"


def make_index(*documents: Document) -> IndexedFacts:
    pages = (
        PageFacts(
            document_id=document.document_id,
            page_id=document.page_id,
            municipality=document.municipality,
            language=document.language,
            is_original=document.kind == "original",
            facts=extract_facts(document),
        )
        for document in documents
    )
    return IndexedFacts(facts=merge_facts(pages), documents=documents)


def make_page(document_id: str, municipality: str | None = "Imatra") -> ShelfPage:
    page_id, _, language = document_id.rpartition(".")
    return ShelfPage(
        document_id=document_id,
        page_id=page_id,
        title="Sivu",
        municipality=municipality,
        language="sv" if language == "sv" else "fi",
    )


def overview(
    *documents: Document, shipped: tuple[str, ...] = (), added: tuple[str, ...] = (), taken_out: tuple[str, ...] = ()
) -> tuple[PlacePages, ...]:
    return list_pages(
        make_index(*documents),
        shipped=[make_page(document_id) for document_id in shipped],
        added=[make_page(document_id) for document_id in added],
        taken_out=taken_out,
    )


def test_nothing() -> None:
    assert overview() == ()


def test_counts_and_dates() -> None:
    document = replace(make_document(TEXT), source=Source(published="2024", retrieved="2024-05-01"))
    ((place,),) = [overview(document, shipped=("imatra/sivu.fi",))]
    ((page,), (listed,)) = (place.pages, place.pages[0].documents)
    assert (listed.contacts, listed.events, listed.goals) == (1, 1, 0)
    assert (listed.published, listed.retrieved) == ("2024", "2024-05-01")
    assert (listed.origin, listed.standing) == (Origin.SHIPPED, Standing.IN_FORCE)
    assert page.missing == ("sv", "en")
    assert place.has_contact


def test_versions_of_a_page_stand_together() -> None:
    documents = (make_document(TEXT, "imatra/sivu.sv", translation_of="imatra/sivu.fi"), make_document(TEXT))
    (place,) = overview(*documents)
    (page,) = place.pages
    assert [document.language for document in page.documents] == ["fi", "sv"]
    assert page.missing == ("en",)


def test_places_by_name_and_those_of_none_last() -> None:
    documents = (
        make_document(TEXT, "malli.fi", municipality=None),
        make_document(TEXT, "pori/sivu.fi", municipality="Pori"),
        make_document(TEXT),
    )
    assert [place.municipality for place in overview(*documents)] == ["Imatra", "Pori", None]


def test_contact_is_missed_of_a_municipality_only() -> None:
    text = "# Sivu\n\nLapset ovat mukana.\n"
    with_one = (make_document(text, "imatra/a.fi"), make_document(TEXT, "imatra/b.fi"))
    assert [place.has_contact for place in overview(*with_one)] == [True]
    assert [place.has_contact for place in overview(make_document(text))] == [False]
    assert [place.has_contact for place in overview(make_document(text, municipality=None))] == [True]


def test_origin_and_standing() -> None:
    gone_page = "ffffffffffffffff.fi"
    documents = tuple(make_document(TEXT, name) for name in ("kept.fi", "out.fi", ADDED, gone_page, "named.fi"))
    (place,) = overview(*documents, shipped=("kept.fi", "out.fi"), added=(ADDED,), taken_out=("out.fi",))
    found = {
        document.document_id: (document.origin, document.standing)
        for page in place.pages
        for document in page.documents
    }
    assert found == {
        "kept.fi": (Origin.SHIPPED, Standing.IN_FORCE),
        "out.fi": (Origin.SHIPPED, Standing.LEAVING),
        ADDED: (Origin.ADDED, Standing.IN_FORCE),
        gone_page: (Origin.ADDED, Standing.LEAVING),
        "named.fi": (Origin.NAMED, Standing.LEAVING),
    }


def test_what_waits_for_a_rebuild() -> None:
    (place,) = overview(shipped=("kept.fi", "out.fi"), added=(ADDED,), taken_out=("out.fi",))
    found = {document.document_id: document for page in place.pages for document in page.documents}
    assert {name: document.origin for name, document in found.items()} == {
        "kept.fi": Origin.SHIPPED,
        ADDED: Origin.ADDED,
    }
    assert {document.standing for document in found.values()} == {Standing.WAITING}
    assert place.has_contact


def test_warnings() -> None:
    document = make_document(TEXT)
    assert warnings_of(document) == (PageWarning.NO_DATE, PageWarning.NO_QUESTIONS)
    question = ExampleQuestion(text="Milloin?", start_char=None)
    sound = replace(document, source=Source(published="2024"), example_questions=(question,))
    assert warnings_of(sound) == ()
    assert warnings_of(replace(sound, machine_translated=True)) == (PageWarning.MACHINE_TRANSLATED,)


def test_only_with_warnings() -> None:
    question = (ExampleQuestion(text="Milloin?", start_char=None),)
    sound = tuple(
        replace(
            make_document(TEXT, f"imatra/a.{language}"), source=Source(published="2024"), example_questions=question
        )
        for language in ("fi", "sv", "en")
    )
    lacking = make_document(TEXT, "imatra/b.fi")
    assert only_with_warnings(overview(*sound)) == ()
    (place,) = only_with_warnings(overview(*sound, lacking))
    assert [page.page_id for page in place.pages] == ["imatra/b"]


def test_facts_of_one_document() -> None:
    documents = (make_document(TEXT), make_document(TEXT, "imatra/sivu.sv", translation_of="imatra/sivu.fi"))
    facts = facts_of("imatra/sivu.sv", make_index(*documents).facts)
    assert [contact.document_id for contact in facts.contacts] == ["imatra/sivu.sv"]
    assert facts_of("imatra/none.fi", make_index(*documents).facts).contacts == ()
