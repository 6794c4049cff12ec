"""The words that say what a stretch of a page is about: tables of terms as patterns."""

import re
from collections.abc import Mapping
from functools import cache

from knowledge.schema import Language
from knowledge.tables import read_table

_NOTHING = re.compile(r"(?!)")


@cache
def term_patterns(table: str, key: str, language: Language) -> Mapping[str, re.Pattern[str]]:
    """A pattern for each row of a table in this package, by what stands in its column ``key``.

    The column of the language holds the row's terms, as `terms_pattern` takes them.

    Args:
        table: The file name of the table ("goal_words.csv").
        key: The column that names the rows.
        language: The column to read.
    """
    return {row[key]: terms_pattern(row[language]) for row in read_table("knowledge.facts", table)}


def terms_pattern(terms: str) -> re.Pattern[str]:
    """A pattern for terms parted by ``|``; without any it finds nothing.

    ``*`` stands for any letters at the beginning or the end of a word; the words of a term may be parted by hyphens;
    case does not matter. Of two terms that begin at the same place the longer one is found.
    """
    longest_first = sorted((term for term in terms.split("|") if term), key=len, reverse=True)
    if not longest_first:
        return _NOTHING
    alternatives = (
        r"[\s-]+".join(re.escape(word).replace(r"\*", r"\w*") for word in term.split()) for term in longest_first
    )
    return re.compile(rf"\b(?:{'|'.join(alternatives)})(?!\w)", re.IGNORECASE)
