import json
from pathlib import Path

import pytest

from evals.errors import EvaluationError
from evals.schema import Estimate
from evals.writing import write_json, write_text


def test_write_json(tmp_path: Path) -> None:
    write_json(tmp_path / "new" / "x.json", Estimate(value=0.5, low=0.25, high=0.75))
    content = (tmp_path / "new" / "x.json").read_text(encoding="utf-8")
    assert json.loads(content) == {"value": 0.5, "low": 0.25, "high": 0.75}
    assert content.endswith("}\n")


def test_write_text_says_what_to_do_when_it_cannot(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="name another place"):
        write_text(tmp_path, "å")
