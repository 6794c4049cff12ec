"""Memory and processor time of the process that serves, while visitors come; with psutil."""

import threading
import time
from types import TracebackType
from urllib.parse import urlsplit

import psutil

from evals.load.schema import ProcessSample


def find_server_process(url: str) -> int | None:
    """The id of the process that listens at an address of this machine; None where none is seen."""
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    if parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        return None
    try:
        connections = psutil.net_connections(kind="tcp")
    except psutil.AccessDenied:
        return None
    listening = (c.pid for c in connections if c.status == psutil.CONN_LISTEN and c.laddr and c.laddr.port == port)
    return next((pid for pid in listening if pid is not None), None)


class ProcessSampling:
    """Samples a process in the background, as long as this context is open and the process lives.

    Args:
        pid: The process.
        every_seconds: Between two samples; the first one is taken at once, a last one at the end.
    """

    def __init__(self, pid: int, every_seconds: float) -> None:
        self._pid = pid
        self._every_seconds = every_seconds
        self._samples: list[ProcessSample] = []
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._sample_until_ended, name="sample the server", daemon=True)

    def __enter__(self) -> "ProcessSampling":
        """Begins."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Ends, with a last sample."""
        self._ended.set()
        self._thread.join()

    @property
    def samples(self) -> tuple[ProcessSample, ...]:
        """What was sampled until now, oldest first."""
        return tuple(self._samples)

    def _sample_until_ended(self) -> None:
        started = time.monotonic()
        try:
            process = psutil.Process(self._pid)
            has_ended = False
            while True:
                self._samples.append(_sample(process, time.monotonic() - started))
                if has_ended:
                    return
                has_ended = self._ended.wait(self._every_seconds)
        except psutil.NoSuchProcess:
            # That the server has gone is told by its visitors.
            return


def _sample(process: psutil.Process, at_seconds: float) -> ProcessSample:
    memory, times = process.memory_info(), process.cpu_times()
    try:
        private = int(process.memory_full_info().uss)
    except psutil.AccessDenied:
        private = None
    return ProcessSample(
        at_seconds=at_seconds,
        resident_bytes=memory.rss,
        private_bytes=private,
        cpu_seconds=times.user + times.system,
    )
