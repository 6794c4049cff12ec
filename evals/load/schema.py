"""The records of measuring under load: what visitors sent, what the server's process used, what that comes to."""

from dataclasses import dataclass
from typing import Literal

FORMAT_VERSION = 1

# Kinds of requests, as reports name them.
START_PAGE = "start page"
STATIC_FILE = "style, script or picture"
QUEUED = "question put into the queue"
STREAM = "answer's stream"
DOCUMENT_PAGE = "document page"
# From the click to the complete answer: the two requests before together, and the whole request of the API.
CHAT_ANSWER = "answer in the chat"
API_ANSWER = "answer by the API"
KINDS = (START_PAGE, STATIC_FILE, QUEUED, STREAM, DOCUMENT_PAGE, CHAT_ANSWER, API_ANSWER)
ANSWERS = (CHAT_ANSWER, API_ANSWER)

# The visitors that the locust file holds: those who come and go, and those who all ask at the same moment.
Company = Literal["Visitor", "Crowd"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedRequest:
    """A request of a visitor: its kind, when it began (seconds since 1970), how long it took, and what went wrong."""

    kind: str
    started_at: float
    seconds: float
    error: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessSample:
    """What the server's process had used, so many seconds after the first visitor.

    ``private_bytes`` is memory that no other process shares, None where the system does not tell.
    """

    at_seconds: float
    resident_bytes: int
    private_bytes: int | None
    cpu_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A load to put on a server: whom, how many of them, for how long.

    ``pace`` multiplies the time that visitors read between two requests.
    """

    company: Company
    visitors: int
    seconds: float
    pace: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class KindFigures:
    """The requests of one kind: how many, how many failed, and how long they took, failed ones too."""

    kind: str
    requests: int
    failures: int
    per_second: float
    median_seconds: float
    p95_seconds: float
    p99_seconds: float
    max_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorCount:
    """How often requests of a kind went wrong in one way."""

    kind: str
    error: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessFigures:
    """Memory of the server's process in MiB, and processor time as a number of cores in use on average.

    ``warm_mib`` is resident memory after the first minute, in a shorter run at its beginning. ``flat`` says whether the
    slope, that of the straight line through the second half, is small enough; None where the run was too short to tell.
    """

    warm_mib: float
    end_mib: float
    private_end_mib: float | None
    slope_mib_per_minute: float
    flat: bool | None
    cores_used: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BurstFigures:
    """All visitors asking at the same moment, once: answers, how many failed, seconds of the slowest and at p95."""

    visitors: int
    answers: int
    failures: int
    p95_seconds: float
    max_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """All that one measurement found. ``seconds`` is how long visitors came; ``made_at`` is UTC, ISO 8601.

    ``process`` is None and ``samples`` empty where the server's process cannot be seen; ``burst`` is None where it was
    not asked for.
    """

    format_version: int
    made_at: str
    machine: str
    visitors: int
    seconds: float
    pace: float
    kinds: tuple[KindFigures, ...]
    errors: tuple[ErrorCount, ...]
    process: ProcessFigures | None
    burst: BurstFigures | None
    samples: tuple[ProcessSample, ...]
