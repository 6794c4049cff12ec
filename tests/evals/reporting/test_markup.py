from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.citing import escape_markdown
from evals.reporting.markup import render_answer

_TAGS = {"p", "ul", "li", "strong", "a", "span"}
# Marks in every combination find more than text at random.
_MARKS = st.text(alphabet="*[]\\<>&;\"'123- \nåx", max_size=40)


class Reader(HTMLParser):
    """What a browser makes of HTML: the tags, each closed in turn, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.open: list[str] = []
        self.attributes: set[str] = set()
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.open.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def render(text: str) -> str:
    return render_answer(text, anchor="case-1", numbers=(1, 12))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("Pori.", "<p>Pori.</p>"),
        ("Pori.\n\nLohja.", "<p>Pori.</p><p>Lohja.</p>"),
        ("Pori.\r\n \r\nLohja.", "<p>Pori.</p><p>Lohja.</p>"),
        ("Pori:\n- a\n- b\nc", "<p>Pori:</p><ul><li>a</li><li>b</li></ul><p>c</p>"),
        ("**Åbo** on **yksi**", "<p><strong>Åbo</strong> on <strong>yksi</strong></p>"),
        ("2 ** 3", "<p>2 ** 3</p>"),
        ("**a** b ** c", "<p><strong>a</strong> b ** c</p>"),
        (r"\*\*a\*\* \[1\] \\", "<p>**a** [1] \\</p>"),
        (r"\<b\> \&lt;", "<p>&lt;b&gt; &amp;lt;</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("A [1]", '<p>A <a class="marker" href="#case-1-1">[1]</a></p>'),
        ("A [12]", '<p>A <a class="marker" href="#case-1-12">[12]</a></p>'),
        ("A [x](javascript:alert)", "<p>A [x](javascript:alert)</p>"),
    ],
)
def test_render_answer(text: str, html: str) -> None:
    assert render(text) == html


@pytest.mark.parametrize("marker", ["[2]", "[01]", "[١]"])
def test_marker_without_a_citation_leads_nowhere(marker: str) -> None:
    html = render(marker)
    assert "href" not in html
    assert 'class="marker lost"' in html


@given(st.text(max_size=60) | _MARKS)
def test_no_tag_but_ours_takes_effect(text: str) -> None:
    reader = Reader(render(text))
    assert set(reader.tags) <= _TAGS
    assert reader.attributes <= {"class", "href", "title"}


# A line break ends a block, so whole lines; at their ends white space is no text.
@given(st.text(alphabet=st.characters(exclude_characters="\r\n", exclude_categories=("Cs", "Cc"))) | _MARKS)
def test_escaped_text_is_shown_as_it_was(text: str) -> None:
    line = text.replace("\n", "").strip()
    reader = Reader(render(escape_markdown(line)))
    assert reader.text == line
    assert set(reader.tags) <= {"p"}
