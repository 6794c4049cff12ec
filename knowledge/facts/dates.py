"""Dates as exactly as a page gives them."""

from dataclasses import dataclass
from typing import Literal

Season = Literal["spring", "summer", "autumn", "winter"]
DatePrecision = Literal["day", "month", "season", "year"]
DurationUnit = Literal["years", "months", "weeks", "days"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialDate:
    """A date with the parts that a page gives, at least one; nothing is filled in.

    ``year`` is None where the page gives none ("7 September") and where it is not legible; in the latter case
    ``legible_year`` holds the digits that are ("202" of "202…"), else it is "".
    """

    year: int | None = None
    season: Season | None = None
    month: int | None = None
    day: int | None = None
    legible_year: str = ""

    @property
    def precision(self) -> DatePrecision:
        """The smallest part that is given."""
        if self.day is not None:
            return "day"
        if self.month is not None:
            return "month"
        return "season" if self.season is not None else "year"

    @property
    def iso(self) -> str:
        """The date as text: "2018-03-06", "2023-08", "2021-summer", "2016".

        An unknown digit of a year is an X, as in EDTF (ISO 8601-2): "XXXX-09-07", "202X-12".
        """
        year = f"{self.year:04d}" if self.year is not None else self.legible_year.ljust(4, "X")
        parts = [year]
        if self.season is not None:
            parts.append(self.season)
        if self.month is not None:
            parts.append(f"{self.month:02d}")
        if self.day is not None:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A length of time; ``amount`` is at least 1."""

    amount: int
    unit: DurationUnit
