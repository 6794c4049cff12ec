from pathlib import Path

import pytest

from knowledge.checking import Finding, check_documents
from knowledge.loading import load_documents, load_shipped_documents
from knowledge.schema import Language

HEAD = """---
title: {title}
municipality: Pori
language: {language}
kind: {kind}
original_language: fi
machine_translated: {machine}
source:
  publisher: {title}
  title: Sivu
  language: fi
  published: null
  retrieved: null
  url: null
---
"""
BODIES: dict[Language, str] = {
    "fi": "# Pori\n\nPori liittyi 6.3.2018. Työ jatkuu.\n\n## Tavoitteet\n\n- Yksi\n- Kaksi\n\nKysy: a@pori.example.\n",
    "sv": "# Björneborg\n\nStart 6 mars 2018. Det pågår.\n\n## Mål\n\n- Ett\n- Två\n\nFråga: a@pori.example.\n",
    "en": "# Pori\n\nPori joined on 6 March 2018. It goes on.\n\n## Goals\n\n- One\n- Two\n\nAsk: a@pori.example.\n",
}


def put(folder: Path, language: Language, body: str, head: str = HEAD) -> Path:
    kind, machine = ("original", "false") if language == "fi" else ("translation", "true")
    path = folder / f"sivu.{language}.md"
    path.write_text(head.format(title=language, language=language, kind=kind, machine=machine) + body, encoding="utf-8")
    return path


def check(folder: Path) -> tuple[Finding, ...]:
    return check_documents(load_documents(folder))


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    for language, body in BODIES.items():
        put(tmp_path, language, body)
    return tmp_path


def test_matching_versions_have_no_findings(pages: Path) -> None:
    assert check(pages) == ()


def test_shipped_sheets_have_no_errors() -> None:
    from importlib.resources import files

    assert load_shipped_documents()
    findings = check(Path(str(files("knowledge") / "documents")))
    assert [str(finding) for finding in findings if finding.severity == "error"] == []


def test_a_missing_language(pages: Path) -> None:
    (pages / "sivu.en.md").unlink()
    (finding,) = check(pages)
    assert (finding.path.name, finding.severity) == ("sivu.fi.md", "error")
    assert "no version in en" in finding.message


def test_a_missing_original(pages: Path) -> None:
    (pages / "sivu.fi.md").unlink()
    messages = [finding.message for finding in check(pages)]
    assert sum("Translated from sivu.fi, which is missing" in message for message in messages) == 2


@pytest.mark.parametrize(
    ("before", "after", "line", "severity", "message"),
    [
        ("- Två\n", "", 24, "error", "Nothing stands here for block 5, a list item at"),
        ("- Två\n", "- Två\n- Tre\n", 24, "error", "Block 6, a list item at"),
        ("- Två\n", "\nTvå\n", 24, "error", "A paragraph at"),
        ("## Mål", "### Mål", None, "", ""),
        ("## Mål", "# Mål", 20, "error", "heading of level 1 at"),
        ("a@pori", "b@pori", 25, "error", "E-mail addresses differ: b@pori.example here, a@pori.example at"),
        ("2018", "2019", 18, "warning", "Figures differ: 2019, 6 here, 2018, 6 at"),
        ("Det pågår.", "Ja. Det pågår.", 18, "warning", "Number of sentences differs: 3 here, 2 at"),
    ],
)
def test_where_versions_part(
    pages: Path, before: str, after: str, line: int | None, severity: str, message: str
) -> None:
    path = put(pages, "sv", BODIES["sv"].replace(before, after))
    findings = check(pages)
    if line is None:
        assert findings == ()
        return
    assert {finding.path for finding in findings} == {path}
    first = findings[0]
    assert (first.line, first.severity) == (line, severity)
    assert message in first.message
    assert "sivu.fi.md:" in first.message or "sivu.fi.md." in first.message
    assert str(first).startswith(f"{path}:{line}: {severity}: ")


def test_front_matter_must_be_complete(pages: Path) -> None:
    put(pages, "en", BODIES["en"], HEAD.replace("  url: null\n", "").replace("  title: Sivu\n", "  title: null\n"))
    messages = [finding.message for finding in check(pages)]
    assert any("source.url is missing" in message for message in messages)
    assert any("source.title is null" in message for message in messages)
    assert any("The source differs from that in" in message for message in messages)


def test_municipalities_must_agree(pages: Path) -> None:
    put(pages, "en", BODIES["en"], HEAD.replace("Pori", "Imatra"))
    (finding,) = check(pages)
    assert "The municipality differs" in finding.message


def test_files_that_do_not_load_are_findings(pages: Path) -> None:
    path = pages / "rikki.fi.md"
    path.write_text("---\ntitle: x\ntitel: y\n---\nTeksti.\n", encoding="utf-8")
    (finding,) = check(pages)
    assert (finding.path, finding.line, finding.severity) == (path, 3, "error")


def test_nothing_to_check(tmp_path: Path) -> None:
    assert check(tmp_path) == ()
