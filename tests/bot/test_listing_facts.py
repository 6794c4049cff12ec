"""Facts as staff check them: who is named, what is in order, what contradicts what, what is missing where."""

from dataclasses import replace

import pytest

from bot.listing_facts import IndexedFacts, Listing, Topic, list_facts
from knowledge.errors import LykbotError
from knowledge.facts.dates import Duration, PartialDate
from knowledge.facts.merging import PageFacts, merge_facts
from knowledge.facts.schema import EventKind, GoalOwner, GoalTheme
from knowledge.schema import Document
from tests.bot.fact_records import Fact, make_contact, make_event, make_goals, state
from tests.fakes import make_document

KEMI = make_document("# Kemi\n\nTeksti.\n", "kemi/sivu.fi", municipality="Kemi")
KEMI_SV = make_document("# Kemi\n\nText.\n", "kemi/sivu.sv", municipality="Kemi", translation_of="kemi/sivu.fi")
KEMI_NEWS = make_document("# Uutinen\n\nTeksti.\n", "kemi/uutinen.fi", municipality="Kemi")
SALO = make_document("# Salo\n\nTeksti.\n", "salo/sivu.fi", municipality="Salo")
MODEL = make_document("# Malli\n\nTeksti.\n", "unicef/malli.fi", municipality=None)
YEAR_2018, YEAR_2019 = PartialDate(year=2018), PartialDate(year=2019)


def index(*documents: Document, facts: tuple[Fact, ...] = ()) -> IndexedFacts:
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
    return IndexedFacts(facts=merge_facts(pages), documents=documents)


def names(listing: Listing) -> list[str | None]:
    return [contact.stated.original.name for place in listing.places for contact in place.contacts]


def test_places_by_name_and_the_model_last() -> None:
    facts = [make_event(document, EventKind.JOINED, YEAR_2018) for document in (SALO, MODEL, KEMI)]
    listing = list_facts(index(SALO, MODEL, KEMI, facts=tuple(facts)))
    assert [place.municipality for place in listing.places] == ["Kemi", "Salo", None]


def test_events_in_order_of_time() -> None:
    facts = (
        make_event(KEMI, EventKind.VALIDITY, None, duration=Duration(amount=2, unit="years")),
        make_event(KEMI, EventKind.RECOGNISED, PartialDate(year=2018, month=3, day=6)),
        make_event(KEMI, EventKind.JOINED, PartialDate(year=2016)),
        make_event(KEMI, EventKind.OTHER, YEAR_2018),
    )
    (place,) = list_facts(index(KEMI, facts=facts)).places
    assert [event.stated.original.kind for event in place.events] == [
        EventKind.JOINED,
        EventKind.OTHER,
        EventKind.RECOGNISED,
        EventKind.VALIDITY,
    ]


def test_event_that_other_pages_tell_too_stands_once_its_own_page_first() -> None:
    akaa = make_document("# Akaa\n", "akaa/sivu.fi", municipality="Akaa")
    facts = tuple(
        make_event(document, EventKind.JOINED, YEAR_2018, municipality="Kemi") for document in (akaa, KEMI, MODEL)
    )
    (place,) = list_facts(index(akaa, KEMI, MODEL, facts=facts)).places
    (event,) = place.events
    assert place.municipality == "Kemi"
    stating = [statement.document_id for statement in event.stated.statements]
    assert stating == ["kemi/sivu.fi", "akaa/sivu.fi", "unicef/malli.fi"]
    assert event.contradicted_by == ()


# --- One municipality, one topic ---


@pytest.mark.parametrize("name", ["Kemi", "kemi", "Kemin", " Kemissä ", "KEMI"])
def test_municipality_as_people_write_it(name: str) -> None:
    facts = (make_contact(KEMI, "Aino Malli"), make_contact(SALO, "Otto Malli"))
    assert names(list_facts(index(KEMI, SALO, facts=facts), municipality=name)) == ["Aino Malli"]


@pytest.mark.parametrize("name", ["Björneborg", "bjorneborg", "Bjo\u0308rneborg", "Björnebårg"])
def test_municipality_by_its_swedish_name(name: str) -> None:
    pori = make_document("# Pori\n", "pori/sivu.fi", municipality="Pori")
    facts = (make_contact(pori, "Aino Malli"),)
    assert names(list_facts(index(pori, facts=facts), municipality=name)) == ["Aino Malli"]


@pytest.mark.parametrize("name", ["Tampere", "Gotham", "", "Kemi ja Salo"])
def test_municipality_without_pages_is_an_error_that_names_those_with(name: str) -> None:
    with pytest.raises(LykbotError, match="those that have pages: Kemi, Salo"):
        list_facts(index(SALO, KEMI, MODEL), municipality=name)


def test_municipality_with_pages_and_without_facts() -> None:
    listing = list_facts(index(KEMI, SALO), municipality="Kemi")
    assert listing.places == ()
    assert listing.warnings == ("Kemi: no contact", "Kemi: no date", "Kemi: no goals of its own")


@pytest.mark.parametrize(
    ("topic", "counts", "warning"),
    [("contacts", (1, 0, 0), "contact"), ("timeline", (0, 1, 0), "date"), ("goals", (0, 0, 1), "goals of its own")],
)
def test_one_topic(topic: Topic, counts: tuple[int, int, int], warning: str) -> None:
    facts: tuple[Fact, ...] = (
        make_contact(KEMI),
        make_event(KEMI, EventKind.JOINED, YEAR_2018),
        *make_goals(KEMI, GoalTheme.SAFETY),
    )
    listing = list_facts(index(KEMI, SALO, facts=facts), topic=topic)
    (place,) = listing.places
    assert (len(place.contacts), len(place.events), len(place.goal_lists)) == counts
    assert listing.warnings == (f"Salo: no {warning}",)


# --- What contradicts what ---


def test_person_with_two_numbers() -> None:
    facts = (
        make_contact(KEMI, "Aino Malli", phone="+358401234567"),
        make_contact(KEMI_NEWS, "aino malli", phone="+358407654321"),
        make_contact(KEMI, "Otto Malli", phone="+358409999999"),
    )
    (place,) = list_facts(index(KEMI, KEMI_NEWS, facts=facts)).places
    others = {
        contact.stated.original.name: [other.original.document_id for other in contact.contradicted_by]
        for contact in place.contacts
    }
    assert others == {"Aino Malli": ["kemi/uutinen.fi"], "aino malli": ["kemi/sivu.fi"], "Otto Malli": []}


@pytest.mark.parametrize(
    ("kind", "date", "is_contradiction"),
    [
        (EventKind.RECOGNISED, YEAR_2019, True),
        (EventKind.RECOGNISED, PartialDate(year=2018, month=3), False),
        (EventKind.RECOGNISED, PartialDate(month=3, day=6), False),
        (EventKind.RECOGNISED, PartialDate(year=None, legible_year="201"), False),
        (EventKind.RECOGNISED, PartialDate(year=None, legible_year="202"), True),
        (EventKind.JOINED, YEAR_2019, False),
    ],
)
def test_step_at_another_time(kind: EventKind, date: PartialDate, is_contradiction: bool) -> None:
    facts = (make_event(KEMI, EventKind.RECOGNISED, YEAR_2018), make_event(KEMI_NEWS, kind, date))
    (place,) = list_facts(index(KEMI, KEMI_NEWS, facts=facts)).places
    assert [len(event.contradicted_by) for event in place.events] == [int(is_contradiction)] * 2


def test_months_and_days_of_one_year_differ_too() -> None:
    dates = (PartialDate(year=2018, month=3, day=6), PartialDate(year=2018, month=3, day=7), PartialDate(year=2018))
    facts = tuple(make_event(KEMI, EventKind.RECOGNISED, date) for date in dates)
    (place,) = list_facts(index(KEMI, facts=facts)).places
    assert [len(event.contradicted_by) for event in place.events] == [0, 1, 1]


@pytest.mark.parametrize("kind", [EventKind.VISIT, EventKind.MONITORING, EventKind.OTHER])
def test_what_happens_again_is_no_contradiction(kind: EventKind) -> None:
    facts = (make_event(KEMI, kind, YEAR_2018), make_event(KEMI, kind, YEAR_2019))
    (place,) = list_facts(index(KEMI, facts=facts)).places
    assert [event.contradicted_by for event in place.events] == [(), ()]


def test_lengths_of_time_that_differ() -> None:
    facts = tuple(
        make_event(document, EventKind.VALIDITY, None, duration=Duration(amount=amount, unit="years"))
        for document, amount in ((KEMI, 2), (KEMI_NEWS, 4))
    )
    (place,) = list_facts(index(KEMI, KEMI_NEWS, facts=facts)).places
    assert [len(event.contradicted_by) for event in place.events] == [1, 1]


@pytest.mark.parametrize(("date", "is_contradiction"), [(YEAR_2018, True), (YEAR_2019, False)])
def test_plan_and_fact_contradict_when_they_are_of_one_time(date: PartialDate, is_contradiction: bool) -> None:
    facts = (
        make_event(KEMI, EventKind.RECOGNISED, YEAR_2018, is_plan=True),
        make_event(KEMI_NEWS, EventKind.RECOGNISED, date),
    )
    (place,) = list_facts(index(KEMI, KEMI_NEWS, facts=facts)).places
    assert [len(event.contradicted_by) for event in place.events] == [int(is_contradiction)] * 2


@pytest.mark.parametrize(
    ("other", "themes", "owner", "is_contradiction"),
    [
        (KEMI_NEWS, (GoalTheme.SAFETY,), GoalOwner.MUNICIPALITY, True),
        (KEMI_NEWS, (GoalTheme.HOBBIES, GoalTheme.RIGHTS), GoalOwner.MUNICIPALITY, True),
        (KEMI_NEWS, (GoalTheme.SAFETY,), GoalOwner.EMPHASIS, False),
        (SALO, (GoalTheme.SAFETY,), GoalOwner.MUNICIPALITY, False),
    ],
)
def test_goal_lists_that_differ(
    other: Document, themes: tuple[GoalTheme, ...], owner: GoalOwner, is_contradiction: bool
) -> None:
    facts = (*make_goals(KEMI, GoalTheme.SAFETY, GoalTheme.RIGHTS), *make_goals(other, *themes, owner=owner))
    listing = list_facts(index(KEMI, other, facts=facts))
    found = [len(goals.contradicted_by) for place in listing.places for goals in place.goal_lists]
    assert found == [int(is_contradiction)] * 2


def test_two_lists_of_one_page_are_no_contradiction() -> None:
    second = tuple(replace(goal, list_start_char=3) for goal in make_goals(KEMI, GoalTheme.SAFETY))
    facts = (*make_goals(KEMI, GoalTheme.SAFETY, GoalTheme.RIGHTS), *second)
    (place,) = list_facts(index(KEMI, facts=facts)).places
    assert [goals.contradicted_by for goals in place.goal_lists] == [(), ()]


def test_goals_of_the_model_are_compared_across_pages() -> None:
    same, fewer = (GoalTheme.SAFETY, GoalTheme.RIGHTS), (GoalTheme.SAFETY,)
    facts = (
        *make_goals(KEMI, *same, owner=GoalOwner.MODEL),
        *make_goals(MODEL, *same, owner=GoalOwner.MODEL),
        *make_goals(SALO, *fewer, owner=GoalOwner.MODEL),
    )
    listing = list_facts(index(KEMI, MODEL, SALO, facts=facts))
    found = {place.municipality: len(place.goal_lists[0].contradicted_by) for place in listing.places}
    assert found == {"Kemi": 1, "Salo": 2, None: 1}


# --- Warnings ---


def test_what_pages_do_not_give() -> None:
    facts: tuple[Fact, ...] = (
        *make_goals(KEMI, GoalTheme.SAFETY, owner=GoalOwner.EMPHASIS),
        make_event(KEMI, EventKind.VALIDITY, None, duration=Duration(amount=2, unit="years")),
    )
    assert list_facts(index(KEMI, facts=facts)).warnings == (
        "Kemi: no contact",
        "Kemi: no date",
        "Kemi: no goals of its own, only areas of emphasis",
    )


@pytest.mark.parametrize(
    ("date", "written"),
    [(PartialDate(month=9, day=7), "7 September"), (PartialDate(month=12, legible_year="202"), "December 202…")],
)
def test_dates_without_a_full_year(date: PartialDate, written: str) -> None:
    indexed = index(KEMI, facts=(make_event(KEMI, EventKind.VISIT, date, is_plan=True),))
    assert list_facts(indexed, topic="timeline").warnings == (
        f"Kemi: no full year for “visit, {written}, planned or possible”",
    )


def test_what_one_language_version_does_not_say() -> None:
    facts: tuple[Fact, ...] = (
        make_contact(KEMI, "Aino Malli", phone="+358401234567"),
        make_contact(KEMI_SV, "Aino Malli"),
        make_contact(KEMI_SV, "Otto Malli"),
        make_event(KEMI, EventKind.JOINED, YEAR_2018),
        *make_goals(KEMI, GoalTheme.SAFETY, GoalTheme.RIGHTS),
        *make_goals(KEMI_SV, GoalTheme.SAFETY),
    )
    assert list_facts(index(KEMI, KEMI_SV, facts=facts)).warnings == (
        "kemi/sivu: +358401234567 of Aino Malli is in fi, not in sv",
        "kemi/sivu: Otto Malli is in sv, not in fi",
        "kemi/sivu: “joined, 2018” is in fi, not in sv",
        "kemi/sivu: the list of 2 goals (municipality) is in fi, not in sv",
        "kemi/sivu: the list of 1 goals (municipality) is in sv, not in fi",
    )


def test_versions_that_say_the_same_or_are_not_aligned_give_no_warning() -> None:
    shorter = make_document("Text.\n", "kemi/sivu.sv", municipality="Kemi", translation_of="kemi/sivu.fi")
    for version, facts in (
        (KEMI_SV, (make_contact(KEMI), make_contact(KEMI_SV))),
        (shorter, (make_contact(KEMI),)),
    ):
        assert list_facts(index(KEMI, version, facts=facts), topic="contacts").warnings == ()
