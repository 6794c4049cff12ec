from index.alignment import align_versions
from tests.fakes import make_document

_FI = "# Tavoitteet\n\nLapset päättävät.\n\n- Yksi\n- Kaksi"
_SV = "# Mål\n\nBarnen bestämmer.\n\n- Ett\n- Två"
_EN = "# Goals\n\nChildren decide.\n\n- One\n- Two"


def test_versions_of_the_same_shape_share_the_page() -> None:
    documents = [make_document(_FI), make_document(_SV, "imatra/sivu.sv"), make_document(_EN, "imatra/sivu.en")]
    assert align_versions(documents) == {
        "imatra/sivu.fi": "imatra/sivu",
        "imatra/sivu.sv": "imatra/sivu",
        "imatra/sivu.en": "imatra/sivu",
    }


def test_a_version_that_parts_from_the_others_stands_alone() -> None:
    documents = [
        make_document(_FI),
        make_document(_SV + "\n- Tre", "imatra/sivu.sv"),
        make_document(_EN, "imatra/sivu.en"),
    ]
    assert align_versions(documents) == {
        "imatra/sivu.fi": "imatra/sivu",
        "imatra/sivu.sv": "imatra/sivu.sv",
        "imatra/sivu.en": "imatra/sivu",
    }


def test_a_list_is_not_a_paragraph() -> None:
    documents = [make_document("Yksi"), make_document("- Ett", "imatra/sivu.sv")]
    assert align_versions(documents) == {"imatra/sivu.fi": "imatra/sivu.fi", "imatra/sivu.sv": "imatra/sivu.sv"}


def test_a_single_version_and_pages_of_the_same_shape_are_not_aligned() -> None:
    documents = [make_document(_FI), make_document(_SV, "pori/sida.sv")]
    assert align_versions(documents) == {"imatra/sivu.fi": "imatra/sivu.fi", "pori/sida.sv": "pori/sida.sv"}


def test_nothing() -> None:
    assert align_versions([]) == {}
