import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.front_matter import FrontMatter, split_front_matter
from knowledge.reading import FileError
from knowledge.schema import Source

FULL = """---
title: Kuvala ja malli
municipality: null
language: sv
kind: translation
original_language: fi
machine_translated: true
source:
  publisher: Kuvalan kaupunki
  title: "Lapset: mukana"
  language: fi
  published: 2023-08-15
  retrieved: 2024-01
  url: https://kuvala.example/sivu
---
Teksti
"""


def test_all_keys() -> None:
    split = split_front_matter(FULL)
    assert split.body == "Teksti\n"
    said = split.front_matter
    assert said.source == Source(
        publisher="Kuvalan kaupunki",
        title="Lapset: mukana",
        language="fi",
        published="2023-08-15",
        retrieved="2024-01",
        url="https://kuvala.example/sivu",
    )
    assert (said.title, said.municipality, said.language) == ("Kuvala ja malli", None, "sv")
    assert (said.kind, said.original_language, said.machine_translated) == ("translation", "fi", True)
    assert said.body_line == FULL.split("\n").index("Teksti") + 1
    assert {"municipality", "source", "source.url"} <= set(said.given)


@pytest.mark.parametrize("text", ["", "Teksti", "Teksti\n---\ntitle: x\n---\n", "----\nTeksti", " ---\nTeksti"])
def test_texts_without_front_matter_stay_whole(text: str) -> None:
    split = split_front_matter(text)
    assert split.body == text
    assert split.front_matter == FrontMatter()


def test_empty_front_matter_says_nothing() -> None:
    split = split_front_matter("---\n---\nTeksti")
    assert split.body == "Teksti"
    assert split.front_matter == FrontMatter(body_line=3)


@given(text=st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        split_front_matter(f"---\n{text}\n---\nTeksti")
    except FileError as error:
        assert error.line is not None
        assert error.line >= 1


@pytest.mark.parametrize(
    ("lines", "line", "reason"),
    [
        ("title: x", 1, "never closed"),
        ("title: [x\n---", 2, "not valid YAML"),
        ("title: x\nmunicipality: 'y\n---", 3, "not valid YAML"),
        ("title: x\ntitel: y\n---", 3, "Unknown key titel"),
        ("source:\n  url: https://a.example\n  www: y\n---", 4, "Unknown key source.www"),
        ("title: x\ntitle: y\n---", 3, "title is given twice"),
        ("pelkkää tekstiä\n---", 2, "must be lines like"),
        ("title: 2023\n---", 2, "must be text"),
        ("title: ''\n---", 2, "must be text"),
        ("title: x\nlanguage: de\n---", 3, "must be one of fi, sv, en"),
        ("language: [fi]\n---", 2, "must be one of fi, sv, en"),
        ("kind: copy\n---", 2, "must be original or translation"),
        ("kind: [original]\n---", 2, "must be original or translation"),
        ("language: sv\nkind: translation\n---", 3, "needs original_language"),
        ("language: sv\nkind: translation\noriginal_language: sv\n---", 4, "is the language of the translation"),
        ("language: sv\noriginal_language: fi\n---", 3, "set kind: translation"),
        ("machine_translated: perhaps\n---", 2, "must be true or false"),
        ("machine_translated: true\n---", 2, "only for kind: translation"),
        ("source: Kuvala\n---", 2, "must be lines such as"),
        ("source:\n  published: 15.8.2023\n---", 3, "must be YYYY"),
        ("source:\n  published: 2023-13\n---", 3, "must be YYYY"),
        ("source:\n  published: 2023-02-31\n---", 1, "cannot be read"),
        ("source:\n  published: 2023-08-15 10:00:00\n---", 3, "must be YYYY"),
        ("source:\n  published: true\n---", 3, "must be YYYY"),
        ("source:\n  url: kuvala.example\n---", 3, "must begin with http"),
        ("title: " + "[" * 5000 + "\n---", 1, "too deeply nested"),
        ("title: !!python/object:os.system x\n---", 2, "not valid YAML"),
    ],
)
def test_mistakes_are_named_with_their_line(lines: str, line: int, reason: str) -> None:
    with pytest.raises(FileError) as caught:
        split_front_matter(f"---\n{lines}\nTeksti")
    assert reason in caught.value.reason
    assert caught.value.line == line


@pytest.mark.parametrize("published", ["2023", "2023-08", "2023-08-15", '"2023-08-15"'])
def test_dates_keep_their_precision(published: str) -> None:
    said = split_front_matter(f"---\nsource:\n  published: {published}\n---\nTeksti").front_matter
    assert said.source.published == published.strip('"')
