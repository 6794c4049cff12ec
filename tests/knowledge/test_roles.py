import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.roles import RoleKey, find_roles, known_fields, role_key, role_keys, roles_match, translate_role
from knowledge.schema import LANGUAGES, Language

# Finnish, Swedish, English: each written so in each language, whichever of the others it is read in.
TITLES = """
palvelujohtaja | servicedirektör | service director
nuorisokoordinaattori | ungdomskoordinator | youth coordinator
osallisuuskoordinaattori | delaktighetskoordinator | participation coordinator
hyvinvointikoordinaattori | välfärdskoordinator | well-being coordinator
nuorisosihteeri | ungdomssekreterare | youth secretary
sivistysjohtaja | bildningsdirektör | director of education and culture
opetusjohtaja | undervisningsdirektör | director of education
varhaiskasvatuspäällikkö | chef för småbarnspedagogiken | head of early childhood education
varhaiskasvatusjohtaja | direktör för småbarnspedagogiken | director of early childhood education
varhaiskasvatuskoordinaattori | koordinator för småbarnspedagogik | early childhood education coordinator
varhaiskasvatuksen opettaja | lärare inom småbarnspedagogik | early childhood education teacher
erityisasiantuntija | specialsakkunnig | senior specialist
LAPE-koordinaattori | LAPE-koordinator | LAPE coordinator
vs. rehtori | tf. rektor | acting principal
apulaisrehtori | biträdande rektor | deputy principal
projektipäällikkö | projektchef | project manager
suunnittelija | planerare | planner
hyvinvointisuunnittelija | välfärdsplanerare | well-being planner
kehittämispäällikkö | utvecklingschef | development manager
viestintäpäällikkö | kommunikationschef | communications manager
viestintäasiantuntija | sakkunnig inom kommunikation | communications specialist
talousjohtaja | ekonomidirektör | finance director
henkilöstöpäällikkö | personalchef | human resources manager
hallintojohtaja | förvaltningsdirektör | administrative director
vapaa-aikapalvelujen päällikkö | chef för fritidstjänsterna | head of leisure services
nuorisopalvelujen päällikkö | chef för ungdomstjänsterna | head of youth services
päiväkodin johtaja | daghemsföreståndare | daycare centre director
koordinaatioryhmän puheenjohtaja | ordförande för koordineringsgruppen | chair of the coordination group
nuorisovaltuuston puheenjohtaja | ordförande för ungdomsfullmäktige | chair of the youth council
kulttuurin palvelupäällikkö | servicechef för kulturen | service manager for culture
kaupunginjohtaja | stadsdirektör | city manager
apulaiskaupunginjohtaja | biträdande stadsdirektör | deputy city manager
kunnanjohtaja | kommundirektör | municipal manager
pormestari | borgmästare | mayor
lapsiasiavaltuutettu | barnombudsman | Ombudsman for Children
toimitusjohtaja | verkställande direktör | chief executive officer
yhteyshenkilö | kontaktperson | contact person
perhekeskuskoordinaattori | familjecenterkoordinator | family centre coordinator
lapsi- ja nuorisokoordinaattori | barn- och ungdomskoordinator | child and youth coordinator
kulttuurituottaja | kulturproducent | cultural producer
koulukuraattori | skolkurator | school social worker
johtava koordinaattori | ledande koordinator | lead coordinator
lapsen oikeuksien koordinaattori | koordinator för barnets rättigheter | children's rights coordinator
lasten palvelujen johtaja | direktör för tjänsterna för barn | director of services for children
Lapsiystävällinen kunta -koordinaattori | koordinator för Barnvänlig kommun | Child-Friendly Municipality coordinator
""".strip().splitlines()

# What is read in many spellings and written in one.
VARIANTS: tuple[tuple[str, Language, Language, str], ...] = (
    ("varhaiskasvatuksen päällikkö", "fi", "sv", "chef för småbarnspedagogiken"),
    ("Varhaiskasvatuspäällikkö", "fi", "en", "head of early childhood education"),
    ("lapsiystävällinen kunta -koordinaattori", "fi", "sv", "koordinator för Barnvänlig kommun"),
    ("LYK-koordinaattori", "fi", "en", "Child-Friendly Municipality coordinator"),
    (
        "lasten, nuorten ja perheiden palvelualuejohtaja",
        "fi",
        "sv",
        "chef för serviceområdet för barn, unga och familjer",
    ),
    ("Imatran kaupungin palvelujohtaja", "fi", "sv", "servicedirektör"),
    ("kaupungin viestintäpäällikkö", "fi", "en", "communications manager"),
    ("sivistysjohtaja, rehtori", "fi", "sv", "bildningsdirektör, rektor"),
    ("sivistysjohtaja-rehtori", "fi", "sv", "bildningsdirektör, rektor"),
    ("nuoriso-ohjaaja", "fi", "sv", "ungdomsledare"),
    ("kulttuuri- ja vapaa-aikajohtaja", "fi", "en", "director of culture and leisure services"),
    (
        "chef för serviceområdet för barn, ungdomar och familjer",
        "sv",
        "fi",
        "lasten, nuorten ja perheiden palvelualueen johtaja",
    ),
    (
        "chef för serviceområdet för barn, ungdomar och familjer",
        "sv",
        "en",
        "head of the service area for children, young people and families",
    ),
    ("fritidschef", "sv", "fi", "vapaa-aikapäällikkö"),
    ("fritidschef", "sv", "en", "head of leisure services"),
    ("småbarnspedagogikens chef", "sv", "fi", "varhaiskasvatuspäällikkö"),
    ("projektledare", "sv", "fi", "projektipäällikkö"),
    ("t.f. rektor", "sv", "fi", "vs. rehtori"),
    ("samordnare", "sv", "en", "coordinator"),
    ("Deputy Mayor of Education", "en", "fi", "kasvatuksen ja koulutuksen apulaispormestari"),
    ("Deputy Mayor of Education", "en", "sv", "biträdande borgmästare för fostran och utbildning"),
    ("Youth Services Manager", "en", "fi", "nuorisopalvelujen päällikkö"),
    ("Head of Communications", "en", "sv", "kommunikationschef"),
    ("Early Childhood Education Manager", "en", "fi", "varhaiskasvatuspäällikkö"),
    ("Mayor of Helsinki", "en", "sv", "borgmästare"),
    ("Coordinator, Youth Services", "en", "fi", "nuorisopalvelujen koordinaattori"),
)


@pytest.mark.parametrize("row", TITLES)
def test_titles_in_the_three_languages(row: str) -> None:
    titles: dict[Language, str] = dict(zip(LANGUAGES, row.split(" | "), strict=True))
    for language, title in titles.items():
        assert {target: translate_role(title, language, target) for target in LANGUAGES} == titles


@pytest.mark.parametrize(("title", "language", "target", "expected"), VARIANTS)
def test_titles_in_other_words(title: str, language: Language, target: Language, expected: str) -> None:
    assert translate_role(title, language, target) == expected


@pytest.mark.parametrize("row", TITLES)
def test_the_same_title_is_the_same_in_every_language(row: str) -> None:
    keys = {role_key(title, language) for language, title in zip(LANGUAGES, row.split(" | "), strict=True)}
    assert len(keys) == 1
    assert None not in keys


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("eläintarhapäällikkö", "fi"),
        ("eläintarhan johtaja", "fi"),
        ("rehtori, eläintarhapäällikkö", "fi"),
        ("chef för djurparken", "sv"),
        ("head of the zoo", "en"),
        ("zoo manager", "en"),
        ("Minna Meikäläinen", "fi"),
        ("", "en"),
    ],
)
def test_no_title_is_translated_by_halves(title: str, language: Language) -> None:
    for target in LANGUAGES:
        assert translate_role(title, language, target) == (title if language == target else None)


@pytest.mark.parametrize(
    ("inflected", "basic", "language"),
    [
        ("varhaiskasvatuspäällikön", "varhaiskasvatuspäällikkö", "fi"),
        ("palvelujohtajalle", "palvelujohtaja", "fi"),
        ("koordinaattoria", "koordinaattori", "fi"),
        ("palvelualueen johtajana", "palvelualueen johtaja", "fi"),
        ("vapaa-aikapäälliköltä", "vapaa-aikapäällikkö", "fi"),
        ("servicedirektören", "servicedirektör", "sv"),
        ("koordinatorns", "koordinator", "sv"),
        ("chefen för småbarnspedagogik", "chef för småbarnspedagogiken", "sv"),
        ("biträdande borgmästaren", "biträdande borgmästare", "sv"),
        ("service director's", "service director", "en"),
        ("the coordinators", "coordinator", "en"),
        ("head of the early childhood education", "head of early childhood education", "en"),
    ],
)
def test_inflected_titles_have_the_same_key(inflected: str, basic: str, language: Language) -> None:
    assert role_key(inflected, language) == role_key(basic, language) is not None


def found(text: str, language: Language) -> list[str]:
    return [text[mention.start_char : mention.end_char] for mention in find_roles(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "titles"),
    [
        ("Mikä on varhaiskasvatuspäällikön numero?", "fi", ["varhaiskasvatuspäällikön"]),
        ("Kuka on Imatran kaupungin palvelujohtaja?", "fi", ["palvelujohtaja"]),
        ("Kuka on lapsiystävällinen kunta -koordinaattori?", "fi", ["lapsiystävällinen kunta -koordinaattori"]),
        ("Onko siellä vs. rehtoria?", "fi", ["vs. rehtoria"]),
        ("Soitanko vapaa-aikapäällikölle vai koordinaattorille?", "fi", ["vapaa-aikapäällikölle", "koordinaattorille"]),
        ("Kuka johtaa koordinaatioryhmää?", "fi", []),
        ("Vastaava tieto puuttuu.", "fi", []),
        ("Vad heter servicedirektören i Imatra?", "sv", ["servicedirektören"]),
        ("Vem är chefen för Imatras småbarnspedagogik?", "sv", ["chefen för Imatras småbarnspedagogik"]),
        ("Vem är ansvarig för småbarnspedagogiken?", "sv", ["ansvarig för småbarnspedagogiken"]),
        ("Who is the service director?", "en", ["service director"]),
        ("phone number of Imatra's head of early childhood education", "en", ["head of early childhood education"]),
        ("Who is the coordinator for Lohja?", "en", ["coordinator"]),
        ("the director of Pori's youth services", "en", ["director of Pori's youth services"]),
        ("the head of sports and the service director", "en", ["head of sports", "service director"]),
        ("Who heads the service area?", "en", []),
        ("with teachers, youth services and others", "en", ["teachers"]),
        ("", "sv", []),
    ],
)
def test_titles_in_running_text(text: str, language: Language, titles: list[str]) -> None:
    assert found(text, language) == titles


@pytest.mark.parametrize(
    ("text", "language", "fields"),
    [
        ("Kuka on johtaja?", "fi", set()),
        ("Kuka on eläintarhan johtaja?", "fi", {"eläintarhan"}),
        ("Kuka on eläintarhapäällikkö?", "fi", {"eläintarha"}),
        ("Vem är chef för djurparken?", "sv", {"djurparken"}),
        ("Vem är chef i Lojo?", "sv", set()),
        ("Här är företrädare för kommunens beslutsfattare.", "sv", set()),
        ("Who is the head of the zoo?", "en", {"zoo"}),
        ("Who is the zoo director in Imatra?", "en", {"zoo"}),
        ("Who is the new director?", "en", set()),
        ("Who is the director of the city?", "en", set()),
        ("Who is the director of Imatra?", "en", set()),
        ("Sivulla on kahden yhteyshenkilön numero.", "fi", set()),
    ],
)
def test_a_field_no_table_has_is_not_any_field(text: str, language: Language, fields: set[str]) -> None:
    (mention,) = find_roles(text, language)
    assert mention.key.fields == fields


def key(title: str, language: Language) -> RoleKey:
    read = role_key(title, language)
    assert read is not None
    return read


@pytest.mark.parametrize(
    ("asked", "given", "expected"),
    [
        ("head of early childhood education", "varhaiskasvatuspäällikkö", True),
        ("director of early childhood education", "varhaiskasvatuspäällikkö", True),
        ("head of early childhood education", "palvelujohtaja", False),
        ("director", "palvelujohtaja", True),
        ("coordinator", "palvelujohtaja", False),
        ("coordinator", "LAPE-koordinaattori", True),
        ("LAPE coordinator", "koordinaattori", False),
        ("director of education", "sivistysjohtaja", True),
        ("youth coordinator", "lapsi- ja nuorisokoordinaattori", True),
        ("head of the service area", "lasten, nuorten ja perheiden palvelualueen johtaja", True),
        ("principal", "vs. rehtori", True),
        ("principal", "apulaisrehtori", False),
        ("deputy principal", "apulaisrehtori", True),
        ("mayor", "kasvatuksen ja koulutuksen apulaispormestari", False),
        ("contact person", "palvelujohtaja", True),
        ("contact person for early childhood education", "palvelujohtaja", False),
        ("person responsible for early childhood education", "varhaiskasvatuspäällikkö", True),
    ],
)
def test_who_may_be_meant(asked: str, given: str, expected: bool) -> None:
    assert roles_match(key(asked, "en"), key(given, "fi")) is expected


@pytest.mark.parametrize(
    ("title", "language", "is_known"),
    [
        ("youth coordinator", "en", True),
        ("chef för småbarnspedagogiken", "sv", True),
        ("nuorisovaltuuston puheenjohtaja", "fi", True),
        ("director", "en", True),
        ("head of the zoo", "en", False),
        ("eläintarhapäällikkö", "fi", False),
    ],
)
def test_known_fields_are_those_of_the_tables(title: str, language: Language, is_known: bool) -> None:
    assert (key(title, language).fields <= known_fields()) is is_known


def test_of_two_titles_the_first_is_the_key_and_both_are_found() -> None:
    assert role_key("sivistysjohtaja, rehtori", "fi") == role_key("sivistysjohtaja", "fi")
    assert found("sivistysjohtaja, rehtori", "fi") == ["sivistysjohtaja", "rehtori"]


WORDS = """
the head of for and director's Pori Porin Lojo varhaiskasvatuksen johtaja johtajan ja lasten, nuorten palvelujen chefen
för småbarnspedagogik och barn servicedirektören i koordinaattori vapaa-aika- -koordinaattori zoo LAPE vs. A\u0308iti 😀
? ( ) \0 on city municipality's koordinaattorin\u00a0numero
"""


@settings(max_examples=200)
@given(
    st.lists(st.sampled_from(re.split(r"[ \n]", WORDS)), max_size=12).map(" ".join) | st.text(max_size=40),
    st.sampled_from(LANGUAGES),
)
def test_mentions_are_titles_at_their_offsets(text: str, language: Language) -> None:
    end = 0
    for mention in find_roles(text, language):
        assert end <= mention.start_char < mention.end_char <= len(text)
        title = text[mention.start_char : mention.end_char]
        assert title == title.strip()
        end = mention.end_char
    for target in LANGUAGES:
        translated = translate_role(text, language, target)
        assert translated is None or "\0" not in translated or language == target


def test_each_of_several_titles_is_matched() -> None:
    (chair,) = (mention.key for mention in find_roles("chair of the coordination group", "en"))
    keys = role_keys("sivistysjohtaja, koordinaatioryhmän puheenjohtaja", "fi")
    assert [roles_match(chair, key) for key in keys] == [False, True]
    assert role_keys("tuntematon", "fi") == ()
