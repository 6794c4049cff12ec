"""What a measurement was made with: digests that tell one state of the code from another."""

import hashlib
from collections.abc import Iterator, Sequence
from importlib import metadata, resources
from importlib.resources.abc import Traversable

from evals.loading import CaseSet
from evals.schema import SetVersion, Versions
from index.schema import Manifest

_PACKAGES = ("knowledge", "index", "bot", "evals")
# What an answer depends on beside the documents: the modules, their tables and their phrases.
_CODE = (".py", ".csv", ".tsv", ".toml")


def read_versions(manifest: Manifest, sets: Sequence[CaseSet]) -> Versions:
    """The versions of everything that a run over an index depends on."""
    return Versions(
        lykbot=metadata.version("lykbot"),
        code=code_digest(),
        model=manifest.model_id,
        index_format=manifest.format_version,
        corpus=manifest.corpus_digest,
        sets=tuple(SetVersion(name=s.name, digest=s.digest, cases=len(s.cases)) for s in sets),
    )


def code_digest() -> str:
    """The sha256 over names and contents of lykbot's source files, whether or not they are under version control."""
    digest = hashlib.sha256()
    for package in _PACKAGES:
        for name, file in sorted(_source_files(resources.files(package), package), key=lambda found: found[0]):
            digest.update(name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _source_files(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        path = f"{name}/{entry.name}"
        if entry.is_dir():
            yield from _source_files(entry, path)
        elif entry.name.endswith(_CODE):
            yield path, entry
