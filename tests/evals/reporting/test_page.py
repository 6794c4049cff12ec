import re
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.reporting.page import render_page
from evals.schema import LYKBOT, CaseChange, Comparison, FigureChange, Outcome, Report
from tests.evals.samples import figure, sample_report

# Elements that have no end.
_VOID = frozenset({"meta", "input", "br", "path", "circle", "use"})


class Page(HTMLParser):
    """What a browser makes of the page: its elements, each closed in turn, their attributes, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: Counter[str] = Counter()
        self.attributes: list[tuple[str, str]] = []
        self.parts: list[str] = []
        self.script = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag] += 1
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "script":
            self.script += data
        elif not (self._open and self._open[-1] == "style"):
            self.parts.append(data)

    def values(self, attribute: str) -> list[str]:
        return [value for name, value in self.attributes if name == attribute]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.parts).replace("\u00a0", " ").split())


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(render_page(sample_report()))


def with_texts(report: Report, text: str) -> Report:
    """The report with a text in every place that a question, an answer or a page fills."""
    first = report.cases[0]
    assert first.case is not None
    case = replace(
        first.case, question=text, history=(text,), facts=((text, text),), forbidden=(text,), municipalities=(text,)
    )
    results = []
    for result in first.results:
        assert result.answer is not None
        citation = replace(
            result.answer.citations[0],
            municipality=text,
            title=text,
            section=text,
            published=text,
            url=text,
            quote=text,
            translation=text,
        )
        facts = (replace(result.judgement.facts[0], fact=text),)
        answer = replace(result.answer, text=text, citations=(citation,))
        judgement = replace(result.judgement, facts=facts, forbidden=(text,))
        results.append(replace(result, answer=answer, judgement=judgement))
    crashed = replace(report.cases[-1].results[0], pages="sv", error=text)
    shown = replace(first, case_id=text, case=case, results=(*results, crashed))
    versions = replace(report.versions, model=text)
    return replace(report, machine=text, versions=versions, cases=(shown, *report.cases[1:]))


def test_same_report_same_page() -> None:
    assert render_page(sample_report()) == render_page(sample_report())


def test_says_what_it_is(page: Page) -> None:
    assert "lykbot 0.1.0 was asked 6 questions" in page.text
    assert "(5 of the set “dev” and 1 of the set “test”)" in page.text
    assert "with the model toy on a machine with 2 cores, 24 GiB of memory; the run took 2 min 3 s." in page.text
    assert "21 November 2026, 12:00 UTC" in page.text


def test_headline_figure_with_count_interval_and_plain_beside_it(page: Page) -> None:
    assert "Right answers 83 % 5 of 6 cases 95 % interval: 78–88 % plain 33 % 2 of 6, 28–38 %" in page.text


def test_every_section_has_its_figures(page: Page) -> None:
    assert "recall" in page.text.casefold()
    assert "Swedish → Finnish" in page.text
    assert "peak memory 0.91 GiB at most 1.5: met" in page.text
    assert "No question of this run was one to refuse" in page.text


def test_every_outcome_is_said_in_words(page: Page) -> None:
    for name in ("Right", "Partial", "Wrong", "Refused wrongly", "Answered wrongly", "Crashed"):
        assert page.text.count(name) >= 2
    assert "It crashed: RuntimeError: the model fell over." in page.text
    assert "It says what it must not: Lehmus." in page.text


def test_case_with_its_sources_and_what_was_expected(page: Page) -> None:
    assert "[1] Imatra · Lapsiystävällinen kunta · section “ Yhteystiedot ”" in page.text
    assert "page in Swedish , cited in its Finnish version · August 2023" in page.text.replace("Swedish,", "Swedish ,")
    assert "Original, in Swedish Minna Leinonen, tfn 020 617 3515" in page.text
    assert "Beside the point: holds nothing that was asked for" in page.text
    assert "said, with its source Minna Leinonen" in page.text
    assert "or: +358 20 617 3515" in page.text
    assert "It may cite Imatra" in page.text


def test_a_case_that_is_only_counted_shows_no_text() -> None:
    report = sample_report()
    counted = replace(report, cases=report.cases[4:5])
    page = Page(render_page(counted))
    assert "This question is only counted" in page.text
    assert "test-4" in page.text
    assert "yhteyshenkilö" not in page.text
    assert "blockquote" not in page.elements


def test_results_over_pages_in_one_language() -> None:
    report = sample_report()
    first = report.cases[0]
    results = (*first.results, *(replace(result, pages="sv") for result in first.results))
    page = Page(render_page(replace(report, cases=(replace(first, results=results),))))
    assert "With pages in one language only" in page.text
    assert "lykbot, with pages in Swedish only" in page.text
    assert "Its text is left out here" in page.text


def test_unknown_date_and_missing_parts() -> None:
    report = sample_report()
    first = report.cases[0]
    answer = first.results[0].answer
    assert answer is not None
    citation = replace(answer.citations[0], published=None, url=None, municipality=None, original=None)
    judgement = replace(first.results[0].judgement, citations=())
    result = replace(first.results[0], answer=replace(answer, citations=(citation,)), judgement=judgement)
    page = Page(render_page(replace(report, cases=(replace(first, results=(result,)),))))
    assert "[1] No single municipality" in page.text
    assert "date not known" in page.text


def test_an_empty_report() -> None:
    report = replace(sample_report(), cases=(), answers=(), retrieval=(), measurements=())
    assert "0 of 0 questions" in Page(render_page(report)).text


def test_comparison_says_better_and_worse_in_words() -> None:
    figures = tuple(
        FigureChange(
            before=figure(LYKBOT, name, "all", "all", 50, 100),
            now=figure(LYKBOT, name, "all", "all", now, 100),
            drop=drop,
        )
        for name, now, drop in (("right", 30, True), ("wrong", 40, False), ("language", 50, False))
    )
    comparison = Comparison(
        cases=6,
        figures=figures,
        better=(CaseChange(case_id="dev-0", before=Outcome.WRONG, now=Outcome.RIGHT),),
        worse=(),
        p_value=0.0001,
    )
    text = Page(render_page(sample_report(), comparison)).text
    assert "Of the 6 questions in both reports, 1 came out better and 0 worse" in text
    assert "a probability of less than 0.001" in text
    assert "dev-0 Wrong → Right" in text
    assert "Right answers All 50 % 30 % −20.0 worse by more than its interval" in text
    assert "Wrong answers All 50 % 40 % −10.0 better" in text
    assert "Answer language All 50 % 50 % 0.0 the same" in text


def test_every_anchor_and_label_leads_somewhere(page: Page) -> None:
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    inside = {value[1:] for value in page.values("href") if value.startswith("#")}
    assert inside | set(page.values("for")) | set(page.values("aria-labelledby")) <= set(ids)


def test_nothing_is_fetched_from_anywhere() -> None:
    html = render_page(sample_report())
    page = Page(html)
    assert not page.values("src")
    assert not page.elements.keys() & {"link", "img", "iframe", "object", "embed", "base"}
    assert "@import" not in html
    assert "url(" not in html


def test_only_the_script_of_the_page_may_run(page: Page) -> None:
    (policy,) = (value for value in page.values("content") if "default-src" in value)
    assert "default-src 'none'" in policy
    assert f"script-src 'sha256-{b64encode(sha256(page.script.encode()).digest()).decode()}'" in policy


@settings(max_examples=25)
@given(
    st.text(min_size=1, max_size=20)
    | st.sampled_from(["<script>alert(1)</script>", '"><b onclick="x">', "]]>--><!--", "{{ 1 }}"])
)
def test_no_text_takes_effect(text: str) -> None:
    # Compared with a harmless text of as little.
    harmless, page = (Page(render_page(with_texts(sample_report(), t))) for t in ("x", text))
    elements = {"p", "ul", "li", "strong", "span", "a"}
    assert {k: v for k, v in page.elements.items() if k not in elements} == {
        k: v for k, v in harmless.elements.items() if k not in elements
    }
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert page.script == harmless.script


def test_an_address_that_is_no_web_address_is_no_link() -> None:
    page = Page(render_page(with_texts(sample_report(), "javascript:alert(1)")))
    assert not [value for value in page.values("href") if value.startswith("javascript")]
    assert "javascript:alert(1)" in page.text


def test_a_text_that_no_file_can_hold_is_left_out() -> None:
    html = render_page(with_texts(sample_report(), "Å\ud800\x00\u202eå"))
    assert "Åå" in html
    assert not re.search("[\x00\ud800\u202e]", html)
    html.encode("utf-8")


def test_a_large_report_stays_light() -> None:
    report = sample_report()
    cases = tuple(replace(report.cases[n % 4], case_id=f"dev-{n}") for n in range(300))
    assert len(render_page(replace(report, cases=cases)).encode()) < 4_000_000
