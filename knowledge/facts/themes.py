"""What a goal is about, by the words it is written in.

themes.csv has the words, and with each row how telling they are: the most telling word of a goal decides, of equal
ones the first. An impact assessment (4) is the subject of whatever goal names it; bullying, feedback, a weaker position
or the rights of the child (3) outweigh that somebody takes part, is safe or has a hobby (2); friends, services and
equality (1) count where nothing else is said. So a hobby for children with special needs is of the theme vulnerable,
and knowledge of rights of the theme rights.
"""

import re
from dataclasses import dataclass
from functools import cache

from knowledge.facts.schema import GoalTheme
from knowledge.facts.terms import terms_pattern
from knowledge.schema import Language, Span
from knowledge.tables import read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class _ThemeWords:
    """Words that tell a theme; ``weight`` is from 1 to 4, the more telling the higher."""

    theme: GoalTheme
    weight: int
    pattern: re.Pattern[str]


def find_theme(text: str, language: Language) -> GoalTheme | None:
    """The theme that the most telling word of a text names, of several such words the first; None without any."""
    found = (
        (-words.weight, match.start(), words.theme)
        for words in _theme_words(language)
        if (match := words.pattern.search(text))
    )
    return min(found, default=(0, 0, None))[2]


def find_themes(text: str, language: Language) -> frozenset[GoalTheme]:
    """All themes a text touches: that of a goal, and the others it mentions."""
    return frozenset(words.theme for words in _theme_words(language) if words.pattern.search(text))


def find_words_of(theme: GoalTheme, text: str, language: Language) -> tuple[Span, ...]:
    """Where the words of a theme stand in a text."""
    return tuple(
        Span(start_char=match.start(), end_char=match.end())
        for words in _theme_words(language)
        if words.theme is theme
        for match in words.pattern.finditer(text)
    )


@cache
def _theme_words(language: Language) -> tuple[_ThemeWords, ...]:
    return tuple(
        _ThemeWords(theme=GoalTheme(row["theme"]), weight=int(row["weight"]), pattern=terms_pattern(row[language]))
        for row in read_table("knowledge.facts", "themes.csv")
    )
