import json
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.errors import EvaluationError
from evals.json_lines import read_lines, read_records


@dataclass(frozen=True, slots=True, kw_only=True)
class _Animal:
    name: str
    calls: tuple[tuple[str, ...], ...] = ()


def _write(folder: Path, content: str) -> Path:
    path = folder / "animals.jsonl"
    path.write_text(content, encoding="utf-8", newline="")
    return path


def test_the_records_and_their_lines(tmp_path: Path) -> None:
    path = _write(tmp_path, '\ufeff{"name": "varg"}\r\n\n \n{"name": "uv", "calls": [["ho", "ho"]]}')
    assert list(read_records(path, _Animal)) == [
        (1, _Animal(name="varg")),
        (4, _Animal(name="uv", calls=(("ho", "ho"),))),
    ]


def test_a_separator_inside_a_text_ends_no_line(tmp_path: Path) -> None:
    path = _write(tmp_path, '{"name": "ja\u2028\x85guaari"}\n')
    assert list(read_records(path, _Animal)) == [(1, _Animal(name="ja\u2028\x85guaari"))]


@pytest.mark.parametrize("name", ["a\u0308lg", "a\\u0308lg", "\\u00e4lg"])
def test_texts_are_nfc_however_they_are_written(tmp_path: Path, name: str) -> None:
    path = _write(tmp_path, f'{{"name": "{name}", "calls": [["{name}"]]}}\n')
    assert list(read_records(path, _Animal)) == [(1, _Animal(name="\u00e4lg", calls=(("\u00e4lg",),)))]


@given(name=st.text(st.sampled_from('an\\"\n\u0303\u030a\u00e5 ') | st.characters(codec="utf-8"), max_size=12))
def test_any_text_comes_back_in_nfc(name: str) -> None:
    with TemporaryDirectory() as folder:
        for ensure_ascii in (True, False):
            path = _write(Path(folder), json.dumps({"name": name}, ensure_ascii=ensure_ascii))
            assert list(read_records(path, _Animal)) == [(1, _Animal(name=unicodedata.normalize("NFC", name)))]


@pytest.mark.parametrize("line", ["no JSON", "[]", "{}", '{"name": 7}', '{"name": "\\ud800"}'])
def test_what_is_no_record_names_its_line(tmp_path: Path, line: str) -> None:
    path = _write(tmp_path, f'{{"name": "varg"}}\n\n{line}\n')
    with pytest.raises(EvaluationError, match=r"animals\.jsonl, line 3: not a _Animal: "):
        list(read_records(path, _Animal))


def test_lines_keep_what_is_in_them(tmp_path: Path) -> None:
    path = _write(tmp_path, "\n a\tb \r\n\nc")
    assert list(read_lines(path)) == [(2, " a\tb "), (4, "c")]


def test_a_file_that_is_missing_or_no_text(tmp_path: Path) -> None:
    path = tmp_path / "animals.jsonl"
    with pytest.raises(EvaluationError, match=r"animals\.jsonl cannot be read"):
        list(read_lines(path))
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(EvaluationError, match=r"animals\.jsonl cannot be read .*UTF-8"):
        list(read_records(path, _Animal))
