"""The sets that ship hold what they should. Nothing here looks into a text of the split that is only counted."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from bot.schema import AnswerStatus
from evals.extraction.loading import shipped_pages
from evals.linting import CoverageKind, count_coverage, lint
from evals.loading import load_sets, shipped_sets
from evals.schema import Case, PlacedCase, Topic, Trait
from knowledge.loading import load_documents, load_shipped_documents
from knowledge.schema import LANGUAGES, Language

_README = shipped_sets()[0].with_name("README.md")
_MADE_UP = tuple(_README.parent / "made_up" / f"{language}.jsonl" for language in LANGUAGES)
# In each language of the split that is looked at, at least.
_FEWEST: Mapping[tuple[CoverageKind, str], int] = {
    ("topic", "contacts"): 12,
    ("topic", "timeline"): 12,
    ("topic", "goals"): 8,
    ("topic", "other"): 8,
    ("topic", "comparison"): 6,
    ("topic", "off_subject"): 4,
    ("topic", "steering"): 4,
    ("status", "answered"): 45,
    ("status", "unanswerable_not_in_sources"): 6,
    ("status", "unanswerable_unknown_place"): 3,
    ("status", "refused_out_of_scope"): 8,
    ("trait", "follow_up"): 7,
    ("trait", "short"): 3,
    ("trait", "misspelt"): 2,
    ("trait", "mixed_language"): 2,
    ("trait", "language_switch"): 2,
    ("trait", "cut_off"): 1,
    ("trait", "in_passing"): 1,
}


@cache
def _cases() -> tuple[PlacedCase, ...]:
    return tuple(placed for case_set in load_sets(shipped_sets()) for placed in case_set.cases)


def _dev(language: Language) -> list[Case]:
    return [placed.case for placed in _cases() if placed.case.split == "dev" and placed.case.language == language]


def test_the_shipped_sets_lint_clean() -> None:
    # The ids alone: a message may hold a text of the split that is only counted.
    assert [finding.case_id for finding in lint(_cases(), load_shipped_documents())] == []


def test_the_set_about_made_up_pages_lints_clean() -> None:
    cases = [placed for case_set in load_sets(_MADE_UP) for placed in case_set.cases]
    pages = load_documents(shipped_pages() / "pages")
    assert [finding.case_id for finding in lint(cases, pages.documents)] == []
    each = dict.fromkeys(LANGUAGES, 57)
    assert Counter(placed.case.language for placed in cases) == Counter(placed.set_name for placed in cases) == each


def test_there_are_enough_cases_a_third_in_each_language() -> None:
    by_language = Counter(placed.case.language for placed in _cases())
    assert by_language.total() >= 300
    assert all(0.3 <= by_language[language] / by_language.total() <= 0.37 for language in LANGUAGES)


def test_each_file_is_one_split() -> None:
    assert {(placed.set_name, placed.case.split) for placed in _cases()} == {("dev", "dev"), ("test", "test")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_enough_of_every_kind(language: Language) -> None:
    position = LANGUAGES.index(language)
    counts = {(count.kind, count.name): count.by_language[position] for count in count_coverage(_dev(language))}
    assert {kind: counts[kind] for kind, fewest in _FEWEST.items() if counts[kind] < fewest} == {}
    assert {name for kind, name in _FEWEST if kind != "status"} == {*get_args(Topic), *get_args(Trait)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_conversations_and_chosen_languages(language: Language) -> None:
    cases = _dev(language)
    assert any(len(case.history) > 1 for case in cases)
    assert any(case.pinned for case in cases)
    follow_ups = {case.status for case in cases if case.history}
    assert {AnswerStatus.ANSWERED, AnswerStatus.NOT_IN_SOURCES, AnswerStatus.UNKNOWN_PLACE} <= follow_ups


def test_the_readme_names_everything_a_case_is_made_of() -> None:
    text = _README.read_text(encoding="utf-8")
    statuses = [status.value for status in AnswerStatus if not status.startswith("failed")]
    names = [*(field.name for field in fields(Case)), *get_args(Topic), *get_args(Trait), *statuses]
    assert [name for name in names if f"`{name}`" not in text] == []


def test_the_example_in_the_readme_is_sound(tmp_path: Path) -> None:
    (example,) = re.findall(r"```json\n(.*?)```", _README.read_text(encoding="utf-8"), re.DOTALL)
    path = tmp_path / "my-set.jsonl"
    path.write_text(json.dumps(json.loads(example), ensure_ascii=False) + "\n", encoding="utf-8")
    (case_set,) = load_sets([path])
    assert lint(case_set.cases, load_shipped_documents()) == ()
