"""The Markdown of answers as HTML. All of it is escaped before anything else, so only marks made here take effect."""

import re
from collections.abc import Collection
from html import escape
from itertools import groupby

_ITEM = "- "
# Read in escaped text, where a mark behind a backslash may have become an entity: ``\<`` is ``\&lt;``.
_TOKEN = re.compile(r"\\(?P<escaped>&(?:amp|lt|gt|quot|#x27);|[!-/:-@\[-`{-~])|(?P<bold>\*\*)|\[(?P<marker>\d+)\]")


def render_answer(text: str, *, anchor: str, numbers: Collection[int]) -> str:
    """The text of an answer as HTML: paragraphs, lists, bold, and markers; whatever else it holds is shown as it is.

    Args:
        text: The answer's Markdown.
        anchor: What the ids of its citations begin with; a marker [1] leads to ``<anchor>-1``.
        numbers: Those of its citations. A marker with another number is shown as one that leads nowhere.
    """
    escaped = escape(text.replace("\r\n", "\n"))
    blocks = []
    for block in re.split(r"\n[ \t]*\n", escaped):
        lines = [line for line in block.split("\n") if line.strip()]
        for is_item, run in groupby(lines, key=lambda line: line.startswith(_ITEM)):
            if is_item:
                items = "".join(f"<li>{_inline(line.removeprefix(_ITEM), anchor, numbers)}</li>" for line in run)
                blocks.append(f"<ul>{items}</ul>")
            else:
                paragraph = "\n".join(run)
                blocks.append(f"<p>{_inline(paragraph, anchor, numbers)}</p>")
    return "".join(blocks)


def _inline(escaped: str, anchor: str, numbers: Collection[int]) -> str:
    tokens = list(_TOKEN.finditer(escaped))
    # Of an odd number the last opens nothing, and stays as it is.
    pairs = sum(token["bold"] is not None for token in tokens) // 2
    parts, position, marks = [], 0, 0
    for token in tokens:
        parts.append(escaped[position : token.start()])
        position = token.end()
        if token["escaped"]:
            parts.append(token["escaped"])
        elif token["marker"]:
            parts.append(_marker(token["marker"], anchor, numbers))
        elif marks < 2 * pairs:
            parts.append("</strong>" if marks % 2 else "<strong>")
            marks += 1
        else:
            parts.append(token[0])
    return "".join((*parts, escaped[position:]))


def _marker(digits: str, anchor: str, numbers: Collection[int]) -> str:
    # Compared as written: "[01]" and "[١]" are no markers of citation 1.
    if digits in {str(number) for number in numbers}:
        return f'<a class="marker" href="#{escape(anchor)}-{digits}">[{digits}]</a>'
    return f'<span class="marker lost" title="This marker leads to no citation">[{digits}]</span>'
