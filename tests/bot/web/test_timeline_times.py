"""Times of events as stretches of a time axis."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.timeline_times import read_iso, stretch_of, time_events
from knowledge.facts.dates import PartialDate, Season
from knowledge.schema import Language
from tests.bot.web.made_answers import make_answer, make_citation, make_event

SEASONS: tuple[Season, ...] = ("spring", "summer", "autumn", "winter")


def stretch(iso: str, end: str | None = None, *, is_open: bool = False) -> tuple[float, float] | None:
    date = read_iso(iso)
    assert date is not None
    found = stretch_of(date, read_iso(end), is_open=is_open)
    return None if found is None else (found.start, found.end)


@given(
    year=st.none() | st.integers(1, 9998),
    legible=st.sampled_from(["", "2", "20", "202"]),
    part=st.sampled_from([*SEASONS, None]) | st.integers(1, 12),
    day=st.none() | st.integers(1, 28),
)
def test_dates_are_read_as_they_are_written(year: int | None, legible: str, part: object, day: int | None) -> None:
    season = next((season for season in SEASONS if season == part), None)
    month = part if isinstance(part, int) else None
    date = PartialDate(
        year=year,
        season=season,
        month=month,
        day=day if month else None,
        legible_year="" if year else legible,
    )
    told = year or date.legible_year or season or month
    assert read_iso(date.iso) == (date if told else None)


@pytest.mark.parametrize("text", [None, "", "2018-13", "2018-02-31", "2018-", "XXXX", "year", "2018-00", "20188"])
def test_what_is_no_date(text: str | None) -> None:
    assert read_iso(text) is None


def test_stretches() -> None:
    assert stretch("2016") == (2016, 2017)
    assert stretch("2018-07") == (2018.5, 2018 + 7 / 12)
    assert stretch("2018-01-01") == (2018, 2018 + 1 / 365)
    assert stretch("2020-12-31") == (2020 + 365 / 366, 2021)
    assert stretch("2021-spring") == (2021 + 2 / 12, 2021 + 5 / 12)
    assert stretch("2021-winter") == (2021 + 11 / 12, 2021 + 14 / 12)
    assert stretch("2016", "2018-06") == (2016, 2018.5)


@pytest.mark.parametrize(
    ("start", "end"), [("XXXX-09-07", None), ("202X-12", None), ("2018", "2016"), ("2018", "XXXX-05")]
)
def test_no_stretch(start: str, end: str | None) -> None:
    assert stretch(start, end) is None


@pytest.mark.parametrize(
    ("date_text", "language", "quote", "time", "is_open"),
    [
        ("vuodesta 2016", "fi", "Kemi liittyi malliin 2016.", "since 2016", True),
        ("vuonna 2016", "fi", "Kemi liittyi malliin 2016.", "2016", False),
    ],
)
def test_since_is_told_by_the_words_of_the_page(
    date_text: str, language: Language, quote: str, time: str, is_open: bool
) -> None:
    answer = make_answer(
        "", [make_citation(quote=quote)], language="en", events=[make_event("2016", date_text=date_text)]
    )
    (event,) = time_events(answer)
    assert event.stretch is not None
    assert (event.time, event.stretch.is_open, event.language) == (time, is_open, language)


def test_times_and_kinds_in_the_language_of_the_answer() -> None:
    events = [
        make_event("2018-03-06", precision="day", kind="recognised"),
        make_event("2016", end_date="2018"),
        make_event("202X-12", precision="month"),
        make_event(None, precision=None, kind="validity"),
    ]
    timed = time_events(make_answer("", events=events, language="sv"))
    assert [(event.time, event.kind) for event in timed] == [
        ("6 mars 2018", "utmärkelsen mottagen"), ("2016–2018", ""), ("december 202…", ""),
    ]  # fmt: skip
    assert [event.stretch is None for event in timed] == [False, False, True]


def test_only_a_single_day_is_a_point() -> None:
    def is_day(start: str, end: str | None, *, is_open: bool = False) -> bool:
        date = read_iso(start)
        assert date is not None
        found = stretch_of(date, read_iso(end), is_open=is_open)
        return found is not None and found.is_day

    assert is_day("2018-03-06", None) and is_day("2018-03-06", "2018-03-06")
    assert not is_day("2018-03-06", "2018-03-09") and not is_day("2018-03-06", None, is_open=True)
    assert not is_day("2018-03", None)


def test_a_date_nobody_can_read_keeps_the_words_of_the_page() -> None:
    (event,) = time_events(make_answer("", events=[make_event("2018-02-31", date_text="31.2.2018")]))
    assert (event.time, event.stretch) == ("31.2.2018", None)
