"""Turns of phrase that are recognised by their words, in three languages (patterns.csv)."""

import re
from functools import cache
from typing import Literal

from knowledge.schema import Language
from knowledge.tables import read_table

# steering: gives the assistant orders. everywhere: asks about all municipalities. absence: a page's sentence about what
# it does not say. pronoun: stands for something named before. wish: asks for an answer in the row's language.
# and, asking: joins questions, begins one.
# others: asks about the municipalities not named yet. last, numbered: one of a list. reason: gives a reason.
# possible: asks what may be. has_happened: asks whether something has been. frequency: says how often. compare: asks
# what differs. clause_end: parts a sentence.
# own, besides: whose goals, and which beside those. calendar: a month or a day, which has a capital in English.
PatternKind = Literal[
    "steering", "everywhere", "absence", "pronoun", "since", "wish", "and", "asking", "others", "last", "numbered",
    "reason", "possible", "has_happened", "frequency", "compare", "clause_end", "own", "besides", "calendar",
    "lacking", "rest", "correction", "percentage",
]  # fmt: skip


@cache
def find_pattern(kind: PatternKind, language: Language) -> re.Pattern[str]:
    """The pattern of a kind in a language; case does not matter."""
    (pattern,) = (
        row["pattern"]
        for row in read_table("bot", "patterns.csv")
        if row["kind"] == kind and row["language"] == language
    )
    return re.compile(pattern, re.IGNORECASE)
