"""When a page is from, in words."""

from bot.web.page_dates import tell_dates


def test_unknown_date() -> None:
    assert tell_dates("en", None, None) == ("date unknown",)
    assert tell_dates("sv", "", "2024-05") == ("datum okänt", "läst maj 2024")


def test_known_dates_as_exactly_as_they_are() -> None:
    assert tell_dates("fi", "2018-03-06", "2024") == ("julkaistu 6.3.2018", "luettu 2024")
    assert tell_dates("en", "2023-08", None) == ("published August 2023",)


def test_what_is_no_date_stays() -> None:
    assert tell_dates("en", "<2023-13>", None) == ("published <2023-13>",)
