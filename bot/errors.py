"""What can go wrong between a question and its answer."""

from knowledge.errors import LykbotError


class SettingsError(LykbotError):
    """A setting that cannot be used; the message names it, its value and what it may be."""


class BatchError(LykbotError):
    """A file of questions that cannot be read or written as a whole."""


class KeepingError(LykbotError):
    """What is kept for staff cannot be read or written, or an entry in it will not do."""


class NotReadyError(LykbotError):
    """Questions cannot be answered yet, or not at the moment; the message says why and what to do."""


class ServingError(LykbotError):
    """The web pages cannot be served; the message says what stands in the way."""
