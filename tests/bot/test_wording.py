"""Lists, places, dates and durations as people write them in three languages."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wording import (
    join_words,
    name_places,
    name_places_in,
    write_date,
    write_date_range,
    write_duration,
    write_since,
)
from knowledge.errors import LykbotError
from knowledge.facts.dates import Duration, DurationUnit, PartialDate, Season
from knowledge.schema import LANGUAGES, Language

AND: dict[Language, str] = {"fi": "ja", "sv": "och", "en": "and"}
SEASONS: tuple[Season, ...] = ("spring", "summer", "autumn", "winter")
DAY = PartialDate(year=2018, month=3, day=6)
DAY_WITHOUT_YEAR = PartialDate(month=9, day=7)
MONTH = PartialDate(year=2023, month=8)
SEASON = PartialDate(year=2021, season="summer")
YEAR = PartialDate(year=2016)
CUT_MONTH = PartialDate(month=12, legible_year="202")
CUT_YEAR = PartialDate(legible_year="202")
# A page may give a day that no calendar has; it is written as the page has it.
NO_SUCH_DAY = PartialDate(year=2023, month=2, day=31)


def season(name: Season, year: int | None = None) -> PartialDate:
    return PartialDate(year=year, season=name)


def month(number: int, year: int | None = None) -> PartialDate:
    return PartialDate(year=year, month=number)


def day(number: int, of_month: int, year: int | None = None) -> PartialDate:
    return PartialDate(year=year, month=of_month, day=number)


years: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.builds(dict, year=st.integers(1900, 2099)),
    st.builds(dict, legible_year=st.sampled_from(["2", "20", "202"])),
    st.just({}),
)
dates = st.builds(
    lambda year, rest: PartialDate(**year, **rest),
    years,
    st.one_of(
        st.builds(dict, month=st.integers(1, 12)),
        st.builds(dict, month=st.integers(1, 12), day=st.integers(1, 31)),
        st.builds(dict, season=st.sampled_from(SEASONS)),
    ),
)


# --- Lists ---


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        ((), {"fi": "", "sv": "", "en": ""}),
        (("a",), {"fi": "a", "sv": "a", "en": "a"}),
        (("a", "b"), {"fi": "a ja b", "sv": "a och b", "en": "a and b"}),
        (("a", "b", "c"), {"fi": "a, b ja c", "sv": "a, b och c", "en": "a, b and c"}),
    ],
)
def test_join_words(words: tuple[str, ...], joined: dict[Language, str]) -> None:
    assert {language: join_words(language, words) for language in LANGUAGES} == joined


@given(words=st.lists(st.text(), min_size=2))
@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_joined_whatever_they_hold(language: Language, words: list[str]) -> None:
    assert join_words(language, words) == f"{', '.join(words[:-1])} {AND[language]} {words[-1]}"


def test_places_are_named_in_the_language() -> None:
    names = {language: name_places(language, ("Helsinki", "Vaasa")) for language in LANGUAGES}
    assert names == {"fi": "Helsinki ja Vaasa", "sv": "Helsingfors och Vasa", "en": "Helsinki and Vaasa"}


@pytest.mark.parametrize(
    ("places", "written"),
    [
        (("Imatra",), {"fi": "Imatralla", "sv": "i Imatra", "en": "in Imatra"}),
        (("Pori", "Salo", "Vaasa"), {"fi": "Porissa, Salossa ja Vaasassa", "sv": "i Björneborg, Salo och Vasa",
                                     "en": "in Pori, Salo and Vaasa"}),
        (("Vaasa", "Kökar"), {"fi": "Vaasassa ja Kökarissa", "sv": "i Vasa och på Kökar",
                                   "en": "in Vaasa and Kökar"}),
        ((), {"fi": "", "sv": "", "en": ""}),
    ],
)  # fmt: skip
def test_name_places_in(places: tuple[str, ...], written: dict[Language, str]) -> None:
    assert {language: name_places_in(language, places) for language in LANGUAGES} == written


# --- Dates ---


@pytest.mark.parametrize(
    ("date", "written"),
    [
        (DAY, {"fi": "6.3.2018", "sv": "6 mars 2018", "en": "6 March 2018"}),
        (DAY_WITHOUT_YEAR, {"fi": "7.9.", "sv": "7 september", "en": "7 September"}),
        (MONTH, {"fi": "elokuu 2023", "sv": "augusti 2023", "en": "August 2023"}),
        (month(8), {"fi": "elokuu", "sv": "augusti", "en": "August"}),
        (SEASON, {"fi": "kesä 2021", "sv": "sommaren 2021", "en": "summer 2021"}),
        (season("winter"), {"fi": "talvi", "sv": "vintern", "en": "winter"}),
        (YEAR, {"fi": "2016", "sv": "2016", "en": "2016"}),
        (CUT_MONTH, {"fi": "joulukuu 202…", "sv": "december 202…", "en": "December 202…"}),
        (CUT_YEAR, {"fi": "202…", "sv": "202…", "en": "202…"}),
        (NO_SUCH_DAY, {"fi": "31.2.2023", "sv": "31 februari 2023", "en": "31 February 2023"}),
    ],
)
def test_write_date(date: PartialDate, written: dict[Language, str]) -> None:
    assert {language: write_date(language, date) for language in LANGUAGES} == written


@pytest.mark.parametrize(
    ("date", "written"),
    [
        (DAY, {"fi": "6.3.2018", "sv": "den 6 mars 2018", "en": "on 6 March 2018"}),
        (DAY_WITHOUT_YEAR, {"fi": "7.9.", "sv": "den 7 september", "en": "on 7 September"}),
        (MONTH, {"fi": "elokuussa 2023", "sv": "i augusti 2023", "en": "in August 2023"}),
        (SEASON, {"fi": "kesällä 2021", "sv": "sommaren 2021", "en": "in summer 2021"}),
        (season("spring", 2021), {"fi": "keväällä 2021", "sv": "våren 2021", "en": "in spring 2021"}),
        (season("autumn"), {"fi": "syksyllä", "sv": "hösten", "en": "in autumn"}),
        (season("winter"), {"fi": "talvella", "sv": "vintern", "en": "in winter"}),
        (YEAR, {"fi": "vuonna 2016", "sv": "2016", "en": "in 2016"}),
        (CUT_MONTH, {"fi": "joulukuussa 202…", "sv": "i december 202…", "en": "in December 202…"}),
    ],
)
def test_write_date_in_a_sentence(date: PartialDate, written: dict[Language, str]) -> None:
    assert {language: write_date(language, date, in_sentence=True) for language in LANGUAGES} == written


@pytest.mark.parametrize(
    ("date", "written"),
    [
        (DAY, {"fi": "6.3.2018 lähtien", "sv": "sedan den 6 mars 2018", "en": "since 6 March 2018"}),
        (MONTH, {"fi": "elokuusta 2023", "sv": "sedan augusti 2023", "en": "since August 2023"}),
        (SEASON, {"fi": "kesästä 2021", "sv": "sedan sommaren 2021", "en": "since summer 2021"}),
        (YEAR, {"fi": "vuodesta 2016", "sv": "sedan 2016", "en": "since 2016"}),
        (CUT_YEAR, {"fi": "vuodesta 202…", "sv": "sedan 202…", "en": "since 202…"}),
    ],
)
def test_write_since(date: PartialDate, written: dict[Language, str]) -> None:
    assert {language: write_since(language, date) for language in LANGUAGES} == written


@pytest.mark.parametrize(
    "date", [PartialDate(), PartialDate(day=7), PartialDate(day=7, year=2023), month(13), PartialDate(month=0, year=1)]
)
def test_date_that_is_none(date: PartialDate) -> None:
    with pytest.raises(LykbotError):
        write_date("en", date)


@given(date=dates)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("in_sentence", [False, True])
def test_a_date_says_its_parts_and_nothing_more(language: Language, in_sentence: bool, date: PartialDate) -> None:
    written = write_date(language, date, in_sentence=in_sentence)
    assert written == written.strip()
    assert "  " not in written
    numbers = [word for word in re.split(r"[ .]", written) if word.isdecimal() and len(word) == 4]
    assert numbers == ([str(date.year)] if date.year is not None else [])
    assert ("…" in written) is bool(date.legible_year)
    assert (date.day is None) or written.removeprefix("den ").removeprefix("on ").startswith(str(date.day))


# --- Stretches of time ---


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (day(1, 5, 2024), day(15, 5, 2024), {"fi": "1.–15.5.2024", "sv": "1–15 maj 2024", "en": "1–15 May 2024"}),
        (day(1, 5), day(15, 5), {"fi": "1.–15.5.", "sv": "1–15 maj", "en": "1–15 May"}),
        (day(1, 5, 2024), day(15, 6, 2024),
         {"fi": "1.5.–15.6.2024", "sv": "1 maj–15 juni 2024", "en": "1 May – 15 June 2024"}),
        (day(1, 5, 2023), day(15, 5, 2024),
         {"fi": "1.5.2023–15.5.2024", "sv": "1 maj 2023–15 maj 2024", "en": "1 May 2023 – 15 May 2024"}),
        (month(5, 2024), month(6, 2024),
         {"fi": "toukokuu–kesäkuu 2024", "sv": "maj–juni 2024", "en": "May–June 2024"}),
        (month(5, 2023), month(5, 2024),
         {"fi": "toukokuu 2023 – toukokuu 2024", "sv": "maj 2023–maj 2024", "en": "May 2023 – May 2024"}),
        (season("spring", 2022), season("autumn", 2023),
         {"fi": "kevät 2022 – syksy 2023", "sv": "våren 2022–hösten 2023", "en": "spring 2022 – autumn 2023"}),
        (season("spring", 2022), season("autumn", 2022),
         {"fi": "kevät–syksy 2022", "sv": "våren–hösten 2022", "en": "spring–autumn 2022"}),
        (YEAR, PartialDate(year=2018), {"fi": "2016–2018", "sv": "2016–2018", "en": "2016–2018"}),
        (month(6, 2024), PartialDate(year=2024),
         {"fi": "kesäkuu 2024 – 2024", "sv": "juni 2024–2024", "en": "June 2024 – 2024"}),
        (CUT_YEAR, YEAR, {"fi": "202…–2016", "sv": "202…–2016", "en": "202…–2016"}),
    ],
)  # fmt: skip
def test_write_date_range(start: PartialDate, end: PartialDate, written: dict[Language, str]) -> None:
    assert {language: write_date_range(language, start, end) for language in LANGUAGES} == written


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (day(1, 5, 2024), day(15, 5, 2024),
         {"fi": "1.–15.5.2024", "sv": "den 1–15 maj 2024", "en": "from 1 to 15 May 2024"}),
        (YEAR, PartialDate(year=2018), {"fi": "vuosina 2016–2018", "sv": "2016–2018", "en": "from 2016 to 2018"}),
        (season("spring", 2022), season("autumn", 2023),
         {"fi": "keväästä 2022 syksyyn 2023", "sv": "från våren 2022 till hösten 2023",
          "en": "from spring 2022 to autumn 2023"}),
        (month(8, 2023), month(12, 2023),
         {"fi": "elokuusta joulukuuhun 2023", "sv": "från augusti till december 2023",
          "en": "from August to December 2023"}),
        (season("summer", 2023), season("winter", 2024),
         {"fi": "kesästä 2023 talveen 2024", "sv": "från sommaren 2023 till vintern 2024",
          "en": "from summer 2023 to winter 2024"}),
        (season("autumn", 2023), season("spring", 2024),
         {"fi": "syksystä 2023 kevääseen 2024", "sv": "från hösten 2023 till våren 2024",
          "en": "from autumn 2023 to spring 2024"}),
        (month(8, 2023), PartialDate(year=2025),
         {"fi": "elokuusta 2023 vuoteen 2025", "sv": "från augusti 2023 till 2025", "en": "from August 2023 to 2025"}),
        (month(8, 2023), day(6, 3, 2025),
         {"fi": "elokuusta 2023 6.3.2025 asti", "sv": "från augusti 2023 till den 6 mars 2025",
          "en": "from August 2023 to 6 March 2025"}),
    ],
)  # fmt: skip
def test_write_date_range_in_a_sentence(start: PartialDate, end: PartialDate, written: dict[Language, str]) -> None:
    assert {language: write_date_range(language, start, end, in_sentence=True) for language in LANGUAGES} == written


@pytest.mark.parametrize("in_sentence", [False, True])
def test_a_stretch_that_ends_where_it_begins_is_a_date(in_sentence: bool) -> None:
    assert write_date_range("en", MONTH, MONTH, in_sentence=in_sentence) == write_date(
        "en", MONTH, in_sentence=in_sentence
    )


def test_an_illegible_year_is_not_taken_for_the_same() -> None:
    assert write_date_range("en", CUT_MONTH, PartialDate(month=11, legible_year="202")) == (
        "December 202… – November 202…"
    )


@given(start=dates, end=dates)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("in_sentence", [False, True])
def test_a_stretch_has_both_years(language: Language, in_sentence: bool, start: PartialDate, end: PartialDate) -> None:
    written = write_date_range(language, start, end, in_sentence=in_sentence)
    assert written == written.strip()
    assert "  " not in written
    assert all(str(date.year) in written for date in (start, end) if date.year is not None)


# --- Durations ---


@pytest.mark.parametrize(
    ("amount", "unit", "written"),
    [
        (1, "years", {"fi": "yksi vuosi", "sv": "ett år", "en": "one year"}),
        (2, "years", {"fi": "kaksi vuotta", "sv": "två år", "en": "two years"}),
        (1, "months", {"fi": "yksi kuukausi", "sv": "en månad", "en": "one month"}),
        (6, "months", {"fi": "kuusi kuukautta", "sv": "sex månader", "en": "six months"}),
        (1, "weeks", {"fi": "yksi viikko", "sv": "en vecka", "en": "one week"}),
        (10, "weeks", {"fi": "kymmenen viikkoa", "sv": "tio veckor", "en": "ten weeks"}),
        (1, "days", {"fi": "yksi päivä", "sv": "en dag", "en": "one day"}),
        (11, "days", {"fi": "11 päivää", "sv": "11 dagar", "en": "11 days"}),
    ],
)
def test_write_duration(amount: int, unit: DurationUnit, written: dict[Language, str]) -> None:
    assert {language: write_duration(language, Duration(amount=amount, unit=unit)) for language in LANGUAGES} == written
