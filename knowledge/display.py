"""A stretch of a document -> the same words as a reader should see them, without marks."""

import re
from html import unescape

LINK = re.compile(r"!?\[((?:\\.|[^\[\]\\])*)\]\(((?:\\.|[^()\\]|\([^()]*\))*)\)")
AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE = re.compile(r"(`{1,3})(?!`)(.{1,300}?)(?<!`)\1(?!`)", re.DOTALL)
_EMPHASIS = re.compile(
    r"(\*{1,3}|~~)(?=[^\s*~])(.{1,300}?)(?<=[^\s*~])\1|(?<![\w_])(_{1,3})(?=[^\s_])(.{1,300}?)(?<=[^\s_])\3(?![\w_])",
    re.DOTALL,
)
# Half of a pair whose other half stands in another sentence. One star alone may point to a note.
_LONE_MARK = re.compile(r"\A\s*(?:\*{2,3}|_{2,3})(?=.*\w)|(?<=\S)(?:\*{2,3}|_{2,3})\s*\Z", re.DOTALL)
_HARD_BREAK = re.compile(r"\\[ \t]*(?=[\r\n]|\Z)")
_QUOTE_MARK = re.compile(r"\n[ \t]*>[ \t]?")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")
_ESCAPED_BASE = 0xE000  # private use: holds an escaped mark while emphasis is taken away


def display_text(text: str) -> str:
    """A quote as it should be shown.

    A link ``[x](y)`` becomes x; backslash escapes and line ends, inline emphasis (half of it at either end, too) and
    code marks, quote marks at line starts and HTML entities are resolved; every run of white space (newlines and
    non-breaking spaces too) becomes one space.
    """
    shown = _ESCAPE.sub(lambda match: chr(_ESCAPED_BASE + ord(match[1])), text)
    shown = _HARD_BREAK.sub(" ", shown)
    shown = LINK.sub(r"\1", LINK.sub(r"\1", shown))
    shown = AUTOLINK.sub(r"\1", shown)
    shown = _BREAK.sub(" ", _QUOTE_MARK.sub("\n", shown))
    shown = _CODE.sub(r"\2", shown)
    for _ in range(2):
        shown = _EMPHASIS.sub(lambda match: match[2] or match[4], shown)
    shown = _LONE_MARK.sub("", shown)
    shown = _ENTITY.sub(lambda match: unescape(match[0]), shown)
    shown = re.sub("[\ue021-\ue07e]", lambda match: chr(ord(match[0]) - _ESCAPED_BASE), shown)
    return " ".join(shown.split())
