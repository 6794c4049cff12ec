import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from evals.errors import EvaluationError
from evals.extraction.loading import load_labelled_pages, shipped_pages
from evals.extraction.schema import LabelledGoal
from knowledge.errors import DocumentError
from knowledge.facts.schema import GoalOwner, GoalTheme
from knowledge.schema import LANGUAGES

_PAGE = """Tervetuloa

Porvoo liittyi malliin 6.3.2018. Tavoitteemme on, että
jokaista lasta kuullaan.

Kysy lisää: Åsa Öhman, sihteeri, 019 520 2000
"""
_CONTACT = {"name": "Åsa Öhman", "role": "sihteeri", "phones": ["+358195202000"], "emails": []}
_EVENT = {
    "kind": "joined",
    "date": "2018-03-06",
    "end_date": None,
    "is_open": False,
    "duration": None,
    "is_plan": False,
    "near": "liittyi malliin",
}
_GOAL = {"owner": "municipality", "number": 1, "theme": "participation", "text": "jokaista lasta kuullaan"}
_LABELS: dict[str, Any] = {
    "page": "porvoo-1.fi.txt",
    "split": "dev",
    "municipality": "Porvoo",
    "contacts": [_CONTACT],
    "events": [_EVENT],
    "goals": [_GOAL],
}


def _folder(tmp_path: Path, *labels: object, language: str = "fi") -> Path:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "porvoo-1.fi.txt").write_text(_PAGE, encoding="utf-8")
    (tmp_path / "labels").mkdir()
    lines = "".join(f"{json.dumps(label)}\n" for label in labels)
    (tmp_path / "labels" / f"{language}.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path


def test_a_page_and_its_labels(tmp_path: Path) -> None:
    (page,) = load_labelled_pages(_folder(tmp_path, _LABELS))
    assert page.document.document_id == "porvoo-1.fi"
    assert page.labels.goals == (
        LabelledGoal(
            owner=GoalOwner.MUNICIPALITY, number=1, theme=GoalTheme.PARTICIPATION, text="jokaista lasta kuullaan"
        ),
    )
    assert page.labels.contacts[0].name == "Åsa Öhman"


def test_words_may_run_over_the_end_of_a_line(tmp_path: Path) -> None:
    goal = _GOAL | {"text": "että jokaista lasta kuullaan"}
    (page,) = load_labelled_pages(_folder(tmp_path, _LABELS | {"goals": [goal]}))
    assert page.labels.goals[0].text == "että jokaista lasta kuullaan"


def test_labels_are_nfc(tmp_path: Path) -> None:
    contact = _CONTACT | {"name": "A\u030asa O\u0308hman"}
    (page,) = load_labelled_pages(_folder(tmp_path, _LABELS | {"contacts": [contact]}))
    assert page.labels.contacts[0].name == "Åsa Öhman"


def test_blank_lines_are_nothing_but_count(tmp_path: Path) -> None:
    folder = _folder(tmp_path, _LABELS)
    path = folder / "labels" / "fi.jsonl"
    path.write_text(f"\n{path.read_text(encoding='utf-8')}\n{{}}\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"fi\.jsonl, line 4: not a LabelledPage: page"):
        load_labelled_pages(folder)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"place": "Porvoo"}, "place: Unexpected"),
        ({"events": [_EVENT | {"kind": "party"}]}, "events.0.kind: Input should be 'joined'"),
        ({"events": [_EVENT | {"near": "erosi mallista"}]}, "events.0.near: 'erosi mallista' does not stand on"),
        ({"events": [_EVENT | {"near": " "}]}, "events.0.near: ' ' does not stand on"),
        ({"events": [_EVENT | {"date": "6.3.2018"}]}, "'6.3.2018' is no date"),
        ({"events": [_EVENT | {"end_date": "2018-13"}]}, "'2018-13' is no date"),
        ({"events": [_EVENT | {"duration": "two years"}]}, "'two years' is no duration"),
        ({"events": [_EVENT | {"date": None}]}, "has neither date nor duration"),
        ({"goals": [_GOAL | {"text": "jokaista aikuista kuullaan"}]}, "goals.0.text: 'jokaista aikuista kuullaan'"),
        ({"goals": [_GOAL | {"theme": "fun"}]}, "goals.0.theme: Input should be 'rights'"),
        ({"goals": [_GOAL | {"number": 0}]}, "goals.0: 0 is no place in a list"),
        ({"contacts": [_CONTACT | {"phones": ["019 520 2000"]}]}, "'019 520 2000' is no international phone number"),
        ({"contacts": [_CONTACT | {"emails": ["asa(at)porvoo.fi"]}]}, r"'asa(at)porvoo.fi' is no e-mail address"),
        ({"contacts": [_CONTACT | {"name": "Ása Öhman"}]}, "contacts.0: 'Ása Öhman' does not stand on"),
        ({"contacts": [_CONTACT | {"name": None, "role": None}]}, "a contact needs a name"),
        ({"municipality": "Borgå"}, "Borgå is not the official Finnish name"),
        ({"split": "train"}, "split: Input should be 'dev' or 'test'"),
        ({"page": "sipoo-1.fi.txt"}, "has no sipoo-1.fi.txt"),
    ],
)
def test_a_label_that_cannot_be_used_names_its_line(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    with pytest.raises(EvaluationError) as caught:
        load_labelled_pages(_folder(tmp_path, _LABELS | change))
    assert str(caught.value).startswith(f"{tmp_path / 'labels' / 'fi.jsonl'}, line 1: ")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "date", ["2018-03-06", "2023-08", "2021-summer", "2016", "XXXX-09-07", "202X-12", "XXXX-05", "XXXX-spring"]
)
def test_dates_of_every_precision(tmp_path: Path, date: str) -> None:
    (page,) = load_labelled_pages(_folder(tmp_path, _LABELS | {"events": [_EVENT | {"date": date}]}))
    assert page.labels.events[0].date == date


def test_a_page_without_labels_is_an_error(tmp_path: Path) -> None:
    folder = _folder(tmp_path, _LABELS)
    (folder / "pages" / "sipoo-1.sv.txt").write_text("Sibbo är med sedan 2016.\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"sv\.jsonl has no line for sipoo-1\.sv\.txt"):
        load_labelled_pages(folder)


def test_a_page_has_one_line(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"line 2: porvoo-1\.fi\.txt has labels already"):
        load_labelled_pages(_folder(tmp_path, _LABELS, _LABELS))


def test_labels_stand_in_the_file_of_their_language(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"porvoo-1\.fi\.txt is in fi; its labels belong in fi\.jsonl"):
        load_labelled_pages(_folder(tmp_path, _LABELS, language="sv"))


def test_a_page_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    folder = _folder(tmp_path, _LABELS)
    (folder / "pages" / "sipoo-1.sv.txt").write_text("", encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"sipoo-1\.sv\.txt: Empty"):
        load_labelled_pages(folder)


def test_a_folder_without_pages_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="cannot be found"):
        load_labelled_pages(tmp_path)
    (tmp_path / "pages").mkdir()
    with pytest.raises(EvaluationError, match="holds no labelled page"):
        load_labelled_pages(tmp_path)


def test_the_pages_that_ship_are_labelled() -> None:
    pages = load_labelled_pages(shipped_pages())
    assert Counter((page.document.language, page.labels.split) for page in pages) == {
        (language, split): count for language in LANGUAGES for split, count in (("dev", 9), ("test", 5))
    }
    # A municipality has one page: what one says must not be found on another.
    assert len({page.labels.municipality for page in pages}) == len(pages)
