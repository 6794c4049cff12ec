"""When a page is from, in words."""

import re

from bot.phrasing import phrase
from bot.wording import write_date
from knowledge.facts.dates import PartialDate
from knowledge.schema import Language

_ISO_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")


def tell_dates(language: Language, published: str | None, retrieved: str | None) -> tuple[str, ...]:
    """When a page was published, or that nobody knows, and when it was retrieved, if that is known.

    Args:
        language: What to write in.
        published: As exactly as it is known: "2023", "2023-08", "2023-08-15". Anything else is shown as it stands.
        retrieved: Likewise.
    """
    first = phrase(language, "source.published", date=_write(language, published)) if published else ""
    told = [first or phrase(language, "source.date_unknown")]
    if retrieved:
        told.append(phrase(language, "source.retrieved", date=_write(language, retrieved)))
    return tuple(told)


def _write(language: Language, text: str) -> str:
    found = _ISO_DATE.fullmatch(text)
    if found is None:
        return text
    year, month, day = (int(part) if part else None for part in found.groups())
    return write_date(language, PartialDate(year=year, month=month, day=day))
