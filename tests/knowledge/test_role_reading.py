import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.role_reading import NO_AREA, Role, RoleArea, ends_like_head, read_head, read_role, read_role_before_area
from knowledge.schema import LANGUAGES, Language


def own(head: str, *fields: str, unit: str = "", modifiers: tuple[str, ...] = ()) -> Role:
    return Role(head=head, own=RoleArea(fields=fields, unit=unit), modifiers=modifiers)


@pytest.mark.parametrize(
    ("title", "language", "role"),
    [
        ("nuorisopäällikkö", "fi", own("manager", "youth")),
        ("Nuorison päällikkö", "fi", own("manager", "youth")),
        ("nuorisopalvelupäällikkö", "fi", own("manager", "youth", unit="services")),
        ("nuorisopalveluiden päällikkö", "fi", own("manager", "youth", unit="services")),
        ("kulttuuri- ja vapaa-aikajohtaja", "fi", own("director", "culture", "leisure")),
        ("kulttuuri-, liikunta- ja nuorisojohtaja", "fi", own("director", "culture", "sports", "youth")),
        (
            "lasten, nuorten ja perheiden koordinaattori",
            "fi",
            own("coordinator", "children", "young_people", "families"),
        ),
        ("kulttuuri- och fritidschef", "sv", None),
        ("kultur- och fritidschef", "sv", own("manager", "culture", "leisure")),
        ("chef för kultur och fritid", "sv", own("manager", "culture", "leisure")),
        ("ungdomsfullmäktiges ordförande", "sv", own("chair", "youth_council")),
        ("chef för ungdomsenheten", "sv", own("unit_head", "youth")),
        ("culture and leisure manager", "en", own("manager", "culture", "leisure")),
        ("head of the youth services unit", "en", own("unit_head", "youth", unit="services")),
        ("vs. rehtori", "fi", Role(head="principal", modifiers=("acting",))),
        ("vs. varhaiskasvatuksen johtaja", "fi", own("director", "early_childhood_education", modifiers=("acting",))),
        ("viestinnän johtava asiantuntija", "fi", own("specialist", "communications", modifiers=("leading",))),
        ("tf. biträdande rektor", "sv", Role(head="principal", modifiers=("acting", "deputy"))),
        ("eläintarhan päällikkö", "fi", None),
        ("head of the zoo", "en", None),
        ("vastaava", "fi", None),
        ("", "fi", None),
        ("Minna", "sv", None),
    ],
)
def test_titles_in_parts(title: str, language: Language, role: Role | None) -> None:
    assert read_role(title, language) == role


def test_a_title_with_an_area_around_it() -> None:
    role = read_role("varhaiskasvatuksen palvelupäällikkö", "fi")
    assert role is not None
    assert (role.own.fields, role.wider.fields) == (("service",), ("early_childhood_education",))
    assert read_role("service manager for early childhood education", "en") == role
    assert read_role("servicechef för småbarnspedagogiken", "sv") == role


def test_an_area_after_a_comma() -> None:
    role = own("coordinator", "youth", unit="services")
    assert read_role_before_area("Coordinator, Youth Services", "en") == role
    assert read_role_before_area("koordinaattori, nuorisopalvelut", "fi") == role
    assert read_role_before_area("Coordinator, Zoo", "en") is None
    assert read_role_before_area("Coordinator", "en") is None
    assert read_role("Coordinator, Youth Services", "en") is None


def test_what_no_table_has_is_unknown() -> None:
    assert read_head("eläintarhapäällikön", "fi") == Role(head="manager", unknown="eläintarha")
    assert read_head("chef för djurparken", "sv") == Role(head="manager", unknown="djurparken")
    assert read_head("head of the zoo", "en") == Role(head="manager", unknown="zoo")
    assert read_head("Minna", "fi") is None


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("palvelujohtajalle", "fi", True),
        ("servicedirektörens", "sv", True),
        ("coordinators", "en", True),
        ("heads", "en", False),
        ("lapsi", "fi", False),
    ],
)
def test_the_word_that_may_be_a_head(word: str, language: Language, expected: bool) -> None:
    assert ends_like_head(word, language) is expected


@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_any_text_is_read_or_not(title: str, language: Language) -> None:
    role = read_role(title, language)
    assert role is None or (role.head and (role.own != NO_AREA or role.wider == NO_AREA))
