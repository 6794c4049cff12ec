import http.server
import os
import subprocess
import sys
import threading

import psutil
import pytest

from evals.load.process_sampling import ProcessSampling, find_server_process


def test_samples_of_a_process() -> None:
    enough = threading.Event()
    with ProcessSampling(os.getpid(), 0.01) as sampling:
        while len(sampling.samples) < 3:
            enough.wait(0.01)
    samples = sampling.samples
    assert len(samples) >= 4
    assert all(sample.resident_bytes > 1 << 20 for sample in samples)
    assert all(0 < (sample.private_bytes or 1) <= sample.resident_bytes for sample in samples)
    assert [sample.at_seconds for sample in samples] == sorted(sample.at_seconds for sample in samples)
    assert samples[-1].cpu_seconds >= samples[0].cpu_seconds > 0


def test_a_process_that_has_gone_gives_what_was_seen_of_it() -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    with ProcessSampling(gone.pid, 0.01) as sampling:
        pass
    assert sampling.samples == ()


def test_private_memory_is_left_out_where_the_system_does_not_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(process: psutil.Process) -> object:
        raise psutil.AccessDenied(process.pid)

    monkeypatch.setattr(psutil.Process, "memory_full_info", refuse)
    with ProcessSampling(os.getpid(), 60.0) as sampling:
        pass
    assert [sample.private_bytes for sample in sampling.samples] in ([None], [None, None])


def test_the_process_behind_an_address() -> None:
    server = http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler)
    try:
        assert find_server_process(f"http://127.0.0.1:{server.server_port}/prefix") == os.getpid()
    finally:
        server.server_close()
    assert find_server_process(f"http://127.0.0.1:{server.server_port}") is None


def test_a_server_elsewhere_has_no_process_here(monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_server_process("https://chat.example.org") is None

    def refuse(kind: str) -> object:
        raise psutil.AccessDenied

    monkeypatch.setattr(psutil, "net_connections", refuse)
    assert find_server_process("http://localhost:7860") is None
