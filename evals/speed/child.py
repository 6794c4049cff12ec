"""Runs a command and tells its peak memory and time. Also a program of its own, with no heavy import.

Linux counts, in a child's peak, the memory of the process it was forked from; measured from a process that holds a
model, every child seems to hold one. So the command is started by this small program, in between.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildRun:
    """How a command ran; ``output`` is what it wrote to standard error, where it failed."""

    exit_code: int
    seconds: float
    peak_bytes: int
    output: str


def run_child(command: Sequence[str]) -> ChildRun:
    """Runs a command in a process of its own and measures that process alone.

    Raises:
        subprocess.SubprocessError: It cannot be started.
    """
    program = [sys.executable, str(Path(__file__).resolve()), *command]
    done = subprocess.run(program, capture_output=True, text=True, encoding="utf-8", check=True)
    return ChildRun(**json.loads(done.stdout))


def _main(command: Sequence[str]) -> None:
    started = time.monotonic()
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
    )
    seconds = time.monotonic() - started
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    # Linux counts KiB, macOS bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    result = {
        "exit_code": done.returncode,
        "seconds": seconds,
        "peak_bytes": peak * unit,
        "output": done.stderr.decode("utf-8", errors="replace") if done.returncode else "",
    }
    print(json.dumps(result))


if __name__ == "__main__":
    _main(sys.argv[1:])
