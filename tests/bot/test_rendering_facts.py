"""A listing of facts as text and as JSON."""

import json
import unicodedata
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.listing_facts import IndexedFacts, list_facts
from bot.rendering_facts import facts_to_fields, render_facts
from knowledge.facts.dates import Duration, PartialDate
from knowledge.facts.merging import PageFacts, merge_facts
from knowledge.facts.schema import EventKind, GoalOwner, GoalTheme
from knowledge.schema import Document, Language
from tests.bot.fact_records import Fact, make_contact, make_event, make_goals, state
from tests.fakes import make_document

KEMI = make_document("# Kemi\n\nTeksti.\n", "kemi/sivu.fi", municipality="Kemi")
KEMI_SV = make_document("# Kémi\n\nText.\n", "kemi/sivu.sv", municipality="Kemi", translation_of="kemi/sivu.fi")
KEMI_NEWS = make_document("Uutinen.\n", "kemi/uutinen.fi", municipality="Kemi")
DAY = PartialDate(year=2018, month=3, day=6)


def index(documents: Sequence[Document], facts: Sequence[Fact]) -> IndexedFacts:
    pages = [
        PageFacts(
            document_id=document.document_id,
            page_id=document.page_id,
            municipality=document.municipality,
            language=document.language,
            is_original=document.kind == "original",
            facts=state(document, facts),
        )
        for document in documents
    ]
    return IndexedFacts(facts=merge_facts(pages), documents=tuple(documents))


def show(documents: Sequence[Document], *facts: Fact, language: Language | None = None) -> list[str]:
    indexed = index(documents, facts)
    return render_facts(list_facts(indexed), indexed.documents, language).splitlines()


def test_contact() -> None:
    contact = make_contact(KEMI, phone="+358401234567", as_written="+358 040 1234567", email="aino@kemi.example")
    assert show([KEMI], contact)[:6] == [
        "Kemi: contacts",
        "  Aino Malli            suunnittelija",
        "                        +358 40 1234567 (on the page: +358 040 1234567), aino@kemi.example",
        "                        kemi/sivu.fi 0–6 (Kemi)",
        "",
        "Warnings",
    ]


def test_contact_without_name_number_and_address() -> None:
    assert show([KEMI], make_contact(KEMI, None, role="neuvonta"))[1:3] == [
        "  neuvonta              no phone number, no e-mail address",
        "                        kemi/sivu.fi 0–6 (Kemi)",
    ]


def test_events_with_every_statement() -> None:
    facts = [make_event(document, EventKind.RECOGNISED, DAY, is_plan=True) for document in (KEMI, KEMI_SV, KEMI_NEWS)]
    assert show([KEMI, KEMI_SV, KEMI_NEWS], *facts)[:7] == [
        "Kemi: timeline",
        "  6 March 2018          recognised, planned or possible",
        "                        “# Kemi”",
        "                        kemi/sivu.fi 0–6 (Kemi); also sv",
        "                        “Uutine”",
        "                        kemi/uutinen.fi 0–6",
        "",
    ]


def test_version_in_a_language() -> None:
    facts = [make_event(document, EventKind.RECOGNISED, DAY) for document in (KEMI, KEMI_SV, KEMI_NEWS)]
    assert show([KEMI, KEMI_SV, KEMI_NEWS], *facts, language="sv")[2:6] == [
        "                        “# Kémi”",
        "                        kemi/sivu.sv 0–6 (Kémi); also fi",
        "                        “Uutine”",
        "                        kemi/uutinen.fi 0–6",
    ]


def test_length_beside_a_date() -> None:
    event = make_event(KEMI, EventKind.RECOGNISED, DAY, duration=Duration(amount=2, unit="years"))
    assert show([KEMI], event)[1] == "  6 March 2018          recognised, for two years"


def test_goals_by_list() -> None:
    goals = make_goals(KEMI, GoalTheme.IMPACT_ASSESSMENT, None)
    emphasis = make_goals(KEMI, GoalTheme.SAFETY, owner=GoalOwner.EMPHASIS)
    lines = show([KEMI], *goals, *emphasis)
    assert [line for line in lines if "sivu.fi" not in line][:6] == [
        "Kemi: goals",
        "  1. impact assessment  “# Kemi”",
        "  2. no theme           “# Kemi”",
        "",
        "Kemi: areas of emphasis",
        "  1. safety             “# Kemi”",
    ]


def test_differences_have_their_word() -> None:
    documents = [KEMI, KEMI_NEWS]
    lines = show(
        documents,
        make_contact(KEMI, phone="+358401234567"),
        make_contact(KEMI_NEWS, phone="+358407654321", as_written="040 765 4321"),
        make_event(KEMI, EventKind.JOINED, PartialDate(year=2016)),
        make_event(KEMI_NEWS, EventKind.JOINED, PartialDate(year=2017)),
        make_event(KEMI, EventKind.VALIDITY, None, duration=Duration(amount=2, unit="years"), is_plan=True),
        make_event(KEMI_NEWS, EventKind.VALIDITY, None, duration=Duration(amount=2, unit="years")),
        *make_goals(KEMI, GoalTheme.SAFETY, GoalTheme.RIGHTS),
        *make_goals(KEMI_NEWS, GoalTheme.SAFETY),
        *make_goals(KEMI, GoalTheme.SAFETY, owner=GoalOwner.EMPHASIS),
        *make_goals(KEMI_NEWS, GoalTheme.RIGHTS, owner=GoalOwner.EMPHASIS),
    )
    differences = [line.strip() for line in lines if "differs: kemi/uutinen.fi" in line]
    assert differences == [
        "differs: kemi/uutinen.fi gives 040 765 4321",
        "differs: kemi/uutinen.fi says 2017",
        "differs: kemi/uutinen.fi says two years, as a fact",
        "differs: kemi/uutinen.fi lists 1 goals, not 2",
        "differs: kemi/uutinen.fi lists other goals",
    ]


def test_nothing_found() -> None:
    assert show([KEMI]) == [
        "The index states none of these facts.",
        "",
        "Warnings",
        "  Kemi: no contact",
        "  Kemi: no date",
        "  Kemi: no goals of its own",
    ]
    assert show([]) == ["The index states none of these facts."]


@given(name=st.text(min_size=1), heading=st.text(), role=st.text(min_size=1))
def test_whatever_pages_say_fits_100_columns_and_steers_no_terminal(name: str, heading: str, role: str) -> None:
    text = unicodedata.normalize("NFC", f"# {heading}\n\nTeksti.\n")
    document = make_document(text, "kemi/sivu.fi", municipality="Kemi")
    lines = show([document], make_contact(document, name, role=role), *make_goals(document, GoalTheme.SAFETY))
    assert all(len(line) <= 100 for line in lines)
    assert not any(unicodedata.category(char) == "Cc" for line in lines for char in line)


def test_json() -> None:
    facts: tuple[Fact, ...] = (
        make_contact(KEMI, phone="+358401234567", as_written="040 123 4567", email="aino@kemi.example"),
        make_contact(KEMI_SV, role="planerare"),
        make_event(KEMI, EventKind.RECOGNISED, DAY),
        make_event(KEMI, EventKind.VALIDITY, None, duration=Duration(amount=2, unit="years"), is_plan=True),
        *make_goals(KEMI, GoalTheme.SAFETY),
    )
    fields = json.loads(json.dumps(facts_to_fields(list_facts(index([KEMI, KEMI_SV], facts)), "sv")))
    source = {"document_id": "kemi/sivu.fi", "language": "fi", "start_char": 0, "end_char": 6, "text": "# Kemi"}
    in_swedish = source | {"document_id": "kemi/sivu.sv", "language": "sv", "text": "# Kémi"}
    event = {
        "date": "2018-03-06",
        "end_date": None,
        "precision": "day",
        "is_open": False,
        "duration": None,
        "kind": "recognised",
        "is_plan": False,
        "date_text": "# Kemi",
        "text": "# Kemi",
        "municipality": "Kemi",
        "differs": [],
        "sources": [source],
    }
    assert fields == {
        "contacts": [
            {
                "name": "Aino Malli",
                "role": "planerare",
                "role_original": "suunnittelija",
                "phone": "+358401234567",
                "phone_as_written": "040 123 4567",
                "email": "aino@kemi.example",
                "phones": [{"phone": "+358401234567", "phone_as_written": "040 123 4567"}],
                "emails": ["aino@kemi.example"],
                "municipality": "Kemi",
                "differs": [],
                "sources": [source, in_swedish],
            }
        ],
        "events": [
            event,
            event
            | {"date": None, "precision": None, "kind": "validity", "is_plan": True}
            | {"duration": {"amount": 2, "unit": "years"}},
        ],
        "goals": [
            {
                "number": 1,
                "is_numbered": True,
                "text": "# Kemi",
                "text_original": None,
                "theme": "safety",
                "owner": "municipality",
                "municipality": "Kemi",
                "differs": [],
                "sources": [source],
            }
        ],
    }
