"""Which language versions of a page say the same thing block by block."""

from collections import defaultdict
from collections.abc import Sequence

from knowledge.schema import Document


def align_versions(documents: Sequence[Document]) -> dict[str, str]:
    """For each document_id the alignment id its chunks carry.

    Versions of a page whose blocks have the same kinds in the same order share the page's id; a version that parts
    from the others has an alignment of its own, so that no block is taken for the translation of another.
    """
    pages = defaultdict(list)
    for document in documents:
        pages[document.page_id].append(document)
    aligned = {}
    for page_id, versions in pages.items():
        shapes = defaultdict(list)
        for document in versions:
            shapes[_shape(document)].append(document.document_id)
        most = max(shapes.values(), key=len)
        for members in shapes.values():
            shared = members is most and len(members) > 1
            aligned.update({member: page_id if shared else member for member in members})
    return aligned


def _shape(document: Document) -> tuple[str, ...]:
    return tuple(block.kind for section in document.sections for block in section.blocks)
