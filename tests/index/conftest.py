"""What several tests of the index share: the real model, loaded once, and a Chroma server, started once."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.schema import IndexSettings


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: loads the real model in a process of its own, several seconds")


@pytest.fixture(scope="session")
def real_embedder(model_cache_dir: Path):  # type: ignore[no-untyped-def]  # its type would import torch
    """The bundled model, prepared and loaded once a run: seconds, and 470 MB in the session's cache."""
    from index.embedding import load_embedder

    return load_embedder(IndexSettings(), model_cache_dir)


@pytest.fixture(scope="session")
def chroma_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real Chroma server on this machine."""
    folder = tmp_path_factory.mktemp("chroma-server")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = Path(sys.executable).parent / "chroma"
    command = [str(script), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait_for(port, process, folder / "log.txt")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_for(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"`chroma run` did not start: {log.read_text(encoding='utf-8', errors='replace')}")
