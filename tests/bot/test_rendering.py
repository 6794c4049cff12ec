"""Answers as text: sources in the reader's language, and nothing that steers a terminal."""

from pathlib import Path

import pytest

from bot.assembly import BuildOutcome, DocumentCount, IndexStatus
from bot.gathering import OwnPage
from bot.rendering import (
    render_build,
    render_markdown,
    render_plain,
    render_problem,
    render_sources,
    render_status,
    strip_controls,
)
from bot.schema import Answer, AnswerStatus, Citation, Original
from index.schema import BuildReport
from knowledge.loading import LoadProblem
from knowledge.schema import Language


def make_citation(
    *,
    title: str = "Lapsiystävällinen Imatra",
    published: str | None = None,
    quote: str = "Imatralla on viisi tavoitetta.",
    municipality: str | None = "Imatra",
    url: str | None = None,
    translation: str | None = None,
    original: Original | None = None,
) -> Citation:
    return Citation(
        number=1,
        document_id="imatra/sivu.fi",
        municipality=municipality,
        title=title,
        publisher="Imatran kaupunki",
        section="Tavoitteet",
        language="fi",
        published=published,
        retrieved=None,
        url=url,
        quote=quote,
        start_char=0,
        end_char=len(quote),
        translation=translation,
        original=original,
    )


def make_answer(text: str, *citations: Citation, language: Language = "fi") -> Answer:
    return Answer(question="?", language=language, status=AnswerStatus.ANSWERED, text=text, citations=citations)


def test_source() -> None:
    assert render_sources(make_answer("", make_citation())) == (
        "[1] Imatra · Lapsiystävällinen Imatra · Imatran kaupunki · sivun kieli: suomi · päiväys ei tiedossa\n"
        "    ”Imatralla on viisi tavoitetta.”"
    )


def test_source_in_other_languages_of_the_reader() -> None:
    citation = make_citation(municipality="Pori", published="2018-03-06")
    swedish = render_sources(make_answer("", citation, language="sv"))
    assert swedish.startswith("[1] Björneborg · ")
    assert "sidans språk: finska · daterad 6 mars 2018" in swedish
    english = render_sources(make_answer("", citation, language="en"))
    assert english.startswith("[1] Pori · ")
    assert "page language: Finnish · dated 6 March 2018" in english
    assert "“Imatralla on viisi tavoitetta.”" in english


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2023", "päiväys 2023"),
        ("2023-08", "päiväys elokuu 2023"),
        ("2023-08-15", "päiväys 15.8.2023"),
        ("kesä 2023", "päiväys kesä 2023"),
        ("2023-13", "päiväys 2023-13"),
        (None, "päiväys ei tiedossa"),
        ("", "päiväys ei tiedossa"),
    ],
)
def test_date_is_as_precise_as_the_page(published: str | None, expected: str) -> None:
    assert render_sources(make_answer("", make_citation(published=published))).split("\n")[0].endswith(expected)


def test_page_of_no_municipality_and_address() -> None:
    source = render_sources(make_answer("", make_citation(municipality=None, url="https://kunta.example/sivu")))
    assert source.startswith("[1] Lapsiystävällinen Imatra · ")
    assert source.split("\n")[0].endswith(" · https://kunta.example/sivu")


def test_translation_and_original_stand_beside_the_quote() -> None:
    original = Original(document_id="a.fi", language="fi", quote="Viisi **tavoitetta**.", start_char=0, end_char=21)
    source = render_sources(make_answer("", make_citation(translation="Five goals.", original=original), language="en"))
    assert source.split("\n")[2:] == [
        "    translation: “Five goals.”",
        "    original (Finnish): “Viisi tavoitetta.”",
    ]


def test_the_page_of_a_translation_is_in_the_originals_language() -> None:
    original = Original(document_id="a.sv", language="sv", quote="Fem mål.", start_char=0, end_char=8)
    source = render_sources(make_answer("", make_citation(original=original)))
    assert "sivun kieli: ruotsi" in source


def test_sources_of_no_citation() -> None:
    assert render_sources(make_answer("Ei tietoa.")) == ""


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Soita **[+358 44 374](tel:+35844374)**. [1]", "Soita +358 44 374. [1]"),
        ("[Sivu](https://a.example/b) [2]", "Sivu (https://a.example/b) [2]"),
        ("[https://a.example](https://a.example)", "https://a.example"),
        ("- yksi\n  - *kaksi*\n\n1. kolme", "- yksi\n  - kaksi\n\n1. kolme"),
        ("## Otsikko\n\ntekstiä", "Otsikko\n\ntekstiä"),
        ("> lainaus", "> lainaus"),
        ("3 \\* 4 &amp; 5", "3 * 4 & 5"),
        ("", ""),
    ],
)
def test_render_plain(markdown: str, expected: str) -> None:
    assert render_plain(make_answer(markdown)) == expected


@pytest.mark.parametrize(
    "bad",
    ["\x1b[2J", "\x1b]0;title\x07", "\x9b31m", "a\rb", "\x08\x08", "\u202eabc", "\u2066x\u2069", "\x7f", "\ud800"],
)
def test_nothing_steers_the_terminal(bad: str) -> None:
    answer = make_answer(f"Teksti {bad}. [1]", make_citation(title=f"T{bad}", quote=f"Q{bad}", url=f"https://{bad}"))
    for text in (render_markdown(answer), render_plain(answer), render_sources(answer), strip_controls(bad)):
        assert not set(text) & set("\x1b\x07\x9b\r\x08\x7f\u202e\u2066\u2069\ud800")
    assert "Teksti" in render_plain(answer)


def test_a_title_cannot_look_like_another_source() -> None:
    source = render_sources(make_answer("", make_citation(title="A\n[2] Pori · B\u2028C")))
    assert len(source.split("\n")) == 2


def test_strip_controls_keeps_text() -> None:
    assert strip_controls("äö\n\tå\r\nx — 👨‍👩‍👧") == "äö\n\tå\nx — 👨‍👩‍👧"


def test_render_problem() -> None:
    problem = LoadProblem(path=Path("a/b\x1b[2J.md"), line=3, reason="Not UTF-8.\nSave it.")
    assert render_problem(problem) == "a/b[2J.md:3: Not UTF-8. Save it."
    assert render_problem(LoadProblem(path=Path("a"), line=None, reason="R.")) == "a: R."


def test_render_build() -> None:
    report = BuildReport(
        documents=3,
        documents_added=1,
        documents_replaced=0,
        documents_unchanged=2,
        documents_removed=0,
        chunks=9,
        texts_embedded=4,
        seconds=1.26,
    )
    page = OwnPage(
        path=Path("x.txt"),
        document_id="x.fi",
        title="Otsikko",
        municipality=None,
        language="fi",
        inferred=("municipality", "title"),
    )
    text = render_build(BuildOutcome(report=report, pages=(page,), problems=(), skipped=()), Path("idx"))
    assert text.splitlines() == [
        "idx holds 3 documents in 9 passages: 1 added, 0 replaced, 2 unchanged, 0 removed; 4 texts embedded, 1.3 s",
        "x.txt does not say, so it was inferred: municipality: none, title: Otsikko",
    ]


def test_render_status() -> None:
    status = IndexStatus(
        index_dir=Path("idx"),
        generation="g",
        built_at="2024-01-01",
        model_id="m",
        documents=3,
        chunks=9,
        size_bytes=2_700_000,
        counts=(
            DocumentCount(municipality="Pori", language="fi", documents=2),
            DocumentCount(municipality=None, language="sv", documents=1),
        ),
        mismatch="it was built with another model",
    )
    text = render_status(status)
    assert "2.7 MB" in text
    assert "it was built with another model" in text
    assert [line.split() for line in text.splitlines()[-2:]] == [
        ["Pori", "fi", "2"],
        ["no", "single", "municipality", "sv", "1"],
    ]
