"""Sends visitors to a server: a run of locust in a process of its own, and the requests it leaves."""

import subprocess
import sys
from pathlib import Path

from evals.errors import EvaluationError
from evals.json_lines import read_records
from evals.load.schema import TimedRequest, Visit

_LOCUST = (sys.executable, "-m", "locust")
# All have come after so long: soon, and yet not all at the same moment.
_ARRIVAL_SECONDS = 10.0
# Answers under way when time is up are waited for.
_STOP_SECONDS = 15
# For starting and ending; after that something hangs.
_LATEST_SECONDS = 120.0


def send_visitors(visit: Visit, url: str, folder: Path) -> tuple[TimedRequest, ...]:
    """The requests of visitors to a server, in the order they ended.

    Args:
        visit: Who comes, how many, for how long. A crowd goes when all have an answer.
        url: Where the server is.
        folder: Keeps the requests, and what locust has to say: a file of each for each company.

    Raises:
        EvaluationError: locust failed, or there is not one request.
    """
    results = folder / f"{visit.company.lower()}s.jsonl"
    log = folder / f"{visit.company.lower()}s.log"
    rate = visit.visitors if visit.company == "Crowd" else max(1.0, visit.visitors / _ARRIVAL_SECONDS)
    command = [
        *(*_LOCUST, "-f", str(Path(__file__).with_name("visitors.py")), visit.company),
        *("--headless", "--only-summary", "--exit-code-on-error", "0", "--loglevel", "WARNING"),
        *("--host", url.rstrip("/"), "--users", str(visit.visitors), "--spawn-rate", f"{rate:g}"),
        *("--run-time", f"{max(1, round(visit.seconds))}s", "--stop-timeout", str(_STOP_SECONDS)),
        *("--results", str(results.resolve()), "--pace", f"{visit.pace:g}"),
    ]
    with log.open("wb") as told:
        running = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=told, stderr=subprocess.STDOUT)
        try:
            running.wait(visit.seconds + _LATEST_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise EvaluationError(f"locust does not come to an end; {log} may say why") from error
        finally:
            running.kill()
            running.wait()
    if running.returncode != 0:
        raise EvaluationError(f"locust exits {running.returncode}; {log} says why")
    requests = tuple(request for _, request in read_records(results, TimedRequest))
    if not requests:
        raise EvaluationError(f"no visitor has come to {url} in {visit.seconds:g} s; give --minutes more")
    return requests
