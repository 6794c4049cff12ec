"""Facts that several pages state, each once: the same somebody, the same event, the same list of goals."""

from collections import Counter
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.facts.dates import Duration, PartialDate
from knowledge.facts.merging import FactCollection, PageFacts, Stated, merge_facts
from knowledge.facts.schema import Contact, DocumentFacts, Event, EventKind, Goal, GoalOwner, GoalTheme, Phone
from knowledge.schema import LANGUAGES, Language

_2018, _2019 = PartialDate(year=2018), PartialDate(year=2019)
_RIGHTS, _SAFETY, _HOBBIES = GoalTheme.RIGHTS, GoalTheme.SAFETY, GoalTheme.HOBBIES
_NUMBER, _OTHER_NUMBER = "+358401234567", "+358407654321"


def page(
    *facts: Contact | Event | Goal,
    page_id: str = "kuvala/sivu",
    language: Language = "fi",
    municipality: str | None = "Kuvala",
    is_original: bool | None = None,
) -> PageFacts:
    """A page that states facts; Finnish is the original unless told otherwise."""
    return PageFacts(
        document_id=f"{page_id}.{language}",
        page_id=page_id,
        municipality=municipality,
        language=language,
        is_original=language == "fi" if is_original is None else is_original,
        facts=DocumentFacts(
            contacts=tuple(fact for fact in facts if isinstance(fact, Contact)),
            events=tuple(fact for fact in facts if isinstance(fact, Event)),
            goals=tuple(fact for fact in facts if isinstance(fact, Goal)),
        ),
    )


def contact(
    name: str | None = "Aino Aalto",
    *numbers: str,
    email: str | None = None,
    role: str | None = "suunnittelija",
    document_id: str = "kuvala/sivu.fi",
    start_char: int = 0,
) -> Contact:
    return Contact(
        document_id=document_id,
        municipality="Kuvala",
        language=language_of(document_id),
        name=name,
        role=role,
        phones=tuple(Phone(number=number, as_written=number) for number in numbers),
        emails=() if email is None else (email,),
        text="x",
        start_char=start_char,
        end_char=start_char + 1,
    )


def event(
    kind: EventKind,
    date: PartialDate | None = _2018,
    *,
    end_date: PartialDate | None = None,
    duration: Duration | None = None,
    is_plan: bool = False,
    municipality: str | None = "Kuvala",
    document_id: str = "kuvala/sivu.fi",
    start_char: int = 0,
) -> Event:
    return Event(
        document_id=document_id,
        municipality=municipality,
        language=language_of(document_id),
        kind=kind,
        date=date,
        end_date=end_date,
        is_open=False,
        duration=duration,
        is_plan=is_plan,
        date_text="x",
        text="x",
        start_char=start_char,
        end_char=start_char + 1,
    )


def goals(
    *themes: GoalTheme | None,
    owner: GoalOwner = GoalOwner.MUNICIPALITY,
    document_id: str = "kuvala/sivu.fi",
    start_char: int = 0,
) -> tuple[Goal, ...]:
    """A list of goals of these themes, each goal of one character."""
    return tuple(
        Goal(
            document_id=document_id,
            municipality="Kuvala",
            language=language_of(document_id),
            owner=owner,
            number=number,
            is_numbered=False,
            theme=theme,
            list_start_char=start_char,
            text="x",
            start_char=start_char + number,
            end_char=start_char + number + 1,
        )
        for number, theme in enumerate(themes, start=1)
    )


def language_of(document_id: str) -> Language:
    return next(language for language in LANGUAGES if document_id.endswith(f".{language}"))


def sources(stated: Stated[Contact] | Stated[Event] | Stated[Goal]) -> list[str]:
    return [statement.document_id for statement in stated.statements]


def versions_of_page(*facts_by_language: Sequence[Contact | Event | Goal]) -> list[PageFacts]:
    """A page in Finnish, Swedish and English, as far as facts are given."""
    return [page(*facts, language=language) for language, facts in zip(LANGUAGES, facts_by_language, strict=False)]


def of(language: str) -> str:
    return f"kuvala/sivu.{language}"


# --- Statements ---


def test_no_pages_and_pages_that_state_nothing() -> None:
    assert merge_facts([]) == merge_facts([page()]) == FactCollection()


def test_a_fact_is_shown_in_the_askers_language_and_else_in_the_pages_own() -> None:
    finnish, swedish = contact(), contact(role="planerare", document_id=of("sv"))
    stated = Stated(page_municipality="Kuvala", statements=(finnish, swedish))
    assert stated.in_language("sv") is swedish
    assert stated.in_language("en") is stated.original is finnish
    assert stated.municipality == "Kuvala"


def test_originals_come_first_whatever_the_order_of_the_pages() -> None:
    pages = [
        page(contact(document_id=of("en")), language="en"),
        page(contact(document_id=of("sv")), language="sv", is_original=True),
        page(contact(document_id=of("fi")), language="fi", is_original=False),
    ]
    for order in (pages, pages[::-1]):
        (stated,) = merge_facts(order).contacts
        assert sources(stated) == [of("sv"), of("en"), of("fi")]


def test_facts_come_by_municipality_and_those_of_none_last() -> None:
    places = ["Ähtäri", None, "Vaasa", "Alajärvi"]
    pages = [page(*goals(_RIGHTS), page_id=f"{place}/sivu", municipality=place) for place in places]
    assert [one.municipality for one in merge_facts(pages).goal_lists] == ["Alajärvi", "Vaasa", "Ähtäri", None]


# --- Contacts ---


def test_a_contact_in_three_languages_is_one() -> None:
    versions = [[contact("Aino Aalto", _NUMBER, email="a@kuvala.example", document_id=of(each))] for each in LANGUAGES]
    (stated,) = merge_facts(versions_of_page(*versions)).contacts
    assert sources(stated) == [of("fi"), of("en"), of("sv")]
    assert stated.page_municipality == "Kuvala"


def test_the_same_name_with_another_number_is_another_contact() -> None:
    found = merge_facts([page(contact("Aino Aalto", _NUMBER), contact("Aino Aalto", _OTHER_NUMBER))]).contacts
    assert [stated.original.phones[0].number for stated in found] == [_NUMBER, _OTHER_NUMBER]


def test_the_same_name_with_another_address_is_another_contact() -> None:
    one, other = contact(email="a@kuvala.example"), contact(email="b@kuvala.example", document_id="kuvala/toinen.fi")
    assert len(merge_facts([page(one), page(other, page_id="kuvala/toinen")]).contacts) == 2


def test_the_same_number_with_another_name_is_another_contact() -> None:
    assert len(merge_facts([page(contact("Aino Aalto", _NUMBER), contact("Eero Aalto", _NUMBER))]).contacts) == 2


def test_who_gives_fewer_details_is_the_same_and_the_fullest_statement_comes_first() -> None:
    name_only = contact("AINO AALTO", role=None)
    full = contact("Aino Aalto", _NUMBER, email="A@kuvala.example", document_id="kuvala/toinen.fi")
    with_email = contact("Aino Aalto", email="a@kuvala.example", document_id="kuvala/kolmas.fi")
    pages = [page(name_only), page(full, page_id="kuvala/toinen"), page(with_email, page_id="kuvala/kolmas")]
    (stated,) = merge_facts(pages).contacts
    assert stated.statements == (full, with_email, name_only)


def test_an_original_comes_first_though_its_translation_is_fuller() -> None:
    versions = versions_of_page([contact()], [contact("Aino Aalto", _NUMBER, document_id=of("sv"))])
    (stated,) = merge_facts(versions).contacts
    assert sources(stated) == [of("fi"), of("sv")]


def test_two_halves_of_what_is_known_stay_apart_so_that_neither_is_lost() -> None:
    phone, email = contact("Aino Aalto", _NUMBER), contact("Aino Aalto", email="a@kuvala.example")
    assert len(merge_facts([page(phone, email)]).contacts) == 2


def test_a_third_statement_joins_only_what_it_contradicts_nowhere() -> None:
    one, other = contact("Aino Aalto", _NUMBER), contact("Aino Aalto", _OTHER_NUMBER, start_char=5)
    name_only = contact("Aino Aalto", start_char=9)
    found = merge_facts([page(name_only, one, other)]).contacts
    assert [stated.statements for stated in found] == [(one, name_only), (other,)]


def test_services_are_one_by_a_number_in_common() -> None:
    finnish = contact(None, _NUMBER, _OTHER_NUMBER, role="Neuvonta")
    swedish = contact(None, _NUMBER, role="Rådgivning", document_id=of("sv"))
    other = contact(None, email="info@kuvala.example", role="Info", document_id=of("sv"))
    found = merge_facts(versions_of_page([finnish], [swedish, other])).contacts
    assert [stated.statements for stated in found] == [(finnish, swedish), (other,)]


def test_two_services_of_one_page_that_share_a_number_stay_two() -> None:
    versions = [
        [
            contact(None, _NUMBER, role=roles[0], document_id=of(language)),
            contact(None, _NUMBER, role=roles[1], document_id=of(language), start_char=5),
        ]
        for language, roles in (("fi", ("Kirjasto", "Koulut")), ("sv", ("Bibliotek", "Skolor")))
    ]
    found = merge_facts(versions_of_page(*versions)).contacts
    assert [[fact.role for fact in stated.statements] for stated in found] == [
        ["Kirjasto", "Bibliotek"],
        ["Koulut", "Skolor"],
    ]


def test_a_service_is_no_person_though_they_share_a_number() -> None:
    assert len(merge_facts([page(contact(None, _NUMBER), contact("Aino Aalto", _NUMBER))]).contacts) == 2


def test_a_contact_of_another_municipality_is_another() -> None:
    pages = [
        page(contact("Aino Aalto", _NUMBER)),
        page(contact("Aino Aalto", _NUMBER, document_id="muu/sivu.fi"), page_id="muu/sivu", municipality="Muu"),
    ]
    assert [stated.page_municipality for stated in merge_facts(pages).contacts] == ["Kuvala", "Muu"]


# --- Events ---


def test_an_event_is_one_by_kind_and_time() -> None:
    pages = [
        page(event(EventKind.JOINED), event(EventKind.VISIT), event(EventKind.JOINED, _2019)),
        page(event(EventKind.JOINED, document_id="kuvala/toinen.fi"), page_id="kuvala/toinen"),
    ]
    found = merge_facts(pages).events
    assert [(stated.original.kind, stated.original.date, len(stated.statements)) for stated in found] == [
        (EventKind.JOINED, _2018, 2),
        (EventKind.VISIT, _2018, 1),
        (EventKind.JOINED, _2019, 1),
    ]


@pytest.mark.parametrize(
    "other",
    [
        event(EventKind.VALIDITY, PartialDate(year=2018, month=3)),
        event(EventKind.VALIDITY, end_date=_2019),
        event(EventKind.VALIDITY, None, duration=Duration(amount=2, unit="years")),
        event(EventKind.VALIDITY, is_plan=True),
        event(EventKind.VALIDITY, municipality="Muu"),
    ],
)
def test_an_event_of_another_time_or_certainty_or_place_is_another(other: Event) -> None:
    assert len(merge_facts([page(event(EventKind.VALIDITY), other)]).events) == 2


def test_lengths_of_time_that_differ_are_two_events() -> None:
    lengths = [event(EventKind.VALIDITY, None, duration=Duration(amount=years, unit="years")) for years in (2, 4)]
    assert [stated.original for stated in merge_facts([page(*lengths)]).events] == lengths


def test_whose_pages_tell_of_an_event_is_not_whom_it_is_about() -> None:
    (stated,) = merge_facts([page(event(EventKind.JOINED, municipality="Muu"))]).events
    assert (stated.page_municipality, stated.municipality) == ("Kuvala", "Muu")
    pages = [
        page(event(EventKind.JOINED, municipality="Muu")),
        page(event(EventKind.JOINED, municipality="Muu"), page_id="muu/sivu", municipality="Muu"),
    ]
    assert [stated.page_municipality for stated in merge_facts(pages).events] == ["Kuvala", "Muu"]


def test_a_kind_that_one_language_version_tells_counts_for_all() -> None:
    versions = versions_of_page(
        [event(EventKind.OTHER)],
        [event(EventKind.RECOGNISED, document_id=of("sv"))],
        [event(EventKind.OTHER, document_id=of("en"))],
    )
    (stated,) = merge_facts(versions).events
    assert sources(stated) == [of("fi"), of("en"), of("sv")]
    assert {statement.kind for statement in stated.statements} == {EventKind.RECOGNISED}


def test_a_kind_is_taken_from_a_version_of_the_same_page_and_time_only() -> None:
    others = [
        page(event(EventKind.RECOGNISED, document_id="kuvala/toinen.sv"), page_id="kuvala/toinen", language="sv"),
        page(event(EventKind.RECOGNISED, _2019, document_id=of("sv")), language="sv"),
    ]
    first = merge_facts([page(event(EventKind.OTHER)), *others]).events[0]
    assert first.original.kind is EventKind.OTHER


def test_a_kind_is_not_taken_where_versions_tell_several() -> None:
    versions = versions_of_page(
        [event(EventKind.OTHER)],
        [event(EventKind.RECOGNISED, document_id=of("sv"))],
        [event(EventKind.VISIT, document_id=of("en"))],
    )
    kinds = [stated.original.kind for stated in merge_facts(versions).events]
    assert sorted(kinds) == [EventKind.OTHER, EventKind.RECOGNISED, EventKind.VISIT]


def test_a_kind_that_the_version_has_itself_is_no_other_events() -> None:
    # What else the Swedish version tells of 2018 is the recognition; the visit is known.
    versions = versions_of_page(
        [event(EventKind.VISIT), event(EventKind.OTHER, start_char=5)],
        [
            event(EventKind.RECOGNISED, document_id=of("sv")),
            event(EventKind.VISIT, document_id=of("sv"), start_char=5),
        ],
    )
    found = merge_facts(versions).events
    assert {stated.original.kind: sources(stated) for stated in found} == {
        EventKind.VISIT: [of("fi"), of("sv")],
        EventKind.RECOGNISED: [of("fi"), of("sv")],
    }


def test_two_versions_may_each_tell_what_the_other_leaves_open() -> None:
    versions = versions_of_page(
        [event(EventKind.VISIT), event(EventKind.OTHER, start_char=5)],
        [
            event(EventKind.OTHER, document_id=of("sv")),
            event(EventKind.RECOGNISED, document_id=of("sv"), start_char=5),
        ],
    )
    found = merge_facts(versions).events
    assert {stated.original.kind: [fact.start_char for fact in stated.statements] for stated in found} == {
        EventKind.VISIT: [0, 0],
        EventKind.RECOGNISED: [5, 5],
    }


def test_of_two_unclear_events_none_takes_the_kind_of_one() -> None:
    # Which of the two Finnish ones is the recognition cannot be known.
    versions = versions_of_page(
        [event(EventKind.OTHER), event(EventKind.OTHER, start_char=5)],
        [
            event(EventKind.OTHER, document_id=of("sv")),
            event(EventKind.RECOGNISED, document_id=of("sv"), start_char=5),
        ],
    )
    kinds = [stated.original.kind for stated in merge_facts(versions).events]
    assert kinds == [EventKind.OTHER, EventKind.OTHER, EventKind.RECOGNISED]


def test_unclear_events_of_one_year_stay_apart_and_match_across_versions_by_order() -> None:
    first, second = ([event(EventKind.OTHER, document_id=of(each), start_char=n) for each in LANGUAGES] for n in (0, 5))
    versions = [list(pair) for pair in zip(first, second, strict=True)]
    one, other = merge_facts(versions_of_page(*versions)).events
    assert [statement.start_char for statement in one.statements] == [0, 0, 0]
    assert [statement.start_char for statement in other.statements] == [5, 5, 5]
    assert {statement.language for statement in other.statements} == set(LANGUAGES)


def test_unclear_events_of_two_pages_stay_apart() -> None:
    other = event(EventKind.OTHER, document_id="kuvala/toinen.fi")
    assert len(merge_facts([page(event(EventKind.OTHER)), page(other, page_id="kuvala/toinen")]).events) == 2


# --- Goals ---


def lists(pages: Iterable[PageFacts]) -> list[tuple[GoalOwner, int, int]]:
    """Owner, length and number of statements of each list."""
    return [(one.owner, len(one.goals), len(one.goals[0].statements)) for one in merge_facts(pages).goal_lists]


def test_a_list_in_three_languages_is_one_goal_by_goal() -> None:
    versions = [goals(_RIGHTS, _SAFETY, document_id=of(language)) for language in LANGUAGES]
    (found,) = merge_facts(versions_of_page(*versions)).goal_lists
    assert (found.municipality, found.owner) == ("Kuvala", GoalOwner.MUNICIPALITY)
    assert [sources(goal) for goal in found.goals] == [[of("fi"), of("en"), of("sv")]] * 2
    assert [{statement.number for statement in goal.statements} for goal in found.goals] == [{1}, {2}]
    assert {goal.page_municipality for goal in found.goals} == {"Kuvala"}


def test_a_list_on_two_pages_is_one() -> None:
    second = goals(_RIGHTS, _SAFETY, document_id="kuvala/toinen.fi")
    pages = [page(*goals(_RIGHTS, _SAFETY)), page(*second, page_id="kuvala/toinen")]
    assert lists(pages) == [(GoalOwner.MUNICIPALITY, 2, 2)]


@pytest.mark.parametrize(
    "other",
    [
        goals(_RIGHTS, _SAFETY, _HOBBIES, document_id="kuvala/toinen.fi"),
        goals(_RIGHTS, _HOBBIES, document_id="kuvala/toinen.fi"),
        goals(_SAFETY, _RIGHTS, document_id="kuvala/toinen.fi"),
        goals(_RIGHTS, None, document_id="kuvala/toinen.fi"),
        goals(_RIGHTS, _SAFETY, owner=GoalOwner.MODEL, document_id="kuvala/toinen.fi"),
    ],
)
def test_lists_that_differ_stay_apart(other: tuple[Goal, ...]) -> None:
    assert len(lists([page(*goals(_RIGHTS, _SAFETY)), page(*other, page_id="kuvala/toinen")])) == 2


def test_of_four_themes_one_may_differ_and_of_three_none() -> None:
    four, nearly = (_RIGHTS, _SAFETY, _HOBBIES, _RIGHTS), (_RIGHTS, _SAFETY, _HOBBIES, None)
    three, other = four[:3], (_RIGHTS, _SAFETY, None)
    for one, two, count in ((four, nearly, 1), (three, other, 2)):
        versions = versions_of_page(goals(*one), goals(*two, document_id=of("sv")))
        assert len(lists(versions)) == count


def test_goals_without_a_theme_are_the_same_in_another_language_and_not_on_another_page() -> None:
    first = page(*goals(None))
    assert lists([first, page(*goals(None, document_id=of("sv")), language="sv")]) == [(GoalOwner.MUNICIPALITY, 1, 2)]
    other = page(*goals(None, document_id="kuvala/toinen.fi"), page_id="kuvala/toinen")
    assert lists([first, other]) == [(GoalOwner.MUNICIPALITY, 1, 1)] * 2


def test_two_lists_of_one_page_are_two_and_match_across_versions_by_order() -> None:
    versions = [
        (*goals(_RIGHTS, document_id=of(each)), *goals(_RIGHTS, document_id=of(each), start_char=50))
        for each in LANGUAGES
    ]
    one, other = merge_facts(versions_of_page(*versions)).goal_lists
    assert {statement.list_start_char for statement in one.goals[0].statements} == {0}
    assert {statement.list_start_char for statement in other.goals[0].statements} == {50}


def test_goals_of_two_owners_at_one_place_are_two_lists() -> None:
    both = page(*goals(_RIGHTS), *goals(_SAFETY, owner=GoalOwner.EMPHASIS))
    assert lists([both]) == [(GoalOwner.MUNICIPALITY, 1, 1), (GoalOwner.EMPHASIS, 1, 1)]


def test_the_goals_of_two_municipalities_stay_apart_though_alike() -> None:
    other = page(*goals(_RIGHTS, document_id="muu/sivu.fi"), page_id="muu/sivu", municipality="Muu")
    assert [one.municipality for one in merge_facts([page(*goals(_RIGHTS)), other]).goal_lists] == ["Kuvala", "Muu"]


# --- Every fact, once ---


@st.composite
def _pages(draw: st.DrawFn) -> list[PageFacts]:
    keys = draw(st.sets(st.tuples(st.sampled_from("ab"), st.sampled_from(LANGUAGES)), max_size=6))
    return [_page(draw, f"{name}/sivu", language) for name, language in sorted(keys)]


def _page(draw: st.DrawFn, page_id: str, language: Language) -> PageFacts:
    document_id = f"{page_id}.{language}"
    stated: list[Contact | Event | Goal] = []
    for start_char in range(draw(st.integers(0, 4))):
        name = draw(st.sampled_from([None, "Aino Aalto", "aino aalto"]))
        numbers = draw(st.lists(st.sampled_from([_NUMBER, _OTHER_NUMBER]), unique=True))
        email = draw(st.sampled_from([None, "a@kuvala.example"]))
        stated.append(contact(name, *numbers, email=email, document_id=document_id, start_char=start_char))
        kind, date = draw(st.sampled_from(list(EventKind)[-3:])), draw(st.sampled_from([_2018, None]))
        stated.append(event(kind, date, document_id=document_id, start_char=start_char))
        themes = draw(st.lists(st.sampled_from([_RIGHTS, _SAFETY, None]), min_size=1, max_size=4))
        stated += goals(*themes, document_id=document_id, start_char=10 * start_char)
    municipality = draw(st.sampled_from(["Kuvala", None]))
    return page(*stated, page_id=page_id, language=language, municipality=municipality, is_original=draw(st.booleans()))


def place(fact: Contact | Event | Goal) -> tuple[object, ...]:
    return type(fact), fact.document_id, fact.start_char


@given(_pages())
def test_every_fact_of_every_page_is_stated_in_exactly_one_place(pages: list[PageFacts]) -> None:
    found = merge_facts(pages)
    stated: list[tuple[Contact | Event | Goal, ...]] = [
        *(one.statements for one in found.contacts),
        *(one.statements for one in found.events),
        *(goal.statements for one in found.goal_lists for goal in one.goals),
    ]
    assert all(stated)
    read: list[Contact | Event | Goal] = []
    for one in pages:
        read += [*one.facts.contacts, *one.facts.events, *one.facts.goals]
    assert Counter(place(fact) for statements in stated for fact in statements) == Counter(place(fact) for fact in read)


@given(_pages())
def test_the_order_of_the_pages_does_not_matter(pages: list[PageFacts]) -> None:
    assert merge_facts(pages) == merge_facts(pages[::-1])
