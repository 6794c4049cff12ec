"""Text -> the dates it gives, as exactly as it gives them.

Dates that stand together complete one another from the right: "hösten och våren 2021" is the autumn and the spring
of 2021, "1.–15.5.2024" two days of one month. Words such as "last year" and "the same year" complete what they stand
beside ("i september samma år"). Nothing else fills in a part.
"""

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Literal

from knowledge.facts.dates import PartialDate, Season
from knowledge.facts.relative_dates import RelativeDate, find_relative_dates, find_same_times, is_in_season
from knowledge.facts.written_dates import WrittenDate, date_words, find_written_dates, is_possible, joint_pattern
from knowledge.schema import Language, Located, overlap

_Joint = Literal["apart", "list", "range"]
# Winter belongs to two years, so it comes neither before nor after another season.
_FIRST_MONTHS: dict[Season, int] = {"spring": 3, "summer": 6, "autumn": 9}


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date in a text: ``text[start_char:end_char]`` is the words that give it, "since" included.

    ``end_date`` is the last of a stretch of time whose first is ``date``; ``is_open`` says that it began then and
    goes on.
    """

    date: PartialDate
    end_date: PartialDate | None
    is_open: bool
    start_char: int
    end_char: int


def read_dates(
    text: str, language: Language, published: str | None = None, *, year_before: int | None = None
) -> tuple[DateMention, ...]:
    """The dates of a text, in order, never overlapping; none in an empty text.

    Args:
        text: The text.
        language: Its language.
        published: When it was published ("2023", "2023-08", "2023-08-15"). "Last year" is a date only when this is
            known.
        year_before: The last year that stands before the text, which "the same year" may mean.
    """
    written = find_written_dates(text, language)
    joints = tuple(_joint(text, before, after, language) for before, after in pairwise(written))
    completed = _complete(written, joints)
    mentions = []
    position = 0
    while position < len(written):
        first, last = position, position
        if position < len(joints) and joints[position] == "range" and completed[position] and completed[position + 1]:
            last = position + 1
        position = last + 1
        if mention := _mention(text, written[first : last + 1], completed[first : last + 1], language):
            mentions.append(mention)
    for relative in find_relative_dates(text, language, published):
        _add(mentions, relative, text, language)
    for same in find_same_times(text, language):
        years = [mention.date.year for mention in mentions if mention.end_char <= same.start_char and mention.date.year]
        if year := next(reversed(years), year_before):
            told = PartialDate(year=year, season=same.season)
            _add(mentions, RelativeDate(date=told, start_char=same.start_char, end_char=same.end_char), text, language)
    return _with_years_of_seasons(mentions, text, language)


def with_year(mention: DateMention, year: int | None) -> DateMention:
    """A date, and where it ends, with a year."""
    end_date = None if mention.end_date is None else replace(mention.end_date, year=year)
    return replace(mention, date=replace(mention.date, year=year), end_date=end_date)


def _add(mentions: list[DateMention], relative: RelativeDate, text: str, language: Language) -> None:
    """Adds a date told from another one to those of its text, or completes the one that it stands beside."""
    if any(overlap(relative, other) for other in mentions):
        return
    for position, other in enumerate(mentions):
        is_yearless = other.date.year is None and not other.date.legible_year and relative.date.precision == "year"
        if is_yearless and _stand_together(text, other, relative, language):
            mentions[position] = replace(
                with_year(other, relative.date.year),
                start_char=min(other.start_char, relative.start_char),
                end_char=max(other.end_char, relative.end_char),
            )
            return
    mentions.append(
        DateMention(
            date=relative.date,
            end_date=None,
            is_open=_since(text, relative.start_char, language) is not None,
            start_char=relative.start_char,
            end_char=relative.end_char,
        )
    )
    mentions.sort(key=lambda mention: mention.start_char)


def _stand_together(text: str, one: Located, other: Located, language: Language) -> bool:
    """Whether nothing parts two dates but white space and a word such as "in"."""
    first, last = sorted((one, other), key=lambda located: located.start_char)
    gap = text[first.end_char : last.start_char]
    return re.fullmatch(rf"\s(?:{date_words('leading', language)}\s)?", gap, re.IGNORECASE) is not None


def _with_years_of_seasons(mentions: list[DateMention], text: str, language: Language) -> tuple[DateMention, ...]:
    """The dates, where months that explain a season stand for it: "in autumn 2025, from September to November"."""
    completed = mentions[:1]
    for mention in mentions[1:]:
        before = completed[-1].date
        gap = text[completed[-1].end_char : mention.start_char]
        months = [date.month for date in (mention.date, mention.end_date) if date is not None]
        is_inside = before.season and all(month and is_in_season(month, before.season) for month in months)
        if is_inside and mention.date.year is None and _apposition(language).fullmatch(gap):
            mention = replace(with_year(mention, before.year), start_char=completed.pop().start_char)
        completed.append(mention)
    return tuple(completed)


def _mention(
    text: str, written: tuple[WrittenDate, ...], dates: tuple[PartialDate | None, ...], language: Language
) -> DateMention | None:
    """One date, or the first and the last of a stretch, with the words that say that it goes on."""
    date = dates[0]
    if date is None:
        return None
    start, end = written[0].start_char, written[-1].end_char
    end_date = dates[1] if len(dates) > 1 else written[0].end_date
    if len(dates) > 1 and end_date is not None and date.season and end_date.precision == "year":
        end_date = replace(end_date, season=date.season)  # "winter 2023–2024" ends as the winter it is
    is_open = False
    if end_date is None:
        since = _since(text, start, language)
        after = _since_after(language).match(text, end)
        own = re.match(date_words("from_form", language), text[start:end], re.IGNORECASE)
        is_open = bool(since is not None or after or own)
        start = start if since is None else since
        end = after.end() if after else end
    return DateMention(date=date, end_date=end_date, is_open=is_open, start_char=start, end_char=end)


def _complete(written: tuple[WrittenDate, ...], joints: tuple[_Joint, ...]) -> tuple[PartialDate | None, ...]:
    """The dates with what they take from the one after them; None for a part that finds nothing to take."""
    completed: list[PartialDate | None] = []
    for position in range(len(written) - 1, -1, -1):
        one = written[position]
        date: PartialDate | None = one.date
        joint = joints[position] if position < len(joints) else "apart"
        following = completed[-1] if completed and joint != "apart" else None
        if following is not None:
            date = _completed(one.date, following, is_range=joint == "range")
        if one.needs_more and following is None:
            date = None
        completed.append(date)
    return tuple(reversed(completed))


def _completed(date: PartialDate, following: PartialDate, *, is_range: bool) -> PartialDate | None:
    """A date with the month and the year of the one after it, where it has none of its own."""
    if following.precision == "year":
        return date
    if date.day is not None and date.month is None:
        if following.day is None:
            return None
        date = replace(date, month=following.month)
    if date.year is None and not date.legible_year:
        later = replace(date, year=following.year, legible_year=following.legible_year)
        # "28.12.–5.1.2024" begins in a year that is not written.
        date = date if is_range and _is_after(later, following) else later
    return date if is_possible(date) else None


def _is_after(one: PartialDate, other: PartialDate) -> bool:
    first, last = _order(one), _order(other)
    return first is not None and last is not None and first > last


def _order(date: PartialDate) -> tuple[int, int] | None:
    """Month and day, for dates of one year; of a season the month it begins with."""
    month = date.month or (_FIRST_MONTHS.get(date.season) if date.season else None)
    return None if month is None else (month, date.day or 0)


def _joint(text: str, before: WrittenDate, after: WrittenDate, language: Language) -> _Joint:
    """How two neighbouring dates belong together."""
    gap = text[before.end_char : after.start_char]
    if before.end_date or (after.end_date and not before.needs_more):
        return "apart"
    if _range_gap(language).fullmatch(gap) or (not gap.strip() and _goes_from_to(text, before, after, language)):
        return "range"
    if not re.fullmatch(joint_pattern(language), gap, re.IGNORECASE):
        return "apart"
    between = re.search(rf"\b{date_words('between', language)}\s(?:\w+\s)?$", text[: before.start_char], re.IGNORECASE)
    within = re.match(rf"\s{date_words('between_after', language)}", text[after.end_char :], re.IGNORECASE)
    return "range" if between or within else "list"


def _goes_from_to(text: str, before: WrittenDate, after: WrittenDate, language: Language) -> bool:
    """Whether two dates are "vuodesta 2022 vuoteen 2024"."""
    return all(
        re.match(date_words(role, language), text[one.start_char : one.end_char], re.IGNORECASE)
        for role, one in (("from_form", before), ("to_form", after))
    )


def _since(text: str, start_char: int, language: Language) -> int | None:
    """Where the words begin that say that something goes on since the date at an offset; None without them."""
    match = _since_before(language).search(text, max(start_char - 60, 0), start_char)
    return match.start() if match else None


@cache
def _since_before(language: Language) -> re.Pattern[str]:
    leading, year = date_words("leading", language), date_words("year", language)
    return re.compile(
        rf"\b{date_words('since', language)}\s?(?:{leading}\s?)?(?:{leading}\s?)?(?:{year}\s)?$", re.IGNORECASE
    )


@cache
def _since_after(language: Language) -> re.Pattern[str]:
    return re.compile(rf",?\s{date_words('since_after', language)}(?!\w)", re.IGNORECASE)


@cache
def _range_gap(language: Language) -> re.Pattern[str]:
    leading = date_words("leading", language)
    return re.compile(rf"\s?[–—-]\s?|,?\s{date_words('to', language)}\s(?:{leading}\s?)?", re.IGNORECASE)


@cache
def _apposition(language: Language) -> re.Pattern[str]:
    leading, between = date_words("leading", language), date_words("between", language)
    return re.compile(rf"(?:,\s|\s\()(?:(?:{leading}|{between}|från|from)\s)?", re.IGNORECASE)
