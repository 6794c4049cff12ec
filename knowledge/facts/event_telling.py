"""An event -> what happened, without the date that its page sets before that."""

import re

from knowledge.facts.schema import Event

_MARKS = r"[*_|\s]*"
# A bar, a colon, a dash, the end of the date's own line or sentence, or a day in figures before a capital.
_PARTED = re.compile(
    rf"{_MARKS}(?:\||:|[–—-](?=\s)|\.(?={_MARKS}\s)){_MARKS}|{_MARKS}\n\s*(?:[-*•]\s+)?{_MARKS}"
    rf"|(?<=\.\d\d\d\d){_MARKS}\s(?=[^\W\d_a-zåäö])"
)
# A first cell that gives the year of a day in the second.
_YEAR_CELL = re.compile(r"\W*\d[\d./–—-]*\s*\|\s*")


def what_happened(event: Event) -> str:
    """The words of an event without a date that is set apart before them ("2019 | the work began"); else its text.

    What is left out is in ``event.date``. Of a headline with a date and a sentence under it, that is both.
    """
    if event.date is not None and (cell := _YEAR_CELL.match(event.text)):
        return event.text[cell.end() :] or event.text
    head = re.match(rf"\W*{re.escape(event.date_text)}", event.text)
    parted = head and _PARTED.match(event.text, head.end())
    if not head or not parted or not any(char.isalpha() for char in event.text[parted.end() :]):
        return event.text
    told = event.text[parted.end() :]
    marks = re.match(r"\W*", event.text)
    opened = "".join(char for char in (marks[0] if marks else "") if char in "*_")
    is_closed = opened in event.text[head.end() : parted.end()]
    return told if is_closed or not opened else told.replace(opened, "", 1)
