import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.expressions import MONTHS, SEASONS
from knowledge.facts.dates import PartialDate
from knowledge.facts.written_dates import date_words, find_written_dates, is_possible
from knowledge.schema import LANGUAGES, Language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_is_read_by_name(language: Language) -> None:
    names = MONTHS[language].replace("(?-i:", "").replace(")", "").split("|")
    found = [find_written_dates(f"{name.title()} 2021", language)[0].date.iso for name in names]
    assert found == [f"2021-{month:02d}" for month in range(1, 13)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_season_is_read_by_name(language: Language) -> None:
    names = {"fi": "kevät kesä syksy talvi", "sv": "vår sommar höst vinter", "en": "spring summer autumn winter"}
    found = [find_written_dates(f"{name} 2021", language)[0].date.iso for name in names[language].split()]
    assert found == ["2021-spring", "2021-summer", "2021-autumn", "2021-winter"]
    assert len(SEASONS[language].split()) == 4


def test_a_part_says_that_it_needs_the_date_after_it() -> None:
    first, last = find_written_dates("1.–15.5.2024", "fi")
    assert (first.needs_more, last.needs_more) == (True, False)
    assert (first.date, last.date) == (PartialDate(day=1), PartialDate(year=2024, month=5, day=15))


def test_two_years_in_one_expression_are_first_and_last() -> None:
    (written,) = find_written_dates("2016–18", "sv")
    assert (written.date, written.end_date) == (PartialDate(year=2016), PartialDate(year=2018))


def test_a_preposition_is_no_part_of_the_date() -> None:
    (written,) = find_written_dates("It met in May", "en")
    assert "It met in May"[written.start_char : written.end_char] == "May"


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (PartialDate(year=2024, month=2, day=29), True),
        (PartialDate(year=2023, month=2, day=29), False),
        (PartialDate(month=2, day=29), True),
        (PartialDate(month=4, day=31), False),
        (PartialDate(month=13), False),
        (PartialDate(month=0), False),
        (PartialDate(day=0), False),
        (PartialDate(day=31), True),
        (PartialDate(year=2018), True),
    ],
)
def test_possible_dates(date: PartialDate, expected: bool) -> None:
    assert is_possible(date) is expected


def test_words_of_no_known_role_are_refused() -> None:
    with pytest.raises(KeyError):
        date_words("nonsense", "fi")


@given(text=st.text(max_size=40), language=st.sampled_from(LANGUAGES))
def test_dates_stand_apart_in_the_text(text: str, language: Language) -> None:
    position = 0
    for written in find_written_dates(text, language):
        assert position <= written.start_char < written.end_char <= len(text)
        position = written.end_char
