"""The real command in processes of its own, which refuse connections that leave the machine, and write them down.

(Compiled code that opens sockets of its own is out of sight.)
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_INSTALLED = Path(sys.executable).with_name("lykbot")
# The installed command; where the project is not installed, what it runs.
LYKBOT: tuple[str, ...] = (str(_INSTALLED),) if _INSTALLED.exists() else (sys.executable, "-m", "bot.cli")
_LIMIT_SECONDS = 1200

# Python runs a sitecustomize it finds on its path before anything else.
_CUT_NETWORK = """
import os
import sys

_LOG = os.environ["CUT_NETWORK_LOG"]
_HERE = (None, "", "localhost", "127.0.0.1", "::1", b"", b"localhost", b"127.0.0.1", b"::1")


def _refuse(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
    else:
        return
    if host not in _HERE:
        with open(_LOG, "a", encoding="utf-8") as log:
            log.write(f"{event} {host!r} by {sys.argv}\\n")
        raise RuntimeError(f"the network is cut off: {host!r}")


sys.addaudithook(_refuse)
with open(_LOG, "a", encoding="utf-8"):
    pass
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """Where commands run: a folder of their own, a cache, and no network."""

    folder: Path
    cache: Path

    @property
    def index(self) -> Path:
        return self.folder / "index"

    @property
    def log(self) -> Path:
        return self.folder / "network.log"

    def cut_network(self) -> None:
        """Puts in place what every process of this machine begins with."""
        (self.folder / "site").mkdir()
        (self.folder / "site" / "sitecustomize.py").write_text(_CUT_NETWORK, encoding="utf-8")

    def environment(self, **settings: str) -> dict[str, str]:
        """What a process of this machine finds; its index is the machine's unless a setting names another."""
        return (
            dict(os.environ)
            | {
                "CUT_NETWORK_LOG": str(self.log),
                "PYTHONPATH": os.pathsep.join((str(self.folder / "site"), str(ROOT))),
                "LYKBOT_CACHE_DIR": str(self.cache),
                "LYKBOT_INDEX_DIR": str(self.index),
            }
            | settings
        )

    def run(self, *arguments: str, input: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
        """What a command gives."""
        return subprocess.run(
            [*LYKBOT, *arguments],
            input=input,
            capture_output=True,
            encoding="utf-8",
            env=self.environment(**settings),
            cwd=self.folder,
            timeout=_LIMIT_SECONDS,
            check=False,
        )

    def ask(self, *arguments: str) -> dict[str, Any]:
        done = self.run("ask", "--json", *arguments)
        assert done.returncode == 0, done.stderr + done.stdout
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer
