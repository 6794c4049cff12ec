"""The report page in a real browser: what it shows, that filters and keyboard work, that it asks for nothing else."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from evals.reporting.page import render_page
from evals.schema import LYKBOT, CaseChange, Comparison, FigureChange, Outcome, Report
from tests.evals.samples import figure, sample_report

_SHOWN = ".cases > li:visible"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A page in the browser, with what it asked for and what it complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def shown(self) -> list[str]:
        """The ids of the cases that can be seen."""
        return [text.strip() for text in self.page.locator(f"{_SHOWN} .case-id").all_text_contents()]


class Opener:
    """Opens the report in a window of its own."""

    def __init__(self, browser: Browser, path: Path) -> None:
        self._browser = browser
        self._path = path

    def __call__(self, *, hash: str = "", width: int = 1280, **options: Any) -> Opened:
        page = self._browser.new_page(viewport={"width": width, "height": 900}, **options)
        opened = Opened(page=page)
        page.goto(f"{self._path.as_uri()}{hash}")
        return opened


def hostile_report() -> Report:
    """The sample with HTML in every text that comes from elsewhere, and topics that differ."""
    report = sample_report()
    first = report.cases[0]
    result = first.results[0]
    assert first.case is not None and result.answer is not None
    attack = "<b>bold</b><script>document.title = 'taken over'</script><img src=x onerror=\"document.title = 'taken'\">"
    citation = replace(result.answer.citations[0], quote=attack, title=attack)
    answer = replace(result.answer, text=f"- {attack} [1]\n\n**Åland** [9]", citations=(citation,))
    case = replace(first.case, question=attack, history=(attack,))
    results = (replace(result, answer=answer), replace(result, answer=answer, pages="sv"), *first.results[1:])
    second = replace(report.cases[1], topic="goals")
    return replace(report, cases=(replace(first, case=case, results=results), second, *report.cases[2:]))


def comparison() -> Comparison:
    now, before = (figure(LYKBOT, "right", "all", "all", count, 6) for count in (3, 5))
    return Comparison(
        cases=6,
        figures=(FigureChange(now=now, before=before, drop=True),),
        better=(CaseChange(case_id="dev-0", before=Outcome.WRONG, now=Outcome.RIGHT),),
        worse=(CaseChange(case_id="dev-2", before=Outcome.RIGHT, now=Outcome.WRONG),),
        p_value=1.0,
    )


@pytest.fixture
def open_report(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    path = tmp_path / "report.html"
    path.write_text(render_page(hostile_report(), comparison()), encoding="utf-8")
    before = set(browser.contexts)
    yield Opener(browser, path)
    for context in set(browser.contexts) - before:
        context.close()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until the element has the focus, as somebody without a mouse would."""
    for _ in range(100):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never comes to {selector}")


def test_opens_without_a_complaint_and_asks_for_nothing_else(open_report: Opener) -> None:
    opened = open_report()
    assert opened.page.get_by_role("heading", level=1).inner_text() == "How well does lykbot answer?"
    assert opened.complaints == []
    assert opened.requests and all(url.startswith("file://") for url in opened.requests)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_picture_is_not_blank(open_report: Opener, tmp_path: Path, width: int, scheme: str) -> None:
    page = open_report(width=width, color_scheme=scheme).page
    path = tmp_path / f"report-{width}-{scheme}.png"
    picture = page.screenshot(path=path)
    page.goto("about:blank")
    blank = page.screenshot()
    assert path.stat().st_size == len(picture)
    # Width and height stand in a PNG's header; an even surface is a small file whatever its size.
    assert struct.unpack(">II", picture[16:24]) == (width, 900)
    assert len(picture) > 5 * len(blank)


def test_dark_scheme_is_dark_and_light_is_light(open_report: Opener) -> None:
    colour = "() => getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)"
    assert max(open_report(color_scheme="dark").page.evaluate(colour)) < 60
    assert min(open_report(color_scheme="light").page.evaluate(colour)) > 200


def test_html_of_other_people_takes_no_effect(open_report: Opener) -> None:
    opened = open_report()
    page = opened.page
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    assert page.title().startswith("How well lykbot answers")
    assert page.locator("main script, main img, .case-question b, .answer b, blockquote b").count() == 0
    assert "<script>document.title" in str(page.locator(".case-question").first.text_content())
    assert page.locator(".answer strong").first.text_content() == "Åland"
    assert opened.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_script_that_got_in_would_not_run(open_report: Opener, scheme: str) -> None:
    opened = open_report(color_scheme=scheme)
    opened.page.evaluate(
        "() => { const script = document.createElement('script'); script.textContent = 'document.title = 1';"
        " document.body.append(script); }"
    )
    assert opened.page.title() != "1"
    assert any("Content Security Policy" in complaint for complaint in opened.complaints)


def test_filters_work_by_keyboard_alone(open_report: Opener) -> None:
    opened = open_report()
    page, count = opened.page, opened.page.locator("#count")
    assert len(opened.shown()) == 6
    tab_to(page, "#filter-language")
    # One letter, for how soon the next has to follow is up to the browser.
    press(page, "s")
    assert opened.shown() == ["dev-1", "test-4"]
    assert count.inner_text() == "2 of 6 questions"
    tab_to(page, "#filter-topic")
    press(page, "g")
    assert opened.shown() == ["dev-1"]
    tab_to(page, "#clear")
    press(page, "Enter")
    expect(count).to_have_text("6 of 6 questions")
    tab_to(page, "#filter-trait")
    press(page, "f")
    assert opened.shown() == ["dev-0"]


def test_failures_are_one_press_away(open_report: Opener) -> None:
    opened = open_report()
    button = opened.page.get_by_role("button", name="Show failures only")
    assert button.get_attribute("aria-pressed") == "false"
    tab_to(opened.page, "#failures")
    press(opened.page, "Space")
    assert opened.shown() == ["dev-1", "dev-2", "dev-3", "test-4", "dev-5"]
    assert button.get_attribute("aria-pressed") == "true"
    press(opened.page, "Space")
    assert len(opened.shown()) == 6


def test_words_are_found_whatever_their_case(open_report: Opener) -> None:
    opened = open_report()
    tab_to(opened.page, "#filter-text")
    opened.page.keyboard.type("ÅLAND  bold")
    assert opened.shown() == ["dev-0"]


def test_choices_say_how_many_they_would_show(open_report: Opener) -> None:
    page = open_report(hash="#language=sv").page
    options = page.locator("#filter-outcome option").all_inner_texts()
    assert options[0] == "All outcomes (2)"
    assert "Partial (1)" in options
    assert "Right (0)" in options


def test_address_keeps_the_choice_and_brings_it_back(open_report: Opener) -> None:
    opened = open_report()
    opened.page.select_option("#filter-language", "sv")
    opened.page.fill("#filter-text", "leinonen")
    kept = opened.page.evaluate("location.hash")
    again = open_report(hash=kept)
    assert again.shown() == opened.shown() == ["dev-1"]
    assert again.page.input_value("#filter-language") == "sv"
    assert again.page.input_value("#filter-text") == "leinonen"


def test_an_address_with_a_choice_there_is_not_shows_everything(open_report: Opener) -> None:
    opened = open_report(hash="#language=xx&nothing=1&outcome=%")
    assert len(opened.shown()) == 6
    assert opened.complaints == []


def test_a_link_to_a_case_shows_and_opens_it(open_report: Opener) -> None:
    opened = open_report(hash="#language=sv")
    opened.page.evaluate("document.querySelector('.changes a[href=\"#case-dev-2\"]').click()")
    expect(opened.page.locator("#case-dev-2")).to_have_attribute("open", "")
    assert "dev-2" in opened.shown()


def test_cases_open_by_keyboard(open_report: Opener) -> None:
    page = open_report().page
    answer = page.locator("#case-dev-0 .answer").first
    assert not answer.is_visible()
    tab_to(page, "#case-dev-0 > summary")
    press(page, "Enter")
    assert answer.is_visible()
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    tab_to(page, "#case-dev-0 .marker")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#case-dev-0-lykbot-1"


def test_first_tab_leads_past_the_header(open_report: Opener) -> None:
    page = open_report().page
    press(page, "Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    press(page, "Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_is_wider_than_the_window(open_report: Opener, width: int) -> None:
    page = open_report(width=width).page
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_without_its_script_every_case_is_shown(open_report: Opener) -> None:
    opened = open_report(java_script_enabled=False)
    assert opened.page.locator(_SHOWN).count() == 6
    assert opened.page.locator("#count").inner_text() == "6 of 6 questions"
    assert not opened.page.locator("#filters").is_visible()


def test_texts_say_their_language(open_report: Opener) -> None:
    page = open_report().page
    assert page.locator("html").get_attribute("lang") == "en"
    languages = page.evaluate("[...document.querySelectorAll('.case-question[lang]')].map(heading => heading.lang)")
    assert languages == ["fi", "sv", "en", "fi", "en"]
    assert page.locator("#case-dev-0 blockquote").nth(1).get_attribute("lang") == "sv"
