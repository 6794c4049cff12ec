"""Goals read out of pages in many layouts, in three languages; the texts are made up for the tests.

goal_layouts.txt has more pages, each after "=== name (language, format)", and after "-->" its goals one a line.
"""

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.facts.goals import extract_goals
from knowledge.facts.schema import Goal, GoalOwner, GoalTheme
from knowledge.loading import load_shipped_documents
from knowledge.parsing import parse_plain_text
from knowledge.schema import Document
from tests.fakes import make_document

LAYOUTS = re.findall(
    r"^=== ([^\n]+) \((..), (Markdown|plain)\)\n(.*?)^-->\n(.*?)(?=^===|\Z)",
    Path(__file__).with_name("goal_layouts.txt").read_text(encoding="utf-8"),
    re.MULTILINE | re.DOTALL,
)


def goals(text: str, language: str, *, municipality: str | None = "Raisio", plain: bool = False) -> tuple[Goal, ...]:
    document = make_document(text, f"raisio/sivu.{language}", municipality=municipality)
    if plain:
        document = replace(document, sections=parse_plain_text(text))
    return extract_goals(document)


def shown(found: tuple[Goal, ...]) -> list[str]:
    """One line a goal: owner, number (with "." where the page numbers it) and words."""
    return [f"{goal.owner.value} {goal.number}{'.' if goal.is_numbered else ''} {goal.text}" for goal in found]


MARKDOWN = {
    "list under a heading, with measures below": (
        "fi",
        """# Lapsiystävällinen Raisio

## Raision tavoitteet

Valtuusto hyväksyi tavoitteet keväällä 2022.

- Lapsia kuullaan, kun koulujen pihoja suunnitellaan.
- Koulumatkat ovat turvallisia.

Toimenpiteet:

- Pihakysely joka syksy.
- Uudet suojatiet.

## Seuranta

- Raportti joka vuosi.
""",
        [
            "municipality 1 Lapsia kuullaan, kun koulujen pihoja suunnitellaan.",
            "municipality 2 Koulumatkat ovat turvallisia.",
        ],
    ),
    "numbered list with nested measures": (
        "sv",
        """## Våra mål

1. Barn får vara med och påverka
   - elevråd i varje skola
   - enkäter
2. Skolvägarna är trygga
   - ljus längs vägen
""",
        ["municipality 1. Barn får vara med och påverka", "municipality 2. Skolvägarna är trygga"],
    ),
    "list announced by a sentence under another heading": (
        "en",
        """# Child-Friendly Raisio

## Where we stand

The council has set three goals for the years 2024–2026:

* Every pupil knows the rights of the child.
* Feedback from children is read in every unit.
* Nobody is bullied at school.

The work is led by:

* the mayor
* the youth council
""",
        [
            "municipality 1 Every pupil knows the rights of the child.",
            "municipality 2 Feedback from children is read in every unit.",
            "municipality 3 Nobody is bullied at school.",
        ],
    ),
    "the model's goals beside the municipality's": (
        "sv",
        """## Mål

### Modellens mål

- Varje barn är tryggt.
- Varje barn blir hört.

### Kommunens egna mål

- Vi utbildar personalen i barnets rättigheter.
- Vi ordnar fritid för alla.
""",
        [
            "model 1 Varje barn är tryggt.",
            "model 2 Varje barn blir hört.",
            "municipality 1 Vi utbildar personalen i barnets rättigheter.",
            "municipality 2 Vi ordnar fritid för alla.",
        ],
    ),
    "numbered headings": (
        "fi",
        """# Raisio

## Tavoitteet 2025

Tavoitteita on kolme.

### 1. Osallisuus

Lapset pääsevät mukaan päätöksiin.

- nuorisovaltuusto

### 2. Turvallisuus

Jokaisella on turvallinen aikuinen.

### 3. Viestintä

Kerromme työstä selkeästi.

## Yhteystiedot

Kysy lisää kaupungilta.
""",
        ["municipality 1. Osallisuus", "municipality 2. Turvallisuus", "municipality 3. Viestintä"],
    ),
    "labelled headings": (
        "fi",
        """## Toimintasuunnitelma

### Tavoite 1: Lasten osallisuus vahvistuu

Toimenpiteet:

- Lapsiparlamentti kokoontuu.

### Tavoite 2: Kiusaaminen vähenee

Toimenpiteet:

- Sovittelua joka koulussa.
""",
        ["municipality 1. Lasten osallisuus vahvistuu", "municipality 2. Kiusaaminen vähenee"],
    ),
    "headings that are labels only": (
        "en",
        """## Action plan

### Goal 1

Children take part in planning parks. The work began in 2023.

### Goal 2

All staff learn about the rights of the child.
""",
        [
            "municipality 1. Children take part in planning parks.",
            "municipality 2. All staff learn about the rights of the child.",
        ],
    ),
    "bold labels": (
        "sv",
        """**Mål 1 – Trygga skolvägar**

Staden bygger nya övergångsställen.

**Mål 2 – Mindre mobbning**

Skolorna medlar.
""",
        ["municipality 1. Trygga skolvägar", "municipality 2. Mindre mobbning"],
    ),
    "table with a column of goals": (
        "en",
        """## Plan

| No. | Goal | Measures | Responsible |
| --- | --- | --- | --- |
| 1 | Children are heard | Youth council | Education |
| 2 | Bullying ends | Mediation | Schools |
| 2 | Bullying ends | Training | Schools |
""",
        ["municipality 1. Children are heard", "municipality 2. Bullying ends"],
    ),
    "table in a section about goals": (
        "fi",
        """## Tavoitteet

| Aihe | Toimi |
| --- | --- |
| Osallisuus kasvaa | Kyselyt |
| Turvallinen arki | Valaistus |
""",
        ["municipality 1 Osallisuus kasvaa", "municipality 2 Turvallinen arki"],
    ),
    "ordinal sentences": (
        "fi",
        """Raisio on asettanut kolme tavoitetta. Ensimmäinen tavoite on, että lapsia kuullaan. Siksi teemme kyselyitä.
Toinen tavoite on vähentää kiusaamista kouluissa. Kolmas tavoite koskee turvallisia koulumatkoja. Työ jatkuu.
""",
        [
            "municipality 1. lapsia kuullaan.",
            "municipality 2. vähentää kiusaamista kouluissa.",
            "municipality 3. turvallisia koulumatkoja.",
        ],
    ),
    "ordinal sentences with places between": (
        "sv",
        """Kommunen har fyra mål. Det första målet är att barn blir hörda. Vi minskar mobbningen i skolorna. Vi främjar
också gemenskapen. Barnen får ge respons. Det fjärde målet gäller trygga skolvägar.
""",
        [
            "municipality 1. barn blir hörda.",
            "municipality 2 Vi minskar mobbningen i skolorna. Vi främjar\nockså gemenskapen.",
            "municipality 3 Barnen får ge respons.",
            "municipality 4. trygga skolvägar.",
        ],
    ),
    "sentences that begin with first and secondly": (
        "en",
        """The city has two goals. Firstly, children are heard in every unit. Secondly, the way to school is safe.
""",
        ["municipality 1. children are heard in every unit.", "municipality 2. the way to school is safe."],
    ),
    "ordinals that go on without the noun": (
        "en",
        """Our first goal is to hear children. The second is to make streets safe. The third is that no one is bullied.
""",
        [
            "municipality 1. hear children.",
            "municipality 2. make streets safe.",
            "municipality 3. no one is bullied.",
        ],
    ),
    "numbers inside a sentence": (
        "fi",
        "Kaupungin päätavoitteet ovat 1) lasten kuuleminen, 2) turvallinen arki sekä 3) kiusaamisen loppu. Työ jatkuu.",
        [
            "municipality 1. lasten kuuleminen",
            "municipality 2. turvallinen arki",
            "municipality 3. kiusaamisen loppu",
        ],
    ),
    "letters inside a sentence": (
        "en",
        "The goals of the city are (a) to hear children; and (b) to make streets safe.",
        ["municipality 1 to hear children", "municipality 2 to make streets safe"],
    ),
    "words that number inside a sentence": (
        "sv",
        "Vårt mål är för det första att barn blir hörda och för det andra att skolvägarna är trygga.",
        ["municipality 1. att barn blir hörda", "municipality 2. att skolvägarna är trygga"],
    ),
    "semicolons after a colon": (
        "sv",
        "Våra mål är följande: barn blir hörda; skolvägarna är trygga; ingen mobbas.",
        ["municipality 1 barn blir hörda", "municipality 2 skolvägarna är trygga", "municipality 3 ingen mobbas"],
    ),
    "commas after are": (
        "en",
        "Our goals are participation, safe streets and the well-being of children and young people. We began in 2020.",
        [
            "municipality 1 participation",
            "municipality 2 safe streets",
            "municipality 3 the well-being of children and young people",
        ],
    ),
    "areas of emphasis beside the goals": (
        "fi",
        """## Tavoitteet ja painopisteet

Raisiolla on kaksi tavoitetta:

- Lapsia kuullaan.
- Arki on turvallista.

Tavoitteiden lisäksi on valittu kaksi painopistettä:

- Harrastukset
- Palautteen kerääminen
""",
        [
            "municipality 1 Lapsia kuullaan.",
            "municipality 2 Arki on turvallista.",
            "emphasis 1 Harrastukset",
            "emphasis 2 Palautteen kerääminen",
        ],
    ),
    "areas of emphasis in a sentence": (
        "fi",
        "Lisäksi painopisteiksi nostettiin lapsivaikutusten arviointi, lasten osallisuus sekä tunnetaitojen tukeminen.",
        [
            "emphasis 1 lapsivaikutusten arviointi",
            "emphasis 2 lasten osallisuus",
            "emphasis 3 tunnetaitojen tukeminen",
        ],
    ),
    "areas for development one by one": (
        "en",
        """Participation was identified as an area for development in every unit. In addition, it was considered
important to make streets safe. Work goes on, and safety is measured.
""",
        [
            "emphasis 1 Participation was identified as an area for development in every unit.",
            "emphasis 2 to make streets safe.",
        ],
    ),
    "one goal in one sentence": (
        "fi",
        "Kaupungin tavoitteena on vahvistaa lasten osallisuutta, lisätä turvallisuutta ja kuulla nuoria.",
        ["municipality 1 vahvistaa lasten osallisuutta, lisätä turvallisuutta ja kuulla nuoria."],
    ),
    "a list of what is striven for": (
        "sv",
        "# Reso\n\n## Arbetet\n\nVi strävar efter att\n\n- barn blir hörda\n- vägarna är trygga\n",
        ["municipality 1 barn blir hörda", "municipality 2 vägarna är trygga"],
    ),
    "numbered sentences in a paragraph": (
        "sv",
        "Kommunen har tre målsättningar. 1. Vi hör barnen. 2. Vi stoppar mobbning. 3. Vi skapar trygghet. Läs mer.",
        ["municipality 1. Vi hör barnen", "municipality 2. Vi stoppar mobbning", "municipality 3. Vi skapar trygghet"],
    ),
    "the other goals in one sentence": (
        "en",
        """The city has four goals. The first goal is training on rights. The second goal concerns impact assessment.
The other goals are participation as well as safety.
""",
        [
            "municipality 1. training on rights.",
            "municipality 2. impact assessment.",
            "municipality 3 participation",
            "municipality 4 safety",
        ],
    ),
    "headings with their measures below": (
        "en",
        """# Raisio

## Raisio's goals

### Participation

We hear children.

#### Measures

- youth council

### Impact assessment

We assess decisions.

### Monitoring

- a yearly report

## Contacts
""",
        ["municipality 1 Participation", "municipality 2 Impact assessment"],
    ),
    "lines in bold": (
        "fi",
        """## Tavoitteemme 2023–2026

**Osallisuus**

Lapset ja nuoret osallistuvat.

**Turvallisuus**

Arki on turvallista.
""",
        ["municipality 1 Osallisuus", "municipality 2 Turvallisuus"],
    ),
    "sentences of one paragraph under a heading": (
        "en",
        "## Raisio's goals\n\nRaisio hears every child. Its staff learns about the rights of the child.\n",
        ["municipality 1 Raisio hears every child.", "municipality 2 Its staff learns about the rights of the child."],
    ),
    "a number of areas of emphasis": (
        "fi",
        "Työssä keskitytään kolmeen painopisteeseen: osallisuuteen, turvallisuuteen ja harrastuksiin.",
        ["emphasis 1 osallisuuteen", "emphasis 2 turvallisuuteen", "emphasis 3 harrastuksiin"],
    ),
    "paragraphs under a heading": (
        "fi",
        """## Tavoitteemme

Lapset osallistuvat puistojen suunnitteluun.

Kiusaamiseen puututaan heti.

Tavoitteiden toteutumista seurataan vuosittain.
""",
        [
            "municipality 1 Lapset osallistuvat puistojen suunnitteluun.",
            "municipality 2 Kiusaamiseen puututaan heti.",
        ],
    ),
}

PLAIN = {
    "bullets": (
        "fi",
        """Lapsiystävällinen Raisio

Kaupungin tavoitteet

• Lapsia kuullaan
  – kyselyt
  – työpajat
• Arki on turvallista

Lue lisää
""",
        ["municipality 1 Lapsia kuullaan", "municipality 2 Arki on turvallista"],
    ),
    "numbered titles with a text below each": (
        "sv",
        """Barnvänlig kommun i Reso

Stadens mål

1. Delaktighet

Barn och unga får vara med och påverka beslut som gäller deras vardag.

2. Trygghet

Skolvägarna är trygga för alla elever i staden.
""",
        ["municipality 1. Delaktighet", "municipality 2. Trygghet"],
    ),
    "unmarked lines": (
        "en",
        """Raisio, a Child-Friendly Municipality

Our goals:

Children are heard

Streets are safe

Nobody is bullied
""",
        ["municipality 1 Children are heard", "municipality 2 Streets are safe", "municipality 3 Nobody is bullied"],
    ),
    "labelled lines": (
        "fi",
        """Raision suunnitelma

Tavoite 1. Lapsia kuullaan päätöksissä.
Vastuu: sivistystoimi.
Tavoite 2. Koulumatkat ovat turvallisia.
Vastuu: tekninen toimi.
""",
        ["municipality 1. Lapsia kuullaan päätöksissä.", "municipality 2. Koulumatkat ovat turvallisia."],
    ),
    "lines that stand together": (
        "fi",
        """Raisio

Tavoitteemme:
Lasten ääni kuuluu päätöksissä.
Jokaisella on turvallinen aikuinen.

Lue lisää
""",
        ["municipality 1 Lasten ääni kuuluu päätöksissä.", "municipality 2 Jokaisella on turvallinen aikuinen."],
    ),
    "dashes, and a sentence before them": (
        "sv",
        """Barnvänlig kommun i Reso

Reso stads mål

Stadsstyrelsen godkände målen 2023.

– Barn blir hörda
– Skolvägarna är trygga

Målen följs upp varje år.
""",
        ["municipality 1 Barn blir hörda", "municipality 2 Skolvägarna är trygga"],
    ),
    "two lists without blank lines": (
        "fi",
        """Raision kaksi tavoitetta ovat:
1. osallisuus
2. lapsivaikutusten arviointi
Mallin tavoitteet ovat:
- lapsi on turvassa
- lapsi harrastaa
""",
        [
            "municipality 1. osallisuus",
            "municipality 2. lapsivaikutusten arviointi",
            "model 1 lapsi on turvassa",
            "model 2 lapsi harrastaa",
        ],
    ),
    "table of tabs": (
        "sv",
        "Plan\n\nMål\tÅtgärd\tAnsvar\nBarn blir hörda\tElevråd\tSkolan\nTrygga vägar\tLjus\tStaden\n",
        ["municipality 1 Barn blir hörda", "municipality 2 Trygga vägar"],
    ),
    "the model's goals under a question": (
        "fi",
        """Raisio on mukana

Mitkä ovat mallin tavoitteet?

- jokainen lapsi saa leikkiä
- jokaisella lapsella on ystävä

Aino Aalto
sivistysjohtaja
02 123 4567
""",
        ["model 1 jokainen lapsi saa leikkiä", "model 2 jokaisella lapsella on ystävä"],
    ),
}


@pytest.mark.parametrize(("name", "language", "form", "text", "expected"), LAYOUTS)
def test_layouts(name: str, language: str, form: str, text: str, expected: str) -> None:
    assert shown(goals(text, language, plain=form == "plain")) == expected.splitlines(), name


@pytest.mark.parametrize("name", MARKDOWN)
def test_layouts_of_markdown(name: str) -> None:
    language, text, expected = MARKDOWN[name]
    assert shown(goals(text, language)) == expected


@pytest.mark.parametrize("name", PLAIN)
def test_layouts_of_plain_text(name: str) -> None:
    language, text, expected = PLAIN[name]
    assert shown(goals(text, language, plain=True)) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "## Tavoitteiden seuranta\n\n- Raportti kerran vuodessa\n- Kysely lapsille\n"),
        ("fi", "## Toimenpiteet\n\n- Lapsia kuullaan\n- Koulutusta lapsen oikeuksista\n"),
        ("fi", "## Sisällys\n\n- [Tavoitteet](#t)\n- [Lasten osallisuus](#o)\n"),
        (
            "fi",
            "Tavoitteet hyväksyttiin vuonna 2021. Ensimmäinen tavoite saavutettiin. Toinen tavoite saavutettiin myös.",
        ),
        ("fi", "Sivu numeroi vain ensimmäisen, toisen ja viidennen tavoitteen. Kolmas tavoite on ilman numeroa."),
        ("sv", "## Barnets bästa\n\nKommunen följer upp målen:\n\n- varje vår\n- varje höst\n"),
        ("sv", "Staden fick sin andra utmärkelse. Målen var ambitiösa, och staden ville ändra mycket."),
        ("en", "Raisio has five goals and an action plan. The second recognition is valid for four years."),
        ("en", "## Programme\n\n- A speech about safety\n- A greeting to children\n"),
        ("en", "The model aims in particular at the rights of the vulnerable. The model's goal is to promote rights."),
    ],
)
def test_what_is_no_list_of_goals(language: str, text: str) -> None:
    assert goals(text, language) == ()


def test_goals_of_a_page_about_no_municipality_are_the_models() -> None:
    (first, _) = goals("## Goals\n\n- Be safe\n- Be heard\n", "en", municipality=None)
    assert first.owner is GoalOwner.MODEL


@pytest.mark.parametrize(
    ("language", "heading", "owner"),
    [
        ("fi", "UNICEFin Lapsiystävällinen kunta -mallin tavoitteet", GoalOwner.MODEL),
        ("fi", "Raision tavoitteet UNICEFin mallissa", GoalOwner.MUNICIPALITY),
        ("fi", "Mallin mukaiset tavoitteemme", GoalOwner.MUNICIPALITY),
        ("fi", "Kehittämiskohteet", GoalOwner.EMPHASIS),
        ("sv", "UNICEFs mål", GoalOwner.MODEL),
        ("sv", "Kommunens mål enligt modellen", GoalOwner.MUNICIPALITY),
        ("sv", "Fokusområden 2024", GoalOwner.EMPHASIS),
        ("en", "The model's own aims", GoalOwner.MODEL),
        ("en", "Goals of the UNICEF model", GoalOwner.MODEL),
        ("en", "Based on the model, Raisio's goals", GoalOwner.MUNICIPALITY),
        ("en", "Areas for development", GoalOwner.EMPHASIS),
    ],
)
def test_whose_goals_they_are(language: str, heading: str, owner: GoalOwner) -> None:
    found = goals(f"# Page\n\n## {heading}\n\n- a b\n- c d\n", language)
    assert [goal.owner for goal in found] == [owner, owner]


def test_the_pages_own_number_counts_where_a_place_is_left_out() -> None:
    text = "The first goal is to hear children. The second goal is safety. The fifth goal is to end bullying."
    assert [(goal.number, goal.is_numbered) for goal in goals(text, "en")] == [(1, True), (2, True), (5, True)]


def test_lists_know_where_they_begin() -> None:
    found = goals("## Our goals\n\n- a b\n- c d\n\n## Priorities\n\n- e f\n", "en")
    assert [goal.list_start_char for goal in found] == [found[0].start_char, found[0].start_char, found[2].start_char]


# --- The sheets that ship ---

_SHIPPED = {
    "helsinki": {GoalOwner.MUNICIPALITY: 5},
    "imatra": {GoalOwner.MUNICIPALITY: 5, GoalOwner.MODEL: 6},
    "lohja": {GoalOwner.MUNICIPALITY: 2, GoalOwner.EMPHASIS: 3},
    "pori": {GoalOwner.EMPHASIS: 3},
    "unicef": {GoalOwner.MODEL: 6},
}


@cache
def _shipped() -> tuple[Document, ...]:
    return load_shipped_documents()


@pytest.mark.parametrize("page", _SHIPPED)
def test_shipped_sheets_state_the_same_goals_in_every_language(page: str) -> None:
    documents = [document for document in _shipped() if document.page_id.startswith(page)]
    lists = [[(goal.owner, goal.number, goal.theme) for goal in extract_goals(document)] for document in documents]
    assert lists == [lists[0]] * 3
    owners = [owner for owner, _, _ in lists[0]]
    assert {owner: owners.count(owner) for owner in owners} == _SHIPPED[page]


def test_themes_of_goals() -> None:
    found = goals("## Goals\n\n- End bullying\n- Safe streets\n- New benches\n", "en")
    assert [goal.theme for goal in found] == [GoalTheme.COMMUNITY, GoalTheme.SAFETY, None]


# --- Any text ---

_PIECES = st.one_of(
    st.sampled_from(
        """# |## Tavoitteet|## Mål|## Goals|- |  - |1. |2. |1) |2) |a) |Tavoite 1: |Mål 2 – |Goal 1|The first goal is |\
Toinen tavoite on |Det tredje målet är att |ensinnäkin |toiseksi |The last goal is |five goals |kolme tavoitetta: |\
painopisteiksi nostettiin |som tyngdpunkter |lapsia kuullaan|barn blir hörda|safe streets|, |; | ja | och | and |. |: |\
** |**|| a | b ||---|---||[x](#)|2021|Lisäksi nähtiin tärkeäksi """.replace("\\\n", "").split("|")
    ),
    st.sampled_from(["\n", "\n\n", " ", "\t", "|"]),
    st.text(max_size=4),
)


@given(
    text=st.lists(_PIECES, max_size=40).map("".join),
    language=st.sampled_from(["fi", "sv", "en"]),
    plain=st.booleans(),
    municipality=st.sampled_from(["Raisio", None]),
)
def test_goals_of_any_text_stand_in_it(text: str, language: str, plain: bool, municipality: str | None) -> None:
    found = goals(text, language, municipality=municipality, plain=plain)
    for goal in found:
        assert goal.text == text[goal.start_char : goal.end_char] == goal.text.strip() != ""
    for before, after in pairwise(found):
        assert before.end_char <= after.start_char
    for start in {goal.list_start_char for goal in found}:
        numbers = [goal.number for goal in found if goal.list_start_char == start]
        assert numbers[0] == 1
        assert all(one < other for one, other in pairwise(numbers))


def test_the_name_of_its_group_tells_the_theme_of_a_goal() -> None:
    text = "## Three goals\n\n- Safety\n  - Lamps are lit\n- Voice\n  - Everyone has a hobby\n  - Doors open\n"
    themes = [GoalTheme.SAFETY, GoalTheme.HOBBIES, GoalTheme.PARTICIPATION]
    assert [goal.theme for goal in goals(text, "en")] == themes
