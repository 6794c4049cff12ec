import json
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from evals.errors import EvaluationError
from evals.load import sending
from evals.load.schema import TimedRequest, Visit

# Writes its arguments and what SENT holds to the file of results.
_FAKE_LOCUST = """
import sys
from pathlib import Path
arguments = sys.argv[1:]
folder = Path(arguments[arguments.index("--results") + 1])
folder.with_suffix(".arguments").write_text("\\n".join(arguments), encoding="utf-8")
print("told by locust")
folder.write_text({sent!r}, encoding="utf-8")
sys.exit({code})
"""
_VISIT = Visit(company="Visitor", visitors=50, seconds=90.0, pace=0.5)


def _fake(monkeypatch: pytest.MonkeyPatch, folder: Path, sent: str, code: int = 0) -> None:
    script = folder / "locust.py"
    script.write_text(_FAKE_LOCUST.format(sent=sent, code=code), encoding="utf-8")
    monkeypatch.setattr(sending, "_LOCUST", (sys.executable, str(script)))


def test_requests_of_a_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    line = {"kind": "start page", "started_at": 7.5, "seconds": 0.25, "error": None}
    _fake(monkeypatch, tmp_path, f"{json.dumps(line)}\n")
    assert sending.send_visitors(_VISIT, "http://127.0.0.1:1/prefix/", tmp_path) == (
        TimedRequest(kind="start page", started_at=7.5, seconds=0.25, error=None),
    )
    arguments = (tmp_path / "visitors.arguments").read_text(encoding="utf-8").split("\n")
    given = dict(pairwise(arguments))
    assert "Visitor" in arguments
    assert given["--host"] == "http://127.0.0.1:1/prefix"
    assert (given["--users"], given["--spawn-rate"], given["--run-time"]) == ("50", "5", "90s")
    assert given["--pace"] == "0.5"
    assert Path(given["-f"]).name == "visitors.py"
    assert (tmp_path / "visitors.log").read_text(encoding="utf-8") == "told by locust\n"


def test_a_crowd_comes_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _fake(monkeypatch, tmp_path, '{"kind": "start page", "started_at": 7.5, "seconds": 0.25, "error": null}')
    sending.send_visitors(Visit(company="Crowd", visitors=50, seconds=9.0), "http://127.0.0.1:1", tmp_path)
    arguments = (tmp_path / "crowds.arguments").read_text(encoding="utf-8").split("\n")
    assert arguments[arguments.index("--spawn-rate") + 1] == "50"


def test_a_run_that_fails_names_the_log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _fake(monkeypatch, tmp_path, "", code=3)
    with pytest.raises(EvaluationError, match=r"locust exits 3; .*visitors\.log says why"):
        sending.send_visitors(_VISIT, "http://127.0.0.1:1", tmp_path)


def test_a_run_without_requests_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _fake(monkeypatch, tmp_path, "")
    with pytest.raises(EvaluationError, match=r"no visitor has come to http://127\.0\.0\.1:1 in 90 s"):
        sending.send_visitors(_VISIT, "http://127.0.0.1:1", tmp_path)


def test_a_run_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sending, "_LOCUST", (sys.executable, "-c", "import time; time.sleep(600)"))
    monkeypatch.setattr(sending, "_LATEST_SECONDS", 0.05)
    with pytest.raises(EvaluationError, match="locust does not come to an end"):
        sending.send_visitors(Visit(company="Visitor", visitors=1, seconds=0.05), "http://127.0.0.1:1", tmp_path)
