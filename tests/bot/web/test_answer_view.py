"""An answer as a page shows it, and the HTML of its templates."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.citing import escape_markdown
from bot.schema import Answer, AnswerGoal, AnswerStatus
from bot.web.answer_html import ItemList, ListItem
from bot.web.answer_view import AnswerView, view_answer
from bot.web.templating import Pages
from knowledge.schema import Document, Language
from tests.bot.web.made_answers import KEMI, make_answer, make_citation, make_contact, make_event

PAGES = Pages("fi", "/prefix")


class Reader(HTMLParser):
    """The start tags of a page, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(str(html))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, name: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(name)) is not None]


def find_document(document_id: str) -> Document:
    assert document_id == KEMI.document_id
    return KEMI


def view(answer: Answer, number: int = 3) -> AnswerView:
    return view_answer(answer, number, find_document)


def show(answer: Answer, page_language: Language = "fi") -> Reader:
    return Reader(PAGES.write("parts/answer.html", page_language, answer=view(answer)))


def items_of(shown: AnswerView) -> tuple[ListItem, ...]:
    return tuple(item for block in shown.blocks if isinstance(block, ItemList) for item in block.items)


def make_goal(number: int, theme: str | None, citation: int) -> AnswerGoal:
    return AnswerGoal(
        number=number, text="Tavoite", text_original=None, theme=theme, owner="municipality", municipality="Kemi",
        citation=citation,
    )  # fmt: skip


def test_markers_lead_to_cards_and_back() -> None:
    page = show(make_answer("Kemi liittyi. [1] Niin. [1]", [make_citation()]))
    markers = [attrs for tag, attrs in page.tags if tag == "a" and attrs.get("class") == "marker"]
    assert [(marker["href"], marker["id"]) for marker in markers] == [
        ("#a3-s1", "a3-m1-1"), ("#a3-s1", "a3-m1-2"),
    ]  # fmt: skip
    assert markers[0]["aria-label"] == "Lähde 1: Kemi, Sivu"
    ids = page.values("id")
    assert "a3-s1" in ids and len(ids) == len(set(ids))
    assert "#a3-m1-1" in page.values("href")


def test_links_inside_the_answer_have_their_target() -> None:
    text = "- **Aino Malli**: [040 123 4567](tel:+358401234567) [2]\n- Muu. [1]\n"
    answer = make_answer(
        text,
        [make_citation(1), make_citation(2, "Kemi kasvaa.")],
        contacts=[make_contact(phone="+358401234567", as_written="040 123 4567", citation=2)],
        events=[make_event("2016"), make_event("2018"), make_event("202X")],
    )
    page = show(answer)
    targets = {href.removeprefix("#") for href in page.values("href") if href.startswith("#")}
    assert targets == {"a3-s1", "a3-s2", "a3-m1-1", "a3-m2-1"}
    assert targets | {"a3", "a3-t-name"} <= set(page.values("id"))


def test_source_without_a_marker_has_no_way_back() -> None:
    assert not view(make_answer("Kemi liittyi.", [make_citation()])).sources[0].is_marked


def test_contact_stands_in_place_of_its_item() -> None:
    contacts = [make_contact("Aino Malli"), make_contact("Eero Salmi")]
    shown = view(
        make_answer("- **Eero Salmi** [1]\n- **Aino Malli** [1]\n- Muuta. [1]", [make_citation()], contacts=contacts)
    )
    cards = [item.contact for item in items_of(shown)]
    assert [card.name if card else None for card in cards] == ["Eero Salmi", "Aino Malli", None]


def test_card_has_what_can_be_called_and_copied() -> None:
    contact = make_contact(
        role="planner",
        role_original="suunnittelija",
        phone="+358401234567",
        as_written="040 123 4567",
        email="a@b.example",
    )
    text = "- **Aino Malli**: [040 123 4567](tel:+358401234567), [a@b.example](mailto:a@b.example) [1]"
    page = show(make_answer(text, [make_citation()], contacts=[contact], language="en"))
    assert {"tel:+358401234567", "mailto:a@b.example"} <= set(page.values("href"))
    assert page.values("data-copy") == ["+358401234567", "a@b.example"]
    assert page.values("data-copied") == ["Copied", "Copied"]
    assert ("span", {"lang": "fi"}) in page.tags
    assert "a3-m1-1" in page.values("id")


def test_goal_has_its_number_and_theme() -> None:
    goals = [make_goal(2, "safety", 1), make_goal(5, None, 2)]
    citations = [make_citation(1), make_citation(2, "Kemi kasvaa.")]
    shown = view(make_answer("2. Turvaa. [1]\n5. Kasvua. [2]", citations, goals=goals))
    assert [(item.number, item.theme) for item in items_of(shown)] == [(2, "turvallisuus"), (5, "")]
    page = show(make_answer("2. Turvaa. [1]", citations[:1], goals=goals[:1]))
    assert page.values("value") == ["2"] and "turvallisuus" in page.text


@pytest.mark.parametrize(("count", "is_collapsed"), [(4, False), (5, True)])
def test_many_sources_stand_behind_a_line_that_opens(count: int, is_collapsed: bool) -> None:
    answer = make_answer("Kemi.", [make_citation(number) for number in range(1, count + 1)])
    assert view(answer).is_collapsed is is_collapsed
    page = show(answer)
    assert ("details" in [tag for tag, _ in page.tags]) is is_collapsed
    assert [f"a3-s{number}" in page.values("id") for number in range(1, count + 1)] == [True] * count


def test_everything_is_said_in_the_language_of_the_answer() -> None:
    page = show(make_answer("Kemi gick med. [1]", [make_citation()], language="sv"), "fi")
    assert page.tags[0] == ("div", {"class": "answer", "id": "a3", "lang": "sv"})
    assert "Källor" in page.text and "Lähteet" not in page.text
    assert ("blockquote", {"lang": "fi"}) in page.tags


def test_addresses_of_ours_have_the_prefix() -> None:
    start = KEMI.text.index("Kemi liittyi")
    assert f"/prefix/documents/kemi/sivu.fi?from={start}&to={start + 26}#c8" in show(
        make_answer("Kemi. [1]", [make_citation()])
    ).values("href")


def test_original_page_is_linked_only_on_the_web() -> None:
    page = show(make_answer("Kemi. [1]", [make_citation(url="https://kemi.example/")]))
    assert ("a", {"href": "https://kemi.example/", "rel": "noopener noreferrer nofollow"}) in page.tags
    page = show(make_answer("Kemi. [1]", [make_citation(url="javascript:alert(1)")]))
    assert not [href for href in page.values("href") if "javascript" in href]


@pytest.mark.parametrize(
    ("status", "note"),
    [
        (AnswerStatus.ANSWERED, ""),
        (AnswerStatus.NOT_IN_SOURCES, "The pages do not say this"),
        (AnswerStatus.UNKNOWN_PLACE, "No pages about this municipality"),
        (AnswerStatus.OUT_OF_SCOPE, "I cannot answer this"),
        (AnswerStatus.INVALID, "I could not read the question"),
        (AnswerStatus.FAILED_RETRIEVE, "No answer this time"),
    ],
)
def test_note_says_why_there_is_no_answer(status: AnswerStatus, note: str) -> None:
    assert view(make_answer("Sorry.", status=status, language="en")).note == note


def test_timeline_is_drawn_with_the_same_in_words() -> None:
    events = [
        make_event("2016", date_text="vuodesta 2016"),
        make_event("2018-03-06", precision="day"),
        make_event("202X"),
    ]
    page = show(make_answer("Kemi. [1]", [make_citation()], events=events))
    tags = [tag for tag, _ in page.tags]
    assert {"figure", "figcaption", "svg", "circle", "path", "table", "caption"} <= set(tags)
    assert tags.count("tr") == 1 + len(events)
    assert {"role": "region", "tabindex": "0"}.items() <= next(
        attrs for _, attrs in page.tags if attrs.get("class") == "timeline-scroll"
    ).items()
    assert {"role": "img", "aria-labelledby": "a3-t-name"}.items() <= next(
        attrs for tag, attrs in page.tags if tag == "svg"
    ).items()


def test_plain_text_has_question_answer_and_sources() -> None:
    copied = view(
        make_answer("**Kemi** liittyi. [1]", [make_citation(url="https://kemi.example/", published="2018")])
    ).plain_text
    assert copied == (
        "Milloin?\n\nKemi liittyi. [1]\n\nLähteet\n\n"
        "[1] Kemi · Sivu · Kemin kaupunki · sivun kieli: suomi · päiväys 2018 · https://kemi.example/\n"
        "    ”Kemi liittyi malliin 2016.”"
    )
    assert view(make_answer("Ei.", status=AnswerStatus.INVALID)).plain_text == "Milloin?\n\nEi."


HOSTILE = "<img src=x onerror=alert(1)> ![x](https://evil.example/x.png) [y](javascript:alert(1)) \" ' </mark><script>"


def test_what_a_page_or_an_address_holds_is_text() -> None:
    contact = make_contact(HOSTILE, role=HOSTILE, role_original=HOSTILE, email='"><script>@x.example')
    text = f"{escape_markdown(HOSTILE)} [1]\n\n- {escape_markdown(HOSTILE)} [1]\n- {HOSTILE}"
    html = PAGES.write(
        "parts/answer.html",
        "fi",
        answer=view(make_answer(text, [make_citation(published=HOSTILE)], contacts=[contact])),
    )
    page = Reader(html)
    assert {tag for tag, _ in page.tags}.isdisjoint({"img", "script"})
    assert all(href.startswith(("#", "/prefix/", "tel:", "mailto:")) for href in page.values("href"))
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on") or name in {"style", "src"}]


@given(text=st.text())
def test_any_text_of_a_page_is_shown_and_nothing_else(text: str) -> None:
    shown = " ".join(f"x {text} x".split())
    page = show(make_answer(escape_markdown(shown)))
    # The parser of HTML leaves out what no page may hold.
    kept = re.sub(r"[^\w<>&]", "", shown)
    assert kept in re.sub(r"[^\w<>&]", "", page.text)
    assert {tag for tag, _ in page.tags} <= {"div", "p"}
