import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]

# The guard of tests/conftest.py sees this process only; a process of its own proves it for the real model too.
_SCRIPT = """
import ipaddress, json, sys
from pathlib import Path

def refuse(event, arguments):
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        print("looked up", arguments[0], file=sys.stderr, flush=True)
        raise RuntimeError(f"a name was looked up: {arguments[0]!r}")
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        if isinstance(address, tuple) and not ipaddress.ip_address(address[0]).is_loopback:
            print("connected to", address, file=sys.stderr, flush=True)
            raise RuntimeError(f"a connection was tried: {address!r}")

sys.addaudithook(refuse)

from index.building import build_index
from index.embedding import load_embedder
from index.opening import open_index
from index.schema import IndexSettings, SearchRequest
from tests.fakes import make_document

folder, models, means = (Path(argument) for argument in sys.argv[1:])
embedder = load_embedder(IndexSettings(), models)
documents = [
    make_document("# Kirjasto\\n\\nKirjasto on auki lauantaisin kello kymmenestä kolmeen.", "imatra/kirjasto.fi"),
    make_document("# Skola\\n\\nElevrådet väljs i september varje år.", "pori/skola.sv", municipality="Pori"),
]
report = build_index(documents, folder, IndexSettings(), lambda: embedder)
# The means of the general text take a minute to measure, and measuring them is embedding like any other.
from index import opening
from index.centring import LanguageMeans
import numpy as np
opening.measure_means = lambda embedder, cache: LanguageMeans(means=np.zeros((3, 3, 384), dtype=np.float32))
index = open_index(folder, IndexSettings(), embedder, means)
found = {
    question: index.retrieve(SearchRequest(text=question, language=language, top_k=1))[0].chunk.text
    for language, question in (("en", "When is the library open?"), ("sv", "När väljs elevrådet?"))
}
index.close()
print(json.dumps([report.chunks, found], ensure_ascii=False))
"""


@pytest.mark.slow
def test_the_real_model_builds_and_searches_without_a_network(
    real_embedder: object, model_cache_dir: Path, tmp_path: Path
) -> None:
    # Proxies named in the environment would be loopback addresses to the guard.
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(tmp_path / "index"), str(model_cache_dir), str(tmp_path / "means")],
        cwd=_ROOT,
        env={**environment, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(_ROOT)},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "looked up" not in done.stderr
    assert "connected to" not in done.stderr
    chunks, found = json.loads(done.stdout.splitlines()[-1])
    assert chunks == 2
    assert found == {
        "When is the library open?": "Kirjasto on auki lauantaisin kello kymmenestä kolmeen.",
        "När väljs elevrådet?": "Elevrådet väljs i september varje år.",
    }
