import subprocess
import sys
from pathlib import Path

from evals import load

# What visitors do is tested in tests/end_to_end/test_load_command.py: here, importing locust would put its own way of
# waiting in the place of this process's threads.
_FILE = Path(load.__path__[0]) / "visitors.py"


def test_locust_finds_both_companies() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "locust", "-f", str(_FILE), "--list", "--results", "unused"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert {line.strip() for line in done.stdout.splitlines()} >= {"Crowd", "Visitor"}
