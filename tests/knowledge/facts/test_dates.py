import pytest

from knowledge.facts.dates import DatePrecision, PartialDate


@pytest.mark.parametrize(
    ("date", "iso", "precision"),
    [
        (PartialDate(year=2018, month=3, day=6), "2018-03-06", "day"),
        (PartialDate(year=2023, month=8), "2023-08", "month"),
        (PartialDate(year=2021, season="summer"), "2021-summer", "season"),
        (PartialDate(year=2016), "2016", "year"),
        (PartialDate(month=9, day=7), "XXXX-09-07", "day"),
        (PartialDate(legible_year="202", month=12), "202X-12", "month"),
        (PartialDate(legible_year="20"), "20XX", "year"),
        (PartialDate(year=987), "0987", "year"),
    ],
)
def test_a_date_shows_the_parts_it_has(date: PartialDate, iso: str, precision: DatePrecision) -> None:
    assert (date.iso, date.precision) == (iso, precision)
