"""A document into its facts."""

import hashlib
from functools import cache
from importlib.resources import as_file, files

from knowledge.facts.contacts import extract_contacts
from knowledge.facts.events import extract_events
from knowledge.facts.goals import extract_goals
from knowledge.facts.schema import DocumentFacts
from knowledge.schema import Document


def extract_facts(document: Document) -> DocumentFacts:
    """All facts of a document; of one that states none, an empty record."""
    return DocumentFacts(
        contacts=extract_contacts(document), events=extract_events(document), goals=extract_goals(document)
    )


@cache
def extractors_digest() -> str:
    """A digest of the code and the tables that facts are read with; facts read by others are out of date."""
    digest = hashlib.sha256()
    with as_file(files("knowledge")) as folder:
        for path in sorted((*folder.rglob("*.py"), *folder.rglob("*.csv"))):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
