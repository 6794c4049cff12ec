import pytest

from knowledge.facts.relative_dates import find_relative_dates, find_same_times
from knowledge.schema import Language


@pytest.mark.parametrize(
    ("language", "text", "published", "dates"),
    [
        ("fi", "viime vuonna", "2024", ["2023"]),
        ("fi", "Tänä vuonna ja ensi vuonna", "2024-05-06", ["2024", "2025"]),
        ("sv", "i fjol", "2024-05", ["2023"]),
        ("sv", "i år, nästa år", "2024", ["2024", "2025"]),
        ("en", "Last year", "2024", ["2023"]),
        # The spring that is over, and the one that has not begun.
        ("fi", "viime keväänä", "2024-04", ["2023-spring"]),
        ("fi", "viime keväänä", "2024-06", ["2024-spring"]),
        ("sv", "i höstas", "2024-01-15", ["2023-autumn"]),
        ("en", "next spring", "2024-02", ["2024-spring"]),
        ("fi", "ensi keväänä", "2024-03", ["2025-spring"]),
        ("en", "this summer", "2024", ["2024-summer"]),
        # An unknown month does not tell which spring is the last.
        ("en", "last spring", "2024", []),
        ("fi", "viime vuonna", None, []),
        ("fi", "viime vuonna", "eilen", []),
        ("en", "last winter", "2024-06", []),
        ("en", "the last years", "2024", []),
        ("sv", "", "2024", []),
    ],
)
def test_relative_dates(language: Language, text: str, published: str | None, dates: list[str]) -> None:
    found = find_relative_dates(text, language, published)
    assert [relative.date.iso for relative in found] == dates


def test_a_relative_date_says_where_it_stands() -> None:
    (relative,) = find_relative_dates("Kunta sai sen viime vuonna.", "fi", "2024")
    assert (relative.start_char, relative.end_char) == (14, 26)


@pytest.mark.parametrize(
    ("language", "text", "published", "dates"),
    [
        ("sv", "i går", "2025-03-01", ["2025-02-28"]),
        ("fi", "eilen ja toissapäivänä", "2025-03-03", ["2025-03-02", "2025-03-01"]),
        ("en", "tomorrow, the adults of tomorrow, tomorrow's adults", "2025-03-03", ["2025-03-04"]),
        # The week from 11 to 17 March; a week in two months is not told.
        ("en", "last week", "2024-03-22", ["2024-03"]),
        ("en", "last week", "2024-04-05", ["2024-03"]),
        ("en", "last week", "2024-05-08", []),
        ("sv", "i går", "2025-03", []),
        ("fi", "viime helmikuussa", "2025-09-10", ["2025-02"]),
        ("fi", "viime helmikuussa", "2025-02-10", ["2024-02"]),
        ("en", "next May", "2025-06", ["2026-05"]),
        ("sv", "För tre år sedan", "2025", ["2022"]),
        ("fi", "10 vuotta sitten", "2025", ["2015"]),
        ("en", "about three years ago", "2025", []),
        ("fi", "tämän vuoden viidestä kunnasta", "2025", []),
        ("fi", "tämän vuoden lopussa", "2025", ["2025"]),
    ],
)
def test_days_weeks_months_and_years_ago(language: Language, text: str, published: str, dates: list[str]) -> None:
    assert [relative.date.iso for relative in find_relative_dates(text, language, published)] == dates


def test_the_same_time() -> None:
    found = find_same_times("in the same year and the same autumn", "en")
    assert [same.season for same in found] == [None, "autumn"]
    assert find_same_times("samma dag", "sv") == ()
