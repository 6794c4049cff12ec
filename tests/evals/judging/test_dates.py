from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.judging.dates import DateParts, find_contact_details, read_dates

MARCH_6 = DateParts(year=2018, month=3, day=6)


@pytest.mark.parametrize(
    "text",
    [
        "6.3.2018",
        "6. 3. 2018",
        "06.03.2018",
        "2018-03-06",
        "6. maaliskuuta 2018",
        "6 mars 2018",
        "6:e mars år 2018",
        "6 March 2018",
        "6th of March 2018",
        "March 6, 2018",
        "March 6th, 2018",
    ],
)
def test_a_day_is_read_in_every_notation(text: str) -> None:
    (mention,) = read_dates(f"x {text}, y")
    assert mention.ends == (MARCH_6,)
    assert f"x {text}, y"[mention.start_char : mention.end_char] == text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("elokuussa 2023", DateParts(year=2023, month=8)),
        ("elokuu 2023", DateParts(year=2023, month=8)),
        ("augusti 2023", DateParts(year=2023, month=8)),
        ("Aug. 2023", DateParts(year=2023, month=8)),
        ("August of 2023", DateParts(year=2023, month=8)),
        ("8/2023", DateParts(year=2023, month=8)),
        ("2023-08", DateParts(year=2023, month=8)),
        ("kesällä 2021", DateParts(year=2021, season=2)),
        ("sommaren 2021", DateParts(year=2021, season=2)),
        ("summer of 2021", DateParts(year=2021, season=2)),
        ("keväällä 2021", DateParts(year=2021, season=1)),
        ("kevään 2021", DateParts(year=2021, season=1)),
        ("hösten 2020", DateParts(year=2020, season=3)),
        ("winter 2020", DateParts(year=2020, season=4)),
        ("7. syyskuuta", DateParts(month=9, day=7)),
        ("7.9.", DateParts(month=9, day=7)),
        ("den 7 september", DateParts(month=9, day=7)),
        ("7 September", DateParts(month=9, day=7)),
        ("kesäkuussa 2020", DateParts(year=2020, month=6)),
        ("juli 2020", DateParts(year=2020, month=7)),
        ("vuodesta 2016", DateParts(year=2016)),
        ("vuonna 2016-ohjelma", DateParts(year=2016)),
    ],
)
def test_a_date_has_the_parts_that_are_given(text: str, parts: DateParts) -> None:
    (mention,) = read_dates(text)
    assert mention.ends == (parts,)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1.–15.5.2024", DateParts(year=2024, month=5, day=1), DateParts(year=2024, month=5, day=15)),
        ("30.4.–2.5.2024", DateParts(year=2024, month=4, day=30), DateParts(year=2024, month=5, day=2)),
        ("1–15 May 2024", DateParts(year=2024, month=5, day=1), DateParts(year=2024, month=5, day=15)),
        ("May 1–15, 2024", DateParts(year=2024, month=5, day=1), DateParts(year=2024, month=5, day=15)),
        ("30 april – 2 maj 2024", DateParts(year=2024, month=4, day=30), DateParts(year=2024, month=5, day=2)),
        ("maj–juni 2024", DateParts(year=2024, month=5), DateParts(year=2024, month=6)),
        ("2016–2018", DateParts(year=2016), DateParts(year=2018)),
    ],
)
def test_a_range_has_two_ends(text: str, first: DateParts, last: DateParts) -> None:
    (mention,) = read_dates(text)
    assert mention.ends == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "puhelin 020 617 2018",
        "puhelin 020\u00a0617\u00a02018",
        "2018 euroa",
        "€2018",
        "2018,50",
        "https://example.org/2018/03",
        "uutiset2018@example.org",
        "5.3 prosenttia",
        "12018",
        "joulukuussa 202…",
        "you may 5 times",
        "99.99.",
        "mars",
    ],
)
def test_other_digits_and_words_are_no_dates(text: str) -> None:
    assert read_dates(text) == ()


def test_agrees_with_asks_for_the_parts_that_are_given_only() -> None:
    assert DateParts(year=2018).agrees_with(MARCH_6)
    assert DateParts(month=3, day=6).agrees_with(MARCH_6)
    assert not MARCH_6.agrees_with(DateParts(year=2018))
    assert not DateParts(year=2018, season=1).agrees_with(MARCH_6)


def test_find_contact_details_finds_numbers_and_addresses() -> None:
    text = "puh. 044 374 3284, m.salo@pori.fi, www.pori.fi/1"
    found = {text[span.start_char : span.end_char] for span in find_contact_details(text)}
    assert found == {"044 374 3284", "m.salo@pori.fi,", "www.pori.fi/1"}


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2099, 12, 31)))
def test_a_day_written_in_two_ways_is_the_same(day: date) -> None:
    finnish = f"{day.day}.{day.month}.{day.year}"
    assert [m.ends for m in read_dates(day.isoformat())] == [m.ends for m in read_dates(finnish)]
    assert len(read_dates(finnish)) == 1


@given(st.text("0123456789.–-/ aumjyåä€\n", max_size=40))
def test_mentions_stand_in_the_text_in_order_and_apart(text: str) -> None:
    mentions = read_dates(text)
    position = 0
    for mention in mentions:
        assert position <= mention.start_char < mention.end_char <= len(text)
        assert 1 <= len(mention.ends) <= 2
        position = mention.end_char
