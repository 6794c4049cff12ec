from dataclasses import replace

import pytest

from bot.schema import AnswerStatus
from evals.errors import EvaluationError
from evals.schema import PlacedCase, SectionReference
from evals.sections import VersionedPages, answering_sections, check_references
from knowledge.schema import Document
from tests.evals.samples import sample_case
from tests.fakes import make_document

_FI = make_document("# Sivu\n\nAlku.\n\n## Yhteystiedot\n\nAnna, puhelin 1.", "imatra/sivu.fi")
_SV = make_document(
    "# Sida\n\nBörjan.\n\n## Kontakt\n\nAnna, telefon 1.", "imatra/sivu.sv", translation_of="imatra/sivu.fi"
)
# Parts from the others, but has a heading in common with the Finnish one.
_EN = make_document("# Page\n\n## Yhteystiedot\n\nAnna.", "imatra/sivu.en", translation_of="imatra/sivu.fi")


def _found(reference: SectionReference, *documents: Document) -> list[tuple[str, str]]:
    placed = VersionedPages(documents).find(reference, "sv")
    return [(one.document.document_id, one.heading) for one in placed]


def test_a_section_is_found_at_its_place_in_a_version_that_matches() -> None:
    reference = SectionReference(page="imatra/sivu", section="Kontakt")
    assert _found(reference, _FI, _SV) == [("imatra/sivu.sv", "Kontakt"), ("imatra/sivu.fi", "Yhteystiedot")]


def test_a_version_that_parts_has_it_only_by_name() -> None:
    reference = SectionReference(page="imatra/sivu", section="Kontakt")
    assert ("imatra/sivu.en", "Yhteystiedot") not in _found(reference, _FI, _SV, _EN)
    by_name = SectionReference(page="imatra/sivu", section="Yhteystiedot")
    assert ("imatra/sivu.en", "Yhteystiedot") in _found(by_name, _FI, _SV, _EN)


def test_a_heading_may_be_in_another_language_than_the_case() -> None:
    reference = SectionReference(page="imatra/sivu", section="Yhteystiedot")
    assert ("imatra/sivu.sv", "Kontakt") in _found(reference, _FI, _SV)


def test_a_page_may_be_named_by_one_of_its_documents() -> None:
    reference = SectionReference(page="imatra/sivu.fi", section="Kontakt")
    assert _found(reference, _FI, _SV) == [("imatra/sivu.sv", "Kontakt"), ("imatra/sivu.fi", "Yhteystiedot")]


def test_the_text_before_the_first_heading_goes_by_the_title() -> None:
    document = make_document("Vain tekstiä.", "imatra/muu.fi", title="Otsikko")
    assert _found(SectionReference(page="imatra/muu", section="Otsikko"), document) == [("imatra/muu.fi", "Otsikko")]


@pytest.mark.parametrize("reference", [("imatra/muu", "Kontakt"), ("imatra/sivu", "Muu")])
def test_nothing_is_found_of_what_is_not_there(reference: tuple[str, str]) -> None:
    assert _found(SectionReference(page=reference[0], section=reference[1]), _FI, _SV) == []


def test_shown_language() -> None:
    reference = SectionReference(page="imatra/sivu", section="Kontakt")
    pages = VersionedPages([_FI, _SV])
    assert pages.shown_language(reference, "sv") == "sv"
    assert pages.shown_language(reference, "en") == "fi"
    assert pages.shown_language(SectionReference(page="nowhere", section="x"), "fi") is None


def test_check_references_names_file_line_and_what_to_do() -> None:
    case = replace(sample_case("dev-1"), passages=(SectionReference(page="imatra/sivu", section="Muu"),))
    placed = PlacedCase(case=case, set_name="own", path="own.jsonl", line=7)
    refused = replace(placed, case=replace(case, case_id="dev-2", status=AnswerStatus.NOT_IN_SOURCES, passages=()))
    with pytest.raises(EvaluationError, match=r"own\.jsonl, line 7: case dev-1 names the section 'Muu' of imatra/sivu"):
        check_references([refused, placed], VersionedPages([_FI]), "the index in x")
    check_references([refused], VersionedPages([_FI]), "the index in x")


def test_answering_sections() -> None:
    case = replace(
        sample_case("dev-1"),
        passages=(
            SectionReference(page="imatra/sivu", section="Sivu"),
            SectionReference(page="imatra/sivu", section="Yhteystiedot"),
        ),
    )
    placed = answering_sections(case, VersionedPages([_FI, _SV]))
    assert {(one.document.language, one.position) for one in placed} == {("fi", 0), ("fi", 1), ("sv", 0), ("sv", 1)}
