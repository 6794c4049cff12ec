"""Builds that are killed or run out of disk, each in a process of its own: `python -m tests.index.broken_builds`.

Reads a list of trials from standard input and writes what became of each to standard output, both JSON. One process
loads the libraries and every trial is a fork of it.
"""

import json
import os
import resource
import signal
import sys
from pathlib import Path

import bm25s  # noqa: F401  # loaded once, before the forks
import chromadb  # noqa: F401

from index import building
from index.building import build_index
from index.preparing import Progress
from index.schema import IndexSettings
from knowledge.languages import lemmas
from knowledge.schema import LANGUAGES
from knowledge.sentences import split_sentences
from tests.fakes import FakeEmbedder, make_document

OLD_TEXTS = {
    "imatra/sivu.fi": "# Tavoitteet\n\nKoulu päättää asioista. Lapset mukana.",
    "pori/sida.sv": "# Mål\n\nSkolan är med.",
}
NEW_TEXTS = {
    "imatra/sivu.fi": "# Tavoitteet\n\nKoulu päättää asioista. Lapset mukana.",
    "lohja/page.en": "# Goals\n\nThe school decides.\n\n" + "\n\n".join(f"Goal number {i} is here." for i in range(60)),
}
SETTINGS = IndexSettings(max_chunk_tokens=20)


def main() -> None:
    for language in LANGUAGES:
        lemmas("Koulu", language)
        split_sentences("Koulu.", language)
    outcomes = []
    for trial in json.load(sys.stdin):
        reader, writer = os.pipe()
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            os.close(reader)
            outcome = _try(Path(trial["folder"]), trial["kill_at"], trial["file_limit_bytes"])
            os.write(writer, outcome.encode("utf-8"))
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader, encoding="utf-8") as pipe:
            outcome = pipe.read()
        _, status = os.waitpid(child, 0)
        outcomes.append(f"signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else outcome)
    json.dump(outcomes, sys.stdout)


def _try(folder: Path, kill_at: str, file_limit_bytes: int) -> str:
    def watch(progress: Progress) -> None:
        moment = "start" if progress.done == 0 else "end" if progress.done == progress.total else "middle"
        if kill_at in (progress.stage, f"{progress.stage} {moment}"):
            os.kill(os.getpid(), signal.SIGKILL)

    for name in ("write_vectors", "write_records", "write_manifest", "make_current"):
        _kill_around(name, kill_at)
    if file_limit_bytes:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_limit_bytes, file_limit_bytes))
    documents = [make_document(text, document_id) for document_id, text in NEW_TEXTS.items()]
    try:
        build_index(documents, folder, SETTINGS, FakeEmbedder, report_progress=watch)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "built"


def _kill_around(name: str, kill_at: str) -> None:
    real = getattr(building, name)

    def call(*arguments: object) -> None:
        if kill_at == f"before {name}":
            os.kill(os.getpid(), signal.SIGKILL)
        real(*arguments)
        if kill_at == f"after {name}":
            os.kill(os.getpid(), signal.SIGKILL)

    setattr(building, name, call)


if __name__ == "__main__":
    main()
