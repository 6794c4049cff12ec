"""What can go wrong between documents and hits."""

from knowledge.errors import LykbotError


class ModelError(LykbotError):
    """An embedding model that cannot be prepared or loaded."""


class IndexMissingError(LykbotError):
    """There is no index where one was expected."""


class IndexMismatchError(LykbotError):
    """The index was built with another model, other settings or another format than the ones in force."""


class IndexCorruptError(LykbotError):
    """The index folder holds something else than an index, or a damaged one."""


class IndexLockedError(LykbotError):
    """Another process is building this index."""


class BuildError(LykbotError):
    """A build that could not be finished; the index in force is untouched."""


class StoreError(LykbotError):
    """The vector store cannot be reached or refuses to answer."""
