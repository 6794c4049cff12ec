"""Made-up reports of `lykbot eval`, and a stand-in for the command."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

DIGEST = "d" * 64


def make_report(
    right: float = 0.5,
    *,
    name: str = "dev",
    outcomes: Mapping[str, str] | None = None,
    corpus: str = "pages",
    low: float = 0.4,
    high: float = 0.6,
) -> dict[str, Any]:
    """A report.json with one figure and the outcomes of some cases."""
    outcomes = outcomes or {"dev-1": "right", "dev-2": "wrong"}
    figure = {
        "name": "right",
        "count": 1.0,
        "total": 2,
        "estimate": {"value": right, "low": low, "high": high},
    }
    scopes = [
        ("lykbot", "all", "all"),
        ("lykbot", "language", "sv"),
        ("plain", "all", "all"),
        ("lykbot", "topic", "goals"),
    ]
    return {
        "format_version": 2,
        "made_at": "2026-03-01T12:00:00Z",
        "seconds": 90.0,
        "machine": "a machine",
        "versions": {
            "lykbot": "1",
            "code": "c",
            "model": "m",
            "index_format": 3,
            "corpus": corpus,
            "sets": [{"name": name, "digest": DIGEST, "cases": len(outcomes)}],
        },
        "split": None,
        "answers": [figure | {"system": s, "scope_kind": kind, "scope": scope} for s, kind, scope in scopes],
        "retrieval": [],
        "measurements": [],
        "cases": [
            {
                "case_id": case_id,
                "set_name": name,
                "split": "test" if case_id.startswith("test-") else "dev",
                "results": [
                    {"system": "plain", "pages": "all", "judgement": {"outcome": "failed"}},
                    {"system": "lykbot", "pages": "fi", "judgement": {"outcome": "failed"}},
                    {"system": "lykbot", "pages": "all", "judgement": {"outcome": outcome}},
                ],
            }
            for case_id, outcome in outcomes.items()
        ],
    }


def write_report(folder: Path, report: Mapping[str, Any] | None = None) -> Path:
    """A folder with a report in it."""
    folder.mkdir(parents=True)
    (folder / "report.json").write_text(json.dumps(report or make_report()), encoding="utf-8")
    (folder / "report.html").write_text("<!DOCTYPE html><p>The report</p>", encoding="utf-8")
    return folder


# Writes a journal of so many answers, says something, and then ends, fails or waits for its end.
_SCRIPT = """
import json, pathlib, sys, time
answers, ending, *arguments = sys.argv[1:]
folder = pathlib.Path(arguments[arguments.index("--output") + 1])
(folder / "arguments.json").write_text(json.dumps(arguments))
(folder / "answers.jsonl").write_text("{}\\n" * (1 + int(answers)) + "{")
print("Warning: something", file=sys.stderr)
print("lykbot: loading the model ...", file=sys.stderr, flush=True)
(folder / "begun").touch()
if ending == "wait":
    time.sleep(600)
if ending == "fail":
    print("lykbot: the set is no good; correct line 3", file=sys.stderr)
    sys.exit(1)
if ending == "done":
    (folder / "report.json").write_text(sys.stdin.read() or "{}")
"""


def fake_command(answers: int, ending: str) -> Any:
    """A stand-in for lykbot's command line; ``ending`` is "done", "fail", "vanish" or "wait"."""

    def command(arguments: Sequence[str]) -> tuple[str, ...]:
        return (sys.executable, "-c", _SCRIPT, str(answers), ending, *arguments)

    return command
