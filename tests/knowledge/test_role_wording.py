import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.role_reading import NO_AREA, Role, RoleArea, read_role
from knowledge.role_tables import role_fields, role_heads
from knowledge.role_wording import word_role
from knowledge.schema import LANGUAGES, Language


@pytest.mark.parametrize(
    ("role", "fi", "sv", "en"),
    [
        (
            Role(head="specialist", own=RoleArea(fields=("leisure",))),
            "vapaa-aika-asiantuntija",
            "sakkunnig inom fritid",
            "leisure specialist",
        ),
        (
            Role(head="coordinator", own=RoleArea(fields=("child_friendly_municipality",))),
            "Lapsiystävällinen kunta -koordinaattori",
            "koordinator för Barnvänlig kommun",
            "Child-Friendly Municipality coordinator",
        ),
        (
            Role(head="director", own=RoleArea(fields=("culture", "youth", "leisure"))),
            "kulttuuri-, nuoriso- ja vapaa-aikajohtaja",
            "kultur-, ungdoms- och fritidsdirektör",
            "director of culture, youth and leisure services",
        ),
        (
            Role(head="manager", own=RoleArea(fields=("children", "young_people"), unit="services")),
            "lasten ja nuorten palvelujen päällikkö",
            "chef för tjänsterna för barn och unga",
            "head of services for children and young people",
        ),
        (
            Role(head="manager", own=RoleArea(fields=("early_childhood_education",), unit="services")),
            "varhaiskasvatuspalvelujen päällikkö",
            "chef för tjänsterna inom småbarnspedagogik",
            "head of early childhood education services",
        ),
        (
            Role(head="coordinator", own=RoleArea(fields=("education_and_culture",), unit="sector")),
            "sivistystoimialan koordinaattori",
            "koordinator för bildningssektorn",
            "education and culture division coordinator",
        ),
        (
            Role(head="principal", modifiers=("acting", "deputy")),
            "vs. apulaisrehtori",
            "tf. biträdande rektor",
            "acting deputy principal",
        ),
        (
            Role(head="secretary", own=RoleArea(fields=("youth",))),
            "nuorisosihteeri",
            "ungdomssekreterare",
            "youth secretary",
        ),
        (
            Role(head="instructor", own=RoleArea(fields=("youth_council",))),
            "nuorisovaltuuston ohjaaja",
            "handledare för ungdomsfullmäktige",
            "youth council instructor",
        ),
    ],
)
def test_titles_as_people_say_them(role: Role, fi: str, sv: str, en: str) -> None:
    assert {language: word_role(role, language) for language in LANGUAGES} == {"fi": fi, "sv": sv, "en": en}


HEADS = [head.name for head in role_heads().values() if head.stands_alone]
FIELDS = [field.name for field in role_fields().values()]


@settings(max_examples=150)
@given(st.sampled_from(HEADS), st.sampled_from([None, *FIELDS]), st.sampled_from(LANGUAGES))
def test_what_is_written_can_be_read(head: str, field: str | None, language: Language) -> None:
    role = Role(head=head, own=RoleArea(fields=(field,)) if field else NO_AREA)
    assert read_role(word_role(role, language), language) is not None
