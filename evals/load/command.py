"""Many visitors at once at the web chat, as people use it: `python -m evals load`."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.command_group import notify
from bot.settings import load_settings
from evals.errors import EvaluationError
from evals.load.describing import describe_load, write_markdown
from evals.load.process_sampling import ProcessSampling, find_server_process
from evals.load.schema import FORMAT_VERSION, LoadReport, ProcessSample, TimedRequest, Visit
from evals.load.sending import send_visitors
from evals.load.server import check_ready, run_server
from evals.load.summarising import count_errors, find_faults, summarise_burst, summarise_kinds, summarise_process
from evals.speed.benchmark import describe_machine
from evals.work_folder import work_folder
from evals.writing import write_json, write_text

_SAMPLE_SECONDS = 5.0
# Of a short run, so that it has samples at all.
_LEAST_SAMPLES = 20
# More than any crowd takes.
_CROWD_SECONDS = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadPlan:
    """What is measured: so many visitors, for so long; ``with_burst`` says that they then ask all at once.

    ``url`` is where the server is, None for one of its own. ``pace`` is as in `Visit`.
    """

    visitors: int
    minutes: float
    url: str | None
    output: Path
    with_burst: bool
    pace: float
    index_dir: Path | None = None


def measure_load(plan: LoadPlan) -> tuple[str, ...]:
    """What is not good enough; prints the figures, and writes report.json and table.md into the folder of the plan.

    Raises:
        EvaluationError: There is no server that is ready, locust fails, or a file cannot be written.
    """
    _make_folder(plan.output)
    with _server(plan) as (url, pid):
        until = datetime.now() + timedelta(minutes=plan.minutes)
        notify(f"{plan.visitors} visitors come to {url} until {until:%H:%M:%S}")
        report = _measure(plan, url, pid)
    write_json(plan.output / "report.json", report)
    write_text(plan.output / "table.md", write_markdown(report))
    print("\n".join(describe_load(report)))
    return find_faults(report)


@contextmanager
def _server(plan: LoadPlan) -> Iterator[tuple[str, int | None]]:
    """Address and process of the server that is measured."""
    if plan.url is not None:
        trouble = check_ready(plan.url)
        if trouble is not None:
            raise EvaluationError(f"{plan.url} is not ready for questions ({trouble}); start it with `lykbot serve`")
        yield plan.url, find_server_process(plan.url)
        return
    settings = load_settings(plan.index_dir)
    with work_folder(None) as data, run_server(settings, data, plan.output / "server.log") as server:
        yield server.url, server.pid


def _measure(plan: LoadPlan, url: str, pid: int | None) -> LoadReport:
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    machine = describe_machine()
    visit = Visit(company="Visitor", visitors=plan.visitors, seconds=60 * plan.minutes, pace=plan.pace)
    requests, samples = _send_watched(visit, url, pid, plan.output)
    crowd: tuple[TimedRequest, ...] = ()
    burst = None
    if plan.with_burst:
        notify(f"{plan.visitors} visitors ask at the same moment")
        crowd = send_visitors(Visit(company="Crowd", visitors=plan.visitors, seconds=_CROWD_SECONDS), url, plan.output)
        burst = summarise_burst(crowd, plan.visitors)
    return LoadReport(
        format_version=FORMAT_VERSION,
        made_at=made_at,
        machine=machine,
        visitors=plan.visitors,
        seconds=visit.seconds,
        pace=plan.pace,
        kinds=summarise_kinds(requests),
        errors=count_errors((*requests, *crowd)),
        process=summarise_process(samples),
        burst=burst,
        samples=samples,
    )


def _send_watched(
    visit: Visit, url: str, pid: int | None, folder: Path
) -> tuple[tuple[TimedRequest, ...], tuple[ProcessSample, ...]]:
    if pid is None:
        return send_visitors(visit, url, folder), ()
    with ProcessSampling(pid, min(_SAMPLE_SECONDS, visit.seconds / _LEAST_SAMPLES)) as sampling:
        requests = send_visitors(visit, url, folder)
    return requests, sampling.samples


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EvaluationError(f"{folder} cannot be made ({error.strerror}); name another --output") from error
