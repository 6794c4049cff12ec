from dataclasses import replace

from evals.localising import localise
from evals.schema import SectionReference
from evals.sections import VersionedPages
from tests.evals.samples import sample_case
from tests.fakes import make_document

_FI = make_document("# Sivu\n\nMalli on tuttu. Tunnustus tuli keväällä. Kissa nukkuu.", "imatra/sivu.fi")
_SV = make_document(
    "# Sida\n\nModellen är bekant. Utmärkelsen kom på våren. Katten sover.",
    "imatra/sivu.sv",
    translation_of="imatra/sivu.fi",
)
_CASE = replace(
    sample_case("dev-1", "sv"),
    facts=(("på våren",), ("1999",)),
    passages=(SectionReference(page="imatra/sivu", section="Sida"),),
)


def test_a_fact_may_be_stated_by_the_sentence_at_the_same_place() -> None:
    localised = localise(_CASE, VersionedPages([_FI, _SV]), "fi")
    assert localised.facts == (("på våren", "Tunnustus tuli keväällä."), ("1999",))


def test_nothing_is_added_in_the_language_of_the_case() -> None:
    assert localise(_CASE, VersionedPages([_FI, _SV]), "sv") == _CASE


def test_nothing_is_added_where_the_versions_part() -> None:
    other = make_document("# Sivu\n\nTunnustus.\n\n- tuli keväällä", "imatra/sivu.fi")
    assert localise(_CASE, VersionedPages([other, _SV]), "fi") == _CASE


def test_nothing_is_added_where_there_is_no_version_in_the_language_of_the_case() -> None:
    case = replace(_CASE, passages=(SectionReference(page="imatra/sivu", section="Sivu"),))
    assert localise(case, VersionedPages([_FI]), "fi") == case
