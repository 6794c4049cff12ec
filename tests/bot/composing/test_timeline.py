"""Timelines: which events answer, in what order, at what precision, and what is said beside them."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.composing.statements import Draft, Statement
from bot.composing.timeline import (
    choose_events,
    compose_timeline,
    is_past,
    time_order,
    without_repetition,
    write_time,
)
from bot.phrasing import phrase
from bot.schema import AnswerEvent
from bot.sought import Sought, Topic
from knowledge.facts.dates import Duration, PartialDate
from knowledge.facts.merging import FactCollection, Stated
from knowledge.facts.schema import Event, EventKind
from knowledge.schema import LANGUAGES, Language
from tests.bot.sheets import read_question
from tests.bot.stated_facts import make_event, stated

_JOINED = stated(
    make_event("Kuopio liittyi vuonna 2017.", EventKind.JOINED, PartialDate(year=2017), date_text="vuonna 2017"),
    make_event("Kuopio joined in 2017.", EventKind.JOINED, PartialDate(year=2017), language="en", date_text="in 2017"),
)
_RECOGNISED = stated(
    make_event(
        "Kuopio sai tunnustuksen 5.9.2019.",
        EventKind.RECOGNISED,
        PartialDate(year=2019, month=9, day=5),
        date_text="5.9.2019",
        start_char=100,
    ),
    make_event(
        "Kuopio was recognised on 5 September 2019.",
        EventKind.RECOGNISED,
        PartialDate(year=2019, month=9, day=5),
        language="en",
        date_text="5 September 2019",
        start_char=100,
    ),
)
_GOALS_SET = stated(
    make_event(
        "Tavoitteista päätettiin joulukuussa 202…",
        EventKind.GOALS_SET,
        PartialDate(month=12, legible_year="202"),
        date_text="joulukuussa 202…",
        start_char=200,
    )
)
_POSSIBLE = stated(
    make_event(
        "Tunnustus voidaan myöntää kesällä 2021.",
        EventKind.RECOGNITION_POSSIBLE,
        PartialDate(year=2021, season="summer"),
        is_plan=True,
        date_text="kesällä 2021",
        start_char=300,
    )
)
_VALIDITY = stated(
    make_event(
        "Tunnustus on voimassa kaksi vuotta.",
        EventKind.VALIDITY,
        duration=Duration(amount=2, unit="years"),
        date_text="kaksi vuotta",
        start_char=400,
    )
)
_VISIT = stated(
    make_event("Vieraita tuli 7.9.", EventKind.VISIT, PartialDate(month=9, day=7), date_text="7.9.", start_char=500)
)
_SURVEY = stated(
    make_event(
        "Kartoitus tehtiin 2017–2018.",
        EventKind.OTHER,
        PartialDate(year=2017),
        end_date=PartialDate(year=2018),
        date_text="2017–2018",
        start_char=600,
    )
)
_ALL = (_RECOGNISED, _VISIT, _GOALS_SET, _VALIDITY, _SURVEY, _POSSIBLE, _JOINED)
_FACTS = FactCollection(events=_ALL)
_WHOLE = Sought(topic=Topic.TIMELINE)


def sought(*kinds: EventKind, is_renewal: bool = False, is_sure: bool = True) -> Sought:
    return Sought(topic=Topic.TIMELINE, event_kinds=frozenset(kinds), is_renewal=is_renewal, is_sure=is_sure)


def compose(
    text: str,
    wanted: Sought,
    *places: str | None,
    language: Language = "en",
    facts: FactCollection = _FACTS,
) -> Draft:
    return compose_timeline(read_question(text, default=language), wanted, facts, places or ("Kuopio",))


def lines(draft: Draft) -> list[tuple[str, str]]:
    return [(statement.lead, statement.text) for statement in draft.statements]


def choose(text: str, wanted: Sought, *events: Stated[Event], language: Language = "en") -> list[str]:
    chosen = choose_events(read_question(text, default=language), wanted, events or _ALL, "Kuopio")
    return [event.original.text for event in chosen]


def at(when: PartialDate | None, start_char: int = 0) -> Stated[Event]:
    return stated(make_event("x", EventKind.OTHER, when, start_char=start_char))


# --- Whole timelines ---


def test_a_timeline_in_the_pages_language() -> None:
    draft = compose("Kuopion aikajana", _WHOLE, language="fi")
    assert lines(draft) == [
        ("**2017**:", "Kuopio liittyi vuonna 2017."),
        ("**2017–2018**:", "Kartoitus tehtiin 2017–2018."),
        ("**5.9.2019**:", "Kuopio sai tunnustuksen 5.9.2019."),
        (f"**kesä 2021**, {phrase('fi', 'event.plan')}:", "Tunnustus voidaan myöntää kesällä 2021."),
        ("**joulukuu 202…**:", "Tavoitteista päätettiin joulukuussa 202…"),
        ("**7.9.**:", "Vieraita tuli 7.9."),
    ]
    assert all(statement.is_item and not statement.is_quoted for statement in draft.statements)


def test_a_timeline_in_another_language_has_dates_and_kinds_in_the_askers() -> None:
    draft = compose("Timeline of Kuopio", _WHOLE)
    assert [statement.lead for statement in draft.statements] == [
        "**2017**:",
        "**2017–2018**:",
        "**5 September 2019**:",
        f"**summer 2021**, {phrase('en', 'event.recognition_possible')}, {phrase('en', 'event.plan')}:",
        f"**December 202…**, {phrase('en', 'event.goals_set')}:",
        f"**7 September**, {phrase('en', 'event.visit')}:",
    ]
    quoted = [statement.text for statement in draft.statements if statement.is_quoted]
    assert quoted == [
        "Kartoitus tehtiin 2017–2018.",
        "Tunnustus voidaan myöntää kesällä 2021.",
        "Tavoitteista päätettiin joulukuussa 202…",
        "Vieraita tuli 7.9.",
    ]
    swedish = compose("Tidslinje för Kuopio", _WHOLE, language="sv").statements
    assert swedish[0].lead == f"**2017**, {phrase('sv', 'event.joined')}:"
    assert all(statement.is_quoted for statement in swedish)


def test_a_date_that_the_page_sets_before_what_happened_is_said_once() -> None:
    event = stated(
        make_event("2018 | The work began.", EventKind.JOINED, PartialDate(year=2018), language="en", date_text="2018")
    )
    facts = FactCollection(events=(event,))
    told = [("**2018**:", "The work began.")]
    assert lines(compose("Timeline of Kuopio", _WHOLE, facts=facts)) == told
    # It is said even where a sentence with its date would stand alone.
    assert lines(compose("When did Kuopio join?", sought(EventKind.JOINED), facts=facts)) == told
    within = FactCollection(events=(_JOINED,))
    assert lines(compose("When did Kuopio join?", sought(EventKind.JOINED), facts=within)) == [
        ("", "Kuopio joined in 2017.")
    ]


def test_what_has_no_date_is_in_no_timeline() -> None:
    assert _VALIDITY.original.text not in choose("Timeline of Kuopio", _WHOLE)


def test_the_facts_behind_a_timeline() -> None:
    facts = [fact for statement in compose("Timeline of Kuopio", _WHOLE).statements for fact in statement.facts]
    events = [fact for fact in facts if isinstance(fact, AnswerEvent)]
    assert [(event.date, event.precision, event.kind, event.is_plan) for event in events] == [
        ("2017", "year", "joined", False),
        ("2017", "year", "other", False),
        ("2019-09-05", "day", "recognised", False),
        ("2021-summer", "season", "recognition_possible", True),
        ("202X-12", "month", "goals_set", False),
        ("XXXX-09-07", "day", "visit", False),
    ]
    assert [event.end_date for event in events] == [None, "2018", None, None, None, None]
    # Words of the version that is cited.
    assert (events[0].text, events[0].date_text) == ("Kuopio joined in 2017.", "in 2017")
    assert {event.municipality for event in events} == {"Kuopio"}


def test_each_sentence_is_told_once() -> None:
    text = "Kuopio liittyi 2017 ja sai tunnustuksen 2019."
    both = [
        stated(make_event(text, EventKind.JOINED, PartialDate(year=2017))),
        stated(make_event(text, EventKind.RECOGNISED, PartialDate(year=2019))),
    ]
    assert without_repetition(both, "fi") == both[:1]
    assert [statement.text for statement in compose("aikajana", _WHOLE, language="fi",
            facts=FactCollection(events=tuple(both))).statements] == [text]  # fmt: skip
    elsewhere = [both[0], stated(make_event(text, EventKind.RECOGNISED, PartialDate(year=2019), start_char=9))]
    assert without_repetition(elsewhere, "fi") == elsewhere


# --- One event ---


@pytest.mark.parametrize(
    ("question", "language", "line"),
    [
        ("Milloin Kuopio sai tunnustuksen?", "fi", ("", "Kuopio sai tunnustuksen 5.9.2019.")),
        ("When was Kuopio recognised?", "en", ("", "Kuopio was recognised on 5 September 2019.")),
        ("När fick Kuopio utmärkelsen?", "sv",
         ("**5 september 2019**, utmärkelse beviljad:", "Kuopio sai tunnustuksen 5.9.2019.")),
    ],
)  # fmt: skip
def test_one_event_is_its_sentence_and_in_another_language_its_date_as_well(
    question: str, language: Language, line: tuple[str, str]
) -> None:
    draft = compose(question, sought(EventKind.RECOGNISED), language=language)
    ((lead, text),) = lines(draft)
    assert text == line[1]
    assert lead.split(",")[0] == line[0].split(",")[0]
    assert draft.statements[0].is_item is False


def test_a_translation_is_cited_with_its_original() -> None:
    (statement,) = compose("When was Kuopio recognised?", sought(EventKind.RECOGNISED)).statements
    (extract,), (original,) = statement.extracts, statement.originals
    assert extract.document_id == "kuopio/sivu.en"
    assert original is not None
    assert original.document_id == "kuopio/sivu.fi"


def test_a_duration_is_told() -> None:
    (statement,) = compose("How long is it valid?", sought(EventKind.VALIDITY)).statements
    assert statement.lead.startswith("**two years**")
    (fact,) = statement.facts
    assert isinstance(fact, AnswerEvent)
    assert (fact.date, fact.precision, fact.date_text) == (None, None, "kaksi vuotta")


@pytest.mark.parametrize(
    ("question", "kind", "answered"),
    [
        ("When were the goals set?", EventKind.GOALS_SET, True),
        ("In which year were the goals set?", EventKind.GOALS_SET, False),
        ("When was the visit?", EventKind.VISIT, True),
        ("In which year was the visit?", EventKind.VISIT, False),
        ("In which year did Kuopio join?", EventKind.JOINED, True),
        ("How long is it valid?", EventKind.VALIDITY, True),
        ("Until when is it valid?", EventKind.VALIDITY, True),
        ("In which year is it valid?", EventKind.VALIDITY, False),
        ("How long has Kuopio been in?", EventKind.JOINED, False),
    ],
)
def test_the_kind_of_time_that_is_asked_for_must_be_legible(question: str, kind: EventKind, answered: bool) -> None:
    assert bool(choose(question, sought(kind))) is answered


def test_since_when_tells_how_long() -> None:
    since = stated(make_event("Kuopio on ollut mukana vuodesta 2017.", EventKind.JOINED, PartialDate(year=2017),
                              is_open=True))  # fmt: skip
    assert choose("How long has Kuopio been in?", sought(EventKind.JOINED), since)
    assert write_time(since.original, "en") == "since 2017"


# --- Which events ---


def test_only_the_kinds_asked_for() -> None:
    assert choose("When?", sought(EventKind.RECOGNISED)) == ["Kuopio sai tunnustuksen 5.9.2019."]
    assert choose("When?", sought(EventKind.PLAN_APPROVED)) == []
    assert len(choose("When?", sought(EventKind.RECOGNISED, EventKind.JOINED))) == 2


def test_what_a_page_tells_of_another_municipality_is_not_its_own() -> None:
    event = make_event("Siilinjärvi liittyi 2018.", EventKind.JOINED, PartialDate(year=2018), place="Siilinjärvi")
    told = Stated(page_municipality="Kuopio", statements=(event,))
    elsewhere = Stated(page_municipality="Siilinjärvi", statements=(event,))
    general = Stated(page_municipality="Kuopio",
                     statements=(make_event("Malli alkoi 2012.", EventKind.JOINED, PartialDate(year=2012),
                                            place=None),))  # fmt: skip
    assert choose("When?", sought(EventKind.JOINED), told) == []
    assert choose("When?", sought(EventKind.JOINED), elsewhere) == []
    assert choose("When?", sought(EventKind.JOINED), general) == ["Malli alkoi 2012."]


def test_a_name_that_an_event_does_not_mention_is_not_answered() -> None:
    met = stated(make_event("Aino Laine vieraili 2018.", EventKind.VISIT, PartialDate(year=2018)))
    assert choose("When did Aino Laine visit?", sought(EventKind.VISIT), met) == ["Aino Laine vieraili 2018."]
    assert choose("When did Eero Salmi visit?", sought(EventKind.VISIT), met) == []


def test_where_it_is_not_sure_the_event_that_mentions_most_is_meant() -> None:
    library = stated(make_event("Kirjasto avattiin 2015.", EventKind.OTHER, PartialDate(year=2015)))
    swimming = stated(make_event("Uimahalli avattiin 2016.", EventKind.OTHER, PartialDate(year=2016), start_char=50))
    question, unsure = "Milloin kirjasto avattiin?", sought(EventKind.JOINED, is_sure=False)
    events = (_JOINED, library, swimming)
    assert choose(question, unsure, *events, language="fi") == ["Kirjasto avattiin 2015."]
    # Words that no event tells apart leave the kind asked for.
    assert choose("Milloin?", unsure, *events, language="fi") == ["Kuopio liittyi vuonna 2017."]


def renewed(text: str, date_text: str, *, is_plan: bool = False, language: Language = "fi") -> Stated[Event]:
    return stated(
        make_event(text, EventKind.RECOGNISED, PartialDate(year=2021), date_text=date_text, is_plan=is_plan,
                   language=language)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("event", "answers"),
    [
        (_RECOGNISED, False),
        (renewed("Kuopio sai toisen tunnustuksen vuonna 2021.", "vuonna 2021"), True),
        (renewed("Kuopio fick en andra utmärkelse år 2021, den förnyades.", "år 2021", language="sv"), True),
        (renewed("Kuopio fick utmärkelsen år 2021 och den förnyas senare.", "år 2021", language="sv"), False),
        (renewed("Utmärkelsen förnyades år 2021.", "år 2021", language="sv"), True),
        (renewed("The recognition was renewed in 2021.", "in 2021", language="en"), True),
        (renewed("Kuopio sai tunnustuksen vuonna 2021, ja se uusitaan.", "vuonna 2021"), False),
        (renewed("Kuopio saa toisen tunnustuksen vuonna 2021.", "vuonna 2021", is_plan=True), False),
    ],
)
def test_a_second_recognition_is_not_answered_with_the_first(event: Stated[Event], answers: bool) -> None:
    wanted = sought(EventKind.RECOGNISED, is_renewal=True)
    assert bool(choose("Did Kuopio get a second recognition?", wanted, event)) is answers


# --- Municipalities ---


def make_vaasa() -> Stated[Event]:
    return stated(
        make_event("Vasa gick med år 2018.", EventKind.JOINED, PartialDate(year=2018), place="Vaasa", language="sv")
    )


def test_municipalities_in_the_order_asked_and_those_without() -> None:
    facts = FactCollection(events=(*_ALL, make_vaasa()))
    question = "When did Vaasa, Salo and Kuopio join?"
    draft = compose(question, sought(EventKind.JOINED), "Vaasa", "Salo", "Kuopio", facts=facts)
    assert [(statement.group, statement.lead) for statement in draft.statements] == [
        ("Vaasa", "**2018**, joined the model:"),
        ("Kuopio", ""),
    ]
    assert draft.places_without == ("Salo",)
    # Where all are asked about, it is no news.
    assert compose("Who joined?", sought(EventKind.JOINED), "Vaasa", "Salo", facts=facts).places_without == ()


def test_nothing_where_no_page_tells() -> None:
    assert compose("When?", sought(EventKind.JOINED), "Salo", "Rauma") == Draft(statements=())


def test_events_of_the_model() -> None:
    model = stated(make_event("Malli alkoi 2012.", EventKind.OTHER, PartialDate(year=2012), place=None))
    draft = compose("timeline", _WHOLE, None, facts=FactCollection(events=(model, *_ALL)))
    assert [(statement.group, statement.text) for statement in draft.statements] == [(None, "Malli alkoi 2012.")]
    assert compose("timeline", _WHOLE, None) == Draft(statements=())


# --- Order and wording ---

_IN_ORDER = (
    at(PartialDate(year=2016)),
    at(PartialDate(year=2017)),
    at(PartialDate(year=2017, month=1)),
    at(PartialDate(year=2017, season="spring")),
    at(PartialDate(year=2017, month=5, day=30)),
    at(PartialDate(year=2017, season="summer")),
    at(PartialDate(year=2017, month=8, day=2)),
    at(PartialDate(year=2017, season="autumn")),
    at(PartialDate(year=2017, month=11)),
    at(PartialDate(year=2017, season="winter")),
    at(PartialDate(month=12, legible_year="202")),
    at(PartialDate(year=2031)),
    at(PartialDate(month=9, day=7)),
)


@given(st.permutations(_IN_ORDER))
def test_order_of_time(events: list[Stated[Event]]) -> None:
    assert sorted(events, key=time_order) == list(_IN_ORDER)


def test_what_has_no_date_comes_after_all_years() -> None:
    assert time_order(at(PartialDate(year=2999, month=12, day=31))) < time_order(at(None))


def test_events_of_one_time_stand_as_on_the_page() -> None:
    events = [at(PartialDate(year=2017), start_char) for start_char in (1, 20, 300)]
    for shuffled in permutations(events):
        assert sorted(shuffled, key=time_order) == events


@pytest.mark.parametrize(
    ("event", "written"),
    [
        (_RECOGNISED, ("5.9.2019", "5 september 2019", "5 September 2019")),
        (_POSSIBLE, ("kesä 2021", "sommaren 2021", "summer 2021")),
        (_GOALS_SET, ("joulukuu 202…", "december 202…", "December 202…")),
        (_VISIT, ("7.9.", "7 september", "7 September")),
        (_SURVEY, ("2017–2018", "2017–2018", "2017–2018")),
        (_VALIDITY, ("kaksi vuotta", "två år", "two years")),
        (stated(make_event("x", date_text="pian")), ("pian", "pian", "pian")),
    ],
)
def test_time_at_the_pages_precision(event: Stated[Event], written: tuple[str, str, str]) -> None:
    assert tuple(write_time(event.original, language) for language in LANGUAGES) == written


@pytest.mark.parametrize(
    ("when", "end", "past"),
    [
        (PartialDate(year=2021), None, True),
        (PartialDate(year=2022, month=1), None, False),
        (PartialDate(year=2023), None, False),
        (PartialDate(year=2020), PartialDate(year=2022), False),
        (PartialDate(year=2020), PartialDate(year=2021), True),
        (PartialDate(month=9, day=7), None, False),
        (PartialDate(legible_year="201"), None, False),
        (None, None, False),
    ],
)
def test_a_time_has_gone_by_when_its_year_has(when: PartialDate | None, end: PartialDate | None, past: bool) -> None:
    assert is_past(make_event("x", EventKind.OTHER, when, end_date=end), date(2022, 12, 31)) is past


def test_statements_stand_with_their_municipality() -> None:
    statements: tuple[Statement, ...] = compose("Timeline of Kuopio", _WHOLE).statements
    assert {statement.group for statement in statements} == {"Kuopio"}
    assert all(len(statement.extracts) == len(statement.originals) == 1 for statement in statements)
