"""Dates in a text, read into their parts, in the notations of the three languages.

``knowledge.expressions`` says where a text holds a date; what is written two ways can only be compared by its parts.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.layout import find_phones
from knowledge.schema import Located, Span, overlap

# January to December: the beginnings of the Finnish names, the Swedish and English names with their abbreviations.
_MONTHS = (
    r"tammikuu\w*|jan(?:uari|uary)?",
    r"helmikuu\w*|feb(?:ruari|ruary)?",
    r"maaliskuu\w*|mars|mar|(?-i:March)",
    r"huhtikuu\w*|apr(?:il)?",
    r"toukokuu\w*|maj|(?-i:May)",
    r"kesäkuu\w*|jun[ie]?",
    r"heinäkuu\w*|jul[iy]?",
    r"elokuu\w*|aug(?:usti|ust)?",
    r"syyskuu\w*|sept?(?:ember)?",
    r"lokakuu\w*|o[kc]t(?:ober)?",
    r"marraskuu\w*|nov(?:ember)?",
    r"joulukuu\w*|dec(?:ember)?",
)
# Spring to winter.
_SEASONS = (
    r"kevä[tä][^\W\d_]*|vår(?:en)?|spring",
    r"kesä(?!kuu)[^\W\d_]*|sommar(?:en)?|summer",
    r"syksy[^\W\d_]*|höst(?:en)?|autumn|fall",
    r"talv[ei][^\W\d_]*|vinter(?:n)?|winter",
)
_DAY = r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_MONTH_NUMBER = r"(?<!\d)(?:0?[1-9]|1[0-2])(?!\d)"
_YEAR = r"(?<!\d)(?:1[89]|20)\d\d(?!\d)"
_MONTH = rf"\b(?:{'|'.join(_MONTHS)})\b\.?"
_SEASON = rf"\b(?:{'|'.join(_SEASONS)})\b"
_TO = r"\s?[–—-]\s?"
_ORDINAL = r"(?:\.|:[ae]|st|nd|rd|th)?"
_OF = r",?\s(?:(?:of|år|vuonna)\s)?"
_TYPES_OF_DATE = (
    # 2018-03-06, 2018-03
    rf"(?P<year>{_YEAR})-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?(?![\d-])",
    # 6.3.2018, 6. 3. 2018, 7.9., 1.–15.5.2024, 1.5.–15.6.2024
    rf"(?<!\d\.)(?:(?P<day>{_DAY})\.(?:\s?(?P<month>{_MONTH_NUMBER})\.(?:\s?(?P<year>{_YEAR}))?)?{_TO})?"
    rf"(?P<day2>{_DAY})\.\s?(?P<month2>{_MONTH_NUMBER})\.(?:\s?(?P<year2>{_YEAR})|(?!\d))",
    # 8/2023
    rf"(?<![\d/])(?P<month>{_MONTH_NUMBER})/(?P<year>{_YEAR})(?!/)",
    # 7. syyskuuta, den 7:e september 2021, 7th of September, 1–15 May 2024, 30 April – 2 May 2024
    rf"(?:(?P<day>{_DAY}){_ORDINAL}(?:\s(?P<month>{_MONTH})(?:{_OF}(?P<year>{_YEAR}))?)?{_TO})?"
    rf"(?P<day2>{_DAY}){_ORDINAL}\s(?:of\s)?(?P<month2>{_MONTH})(?:{_OF}(?P<year2>{_YEAR}))?",
    # March 6, 2018, May 1–15, 2024
    rf"(?P<month>{_MONTH})\s(?P<day>{_DAY}){_ORDINAL}(?:{_TO}(?P<day2>{_DAY}){_ORDINAL})?(?:{_OF}(?P<year>{_YEAR}))?",
    # elokuussa 2023, maj–juni 2024, August of 2023
    rf"(?:(?P<month>{_MONTH})(?:{_OF}(?P<year>{_YEAR}))?{_TO})?(?P<month2>{_MONTH}){_OF}(?P<year2>{_YEAR})",
    # kesällä 2021, sommaren 2021, summer of 2021
    rf"(?P<season>{_SEASON}){_OF}(?P<year>{_YEAR})",
    # 2018, 2016–2018
    rf"(?:(?P<year>{_YEAR})(?:{_TO}|/))?(?P<year2>{_YEAR})",
)
_DATES = tuple(re.compile(pattern, re.IGNORECASE) for pattern in _TYPES_OF_DATE)
# A bare number that is something else than a year: an amount, or a part of a number.
_AMOUNT_BEFORE = re.compile(r"(?:[€$£+]\s?|\d[.,/])\Z")
_AMOUNT_AFTER = re.compile(
    r"\s?(?:[€$£%]|euro|eur\b|mk\b|kr\b|kronor|pounds|dollar|prosent|procent|per ?cent)|[.,/]\d", re.IGNORECASE
)
_ADDRESS = re.compile(r"\S*@\S*|(?:https?://|www\.)\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateParts:
    """A date as far as it is given; seasons are numbered from spring, 1, to winter, 4."""

    year: int | None = None
    season: int | None = None
    month: int | None = None
    day: int | None = None

    def agrees_with(self, other: "DateParts") -> bool:
        """Whether the other date says the same in every part that this one gives."""
        pairs = (
            (self.year, other.year),
            (self.season, other.season),
            (self.month, other.month),
            (self.day, other.day),
        )
        return all(own is None or own == its for own, its in pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date in a text and where it stands; both ends where it is a range, and nothing of what lies between."""

    ends: tuple[DateParts, ...]
    start_char: int
    end_char: int


def find_contact_details(text: str) -> tuple[Span, ...]:
    """Phone numbers, e-mail and web addresses: their digits are no numbers and no dates."""
    addresses = (Span(start_char=match.start(), end_char=match.end()) for match in _ADDRESS.finditer(text))
    return (*find_phones(text), *addresses)


def read_dates(text: str) -> tuple[DateMention, ...]:
    """The dates of a text, in order; none inside another, a phone number, an address or an amount."""
    taken = find_contact_details(text)
    found: list[DateMention] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            mention = _read(match)
            others: tuple[Located, ...] = (*taken, *found)
            if not any(overlap(mention, other) for other in others) and not _is_amount(match):
                found.append(mention)
    return tuple(sorted(found, key=lambda mention: mention.start_char))


def _read(match: re.Match[str]) -> DateMention:
    """The date of a match. One end of a range may leave year and month to the other ("1.–15.5.2024", "May 1–15")."""
    groups = match.groupdict()
    ends = [parts for parts in (_read_end(groups, ""), _read_end(groups, "2")) if parts != DateParts()]
    year = next((parts.year for parts in reversed(ends) if parts.year), None)
    month = next((parts.month for parts in reversed(ends) if parts.month), None)
    return DateMention(
        ends=tuple(replace(parts, year=parts.year or year, month=parts.month or month) for parts in ends),
        start_char=match.start(),
        end_char=match.end(),
    )


def _read_end(groups: Mapping[str, str | None], end: str) -> DateParts:
    year, month, season, day = (groups.get(part + end) for part in ("year", "month", "season", "day"))
    return DateParts(
        year=int(year) if year else None,
        month=_number(month, _MONTHS) if month else None,
        season=_number(season, _SEASONS) if season else None,
        day=int(day) if day else None,
    )


def _number(word: str, names: Sequence[str]) -> int:
    """The number of a month or season by its name, from 1, or in digits."""
    if word.isdecimal():
        return int(word)
    bare = word.rstrip(".")
    return next(number for number, name in enumerate(names, start=1) if re.fullmatch(name, bare, re.IGNORECASE))


def _is_amount(match: re.Match[str]) -> bool:
    """Whether a number that stands alone is an amount rather than a year."""
    if not match[0].isdecimal():
        return False
    return bool(_AMOUNT_BEFORE.search(match.string[: match.start()]) or _AMOUNT_AFTER.match(match.string, match.end()))
